package leak

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSentences holds which parts of a text are searched for; a weak one stands in brackets.
func TestSentences(t *testing.T) {
	const long = "Nobody here may ever come in by the back door" // 45 bytes
	for text, want := range map[string][]string{
		"":                         nil,
		"Overnight":                nil,
		"Within 4 hours":           nil,
		"Do not ring him":          {"(Do not ring him)"},
		"---- ---- ---- ---- ----": {"(---- ---- ---- ---- ----)"}, // which has no words, so that it is nowhere
		long:                       {long},
		"  " + long + ".\n":        {long + "."},
		"No. " + long + "!":        {"No. " + long + "!", long + "!"},
		long + "? Well.":           {long + "?"},
		"He said “No.” " + long:    {"He said “No.” " + long, long},
		"See Mr. Hale at the old weir by the quay":   {"See Mr. Hale at the old weir by the quay"},
		long + ".\n" + long + ".":                    {long + ".", long + "."},
		"Late.\n" + long:                             {"Late.\n" + long, long},
		"One. Two. Three. Four. Five. Six. Seven. 8": {"One. Two. Three. Four. Five. Six. Seven."},
	} {
		var got []string
		for sentence, strong := range sentences(text) {
			if !strong {
				sentence = fmt.Sprintf("(%s)", sentence)
			}
			got = append(got, sentence)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
	for sentence := range sentences(strings.Repeat(long+". ", 1000)) {
		if len(sentence) > 2*len(long) {
			t.Fatalf("%d bytes are one sentence", len(sentence))
		}
	}
}
