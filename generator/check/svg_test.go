package check

import "testing"

// TestSVG holds that drawings with a script are refused, and that others are not.
func TestSVG(t *testing.T) {
	for svg, refused := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><text font-family="one">We ring on Mondays</text></svg>`: false,
		`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`:                                         true,
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:SCRIPT/></s:svg>`:                                                 true,
		"<svg xmlns='http://www.w3.org/2000/svg'\nonload = 'alert(1)'/>":                                                  true,
		`<svg><a href="&#106;ava&#x09;script:alert(1)"><path/></a></svg>`:                                                 true,
		`<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>`:                                                                  true,
		"<\x00s\x00v\x00g\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00>":                                                   true,
	} {
		problems := SVG("content/policies/plan.SVG", []byte(svg))
		switch {
		case refused != (len(problems) > 0):
			t.Errorf("%s: want refused %v, got %v", svg, refused, problems)
		case refused && (problems[0].At.File != "content/policies/plan.SVG" || problems[0].Message != `"content/policies/plan.SVG" holds a script, which would run for whoever opens it`):
			t.Errorf("%s: %v", svg, problems[0])
		}
	}
	if problems := SVG("content/policies/plan.txt", []byte("<script>")); problems != nil {
		t.Error("a text is taken for a drawing:", problems)
	}
}
