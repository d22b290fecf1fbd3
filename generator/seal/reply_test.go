package seal

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"upfront/generator/internal/browser"
)

var answerable = `<!doctype html><html lang="en"><title>Lines</title><script>` + Reply() + `</script><h1>Lines</h1>
<div id="line-e1" data-line="e1 M8RA" data-answer="We said no."><p data-q>Parcels arrive whole</p><p>It rains</p><p data-a><b>Instead:</b> in a box</p><fieldset><label><input type="radio" name="e1" value="agree">Agree</label>
<label><input type="radio" name="e1" value="not-quite">Not quite right</label><textarea></textarea></fieldset></div>
<div id="line-e2" data-line><p data-q>Told &quot;at once&quot;, 50% &amp; more</p><label><input type="radio" name="e2" value="agree">Agree</label>
<label><input type="radio" name="e2" value="not-quite">Not quite right</label><textarea></textarea></div>
<div id="line-p1" data-line data-answer="We said yes." data-ask="Agree to that"><p data-q>Never answered</p></div>
<ul><li data-line="desk.answer K3D1" data-answer="You had 4 hours."><p data-q>We answer in 2 hours</p><label><input type="checkbox" value="agree">Yes</label></li></ul>
<a href="#reply" data-tick="agree">All</a>
<section hidden id="reply" data-reply data-to="mira+reply@northlane.example" data-subject="About v3 &amp; prices" data-intro="Dear Mira, about version 3:"
	data-agree-word="Agreed" data-not-word="Not quite right" data-none="Nothing yet." data-copied="Copied." data-select="Press Ctrl and C." data-long="Too long." data-paste="Paste it here.">
<a data-reply-mail href="mailto:mira+reply@northlane.example">Mail</a><button data-reply-copy type="button">Copy</button>
<output data-reply-status></output><textarea data-reply-text readonly></textarea></section>
<details><summary>More</summary>Folded</details>
<button data-ics="0a 20260302&#10;b1 20260420 Tea, $1 \\; and&#10; cake&#10;c2 20260421 Work" data-file="fenwick.ics" type="button">Dates</button></html>`

const wanted = `Dear Mira, about version 3:

[e1 M8RA] Parcels arrive whole
We said no.
Instead: in a box
=> Agreed

[e2] Told "at once", 50% & more
=> Not quite right: Within the hour.
  [e1] Never
`

func openAnswerable(t *testing.T) *browser.Page {
	t.Helper()
	p := browser.New(t)
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	origin := host(t, map[string]string{"/" + keys.Path().Folder(): sealed(t, keys, answerable, Terms{})})
	// A click on a mail link would leave for a mail program; note it instead.
	beforeEveryPage(p, `addEventListener("click", event => {
		const a = event.target.closest("a[data-reply-mail]")
		if (!a) return
		window.mailed = event.defaultPrevented ? "" : a.href
		event.preventDefault()
	})`)
	p.Do(chromedp.Navigate(keys.Link(origin)))
	if got := waitFor(p); got != "ok" {
		t.Fatalf("the page says %q", got)
	}
	return p
}

func TestBrowserReply(t *testing.T) {
	p := openAnswerable(t)
	const status, text = `document.querySelector("output").value`, `document.querySelector("[data-reply-text]").value`

	for _, button := range []string{"copy", "mail"} {
		p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("output").value = "", document.querySelector("[data-reply-` + button + `]").click()`))
		holds(t, p, status, "Nothing yet.")
	}
	holds(t, p, `window.mailed`, "")

	p.Do(
		chromedp.Click(chromedp.CSS(`[name="e1"][value="agree"]`)),
		chromedp.Click(chromedp.CSS(`[name="e2"][value="not-quite"]`)),
		chromedp.SendKeys(chromedp.CSS(`#line-e2 textarea`), " Within the hour.\r[e1] Never "),
	)
	holds(t, p, text, wanted)
	// A saved copy has what was chosen and written.
	holds(t, p, `[...document.querySelectorAll("[checked]")].map(e => e.name + " " + e.value).join("; ") + "; " + document.querySelector("#line-e2 textarea").textContent`,
		"e1 agree; e2 not-quite;  Within the hour.\n[e1] Never ")

	p.Do(chromedp.Click(chromedp.CSS("[data-reply-mail]")))
	mail, err := url.Parse(browser.Get(p, chromedp.Evaluate[string](`window.mailed`)))
	if err != nil || mail.Scheme != "mailto" || mail.Opaque != "mira%2Breply@northlane.example" {
		t.Errorf("mail to %q, %v", mail, err)
	}
	if got := mail.Query().Get("subject"); got != "About v3 & prices" {
		t.Errorf("subject %q", got)
	}
	if got := mail.Query().Get("body"); got != strings.ReplaceAll(wanted, "\n", "\r\n") {
		t.Errorf("body %q", got)
	}
	holds(t, p, status, "")

	p.Do(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }`),
		chromedp.Click(chromedp.CSS("[data-reply-copy]")))
	browser.Until[bool](p, status+` == "Copied."`)
	holds(t, p, `window.copied`, wanted)

	// Where copying is not allowed, the text is selected for the reader to copy.
	p.Do(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = () => Promise.reject(new Error("no"))`),
		chromedp.Click(chromedp.CSS("[data-reply-copy]")))
	browser.Until[bool](p, status+` == "Press Ctrl and C."`)
	holds(t, p, `document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)`, wanted)

	// A reply that no link has room for is copied, and the mail asks for it to be pasted.
	p.Do(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }`),
		chromedp.SetValue(chromedp.CSS(`#line-e2 textarea`), strings.Repeat("long ", 480)),
		chromedp.Click(chromedp.CSS("[data-reply-mail]")))
	browser.Until[bool](p, status+` == "Too long."`)
	holds(t, p, `window.mailed`, "mailto:mira%2Breply@northlane.example?subject=About%20v3%20%26%20prices&body=Paste%20it%20here.")
	holds(t, p, `String(window.copied.length > 2400 && window.copied == `+text+`)`, "true")
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
}

// One tap answers every line that has no answer yet, and no other: what is offered beside them is taken by itself. Words alone
// say that a line is not quite right.
func TestBrowserReplyToAll(t *testing.T) {
	p := openAnswerable(t)
	holds(t, p, `String(document.querySelector("#reply").checkVisibility())`, "false")
	p.Do(chromedp.Click(chromedp.CSS(`[name="e2"][value="not-quite"]`)), chromedp.Click(chromedp.CSS("[data-tick]")))
	holds(t, p, `String(document.querySelector("#reply").checkVisibility())`, "true")
	holds(t, p, `[...document.querySelectorAll(":checked")].map(e => e.name + " " + e.value).join("; ")`, "e1 agree; e2 not-quite; p1 agree")
	p.Do(chromedp.Click(chromedp.CSS(`[type="checkbox"]`)))
	holds(t, p, `document.querySelector("[data-reply-text]").value.split("\n\n").at(-1)`, "[desk.answer K3D1] We answer in 2 hours\nYou had 4 hours.\n=> Agreed\n")

	p = openAnswerable(t)
	p.Do(chromedp.SendKeys(chromedp.CSS("#line-p1 textarea"), "Ask Ros."), chromedp.SendKeys(chromedp.CSS("#line-e2 textarea"), "The dock too."))
	holds(t, p, `document.querySelector("[data-reply-text]").value`,
		"Dear Mira, about version 3:\n\n[e2] Told \"at once\", 50% & more\n=> The dock too.\n\n[p1] Never answered\nWe said yes.\n=> Not quite right: Ask Ros.\n")
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
}

// A line without a question of its own asks the first one's, in its own words; once, also in a saved copy.
func TestBrowserReplyAsksEachLine(t *testing.T) {
	p := openAnswerable(t)
	const want = `<fieldset><label><input type="radio" name="p1" value="agree">Agree to that</label>` + "\n" +
		`<label><input type="radio" name="p1" value="not-quite">Not quite right</label><textarea></textarea></fieldset>`
	holds(t, p, `document.querySelector("#line-p1").innerHTML`, `<p data-q="">Never answered</p>`+want)
	holds(t, p, `document.querySelectorAll("[data-ask]").length + " " + document.querySelectorAll("fieldset").length`, "0 2")
}

// What is folded is printed.
func TestBrowserUnfoldsForPrint(t *testing.T) {
	p := openAnswerable(t)
	holds(t, p, `String(document.querySelector("details").open)`, "false")
	p.Do(chromedp.Evaluate[chromedp.Void](`dispatchEvent(new Event("beforeprint"))`))
	holds(t, p, `String(document.querySelector("details").open)`, "true")
}

func TestBrowserCalendarFile(t *testing.T) {
	p := openAnswerable(t)
	dir := t.TempDir()
	done := chromedp.BrowserEvents(p.Context(), cdpbrowser.DownloadProgress)
	enabled := true
	if _, err := chromedp.CallBrowser(p.Context(), cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: &enabled,
		BrowserContextID: chromedp.FromContext(p.Context()).BrowserContextID,
	}); err != nil {
		t.Fatal(err)
	}
	p.Do(chromedp.Click(chromedp.CSS("[data-ics]")))
	for e, err := range done {
		if err != nil || e.State == cdpbrowser.DownloadProgressStateCanceled {
			t.Fatalf("download: %v, %v", e.State, err)
		}
		if e.State == cdpbrowser.DownloadProgressStateCompleted {
			break
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "fenwick.ics"))
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Upfront//Upfront//EN
BEGIN:VEVENT
UID:0ab1
DTSTAMP:20260302T000000Z
DTSTART;VALUE=DATE:20260420
SUMMARY:Tea, $1 \\; and
 cake
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:0ac2
DTSTAMP:20260302T000000Z
DTSTART;VALUE=DATE:20260421
SUMMARY:Work
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if string(got) != want {
		t.Errorf("downloaded %q, %v; want %q", got, err, want)
	}
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
}
