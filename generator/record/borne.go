package record

import (
	"math"
	"sort"

	"upfront/generator/amount"
)

// What a record bears. A share that was kept once is kept again in about half of all windows: a promise needs some room. What is
// proposed is the lower bound that is right in four of five records, whatever the distribution of the times is (one-sided, with
// a confidence of 80 %).
//
// One condition holds for shares and for times: kept of counted bear a target where P(X < kept) ≥ 80 % for X of the binomial
// distribution of counted and the target. For a share that is the exact bound of C. J. Clopper and E. S. Pearson (Biometrika 26,
// 1934). For times it is the distribution-free tolerance limit of S. S. Wilks (Annals of Mathematical Statistics 12, 1941): the
// time at the smallest rank that bears the target, 98 of 100, 194 of 200 and 957 of 1,000 for 95 %.

const confidence = 0.8

// worthTarget is the lowest target that is ever proposed: what is missed oftener is no promise.
const worthTarget = 80 * amount.Whole / 100

// bears reports whether what was kept bears a target. Nothing bears 100 %.
func (s KeptShare) bears(target amount.Percent) bool {
	if s.Kept == 0 || target >= amount.Whole || !s.meets(target) { // below the target, the chance is less than a half
		return false
	}
	return binomial(s.Kept-1, s.Counted, target.Share()) >= confidence
}

// borne returns the highest target that what was kept bears, as it can be written; ok is false where that is below the lowest
// that is worth a promise. It is in whole per cent up to 99 %, in tenths up to 99.9 %, and so on.
func (s KeptShare) borne() (target amount.Percent, ok bool) { return highestTarget(s.bears) }

// highestTarget returns the highest target that can be written and for which a condition holds that holds for all lower ones.
func highestTarget(holds func(amount.Percent) bool) (target amount.Percent, ok bool) {
	const tenThousandth, percent = amount.Percent(1), amount.Whole / 100
	for target = amount.Whole; target >= worthTarget; {
		if holds(target) {
			return target, true
		}
		step := tenThousandth
		for amount.Whole-target >= 10*step && step < percent {
			step *= 10
		}
		target -= step
	}
	return 0, false
}

// leastFor returns how many have to be counted to bear a target, all of them kept: 32 for 95 %, 16 for 90 %, 161 for 99 %. It is
// zero for 100 %, which nothing bears.
func leastFor(target amount.Percent) int {
	if target >= amount.Whole {
		return 0
	}
	return max(int(math.Ceil(math.Log(1-confidence)/math.Log(target.Share()))), 1)
}

// rankFor returns the smallest rank among counted rows that bears a target; zero where there are too few.
func rankFor(target amount.Percent, counted int) int {
	rank := 1 + sort.Search(counted, func(i int) bool { return KeptShare{i + 1, counted}.bears(target) })
	if rank > counted {
		return 0
	}
	return rank
}

// binomial returns P(X ≤ k) for X of the binomial distribution of n and p, where 0 ≤ k < n and 0 < p < 1.
func binomial(k, n int, p float64) float64 {
	return incompleteBeta(1-p, float64(n-k), float64(k+1))
}

// incompleteBeta returns the regularized incomplete beta function I_x(a, b), by its continued fraction (NIST Digital Library of
// Mathematical Functions, 8.17.22), from the front as W. J. Lentz evaluates it.
func incompleteBeta(x, a, b float64) float64 {
	if x > (a+1)/(a+b+2) { // the fraction of the other side converges sooner
		return 1 - incompleteBeta(1-x, b, a)
	}
	c, d := 1.0, 1/(1-(a+b)*x/(a+1))
	fraction := d
	for m := 1.0; m < 100_000; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/(1+even*d), 1+even/c
		fraction *= c * d
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/(1+odd*d), 1+odd/c
		if fraction *= c * d; math.Abs(c*d-1) < 1e-15 {
			break
		}
	}
	logGamma := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
	return fraction / a * math.Exp(logGamma(a+b)-logGamma(a)-logGamma(b)+a*math.Log(x)+b*math.Log1p(-x))
}
