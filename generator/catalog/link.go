package catalog

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

const anchorBroken diag.RuleID = "anchor-broken"

// TargetKind is the kind of thing that a link leads to.
type TargetKind int

// The kinds of target.
const (
	ToPolicy TargetKind = iota + 1
	ToPage
	ToNotice
	ToCapability
	ToAsset // a file copied beside the page
	ToFixed // a page that every site has
	ToOther // another site, mail, telephone
)

// Target is where a link leads.
type Target struct {
	Kind     TargetKind
	ID       string             // of the thing; the path below content/ of an asset
	Address  string             // within the site, such as "policies/refunds/"; the whole of it for another site
	Public   bool               // whether there is a public page or file at the address
	Anchor   string             // the id on that page, empty for its top
	Document *markdown.Document // of a policy, page, notice or capability
}

// Follow returns where a local link of a file leads; ok is false where it leads nowhere. A link is written as for any Markdown
// reader: relative to its file, to a file or its folder; or from the site's root with a slash.
func (o *Offer) Follow(file string, l markdown.Link) (t Target, ok bool) {
	t, ok = o.followPath(file, l.Path)
	if ok && l.Fragment != "" && t.Document != nil {
		t.Anchor, ok = t.Document.Anchor(l.Fragment)
	}
	return t, ok
}

func (o *Offer) followPath(file, to string) (Target, bool) {
	if to == "" {
		t, ok := o.documents[file]
		return t, ok
	}
	for _, name := range candidates(file, to) {
		if t, ok := o.documents[name]; ok {
			return t, true
		}
		if slices.Contains(o.Assets, name) {
			file := strings.TrimPrefix(name, "content/")
			return Target{Kind: ToAsset, ID: file, Address: FilesFolder + file, Public: true}, true
		}
	}
	to = strings.TrimSuffix(strings.TrimLeft(to, "./"), "index.html")
	if to != "" && !strings.HasSuffix(to, "/") {
		to += "/"
	}
	return Target{Kind: ToFixed, Address: to, Public: true}, slices.Contains(o.fixedPages, to)
}

// candidates returns the files that a path may mean: itself, with .md, as a folder with an index, as an address on the finished
// site.
func candidates(file, to string) []string {
	base := path.Join(path.Dir(file), to)
	if strings.HasPrefix(to, "/") {
		base = path.Join("content", to)
	}
	base = strings.TrimSuffix(base, "/")
	plain := strings.TrimSuffix(strings.TrimSuffix(base, ".html"), "/index")
	return []string{base, base + ".md", base + "/index.md", base + "/README.md", plain + ".md", plain + "/index.md", plain + ".yaml"}
}

// CheckText returns the problems of a document's links and tags.
func (o *Offer) CheckText(file string, doc *markdown.Document) []diag.Problem {
	var problems diag.List
	fill := func(t markdown.Tag) (markdown.Value, bool) {
		v, ok := o.PlainFill(t)
		if !ok && t.Name == "promise" && len(t.Args) == 1 {
			var p diag.Problem
			if p, ok = o.HiddenProblem(syntax.Text{V: t.Args[0], At: t.At}); ok {
				problems.Add(p)
			}
		}
		return v, ok
	}
	problems.Append(doc.CheckTags(fill, o.TagNames)...)
	for _, l := range doc.Links(o.PlainFill) {
		if l.Local() {
			o.checkLink(&problems, file, l)
		}
	}
	return problems.Problems
}

func (o *Offer) checkLink(problems *diag.List, file string, l markdown.Link) {
	t, ok := o.followPath(file, l.Path)
	switch hidden := o.hiddenTarget(file, l.Path); {
	case !ok && hidden != nil:
		problems.Add(hiddenLinkProblem(fmt.Sprintf("the link %q", l.Dest), l.At, hidden))
	case !ok && !slices.Contains([]string{"", ".md", ".html"}, path.Ext(l.Path)):
		problems.Add(diag.Problem{Rule: markdown.AssetMissing, At: l.At, Message: fmt.Sprintf("there is no file %q beside this page", l.Path), Help: o.nearFileHelp(file, l.Path)})
	case !ok:
		problems.Add(diag.Problem{Rule: markdown.LinkBroken, At: l.At, Message: fmt.Sprintf("the link %q leads nowhere", l.Dest), Help: o.nearFileHelp(file, l.Path)})
	case l.Fragment != "" && t.Document != nil:
		if _, found := t.Document.Anchor(l.Fragment); !found {
			problems.Add(diag.Problem{Rule: anchorBroken, At: l.At, Message: fmt.Sprintf("there is no heading %q on the page %q leads to", l.Fragment, l.Dest),
				Help: headingHelp(t.Document, l.Fragment)})
		}
	}
}

// nearFileHelp names the file that a broken link may have meant, as it would be written from the link's own file.
func (o *Offer) nearFileHelp(file, to string) string {
	names := slices.Sorted(slices.Values(slices.AppendSeq(slices.Clone(o.Assets), maps.Keys(o.documents))))
	files := map[string]string{} // by base name
	for _, name := range slices.Backward(names) {
		files[baseName(name)] = name
	}
	if near, ok := diag.Nearest(baseName(path.Join(path.Dir(file), to)), slices.Collect(maps.Keys(files))); ok {
		return fmt.Sprintf("Did you mean %q?", relative(path.Dir(file), files[near]))
	}
	return "Write the path from this file to the other, such as ../refunds.md."
}

// baseName returns the part of a file's path that distinguishes it from others: its name, or the folder of an index.md.
func baseName(file string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(path.Base(file), ".md"), ".html")
	if name == "index" || name == "README" {
		return path.Base(path.Dir(file))
	}
	return name
}

// relative returns the path from a folder to a file.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}

func headingHelp(doc *markdown.Document, fragment string) string {
	known := diag.Names(doc.Headings(nil), func(h markdown.Heading) string { return strings.TrimPrefix(h.ID, "h-") })
	if near, ok := diag.Nearest(fragment, known); ok {
		return fmt.Sprintf("Did you mean %q?", "#"+near)
	}
	if len(known) == 0 {
		return "That page has no headings: remove the part after #."
	}
	return "Its headings are: #" + strings.Join(known[:min(len(known), 8)], ", #") + "."
}

// checkLogo checks the picture of the business.
func (r *resolver) checkLogo() {
	logo := r.Site.Business.Logo
	switch name := "content/" + strings.TrimPrefix(logo.V, "/"); {
	case !logo.IsSet() || slices.Contains(r.Assets, "content/"+logo.V):
	case strings.Contains(logo.V, "//") || strings.HasPrefix(strings.ToLower(logo.V), "data:"):
		r.problems.Add(diag.Problem{Rule: markdown.PictureRemote, At: logo.At, Message: "the logo would be loaded from another site, or is written out in its address",
			Help: "Save the picture in content/, and write its name: logo: logo.png."})
	case r.hidden[name] != nil:
		r.problems.Add(diag.Problem{Rule: markdown.AssetMissing, At: logo.At, Message: fmt.Sprintf("the logo %s is hidden (%s)", name, r.hidden[name].Why),
			Help: "Rename the file."})
	default:
		r.problems.Add(diag.Problem{Rule: markdown.AssetMissing, At: logo.At, Message: fmt.Sprintf("there is no picture content/%s", logo.V),
			Help: "Write the path of the picture below content/, such as logo: logo.png."})
	}
}

// checkMenu checks the site's own navigation.
func (r *resolver) checkMenu() {
	for _, m := range r.Site.Menu {
		if _, ok := r.MenuTarget(m); m.To.IsSet() && !ok {
			if h := r.hiddenTarget("content/site.yaml", m.To.V); h != nil {
				r.problems.Add(hiddenLinkProblem(fmt.Sprintf("the menu entry %q", m.To.V), m.To.At, h))
				continue
			}
			r.problems.Add(diag.Problem{Rule: markdown.LinkBroken, At: m.To.At, Message: fmt.Sprintf("the menu entry %q leads nowhere", m.To.V),
				Help: "Write the path below content/, such as pages/about.md, or the address of a page, such as policies/."})
		}
	}
}

// MenuTarget returns where an entry of the menu leads; its path is relative to content/.
func (o *Offer) MenuTarget(m syntax.MenuItem) (Target, bool) {
	if strings.HasPrefix(m.To.V, "https://") || strings.HasPrefix(m.To.V, "mailto:") || strings.HasPrefix(m.To.V, "tel:") {
		return Target{Kind: ToOther, Address: m.To.V, Public: true}, true
	}
	return o.followPath("content/site.yaml", m.To.V)
}

// Tag returns what a template tag names: a variable's text, or a promise; ok is false where it names nothing.
func (o *Offer) Tag(t markdown.Tag) (text string, promise *Promise, ok bool) {
	if name, isVar := strings.CutPrefix(t.Name, "site."); isVar && len(t.Args) == 0 {
		text, ok = o.variables()[name]
		return text, nil, ok
	}
	if t.Name == "promise" && len(t.Args) == 1 {
		promise = o.Promise(t.Args[0])
		return "", promise, promise != nil
	}
	return "", nil, false
}

// variables returns the texts by their names after {{ site. }}: the site's own, and those that every site has.
func (o *Offer) variables() map[string]string {
	b := o.Site.Business
	all := map[string]string{
		"name": b.Name.V, "legal_name": b.LegalName.Or(b.Name.V), "what_we_do": b.WhatWeDo.V, "url": o.Site.URL.V,
		"timezone": o.Zone.String(), "leader": o.Site.Leader.Name.V,
	}
	for _, e := range o.Site.Vars {
		all[e.Key.V] = e.V.V
	}
	return all
}

// TagNames returns every tag that has a value, for "did you mean".
func (o *Offer) TagNames() []string {
	var names []string
	for name := range o.variables() {
		names = append(names, "site."+name)
	}
	for _, p := range o.Promises {
		names = append(names, `promise "`+p.Ref+`"`)
	}
	slices.Sort(names)
	return names
}

// PlainFill fills tags to check a text: a promise stands for its sentence.
func (o *Offer) PlainFill(t markdown.Tag) (markdown.Value, bool) {
	text, promise, ok := o.Tag(t)
	if promise != nil {
		text = strings.TrimSuffix(promise.Says.V, ".")
	}
	return markdown.Value{Text: text}, ok
}
