package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
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
	ToAsset  // a file copied beside the page
	ToFixed  // a page that no author writes
	ToOther  // another site, mail, telephone
	ToStatic // a file that is published as it is
)

// File returns the path of the file that a link leads to; empty for everything that is no asset and not below static/.
func (t Target) File() string {
	switch t.Kind {
	case ToAsset:
		return "content/" + t.ID
	case ToStatic:
		return t.ID
	}
	return ""
}

// Target is where a link leads.
type Target struct {
	Kind     TargetKind
	ID       string             // of the thing; the path below content/ of an asset, with static/ of a file there
	Address  string             // within the site, such as "policies/refunds/"; the whole of it for another site
	Public   bool               // whether there is a public page or file at the address
	Needs    string             // what the offer would need for a page that is not made, since it has nothing to say; else empty
	Anchor   string             // the id on that page, empty for its top
	Document *markdown.Document // of a policy, page, notice or capability
	broken   bool               // the document could not be read as a whole, so that its headings are not known
}

// Follow returns where a local link of a file leads; ok is false where it leads nowhere. A link is written as for any Markdown
// reader, relative to its file, to a file or its folder; as the address of the finished page; or from the site's root with a
// slash.
func (o *Offer) Follow(file string, l markdown.Link) (t Target, ok bool) {
	t, ok = o.links.find(file, l.Path)
	if ok && l.Fragment != "" && t.Document != nil {
		t.Anchor, ok = t.Document.Anchor(l.Fragment)
	}
	return t, ok
}

// maxSuggestions is how many links of a site, or of an agreement, are compared with the names of all files: nobody mends more
// at a time, and the cost is that of links times files.
const maxSuggestions = 500

// CheckText returns the problems of a document's links and tags.
func (o *Offer) CheckText(file string, doc *markdown.Document) []diag.Problem {
	c := linkChecker{Offer: o}
	c.check(file, doc)
	return c.problems.Problems
}

// CapabilitiesIn returns the ids of the capabilities that a document names in its tags and links, whether there are such or not.
func (o *Offer) CapabilitiesIn(file string, doc *markdown.Document) (ids []string) {
	for _, t := range doc.Tags {
		if t.Name == "promise" && len(t.Args) == 1 {
			id, _, _ := strings.Cut(t.Args[0], ".")
			ids = append(ids, id)
		}
	}
	for _, l := range doc.Links(o.PlainFill) {
		if t, _ := o.Follow(file, l); t.Kind == ToCapability {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// linkChecker checks the links of texts.
type linkChecker struct {
	*Offer
	problems diag.List
	compared int // links that were compared with the names of all files
}

func (c *linkChecker) check(file string, doc *markdown.Document) {
	fill := func(t markdown.Tag) (markdown.Value, bool) {
		v, ok := c.PlainFill(t)
		return v, ok || c.promiseTag(t) || c.mayBeVariable(t)
	}
	c.problems.Append(doc.CheckTags(fill, c.TagNames)...)
	for _, l := range doc.Links(c.PlainFill) {
		if l.Local() {
			c.link(file, l)
		} else if !syntax.LeadsSomewhere(l.Dest) {
			p := unreachable("the link", l.Dest, l.At)
			p.Severity = diag.Warning // since it may be meant for readers in a network of their own
			c.problems.Add(p)
		}
	}
}

// mayBeVariable reports whether a tag may name a text of site.yaml that stands in a part that was refused.
func (c *linkChecker) mayBeVariable(t markdown.Tag) bool {
	return c.NamesMissing.InSite && strings.HasPrefix(t.Name, "site.") && !isNear(t.Name, c.TagNames())
}

// promiseTag reports what is wrong with a tag of a promise that cannot be filled. It reports whether the tag is one; nothing is
// wrong with it where a part of the capability could not be read.
func (c *linkChecker) promiseTag(t markdown.Tag) bool {
	if t.Name != "promise" || len(t.Args) != 1 {
		return false
	}
	name := t.Args[0]
	if p, hidden := c.HiddenProblem(syntax.Text{V: name, At: t.At}); hidden {
		c.problems.Add(p)
		return true
	}
	known := diag.Names(c.Promises, func(p *Promise) string { return p.Ref })
	if c.LacksNames(name) && !isNear(name, known) {
		return true
	}
	c.problems.Add(markdown.UnknownTag(t, fmt.Sprintf("there is no promise %q", name), diag.DidYouMean(name, known, "Write the name of a promise as capability.promise, or the words themselves.")))
	return true
}

func isNear(name string, known []string) bool {
	_, near := diag.Nearest(name, known)
	return near
}

func (c *linkChecker) link(file string, l markdown.Link) {
	t, ok := c.links.find(file, l.Path)
	switch {
	case !ok:
		c.problems.Add(c.nowhere(file, l))
	case t.Needs != "":
		c.problems.Add(notMadeProblem(fmt.Sprintf("the link %q", l.Dest), l.At, t))
	case !t.Public && c.isShown(file):
		c.problems.Add(diag.Problem{Rule: markdown.LinkBroken, At: l.At, Message: fmt.Sprintf("the link %q leads to %s, which not everybody may read", l.Dest, t.Document.File()),
			Help: "Take the link out, or change visibility: there."})
	case l.Fragment != "" && t.Document != nil && !t.broken:
		if _, found := t.Document.Anchor(l.Fragment); !found {
			where := fmt.Sprintf("the page %q leads to", l.Dest)
			if strings.HasPrefix(l.Dest, "#") {
				where = "this page"
			}
			c.problems.Add(diag.Problem{Rule: anchorBroken, At: l.At, Message: fmt.Sprintf("there is no heading %q on %s", l.Fragment, where),
				Help: headingHelp(t.Document, l.Fragment)})
		}
	}
}

// unreachable is that something leads to a host that nobody elsewhere knows.
func unreachable(what, address string, at diag.Place) diag.Problem {
	return diag.Problem{Rule: markdown.LinkBroken, At: at, Message: fmt.Sprintf("%s %q leads nowhere", what, address), Help: syntax.HostHelp}
}

// notMadeProblem is that something leads to a page that has nothing to say.
func notMadeProblem(what string, at diag.Place, t Target) diag.Problem {
	return diag.Problem{Rule: markdown.LinkBroken, At: at, Message: fmt.Sprintf("%s leads to %s, a page that this site does not have yet", what, t.Address),
		Help: fmt.Sprintf("The page is made once there is %s. Take the link out until then.", t.Needs)}
}

// nowhere returns the problem of a link that leads nowhere.
func (c *linkChecker) nowhere(file string, l markdown.Link) diag.Problem {
	p := diag.Problem{Rule: markdown.LinkBroken, At: l.At, Message: fmt.Sprintf("the link %q leads nowhere", l.Dest)}
	help := "Write the path from this file to the other, such as ../refunds.md."
	hidden := c.links.findHidden(file, l.Path)
	if dotted := dotFolder().FindStringSubmatch(l.Path); dotted != nil && hidden == nil {
		p.Rule, p.Message = markdown.AssetMissing, fmt.Sprintf("%q stands in a folder whose name begins with a dot, and such folders are not read", l.Dest)
		p.Help = fmt.Sprintf("Rename the folder to %s, here and on the disk.", dotted[1])
		return p
	}
	switch {
	case hidden != nil:
		return hiddenLinkProblem(fmt.Sprintf("the link %q", l.Dest), l.At, hidden)
	case l.Own:
		p.Severity, p.Message = diag.Warning, fmt.Sprintf("this site has no page %q", l.Dest)
		help = "Correct the address. If something else than this site answers there, leave it."
	case !slices.Contains([]string{"", ".md", ".html"}, path.Ext(l.Path)):
		p.Rule, p.Message = markdown.AssetMissing, fmt.Sprintf("there is no file %q beside this page", l.Path)
		help = "Write the path from this file to the other, such as ../refunds.pdf."
	}
	p.Help = notFileHelp(l, help)
	if near := c.nearFileHelp(file, l.Path, ""); near != "" && (!l.Image || !strings.HasSuffix(near, `.md"?`)) {
		p.Help = near
	}
	return p
}

// isShown reports whether a text is on a page: that of an agreement, or a public one.
func (o *Offer) isShown(file string) bool {
	t, ok := o.documents[file]
	return !ok || t.Public
}

// IsHidden reports whether a link that leads nowhere means a hidden file.
func (o *Offer) IsHidden(file string, l markdown.Link) bool {
	return o.links.findHidden(file, l.Path) != nil
}

// nearFileHelp names the file that a broken link may have meant, as it would be written from the link's own file; other is
// the help where no file is near.
func (c *linkChecker) nearFileHelp(file, to, other string) string {
	near, ok := c.links.namesake(file, to)
	if !ok && c.compared < maxSuggestions {
		c.compared++
		near, ok = c.links.nearest(file, to)
	}
	if !ok {
		return other
	}
	return fmt.Sprintf("Did you mean %q?", linkEscaper.Replace(near))
}

// linkEscaper writes a path as it stands between the parentheses of a link.
var linkEscaper = strings.NewReplacer("%", "%25", " ", "%20", "(", "%28", ")", "%29", "#", "%23", "?", "%3F", "<", "%3C", ">", "%3E")

var (
	mailForm = lazy.Pattern(`^[^@\s/]+@[^@\s/]+\.[^@\s/]+$`)
	hostForm = lazy.Pattern(`^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|io|eu|info|app|dev|[a-z]{2})(?:/|$)`)
)

// fileForm matches the name of a file whose ending is that of a country too.
var fileForm = lazy.Pattern(`(?i)^[^./]+\.(?:md|js|ts|py|sh|rb|rs|pl|ps|gz)$`)

// dotFolder matches a path through a folder that is not read.
var dotFolder = lazy.Pattern(`(?:^|/)\.([\w-]+)/`)

// notFileHelp returns the help for an address that is no file's: people leave mailto: and https: out. For others it is other.
func notFileHelp(l markdown.Link, other string) string {
	switch {
	case l.Image:
		return "Put the picture beside this file, and write its name, such as ![A van](van.png)."
	case mailForm().MatchString(l.Path):
		return fmt.Sprintf("Write mailto:%s.", l.Path)
	case hostForm().MatchString(strings.ToLower(l.Path)) && !fileForm().MatchString(l.Path):
		return fmt.Sprintf("Write https://%s.", l.Dest)
	}
	return other
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
	known := diag.Names(doc.Headings(nil), func(h markdown.Heading) string { return strings.TrimPrefix(h.ID, TextPrefix) })
	if near, ok := diag.Nearest(fragment, known); ok {
		return fmt.Sprintf("Did you mean %q?", "#"+near)
	}
	if len(known) == 0 {
		return "That page has no headings: remove the part after #."
	}
	return "Its headings are: #" + strings.Join(known[:min(len(known), 8)], ", #") + "."
}

// checkPictures checks the picture of the business, and those of its people.
func (r *resolver) checkPictures() {
	r.checkPicture("logo", r.Site.Business.Logo)
	for _, p := range r.Site.People {
		r.checkPicture("photo", p.V.Photo)
	}
}

// checkPicture checks a picture that a field names.
func (r *resolver) checkPicture(field string, picture syntax.Text) {
	switch name := "content/" + strings.TrimPrefix(picture.V, "/"); {
	case !picture.IsSet() || slices.Contains(r.Assets, "content/"+picture.V):
	case strings.Contains(picture.V, "//") || strings.HasPrefix(strings.ToLower(picture.V), "data:"):
		r.problems.Add(diag.Problem{Rule: markdown.PictureRemote, At: picture.At, Message: fmt.Sprintf("the %s would be loaded from another site, or is written out in its address", field),
			Help: fmt.Sprintf("Save the picture in content/, and write its name: %s: %s.png.", field, field)})
	case r.hidden[name] != nil:
		r.problems.Add(diag.Problem{Rule: markdown.AssetMissing, At: picture.At, Message: fmt.Sprintf("the %s %s is hidden (%s)", field, name, r.hidden[name].Why),
			Help: "Rename the file."})
	default:
		r.problems.Add(diag.Problem{Rule: markdown.AssetMissing, At: picture.At, Message: fmt.Sprintf("there is no picture content/%s", picture.V),
			Help: fmt.Sprintf("Write the path of the picture below content/, such as %s: %s.png.", field, field)})
	}
}

// checkMenu checks the site's own navigation.
func (r *resolver) checkMenu() {
	for _, m := range r.Site.Menu {
		if _, ok := r.MenuTarget(m); ok && !syntax.LeadsSomewhere(m.To.V) {
			r.problems.Add(unreachable("the menu entry", m.To.V, m.To.At))
		} else if m.To.IsSet() && !ok {
			if h := r.links.findHidden("content/site.yaml", m.To.V); h != nil {
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
	return o.links.find("content/site.yaml", m.To.V)
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
