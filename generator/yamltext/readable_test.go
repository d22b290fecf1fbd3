package yamltext

import (
	"strings"
	"testing"
)

// TestReadable holds how far broken files can be read: up to the line with the mistake, past texts and brackets that go on
// over several lines.
func TestReadable(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"all", "a: b\nc: d", 2},
		{"nothing", "a: b: c\nd: e", 0},
		{"the last line", "a: b\nc: d\ne: f: g", 2},
		{"an unclosed quote", "a: b\nc: \"d\ne: f", 1},
		{"past a quote of several lines", "a: \"b\n\n  c\"\nd: \"e\nf: g", 3},
		{"past brackets of several lines", "a: [b,\n  c,\n  d]\ne: [f\ng: h", 3},
		{"past both, when the mistake stands far below", "a: \"b\n\n  c\"\nd: [e,\n  f]\n" + strings.Repeat("x: y\n", 40) + "z: {a\n", 45},
		{"past a text below |", "a: |\n  b: c: d\n\n  \"e\nf: *g", 4},
	} {
		lines := Lines(c.text)
		r := &recovery{written: lines, lines: lines, budget: mostRead}
		if got := r.readable(lines, 0); got != c.want {
			t.Errorf("%s: %d lines can be read, want %d", c.name, got, c.want)
		}
	}
}
