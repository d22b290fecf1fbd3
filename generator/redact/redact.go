// Package redact decides what may stand in a log that others can read, such as that of a build server: no words of
// agreements, of records and for staff or some customers alone, and no customer's id, which is the name of the agreement's
// file too.
//
// A [Redactor] is made for the files of one site. It knows customers by the names of their files alone; names, addresses
// and other words of theirs are kept out because nothing is quoted from the files that hold them. What is on a page is
// not decided here, but in package leak.
package redact

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/seal"
	"upfront/generator/tree"
)

// Folders whose files are named after customers.
const (
	Agreements = "content/agreements"
	agreed     = "content/agreed"
)

// Redactor replaces ids of customers in texts, and problems by what may be said of them. A nil Redactor changes nothing.
type Redactor struct {
	tree      *tree.Tree
	nicknames map[string]string // by id, or by the name of a file that is no id
	odd       []string          // the names that are no ids
	private   func() private    // of the site's files, found when it is first needed
}

// New returns the redactor for the files of a site. An agreement is named by its place in the order of the files' names.
// The problems are those of listing the files.
func New(t *tree.Tree, problems []diag.Problem) *Redactor {
	r := &Redactor{tree: t, nicknames: map[string]string{}, private: sync.OnceValue(func() private { return privateIn(t) })}
	files := slices.Collect(t.Below(Agreements))
	for i, file := range files {
		r.add(file, fmt.Sprintf("agreement %d of %d", i+1, len(files)))
	}
	for _, problem := range problems {
		if IsAgreement(problem.At.File) {
			r.add(problem.At.File, "an agreement")
		}
	}
	for file := range t.Below(agreed) {
		if id, ok := strings.CutPrefix(path.Dir(file), agreed+"/"); ok {
			r.add(id, "a former agreement")
		}
	}
	return r
}

func (r *Redactor) add(file, nickname string) {
	id := stem(file)
	if _, known := r.nicknames[id]; known || len(id) < minID {
		return
	}
	r.nicknames[id] = nickname
	if !idWord().MatchString(id) {
		r.odd = append(r.odd, id)
	}
}

func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// minID is the length of an id that no ordinary word holds by accident. A shorter one is found by the path that it stands in.
const minID = 3

var (
	idWord     = lazy.Pattern(`^[a-z0-9-]+$`)
	words      = lazy.Pattern(`[A-Za-z0-9-]+`)
	hyphenated = lazy.Pattern(`[a-z0-9]+(-[a-z0-9]+)+`)
	idInPath   = lazy.Pattern(`\b(agreements[/\\])([a-z0-9][^\s"':,/\\]*)`)
)

// Text returns a text without the ids of customers.
func (r *Redactor) Text(text string) string {
	if r == nil {
		return text
	}
	for _, name := range r.odd {
		text = strings.ReplaceAll(text, name, r.nicknames[name])
	}
	text = words().ReplaceAllStringFunc(text, r.word)
	return idInPath().ReplaceAllStringFunc(text, func(found string) string {
		parts := idInPath().FindStringSubmatch(found)
		if parts[2] == "agreement" || parts[2] == "former" { // of a nickname
			return found
		}
		return parts[1] + "…" + path.Ext(parts[2])
	})
}

// Texts redacts each text in place.
func (r *Redactor) Texts(texts []string) {
	for i := range texts {
		texts[i] = r.Text(texts[i])
	}
}

// Identifiers is Text for one with names of fields, such as JSON: words without a hyphen, which may be such names, stay.
func (r *Redactor) Identifiers(text string) string {
	return hyphenated().ReplaceAllStringFunc(text, r.Text)
}

// word replaces the ids in a word, each of which begins and ends at a hyphen: the longest first.
func (r *Redactor) word(word string) string {
	parts := strings.Split(word, "-")
	for from := range parts {
		for to := len(parts); to > from; to-- {
			out, ok := r.nicknames[strings.ToLower(strings.Join(parts[from:to], "-"))]
			if !ok {
				continue
			}
			if from > 0 {
				out = strings.Join(parts[:from], "-") + "-" + out
			}
			if to < len(parts) {
				out += "-" + r.word(strings.Join(parts[to:], "-"))
			}
			return out
		}
	}
	return word
}

// Lines returns the lines to show beside problems: none of private files, and none with the id of a customer.
func (r *Redactor) Lines(lines diag.Lines) diag.Lines {
	if r == nil {
		return lines
	}
	return func(file string, line int) (string, bool) {
		text, ok := lines(file, line)
		if IsAgreement(file) || isRecord(file) || r.isPrivate(diag.Place{File: file, Line: line}) || r.quotes(text) || r.Text(text) != text {
			return "", false
		}
		return text, ok
	}
}

// IsAgreement reports whether a file is an agreement, or holds what was agreed with one customer.
func IsAgreement(file string) bool {
	return strings.HasPrefix(file, Agreements+"/") || strings.HasPrefix(file, agreed+"/") && file != seal.LedgerFile
}

// isRecord reports whether a file holds rows.
func isRecord(file string) bool {
	return strings.HasPrefix(file, "content/records/") || strings.EqualFold(path.Ext(file), ".csv")
}

// Problems returns problems as they may stand in a log. A problem of an agreement, a record or of what is for staff or some
// customers alone (staff.go) keeps only its rule and its place, and an agreement is named by a number. Any other problem
// loses the ids of customers.
func (r *Redactor) Problems(problems []diag.Problem) []diag.Problem {
	if r == nil {
		return problems
	}
	out := slices.Clone(problems)
	for i, p := range out {
		out[i] = r.problem(p)
	}
	return out
}

func (r *Redactor) problem(p diag.Problem) diag.Problem {
	place := r.place(p.At)
	switch file := p.At.File; {
	case IsAgreement(file):
		bare := withoutWords(p, place, "CI is set, so agreements are neither named nor quoted: they are counted in the order of their names. Run upfront check on your own computer.")
		name := cmp.Or(r.nicknames[stem(file)], "an agreement")
		if p.At.Line > 0 {
			name += fmt.Sprintf(", line %d", p.At.Line)
		}
		bare.Message += " (" + name + ")"
		return bare
	case r.isPrivate(p.At), r.quotes(p.Message), r.quotes(p.Why), r.quotes(p.Help), slices.ContainsFunc(p.Related, func(o diag.Related) bool { return r.quotes(o.Note) }):
		return withoutWords(p, place, "CI is set, so no words for staff or for some customers alone are shown. Run upfront check on your own computer.")
	case isRecord(file):
		return withoutWords(p, place, "CI is set, so no rows of records are shown. Run upfront check where nobody else reads along.")
	case slices.ContainsFunc(p.Related, func(r diag.Related) bool { return IsAgreement(r.At.File) }): // it quotes their words
		return withoutWords(p, diag.Place{File: place.File}, "CI is set, so no words of agreements are shown. Run upfront check on your own computer.")
	}
	return r.withoutIDs(p)
}

// withoutWords returns a problem with the title of its rule in place of its message.
func withoutWords(p diag.Problem, at diag.Place, help string) diag.Problem {
	return diag.Problem{Rule: p.Rule, Severity: p.Severity, At: at, Message: diag.RuleOf(p.Rule).Title, Help: help}
}

// withoutIDs returns a problem without ids of customers, and without names and words of agreements in its other places.
func (r *Redactor) withoutIDs(p diag.Problem) diag.Problem {
	p.At = r.place(p.At)
	p.Message, p.Why, p.Help = r.Text(p.Message), r.Text(p.Why), r.Text(p.Help)
	related := make([]diag.Related, len(p.Related))
	for i, other := range p.Related {
		related[i] = diag.Related{At: r.place(other.At), Note: r.Text(other.Note)}
	}
	p.Related = related
	return p
}

// place returns the place that may be shown for another: for a file whose name tells of a customer, its folder.
func (r *Redactor) place(at diag.Place) diag.Place {
	switch {
	case IsAgreement(at.File) && strings.HasPrefix(at.File, agreed+"/"):
		return diag.Place{File: agreed}
	case IsAgreement(at.File):
		return diag.Place{File: Agreements}
	}
	for file := at.File; r.Text(file) != file; {
		file = path.Dir(file)
		at = diag.Place{File: file}
	}
	return at
}
