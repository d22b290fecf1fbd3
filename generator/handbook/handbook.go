// Package handbook turns a folder of Markdown, written for Jekyll, Hugo, Docusaurus or MkDocs, into policies.
//
// Addresses become paths between files, marks of the other tool what they mean, and fields of front matter those that a policy
// has. What has no counterpart is taken out and listed with its place: every word of the source is in the new files or in the
// list. The package judges no policy, and fetches nothing.
//
// The folder is read twice: which headings a link can lead to is known only when all files are turned. Names are in names.go,
// front matter in front.go, lines and blocks in body.go and note.go, marks within a line in tag.go, links in link.go.
package handbook

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/markdown"
)

// File is a file of the folder, or a policy that is made of one. Its name is the path below the folder.
type File struct {
	Name string
	Data []byte // of the folder, only those of Markdown need theirs
}

// IsMarkdown reports whether a file is read, and not only copied.
func IsMarkdown(name string) bool {
	return slices.Contains([]string{".md", ".mdx", ".markdown"}, strings.ToLower(path.Ext(name)))
}

// Copy is a picture or another file that a policy names: where it lies in the folder, and where it goes.
type Copy struct{ From, To string }

// LeftOut is something that the new files do not hold, or do not hold as it was meant.
type LeftOut struct {
	At     diag.Place // in the folder
	What   string     // as it was written
	Reason string     // the same for all of its kind
}

// Result is what became of a folder.
type Result struct {
	Policies []File // by name, relative to content/policies
	Copies   []Copy // to there, by the new path
	LeftOut  []LeftOut
}

// Read turns a folder into policies. Addresses that begin with the prefix, such as /handbook, begin at the folder.
func Read(files []File, prefix string) Result {
	first := newReader(files, prefix, nil)
	turned := first.turn()
	anchors := map[string]*markdown.Document{}
	for _, f := range turned.Policies {
		front, _ := markdown.SplitFrontMatter(f.Name, f.Data)
		anchors[f.Name] = markdown.Parse(f.Name, front.BodyLine, front.Body, markdown.Options{})
	}
	return newReader(files, prefix, anchors).turn()
}

// reader reads one folder.
type reader struct {
	prefix  string
	pages   []*page
	byPath  map[string]*page  // by its path in the folder, without the ending and in small letters, and by its former address
	others  map[string]bool   // files that are no pages
	used    map[string]string // of these: the new paths of those that a policy names
	anchors map[string]*markdown.Document
	leftOut []LeftOut
}

// page is a file that becomes a policy.
type page struct {
	*reader
	from  string // path in the folder
	to    string // path below content/policies
	draft bool   // it lies where drafts lie
	title string
	toml  bool // its front matter is TOML

	front     []byte
	frontLine int
	body      []byte
	bodyLine  int
}

func newReader(files []File, prefix string, anchors map[string]*markdown.Document) *reader {
	r := &reader{prefix: strings.Trim(prefix, "/"), byPath: map[string]*page{}, others: map[string]bool{}, used: map[string]string{}, anchors: anchors}
	for _, f := range slices.SortedFunc(slices.Values(files), func(a, b File) int { return strings.Compare(a.Name, b.Name) }) {
		switch {
		case !IsMarkdown(f.Name):
			r.others[f.Name] = true
		case isOfTool(f.Name):
			r.leaveOut(diag.Place{File: f.Name, Line: 1, Column: 1}, toolFiles, "%s", f.Name)
		default:
			r.pages = append(r.pages, r.newPage(f))
		}
	}
	r.name()
	return r
}

func (r *reader) newPage(f File) *page {
	p := &page{reader: r, from: f.Name, draft: strings.Contains("/"+f.Name, "/_drafts/")}
	front, problems := markdown.SplitFrontMatter(f.Name, f.Data)
	p.front, p.frontLine, p.body, p.bodyLine = front.YAML, front.YAMLLine, front.Body, front.BodyLine
	if len(problems) > 0 {
		p.readTOML(f.Data)
	}
	return p
}

// turn makes the new files.
func (r *reader) turn() (out Result) {
	for _, p := range r.pages {
		text := p.turnFront() + p.turnBody()
		out.Policies = append(out.Policies, File{p.to, []byte(text)})
	}
	for from, to := range r.used {
		out.Copies = append(out.Copies, Copy{from, to})
	}
	slices.SortFunc(out.Policies, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(out.Copies, func(a, b Copy) int { return strings.Compare(a.To, b.To) })
	out.LeftOut = inOrder(r.leftOut)
	return out
}

// inOrder puts those of one reason together, each reason where it first comes up.
func inOrder(all []LeftOut) []LeftOut {
	slices.SortStableFunc(all, func(a, b LeftOut) int { return a.At.Compare(b.At) })
	first := map[string]int{}
	for i, l := range all {
		if _, ok := first[l.Reason]; !ok {
			first[l.Reason] = i
		}
	}
	slices.SortStableFunc(all, func(a, b LeftOut) int { return cmp.Compare(first[a.Reason], first[b.Reason]) })
	return all
}

// Why something is left out.
const (
	toolFiles   = "Files of the other tool, which are no text of their own."
	foreignKeys = "Fields of front matter that a policy does not have."
	tags        = "Tags of the other tool: each is taken out of its sentence. Write there what a reader should see."
	marks       = "Marks of the other tool for how something looks, or where it goes."
	comments    = "Comments, which nobody reads on a page."
	outside     = "Links that lead out of the folder: the words stay, and the address went. Write the whole address, with https://, to link there."
	lookedUp    = "Links by a name that the other tool looks up: the words stay, and the name went. Write the address instead."
	notOffered  = "Links to files of a kind that no page offers: the words stay, and the address went."
	noHost      = "Links whose address had a tag of the other tool in it: the words stay."
	noHeading   = "Links to a heading that is not there: they lead to the page, or nowhere if it is the same."
	remote      = "Pictures that another site serves, which would learn who reads your page: each became a link to it."
	programs    = "Lines of a program."
)

// isOfTool reports whether a file lies where the other tool keeps what is no page.
func isOfTool(name string) bool {
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if strings.HasPrefix(part, ".") && part != "." || slices.Contains([]string{"_includes", "_layouts", "_site", "_sass", "_data", "node_modules", "archetypes", "layouts"}, part) {
			return true
		}
	}
	return strings.HasPrefix(path.Base(name), ".")
}
