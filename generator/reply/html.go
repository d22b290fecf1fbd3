package reply

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lineBreaks are the elements that begin a line of their own.
var lineBreaks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.Li: true, atom.Tr: true, atom.Ul: true, atom.Ol: true, atom.Table: true, atom.Hr: true,
	atom.Blockquote: true, atom.Pre: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Section: true, atom.Article: true,
}

// textOf returns the text of HTML, line by line. What is quoted has a > before each line for each quotation that it is in.
func textOf(source string) string {
	r := htmlText{tokens: html.NewTokenizer(strings.NewReader(source))}
	for r.next() {
	}
	r.endLine()
	return r.out.String()
}

type htmlText struct {
	tokens  *html.Tokenizer
	out     strings.Builder
	line    strings.Builder
	quoted  int
	skipped int // elements that are open and whose text is none: style, script, title
	pre     int
	margin  bool // a paragraph with space above it begins
	blank   bool // nothing stands in the line after a line break
}

func (r *htmlText) next() bool {
	switch r.tokens.Next() {
	case html.ErrorToken:
		return false
	case html.TextToken:
		if r.skipped == 0 {
			r.text(string(r.tokens.Text()))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := r.tokens.TagName()
		a := atom.Lookup(name)
		r.margin = a == atom.P
		for more {
			var key, value []byte
			key, value, more = r.tokens.TagAttr()
			r.margin = r.margin && !(string(key) == "class" && strings.HasPrefix(string(value), "Mso")) // the paragraphs of Outlook are lines
		}
		r.element(a, 1)
	case html.EndTagToken:
		name, _ := r.tokens.TagName()
		r.element(atom.Lookup(name), -1)
	}
	return true
}

// element begins an element, or ends it.
func (r *htmlText) element(a atom.Atom, by int) {
	switch {
	case a == atom.Br && strings.TrimSpace(r.line.String()) != "":
		r.endLine() // the break ends a line that has something
		return
	case lineBreaks[a]:
		r.endLine()
	}
	switch a {
	case atom.Blockquote:
		r.quoted = max(0, r.quoted+by)
	case atom.Style, atom.Script, atom.Title:
		r.skipped = max(0, r.skipped+by)
	case atom.Pre:
		r.pre = max(0, r.pre+by)
	case atom.Br:
		r.blank = true // a second one in a row is an empty line
	case atom.P:
		if by > 0 && r.margin {
			r.out.WriteString("\n")
		}
	}
}

func (r *htmlText) text(text string) {
	if r.pre > 0 {
		for i, line := range strings.Split(text, "\n") {
			if i > 0 {
				r.endLine()
			}
			r.line.WriteString(line)
		}
		return
	}
	for _, c := range text {
		if c == '\n' || c == '\t' || c == '\r' {
			c = ' '
		}
		r.line.WriteRune(c)
	}
}

// endLine ends a line. An empty one counts where something stands for it: a line break, or a space that is not to break.
func (r *htmlText) endLine() {
	line, stands := r.line.String(), r.blank
	r.line.Reset()
	r.blank = false
	if stands = stands || strings.Contains(line, "\u00a0"); r.pre == 0 {
		line = strings.Join(strings.Fields(strings.ReplaceAll(line, "\u00a0", " ")), " ")
	}
	if line != "" || stands {
		r.out.WriteString(strings.TrimRight(strings.Repeat("> ", r.quoted)+line, " ") + "\n")
	}
}
