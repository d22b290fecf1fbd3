package record

import (
	"slices"
	"strings"
)

// Bearing is what the record of a promise that was missed bears, as [Suggest] works it out.
type Bearing struct {
	Offers  []string // what can be written, such as "within: 10h with target: 90%": the target of the promise before a lower one
	Share   string   // of Availability: the target that is borne; empty where none is
	Unknown []string // priority levels that the offers leave out
	TooFew  bool     // the rows are too few for the target of the promise, and might bear a lower one
}

// mostBearing is how many rows are held in a build to work out what a missed promise bears.
const mostBearing = 100_000

// bearing returns what the record bears for the target of the promise.
func (s *study) bearing() *Bearing {
	all := s.suggestions(0)
	last := all[len(all)-1]
	b := &Bearing{Share: last.Share}
	for _, lines := range []string{last.Write, last.Or} {
		if lines != "" {
			first, rest, more := strings.Cut(strings.TrimSuffix(lines, "\n"), "\n")
			if more {
				first += " with " + strings.ReplaceAll(rest, "\n", " and ")
			}
			b.Offers = append(b.Offers, first)
		}
	}
	b.TooFew = slices.ContainsFunc(all, func(x Suggestion) bool { return x.AtMost != "" || !x.Enough && x.ForSite })
	if last.Level != "" {
		b.Unknown = last.Unknown
	}
	return b
}
