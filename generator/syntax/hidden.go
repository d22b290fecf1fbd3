package syntax

import (
	"path"
	"slices"
	"strings"
	"time"

	"upfront/generator/markdown"
	"upfront/generator/yamltext"
)

// Documents that other site generators keep off a site. People bring such files along and rely on it, so what hides a
// document there hides it here: fields such as draft, and names that begin with an underscore. A misspelt field, and
// a value that is neither yes nor no, are errors: to guess wrong would publish the document.

// Hiding is one reason for which a document is hidden, and the moments at which it holds.
type Hiding struct {
	Why   string    // as it was written: "draft: true"
	Day   time.Time // the moment that Why names; zero where it names none
	From  time.Time // zero: from the beginning
	Until time.Time // zero: for ever
}

// Hidden is a file that is on no page.
type Hidden struct {
	Source // the text of a Markdown file
	Hiding
}

// shownAt returns the documents that are shown at a moment, and appends the others to hidden.
func shownAt[T any](all []T, now time.Time, hidden *[]Hidden) (shown []T) {
	holds := func(h Hiding) bool { return !now.Before(h.From) && (h.Until.IsZero() || now.Before(h.Until)) }
	for i := range all {
		d := documentOf(&all[i])
		if at := slices.IndexFunc(d.Hides, holds); at >= 0 {
			*hidden = append(*hidden, Hidden{d.Body, d.Hides[at]})
		} else {
			shown = append(shown, all[i])
		}
	}
	return shown
}

// At returns the files as they are at a moment: documents that are hidden then are in Hidden, and in no other list.
func (f Files) At(now time.Time) Files {
	f.Hidden = slices.Clone(f.Hidden)
	f.Policies = shownAt(f.Policies, now, &f.Hidden)
	f.Pages = shownAt(f.Pages, now, &f.Hidden)
	f.Notices = shownAt(f.Notices, now, &f.Hidden)
	slices.SortStableFunc(f.Hidden, func(a, b Hidden) int { return strings.Compare(a.File, b.File) })
	return f
}

// Moments returns the moments at which the site changes by itself, since a notice begins or ends or a document appears or
// goes; in no order.
func (f Files) Moments() (all []time.Time) {
	var hides []Hiding
	for _, n := range f.Notices {
		all = append(all, n.Noticed.V, n.Told.V, n.From.V, n.Until.V, n.Resolved.V)
		hides = append(hides, n.Hides...)
	}
	for _, p := range f.Policies {
		hides = append(hides, p.Hides...)
	}
	for _, p := range f.Pages {
		hides = append(hides, p.Hides...)
	}
	for _, h := range hides {
		all = append(all, h.From, h.Until)
	}
	return all
}

// Values returns the values of a source's front matter, or of the whole of a YAML file.
func (s Source) Values() (all []Text) {
	documents, _ := yamltext.Documents(s.File, s.Front) // what is wrong with it was reported where it matters
	for _, d := range documents {
		for _, v := range d.Scalars() {
			v.At.Line += max(s.FrontLine, 1) - 1
			all = append(all, Text{v.Text, v.At})
		}
	}
	return all
}

// hiddenName returns why a path below content/ hides its file; empty where it does not.
func hiddenName(below string) string {
	folders := strings.Split(path.Dir(below), "/")
	if i := slices.IndexFunc(folders, func(folder string) bool { return strings.HasPrefix(folder, "_") }); i >= 0 {
		return "it lies in " + folders[i] + "/"
	}
	if strings.HasPrefix(path.Base(below), "_") {
		return "its name begins with _"
	}
	return ""
}

// hide notes a file whose name hides it. It is on no page, so its form does not matter.
func (r *reader) hide(name, why string) {
	s := Source{File: name, Line: 1}
	if ext := path.Ext(name); slices.Contains([]string{".md", ".yaml", ".yml"}, ext) {
		if data, ok := r.data(name); ok && ext == ".md" {
			f, _ := markdown.SplitFrontMatter(name, data)
			s = Source{name, f.BodyLine, f.Body, f.YAML, f.YAMLLine, false}
		} else if ok {
			s = Source{File: name, Front: data, FrontLine: 1}
		}
	}
	r.files.Hidden = append(r.files.Hidden, Hidden{s, Hiding{Why: why}})
}
