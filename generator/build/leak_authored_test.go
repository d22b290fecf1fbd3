package build

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/publish"
)

// withRows is a site with more rows in its record, so old that none of them counts. Each value is the customer of one row
// and the id of another.
func withRows(files map[string]string, values ...string) map[string]string {
	out := maps.Clone(files)
	for _, v := range values {
		out["content/records/vans.csv"] += fmt.Sprintf("old,%q,2020-01-01 10:00,2020-01-01 11:00,,,,,\n%q,,2020-01-01 10:00,2020-01-01 11:00,,,,,\n", v, v)
	}
	return out
}

// leaksOf builds a site, and returns the public outputs and where a private word was found.
func leaksOf(t *testing.T, files map[string]string) (pages map[string]string, places []string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	out, _, err := Open(inputWith(files), nil).Publish(dir, false, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range out.Problems {
		switch {
		case p.Rule == leak.RulePrivate:
			places = append(places, p.At.String())
		case p.Level() == diag.Error:
			t.Fatalf("%s: %s", p.At, p.Message)
		}
	}
	pages = map[string]string{}
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := os.ReadFile(path)
			pages[path] = string(data)
		}
		return nil
	})
	return pages, places
}

// TestWhatTheProgramPrintsIsNobodys puts every number, day, moment and length of time that the public outputs hold into
// rows of the record, except those that stand in a text of an author. No build is stopped by one.
func TestWhatTheProgramPrintsIsNobodys(t *testing.T) {
	made := regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?|\d{8}T\d{6}Z|\d{4}-\d\d(?:-\d\d)?|\d+(?:\.\d+)?%|\b\d[\d.,]*(?:mo|[mhdwy])?\b`)
	files := withRecord("All is well.")
	files["content/capabilities/portal.yaml"] = "title: The portal\nsummary: You see where your parcel is.\neffective: 2025-11-20\nreview_by: 2027-01-05\nscope: {excluded: [{id: fax, what: A fax, because: We have none., instead: A call.}]}\naftercare: [{every: 6mo, do: We ask how it went}]\n" +
		"promises: [{id: there, says: The portal is there., commitment: target, target: 99.5%, window: 120d, indicator: {kind: availability, of: the portal}, record: {file: records/portal.csv, from: down, to: up}}]\n"
	files["content/records/portal.csv"] = "down,up\n2026-02-10 09:00,2026-02-10 09:25\n"
	pages, places := leaksOf(t, files)
	if len(places) > 0 {
		t.Fatal(places)
	}
	site, _, _ := strings.Cut(files["site.yaml"], "as_of:")
	texts := strings.Join([]string{site, "441632960000", "A parcel of up to 30 kg", "The first round at 08:00.", "We deliver within 4 hours", files["content/pages/index.md"], "iso27001"}, "\n")
	found := map[string]bool{}
	for _, page := range pages {
		for _, v := range made.FindAllString(page, -1) {
			if v = strings.TrimRight(v, ".,"); len(v) >= 3 && !strings.Contains(texts, v) {
				found[v] = true
			}
		}
	}
	for _, form := range []string{"2026-03-20T12:00:00Z", "2025-12-20T12:00:00Z", "2026-03-20", "120d", "99.5%"} {
		if !found[form] {
			t.Errorf("the outputs do not hold %s", form)
		}
	}
	values := append(slices.Sorted(maps.Keys(found)), "20260320", "20260320T120000Z", "2026-03-04T09:00:00Z")
	if _, places := leaksOf(t, withRows(files, values...)); len(places) > 0 {
		rows := strings.Split(withRows(files, values...)["content/records/vans.csv"], "\n")
		for _, at := range places {
			var line, column int
			fmt.Sscanf(strings.TrimPrefix(at, "content/records/vans.csv:"), "%d:%d", &line, &column)
			t.Errorf("%s: %s", at, rows[line-1])
		}
	}
}

// TestWhatAnAuthorWroteIsFound writes values of rows, of the same forms, into every kind of public text.
func TestWhatAnAuthorWroteIsFound(t *testing.T) {
	values := []string{"2026-03-20T12:00:00Z", "2019-05-06T07:08:00Z", "2019-05-06 07:08", "2019-00471", "4711200", "0113 496 0999", "1250d", "20260320"}
	var bold []string
	for _, v := range values {
		bold = append(bold, v[:3]+"**"+v[3:]+"**")
	}
	text, inBold := "It was "+strings.Join(values, ", and ")+", we say.", "It was "+strings.Join(bold, ", and ")+", we say."
	for name, edit := range map[string]func(files map[string]string){
		"a policy": func(f map[string]string) { f["content/policies/late.md"] += "\n" + text + "\n" },
		"a policy, in bold": func(f map[string]string) {
			f["content/policies/late.md"] += "\n" + inBold + "\n"
		},
		"a policy, in code": func(f map[string]string) { f["content/policies/late.md"] += "\n```\n" + text + "\n```\n" },
		"a title": func(f map[string]string) {
			replaceIn(f, "content/policies/late.md", "title: What if you are late?", "title: "+fmt.Sprintf("%q", text))
		},
		"a promise": func(f map[string]string) {
			replaceIn(f, "content/capabilities/vans.yaml", "    window: 90d\n", "    window: 90d\n    means: "+fmt.Sprintf("%q", text)+"\n")
		},
		"a list": func(f map[string]string) {
			replaceIn(f, "content/capabilities/vans.yaml", "included: [", "included: ["+fmt.Sprintf("%q", text)+", ")
		},
		"the body of one": func(f map[string]string) {
			f["content/capabilities/vans.yaml"] += "body: " + fmt.Sprintf("%q", text) + "\n"
		},
		"a notice": func(f map[string]string) { f["content/notices/road.md"] += "\n" + text + "\n" },
		"a page": func(f map[string]string) {
			f["content/pages/about.md"] = "---\ntitle: About\n---\n" + text + "\n"
		},
		"the home page": func(f map[string]string) { f["content/pages/index.md"] = text + "\n" },
		"the glossary": func(f map[string]string) {
			f["content/glossary.yaml"] = "parcel: " + fmt.Sprintf("%q", text) + "\n"
		},
		"site.yaml": func(f map[string]string) {
			replaceIn(f, "site.yaml", "what_we_do: Parcels for a small town.", "what_we_do: "+fmt.Sprintf("%q", text))
		},
		"a variable": func(f map[string]string) {
			f["site.yaml"] += "vars: {n: " + fmt.Sprintf("%q", text) + "}\n"
			f["content/policies/late.md"] += "\n{{ site.n }}\n"
		},
		"a picture": func(f map[string]string) {
			f["content/policies/van.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>` + text + `</title></svg>`
			f["content/policies/late.md"] += "\n![A van](van.svg)\n"
		},
	} {
		files := withRecord("All is well.")
		edit(files)
		if _, places := leaksOf(t, withRows(files, values...)); len(places) != len(values) {
			t.Errorf("in %s, %d of %d values are found: %v", name, len(places), len(values), places)
		}
	}
}

func replaceIn(files map[string]string, path, old, new string) {
	files[path] = strings.Replace(files[path], old, new, 1)
}
