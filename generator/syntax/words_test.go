package syntax

import (
	"maps"
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	words, problems := Words("themes/a/i18n/en.yaml", []byte("nav:\n  home: Home\n  deep: {er: \"A: b\"}\nyes: Yes\nno: No\nn: 1.10\n"))
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	got := map[string]string{}
	for k, v := range words {
		got[k] = v.V
	}
	want := map[string]string{"nav.home": "Home", "nav.deep.er": "A: b", "yes": "Yes", "no": "No", "n": "1.10"}
	if !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if at := words["nav.deep.er"].At.String(); at != "themes/a/i18n/en.yaml:3:14" {
		t.Errorf("place %s", at)
	}
}

func TestWordsProblems(t *testing.T) {
	for _, c := range []struct{ name, text, rule, at string }{
		{"a list", "nav: [a, b]\n", "schema-type", "f:1:6"},
		{"a list at the top", "- a\n", "schema-type", "f:1:1"},
		{"an alias", "a: text\nb: *x\n", "yaml-syntax", "f:2:4"},
		{"an anchor", "a: &x text\n", "yaml-limits", "f:1:4"},
		{"twice", "a: {b: one}\na.b: two\n", "schema-duplicate-key", "f:2:1"},
		{"broken", "a: b\n  c: d\n", "yaml-syntax", "f:2:1"},
	} {
		_, problems := Words("f", []byte(c.text))
		if len(problems) != 1 || string(problems[0].Rule) != c.rule || problems[0].At.String() != c.at {
			t.Errorf("%s: %+v, want %s at %s", c.name, problems, c.rule, c.at)
		}
	}
}

func TestWordsOfNothing(t *testing.T) {
	for _, text := range []string{"", "# only a comment\n"} {
		if words, problems := Words("f", []byte(text)); len(words) != 0 || len(problems) != 0 {
			t.Errorf("%q: %v %v", text, slices.Collect(maps.Keys(words)), problems)
		}
	}
}
