package browsertest

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"upfront/generator/internal/webdriver"
)

// TestBrowserEngines looks at one page of each kind, and uses private pages, in the engines that Chromium is not.
func TestBrowserEngines(t *testing.T) {
	t.Parallel()
	dir, base := published(t)
	kinds := onePageOfEachKind(t, dir)
	for _, engine := range []webdriver.Engine{webdriver.Firefox, webdriver.WebKit} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			p := webdriver.New(t, engine)
			for kind, path := range kinds {
				if kind != "sealed" {
					fits(t, p, base, base+path, `document.querySelectorAll("h1").length == 1`)
				}
			}
			link, _ := shared("fenwick-tiles", base)
			fits(t, p, base, link, opened)
			t.Run("words", func(t *testing.T) { engineTakesTheWords(t, p.For(t), base) })
			t.Run("reply", func(t *testing.T) { engineComposesTheReply(t, p.For(t), link) })
			t.Run("dates", func(t *testing.T) { engineSavesTheDates(t, p.For(t), link) })
			t.Run("paper", func(t *testing.T) { enginePrints(t, p.For(t), engine, link) })
		})
	}
}

// fits holds that a page is whole once ready is true, on a phone and on a desk: all that it loads is its own and there, and
// nothing is wider than the window.
func fits(t *testing.T, p *webdriver.Page, base, address, ready string) {
	t.Helper()
	for _, width := range []int{390, 1280} {
		p.Resize(max(width, 600), 900)
		if width < 600 {
			p.Open(inFrame(base, width, address))
			p.EnterFrame()
		} else {
			p.Open(address)
		}
		webdriver.Until[string](p, `document.readyState == "complete" && (`+ready+`) && "ready"`)
		for _, wrong := range webdriver.Value[[]string](p, fmt.Sprintf(misfits, width, base)) {
			t.Errorf("%s, %d wide: %s", address, width, wrong)
		}
	}
}

// misfits is an expression for what is wrong with a page of a width, all of whose parts come from below an address. It is one, since
// engines answer each question slowly.
const misfits = `(async () => {
	const found = [], width = %d, base = %q
	const equals = (what, got, want) => got === want || found.push(what + ": " + got)
	await document.fonts.ready
	equals("width", innerWidth, width)
	equals("language", document.documentElement.lang, "en-GB")
	equals("too wide", ` + sideways + `, "")
	equals("faces that did not load", [...document.fonts].filter(f => f.status == "error").length, 0)
	equals("styles without rules", [...document.styleSheets].filter(s => !s.cssRules.length).length, 0)
	equals("pictures that did not load", [...document.images].filter(i => i.loading != "lazy" && !i.naturalWidth).map(i => i.src).join(), "")
	const elsewhere = r => !r.name.startsWith(base) && !/^(data|blob):/.test(r.name)
	equals("fetched from elsewhere, or in vain", performance.getEntriesByType("resource").filter(r => elsewhere(r) || r.responseStatus >= 400).map(r => r.name).join(), "")
	equals("links and buttons without a place", [...document.querySelectorAll("a[href], button, summary")].filter(e => e.checkVisibility() && !e.getClientRects().length).length, 0)
	return found
})()`

// equals fails the test unless an expression in the page has the value that is wanted.
func equals[T comparable](t *testing.T, p *webdriver.Page, expression string, want T) {
	t.Helper()
	if got := webdriver.Value[T](p, expression); got != want {
		t.Errorf("%s: %.80s is %v, want %v", webdriver.Value[string](p, `location.pathname`), expression, got, want)
	}
}

// inFrame returns the address of a page that shows another as a window of a width would.
func inFrame(base string, width int, address string) string {
	return fmt.Sprintf("%s%s?width=%d&to=%s", strings.TrimSuffix(base, below), frame, width, url.QueryEscape(address))
}

func engineTakesTheWords(t *testing.T, p *webdriver.Page, base string) {
	link, words := shared("cobbold-street-press", base)
	p.Open(link)
	if got := webdriver.Until[string](p, saying); got != "ask" {
		t.Fatalf("the page says %q", got)
	}
	p.Type("#p", "one two three four five six")
	p.Click("main button")
	if got := webdriver.Until[string](p, `document.querySelector("[data-say=words]")?.textContent`); !strings.Contains(got, "do not open the page") {
		t.Errorf("the page says %q of other words", got)
	}
	p.Open(link)
	webdriver.Until[string](p, saying)
	p.Type("#p", words)
	p.Click("main button")
	if got := webdriver.Until[string](p, opened); !strings.Contains(got, "Cobbold Street Press") {
		t.Errorf("the heading is %q", got)
	}
}

func engineComposesTheReply(t *testing.T, p *webdriver.Page, link string) {
	p.Open(link)
	webdriver.Until[string](p, opened)
	p.Click(`#line-p1 label:has(input[value=agree])`)
	p.Click(`#line-e1 > summary`)
	p.Click(`#line-e1 .again > summary`)
	p.Type(`#line-e1 textarea`, "Ring me first & Don after.")
	reply := webdriver.Value[string](p, `document.querySelector("[data-reply-text]").value`)
	for _, want := range []string{"\n=> Not quite right: Ring me first & Don after.\n", "\n=> Yes, agreed\n"} {
		if strings.Count(reply, want) != 1 {
			t.Errorf("%q is not once in the reply\n%s", want, reply)
		}
	}
	// Where the page may not write to the clipboard, the text is selected, which the reader is told.
	p.Click("[data-reply-copy]")
	if got := webdriver.Until[string](p, `document.querySelector("[data-reply-status]").value`); got == "" {
		t.Error("nothing is said after copying")
	}
}

// engineSavesTheDates catches the file that the page hands to the browser.
func engineSavesTheDates(t *testing.T, p *webdriver.Page, link string) {
	p.Open(link)
	webdriver.Until[string](p, opened)
	webdriver.Value[bool](p, `(() => {
		const make = URL.createObjectURL
		URL.createObjectURL = blob => (blob.text().then(text => window.saved = text), make.call(URL, blob))
		return true
	})()`)
	p.Click("[data-ics]")
	saved := webdriver.Until[string](p, `window.saved`)
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20260420\r\n", "END:VCALENDAR\r\n"} {
		if !strings.Contains(saved, want) {
			t.Errorf("%q is not in what is saved\n%s", want, saved)
		}
	}
}

// enginePrints holds that paper has all of a letter: in Firefox by what is printed, in WebKit, which cannot be told to print, by
// the rules of paper applied to the window.
func enginePrints(t *testing.T, p *webdriver.Page, engine webdriver.Engine, link string) {
	p.Open(link)
	webdriver.Until[string](p, opened)
	if engine == webdriver.WebKit {
		webdriver.Value[int](p, `(() => {
			const all = rules => { for (const r of rules) {
				if (r.media) r.media.mediaText = /print/.test(r.media.mediaText) ? "all" : /screen/.test(r.media.mediaText) ? "not all" : r.media.mediaText
				if (r.cssRules) all(r.cssRules)
			} }
			for (const s of document.styleSheets) all(s.cssRules)
			return document.styleSheets.length
		})()`)
		equals(t, p, `[...document.querySelectorAll("nav, .skip, .screen, .crumbs")].filter(e => e.checkVisibility()).length`, 0)
		equals(t, p, `[...document.querySelectorAll("details:not(.again) > :not(summary)")].filter(e => !e.checkVisibility({contentVisibilityAuto: true})).length`, 0)
		return
	}
	text := strings.Join(strings.Fields(pdfText(t, p.Print())), " ")
	for _, want := range []string{"Fenwick Tiles", "+44 7700 900123", "You said"} {
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("%q is not on paper:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Skip to the content") {
		t.Error("what leads over the page on a screen is on paper")
	}
}

// pdfText returns the text of a PDF.
func pdfText(t *testing.T, sheets []byte) string {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("UPFRONT_REQUIRE_BROWSER") == "1" {
			t.Fatal("pdftotext is not here, which reads what was printed")
		}
		t.Skip("pdftotext is not here, which reads what was printed")
	}
	name := filepath.Join(t.TempDir(), "sheets.pdf")
	if err := os.WriteFile(name, sheets, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(reader, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
