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
	for _, m := range percentForm().FindAllStringSubmatchIndex(text, -1) {
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
