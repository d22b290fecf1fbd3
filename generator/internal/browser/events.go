package browser

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// request is a request that the page has made.
type request struct {
	id  network.RequestID
	url string
}

// Problems returns what the page has reported so far, in order: exceptions that nobody caught, console.error, and the
// browser's own errors, such as a missing file or something that the page's policy forbade. Nil means none.
func (p *Page) Problems() []string {
	p.t.Helper()
	p.settle()
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.problems)
}

// Requests returns the address of each request that the page has made so far, its own document and redirects included, in
// order. A request that the browser stopped, by the page's policy or by its own, was not made.
func (p *Page) Requests() []string {
	p.t.Helper()
	p.settle()
	p.mu.Lock()
	defer p.mu.Unlock()
	var urls []string
	for _, r := range p.requests {
		urls = append(urls, r.url)
	}
	return urls
}

// Foreign returns those Requests that begin with none of the addresses, and are not for data that the page itself holds.
// Nil means none.
func (p *Page) Foreign(own ...string) []string {
	p.t.Helper()
	var foreign []string
	for _, url := range p.Requests() {
		isOwn := func(prefix string) bool { return strings.HasPrefix(url, prefix) }
		if !slices.ContainsFunc(append(own, "data:", "blob:", "about:"), isOwn) {
			foreign = append(foreign, url)
		}
	}
	return foreign
}

// settle waits until the page's tasks and two frames have passed (a hidden page has no frames), and asks it something: what
// it had reported arrives before the answer.
func (p *Page) settle() {
	p.t.Helper()
	const frames = `new Promise(done => {
		const next = f => document.hidden ? setTimeout(f) : requestAnimationFrame(f)
		next(() => next(() => setTimeout(done)))
	})`
	p.Do(chromedp.Evaluate[chromedp.Void](frames, chromedp.EvalAwaitPromise))
}

func (p *Page) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, request{e.RequestID, e.Request.URL})
	case *network.EventLoadingFailed:
		if e.BlockedReason == network.BlockedReasonCsp || e.BlockedReason == network.BlockedReasonOrigin {
			p.requests = slices.DeleteFunc(p.requests, func(r request) bool { return r.id == e.RequestID })
		}
	case *runtime.EventExceptionThrown:
		p.problems = append(p.problems, messageOf(e.ExceptionDetails.Exception))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			p.problems = append(p.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			p.problems = append(p.problems, messageOf(e.Args...))
		}
	}
}

func messageOf(args ...*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a != nil {
			words = append(words, cmp.Or(a.Description, strings.Trim(string(a.Value), `"`)))
		}
	}
	return strings.Join(words, " ")
}
