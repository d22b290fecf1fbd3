package agreement

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// CountsAlike reports whether a record comes to the same by the terms that were agreed and by those of today.
func (t *Term) CountsAlike() bool {
	return !t.chosenAnew && !slices.ContainsFunc(t.Drifted(), func(d drift.Difference) bool {
		field, _, _ := strings.Cut(d.Field, ".")
		return slices.Contains([]string{"within", "at_least", "at_most", "clock", "hours", "window", "choose", "indicator"}, field) ||
			field == "exclusions" && !strings.HasSuffix(d.Field, ".what")
	})
}

// AgreedDigest returns the digest of the terms that were agreed.
func (t *Term) AgreedDigest() [32]byte { return t.heldDigest }

// Agreed returns the promise on the terms that were agreed, to count its record by; nil where that cannot be done, since a
// calendar or a priority level is another by now.
func (t *Term) Agreed(o *catalog.Offer) *catalog.Promise {
	for _, h := range calendarsOf(t.Held, t.heldHours) {
		if c := o.Calendar(h.Key.V); c == nil || openings(c) != h.V.V {
			return nil
		}
	}
	p, h := *t.Promise, t.Held
	p.Promise.Within, p.AtLeast, p.AtMost, p.Clock, p.Promise.Hours = h.Within, h.AtLeast, h.AtMost, h.Clock, h.Hours
	p.Commitment, p.Target, p.Window, p.Exclusions, p.Since = h.Commitment, h.Target, h.Window, h.Excluded, syntax.Written[clock.Date]{}
	p.Hours, p.Levels, p.Next, p.Last = o.Calendar(h.Hours.V), nil, nil, nil
	for _, c := range h.Chosen {
		if c.Level.V == "" && c.To.Kind == syntax.InTime {
			p.Promise.Within.All.V = c.To.Time
		}
	}
	for _, l := range h.Within.Levels {
		level, ok := o.Level(l.Key.V)
		within, known := heldWithin(h, l.Key.V)
		if !ok || !known {
			return nil
		}
		p.Levels = append(p.Levels, catalog.LevelTerm{Level: level, Within: within, Hours: o.Calendar(l.V.Hours.V), At: l.V.At})
	}
	return &p
}
