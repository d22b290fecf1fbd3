package main

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"upfront/generator/diag"
)

// What a machine that builds for others to see may print: no words of agreements and records, and no customer's id, which
// is the name of an agreement's file too.

// watched reports whether a machine builds and others may read its log: such machines set CI.
func (p *program) watched() bool { return !slices.Contains([]string{"", "0", "false"}, p.env["CI"]) }

// nicknames are what stands in a log in place of customers' ids. Nil: everything may be said.
type nicknames struct {
	of  map[string]string // by id, or by the name of a file that is no id
	odd []string          // the names that are no ids
}

// nickname names every agreement by its place in the order of the files' names.
func (s *site) nickname() *nicknames {
	n := &nicknames{of: map[string]string{}}
	var files []string
	for file := range s.tree.Below(agreementsFolder) {
		files = append(files, file)
	}
	for i, file := range files {
		n.add(file, fmt.Sprintf("agreement %d of %d", i+1, len(files)))
	}
	for _, problem := range s.problems {
		if isAgreement(problem.At.File) {
			n.add(problem.At.File, "an agreement")
		}
	}
	for file := range s.tree.Below(agreedFolder) {
		if below, inFolder := strings.CutPrefix(path.Dir(file), agreedFolder+"/"); inFolder {
			n.add(below, "a former agreement")
		}
	}
	return n
}

const agreedFolder = "content/agreed"

func (n *nicknames) add(file, nickname string) {
	id := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if _, known := n.of[id]; known || len(id) < leastID {
		return
	}
	n.of[id] = nickname
	if !idWord.MatchString(id) {
		n.odd = append(n.odd, id)
	}
}

// leastID is how long an id is that no ordinary word holds by accident. A shorter one is told by the path that it stands in.
const leastID = 3

var (
	idWord    = regexp.MustCompile(`^[a-z0-9-]+$`)
	words     = regexp.MustCompile(`[A-Za-z0-9-]+`)
	idInPath  = regexp.MustCompile(`\b(agreements[/\\])([a-z0-9][^\s"':,/\\]*)`)
	namedHere = regexp.MustCompile(`^(agreement|former)$`)
)

// hush returns a text without the ids of customers.
func (n *nicknames) hush(text string) string {
	if n == nil {
		return text
	}
	for _, name := range n.odd {
		text = strings.ReplaceAll(text, name, n.of[name])
	}
	text = words.ReplaceAllStringFunc(text, n.hushWord)
	return idInPath.ReplaceAllStringFunc(text, func(found string) string {
		parts := idInPath.FindStringSubmatch(found)
		if namedHere.MatchString(parts[2]) {
			return found
		}
		return parts[1] + "…" + path.Ext(parts[2])
	})
}

// hushWord replaces the ids in a word, each of which ends at its hyphens: the longest first.
func (n *nicknames) hushWord(word string) string {
	parts := strings.Split(word, "-")
	for from := range parts {
		for to := len(parts); to > from; to-- {
			nickname, ok := n.of[strings.ToLower(strings.Join(parts[from:to], "-"))]
			if !ok {
				continue
			}
			out := nickname
			if from > 0 {
				out = strings.Join(parts[:from], "-") + "-" + out
			}
			if to < len(parts) {
				out += "-" + n.hushWord(strings.Join(parts[to:], "-"))
			}
			return out
		}
	}
	return word
}

// nicknameOf names the agreement of a file, as far as one may.
func (n *nicknames) nicknameOf(file string) string {
	if name, ok := n.of[strings.TrimSuffix(path.Base(file), path.Ext(file))]; ok {
		return name
	}
	return "an agreement"
}

// discreet returns problems that may stand in a log. Of agreements and of the rows of records, only the rule and the place
// are left, and of agreements no name; of all others no id of a customer.
func (p *program) discreet(s *site, problems []diag.Problem) []diag.Problem {
	if !p.watched() {
		return problems
	}
	out := slices.Clone(problems)
	for i, problem := range out {
		switch file := problem.At.File; {
		case isAgreement(file):
			out[i] = bare(problem, p.folder(problem.At), "CI is set, so agreements are neither named nor quoted: they are counted in the order of their names. Run upfront check on your own computer.")
			out[i].Message += " (" + p.placeIn(problem.At) + ")"
		case s.addressed(file):
			out[i] = bare(problem, p.folder(problem.At), "CI is set, so no words of notices to customers are shown. Run upfront check on your own computer.")
		case isRecord(file):
			out[i] = bare(problem, p.folder(problem.At), "CI is set, so no rows of records are shown. Run upfront check where nobody else reads along.")
		case quotesAgreement(problem):
			out[i] = bare(problem, diag.Place{File: p.folder(problem.At).File}, "CI is set, so no words of agreements are shown. Run upfront check on your own computer.")
		default:
			out[i] = p.hushProblem(problem)
		}
	}
	return out
}

// quotesAgreement reports whether a problem of another file names words of an agreement, which has them too.
func quotesAgreement(problem diag.Problem) bool {
	return slices.ContainsFunc(problem.Related, func(r diag.Related) bool { return isAgreement(r.At.File) })
}

// addressed reports whether a file is a notice to some customers alone. What stands in it may name them, misspelt too.
func (s *site) addressed(file string) bool {
	if !strings.HasPrefix(file, "content/notices/") {
		return false
	}
	text, _ := s.tree.Read(file) // of one that cannot be read nothing is shown
	return toCustomers.Match(text)
}

var toCustomers = regexp.MustCompile(`(?m)^(customers\s*:|visibility\s*:\s*["']?(customer|internal))`)

// bare returns a problem without all that it says of what is private.
func bare(problem diag.Problem, at diag.Place, help string) diag.Problem {
	return diag.Problem{Rule: problem.Rule, Severity: problem.Severity, At: at, Message: diag.RuleOf(problem.Rule).Title, Help: help}
}

// placeIn tells an agreement, and a line of it, without its name.
func (p *program) placeIn(at diag.Place) string {
	if at.Line == 0 {
		return p.hush.Load().nicknameOf(at.File)
	}
	return fmt.Sprintf("%s, line %d", p.hush.Load().nicknameOf(at.File), at.Line)
}

// folder returns the place that may be shown for another: for a file whose name tells of a customer, its folder.
func (p *program) folder(at diag.Place) diag.Place {
	switch {
	case strings.HasPrefix(at.File, agreedFolder+"/") && isAgreement(at.File):
		return diag.Place{File: agreedFolder}
	case isAgreement(at.File):
		return diag.Place{File: agreementsFolder}
	}
	file := at.File
	for p.hushed(file) != file {
		file = path.Dir(file)
	}
	if file != at.File {
		return diag.Place{File: file}
	}
	return at
}

// hushProblem returns a problem without ids of customers, and without names and words of what is private in its other places.
func (p *program) hushProblem(problem diag.Problem) diag.Problem {
	problem.At = p.folder(problem.At)
	problem.Message, problem.Why, problem.Help = p.hushed(problem.Message), p.hushed(problem.Why), p.hushed(problem.Help)
	related := make([]diag.Related, len(problem.Related))
	for i, r := range problem.Related {
		related[i] = diag.Related{At: p.folder(r.At), Note: p.hushed(r.Note)}
		if isAgreement(r.At.File) {
			related[i].Note = p.placeIn(r.At)
		}
	}
	problem.Related = related
	return problem
}

// lines returns the lines to show beside problems, in a log none of private files, and none with the id of a customer.
func (p *program) lines(s *site) diag.Lines {
	lines := s.lines()
	if !p.watched() {
		return lines
	}
	return func(file string, line int) (string, bool) {
		text, ok := lines(file, line)
		if private(file) || s.addressed(file) || p.hushed(text) != text {
			return "", false
		}
		return text, ok
	}
}

// hushed returns a text as it may stand in a log, where this is one.
func (p *program) hushed(text string) string { return p.hush.Load().hush(text) }

// hushedRules writes what holds the long forms of rules too, whose examples may have the id of a customer. Words without a
// hyphen stay as they are: they may be names of fields.
func (p *program) hushedRules(write func(io.Writer) error) error {
	var text bytes.Buffer
	if err := write(&text); err != nil {
		return err
	}
	_, err := io.WriteString(p.out, hyphened.ReplaceAllStringFunc(text.String(), p.hushed))
	return err
}

var hyphened = regexp.MustCompile(`[a-z0-9]+(-[a-z0-9]+)+`)

// hushAll returns texts of a report without ids of customers.
func (p *program) hushAll(texts []string) []string {
	for i := range texts {
		texts[i] = p.hushed(texts[i])
	}
	return texts
}

// unwatched refuses to print what opens a page where others read along.
func (p *program) unwatched() error {
	if !p.watched() {
		return nil
	}
	return refuse("CI is set, so others may read what is printed here, and a link opens its page for whoever has it.",
		"Run upfront share on your own computer.")
}
