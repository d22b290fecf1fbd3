package workload

import "time"

// random is SplitMix64 (Steele, Lea and Flood, 2014), whose numbers are the same with every version of Go.
type random struct{ state uint64 }

// seed returns the random numbers of document i of a kind, which depend on no other document.
func seed(kind, i int) *random {
	r := &random{uint64(kind)*1000003 + uint64(i)*7919}
	r.next()
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	z := r.state
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

func (r *random) below(n int) int         { return int(r.next() % uint64(n)) }
func (r *random) between(a, b int) int    { return a + r.below(b-a+1) }
func (r *random) pick(a ...string) string { return a[r.below(len(a))] }
func (r *random) chance(percent int) bool { return r.below(100) < percent }
func (r *random) day(t time.Time, from, to int) time.Time {
	return weekday(t.AddDate(0, 0, r.between(from, to)))
}

// sample returns k different numbers below n, in random order.
func (r *random) sample(n, k int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	for i := range k {
		j := i + r.below(n-i)
		p[i], p[j] = p[j], p[i]
	}
	return p[:k]
}
