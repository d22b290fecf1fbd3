package check

import "strings"

// words makes two texts equal that differ in capitals, punctuation and space alone.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 127 || r == '%' || r == '£' || r == '$')
	}), " ")
}
