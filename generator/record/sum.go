package record

import (
	"fmt"
	"strings"

	"upfront/generator/amount"
)

// Sums of money, as programs of several countries write them: 1250.50, 1,250.50, 1.250,50, or 1250,50.

// parseSum parses a sum that stands alone. Where it is none, help is what to write, as far as its text shows it.
func parseSum(text, currency string, separator byte) (m amount.Money, help string, ok bool) {
	plain, help := plainSum(text, currency, separator)
	if help != "" {
		return m, help, false
	}
	m, ok = amount.ParseMoney(plain, currency)
	if m.Per != "" {
		return m, "Write the sum alone, such as 8.20, and nothing behind it.", false
	}
	return m, "", ok
}

// plainSum returns a sum with a point before its decimals and no sign between its thousands. Where three digits follow its only
// sign, they may be either: help says so.
func plainSum(text, currency string, separator byte) (plain, help string) {
	isDigit := func(c rune) bool { return '0' <= c && c <= '9' }
	start, end := strings.IndexFunc(text, isDigit), strings.LastIndexFunc(text, isDigit)+1
	if start < 0 || strings.Trim(text[start:end], "0123456789.,") != "" {
		return text, ""
	}
	number := text[start:end]
	last := strings.LastIndexAny(number, ".,")
	if last < 0 {
		return text, ""
	}
	whole, places, sign := number[:last], number[last+1:], number[last:last+1]
	other := map[string]string{".": ",", ",": "."}[sign]
	_, thousandths := amount.ParseMoney(text[:start]+"0.001"+text[end:], currency)
	switch {
	case strings.Contains(whole, sign) && isGrouped(number, sign):
		number = strings.ReplaceAll(number, sign, "")
	case strings.Contains(whole, other) && isGrouped(whole, other):
		number = strings.ReplaceAll(whole, other, "") + "." + places
	case strings.ContainsAny(whole, ".,"):
		return text, "Write it with a point before the decimals, and without a sign between the thousands, such as 1250.50."
	case len(places) != 3 || len(whole) > 3 || strings.Trim(whole, "0") == "":
		number = whole + "." + places
	case separator != ';' && sign == "," && !thousandths:
		number = whole + places
	case separator == ';' || sign == "," || !thousandths:
		return text, fmt.Sprintf("It may be %s, or %s.%s: write it with a point before the decimals, and without a sign between the thousands.", whole+places, whole, places)
	}
	return text[:start] + number + text[end:], ""
}

// isGrouped reports whether a sign stands between groups of three digits, and the number has no other sign.
func isGrouped(number, sign string) bool {
	groups := strings.Split(number, sign)
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 || len(g) < 1 || len(g) > 3 {
			return false
		}
	}
	return true
}
