package markdown

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
)

// Document is a parsed text. Its fields must not be changed.
type Document struct {
	Problems []diag.Problem // sorted by place
	Tags     []Tag          // tags of Upfront, in the order of the text

	CodeUnclosed bool // a block of code is not closed, so that headings may be missing

	options  Options
	source   *source
	masked   []byte // the source with its tags covered
	tags     []tagMark
	root     ast.Node
	headings []headingMark
	links    []linkMark
	anchors  map[string]string // the id that a fragment leads to
	linkOf   map[ast.Node]int  // indexes of links
	raw      map[ast.Node][]rawToken
	callouts map[ast.Node]callout
}

// newParser returns the parser, which keeps nothing between documents.
var newParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.DefinitionList, extension.Footnote,
			extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}))),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithBlockParsers(util.Prioritized(fenceParser{parser.NewThematicBreakParser()}, 90))),
	).Parser()
})

// Parse parses a text. Places are those of the file, in which the text starts on firstLine, from 1.
func Parse(file string, firstLine int, data []byte, o Options) *Document {
	d := &Document{options: o, anchors: map[string]string{}, linkOf: map[ast.Node]int{}, raw: map[ast.Node][]rawToken{}, callouts: map[ast.Node]callout{}}
	data, tooLarge := limited(file, firstLine, data)
	d.source, d.Problems = newSource(file, firstLine, data, o)
	d.Problems = append(d.Problems, tooLarge...)
	d.masked, d.tags = mask(d.source)
	d.masked = bounded(d.masked)
	d.root = newParser().Parse(text.NewReader(d.masked))
	(&collector{d: d, used: map[string]bool{}, dropped: map[string]int{}, defined: map[string]*ast.LinkReferenceDefinition{}}).collect()
	return d
}

// File returns the file that the text stands in.
func (d *Document) File() string { return d.source.file }

// Empty reports whether there is nothing to print.
func (d *Document) Empty() bool {
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		if kind := n.Kind(); kind != ast.KindLinkReferenceDefinition && (kind != ast.KindHTMLBlock || len(d.raw[n]) > 0) {
			return false
		}
	}
	return true
}

// Links returns the links and images in order, with the tags in their addresses filled.
func (d *Document) Links(fill Fill) []Link {
	out := make([]Link, len(d.links))
	for i := range d.links {
		out[i], _ = d.link(i, fill)
	}
	return out
}

// CheckTags returns the problems of filled tags: tags without a value, for which the nearest of the known names is
// offered, and links that become of a kind that is not allowed.
func (d *Document) CheckTags(fill Fill, known func() []string) []diag.Problem {
	var problems diag.List
	for _, t := range d.Tags {
		if _, ok := fill(t); !ok && !problems.Counts(diag.Problem{Rule: tagUnknown, At: t.At}) {
			problems.Add(unknownTag(t, known()))
		}
	}
	for i, m := range d.links {
		if l, refused := d.link(i, fill); refused != (refusal{}) && hasTag(m.dest) {
			problems.Add(refused.problem(l))
		}
	}
	return diag.Sort(problems.Problems)
}

// Anchor returns the id to which a fragment leads, as authors write it: GitHub's name of a heading, an id of their own, or
// the words of a heading with their signs, as other tools name it.
func (d *Document) Anchor(fragment string) (id string, ok bool) {
	fragment = norm.NFC.String(fragment)
	for _, f := range []string{fragment, strings.TrimPrefix(fragment, "user-content-"), strings.ToLower(fragment), joinHyphens(fragment), withoutSigns(fragment)} {
		if id, ok := d.anchors[f]; ok {
			return id, true
		}
	}
	return "", false
}

// Anchors returns every fragment that leads to a place in the document, sorted.
func (d *Document) Anchors() []string { return slices.Sorted(maps.Keys(d.anchors)) }

// linkMark is a link as it stands in the text.
type linkMark struct {
	dest   []byte              // masked
	decode func([]byte) string // of dest: [decoded], or [asWritten] without escapes of Markdown
	prefix string              // what a bare address lacks
	node   ast.Node
	text   string // where there is no node
	image  bool
	place  diag.Place
}

// link returns a link with its tags filled, and why it is refused.
func (d *Document) link(i int, fill Fill) (Link, refusal) {
	m := d.links[i]
	l, refused := d.classify(m.prefix+d.expand(m.dest, fill, m.decode), m.image)
	l.At, l.Text = m.place, m.text
	if !d.filled(m.dest, fill) {
		l.Refused, refused = true, refusal{} // the tag's own problem says so
	}
	if m.node != nil {
		l.Text = d.plain(m.node, fill)
	}
	if !l.Refused && l.Scheme == "" && l.Path == "" && l.Query == "" && !l.Image {
		l.Anchor, _ = d.Anchor(l.Fragment)
		if l.Anchor == "" && (l.Fragment == "" || strings.EqualFold(l.Fragment, "top")) {
			l.Dest, l.Fragment = "#top", ""
		}
	}
	return l, refused
}

// filled reports whether each tag in a masked run has a value; a nil fill leaves our own tags for later.
func (d *Document) filled(masked []byte, fill Fill) bool {
	for number := range pieces(masked) {
		if number < 0 || number >= len(d.tags) {
			continue
		}
		t := d.tags[number]
		if t.foreign {
			return false
		}
		if fill != nil {
			if _, ok := fill(t.Tag); !ok {
				return false
			}
		}
	}
	return true
}

// headingMark is a heading as it stands in the text.
type headingMark struct {
	Heading
	node *ast.Heading
}

// Title returns the text of the first heading of the first level, empty where there is none.
func (d *Document) Title(fill Fill) string {
	for _, h := range d.headings {
		if h.Level == 1 {
			return d.titleWords(h.node, fill)
		}
	}
	return ""
}

// titleWords returns the words of a heading, without the descriptions of its pictures unless it has nothing else.
func (d *Document) titleWords(n ast.Node, fill Fill) string {
	r := proseReader{d: d, fill: fill, plain: true, named: true}
	r.inline(n)
	return cmp.Or(strings.Join(strings.Fields(r.text.String()), " "), d.plain(n, fill))
}

// TitleProblems reports what is left out with a first heading that repeats the title of the page, which is words alone.
func (d *Document) TitleProblems(title string, fill Fill) (problems []diag.Problem) {
	if len(d.headings) == 0 || !d.repeats(0, title, fill) {
		return nil
	}
	lost := map[ast.NodeKind]string{ast.KindImage: "a picture", ast.KindLink: "a link", ast.KindAutoLink: "a link", east.KindFootnoteLink: "a footnote"}
	_ = ast.Walk(d.headings[0].node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		what := lost[n.Kind()]
		for _, t := range d.raw[n] {
			if t.link >= 0 || t.has("title") {
				what = map[bool]string{true: "a picture", false: "a link"}[t.Data == "img"]
			}
		}
		if what != "" && entering {
			at := d.headings[0].At
			if i, ok := d.linkOf[n]; ok {
				at = d.links[i].place
			}
			problems = append(problems, diag.Problem{Rule: htmlDropped, At: at, Severity: diag.Warning,
				Message: what + " in the title is left out: the title of a page is words alone", Help: "Put it below the title, on a line of its own."})
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return diag.Sort(problems)
}

// repeats reports whether a heading says what the page has as its title.
func (d *Document) repeats(i int, title string, fill Fill) bool {
	return i == 0 && d.headings[i].Level == 1 && strings.EqualFold(d.titleWords(d.headings[i].node, fill), strings.Join(strings.Fields(title), " "))
}

// Headings returns the headings in order, as written.
func (d *Document) Headings(fill Fill) []Heading {
	out := make([]Heading, len(d.headings))
	for i, h := range d.headings {
		out[i] = h.Heading
		out[i].Text = d.plain(h.node, fill)
	}
	return out
}

// Contents returns the headings as they are printed: without one that repeats the title, and with the levels that they
// have on the page.
func (d *Document) Contents(p Printing) []Heading {
	all := d.Headings(p.Fill)
	var out []Heading
	for i, level := range d.levels(p) {
		if level > 0 {
			all[i].Level = level
			out = append(out, all[i])
		}
	}
	return out
}

// levels returns each heading's level on the page, zero for one that is left out.
func (d *Document) levels(p Printing) []int {
	out := make([]int, len(d.headings))
	var above []int
	for i, h := range d.headings {
		if !h.node.HasChildren() || d.repeats(i, p.Title, p.Fill) {
			continue
		}
		for len(above) > 0 && above[len(above)-1] >= h.Level {
			above = above[:len(above)-1]
		}
		out[i] = min(cmp.Or(p.TopLevel, 2)+len(above), 6)
		above = append(above, h.Level)
	}
	return out
}

func (d *Document) footnoteID(index int) string { return d.options.Prefix + "fn-" + itoa(index) }

// referenceID returns the id of a place that refers to a footnote.
func (d *Document) referenceID(index, nth int) string {
	return d.options.Prefix + "fnref-" + referenceNumber(index, nth)
}

func referenceNumber(index, nth int) string {
	if nth == 0 {
		return itoa(index)
	}
	return itoa(index) + "-" + itoa(nth+1)
}
