// Package syntax reads the files people write, keeping the place of every value.
//
// Each kind of file has a Go type, such as [Capability], whose fields are the vocabulary of PRODUCT.md, and a table
// that says how each field is read. Values are taken as written and parsed by our own types: what YAML would make of
// "no", "08:00" or "1.10" does not matter. The package checks the form of a file alone; whether a reference leads
// anywhere is the catalogue's business, and whether a promise is a good one that of the checks.
//
// To add a field, add it to the type and to the table below it: reading, "did you mean" and the JSON Schema follow.
//
// # How a file is read
//
// The text is looked at for characters that cannot be read (encoding.go). Where it holds only the YAML that nearly
// everybody writes, it is read straight into nodes (plain.go, plaintext.go, plainblock.go); all other texts, and all
// mistakes, are for the YAML reader (parse.go). A text that it refuses is looked at a second time, by trial of what people usually mean (second.go, extent.go and the
// files of mends); what was mended is reported, and read all the same, so that one slip does not make each reference to
// the file a mistake too. Values that YAML reads otherwise than they look (trap.go) are reported once and passed over.
// What is left is read by the tables (form.go, text.go, scalar.go, id.go).
//
// YAML is plain here: one document of at most 1 MiB in UTF-8, without anchors, aliases, merge keys and tags.
package syntax

import (
	"path"
	"strings"
	"time"

	"upfront/generator/diag"
	"upfront/generator/tree"
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
	Assets       []string // paths of images, PDFs and the like beside policies, pages and notices, sorted
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
