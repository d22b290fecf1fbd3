package browsertest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"upfront/generator/internal/browser"
	"upfront/generator/internal/example"
)

// What the pages are in a typeface of the site's own. It comes with the site, so that, other than in the reader's own, a
// sheet of paper holds as much on every machine.

func TestBrowserFaces(t *testing.T) {
	t.Parallel()
	first := browser.New(t)
	for _, font := range []string{"inter", "source-serif"} {
		dir, base := served(t, example.With(t, nil, [3]string{"site.yaml", `brand: {color: "#1f5d3a"}`, `brand: {color: "#1f5d3a", font: ` + font + `}`}))
		t.Run(font+"/public", func(t *testing.T) { publicPageFetchesOneFile(t, first.Tab(t), dir, base, font) })
		t.Run(font+"/sealed", func(t *testing.T) { letterIsInTheFace(t, first, dir, base) })
		t.Run(font+"/paper", func(t *testing.T) { letterIsWholeOnPaper(t, first.Tab(t), base, font == "inter") })
	}
}

// loaded is how many parts of the face have come.
const loaded = `document.fonts.ready.then(fonts => [...fonts].filter(f => f.family == "face" && f.status == "loaded").length)`

func publicPageFetchesOneFile(t *testing.T, p *browser.Page, dir, base, font string) {
	p.Do(chromedp.Navigate(base + "promises/"))
	if got := browser.Get(p, chromedp.Evaluate[int](loaded, chromedp.EvalAwaitPromise)); got != 1 {
		t.Errorf("%d parts of the face were fetched", got)
	}
	var size int64
	for _, address := range p.Requests() {
		path := strings.TrimPrefix(address, base)
		if strings.HasSuffix(path, "/") {
			path += "index.html"
		}
		file, err := os.Stat(filepath.Join(dir, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		size += file.Size()
	}
	face := func(address string) bool { return strings.HasPrefix(address, base+"assets/faces/"+font+"-latin.") }
	if got := p.Requests(); len(got) > 5 || size > 120<<10 || !slices.ContainsFunc(got, face) {
		t.Errorf("%d bytes in %q", size, got)
	}
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
}

func letterIsInTheFace(t *testing.T, first *browser.Page, dir, base string) {
	link, _ := shared("fenwick-tiles", base)
	for name, address := range map[string]string{"http": link, "file": fileURL(dir, link)} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			p.Do(chromedp.Navigate(address))
			browser.Until[string](p, opened)
			if got := browser.Get(p, chromedp.Evaluate[int](loaded, chromedp.EvalAwaitPromise)); got != 1 {
				t.Errorf("%d parts of the face were fetched", got)
			}
			if got := p.Problems(); got != nil {
				t.Errorf("problems %q", got)
			}
		})
	}
}

// visible is the text that a letter shows, with a space after each piece. A line may break after a hyphen.
const visible = `(() => {
	const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = []
	while (walk.nextNode()) if (walk.currentNode.parentElement.checkVisibility()) found.push(walk.currentNode.data)
	return found.join(" ")
})()`

// letterIsWholeOnPaper holds that every word of a typical agreement is on paper, and that it takes a few sheets, where all of
// it is in a face that comes with the site: how wide another machine's own face is, is not for the site to say.
func letterIsWholeOnPaper(t *testing.T, p *browser.Page, base string, inOneFace bool) {
	link, _ := shared("fenwick-tiles", base)
	p.Do(chromedp.Navigate(link))
	browser.Until[string](p, opened)
	browser.Get(p, chromedp.Evaluate[int](loaded, chromedp.EvalAwaitPromise))
	medium(p, "print", "light")
	words := strings.Fields(strings.ReplaceAll(browser.Get(p, chromedp.Evaluate[string](visible)), "-", "- "))
	if len(words) < 500 {
		t.Fatalf("the letter has only %d words", len(words))
	}
	for name, on := range map[string]paper{"A4": a4, "Letter": letterPaper} {
		text := printed(t, p, on)
		if got := strings.Count(text, "\f"); inOneFace && (got < 3 || got > 6) {
			t.Errorf("%s: %d sheets", name, got)
		}
		letters := strings.Join(strings.Fields(text), "")
		for _, word := range words {
			if !strings.Contains(letters, word) {
				t.Errorf("%s: %q is not on paper", name, word)
			}
		}
	}
}
