package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"upfront/generator"
	"upfront/generator/diag"
	"upfront/generator/publish"
)

// report is what a build did. It holds counts and paths, and no words of the site. The exported fields are the JSON
// form, which the help of build documents.
type report struct {
	Version   int              `json:"version"`
	Published bool             `json:"published"`
	Out       string           `json:"out"`
	Read      counts           `json:"read"`
	Written   []string         `json:"written"`
	Removed   []string         `json:"removed"`
	Unchanged int              `json:"unchanged"`
	Errors    int              `json:"errors"`
	Warnings  int              `json:"warnings"`
	Notices   int              `json:"notices"`
	Notes     []string         `json:"notes"`
	MS        map[string]int64 `json:"ms"`

	took []phase
}

// counts is generator.Counts in the JSON form.
type counts struct {
	Files        int `json:"files"`
	Capabilities int `json:"capabilities"`
	Promises     int `json:"promises"`
	Policies     int `json:"policies"`
	Notices      int `json:"notices"`
	Pages        int `json:"pages"`
	Agreements   int `json:"agreements"`
}

type phase struct {
	name string
	time time.Duration
}

func (r *report) add(name string, took time.Duration) { r.took = append(r.took, phase{name, took}) }

// of adds what publishing came to.
func (r *report) of(o generator.Outcome, w publish.Report, published bool) {
	r.Published = published
	r.Errors, r.Warnings, r.Notices = diag.Count(o.Problems, diag.Error), diag.Count(o.Problems, diag.Warning), diag.Count(o.Problems, diag.Notice)
	r.Notes = append([]string{}, w.Notes...)
	r.Written, r.Removed = []string{}, []string{}
	if published {
		r.Written, r.Removed, r.Unchanged = append(r.Written, w.Written...), append(r.Removed, w.Removed...), w.Unchanged
	}
	r.MS = map[string]int64{}
	for _, p := range r.took {
		r.MS[p.name] = p.time.Milliseconds()
	}
}

func (r *report) json(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(r)
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
	fmt.Fprintf(&out, "Read     %s\n", r.Read)
	fmt.Fprintf(&out, "Wrote    %s\n", r.wrote())
	if r.Warnings > 0 {
		fmt.Fprintf(&out, "Warned   of %s\n", plural(r.Warnings, "thing"))
	}
	for _, note := range r.Notes {
		fmt.Fprintf(&out, "Note     %s\n", note)
	}
	var took []string
	for _, p := range r.took {
		took = append(took, fmt.Sprintf("%s %d ms", p.name, p.time.Milliseconds()))
	}
	fmt.Fprintf(&out, "Took     %s\n", strings.Join(took, " · "))
	fmt.Fprintf(&out, "Open     %s/index.html\n", shown(r.Out))
	_, err := io.WriteString(w, out.String())
	return err
}

func (r *report) wrote() string {
	parts := []string{plural(len(r.Written), "file"), fmt.Sprintf("%d unchanged", r.Unchanged)}
	if len(r.Removed) > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", len(r.Removed)))
	}
	return strings.Join(parts, ", ") + ", in " + shown(r.Out) + "/"
}

// String says how much there is of what, leaving out what there is not.
func (c counts) String() string {
	var parts []string
	add := func(n int, one string) {
		if n > 0 {
			parts = append(parts, plural(n, one))
		}
	}
	add(c.Capabilities, "capability")
	add(c.Promises, "promise")
	add(c.Policies, "policy")
	add(c.Notices, "notice")
	add(c.Pages, "page")
	add(c.Agreements, "agreement")
	if len(parts) == 0 {
		return plural(c.Files, "file")
	}
	return plural(c.Files, "file") + ": " + strings.Join(parts, ", ")
}

func plural(n int, one string) string {
	many := one + "s"
	if stem, ok := strings.CutSuffix(one, "y"); ok {
		many = stem + "ies"
	}
	if n == 1 {
		many = one
	}
	return fmt.Sprintf("%d %s", n, many)
}
