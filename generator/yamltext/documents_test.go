package yamltext

import (
	"fmt"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// outline writes a value on one line, each text with its place.
func outline(v Value) string {
	var parts []string
	switch v.Kind {
	case Scalar:
		return fmt.Sprintf("%s@%d:%d+%d", v.Text, v.At.Line, v.At.Column, v.At.Width)
	case List:
		for _, item := range v.Items {
			parts = append(parts, outline(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Group:
		for _, f := range v.Fields {
			parts = append(parts, fmt.Sprintf("%s@%d:%d %s", f.Name, f.At.Line, f.At.Column, outline(f.Value)))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "-"
}

func TestDocuments(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one", "a: b\n", "{a@1:1 b@1:4+1}"},
		{"several, with their lines", "a: b\n---\nc: d\n--- # more\n\ne: f", "{a@1:1 b@1:4+1} {c@3:1 d@3:4+1} {e@6:1 f@6:4+1}"},
		{"empty ones", "---\n# nothing\n---\na: b\n---\n", "{a@4:1 b@4:4+1}"},
		{"none", "", ""},
		{"line ends of Windows", "a: b\r\n---\r\nc: d\r\n", "{a@1:1 b@1:4+1} {c@3:1 d@3:4+1}"},
		{"hyphens in a text", "a: |\n  ---\n  b\n", "{a@1:1 ---\nb\n@1:4+0}"},
		{"texts as written", "a: 0.50\nb: 'it''s'\nc: no\n", "{a@1:1 0.50@1:4+4, b@2:1 it's@2:4+7, c@3:1 no@3:4+2}"},
		{"what is no trap here", "a: x{b:1} #c\nd: {e:1}\n", "{a@1:1 x{b:1}@1:4+6, d@2:1 {e:1@2:5 -}}"},
		{"a list", "- a: b\n- c\n", "[{a@1:3 b@1:6+1} c@2:3+1]"},
		{"an alias", "a: &x {b: c}\nd: *x\n", "{a@1:1 {b@1:8 c@1:11+1}, d@2:1 {b@1:8 c@1:11+1}}"},
		{"a merge", "a: &x {b: c, d: e}\nf:\n  <<: *x\n  b: g\n", "{a@1:1 {b@1:8 c@1:11+1, d@1:14 e@1:17+1}, f@2:1 {b@4:3 g@4:6+1, d@1:14 e@1:17+1}}"},
		{"several merged", "f: {<<: [{a: b}, {a: c, d: e}]}\n", "{f@1:1 {a@1:11 b@1:14+1, d@1:25 e@1:28+1}}"},
		{"a tag", "a: !!str 1\n", "{a@1:1 1@1:4+0}"},
	} {
		values, problems := Documents("f", []byte(c.text))
		var got []string
		for _, v := range values {
			got = append(got, outline(v))
		}
		if len(problems) > 0 || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %v; %+v", c.name, strings.Join(got, " "), c.want, problems)
		}
	}
}

func TestDocumentsProblems(t *testing.T) {
	laughs := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for _, c := range "bcdefg" {
		laughs += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 10), ","))
	}
	for _, c := range []struct{ name, text, rule, at string }{
		{"no YAML, in the second document", "a: b\n---\nc: d: e\n", "yaml-syntax", "f:3:5"},
		{"twice", "a: b\nc: d\na: e\n", "schema-duplicate-key", "f:3:1"},
		{"three times", "a: b\nc: d\na: e\na: f\n", "schema-duplicate-key", "f:3:1"},
		{"a group for a name", "{a: b}: c\n", "yaml-trap", "f:1:1"},
		{"aliases of aliases", laughs, "yaml-limits", "f:1:1"},
		{"an alias of what holds it", "a: &a [*a]\n", "yaml-limits", "f:1:4"},
		{"too deep", strings.Repeat("[", 40) + strings.Repeat("]", 40), "yaml-limits", "f:1:33"},
		{"UTF-16", "\xff\xfea\x00", "text-encoding", "f:1:1"},
		{"an alias of nothing", "a: *b\n", "yaml-syntax", "f:1:4"},
	} {
		_, problems := Documents("f", []byte(c.text))
		if len(problems) != 1 || problems[0].Rule != diag.RuleID(c.rule) || problems[0].At.String() != c.at {
			t.Errorf("%s: %+v", c.name, problems)
		}
	}
}

// FuzzDocuments holds that no bytes make the reader panic, and that every place stands inside the file.
func FuzzDocuments(f *testing.F) {
	for _, text := range []string{"a: b\n---\nc: [d, {e: f}]\n", "a: &a [*a]", "--- |\n x\n...\ny", "<<: {a: b}\na: 'c", "? [a]\n: b", "%YAML 1.2\n---\na: b", "a: |2\n b\n", "\xff"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		values, problems := Documents("f", data)
		lines := strings.Count(string(data), "\n") + 1
		inside := func(at diag.Place) {
			if at.Line < 1 || at.Line > lines || at.Column < 1 || at.Width < 0 {
				t.Fatalf("%v of %d lines", at, lines)
			}
		}
		for _, p := range problems {
			inside(p.At)
		}
		for _, v := range values {
			v.walk(func(v Value) { inside(v.At) })
		}
	})
}

func (v Value) walk(see func(Value)) {
	see(v)
	for _, item := range v.Items {
		item.walk(see)
	}
	for _, f := range v.Fields {
		f.Value.walk(see)
	}
}
