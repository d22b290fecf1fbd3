// Package browser opens pages in a real Chromium, for tests of what a reader sees.
//
//	p := browser.New(t)
//	p.Do(chromedp.Navigate(server.URL), chromedp.WaitVisible(chromedp.CSS("h1")))
//	heading := browser.Get(p, chromedp.Text(chromedp.CSS("h1")))
//	if got := p.Problems(); got != nil { … }
//	if got := p.Foreign(server.URL); got != nil { … }
//
// The browser is the program named by CHROME_PATH, or else the first of chromium, chromium-browser, google-chrome and chrome
// that is found. Without one the test is skipped, or, where UPFRONT_REQUIRE_BROWSER is 1, fails. Each New starts a process
// with an empty profile, which ends with the test; Tab is much cheaper. In a package whose tests [Run] runs, all have one
// process, and each New opens a page with storage of its own. The browser resolves no names but localhost and
// those under .test, which all mean this machine, so that nothing can leave it.
//
// The package is for tests alone, and wraps no more of chromedp than is the same in every test.
package browser

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A Page is one tab, with storage of its own.
type Page struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	problems []string
	requests []request
}

// New starts a browser for this test and opens an empty page in it.
func New(t testing.TB) *Page {
	t.Helper()
	program := find(t)
	if profile != "" {
		shared := startShared(program)
		if shared.err != nil {
			t.Fatalf("browser: %v", shared.err)
		}
		return open(t, shared.ctx, chromedp.WithNewBrowserContext())
	}
	ctx, cancel := allocator(program, t.TempDir())
	t.Cleanup(cancel)
	return open(t, ctx)
}

// allocator returns a context in which the first page starts the program, with its profile in a folder.
func allocator(program, profile string) (context.Context, context.CancelFunc) {
	return chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program),
		chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"))...)
}

// Tab opens an empty page in the same browser, which shares nothing with p and closes when the test t ends.
func (p *Page) Tab(t testing.TB) *Page {
	t.Helper()
	return open(t, p.ctx, chromedp.WithNewBrowserContext())
}

// Beside opens another empty tab in the same window, which shares storage and connections with p, and hides p. It closes
// when the test t ends.
func (p *Page) Beside(t testing.TB) *Page {
	t.Helper()
	return open(t, p.ctx, chromedp.WithNewWindow(false))
}

// Front brings the tab before those beside it.
func (p *Page) Front() {
	p.t.Helper()
	p.Do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.BringToFront, cdp.Empty{})
		return chromedp.Void{}, err
	})
}

// Context returns the context by which chromedp's functions act on this page.
func (p *Page) Context() context.Context { return p.ctx }

// Do runs the steps in order, and ends the test when one fails or all together take longer than a minute.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	Get(p, chromedp.Steps(steps...))
}

// Get runs an action and returns its value. It ends the test when the action fails or takes longer than a minute.
func Get[T any](p *Page, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, time.Minute)
	defer cancel()
	found, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatalf("browser: %v", err)
	}
	return found
}

// Until waits until the value of the JavaScript expression counts as true, and returns it. It outlasts a page that is
// loaded again or replaced meanwhile. A test that waits longer than a minute ends.
func Until[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, time.Minute)
	defer cancel()
	wait := chromedp.Evaluate[T](`new Promise(done => {
		const look = () => {
			const found = `+expression+`
			if (found) done(found)
			else setTimeout(look, 5)
		}
		look()
	})`, chromedp.EvalAwaitPromise)
	for {
		found, err := chromedp.Run(ctx, wait)
		if gone := new(cdproto.Error); errors.As(err, &gone) && ctx.Err() == nil {
			continue // the page that was asked is no longer there
		}
		if err != nil {
			p.t.Fatalf("browser: waiting for %s: %v", expression, err)
		}
		return found
	}
}

func open(t testing.TB, parent context.Context, opts ...chromedp.ContextOption) *Page {
	t.Helper()
	p := &Page{t: t}
	ctx, cancel := chromedp.NewContext(parent, append(opts, chromedp.WithListener(p.listen))...)
	t.Cleanup(cancel)
	p.ctx = ctx
	// The first Do starts the browser and ties it to its context, which must have no deadline.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser: %v", err)
	}
	return p
}

// find returns the path of the browser, or skips or fails the test.
func find(t testing.TB) string {
	t.Helper()
	names := []string{"chromium", "chromium-browser", "google-chrome", "chrome"}
	if named := os.Getenv("CHROME_PATH"); named != "" {
		names = []string{named}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("UPFRONT_REQUIRE_BROWSER") == "1" {
		t.Fatal("there is no browser here, and UPFRONT_REQUIRE_BROWSER is 1")
	}
	t.Skip("there is no browser here; CHROME_PATH may name one")
	return ""
}
