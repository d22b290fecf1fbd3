package search

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// proven returns the proof that no output has some words.
func proven(t *testing.T, x *Index, words ...string) []byte {
	t.Helper()
	var p Proof
	for _, word := range words {
		if path, found := x.Prove(word, &p); found {
			t.Fatalf("%q is in %s", word, path)
		}
	}
	b, ok := p.Bytes()
	if !ok {
		t.Fatalf("there is no proof that %q are not there", words)
	}
	return b
}

func of(pages ...string) *Index {
	x := New()
	for _, page := range pages {
		x.Add("p", []byte(page))
	}
	return x
}

// No proof verifies where an output has the word, in whichever form.
func TestProofFailsWhereAWordCame(t *testing.T) {
	const all = `Zoë & Søren's <late> 07700 900318, "tea" at 5? naïve+plain words without an end`
	before := of("<p>We bring parcels to the door.</p>")
	for from := range 12 {
		for to := from + 3; to <= len(all); to += 5 {
			word := strings.ToValidUTF8(all[from:to], "")
			if len(Folded(word)) < leastWord+2 || collapseSpace(word) != word {
				continue
			}
			proof := proven(t, before, "Ann Example", word)
			if !before.Verifies(proof) || !of("<p>Pallets, too.</p>").Verifies(proof) {
				t.Fatalf("the proof of %q does not bear", word)
			}
			for i, form := range written {
				if text := form(word); (i < 4 || len(text) >= windowSize) && of("<p>We bring parcels.</p>", "<p>"+text+"</p>").Verifies(proof) {
					t.Fatalf("form %d of %q came, and the proof still bears", i, word)
				}
			}
		}
	}
}

// Where a proof verifies, none of its words is found, whatever the pages.
func TestProofIsNeverWrong(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	syllables := []string{"an", "fen", "wick", "jo", "till", "er", " ", " ", "é", "-", "'s ", "kend", "al"}
	text := func(n int) string {
		var out strings.Builder
		for range n {
			out.WriteString(syllables[random.IntN(len(syllables))])
		}
		return strings.TrimSpace(collapseSpace(out.String()))
	}
	bore, found := 0, 0
	for range 700 {
		before, after := of(text(random.IntN(30))), of(text(random.IntN(30)))
		words := []string{text(1 + random.IntN(3)), text(1 + random.IntN(3))}
		var p Proof
		for _, word := range words {
			before.Prove(word, &p)
		}
		b, ok := p.Bytes()
		if !ok || !after.Verifies(b) {
			found++
			continue
		}
		bore++
		for _, word := range words {
			if _, hit := after.Find(word); hit {
				t.Fatalf("%q is there, and the proof bears", word)
			}
		}
	}
	if bore < 50 || found < 50 {
		t.Errorf("%d proofs bore, and %d did not", bore, found)
	}
}

// A word that is there, or that has to be searched for, has no proof; nor are other bytes a proof.
func TestNoProof(t *testing.T) {
	x := of("<p>Ann was at Fenwick's. Joan, too.</p>")
	for _, word := range []string{"Joan", "Fenwick", "was at Fenwick", "Fenwick’s Joan"} {
		var p Proof
		x.Prove(word, &p)
		if _, ok := p.Bytes(); ok {
			t.Errorf("there is a proof of %q", word)
		}
	}
	proof := proven(t, x, "Somebody Else", "Zoe")
	if !x.Verifies(proof) || !x.Verifies(proven(t, x)) || !x.Verifies(proven(t, x, "ab")) {
		t.Error("a proof does not bear")
	}
	for n := range len(proof) {
		if n != len(proof)-3 && x.Verifies(proof[:n]) { // three bytes fewer are a proof of less
			t.Errorf("%d of %d bytes are taken for a proof", n, len(proof))
		}
	}
	for _, b := range []string{"", "\xff", "\x03ab", "\x04abcd", "\x00a", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01abc"} {
		if x.Verifies([]byte(b)) {
			t.Errorf("%q is taken for a proof", b)
		}
	}
}
