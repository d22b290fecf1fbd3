package amount

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Quantity is a number of something: 750 kg, 5 pallets.
type Quantity struct {
	N    Number
	Unit string // as written, single spaces; empty for a bare number
}

// ParseQuantity reads "750 kg", "750kg", "5 pallets", "1,500 parcels a day", "-18 degrees" or a bare "5". ok is false for anything
// else, such as a range.
func ParseQuantity(s string) (q Quantity, ok bool) {
	s = strings.TrimSpace(s)
	positive := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "−")
	d, err := cutDecimal(positive)
	if err != nil {
		return Quantity{}, false
	}
	n, err := d.scale(numberDecimals)
	unit := strings.Join(strings.Fields(d.rest), " ")
	if err != nil || isRange(unit) || unit != "" && !startsWithLetter(unit) {
		return Quantity{}, false
	}
	if positive != s {
		n = -n
	}
	return Quantity{N: Number(n), Unit: unit}, true
}

// Compare returns -1, 0 or 1 as q is less than, equal to or more than r. ok is false when their units differ, so that
// they cannot be compared; capitals and a plural s make no difference, and a bare number has any unit.
func (q Quantity) Compare(r Quantity) (order int, ok bool) {
	if a, b := singular(q.Unit), singular(r.Unit); a != b && a != "" && b != "" {
		return 0, false
	}
	return cmp.Compare(q.N, r.N), true
}

func singular(unit string) string { return strings.TrimSuffix(strings.ToLower(unit), "s") }

// startsWithLetter reports whether s begins with a letter of any script.
func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
