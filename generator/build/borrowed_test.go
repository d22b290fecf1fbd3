package build

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// A judge of its own looks through the starters and the example, line by line, for what a stranger would call a fact. Each of
// these is laid into a site that has nothing else of anybody's.

// ownSite is a site with an address of its own.
func ownSite() map[string]string {
	files := small()
	files["site.yaml"] = strings.Replace(files["site.yaml"], "https://small.example/expect/", "https://smallvans.co.uk/expect/", 1)
	return files
}

// borrowedAt returns the places at which facts are reported, with the severities and messages.
func borrowedAt(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, p := range allProblems(files) {
		if p.Rule == "borrowed-fact" {
			found[p.At.File+":"+strconv.Itoa(p.At.Line)] += p.Level().String() + " " + p.Message + "\n" + p.Help
		}
	}
	return found
}

// allProblems returns the problems of a site and its agreements, without those of printed pages.
func allProblems(files map[string]string) []diag.Problem {
	b := Open(inputWith(files), nil)
	problems := slices.Clone(b.Problems())
	for path := range b.input.agreements() {
		problems = append(problems, b.Site().judge(path, unparsed{}).problems...)
	}
	return problems
}

// exampleFiles are the files of the starters and of the example, by their paths in the repository.
func exampleFiles(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, dir := range []string{"../../cmd/upfront/starters", "../../content"} {
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(dir + "/" + name)
			all[dir+"/"+name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	site, err := os.ReadFile("../../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all["../../site.yaml"] = string(site)
	return all
}

// matches returns what the first group of an expression matches in files whose paths have a part, each once, sorted.
func matches(files map[string]string, part, expression string) []string {
	form, all := regexp.MustCompile(expression), map[string]bool{}
	for path, text := range files {
		if strings.Contains(path, part) {
			for _, m := range form.FindAllStringSubmatch(text, -1) {
				all[strings.TrimSpace(m[1])] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func TestAnOwnSiteHasNothingBorrowed(t *testing.T) {
	if found := borrowedAt(t, ownSite()); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// TestEachBorrowedFactIsNamed lays facts of one kind into a page or an agreement, each on a line of its own.
func TestEachBorrowedFactIsNamed(t *testing.T) {
	examples := exampleFiles(t)
	const sentence = `(?m)(?:^|[.] |: )([A-Z][^.!?|:{}\[\]<>*"\n]*[.])(?: |$)`
	number := regexp.MustCompile(`£\d|\b(?:twelve|eleven|eighteen|nineteen|forty|fifty|sixty|\d{2,}) [a-z]{4,}`)
	limit := regexp.MustCompile(`\d (?:working |business )?(?:minute|hour|day|week|month|night)|within|up to|at most|more than|fewer|less than|from \d|by \d|until|at \d|after \d|minutes|\d%|:\d\d|hours`)
	numbers := slices.DeleteFunc(matches(examples, "", sentence), func(s string) bool {
		return !number.MatchString(s) || limit.MatchString(s) || strings.Contains(s, "expect") || strings.Contains(s, "may see") || strings.HasPrefix(s, "Of every") || len(strings.Fields(s)) < 5
	})
	mail := `([a-z.]+@[\w.]+\w)`
	name := `([A-Z][\w'’]+(?: &)?(?: [A-Z][\w'’]+)+)`
	for _, c := range []struct {
		kind  string
		facts []string
		line  string // of a page, where %s is the fact
		least int
	}{
		{"mail addresses", matches(examples, "", mail), "Write to us at [the office](mailto:%s) any day.", 40},
		{"telephones", matches(examples, "", `"(\+44 [\d ]+)"`), "Ring %s whenever you like.", 30},
		{"names of people", matches(examples, "", `(?:leader:\n  |[{-] *|: \{)name: `+name+`, role`), "Ask for %s when you come.", 30},
		{"names of ours", matches(examples, "site.yaml", `name: `+name+`\n`), "We are %s, as you may know.", 4},
		{"names of firms", matches(examples, "partners", `name: ((?:[A-Z][\w'’]+|&)(?: (?:[A-Z&][\w'’]*|of))+)[,}\n]`), "Others, such as %s, do it better.", 10},
		{"numbers in sentences", numbers, "%s", 15},
		{"the shop", matches(examples, "site.yaml", `by: visit, at: "([^"]+)"`), "Come to %s and ring the bell.", 4},
	} {
		t.Run(c.kind, func(t *testing.T) {
			if len(c.facts) < c.least {
				t.Fatalf("the judge found %d of them: %q", len(c.facts), c.facts)
			}
			files := ownSite()
			page := "---\ntitle: About us\n---\n"
			for _, fact := range c.facts {
				if fact != "National Highways" { // which is no example's
					page += fmt.Sprintf(c.line, fact) + "\n\n"
				}
			}
			files["content/pages/about.md"] = page
			found := borrowedAt(t, files)
			for i, line := range strings.Split(page, "\n") {
				got := found[fmt.Sprintf("content/pages/about.md:%d", i+1)]
				if i > 2 && line != "" && !strings.HasPrefix(got, "error ") {
					t.Errorf("%q is not named: %q", line, got)
				}
			}
		})
	}
}

func TestWhatCustomersOfExamplesSaid(t *testing.T) {
	files := ownSite()
	all := matches(exampleFiles(t), "agreements/", `said: "([^"]+)"`)
	if len(all) < 30 {
		t.Fatal(len(all))
	}
	text := files["content/agreements/fenn.yaml"] + "body: Nothing more.\n"
	first := strings.Count(text[:strings.Index(text, "expectations:")], "\n") + 2
	lines := ""
	for i, said := range all {
		lines += fmt.Sprintf("  - {id: x%d, said: %q, understood: The driver rings the bell, answer: yes}\n", i, said)
	}
	files["content/agreements/fenn.yaml"] = strings.Replace(text, "expectations:\n", "expectations:\n"+lines, 1)
	found := borrowedAt(t, files)
	for i, said := range all {
		if got := found[fmt.Sprintf("content/agreements/fenn.yaml:%d", first+i)]; !strings.HasPrefix(got, "error ") {
			t.Errorf("%q is not named", said)
		}
	}
	if len(found) != len(all) {
		t.Errorf("%d problems for %d", len(found), len(all))
	}
}

// TestPricesOfExamples holds that a price is known in the file of its example, and one that is nobody else's in any.
func TestPricesOfExamples(t *testing.T) {
	for path, text := range exampleFiles(t) {
		if !strings.Contains(path, "/capabilities/") {
			continue
		}
		for _, m := range regexp.MustCompile(`(?:amount|price): (?:"([^"\n]*£[^"%\n]*)"|([^",}\n]*£[^,}%\n]*))`).FindAllStringSubmatch(text, -1) {
			files, file := ownSite(), path[strings.Index(path, "content/"):]
			if strings.HasPrefix(path, "../../content") {
				file = strings.TrimPrefix(path, "../../")
			}
			files[file] = files["content/capabilities/vans.yaml"] + "price: {kind: fixed, amount: " + strconv.Quote(m[1]+m[2]) + "}\n"
			if got := borrowedAt(t, files)[file+":"+strconv.Itoa(strings.Count(files[file], "\n"))]; !strings.HasPrefix(got, "error ") {
				t.Errorf("%s: %q is not named", path, m[1]+m[2])
			}
		}
	}
	files := ownSite()
	files["content/capabilities/vans.yaml"] += "price: {kind: hourly, amount: £60 an hour}\n"
	if found := borrowedAt(t, files); len(found) > 0 {
		t.Errorf("a price that many have: %v", found)
	}
}

// TestRecordsOfExamples keeps each record, and a part of it below rows of our own.
func TestRecordsOfExamples(t *testing.T) {
	for path, text := range exampleFiles(t) {
		if !strings.HasSuffix(path, ".csv") {
			continue
		}
		files := ownSite()
		files["content/capabilities/vans.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "    window: 90d\n", "    window: 90d\n    record: {file: records/runs.csv, from: a, to: b}\n", 1)
		rows := strings.SplitAfterN(text, "\n", 2)
		half := strings.SplitAfter(rows[1], "\n")
		for what, kept := range map[string]string{"whole": text, "with \\r": strings.ReplaceAll(text, "\n", "\r\n"), "half": rows[0] + "ours,ours\n" + strings.Join(half[len(half)/2:], "")} {
			files["content/records/runs.csv"] = kept
			if found := borrowedAt(t, files); len(found) != 1 && (what != "half" || len(half) > 40) {
				t.Errorf("%s, %s: %v", path, what, found)
			}
		}
	}
}

// TestFactsOfFormerVersions has facts that only git remembers, and the text of a new file.
func TestFactsOfFormerVersions(t *testing.T) {
	files := ownSite()
	files["content/pages/about.md"] = "---\ntitle: About us\n---\nThe list for September has nine names.\n\nDry, locked storage on racks at our depot, with a smoke alarm that rings at Pete's house.\n"
	if found := borrowedAt(t, files); len(found) != 2 {
		t.Errorf("found %v", found)
	}
}

// TestBorrowedFactsByAddress holds what the address of the site decides, and how a fact is released.
func TestBorrowedFactsByAddress(t *testing.T) {
	const own = "url: https://smallvans.co.uk/expect/\n"
	for _, c := range []struct{ url, checks, want string }{
		{own, "", "error content/pages/about.md:4 \"Ask Hester Vaughan, we are twelve riders, two vans and an…\" is a fact from an example|error content/pages/about.md:6 \"hester@kingfisher.example\" is an address or a number from an example"},
		{"", "", "notice site.yaml 2 facts of an example would be published here: names, addresses, numbers, prices, records"},
		{"url: https://small.example/\n", "", "notice site.yaml:2 2 facts of an example would be published here: names, addresses, numbers, prices, records"},
		{"url: http://small.test:8000/a\n", "", "notice site.yaml:2 2 facts of an example would be published here: names, addresses, numbers, prices, records"},
		{"url: https://www.example.com\n", "", "notice site.yaml:2 2 facts of an example would be published here: names, addresses, numbers, prices, records"},
		{own, `checks: {ours: ["Ask Hester Vaughan, we are twelve riders, two vans and an arch under the railway.", "hester@kingfisher.example"]}` + "\n", ""},
		{own, `checks: {ours: hester@kingfisher.example, borrowed-fact: warning}` + "\n", "warning content/pages/about.md:4 \"Ask Hester Vaughan, we are twelve riders, two vans and an…\" is a fact from an example"},
	} {
		files := ownSite()
		files["site.yaml"] = strings.Replace(files["site.yaml"], own, c.url, 1) + c.checks
		files["content/pages/about.md"] = "---\ntitle: About us\n---\nAsk Hester Vaughan, we are twelve riders, two vans and an arch under the railway.\n\nhester@kingfisher.example\n"
		var got []string
		for _, p := range allProblems(files) {
			if p.Rule == "borrowed-fact" {
				at := p.At
				at.Column = 0
				got = append(got, p.Level().String()+" "+at.String()+" "+p.Message)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s%s:\n got %q\nwant %q", c.url, c.checks, got, c.want)
		}
	}
}

// TestLogosAndHeadlinesOfExamples lays the logo and the headline of each starter and of the example into a site: as they are,
// and with another colour and title. A drawing of one's own is nobody's.
func TestLogosAndHeadlinesOfExamples(t *testing.T) {
	examples := exampleFiles(t)
	headlines := matches(examples, "site.yaml", `headline: (.*)\n`)
	var logos []string
	for path, text := range examples {
		if strings.HasSuffix(path, "/logo.svg") {
			logos = append(logos, text, regexp.MustCompile(`#[0-9a-f]{6}`).ReplaceAllString(text, "#123456"), regexp.MustCompile(`<title>[^<]*`).ReplaceAllString(text, "<title>Small Vans"))
		}
	}
	if len(headlines) != 4 || len(logos) != 12 {
		t.Fatalf("%d headlines and %d drawings", len(headlines), len(logos))
	}
	for i, logo := range logos {
		files := ownSite()
		files["content/logo.svg"] = logo
		files["site.yaml"] = strings.Replace(files["site.yaml"], "business: {", "business: {headline: '"+headlines[i/3]+"', logo: logo.svg, ", 1)
		got := strings.Join(slices.Collect(maps.Values(borrowedAt(t, files))), "\n")
		if !strings.Contains(got, "content/logo.svg is the picture of an example") || !strings.Contains(got, strconv.Quote(headlines[i/3])[:30]) {
			t.Errorf("of %s with %q: %q", logo, headlines[i/3], got)
		}
		files["content/logo.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>`
		if got := fmt.Sprint(borrowedAt(t, files)); strings.Contains(got, "logo.svg") {
			t.Errorf("of a drawing of one's own: %s", got)
		}
	}
}

// TestWhatIsSaidOfAFactWorks applies the help of each problem of a whole starter, until none is left.
func TestWhatIsSaidOfAFactWorks(t *testing.T) {
	files := map[string]string{}
	const root = "../../cmd/upfront/starters/courier/"
	for path, text := range exampleFiles(t) {
		if name, ok := strings.CutPrefix(path, root); ok {
			files[name] = text
		}
	}
	files["site.yaml"] = strings.Replace(files["site.yaml"], "https://kingfisher.example/expect/", "https://smallvans.co.uk/", 1)
	ours := regexp.MustCompile(`ours: \[(.*)\]$`)
	var list []string
	records := 0
	for _, p := range allProblems(files) {
		switch m := ours.FindStringSubmatch(p.Help); {
		case p.Rule != "borrowed-fact":
		case (p.Level() == diag.Warning) != (p.At.File == "content/agreements/portway-dental.yaml"): // a draft
			t.Errorf("%s is a %s", p.Message, p.Level())
		case m == nil:
			records++
		default:
			list = append(list, "    - "+m[1]+"\n")
		}
	}
	if len(list) < 100 || records != 7 { // five records, what a customer agreed to, and the logo
		t.Errorf("%d facts, and %d records and pictures", len(list), records)
	}
	files["site.yaml"] = strings.Replace(files["site.yaml"], "checks:\n", "checks:\n  ours:\n"+strings.Join(list, ""), 1)
	if found := borrowedAt(t, files); len(found) != records {
		t.Errorf("left are %v", found)
	}
}

// TestADraftIsNotShared holds that a draft stops no build, and that its link is not shown while it has a fact of an example,
// whatever the settings; at an address for examples, it may be.
func TestADraftIsNotShared(t *testing.T) {
	for _, c := range []struct {
		said, url, checks string
		want              string // of the build, and of sharing
	}{
		{"Before they open. Not as they open.", "https://smallvans.co.uk/", "", "warning error"},
		{"Before they open. Not as they open.", "https://smallvans.co.uk/", "checks: {borrowed-fact: off}\n", " error"},
		{"Before they open. Not as they open.", "https://small.example/", "", " "},
		{"Their own words, exactly as they said them.", "https://small.example/", "", "warning error"},
		{"their own words -- exactly", "https://small.example/", "", "warning error"},
		{"Their own words, exactly as they said them. Before noon.", "https://small.example/", "", "warning error"},
		{"Their own van comes at noon.", "https://small.example/", "", " "},
		{"Their own words, exactly as they said them.", "https://smallvans.co.uk/", "checks: {starting-text: off}\n", " error"},
		{"Come before the kiln is hot.", "https://smallvans.co.uk/", "", " "},
	} {
		files := ownSite()
		files["site.yaml"] = strings.Replace(files["site.yaml"], "https://smallvans.co.uk/expect/", c.url, 1) + c.checks
		agreement := strings.Replace(files["content/agreements/fenn.yaml"], "status: proposed", "status: draft", 1)
		files["content/agreements/fenn.yaml"] = strings.Replace(agreement, "No chipped glaze, ever.", c.said, 1)
		levels := func(problems []diag.Problem) string {
			var all []string
			for _, p := range problems {
				if p.Rule == "borrowed-fact" || p.Rule == "starting-text" {
					all = append(all, p.Level().String())
				}
			}
			return strings.Join(all, ",")
		}
		site := Load(inputWith(files), nil)
		_, problems, _ := site.Share("fenn")
		if got := levels(site.judge("content/agreements/fenn.yaml", unparsed{}).problems) + " " + levels(problems); got != c.want {
			t.Errorf("%s at %s %s: %q, want %q", c.said, c.url, c.checks, got, c.want)
		}
	}
}
