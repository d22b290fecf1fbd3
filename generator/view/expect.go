package view

import (
	"cmp"
	"strconv"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// What a promise means for its reader. Where its author does not say, it is worked out from the target: "Of 20
// parcels, expect 19 within 48 hours", or the most time without service that keeps to it.

// Expect returns the consequence of a promise's target in a sentence; empty where no number says one.
func (p PageContext) Expect(w *catalog.Promise) string {
	share := w.Target.V
	switch {
	case w.Target.IsSet():
	case w.AtLeast.Kind == syntax.InShare:
		share = w.AtLeast.Share
	case w.Commitment.V == "guarantee" && measured(w):
		return p.expectEach(w)
	default:
		return ""
	}
	if w.Indicator.Kind.V == "availability" {
		return p.expectDowntime(w, share)
	}
	if share >= amount.Whole {
		return p.expectEach(w)
	}
	kept, whole := outOf(share)
	how := p.Words.Word("expect.as_said")
	switch {
	case w.Promise.Within.All.IsSet():
		how = p.Words.Word("page.within", "time", p.Limit(w))
	case w.Promise.Within.IsSet():
		how = p.Words.Word("expect.on_time")
	}
	if subject := w.Indicator.Subject; subject.IsSet() && w.Promise.Within.IsSet() {
		return p.Words.Word("expect.share", "of", p.Words.Int(whole)+" "+subject.V, "kept", p.Words.Int(kept), "how", how)
	}
	return p.Words.Count("expect.times", kept, "of", p.Words.Int(whole), "how", how)
}

func (p PageContext) expectEach(w *catalog.Promise) string {
	if w.OnMiss.Remedy.Amount.IsSet() || len(w.OnMiss.Remedy.Tiers) > 0 {
		return p.Words.Word("expect.each_or")
	}
	return p.Words.Word("expect.each")
}

// outOf returns a share as so many of the smallest number that people count in and that says it exactly.
func outOf(share amount.Percent) (kept, whole int) {
	for _, n := range []int64{10, 20, 50, 100, 200, 500, 1000, 2000, 10_000, 100_000} {
		if int64(share)*n%int64(amount.Whole) == 0 {
			return int(int64(share) * n / int64(amount.Whole)), int(n)
		}
	}
	return int(share), int(amount.Whole)
}

// expectDowntime says how long a service may be away without breaking its target, with the maintenance that does not count.
func (p PageContext) expectDowntime(w *catalog.Promise, share amount.Percent) string {
	key := cmp.Or(w.Window.V.String(), "month")
	days := map[string]int{"month": 30, "quarter": 90, "year": 365}[key] // the lengths that most people mean
	whole, over, planned := time.Duration(days)*24*time.Hour, p.Duration(w.Window.V.Last, false), time.Duration(0)
	if days == 0 {
		whole = Typical(w.Window.V.Last)
	} else {
		over = p.Words.Word("expect."+key, "days", strconv.Itoa(days))
	}
	for _, e := range w.Exclusions {
		planned += Typical(e.UpTo.V)
	}
	if share >= amount.Whole && planned == 0 {
		return p.Words.Word("expect.never_away")
	}
	away := p.Words.Exactly(share.Allowance(whole, planned))
	if planned > 0 {
		return p.Words.Word("expect.away_planned", "over", over, "duration", away, "planned", p.Words.Exactly(planned))
	}
	return p.Words.Word("expect.away", "over", over, "duration", away)
}

// Typical returns the length of a duration on a clock that always runs, with months of 30 days and years of 365.
func Typical(d clock.Duration) time.Duration {
	april := time.Date(2001, time.April, 1, 0, 0, 0, 0, time.UTC)
	return d.After(april, time.UTC).Sub(april)
}
