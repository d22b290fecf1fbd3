package syntax

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"upfront/generator/markdown"
	"upfront/generator/tree"
)

// sites are the folders of the repository that hold a site.
func sites(t testing.TB) []string {
	starters, _ := filepath.Glob("../../cmd/upfront/starters/*")
	if len(starters) == 0 {
		t.Fatal("the starters are gone")
	}
	return append(starters, "../..")
}

func TestExampleSitesReadWithoutProblems(t *testing.T) {
	for _, dir := range sites(t) {
		files := treeOf(t, dir)
		site, problems := Read(files)
		for _, name := range site.Agreements {
			_, more := ReadAgreement(files, name, site.Site.Timezone.V)
			problems = append(problems, more...)
		}
		for _, p := range problems {
			t.Errorf("%s: %s: %s: %s", dir, p.At, p.Rule, p.Message)
		}
		if len(site.Capabilities) == 0 || len(site.Policies) == 0 || len(site.Agreements) == 0 || len(site.Notices) == 0 || len(site.Partners) == 0 {
			t.Errorf("%s: little was read", dir)
		}
	}
}

// treeOf reads the files that make a site, and no others of the folder.
func treeOf(t testing.TB, dir string) *tree.Tree {
	all := map[string]string{}
	for _, part := range []string{"site.yaml", "content"} {
		err := filepath.WalkDir(filepath.Join(dir, part), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			rest, _ := filepath.Rel(dir, name)
			all[filepath.ToSlash(rest)] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return tree.Of(all)
}

// sample is the YAML of one real file, and its kind.
type sample struct{ kind, name, text string }

// realFiles returns the YAML of every file of every example site.
func realFiles(t testing.TB) (all []sample) {
	for _, dir := range sites(t) {
		files := treeOf(t, dir)
		for _, name := range files.Paths() {
			data, err := files.Read(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, ".md") {
				f, _ := markdown.SplitFrontMatter(name, data)
				data = f.YAML
			}
			if kind := kindOf(name); kind != "" {
				all = append(all, sample{kind, dir + "/" + name, string(data)})
			}
		}
	}
	if len(all) < 60 {
		t.Fatalf("only %d files", len(all))
	}
	return all
}

func kindOf(name string) string {
	switch folder, _, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/"); {
	case name == SiteFile:
		return "site"
	case strings.HasSuffix(name, "partners.yaml"):
		return "partners"
	case strings.HasSuffix(name, "glossary.yaml"):
		return "glossary"
	case folder == "capabilities":
		return "capability"
	case folder == "agreements":
		return "agreement"
	case !strings.HasSuffix(name, ".md"):
		return ""
	case folder == "policies":
		return "policy"
	default:
		return strings.TrimSuffix(folder, "s")
	}
}

func TestPlacesOfValues(t *testing.T) {
	site, _ := decode(siteTable, "site.yaml", 1, []byte("\ufeffbusiness: {name: \"Größe \\u00e4\", legal_name: 'it''s'}\r\ntimezone: Europe/London\r\n"), time.UTC)
	c, problems := decode(capabilityTable, "c.yaml", 10, []byte(strings.Join([]string{
		"title: >-",               // 10
		"",                        // 11
		"    Folded",              // 12
		"    text",                // 13
		"summary: one",            // 14
		"  and two",               // 15
		"ask: [ä, \"東 京\", c]",    // 16
		"promises:",               // 17
		"  - id: on-time",         // 18
		"    within:",             // 19
		"      p1: {within: 1h}",  // 20
		"      p2: 8h  # working", // 21
	}, "\n")), time.UTC)
	if len(problems) != 2 { // says and commitment are missing
		t.Error(problems)
	}
	within := c.Promises[0].Within
	for _, v := range []struct {
		got         Text
		text, place string
		width       int
	}{
		{site.Business.Name, "Größe ä", "site.yaml:1:18", 14},
		{site.Business.LegalName, "it's", "site.yaml:1:46", 7},
		{c.Title, "Folded text", "c.yaml:12:5", 6},
		{c.Summary, "one and two", "c.yaml:14:10", 3},
		{c.Ask[0], "ä", "c.yaml:16:7", 1},
		{c.Ask[1], "東 京", "c.yaml:16:10", 5},
		{c.Ask[2], "c", "c.yaml:16:17", 1},
		{within.Levels[0].Key, "p1", "c.yaml:20:7", 2},
		{Text{within.Levels[1].V.Within.V.String(), within.Levels[1].V.Within.At}, "8h", "c.yaml:21:11", 2},
		{Text{"", c.Promises[0].At}, "", "c.yaml:18:5", 0},
	} {
		if v.got.V != v.text && v.text != "Folded text" || v.got.At.String() != v.place || v.got.At.Width != v.width {
			t.Errorf("got %q at %s+%d, want %q at %s+%d", v.got.V, v.got.At, v.got.At.Width, v.text, v.place, v.width)
		}
	}
	if site.Timezone.V.String() != "Europe/London" || site.Timezone.At.String() != "site.yaml:2:11" {
		t.Errorf("%+v", site.Timezone)
	}
}

func TestValuesAreKeptAsWritten(t *testing.T) {
	c, problems := decode(capabilityTable, "f", 1, []byte("title: no\nsummary: ' two  spaces '\nversion: 1.10\ncategory: 0123\nowner: 08:00\nstaff_note: on\nask: [1e3, 0x10, yes, 12:30:45, .5]\n"), time.UTC)
	got := []string{c.Title.V, c.Summary.V, c.Version.V, c.Category.V, c.Owner.V, c.StaffNote.V}
	for _, a := range c.Ask {
		got = append(got, a.V)
	}
	want := []string{"no", " two  spaces ", "1.10", "0123", "08:00", "on", "1e3", "0x10", "yes", "12:30:45", ".5"}
	if strings.Join(got, "|") != strings.Join(want, "|") || len(problems) > 0 {
		t.Errorf("got %q, want %q, %v", got, want, problems)
	}
}

func TestHolidaysMayBeRanges(t *testing.T) {
	s, problems := decode(siteTable, "f", 1, []byte("business: A\ntimezone: UTC\nhours:\n  office: {days: Mon, from: 9:00, to: 17:00, holidays: [2026-04-03, 2026-12-30 to 2027-01-01]}\n"), time.UTC)
	var got []string
	office, _ := s.Hours.Get("office")
	for _, d := range office.Holidays {
		got = append(got, d.V.String()+"@"+d.At.String())
	}
	want := "2026-04-03@f:4:57 2026-12-30@f:4:69 2026-12-31@f:4:69 2027-01-01@f:4:69"
	if strings.Join(got, " ") != want || len(problems) > 0 {
		t.Errorf("got %q %v", got, problems)
	}
}

func TestAliasesOfBothNames(t *testing.T) {
	p, _ := decode(policyTable, "f", 1, []byte("redirect_from: [/a/, /b/]\naliases: /c/\n"), time.UTC)
	if len(p.Aliases) != 3 || p.Aliases[0].V != "/a/" || p.Aliases[2].V != "/c/" {
		t.Errorf("%+v", p.Aliases)
	}
}

// A slip in a file must not make what it says disappear: each reference to it would be a mistake too.
func TestBrokenFilesAreReadAsFarAsPossible(t *testing.T) {
	c, problems := decode(capabilityTable, "f", 1, []byte("title: A\nsummary: Late: or not\npromises:\n  - id: on-time\n    says: \"We deliver\n    commitment: target\n  - {id: told, says: We tell you, commitment: target}\n"), time.UTC)
	if len(problems) != 2 || len(c.Promises) != 2 || c.Promises[1].ID.V != "told" || c.Summary.V != "Late: or not" {
		t.Errorf("%d promises, summary %q, %v", len(c.Promises), c.Summary.V, problems)
	}
}

func TestSiteWithoutFiles(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"nothing", nil, []string{"site.yaml schema-missing: there is no site.yaml in this folder", "content schema-missing: there is nothing in content/, so there is nothing to publish"}},
		{"yml", map[string]string{"site.yml": "x", "content/capabilities/a.yaml": "title: A\nsummary: B\n"}, []string{"site.yaml schema-missing: there is no site.yaml in this folder"}},
		{"only a site", map[string]string{"site.yaml": "business: A\ntimezone: UTC\n"}, []string{"content schema-missing: there is nothing in content/, so there is nothing to publish"}},
		{"strays", map[string]string{"site.yaml": "business: A\ntimezone: UTC\n", "content/site.yaml": "", "content/partners.yml": "", "content/policys/a.md": "", "content/records/a.xls": "", "content/capabilities/A b.yaml": "title: A\nsummary: B\n", "content/capabilities/a/b.yaml": ""}, []string{
			`content/capabilities/A b.yaml id-form: the name "A b" cannot be an id`,
			`content/capabilities/a/b.yaml file-stray: "content/capabilities/a/b.yaml" is not read, since it stands in a folder of its own`,
			`content/partners.yml file-stray: "content/partners.yml" is not read`,
			`content/policys/a.md file-stray: "content/policys/a.md" is not read`,
			`content/records/a.xls file-stray: "content/records/a.xls" is not read`,
			`content/site.yaml file-stray: "content/site.yaml" is not read`,
		}},
	} {
		_, problems := Read(tree.Of(c.files))
		var got []string
		for _, p := range problems {
			got = append(got, p.At.String()+" "+string(p.Rule)+": "+p.Message)
			if p.Help == "" {
				t.Errorf("%s: no help: %+v", c.name, p)
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s", c.name, strings.Join(got, "\n"))
		}
	}
}

func TestStraysAreShownTheirPlace(t *testing.T) {
	const all = "Upfront reads content/capabilities/, content/policies/, content/pages/, content/notices/, content/agreements/, content/agreed/, content/records/, content/partners.yaml and content/glossary.yaml."
	for name, want := range map[string]string{
		"content/site.yaml":             "Move it up: site.yaml stands beside the folder content.",
		"content/partners.yml":          "Rename it to partners.yaml.",
		"content/policys/a.md":          "Did you mean the folder content/policies/?",
		"content/policy/a.md":           "Did you mean the folder content/policies/?",
		"content/capability/a.yaml":     "Did you mean the folder content/capabilities/?",
		"content/Notice/a.md":           "Did you mean the folder content/notices/?",
		"content/records/a.xls":         "Export it as CSV, into a file whose name ends in .csv, or move it out of content/.",
		"content/records/a.tsv":         "Give it a name that ends in .csv, or move it out of content/.",
		"content/policies/a.markdown":   "Give it a name that ends in .md, or move it out of content/.",
		"content/policies/package.json": "Move it out of content/: files that are read here have names that end in .md.",
		"content/pages/Makefile":        "Give it a name that ends in .md, or move it out of content/.",
		"content/capabilities/a.yml":    "Give it a name that ends in .yaml, or move it out of content/.",
		"content/capabilities/a.md":     "Move it out of content/: files that are read here have names that end in .yaml.",
		"content/somewhere/a.yaml":      all,
		"content/what-we-promise.yaml":  all,
	} {
		_, problems := Read(tree.Of(map[string]string{"site.yaml": "business: A\ntimezone: UTC\n", "content/pages/about.md": "---\ntitle: About\n---\nHello.\n", name: ""}))
		if len(problems) != 1 || problems[0].At.File != name || problems[0].Help != want {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}
