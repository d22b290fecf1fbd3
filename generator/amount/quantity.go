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

// ParseQuantity reads "750 kg", "750kg", "5 pallets", "1,500 parcels a day" or a bare "5".
func ParseQuantity(s string) (Quantity, error) { return parseTrimmed(s, parseQuantity) }

func parseQuantity(text string) (Quantity, *Error) {
	d, err := cutDecimal(text)
	if err != nil {
		return Quantity{}, err
	}
	n, err := d.scale(numberDecimals)
	unit := strings.Join(strings.Fields(d.rest), " ")
	switch {
	case err != nil:
		return Quantity{}, err
	case isRange(unit):
		return Quantity{}, fail(d.end, "write one number", "%q is a range", text)
	case unit != "" && !startsWithLetter(unit):
		return Quantity{}, fail(d.end, "write one number and its unit, such as "+d.plain()+" pallets", "%q has no unit after its number", text)
	}
	return Quantity{N: Number(n), Unit: unit}, nil
}

// String returns q with one space before the unit: "750 kg".
func (q Quantity) String() string { return strings.TrimSuffix(q.N.String()+" "+q.Unit, " ") }

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
