package build

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/leak"
)

// lamps and buoys are the agreements of two customers, with nothing in common.
const (
	lamps = `customer: {name: Kestrel Lamps}
people:
  - {name: Ann Drinkwater, role: decides, email: ann@kestrel.example, phone: "+44 7700 900411"}
  - {name: Cy Oyelaran, role: day to day}
owner: Ida Moss
status: draft
capabilities: [vans]
how_they_use_it: The lamps stand on eleven quays, and are lit before it is dark.
expectations:
  - {id: e1, said: Do not leave me waiting on the quay., understood: We ring., answer: yes}
`
	buoys = `customer: {name: Wexcombe Buoys}
people:
  - {name: Bo Trevanion, role: decides, email: bo@wexcombe.example, phone: "0113 496 0000"}
owner: Ida Moss
status: draft
capabilities: [vans]
expectations:
  - {id: e1, said: Ring me., understood: We ring Bo., answer: yes}
body: |
  Bo, we rang.

  Ask Ida Moss.
`
)

// twoCustomers is the small site with both, after some edits of the second.
func twoCustomers(edits ...string) map[string]string {
	files := small()
	delete(files, "content/agreements/fenn.yaml")
	files["content/agreements/lamps.yaml"], files["content/agreements/wexcombe.yaml"] = lamps, strings.NewReplacer(edits...).Replace(buoys)
	return files
}

// letterProblems returns what a build says of words in the letters of others.
func letterProblems(problems []diag.Problem) (out []string) {
	for _, p := range problems {
		if p.Rule != leak.RuleCopied && p.Rule != leak.RulePrivate || strings.Contains(p.Message, " would be readable on ") {
			continue
		}
		line := fmt.Sprintf("%s: %s[%s]: %s", strings.TrimPrefix(p.At.String(), "content/"), p.Level(), p.Rule, p.Message)
		for _, r := range p.Related {
			line += fmt.Sprintf(" (%s %s)", strings.TrimPrefix(r.At.String(), "content/"), r.Note)
		}
		out = append(out, line)
	}
	return out
}

func TestNothingOfOneCustomerStandsInTheLetterOfAnother(t *testing.T) {
	t.Parallel()
	const from, is = `agreements/lamps.yaml`, ` in content/agreements/lamps.yaml, and the customer of this agreement would read it`
	const namedLamps = `: error[leak-private]: "Kestrel Lamps" is the name of a customer` + is + ` (agreements/lamps.yaml:1:18 it stands here)`
	for name, c := range map[string]struct {
		edits []string
		want  string
	}{
		"nothing": {},
		"a copy but for the customer": {[]string{buoys, strings.Replace(lamps, "Kestrel Lamps", "Wexcombe Buoys", 1)},
			`agreements/wexcombe.yaml:3:12: error[copied-agreement]: "Ann Drinkwater" stands in content/agreements/lamps.yaml, too, and so do 3 more names, addresses and numbers of this file (agreements/lamps.yaml:3:12 "Ann Drinkwater" stands here) (agreements/lamps.yaml:3:50 "ann@kestrel.example" stands here) (agreements/lamps.yaml:3:78 "+44 7700 900411" stands here)`},
		"the number alone, in the national form": {[]string{"0113 496 0000", "07700 900411"},
			`agreements/wexcombe.yaml:3:76: error[copied-agreement]: "07700 900411" stands in content/agreements/lamps.yaml, too (agreements/lamps.yaml:3:78 "+44 7700 900411" stands here)`},
		"the address alone, in capitals": {[]string{"bo@wexcombe.example", "ANN@Kestrel.Example"},
			`agreements/wexcombe.yaml:3:48: error[copied-agreement]: "ANN@Kestrel.Example" stands in content/agreements/lamps.yaml, too (agreements/lamps.yaml:3:50 "ann@kestrel.example" stands here)`},
		"the customer alone": {[]string{"Wexcombe Buoys", "Kestrel  LAMPS"},
			`agreements/wexcombe.yaml:1:18: error[copied-agreement]: "Kestrel  LAMPS" stands in content/agreements/lamps.yaml, too (agreements/lamps.yaml:1:18 "Kestrel Lamps" stands here)`},
		"a name without an address of its own": {[]string{"Bo Trevanion", "Cy Oyelaran"},
			`agreements/wexcombe.yaml:3:12: error[copied-agreement]: "Cy Oyelaran" stands in content/agreements/lamps.yaml, too (agreements/lamps.yaml:4:12 "Cy Oyelaran" stands here)`},
		"two people of one name": {[]string{"Bo Trevanion", "Ann Drinkwater"},
			`agreements/wexcombe.yaml:3:12: warning[copied-agreement]: "Ann Drinkwater" stands in content/agreements/lamps.yaml, too, with another address or number (agreements/lamps.yaml:3:12 it stands here)`},
		"what they said": {[]string{"said: Ring me.", "said: The lamps stand on eleven quays and are lit before it's dark"}, ""},
		"what they said at length": {[]string{"said: Ring me.", `said: "The lamps stand on eleven quays – and are lit before it is dark!"`},
			`agreements/wexcombe.yaml:8:20: warning[copied-agreement]: these words stand in content/agreements/lamps.yaml, too (agreements/lamps.yaml:8:18 it stands here)`},
		"few words that they said": {[]string{"said: Ring me.", "said: Do not leave me waiting on the"}, ""},
		"one who acts for both":    {[]string{"{name: Bo Trevanion", `{name: Ann Drinkwater, role: decides, email: ann@kestrel.example, also: [lamps]}` + "\n  - {name: Bo Trevanion", "Bo, we rang", "Ann Drinkwater and Kestrel Lamps rang"}, ""},
		"another than the one who acts for both": {[]string{"{name: Bo Trevanion", "{name: Cy Oyelaran, also: [lamps]}\n  - {name: Bo Trevanion", "Bo, we rang", "Ann Drinkwater rang"},
			`agreements/wexcombe.yaml:11:3: error[leak-private]: "Ann Drinkwater" is the name of somebody` + is + ` (agreements/lamps.yaml:3:12 it stands here)`},
		"in the letter":                      {[]string{"Bo, we rang", "Bo, we rang, as at Kestrel Lamps"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in the letter, with markup":         {[]string{"Bo, we rang", "Bo, we rang **Kestr**el&#32;*Lamps*"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in the letter, as an address":       {[]string{"Bo, we rang", "See [this](https://kestrel-lamps.example/)"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in the letter, in one word":         {[]string{"Bo, we rang", "Bo, we rang #kestrellamps"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in what we understood":              {[]string{"We ring Bo.", `"We ring Kestr\u0065l Lamps"`}, `agreements/wexcombe.yaml:8:42` + namedLamps},
		"in a price":                         {[]string{"owner:", "price: {amount: As for Kestrel Lamps}\nowner:"}, `agreements/wexcombe.yaml:4:17` + namedLamps},
		"a number in the letter":             {[]string{"Bo, we rang", "Bo, ring 07700-900411"}, `agreements/wexcombe.yaml:10:3: error[leak-private]: "+44 7700 900411" is the number of somebody` + is + ` (agreements/lamps.yaml:3:78 it stands here)`},
		"a number over a line break":         {[]string{"Bo, we rang.", "Bo, ring 07700\n  900411."}, `agreements/wexcombe.yaml:10:3: error[leak-private]: "+44 7700 900411" is the number of somebody` + is + ` (agreements/lamps.yaml:3:78 it stands here)`},
		"a number, half of it bold":          {[]string{"Bo, we rang", "Bo, ring **07700** 900411"}, `agreements/wexcombe.yaml:10:3: error[leak-private]: "+44 7700 900411" is the number of somebody` + is + ` (agreements/lamps.yaml:3:78 it stands here)`},
		"in the letter, half of it a link":   {[]string{"Bo, we rang", "See [Kestrel](https://x.example/) Lamps"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in the letter, around a comment":    {[]string{"Bo, we rang", "As at Kestrel <!-- x --> Lamps"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in an address, with percent signs":  {[]string{"Bo, we rang", "See [this](https://x.example/?q=Kestrel%20Lamps)"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
		"in the version":                     {[]string{"owner:", "version: Kestrel Lamps\nowner:"}, `agreements/wexcombe.yaml:4:10` + namedLamps},
		"a firm without its Ltd":             {[]string{"Wexcombe Buoys", "Kestrel Lamps Ltd"}, `agreements/wexcombe.yaml:1:18: error[copied-agreement]: "Kestrel Lamps Ltd" stands in content/agreements/lamps.yaml, too (agreements/lamps.yaml:1:18 "Kestrel Lamps" stands here)`},
		"an address among others":            {[]string{"email: bo@wexcombe.example", `email: "Bo <bo@wexcombe.example>, ann@kestrel.example"`}, `agreements/wexcombe.yaml:3:48: error[copied-agreement]: "Bo <bo@wexcombe.example>, ann@kestrel.example" stands in content/agreements/lamps.yaml, too (agreements/lamps.yaml:3:50 "ann@kestrel.example" stands here)`},
		"in what staff saw":                  {[]string{"owner:", "observed: [{learned: As at Kestrel Lamps}]\nowner:"}, ""},
		"in a line for staff":                {[]string{"said: Ring me.", "visibility: internal, said: As at Kestrel Lamps."}, ""},
		"in a comment":                       {[]string{"owner:", "# as at Kestrel Lamps\nowner:"}, ""},
		"in its own name":                    {[]string{"Wexcombe Buoys", "Kestrel Lamps Wexcombe"}, ""},
		"our own people":                     {[]string{"Bo Trevanion", "Ida Moss"}, ""},
		"a word of theirs and another":       {[]string{"Bo, we rang", "A kestrel has lamps for eyes"}, ""},
		"a letter that everybody reads":      {[]string{"owner:", "access: {mode: public}\nowner:", "Bo, we rang", "As at Kestrel Lamps"}, `agreements/wexcombe.yaml:11:3: error[leak-private]: "Kestrel Lamps" is the name of a customer in content/agreements/lamps.yaml, and this agreement is public (agreements/lamps.yaml:1:18 it stands here)`},
		"half of the customer and a mistake": {[]string{"status: draft", "status: odd", "Bo, we rang", "As at Kestrel Lamps"}, `agreements/wexcombe.yaml:10:3` + namedLamps},
	} {
		out := Open(inputWith(twoCustomers(c.edits...)), nil).Check()
		if got := strings.Join(letterProblems(out.Problems), "\n"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// The first name with the last of several is found where somebody is called so, and is not what two people share.
func TestNamesOfSeveralWordsInTwoAgreements(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"Cy Khan-Oyelaran", "Cy Lee-Oyelaran", ""},
		{"Cy Khan-Oyelaran", "Mr Cy Lee-Oyelaran (MD)", ""},
		{"Cy Anna Oyelaran", "Cy Lena Oyelaran", ""},
		{"Cy Oyelaran", "Cy Lee-Oyelaran", `"Cy Lee-Oyelaran" stands in content/agreements/lamps.yaml, too, as "Cy Oyelaran"`},
		{"Cy Lee-Oyelaran", "Cy Oyelaran", `"Cy Oyelaran" stands in content/agreements/lamps.yaml, too, as "Cy Lee-Oyelaran"`},
		{"Cy Lee Oyelaran", "Cy Lee-Oyelaran", `"Cy Lee-Oyelaran" stands in content/agreements/lamps.yaml, too`},
		{"Oyelaran, Cy", "Cy Oyelaran", `"Cy Oyelaran" stands in content/agreements/lamps.yaml, too, as "Oyelaran, Cy"`},
	} {
		files := twoCustomers("Bo Trevanion", `"`+c.second+`"`)
		files["content/agreements/lamps.yaml"] = strings.Replace(lamps, "Cy Oyelaran", `"`+c.first+`"`, 1)
		got := ""
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			if p.Rule == leak.RuleCopied {
				got += p.Message
			}
		}
		if got != c.want {
			t.Errorf("%s and %s: got %s\nwant %s", c.first, c.second, got, c.want)
		}
	}
}

// A name of one word that is a word of ours too may stand in any letter.
func TestANameThatIsAWordOfOurs(t *testing.T) {
	for policy, want := range map[string]int{"We count grout as goods.": 0, "We count parcels.": 1} {
		files := twoCustomers("Bo, we rang", "No grout, please")
		files["content/agreements/lamps.yaml"] = strings.Replace(lamps, "Kestrel Lamps", "Grout", 1)
		files["content/policies/late.md"] += "\n" + policy + "\n"
		if got := letterProblems(Open(inputWith(files), nil).Check().Problems); len(got) != want {
			t.Errorf("%s: %q", policy, got)
		}
	}
}

// TestWhoMayBeNamedInOtherLetters names a customer, somebody there, or a partner whose name has theirs in it in the letter of
// another, and says in a field why that may be.
func TestWhoMayBeNamedInOtherLetters(t *testing.T) {
	t.Parallel()
	const partner = "a: {name: %s, for: Lamps, why: They are good., url: https://x.example}\n"
	for _, c := range []struct {
		what, words, partners, old, new string
		want                            int
	}{
		{"a customer", "as at Kestrel Lamps", "", "", "", 1},
		{"one who may be named", "as at Kestrel Lamps", "", "{name: Kestrel Lamps}", "{name: Kestrel Lamps, may_be_named: {because: Ann said so.}}", 0},
		{"somebody there, where the customer may be named", "as Cy Oyelaran", "", "{name: Kestrel Lamps}", "{name: Kestrel Lamps, may_be_named: Ann said so.}", 1},
		{"somebody who may be named", "as Cy Oyelaran", "", "role: day to day", "role: day to day, may_be_named: He said so.", 0},
		{"a partner too", "as at Kestrel Lamps", fmt.Sprintf(partner, "Kestrel Lamps Ltd"), "", "", 0},
		{"a partner with a longer name", "as at Kestrel Lamps Haulage", fmt.Sprintf(partner, "Kestrel Lamps Haulage"), "", "", 0},
		{"the customer beside such a partner", "as at Kestrel Lamps, and Kestrel Lamps Haulage", fmt.Sprintf(partner, "Kestrel Lamps Haulage"), "", "", 1},
		{"a contact with a colleague's first name", "as Oyelaran", "", "Cy Oyelaran", "Oyelaran", 1},
		{"and with such a colleague", "as Oyelaran", "", "Cy Oyelaran", "Oyelaran", 0},
	} {
		files := twoCustomers("Bo, we rang", "Bo, we rang "+c.words)
		files["content/agreements/lamps.yaml"] = strings.Replace(lamps, c.old, c.new, 1)
		if c.partners != "" {
			files["content/partners.yaml"] = c.partners
		}
		if c.what == "and with such a colleague" {
			files["site.yaml"] += "people: {zoe: {name: Zoe Oyelaran, role: Bills}}\n"
		}
		if got := letterProblems(Open(inputWith(files), nil).Check().Problems); len(got) != c.want {
			t.Errorf("%s: %q", c.what, got)
		}
	}
}

// What several customers read, and the public does not, has no words of one of them.
func TestNoticesAndPromisesForCustomersNameNone(t *testing.T) {
	notice := func(customers, words string) string {
		return "---\ntitle: A key\nkind: delay\nvisibility: customer\ncustomers: " + customers + "\nnoticed: 2026-03-05T07:00:00Z\ntold: 2026-03-05T08:00:00Z\n---\n" + words + "\n"
	}
	for _, c := range []struct{ customers, words, want string }{
		{"[wexcombe]", "We left the key at Kestrel Lamps.", `notices/2026-03-05-key.md:9:1: error[leak-private]: "Kestrel Lamps" is the name of a customer in content/agreements/lamps.yaml, and other customers would read it (agreements/lamps.yaml:1:18 it stands here)`},
		{"[wexcombe, lamps]", "We left the key at Kestrel Lamps.", `notices/2026-03-05-key.md:9:1: error[leak-private]: "Kestrel Lamps" is the name of a customer in content/agreements/lamps.yaml, and other customers would read it (agreements/lamps.yaml:1:18 it stands here)`},
		{"[wexcombe]", "```\nKestrel Lamps\n```", `notices/2026-03-05-key.md:9: error[leak-private]: "Kestrel Lamps" is the name of a customer in content/agreements/lamps.yaml, and other customers would read it (agreements/lamps.yaml:1:18 it stands here)`},
		{"[wexcombe]", "[us](mailto:ann%40kestrel.example)", `notices/2026-03-05-key.md:9: error[leak-private]: "ann@kestrel.example" is the address of somebody in content/agreements/lamps.yaml, and other customers would read it (agreements/lamps.yaml:3:50 it stands here)`},
		{"[lamps]", "We left the key at Kestrel Lamps.", ""},
		{"[wexcombe, lamps]", "We left the key.", ""},
	} {
		files := twoCustomers()
		files["content/notices/2026-03-05-key.md"] = notice(c.customers, c.words)
		if got := strings.Join(letterProblems(Open(inputWith(files), nil).Check().Problems), "\n"); got != c.want {
			t.Errorf("%s %s:\n got %s\nwant %s", c.customers, c.words, got, c.want)
		}
	}
	for _, promise := range []string{"says: As at Kestrel Lamps we come at night, ", "says: We come at night, depends_on: [{who: Kestrel Lamps, what: A lamp is lit}], "} {
		files := twoCustomers()
		files["content/capabilities/vans.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "promises:\n", "promises:\n  - {id: lit, "+promise+"commitment: best-effort, visibility: customer}\n", 1)
		if got := letterProblems(Open(inputWith(files), nil).Check().Problems); len(got) != 1 || !strings.Contains(got[0], "other customers would read it") {
			t.Errorf("a promise for customers, %s: %q", promise, got)
		}
	}
}

// After an edit, what is said is what a build says that remembers nothing.
func TestWordsOfOthersAreLookedForAfterAnEdit(t *testing.T) {
	t.Parallel()
	const in = "content/agreements/"
	files := twoCustomers()
	files["content/agreements/third.yaml"] = strings.NewReplacer("Wexcombe Buoys", "Oddny Ropes", "Bo Trevanion", "Stig Haugen", "wexcombe", "oddny", "0113 496 0000", "0113 496 0777").Replace(buoys)
	var last compiled
	for _, c := range []struct {
		what, file, old, new string
		want                 int
	}{
		{"nothing", in + "lamps.yaml", "", "", 0},
		{"a customer gets a name that stands in the letter of another", in + "lamps.yaml", "Kestrel Lamps", "Bobolink", 0},
		{"a letter has it", in + "wexcombe.yaml", "Bo, we rang", "Bobolink rang", 1},
		{"the other changes its name", in + "lamps.yaml", "Bobolink", "Kestrel Lamps", 0},
		{"and changes it back", in + "lamps.yaml", "Kestrel Lamps", "Bobolink", 1},
		{"something else is edited", in + "third.yaml", "Ring me.", "Call me.", 1},
		{"somebody acts for both", in + "lamps.yaml", "role: decides,", "role: decides, also: [wexcombe],", 0},
		{"an edit beside it", in + "third.yaml", "Call me.", "Ring me.", 0},
		{"nobody does any more", in + "lamps.yaml", " also: [wexcombe],", "", 1},
		{"it becomes a word of ours", "content/policies/late.md", "A late parcel", "A bobolink, or late parcel,", 0},
		{"and no more", "content/policies/late.md", "A bobolink, or late parcel,", "A late parcel", 1},
		{"it is one of ours", "site.yaml", "Ida Moss", "Bobolink", 0},
		{"and no more", "site.yaml", "Bobolink", "Ida Moss", 1},
		{"the letter is without it", in + "wexcombe.yaml", "Bobolink rang", "Bo, we rang", 0},
		{"it is public", in + "lamps.yaml", "status: draft", "status: draft\naccess: {mode: public}", 0},
		{"and stands in another letter", in + "wexcombe.yaml", "Bo, we rang", "Bobolink rang", 0},
		{"and is private again", in + "lamps.yaml", "access: {mode: public}\n", "", 1},
		{"and stands there no more", in + "wexcombe.yaml", "Bobolink rang", "Bo, we rang", 0},
		{"two numbers become one", in + "third.yaml", "0113 496 0777", "0113 496 0000", 1},
		{"and are two again", in + "wexcombe.yaml", "0113 496 0000", "0113 496 0001", 0},
	} {
		files = maps.Clone(files)
		before := files[c.file]
		if files[c.file] = strings.ReplaceAll(before, c.old, c.new); c.old != "" && files[c.file] == before {
			t.Fatalf("%s: the edit changes nothing", c.what)
		}
		now := compile(t, last.after(inputWith(files)), nil)
		if got := letterProblems(now.problems); len(got) != c.want {
			t.Errorf("%s: %d problems, want %d: %q", c.what, len(got), c.want, got)
		}
		if why := same(now, compile(t, inputWith(files), nil)); why != "" {
			t.Errorf("%s: %s", c.what, why)
		}
		last = now
	}
}
