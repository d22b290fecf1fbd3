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

// TestPartsOfWordsAreNoHits holds that neither a part of a word or a number is a hit, nor words that markup parts, nor signs.
func TestPartsOfWordsAreNoHits(t *testing.T) {
	for _, c := range []struct{ word, page string }{
		{"Rosehip", "<p>Rose</p><p>hip</p>"},
		{"900318 1", "<p>90031812 parcels</p>"},
		{"0113 496 0120", "<p>0113 496 01200</p>"},
		{"!!!!!!!!!!", "<p>????????????</p>"},
		{"Late again and again", "<p>chocolate again and against</p>"},
		{"Fenwick Tiles", "<p>Fenwick</p><p>has tiles</p>"},
	} {
		x := New()
		x.Add("p", []byte(c.page))
		if _, found := x.Find(c.word); found {
			t.Errorf("%q is said to be in %s", c.word, c.page)
		}
	}
}

// TestExcept holds that a name within a longer one that is excepted is no hit there, and is one anywhere else.
func TestExcept(t *testing.T) {
	x := New()
	x.Add("p.html", []byte("<p>We send it with <b>Fenwick Tiles</b> Haulage, and to Cobbold Press.</p>"))
	x.Except(append(FirmName("Fenwick Tiles Haulage Ltd").Keys(), FirmName("Cobbold").Keys()...))
	if _, found := x.Find("Fenwick Tiles"); found {
		t.Error("a part of a name that is excepted is found")
	}
	if _, found := x.Find("Cobbold Press"); !found {
		t.Error("a longer name than one that is excepted is not found")
	}
	x = New()
	x.Add("p", []byte("<p>Fenwick Tiles Haulage</p>"))
	x.Add("q", []byte("<p>Fenwick tiles</p>"))
	x.Except(FirmName("Fenwick Tiles Haulage").Keys())
	if path, _ := x.Find("Fenwick Tiles"); path != "q" {
		t.Errorf("found in %q", path)
	}
}

// TestHasLower holds which words a page has in small letters: not those of its scripts and addresses.
func TestHasLower(t *testing.T) {
	x := New()
	x.Add("p.html", []byte(`<p class="quick">We count Grout as <a href="/tiles/">goo<b>ds</b></a>, d&eacute;j&agrave; vu.<script>let kestrel</script><style>.heron{}</style>`))
	x.Add("p.json", []byte(`{"curlew": 1}`))
	for word, want := range map[string]bool{"Goods": true, "count": true, "Déjà": true, "Deja": true, "Grout": false, "quick": false, "tiles": false, "kestrel": false,
		"heron": false, "curlew": false, "goods vu": false, "vu": true} {
		if x.HasLower(word) != want {
			t.Errorf("%q: want %v", word, want)
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

// TestTagsThatNothingEnds holds that what is no tag is read as text, and that many of them are looked at once: each for itself
// would take a quarter of a minute.
func TestTagsThatNothingEnds(t *testing.T) {
	for text, want := range map[string]string{
		"a <b>c</b> <!-- d --> e":                              "a c  e",
		"a <!-- b <i>c</i> <!-- d":                             "a <!-- b c <!-- d",
		"a <b <i>c":                                            "a c",
		"<i>a</i> <b":                                          "a <b",
		"a>" + strings.Repeat("<!--", 250_000):                 "a>" + strings.Repeat("<!--", 250_000),
		"<i>a</i>" + strings.Repeat("<g ", 300_000):            "a" + strings.Repeat("<g ", 300_000),
		strings.Repeat("<!--", 250_000) + "<i>a</i> --> b</i>": " b",
	} {
		if got, _ := splitTags(text); got != want {
			t.Errorf("%.40q: %.60q, want %.60q", text, got, want)
		}
	}
}
