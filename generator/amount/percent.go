package amount

import (
	"math/bits"
	"strings"
	"time"

	"upfront/generator/lazy"
	"upfront/generator/parse"
)

// A Percent is a share, held exactly in parts per million: 95% is Percent(950000), 99.9999% is Percent(999999).
// Percents compare with the operators of the language. A credit may be more than Whole; whether that makes sense is for
// the caller to judge.
type Percent int64

// Whole is 100%.
const Whole Percent = 1_000_000

// percentDecimals is the number of decimals of a percent that are kept: one part per million is 0.0001%.
const percentDecimals = 4

// ParsePercent reads "95%", "99.95 %" or "0.5%". The sign is required: a bare 95 could be a count, a bare 0.95 a share.
func ParsePercent(s string) (Percent, error) {
	return parse.Trimmed(s, func(text string) (Percent, *parse.Error) {
		p, rest, err := cutPercent(text)
		if err == nil && rest != "" {
			err = parse.Fail(strings.LastIndex(text, rest), "write "+p.String()+" alone", "%q has something after the percent sign", text)
		}
		return p, err
	})
}

// CutPercent reads the percentage that s starts with, and returns the text after it without surrounding space:
// "20% of that delivery's charge" returns 20% and "of that delivery's charge".
func CutPercent(s string) (p Percent, rest string, ok bool) {
	p, rest, err := cutPercent(strings.TrimSpace(s))
	return p, rest, err == nil
}

func cutPercent(text string) (p Percent, rest string, err *parse.Error) {
	d, err := cutDecimal(text)
	if err != nil {
		return 0, "", noPercent(text, err)
	}
	after, found := strings.CutPrefix(strings.TrimSpace(d.rest), "%")
	if !found {
		return 0, "", parse.Fail(d.end, percentHelp(d), "%q has no percent sign", text)
	}
	n, err := d.scale(percentDecimals)
	if err != nil {
		return 0, "", err
	}
	return Percent(n), strings.TrimSpace(after), nil
}

// percentHelp returns the help for a number without a sign; 0.95 and 1 may be meant either way.
func percentHelp(d decimal) string {
	if p, ok := ratio(d); ok && p > 0 {
		return "write " + p.String()
	} else if ok {
		return asPercent
	}
	n, err := d.scale(percentDecimals)
	switch {
	case !percentWord().MatchString(d.rest) && !isRange(strings.TrimSpace(d.rest)):
		return asPercent
	case isRange(strings.TrimSpace(d.rest)):
		return "write one share, the one you keep on a bad day, such as " + d.plain() + "%"
	case err == nil && n == 10_000:
		return "write 100%, or 1% if you mean one in a hundred"
	case err != nil || d.places == "" || n > 10_000 || n == 0:
		return "write " + d.plain() + "%"
	}
	return "write " + Percent(n*100).String() + ", or " + d.plain() + "% if you mean less than one in a hundred"
}

// percentWord matches what people write for the sign, or nothing.
var percentWord = lazy.Pattern(`(?i)^\s*(?:per ?cent|percent|pct|p\.?c\.?|prozent|o/o|％|٪)?[.,;]?\s*$`)

const asPercent = "write it as a percentage, such as 95%"

// ratio reads "9 in 10", "19 of 20", "9 out of 10" or "9/10", of which d is the first number. The share is zero where there
// is none, as in "11 of 10". An endless decimal is cut off, so that it never promises more.
func ratio(d decimal) (p Percent, ok bool) {
	rest := strings.ToLower(strings.TrimSpace(d.rest))
	for _, word := range []string{"out of ", "in ", "of ", "/"} {
		before, after, found := strings.Cut(" "+rest, word)
		if found = found && !strings.ContainsAny(before, "0123456789%"); !found || word != "/" && !strings.HasSuffix(before, " ") {
			continue
		}
		all, err := cutDecimal(strings.TrimPrefix(strings.TrimSpace(after), "every "))
		if err != nil {
			return 0, true
		}
		part, partErr := d.scale(0)
		whole, wholeErr := all.scale(0)
		if partErr != nil || wholeErr != nil || part == 0 || part > whole || whole > 1_000_000 {
			return 0, true
		}
		p = Percent(part * int64(Whole) / whole)
		if part*int64(Whole)%whole != 0 {
			p -= p % 1000
		}
		return p, true
	}
	return 0, false
}

// noPercent adapts the help for a text that does not start with a number.
func noPercent(text string, err *parse.Error) *parse.Error {
	if number, ok := strings.CutPrefix(err.Help, "write "); ok {
		if n := len(number) - len(strings.TrimLeft(number, "0123456789.")); n > 0 && !strings.HasPrefix(number[n:], "%") {
			err.Help = "write " + number[:n] + "%" + number[n:]
		}
	}
	if parse.Digits(text) == 0 && !strings.HasPrefix(text, ".") {
		err.Help = asPercent
	}
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(text, minus); ok {
			if p, parseErr := ParsePercent(rest); parseErr == nil && p > 0 {
				err.Help = "write it without the minus, such as " + p.String()
			}
		}
	}
	return err
}

// String returns p without space and without trailing zeros: "99.95%".
func (p Percent) String() string { return printScaled(int64(p), percentDecimals) + "%" }

// Floor returns part of whole as a percentage without its sign, rounded down, with as many decimals as p has: 9,999 of 10,000
// are "99.99" beside 99.99%, and "99" beside 95%. Nothing of nothing is "100".
func (p Percent) Floor(part, whole int64) string {
	if whole == 0 {
		return "100"
	}
	_, decimals, _ := strings.Cut(strings.TrimSuffix(p.String(), "%"), ".")
	scale := int64(1)
	for range decimals {
		scale *= 10
	}
	hi, lo := bits.Mul64(uint64(part), uint64(100*scale))
	n, _ := bits.Div64(hi, lo, uint64(whole))
	return printScaled(int64(n), len(decimals))
}

// Share returns p as a fraction of one, for statistics; use Met to compare exactly.
func (p Percent) Share() float64 { return float64(p) / float64(Whole) }

// Met reports whether part of whole is at least p, exactly. Neither may be negative; nothing out of nothing meets
// every share.
func (p Percent) Met(part, whole int64) bool {
	if p <= 0 {
		return true
	}
	hi, lo := bits.Mul64(uint64(part), uint64(Whole))
	needHi, needLo := bits.Mul64(uint64(whole), uint64(p))
	return hi > needHi || hi == needHi && lo >= needLo
}

// Allowance returns how long a service may be away in a period of length whole without breaking an availability of p,
// when up to planned of it is maintenance that does not count: planned + (100% − p) of (whole − planned), rounded down to
// the second. With planned zero it is the plain allowance: 99.9% of a 30-day month leaves 43 min 12 s.
func (p Percent) Allowance(whole, planned time.Duration) time.Duration {
	planned = min(planned, whole)
	if p >= Whole {
		return planned.Truncate(time.Second)
	}
	hi, lo := bits.Mul64(uint64(whole-planned), uint64(Whole-max(p, 0)))
	away, _ := bits.Div64(hi, lo, uint64(Whole))
	return (planned + time.Duration(away)).Truncate(time.Second)
}
