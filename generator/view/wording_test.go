package view_test

import (
	"testing"

	"upfront/generator/view"
)

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  ": "", "We ring": "We ring.", "We ring.": "We ring.", " Who rings? ": "Who rings?", "No!": "No!", "And so on…": "And so on…", "In Zürich ü": "In Zürich ü.", "東京": "東京.",
	} {
		if got := view.Sentence(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
