// Package syntax reads the files people write, keeping the place of every value.
//
// Each kind of file has a Go type, such as [Capability], whose fields are the vocabulary of PRODUCT.md, and a table
// that says how each field is read. Values are taken as written and parsed by our own types: what YAML would make of
// "no", "08:00" or "1.10" does not matter. The package checks the form of a file alone; whether a reference leads
// anywhere is the catalogue's business, and whether a promise is a good one that of the checks.
//
// To add a field, add it to the type and to the table below it: reading, "did you mean" and the JSON Schema follow.
package syntax

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"upfront/generator/diag"
	"upfront/generator/markdown"
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
}

// SiteFile is the file that makes a folder a site.
const SiteFile = "site.yaml"

// Read reads every file of a site but the agreements. Times without a zone are in the site's.
func Read(t *tree.Tree) (Files, []diag.Problem) {
	r := reader{tree: t, zone: time.UTC}
	r.site()
	for name := range t.Below("content") {
		r.file(name)
	}
	r.sameIDs()
	return r.files, r.problems
}

type reader struct {
	tree     *tree.Tree
	zone     *time.Location
	files    Files
	problems []diag.Problem
}

func (r *reader) site() {
	data, ok := r.data(SiteFile)
	if !ok {
		return
	}
	var problems []diag.Problem
	if early, _ := decode(siteTable, SiteFile, 1, data, r.zone); early.Timezone.IsSet() {
		r.zone = early.Timezone.V // known before times without a zone are read
	}
	r.files.Site, problems = decode(siteTable, SiteFile, 1, data, r.zone)
	r.problems = append(r.problems, problems...)
}

func (r *reader) data(name string) ([]byte, bool) {
	data, err := r.tree.Read(name)
	if err != nil {
		r.say("file-refused", name, fmt.Sprintf("%q cannot be read: %v", name, err), "Make it readable, or remove it.")
	}
	return data, err == nil
}

func (r *reader) say(rule, name, message, help string) {
	r.problems = append(r.problems, diag.Problem{Rule: rule, At: diag.Place{File: name}, Message: message, Help: help})
}

// file reads one file below content/ by its place.
func (r *reader) file(name string) {
	rest := strings.TrimPrefix(name, "content/")
	folder, below, inFolder := strings.Cut(rest, "/")
	switch ext := path.Ext(name); {
	case rest == "partners.yaml":
		r.partners(name)
	case rest == "glossary.yaml":
		r.glossary(name)
	case folder == "capabilities" && inFolder:
		r.capability(name, below)
	case folder == "agreements" && inFolder:
		r.agreement(name, below)
	case folder == "policies" && ext == ".md":
		r.policy(name, below)
	case folder == "pages" && ext == ".md":
		r.page(name, below)
	case folder == "notices" && ext == ".md":
		r.notice(name, below)
	case folder == "agreed" || folder == "records" && ext == ".csv":
		// read by those who know their form
	case isAsset(ext):
		r.files.Assets = append(r.files.Assets, name)
	default:
		r.stray(name, folder, inFolder)
	}
}

var folders = []string{"capabilities", "policies", "pages", "notices", "agreements", "agreed", "records"}

func (r *reader) stray(name, folder string, inFolder bool) {
	help := "Upfront reads content/" + strings.Join(folders, "/, content/") + "/, partners.yaml and glossary.yaml."
	if near, ok := diag.Nearest(folder, folders); ok && inFolder && near != folder {
		help = fmt.Sprintf("Did you mean the folder content/%s/?", near)
	}
	r.say("file-stray", name, fmt.Sprintf("%q is not read", name), help)
}

// isAsset reports whether files with the extension may be copied beside a page.
func isAsset(ext string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".csv", ".txt", ".ics", ".docx", ".xlsx", ".odt", ".ods", ".zip", ".mp4", ".webm", ".mp3"}, strings.ToLower(ext))
}

// id makes an id of a file's name, and reports one that cannot be an id. Each folder of the name is one part.
func (r *reader) id(name, below, ext string) string {
	id := strings.TrimSuffix(below, ext)
	for part := range strings.SplitSeq(id, "/") {
		if !IsID(part) && part != "index" {
			at := diag.Place{File: name}
			r.problems = append(r.problems, diag.Problem{Rule: "id-form", At: at, Message: fmt.Sprintf("the name %q cannot be an id", part), Help: "Rename the file. " + idHelp(part)})
		}
	}
	return id
}

func (r *reader) capability(name, below string) {
	if !r.yamlName(name, below) {
		return
	}
	data, _ := r.data(name)
	c, problems := decode(capabilityTable, name, 1, data, r.zone)
	c.ID = r.id(name, below, ".yaml")
	r.problems = append(r.problems, problems...)
	r.files.Capabilities = append(r.files.Capabilities, c)
}

func (r *reader) agreement(name, below string) {
	if r.yamlName(name, below) {
		r.id(name, below, ".yaml")
		r.files.Agreements = append(r.files.Agreements, name)
	}
}

// yamlName reports whether a file of a folder with one YAML file each is named so.
func (r *reader) yamlName(name, below string) bool {
	switch {
	case strings.Contains(below, "/"):
		r.say("file-stray", name, fmt.Sprintf("%q is not read, since it stands in a folder of its own", name), "Move it up one folder.")
		return false
	case path.Ext(name) != ".yaml":
		r.say("file-stray", name, fmt.Sprintf("%q is not read", name), "Give it a name that ends in .yaml.")
		return false
	}
	return true
}

// ReadAgreement reads one agreement. Times without a zone are in the zone given.
func ReadAgreement(t *tree.Tree, name string, zone *time.Location) (Agreement, []diag.Problem) {
	r := reader{tree: t, zone: zone}
	data, ok := r.data(name)
	if !ok {
		return Agreement{}, r.problems
	}
	a, problems := decode(agreementTable, name, 1, data, zone)
	a.ID = strings.TrimSuffix(path.Base(name), ".yaml")
	return a, problems
}

// front splits a document and reads its front matter.
func front[T any](r *reader, t table[T], name string) (T, Source, bool) {
	var none T
	data, ok := r.data(name)
	if !ok {
		return none, Source{}, false
	}
	f, problems := markdown.SplitFrontMatter(name, data)
	r.problems = append(r.problems, problems...)
	out, problems := decode(t, name, max(f.YAMLLine, 1), f.YAML, r.zone)
	r.problems = append(r.problems, problems...)
	return out, Source{File: name, Line: f.BodyLine, Text: f.Body}, true
}

func (r *reader) policy(name, below string) {
	if p, body, ok := front(r, policyTable, name); ok {
		p.ID, p.Body = documentID(r.id(name, below, ".md")), body
		r.files.Policies = append(r.files.Policies, p)
	}
}

// documentID is a document's address: a folder's index.md is the folder.
func documentID(id string) string {
	if id == "index" {
		return id
	}
	return strings.TrimSuffix(id, "/index")
}

func (r *reader) page(name, below string) {
	if p, body, ok := front(r, pageTable, name); ok {
		p.ID, p.Body = documentID(r.id(name, below, ".md")), body
		r.files.Pages = append(r.files.Pages, p)
	}
}

func (r *reader) notice(name, below string) {
	if n, body, ok := front(r, noticeTable, name); ok {
		n.ID, n.Body = r.id(name, below, ".md"), body
		r.files.Notices = append(r.files.Notices, n)
	}
}

func (r *reader) partners(name string) {
	r.files.Partners = readMap(r, name, mapOf("partners by id", id(), partnerTable.form()))
}

func (r *reader) glossary(name string) {
	r.files.Glossary = readMap(r, name, mapOf("meanings by term", text(), text()))
}

func readMap[V any](r *reader, name string, f form[Map[V]]) Map[V] {
	data, _ := r.data(name)
	root, problems := parse(name, 1, data)
	r.problems = append(r.problems, problems...)
	if root == nil || root.kind == nothing {
		return nil
	}
	d := &decoder{file: name, zone: r.zone}
	m := f.read(d, root)
	r.problems = append(r.problems, d.problems...)
	return m
}

// sameIDs reports documents of one kind that have one id: refund.md and refund/index.md.
func (r *reader) sameIDs() {
	files := map[string]string{}
	claim := func(kind, id, file string) {
		if first := files[kind+"/"+id]; first != "" {
			r.say("slug-collision", file, fmt.Sprintf("%q and %q would have one address", first, file), "Rename one of the two.")
		}
		files[kind+"/"+id] = file
	}
	for _, p := range r.files.Policies {
		claim("policies", p.ID, p.Body.File)
	}
	for _, p := range r.files.Pages {
		claim("pages", p.ID, p.Body.File)
	}
}
