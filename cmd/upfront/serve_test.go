package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// recorder holds the text that a program prints, and lets a test wait for it.
type recorder struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed when something comes
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.more != nil {
		close(r.more)
	}
	r.more = make(chan struct{})
	return r.text.Write(p)
}

// take returns what was printed since the last call.
func (r *recorder) take() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer r.text.Reset()
	return r.text.String()
}

// next returns a channel that is closed when more is printed.
func (r *recorder) next() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.more == nil {
		r.more = make(chan struct{})
	}
	return r.more
}

// until waits until a text was printed, and takes everything up to its end.
func (r *recorder) until(t *testing.T, want string) string {
	t.Helper()
	return r.wait(t, want, func(text string) int {
		before, _, found := strings.Cut(text, want)
		if !found {
			return -1
		}
		return len(before) + len(want)
	})
}

// wait waits until end returns an offset that is not negative, and takes the text up to it.
func (r *recorder) wait(t *testing.T, want string, end func(text string) int) string {
	t.Helper()
	limit := time.After(time.Minute)
	for {
		more := r.next()
		r.mu.Lock()
		text := r.text.String()
		if n := end(text); n >= 0 {
			r.text.Next(n)
			r.mu.Unlock()
			return text[:n]
		}
		r.mu.Unlock()
		select {
		case <-more:
		case <-limit:
			t.Fatalf("it never printed %q, but\n%s", want, text)
		}
	}
}

// process is a program that runs until it is stopped.
type process struct {
	t        *testing.T
	out, err *recorder
	stop     func() int // returns the exit code
}

func start(t *testing.T, args ...string) *process {
	t.Helper()
	return startAt(t, noon, args...)
}

func noon() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }

func startAt(t *testing.T, clock func() time.Time, args ...string) *process {
	t.Helper()
	r := &process{t: t, out: &recorder{}, err: &recorder{}}
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
	if code := r.stop(); code != exitOK {
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

// ask returns the status and the body at an address.
func ask(t *testing.T, url string) (status int, text string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

// buildNumbers records the numbers of the builds that a preview shows. A build is shown twice: before its agreements are checked,
// and after.
type buildNumbers struct{ recorder }

func openEvents(t *testing.T, url string) *buildNumbers {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"-/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	b := &buildNumbers{}
	go io.Copy(&b.recorder, response.Body)
	return b
}

var buildNumber = regexp.MustCompile(`data: (\d+)\n`)

// reach waits for a number of at least least, and returns it.
func (b *buildNumbers) reach(t *testing.T, least int) (n int) {
	t.Helper()
	b.wait(t, fmt.Sprint("number ", least), func(text string) int {
		for _, match := range buildNumber.FindAllStringSubmatchIndex(text, -1) {
			if n, _ = strconv.Atoi(text[match[2]:match[3]]); n >= least {
				return match[0] // it may be asked for again
			}
		}
		return -1
	})
	return n
}

// newest returns the number of the build that is shown now.
func (b *buildNumbers) newest(t *testing.T) (n int) {
	t.Helper()
	b.wait(t, "a number", func(text string) int {
		all := buildNumber.FindAllStringSubmatchIndex(text, -1)
		if len(all) == 0 {
			return -1
		}
		last := all[len(all)-1]
		n, _ = strconv.Atoi(text[last[2]:last[3]])
		return last[0]
	})
	return n
}

func TestServeTellsEachStateOnce(t *testing.T) {
	dir := newSite(t)
	files := hash(t, dir)
	r := start(t, "serve", "-C", dir, "-p", "0")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	printed := r.err.until(t, "ms")
	if want := "The desk, with all customers: " + url + "-/desk\n12:00:00 built in 0 ms"; printed != want {
		t.Errorf("it says %q, want %q", printed, want)
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
	if printed := r.err.until(t, "is mended.\n"); !strings.Contains(printed, "error[") || !strings.HasSuffix(printed, "\n12:00:00 The pages stay as they were until that is mended.\n") {
		t.Errorf("it says %q", printed)
	}
	change(t, site, "business:", "business: ")
	r.err.until(t, "12:00:00 still ")
	if printed := r.err.until(t, "\n"); strings.Contains(printed, "timezon") {
		t.Errorf("the same again: %q", printed)
	}
	again, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	shown := openEvents(t, url)
	before := shown.newest(t)
	save(t, site, string(again)) // the same bytes, so nothing is printed
	shown.reach(t, before+2)
	change(t, site, "timezon:", "timezone:")
	if printed := r.err.until(t, "12:00:00 built in 0 ms\n"); printed != "12:00:00 built in 0 ms\n" {
		t.Errorf("it says %q", printed)
	}

	away := dir + ".away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	if printed := r.err.until(t, "is mended.\n"); !strings.HasPrefix(printed, "The folder "+dir+" is not there any more.\nPut it back, and all goes on by itself.\n") {
		t.Errorf("it says %q", printed)
	}
	if status, _ := ask(t, url); status != 200 {
		t.Errorf("the last good page is %d", status)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	r.err.until(t, "12:00:00 built in 0 ms\n")
	if code := r.stop(); code != exitOK {
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
	if printed := r.out.until(t, "\n"); !strings.HasPrefix(printed, port+" is taken, so this is http://127.0.0.1:") {
		t.Errorf("it says %q", printed)
	}
	r.stop()
	r = start(t, "serve", "-C", dir, "-p", port, "--strict-port")
	r.err.until(t, "Port "+port+" is taken.\nEnd the program that uses it, or leave out --strict-port to take the next one that is free.\n")
	if code := r.stop(); code != exitIO {
		t.Errorf("exit code %d", code)
	}
	r = start(t, "serve", "-C", dir, "--addr", "203.0.113.1:1414") // an address that belongs to no computer: RFC 5737
	if printed := r.err.until(t, "\n"); !strings.HasPrefix(printed, "Nothing can listen at 203.0.113.1:1414: ") || !strings.HasSuffix(printed, ".\n") || strings.Contains(printed, "bind") {
		t.Errorf("it says %q", printed)
	}
	r.err.until(t, "Write an address of this computer after --addr, and a port that you may use, such as --addr 127.0.0.1:1414.\n")
	if code := r.stop(); code != exitIO {
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
	midnight := time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC)
	var turned atomic.Bool // until then the clock stands a tenth of a second before midnight
	r := startAt(t, func() time.Time {
		if turned.Load() {
			return midnight
		}
		return midnight.Add(-100 * time.Millisecond)
	}, "serve", "-C", dir, "-p", "0")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	r.err.until(t, "built in")
	if _, text := ask(t, url); !strings.Contains(text, "1 December 2026") {
		t.Error("the day of the build is not said")
	}
	turned.Store(true)
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
			if f := asFailure(err); err == nil || f.code != exitUsage || f.lines[0] != c.says {
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
	if got := networkAddresses(addresses, true); !slices.Equal(got, []string{"192.168.1.20", "10.0.0.5"}) {
		t.Errorf("%v", got)
	}
	if got := networkAddresses(addresses, false); got != nil {
		t.Errorf("%v, where it listens at one address", got)
	}
}

// TestAttempt holds that a mistake of ours ends one build and not the preview.
func TestAttempt(t *testing.T) {
	err := catchPanic(func() error { panic("an index is out of range") })
	f := asFailure(err)
	want := "Upfront stumbled, which is our mistake: an index is out of range.\nUndo the last change to go on, and please report it with the file as it is now."
	if got := strings.Join(f.lines, "\n"); f.code != exitErrors || got != want {
		t.Errorf("%d %q", f.code, got)
	}
}
