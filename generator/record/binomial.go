package record

import (
	"math/big"

	"upfront/generator/amount"
)

// isUnlikely reports whether so few would be kept in less than one of forty cases, if the promise were kept as often as its
// target says: P(X ≤ kept) < 2.5 % of the binomial distribution, in whole numbers and so exactly. That is the case where the
// target lies above the upper bound of the interval of Clopper and Pearson (1934).
func isUnlikely(kept, n int, target amount.Percent) bool {
	hit, miss, all := big.NewInt(int64(target)), big.NewInt(int64(amount.Whole-target)), big.NewInt(int64(amount.Whole))
	power := func(base *big.Int, n int) *big.Int { return new(big.Int).Exp(base, big.NewInt(int64(n)), nil) }
	sum := new(big.Int)
	for k := range kept + 1 {
		ways := new(big.Int).Binomial(int64(n), int64(k))
		sum.Add(sum, ways.Mul(ways, power(hit, k)).Mul(ways, power(miss, n-k)))
	}
	return sum.Mul(sum, big.NewInt(40)).Cmp(power(all, n)) < 0
}
