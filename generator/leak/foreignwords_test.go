package leak

import (
	"strings"
	"testing"
)

// TestMarksThatMayPartWords holds which files are read as Markdown too, and that many marks side by side are looked at once: each
// for itself would take minutes.
func TestMarksThatMayPartWords(t *testing.T) {
	for text, want := range map[string]bool{
		"said: Come at *noon*":                   false,
		"said: Ken*nedy* Lamps":                  true,
		"said: Ken**nedy** Lamps":                true,
		"said: 07700**900411**":                  true,
		"list: [a, b]":                           false,
		"x: " + strings.Repeat("[", 1<<20):       false,
		"x: " + strings.Repeat("* ", 1<<19):      false,
		"x: " + strings.Repeat("~", 1<<20) + "a": false,
		"x" + strings.Repeat("`", 1<<20) + "a":   true,
		"x: " + strings.Repeat("& ", 1<<19):      false,
		"x: a &amp; b":                           true,
	} {
		if got := mayBeSpelledOtherwise([]byte(text)); got != want {
			t.Errorf("%.40q: %t", text, got)
		}
	}
}
