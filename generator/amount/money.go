package amount

import (
	"cmp"
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
	return parseTrimmed(s, func(text string) (Money, *Error) { return parseMoney(text, currency) })
}

func parseMoney(text, site string) (Money, *Error) {
	before, rest, err := cutCurrency(text, site)
	if err != nil {
		return Money{}, err
	}
	gap := len(text) - len(rest)
	if digits(rest) == 0 && !strings.ContainsAny(rest[:min(1, len(rest))], "-.") {
		return Money{}, fail(gap, "write the sum first, such as £38 or EUR 120", "%q does not start with a sum of money", text)
	}
	d, err := cutDecimal(rest)
	if err != nil {
		return Money{}, err.shift(gap)
	}
	end := len(text) - len(strings.TrimSpace(d.rest))
	after, words, err := cutCurrency(text[end:], site)
	if err != nil {
		return Money{}, err.shift(end)
	}
	if err := checkWords(text, d.rest, before+after, words, site); err != nil {
		return Money{}, err.shift(end)
	}
	m := Money{Currency: cmp.Or(before, after, site), Per: strings.Join(strings.Fields(words), " ")}
	if before != "" && after != "" && before != after {
		return Money{}, fail(end, "name one currency", "%q names two currencies", text)
	}
	if m.Currency == "" {
		return Money{}, fail(end, "write a currency, such as GBP "+d.plain(), "%q names no currency", text)
	}
	if m.Minor, err = d.scale(minorDigits(m.Currency)); err != nil {
		return Money{}, err.shift(gap)
	}
	return m, nil
}

// checkWords checks the text after a sum: rest is all of it, words the part after the currency, if one is named there.
func checkWords(text, rest, named, words, site string) *Error {
	first, _ := utf8.DecodeRuneInString(rest)
	trimmed := strings.TrimSpace(rest)
	second, _, err := cutCurrency(words, site)
	code, _, _ := strings.Cut(trimmed, " ")
	switch {
	case isRange(trimmed):
		return fail(0, "write one sum", "%q is a range", text)
	case second != "" || err != nil:
		return fail(0, "name one currency", "%q names two currencies", text)
	case named == "" && len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "":
		return fail(0, "write a currency code, such as GBP, EUR or USD", "%q is no currency code", code)
	case rest != "" && words == trimmed && !unicode.IsSpace(first) && first != '/':
		return fail(0, "write the sum in full digits, and a space before any words", "%q runs on after its number", text)
	case words != "" && !startsWithLetter(words) && words[0] != '/' && words[0] != '(':
		return fail(0, "write one sum, and words only after it", "%q is more than one sum", text)
	}
	return nil
}
