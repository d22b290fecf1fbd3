package syntax

import (
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
	"upfront/generator/internal/figure"
	"upfront/generator/internal/spoil"
)

// TestProblemsOfSpoiltFilesHavePlaces spoils the files of the example sites, one at a time, and holds that nothing panics and
// that each problem has its place inside the file. The ways are the same each time. Package e2e builds whole sites so.
func TestProblemsOfSpoiltFilesHavePlaces(t *testing.T) {
	files := realFiles(t)
	random := rand.New(rand.NewPCG(2026, 3))
	silent := 0
	rounds := figure.Of(200_000)
	for i := range rounds {
		file := files[random.IntN(len(files))]
		spoilt := spoil.Text(random, file.text)
		problems := problemsOf(t, wrapped(file.kind, &spoilt), spoilt)
		checkPlaces(t, fmt.Sprintf("%s, mutation %d", file.name, i), spoilt, problems)
		if len(problems) == 0 {
			silent++
		}
		if t.Failed() {
			return
		}
	}
	if silent > rounds*9/10 {
		t.Errorf("%d of %d mutations were not noticed: do they change anything?", silent, rounds)
	}
}

// wrapped puts the marks of front matter around YAML that stands in a document.
func wrapped(kind string, text *string) string {
	if slices.Contains([]string{"policy", "page", "notice"}, kind) {
		*text = "---\n" + *text + "\n---\nText\n"
	}
	return kind
}

// TestRecoveryFindsTheLine spoils one line of a real file so that it is no YAML any more, and holds that it is nearly
// always that line which is named, with a fix.
func TestRecoveryFindsTheLine(t *testing.T) {
	files := realFiles(t)
	random := rand.New(rand.NewPCG(7, 7))
	broken, right, unresolved := 0, 0, 0
	for broken < 600 {
		file := files[random.IntN(len(files))]
		spoilt := spoil.Text(random, file.text)
		line, one := changedLine(file.text, spoilt)
		if isYAML(spoilt) || !one || strings.ContainsAny(spoilt, "\x00\u2028\ufeff") || strings.Contains(spoilt, "\xa3") {
			continue
		}
		broken++
		problems := problemsOf(t, file.kind+" alone", spoilt)
		if slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.At.Line == line }) {
			right++
		}
		if strings.Contains(problems[0].Message, "cannot be read as YAML") {
			unresolved++
		}
	}
	if right < broken*97/100 || unresolved > broken*2/100 {
		t.Errorf("of %d broken lines %d were named, and %d not understood", broken, right, unresolved)
	}
}

// isYAML reports whether a text is one YAML document.
func isYAML(text string) (ok bool) {
	defer func() {
		if recover() != nil { // the library panics on some broken inputs
			ok = false
		}
	}()
	d := yaml.NewDecoder(strings.NewReader(text))
	var doc, more yaml.Node
	err := d.Decode(&doc)
	return err == io.EOF || err == nil && d.Decode(&more) == io.EOF
}

// changedLine returns the number of the one line in which two texts differ.
func changedLine(a, b string) (number int, one bool) {
	before, after := strings.Split(a, "\n"), strings.Split(b, "\n")
	if len(before) != len(after) {
		return 0, false
	}
	count := 0
	for i := range before {
		if before[i] != after[i] {
			number, count = i+1, count+1
		}
	}
	return number, count == 1
}

// TestHostileFiles returns the reader files of a size and shape that nobody writes by hand. Each was slow once.
func TestHostileFiles(t *testing.T) {
	entry := "  - id: a\n    says: We deliver, \"as you know\"\n    within: {p1: 2h, p2: 3h}\n"
	whole := "title: A\nsummary: B\npromises:\n" + strings.Repeat(entry, 10_000)
	for name, text := range map[string]string{
		"a mistake at the end":    whole + " oops",
		"a mistake in the middle": whole[:len(whole)/2] + "\n   x: y\n" + whole[len(whole)/2:],
		"an unclosed quote":       "title: \"A\n" + whole[9:],
		"an unclosed bracket":     "title: [A\n" + whole[9:],
		"tabs":                    strings.ReplaceAll(whole, "    ", "\t\t"),
		"brackets":                strings.Repeat("[", 1<<20-2),
		"braces":                  "a: " + strings.Repeat("{a: ", 1<<17),
		"dashes":                  strings.Repeat("- ", 1<<18),
		"quotes":                  strings.Repeat("a: \"b\n", 1<<16),
		"questions":               strings.Repeat("? ", 1<<18),
		"aliases":                 "a: &b [" + strings.Repeat("*b,", 1<<17) + "]",
		"too large":               strings.Repeat("# x\n", 1<<18+1),
	} {
		problems := problemsOf(t, "capability", text)
		if len(problems) == 0 {
			t.Errorf("%s: nothing is reported", name)
		}
		if name != "too large" {
			checkPlaces(t, name, text, problems)
		}
	}
}

var keyLine = regexp.MustCompile(`^[A-Za-z0-9_-]+:( |$)`)

// TestUnknownFieldsAreAlwaysFound puts a field that there is not beside each field of each real file.
func TestUnknownFieldsAreAlwaysFound(t *testing.T) {
	tried := 0
	for _, file := range realFiles(t) {
		if file.kind == "glossary" {
			continue // its words are the author's own
		}
		lines := strings.Split(file.text, "\n")
		block := false
		for i, line := range lines {
			text := strings.TrimLeft(line, " ")
			indent, key := line[:len(line)-len(text)], keyLine.FindString(text)
			if block = block && (text == "" || text[0] == '#' || indent != ""); block || key == "" {
				continue
			}
			block = strings.HasPrefix(key, "body:")
			spoilt := strings.Join(slices.Insert(slices.Clone(lines), i, indent+"zzz unknown: x"), "\n")
			problems := problemsOf(t, wrapped(file.kind, &spoilt), spoilt)
			if !slices.ContainsFunc(problems, namesUnknown) {
				t.Errorf("%s: nothing said about the line %d that was put in: %v", file.name, i+1, problems)
			}
			tried++
		}
	}
	if tried < 1000 {
		t.Errorf("only %d places were tried", tried)
	}
}

// namesUnknown reports a problem about "zzz unknown"; where the author chooses the names, it is its value that is wrong.
func namesUnknown(p diag.Problem) bool {
	return (p.Rule == "schema-unknown-key" || p.Rule == "front-matter-foreign") && strings.Contains(p.Message, "zzz unknown") || p.Rule == "id-form" || p.Rule == "schema-type"
}

// FuzzDecode holds that no bytes make the reader panic, and that each problem stands inside the file.
func FuzzDecode(f *testing.F) {
	for _, file := range realFiles(f) {
		if len(file.text) < 2000 {
			f.Add([]byte(file.text))
		}
	}
	for _, text := range []string{"a: b: c", "a: \"b\nc: d", "\ta: b", "a: [b\nc: }", "a: *b", "- - - a", "? a\n: b", "%TAG ! x\n---\na: !b c", "a: |2\n b\n", "a: &b [*b]", "\xff\xfea", "---\n---\n", "%TAG ! x\n---"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkPlaces(t, "fuzz", string(data), problemsOf(t, "capability", string(data)))
	})
}
