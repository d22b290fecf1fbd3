package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// site serves one page at its root and counts what else is asked of it.
func site(t *testing.T, html string) (url string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, html)
		case "/here.css":
			w.Header().Set("Content-Type", "text/css")
		case "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestPage(t *testing.T) {
	first := New(t)
	own := site(t, `<!doctype html><link rel="stylesheet" href="here.css"><h1>Here</h1><img src="data:,">`)

	t.Run("quiet", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(own))
		if heading := Get(p, chromedp.Text(chromedp.CSS("h1"))); heading != "Here" {
			t.Errorf("heading %q", heading)
		}
		if got := p.Problems(); got != nil {
			t.Errorf("problems %q", got)
		}
		if got := p.Foreign(own); got != nil {
			t.Errorf("foreign %q", got)
		}
		if got := p.Requests(); len(got) < 2 || got[0] != own+"/" || got[1] != own+"/here.css" {
			t.Errorf("requests %q", got)
		}
	})

	t.Run("problems", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(site(t, `<!doctype html><script>
			console.error("said", 7)
			console.log("not a problem")
			setTimeout(() => { throw new Error("thrown") })
		</script><script src="missing.js"></script>`)))
		got := strings.Join(p.Problems(), "\n")
		for _, want := range []string{"said 7", "thrown", "404"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not among the problems:\n%s", want, got)
			}
		}
		if strings.Contains(got, "not a problem") {
			t.Error(got)
		}
	})

	t.Run("foreign", func(t *testing.T) {
		p := first.Tab(t)
		elsewhere := site(t, "")
		p.Do(chromedp.Navigate(site(t, `<!doctype html>
			<meta http-equiv="Content-Security-Policy" content="style-src 'none'">
			<link rel="stylesheet" href="`+elsewhere+`/blocked.css">
			<img src="`+elsewhere+`/asked.png">`)))
		if got := p.Foreign(p.Requests()[0]); len(got) != 1 || got[0] != elsewhere+"/asked.png" {
			t.Errorf("foreign %q", got)
		}
		if got := p.Problems(); len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), "Content Security Policy") {
			t.Errorf("problems %q", got)
		}
	})

	t.Run("names", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(strings.Replace(own, "127.0.0.1", "shop.test", 1)))
		if heading := Get(p, chromedp.Text(chromedp.CSS("h1"))); heading != "Here" {
			t.Errorf("heading %q", heading)
		}
	})

	t.Run("beside", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(own))
		q := p.Beside(t)
		q.Do(chromedp.Navigate(own))
		hidden := func(want ...bool) {
			t.Helper()
			for i, tab := range []*Page{p, q} {
				if got := Get(tab, chromedp.Evaluate[bool](`document.hidden`)); got != want[i] {
					t.Errorf("tab %d is hidden: %v", i, got)
				}
			}
		}
		hidden(true, false)
		p.Front()
		hidden(false, true)
		p.Do(chromedp.Evaluate[chromedp.Void](`localStorage.setItem("kept", "yes")`))
		if got := Get(q, chromedp.Evaluate[string](`localStorage.getItem("kept")`)); got != "yes" {
			t.Errorf("the other tab finds %q", got)
		}
	})

	t.Run("until", func(t *testing.T) {
		p := first.Tab(t)
		p.Do(chromedp.Navigate(site(t, `<!doctype html><script>
			if (location.search == "?3") setTimeout(() => document.title = "there")
			else setTimeout(() => location.search = "?" + (1 + +location.search.slice(1)))
		</script>`)))
		if got := Until[string](p, `document.title`); got != "there" {
			t.Errorf("got %q", got)
		}
		if got := Until[int](p, `location.search.length`); got != 2 {
			t.Errorf("got %d", got)
		}
	})
}
