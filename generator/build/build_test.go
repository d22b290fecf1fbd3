package build

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/tree"
	"upfront/themes"
)

// secret is the same in every test: what follows from it can be written down.
var secret = seal.Secret{1, 2, 3, 4, 5, 6, 7, 8}

// inputOf reads a site from disk, as the command does.
func inputOf(t testing.TB, dir string) Input {
	t.Helper()
	files, problems, err := tree.Read(tree.Folder{Dir: dir, Only: []string{"site.yaml", "content", "themes"}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return Input{Tree: files, Theme: themes.Default(), Secret: &secret}
}

// small is a site with one of each thing, to be changed by tests.
func small() map[string]string {
	return map[string]string{
		"site.yaml": `business: {name: Small Vans, what_we_do: Parcels for a small town.}
url: https://small.example/expect/
timezone: Europe/London
currency: GBP
leader: {name: Ida Moss, role: Owner, reach: [{by: email, at: ida@small.example}]}
hours: {office: {days: Mon-Fri, from: "09:00", to: "17:00"}}
channels:
  - {id: desk, by: phone, at: "+44 1632 960000", hours: office, respond_within: 5m, fallback: help}
  - {id: help, by: email, at: help@small.example, hours: office, respond_within: 4h, clock: business}
complaints: {first: help, escalate_to: leader, answer_within: 5d, clock: business}
as_of: 2026-03-20T12:00:00Z
`,
		"content/capabilities/vans.yaml": `title: Bring a parcel across town
summary: We fetch a parcel and bring it across town.
effective: 2026-01-05
review_by: 2027-01-05
scope:
  included: [A parcel of up to 30 kg]
  excluded:
    - {id: night, what: Parcels at night, because: Our drivers sleep., instead: The first round at 08:00.}
promises:
  - id: on-time
    says: We deliver within 4 hours of collection.
    commitment: target
    indicator: {kind: duration, from: collected, to: delivered}
    within: 4h
    clock: calendar
    target: 90%
    window: 90d
    on_miss: {notify_within: 1h}
aftercare: [{every: 6mo, do: We ask how it went}]
staff_note: Never let the blue van come near the weir by night.
`,
		"content/policies/late.md": `---
title: What if you are late?
why: Whoever waits for us has planned around us.
summary: We ring before you do.
effective: 2026-01-05
review_by: 2027-01-05
exceptions:
  - {when: A funeral, do: We send a second van, decides: any driver}
  - {when: Somebody shouts at the counter for an hour, do: Give them the flask of tea, decides: the desk, visibility: internal}
---
A late parcel is {{ promise "vans.on-time" }} and no more.
`,
		"content/agreements/fenn.yaml": `customer: {name: Fenn Pottery, since: 2025-05-13}
people: [{name: Wilma Fenn, role: decides, email: wilma@fennpots.example}]
status: proposed
effective: 2026-04-06
review_by: 2026-10-06
capabilities: [vans]
updates: {cadence: weekly, by: email}
price: {kind: fixed, amount: £40 a month}
observed: [{on: 2026-03-01, by: Ida Moss, learned: Her kiln is older than her mother and twice as loud.}]
expectations:
  - {id: e1, said: "Ring twice and wait, since the old dog is deaf.", understood: "The driver rings twice, and waits 3 minutes.", answer: yes}
priorities:
  - {id: p1, said: "No chipped glaze, ever.", understood: "Fewer than 1 pot in 100 arrives chipped.", answer: yes}
`,
	}
}

func inputWith(files map[string]string) Input {
	return Input{Tree: tree.Of(files), Theme: themes.Default(), Secret: &secret}
}

// publishTo builds a site and fails the test unless it is published.
func publishTo(t testing.TB, in Input, dir string) Outcome {
	t.Helper()
	out, _, err := Open(in, nil).Publish(dir, false, publish.Options{State: dir + ".state"})
	if err != nil {
		t.Fatal(err)
	}
	if out.Refused {
		t.Fatalf("not published:\n%s", said(out.Problems))
	}
	return out
}

// said prints problems for a test's message.
func said(problems []diag.Problem) string {
	var b bytes.Buffer
	diag.Text(&b, problems, nil, diag.Style{Verbose: true})
	return b.String()
}

// read returns every file below a folder.
func read(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		out[filepath.ToSlash(strings.TrimPrefix(name, dir+string(filepath.Separator)))] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sites are the sites that come with the program.
var sites = map[string]string{"example": "../..", "courier": "../../cmd/upfront/starters/courier", "agency": "../../cmd/upfront/starters/agency", "msp": "../../cmd/upfront/starters/msp"}

func TestSitesOfTheProgramHaveNoProblems(t *testing.T) {
	for name, dir := range sites {
		t.Run(name, func(t *testing.T) {
			if problems := Open(inputOf(t, dir), nil).Check().Problems; diag.Count(problems, diag.Error)+diag.Count(problems, diag.Warning) > 0 {
				t.Error(said(problems))
			}
		})
	}
}

func TestEverySiteHasEveryPage(t *testing.T) {
	t.Parallel()
	for name, dir := range sites {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			publishTo(t, inputOf(t, dir), out)
			files := read(t, out)
			for _, want := range []string{"index.html", "404.html", "capabilities/index.html", "promises/index.html", "right-for-you/index.html",
				"reach-us/index.html", "if-we-get-it-wrong/index.html", "policies/index.html", "notices/index.html", "changes/index.html",
				"how-we-count/index.html", "notices/feed.xml", "changes/feed.xml", "sitemap.xml", "robots.txt", "_headers", "promises.json", "assets/style.css"} {
				if files[want] == "" {
					t.Errorf("there is no %s", want)
				}
			}
			for path, text := range files {
				if strings.Contains(text, "ZgotmplZ") || strings.Contains(text, "{{") && strings.HasSuffix(path, ".html") {
					t.Errorf("%s holds what a template left behind", path)
				}
			}
		})
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	for name, dir := range sites {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			in := inputOf(t, dir)
			publishTo(t, in, out)
			files := read(t, out)
			for _, id := range Load(in, nil).Customers() { // letters are looked at as their readers see them
				keys := secret.Keys(id, 1)
				path := privatePath(keys.Path().String())
				files[path] = unseal(t, files[path], keys)
			}
			ids, links := map[string]map[string]bool{}, map[string][]string{}
			for path, text := range files {
				if strings.HasSuffix(path, ".html") {
					ids[path], links[path] = idsAndLinks(t, text)
				}
			}
			checked := 0
			for page, list := range links {
				for _, href := range list {
					if page != "404.html" && !strings.Contains(href, ":") {
						checkLink(t, files, ids, page, href)
						checked++
					}
				}
			}
			if checked < 200 {
				t.Errorf("only %d links were looked at", checked)
			}
		})
	}
}

// idsAndLinks returns the ids of a page and what it links, shows or loads.
func idsAndLinks(t *testing.T, text string) (ids map[string]bool, links []string) {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("the id %q is there twice", a.Val)
				}
				ids[a.Val] = true
			case a.Key == "href" || a.Key == "src":
				links = append(links, a.Val)
			}
		}
	}
	return ids, links
}

func checkLink(t *testing.T, files map[string]string, ids map[string]map[string]bool, page, href string) {
	to, fragment, _ := strings.Cut(href, "#")
	target := page
	if to != "" {
		target = path.Join(path.Dir(page), to)
		if strings.HasSuffix(to, "/") || to == "." || to == ".." {
			target = path.Join(target, "index.html")
		}
	}
	if _, ok := files[target]; !ok {
		t.Errorf("%s: the link %q leads to %s, which is not there", page, href, target)
	} else if fragment != "" && !ids[target][fragment] {
		t.Errorf("%s: the link %q leads to an id that %s does not have", page, href, target)
	}
}

func TestSameInputsGiveTheSameBytes(t *testing.T) {
	first := filepath.Join(t.TempDir(), "public")
	publishTo(t, inputOf(t, "../.."), first)
	want := read(t, first)
	local := time.Local
	t.Cleanup(func() { time.Local = local; runtime.GOMAXPROCS(runtime.NumCPU()) })
	for i := range 4 {
		time.Local = time.FixedZone("elsewhere", (i-2)*6*3600)
		runtime.GOMAXPROCS(1 + i)
		dir := filepath.Join(t.TempDir(), strings.Repeat("deeper/", i), "out")
		if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
			t.Fatal(err)
		}
		publishTo(t, inputOf(t, "../.."), dir)
		if got := read(t, dir); !maps.Equal(got, want) {
			for path := range want {
				if got[path] != want[path] {
					t.Errorf("round %d: %s differs", i, path)
				}
			}
			t.Fatalf("round %d: %d files, want %d", i, len(got), len(want))
		}
	}
}

func TestErrorsLeaveTheOutputAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := small()
	publishTo(t, inputWith(files), dir)
	before := read(t, dir)
	for name, change := range map[string][2]string{
		"content/capabilities/vans.yaml": {"summary:", "sumary:"},
		"content/agreements/fenn.yaml":   {"answer: yes}", "answer: perhaps}"},
		"content/policies/late.md":       {"vans.on-time", "vans.in-time"},
	} {
		broken := maps.Clone(files)
		broken[name] = strings.Replace(broken[name], change[0], change[1], 1)
		out, _, err := Open(inputWith(broken), nil).Publish(dir, false, publish.Options{State: dir + ".state"})
		if err != nil || !out.Refused || diag.Count(out.Problems, diag.Error) == 0 {
			t.Errorf("%s: refused %v, error %v\n%s", name, out.Refused, err, said(out.Problems))
		}
		if !maps.Equal(read(t, dir), before) {
			t.Errorf("%s: the output changed", name)
		}
	}
}

func TestAllProblemsAreReportedAtOnce(t *testing.T) {
	files := small()
	files["content/capabilities/vans.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "summary:", "sumary:", 1)
	files["content/agreements/fenn.yaml"] = strings.Replace(files["content/agreements/fenn.yaml"], "status: proposed", "status: hoped", 1)
	files["content/policies/late.md"] += "[gone](nowhere.md)\n"
	out, _, err := Open(inputWith(files), nil).Publish(filepath.Join(t.TempDir(), "public"), false, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, p := range out.Problems {
		if p.Level() == diag.Error {
			rules = append(rules, string(p.Rule))
		}
	}
	for _, want := range []string{"schema-unknown-key", "schema-value", "link-broken"} {
		if !slices.Contains(rules, want) {
			t.Errorf("%s is not among %v", want, rules)
		}
	}
}

// TestATimeThatCannotBeRead holds that a slip of the pen in one of several times is told, and prints nothing in its place.
func TestATimeThatCannotBeRead(t *testing.T) {
	_, files := goldenSite(t, "testdata/lamps.txtar")
	const file = "content/capabilities/repairs.yaml"
	files[file] = strings.Replace(files[file], "dim: 3d}", "dim: 3x}", 1)
	b := Open(inputWith(files), nil)
	var got []string
	for _, p := range b.Check().Problems {
		if p.Level() == diag.Error {
			got = append(got, p.At.String()+" "+p.Message)
		}
	}
	if want := []string{file + `:21:53 "x" is not a unit of time`}; !slices.Equal(got, want) {
		t.Errorf("errors %q, want %q", got, want)
	}
	page, ok, err := b.Preview().Page("capabilities/repairs/index.html")
	if !ok || err != nil || !bytes.Contains(page, []byte("A light is mended within the time for its level.")) {
		t.Errorf("the page of the capability: %v, %v", ok, err)
	}
}

var boxPattern = regexp.MustCompile(`<pre[^>]*id="?b"?[^>]*>([^<]*)</pre>`)

// unseal opens a sealed page as its reader's browser does.
func unseal(t testing.TB, page string, keys seal.Keys) string {
	t.Helper()
	m := boxPattern.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("there is no box in\n%s", page)
	}
	letter, err := seal.Open(decode(t, m[1]), keys.Path(), keys.LinkKey(), keys.Passphrase(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return string(letter)
}

func TestPrivateWordsOnAPublicPageStopTheBuild(t *testing.T) {
	for name, c := range map[string]struct{ file, words, rule, at string }{
		"a customer's name":        {"content/policies/late.md", "As Fenn Pottery found.", "leak-private", "content/agreements/fenn.yaml:1:"},
		"an e-mail address":        {"content/policies/late.md", "Ask wilma@fennpots.example.", "leak-private", "content/agreements/fenn.yaml:2:"},
		"what a customer said":     {"content/policies/late.md", "Ring twice and wait, since the old dog is deaf.", "leak-private", "content/agreements/fenn.yaml:"},
		"a staff note":             {"content/policies/late.md", "Never let the blue van come near the weir by night.", "leak-internal", "content/capabilities/vans.yaml:"},
		"an internal exception":    {"content/policies/late.md", "Somebody shouts at the counter for an hour", "leak-internal", "content/policies/late.md:9:"},
		"what staff once observed": {"content/policies/late.md", "Her kiln is older than her mother and twice as loud.", "leak-internal", "content/agreements/fenn.yaml:"},
	} {
		t.Run(name, func(t *testing.T) {
			files := small()
			files[c.file] += "\n" + c.words + "\n"
			dir := filepath.Join(t.TempDir(), "public")
			out, _, err := Open(inputWith(files), nil).Publish(dir, false, publish.Options{})
			if err != nil || !out.Refused {
				t.Fatalf("refused %v, error %v", out.Refused, err)
			}
			i := slices.IndexFunc(out.Problems, func(p diag.Problem) bool { return p.Rule == diag.RuleID(c.rule) })
			if i < 0 || !strings.HasPrefix(out.Problems[i].At.String(), c.at) {
				t.Errorf("want %s at %s, got\n%s", c.rule, c.at, said(out.Problems))
			}
			if _, err := os.Stat(dir); err == nil {
				t.Error("something was published")
			}
		})
	}
}

func TestNoSettingTurnsTheLeakScanOff(t *testing.T) {
	files := small()
	files["site.yaml"] += "checks: {leak-private: off}\n"
	files["content/policies/late.md"] += "\nAs Fenn Pottery found.\n"
	out, _, _ := Open(inputWith(files), nil).Publish(filepath.Join(t.TempDir(), "public"), false, publish.Options{})
	if !out.Refused {
		t.Error("the site was published")
	}
}

func TestLinksThatWereGivenOutNeverVanish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := small()
	first := secret.Keys("fenn", 1).Path().String()
	second := secret.Keys("fenn", 2).Path().String()
	in := inputWith(files)
	in.Ledger = publishTo(t, in, dir).Ledger
	if want := map[string]seal.PageState{first: seal.PageUnshared}; !maps.Equal(in.Ledger.Pages, want) {
		t.Fatalf("the ledger holds %v, want %v", in.Ledger.Pages, want)
	}
	in.Ledger = in.Ledger.Give(first, seal.PageOpen)

	// A new name of the file would be a new link: nothing is published.
	moved := small()
	moved["content/agreements/fennpots.yaml"] = moved["content/agreements/fenn.yaml"]
	delete(moved, "content/agreements/fenn.yaml")
	again := inputWith(moved)
	again.Ledger = in.Ledger
	out, _, err := Open(again, nil).Publish(dir, false, publish.Options{State: dir + ".state"})
	if err != nil || !out.Refused || !strings.Contains(said(out.Problems), first+" was given out") {
		t.Fatalf("refused %v, error %v\n%s", out.Refused, err, said(out.Problems))
	}

	// A new generation leaves a word at the former address.
	files["content/agreements/fenn.yaml"] += "access: {mode: link, generation: 2}\n"
	in.Tree = tree.Of(files)
	in.Ledger = publishTo(t, in, dir).Ledger.Give(second, seal.PageOpen)
	pages := read(t, dir)
	if !strings.Contains(pages["a/"+first+"/index.html"], "This link was replaced") || !boxPattern.MatchString(pages["a/"+second+"/index.html"]) {
		t.Errorf("the former address says %q", pages["a/"+first+"/index.html"])
	}

	// The former link never opens again by itself, whether another build remembers it or not.
	revived := maps.Clone(files)
	revived["content/agreements/fenn.yaml"] = strings.Replace(files["content/agreements/fenn.yaml"], "generation: 2", "generation: 1", 1)
	back := inputWith(revived)
	for _, known := range []seal.PageState{seal.PageOpen, seal.PageUnshared} {
		back.Ledger = seal.Ledger{Check: in.Ledger.Check, Pages: map[string]seal.PageState{first: seal.PageReplaced, second: known}}
		out, _, err = Open(back, nil).Publish(dir, false, publish.Options{State: dir + ".state"})
		if want := "error[link-revived]: the link to " + first + " was replaced by another, and would open the page of this agreement again\n  content/agreements/fenn.yaml\n"; err != nil || !out.Refused || !strings.Contains(said(out.Problems), want) {
			t.Errorf("refused %v, error %v\n%s", out.Refused, err, said(out.Problems))
		}
	}
	back.Ledger.Pages = map[string]seal.PageState{first: seal.PageOpen, second: seal.PageUnshared} // as somebody writes who replaced it by mistake
	if out := publishTo(t, back, dir); out.Ledger.Pages[first] != seal.PageOpen {
		t.Errorf("the ledger holds %v", out.Ledger.Pages)
	}

	// Once it has ended the file may go; both addresses go on to say something.
	files["content/agreements/fenn.yaml"] = strings.Replace(files["content/agreements/fenn.yaml"], "status: proposed", "status: ended\nended: {on: 2026-03-01, why: They moved to Hull}", 1)
	in.Tree = tree.Of(files)
	in.Ledger = publishTo(t, in, dir).Ledger
	delete(files, "content/agreements/fenn.yaml")
	in.Tree = tree.Of(files)
	in.Ledger = publishTo(t, in, dir).Ledger
	pages = read(t, dir)
	if want := map[string]seal.PageState{first: seal.PageReplaced, second: seal.PageEnded}; !maps.Equal(in.Ledger.Pages, want) {
		t.Errorf("the ledger holds %v, want %v", in.Ledger.Pages, want)
	}
	if !strings.Contains(pages["a/"+second+"/index.html"], "This page has closed") || !strings.Contains(pages["a/"+first+"/index.html"], "This link was replaced") {
		t.Errorf("the addresses say %q and %q", pages["a/"+first+"/index.html"], pages["a/"+second+"/index.html"])
	}
}

func TestPagesThatNobodyWasGivenMayGo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := small()
	in := inputWith(files)
	in.Ledger = publishTo(t, in, dir).Ledger
	delete(files, "content/agreements/fenn.yaml")
	in.Tree = tree.Of(files)
	in.Ledger = publishTo(t, in, dir).Ledger
	if len(in.Ledger.Pages) > 0 {
		t.Errorf("the ledger holds %v", in.Ledger.Pages)
	}
	for path := range read(t, dir) {
		if strings.HasPrefix(path, "a/") {
			t.Errorf("%s is still there", path)
		}
	}
}

func TestAPageMadePublicLeavesAWordWhereItsLinkLed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := small()
	page := secret.Keys("fenn", 1).Path().String()
	in := inputWith(files)
	in.Ledger = publishTo(t, in, dir).Ledger.Give(page, seal.PageOpen)
	files["content/agreements/fenn.yaml"] += "access: {mode: public}\n"
	in.Tree = tree.Of(files)
	in.Ledger = publishTo(t, in, dir).Ledger
	if said := read(t, dir)["a/"+page+"/index.html"]; in.Ledger.Pages[page] != seal.PageReplaced || !strings.Contains(said, "This link was replaced") {
		t.Errorf("%s, and it says %q", in.Ledger.Pages[page], said)
	}
}

func TestAPageEndsAfterItsLastDay(t *testing.T) {
	for day, ended := range map[string]bool{"2026-03-19": true, "2026-03-20": false} {
		dir := filepath.Join(t.TempDir(), "public")
		files := small()
		files["content/agreements/fenn.yaml"] += "access: {mode: link, until: " + day + "}\n"
		publishTo(t, inputWith(files), dir)
		page := read(t, dir)["a/"+secret.Keys("fenn", 1).Path().String()+"/index.html"]
		if got := strings.Contains(page, "This page has closed"); got != ended || boxPattern.MatchString(page) == ended {
			t.Errorf("until %s, on 20 March: ended %v, want %v", day, got, ended)
		}
	}
}

func decode(t testing.TB, text string) []byte {
	t.Helper()
	box, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func TestABuildSaysWhatItChangedOfTheBrand(t *testing.T) {
	for color, want := range map[string]int{"#ffd400": 1, "": 0} {
		files := small()
		if color != "" {
			files["site.yaml"] += fmt.Sprintf("brand: {color: %q}\n", color)
		}
		found := 0
		for _, p := range Load(inputWith(files), nil).Problems {
			if p.Rule == "brand-contrast" && p.At.File == "site.yaml" && p.Level() == diag.Notice && strings.Contains(p.Message, color) {
				found++
			}
		}
		if found != want {
			t.Errorf("%q: %d notices, want %d", color, found, want)
		}
	}
}
