package record

import (
	"slices"
	"strings"

	"upfront/generator/amount"
)

// Of counts, numbers and availability, the highest target that the record bears is suggested.

// suggestShare fills in the target that a record bears which counts how often something was kept. Of availability the last window
// that has ended is judged, where there is one: of the running one, what was lost stays lost, and the target has to allow that.
func (s *study) suggestShare(x *Suggestion, r *Result, windows []Period) {
	judged := 0
	var running *Period
	if r.Kind == Availability && (r.Running != nil || r.SoFar) {
		if r.Running != nil {
			windows = slices.Insert(windows, 0, *r.Running)
		}
		running, judged = &windows[0], min(1, len(windows)-1)
		x.SoFar = judged == 0
	}
	w := &windows[judged]
	x.Kept, x.Counted, x.Excluded = w.Kept, w.Counted(), w.Excluded()
	for _, p := range windows {
		share := shareOf(p.Tally)
		x.Windows = append(x.Windows, WindowShares{From: p.From, To: p.To, Present: &share})
	}
	kept := shareOf(w.Tally)
	x.need(leastFor(worthTarget), s.leastOfSite())
	x.Enough = kept.Counted >= x.Needed
	if r.Kind == Availability { // a minute is a row
		kept = KeptShare{kept.Kept / 60, kept.Counted / 60}
		x.Needed, x.ForSite, x.Enough = 0, false, kept.Counted > 0 && !x.NoRow
	}
	if !x.Enough {
		return
	}
	share, ok := highestTarget(func(target amount.Percent) bool {
		return kept.bears(target) && (running == nil || running.Missed() <= r.allowed(running, target))
	})
	if !ok {
		x.Or = s.numberFor(r)
		x.OrLeast = x.Or != ""
		return
	}
	for i := range windows[judged+1:] {
		if missed(r, &windows[judged+1+i].Tally, share) {
			x.Missed++
		}
	}
	x.Share, x.Decimals, x.Write = share.String(), finer(x.Decimals, share), s.targetLine(share)
}

// missed reports whether sums that were not judged by themselves say that a target was missed.
func missed(r *Result, t *Tally, target amount.Percent) bool {
	if r.Kind == Availability {
		return !shareOf(*t).meets(target)
	}
	return t.verdict(target, r.Limits.Least) == Below
}

// numberFor returns the lines of the number that the record bears for the lowest target worth a promise; empty where there is none.
func (s *study) numberFor(r *Result) string {
	least, most := s.promise.AtLeast, s.promise.AtMost
	if r.Kind != Quantity || least.IsSet() == most.IsSet() {
		return ""
	}
	asked := probe{span: r.Window.Span}
	s.count(s.promise, &asked)
	slices.Sort(asked.values)
	rank := rankFor(worthTarget, len(asked.values))
	if rank == 0 || len(asked.values) < s.leastOfSite() {
		return ""
	}
	name, number := "at_most", most.Quantity
	number.N = asked.values[rank-1]
	if least.IsSet() {
		name, number = "at_least", least.Quantity
		number.N = asked.values[len(asked.values)-rank]
	}
	return strings.TrimSpace(name+": "+number.N.String()+" "+number.Unit) + "\n" + s.targetLine(worthTarget)
}

// targetLine returns the lines of a target. A guarantee cannot have one below the floor that site.yaml sets for all,
// nor a best effort any.
func (s *study) targetLine(share amount.Percent) string {
	line := "target: " + share.String() + "\n"
	if s.bestEffort || s.promise.Commitment.V == "guarantee" && share < s.offer.Site.Checks.GuaranteeFloor.V {
		return "commitment: target\n" + line
	}
	return line
}
