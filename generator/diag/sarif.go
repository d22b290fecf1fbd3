package diag

import (
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// The form of SARIF 2.1.0 (OASIS, with Errata 01), as far as it is used here.

type sarifRun struct {
	Tool struct {
		Driver struct {
			Name    string      `json:"name"`
			Version string      `json:"version,omitempty"`
			Rules   []sarifRule `json:"rules"`
		} `json:"driver"`
	} `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifRule struct {
	ID      RuleID    `json:"id"`
	Short   sarifText `json:"shortDescription"`
	Full    sarifText `json:"fullDescription"`
	Help    sarifText `json:"help"`
	Default struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
	Props struct {
		Tags []string `json:"tags"`
	} `json:"properties"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID    RuleID          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
	Related   []sarifLocation `json:"relatedLocations,omitempty"`
}

type sarifLocation struct {
	ID       *int           `json:"id,omitempty"`
	Physical *sarifPhysical `json:"physicalLocation,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact struct {
		URI string `json:"uri"`
	} `json:"artifactLocation"`
	Region *sarifRegion `json:"region,omitempty"`
}

// sarifRegion without an end column reaches to the end of its line.
type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitempty"`
	EndColumn   int        `json:"endColumn,omitempty"` // the first column after it
	Snippet     *sarifText `json:"snippet,omitempty"`
}

var sarifLevels = map[Severity]string{Error: "error", Warning: "warning", Notice: "note"}

// SARIF prints every problem, notices too, in the order given, as one run of SARIF 2.1.0, with the rules that they
// name. Columns count code points; addresses of files are relative to the site. The error is the writer's.
func SARIF(w io.Writer, problems []Problem, lines Lines, toolVersion string) error {
	shown := atLeast(problems, true)
	index := map[RuleID]int{}
	for _, p := range shown {
		index[p.Rule] = 0
	}
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	driver := &run.Tool.Driver
	driver.Name, driver.Version, driver.Rules = "upfront", toolVersion, []sarifRule{}
	for i, id := range slices.Sorted(maps.Keys(index)) {
		index[id] = i
		r := RuleOf(id)
		rule := sarifRule{ID: id, Short: sarifWords(r.Title), Full: sarifWords(r.Why), Help: sarifWords(r.document.Plain())}
		rule.Default.Level, rule.Props.Tags = sarifLevels[r.Severity], []string{r.Area}
		driver.Rules = append(driver.Rules, rule)
	}
	for _, p := range shown {
		run.Results = append(run.Results, sarifResultOf(p, index[p.Rule], lines))
	}
	const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	if err := writeJSON(w, struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}{schema, "2.1.0", []sarifRun{run}}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func sarifResultOf(p Problem, rule int, lines Lines) sarifResult {
	result := sarifResult{RuleID: p.Rule, RuleIndex: rule, Level: sarifLevels[p.Level()], Message: sarifWords(paragraphs(p)), Locations: []sarifLocation{}}
	if at := sarifPhysicalOf(p.At, lines); at != nil {
		result.Locations = append(result.Locations, sarifLocation{Physical: at})
	}
	for i, r := range p.Related {
		note := sarifWords(r.Note)
		result.Related = append(result.Related, sarifLocation{ID: &i, Physical: sarifPhysicalOf(r.At, lines), Message: &note})
	}
	return result
}

func sarifPhysicalOf(at Place, lines Lines) *sarifPhysical {
	if at.IsZero() {
		return nil
	}
	out := &sarifPhysical{}
	out.Artifact.URI = (&url.URL{Path: at.File}).String()
	if at.Line == 0 {
		return out
	}
	out.Region = &sarifRegion{StartLine: at.Line, StartColumn: at.Column}
	text, ok := lineAt(at, lines)
	snippet := []rune(text)
	snippet = snippet[min(max(at.Column-1, 0), len(snippet)):]
	if at.Column > 0 && at.Width > 0 {
		out.Region.EndColumn = at.Column + at.Width
		snippet = snippet[:min(at.Width, len(snippet))]
	}
	if ok {
		out.Region.Snippet = &sarifText{string(snippet)}
	}
	return out
}

// sarifWords returns text as SARIF's plain messages want it: braces doubled (§3.11.5), and nothing that reads as one of
// its embedded links (§3.11.6), since a message may quote what somebody wrote.
func sarifWords(text string) sarifText {
	return sarifText{strings.NewReplacer("{", "{{", "}", "}}", "](", "] (").Replace(text)}
}

// paragraphs returns message, reason and help as paragraphs, for readers that show one text.
func paragraphs(p Problem) string {
	text := p.Message + "\n\n" + p.Reason()
	if p.Help != "" {
		text += "\n\n" + strings.TrimRight(p.Help, "\n")
	}
	return text
}
