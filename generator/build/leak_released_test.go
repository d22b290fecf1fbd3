package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/leak"
)

// released is a site whose public pages say words of one customer, Kestrel Lamps.
func released() map[string]string {
	files := withRecord("All is well.")
	delete(files, "content/agreements/fenn.yaml")
	files["content/agreements/kestrel-lamps.yaml"] = `customer: {name: Kestrel Lamps}
people: [{name: Zebedee Quill, role: decides, email: zeb@kestrellamps.example, phone: "+44 7700 900411"}]
status: draft
owner: Ida Moss
capabilities: [vans]
expectations:
  - {id: e1, said: Overnight, understood: We ring., answer: yes}
check_ins: [{on: 2026-05-01, what: Tea}]
`
	return files
}

// leakProblems returns what a build says of private words, each as its severity, its place and its message.
func leakProblems(problems []diag.Problem) (out []string) {
	for _, p := range problems {
		if p.Rule == leak.RulePrivate || p.Rule == leak.RuleInternal || p.Rule == leak.RuleDoubtful {
			out = append(out, fmt.Sprintf("%s %s: %s", p.Level(), strings.TrimPrefix(p.At.String(), "content/"), p.Message))
		}
	}
	return out
}

const (
	atCustomer = "agreements/kestrel-lamps.yaml:1:18: "
	atPerson   = "agreements/kestrel-lamps.yaml:2:17: "
	onLate     = " would be readable on policies/late/index.html"
	onPages    = " is a name here, and stands on a public page, too"
)

// TestWhatAFieldReleases has words of a customer in a public text, and edits which make them ours, or not.
func TestWhatAFieldReleases(t *testing.T) {
	t.Parallel()
	const agreement, vans, late = "content/agreements/kestrel-lamps.yaml", "content/capabilities/vans.yaml", "content/policies/late.md"
	partner := func(name, url string) string {
		return fmt.Sprintf("kl: {name: %s, for: Lamps, why: They are good., url: %q}\n", name, url)
	}
	for _, c := range []struct {
		what, words string
		edits       []string // a file, what it says and what it says then; an empty text is added to
		want        string
	}{
		{"a name", "We did it for Kestrel Lamps.", nil, "error " + atCustomer + "the name of this customer" + onLate},
		{"one who may be named", "We did it for Kestrel Lamps.", []string{agreement, "name: Kestrel Lamps", "name: Kestrel Lamps, may_be_named: {because: They said so.}"}, ""},
		{"and a person there", "We did it for Zebedee Quill.", []string{agreement, "name: Kestrel Lamps", "name: Kestrel Lamps, may_be_named: {because: They said so.}"}, "error " + atPerson + "the name of this person" + onLate},
		{"a person who may be named", "We did it for Zebedee Quill.", []string{agreement, "role: decides", "role: decides, may_be_named: He said so."}, ""},
		{"a partner", "We did it for [Kestrel Lamps](https://www.kestrellamps.example/x).", []string{"content/partners.yaml", "", partner("Kestrel Lamps Ltd", "https://kestrellamps.example")}, ""},
		{"the address of somebody at a partner's", "Write to zeb@kestrellamps.example.", []string{"content/partners.yaml", "", partner("Kestrel Lamps Ltd", "https://kestrellamps.example")}, "error agreements/kestrel-lamps.yaml:2:54: this address" + onLate},
		{"a partner with a longer name", "We send it by Kestrel Lamps Haulage.", []string{"content/partners.yaml", "", partner("Kestrel Lamps Haulage", "https://klh.example")}, ""},
		{"and the customer beside it", "We send it by Kestrel Lamps Haulage to Kestrel Lamps.", []string{"content/partners.yaml", "", partner("Kestrel Lamps Haulage", "https://klh.example")}, "error " + atCustomer + "the name of this customer" + onLate},
		{"a colleague's first name", "Ask Zebedeena.", []string{agreement, "Zebedee Quill", "Zebedeena", "site.yaml", "", "people: {z: {name: Zebedeena Moss, role: Bills}}\n"}, ""},
		{"no colleague's first name", "Ask Zebedeena.", []string{agreement, "Zebedee Quill", "Zebedeena"}, "error " + atPerson + "the name of this person" + onLate},
		{"an owner", "Ask Zebedee Quill.", []string{late, "title:", "owner: Zebedee Quill\ntitle:"}, ""},
		{"our own number", "Ring 07700 900411.", []string{"site.yaml", "fallback: help}", "fallback: help}\n  - {id: mobile, by: mobile, at: \"+44 7700 900411\", hours: office, respond_within: 5m, fallback: help}"}, ""},
		{"their number", "Ring 07700 900411.", nil, "error agreements/kestrel-lamps.yaml:2:87: this number" + onLate},
		{"their domain", "See www.kestrellamps.example.", []string{agreement, "name: Kestrel Lamps", "name: Lamps of Kestrel"}, "error agreements/kestrel-lamps.yaml:2:54: the domain of this customer" + onLate},
		{"another's domain", "See gmail.com.", []string{agreement, "zeb@kestrellamps.example", "zeb@gmail.com"}, ""},
		{"a word", "It comes overnight. Overnight!", nil, ""},
		{"a word for a check-in", "Tea is at three. Tea!", nil, ""},
		{"a promise of ours", "We deliver within 4 hours of collection.", []string{agreement, "understood: We ring.", "understood: We deliver within 4 hours of collection."}, ""},
		{"a sentence of ours in prose", "We deliver on every day on which the sun is to be seen.", []string{agreement, "understood: We ring.", "understood: We deliver on every day on which the sun is to be seen."}, "error agreements/kestrel-lamps.yaml:7:43: these words" + onLate},
		{"a policy's summary, as we understood it", "All is well.", []string{agreement, "understood: We ring.", "understood: We ring before you have to, and before the café does.", late, "We ring before you do.", "We ring before you have to, and before the café does."}, ""},
		{"a policy's summary, as they said it", "All is well.", []string{agreement, "said: Overnight", `said: "We ring before you have to, and before the café does."`, late, "We ring before you do.", "We ring before you have to, and before the café does."}, "error agreements/kestrel-lamps.yaml:7:20: these words would be readable on index.html"},
		{"one sentence of many", "We said that nobody here may come in by the back door.", []string{agreement, "said: Overnight", `said: "No. Nobody here may come in by the back door! Ever?"`}, "error agreements/kestrel-lamps.yaml:7:20: a sentence of these words" + onLate},
		{"few words", "Nobody may come in.", []string{agreement, "said: Overnight", "said: Nobody may come in"}, `warning agreements/kestrel-lamps.yaml:7:20: "Nobody may come in" stands on a public page, too`},
		{"a name of words", "We like Orange County.", []string{agreement, "Kestrel Lamps", "Orange County"}, "warning " + atCustomer + `"Orange County"` + onPages},
		{"a name of words, as words", "An orange county.", []string{agreement, "Kestrel Lamps", "Orange County"}, ""},
		{"a name that is a word of ours", "We count grout, too. Grout!", []string{agreement, "Kestrel Lamps", "Grout"}, "warning " + atCustomer + `"Grout"` + onPages},
		{"a month", "All is well.", []string{agreement, "Kestrel Lamps", "March"}, ""},
		{"an internal exception", "Then we give them the whole flask of tea and a biscuit.", []string{late, "Give them the flask of tea", "Give them the whole flask of tea and a biscuit"}, "error policies/late.md:9:60: these words" + onLate},
		{"a customer of a record", "We did it for Harbottle Lamps.", []string{"content/records/vans.csv", "Kestrel Lamps", "Harbottle Lamps"}, "error records/vans.csv:2:7: this value of a record" + onLate},
		{"a customer of a record, who may be named", "We did it for Kestrel Lamps.", []string{agreement, "name: Kestrel Lamps", "name: Kestrel Lamps, may_be_named: {because: They said so.}"}, ""},
		{"a customer of a record with a name of words", "We did it for Orange County.", []string{"content/records/vans.csv", "Kestrel Lamps", "Orange County"}, `warning records/vans.csv:2:7: "Orange County"` + onPages},
	} {
		files := released()
		files[late] += "\n" + c.words + "\n"
		for e := c.edits; len(e) > 0; e = e[3:] {
			before := files[e[0]]
			if files[e[0]] = strings.ReplaceAll(before, e[1], e[2]); e[1] == "" {
				files[e[0]] = before + e[2]
			}
			if files[e[0]] == before {
				t.Fatalf("%s: %s is not in %s", c.what, e[1], e[0])
			}
		}
		problems := Open(inputWith(files), nil).Check().Problems
		if got := strings.Join(leakProblems(problems), "\n"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s\n%v", c.what, got, c.want, errorsOf(problems))
		}
	}
}

// TestAProblemNamesThePublicPlace holds that a problem names the line of the public text, and not its own.
func TestAProblemNamesThePublicPlace(t *testing.T) {
	for words, want := range map[string][]string{
		"Then we give them the whole **flask** of tea and a biscuit.": {"content/policies/late.md:15"},
		"Ring 07700-900411, or ask\nKestrel Lamps.":                   {"content/policies/late.md:15", "content/policies/late.md:16"},
	} {
		files := released()
		files["content/policies/late.md"] = strings.Replace(files["content/policies/late.md"], "Give them the flask of tea", "Give them the whole flask of tea and a biscuit", 1) + "\n" + words + "\n"
		var got []string
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			for _, r := range p.Related {
				got = append(got, r.At.String())
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q in\n%s", got, want, files["content/policies/late.md"])
		}
	}
}

// TestAWeakWordIsToldOnce has three agreements with one name.
func TestAWeakWordIsToldOnce(t *testing.T) {
	files := released()
	files["content/policies/late.md"] += "\nWe like Orange County.\n"
	for n, first := range []string{"Zorvex", "Quilmund", "Threlskev"} {
		files[fmt.Sprintf("content/agreements/n%d.yaml", n)] = "customer: {name: " + first + " Works}\npeople: [{name: Orange County, role: decides, email: a@" + first + ".example}]\nstatus: draft\n"
	}
	var doubtful []string
	for _, line := range leakProblems(Open(inputWith(files), nil).Check().Problems) {
		if strings.HasPrefix(line, "warning ") {
			doubtful = append(doubtful, line)
		}
	}
	if want := `warning agreements/n0.yaml:2:17: "Orange County" is a name here, and stands on a public page, too`; strings.Join(doubtful, "\n") != want {
		t.Errorf("got %q", doubtful)
	}
}

// TestReleasesAreRememberedRight edits one file after the other, and holds that a build which remembers the last one says what
// one says that does not.
func TestReleasesAreRememberedRight(t *testing.T) {
	t.Parallel()
	const agreement, late, vans = "content/agreements/kestrel-lamps.yaml", "content/policies/late.md", "content/capabilities/vans.yaml"
	files := released()
	files["content/agreements/other.yaml"] = "customer: {name: Quilmund Press}\npeople: [{name: Ann Yortskev, role: decides}]\nstatus: draft\nhow_they_use_it: Books.\n"
	var last compiled
	for _, c := range []struct {
		what, file, old, new string
		want                 int
	}{
		{"nothing", late, "", "", 0},
		{"a page names a customer", late, "no more.", "no more. We did it for Kestrel Lamps.", 1},
		{"who may be named", agreement, "name: Kestrel Lamps}", "name: Kestrel Lamps, may_be_named: They said so.}", 0},
		{"something else", "content/agreements/other.yaml", "Books.", "Books, mostly.", 0},
		{"and may not", agreement, ", may_be_named: They said so.", "", 1},
		{"and is a partner", "content/partners.yaml", "", "kl: {name: Kestrel Lamps, for: Lamps, why: They are good., url: https://x.example}\n", 0},
		{"and is none", "content/partners.yaml", "name: Kestrel Lamps,", "name: Kastrel Lamps,", 1},
		{"and is not named", late, " We did it for Kestrel Lamps.", "", 0},
		{"it has a name of words", agreement, "name: Kestrel Lamps}", "name: Grout}", 0},
		{"which is on a page", late, "no more.", "no more. Grout was there.", 1},
		{"in small letters too", late, "Grout was there.", "Grout was there. We count grout.", 1},
		{"and no more", late, " Grout was there. We count grout.", "", 0},
		{"an agreement says a sentence", agreement, "understood: We ring.", "understood: Nobody waits longer than the kettle takes to boil.", 0},
		{"which a page has", late, "no more.", "no more. Nobody waits longer than the kettle takes to boil.", 1},
		{"and the offer", vans, "summary: We fetch a parcel and bring it across town.", "summary: Nobody waits longer than the kettle takes to boil.", 0},
		{"and the offer no more", vans, "summary: Nobody waits longer than the kettle takes to boil.", "summary: We fetch a parcel and bring it across town.", 1},
		{"and a promise for customers alone", vans, "promises:\n", "promises:\n  - {id: k, says: Nobody waits longer than the kettle takes to boil., commitment: best-effort, visibility: customer}\n", 1},
		{"and for all", vans, ", visibility: customer}", "}", 0},
	} {
		files = maps.Clone(files)
		before := files[c.file]
		if files[c.file] = strings.ReplaceAll(before, c.old, c.new); c.old == "" {
			files[c.file] = before + c.new
		}
		if c.what != "nothing" && files[c.file] == before {
			t.Fatalf("%s: the edit changes nothing", c.what)
		}
		now := compile(t, last.after(inputWith(files)), nil)
		if got := leakProblems(now.problems); len(got) != c.want {
			t.Errorf("%s: %d problems, want %d: %q", c.what, len(got), c.want, got)
		}
		if why := same(now, compile(t, inputWith(files), nil)); why != "" {
			t.Errorf("%s: %s", c.what, why)
		}
		last = now
	}
}
