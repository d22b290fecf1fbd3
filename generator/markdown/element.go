package markdown

import (
	"regexp"
	"strconv"
	"strings"
)

// What HTML an author may write. What is not here is left out with a word about it. The lists are short on purpose:
// structure and words, nothing that loads, runs, styles or asks.

// kind says where an element may stand.
type kind int

const (
	inline  kind = iota + 1 // among words
	block                   // among paragraphs, holding paragraphs
	words                   // among paragraphs, holding words only
	part                    // in a parent of its own: rows, cells, items
	unknown kind = 0
)

var elements = map[string]kind{
	"a": inline, "abbr": inline, "b": inline, "bdi": inline, "bdo": inline, "br": inline, "cite": inline, "code": inline,
	"del": inline, "dfn": inline, "em": inline, "i": inline, "img": inline, "input": inline, "ins": inline, "kbd": inline,
	"mark": inline, "q": inline, "s": inline, "samp": inline, "small": inline, "span": inline, "strong": inline,
	"sub": inline, "sup": inline, "u": inline, "var": inline, "wbr": inline,

	"aside": block, "blockquote": block, "details": block, "div": block, "dl": block, "figure": block, "hr": block,
	"ol": block, "section": block, "table": block, "ul": block,

	"h1": words, "h2": words, "h3": words, "h4": words, "h5": words, "h6": words, "p": words, "pre": words,

	"caption": part, "col": part, "colgroup": part, "dd": part, "dt": part, "figcaption": part, "li": part,
	"summary": part, "tbody": part, "td": part, "tfoot": part, "th": part, "thead": part, "tr": part,
}

// printed are elements that only this package writes.
var printed = map[string]bool{"input": true, "section": true, "aside": true}

// renamed are old elements with a younger name for the same.
var renamed = map[string]string{
	"acronym": "abbr", "center": "div", "strike": "s", "tt": "code",
}

// void elements have no end.
var void = map[string]bool{"br": true, "col": true, "hr": true, "img": true, "input": true, "wbr": true}

// withContent are elements whose content is not words, and goes with them.
var withContent = map[string]bool{
	"applet": true, "audio": true, "canvas": true, "frameset": true, "head": true, "iframe": true, "math": true,
	"noembed": true, "noframes": true, "noscript": true, "object": true, "plaintext": true, "script": true,
	"select": true, "style": true, "svg": true, "template": true, "textarea": true, "title": true, "video": true,
	"xmp": true,
}

var (
	languageForm = regexp.MustCompile(`^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$`)
	directions   = regexp.MustCompile(`^(?:ltr|rtl|auto)$`)
	numberForm   = regexp.MustCompile(`^[0-9]{1,5}$`)
	integerForm  = regexp.MustCompile(`^-?[0-9]{1,9}$`)
	scopes       = regexp.MustCompile(`^(?:row|col|rowgroup|colgroup)$`)
	listTypes    = regexp.MustCompile(`^[1aAiI]$`)
	anything     = regexp.MustCompile(``)
	nothing      = regexp.MustCompile(`^$|^open$|^reversed$`)
)

// attributes are those that an author may write, and what their values look like. Addresses, ids and align are seen to
// apart.
var attributes = map[string]map[string]*regexp.Regexp{
	"":         {"dir": directions, "lang": languageForm, "title": anything},
	"col":      {"span": numberForm},
	"colgroup": {"span": numberForm},
	"details":  {"open": nothing},
	"img":      {"alt": anything, "height": numberForm, "width": numberForm},
	"li":       {"value": integerForm},
	"ol":       {"reversed": nothing, "start": integerForm, "type": listTypes},
	"td":       {"colspan": numberForm, "rowspan": numberForm},
	"th":       {"colspan": numberForm, "rowspan": numberForm, "scope": scopes},
}

// bare are attributes that need no value.
var bare = map[string]bool{"open": true, "reversed": true}

// aligned are elements that old HTML aligns with an attribute; the theme does it with a class.
var aligned = map[string]bool{
	"caption": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "img": true,
	"p": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true,
}

var alignments = regexp.MustCompile(`^(?:left|right|center)$`)

// allowed gives an attribute's value where the element may have it.
func allowed(element, name, value string) (string, bool) {
	value = strings.TrimSpace(value)
	form := attributes[""][name]
	if own := attributes[element][name]; own != nil {
		form = own
	}
	switch {
	case form == nil || !form.MatchString(lowerIf(name, value)):
		return "", false
	case form == numberForm:
		n, _ := strconv.Atoi(value)
		return strconv.Itoa(n), n > 0 && (n <= 1000 || name == "width" || name == "height")
	case bare[name]:
		return "", true
	case name == "dir" || name == "scope":
		return strings.ToLower(value), true
	}
	return value, true
}

// lowerIf gives the value in lower case where the attribute's words may be written either way.
func lowerIf(name, value string) string {
	if name == "dir" || name == "scope" || bare[name] {
		return strings.ToLower(value)
	}
	return value
}
