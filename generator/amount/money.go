package amount

import (
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

// ParseMoney reads "£38", "£1,250.00", "EUR 120", "120 EUR", "120 €" or, in the given currency (that of the site, an
// ISO 4217 code), "38.50". Words may follow: "£38 per pallet", "£95/month". A sign that several currencies share, such as
// $ or kr, means the given currency if that is one of them, and is refused otherwise.
func ParseMoney(s, currency string) (Money, error) {
	text, at := trim(s)
	before, rest, err := cutCurrency(text, currency)
	if err != nil {
		return Money{}, err.shift(at)
	}
	gap := len(text) - len(rest)
	d, err := cutDecimal(rest)
	if err != nil {
		return Money{}, moneyStart(err, text, before).shift(at + gap)
	}
	if d.rest != "" && !separates(d.rest) {
		after, _, err := cutCurrency(d.rest, currency)
		if err == nil && after == "" {
			return Money{}, fail(at+gap+d.end, "write the sum in full digits, and a space before any words", "%q runs on after the number", text)
		}
	}
	after, words, err := cutCurrency(strings.TrimSpace(d.rest), currency)
	if err != nil {
		return Money{}, err.shift(at + len(text) - len(strings.TrimSpace(d.rest)))
	}
	m := Money{Currency: currency, Per: strings.Join(strings.Fields(words), " ")}
	switch {
	case before != "" && after != "" && before != after:
		return Money{}, fail(at+gap+d.end, "name one currency", "%q names two currencies", text)
	case before != "":
		m.Currency = before
	case after != "":
		m.Currency = after
	}
	if err := badWords(m.Per, text); err != nil {
		return Money{}, err.shift(at + strings.LastIndex(text, strings.TrimSpace(words)))
	}
	if m.Minor, err = d.scale(minorDigits(m.Currency)); err != nil {
		return Money{}, err.shift(at + gap)
	}
	return m, nil
}

// moneyStart turns a complaint about the number into one about the sum of money.
func moneyStart(err *Error, text, before string) *Error {
	if strings.Contains(err.What, "does not start with") || strings.Contains(err.What, "is missing") {
		err.What, err.Help = quote(text)+" is not a sum of money", "write the sum first, such as £38 or EUR 120"
	}
	return err
}

func quote(s string) string { return `"` + s + `"` }

// separates reports whether rest may directly follow a number: a space, or the slash of £95/month.
func separates(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsSpace(r) || r == '/'
}

func badWords(per, text string) *Error {
	if per == "" || startsWithLetter(per) || per[0] == '/' || per[0] == '(' {
		return nil
	}
	return fail(0, "write one sum, and words only after it", "%q is more than one sum", text)
}

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
		if len(s.codes) == 1 && s.codes[0] == m.Currency {
			out = s.sign + sum
		}
	}
	if m.Per == "" {
		return out
	}
	return out + " " + m.Per
}
