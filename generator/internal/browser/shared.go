package browser

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// process is the browser that the tests of a package share.
type process struct {
	ctx  context.Context
	stop func()
	err  error
}

var (
	profile  string     // the folder of its profile; empty where each New starts a browser of its own
	starting sync.Mutex // holds running: tests that run at once ask for it at once
	running  *process   // nil until a test has asked for it
)

// Run runs the tests of a package, and returns the exit code. They share one browser, which the first New starts:
//
//	func TestMain(m *testing.M) { os.Exit(browser.Run(m)) }
func Run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "browser-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	profile = dir
	defer func() {
		if running != nil {
			running.stop()
		}
	}()
	return m.Run()
}

// startShared returns the browser that tests share, and starts it for the first that asks. A second browser with the same
// profile would end at once, so the others wait.
func startShared(program string) *process {
	starting.Lock()
	defer starting.Unlock()
	if running == nil {
		allocated, end := allocator(program, profile)
		ctx, leave := chromedp.NewContext(allocated)
		running = &process{ctx, func() { leave(); end() }, chromedp.Do(ctx)}
	}
	return running
}
