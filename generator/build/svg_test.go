package build

import (
	"strings"
	"testing"

	"upfront/generator/diag"
)

// TestADrawingRunsNothing holds that a site with a script in a drawing is not published, and one without is.
func TestADrawingRunsNothing(t *testing.T) {
	for svg, refused := range map[string]bool{"<svg><path/></svg>": false, "<svg><script>alert(1)</script></svg>": true} {
		files := small()
		files["content/policies/plan.SVG"] = svg
		files["content/policies/late.md"] += "\n[The plan](plan.SVG)\n"
		problems := Open(inputWith(files), nil).Check().Problems
		if refused != (diag.Count(problems, diag.Error) == 1 && strings.Contains(said(problems), `"content/policies/plan.SVG" holds a script`)) {
			t.Errorf("%s: want refused %v, got\n%s", svg, refused, said(problems))
		}
	}
}
