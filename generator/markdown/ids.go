package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"upfront/generator/diag"
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

var kramdownIDForm = regexp.MustCompile(`^\{:\s*#([\w.:-]+)\s*\}$`)

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
	m := kramdownIDForm.FindStringSubmatch(c.d.tags[last].Raw)
	if m == nil {
		return ""
	}
	c.d.tags[last].kramdownID = true
	return c.explicitID(m[1], place)
}

// explicitID returns an id that an author chose, with the prefix. An id that is taken is reported, and empty.
func (c *collector) explicitID(written string, place diag.Place) string {
	id := strings.Map(func(r rune) rune { return idRune(r, "-_.:") }, strings.TrimSpace(cleaned(written)))
	if id == "" {
		c.reportDropped(place, "an id without a letter or digit is left out")
		return ""
	}
	if c.used[id] {
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
		if _, ok := c.d.anchors[f]; !ok {
			c.d.anchors[f] = full
		}
	}
}

func (c *collector) nameHeadings() {
	again := map[string]int{}
	for i, h := range c.d.headings {
		if h.ID != "" {
			continue
		}
		name := slug(c.d.plain(h.node, func(Tag) (Value, bool) { return Value{}, true })) // ids outlast values
		id := name
		for c.used[id] {
			again[name]++
			id = name + "-" + itoa(again[name])
		}
		c.used[id] = true
		c.d.headings[i].ID = c.d.options.Prefix + id
		c.addAnchor(id, id)
	}
}

// slug returns GitHub's name of a heading: letters, digits, hyphens and underscores in lower case, spaces as hyphens.
func slug(text string) string {
	s := strings.Map(func(r rune) rune { return unicode.ToLower(idRune(r, "-_")) }, text)
	if strings.Trim(s, "-") == "" {
		return "section"
	}
	return s
}

// idRune returns a character as it stands in an id, -1 for one that may not.
func idRune(r rune, marks string) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), strings.ContainsRune(marks, r):
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

func itoa(n int) string { return strconv.Itoa(n) }
