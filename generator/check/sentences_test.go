package check

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// The rules of prose, by the names that testdata/sentences.tsv has for them.
var proseRuleNames = map[diag.RuleID]string{
	unbackedPromise: "unbacked-promise", contradictsPromise: "contradicts-promise", promiseVague: "promise-vague", toneCondescending: "tone", jargon: "jargon",
}

var statedPromise = regexp.MustCompile(`^promise: "(.*)" (?:within )?(\d[\d.]*) (minutes?|hours?|days?|working day|percent)(.*)$`)

// stating is a capability with the promise that a sentence is held against.
func stating(t *testing.T, context string) string {
	m := statedPromise.FindStringSubmatch(context)
	if m == nil {
		t.Fatalf("%q states no promise", context)
	}
	if m[3] == "percent" {
		return promising("    says: \"" + m[1] + ", " + m[2] + "%" + m[4] + ".\"\n    commitment: target\n    indicator: {kind: availability}\n    target: " + m[2] + "%\n    window: month\n")
	}
	clock, within := "calendar", m[2]+strings.TrimPrefix(m[3], "working ")[:1]
	if m[3] == "working day" {
		clock = "business\n    hours: office"
	}
	return promising("    says: \"" + m[1] + " within " + m[2] + " " + m[3] + m[4] + ".\"\n    commitment: target\n    indicator: {kind: duration, from: it begins, to: it ends}\n    within: " + within + "\n    clock: " + clock + "\n    target: 90%\n    window: 90d\n")
}

// TestSentences counts what the rules of prose say of sentences that somebody wrote who had not seen them: the rule that is expected,
// or none, the sentence, and what the site promises. A text that repeats a promise is told so, which is no alarm.
func TestSentences(t *testing.T) {
	table, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, wrong, expected := map[string]int{}, map[string]int{}, map[string]int{}
	for line := range strings.SplitSeq(strings.TrimSpace(string(table)), "\n") {
		row := append(strings.Split(line, "\t"), "", "")
		s := site{policy: saying(row[1])}
		if row[2] != "" {
			s.capability = stating(t, row[2])
		}
		found := proseRulesFound(t, s)
		expected[row[0]]++
		if !slices.Contains(found, row[0]) && row[0] != "-" {
			t.Logf("missed %s: %s", row[0], row[1])
		}
		for _, name := range found {
			if name == row[0] {
				right[name]++
			} else {
				wrong[name]++
				t.Logf("wrong %s: %s", name, row[1])
			}
		}
	}
	for name, want := range map[string][3]int{ // found where expected, found elsewhere, expected
		"unbacked-promise": {23, 2, 25}, "contradicts-promise": {13, 0, 15}, "promise-vague": {16, 0, 20}, "tone": {8, 0, 8}, "jargon": {8, 0, 8}, "-": {0, 0, 44},
	} {
		if got := [3]int{right[name], wrong[name], expected[name]}; got != want {
			t.Errorf("%s: %d of %d are found, and %d others; want %d of %d, and %d others", name, got[0], got[2], got[1], want[0], want[2], want[1])
		}
	}
}

// proseRulesFound returns the names of the rules of prose that say something of the policy of a site.
func proseRulesFound(t *testing.T, s site) (names []string) {
	for _, p := range problemsOf(t, s) {
		if name, ok := proseRuleNames[p.Rule]; ok && strings.HasSuffix(p.At.File, "returns.md") && !strings.Contains(p.Message, "repeats a number") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
