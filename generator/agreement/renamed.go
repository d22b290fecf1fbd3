package agreement

import (
	"cmp"
	"slices"

	"upfront/generator/agreed"
	"upfront/generator/catalog"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// renamed returns records of which the newest has today's names of what was renamed since (formerly): a name is no term.
func renamed(n *catalog.Renamed, records []*agreed.Record) []*agreed.Record {
	if n.IsEmpty() || len(records) == 0 || records[len(records)-1].IsToday {
		return records
	}
	newest := *records[len(records)-1]
	t := &newest.AgreedRecord.Terms
	t.Lines, t.Promises, t.Hours = slices.Clone(t.Lines), slices.Clone(t.Promises), slices.Clone(t.Hours)
	for i := range t.Lines {
		l := &t.Lines[i].V
		l.BackedBy.V, l.BlockedBy.V, l.Level.V = n.Line(l.BackedBy.V), n.Line(l.BlockedBy.V), n.Level(l.Level.V)
	}
	for i := range t.Promises {
		t.Promises[i].Key.V = n.Promise(t.Promises[i].Key.V)
		t.Promises[i].V = renamedPromise(n, t.Promises[i].V)
	}
	newest.Agreed = slices.Clone(newest.Agreed)
	for i := range newest.Agreed {
		if name := &newest.Agreed[i].Key.V; agreed.IsPromise(*name) {
			*name = n.Promise(*name)
		}
	}
	for i := range t.Hours {
		t.Hours[i].Key.V = n.Calendar(t.Hours[i].Key.V)
	}
	slices.SortFunc(t.Promises, func(x, y syntax.Entry[*syntax.AgreedPromise]) int { return cmp.Compare(x.Key.V, y.Key.V) })
	slices.SortFunc(t.Hours, func(x, y syntax.Entry[syntax.Text]) int { return cmp.Compare(x.Key.V, y.Key.V) })
	return append(slices.Clone(records[:len(records)-1]), &newest)
}

// renamedTerms returns the terms of a promise with today's names of calendars and priority levels.
func renamedTerms(n *catalog.Renamed, t drift.Terms) drift.Terms {
	if n.IsEmpty() {
		return t
	}
	hours := slices.Clone(t.Hours)
	for i := range hours {
		hours[i].Key.V = n.Calendar(hours[i].Key.V)
	}
	return drift.Terms{AgreedPromise: renamedPromise(n, t.AgreedPromise), Hours: hours}
}

func renamedPromise(n *catalog.Renamed, was *syntax.AgreedPromise) *syntax.AgreedPromise {
	p := *was
	p.Hours.V = n.Calendar(p.Hours.V)
	p.Within.Levels = slices.Clone(p.Within.Levels)
	for i := range p.Within.Levels {
		l := &p.Within.Levels[i]
		l.Key.V, l.V.Hours.V = n.Level(l.Key.V), n.Calendar(l.V.Hours.V)
	}
	p.Chosen = slices.Clone(p.Chosen)
	for i := range p.Chosen {
		p.Chosen[i].Level.V = n.Level(p.Chosen[i].Level.V)
	}
	return &p
}

// holdNames finds priority levels and calendars that promises name that were agreed, and that the site has no more.
func (r *resolver) holdNames(h *Held) {
	missing := func(kind, name string, known bool) {
		if text := kind + " " + name; name != "" && !known && !slices.Contains(h.Names, text) {
			h.Names = append(h.Names, text)
		}
	}
	calendar := func(name string) { missing("calendar", name, r.offer.Calendar(name) != nil) }
	t := h.Newest().Terms()
	for i := range t.Promises {
		p := t.Promises[i].V
		calendar(p.Hours.V)
		for _, l := range p.Within.Levels {
			_, known := r.offer.Level(l.Key.V)
			missing("level", l.Key.V, known)
			calendar(l.V.Hours.V)
		}
	}
}
