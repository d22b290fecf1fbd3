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
