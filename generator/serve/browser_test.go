package serve

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"upfront/generator/internal/browser"
)

// The preview as an author sees it in a real browser. A test edits the site and waits for the page.

// see opens an address, and waits until the page hears of changes.
func see(p *browser.Page, w *writing, address string) {
	p.Do(chromedp.Navigate(w.url + address))
}

// does runs a script in the page.
func does(p *browser.Page, script string) {
	p.Do(chromedp.Evaluate[chromedp.Void](`(() => { ` + script + ` })()`))
}

// is fails the test unless an expression in the page has the wanted value.
func is[T comparable](t *testing.T, p *browser.Page, expression string, want T) {
	t.Helper()
	if got := browser.Get(p, chromedp.Evaluate[T](expression)); got != want {
		t.Errorf("%s is %v, want %v", expression, got, want)
	}
}

// until waits for an expression in the page to be true.
func until(p *browser.Page, expression string) { browser.Until[bool](p, expression) }

// The problems that lie over a page.
const (
	panel = `document.querySelector("[data-upfront=problems]")?.shadowRoot`
	list  = panel + `?.querySelector(".list:not([hidden])")`
	badge = panel + `?.querySelector(".badge:not([hidden])")`
)

const late = "content/policies/late.md"

func TestBrowserFollows(t *testing.T) {
	first := browser.New(t)
	for name, test := range map[string]func(*testing.T, *browser.Page, *writing){
		"in place":  followsInPlace,
		"overlay":   overlayComesAndGoes,
		"warnings":  warningsAreQuiet,
		"styles":    stylesAreSwapped,
		"gone":      goneLeadsToTheParent,
		"stand-in":  standInBecomesThePage,
		"unread":    neverGoodIsLive,
		"sealed":    sealedFollows,
		"words":     wordsAreNotAskedAgain,
		"desk":      deskOpensAPage,
		"restarted": restartIsNoticed,
	} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			test(t, p, begin(t))
			if got := p.Problems(); got != nil && name != "gone" && name != "stand-in" && name != "unread" && name != "restarted" {
				t.Errorf("problems %q", got)
			}
		})
	}
}

func followsInPlace(t *testing.T, p *browser.Page, w *writing) {
	w.edit(late, "Second paragraph.", "Second paragraph.\n\n<details><summary>Small print</summary>\n\nIt is small.\n\n</details>\n\n"+strings.Repeat("A long text.\n\n", 60)+"The end.")
	see(p, w, "policies/late/")
	does(p, `
		window.here = 1
		window.sheet = document.querySelector("link[rel=stylesheet]")
		window.old = [...document.querySelectorAll("p")].find(p => p.textContent == "The end.")
		document.querySelector("details").open = true
		document.querySelector(".end a").focus({preventScroll: true})
		scrollTo({top: 900, behavior: "instant"})`)
	until(p, `performance.getEntriesByType("resource").some(e => e.initiatorType == "fetch" && e.name.endsWith("style.css") && e.responseEnd)`)
	before := browser.Get(p, chromedp.Evaluate[float64](`old.getBoundingClientRect().top`))
	w.edit(late, "Second paragraph.", "Another second paragraph.")
	until(p, `document.body.textContent.includes("Another second paragraph.")`)
	is(t, p, `window.here`, 1)
	is(t, p, `old.isConnected`, true)
	is(t, p, `old.getBoundingClientRect().top`, before)
	is(t, p, `document.activeElement.matches(".end a")`, true)
	is(t, p, `document.querySelector("details").open`, true)
	is(t, p, `scrollY`, 900)
	is(t, p, `sheet.isConnected`, true) // for it has not changed
	changed := browser.Get(p, chromedp.Evaluate[string](`document.getAnimations().filter(a => a.id == "upfront-changed").map(a => a.effect.target.textContent).join("|")`))
	if !strings.Contains(changed, "Another second paragraph.") || strings.Contains(changed, "The end.") {
		t.Errorf("outlined: %q", changed)
	}
	does(p, `document.head.append(Object.assign(document.createElement("style"), {textContent: "* { overflow-anchor: none }"}))`) // as in browsers that do not see to it themselves
	w.edit(late, "Another second paragraph.", "Another second paragraph.\n\n## A new heading\n\nAnd a third.")
	until(p, `document.body.textContent.includes("And a third.")`)
	is(t, p, `Math.round(old.getBoundingClientRect().top)`, math.Round(before)) // what was above has grown
	is(t, p, `scrollY > 930`, true)
	w.edit(late, "title: What if you are late?", "title: What if we are late?")
	until(p, `document.title.startsWith("What if we are late?")`)
	is(t, p, `window.here`, 1)
}

func overlayComesAndGoes(t *testing.T, p *browser.Page, w *writing) {
	const vans = "content/capabilities/vans.yaml"
	see(p, w, "policies/late/")
	is(t, p, `!`+panel, true)
	w.edit(vans, ", because: Our drivers sleep.", "")
	until(p, `!!`+list)
	is(t, p, list+`.querySelector(".place a").textContent`, "content/capabilities/vans.yaml:8:25")
	is(t, p, list+`.querySelector(".line mark").textContent`, "Parcels at night")
	is(t, p, list+`.querySelector(".line mark").dataset.carets`, "^^^^^^^^^^^^^^^^")
	is(t, p, list+`.querySelector("h2").textContent`, "1 error")
	is(t, p, list+`.querySelector(".what strong").textContent`, `no reason is given for "Parcels at night"`)
	is(t, p, `document.querySelector("h1").textContent`, "What if you are late?") // the last good page
	p.Do(chromedp.KeyEvent(kb.Escape))
	until(p, `!`+list+` && !!`+badge)
	w.edit(late, "Second paragraph.", "The same mistake again.") // it stays hidden
	until(p, `document.querySelector("script[src='/-/preview.js']") && `+badge+`.textContent == "1 error"`)
	is(t, p, `!`+list, true)
	p.Do(chromedp.Evaluate[chromedp.Void](badge + `.click()`))
	until(p, `!!`+list)
	w.edit(vans, "what: Parcels at night,", "what: Parcels at night, because: Our drivers sleep.,")
	until(p, `!`+list+` && !`+badge+` && document.body.textContent.includes("The same mistake again.")`)
}

func warningsAreQuiet(t *testing.T, p *browser.Page, w *writing) {
	w.edit(late, "A late parcel is a broken word.", "We answer promptly.")
	see(p, w, "policies/late/")
	until(p, `!!`+badge)
	is(t, p, badge+`.textContent`, "1 warning")
	is(t, p, `!`+list, true)
	p.Do(chromedp.Evaluate[chromedp.Void](badge + `.click()`))
	until(p, `!!`+list)
	p.Do(chromedp.KeyEvent(kb.Escape))
	until(p, `!`+list+` && !!`+badge)
	w.edit(late, "We answer promptly.", "We answer every letter.")
	until(p, `!`+badge)
}

func stylesAreSwapped(t *testing.T, p *browser.Page, w *writing) {
	see(p, w, "")
	does(p, `
		window.here = 1
		window.bare = 0
		const watch = () => {
			if (getComputedStyle(document.documentElement).backgroundColor == "rgba(0, 0, 0, 0)") window.bare++
			requestAnimationFrame(watch)
		}
		watch()`)
	w.edit("site.yaml", "currency: GBP", "currency: GBP\nbrand: {color: \"#8a1c4a\"}")
	until(p, `getComputedStyle(document.documentElement).getPropertyValue("--mark").includes("8a1c4a")`)
	is(t, p, `window.here + window.bare`, 1)
	is(t, p, `document.styleSheets.length`, 1)
	until(p, `document.querySelectorAll("link[rel=stylesheet]").length == 1`)
}

func goneLeadsToTheParent(t *testing.T, p *browser.Page, w *writing) {
	w.files["content/policies/early.md"] = "---\ntitle: What if you are early?\n---\nWe wait.\n"
	see(p, w, "policies/late/")
	delete(w.files, late)
	w.show()
	until(p, panel+`?.querySelector(".say")?.textContent.startsWith("This page is no longer there. Going to /policies/")`)
	until(p, `location.pathname == "/policies/" && document.readyState == "complete"`)
}

func standInBecomesThePage(t *testing.T, p *browser.Page, w *writing) {
	good := w.files["site.yaml"]
	w.restart(w.server.options)
	w.files["site.yaml"] = "business: ["
	w.show()
	see(p, w, "policies/late/")
	is(t, p, `document.querySelector("h1").textContent`, "1 error")
	w.files["site.yaml"] = good
	w.show()
	until(p, `document.querySelector("h1")?.textContent == "What if you are late?"`)
}

func neverGoodIsLive(t *testing.T, p *browser.Page, w *writing) {
	w.restart(w.server.options)
	w.files["site.yaml"] = "business: ["
	w.show()
	see(p, w, "")
	does(p, `window.here = 1`)
	w.files["site.yaml"] = "business: {"
	w.show()
	until(p, `document.querySelector(".line code")?.textContent.includes("business: {")`)
	is(t, p, `window.here`, 1)
}

func sealedFollows(t *testing.T, p *browser.Page, w *writing) {
	link, _ := w.customer("fenn")
	see(p, w, link)
	until(p, `document.querySelector("h1")?.textContent.includes("Fenn Pottery")`)
	does(p, `
		window.here = 1
		const choice = document.querySelector("[value=not-quite]")
		choice.click()
		const words = choice.closest(".ask").querySelector("textarea")
		words.value = "Three times, please."
		words.focus()`)
	w.edit("content/agreements/fenn.yaml", "waits 3 minutes", "waits 4 minutes")
	until(p, `document.body.textContent.includes("waits 4 minutes")`)
	is(t, p, `window.here`, 1)
	is(t, p, `document.activeElement.value`, "Three times, please.")
	is(t, p, `document.querySelector("[value=not-quite]").checked`, true)
	until(p, `document.querySelectorAll("iframe").length == 0`)
	is(t, p, `document.getAnimations().filter(a => a.id == "upfront-changed").length > 0`, true)
	// The page opens the new box next, not the one it came with.
	w.edit("content/agreements/fenn.yaml", "waits 4 minutes", "waits 5 minutes")
	until(p, `document.body.textContent.includes("waits 5 minutes")`)
	w.edit("content/agreements/fenn.yaml", "status: proposed", "status: proposed\naccess: {generation: 2}")
	until(p, `document.querySelector("h1")?.textContent == "This link was replaced"`)
}

func wordsAreNotAskedAgain(t *testing.T, p *browser.Page, w *writing) {
	w.edit("content/agreements/fenn.yaml", "status: proposed", "status: proposed\naccess: {mode: passphrase}")
	link, words := w.customer("fenn")
	see(p, w, link)
	until(p, `!!document.querySelector("#w:not([hidden])")`)
	does(p, fmt.Sprintf(`document.querySelector("#w input").value = %q; document.querySelector("#w").requestSubmit()`, words))
	until(p, `document.querySelector("h1")?.textContent.includes("Fenn Pottery")`)
	does(p, `window.here = 1`)
	w.edit("content/agreements/fenn.yaml", "waits 3 minutes", "waits 4 minutes")
	until(p, `document.body.textContent.includes("waits 4 minutes")`)
	is(t, p, `window.here`, 1)
}

func deskOpensAPage(t *testing.T, p *browser.Page, w *writing) {
	see(p, w, "-/desk")
	does(p, `document.querySelector("[type=search]").value = "typed"; document.querySelector("[type=search]").focus()`)
	w.files["content/agreements/more.yaml"] = agreementOf("More Pots", "")
	w.show()
	until(p, `document.querySelectorAll("tbody tr").length == 2`)
	is(t, p, `document.activeElement.value`, "typed")
	is(t, p, `[...document.querySelectorAll("tbody strong")].map(e => e.textContent).join()`, "Fenn Pottery,More Pots")
	p.Do(chromedp.Click(chromedp.CSS(`[data-key=more] td a`)))
	until(p, `document.querySelector("h1")?.textContent.includes("More Pots")`)
	p.Do(chromedp.Navigate(w.url + "-/try?customer=fenn&width=768&as=dark"))
	const frame = `document.querySelector("iframe")`
	until(p, frame+`.contentDocument?.querySelector("h1")?.textContent.includes("Fenn Pottery")`)
	is(t, p, frame+`.contentWindow.innerWidth`, 768)
	until(p, `getComputedStyle(`+frame+`.contentDocument.documentElement).backgroundColor == "rgb(23, 21, 18)"`)
	p.Do(chromedp.Navigate(w.url + "-/try?page=/policies/late/&as=print"))
	until(p, frame+`.contentDocument?.querySelector(".skip") && getComputedStyle(`+frame+`.contentDocument.querySelector(".skip")).display == "none"`)
}

func restartIsNoticed(t *testing.T, p *browser.Page, w *writing) {
	see(p, w, "policies/late/")
	does(p, `window.here = 1`)
	w.restart(w.server.options)
	w.files[late] = strings.Replace(w.files[late], "Second paragraph.", "After the restart.", 1)
	w.show()
	until(p, `document.body.textContent.includes("After the restart.")`)
	is(t, p, `window.here`, 1)
}

func TestBrowserTenTabs(t *testing.T) {
	w := begin(t)
	tabs := []*browser.Page{browser.New(t)}
	see(tabs[0], w, "policies/late/")
	for range 9 {
		tab := tabs[0].Beside(t)
		see(tab, w, "policies/late/")
		tabs = append(tabs, tab)
	}
	for i, tab := range tabs {
		is(t, tab, `document.querySelector("h1").textContent`, "What if you are late?")
		is(t, tab, `document.hidden`, i != 9)
		does(tab, `window.here = 1`)
	}
	w.edit(late, "Second paragraph.", "Seen by all.")
	until(tabs[9], `document.body.textContent.includes("Seen by all.")`)
	for _, tab := range tabs[:9] {
		is(t, tab, `document.body.textContent.includes("Seen by all.")`, false)
		tab.Front()
		until(tab, `document.body.textContent.includes("Seen by all.")`)
		is(t, tab, `window.here`, 1)
	}
}
