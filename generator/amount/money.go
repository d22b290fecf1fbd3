package amount

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Money is an exact sum in one currency. It may be zero, never negative.
type Money struct {
	Currency string // ISO 4217 code: "GBP"
	Minor    int64  // in the smallest unit of the currency: pence, cents, whole yen
	Per      string // the words after the sum, as written: "a month", "per pallet"; often empty
}

// ParseMoney reads "£38", "£1,250.00", "EUR 120", "120 EUR", "120 €" or, in the currency of the site (an ISO 4217 code),
// "38.50". Words may follow: "£38 per pallet", "£95/month". A sign that several currencies share, such as $ or kr, means
// that of the site if it is one of them. ok is false for anything else.
func ParseMoney(s, site string) (m Money, ok bool) {
	before, rest, ok := cutCurrency(strings.TrimSpace(s), site)
	d, err := cutDecimal(rest)
	if !ok || err != nil {
		return Money{}, false
	}
	after, words, ok := cutCurrency(strings.TrimSpace(d.rest), site)
	m = Money{Currency: cmp.Or(before, after, site), Per: strings.Join(strings.Fields(words), " ")}
	if !ok || m.Currency == "" || before != "" && after != "" && before != after || !isOneSum(d.rest, before+after, words, site) {
		return Money{}, false
	}
	m.Minor, err = d.scale(minorDigits(m.Currency))
	return m, err == nil
}

// isOneSum reports whether the text after a number leaves it one sum: rest is all of it, words the part after the currency, if
// one is named there.
func isOneSum(rest, named, words, site string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	trimmed := strings.TrimSpace(rest)
	second, _, ok := cutCurrency(words, site)
	code, _, _ := strings.Cut(trimmed, " ")
	switch {
	case isRange(trimmed), second != "" || !ok:
		return false
	case named == "" && len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "": // 38 GPB
		return false
	case rest != "" && words == trimmed && !unicode.IsSpace(first) && first != '/': // £5k
		return false
	}
	return words == "" || startsWithLetter(words) || words[0] == '/' || words[0] == '('
}

// Signed returns a number with a sign of a currency, or its code, before it; with £ where the currency is none.
func Signed(number, code string) string {
	for _, s := range signs {
		if slices.Contains(s.codes, code) && !startsWithLetter(s.sign) {
			return s.sign + number
		}
	}
	if code == "" {
		return "£" + number
	}
	return code + " " + number
}

// Decimal returns the sum as a decimal number: "38", or "38.50".
func (m Money) Decimal() string {
	digits := minorDigits(m.Currency)
	scale := int64(1)
	for range digits {
		scale *= 10
	}
	if m.Minor%scale == 0 {
		return strconv.FormatInt(m.Minor/scale, 10)
	}
	return fmt.Sprintf("%d.%0*d", m.Minor/scale, digits, m.Minor%scale)
}
