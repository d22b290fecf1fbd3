package build

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/publish"
)

// TestAPublicAgreementHoldsNothingOfOthers publishes the page of one customer, with words of its own, of another customer
// and of staff.
func TestAPublicAgreementHoldsNothingOfOthers(t *testing.T) {
	const lamps = "customer: {name: Kestrel Lamps}\npeople:\n  - {name: Ann Archer, role: decides, email: ann@lamps.example}\nowner: Jo\nstatus: draft\nversion: 1\ncapabilities: [vans]\n" +
		"observed:\n  - {on: 2026-03-02, by: Jo, learned: She doesn't mind Tuesdays as long as it is dry.}\n" +
		"expectations:\n  - {id: e1, said: \"Don't leave me waiting on the quay, ring me.\", understood: We ring., rank: 1}\n"
	const buoys = "customer: {name: Buoys}\npeople:\n  - {name: Cy Reed, role: decides}\nowner: Jo\nstatus: draft\nversion: 1\ncapabilities: [vans]\naccess: {mode: public}\n" +
		"observed:\n  - {on: 2026-03-02, by: Jo, learned: He is never in before noon whatever he may say.}\nbody: |\n  Buoys and Cy Reed agree. We ring.\n  WORDS\n"
	for words, want := range map[string]string{
		"Quillfeather is well.":                               "",
		"As Kestrel Lamps has it.":                            "leak-private content/agreements/buoys.yaml:13:3",
		"Ask ANN@lamps.example.":                              "leak-private content/agreements/buoys.yaml:13:3",
		"One said: “Don’t leave me waiting on the quay”.":     "",
		"“Don’t leave me waiting on the quay – *ring* me”.":   "leak-private content/agreements/lamps.yaml:11:20",
		"She doesn’t **mind** Tuesdays as long as it is dry.": "leak-internal content/agreements/lamps.yaml:9:39",
		"He is never in before noon whatever he may say.":     "leak-internal content/agreements/buoys.yaml:10:39",
	} {
		files := small()
		files["content/agreements/lamps.yaml"], files["content/agreements/buoys.yaml"] = lamps, strings.Replace(buoys, "WORDS", words, 1)
		in, dir := inputWith(files), filepath.Join(t.TempDir(), "public")
		for range 2 { // the second time with what was remembered
			out, _, err := Open(in, nil).Publish(dir, false, publish.Options{State: dir + ".state"})
			if err != nil {
				t.Fatal(err)
			}
			in.Memory = out.Memory
			i := slices.IndexFunc(out.Problems, func(p diag.Problem) bool { return strings.HasPrefix(string(p.Rule), "leak-") })
			switch {
			case want == "" && (i >= 0 || out.Refused):
				t.Errorf("%s: refused:\n%s", words, said(out.Problems))
			case want != "" && (i < 0 || !out.Refused || string(out.Problems[i].Rule)+" "+out.Problems[i].At.String() != want || !strings.HasSuffix(out.Problems[i].Message, " readable on agreements/buoys/index.html") && !strings.HasSuffix(out.Problems[i].Message, " and this agreement is public")):
				t.Errorf("%s: want %s, got\n%s", words, want, said(out.Problems))
			}
		}
		// a name that is added to the other agreement later is searched for too
		if words == "Quillfeather is well." {
			files["content/agreements/lamps.yaml"] = strings.Replace(lamps, "Ann Archer", "Quillfeather", 1)
			later := inputWith(files)
			later.Memory = in.Memory
			if out := Open(later, nil).Check(); diag.Count(out.Problems, diag.Error) != 1 {
				t.Errorf("%s: after a change:\n%s", words, said(out.Problems))
			}
		}
	}
}
