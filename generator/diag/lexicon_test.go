package diag

import (
	"math/rand/v2"
	"testing"
)

// TestLexicon holds that a lexicon passes over no word that is near: its answer is at the least distance that any word has.
func TestLexicon(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		out := make([]rune, 1+random.IntN(12))
		for i := range out {
			out[i] = []rune("abcdeü")[random.IntN(6)]
		}
		return string(out)
	}
	var known []string
	for range 300 {
		known = append(known, word())
	}
	l := NewLexicon(known)
	found := 0
	for range 2000 {
		w := word()
		least := max(1, (len([]rune(w))+1)/3) + 1
		for _, k := range known {
			least = min(least, distance([]rune(w), []rune(k)))
		}
		got, ok := l.Nearest(w)
		if want := least <= max(1, (len([]rune(w))+1)/3); ok != want || ok && distance([]rune(w), []rune(got)) != least {
			t.Fatalf("%q is nearest to %q, %v; the least distance is %d", w, got, ok, least)
		}
		if ok {
			found++
		}
	}
	if found < 200 || found > 1900 {
		t.Errorf("%d of 2000 words have a near one: too few or too many to tell", found)
	}
}
