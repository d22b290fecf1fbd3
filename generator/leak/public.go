package leak

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/record"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// InOffer reports words for staff alone, and values of single rows of records, that public pages have.
func InOffer(pages *search.Index, o *catalog.Offer, files *tree.Tree) []diag.Problem {
	return append(find(pages, RuleInternal, staffTexts(o), nil), findRecords(pages, o, files)...)
}

// InAgreement reports words of an agreement, and what opens its page, that public pages have. Keys are nil where no page
// is sealed. The proof says that public pages have none of these words; it is nil where there is no proof.
func InAgreement(pages *search.Index, a *agreement.Agreement, keys *seal.Keys) (problems []diag.Problem, proof []byte) {
	var p search.Proof
	internal := find(pages, RuleInternal, internalTexts(a), &p)
	if a.Public() {
		return internal, nil
	}
	problems = append(find(pages, RulePrivate, privateTexts(a), &p), internal...)
	problems = append(problems, find(pages, RulePrivate, keyTexts(a, keys), &p)...)
	proof, _ = p.Bytes()
	return problems, proof
}

// InPublished reports words of customers, and words for staff alone, on the pages of agreements that other customers have
// made public. A name that stands in a published agreement itself, such as that of a person who decides for two
// customers, was made public with it. Keys returns what seals the page of an agreement, or nil.
func InPublished(pages *search.Index, published []*agreement.Agreement, all iter.Seq[*agreement.Agreement], o *catalog.Offer, keys func(*agreement.Agreement) *seal.Keys) []diag.Problem {
	public := map[string]bool{}
	for _, a := range published {
		for _, t := range ownTexts(a) {
			public[t.V] = true
		}
	}
	problems := find(pages, RuleInternal, staffTexts(o), nil)
	for a := range all {
		problems = append(problems, find(pages, RuleInternal, internalTexts(a), nil)...)
		if a.Public() {
			continue
		}
		texts := slices.DeleteFunc(append(ownTexts(a), keyTexts(a, keys(a))...), func(t syntax.Text) bool { return public[t.V] })
		problems = append(problems, find(pages, RulePrivate, texts, nil)...)
	}
	return problems
}

// foundCell is a value of a record that a public page has.
type foundCell struct {
	record.Cell
	path string // of the page
	rows int    // that have the value
}

// findRecords reports values of single rows of a record that pages have: a customer, an id, a moment. A value that several
// rows have is no id, unless it is a customer or an address. No row is kept.
func findRecords(pages *search.Index, o *catalog.Offer, files *tree.Tree) (problems []diag.Problem) {
	found, printed := map[string]*foundCell{}, map[string]bool{}
	authored := sync.OnceValue(func() *search.Index { return authoredTexts(o, files) })
	for c := range record.Cells(o, files.Open) {
		if f := found[c.Text]; f != nil {
			f.rows++
			continue
		}
		path, ok := pages.Find(c.Text)
		if !ok || printed[c.Text] {
			continue
		}
		c.Text = strings.Clone(c.Text) // so that it does not keep the whole row
		if _, err := clock.ParseDuration(c.Text); err == nil || printedForm.MatchString(c.Text) {
			if _, ok := authored().Find(c.Text); !ok {
				printed[c.Text] = true
				continue
			}
		}
		found[c.Text] = &foundCell{c, path, 1}
	}
	for _, f := range found {
		if f.rows == 1 || f.Customer || strings.Contains(f.Text, "@") {
			problems = append(problems, diag.Problem{Rule: RulePrivate, At: f.At, Message: fmt.Sprintf("this value of a record would be readable on %s", f.path),
				Help: "Take it out of the public text. Only sums of a record are published. If the text means something else, such as a place with a customer's name, let the record name customers by a number."})
		}
	}
	return problems
}

// The program prints days, moments, counts and lengths of time of its own accord: a row that began at midnight has the
// moment at which a window begins. Such a value is private only where an author wrote it, as text.

// printedForm matches numbers, days and moments as the program prints them, without any word.
var printedForm = regexp.MustCompile(`(?i)^(?:[\d\s.,:;+()/%–−-]+|[+-]?\d[\d-]*T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)$`)

// authoredTexts returns an index of what authors wrote and public pages may have: texts and Markdown, the files that
// pages show, and those of themes. Values that are not texts, such as days, times and limits, are not in it.
func authoredTexts(o *catalog.Offer, files *tree.Tree) *search.Index {
	x := search.New()
	x.Add("", []byte(strings.Join(publicTexts(o), "\n")))
	for _, path := range slices.AppendSeq(slices.Clone(o.Assets), files.Below("themes")) {
		if data, err := files.Read(path); err == nil {
			x.Add(path, data)
		}
	}
	return x
}

// publicTexts returns the texts of the public parts of an offer.
func publicTexts(o *catalog.Offer) (texts []string) {
	add := func(source any) { texts = append(texts, Texts(source)...) }
	add(o.Site)
	add(o.Partners)
	add(o.Glossary)
	for _, c := range o.Capabilities {
		source := c.Capability
		source.StaffNote, source.Promises = syntax.Text{}, nil
		texts = append(texts, textsOf(source, c.Body)...)
		for _, p := range c.Promises {
			if p.Public() {
				add(p.Promise)
			}
		}
	}
	for _, d := range documents(o, true) {
		texts = append(texts, textsOf(d.source, d.body)...)
	}
	if o.Home != nil && o.Home.Public() {
		texts = append(texts, textsOf(o.Home.Page, o.Home.Body)...)
	}
	return texts
}

// Texts returns the texts of a value and of all that is in it, without the columns of records, which no page shows.
func Texts(source any) []string {
	return diag.Names(syntax.Texts(source), func(t syntax.Text) string { return t.V })
}
