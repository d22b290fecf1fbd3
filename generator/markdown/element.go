package markdown

// The elements of HTML that may stand on a page. [newPolicy] allows an author all of them but those that are printed.

// kind is where an element may stand.
type kind int

const (
	inline    kind = iota + 1 // among words
	block                     // among paragraphs, holding paragraphs
	textBlock                 // among paragraphs, holding words only
	part                      // in a parent of its own: rows, cells, items
	unknown   kind = 0
)

var elements = map[string]kind{
	"a": inline, "abbr": inline, "b": inline, "bdi": inline, "bdo": inline, "br": inline, "cite": inline, "code": inline,
	"del": inline, "dfn": inline, "em": inline, "i": inline, "img": inline, "input": inline, "ins": inline, "kbd": inline,
	"mark": inline, "q": inline, "s": inline, "samp": inline, "small": inline, "span": inline, "strong": inline,
	"sub": inline, "sup": inline, "u": inline, "var": inline, "wbr": inline,

	"aside": block, "blockquote": block, "details": block, "div": block, "dl": block, "figure": block, "hr": block,
	"ol": block, "section": block, "table": block, "ul": block,

	"h1": textBlock, "h2": textBlock, "h3": textBlock, "h4": textBlock, "h5": textBlock, "h6": textBlock, "p": textBlock, "pre": textBlock,

	"caption": part, "col": part, "colgroup": part, "dd": part, "dt": part, "figcaption": part, "li": part,
	"summary": part, "tbody": part, "td": part, "tfoot": part, "th": part, "thead": part, "tr": part,
}

// isBlock reports whether an element ends a paragraph.
func isBlock(name string) bool { return elements[name] > inline }

// printed are elements that only this package writes.
var printed = map[string]bool{"input": true, "section": true, "aside": true}

// renamed holds the current names of old elements.
var renamed = map[string]string{"acronym": "abbr", "center": "div", "strike": "s", "tt": "code"}

// void elements have no end.
var void = map[string]bool{"br": true, "col": true, "hr": true, "img": true, "input": true, "wbr": true}

// skipped are elements whose content is not words: it is left out with them.
var skipped = map[string]bool{
	"applet": true, "audio": true, "canvas": true, "frameset": true, "head": true, "iframe": true, "math": true,
	"noembed": true, "noframes": true, "noscript": true, "object": true, "plaintext": true, "script": true,
	"select": true, "style": true, "svg": true, "template": true, "textarea": true, "title": true, "video": true,
	"xmp": true,
}

// aligned are elements that old HTML aligns with an attribute; the theme does it with a class.
var aligned = map[string]bool{
	"caption": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "img": true,
	"p": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true,
}
