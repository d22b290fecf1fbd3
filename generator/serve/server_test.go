package serve

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"upfront/generator/build"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/tree"
	"upfront/themes"
)

func TestHost(t *testing.T) {
	w := begin(t)
	port := w.url[strings.LastIndex(w.url, ":")+1 : len(w.url)-1]
	from := func(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }
	for host, want := range map[string]int{
		"127.0.0.1:" + port: 200, "evil.example": 403, "evil.example:" + port: 403, "127.0.0.1": 403, "127.0.0.1:1": 403,
		"127.0.0.1.evil.example:" + port: 403, "192.0.2.7:" + port: 403, "localhost:" + port: 403,
	} {
		for _, address := range []string{"", "-/events", "-/preview.js", "-/desk"} {
			if want == 200 && address == "-/events" {
				continue // goes on
			}
			if answer, body := w.ask("GET", address, from(host)); answer.StatusCode != want || want == 403 && strings.Contains(body, "Small Vans") {
				t.Errorf("%s of %s answers %s", address, host, answer.Status)
			}
		}
	}
	o := w.server.options
	o.Port = port
	w.restart(o)
	w.show()
	for host, want := range map[string]int{"192.0.2.7:" + port: 200, "[2001:db8::7]:" + port: 200, "evil.example:" + port: 403, "192.0.2.7:1": 403, "192.0.2.7.evil.example:" + port: 403} {
		if answer, _ := w.ask("GET", "", from(host)); answer.StatusCode != want {
			t.Errorf("asked for every address: %s answers %s", host, answer.Status)
		}
	}
}

func TestMethodsAndHeaders(t *testing.T) {
	w := begin(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"} {
		answer, _ := w.ask(method, "-/open?file=site.yaml")
		if answer.StatusCode != 405 || answer.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s, %q", method, answer.Status, answer.Header.Get("Allow"))
		}
	}
	for _, address := range []string{"", "policies/late/", "no/such", "assets/style.css", "-/desk", "-/problems", "-/try", "-/open", "-/overlay", "-/preview.js", "-/list.css", "policies"} {
		for _, method := range []string{"GET", "HEAD"} {
			answer, body := w.ask(method, address, func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") })
			got := fmt.Sprint(answer.Header["Cache-Control"], answer.Header["X-Content-Type-Options"], answer.Header["Cross-Origin-Resource-Policy"], answer.Header["X-Frame-Options"])
			if got != "[no-store] [nosniff] [same-origin] [SAMEORIGIN]" {
				t.Errorf("%s %s: %s", method, address, got)
			}
			for name := range answer.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s has %s", address, name)
				}
			}
			if method == "HEAD" && body != "" {
				t.Errorf("HEAD %s has a body", address)
			}
		}
	}
}

func TestPages(t *testing.T) {
	w := begin(t)
	for address, want := range map[string]string{
		"":                   "200 text/html; charset=utf-8",
		"index.html":         "200 text/html; charset=utf-8",
		"policies/late/":     "200 text/html; charset=utf-8",
		"policies/late":      "302 /policies/late/",
		"policies/late?x=1":  "302 /policies/late/?x=1",
		"expect/policies/":   "302 /policies/",
		"expect/":            "302 /",
		"expect":             "302 /",
		"expectations":       "404 text/html; charset=utf-8",
		"assets/style.css":   "200 text/css; charset=utf-8",
		"assets/mark.svg":    "200 image/svg+xml",
		"promises.json":      "200 application/json",
		"sitemap.xml":        "200 application/xml",
		"robots.txt":         "200 text/plain; charset=utf-8",
		"_headers":           "200 text/plain; charset=utf-8",
		"no/such/":           "404 text/html; charset=utf-8",
		"site.yaml":          "404 text/html; charset=utf-8",
		"../site.yaml":       "404 text/html; charset=utf-8",
		"..%2fsite.yaml":     "404 text/html; charset=utf-8",
		"content/":           "404 text/html; charset=utf-8",
		"/evil.example/..":   "404 text/html; charset=utf-8",
		"-/assets/desk.html": "404 text/html; charset=utf-8",
		"-/layout.html":      "404 text/html; charset=utf-8",
		"-/../go.mod":        "404 text/html; charset=utf-8",
		"-/nothing.js":       "404 text/html; charset=utf-8",
		"-/":                 "302 /-/desk",
	} {
		answer, body := w.ask("GET", address)
		got := fmt.Sprint(answer.StatusCode, " ", answer.Header.Get("Location"))
		if answer.StatusCode != 302 {
			got = fmt.Sprint(answer.StatusCode, " ", answer.Header.Get("Content-Type"))
		}
		if got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
		if answer.StatusCode == 404 && !strings.Contains(body, "This page isn’t here") {
			t.Errorf("%q is not the site's own page for wrong addresses", address)
		}
	}
	for name, want := range map[string]string{"a.PNG": "image/png", "a.woff2": "font/woff2", "a.pdf": "application/pdf", "dates.ics": "text/calendar; charset=utf-8", "a.jpg": "image/jpeg", "a.exe": "application/octet-stream"} {
		if got := contentTypeOf(name); got != want {
			t.Errorf("%s is %s", name, got)
		}
	}
}

// A build reads the files of the site. The server has a preview, and would find nothing on disk.
func TestNothingIsReadFromDisk(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil || len(names) < 10 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if hit := regexp.MustCompile(`"(os|os/exec|path/filepath|mime)"|http\.(Dir|FileServer|ServeFile|ServeContent)`).Find(text); hit != nil {
			t.Errorf("%s has %s", name, hit)
		}
	}
}

var ours = regexp.MustCompile(`<script src="/-/preview\.js"[^>]*></script>`)

// A served page is the published one with one script more, and a policy of a sealed page that allows it.
func TestPublishedPagesKnowNothingOfIt(t *testing.T) {
	w := begin(t)
	dir := filepath.Join(t.TempDir(), "public")
	site := build.Open(build.Input{Tree: tree.Of(w.files), Theme: themes.Default(), Secret: &seal.Secret{1, 2, 3}}, nil)
	out, report, err := site.Publish(dir, false, publish.Options{State: dir + ".state"})
	if err != nil || out.Refused || len(report.Written) < 20 {
		t.Fatal(err, out.Problems, len(report.Written))
	}
	sealed := 0
	for _, name := range report.Written {
		published, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		served := w.get(name, http.StatusOK)
		if strings.HasSuffix(name, ".html") {
			if n := len(ours.FindAllString(served, -1)); n != 1 {
				t.Errorf("%s has %d scripts of ours", name, n)
			}
			served = ours.ReplaceAllString(served, "")
			if strings.Contains(served, "/-/preview.js") {
				sealed++
				served = strings.Replace(served, "script-src http://"+w.server.options.Hosts[0]+"/-/preview.js ", "script-src ", 1)
				served = strings.Replace(served, "; connect-src 'self'; frame-src 'self'", "", 1)
			}
		}
		if served != string(published) {
			t.Errorf("%s differs from what is published", name)
		}
		if strings.Contains(string(published), "/-/") || strings.Contains(string(published), "preview.js") {
			t.Errorf("%s knows of the preview", name)
		}
		if strings.HasPrefix(name, "-/") {
			t.Errorf("%s has the place of our own addresses", name)
		}
	}
	if sealed != 1 {
		t.Errorf("%d sealed pages were looked at", sealed)
	}
}

func TestEventsCarryTheNumberAlone(t *testing.T) {
	w := begin(t)
	answer, err := http.Get(w.url + "-/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("it is %s", got)
	}
	lines := bufio.NewScanner(answer.Body)
	next := func() (text string) {
		for lines.Scan() && lines.Text() != "" {
			text += lines.Text() + ";"
		}
		return text
	}
	first := w.server.shown.number
	for _, want := range []string{"retry: 500;", fmt.Sprintf("data: %d;", first)} {
		if got := next(); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	w.server.Show(w.state())
	if got, want := next(), fmt.Sprintf("data: %d;", first+1); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func TestErrorsKeepTheLastGoodPages(t *testing.T) {
	w := begin(t)
	link, _ := w.customer("fenn")
	path, _, _ := strings.Cut(link, "#")
	good := w.get(path, 200)
	box := regexp.MustCompile(`<pre[^>]*>[^<]*`)
	w.edit("content/capabilities/vans.yaml", "title: Bring a parcel", "titel: Bring a parcel")
	w.edit(late, "Second paragraph.", "Not to be seen.")
	if page := w.get("policies/late/", 200); strings.Contains(page, "Not to be seen.") || !strings.Contains(page, `data-problems="1 error"`) {
		t.Errorf("%.300s", page[len(page)-300:])
	}
	w.edit("content/capabilities/vans.yaml", "titel: Bring a parcel", "title: Bring a parcel")
	if page := w.get("policies/late/", 200); !strings.Contains(page, "Not to be seen.") || !strings.Contains(page, `data-problems=""`) {
		t.Error("the mended page is not shown")
	}
	// A mistake in one agreement holds back its page alone.
	w.edit("content/agreements/fenn.yaml", "answer: yes}\npriorities", "answer: maybe}\npriorities")
	w.edit(late, "Not to be seen.", "Seen at once.")
	if page := w.get("policies/late/", 200); !strings.Contains(page, "Seen at once.") {
		t.Error("a mistake in an agreement holds back a public page")
	}
	if box.FindString(w.get(path, 200)) != box.FindString(good) {
		t.Error("the last good page of the customer is not shown")
	}
}

func TestProblemsStandIn(t *testing.T) {
	w := begin(t)
	w.restart(w.server.options)
	w.edit("site.yaml", "leader: {name: Ida Moss", "leader: {name: \"<script>alert(1)</script>\", nam: Ida Moss")
	for _, address := range []string{"", "policies/late/", "assets/style.css"} {
		page := w.get(address, 500)
		if !strings.Contains(page, "/-/preview.js") || !strings.Contains(page, "site.yaml:") || strings.Contains(page, "<script>alert") || !strings.Contains(page, "&lt;script&gt;alert(1)") {
			t.Errorf("%s: %s", address, page)
		}
	}
	w.server.Show(State{Failure: &Failure{"The folder <b>x</b> is gone.", "Put it back."}, Judged: true})
	if page := w.get("", 500); !strings.Contains(page, "The folder &lt;b&gt;x&lt;/b&gt; is gone.") || !strings.Contains(page, "Put it back.") {
		t.Error(page)
	}
}

// A media query may ask for a screen and for the dark; paper is neither.
func TestPaperIsNoScreenInTheDark(t *testing.T) {
	got := string(applyLook([]byte("@media screen and (prefers-color-scheme:dark){x{}}"), "print"))
	if want := "@media (max-width:0) and (max-width:0){x{}}" + margins; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestLooks(t *testing.T) {
	css := "@media screen{a{b:c}}@media print{:root{color-scheme:light}}:root{color-scheme:light dark}@media (prefers-color-scheme: dark){x{}}@media(prefers-color-scheme:light){y{}}"
	for as, want := range map[string]string{
		"":      css,
		"other": css,
		"dark":  "@media screen{a{b:c}}@media print{:root{color-scheme:dark}}:root{color-scheme:dark}@media (min-width:0){x{}}@media(max-width:0){y{}}",
		"light": "@media screen{a{b:c}}@media print{:root{color-scheme:light}}:root{color-scheme:light}@media (max-width:0){x{}}@media(min-width:0){y{}}",
		"print": "@media (max-width:0){a{b:c}}@media all{:root{color-scheme:light}}:root{color-scheme:light}@media (max-width:0){x{}}@media(min-width:0){y{}}\nhtml{padding:10mm 12mm}",
	} {
		if got := string(applyLook([]byte(css), as)); got != want {
			t.Errorf("%q:\n%s, want\n%s", as, got, want)
		}
	}
	for html, want := range map[string]string{
		`<link rel="stylesheet" href="../a.css">`: `<link rel="stylesheet" href="../a.css?as=dark">`,
		`<link rel=stylesheet href=a.css>`:        `<link rel=stylesheet href=a.css?as=dark>`,
		`<link rel="icon" href="a.svg">`:          `<link rel="icon" href="a.svg">`,
	} {
		if got := string(linkLook([]byte(html), "dark")); got != want {
			t.Errorf("%s: %s", html, got)
		}
	}
}

// Paper has a width of its own; that of the screen is kept for afterwards.
func TestPaperKeepsTheWidthThatWasAskedFor(t *testing.T) {
	w := begin(t)
	page := w.get("-/try?page=/&width=768&as=print", 200)
	for _, want := range []string{`name="width" value="768" checked`, `name="as" value="print" checked`, `src="/?as=print" width="794"`} {
		if !strings.Contains(page, want) {
			t.Errorf("it lacks %s", want)
		}
	}
}

func TestOpen(t *testing.T) {
	w := begin(t)
	page := w.get("-/open?file=content/policies/late.md&line=3&column=7", 200)
	for _, want := range []string{`"vscode://file/site/content/policies/late.md:3:7"`, `"idea://open?file=/site/content/policies/late.md&amp;line=3&amp;column=7"`} {
		if !strings.Contains(page, want) {
			t.Errorf("it lacks %s\n%s", want, page)
		}
	}
	for _, file := range []string{"", "/etc/passwd", "../x", "content/../../x", "public/index.html", ".upfront/secret", "x"} {
		if page := w.get("-/open?file="+file, 404); strings.Contains(page, "vscode://") {
			t.Errorf("%q is opened", file)
		}
	}
	if got := (editor{Form: "vscode://file{path}:{line}:{column}"}).address(place{Path: `C:\a b\ü"<.md`}); got != `vscode://file/C:/a%20b/%C3%BC%22%3C.md:1:1` {
		t.Errorf("a path of Windows: %s", got)
	}
}

func TestTheFirstStateIsWaitedFor(t *testing.T) {
	w := begin(t)
	w.restart(w.server.options)
	answers := make(chan string)
	go func() { answers <- w.get("policies/late/", 200) }()
	w.show()
	if page := <-answers; !strings.Contains(page, "What if you are late?") {
		t.Error(page)
	}
}
