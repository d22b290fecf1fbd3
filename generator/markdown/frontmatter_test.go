package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSplitFrontMatter(t *testing.T) {
	for _, c := range []struct{ name, data, yaml, body, lines, problem string }{
		{"usual", "---\ntitle: A\n---\nText", "title: A\n", "Text", "2 4", ""},
		{"dots", "---\ntitle: A\n...\n\nText", "title: A\n", "\nText", "2 4", ""},
		{"Windows", "\ufeff--- \r\ntitle: A\r\n---\t\r\nText", "title: A\r\n", "Text", "2 4", ""},
		{"empty", "---\n---\n", "", "", "2 3", ""},
		{"none", "Text\n---\nx", "-", "Text\n---\nx", "0 1", ""},
		{"nothing", "", "-", "", "0 1", ""},
		{"after blank lines", "\n\n---\ntitle: A\n---\nText", "title: A\n", "Text", "4 6", ""},
		{"a rule after a blank line", "\n---\nText", "-", "\n---\nText", "0 1", ""},
		{"no end", "---\ntitle: A\n", "title: A\n", "", "2 3", "1:1+3 front-matter: the front matter that starts here does not end"},
		{"only a start", "---", "", "", "2 2", "1:1+3 front-matter: the front matter that starts here does not end"},
		{"four hyphens", "----\ntitle: A\n----\n", "-", "----\ntitle: A\n----\n", "0 1", ""},
		{"TOML", "+++\ntitle = 'A'\n+++\nText", "-", "Text", "0 4", "1:1+3 front-matter: this front matter is TOML, which is not read here"},
		{"JSON", "{\n  \"title\": \"A\"\n}\nText", "-", "Text", "0 4", "1:1+1 front-matter: this front matter is JSON, which is not read here"},
		{"a brace", "{\nx\n}\n", "-", "{\nx\n}\n", "0 1", ""},
		{"plus signs", "+++\nx", "-", "+++\nx", "0 1", ""},
	} {
		f, problems := SplitFrontMatter("a.md", []byte(c.data))
		yaml := string(f.YAML)
		if f.YAML == nil {
			yaml = "-"
		}
		if yaml != c.yaml || string(f.Body) != c.body || fmt.Sprint(f.YAMLLine, f.BodyLine) != c.lines {
			t.Errorf("%s: %q %q %d %d", c.name, yaml, f.Body, f.YAMLLine, f.BodyLine)
		}
		got := slices.Collect(func(yield func(string) bool) {
			for _, p := range problems {
				yield(place(p.At) + " " + string(p.Rule) + ": " + p.Message)
			}
		})
		if strings.Join(got, "\n") != c.problem {
			t.Errorf("%s: %q, want %q", c.name, got, c.problem)
		}
	}
}

// FuzzSplitFrontMatter holds that the parts lie one after the other in the file, on the lines that are said.
func FuzzSplitFrontMatter(f *testing.F) {
	f.Add("---\na: b\n---\nc")
	f.Add("+++\r\n\r\n+++\r\n")
	f.Add("\n\n---\r\na:\n...\r")
	f.Fuzz(func(t *testing.T, text string) {
		m, _ := SplitFrontMatter("a.md", []byte(text))
		text = strings.TrimPrefix(text, byteOrderMark)
		before, found := strings.CutSuffix(text, string(m.Body))
		if !found || len(m.Body) > 0 && m.BodyLine != 1+lineEnds(before) {
			t.Errorf("%q: body %q on line %d", text, m.Body, m.BodyLine)
		}
		if len(m.YAML) > 0 {
			at := strings.Index(before, "---")
			start := at + strings.IndexAny(before[at:]+"\n", "\r\n")
			if !strings.Contains(before[start:], string(m.YAML)) || m.YAMLLine != 2+lineEnds(before[:start]) {
				t.Errorf("%q: YAML %q on line %d", text, m.YAML, m.YAMLLine)
			}
		}
	})
}

func lineEnds(s string) int {
	return strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
}
