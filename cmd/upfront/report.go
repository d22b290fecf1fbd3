package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/publish"
)

// jsonVersion is the version of what commands print with --json, which docs/json.md describes. It changes where a key is taken
// away or changes its meaning; keys may be added.
const jsonVersion = 1

// report is what a build did, without words of the site.
type report struct {
	Version   int            `json:"version"`
	Published bool           `json:"published"`
	Out       string         `json:"out"`
	Read      build.Counts   `json:"read"`
	Written   []string       `json:"written"`
	Removed   []string       `json:"removed"`
	Unchanged int            `json:"unchanged"`
	Hidden    []build.Hidden `json:"hidden"`
	Errors    int            `json:"errors"`
	Warnings  int            `json:"warnings"`
	Notices   int            `json:"notices"`
	Notes     []string       `json:"notes"`
	MS        phases         `json:"ms"`
}

type phases struct {
	Read  int64 `json:"read"`
	Check int64 `json:"check"`
	Theme int64 `json:"theme"`
	Write int64 `json:"write"`
}

// stopwatch measures phases that follow one another.
type stopwatch struct {
	clock func() time.Time
	phase string
	since time.Time
	took  map[string]time.Duration
}

// begin ends the phase before, and begins or resumes another.
func (t *stopwatch) begin(phase string) {
	now := t.clock()
	if t.took == nil {
		t.took = map[string]time.Duration{}
	}
	t.took[t.phase] += now.Sub(t.since)
	t.phase, t.since = phase, now
}

// end returns how long each phase took.
func (t *stopwatch) end() phases {
	t.begin("")
	ms := func(phase string) int64 { return t.took[phase].Milliseconds() }
	return phases{ms("read"), ms("check"), ms("theme"), ms("write")}
}

func newReport(read build.Counts, o build.Outcome, w publish.Report, published bool) report {
	r := report{
		Version: jsonVersion, Published: published, Read: read, Notes: append([]string{}, w.Notes...), Written: []string{}, Removed: []string{}, Hidden: []build.Hidden{},
		Errors: diag.Count(o.Problems, diag.Error), Warnings: diag.Count(o.Problems, diag.Warning), Notices: diag.Count(o.Problems, diag.Notice),
	}
	if published {
		r.Written, r.Removed, r.Unchanged = append(r.Written, w.Written...), append(r.Removed, w.Removed...), w.Unchanged
	}
	return r
}

func printJSON(w io.Writer, value any) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(value)
}

// text prints the report for a person; it fits a screen unless every file is asked for.
func (r *report) text(w io.Writer, verbose bool) error {
	var out strings.Builder
	if verbose {
		for _, path := range r.Written {
			fmt.Fprintf(&out, "wrote    %s\n", path)
		}
		for _, path := range r.Removed {
			fmt.Fprintf(&out, "removed  %s\n", path)
		}
	}
	fmt.Fprintf(&out, "Read     %s\n", countsText(r.Read))
	fmt.Fprintf(&out, "Wrote    %s\n", r.summary())
	if r.Warnings > 0 {
		fmt.Fprintf(&out, "Warned   of %s\n", diag.Plural(r.Warnings, "thing"))
	}
	for _, note := range r.Notes {
		fmt.Fprintf(&out, "Note     %s\n", note)
	}
	fmt.Fprintf(&out, "Took     read %d ms · check %d ms · theme %d ms · write %d ms\n", r.MS.Read, r.MS.Check, r.MS.Theme, r.MS.Write)
	fmt.Fprintf(&out, "Open     %s/index.html\n", displayPath(r.Out))
	_, err := io.WriteString(w, out.String())
	return err
}

func (r *report) summary() string {
	parts := []string{diag.Plural(len(r.Written), "file"), fmt.Sprintf("%d unchanged", r.Unchanged)}
	if len(r.Removed) > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", len(r.Removed)))
	}
	return strings.Join(parts, ", ") + ", in " + displayPath(r.Out) + "/"
}

// countsText returns the counts in words, without those that are zero.
func countsText(c build.Counts) string {
	files, parts := diag.Plural(c.Files, "file"), []string{}
	for _, kind := range []struct {
		n         int
		one, many string
	}{
		{c.Capabilities, "capability", "capabilities"}, {c.Promises, "promise", "promises"}, {c.Policies, "policy", "policies"},
		{c.Notices, "notice", "notices"}, {c.Pages, "page", "pages"}, {c.Agreements, "agreement", "agreements"},
	} {
		switch {
		case kind.n == 1:
			parts = append(parts, "1 "+kind.one)
		case kind.n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", kind.n, kind.many))
		}
	}
	if len(parts) == 0 {
		return files
	}
	return files + ": " + strings.Join(parts, ", ")
}
