package search

import (
	"strings"
	"testing"
)

// TestFindsAWordHoweverItIsPrinted holds that no way of printing a word hides it: other quotes and dashes, markup, escapes,
// capitals.
func TestFindsAWordHoweverItIsPrinted(t *testing.T) {
	const said = `Just don't leave me "finding out" -- from my fitter...`
	for _, c := range []struct{ word, page string }{
		{said, "Just don’t leave me “finding out” – from my fitter…"},
		{said, "Just don&rsquo;t leave me &ldquo;finding out&rdquo;&nbsp;&mdash; from my fitter&hellip;"},
		{said, "Just don&#x2019;t leave me «finding out»—from my fitter."},
		{said, "<p>He said: just don't leave me <em>finding out</em>, from my <a href='/f/'>fitter</a>!"},
		{said, "Just don't leave me<br>\"find\u00ading out\" <!-- so he said --> from<wbr> my fitter"},
		{said, "JUST DON'T LEAVE ME FINDING OUT FROM MY FITTER"},
		{said, `{"summary":"Just don\u2019t leave me \"finding out\" \u2014 from\nmy fitter"}`},
		{said, `<content type="html">&lt;p&gt;Just don&amp;#39;t &lt;b&gt;leave&lt;/b&gt; me &amp;quot;finding out&amp;quot; from my fitter&lt;/p&gt;</content>`},
		{said, `<a href="mailto:?body=Just%20don%E2%80%99t%20leave%20me%20%22finding%20out%22%20from%20my%20fitter">`},
		{"Just don’t leave me “finding out” from my fitter", "<p>Just don't leave me 'finding out' from my fitter</p>"},
		{"She doesn't mind Tuesdays.", "She doesn’t <b>mind</b> Tuesdays."},
		{"Fenwick Tiles", "<b>Fen</b>wick <i>Tiles</i>"},
		{"Fenwick Tiles", "<td>Fenwick<td>Tiles"},
		{"Fenwick Tiles", "<H2>FENWICK TILES</H2>"},
		{"Fenwick Tiles", "<img alt='Fenwick\u2011Tiles'>"},
		{"Smith & Sons", `{"name":"Smith \u0026 Sons"}`},
		{"D'Arcy", "Madame D’Arcy"},
		{"don@fenwicktiles.example", "Don@FenwickTiles.Example"},
		{"don@fenwicktiles.example", "don<span>@</span>fenwicktiles.example"},
		{"+44 7700 900318", `<a href="tel:+447700900318">`},
		{"+447700900318", "(+44) 7700 900-318"},
	} {
		x := New()
		x.Add("index.html", []byte("nothing here"))
		x.Add("late/index.html", []byte(c.page))
		again, ok := Restore(x.Marks(), func(yield func(string, []byte) bool) { _ = yield("late/index.html", []byte(c.page)) })
		var proof Proof
		New().Prove(c.word, &proof)
		if b, ok := proof.Bytes(); !ok || !New().Verifies(b) || x.Verifies(b) {
			t.Errorf("that %s is on no page is proved (%v) for\n%s", c.word, ok, c.page)
		}
		for _, x := range []*Index{x, again} {
			if path, found := x.Find(c.word); !ok || !found || path != "late/index.html" {
				t.Errorf("%s\nis not found in\n%s", c.word, c.page)
			}
		}
	}
}

// TestCommonWordsAreNoHits holds that common words are no hits.
func TestCommonWordsAreNoHits(t *testing.T) {
	for _, c := range []struct{ word, page string }{
		{"The Kitchen", "<p>We bring it to the kitchen.</p>"},
		{"Green Energy", `<a href="/green-energy/">green energy</a>`},
		{"Mark", "<p>mark it</p>"},
		{"We ring.", "<p>We ring the shop. WE RING IT.</p>"},
		{"A&B", "<p>A or B, A B</p>"},
		{"Rosehip", "<p>Rose</p><p>hip</p>"},
		{"900318 1", "<p>90031812 parcels</p>"},
		{"0113 496 0120", "<p>0113 496 01200</p>"},
		{"!!!!!!!!!!", "<p>????????????</p>"},
		{"Late again and again", "<p>chocolate again and against</p>"},
		{"Within 4 hours of collection.", "<p>within 4 hours of collection, Within 4 hours of collection</p>"},
		{"Within 4 hours", "<p>within 4 hours</p>"},
	} {
		x := New()
		x.Add("p", []byte(c.page))
		if _, found := x.Find(c.word); found {
			t.Errorf("%q is said to be in %s", c.word, c.page)
		}
	}
}

// FuzzMarkupHidesNothing puts a text of many words behind any other text.
func FuzzMarkupHidesNothing(f *testing.F) {
	for _, s := range []string{"<p title='a", "<!--", `{"a":"\u00`, "&lt;b&gt;", "<", "%", "%E2%80", "\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, before string) {
		const word = "we will ring you before anybody else of us does"
		x := New()
		x.Add("p", []byte(before+" "+strings.ToUpper(word[:1])+word[1:]+"."))
		if _, found := x.Find(word); !found {
			t.Errorf("not found behind %q", before)
		}
	})
}
