package search

import (
	"encoding/base64"
	"html"
	"net/url"
	"strings"
	"testing"

	"upfront/generator/internal/figure"
)

func TestFindsEveryFormOfAWord(t *testing.T) {
	const word = `Don Fenwick & Sons <"late">`
	for name, page := range map[string]string{
		"as it stands":          "<p>" + word + "</p>",
		"escaped for HTML":      "<p>" + html.EscapeString(word) + "</p>",
		"escaped by a template": "<p>" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace(word) + "</p>",
		"broken over lines":     "<p>Don\n   Fenwick &amp;\nSons\t&lt;&#34;late&#34;&gt;</p>",
		"in a query":            "/search?q=" + url.QueryEscape(word),
		"in a path":             "/customers/" + url.PathEscape(word),
		"in base64":             base64.StdEncoding.EncodeToString([]byte(word)),
		"in base64, shifted 1":  base64.StdEncoding.EncodeToString([]byte("x" + word + "yz")),
		"in base64, shifted 2":  base64.StdEncoding.EncodeToString([]byte("xy" + word + "z")),
	} {
		x := New()
		x.Add("index.html", []byte("nothing here"))
		x.Add("about/index.html", []byte(page))
		if path, ok := x.Find(word); !ok || path != "about/index.html" {
			t.Errorf("%s: found in %q, %v", name, path, ok)
		}
	}
}

func TestFindsAWordInAPath(t *testing.T) {
	x := New()
	x.Add("files/fenwick-tiles.pdf", []byte("%PDF"))
	if path, ok := x.Find("fenwick-tiles"); !ok || path != "files/fenwick-tiles.pdf" {
		t.Errorf("found in %q, %v", path, ok)
	}
}

func TestDoesNotFindPartsOfWords(t *testing.T) {
	x := New()
	x.Add("index.html", []byte("<p>The annual Annual report of Joanne, 07700 9003181</p>"))
	for _, word := range []string{"Ann", "Joan", "07700 900318", "annua", "Xy", ""} {
		if path, ok := x.Find(word); ok {
			t.Errorf("%q is said to be in %s", word, path)
		}
	}
	for _, word := range []string{"Joanne", "Annual report", "07700 9003181"} {
		if _, ok := x.Find(word); !ok {
			t.Errorf("%q is not found", word)
		}
	}
}

func BenchmarkFindNothing(b *testing.B) {
	x := New()
	for range 60 {
		x.Add("p", []byte(strings.Repeat("<p>We deliver within 48 hours of collection.</p>", 400)))
	}
	for b.Loop() {
		x.Find("Just don't leave me finding out from my fitter.")
	}
}

// written are the ways in which a page may have a word.
var written = []func(word string) string{
	func(word string) string { return word }, html.EscapeString, url.QueryEscape, url.PathEscape,
	func(word string) string { return inBase64(word, 0) },
	func(word string) string { return inBase64(word, 1) },
	func(word string) string { return inBase64(word, 2) },
}

// TestSaysNoOnlyWhereItIsSo searches for words of every length that stand in outputs in each form, so that no form is passed
// over for its beginning.
func TestSaysNoOnlyWhereItIsSo(t *testing.T) {
	const all = `Zoë & Søren's <late> 07700 900318, "tea" at 5? naïve+plain words without an end`
	for from := 0; from < 12; from += figure.Every(3) {
		for to := from + 3; to <= len(all); to++ {
			word := strings.ToValidUTF8(all[from:to], "")
			if len(Folded(word)) < leastWord+2 || collapseSpace(word) != word {
				continue
			}
			for i, form := range written {
				text := form(word)
				if i >= 4 && len(text) < windowSize {
					continue
				}
				x := New()
				x.Add("p", []byte("<p>"+text+"</p>"))
				if _, ok := x.Find(word); !ok {
					t.Fatalf("form %d of %q is not found: %q", i, word, text)
				}
			}
		}
	}
}

// TestMarks holds that a restored index finds what the first one finds, and reads outputs only where it has to.
func TestMarks(t *testing.T) {
	first := New()
	pages := map[string][]byte{"a.html": []byte("<p>We bring parcels to Ann</p>"), "b.html": []byte("<p>and pallets to Joan Fenwick</p>")}
	for _, path := range []string{"a.html", "b.html"} {
		first.Add(path, pages[path])
	}
	asked := 0
	outputs := func(yield func(string, []byte) bool) {
		asked++
		_ = yield("a.html", pages["a.html"]) && yield("b.html", pages["b.html"])
	}
	marks := first.Marks()
	x, ok := Restore(marks, outputs)
	if !ok {
		t.Fatal("the marks cannot be read")
	}
	for _, word := range []string{"nobody said this", "Xylophone", "Zoe"} {
		if _, found := x.Find(word); found || asked > 0 {
			t.Errorf("%q: found %v, asked %d times", word, found, asked)
		}
	}
	for word, want := range map[string]string{"Ann": "a.html", "Joan Fenwick": "b.html", "pallets to Joan": "b.html"} {
		if path, found := x.Find(word); !found || path != want {
			t.Errorf("%q is found in %q", word, path)
		}
	}
	if asked != 1 {
		t.Errorf("asked for the outputs %d times", asked)
	}
	for n := range len(marks) {
		if _, ok := Restore(marks[:n], outputs); ok {
			t.Errorf("%d of %d bytes are taken for marks", n, len(marks))
		}
	}
}

// inBase64 returns the characters of a word in base64, so many bytes into a group of three, that do not depend on what
// stands around it.
func inBase64(word string, shift int) string {
	all := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + word))
	return strings.TrimRight(all[(shift*8+5)/6:], "=")[:(shift+len(word))*8/6-(shift*8+5)/6]
}
