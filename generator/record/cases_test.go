package record

import (
	"slices"
	"testing"
)

// TestCases holds that a few cases are known one by one, in the order in which they were due, and that more, or rows that add up
// several, are not.
func TestCases(t *testing.T) {
	few := Tally{Finished: 3, Kept: 2}
	few.cases.add(aCase{30, true}, aCase{10, true}, aCase{20, false})
	if got := few.Cases(); !slices.Equal(got, []bool{true, false, true}) {
		t.Errorf("three: %v", got)
	}
	other := Tally{Finished: 1, Kept: 1}
	other.cases.add(aCase{5, true})
	few.add(&other)
	if got := few.Cases(); !slices.Equal(got, []bool{true, true, false, true}) {
		t.Errorf("of two customers: %v", got)
	}
	for n, want := range map[int]int{29: 29, 30: 0, 31: 0} {
		many := Tally{Finished: n, Kept: n}
		for i := range n {
			many.cases.add(aCase{int64(i), true})
		}
		if got := len(many.Cases()); got != want {
			t.Errorf("of %d, %d are known", n, got)
		}
	}
	several := Tally{Finished: 12, Kept: 11}
	several.cases.add(aCase{10, true})
	if got := several.Cases(); got != nil {
		t.Errorf("a row of twelve: %v", got)
	}
}
