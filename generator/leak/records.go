package leak

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/leak/search"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// Named is a problem that is none where the customer whom it is about may be named.
type Named struct {
	Problem diag.Problem
	Keys    []search.Key // of the name
}

// foundCell is a value of a record that a public page has.
type foundCell struct {
	record.Cell
	at   diag.Place
	path string // of the page
	rows int    // that have the value
}

// records reports values of single rows of a record that pages have: a customer, an id, a moment. A value that several rows
// have is no id, unless it is a customer or an address. No row is kept.
func (s *publicSearch) records(o *catalog.Offer, files *tree.Tree) (named []Named) {
	found, nobodys := map[string]*foundCell{}, map[string]bool{}
	for c := range record.Cells(o, files.Open) {
		if f := found[c.Text]; f != nil {
			f.rows++
			continue
		}
		path, ok := s.pages.Find(c.Text)
		if !ok || nobodys[c.Text] {
			continue
		}
		c.Text = strings.Clone(c.Text) // so that it does not keep the whole row
		if s.isNobodys(c) {
			nobodys[c.Text] = true
		} else {
			found[c.Text] = &foundCell{c, c.Place(), path, 1}
		}
	}
	for _, f := range found {
		problem := diag.Problem{Rule: RulePrivate, At: f.at, Message: "this value of a record would be readable on " + f.path,
			Help: "Take it out of the public text. Only sums of a record are published."}
		if at := s.authored().writes(search.Folded(f.Text), f.at); !at.IsZero() {
			problem.Related = []diag.Related{{At: at, Note: "it stands here"}}
		}
		switch {
		case f.Customer && search.FirmName(f.Text).IsWeak():
			s.warnOfName(syntax.Text{V: f.Text, At: f.at}, "in their agreement, below customer", s.authored().names(f.Text))
		case f.Customer:
			problem.Help += " If the customer agreed to be named, write in their agreement, below customer: may_be_named: {because: …}. If the text means something else, such as a place with a customer's name, let the record name customers by a number."
			named = append(named, Named{problem, customerKeys(f.Text)})
		case f.rows == 1 || strings.Contains(f.Text, "@"):
			s.problems = append(s.problems, problem)
		}
	}
	slices.SortFunc(named, func(a, b Named) int { return a.Problem.At.Compare(b.Problem.At) })
	return named
}

// isNobodys reports whether a value of a row tells of nobody: one that the program prints of its own accord, and a customer
// with a name that is ours, or a word.
func (s *publicSearch) isNobodys(c record.Cell) bool {
	if _, err := clock.ParseDuration(c.Text); err == nil || printedForm().MatchString(c.Text) {
		return !s.authored().has(c.Text)
	}
	if !c.Customer {
		return false
	}
	name := search.FirmName(c.Text)
	if name.IsWeak() {
		return s.authored().names(c.Text).IsZero() || s.site.HasLower(c.Text)
	}
	return s.hasOurKey(name.Keys()...) || s.site.HasLower(c.Text)
}

// customerKeys returns the keys of a customer as a record names them: by name or by id.
func customerKeys(name string) []search.Key { return search.FirmName(name).Keys() }

// The program prints days, moments, counts and lengths of time of its own accord: a row that began at midnight has the
// moment at which a window begins. Such a value is private only where an author wrote it, as text.

// printedForm matches numbers, days and moments as the program prints them, without any word.
var printedForm = lazy.Pattern(`(?i)^(?:[\d\s.,:;+()/%–−-]+|[+-]?\d[\d-]*T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)$`)
