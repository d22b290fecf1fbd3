// Package syntax decodes the files people write, and knows the place of every value.
//
// Each kind of file has a Go type, such as [Capability], and below it a table that says how each field is read. Tables
// are the only list of fields in the program: reading, "did you mean", the JSON Schema and the words of mistakes follow.
//
// The package checks the form of a file alone. Whether a reference leads anywhere is for package catalog, whether a
// promise is a good one for package check, and what is YAML for package yamltext.
//
// # To add a field
//
//  1. Here: the field of the type, and its row in the table below it; a new type of value needs a form
//     (text.go, scalar.go, id.go). TestEveryFieldIsRead finds the new row by itself.
//  2. In generator/site or generator/letter: the field of the view, and what fills it.
//  3. In themes/default/templates: where it is printed, inside {{with .Field}}.
//  4. In themes/default/i18n/en.yaml: its heading, if it has one.
//
// What stands in an agreement is private: name its text in generator/leak/private.go too. To show a field to people who
// begin, write it into a file of startfiles. A field of another tool that hides a document is a row of hiding.go.
package syntax

import (
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"upfront/generator/diag"
	"upfront/generator/tree"
	"upfront/generator/yamltext"
)

// Files is what a site is written in, but for its agreements, which are read one by one with [ReadAgreement].
type Files struct {
	Site         Site
	Capabilities []Capability // by id
	Policies     []Policy     // by id
	Pages        []Page       // by id
	Notices      []Notice     // by id
	Partners     Map[Partner]
	Glossary     Map[Text]
	Agreements   []string // paths, sorted
	Unlisted     bool     // agreements are left out: a customer may have one that is not here
	Assets       []string // paths of images, PDFs and the like beside policies, pages and notices, sorted
	Static       []string // paths of files below static/, sorted
	NoPartners   bool     // partners.yaml could not be read as a whole, so that names may be missing
	Hidden       []Hidden // files whose names hide them, by path; after [Files.At], all that are on no page
}

// The rules that this package reports, and that others report too.
const (
	SchemaMissing diag.RuleID = "schema-missing"
	SchemaType    diag.RuleID = "schema-type"
	SchemaValue   diag.RuleID = "schema-value"
	IDForm        diag.RuleID = "id-form"
	SlugCollision diag.RuleID = "slug-collision"
)

// StaticFolder has the files that are published as they are.
const StaticFolder = "static"

// SiteFile is the file that makes a folder a site.
const SiteFile = "site.yaml"

// AgreementFolder is the folder with one file for each customer.
const AgreementFolder = "content/agreements/"

// IsAgreement reports whether a path of the tree is that of an agreement.
func IsAgreement(name string) bool {
	below, ok := strings.CutPrefix(name, AgreementFolder)
	return ok && !strings.Contains(below, "/") && path.Ext(below) == ".yaml"
}

// AgreementID returns the id of the customer whose agreement a file is.
func AgreementID(name string) string { return strings.TrimSuffix(path.Base(name), ".yaml") }

// Read reads every file of a site but the agreements. Times without a zone are in the site's.
func Read(t *tree.Tree) (Files, []diag.Problem) {
	r := reader{tree: t, zone: time.UTC}
	r.site()
	r.content()
	r.files.Static = slices.Collect(t.Below(StaticFolder))
	r.sameIDs()
	return r.files, r.problems.Problems
}

// ReadAgreement reads one agreement. Times without a zone are in the zone given.
func ReadAgreement(t *tree.Tree, name string, zone *time.Location) (Agreement, []diag.Problem) {
	r := reader{tree: t, zone: zone}
	data, ok := r.data(name)
	if !ok {
		return Agreement{}, r.problems.Problems
	}
	return ParseAgreement(name, data, zone)
}

// ParseAgreement is [ReadAgreement] for a file whose bytes are at hand.
func ParseAgreement(name string, data []byte, zone *time.Location) (Agreement, []diag.Problem) {
	a, problems := decode(agreementTable, name, 1, data, zone)
	a.ID = AgreementID(name)
	return a, problems
}

// decode reads YAML into a T by its table. first is the line of the file on which the YAML begins. Where the file holds
// mistakes, the T holds what could be read all the same, so that one slip does not make every reference to the file a
// mistake too.
func decode[T any](t *table[*T], file string, first int, data []byte, zone *time.Location) (T, []diag.Problem) {
	return decodeBy(t.readFile, t.schema, file, first, data, zone)
}

func decodeBy[V any](read func(*decoder, *yamltext.Node, *V), described func() schema, file string, first int, data []byte, zone *time.Location) (v V, problems []diag.Problem) {
	d := &decoder{file: file, zone: zone, words: sync.OnceValue(func() *vocabulary { return vocabularyOf(described()) })}
	problems = d.decode(first, data, func(n *yamltext.Node) { read(d, n, &v) }, func(trial *decoder, n *yamltext.Node) { read(trial, n, new(V)) })
	return v, problems
}

// decode reads a text. Where it is no YAML, what may be meant is read by trial decoders.
func (d *decoder) decode(first int, data []byte, read func(*yamltext.Node), try func(*decoder, *yamltext.Node)) []diag.Problem {
	d.doc = yamltext.Parse(d.file, first, data, d.expected(try))
	read(d.doc.Root)
	d.doc.Release()
	meant := slices.DeleteFunc(d.problems.Problems, func(p diag.Problem) bool { // others follow from the recovery of a text that is no YAML
		return !d.doc.IsReliable(p.At.Line) || d.doc.IsRecovered() && p.Rule == SchemaMissing
	})
	return append(d.doc.Problems, meant...)
}
