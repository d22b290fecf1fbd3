package record

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
	"upfront/generator/clock"
)

// rankExactly is rankFor in whole numbers: the smallest rank with P(X ≥ rank) ≤ 20 %.
func rankExactly(target amount.Percent, n int) int {
	hit, miss, all := big.NewInt(int64(target)), big.NewInt(int64(amount.Whole-target)), big.NewInt(int64(amount.Whole))
	power := func(base *big.Int, n int) *big.Int { return new(big.Int).Exp(base, big.NewInt(int64(n)), nil) }
	fifth, tail := new(big.Int).Div(power(all, n), big.NewInt(5)), new(big.Int)
	for kept := n; kept >= 0; kept-- {
		ways := new(big.Int).Binomial(int64(n), int64(kept))
		if tail.Add(tail, ways.Mul(ways, power(hit, kept)).Mul(ways, power(miss, n-kept))); tail.Cmp(fifth) > 0 {
			return (kept + 1) % (n + 1) // zero where not even the last one will do
		}
	}
	return 0
}

func TestRank(t *testing.T) {
	for _, target := range []amount.Percent{800_000, 900_000, 950_000, 975_000, 990_000} {
		for n := 1; n <= 1000; n += 1 + n/10 {
			if got, want := rankFor(target, n), rankExactly(target, n); got != want {
				t.Errorf("%s of %d: rank %d, want %d", target, n, got, want)
			}
		}
		if least := leastFor(target); rankExactly(target, least) == 0 || rankExactly(target, least-1) > 0 {
			t.Errorf("%s: at least %d", target, least)
		}
	}
	// The ranks and the least numbers that the product's design names.
	for _, c := range []struct {
		target  amount.Percent
		n, rank int
	}{{950_000, 100, 98}, {950_000, 200, 194}, {950_000, 1000, 957}, {950_000, 32, 32}, {950_000, 31, 0}, {900_000, 16, 16}, {900_000, 15, 0}, {990_000, 161, 161}, {990_000, 160, 0}, {amount.Whole, 1000, 0}} {
		if got := rankFor(c.target, c.n); got != c.rank {
			t.Errorf("%s of %d: rank %d, want %d", c.target, c.n, got, c.rank)
		}
	}
	if got := leastFor(amount.Whole); got != 0 {
		t.Errorf("100%% needs %d", got)
	}
}

// The highest target that can be written and is borne, beside whole numbers and the next one that can be written.
func TestBorne(t *testing.T) {
	for _, c := range []struct {
		kept, n    int
		want, next amount.Percent
	}{
		{97, 100, 940_000, 950_000}, {38, 40, 890_000, 900_000}, {8, 8, 810_000, 820_000}, {1000, 1000, 998_000, 999_000}, {1998, 2000, 997_000, 998_000}, {2000, 2000, 999_100, 999_200},
	} {
		got, ok := KeptShare{c.kept, c.n}.borne()
		if !ok || got != c.want || c.kept < rankExactly(c.want, c.n) || c.kept >= cmp.Or(rankExactly(c.next, c.n), c.n+1) {
			t.Errorf("%d of %d bear %s, want %s", c.kept, c.n, got, c.want)
		}
	}
	for _, s := range []KeptShare{{0, 0}, {7, 7}, {0, 100}, {83, 100}} {
		if got, ok := s.borne(); ok {
			t.Errorf("%d of %d bear %s", s.Kept, s.Counted, got)
		}
	}
	// Of a million: the chance of 1,001 misses and more, from the chances of 0 to 1,000.
	fewer := 0.0
	for misses := range 1001 {
		fewer += math.Exp(logChoose(1_000_000, misses) + float64(misses)*math.Log(0.00105) + float64(1_000_000-misses)*math.Log(0.99895))
	}
	if got := binomial(998_999, 1_000_000, 0.99895); math.Abs(got-(1-fewer)) > 1e-6 {
		t.Errorf("P(X ≤ 998,999) is %.9f, want %.9f", got, 1-fewer)
	}
}

func logChoose(n, k int) float64 {
	logFactorial := func(n int) float64 { v, _ := math.Lgamma(float64(n + 1)); return v }
	return logFactorial(n) - logFactorial(k) - logFactorial(n-k)
}

// In each of 2,000 records of log-normal times, the tightest limit is found, and held against as many rows that come next. How
// often it is missed is known: the share of the rows below the limit has the distribution of the order statistic.
func TestNextWindow(t *testing.T) {
	const records, target = 2000, amount.Percent(950_000)
	for _, c := range []struct {
		rows   int
		missed float64 // per hundred
	}{{40, 12}, {100, 14}, {200, 16}, {1000, 23}} {
		random := rand.New(rand.NewPCG(13, uint64(c.rows)))
		took := func() int32 { return int32(3600 * 20 * math.Exp(0.8*random.NormFloat64())) }
		missed := 0
		for range records {
			var rows trials
			for range c.rows {
				rows.in, rows.out = append(rows.in, 0), append(rows.out, math.MaxInt32)
				rows.times, rows.gone = append(rows.times, took()), append(rows.gone, math.MaxInt32)
			}
			rows.kept = slices.Clone(rows.times)
			rows.sort()
			limit, ok := rows.tightest(target, KeptShare.bears)
			if !ok {
				t.Fatalf("no limit for %d rows", c.rows)
			}
			kept := 0
			for range c.rows {
				if took() <= limit {
					kept++
				}
			}
			if !target.Met(int64(kept), int64(c.rows)) {
				missed++
			}
		}
		got := 100 * float64(missed) / records
		if exact := nextMissed(rankFor(target, c.rows), c.rows, target); math.Abs(exact-c.missed) > 0.5 || math.Abs(got-c.missed) > 2 {
			t.Errorf("%d rows: missed in %.1f of 100 next windows, exactly %.1f; want %.0f", c.rows, got, exact, c.missed)
		}
		t.Logf("%d rows: the next window missed in %.1f of 100", c.rows, got)
	}
}

// nextMissed returns in how many of a hundred next windows of n rows fewer than the target are below the row of a rank: the number
// below has a beta-binomial distribution, whatever the distribution of the times.
func nextMissed(rank, n int, target amount.Percent) float64 {
	sum := 0.0
	for kept := range n {
		if !target.Met(int64(kept), int64(n)) {
			sum += math.Exp(logChoose(kept+rank-1, kept) + logChoose(2*n-kept-rank, n-kept) - logChoose(2*n, n))
		}
	}
	return 100 * sum
}

// TestTrials holds that under every limit the trials have the rows that a build counts with it: those alone whose outcome is known.
func TestTrials(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 1))
		lines, window, business := "", []string{"10d", "month"}[seed%2], seed%4 >= 2
		if business {
			lines = "clock: business\nhours: office\n"
		}
		kind, columns := "", "from: a, to: b"
		if seed%5 == 4 {
			kind, columns = "indicator: {kind: on-time}\n", "due: a, to: b"
		}
		o := offer(t, "Europe/London", "2026-04-05T11:20:00Z", kind+"within: 1h\n"+lines+"window: "+window+"\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, "+columns+", excluded: why, paused: p}")
		o.Site.Checks.MinSample.V, o.Site.Checks.MinSample.At = 0, o.Promises[0].At
		var csv strings.Builder
		csv.WriteString("a,b,why,p\n")
		for range 80 {
			from := o.Now.Add(-time.Duration(random.IntN(30*24*60)) * time.Minute)
			to := from.Add(time.Duration(random.ExpFloat64()*48*60) * time.Minute)
			end, why, pause := "", "", ""
			if to.Before(o.Now) {
				end = to.Format(time.RFC3339)
			}
			if random.IntN(10) == 0 {
				why = "x"
			}
			if kind == "" && random.IntN(4) == 0 {
				pause = []string{"30", "3h"}[random.IntN(2)]
			}
			fmt.Fprintf(&csv, "%s,%s,%s,%s\n", from.Format(time.RFC3339), end, why, pause)
		}
		s := newStudy(o, o.Promises[0], files(map[string]string{"content/records/r.csv": csv.String()}))
		judged := s.count(s.promise, nil).Window.Span
		p := probe{span: judged}
		s.count(s.promise, &p)
		p.trials.sort()
		for _, minutes := range []int64{1, 10, 60, 8 * 60, 16 * 60, 24 * 60, 40 * 60, 48 * 60, 96 * 60, 10 * 24 * 60, random.Int64N(5000) + 1} {
			r := s.count(s.under("", clock.Duration{N: minutes, Unit: clock.Minute}), &probe{})
			if got, want := p.trials.under(int32(60*minutes)), shareOf(r.Window.Tally); got != want {
				t.Fatalf("seed %d, %s, business %v: %d minutes: %+v, and a build counts %+v", seed, window, business, minutes, got, want)
			}
		}
		tightest, ok := p.trials.tightest(800_000, KeptShare.bears)
		if i := slices.IndexFunc(p.trials.times, func(limit int32) bool { return p.trials.under(limit).bears(800_000) }); ok != (i >= 0) || ok && tightest != p.trials.times[i] {
			t.Fatalf("seed %d: the tightest is %d, %v, and the times are %v", seed, tightest, ok, p.trials.times)
		}
	}
}
