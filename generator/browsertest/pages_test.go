// Package browsertest looks at the pages of the example site as readers do, in a real browser.
package browsertest

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"upfront/generator/build"
	"upfront/generator/internal/browser"
	"upfront/generator/internal/example"
)

// What a reader gets to see of the example site, in a real browser. The site lies below the path that its site.yaml
// names, so that a link which works only at the root of a host is found out.

const below = "/expect/"

// frame is the path of a page that shows another in a frame: ?width=390&to=address.
const frame = "/frame"

// published builds the example, serves it, and returns its folder and its address.
func published(t *testing.T) (dir, base string) {
	t.Helper()
	return served(t, example.With(t, nil))
}

// served builds a site, serves it, and returns its folder and its address.
func served(t *testing.T, in build.Input) (dir, base string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	example.Publish(t, in, dir)
	files := http.StripPrefix(strings.TrimSuffix(below, "/"), http.FileServer(http.Dir(dir)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == frame {
			fmt.Fprintf(w, "<!doctype html><title>-</title><iframe width=%q height=844 src=%q></iframe>", r.FormValue("width"), html.EscapeString(r.FormValue("to")))
			return
		}
		name := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, below)))
		if _, err := os.Stat(name); err == nil && strings.HasPrefix(r.URL.Path, below) {
			files.ServeHTTP(w, r)
			return
		}
		missing, _ := os.ReadFile(filepath.Join(dir, "404.html"))
		w.WriteHeader(http.StatusNotFound)
		w.Write(missing)
	}))
	t.Cleanup(server.Close)
	return dir, server.URL + below
}

var kindPattern = regexp.MustCompile(`<body class="?page-([a-z0-9]+)`)

// onePageOfEachKind returns the address of the longest page of each kind, below the root.
func onePageOfEachKind(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, longest := example.Read(t, dir), map[string]string{}
	for name, text := range files {
		if m := kindPattern.FindStringSubmatch(text); m != nil && len(text) > len(files[longest[m[1]]]) {
			longest[m[1]] = name
		}
	}
	for kind, name := range longest {
		longest[kind] = strings.TrimSuffix(name, "index.html")
	}
	return longest
}

// width makes the window so wide, in CSS pixels.
func width(p *browser.Page, pixels int64) { p.Do(chromedp.EmulateViewport(pixels, 800)) }

// medium has the page shown on a medium, "screen" or "print", to somebody who prefers a scheme, "light" or "dark".
func medium(p *browser.Page, kind, scheme string) {
	p.Do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: kind, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return chromedp.Void{}, err
	})
}

// holds fails the test unless an expression in the page has the value that is wanted.
func holds[T comparable](t *testing.T, p *browser.Page, expression string, want T) {
	t.Helper()
	if got := browser.Get(p, chromedp.Evaluate[T](expression)); got != want {
		t.Errorf("%.80s is %v, want %v", expression, got, want)
	}
}

// sideways is an expression for what is wider than the window; empty where nothing is.
const sideways = `(() => {
	if (document.documentElement.scrollWidth <= innerWidth) return ""
	const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
	return document.documentElement.scrollWidth + " pixels: " + (wide.pop()?.outerHTML.slice(0, 200) ?? "something")
})()`

// faint is an expression for the texts that stand out too little from their ground: below 6 to 1, and links below 4.5 to 1.
const faint = `(() => {
	const parse = c => (c.match(/[\d.]+/g) ?? []).map(Number)
	const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
		.reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
	const ground = e => {
		for (; e; e = e.parentElement) {
			const c = parse(getComputedStyle(e).backgroundColor)
			if (c.length == 3 || c[3] == 1) return c
		}
		throw new Error("there is no ground")
	}
	const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	let looked = 0
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement
		if (!walk.currentNode.data.trim() || !e.checkVisibility({checkVisibilityCSS: true}) || e.closest("script, noscript, pre")) continue
		looked++
		const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x)
		const ratio = (a + .05) / (b + .05)
		if (ratio < (e.closest("a") ? 4.5 : 6)) found.add(ratio.toFixed(2) + " " + e.outerHTML.slice(0, 120))
	}
	if (looked < 10) found.add("only " + looked + " texts")
	return [...found].join("\n")
})()`

func TestBrowserPublicPages(t *testing.T) {
	t.Parallel()
	dir, base := published(t)
	first := browser.New(t)
	t.Run("missing", func(t *testing.T) { missingPageLeadsOn(t, first.Tab(t), base) })
	t.Run("moved", func(t *testing.T) { formerAddressesLeadOn(t, first, base) })
	t.Run("keys to skip", func(t *testing.T) { keysSkipToTheContent(t, first.Tab(t), base) })
	t.Run("keys to fit", func(t *testing.T) { keysAnswerTheCheck(t, first.Tab(t), base) })
	kinds := onePageOfEachKind(t, dir)
	if len(kinds) < 15 {
		t.Errorf("only the kinds %v were found", kinds)
	}
	for kind, path := range kinds {
		if kind == "sealed" {
			continue // looked at with its letter
		}
		t.Run(kind, func(t *testing.T) {
			p := first.Tab(t)
			width(p, 320)
			p.Do(chromedp.Navigate(base + path))
			holds(t, p, `document.querySelectorAll("h1").length`, 1)
			holds(t, p, `document.documentElement.lang`, "en-GB")
			holds(t, p, `document.querySelectorAll("script:not([type='application/ld+json']), [style], [onclick], [onload]").length`, 0)
			holds(t, p, sideways, "")
			holds(t, p, `scrollTo(999, 0), scrollX`, 0)
			if got := p.Problems(); got != nil {
				t.Errorf("problems %q", got)
			}
			if got := p.Foreign(base); got != nil {
				t.Errorf("foreign %q", got)
			}
			own := browser.Get(p, chromedp.Evaluate[int](`document.querySelectorAll(".prose img").length`)) // of the text's own
			if got := p.Requests(); len(got) > 5+own {
				t.Errorf("%d requests: %q", len(got), got)
			}
			showsBothSchemes(t, p)
		})
	}
}

// showsBothSchemes holds that a page can be read in the light and in the dark.
func showsBothSchemes(t *testing.T, p *browser.Page) {
	t.Helper()
	const colours = `getComputedStyle(document.body).color + " on " + getComputedStyle(document.documentElement).backgroundColor`
	for scheme, want := range map[string]string{"light": "rgb(29, 27, 24) on rgb(255, 253, 249)", "dark": "rgb(242, 237, 229) on rgb(23, 21, 18)"} {
		medium(p, "screen", scheme)
		holds(t, p, colours, want)
		if got := browser.Get(p, chromedp.Evaluate[string](faint)); got != "" {
			t.Errorf("%s: too faint:\n%s", scheme, got)
		}
	}
}

func missingPageLeadsOn(t *testing.T, p *browser.Page, base string) {
	p.Do(chromedp.Navigate(base + "no/such/page/"))
	holds(t, p, `document.querySelector("h1").textContent`, "This page isn’t here")
	holds(t, p, `document.styleSheets.length`, 1)
	links := browser.Get(p, chromedp.Evaluate[[]string](`[...document.links].map(a => a.href).filter(h => h.startsWith("http") && !h.includes("#"))`))
	if len(links) < 14 {
		t.Errorf("only the links %q are there", links)
	}
	for _, link := range slices.Compact(slices.Sorted(slices.Values(links))) {
		answer, err := http.Get(link)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s answers %s", link, answer.Status)
		}
	}
}

func formerAddressesLeadOn(t *testing.T, first *browser.Page, base string) {
	for from, to := range map[string]string{"policies/claims/": "policies/damage/", "policies/returned-to-depot/": "policies/nobody-in/"} {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(base + from))
		browser.Until[bool](p, fmt.Sprintf(`location.href == %q && document.readyState == "complete"`, base+to))
		if got := p.Problems(); got != nil {
			t.Errorf("%s: problems %q", from, got)
		}
	}
}

// ring says what has the focus, and whether its ring can be seen.
const ring = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect()
	const seen = s.outlineStyle == "solid" && parseFloat(s.outlineWidth) >= 3 && box.width > 8 && box.height > 8 && box.bottom > 0 && box.top < innerHeight
	return (e.textContent.trim() || e.querySelector("img")?.alt || e.id) + (seen ? "" : " (no ring)")
})()`

func keysSkipToTheContent(t *testing.T, p *browser.Page, base string) {
	p.Do(chromedp.Navigate(base))
	for _, want := range []string{"Skip to the content", "Tyne Tunnel down to one lane, Tyne route late", "Northlane Couriers", "Call +44\u00a01632\u00a0960001", "Menu"} {
		p.Do(chromedp.KeyEvent(kb.Tab))
		holds(t, p, ring, want)
	}
	p.Do(chromedp.Navigate(base), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	holds(t, p, `document.activeElement.id`, "part.m")
	p.Do(chromedp.KeyEvent(kb.Tab))
	holds(t, p, `document.querySelector("main").contains(document.activeElement)`, true)
}

func keysAnswerTheCheck(t *testing.T, p *browser.Page, base string) {
	const answer = `[...document.querySelectorAll(".answers .callout")].filter(e => e.checkVisibility()).map(e => e.querySelector("strong").textContent).join("; ")`
	const open = `[...document.querySelectorAll(".check")].filter(e => e.checkVisibility()).length`
	p.Do(chromedp.Navigate(base + "right-for-you/"))
	holds(t, p, open, 0)
	p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#c-same-evening [name=need]").focus()`), chromedp.KeyEvent(" "))
	holds(t, p, open, 1)
	holds(t, p, answer, "")
	tick := func(class string, from, to int) {
		for i := from; i < to; i++ {
			p.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelectorAll("#c-same-evening input.%s")[%d].focus()`, class, i)), chromedp.KeyEvent(" "))
		}
	}
	good := browser.Get(p, chromedp.Evaluate[int](`document.querySelectorAll("#c-same-evening input.good").length`))
	tick("good", 0, 1)
	holds(t, p, answer, "Let’s talk first.")
	tick("good", 1, good)
	holds(t, p, answer, "We’re a good fit.")
	tick("poor", 0, 1)
	holds(t, p, answer, "This one isn’t right for you.")
	p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#c-care-desk [name=need]").focus()`), chromedp.KeyEvent(" "))
	holds(t, p, answer, "") // what is true of one service says nothing about another
	p.Do(chromedp.Navigate(base+"about/"), chromedp.Navigate(base+"right-for-you/#c-tail-lift"))
	holds(t, p, open, 1) // a link from a service opens its check
}

// shared is how a customer of the example gets to a page.
func shared(customer, base string) (link string, words string) {
	keys := example.Secret.Keys(customer, 1)
	return keys.Link(strings.TrimSuffix(base, "/")), keys.Passphrase()
}

// fileURL is the address of a private page on disk.
func fileURL(dir, link string) string {
	path, key, _ := strings.Cut(link[strings.Index(link, below)+len(below):], "#")
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, path)) + "/index.html"}).String() + "#" + key
}
