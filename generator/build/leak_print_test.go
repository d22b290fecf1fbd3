package build

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/publish"
)

// TestPrivateWordsAreFoundHoweverTheyArePrinted puts words of a customer on a public page, printed otherwise than they were
// written.
func TestPrivateWordsAreFoundHoweverTheyArePrinted(t *testing.T) {
	const lamps = "customer: {name: Kestrel Lamps}\npeople:\n  - {name: Ann Archer, role: decides, phone: \"+44 7700 900318\", email: ann@lamps.example}\nowner: Jo\nstatus: draft\nversion: 1\ncapabilities: [vans]\n" +
		"ended: {on: 2026-03-02, why: They didn't want to wait for us any longer.}\n" +
		"expectations:\n  - {id: e1, said: \"Just don't leave me waiting there -- ring me.\", understood: We ring., rank: 1}\n" +
		"body: |\n  Ann, if you say yes to the boards, **we say yes to the one in a hundred**.\n"
	for words, want := range map[string]string{
		"She said: “just don’t leave me waiting there – ring me”.":                 "content/agreements/lamps.yaml:10:20",
		"Just **don't** leave me &mdash; *waiting* there: ring me!":                "content/agreements/lamps.yaml:10:20",
		"Ann, if you say yes to the *boards*, we say yes to the one in a hundred.": "content/agreements/lamps.yaml:12:3",
		"Nobody said that they didn’t want to wait for us any longer":              "content/agreements/lamps.yaml:8:30",
		"KESTREL LAMPS is content.":                                                "content/agreements/lamps.yaml:1:18",
		"Ring [us](tel:+447700900318).":                                            "content/agreements/lamps.yaml:3:46",
		"Write to ANN@lamps.example.":                                              "content/agreements/lamps.yaml:3:72",
		"Other lamps are for a kestrel on a pier, and nobody leaves me waiting.":   "",
	} {
		files := small()
		files["content/agreements/lamps.yaml"] = lamps
		files["content/policies/late.md"] += "\n" + words + "\n"
		out, _, err := Open(inputWith(files), nil).Publish(filepath.Join(t.TempDir(), "public"), false, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(out.Problems, func(p diag.Problem) bool { return p.Rule == leak.RulePrivate })
		switch {
		case want == "" && i >= 0:
			t.Errorf("%s: refused at %s", words, out.Problems[i].At)
		case want != "" && (!out.Refused || i < 0 || out.Problems[i].At.String() != want || !strings.HasSuffix(out.Problems[i].Message, " would be readable on policies/late/index.html")):
			t.Errorf("%s: want %s, got\n%s", words, want, said(out.Problems))
		}
	}
}
