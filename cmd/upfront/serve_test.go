package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// heard keeps what a program prints, and lets a test wait for it.
type heard struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed when something comes
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.more != nil {
		close(h.more)
	}
	h.more = make(chan struct{})
	return h.text.Write(p)
}

// take gives what was printed so far and forgets it.
func (h *heard) take() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	defer h.text.Reset()
	return h.text.String()
}

// until waits until something was printed, and takes all up to its end.
func (h *heard) until(t *testing.T, what string) string {
	t.Helper()
	limit := time.After(time.Minute)
	for {
		h.mu.Lock()
		if h.more == nil {
			h.more = make(chan struct{})
		}
		more, text := h.more, h.text.String()
		if at := strings.Index(text, what); at >= 0 {
			h.text.Next(at + len(what))
			h.mu.Unlock()
			return text[:at+len(what)]
		}
		h.mu.Unlock()
		select {
		case <-more:
		case <-limit:
			t.Fatalf("it never said %q, but\n%s", what, text)
		}
	}
}

// running is a program that goes on until it is stopped.
type running struct {
	t        *testing.T
	out, err *heard
	stop     func() int // gives the exit code
}

func start(t *testing.T, args ...string) *running {
	t.Helper()
	return startAt(t, noon, args...)
}

func noon() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }

func startAt(t *testing.T, clock func() time.Time, args ...string) *running {
	t.Helper()
	r := &running{t: t, out: &heard{}, err: &heard{}}
	p := &program{env: map[string]string{}, out: r.out, err: r.err, clock: clock}
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() { code <- p.run(ctx, args) }()
	r.stop = sync.OnceValue(func() int { cancel(); return <-code })
	t.Cleanup(func() { r.stop() })
	return r
}

// newSite writes a starter's site.
func newSite(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	r := start(t, "init", dir, "-q")
	if code := r.stop(); code != fine {
		t.Fatal(code, r.err.take())
	}
	return dir
}

// change replaces the one place of a file that says old.
func change(t *testing.T, file, old, new string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), old); n != 1 {
		t.Fatalf("%s says %q %d times", file, old, n)
	}
	save(t, file, strings.Replace(string(text), old, new, 1))
}

// save puts a file in the place of another in one step, as editors do.
func save(t *testing.T, file, text string) {
	t.Helper()
	whole := filepath.Join(t.TempDir(), "whole")
	write(t, whole, text)
	if err := os.Rename(whole, file); err != nil {
		t.Fatal(err)
	}
}

// ask gives what is at an address.
func ask(t *testing.T, url string) (status int, text string) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// shownAs gives the number of what a preview shows. A build is shown twice: before its agreements are judged, and after.
func shownAs(t *testing.T, url string) int {
	t.Helper()
	_, text := ask(t, url+"-/desk")
	_, number, _ := strings.Cut(text, `data-build="`)
	number, _, _ = strings.Cut(number, `"`)
	n, err := strconv.Atoi(number)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestServeTellsEachStateOnce(t *testing.T) {
	dir := newSite(t)
	files := hash(t, dir)
	r := start(t, "serve", "-C", dir, "-p", "0")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	said := r.err.until(t, "ms")
	if want := "The desk, with all customers: " + url + "-/desk\n12:00:00 built in 0 ms"; said != want {
		t.Errorf("it says %q, want %q", said, want)
	}
	if status, text := ask(t, url); status != 200 || !strings.Contains(text, "/-/preview.js") {
		t.Errorf("%d %s", status, text)
	}
	if _, text := ask(t, url+"-/desk"); !strings.Contains(text, "made for this preview alone") {
		t.Error("the desk does not say that its links end with it")
	}
	if hash(t, dir) != files {
		t.Error("it changed the folder")
	}

	site := filepath.Join(dir, "site.yaml")
	change(t, site, "timezone:", "timezon:")
	if said := r.err.until(t, "is mended.\n"); !strings.Contains(said, "error[") || !strings.HasSuffix(said, "\n12:00:00 The pages stay as they were until that is mended.\n") {
		t.Errorf("it says %q", said)
	}
	change(t, site, "business:", "business: ")
	r.err.until(t, "12:00:00 still ")
	if said := r.err.until(t, "\n"); strings.Contains(said, "timezon") {
		t.Errorf("the same again: %q", said)
	}
	again, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	before := shownAs(t, url)
	save(t, site, string(again)) // nothing new, of which nothing is told
	for shownAs(t, url) < before+2 {
		time.Sleep(time.Millisecond)
	}
	change(t, site, "timezon:", "timezone:")
	if said := r.err.until(t, "12:00:00 built in 0 ms\n"); said != "12:00:00 built in 0 ms\n" {
		t.Errorf("it says %q", said)
	}

	away := dir + ".away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	if said := r.err.until(t, "is mended.\n"); !strings.HasPrefix(said, "The folder "+dir+" is not there any more.\nPut it back, and all goes on by itself.\n") {
		t.Errorf("it says %q", said)
	}
	if status, _ := ask(t, url); status != 200 {
		t.Errorf("the last good page is %d", status)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	r.err.until(t, "12:00:00 built in 0 ms\n")
	if code := r.stop(); code != fine {
		t.Errorf("exit code %d", code)
	}
	if rest := r.err.take(); rest != "" {
		t.Errorf("and then: %q", rest)
	}
}

func TestServeStartsBroken(t *testing.T) {
	dir := newSite(t)
	site := filepath.Join(dir, "site.yaml")
	good, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	write(t, site, "business: [")
	r := start(t, "serve", "-C", dir, "-p", "0")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	r.err.until(t, "12:00:00 There is nothing to show until that is mended.\n")
	if status, text := ask(t, url+"policies/"); status != 500 || !strings.Contains(text, "site.yaml:1:11") {
		t.Errorf("%d %s", status, text)
	}
	save(t, site, string(good))
	r.err.until(t, "12:00:00 built in 0 ms\n")
	if status, _ := ask(t, url); status != 200 {
		t.Errorf("the mended site is %d", status)
	}
}

func TestServeTakesTheNextPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := strconv.Itoa(taken.Addr().(*net.TCPAddr).Port)
	dir := newSite(t)
	r := start(t, "serve", "-C", dir, "-p", port)
	if said := r.out.until(t, "\n"); !strings.HasPrefix(said, port+" is taken, so this is http://127.0.0.1:") {
		t.Errorf("it says %q", said)
	}
	r.stop()
	r = start(t, "serve", "-C", dir, "-p", port, "--strict-port")
	r.err.until(t, "Port "+port+" is taken.\nEnd the program that uses it, or leave out --strict-port to take the next one that is free.\n")
	if code := r.stop(); code != unreadable {
		t.Errorf("exit code %d", code)
	}
	r = start(t, "serve", "-C", dir, "--addr", "203.0.113.1:1414") // an address that belongs to no computer: RFC 5737
	if said := r.err.until(t, "\n"); !strings.HasPrefix(said, "Nothing can listen at 203.0.113.1:1414: ") || !strings.HasSuffix(said, ".\n") || strings.Contains(said, "bind") {
		t.Errorf("it says %q", said)
	}
	r.err.until(t, "Write an address of this computer after --addr, and a port that you may use, such as --addr 127.0.0.1:1414.\n")
	if code := r.stop(); code != unreadable {
		t.Errorf("exit code %d", code)
	}
}

// A preview that is left open over midnight says the new day, though no file changed.
func TestServeTurnsTheDay(t *testing.T) {
	dir := newSite(t)
	site := filepath.Join(dir, "site.yaml")
	text, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	write(t, site, regexp.MustCompile(`(?m)^as_of:.*\n`).ReplaceAllString(string(text), ""))
	began := time.Now()
	r := startAt(t, func() time.Time {
		return time.Date(2026, 12, 1, 23, 59, 59, 0, time.UTC).Add(time.Since(began))
	}, "serve", "-C", dir, "-p", "0")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	r.err.until(t, "built in")
	if _, text := ask(t, url); !strings.Contains(text, "1 December 2026") {
		t.Error("the day of the build is not said")
	}
	r.err.until(t, "00:00:00 built in")
	if _, text := ask(t, url); !strings.Contains(text, "2 December 2026") {
		t.Error("the next day is not said")
	}
	r.stop()
}

func TestServePolls(t *testing.T) {
	dir := newSite(t)
	r := start(t, "serve", "-C", dir, "-p", "0", "--poll")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	r.err.until(t, "built in 0 ms\n")
	change(t, filepath.Join(dir, "site.yaml"), "timezone: Europe/London", "timezone: Europe/Paris")
	r.err.until(t, "built in 0 ms\n")
	if _, text := ask(t, url+"reach-us/"); !strings.Contains(text, "Paris") {
		t.Error("the change is not shown")
	}
	if rest := r.err.take(); strings.Contains(rest, "look") {
		t.Errorf("it explains what was asked for: %q", rest)
	}
}

// The browser is opened by a program of the system, for which a script stands in here.
func TestServeOpensTheBrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the program has another name")
	}
	bin := t.TempDir()
	opened := filepath.Join(bin, "opened")
	write(t, filepath.Join(bin, "xdg-open"), "#!/bin/sh\nprintf %s \"$1\" > "+opened+"\nexit 3\n")
	if err := os.Chmod(filepath.Join(bin, "xdg-open"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	r := start(t, "serve", "-C", newSite(t), "-p", "0", "--open")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	r.err.until(t, "No browser could be opened here. Open "+url+" yourself.\n")
	if got, err := os.ReadFile(opened); err != nil || string(got) != url {
		t.Errorf("opened %q, %v", got, err)
	}
}

func TestServeAddress(t *testing.T) {
	for _, c := range []struct {
		addr, host  string
		port, first int
		asked       bool // for the port, too
		says        string
	}{
		{addr: "127.0.0.1:1414", host: "127.0.0.1", port: 1414, first: 1414},
		{addr: "0.0.0.0", host: "0.0.0.0", port: 1414, first: 1414},
		{addr: "0.0.0.0", host: "0.0.0.0", port: 80, first: 80, asked: true},
		{addr: ":9000", host: "", port: 1414, first: 9000},
		{addr: "[::1]:9000", host: "::1", port: 1414, first: 9000},
		{addr: "[::1]", host: "::1", port: 1414, first: 1414},
		{addr: "localhost:9000", host: "localhost", port: 9000, first: 9000, asked: true},
		{addr: "localhost:9000", port: 9001, asked: true, says: "--addr and --port name different ports."},
		{addr: "localhost:http", port: 1414, says: `--addr cannot be "localhost:http".`},
		{addr: "localhost:70000", port: 1414, says: "--port cannot be 70000."},
	} {
		host, first, err := serveFlags{addr: c.addr, port: c.port}.address(true, c.asked)
		if c.says != "" {
			if f := failureOf(err); err == nil || f.code != misused || f.lines[0] != c.says {
				t.Errorf("%s: %v, want %q", c.addr, err, c.says)
			}
			continue
		}
		if err != nil || host != c.host || first != c.first {
			t.Errorf("%s: %q %d %v, want %q %d", c.addr, host, first, err, c.host, c.first)
		}
	}
}

func TestReachable(t *testing.T) {
	var addresses []net.Addr
	for _, text := range []string{"127.0.0.1/8", "192.168.1.20/24", "169.254.3.4/16", "fe80::1/64", "2001:db8::1/64", "10.0.0.5/8"} {
		ip, network, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		addresses = append(addresses, &net.IPNet{IP: ip, Mask: network.Mask})
	}
	if got := reachable(addresses, true); !slices.Equal(got, []string{"192.168.1.20", "10.0.0.5"}) {
		t.Errorf("%v", got)
	}
	if got := reachable(addresses, false); got != nil {
		t.Errorf("%v, where it listens at one address", got)
	}
}

// TestAttempt holds that a mistake of ours ends one build and not the preview.
func TestAttempt(t *testing.T) {
	err := attempt(func() error { panic("an index is out of range") })
	f := failureOf(err)
	want := "Upfront stumbled, which is our mistake: an index is out of range.\nUndo the last change to go on, and please report it with the file as it is now."
	if got := strings.Join(f.lines, "\n"); f.code != faulty || got != want {
		t.Errorf("%d %q", f.code, got)
	}
}
