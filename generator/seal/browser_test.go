package seal

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"upfront/generator/internal/browser"
	"upfront/generator/internal/figure"
)

// shell is a page around a box, as the package comment asks for it.
func shell(box []byte) string {
	var says strings.Builder
	for _, state := range strings.Fields("nokey cut mistyped wrong damaged newer expired insecure old opening ask words") {
		fmt.Fprintf(&says, " data-%s=%q", state, state)
	}
	return `<!doctype html><html lang="de"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="` + ContentSecurityPolicy() + `">
<meta name="referrer" content="no-referrer"><title>Private page</title><link rel="stylesheet" href="look.css"></head>
<body><a href="#m">Skip</a><main id="m"><p id="s" role="status"` + says.String() + `></p>
<form id="w" hidden><label>Six words <input id="p"></label> <button id="o">Open</button></form></main>
<pre id="b" hidden>` + "\n" + base64.StdEncoding.EncodeToString(box) + "\n" + `</pre>
<script>` + Loader() + `</script></body></html>`
}

const look = "h1 { color: rgb(1, 2, 3) }"

// stateOf is a function that returns what a page says by its document: "ok" once it is open, and empty before.
const stateOf = `(page => {
	const said = page.querySelector("#s")
	if (!said) return page.querySelector("#m") ? "ok" : ""
	return said.textContent == "opening" ? "" : said.textContent
})`

const state = stateOf + "(document)"

const (
	asked      = "ask"
	askedAgain = "words"
)

// waitFor waits until the page says anything, and returns it.
func waitFor(p *browser.Page) string {
	return browser.Until[string](p, state)
}

// giveWords types the words in and presses the button.
func giveWords(p *browser.Page, words string) {
	p.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`p.value = %q, o.click()`, words)))
}

// host serves pages by their path, and a stylesheet beside each.
func host(t *testing.T, pages map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		html, ok := pages[r.URL.Path]
		switch {
		case ok:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, html)
		case strings.HasSuffix(r.URL.Path, "/look.css"):
			w.Header().Set("Content-Type", "text/css")
			fmt.Fprint(w, look)
		case r.URL.Path == "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func sealed(t *testing.T, keys Keys, html string, terms Terms) string {
	t.Helper()
	box, err := keys.Seal(nil, NewLetter([]byte(html)), terms)
	if err != nil {
		t.Fatal(err)
	}
	return shell(box)
}

const agreed = `<!doctype html><html lang="en-GB" dir="auto" data-print="Northlane – version 2"><head><title>What we agreed, Fenwick Tiles</title></head><body>
<h1>What we agreed, Fenwick Tiles</h1><p><a href="#there">To the dates</a> <a href="#m">Up</a> <a href="#gone">Gone</a></p>
<p>Wir hören zu. 日本語</p>
<div><svg width="9" height="4000"></svg></div><h2 id="there">Dates</h2></body></html>`

func TestBrowserOpensAPage(t *testing.T) {
	first := browser.New(t)
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	html := sealed(t, keys, agreed, Terms{Until: DayOf(time.Now())})
	origin := host(t, map[string]string{"/sub/" + keys.Path().Folder(): html})

	dir := filepath.Join(t.TempDir(), keys.Path().Folder())
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"index.html": html, "look.css": look} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, url := range map[string]string{
		"http": keys.Link(origin + "/sub"),
		"file": "file://" + dir + "/index.html#k=" + keys.LinkKey().Text(),
	} {
		t.Run(name, func(t *testing.T) {
			p := first.Tab(t)
			p.Do(chromedp.Navigate(url))
			showsTheAgreement(t, p, url)
			p.Do(chromedp.Reload())
			showsTheAgreement(t, p, url)
			if got := p.Problems(); got != nil {
				t.Errorf("problems %q", got)
			}
			own, _, _ := strings.Cut(url, keys.Path().String())
			if got := p.Foreign(own); got != nil {
				t.Errorf("foreign %q", got)
			}
		})
	}
}

func showsTheAgreement(t *testing.T, p *browser.Page, url string) {
	t.Helper()
	if got := waitFor(p); got != "ok" {
		t.Fatalf("the page says %q", got)
	}
	holds(t, p, `document.title`, "What we agreed, Fenwick Tiles")
	holds(t, p, `document.documentElement.lang`, "en-GB")
	holds(t, p, `document.documentElement.dir`, "auto")
	holds(t, p, `document.documentElement.dataset.print`, "Northlane – version 2")
	holds(t, p, `document.activeElement.textContent`, "What we agreed, Fenwick Tiles")
	holds(t, p, `document.querySelector("#m > p:nth-of-type(2)").textContent`, "Wir hören zu. 日本語")
	holds(t, p, `getComputedStyle(document.querySelector("h1")).color`, "rgb(1, 2, 3)")
	holds(t, p, `location.href`, url)

	// Links within the page move, and leave the key where it is.
	p.Do(chromedp.Click(chromedp.CSS(`a[href="#there"]`)))
	holds(t, p, `document.activeElement.id`, "there")
	holds(t, p, `scrollY > 1000 ? "below" : "above"`, "below")
	p.Do(chromedp.Click(chromedp.CSS(`body > a[href="#m"]`)))
	holds(t, p, `document.activeElement.id`, "m")
	holds(t, p, `scrollY > 1000 ? "below" : "above"`, "above")
	p.Do(chromedp.Click(chromedp.CSS(`a[href="#gone"]`)))
	holds(t, p, `location.href`, url)
	holds(t, p, `history.length < 3 ? "short" : "long"`, "short")
}

func holds(t *testing.T, p *browser.Page, expression, want string) {
	t.Helper()
	if got := browser.Get(p, chromedp.Evaluate[string](expression)); got != want {
		t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// Every known answer is what a customer would see, too.
func TestBrowserKnownAnswers(t *testing.T) {
	v := readVectors(t)
	p := browser.New(t)
	pages := map[string]string{}
	for i, c := range v.Cases {
		pages[fmt.Sprintf("/%d/a/%s/", i, c.Folder)] = shell(c.box(t, v))
	}
	origin := host(t, pages)
	setClock(p)
	for i, c := range v.Cases {
		// The clock stands in the middle of the day that the query names.
		p.Do(chromedp.Navigate(fmt.Sprintf("%s/%d/a/%s/?day=%d%s", origin, i, c.Folder, c.Today, c.Link)))
		got := waitFor(p)
		if got == asked {
			giveWords(p, c.Passphrase)
			got = waitFor(p)
		}
		want := c.Want
		if got == askedAgain {
			got = string(WrongKey)
		}
		if got != want {
			t.Errorf("%s: the page says %q, want %q", c.Name, got, want)
		}
		if got == "ok" && strings.Contains(c.HTML, "<title>") {
			_, title, _ := strings.Cut(c.HTML, "<title>")
			title, _, _ = strings.Cut(title, "<")
			holds(t, p, `document.title`, title)
		}
	}
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
	if got := p.Foreign(origin); got != nil {
		t.Errorf("foreign %q", got)
	}
}

func setClock(p *browser.Page) {
	beforeEveryPage(p, `
		const day = new URL(location).searchParams.get("day")
		if (day) Date.now = () => (+day + .5) * 864e5`)
}

// beforeEveryPage runs the script in each page that is opened from now on,
// before its own.
func beforeEveryPage(p *browser.Page, script string) {
	p.Do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return chromedp.Void{}, err
	})
}

// tampered returns a changed box, and what a page says that holds it.
func tampered(t *testing.T, random *rand.Rand, box []byte, keys Keys) (changed []byte, says string) {
	t.Helper()
	changed = tamper(random, box)
	if h, err := parseHeader(changed); err == nil && h.path == keys.Path() && h.iterations > 0 {
		return changed, asked // the words come first
	}
	_, err := Open(changed, keys.Path(), keys.LinkKey(), "", DayOf(time.Now()))
	var failure Failure
	if !errors.As(err, &failure) {
		t.Fatalf("Open returns %v", err)
	}
	return changed, string(failure)
}

// TestBrowserTamperedPages opens pages with changed boxes. None opens, and each says what Open says.
func TestBrowserTamperedPages(t *testing.T) {
	keys, box := tamperable(t)
	p, random := browser.New(t), rand.New(rand.NewPCG(3, 3))
	pages := map[string]string{}
	origin := host(t, pages)
	const together = 25
	for tried := 0; tried < figure.Of(2500); tried += together {
		var want []string
		frames := "<!doctype html>"
		for n := range together {
			changed, says := tampered(t, random, box, keys)
			if n == 0 {
				changed, says = box, "ok"
			}
			pages[fmt.Sprintf("/%d/%s", n, keys.Path().Folder())] = shell(changed)
			frames += fmt.Sprintf("<iframe src=\"/%d/%s#k=%s\"></iframe>\n", n, keys.Path().Folder(), keys.LinkKey().Text())
			want = append(want, says)
		}
		pages["/frames"] = frames
		p.Do(chromedp.Navigate(fmt.Sprintf("%s/frames?%d", origin, tried)))
		got := browser.Until[[]string](p, `(() => {
			const states = [...document.querySelectorAll("iframe")].map(f => `+stateOf+`(f.contentDocument))
			return states.every(s => s) && states
		})()`)
		if !slices.Equal(got, want) {
			t.Fatalf("from change %d on, the pages say\n%s\nwant\n%s", tried, got, want)
		}
	}
}

// TestBrowserTamperedBoxes runs the loader that customers run on many more changed boxes, in documents that are not shown,
// which is quicker than pages.
func TestBrowserTamperedBoxes(t *testing.T) {
	keys, box := tamperable(t)
	p, random := browser.New(t), rand.New(rand.NewPCG(4, 4))
	source, err := json.Marshal([]string{Loader(), shell(nil), "#k=" + keys.LinkKey().Text(), "/" + keys.Path().Folder()})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{"/": "<!doctype html><title>Loader</title>"}
	p.Do(chromedp.Navigate(host(t, pages)), chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`[loader, shell, hash, pathname] = %s
		run = new Function("document", "location", "return " + loader)
		async function open(box) {
			const page = new DOMParser().parseFromString(shell, "text/html"), status = page.querySelector("#s")
			page.querySelector("#b").textContent = box
			const asks = new Promise(done => new MutationObserver(() => status.dataset.say == "ask" && done()).observe(status, {attributes: true}))
			await Promise.race([run(page, {hash, pathname}), asks])
			return page.querySelector("#s") ? status.dataset.say : page.querySelector("#m") ? "ok" : ""
		}`, source)))
	const together = 500
	for tried := 0; tried < figure.Of(100_000); tried += together {
		var want, boxes []string
		for n := range together {
			changed, says := tampered(t, random, box, keys)
			if n == 0 {
				changed, says = box, "ok"
			}
			boxes, want = append(boxes, base64.StdEncoding.EncodeToString(changed)), append(want, says)
		}
		pages["/boxes"] = strings.Join(boxes, "\n")
		got := browser.Get(p, chromedp.Evaluate[[]string](`(async () => {
			const states = []
			for (const box of (await (await fetch("/boxes")).text()).split("\n")) states.push(await open(box))
			return states
		})()`, chromedp.EvalAwaitPromise))
		if !slices.Equal(got, want) {
			t.Fatalf("from change %d on, the loader says\n%s\nwant\n%s", tried, got, want)
		}
	}
}

// tamperable returns a box to be changed, and the keys that open it.
func tamperable(t *testing.T) (Keys, []byte) {
	t.Helper()
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	box, err := keys.Seal(nil, NewLetter([]byte(agreed)), Terms{Until: DayOf(time.Now()) + 9000})
	if err != nil {
		t.Fatal(err)
	}
	return keys, box
}

func TestBrowserAsksForTheWords(t *testing.T) {
	first := browser.New(t)
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	origin := host(t, map[string]string{"/" + keys.Path().Folder(): sealed(t, keys, agreed, Terms{Passphrase: true})})

	p := first.Tab(t)
	p.Do(chromedp.Navigate(keys.Link(origin)))
	if got := waitFor(p); got != asked {
		t.Fatalf("the page says %q", got)
	}
	holds(t, p, `document.activeElement.id`, "p")
	p.Do(chromedp.SendKeys(chromedp.CSS("#p"), "some other words\r"))
	if got := browser.Until[string](p, `[`+state+`].find(said => said != "`+asked+`")`); got != askedAgain {
		t.Fatalf("after other words the page says %q", got)
	}
	holds(t, p, `document.activeElement.id`, "p")
	// Capitals and spaces, as a phone puts them in, are no other words.
	giveWords(p, "  "+strings.ToUpper(strings.ReplaceAll(keys.Passphrase(), " ", "   "))+" ")
	if got := browser.Until[string](p, `[`+state+`].find(said => said != "`+askedAgain+`")`); got != "ok" {
		t.Fatalf("after the words the page says %q", got)
	}
	holds(t, p, `document.title`, "What we agreed, Fenwick Tiles")
	if got := p.Problems(); got != nil {
		t.Errorf("problems %q", got)
	}
}

func TestBrowserSaysWhatIsInTheWay(t *testing.T) {
	first := browser.New(t)
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	origin := host(t, map[string]string{"/" + keys.Path().Folder(): sealed(t, keys, agreed, Terms{})})

	t.Run("plain http", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(strings.Replace(keys.Link(origin), "127.0.0.1", "shop.test", 1)))
		if got := waitFor(p); got != "insecure" {
			t.Errorf("the page says %q", got)
		}
	})
	t.Run("old browser", func(t *testing.T) {
		p := first.Tab(t)
		beforeEveryPage(p, `delete window.DecompressionStream`)
		p.Do(chromedp.Navigate(keys.Link(origin)))
		if got := waitFor(p); got != "old" {
			t.Errorf("the page says %q", got)
		}
	})
	t.Run("no Trusted Types", func(t *testing.T) {
		p := first.Tab(t)
		unenforced := strings.Replace(sealed(t, keys, agreed, Terms{}), ";require-trusted-types-for 'script'", "", 1)
		beforeEveryPage(p, `delete window.trustedTypes`)
		p.Do(chromedp.Navigate(keys.Link(host(t, map[string]string{"/" + keys.Path().Folder(): unenforced}))))
		if got := waitFor(p); got != "ok" {
			t.Errorf("the page says %q", got)
		}
	})
	t.Run("right link pasted over a cut one", func(t *testing.T) {
		p := first.Tab(t)
		link := keys.Link(origin)
		p.Do(chromedp.Navigate(link[:len(link)-3]))
		if got := waitFor(p); got != "cut" {
			t.Errorf("the page says %q", got)
		}
		p.Do(chromedp.Navigate(link))
		p.Do(chromedp.WaitVisible(chromedp.CSS("#m > h1")))
		holds(t, p, `document.title`, "What we agreed, Fenwick Tiles")
	})
}
