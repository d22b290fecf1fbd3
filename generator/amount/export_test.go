package amount

import "strings"

// String prints m without grouping, and with decimals only if there are any: "£1250", "€38.50 per pallet", "USD 120".
// It leaves out the commas, because inside { } a comma would end the value in YAML.
func (m Money) String() string {
	digits := minorDigits(m.Currency)
	sum := printScaled(m.Minor, digits)
	if whole, places, ok := strings.Cut(sum, "."); ok {
		sum = whole + "." + places + strings.Repeat("0", digits-len(places))
	}
	out := m.Currency + " " + sum
	for _, s := range signs {
		if s.codes[0] == m.Currency && len(s.codes) == 1 && !startsWithLetter(s.sign) {
			out = s.sign + sum
		}
	}
	if m.Per == "" || m.Per[0] == '/' {
		return out + m.Per
	}
	return out + " " + m.Per
}

// String returns q with one space before the unit: "750 kg".
func (q Quantity) String() string { return strings.TrimSuffix(q.N.String()+" "+q.Unit, " ") }
