package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Other tools have marks of their own that Markdown leaves as text, and Markdown drops some words without a sign. Each kind
// is reported once a file, at its first place.

// shortcut is a mark of other tools.
type shortcut struct {
	mark    string                // what every text of this form has: it is looked for first, which takes less time
	form    func() *regexp.Regexp // its first group is what the message shows
	starts  bool                  // only at the start of a paragraph
	private bool                  // a note that the tool prints nowhere: an error, since here everybody reads it
	is      string
	help    string
}

// Why marks of other tools matter, where the page has no program code.
const (
	strange = "Customers would read a mark that means nothing to them."
	unlike  = "Customers would see the page another way than you meant it."
	lost    = "Customers would not read words that you wrote."
)

const comment = "Take it out, or write it as <!-- … -->, which is not printed."

var shortcuts = []shortcut{
	{mark: "%%", form: lazy.Pattern(`(?:^|[\s(])(%%\s*[^\s%].*?(?:%%|$))`), private: true, is: "a comment of another tool", help: comment},
	{mark: "{/*", form: lazy.Pattern(`(\{/\*.*?(?:\*/\}|$))`), private: true, is: "a comment of another tool", help: comment},
	{mark: "port", form: lazy.Pattern(`^((?:import\s+\S.*\s+from\s+|import\s+|export\s+(?:default|const|let|function)\s+)["'{\w].*)`), starts: true, is: "a line for another tool", help: "Take it out."},
	{mark: "[[", form: lazy.Pattern(`(!?\[\[[^\[\]\n]+\]\])`), is: "a link of another tool", help: "Write [the words](file.md)."},
	{mark: ":", form: lazy.Pattern(`(?:^|[\s(])(:[a-z][a-z0-9_+-]*[a-z0-9]:)(?:$|[\s).,;!?])`), is: "a picture of another tool", help: "Write the character itself, such as 🚀, or take it out."},
	{mark: "==", form: lazy.Pattern(`(?:^|[\s(])(==[^=\s](?:[^=\n]*[^=\s])?==)`), is: "a mark of another tool", help: "Write *the words*, or <mark>the words</mark>."},
	{mark: "^[", form: lazy.Pattern(`(\^\[[^\[\]\n]+\])`), is: "a footnote of another tool", help: "Write [^1] in the text, and a line that begins with [^1]: with the footnote."},
	{mark: "^", form: lazy.Pattern(`[\pL\pN)](\^[\pL\pN+−-]{1,12}\^)`), is: "a mark of another tool for raised letters", help: "Write <sup>2</sup>, with your own letters in place of the 2."},
	{mark: "$$", form: lazy.Pattern(`(\$\$[^$\n]+\$\$)`), is: "a formula of another tool", help: "Write it in words, or show a picture of it."},
	{mark: "===", form: lazy.Pattern(`^(===[!+]* ".*)`), starts: true, is: "a tab of another tool", help: "Write a heading in its place."},
	{mark: "--8<--", form: lazy.Pattern(`(--8<--.*)`), is: "a mark of another tool for the text of a file", help: "Write the text of that file here."},
	{mark: `\`, form: lazy.Pattern(`(\\(?:newpage|pagebreak)\b)`), is: "a mark of another tool", help: "Take it out."},
	{mark: "{", form: lazy.Pattern(`(\{\s*(?:[.#][A-Za-z]|[a-z][a-z-]*=)[^{}\n]*\})\s*$`), is: "a mark of another tool", help: "Take it out."},
	{mark: "++", form: lazy.Pattern(`(?:^|[\s(])(\+\+[^+\s](?:[^+\n]*[^+\s])?\+\+)`), is: "a mark of another tool", help: "Write the words alone."},
	{mark: "@import", form: lazy.Pattern(`^(@import\s+["'][^"'\n]+["'].*)`), starts: true, is: "a mark of another tool for the text of a file", help: "Write the text of that file here."},
	{mark: "*[", form: lazy.Pattern(`^(\*\[[^\]\n]+\]:\s.*)`), starts: true, is: "an abbreviation of another tool", help: "Say what it means where it is used first, or in glossary.yaml."},
}

// contentsForm matches a paragraph that stands for a table of contents.
var contentsForm = lazy.Pattern(`(?i)^(?:\[TOC\]|\[\[_?TOC_?\]\]|@\[toc\]|\[\[toc\]\])$`)

// drawings are languages of blocks of code that other tools draw.
var drawings = map[string]bool{"mermaid": true, "plantuml": true, "puml": true, "graphviz": true, "dot": true, "geojson": true, "topojson": true, "math": true, "vega": true, "vega-lite": true}

// once holds a problem that is reported at its first place, and how many more there are.
type once struct {
	diag.Problem
	more int
}

// tell reports a problem of a kind once a file.
func (c *collector) tell(kind string, p diag.Problem) {
	if first := c.told[kind]; first != nil {
		first.more++
		return
	}
	if c.told == nil {
		c.told = map[string]*once{}
	}
	c.told[kind] = &once{Problem: p}
}

// reportTold adds the problems that are reported once.
func (c *collector) reportTold() {
	for _, o := range c.told {
		if o.more > 0 {
			o.Message += fmt.Sprintf(" (and %d more in this file)", o.more)
		}
		c.problems.Add(o.Problem)
	}
}

// shortcuts reports marks of other tools in a run of words. first says that the run begins a paragraph.
func (c *collector) shortcuts(from, to int, first bool) {
	text := c.d.masked[from:to]
	if !bytes.ContainsAny(text, "%{[:=^$\\<+") && !(first && bytes.Contains(text, []byte("port"))) {
		return
	}
	for i, s := range shortcuts {
		if s.starts && !first || !bytes.Contains(text, []byte(s.mark)) {
			continue
		}
		for at := 0; at < len(text); {
			m := s.form().FindSubmatchIndex(text[at:])
			if m == nil {
				break
			}
			if start := at + m[2]; !escaped(text, start) && !isRole(c.d.masked[from+at+m[3]:]) {
				c.tell("shortcut "+itoa(i), c.shortcutProblem(s, from+start, from+at+m[3]))
			}
			at += max(m[3], 1)
		}
	}
}

// isRole reports whether what follows a mark is code: of :ref:`it` in another markup, it is no mark of its own.
func isRole(after []byte) bool { return bytes.HasPrefix(after, []byte("`")) }

func (c *collector) shortcutProblem(s shortcut, from, to int) diag.Problem {
	written := short(strings.TrimSpace(string(c.d.source.text[from:to])))
	p := diag.Problem{Rule: tagUnknown, At: c.d.source.place(from, to), Severity: diag.Warning, Why: strange, Help: s.help, Message: fmt.Sprintf("%s is %s, and is printed as it is written", written, s.is)}
	if s.private {
		p.Severity, p.Why, p.Message = diag.Default, "What you noted for yourselves is not for customers.", fmt.Sprintf("%s is %s, and here everybody would read it", written, s.is)
	}
	return p
}

// lowered reports letters between single tildes within a word, which other tools set lower. Here they are struck out.
func (c *collector) lowered(n ast.Node) {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || n.ChildCount() != 1 || t.Segment.Start < 2 {
		return
	}
	from, to := t.Segment.Start-1, t.Segment.Stop+1
	before, _ := utf8.DecodeLastRune(c.d.masked[:from])
	if c.d.masked[from] != '~' || !unicode.IsLetter(before) && before != ')' {
		return
	}
	c.tell("lowered", diag.Problem{Rule: tagUnknown, Severity: diag.Warning, Why: unlike, At: c.d.source.place(from, to),
		Message: fmt.Sprintf("%s is struck out", short(string(c.d.source.text[from:to]))), Help: "Write <sub>2</sub> for lowered letters, with your own in place of the 2; or ~~ on both sides to strike them out."})
}

// contents reports a paragraph that stands for a table of contents.
func (c *collector) contents(n ast.Node) (found bool) {
	lines := n.Lines()
	if n.Kind() != ast.KindParagraph || lines.Len() != 1 {
		return false
	}
	line := lines.At(0)
	text := bytes.TrimSpace(line.Value(c.d.masked))
	if found = bytes.HasSuffix(text, []byte("]")) && contentsForm().Match(text); found {
		c.tell("contents", diag.Problem{Rule: tagUnknown, Severity: diag.Warning, Why: strange, At: c.d.source.place(line.Start, line.Stop),
			Message: fmt.Sprintf("%s is a mark of another tool, and is printed as it is written", bytes.TrimSpace(line.Value(c.d.source.text))),
			Help:    "Take it out: a page with more than two headings has a table of contents."})
	}
	return found
}

// codeInfo reports what is not printed of the line that begins a block of code, and a drawing that is printed as code.
func (c *collector) codeInfo(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	info := n.Info.Segment
	at := c.d.source.place(info.Start, info.Stop)
	if language := string(n.Language(c.d.source.text)); drawings[strings.ToLower(language)] {
		c.tell("drawing", diag.Problem{Rule: tagUnknown, Severity: diag.Warning, Why: "Customers would read code in place of a picture.", At: at, Message: fmt.Sprintf("a drawing in %s is not drawn here, and is printed as code", short(language)),
			Help: "Save it as a picture beside this file, and show that."})
	}
	if _, more, _ := bytes.Cut(bytes.TrimSpace(info.Value(c.d.source.text)), []byte(" ")); len(more) > 0 {
		c.tell("code title", diag.Problem{Rule: tagUnknown, Severity: diag.Notice, Why: lost, At: at, Message: fmt.Sprintf("%q behind the language of a block of code is not printed", short(string(more))),
			Help: "Take it out, or write it as a line above."})
	}
}

// openCode reports a block of code that goes on to the end of the text, since nothing closes it.
func (c *collector) openCode(n *ast.FencedCodeBlock) {
	text, lines := c.d.masked, n.Lines()
	if lines.Len() == 0 || len(bytes.TrimSpace(text[lines.At(lines.Len()-1).Stop:])) > 0 {
		return
	}
	first := lines.At(0).Start
	from := bytes.LastIndexByte(text[:max(first-1, 0)], '\n') + 1
	for from < first && text[from] != '`' && text[from] != '~' {
		from++
	}
	to := from
	for to < first && text[to] == text[from] {
		to++
	}
	c.d.CodeUnclosed = true
	c.problems.Add(diag.Problem{Rule: codeUnclosed, At: c.d.source.place(from, to), Message: "the block of code that begins here is not closed, so all below it is code",
		Help: fmt.Sprintf("Write a line of %s where the code ends.", text[from:to])})
}

// extraCells reports the cells of a row that stand beyond the head of its table.
func (c *collector) extraCells(row ast.Node) {
	last, ok := row.LastChild().(*east.TableCell)
	if !ok || last.Lines().Len() == 0 {
		return
	}
	text := c.d.masked
	from := last.Lines().At(0).Stop
	end := lineEnd(text, from)
	words := bytes.Trim(text[from:end], "| \t")
	if len(words) == 0 {
		return
	}
	from += bytes.Index(text[from:end], words)
	c.tell("cells", diag.Problem{Rule: tagUnknown, Severity: diag.Warning, Why: lost, At: c.d.source.place(from, from+len(words)),
		Message: fmt.Sprintf("%q stands beyond the last column of the table's head, and is left out", short(string(c.d.source.text[from:from+len(words)]))),
		Help:    "Give the head of the table as many cells as its longest row, or write \\| for a bar within a cell."})
}

// definition reports a second address for a label, which counts for nothing. A label of slashes is how comments are written.
func (c *collector) definition(n *ast.LinkReferenceDefinition) {
	label := util.ToLinkReference(n.Label)
	first := c.defined[label]
	switch {
	case first == nil:
		c.defined[label] = n
	case label != "//" && (!bytes.Equal(first.Destination, n.Destination) || !bytes.Equal(first.Title, n.Title)):
		c.problems.Add(diag.Problem{Rule: diag.IDDuplicate, Severity: diag.Warning, At: c.d.source.place(n.Pos(), lineEnd(c.d.masked, max(0, n.Pos()))),
			Message: fmt.Sprintf("[%s] has an address already, and this one counts for nothing", short(string(n.Label))), Help: "Give one of the two another name, or take it out."})
	}
}

var footnoteForm = lazy.Pattern(`(?m)^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t>]+)*\[(\^[^\]\s]+)\]:`)

// lostFootnotes reports footnotes that nothing refers to, and second ones of a name: the parser drops both.
func (c *collector) lostFootnotes() {
	if !bytes.Contains(c.d.masked, []byte("]:")) {
		return
	}
	used, seen := map[string]bool{}, map[string]bool{}
	if list, ok := c.d.root.LastChild().(*east.FootnoteList); ok {
		for n := list.FirstChild(); n != nil; n = n.NextSibling() {
			if f, ok := n.(*east.Footnote); ok {
				used["^"+string(f.Ref)] = true
			}
		}
	}
	for _, m := range footnoteForm().FindAllSubmatchIndex(c.d.masked, -1) {
		name := string(c.d.masked[m[2]:m[3]])
		at := c.d.source.place(m[2], m[3])
		switch {
		case c.inCode(m[2]):
			continue
		case !used[name]:
			c.problems.Add(diag.Problem{Rule: LinkBroken, Severity: diag.Warning, At: at, Message: fmt.Sprintf("nothing refers to the footnote [%s], so it is not printed", short(name)),
				Help: fmt.Sprintf("Write [%s] where it belongs, or take the footnote out.", name)})
		case seen[name]:
			c.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: at, Message: fmt.Sprintf("the footnote [%s] is there twice, and only the first is printed", short(name)), Help: "Give one of the two another name."})
		}
		seen[name] = true
	}
}

// inCode reports whether a place stands in a block of code or HTML.
func (c *collector) inCode(at int) bool {
	i := sort.Search(len(c.code), func(i int) bool { return c.code[i].to > at })
	return i < len(c.code) && c.code[i].from <= at
}
