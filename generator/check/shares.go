package check

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// Shares that a sentence names: "99.5%", "99 of 100", "of every 100 pallets, at least 99".
var (
	percentForm = lazy.Pattern(`(?i)(?:(\d+(?:\.\d+)?)\s?|\b((?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|five)\s)(?:%|per ?cent\b)`)
	ratioForm   = lazy.Pattern(`(?i)(\b(?:` + numeral + `)) (?:in|of|out of) (?:every |each |the |our |your )?(?:last )?((?:` + numeral + `)\b)`)
	ofForm      = lazy.Pattern(`(?i)\bof (?:every |each |the |our |your )?(?:last )?((?:` + numeral + `)) [^.;]*?((?:` + numeral + `)\b)`)
)

// saidShare is a share that a sentence names; about is set where it was rounded, such as 2 of 3.
type saidShare struct {
	span
	share amount.Percent
	about bool
}

// matches reports whether the share is the one of the data, or the rest of it.
func (t saidShare) matches(limit amount.Percent) bool {
	is := func(d amount.Percent) bool { return d == 0 || t.about && -500 < d && d < 500 }
	return is(t.share-limit) || is(amount.Whole-t.share-limit)
}

func saidShares(text string) []saidShare {
	var out []saidShare
	var percents [][]int
	if strings.IndexByte(text, '%') >= 0 || holds(text, "cent") {
		percents = percentForm().FindAllStringSubmatchIndex(text, -1)
	}
	for _, m := range percents {
		number := ""
		if m[2] >= 0 {
			number = text[m[2]:m[3]]
		} else {
			number = strconv.Itoa(int(parseCount(text[m[4]:m[5]])))
		}
		if p, err := amount.ParsePercent(number + "%"); err == nil {
			out = append(out, saidShare{span: span{m[0], m[1]}, share: p})
		}
	}
	if !hasTwoNumbers(text) {
		return out
	}
	for form, swapped := range map[*regexp.Regexp]bool{ratioForm(): false, ofForm(): true} {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			part, whole := parseCount(text[m[2]:m[3]]), parseCount(text[m[4]:m[5]])
			if swapped {
				part, whole = whole, part
			}
			if part > 0 && whole > 0 && part <= whole {
				share := float64(amount.Whole) * part / whole
				out = append(out, saidShare{span{m[0], m[1]}, amount.Percent(share + 0.5), share != float64(int(share))})
			}
		}
	}
	slices.SortFunc(out, func(a, b saidShare) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	return out
}

// count reads a number in digits or in words; 0 where it is none.
func parseCount(s string) float64 {
	if n, ok := numberWords[strings.ToLower(s)]; ok {
		return float64(n)
	}
	if tens, ones, ok := strings.Cut(strings.ReplaceAll(strings.ToLower(s), " ", "-"), "-"); ok {
		return float64(numberWords[tens] + numberWords[ones])
	}
	n, _ := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return n
}

// hasTwoNumbers reports whether a text may have two numbers, in digits or words, as every ratio has. It takes a part of the
// time of an expression.
func hasTwoNumbers(text string) bool {
	numbers, inWord := 0, false
	for i := range max(0, len(text)-1) {
		if c := text[i]; !inWord && ('0' <= c && c <= '9' || slices.ContainsFunc(numeralStems[stemKey(text[i:])], func(s stem) bool { return beginsWith(text[i:], s.text) })) {
			numbers++
		}
		inWord = isLetter(text[i]) || '0' <= text[i] && text[i] <= '9'
	}
	if n := len(text); n > 0 && !inWord && '0' <= text[n-1] && text[n-1] <= '9' {
		numbers++
	}
	return numbers >= 2
}

var numeralStems = func() (all stems) {
	all.add("one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred", 1)
	return all
}()

// holds reports whether a text has letters, given as small ones, in any capitals.
func holds(text, letters string) bool {
	for i := range len(text) {
		if text[i]|0x20 == letters[0] && beginsWith(text[i:], letters) {
			return true
		}
	}
	return false
}

// limitShares returns the shares that a promise's data hold. What at most 1% may lack, at least 99% has.
func limitShares(p *catalog.Promise) []amount.Percent {
	var out []amount.Percent
	for _, m := range []syntax.Measure{p.AtLeast, p.AtMost} {
		if m.Kind == syntax.InShare {
			out = append(out, m.Share)
		}
	}
	if p.Target.IsSet() && (p.Indicator.Kind.V == "availability" || len(out) > 0) {
		out = append(out, p.Target.V)
	}
	return out
}

// checkSaidShare reports a sentence that names a share, where none of its shares is one of the data.
func checkSaidShare(r *report, p *catalog.Promise) {
	limits, said := limitShares(p), saidShares(p.Says.V)
	if len(limits) == 0 || len(said) == 0 || isBestEffort(p) {
		return
	}
	if !slices.ContainsFunc(said, func(t saidShare) bool { return slices.ContainsFunc(limits, t.matches) }) {
		r.reportContradiction(p, said[0].span, limits[0], cmp.Or(p.AtLeast.At, p.AtMost.At, p.Target.At))
	}
}

var countForm = lazy.Pattern(`(?i)\b(?:at least|at most|no more than|not more than|up to|a minimum of|a maximum of) ((?:` + numeral + `)\b)`)

// checkSaidCount reports a sentence that names a least or most, where the data have another number.
func checkSaidCount(r *report, p *catalog.Promise) {
	m := countForm().FindStringSubmatchIndex(p.Says.V)
	if m == nil || isBestEffort(p) {
		return
	}
	said := amount.Number(parseCount(p.Says.V[m[2]:m[3]]) * float64(amount.Int(1)))
	for _, limit := range []syntax.Measure{p.AtLeast, p.AtMost} {
		if limit.Kind == syntax.InQuantity && limit.Quantity.N != said {
			r.reportContradiction(p, span{m[2], m[3]}, limit.Written, limit.At)
		}
	}
}
