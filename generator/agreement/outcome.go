package agreement

import "upfront/generator/catalog"

// Tally is how many lines turned out in which way.
type Tally struct{ Met, Exceeded, Missed int }

// Kept returns how many lines were kept.
func (t Tally) Kept() int { return t.Met + t.Exceeded }

// Plus returns the sum of two tallies.
func (t Tally) Plus(other Tally) Tally {
	return Tally{t.Met + other.Met, t.Exceeded + other.Exceeded, t.Missed + other.Missed}
}

// Outcomes returns how the lines that have an outcome turned out, by the capability that each is about; nil for those of none.
func (a *Agreement) Outcomes() map[*catalog.Capability]Tally {
	all := map[*catalog.Capability]Tally{}
	for l := range a.Lines() {
		c := a.about(l)
		switch n := all[c]; l.Outcome.Get().Result.V {
		case "met":
			all[c] = n.Plus(Tally{Met: 1})
		case "exceeded":
			all[c] = n.Plus(Tally{Exceeded: 1})
		case "missed":
			all[c] = n.Plus(Tally{Missed: 1})
		}
	}
	return all
}

// about returns the capability that a line is about: that of the promise which backs it, else that which rules it out, else the only
// one of the agreement; nil where nothing tells.
func (a *Agreement) about(l *Line) *catalog.Capability {
	switch {
	case l.BackedBy != nil:
		return l.BackedBy.Promise.Capability
	case l.BlockedIn != nil:
		return l.BlockedIn
	case len(a.Capabilities) == 1:
		return a.Capabilities[0]
	}
	return nil
}
