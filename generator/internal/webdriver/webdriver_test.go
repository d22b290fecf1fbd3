package webdriver

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestBrowserEngines opens, resizes, clicks, types, prints and takes a picture in both engines.
func TestBrowserEngines(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/frame" {
			w.Write([]byte(`<!doctype html><iframe src="/" width=390 height=844></iframe>`))
			return
		}
		w.Write([]byte(`<!doctype html><title>T</title><h1>Ärger</h1><details><summary>More</summary><p>Folded</p></details><label>Name <input></label>`))
	}))
	defer server.Close()
	for engine, name := range map[Engine]string{Firefox: "Firefox", WebKit: "AppleWebKit"} {
		t.Run(string(engine), func(t *testing.T) {
			p := New(t, engine)
			p.Open(server.URL + "/#a")
			if got := Value[string](p, `document.querySelector("h1").textContent`); got != "Ärger" {
				t.Errorf("the heading is %q", got)
			}
			if !Value[bool](p, `navigator.userAgent.includes("`+name+`") && !navigator.userAgent.includes("Chrome")`) {
				t.Errorf("it is %s", Value[string](p, `navigator.userAgent`))
			}
			p.Click("summary")
			if !Until[bool](p, `document.querySelector("details").open`) {
				t.Error("the click did nothing")
			}
			p.Type("input", "Łódź & co")
			if got := Value[string](p, `document.querySelector("input").value`); got != "Łódź & co" {
				t.Errorf("typed %q", got)
			}
			p.Open(server.URL + "/#b")
			if got := Value[string](p, `document.querySelector("input").value + location.hash`); got != "#b" {
				t.Errorf("after loading anew: %q", got)
			}
			p.Resize(600, 800)
			Until[bool](p, `innerWidth <= 600`)
			p.Open(server.URL + "/frame")
			p.EnterFrame()
			if got := Value[string](p, `innerWidth + document.querySelector("h1").textContent`); got != "390Ärger" {
				t.Errorf("in the frame: %q", got)
			}
			p.Open(server.URL)
			if got := Value[int](p, `innerWidth`); got < 400 {
				t.Errorf("behind the frame the window is %d wide", got)
			}
			if got := p.Screenshot(); !bytes.HasPrefix(got, []byte("\x89PNG")) {
				t.Errorf("the picture begins with %q", got[:min(8, len(got))])
			}
			if engine == Firefox && !bytes.HasPrefix(p.Print(), []byte("%PDF")) {
				t.Error("what is printed is no PDF")
			}
		})
	}
}
