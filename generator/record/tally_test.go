package record

import (
	"testing"

	"upfront/generator/amount"
)

// TestHardlyChance holds, for each target and each number counted, how many are kept at most where that is hardly chance;
// -1 where no number is. They were worked out with fractions in Python:
//
//	def tail(k, n, p): return sum(comb(n, i) * p**i * (1 - p)**(n - i) for i in range(k + 1))
//	k = -1
//	while k + 1 <= n and tail(k + 1, n, p) < Fraction(1, 40): k += 1
func TestHardlyChance(t *testing.T) {
	counted := [10]int{1, 2, 3, 5, 10, 19, 29, 30, 50, 99}
	for _, c := range []struct {
		target string
		most   [10]int
	}{
		{"50%", [10]int{-1, -1, -1, -1, 1, 4, 8, 9, 17, 39}},
		{"66.6%", [10]int{-1, -1, -1, 0, 3, 8, 13, 14, 26, 56}},
		{"80%", [10]int{-1, -1, 0, 1, 4, 11, 18, 18, 33, 70}},
		{"90%", [10]int{-1, 0, 0, 2, 6, 13, 22, 22, 40, 82}},
		{"95%", [10]int{-1, 0, 1, 3, 7, 15, 24, 25, 43, 88}},
		{"99%", [10]int{0, 1, 1, 3, 8, 17, 26, 27, 47, 95}},
		{"99.9%", [10]int{0, 1, 2, 4, 9, 18, 27, 28, 48, 97}},
		{"99.99%", [10]int{0, 1, 2, 4, 9, 18, 28, 29, 49, 98}},
		{"100%", [10]int{0, 1, 2, 4, 9, 18, 28, 29, 49, 98}},
		{"0.0001%", [10]int{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
	} {
		target, err := amount.ParsePercent(c.target)
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range counted {
			for kept := range n + 1 {
				if got, want := isUnlikely(kept, n, target), kept <= c.most[i]; got != want {
					t.Errorf("%d of %d at %s: %v", kept, n, c.target, got)
				}
			}
		}
	}
}

// TestVerdicts holds what sums say, by the number of them that site.yaml asks for.
func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		kept, counted int
		target        amount.Percent
		least         int
		want          Verdict
	}{
		{0, 0, 950_000, 30, New},
		{0, 1, 950_000, 30, New}, // 5 %
		{1, 1, 950_000, 30, New},
		{0, 2, 950_000, 30, Below}, // 0.25 %
		{0, 29, 950_000, 30, Below},
		{24, 29, 950_000, 30, Below}, // 1.4 %
		{25, 29, 950_000, 30, New},   // 5.5 %
		{29, 29, 950_000, 30, New},
		{28, 30, 950_000, 30, Below},
		{29, 30, 950_000, 30, Thin},
		{0, 29, 0, 30, Bare},
		{0, 30, 0, 30, Bare},
		{8, 9, 1_000_000, 30, Below}, // of all that are always kept, none is missed
		{9, 9, 1_000_000, 30, New},
		{30, 30, 1_000_000, 30, Kept},
		{95, 99, 950_000, 30, Thin},
		{95, 100, 950_000, 30, Kept},
		{94, 100, 950_000, 30, Below},
		{88, 99, 950_000, 100, Below},
		{89, 99, 950_000, 100, New},
		{1, 1, 950_000, 1, Thin},
	} {
		sums := Tally{Finished: c.counted, Kept: c.kept}
		if got := sums.verdict(c.target, c.least); got != c.want {
			t.Errorf("%d of %d at %s, with at least %d: %d, want %d", c.kept, c.counted, c.target, c.least, got, c.want)
		}
	}
}
