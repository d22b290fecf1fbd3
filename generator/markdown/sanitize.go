package markdown

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// One sanitiser, bluemonday, decides which HTML an author may write. It is asked twice: about each tag when a text is
// parsed, so that what it drops is reported at its place ([collector.startTag]), and about the whole of a printed text
// that holds HTML, so that a mistake of this package prints nothing that is not allowed ([wellFormed]).

var (
	authorPolicy = sync.OnceValue(newPolicy)
	pagePolicy   = sync.OnceValue(func() *bluemonday.Policy {
		p := newPolicy()
		p.AllowNoAttrs().OnElements(slices.Collect(maps.Keys(printed))...)
		p.AllowAttrs("aria-label").Globally()
		p.AllowAttrs("class").Matching(whole(`[a-z0-9 +#._-]+`)).Globally()
		p.AllowAttrs("id").Matching(whole(`\S+`)).Globally()
		p.AllowAttrs("role").Matching(whole(`group|note|doc-[a-z]+`)).Globally()
		p.AllowAttrs("href").OnElements("a")
		p.AllowAttrs("tabindex").Matching(whole(`0`)).OnElements("div")
		p.AllowAttrs("src").OnElements("img")
		p.AllowAttrs("loading").Matching(whole(`lazy`)).OnElements("img")
		p.AllowAttrs("type").Matching(whole(`checkbox`)).OnElements("input")
		p.AllowAttrs("disabled", "checked").OnElements("input")
		p.AllowDataURIImages() // of Printing.Inline; an author's own are refused
		p.AllowURLSchemes("http", "https", "mailto", "tel")
		p.AllowRelativeURLs(true)
		p.RequireParseableURLs(true)
		return p
	})
)

// newPolicy returns the policy of what authors write, without ids and addresses: structure and words, nothing that
// loads, runs, styles or asks.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name := range elements {
		if !printed[name] {
			p.AllowNoAttrs().OnElements(name)
		}
	}
	upTo1000, integer := whole(`[1-9][0-9]{0,2}|1000`), whole(`-?[0-9]{1,9}`)
	p.AllowAttrs("dir").Matching(whole(`ltr|rtl|auto`)).Globally()
	p.AllowAttrs("lang").Matching(whole(`[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("span").Matching(upTo1000).OnElements("col", "colgroup")
	p.AllowAttrs("open").Matching(whole(``)).OnElements("details")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("height", "width").Matching(whole(`[1-9][0-9]{0,4}`)).OnElements("img")
	p.AllowAttrs("value").Matching(integer).OnElements("li")
	p.AllowAttrs("reversed").Matching(whole(``)).OnElements("ol")
	p.AllowAttrs("start").Matching(integer).OnElements("ol")
	p.AllowAttrs("type").Matching(whole(`[1aAiI]`)).OnElements("ol")
	p.AllowAttrs("colspan", "rowspan").Matching(upTo1000).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(whole(`(?:row|col)(?:group)?`)).OnElements("th")
	return p
}

func whole(form string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + form + `)$`) }

// allowed returns the attributes of a start tag that its author may write, beside ids and addresses, and whether the
// element is allowed.
func allowed(tag html.Token) ([]html.Attribute, bool) {
	tag.Attr = slices.Clone(tag.Attr)
	for i := range tag.Attr {
		a := &tag.Attr[i]
		a.Val = strings.TrimSpace(a.Val)
		switch a.Key { // as it is printed
		case "dir", "scope":
			a.Val = strings.ToLower(a.Val)
		case "open", "reversed":
			if strings.EqualFold(a.Val, a.Key) {
				a.Val = ""
			}
		case "colspan", "height", "rowspan", "span", "width":
			a.Val = strings.TrimLeft(a.Val, "0")
		}
	}
	z := html.NewTokenizer(strings.NewReader(authorPolicy().Sanitize(tag.String())))
	if z.Next() == html.ErrorToken {
		return nil, false
	}
	return z.Token().Attr, true
}

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

// htmlElements are the elements that HTML has or had. What else looks like a tag is a word in angle brackets, and so may be
// those that are called as things are.
var htmlElements, wordElements = namesOf(`a abbr acronym applet b basefont bdi bdo bgsound big blink blockquote br canvas center col colgroup datalist dd del
	dfn dir div dl dt em embed fieldset figcaption font frameset h1 h2 h3 h4 h5 h6 hgroup hr html i iframe img ins isindex kbd keygen li listing marquee math
	menuitem meta multicol nav nextid nobr noembed noframes noscript ol optgroup p param plaintext pre q rb rp rt rtc ruby s samp script spacer span strike
	strong sub sup svg tbody td textarea tfoot th thead tr tt u ul var wbr xmp table ` + thingNames), namesOf(thingNames)

const thingNames = `address area article aside audio base body button caption cite code command content data details dialog element figure footer form frame
	head header image input label legend link main map mark menu meter object option output picture portal progress search section select shadow slot
	small source style summary template time title track video`

func namesOf(names string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}

// aligned are elements that old HTML aligns with an attribute; the theme does it with a class.
var aligned = map[string]bool{
	"caption": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "img": true,
	"p": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true,
}
