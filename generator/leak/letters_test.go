package leak

import (
	"fmt"
	"testing"

	"upfront/generator/agreement"
)

// TestFewAgreementsAreKept holds that however many customers have a namesake, memory has few agreements, and each that is asked for is
// the one that was meant.
func TestFewAgreementsAreKept(t *testing.T) {
	s := &letterSearch{agreements: map[int]*agreement.Agreement{}, Letters: &Letters{Agreement: func(path string) *agreement.Agreement {
		a := &agreement.Agreement{}
		a.ID = path
		return a
	}}}
	for i := range 10 * maxKept {
		s.Customers = append(s.Customers, Customer{Path: fmt.Sprint(i)})
	}
	for i := range s.Customers {
		if first, other := s.agreement(0), s.agreement(i); first.ID != "0" || other.ID != fmt.Sprint(i) {
			t.Fatalf("numbers 0 and %d are %s and %s", i, first.ID, other.ID)
		}
		if len(s.agreements) > maxKept {
			t.Fatalf("after %d of them, %d are kept", i, len(s.agreements))
		}
	}
}
