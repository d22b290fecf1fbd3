package browsertest

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"upfront/generator/internal/browser"
	"upfront/generator/internal/example"
)

// What a customer gets to see of their own page.

// opened is the letter's heading once it is open.
const opened = `!document.querySelector("#s") && document.querySelector("h1")?.textContent`

// saying is what a sealed page says that is not open, once it has said anything: the names of the sentences shown.
const saying = `(() => {
	const said = [...document.querySelectorAll("[data-say]")].filter(e => e.checkVisibility() && e.innerText.trim()).map(e => e.dataset.say).join(", ")
	return said == "opening" ? "" : said
})()`

func TestBrowserLetters(t *testing.T) {
	t.Parallel()
	dir, base := published(t)
	first := browser.New(t)
	t.Run("opens", func(t *testing.T) { letterOpens(t, first, dir, base) })
	t.Run("in the way", func(t *testing.T) { saysWhatIsInTheWay(t, first, base) })
	t.Run("words", func(t *testing.T) { asksForTheWords(t, first.Tab(t), base) })
	t.Run("reply", func(t *testing.T) { composesTheReply(t, first.Tab(t), base) })
	t.Run("paper", func(t *testing.T) { paperShowsNoAddress(t, first, base) })
}

func letterOpens(t *testing.T, first *browser.Page, dir, base string) {
	link, _ := shared("fenwick-tiles", base)
	for name, c := range map[string]struct{ address, own string }{"http": {link, base}, "file": {fileURL(dir, link), "file://" + dir}} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			width(p, 320)
			p.Do(chromedp.Navigate(c.address))
			if got := browser.Until[string](p, opened); got != "Our proposal for Fenwick Tiles" {
				t.Fatalf("the heading is %q", got)
			}
			holds(t, p, `document.title`, "Our proposal for Fenwick Tiles – Northlane Couriers")
			holds(t, p, `document.activeElement.tagName`, "H1")
			holds(t, p, `document.querySelectorAll("h1").length`, 1)
			holds(t, p, `document.documentElement.lang`, "en-GB")
			holds(t, p, `location.href`, c.address)
			holds(t, p, sideways, "")
			showsBothSchemes(t, p)
			if got := p.Problems(); got != nil {
				t.Errorf("problems %q", got)
			}
			if got := p.Foreign(c.own); got != nil {
				t.Errorf("foreign %q", got)
			}
		})
	}
	t.Run("dates", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(link))
		browser.Until[string](p, opened)
		dates := browser.Get(p, chromedp.Evaluate[string](`document.querySelector("[data-ics]").dataset.ics`))
		if want := " 20260420 "; !strings.Contains(dates, want) { // the call after two weeks
			t.Errorf("%q is not in the calendar\n%s", want, dates)
		}
	})
}

func saysWhatIsInTheWay(t *testing.T, first *browser.Page, base string) {
	link, _ := shared("fenwick-tiles", base)
	other, _ := shared("tansy-hill-brewery", base)
	address, key, _ := strings.Cut(link, "#")
	_, otherKey, _ := strings.Cut(other, "#")
	swapped := strings.NewReplacer("a", "b", "b", "a").Replace(key)
	for name, c := range map[string]struct{ address, want, words string }{
		"no key":       {address, "nokey", "not the whole link"},
		"cut":          {link[:len(link)-9], "cut", "Part of the link is missing"},
		"mistyped":     {address + "#" + swapped, "mistyped", "has a mistake in it"},
		"another page": {address + "#" + otherKey, "wrong", "does not open this page"},
	} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			width(p, 320)
			p.Do(chromedp.Navigate(c.address))
			if got := browser.Until[string](p, saying); got != c.want {
				t.Errorf("the page says %q, want %q", got, c.want)
			}
			text := browser.Get(p, chromedp.Evaluate[string](`document.body.innerText`))
			if !strings.Contains(text, c.words) || !strings.Contains(text, "+44\u00a01632\u00a0960001") || strings.Contains(text, "Fenwick") {
				t.Errorf("the page says\n%s", text)
			}
			holds(t, p, `document.title`, "A private page – Northlane Couriers")
			holds(t, p, sideways, "")
		})
	}
}

func asksForTheWords(t *testing.T, p *browser.Page, base string) {
	link, words := shared("cobbold-street-press", base)
	p.Do(chromedp.Navigate(link))
	if got := browser.Until[string](p, saying); got != "ask" {
		t.Fatalf("the page says %q", got)
	}
	holds(t, p, `document.activeElement.labels[0].textContent`, "The six words")
	p.Do(chromedp.SendKeys(chromedp.CSS("#p"), "one two three four five six"), chromedp.Click(chromedp.CSS("main button")))
	if got := browser.Until[string](p, `document.querySelector("[data-say=words]")?.textContent`); !strings.Contains(got, "do not open the page") {
		t.Errorf("the page says %q of other words", got)
	}
	p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#p").value = ""`), chromedp.SendKeys(chromedp.CSS("#p"), strings.ToUpper(words)+kb.Enter))
	if got := browser.Until[string](p, opened); got != "Our agreement with Cobbold Street Press" {
		t.Errorf("the heading is %q", got)
	}
	holds(t, p, `document.activeElement.tagName`, "H1")
}

func composesTheReply(t *testing.T, p *browser.Page, base string) {
	link, _ := shared("fenwick-tiles", base)
	p.Do(chromedp.Navigate(link))
	browser.Until[string](p, opened)

	const own = `document.querySelector("#line-e1 textarea")`
	holds(t, p, own+`.checkVisibility()`, false)
	p.Do(chromedp.Click(chromedp.CSS(`#line-e1 > summary`)), chromedp.Click(chromedp.CSS(`#line-e1 .again > summary`)),
		chromedp.SendKeys(chromedp.CSS(`#line-e1 textarea`), "Ring me first & Don after."),
		chromedp.Click(chromedp.CSS(`.replybar [data-tick=agree]`)))
	holds(t, p, `document.activeElement.id`, "reply")
	holds(t, p, `document.querySelector("#line-p1 [value=agree]").checked`, true)
	reply := browser.Get(p, chromedp.Value(chromedp.CSS("[data-reply-text]")))
	for _, want := range []string{"[e1 V012] If a delivery will be late we phone Priya within one hour of knowing, before anyone else.\nWe said yes.\n=> Not quite right: Ring me first & Don after.\n",
		"[p1 9RND] Fewer than 1 pallet in 100 arrives with damaged goods.\nWe said yes, on this condition:\npallets are corner-boarded before we collect.\n=> Yes, agreed\n"} {
		if !strings.Contains(reply, want) {
			t.Errorf("%q is not in the reply\n%s", want, reply)
		}
	}

	// The link is made when it is followed; here it is not followed.
	p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-reply-mail]").onclick = e => e.preventDefault()`), chromedp.Click(chromedp.CSS("[data-reply-mail]")))
	mail, err := url.Parse(browser.Get(p, chromedp.Evaluate[string](`document.querySelector("[data-reply-mail]").href`)))
	if err != nil {
		t.Fatal(err)
	}
	if mail.Scheme != "mailto" || mail.Opaque != "ama@northlane.example" || mail.Query().Get("subject") == "" || mail.Query().Get("body") != strings.ReplaceAll(reply, "\n", "\r\n") {
		t.Errorf("the mail is %q", mail)
	}
}

func paperShowsNoAddress(t *testing.T, first *browser.Page, base string) {
	link, _ := shared("fenwick-tiles", base)
	for name, c := range map[string]struct{ address, margin string }{
		"home":     {base, "What to expect from Northlane Couriers"},
		"promises": {base + "promises/", "Northlane Couriers · All promises"},
		"letter":   {link, "Northlane Couriers · Our proposal for Fenwick Tiles · version 2"},
	} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			p.Do(chromedp.Navigate(c.address))
			if c.address == link {
				browser.Until[string](p, opened)
			}
			medium(p, "print", "dark")
			holds(t, p, `[...document.querySelectorAll("nav, .skip, .screen, .crumbs")].filter(e => e.checkVisibility()).length`, 0)
			holds(t, p, `getComputedStyle(document.documentElement).color`, "rgb(29, 27, 24)")
			sheets := strings.Split(strings.TrimSuffix(printed(t, p, a4), "\f"), "\f")
			for i, text := range sheets {
				text = strings.Join(strings.Fields(text), " ")
				number := fmt.Sprintf(" %d/%d", i+1, len(sheets))
				if !strings.HasSuffix(strings.ReplaceAll(text, " / ", "/"), c.margin+number) {
					t.Errorf("sheet %d does not end with %q and its number:\n%s", i+1, c.margin, text)
				}
				_, key, _ := strings.Cut(link, "#k=")
				for _, no := range []string{"127.0.0.1", key[:20], "Skip to the content"} {
					if strings.Contains(text, no) {
						t.Errorf("%q is on sheet %d", no, i+1)
					}
				}
			}
		})
	}
}

// paper is a size of paper, in inches.
type paper struct{ width, height float64 }

var a4, letterPaper = paper{8.27, 11.69}, paper{8.5, 11}

// printed returns the text of the page as a browser prints it that is told to add what browsers add: title and address.
func printed(t *testing.T, p *browser.Page, on paper) string {
	t.Helper()
	add := true
	sheets := browser.Get(p, func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		made, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{DisplayHeaderFooter: &add, PreferCSSPageSize: &add, PaperWidth: on.width, PaperHeight: on.height})
		if err != nil {
			return nil, err
		}
		return made.Data, nil
	})
	return pdfText(t, sheets)
}

// TestBrowserPicturesInTheBox opens a sealed page with the policy of its headers and its own, and looks at the picture.
func TestBrowserPicturesInTheBox(t *testing.T) {
	t.Parallel()
	dot, err := base64.StdEncoding.DecodeString("R0lGODlhAgADAIAAAAAAAP///yH5BAAAAAAALAAAAAACAAMAAAIChF8AOw==") // two by three pixels
	if err != nil {
		t.Fatal(err)
	}
	dir, base := served(t, example.With(t, map[string]string{"content/notices/dock.gif": string(dot), "content/notices/dock.md": "---\ntitle: Your dock\nkind: delay\n" +
		"customers: [fenwick-tiles]\nvisibility: customer\nnoticed: 2026-03-18T09:00:00Z\ntold: 2026-03-18T09:10:00Z\nresolved: 2026-03-18T12:00:00Z\n---\n![The dock](dock.gif)\n"}))
	first := browser.New(t)
	link, _ := shared("fenwick-tiles", base)
	for name, address := range map[string]string{"http": link, "file": fileURL(dir, link)} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			p.Do(chromedp.Navigate(address))
			browser.Until[string](p, opened)
			picture := `document.querySelector("img[alt='The dock']")`
			holds(t, p, `(`+picture+`.closest("details").open = true, `+picture+`.scrollIntoView(), true)`, true) // what is over is folded
			if got := browser.Until[string](p, picture+`.complete && "complete"`); got != "complete" {
				t.Fatal(got)
			}
			holds(t, p, picture+`.naturalWidth + " by " + `+picture+`.naturalHeight`, "2 by 3")
			if got := p.Problems(); got != nil {
				t.Errorf("problems %q", got)
			}
		})
	}
}
