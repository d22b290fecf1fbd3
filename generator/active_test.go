package generator

import (
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// TestADrawingRunsNothing holds that no SVG with a script is published, and that others are.
func TestADrawingRunsNothing(t *testing.T) {
	for svg, refused := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><text font-family="one">We ring on Mondays</text></svg>`: false,
		`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`:                                         true,
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:SCRIPT/></s:svg>`:                                                 true,
		"<svg xmlns='http://www.w3.org/2000/svg'\nonload = 'alert(1)'/>":                                                  true,
		`<svg><a href="&#106;ava&#x09;script:alert(1)"><path/></a></svg>`:                                                 true,
		`<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>`:                                                                  true,
		"<\x00s\x00v\x00g\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00>":                                                   true,
	} {
		files := small()
		files["content/policies/plan.SVG"] = svg
		files["content/policies/late.md"] += "\n[The plan](plan.SVG)\n"
		problems := Open(of(files), nil).Check().Problems
		i := slices.IndexFunc(problems, func(p diag.Problem) bool { return strings.HasSuffix(p.At.File, "plan.SVG") })
		switch {
		case refused != (i >= 0):
			t.Errorf("%s: want refused %v, got\n%s", svg, refused, said(problems))
		case refused && problems[i].Message != `"content/policies/plan.SVG" holds a script, which would run for whoever opens it`:
			t.Errorf("%s: %s", svg, problems[i].Message)
		}
	}
}
