package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"upfront/generator/diag"
)

// HTML in the text is taken to pieces when it is parsed: what may stay is kept as tags to be written anew, never as
// bytes to be copied; what may not is a problem with its place.

type rawKind int

const (
	rawText rawKind = iota
	rawStart
	rawEnd
	rawSkip // an element that goes with its content
)

// rawPiece is a tag, or the text between tags.
type rawPiece struct {
	kind  rawKind
	name  string
	text  []byte // masked, with character references
	at    int    // where the text starts in the source
	attrs []rawAttr
	link  int // the number of the link that it makes, or -1
}

type rawAttr struct {
	name  string
	value []byte // masked, references resolved
}

// chunk is HTML cut out of the lines it stands on.
type chunk struct {
	text  []byte
	at    []int // for each segment, where it starts in text
	start []int // and in the source
}

func newChunk(masked []byte, lists ...*text.Segments) chunk {
	var c chunk
	for _, segments := range lists {
		for _, s := range segments.Sliced(0, segments.Len()) {
			c.at = append(c.at, len(c.text)+s.Padding)
			c.start = append(c.start, s.Start)
			c.text = append(c.text, restored(s.Value(masked))...)
		}
	}
	blankControls(c.text)
	return c
}

// controlForm is a character reference to what may be a control character.
var controlForm = regexp.MustCompile(`&#(?:0*[0-9]{1,2}|[xX]0*[01]?[0-9a-fA-F])(?:;|\b)`)

// blankControls overwrites references to control characters, which could be taken for the marks of a tag.
func blankControls(text []byte) {
	for _, m := range controlForm.FindAllIndex(text, -1) {
		if r := []rune(html.UnescapeString(string(text[m[0]:m[1]])))[0]; r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			copy(text[m[0]:m[1]], bytes.Repeat([]byte{' '}, m[1]-m[0]))
		}
	}
}

// offset gives where a byte of the chunk stands in the source.
func (c chunk) offset(at int) int {
	i := len(c.at) - 1
	for i > 0 && c.at[i] > at {
		i--
	}
	if i < 0 {
		return 0
	}
	return c.start[i] + max(0, at-c.at[i])
}

func blockChunk(masked []byte, n *ast.HTMLBlock) chunk {
	closing := text.NewSegments()
	if n.HasClosure() {
		closing.Append(n.ClosureLine)
	}
	return newChunk(masked, n.Lines(), closing)
}

// html takes a chunk to pieces.
func (c *collector) html(n ast.Node, from chunk) {
	z := html.NewTokenizer(bytes.NewReader(from.text))
	var out []rawPiece
	skip, at := c.skip, 0
	for z.Next() != html.ErrorToken {
		raw := bytes.Clone(z.Raw())
		t := tagAt{chunk: from, from: at, raw: raw}
		at += len(raw)
		token := z.Token()
		switch {
		case skip != "" && token.Type == html.EndTagToken && token.Data == skip:
			skip = ""
			out = append(out, rawPiece{kind: rawEnd, name: token.Data, link: -1})
		case skip != "":
			c.remoteSource(token, t)
		default:
			p, ok := c.piece(token, t)
			if ok {
				out = append(out, p)
			}
			if p.kind == rawSkip {
				skip = p.name
			}
		}
	}
	if at < len(from.text) && skip == "" { // a tag without its end
		c.live(from.text[at:])
		out = append(out, rawPiece{kind: rawText, text: from.text[at:], at: from.offset(at), link: -1})
	}
	if n.Kind() == ast.KindRawHTML {
		c.skip = skip // until the element ends, or the block
	}
	if slices.ContainsFunc(out, func(p rawPiece) bool { return p.kind != rawText || len(bytes.TrimSpace(p.text)) > 0 }) {
		c.d.raw[n] = out
		c.d.hasRaw = true
	}
}

// tagAt is where a token stands.
type tagAt struct {
	chunk chunk
	from  int
	raw   []byte
}

func (c *collector) piece(token html.Token, t tagAt) (rawPiece, bool) {
	switch token.Type {
	case html.TextToken:
		c.live(t.raw)
		return rawPiece{kind: rawText, text: t.raw, at: t.chunk.offset(t.from), link: -1}, true
	case html.StartTagToken, html.SelfClosingTagToken:
		return c.startTag(token, t)
	case html.EndTagToken:
		name := newName(token.Data)
		return rawPiece{kind: rawEnd, name: name, link: -1}, elements[name] != unknown && !printed[name] && !void[name] || withContent[name]
	case html.CommentToken:
		if bytes.HasPrefix(t.raw, []byte("<!--")) {
			return rawPiece{}, false
		}
	}
	c.dropped(c.placeOf(t), fmt.Sprintf("%s is left out", short(strings.Join(strings.Fields(string(c.original(t))), " "))))
	return rawPiece{}, false
}

// original gives the bytes of a tag as they were written.
func (c *collector) original(t tagAt) []byte {
	from := t.chunk.offset(t.from)
	return c.d.source.text[from:min(from+len(t.raw), len(c.d.source.text))]
}

func newName(name string) string {
	if young, ok := renamed[name]; ok {
		return young
	}
	return name
}

func (c *collector) startTag(token html.Token, t tagAt) (rawPiece, bool) {
	name := newName(token.Data)
	if c.remoteSource(token, t); elements[name] == unknown || printed[name] {
		return c.dropElement(token, t)
	}
	p := rawPiece{kind: rawStart, name: name, link: -1}
	if token.Data == "center" {
		p.attrs = append(p.attrs, rawAttr{"class", []byte("align-center")})
	}
	for _, a := range token.Attr {
		c.attribute(&p, a, t)
	}
	if name == "img" && p.link < 0 {
		c.dropped(c.placeOf(t), "an image without an address is left out")
		return rawPiece{}, false
	}
	return p, true
}

// sources are the attributes from which a browser would load a picture, of elements that are left out and of <img>.
var sources = map[string][]string{
	"img": {"srcset"}, "source": {"src", "srcset"}, "image": {"src", "href", "xlink:href"}, "feimage": {"href", "xlink:href"}, "video": {"poster"}, "input": {"src"},
	"object": {"data"}, "embed": {"src"},
}

// remoteSource reports a picture from elsewhere that is left out: its author should know that the page is without it.
func (c *collector) remoteSource(token html.Token, t tagAt) {
	if !c.d.options.NoRemoteImages || token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
		return
	}
	for _, a := range token.Attr {
		address, _, _ := strings.Cut(strings.TrimSpace(a.Val), " ")
		if !slices.Contains(sources[token.Data], a.Key) {
			continue
		}
		if l, reason := classify(strings.TrimSuffix(address, ","), true, true); reason.rule == "picture-remote" {
			_, at := attributeIn(t.raw, a.Key)
			l.At = c.placeIn(t, at)
			c.report(reason.problem(l))
		}
	}
}

func (c *collector) dropElement(token html.Token, t tagAt) (rawPiece, bool) {
	message := fmt.Sprintf("<%s> is not allowed on a page and is left out", c.shown(token.Data))
	if withContent[token.Data] && token.Type == html.StartTagToken {
		c.dropped(c.placeOf(t), message+" with what is in it")
		return rawPiece{kind: rawSkip, name: token.Data, link: -1}, true
	}
	c.dropped(c.placeOf(t), message+"; the words in it stay")
	return rawPiece{}, false
}

// attribute adds to the piece what may stay of an attribute.
func (c *collector) attribute(p *rawPiece, a html.Attribute, t tagAt) {
	name, value := a.Key, a.Val
	switch {
	case p.has(name): // HTML takes the first of two
	case name == "id" || name == "name" && p.name == "a":
		c.rawID(p, name, value, t)
	case p.name == "a" && name == "href", p.name == "img" && name == "src":
		c.rawLink(p, a, t)
	case name == "align" && aligned[p.name] && alignments.MatchString(strings.ToLower(value)):
		p.attrs = append(p.attrs, rawAttr{"class", []byte("align-" + strings.ToLower(value))})
	default:
		value, ok := allowed(p.name, name, value)
		if !ok {
			key, _ := attributeIn(t.raw, name)
			message := fmt.Sprintf("%s on <%s> is not allowed and is left out", c.shown(name), p.name)
			c.dropped(c.placeIn(t, key), message)
			return
		}
		c.live([]byte(value))
		p.attrs = append(p.attrs, rawAttr{name, []byte(value)})
	}
}

func (p *rawPiece) has(name string) bool {
	for _, a := range p.attrs {
		if a.name == name {
			return true
		}
	}
	return p.link >= 0 && (name == "href" || name == "src")
}

func (c *collector) rawID(p *rawPiece, name, value string, t tagAt) {
	if p.has("id") {
		return
	}
	_, at := attributeIn(t.raw, name)
	if id, ok := c.explicitID(value, c.placeIn(t, at)); ok {
		p.attrs = append(p.attrs, rawAttr{"id", []byte(id)})
	}
}

func (c *collector) rawLink(p *rawPiece, a html.Attribute, t tagAt) {
	_, at := attributeIn(t.raw, a.Key)
	words := ""
	if p.name == "img" {
		words = altOf(t.raw)
	}
	p.link = c.addLink(linkMark{
		dest: []byte(a.Val), literal: true, image: p.name == "img", words: words, at: c.placeIn(t, at),
	})
}

// altOf gives the description of an image.
func altOf(raw []byte) string {
	z := html.NewTokenizer(bytes.NewReader(raw))
	z.Next()
	for _, a := range z.Token().Attr {
		if a.Key == "alt" {
			return a.Val
		}
	}
	return ""
}

// attributeIn finds where an attribute's name and value stand in a tag.
func attributeIn(raw []byte, name string) (key, value span) {
	i := 1
	for i < len(raw) && !isTagSpace(raw[i]) && raw[i] != '>' {
		i++
	}
	for i < len(raw) && raw[i] != '>' {
		if isTagSpace(raw[i]) {
			i++
			continue
		}
		key, value, i = nextAttribute(raw, i)
		if strings.EqualFold(string(raw[key.from:key.to]), name) {
			return key, value
		}
	}
	return span{}, span{}
}

// span is a range of bytes.
type span struct{ from, to int }

func nextAttribute(raw []byte, i int) (key, value span, next int) {
	until := func(i int, stop string) int {
		for i < len(raw) && !bytes.ContainsRune([]byte(stop), rune(raw[i])) {
			i++
		}
		return i
	}
	key = span{i, until(i+1, " \t\n/=>")}
	i = key.to
	for i < len(raw) && isTagSpace(raw[i]) && raw[i] != '/' {
		i++
	}
	if i >= len(raw) || raw[i] != '=' {
		return key, key, key.to
	}
	for i++; i < len(raw) && isTagSpace(raw[i]) && raw[i] != '/'; i++ {
	}
	if i < len(raw) && (raw[i] == '"' || raw[i] == '\'') {
		value = span{i + 1, until(i+1, string(raw[i]))}
		return key, value, min(value.to+1, len(raw))
	}
	value = span{i, until(i, " \t\n>")}
	return key, value, value.to
}

func isTagSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '/' }

// placeIn gives the place of a part of a tag.
func (c *collector) placeIn(t tagAt, part span) diag.Place {
	start := t.chunk.offset(t.from + part.from)
	return c.d.source.place(start, start+part.to-part.from)
}

// placeOf gives the place of the whole tag.
func (c *collector) placeOf(t tagAt) diag.Place { return c.placeIn(t, span{0, len(t.raw)}) }

// shown gives a name for a message, tags in it as they were written.
func (c *collector) shown(name string) string {
	return short(cleaned(c.d.expandWith([]byte(name), nil, func(b []byte) string { return string(b) })))
}

func (c *collector) dropped(at diag.Place, message string) {
	c.report(diag.Problem{Rule: "html-dropped", At: at, Message: message, Help: "Write it in Markdown, or take it out."})
}
