package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// An author's own ids come first; other headings are named as GitHub names them, with a number where a name is taken.

func (c *collector) reserveFootnotes() {
	if _, ok := c.d.root.LastChild().(*east.FootnoteList); !ok {
		return
	}
	_ = ast.Walk(c.d.root, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *east.Footnote:
			c.used["fn-"+itoa(n.Index)], c.used["fnref-"+itoa(n.Index)] = true, true
		case *east.FootnoteLink:
			c.used["fnref-"+referenceNumber(n.Index, n.RefIndex)] = true
		}
		return ast.WalkContinue, nil
	})
}

var kramdownIDForm = lazy.Pattern(`^\{:\s*#([\w.:-]+)\s*\}$`)

func (c *collector) heading(n *ast.Heading) {
	start := max(0, n.Pos())
	end := lineEnd(c.d.masked, start)
	if n.Lines().Len() > 0 {
		start, end = n.Lines().At(0).Start, n.Lines().At(0).Stop
	}
	h := headingMark{Heading: Heading{Level: n.Level, At: c.d.source.place(start, end)}, node: n}
	place := c.attributePlace(n)
	for _, a := range n.Attributes() {
		value, ok := a.Value.([]byte)
		if string(a.Name) == "id" && ok && h.ID == "" {
			h.ID = c.explicitID(string(value), place)
		} else {
			c.reportDropped(place, "%s on a heading is left out", short(string(a.Name)))
		}
	}
	if h.ID == "" {
		h.ID = c.kramdownID(n, h.At)
	}
	c.d.headings = append(c.d.headings, h)
}

// attributePlace returns where the attributes of a heading stand: behind its words.
func (c *collector) attributePlace(n *ast.Heading) diag.Place {
	text, after := c.d.source.text, max(0, n.Pos())
	if last := n.Lines().Len() - 1; last >= 0 {
		after = n.Lines().At(last).Stop
	}
	end := lineEnd(text, after)
	if i := bytes.IndexByte(text[after:end], '{'); i >= 0 {
		after += i
	}
	return c.d.source.place(after, after+len(bytes.TrimRight(text[after:end], " \t#")))
}

// kramdownID returns the id that kramdown reads at the end of a heading, {: #id}, and marks the tag as understood.
func (c *collector) kramdownID(n *ast.Heading, place diag.Place) string {
	last := -1
	if words, ok := n.LastChild().(*ast.Text); ok {
		for number := range pieces(words.Segment.Value(c.d.masked)) {
			last = max(last, number)
		}
	}
	if last < 0 {
		return ""
	}
	m := kramdownIDForm().FindStringSubmatch(c.d.tags[last].Raw)
	if m == nil {
		return ""
	}
	c.d.tags[last].kramdownID = true
	return c.explicitID(m[1], place)
}

// explicitID returns an id that an author chose, with the prefix. An id that is taken is reported, and empty.
func (c *collector) explicitID(written string, place diag.Place) string {
	id := strings.Map(idRune, strings.TrimSpace(cleaned(written)))
	if id == "" {
		c.reportDropped(place, "an id without a letter or digit is left out")
		return ""
	}
	if c.used[id] || strings.HasPrefix(id, PagePart) {
		c.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: place, Message: fmt.Sprintf("the id %q is given twice", short(id)), Help: "Give one of the two another id."})
		return ""
	}
	c.used[id] = true
	c.addAnchor(written, id)
	c.addAnchor(id, id)
	return c.d.options.Prefix + id
}

func (c *collector) addAnchor(fragment, id string) {
	full := c.d.options.Prefix + id
	for _, f := range []string{fragment, full, strings.ToLower(fragment), joinHyphens(fragment)} {
		c.leadTo(f, full)
	}
}

// leadTo makes a fragment lead to an id, unless it leads elsewhere.
func (c *collector) leadTo(fragment, id string) {
	fragment = norm.NFC.String(fragment)
	if _, ok := c.d.anchors[fragment]; !ok && fragment != "" {
		c.d.anchors[fragment] = id
	}
}

func (c *collector) nameHeadings() {
	again := map[string]int{}
	words := make([]string, len(c.d.headings))
	for i, h := range c.d.headings {
		words[i] = c.d.headingWords(h.node)
		if h.ID != "" {
			continue
		}
		name := slug(words[i])
		id := name
		for c.used[id] {
			again[name]++
			id = name + "-" + itoa(again[name])
		}
		c.used[id] = true
		c.d.headings[i].ID = c.d.options.Prefix + id
		c.addAnchor(id, id)
	}
	for i, h := range c.d.headings { // after the names of all
		c.leadTo(dashed(words[i]), h.ID)
		c.leadTo(dashed(strings.TrimLeftFunc(words[i], func(r rune) bool { return !unicode.IsLetter(r) })), h.ID)
	}
}

// headingWords returns what a heading's name is made of: its words as they stand, without pictures and without the values
// of tags, which ids outlast.
func (d *Document) headingWords(n ast.Node) string {
	const tag = "\ufffd"
	r := proseReader{d: d, fill: func(Tag) (Value, bool) { return Value{Text: tag}, true }, plain: true, named: true}
	r.inline(n)
	words := r.text.String()
	if strings.HasPrefix(words, tag) {
		words = strings.TrimLeft(words, tag+" ")
	}
	if strings.HasSuffix(words, tag) {
		words = strings.TrimRight(words, tag+" ")
	}
	return words
}

// slug returns GitHub's name of a heading: letters, figures, hyphens and underscores in lower case, spaces as hyphens.
// Everything else goes, so that "A & B" has two hyphens, and a heading that begins with a picture begins with one.
func slug(text string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc):
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	if strings.Trim(s, "-") == "" {
		return noWords
	}
	return s
}

// noWords is the name of a heading without a word.
const noWords = "section"

// idRune returns a character as it stands in an id of the author's, -1 for one that may not.
func idRune(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), strings.ContainsRune("-_.:", r):
		return r
	case unicode.IsSpace(r):
		return '-'
	}
	return -1
}

// joinHyphens returns a fragment as tools write it that join repeated hyphens.
func joinHyphens(fragment string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(fragment), func(r rune) bool { return r == '-' || r == ' ' }), "-")
}

// withoutSigns returns GitHub's name of the heading of which a fragment has the words with their signs: step-1:-ring-us.
func withoutSigns(fragment string) string {
	if name := slug(strings.TrimLeft(fragment, "#")); name != noWords {
		return name
	}
	return fragment
}

// dashed returns the name of a heading as tools make it that write a hyphen for whatever is no letter or figure, and as some
// do that leave out what stands before its first letter.
func dashed(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }), "-")
}

func itoa(n int) string { return strconv.Itoa(n) }
