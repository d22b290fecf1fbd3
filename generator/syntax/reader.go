package syntax

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/tree"
	"upfront/generator/yamltext"
)

const fileStray diag.RuleID = "file-stray"

// reader reads the files of a site, each by its place.
type reader struct {
	tree     *tree.Tree
	zone     *time.Location
	files    Files
	problems diag.List
}

func (r *reader) data(name string) ([]byte, bool) {
	data, err := r.tree.Read(name)
	if err != nil {
		r.problems.Add(diag.Problem{Rule: tree.FileRefused, At: diag.Place{File: name}, Message: fmt.Sprintf("%q cannot be read: %v", name, err),
			Help: "Make it readable, or remove it."})
	}
	return data, err == nil
}

func (r *reader) site() {
	if !r.tree.Has(SiteFile) {
		help := "Go to the folder that holds it, or name that folder with -C. To start a new site, run upfront init."
		if r.tree.Has("site.yml") {
			help = "Rename site.yml to site.yaml."
		}
		r.problems.Add(diag.Problem{Rule: SchemaMissing, At: diag.Place{File: SiteFile}, Message: "there is no site.yaml in this folder", Help: help})
		return
	}
	data, ok := r.data(SiteFile)
	if !ok {
		return
	}
	if early, _ := decode(siteTable, SiteFile, 1, data, r.zone); early.Timezone.IsSet() {
		r.zone = early.Timezone.V // known before times without a zone are read
	}
	var problems []diag.Problem
	r.files.Site, problems = decode(siteTable, SiteFile, 1, data, r.zone)
	r.problems.Append(problems...)
}

func (r *reader) content() {
	found := false
	for name := range r.tree.Below("content") {
		r.file(name)
		found = true
	}
	if !found {
		r.problems.Add(diag.Problem{Rule: SchemaMissing, At: diag.Place{File: "content"}, Message: "there is nothing in content/, so there is nothing to publish",
			Help: "Make content/capabilities/ and in it one file for each thing that you offer. This writes the first:" + yamltext.Example("upfront new capability night-run")})
	}
}

// file reads one file below content/ by its place.
func (r *reader) file(name string) {
	rest := strings.TrimPrefix(name, "content/")
	folder, below, inFolder := strings.Cut(rest, "/")
	switch ext, why := path.Ext(name), hiddenName(rest); {
	case why != "" && !slices.Contains([]string{"agreements", "agreed", "records"}, folder):
		r.hide(name, why)
	case rest == "partners.yaml":
		before := len(r.problems.Problems)
		r.files.Partners, _ = decodeFile(r, name, partnersForm.read, partnersForm.schema)
		r.files.NoPartners = diag.Count(r.problems.Problems[before:], diag.Error) > 0
	case rest == "glossary.yaml":
		r.files.Glossary, _ = decodeFile(r, name, glossaryForm.read, glossaryForm.schema)
	case folder == "capabilities" && inFolder:
		r.capability(name, below)
	case folder == "agreements" && inFolder:
		r.agreement(name, below)
	case folder == "policies" && ext == ".md":
		readDocument(r, policyTable, name, below, r.policyID, &r.files.Policies)
	case folder == "pages" && ext == ".md":
		readDocument(r, pageTable, name, below, r.documentID, &r.files.Pages)
	case folder == "notices" && ext == ".md":
		readDocument(r, noticeTable, name, below, r.id, &r.files.Notices)
	case folder == "agreed" || folder == "records" && ext == ".csv":
		// read by packages agreement and record
	case IsAsset(name):
		r.files.Assets = append(r.files.Assets, name)
	default:
		r.stray(name, folder, inFolder)
	}
}

var folders = []string{"capabilities", "policies", "pages", "notices", "agreements", "agreed", "records"}

func (r *reader) stray(name, folder string, inFolder bool) {
	base := path.Base(name)
	help := "Upfront reads content/" + strings.Join(folders, "/, content/") + "/, content/partners.yaml and content/glossary.yaml."
	near, ok := diag.Nearest(folder, folders)
	if one, found := strings.CutSuffix(folder, "y"); found && slices.Contains(folders, one+"ies") {
		near, ok = one+"ies", true
	}
	switch {
	case base == SiteFile:
		help = "Move it up: site.yaml stands beside the folder content."
	case !inFolder && (base == "partners.yml" || base == "glossary.yml"):
		help = fmt.Sprintf("Rename it to %s.", strings.TrimSuffix(base, ".yml")+".yaml")
	case ok && inFolder && near != folder:
		help = fmt.Sprintf("Did you mean the folder content/%s/?", near)
	case inFolder && slices.Contains([]string{"policies", "pages", "notices"}, folder):
		help = renameHelp(base, ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".text")
	case inFolder && folder == "records":
		help = renameHelp(base, ".csv", ".tsv", ".tab")
	}
	r.problems.Add(diag.Problem{Rule: fileStray, At: diag.Place{File: name}, Message: fmt.Sprintf("%q is not read", name), Help: help})
}

// renameHelp returns the help for a file of which only those with one extension are read: others may mean the same.
func renameHelp(name, extension string, others ...string) string {
	if ext := strings.ToLower(path.Ext(name)); ext == "" || ext == extension || slices.Contains(others, ext) {
		return "Give it a name that ends in " + extension + ", or move it out of content/."
	}
	if extension == ".csv" {
		return "Export it as CSV, into a file whose name ends in .csv, or move it out of content/."
	}
	return "Move it out of content/: files that are read here have names that end in " + extension + "."
}

// assetExtensions are those of files that may be copied beside a page.
var assetExtensions = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".csv", ".txt", ".ics", ".docx", ".xlsx", ".odt", ".ods", ".zip", ".mp4", ".webm", ".mp3"}

// IsAsset reports whether a file of that name may be copied beside a page.
func IsAsset(name string) bool {
	return slices.Contains(assetExtensions, strings.ToLower(path.Ext(name)))
}

// id makes an id of a file's name, and reports one that cannot be an id. Each folder of the name is one part.
func (r *reader) id(name, below string) string {
	id := strings.TrimSuffix(below, path.Ext(below))
	for part := range strings.SplitSeq(id, "/") {
		if !IsID(part) && part != "index" {
			r.problems.Add(diag.Problem{Rule: IDForm, At: diag.Place{File: name}, Message: fmt.Sprintf("the name %q cannot be an id", part),
				Help: "Rename the file. " + idHelp(part)})
		}
	}
	return id
}

func (r *reader) capability(name, below string) {
	if !r.yamlName(name, below) {
		return
	}
	c, ok := decodeFile(r, name, capabilityTable.readFile, capabilityTable.schema)
	c.ID = r.id(name, below)
	switch {
	case !ok:
	case c.Visibility.V == "internal":
		r.hide(name, "visibility: internal")
	default:
		r.files.Capabilities = append(r.files.Capabilities, c)
	}
}

// decodeFile reads a whole file of YAML.
func decodeFile[V any](r *reader, name string, read func(*decoder, *yamltext.Node, *V), described func() schema) (v V, ok bool) {
	data, ok := r.data(name)
	if !ok {
		return v, false
	}
	v, problems := decodeBy(read, described, name, 1, data, r.zone)
	r.problems.Append(problems...)
	return v, true
}

func (r *reader) agreement(name, below string) {
	if strings.HasPrefix(below, "agreed/") { // records lie here where the agreements lie elsewhere
		return
	}
	if r.yamlName(name, below) {
		r.id(name, below)
	}
	if IsAgreement(name) {
		r.files.Agreements = append(r.files.Agreements, name)
	}
}

// yamlName reports whether a file of a folder with one YAML file each is named so.
func (r *reader) yamlName(name, below string) bool {
	inFolder := strings.Contains(below, "/")
	if !inFolder && path.Ext(name) == ".yaml" {
		return true
	}
	p := diag.Problem{Rule: fileStray, At: diag.Place{File: name}, Message: fmt.Sprintf("%q is not read", name), Help: renameHelp(path.Base(name), ".yaml", ".yml", ".json")}
	if inFolder {
		p.Message, p.Help = p.Message+", since it stands in a folder of its own", "Move it up one folder."
	}
	r.problems.Add(p)
	return false
}

// readDocument adds a document to a list: its front matter by a table, and its text as it stands.
func readDocument[T any](r *reader, t *table[*T], name, below string, id func(name, below string) string, into *[]T) {
	data, ok := r.data(name)
	if !ok {
		return
	}
	if yamltext.IsUTF16(data) {
		r.problems.Add(yamltext.UTF16(diag.Place{File: name, Line: 1, Column: 1}))
		var out T
		d := documentOf(&out)
		d.ID, d.Body = id(name, below), Source{File: name, Line: 1, Broken: true}
		*into = append(*into, out)
		return
	}
	f, broken := markdown.SplitFrontMatter(name, data)
	if f.YAML == nil && len(broken) == 0 {
		broken = missingFence(t.keys(), name, bytes.TrimPrefix(data, []byte("\ufeff")))
	}
	if len(broken) == 0 && f.YAML != nil {
		broken = earlyFence(t.keys(), name, f)
	}
	r.problems.Append(broken...)
	out, problems := decode(t, name, max(f.YAMLLine, 1), f.YAML, r.zone)
	switch {
	case len(broken) > 0: // where the front matter ends is not known: what is wrong in it may be text
	case f.YAML == nil:
		r.noFrontMatter(t.name, t.requiredKeys(), name)
	default:
		r.problems.Append(problems...)
	}
	d := documentOf(&out)
	d.ID, d.Body = id(name, below), Source{name, f.BodyLine, f.Body, f.YAML, f.YAMLLine, len(broken) > 0}
	*into = append(*into, out)
}

// noFrontMatter reports a document without front matter: an error where a field is required, else a warning.
func (r *reader) noFrontMatter(what string, needed []string, name string) {
	p := diag.Problem{Rule: markdown.FrontMatterBroken, At: diag.Place{File: name, Line: 1, Column: 1}, Severity: diag.Warning,
		Message: what + " begins with front matter, and this file has none", Help: "Begin the file with:\n  ---\n  title: …\n  ---"}
	if len(needed) > 0 {
		p.Severity, p.Help = diag.Default, "Begin the file with these fields:\n  ---\n  "+strings.Join(needed, ": …\n  ")+": …\n  ---"
	}
	r.problems.Add(p)
}

// overview is the id of an index.md or README.md that stands above all policies: the list of policies is a page of the
// site's own.
const overview = "overview"

func (r *reader) policyID(name, below string) string {
	if id := r.documentID(name, below); id != "index" {
		return id
	}
	return overview
}

// documentID makes the address of a document. People bring policies and pages from other tools, under names such as
// "Refund Policy.md" and README.md: these are made into ids, and a folder's index.md or README.md is the folder.
func (r *reader) documentID(name, below string) string {
	parts := strings.Split(strings.TrimSuffix(below, ".md"), "/")
	last := len(parts) - 1
	for i, part := range parts {
		switch id := IDOf(part); {
		case i == last && (strings.EqualFold(part, "readme") || id == "index"):
			parts[i] = "index"
		case IsID(id):
			parts[i] = id
		default:
			r.problems.Add(diag.Problem{Rule: IDForm, At: diag.Place{File: name}, Message: fmt.Sprintf("the name %q cannot be made into an address", part),
				Help: "Rename it: " + idHelp(part)})
		}
	}
	if last > 0 && parts[last] == "index" {
		parts = parts[:last]
	}
	return strings.Join(parts, "/")
}

// sameIDs reports documents of one kind that have one id: refund.md and refund/index.md.
func (r *reader) sameIDs() {
	files := map[string]string{}
	claim := func(kind, id, file string) {
		if first := files[kind+"/"+id]; first != "" {
			r.problems.Add(diag.Problem{Rule: SlugCollision, At: diag.Place{File: file}, Message: fmt.Sprintf("%q and %q would have one address", first, file),
				Help: "Rename one of the two."})
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
