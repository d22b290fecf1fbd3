package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"upfront/generator/internal/browser"
	"upfront/generator/internal/mails"
	"upfront/generator/internal/webdriver"
)

// trip is one customer's way: what they tick on their page, what they want otherwise, and what we change before we read it.
type trip struct {
	starter, customer string   // the example where there is no starter
	yes               []string // the lines that are ticked
	other, words      string   // the line that is not quite right, and what it should say
	by, from          string   // who decides, and the sender of the mail
	edit              [2]string
	said              string            // what agree says of each line
	shows             map[string]string // what the page then shows of a line
}

// TestBrowserRoundTrip goes from the page to the page: ticks and words in three engines, the message that the page composes,
// agree with it in each form in which it may arrive, and the page again, which says what was agreed, by whom, how, and what is
// open. A line that we changed after the page was sent is not agreed.
func TestBrowserRoundTrip(t *testing.T) {
	engines := map[string]reader{"Chromium": chromium{browser.New(t)}}
	for _, e := range []webdriver.Engine{webdriver.Firefox, webdriver.WebKit} {
		engines[string(e)] = engine{webdriver.New(t, e)}
	}
	for _, trip := range []trip{
		{customer: "fenwick-tiles", yes: []string{"rest"}, other: "p1", words: "Only the porcelain, the “60 by 60” & above.",
			by: "Don Fenwick", from: "Don Fenwick <don@fenwicktiles.example>",
			said: `e1    yes, as noted: Don Fenwick, 2 March 2026, meeting
  e2    yes, as noted: Don Fenwick, 2 March 2026, meeting
  p1    not quite right: "Only the porcelain, the “60 by 60” & above."
  rest  yes
`,
			shows: map[string]string{"e1": "Agreed with Don Fenwick on 2 March 2026, in a meeting.", "p1": "Only the porcelain, the “60 by 60” & above."}},
		{starter: "msp", customer: "merriott-vets", yes: []string{"e4", "p4", "rest"}, other: "p1", words: "On Saturdays too,\nuntil noon.",
			by: "Philippa Merriott", from: "pippa@merriottvets.example", edit: [2]string{"on the first Monday of each month", "in the first week of each month"},
			said: `e4    yes
  p1    not quite right: "On Saturdays too, until noon."
  p2    yes, as noted: Philippa Merriott, 22 September 2026, telephone
  p3    yes, as noted: Philippa Merriott, 22 September 2026, telephone
  p4    not taken: it was answered when it read otherwise (CWH7, now 1RVF); read it back
  rest  yes
`,
			shows: map[string]string{"e4": "Agreed with Philippa Merriott on 12 March 2026, by email.", "p1": "On Saturdays too, until noon.", "p4": "in the first week of each month"}},
	} {
		t.Run(trip.customer, func(t *testing.T) { trip.round(t, engines) })
	}
}

func (p trip) round(t *testing.T, engines map[string]reader) {
	site := p.site(t)
	must(t, site, "build", "-q")
	link := p.link(t, site, served(t, filepath.Join(site, "public")))
	message := ""
	for name, open := range engines {
		got := p.answer(open.tab(t), link)
		if message == "" {
			message = got
		}
		if got != message {
			t.Errorf("%s composes\n%s\nand another\n%s", name, got, message)
		}
	}
	if p.edit[0] != "" {
		p.change(t, site)
	}
	for form, reply := range p.forms(message) {
		t.Run(form, func(t *testing.T) { p.agree(t, site, reply) })
	}
	must(t, site, "build", "-q")
	for name, open := range engines {
		t.Run(name, func(t *testing.T) { p.looksAgreed(t, open.tab(t), link) })
	}
}

// forms returns the message in the forms in which it may arrive, by what they are.
func (p trip) forms(message string) map[string]string {
	signed := message + "-- \n" + p.by + "\n"
	mail := func(kind, encoding, body string) string { return mails.Mail(p.from, kind, encoding, body) }
	return map[string]string{
		"text":                     message,
		"quoted at 76":             mails.Wrapped(signed, 76, "> "),
		"quoted at 78, German":     "Am Do., 12. März 2026 um 09:30 Uhr schrieb " + p.by + ":\n\n" + mails.Wrapped(message, 78, "> "),
		"mail, quoted-printable":   mail("text/plain", "quoted-printable", mails.QuotedPrintable(signed)),
		"mail, base64":             mail("text/plain", "base64", mails.Base64(mails.CRLF(message))),
		"mail, HTML only":          mail("text/html", "quoted-printable", mails.QuotedPrintable(mails.Divs(message))),
		"mail, quoted at 76":       mail("text/plain", "8bit", mails.CRLF("Thanks!\n\n"+mails.Wrapped(signed, 76, "> "))),
		"mail, HTML, as a comment": mail("text/html", "base64", mails.Base64(mails.Breaks(message))),
	}
}

// agree freezes a reply as the first record, and holds what it says of each line and what is kept.
func (p trip) agree(t *testing.T, site, reply string) {
	kept := filepath.Join(site, "content", "agreed")
	for _, old := range []string{p.customer, "SHA256SUMS"} {
		if err := os.RemoveAll(filepath.Join(kept, old)); err != nil {
			t.Fatal(err)
		}
	}
	file, args := filepath.Join(t.TempDir(), "reply"), []string{"agree", p.customer}
	if err := os.WriteFile(file, []byte(reply), 0o600); err != nil {
		t.Fatal(err)
	}
	if args = append(args, file, "--yes"); !strings.HasPrefix(reply, "From: ") {
		args = append(args, "--by", p.by, "--on", "2026-03-12")
	}
	if r := must(t, site, args...); !strings.Contains(r.err, p.said) {
		t.Errorf("agree says\n%s\nwant\n%s", r.err, p.said)
	}
	record := filesIn(t, filepath.Join(kept, p.customer))
	for line, want := range p.kept() {
		if !strings.Contains(record["v1.yaml"], "\n  "+line+": "+want+"\n") {
			t.Errorf("%s is not kept as %s:\n%s", line, want, record["v1.yaml"])
		}
	}
	if record["v1.txt"]+record["v1.eml"] != reply {
		t.Errorf("the reply is not kept as it came: %q", record)
	}
}

// kept returns what the record has of the lines that were answered now.
func (p trip) kept() map[string]string {
	kept := map[string]string{"rest": fmt.Sprintf(`{by: %q, day: 2026-03-12, how: email}`, p.by), p.other: fmt.Sprintf(`{open: "%s"}`, strings.Join(strings.Fields(p.words), " "))}
	if p.edit[0] != "" {
		kept["p4"] = `{open: ""}`
	}
	return kept
}

// looksAgreed holds what the page says once the reply counts.
func (p trip) looksAgreed(t *testing.T, page shown, link string) {
	page.open(link)
	page.until(opened)
	if open := page.value(`[...document.querySelectorAll("[data-line][data-answer]")].filter(e => !e.closest("details")).map(e => e.id).join(" ")`); open != p.open() {
		t.Errorf("open are %q, want %q", open, p.open())
	}
	for line, want := range p.shows {
		if got := page.value(fmt.Sprintf(`document.querySelector("#line-%s").textContent.replace(/\s+/g, " ")`, line)); !strings.Contains(got, want) {
			t.Errorf("%s says %q, want %q", line, got, want)
		}
	}
}

// open returns the ids of the lines that the page asks about in the end.
func (p trip) open() string {
	if p.edit[0] != "" {
		return "line-p1 line-p4"
	}
	return "line-p1"
}

// site returns the folder of the site, with the program's own records of nobody.
func (p trip) site(t *testing.T) string {
	t.Helper()
	site := filepath.Join(t.TempDir(), "site")
	if p.starter != "" {
		must(t, t.TempDir(), "init", site, "--starter", p.starter)
	} else {
		for _, part := range []string{"site.yaml", "content"} {
			copyTo(t, filepath.Join("../..", part), filepath.Join(site, part))
		}
	}
	if err := os.RemoveAll(filepath.Join(site, "content", "agreed")); err != nil {
		t.Fatal(err)
	}
	// What the starter's customer said yes to last is asked again.
	file := filepath.Join(site, "content", "agreements", p.customer+".yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	again := strings.NewReplacer("status: agreed ", "status: proposed ", `agreed: {"on": 2026-09-25, by: Philippa Merriott, how: at the surgery}`, "agreed: null")
	if err := os.WriteFile(file, []byte(again.Replace(string(text))), 0o600); err != nil {
		t.Fatal(err)
	}
	return site
}

// copyTo copies a file or a folder.
func copyTo(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err == nil && info.IsDir() {
		err = os.CopyFS(to, os.DirFS(from))
	} else if err == nil {
		var data []byte
		if data, err = os.ReadFile(from); err == nil {
			if err = os.MkdirAll(filepath.Dir(to), 0o700); err == nil {
				err = os.WriteFile(to, data, 0o600)
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// served serves a folder, and returns its address.
func served(t *testing.T, dir string) string {
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	return server.URL
}

// link returns the customer's link, to the page where it is served.
func (p trip) link(t *testing.T, site, base string) string {
	t.Helper()
	printed := must(t, site, "share", p.customer).out
	at := strings.Index(printed, "/a/")
	if at < 0 {
		t.Fatalf("share prints no link:\n%s", printed)
	}
	return base + strings.TrimSpace(printed[at:])
}

// answer ticks and writes on the page, and returns the message.
func (p trip) answer(page shown, link string) string {
	page.open(link)
	page.until(opened)
	for _, line := range p.yes {
		page.value(`document.querySelector("#line-` + line + ` [value=agree]").click() || ""`)
	}
	page.value(fmt.Sprintf(`(words => { words.value = %q; words.dispatchEvent(new Event("input", {bubbles: true})); return "" })(document.querySelector("#line-%s textarea"))`, p.words, p.other))
	return page.until(`document.querySelector("[data-reply-text]").value`)
}

func (p trip) change(t *testing.T, site string) {
	t.Helper()
	file := filepath.Join(site, "content", "agreements", p.customer+".yaml")
	data, err := os.ReadFile(file)
	if err != nil || strings.Count(string(data), p.edit[0]) != 1 {
		t.Fatalf("%s does not say %q once, %v", file, p.edit[0], err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), p.edit[0], p.edit[1], 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// opened is the heading of a letter, once it is open.
const opened = `!document.querySelector("#s") && document.querySelector("h1")?.textContent`

// A reader is a browser; a shown is a page in it.
type (
	reader interface{ tab(t *testing.T) shown }
	shown  interface {
		open(address string)
		value(expression string) string
		until(expression string) string
	}
)

type chromium struct{ *browser.Page }

func (c chromium) tab(t *testing.T) shown { return chromium{c.Tab(t)} }
func (c chromium) open(address string)    { c.Do(chromedp.Navigate(address)) }
func (c chromium) value(e string) string  { return browser.Get(c.Page, chromedp.Evaluate[string](e)) }
func (c chromium) until(e string) string  { return browser.Until[string](c.Page, e) }

type engine struct{ *webdriver.Page }

func (e engine) tab(t *testing.T) shown         { return engine{e.For(t)} }
func (e engine) open(address string)            { e.Open(address) }
func (e engine) value(expression string) string { return webdriver.Value[string](e.Page, expression) }
func (e engine) until(expression string) string { return webdriver.Until[string](e.Page, expression) }
