package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// clockRules judge the priority levels. Whether a promise has the clock it needs is in limits.go.
var clockRules = area{
	offer: []rule[*catalog.Offer]{
		{id: "level-unused", judge: levelsUnused},
		{id: "level-duplicate", judge: levelsAlike},
		{id: "level-duplicate", judge: levelsSameTimes},
	},
}

func levelsUnused(s *sheet, o *catalog.Offer) {
	for _, level := range o.Site.Levels {
		used := slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool {
			_, ok := p.Within.Levels.Get(level.ID.V)
			return ok
		})
		if level.ID.IsSet() && !used {
			s.say(level.ID.At, fmt.Sprintf("Give a promise a time for it, such as within: {%s: 8h}, or remove it.", level.ID.V), "no promise has a time for the level %q", level.ID.V)
		}
	}
}

// levelsAlike reports levels that have the same name, or the same sentence that says when they apply.
func levelsAlike(s *sheet, o *catalog.Offer) {
	for i, level := range o.Site.Levels {
		for _, other := range o.Site.Levels[:i] {
			if t, same := sameText(level.When, other.When); same {
				s.say(t.At, "Say what a customer would see that sets it apart, or remove it.", "the levels %q and %q apply in the same case", other.ID.V, level.ID.V).
					Related = []diag.Related{{At: other.When.At, Note: "the other one is here"}}
			} else if t, same := sameText(level.Name, other.Name); same {
				s.say(t.At, "Give one of them another name, or remove it.", "the levels %q and %q have the same name", other.ID.V, level.ID.V).
					Related = []diag.Related{{At: other.Name.At, Note: "the other one is here"}}
			}
		}
	}
}

func sameText(a, b syntax.Text) (syntax.Text, bool) {
	return a, !blank(a) && sameWords(a.V, b.V)
}

// levelsSameTimes warns of levels that have the same times in every promise that speaks of one of them: asking for the
// other changes nothing.
func levelsSameTimes(s *sheet, o *catalog.Offer) {
	s.severity = cmp.Or(s.severity, diag.Warning)
	for i, level := range o.Site.Levels {
		for _, other := range o.Site.Levels[:i] {
			_, alike := sameText(level.When, other.When)
			if where := sameTimes(o, level.ID.V, other.ID.V); where != "" && !alike {
				s.say(level.ID.At, "Give the more urgent one a shorter time, or keep one of the two.", "the levels %q and %q have the same time everywhere: %s", other.ID.V, level.ID.V, where).
					Related = []diag.Related{{At: other.ID.At, Note: "the other one is here"}}
			}
		}
	}
}

// sameTimes names the promises in which two levels have the same time. It is empty where any promise tells them apart,
// or none speaks of them.
func sameTimes(o *catalog.Offer, a, b string) string {
	var refs []string
	for _, p := range o.Promises {
		aWithin, aHours, aOK := levelTime(p, a)
		bWithin, bHours, bOK := levelTime(p, b)
		if aOK != bOK || aHours != bHours || aWithin != bWithin {
			return ""
		}
		if aOK {
			refs = append(refs, p.Ref)
		}
	}
	return strings.Join(refs, ", ")
}

func levelTime(p *catalog.Promise, level string) (clock.Duration, *catalog.Calendar, bool) {
	if level == "" {
		return clock.Duration{}, nil, false
	}
	return p.WithinFor(level)
}
