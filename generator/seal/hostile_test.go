package seal

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"upfront/generator/internal/browser"
)

// hostile is what a letter must not be able to do, with ELSEWHERE for the
// address of another host and the number of the line after it, so that a test
// can say which of them got through.
const hostile = `<script>hit()</script>
<script src="ELSEWHERE"></script>
<script type="module">hit()</script>
<img src="x" onerror="hit()">
<img src="ELSEWHERE">
<img srcset="ELSEWHERE 1x">
<picture><source srcset="ELSEWHERE"><img></picture>
<video src="ELSEWHERE" autoplay></video>
<video poster="ELSEWHERE"></video>
<audio src="ELSEWHERE" autoplay></audio>
<iframe src="ELSEWHERE"></iframe>
<iframe srcdoc="&lt;script&gt;parent.hit()&lt;/script&gt;"></iframe>
<iframe src="javascript:parent.hit()"></iframe>
<object data="ELSEWHERE"></object>
<embed src="ELSEWHERE">
<link rel="stylesheet" href="ELSEWHERE">
<link rel="preload" as="image" href="ELSEWHERE">
<link rel="prefetch" href="ELSEWHERE">
<style>@import "ELSEWHERE"; body { background: url(ELSEWHERE) }</style>
<p style="background: url(ELSEWHERE)">styled</p>
<table background="ELSEWHERE"><td>table</td></table>
<input type="image" src="ELSEWHERE">
<input autofocus onfocus="hit()">
<details open ontoggle="hit()"><summary>details</summary></details>
<meta http-equiv="refresh" content="0;url=ELSEWHERE">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<base href="ELSEWHERE">
<svg onload="hit()"></svg>
<svg><script>hit()</script></svg>
<svg><image href="ELSEWHERE"/></svg>
<svg><use href="ELSEWHERE#a"/></svg>
<svg><style>@import "ELSEWHERE";</style></svg>
<svg><animate onbegin="hit()" attributeName="x" dur="1s"/></svg>
<svg><set onbegin="hit()" attributeName="x" to="1"/></svg>
<svg><foreignObject><img src="x" onerror="hit()"></foreignObject></svg>
<math><mtext><img src="x" onerror="hit()"></mtext></math>
<noscript><img src="x" onerror="hit()"></noscript>
<template><script>hit()</script></template>
<div><template shadowrootmode="open"><img src="ELSEWHERE" onerror="hit()"></template></div>
<body onload="hit()" onpageshow="hit()">
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='top.hit()'><image href='ELSEWHERE'/></svg>">
<form id="form" action="ELSEWHERE"><button class="press">form</button></form>
<button class="press" formaction="ELSEWHERE">form</button>
<a class="press" href="javascript:hit()">link</a>
<a class="press" href=" java&#10;script&#58;hit()">link</a>
<a class="press" href="&#1;javascript:hit()">link</a>
<a class="press" href="JavaScript:hit()" target="_blank">link</a>
<a class="press" href="data:text/html,&lt;script&gt;opener.hit()&lt;/script&gt;">link</a>
<a class="press" onclick="hit()">link</a>
<a class="press" href="#top" ping="ELSEWHERE">link</a>
<svg><a class="press" href="javascript:hit()"><text y="9">link</text></a></svg>
<svg><a class="press" xlink:href="javascript:hit()"><text y="9">link</text></a></svg>
<svg><a class="press"><animate attributeName="href" values="javascript:hit()"/><text y="9">link</text></a></svg>
<svg><a class="press"><set attributeName="href" to="javascript:hit()"/><text y="9">link</text></a></svg>
<math><a class="press" href="javascript:hit()">link</a></math>
<input class="press" id="m"><input class="press" id="b"><img class="press" name="querySelector"><img class="press" name="getElementById">`

// elsewhere is another host, which remembers what it is asked for.
type elsewhere struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newElsewhere(t *testing.T) *elsewhere {
	e := &elsewhere{}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.asked = append(e.asked, r.URL.Path)
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *elsewhere) requests() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.asked
}

// aim points the hostile lines at e, each at an address of its own.
func (e *elsewhere) aim() string {
	var aimed []string
	for i, line := range strings.Split(hostile, "\n") {
		line = strings.ReplaceAll(line, "ELSEWHERE", fmt.Sprintf("%s/%d", e.URL, i+1))
		aimed = append(aimed, strings.ReplaceAll(line, "hit()", fmt.Sprintf("hit(%d)", i+1)))
	}
	return "<!doctype html><title>Hostile</title><h1>Hostile</h1>" + strings.Join(aimed, "\n")
}

const hits = `[...new Set(window.hits)].join()`

// attack opens the address and presses everything that can be pressed.
func attack(p *browser.Page, url string) {
	beforeEveryPage(p, `window.hits = []; window.hit = n => { hits.push(n) }`)
	p.Do(
		chromedp.Navigate(url),
		chromedp.WaitReady(chromedp.CSS("#m h1")),
		chromedp.Evaluate[chromedp.Void](`Document.prototype.querySelectorAll.call(document, ".press").forEach(e =>
			e.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true})))`),
	)
}

func TestBrowserHostileLetter(t *testing.T) {
	first := browser.New(t)
	other := newElsewhere(t)
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	origin := host(t, map[string]string{"/" + keys.Path().Folder(): sealed(t, keys, other.aim(), Terms{})})

	p := first.Tab(t)
	attack(p, keys.Link(origin))
	if got := p.Foreign(origin); got != nil {
		t.Errorf("foreign %q", got)
	}
	holds(t, p, hits, "")
	holds(t, p, `location.href`, keys.Link(origin))
	holds(t, p, `document.title`, "Hostile")
	holds(t, p, `Document.prototype.querySelectorAll.call(document, "#m :is(script, meta, base, link, style, iframe, object, embed, form, animate, set, [style], [onerror], [onclick])").length + ""`, "0")
	if got := other.requests(); len(got) != 0 {
		t.Errorf("elsewhere was asked for %q", got)
	}
}

// The belt alone keeps scripts out, too: each of the two holds by itself.
func TestBrowserHostileLetterWithoutPolicy(t *testing.T) {
	p := browser.New(t)
	keys := Secret{7}.Keys("fenwick-tiles", 1)
	page := sealed(t, keys, newElsewhere(t).aim(), Terms{})
	page = strings.Replace(page, `http-equiv="Content-Security-Policy"`, "", 1)
	origin := host(t, map[string]string{"/" + keys.Path().Folder(): page})
	attack(p, keys.Link(origin))
	p.Requests()
	holds(t, p, hits, "")
	holds(t, p, `document.title`, "Hostile")
}

// Without the belt and the policy the same lines do harm, so the test above
// would see it.
func TestBrowserHostileLetterUnguarded(t *testing.T) {
	p := browser.New(t)
	other := newElsewhere(t)
	page := strings.NewReplacer(`<meta http-equiv="refresh"`, `<meta`, `<base href`, `<base data-href`, `<button class="press">form`, `<button>form`, "<h1>", `<main id="m"><h1>`).Replace(other.aim())
	origin := host(t, map[string]string{"/": page})
	attack(p, origin+"/")
	if got := p.Foreign(origin); len(got) < 18 {
		t.Errorf("foreign %q", got)
	}
	if got := browser.Get(p, chromedp.Evaluate[int](`new Set(window.hits).size`)); got < 20 {
		t.Errorf("only %d lines ran a script", got)
	}
}
