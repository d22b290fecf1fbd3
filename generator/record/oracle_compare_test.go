package record

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
	"upfront/generator/internal/figure"
)

func TestCountsAsTheOracle(t *testing.T) {
	for seed := range uint64(min(500, figure.Of(80_000))) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := oracleRandom(seed)
			want := oracleCount(&s.promise, s.rows)
			o := offer(t, s.promise.zone.String(), s.promise.now.Format(time.RFC3339), "", "site.yaml", s.site, "content/capabilities/delivery.yaml", s.capability)
			got := result(t, o, s.csv)
			if got == nil {
				t.Fatalf("it is not counted:\n%s", s.capability)
			}
			c := oracleComparison{t, s}
			c.compare(got, want)
			if t.Failed() {
				t.Logf("%s%s%s", s.site, s.capability, s.csv)
			}
		})
	}
}

type oracleComparison struct {
	*testing.T
	site oracleSite
}

func (c oracleComparison) compare(got *Result, want *oracleResult) {
	if !got.Window.From.Equal(want.window.from) || !want.running && !got.Window.To.Equal(want.window.to) {
		c.Errorf("judged is %s to %s, want %s to %s", got.Window.From, got.Window.To, want.window.from, want.window.to)
	}
	c.equal("the window", c.sums(&got.Window.Tally), c.oracleSums(want.window.oracleTally))
	c.equal("the verdict", oracleVerdicts[got.Verdict()], strings.Replace(want.verdict, "Few", "New", 1)) // how long ago it was made is for package view
	if !c.site.promise.ofTime() {
		c.equal("not due yet", fmt.Sprint(got.Window.NotDue), fmt.Sprint(want.notDue))
	}
	c.periods("earlier", got.Earlier, want.earlier)
	c.periods("months", got.Months, want.months)
	for i, level := range got.Levels {
		c.equal("level "+level.ID, c.sums(&level.Tally), c.oracleSums(want.levels[i]))
		c.equal("not due yet of "+level.ID, fmt.Sprint(level.NotDue), fmt.Sprint(want.levels[i].notDue))
	}
	if len(got.Levels) != len(want.levels) {
		c.Errorf("%d levels, want %d", len(got.Levels), len(want.levels))
	}
	for name, t := range want.customers {
		tally := got.Customers[name]
		if tally == nil {
			tally = &Tally{}
		}
		c.equal("customer "+name, c.sums(tally), c.oracleSums(t))
		c.equal("not due yet of "+name, fmt.Sprint(tally.NotDue), fmt.Sprint(t.notDue))
	}
	for name := range got.Customers {
		if _, ok := want.customers[name]; !ok {
			c.Errorf("there is a customer %q", name)
		}
	}
}

var oracleVerdicts = map[Verdict]string{New: "New", Bare: "Bare", Kept: "Kept", Thin: "Thin", Below: "Below"}

func (c oracleComparison) periods(name string, got []Period, want []oraclePeriod) {
	counted := map[time.Time]*Period{}
	for i := range got {
		counted[got[i].From.UTC()] = &got[i]
	}
	for _, w := range want {
		period := counted[w.from.UTC()]
		delete(counted, w.from.UTC())
		if period != nil {
			got, _, _ := strings.Cut(c.sums(&period.Tally), ", took") // which is kept of the judged window alone
			want, _, _ := strings.Cut(c.oracleSums(w.oracleTally), ", took")
			c.equal(fmt.Sprintf("%s from %s", name, w.from), got, want)
			continue
		}
		isEmpty := w.counted+w.excluded == 0
		if c.site.promise.ofTime() {
			isEmpty = w.counted == w.kept && w.excluded == 0
		}
		if !isEmpty {
			c.Errorf("%s from %s is missing, want %s", name, w.from, c.oracleSums(w.oracleTally))
		}
	}
	for from := range counted {
		c.Errorf("%s has a period from %s", name, from)
	}
}

func (c oracleComparison) sums(t *Tally) string {
	if c.site.promise.ofTime() {
		return fmt.Sprintf("%d of %d seconds, %d excluded", t.Kept, t.Counted(), t.Excluded())
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d, %d finished, %d late, %d excluded of which %d kept, before %d of %d", t.Kept, t.Counted(), t.Finished, t.Late, t.Excluded(), t.ExcludedKept, t.Before.Kept, t.Before.Counted)
	if c.hasTimes() && t.Counted() > 0 {
		for _, share := range []amount.Percent{500_000, 900_000, 950_000, 990_000} {
			took, open := t.Quantile(share)
			fmt.Fprintf(&b, ", took %s %v", took, open)
		}
	}
	return b.String()
}

func (c oracleComparison) oracleSums(t oracleTally) string {
	if c.site.promise.ofTime() {
		return fmt.Sprintf("%d of %d seconds, %d excluded", t.kept, t.counted, t.excluded)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d, %d finished, %d late, %d excluded of which %d kept, before %d of %d", t.kept, t.counted, t.finished, t.late, t.excluded, t.excludedKept, t.beforeKept, t.beforeCounted)
	if c.hasTimes() && t.counted > 0 {
		for _, percent := range []int{50, 90, 95, 99} {
			at, _ := t.quantile(percent)
			fmt.Fprintf(&b, ", took %s %v", at.took.Truncate(time.Second), at.open)
		}
	}
	return b.String()
}

func (c oracleComparison) hasTimes() bool {
	return c.site.promise.kind == "duration" || c.site.promise.kind == "on-time"
}

func (c oracleComparison) equal(name, got, want string) {
	c.Helper()
	if got != want {
		c.Errorf("%s:\n got %s\nwant %s", name, got, want)
	}
}
