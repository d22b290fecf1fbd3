package letter_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"upfront/generator/internal/browser"
	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/seal"
)

func TestSealTerms(t *testing.T) {
	for access, want := range map[string]seal.Terms{
		"":                                    {},
		"access: {mode: link}":                {},
		"access: {mode: passphrase}":          {Passphrase: true},
		"access: {until: 2026-07-31}":         {Until: seal.DayOf(time.Date(2026, 7, 31, 0, 0, 0, 0, time.UTC))},
		"access: {until: 1970-01-02}":         {Until: 1},
		"access: {mode: link, generation: 3}": {},
	} {
		_, a := one(t, "customer: F\nstatus: agreed\n"+access)
		same(t, access, letter.SealTerms(a), want)
	}
}

// shellOf returns the page around a box.
func shellOf(t testing.TB, l *letter.Printer, box []byte, terms seal.Terms) string {
	t.Helper()
	out, err := l.Shell(box, terms)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// The page around a box is the same for everybody: all that differs is in the box, or written on it.
func TestShellTellsNothing(t *testing.T) {
	letters := read(t, nil).letters
	one, two := []byte("\xfb\xff\xbfthe first box"), []byte("another, of another size")
	for name, terms := range map[string]seal.Terms{"link": {}, "words": {Passphrase: true}, "until": {Until: 20665}, "both": {Until: 20665, Passphrase: true}} {
		first, second := shellOf(t, letters, one, terms), shellOf(t, letters, two, terms)
		without := func(shell string, box []byte) string {
			text := base64.StdEncoding.EncodeToString(box)
			if strings.Count(shell, ">"+text+"<") != 1 {
				t.Errorf("%s: the box is not there once, as it is", name)
			}
			return strings.Replace(shell, text, "", 1)
		}
		if without(first, one) != without(second, two) {
			t.Errorf("%s: two shells differ in more than their boxes", name)
		}
		root, err := html.Parse(strings.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		var title, policy, robots, field string
		logos, shared := 0, map[string]string{}
		for n := range root.Descendants() {
			switch {
			case n.Data == "title":
				title = words(n)
			case attr(n, "http-equiv") == "Content-Security-Policy":
				policy = attr(n, "content")
			case attr(n, "name") == "robots":
				robots = attr(n, "content")
			case attr(n, "id") == "p":
				field = n.Data
			case strings.HasPrefix(attr(n, "property"), "og:"):
				shared[attr(n, "property")] = attr(n, "content")
			case n.Data == "img" && strings.HasPrefix(attr(n, "src"), "data:image/svg+xml"):
				logos++
			case n.Data == "link" && attr(n, "rel") == "icon" && !strings.HasPrefix(attr(n, "href"), "data:image/svg+xml"):
				t.Errorf("%s: the icon is %q, which its policy forbids", name, attr(n, "href"))
			case n.Data == "img" || n.Data == "link" && slices.Contains([]string{"alternate", "apple-touch-icon", "canonical"}, attr(n, "rel")) || attr(n, "name") == "description":
				t.Errorf("%s: a <%s> that a private page has no use for", name, n.Data)
			}
		}
		same(t, name, []any{title, policy, robots, field == "input", logos}, []any{"A private page – Northlane", seal.ContentSecurityPolicy(), "noindex, nofollow", terms.Passphrase, 1})
		image := shared["og:image"]
		same(t, name, shared, map[string]string{"og:image": image})
		if !strings.HasPrefix(image, "https://northlane.example/expect/assets/card-private.png?") {
			t.Errorf("%s: messengers show %s", name, image)
		}
		// 20,665 days after the first of 1970 is the 31st of July 2026: 56 years of 365 days, 14 leap days, and 211.
		if got := strings.Contains(first, "31 July 2026"); got != (terms.Until != 0) {
			t.Errorf("%s: it names its last day: %v", name, got)
		}
	}
}

func TestTombstones(t *testing.T) {
	letters := read(t, nil).letters
	for ended, heading := range map[bool]string{false: "This link was replaced", true: "This page has closed"} {
		data, err := letters.Tombstone(ended)
		if err != nil {
			t.Fatal(err)
		}
		got := string(data)
		for _, want := range []string{heading, `content="noindex, nofollow"`, "help@northlane.example", "<title>A private page – Northlane</title>"} {
			if !strings.Contains(got, want) {
				t.Errorf("it lacks %q", want)
			}
		}
		for _, bad := range []string{"<script", "canonical", "og:url", "og:description", "/card.png", `rel="alternate"`} {
			if strings.Contains(got, bad) {
				t.Errorf("it has %q", bad)
			}
		}
	}
}

// A typical letter goes into one block of a box.
func TestLetterFitsOneBlock(t *testing.T) {
	letters, a := one(t, fenwick)
	l, err := letters.Letter(a)
	if err != nil {
		t.Fatal(err)
	}
	box, err := seal.Secret{}.Keys(a.ID, 1).Seal(nil, l, letter.SealTerms(a))
	if err != nil {
		t.Fatal(err)
	}
	if len(box) != 61+8192+16 {
		t.Errorf("the box has %d bytes", len(box))
	}
}

// Each letter is printed and sealed where another was, longer ones and shorter ones, and has nothing of it.
func TestLettersShareTheirRoom(t *testing.T) {
	r := read(t, map[string]string{
		"content/agreements/long.yaml":  "customer: Long\nstatus: agreed\nhow_they_use_it: " + strings.Repeat("A word of theirs. ", 2_000),
		"content/agreements/short.yaml": "customer: Short\nstatus: draft",
		"content/agreements/words.yaml": "customer: Words\nstatus: agreed\naccess: {mode: passphrase, until: 2026-07-31}",
	})
	for _, id := range []string{"short", "long", "short", "words", "short"} {
		a := r.agreement(t, id)
		keys := seal.Secret{9}.Keys(a.ID, 1)
		got, err := r.letters.Sealed(a, keys)
		if err != nil {
			t.Fatal(err)
		}
		l, err := r.letters.Letter(a)
		if err != nil {
			t.Fatal(err)
		}
		box, err := keys.Seal(nil, l, letter.SealTerms(a))
		if err != nil {
			t.Fatal(err)
		}
		same(t, id, string(got), shellOf(t, r.letters, box, letter.SealTerms(a)))
	}
}

// TestBrowserOpensALetter opens the page of a customer as they would, and answers a line of it.
func TestBrowserOpensALetter(t *testing.T) {
	p := browser.New(t)
	letters, a := one(t, strings.Replace(fenwick, "check_ins:", "check_ins:\n  - {on: 2026-07-31, what: 'A day; with commas, a \\ and "+strings.Repeat("ümlåut € ", 12)+"'}", 1))
	l, err := letters.Letter(a)
	if err != nil {
		t.Fatal(err)
	}
	keys := seal.Secret{9}.Keys(a.ID, a.Generation())
	box, err := keys.Seal(nil, l, letter.SealTerms(a))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"/" + keys.Path().Folder(): shellOf(t, letters, box, letter.SealTerms(a))}
	for _, asset := range sample.Theme(t).Assets() {
		files["/"+asset.Path] = string(asset.Data)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".css") {
			w.Header().Set("Content-Type", "text/css")
		}
		fmt.Fprint(w, files[r.URL.Path])
	}))
	t.Cleanup(server.Close)
	p.Do(chromedp.Navigate(keys.Link(server.URL)))
	same(t, "title", browser.Until[string](p, `document.querySelector("#line-e1") && document.title`), "Our proposal for Fenwick Tiles – Northlane")
	for expression, want := range map[string]string{
		`document.querySelector("#line-e1 .said").textContent`: `Don’t leave me  finding out {{ site.name }} from “my” fitter.`,
		`for (const e of document.querySelectorAll(".again textarea")) { e.value = "Ring Don."; e.dispatchEvent(new Event("input", {bubbles: true})) }
		document.querySelector(".replybar [data-tick=agree]").click(), document.querySelector("[data-reply-text]").value`: `Northlane, this is my answer to version 2.

[p1 3DQ9] Fewer than 1 pallet in 100 is damaged.
We said yes, as “Urgent”.
The condition was met on 10 March 2026: pallets are corner-boarded.
=> Yes, agreed

[rest M6TE] The price, your part, the promises and the dates
£46 a pallet. Starts 7 April 2026.
=> Yes, agreed

[e1 2J9V] If a delivery will be late we phone Priya within one hour.
We said yes.
=> Not quite right: Ring Don.

[e2 95SB] You would like delivery the morning after.
We said no.
Instead: Delivery within 48 hours.
Who does it: Rapid Riders. They ride at night.
=> Not quite right: Ring Don.
`,
	} {
		same(t, expression, browser.Get(p, chromedp.Evaluate[string](expression)), want)
	}
	browser.Get(p, chromedp.Evaluate[bool](`HTMLAnchorElement.prototype.click = () => {}, URL.createObjectURL = blob => {
		blob.text().then(text => window.calendar = text)
		return ""
	}, document.querySelector("[data-ics]").click(), true`))
	same(t, "calendar file", browser.Until[string](p, `window.calendar`), letters.CalendarFile(a))
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
	if got := p.Foreign(server.URL); got != nil {
		t.Errorf("foreign %q", got)
	}
}
