// Package webdriver opens pages in Firefox and in WebKit, the engine of Safari, for tests of what a reader sees there.
//
//	p := webdriver.New(t, webdriver.Firefox)
//	p.Open(server.URL)
//	p.Click("summary")
//	heading := webdriver.Value[string](p, `document.querySelector("h1").textContent`)
//
// Both speak the commands of the W3C's WebDriver: WebKit over HTTP to the WebKitWebDriver of WebKitGTK, Firefox over its own
// Marionette, which needs no program beside the browser. In Debian they are the packages firefox-esr, and webkit2gtk-driver
// with xvfb. Where they are missing the test is skipped, or, where UPFRONT_REQUIRE_BROWSER is 1, fails. Each New
// starts a process with an empty profile, which ends with the test.
//
// The package is for tests alone. Chromium has one of its own, browser, which can do more.
package webdriver

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// Engine is a browser engine.
type Engine string

// The engines.
const (
	Firefox Engine = "firefox"
	WebKit  Engine = "webkit"
)

// A Page is the one tab of a browser.
type Page struct {
	t       testing.TB
	session session
	shown   *string // the address that it went to last, without its fragment
}

// session carries out commands of WebDriver, by their names in the standard, such as "Navigate To".
type session interface {
	// do sends a command and returns its value. Parameters are those of the standard; part is the element or so that the
	// command is about, empty where it is about the page.
	do(command, part string, parameters map[string]any) (json.RawMessage, error)
}

// elementKey is the name under which WebDriver refers to an element.
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

// New starts a browser for this test.
func New(t testing.TB, engine Engine) *Page {
	t.Helper()
	start := startFirefox
	if engine == WebKit {
		start = startWebKit
	}
	s, err := start(t)
	if err != nil && os.Getenv("UPFRONT_REQUIRE_BROWSER") != "1" {
		t.Skipf("%s: %v", engine, err)
	}
	if err != nil {
		t.Fatalf("%s: %v", engine, err)
	}
	return &Page{t, s, new(string)}
}

// For returns the page as used by another test, such as one below the test that it was made for.
func (p *Page) For(t testing.TB) *Page { return &Page{t, p.session, p.shown} }

// do sends a command and ends the test where it fails.
func (p *Page) do(command, part string, parameters map[string]any) json.RawMessage {
	p.t.Helper()
	value, err := p.session.do(command, part, parameters)
	if err != nil {
		p.t.Fatalf("%s %v: %v", command, parameters, err)
	}
	return value
}

// Open goes to an address and waits until its page is loaded. An address that differs from the last in its fragment alone is
// loaded anew.
func (p *Page) Open(address string) {
	p.t.Helper()
	p.do("Switch To Frame", "", map[string]any{"id": nil})
	document, _, _ := strings.Cut(address, "#")
	if document == *p.shown {
		p.do("Navigate To", "", map[string]any{"url": "about:blank"})
	}
	*p.shown = document
	p.do("Navigate To", "", map[string]any{"url": address})
}

// EnterFrame has all that follows, until the next Open, happen in the first frame of the page. A frame can be as narrow as a
// phone; a window cannot.
func (p *Page) EnterFrame() {
	p.t.Helper()
	frame := p.find("iframe")
	p.do("Switch To Frame", "", map[string]any{"id": map[string]string{elementKey: frame}, "element": frame}) // Firefox asks for the second
}

// Resize makes the window so wide and high, in CSS pixels: in both engines it stays about as wide as 450 or 500.
func (p *Page) Resize(width, height int) {
	p.t.Helper()
	p.do("Set Window Rect", "", map[string]any{"width": width, "height": height})
}

// Click clicks on the element that a selector finds first.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.showInTheMiddle(selector)
	p.do("Element Click", p.find(selector), map[string]any{})
}

// showInTheMiddle scrolls to an element, so that it lies under nothing that stays at the edges of the window.
func (p *Page) showInTheMiddle(selector string) {
	p.t.Helper()
	Value[bool](p, fmt.Sprintf(`(document.querySelector(%q)?.scrollIntoView({block: "center", behavior: "instant"}), true)`, selector))
}

// Type types a text into the element that a selector finds first.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.showInTheMiddle(selector)
	p.do("Element Send Keys", p.find(selector), map[string]any{"text": text})
}

func (p *Page) find(selector string) (element string) {
	p.t.Helper()
	var found map[string]string
	p.decode(p.do("Find Element", "", map[string]any{"using": "css selector", "value": selector}), &found)
	return found[elementKey]
}

// Screenshot returns a picture of what the window shows, a PNG.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	return p.bytes(p.do("Take Screenshot", "", nil))
}

// Print returns the page as the browser prints it on A4, a PDF. WebKitGTK cannot.
func (p *Page) Print() []byte {
	p.t.Helper()
	return p.bytes(p.do("Print Page", "", map[string]any{"page": map[string]float64{"width": 21, "height": 29.7}}))
}

func (p *Page) bytes(value json.RawMessage) []byte {
	p.t.Helper()
	var text string
	p.decode(value, &text)
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		p.t.Fatal(err)
	}
	return data
}

func (p *Page) decode(value json.RawMessage, to any) {
	p.t.Helper()
	if err := json.Unmarshal(value, to); err != nil {
		p.t.Fatalf("%s: %v", value, err)
	}
}

// Value returns the value of an expression in the page.
func Value[T any](p *Page, expression string) (value T) {
	p.t.Helper()
	p.decode(p.do("Execute Script", "", map[string]any{"script": "return (" + expression + "\n)", "args": []any{}}), &value)
	return value
}

// Until waits until an expression in the page has a value other than zero, and returns it. The test ends after half a minute.
func Until[T comparable](p *Page, expression string) T {
	p.t.Helper()
	var zero T
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if got := Value[*T](p, expression+" || null"); got != nil && *got != zero {
			return *got
		}
	}
	p.t.Fatalf("%s stays without a value", expression)
	return zero
}
