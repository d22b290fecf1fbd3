package note_test

import (
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/note"
	"upfront/generator/tree"
	"upfront/themes"
)

var update = flag.Bool("update", false, "rewrite testdata/notes.txt; read it aloud")

// link opens no page; the real ones depend on a secret.
var link = note.Link{URL: "https://courier.example/a/page/#k=key"}

// noteOf is the note of one agreement of the example or a starter.
type noteOf struct {
	agreement *agreement.Agreement
	note.Note
	second bool
}

// exampleNotes returns the notes of every agreement of the example and the starters, by the starter and the customer.
func exampleNotes(t *testing.T) map[string]noteOf {
	t.Helper()
	notes := map[string]noteOf{}
	for name, dir := range map[string]string{"example": "../..", "courier": "../../cmd/upfront/starters/courier", "agency": "../../cmd/upfront/starters/agency", "msp": "../../cmd/upfront/starters/msp"} {
		files, problems, err := tree.Read(tree.Folder{Dir: dir, Only: []string{"site.yaml", "content"}})
		if err != nil {
			t.Fatal(err)
		}
		site := build.Load(build.Input{Tree: files, Theme: themes.Default()}, problems)
		for a := range site.Agreements() {
			n := noteOf{agreement: a}
			if n.second = a.Held != nil && a.Status.V != "ended"; n.second {
				n.Note = site.Notes().Agreed(a, link)
			} else {
				n.Note = site.Notes().Recap(a)
			}
			notes[name+" "+a.ID] = n
		}
	}
	if len(notes) != 10 {
		t.Fatalf("%d agreements, and there are 10", len(notes))
	}
	return notes
}

func TestExampleNotes(t *testing.T) {
	const golden = "testdata/notes.txt"
	notes := exampleNotes(t)
	var got strings.Builder
	for _, name := range slices.Sorted(maps.Keys(notes)) {
		got.WriteString("== " + name + ": " + notes[name].Subject + "\n\n" + notes[name].Text(100) + "\n")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || got.String() != string(want) {
		t.Errorf("the notes read otherwise than in %s: %v\n%s", golden, err, got.String())
	}
}

// unlikeAPerson finds what nobody writes in a note: a heading, a list, an id, an address, the number of a version, and the words of lawyers.
var unlikeAPerson = regexp.MustCompile(`(?im)^\s*(?:[-*•#]|\d+[.)])\s.*|^.*:$|\b(?:[ep]\d+|[a-z0-9]+(?:-[a-z0-9]+)+\.[a-z0-9-]+)\b|https?:\S*|www\.\S*|[{}<>]|` +
	`\bversion\b|\bv\d+\b|\b(?:agreement|contract|hereby|herein|herewith|shall|liab\w+|warrant\w*|part(?:y|ies)|clause|terms|pursuant|obligat\w+|indemn\w+|notwithstanding|undersigned|breach|sla|remed(?:y|ies)|guarantee\w*)\b`)

func TestNotesReadAsAPersonWroteThem(t *testing.T) {
	for name, n := range exampleNotes(t) {
		text := n.Text(0)
		if n.second { // it has the link, and a line that brings it
			text = strings.Replace(text, link.URL, "", 1)
			text = strings.Replace(strings.Replace(text, "is on your page:", "", 1), "and so is this:", "", 1)
		}
		if found := unlikeAPerson.FindString(text); found != "" {
			t.Errorf("%s: %q", name, found)
		}
		for i, p := range n.Paragraphs {
			if strings.ContainsAny(p, "\n\t") || strings.Contains(p, "  ") || i > 0 && i < len(n.Paragraphs)-1 && p != link.URL && !strings.HasSuffix(p, ".") && !strings.HasSuffix(p, ":") {
				t.Errorf("%s: the paragraph %q", name, p)
			}
		}
	}
}

// TestNotesHaveEveryAnswer holds that a note says of each line how it was understood and what the answer is, in whole.
func TestNotesHaveEveryAnswer(t *testing.T) {
	for name, n := range exampleNotes(t) {
		text := strings.ToLower(n.Text(0))
		says := func(what, part string) {
			if !strings.Contains(text, strings.ToLower(strings.TrimRight(part, "."))) {
				t.Errorf("%s lacks %s: %q", name, what, part)
			}
		}
		ended := n.agreement.Status.V == "ended"
		for l := range n.agreement.Lines() {
			says("what was understood", l.Understood.V)
			says("the reason", l.Because.V)
			says("what is done instead", l.Instead.V)
			says("the condition", l.If.V)
			if l.Answer.V != "no" {
				says("what they said", l.Said.V)
			}
			if l.Refer != nil {
				says("who does it", l.Refer.Name.V)
			}
			if ended && l.Outcome.Get().Result.V == "missed" {
				says("that it was missed", "We did not keep that, and I am sorry.")
			}
		}
		for answer, words := range map[string]string{"yes": `yes|we (?:said|kept)|our answer`, "yes-if": `we can do that`, "no": `say no`} {
			want := 0
			for l := range n.agreement.Lines() {
				if l.Answer.V == answer {
					want++
				}
			}
			if got := len(regexp.MustCompile(words).FindAllString(text, -1)); got < want {
				t.Errorf("%s has %d of %d answers %q", name, got, want, answer)
			}
		}
	}
}
