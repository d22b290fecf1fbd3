package generator

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/check/rules"
	"upfront/generator/diag"
	"upfront/generator/internal/spoil"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// What is broken, for the test of advice: examples of rules, broken texts, mistakes that were reported, and lines spoilt at random.

// broken is a site with problems, and a way to look for them.
type broken struct {
	name    string
	texts   map[string]string
	compile func(texts map[string]string) []diag.Problem
}

// reported follows the helps for mistakes whose advice once was wrong, or was missing.
func (a *advice) reported() {
	site := baseSite(a.t).texts()
	const capability, policy = "content/capabilities/standard-delivery.yaml", "content/policies/returns.md"
	for _, m := range []struct{ file, old, mistake string }{
		{capability, "target: 95%", "target: 9 times out of 10"},
		{capability, "target: 95%", "target: [95%]"},
		{capability, "\n    target: 95%", "\n  target: 95%"},
		{capability, "\n    commitment:", "\n      commitment:"},
		{capability, "\n    commitment:", "\n@    commitment:"},
		{capability, "indicator: {", "indicator: '{"},
		{capability, "\nsummary: ", "\ndescription: "},
		{capability, "effective: 2025-06-02", "effective: 2025-06-0"},
		{"site.yaml", "escalate_to: callum", "escalate_to: ama-boateng"},
		{"site.yaml", "escalate_to: callum", "escalate_to: calum"},
		{"site.yaml", "fallback: dispatch-mobile", "fallback: Dispatch mobile"},
		{"site.yaml", "as_of: 2026-03-20T12:00:00Z", "as_of: 2026-03-20T"},
		{"site.yaml", "as_of: 2026-03-20T12:00:00Z", "as_of: 2026-03-20 25:00"},
		{policy, "\n---\n", "\n---\n[Write to us](help@northlane.example). "},
		{policy, "\n---\n", "\n---\n[Read this](www.northlane.com/terms). "},
		{policy, "\n---\n", "\n---\n[Read this](return.md). "},
	} {
		texts := maps.Clone(site)
		texts[m.file] = strings.Replace(texts[m.file], m.old, m.mistake, 1)
		n := total(a.applied)
		a.follow(broken{m.mistake, texts, func(texts map[string]string) []diag.Problem { return buildAfter(a.t, nil, filesOf(texts)) }})
		if total(a.applied) == n {
			a.t.Errorf("%q in %s: no help says in a fixed form what to write: %v", m.mistake, m.file, buildAfter(a.t, nil, filesOf(texts)))
		}
	}
}

// brokenExample returns the wrong example of a rule.
func brokenExample(t *testing.T, d rules.Document) broken {
	var before []example
	var wrong, right []block
	for _, e := range examplesOf(d.Text) {
		switch e.kind {
		case "Before":
			before = append(before, e)
		case "Wrong":
			wrong = append(wrong, e.blocks...)
		case "Right":
			right = append(right, e.blocks...)
		}
	}
	site := baseSite(t)
	site.without(wrong, right)
	lay(t, site, wrong)
	return broken{d.ID, site.texts(), func(texts map[string]string) []diag.Problem {
		return buildAfter(t, before, filesOf(texts))
	}}
}

func (f files) texts() map[string]string {
	texts := map[string]string{}
	for name, lines := range f {
		var text strings.Builder
		for _, l := range lines {
			text.WriteString(l.text + "\n")
		}
		texts[name] = text.String()
	}
	return texts
}

func filesOf(texts map[string]string) files {
	f := files{}
	for name, text := range texts {
		f[name] = linesOf(text)
	}
	return f
}

// texts follows the helps for the broken texts of package syntax, as far as that reads them.
func (a *advice) texts() {
	names, _ := filepath.Glob("syntax/testdata/*.txt")
	for _, name := range names {
		kind := strings.TrimSuffix(filepath.Base(name), ".txt")
		data, err := os.ReadFile(name)
		if err != nil {
			a.t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(data), "\n== ")[1:] {
			head, _, _ := strings.Cut(c, "\n-- ")
			title, text, _ := strings.Cut(head, "\n")
			text = strings.NewReplacer("¶", "\r", "⇥", "\t", "␀", "\x00", "‼", "\xa3", "⏎", "\u2028", "␣", "\u00a0").Replace(text) + "\n"
			a.follow(broken{kind + ": " + title, map[string]string{"site.yaml": "business: A\ntimezone: UTC\n", pathOf[kind]: text}, readProblems})
		}
	}
}

var pathOf = map[string]string{"site": "site.yaml", "capability": "content/capabilities/f.yaml", "agreement": "content/agreements/f.yaml", "policy": "content/policies/f.md",
	"page": "content/pages/f.md", "notice": "content/notices/f.md", "partners": "content/partners.yaml", "glossary": "content/glossary.yaml"}

func readProblems(texts map[string]string) []diag.Problem {
	t := tree.Of(texts)
	_, problems := syntax.Read(t)
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		if strings.HasPrefix(path, "content/agreements/") {
			_, more := syntax.ReadAgreement(t, path, time.UTC)
			problems = append(problems, more...)
		}
	}
	return diag.Sort(problems)
}

// site spoils the site that the examples of rules are laid over.
func (a *advice) site(rounds int) {
	site := baseSite(a.t).texts()
	names := slices.Sorted(maps.Keys(site))
	random := rand.New(rand.NewPCG(2026, 14))
	for i := range rounds {
		name := names[random.IntN(len(names))]
		texts := maps.Clone(site)
		texts[name] = spoil.Text(random, site[name])
		if exchanged(site[name], texts[name]) {
			continue
		}
		a.follow(broken{fmt.Sprintf("%s, mutation %d", name, i), texts, func(texts map[string]string) []diag.Problem {
			return buildAfter(a.t, nil, filesOf(texts))
		}})
	}
}

// files spoils the files of the example, each read by itself.
func (a *advice) files(rounds int) {
	names, _ := filepath.Glob("../content/*/*.*")
	names = slices.DeleteFunc(append(names, "../site.yaml", "../content/partners.yaml", "../content/glossary.yaml"), func(n string) bool { return !strings.HasSuffix(n, ".yaml") && !strings.HasSuffix(n, ".md") })
	random := rand.New(rand.NewPCG(2026, 15))
	for i := range rounds {
		name := names[random.IntN(len(names))]
		data, err := os.ReadFile(name)
		if err != nil {
			a.t.Fatal(err)
		}
		texts := map[string]string{"site.yaml": "business: A\ntimezone: UTC\n"}
		text := spoil.Text(random, string(data))
		if exchanged(string(data), text) {
			continue
		}
		texts[strings.TrimPrefix(name, "../")] = text
		a.follow(broken{fmt.Sprintf("%s, mutation %d", name, i), texts, readProblems})
	}
}

// exchanged reports whether two lines changed places, or one is gone: nobody can tell from what is left what was meant.
func exchanged(was, is string) bool {
	before, after := strings.Split(was, "\n"), strings.Split(is, "\n")
	if len(before) != len(after) {
		return len(after) < len(before)
	}
	n := 0
	for i := range before {
		if before[i] != after[i] {
			n++
		}
		if blank(after[i]) && !blank(before[i]) {
			return true
		}
	}
	return n > 1
}
