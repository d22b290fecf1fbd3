package rules

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

func TestDocumentsAreComplete(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	sentence := regexp.MustCompile(`^[A-Z][^.!?\n]*\.$`)
	for _, d := range All() {
		if !id.MatchString(d.ID) {
			t.Errorf("%q is not an id", d.ID)
		}
		if !slices.Contains(Areas, d.Area) || !slices.Contains([]string{"error", "warning", "notice"}, d.Severity) {
			t.Errorf("%s: area %q, severity %q", d.ID, d.Area, d.Severity)
		}
		if d.Title == "" || strings.HasSuffix(d.Title, ".") {
			t.Errorf("%s: title %q", d.ID, d.Title)
		}
		if !sentence.MatchString(d.Why) {
			t.Errorf("%s: why is not one sentence: %q", d.ID, d.Why)
		}
		if d.Fixed && d.Severity != "error" {
			t.Errorf("%s: fixed, and no error", d.ID)
		}
	}
}

// Other programs, such as GitHub, read the heads as YAML: they see the same values.
func TestHeadsAreYAML(t *testing.T) {
	for _, d := range All() {
		text, err := os.ReadFile(d.ID + ".md") // named by its id
		if err != nil {
			t.Fatal(err)
		}
		var head struct {
			ID, Area, Severity, Title, Why, Place, Also string
			Fixed                                       bool
		}
		yamlText, _, _ := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "---\n")
		decoder := yaml.NewDecoder(strings.NewReader(yamlText))
		decoder.KnownFields(true)
		if err := decoder.Decode(&head); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
		if got := (Document{head.ID, head.Area, head.Severity, head.Title, head.Why, head.Fixed, d.Text, head.Place, head.Also}); got != d {
			t.Errorf("read as %+v, and by YAML as %+v", d, got)
		}
	}
}

func TestDocumentsFitATerminal(t *testing.T) {
	for _, d := range All() {
		for line := range strings.SplitSeq(d.Plain(), "\n") {
			if utf8.RuneCountInString(line) > 80 || strings.TrimRight(line, " \t") != line || strings.Contains(line, "\t") {
				t.Errorf("%s: line too long, or with space at its end: %q", d.ID, line)
			}
		}
	}
}

func TestDocumentsExplain(t *testing.T) {
	example := regexp.MustCompile(`(?s)\nWrong[^\n]*:\n\n  \S.*\nRight[^\n]*:\n\n  \S`)
	indented := regexp.MustCompile(`(?m)^  .*$`)
	for _, d := range All() {
		if n := len(strings.Fields(indented.ReplaceAllString(d.Plain(), ""))); n < 40 || n > 150 {
			t.Errorf("%s: explained in %d words", d.ID, n)
		}
		if !example.MatchString(d.Plain()) {
			t.Errorf("%s: no wrong and right example", d.ID)
		}
	}
}

func TestDocumentsSpeakPlainly(t *testing.T) {
	jargon := regexp.MustCompile(`(?i)\b(client|clients|stakeholder|SLA|leverage|utili[sz]e|please note|do not hesitate)\b`)
	for _, d := range All() {
		if word := jargon.FindString(d.Title + " " + d.Why + " " + d.Text); word != "" {
			t.Errorf("%s says %q", d.ID, word)
		}
	}
}

var update = flag.Bool("update", false, "rewrite docs/checks.md; read the difference")

// docs/checks.md is made of the documents: go test ./generator/check/rules -update writes it.
func TestReference(t *testing.T) {
	var want strings.Builder
	want.WriteString("# Checks\n\nEverything that `upfront check` and `upfront build` look for. Each check has a page with a wrong and a right example, which\n" +
		"`upfront check --explain ID` prints. In `site.yaml`, `checks: {ID: warning}` changes how much a check counts; off is among\n" +
		"the words. Those that are always an error keep private words private.\n")
	for _, area := range Areas {
		fmt.Fprintf(&want, "\n## %s\n\n| check | it is | what it looks for |\n|---|---|---|\n", strings.ToUpper(area[:1])+area[1:])
		for _, d := range All() {
			if d.Area == area {
				fmt.Fprintf(&want, "| [%s](../generator/check/rules/%s.md) | %s%s | %s |\n", d.ID, d.ID, map[bool]string{true: "always "}[d.Fixed], d.Severity, d.Title)
			}
		}
	}
	const file = "../../../docs/checks.md"
	if *update {
		if err := os.WriteFile(file, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want.String() {
		t.Errorf("docs/checks.md is not up to date (%v): run go test ./generator/check/rules -update", err)
	}
}

func TestPlain(t *testing.T) {
	d := Document{Text: "Fires when so.\n\n<!--\nBefore:\n\n```yaml\nx\n```\n-->\n\nWrong:\n\n```yaml x.yaml\na: b\n\nc: d\n```\n\nRight:\n\n```\ne\n```"}
	if want := "Fires when so.\n\nWrong:\n\n  a: b\n\n  c: d\n\nRight:\n\n  e"; d.Plain() != want {
		t.Errorf("got\n%s\nwant\n%s", d.Plain(), want)
	}
}
