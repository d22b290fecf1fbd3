package diag

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// printers returns every printer of problems by name.
func printers(lines Lines) map[string]func(io.Writer, []Problem) error {
	return map[string]func(io.Writer, []Problem) error{
		"text":   func(w io.Writer, p []Problem) error { return Text(w, p, lines, Style{Verbose: true}) },
		"json":   func(w io.Writer, p []Problem) error { return JSON(w, p, lines) },
		"sarif":  func(w io.Writer, p []Problem) error { return SARIF(w, p, lines, "1.2.3") },
		"github": GitHub,
	}
}

func printed(t *testing.T, printer string, problems ...Problem) string {
	t.Helper()
	var b strings.Builder
	if err := printers(lines)[printer](&b, problems); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestJSON(t *testing.T) {
	want := `{"version":1,"problems":[
{"rule":"schema-unknown-key","severity":"error","message":"there is no field \"sumary\" in a capability",` +
		`"place":{"file":"content/capabilities/standard-delivery.yaml","line":2,"column":1,"width":6,"text":"sumary: We collect from your dock"},` +
		`"why":"A misspelt field is silently missing from the page.","help":"write \"summary\""},
{"rule":"file-refused","severity":"error","message":"is a link","place":{"file":"content/policies/x.md"},"why":"It could be anything."},
{"rule":"fit-tighter","severity":"error","message":"they need 24h, on-time gives 48h",` +
		`"place":{"file":"content/agreements/fenwick-tiles.yaml","line":3,"column":12,"width":3,"text":"  on-time: 24h"},` +
		`"why":"They would count on 24 hours.","help":"answer no, with a reason:\n  answer: no\n  because: One van covers each route.",` +
		`"related":[{"place":{"file":"content/capabilities/standard-delivery.yaml","line":100,"column":3,"width":11,"text":"  within: 48h"},"note":"the promise is here"},` +
		`{"place":{"file":"site.yaml"},"note":"its hours"}]}
]}
`
	if got := printed(t, "json", misspelt, wholeFile, tooTight); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := printed(t, "json"); got != "{\"version\":1,\"problems\":[]}\n" {
		t.Errorf("no problems are %q", got)
	}
}

func TestJSONKeepsEveryCharacter(t *testing.T) {
	words := "a<b>&\x1b\u009b\u202e\U000e0067 東 \\ \" \u007f"
	var got struct{ Problems []struct{ Message string } }
	text := printed(t, "json", Problem{Rule: "id-form", Message: words})
	if err := json.Unmarshal([]byte(text), &got); err != nil || got.Problems[0].Message != words {
		t.Errorf("%v: %q came back as %+v from %s", err, words, got, text)
	}
	if !strings.Contains(text, `\u009b\u202e\udb40\udc67 東`) {
		t.Errorf("not escaped: %s", text)
	}
}

func TestSARIF(t *testing.T) {
	text := printed(t, "sarif", misspelt, tooTight, wholeFile, onlyNotice)
	var got struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name, Version string
					Rules         []struct {
						ID                                      string
						ShortDescription, FullDescription, Help struct{ Text string }
						DefaultConfiguration                    struct{ Level string }
					}
				}
			}
			Results []map[string]any
		}
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	run := got.Runs[0]
	if got.Version != "2.1.0" || run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.Version != "1.2.3" {
		t.Errorf("got %+v", got)
	}
	ids := []string{"file-refused", "fit-tighter", "review-missing", "schema-unknown-key"}
	for i, rule := range run.Tool.Driver.Rules {
		if rule.ID != ids[i] || rule.ShortDescription.Text == "" || rule.FullDescription.Text == "" || rule.Help.Text == "" {
			t.Errorf("rule %d: %+v", i, rule)
		}
	}
	if level := run.Tool.Driver.Rules[2].DefaultConfiguration.Level; level != "note" {
		t.Errorf("a notice is %q", level)
	}
	for i, want := range []string{
		`{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/capabilities/standard-delivery.yaml"},` +
			`"region":{"endColumn":7,"snippet":{"text":"sumary"},"startColumn":1,"startLine":2}}}],` +
			`"message":{"text":"there is no field \"sumary\" in a capability\n\nA misspelt field is silently missing from the page.\n\nwrite \"summary\""},` +
			`"ruleId":"schema-unknown-key","ruleIndex":3}`,
		`{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/agreements/fenwick-tiles.yaml"},` +
			`"region":{"endColumn":15,"snippet":{"text":"24h"},"startColumn":12,"startLine":3}}}],` +
			`"message":{"text":"they need 24h, on-time gives 48h\n\nThey would count on 24 hours.\n\nanswer no, with a reason:\n  answer: no\n  because: One van covers each route."},` +
			`"relatedLocations":[{"id":0,"message":{"text":"the promise is here"},"physicalLocation":{"artifactLocation":{"uri":"content/capabilities/standard-delivery.yaml"},` +
			`"region":{"endColumn":14,"snippet":{"text":"within: 48h"},"startColumn":3,"startLine":100}}},` +
			`{"id":1,"message":{"text":"its hours"},"physicalLocation":{"artifactLocation":{"uri":"site.yaml"}}}],` +
			`"ruleId":"fit-tighter","ruleIndex":1}`,
		`{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/policies/x.md"}}}],` +
			`"message":{"text":"is a link\n\nIt could be anything."},"ruleId":"file-refused","ruleIndex":0}`,
		`{"level":"note","locations":[{"physicalLocation":{"artifactLocation":{"uri":"site.yaml"},"region":{"snippet":{"text":"\tname: x"},"startLine":1}}}],` +
			`"message":{"text":"no review_by\n\nA page without a review date grows old unseen, and customers rely on it all the same."},` +
			`"ruleId":"review-missing","ruleIndex":2}`,
	} {
		result, err := json.Marshal(run.Results[i])
		if err != nil || string(result) != want {
			t.Errorf("result %d: %v\ngot  %s\nwant %s", i, err, result, want)
		}
	}
}

func TestSARIFWords(t *testing.T) {
	for text, want := range map[string]string{
		"plain [1] (2)":         "plain [1] (2)",
		"{{ site.phone }}":      "{{{{ site.phone }}}}",
		"[here](https://x.com)": "[here] (https://x.com)",
	} {
		if got := sarifWords(text).Text; got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestSARIFAddressesAndRegions(t *testing.T) {
	for file, want := range map[string]string{
		"content/a b/é#1%.md": "content/a%20b/%C3%A9%231%25.md",
		"a:b.md":              "./a:b.md",
	} {
		if got := sarifPhysicalOf(Place{File: file}, nil).Artifact.URI; got != want {
			t.Errorf("%q is %q, want %q", file, got, want)
		}
	}
	at := Place{File: "f", Line: 1, Column: 3}
	line := func(string, int) (string, bool) { return "東京 and on", true }
	if r := sarifPhysicalOf(at, line).Region; r.EndColumn != 0 || r.Snippet.Text != " and on" {
		t.Errorf("without a width: %+v, %q", r, r.Snippet.Text)
	}
	at.Column, at.Width = 50, 3
	if r := sarifPhysicalOf(at, line).Region; r.Snippet.Text != "" {
		t.Errorf("past the end: %q", r.Snippet.Text)
	}
}

func TestSARIFWithoutProblems(t *testing.T) {
	if got := printed(t, "sarif"); !strings.Contains(got, `"rules":[]`) || !strings.Contains(got, `"results":[]`) {
		t.Errorf("got %s", got)
	}
}

func TestGitHub(t *testing.T) {
	odd := Problem{
		Rule: "cannot-missing", At: Place{File: "a,b:c%d.yaml", Line: 7, Width: 3}, Message: "100% of it: a, b", Why: "W.",
	}
	want := `::error file=content/capabilities/standard-delivery.yaml,line=2,col=1,endColumn=7,title=schema-unknown-key::` +
		`there is no field "sumary" in a capability%0A%0AA misspelt field is silently missing from the page.%0A%0Awrite "summary"%0A%0Aupfront check --explain schema-unknown-key
::error file=content/agreements/fenwick-tiles.yaml,line=3,col=12,endColumn=15,title=fit-tighter::` +
		`they need 24h, on-time gives 48h%0A%0AThey would count on 24 hours.` +
		`%0A%0Aanswer no, with a reason:%0A  answer: no%0A  because: One van covers each route.` +
		`%0A%0Acontent/capabilities/standard-delivery.yaml:100:3: the promise is here%0Asite.yaml: its hours%0A%0Aupfront check --explain fit-tighter
::warning file=a%2Cb%3Ac%25d.yaml,line=7,title=cannot-missing::100%25 of it: a, b%0A%0AW.%0A%0Aupfront check --explain cannot-missing
::error file=content/policies/x.md,title=file-refused::is a link%0A%0AIt could be anything.%0A%0Aupfront check --explain file-refused
::notice title=review-missing::m%0A%0AW.%0A%0Aupfront check --explain review-missing
`
	got := printed(t, "github", misspelt, tooTight, odd, wholeFile, Problem{Rule: "review-missing", Message: "m", Why: "W."})
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Each printer shows each level by a word of its own form, and nothing that is off.
func TestPrintersShowEveryLevel(t *testing.T) {
	levels := map[string][]string{
		"text":   {"error[", "warning[", "notice["},
		"json":   {`"severity":"error"`, `"severity":"warning"`, `"severity":"notice"`},
		"sarif":  {`"level":"error"`, `"level":"warning"`, `"level":"note"`},
		"github": {"::error ", "::warning ", "::notice "},
	}
	for name := range levels {
		for i, s := range []Severity{Error, Warning, Notice} {
			if got := printed(t, name, Problem{Rule: "id-form", Severity: s}); !strings.Contains(got, levels[name][i]) {
				t.Errorf("%s: no %q in %s", name, levels[name][i], got)
			}
		}
		if got := printed(t, name, Problem{Rule: "id-form", Severity: Off, Message: "secret"}); strings.Contains(got, "secret") {
			t.Errorf("%s shows what is off: %s", name, got)
		}
	}
}
