package clock

import (
	"strconv"
	"strings"
	"unicode"

	"upfront/generator/parse"
)

// ParseDuration reads "15m", "48h", "3d", "2w", "6mo", "1y", the same in words ("48 hours", "1 month"), working time in
// words ("2 business days", "4 working hours"), halves and the like of an hour ("1.5h" is 90m), and sums of
// neighbouring units that have a fixed ratio ("1h 30m" is 90m, "1w 2d" is 9d, "1y 6mo" is 18mo).
//
// It refuses an ambiguous duration, zero, and more than a hundred years.
func ParseDuration(s string) (Duration, error) { return parse.Trimmed(s, parseDuration) }

func parseDuration(text string) (Duration, *parse.Error) {
	d, rest, err := cutDuration(text)
	switch {
	case err != nil:
		return Duration{}, err
	case d.Unit == Minute && rest == "o":
		return Duration{}, ambiguous(text, strconv.FormatInt(d.N, 10), 0)
	case rest != "":
		return Duration{}, parse.Fail(strings.LastIndex(text, rest), "write "+d.String()+" alone", "%q has something after the duration", text)
	}
	return d, nil
}

// CutDuration reads the duration that s starts with, and returns the words after it without surrounding space:
// "14d after first delivery" returns 14d and "after first delivery".
func CutDuration(s string) (d Duration, rest string, ok bool) {
	d, rest, err := cutDuration(strings.TrimSpace(s))
	return d, rest, err == nil
}

func cutDuration(text string) (d Duration, rest string, err *parse.Error) {
	d, end, err := cutPart(text, 0)
	for err == nil && end < len(text) {
		next := end + len(text[end:]) - len(strings.TrimLeft(text[end:], " "))
		if parse.Digits(text[next:]) == 0 {
			break
		}
		var part Duration
		if part, end, err = cutPart(text, next); err == nil {
			d, err = d.plus(part, text, next)
		}
	}
	switch {
	case err != nil:
		return Duration{}, "", err
	case d.N == 0:
		return Duration{}, "", parse.Fail(0, "write how long it takes, or leave it out", "%q is no time at all", text)
	case d.N > units[d.Unit].most:
		return Duration{}, "", parse.Fail(0, "write a shorter time", "%q is more than a hundred years", text)
	}
	return d, strings.TrimSpace(text[end:]), nil
}

// cutPart reads a number and its unit at text[start:], and returns the offset of their end.
func cutPart(text string, start int) (d Duration, end int, err *parse.Error) {
	count, end, err := cutCount(text, start)
	if err != nil {
		return d, 0, err
	}
	number := text[start:end]
	word, wordEnd := cutWord(text, end)
	if rest := strings.TrimLeft(text[end:], " "); word == "to" || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") {
		return d, 0, parse.Fail(end, "write the longest time that you promise", "%q is a range", text)
	}
	if lower := strings.ToLower(word); lower == "business" || lower == "working" {
		d.Business = true
		word, wordEnd = cutWord(text, wordEnd)
	}
	if d.Unit, err = parseUnit(text, number, word, wordEnd-len(word)); err != nil {
		return d, 0, err
	}
	if d.Business && d.Unit > Day {
		help := "write it in working days, such as 10 business days, or without the word " + strings.Fields(text[end:])[0]
		return d, 0, parse.Fail(end, help, "%q is not clear: a %s has no fixed number of working days", text, units[d.Unit].one)
	}
	d.N = count / 100
	if count%100 != 0 {
		d, err = d.fraction(text, count, start)
	}
	return d, wordEnd, err
}

// cutCount reads a number with up to two decimals at text[start:], in hundredths.
func cutCount(text string, start int) (hundredths int64, end int, err *parse.Error) {
	rest := text[start:]
	n := parse.Digits(rest)
	switch {
	case rest == "":
		return 0, 0, parse.Fail(start, "write a time such as 48h or 3d", "the duration is missing")
	case strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "−"):
		return 0, 0, parse.Fail(start, "write it without the minus", "%q is a negative time", text)
	case n == 0:
		return 0, 0, parse.Fail(start, "write a number and a unit, such as 48h or 3d", "%q does not start with a number", text)
	case n > 9:
		return 0, 0, parse.Fail(start, "write a shorter time", "%q is more than a hundred years", text)
	}
	whole, _ := strconv.ParseInt(rest[:n], 10, 64)
	end = start + n
	if end == len(text) || text[end] != '.' && text[end] != ',' {
		return whole * 100, end, nil
	}
	places := parse.Digits(text[end+1:])
	if text[end] == ',' || places == 0 || places > 2 {
		return 0, 0, parse.Fail(end, "write a whole number and a unit, such as 90m", "%q has a number that cannot be read", text)
	}
	part, _ := strconv.ParseInt((text[end+1:end+1+places] + "0")[:2], 10, 64)
	return whole*100 + part, end + 1 + places, nil
}

// cutWord reads the letters at text[start:] after optional spaces, and returns the offset of their end.
func cutWord(text string, start int) (word string, end int) {
	rest := strings.TrimLeft(text[start:], " ")
	after := strings.TrimLeftFunc(rest, unicode.IsLetter)
	return rest[:len(rest)-len(after)], len(text) - len(after)
}

// parseUnit reads a symbol or word. Symbols are in small letters, because M could be a minute or a month.
func parseUnit(text, number, word string, start int) (Unit, *parse.Error) {
	for u := Minute; u <= Year; u++ {
		names := units[u]
		if lower := strings.ToLower(word); word == names.symbol || lower == names.one || lower == names.many {
			return u, nil
		}
	}
	switch strings.ToLower(word) {
	case "":
		return 0, parse.Fail(start, "write "+number+"m, "+number+"h or "+number+"d for minutes, hours or days", "%q has no unit", text)
	case "m", "mon", "mons", "mth", "mths":
		return 0, ambiguous(text, number, start)
	case "s", "sec", "secs", "second", "seconds":
		return 0, parse.Fail(start, "write whole minutes, such as 1m", "%q is counted in seconds", text)
	case "quarter", "quarters", "q":
		return 0, parse.Fail(start, "write 3mo for a quarter of a year", "%q is not a unit", word)
	}
	if unit, ok := misspeltUnits[strings.ToLower(word)]; ok {
		return 0, parse.Fail(start, "write "+number+unit, "%q is not a unit", word)
	}
	return 0, parse.Fail(start, "write one of m, h, d, w, mo, y, such as "+number+"h or "+number+"d", "%q is not a unit of time", word)
}

var misspeltUnits = map[string]string{
	"min": "m", "mins": "m", "hr": "h", "hrs": "h", "h": "h", "d": "d", "wk": "w", "wks": "w", "w": "w", "mo": "mo", "yr": "y", "yrs": "y", "y": "y",
	"wd": " business days", "bd": " business days", "workday": " business days", "workdays": " business days",
	"weekday": " business days", "weekdays": " business days",
}

func ambiguous(text, number string, start int) *parse.Error {
	return parse.Fail(start, "write "+number+"m for minutes or "+number+"mo for months", "%q could be minutes or months", text)
}

// fraction returns a number of hours that is not whole as minutes. Fractions of other units are errors.
func (d Duration) fraction(text string, hundredths int64, start int) (Duration, *parse.Error) {
	switch {
	case d.Unit == Minute || d.Unit == Hour && hundredths*60%100 != 0:
		return d, parse.Fail(start, "write whole minutes", "%q is not a whole number of minutes", text)
	case d.Unit != Hour:
		return d, parse.Fail(start, "write whole "+units[d.Unit].many+", or a smaller unit", "%q has a part of a %s", text, units[d.Unit].one)
	}
	d.N, d.Unit = hundredths*60/100, Minute
	return d, nil
}

// plus adds a part written after d: minutes to hours, days to weeks, months to years.
func (d Duration) plus(part Duration, text string, start int) (Duration, *parse.Error) {
	ratio := map[[2]Unit]int64{{Hour, Minute}: 60, {Week, Day}: 7, {Year, Month}: 12}[[2]Unit{d.Unit, part.Unit}]
	switch {
	case ratio == 0 && d.Unit == Day && part.Unit <= Hour:
		return d, parse.Fail(start, "write it in hours alone, such as 36h, or in days alone", "%q adds days and %s, and a day is not always 24 hours", text, units[part.Unit].many)
	case ratio == 0 || d.Business != part.Business:
		return d, parse.Fail(start, "write one number and one unit", "%q cannot be added up", text)
	}
	part.N += d.N * ratio
	return part, nil
}
