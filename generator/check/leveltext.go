package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// exceptIn finds a sentence that says which level holds, but for others: "Normal unless critical".
var exceptIn = lazy.Pattern(`(?i)\b(?:unless|except(?: for| when| if| where)?|other than|apart from|but not|if not)\b`)

// checkLevelForgotten reports a sentence that is "one level unless another", where levels lie between the two that it leaves out:
// whoever has a case of theirs does not know where it belongs. Levels stand in their order, whichever end comes first.
func checkLevelForgotten(r *report, o *catalog.Offer) {
	if len(o.Site.Levels) < 3 {
		return
	}
	texts := slices.Concat(r.prose(), r.promised(o.Promises...))
	for _, level := range o.Site.Levels {
		texts = append(texts, passageOf(level.When))
	}
	for _, p := range texts {
		if !p.may(sayExcept) {
			continue
		}
		m := exceptIn().FindStringIndex(p.text)
		if m == nil {
			continue
		}
		if forgotten := r.levelsBetween(p.text[:m[0]], p.text[m[1]:]); len(forgotten) > 0 {
			names := strings.Join(diag.Names(forgotten, levelName), ", ")
			r.problems.Add(diag.Problem{At: p.place(m[0], m[1]), Message: fmt.Sprintf("%q forgets the level %s", shorten(p.text), names),
				Help: fmt.Sprintf("Say where %s belongs too, or say of each level when it holds.", names)})
		}
	}
}

// levelName returns what people call a level.
func levelName(l syntax.Level) string { return l.Name.Or(l.ID.V) }

// levelsBetween returns the levels between the one that a text names and the nearest that is an exception, without those that are.
func (r *report) levelsBetween(rule, exceptions string) (between []syntax.Level) {
	levels := r.Site.Levels
	held := slices.IndexFunc(levels, func(l syntax.Level) bool { return namesLevel(rule, l) })
	if held < 0 {
		return nil
	}
	first, last := held, held
	for i, l := range levels {
		if namesLevel(exceptions, l) {
			first, last = min(first, i), max(last, i)
		}
	}
	for i := first; i <= last; i++ {
		if !namesLevel(rule, levels[i]) && !namesLevel(exceptions, levels[i]) {
			between = append(between, levels[i])
		}
	}
	return between
}
