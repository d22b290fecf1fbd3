package amount

import (
	"strconv"
	"strings"

	"upfront/generator/parse"
)

// A Number is an exact decimal with at most six decimals, held in millionths: 1.5 is Number(1500000).
// Numbers compare with the operators of the language.
type Number int64

// numberDecimals is the number of decimals that a Number keeps.
const numberDecimals = 6

// Int returns the Number of a whole number below nine million million.
func Int(n int64) Number { return Number(n) * 1_000_000 }

// ParseNumber reads a bare number such as "38", "1,250" or "0.5". It is never negative.
func ParseNumber(s string) (Number, error) { return parse.Trimmed(s, parseNumber) }

func parseNumber(text string) (Number, *parse.Error) {
	d, err := cutDecimal(text)
	if err != nil {
		return 0, err
	}
	if d.rest != "" {
		return 0, parse.Fail(d.end, "write "+d.plain()+" alone", "%q has something after the number", text)
	}
	n, err := d.scale(numberDecimals)
	return Number(n), err
}

// String returns n without grouping and without trailing zeros: "1250", "0.5".
func (n Number) String() string { return printScaled(int64(n), numberDecimals) }

// A decimal is a number as written at the start of a text.
type decimal struct {
	text   string // the whole text
	whole  string // digits before the point, at least one, ungrouped
	places string // digits after the point
	end    int    // where the number ends in text
	rest   string // text[end:]
}

// plain returns d as Upfront writes numbers.
func (d decimal) plain() string {
	if d.places == "" {
		return d.whole
	}
	return d.whole + "." + d.places
}

// cutDecimal reads the number at the start of text.
func cutDecimal(text string) (decimal, *parse.Error) {
	d := decimal{text: text}
	if err := checkStart(text); err != nil {
		return d, err
	}
	end := parse.Digits(text)
	d.whole = text[:end]
	for end < len(text) && text[end] == ',' && parse.Digits(text[end+1:]) > 0 {
		group := text[end+1 : end+1+parse.Digits(text[end+1:])]
		if len(group) != 3 || len(text[:end]) > 3 && !strings.Contains(text[:end], ",") {
			return d, commaError(text, d.whole, end, group)
		}
		d.whole += group
		end += 4
	}
	if end < len(text) && text[end] == '.' {
		d.places = text[end+1 : end+1+parse.Digits(text[end+1:])]
		if d.places == "" {
			return d, parse.Fail(end, "write "+d.whole, "%q has no digit after the point", text)
		}
		end += 1 + len(d.places)
	}
	if err := checkPoint(d, end); err != nil {
		return d, err
	}
	d.end, d.rest = end, text[end:]
	return d, nil
}

func checkStart(text string) *parse.Error {
	switch {
	case text == "":
		return parse.Fail(0, "write a number", "the number is missing")
	case strings.HasPrefix(text, "-") || strings.HasPrefix(text, "−"):
		return parse.Fail(0, "write a number of zero or more", "%q is negative", text)
	case text[0] == '.' && parse.Digits(text[1:]) > 0:
		return parse.Fail(0, "write 0"+text, "%q has no digit before the point", text)
	case parse.Digits(text) == 0:
		return parse.Fail(0, "write the number in digits, and first", "%q does not start with a number", text)
	}
	return nil
}

// commaError explains a comma that does not stand between groups of three digits.
func commaError(text, whole string, at int, group string) *parse.Error {
	if len(group) > 2 {
		return parse.Fail(at, "write the number without commas", "the commas in %q do not stand between groups of three digits", text)
	}
	return parse.Fail(at, "write "+whole+"."+group+", with a point", "%q has a decimal comma", text)
}

// checkPoint refuses 1.250,00 and 1.250.000, in which the point groups digits.
func checkPoint(d decimal, end int) *parse.Error {
	rest := d.text[end:]
	if d.places == "" || rest == "" || rest[0] != ',' && rest[0] != '.' || parse.Digits(rest[1:]) == 0 {
		return nil
	}
	more := rest[1 : 1+parse.Digits(rest[1:])]
	if rest[0] == '.' {
		return parse.Fail(end, "write it without points between the digits, such as "+d.whole+d.places+more, "%q has two points", d.text)
	}
	return parse.Fail(end, "write "+d.whole+d.places+"."+more, "%q has a decimal comma", d.text)
}

// scale returns d times ten to the power of decimals.
func (d decimal) scale(decimals int) (int64, *parse.Error) {
	places := strings.TrimRight(d.places, "0")
	if len(places) > decimals {
		help := "write at most " + strconv.Itoa(decimals) + " decimals"
		switch decimals {
		case 0:
			help = "write a whole number"
		case 1:
			help = "write at most one decimal"
		}
		return 0, parse.Fail(d.end-len(d.places)+decimals, help, "%q has more decimals than can be counted", d.text[:d.end])
	}
	whole := strings.TrimLeft(d.whole, "0")
	if len(whole) > 12 {
		return 0, parse.Fail(0, "write a number below a million million", "%q is too large", d.text[:d.end])
	}
	n, err := strconv.ParseInt("0"+whole+places+strings.Repeat("0", decimals-len(places)), 10, 64)
	if err != nil {
		return 0, parse.Fail(0, "write a smaller number", "%q is too large", d.text[:d.end])
	}
	return n, nil
}

// printScaled is the opposite of scale, without trailing zeros.
func printScaled(n int64, decimals int) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		s, sign = s[1:], "-"
	}
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals-len(s)+1) + s
	}
	whole, places := s[:len(s)-decimals], strings.TrimRight(s[len(s)-decimals:], "0")
	if places == "" {
		return sign + whole
	}
	return sign + whole + "." + places
}

// isRange reports whether the text after a number makes it a range: "5-10", "5 to 10".
func isRange(rest string) bool {
	return strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "to ")
}
