package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// The HTML of an author is tokenized when a text is parsed. What the sanitiser allows is kept as tokens, to be written
// anew; what it drops is reported at its place.

const htmlDropped diag.RuleID = "html-dropped"

// rawToken is a token that is kept: a start tag with its allowed attributes, an end tag, or the text between tags.
type rawToken struct {
	html.Token        // of text no Data; values of attributes are masked, with references resolved
	text       []byte // masked, with character references
	offset     int    // where the text starts in the source
	link       int    // the index of its link in Document.links, or -1
	skip       bool   // the element is left out with what is in it
}

func newToken(kind html.TokenType, name string) rawToken {
	return rawToken{Token: html.Token{Type: kind, Data: name}, link: -1}
}

func (t *rawToken) add(name, value string) {
	t.Attr = append(t.Attr, html.Attribute{Key: name, Val: value})
}

func (t *rawToken) has(name string) bool {
	return t.link >= 0 && (name == "href" || name == "src") || slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// htmlTag is a token, and where it stands in its chunk.
type htmlTag struct {
	html.Token
	chunk chunk
	from  int
	raw   []byte
}

// html tokenizes the HTML of a node.
func (c *collector) html(n ast.Node, segments []text.Segment) {
	from := newChunk(c.d.masked, segments)
	c.tokens = nil
	offset := 0
	for t := range tokens(from) {
		offset += len(t.raw)
		switch {
		case c.skip == "":
			c.token(t)
		case t.Type == html.EndTagToken && t.Data == c.skip:
			c.skip = ""
			c.tokens = append(c.tokens, newToken(html.EndTagToken, t.Data))
		}
	}
	if offset < len(from.text) && c.skip == "" { // a tag without its end
		c.textToken(from, offset, from.text[offset:])
	}
	if slices.ContainsFunc(c.tokens, func(t rawToken) bool { return t.Type != html.TextToken || len(bytes.TrimSpace(t.text)) > 0 }) {
		c.d.raw[n] = c.tokens
	}
}

// bareTag matches a tag without attributes, for which no tokenizer is made.
var bareTag = lazy.Pattern(`^<(/?)([A-Za-z][A-Za-z0-9]*)>$`)

// tokens iterates over the tokens of a chunk.
func tokens(from chunk) iter.Seq[htmlTag] {
	return func(yield func(htmlTag) bool) {
		if m := bareTag().FindSubmatch(from.text); m != nil {
			kind := html.StartTagToken
			if len(m[1]) > 0 {
				kind = html.EndTagToken
			}
			yield(htmlTag{Token: html.Token{Type: kind, Data: string(bytes.ToLower(m[2]))}, chunk: from, raw: from.text})
			return
		}
		z := html.NewTokenizer(bytes.NewReader(from.text))
		for offset := 0; z.Next() != html.ErrorToken; {
			t := htmlTag{chunk: from, from: offset, raw: bytes.Clone(z.Raw())}
			t.Token = z.Token()
			offset += len(t.raw)
			if !yield(t) {
				return
			}
		}
	}
}

func (c *collector) textToken(from chunk, offset int, raw []byte) {
	c.markLive(raw)
	c.tokens = append(c.tokens, rawToken{Token: html.Token{Type: html.TextToken}, text: raw, offset: from.offset(offset), link: -1})
}

// token keeps what is allowed of a token.
func (c *collector) token(t htmlTag) {
	switch t.Type {
	case html.TextToken:
		c.textToken(t.chunk, t.from, t.raw)
	case html.StartTagToken, html.SelfClosingTagToken:
		c.startTag(t)
	case html.EndTagToken:
		if !htmlElements[t.Data] {
			if c.dropped[t.Data]--; c.dropped[t.Data] < 0 {
				c.reportDropped(c.placeOf(t), "</%s> ends nothing, and is left out", c.shown(t.Data))
			}
			return
		}
		if name := cmp.Or(renamed[t.Data], t.Data); elements[name] != unknown && !printed[name] && !void[name] || skipped[name] {
			c.tokens = append(c.tokens, newToken(html.EndTagToken, name))
		}
	default:
		if !bytes.HasPrefix(t.raw, []byte("<!--")) {
			from := t.chunk.offset(t.from)
			written := c.d.source.text[from:min(from+len(t.raw), len(c.d.source.text))]
			c.reportDropped(c.placeOf(t), "%s is left out", short(strings.Join(strings.Fields(string(written)), " ")))
		}
	}
}

func (c *collector) startTag(t htmlTag) {
	c.remoteSource(t)
	if c.isBlank(t) {
		c.blankToFill(t)
		return
	}
	if elements[t.Data] == textBlock && t.Data != "p" && !c.endsAfter(t.Data, t.chunk.offset(t.from)) {
		c.reportDropped(c.placeOf(t), "<%s> never ends, and is left out; the words in it stay", t.Data)
		return
	}
	written := t.Data
	t.Data = cmp.Or(renamed[written], written)
	attrs, ok := c.allowed(t.Token)
	if !ok {
		c.dropElement(t, written)
		return
	}
	out := newToken(html.StartTagToken, t.Data)
	if written == "center" {
		out.add("class", "align-center")
	}
	for _, a := range t.Attr {
		c.attribute(&out, t, a, attrs)
	}
	if out.Data == "img" && out.link < 0 {
		c.reportDropped(c.placeOf(t), "an image without an address is left out")
		return
	}
	c.tokens = append(c.tokens, out)
}

// isBlank reports whether a start tag is none, but a blank that the author wrote for a word: <name>, <your town>. No end
// follows, and it is no element of HTML, or one that is called as a thing is and has no attributes: <time>, <address>.
func (c *collector) isBlank(t htmlTag) bool {
	if t.Type != html.StartTagToken || c.endsAfter(t.Data, t.chunk.offset(t.from)) {
		return false
	}
	return !htmlElements[t.Data] || wordElements[t.Data] && len(t.Attr) == 0
}

// blankToFill prints what looks like a tag as it is written, and says so.
func (c *collector) blankToFill(t htmlTag) {
	c.textToken(t.chunk, t.from, t.raw)
	written := string(bytes.TrimSpace(t.raw))
	c.problems.Add(diag.Problem{Rule: htmlDropped, Why: "Customers would read a blank that nobody filled.", At: c.placeOf(t), Message: fmt.Sprintf("%s looks like a blank to fill, and is printed as it is written", short(c.shown(written))),
		Help: fmt.Sprintf("Write the word itself. If %s shall stand there, put a backslash before it.", short(c.shown(written)))})
}

var endTagForm = lazy.Pattern(`</([A-Za-z][A-Za-z0-9-]*)`)

// endsAfter reports whether an element ends somewhere after a place.
func (c *collector) endsAfter(name string, at int) bool {
	if c.ends == nil {
		c.ends = map[string]int{}
		for _, m := range endTagForm().FindAllSubmatchIndex(c.d.masked, -1) {
			c.ends[strings.ToLower(string(c.d.masked[m[2]:m[3]]))] = m[0]
		}
	}
	return c.ends[name] > at
}

// verdict is what the sanitiser says of a start tag.
type verdict struct {
	attributes []html.Attribute
	ok         bool
}

// allowed is [allowed], which asks once for tags that are written alike.
func (c *collector) allowed(t html.Token) ([]html.Attribute, bool) {
	written := t.String()
	v, known := c.verdicts[written]
	if !known {
		v.attributes, v.ok = allowed(t)
		if c.verdicts == nil {
			c.verdicts = map[string]verdict{}
		}
		c.verdicts[written] = v
	}
	return v.attributes, v.ok
}

// writtenName returns the name of an element as it is written, with its capitals.
func writtenName(t htmlTag, name string) string {
	written := bytes.TrimLeft(t.raw, "</")
	if len(written) >= len(name) && strings.EqualFold(string(written[:len(name)]), name) {
		return string(written[:len(name)])
	}
	return name
}

func (c *collector) dropElement(t htmlTag, name string) {
	words := "; the words in it stay"
	if skipped[name] && t.Type == html.StartTagToken && c.endsAfter(t.Data, t.chunk.offset(t.from)) {
		words = " with what is in it"
		out := newToken(html.StartTagToken, name)
		out.skip = true
		c.skip, c.tokens = name, append(c.tokens, out)
	}
	if t.Type == html.StartTagToken && !htmlElements[name] {
		c.dropped[name]++
	}
	c.reportDropped(c.placeOf(t), "<%s> is not allowed on a page and is left out%s", c.shown(writtenName(t, name)), words)
}

// attribute keeps an attribute that is among the allowed ones, an id, or an address.
func (c *collector) attribute(out *rawToken, t htmlTag, a html.Attribute, allowed []html.Attribute) {
	alignment := strings.ToLower(a.Val)
	key, value := t.attribute(a.Key)
	switch {
	case out.has(a.Key): // HTML takes the first of two
	case a.Key == "id" || a.Key == "name" && out.Data == "a":
		if out.has("id") {
			return
		}
		if id := c.explicitID(a.Val, c.placeIn(t, value)); id != "" {
			out.add("id", id)
		}
	case a.Key == "href" && out.Data == "a", a.Key == "src" && out.Data == "img":
		m := linkMark{dest: []byte(a.Val), decode: asWritten, image: a.Key == "src", place: c.placeIn(t, value)}
		if m.image {
			m.text = attributeOf(t.Attr, "alt")
		}
		out.link = c.addLink(m)
	case a.Key == "align" && aligned[out.Data] && slices.Contains([]string{"left", "right", "center"}, alignment):
		out.add("class", "align-"+alignment)
	default:
		i := slices.IndexFunc(allowed, func(b html.Attribute) bool { return b.Key == a.Key })
		if i < 0 {
			c.reportDropped(c.placeIn(t, key), "%s on <%s> is not allowed and is left out", c.shown(a.Key), out.Data)
			if !hides(a) {
				p := &c.problems.Problems[len(c.problems.Problems)-1]
				p.Severity, p.Help = diag.Notice, "Nothing needs to be done: the theme says how the page looks."
			}
			return
		}
		c.markLive([]byte(allowed[i].Val))
		out.add(a.Key, allowed[i].Val)
	}
}

// hides reports whether an attribute that is left out would hide words, run something or load something; others are of looks.
func hides(a html.Attribute) bool {
	value := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
	return a.Key == "hidden" || a.Key == "aria-hidden" || strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" || a.Key == "srcset" ||
		a.Key == "style" && (strings.Contains(value, "display:none") || strings.Contains(value, "visibility:hidden") || strings.Contains(value, "url("))
}

// attributeOf returns the value of an attribute, empty where there is none.
func attributeOf(attrs []html.Attribute, name string) string {
	if i := slices.IndexFunc(attrs, func(a html.Attribute) bool { return a.Key == name }); i >= 0 {
		return attrs[i].Val
	}
	return ""
}

// sources are the attributes from which a browser would load a picture, of elements that are dropped and of <img>.
var sources = map[string][]string{
	"img": {"srcset"}, "source": {"src", "srcset"}, "image": {"src", "href", "xlink:href"}, "feimage": {"href", "xlink:href"}, "video": {"poster"}, "input": {"src"},
	"object": {"data"}, "embed": {"src"},
}

// remoteSource reports a remote picture that is dropped: its author should know that the page is without it.
func (c *collector) remoteSource(t htmlTag) {
	if !c.d.options.NoRemoteImages || t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
		return
	}
	for _, a := range t.Attr {
		address, _, _ := strings.Cut(strings.TrimSpace(a.Val), " ")
		if !slices.Contains(sources[t.Data], a.Key) {
			continue
		}
		if l, refused := classify(strings.TrimSuffix(address, ","), true, true); refused.rule == PictureRemote {
			_, value := t.attribute(a.Key)
			l.At = c.placeIn(t, value)
			c.problems.Add(refused.problem(l))
		}
	}
}

// span is a range of bytes.
type span struct{ from, to int }

var attributeForm = lazy.Pattern(`[\s/]*([^\s/>][^\s/=>]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?`)

// attribute returns where the name and the value of an attribute stand in a tag; the value of one without is its name.
func (t htmlTag) attribute(name string) (key, value span) {
	start := 1 + max(0, bytes.IndexAny(t.raw[1:], " \t\n/>"))
	for _, m := range attributeForm().FindAllSubmatchIndex(t.raw[start:], -1) {
		if !strings.EqualFold(string(t.raw[start+m[2]:start+m[3]]), name) {
			continue
		}
		i := max(m[2], m[4], m[6], m[8])
		return span{start + m[2], start + m[3]}, span{start + i, start + m[slices.Index(m[2:], i)+3]}
	}
	return span{}, span{}
}

func (c *collector) placeIn(t htmlTag, part span) diag.Place {
	start := t.chunk.offset(t.from + part.from)
	return c.d.source.place(start, start+part.to-part.from)
}

func (c *collector) placeOf(t htmlTag) diag.Place { return c.placeIn(t, span{0, len(t.raw)}) }

// shown returns a name for a message, with tags as they were written.
func (c *collector) shown(name string) string {
	return short(c.d.expand([]byte(name), nil, asWritten))
}

func (c *collector) reportDropped(place diag.Place, message string, args ...any) {
	c.problems.Add(diag.Problem{Rule: htmlDropped, At: place, Message: fmt.Sprintf(message, args...), Help: "Write it in Markdown, or take it out."})
}

// chunk is HTML cut out of the lines it stands on.
type chunk struct {
	text    []byte
	offsets []int // for each segment, where it starts in text
	starts  []int // and in the source
}

// controlForm is a character reference to what may be a control character, which could be taken for the mark of a tag.
var controlForm = lazy.Pattern(`&#(?:0*[0-9]{1,2}|[xX]0*[01]?[0-9a-fA-F])(?:;|\b)`)

func newChunk(masked []byte, segments []text.Segment) (c chunk) {
	for _, s := range segments {
		c.offsets = append(c.offsets, len(c.text)+s.Padding)
		c.starts = append(c.starts, s.Start)
		c.text = append(c.text, restored(s.Value(masked))...)
	}
	for _, m := range controlForm().FindAllIndex(c.text, -1) {
		if r := []rune(html.UnescapeString(string(c.text[m[0]:m[1]])))[0]; r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			copy(c.text[m[0]:m[1]], bytes.Repeat([]byte{' '}, m[1]-m[0]))
		}
	}
	return c
}

// offset returns where a byte of the chunk stands in the source.
func (c chunk) offset(at int) int {
	i := max(0, sort.SearchInts(c.offsets, at+1)-1)
	if len(c.offsets) == 0 {
		return 0
	}
	return c.starts[i] + max(0, at-c.offsets[i])
}
