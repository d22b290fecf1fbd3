package agreement

import (
	"strings"
	"testing"

	"upfront/generator/syntax"
)

// TestMerged holds that of two entries with one key that of the first stays, and that the order of the keys does.
func TestMerged(t *testing.T) {
	entries := func(keys, from string) (m syntax.Map[string]) {
		for _, k := range strings.Fields(keys) {
			m = append(m, syntax.Entry[string]{Key: syntax.Text{V: k}, V: k + from})
		}
		return m
	}
	for _, c := range []struct{ first, second, want string }{
		{"", "a b", "a2 b2"},
		{"a b", "", "a1 b1"},
		{"b d", "a b c d e", "a2 b1 c2 d1 e2"},
		{"a c e", "b c", "a1 b2 c1 e1"},
	} {
		var got []string
		for _, e := range merged(entries(c.first, "1"), entries(c.second, "2")) {
			got = append(got, e.V)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q and %q: %q", c.first, c.second, got)
		}
	}
}
