package handbook

import (
	"regexp"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
)

// body turns the text of a page, line by line. Blocks of the other tool, such as :::note or an indented text below !!! note, become
// quotations with a mark, as on GitHub.
type body struct {
	*page
	lines []string
	at    int // the line that is turned, in lines
	out   []string
	open  []block
	fence string          // the mark that ends the block of code that is open
	raw   bool            // between {% raw %} and {% endraw %}
	lost  map[string]bool // the labels of references that lead nowhere

	paragraph []string // lines that are not written yet, since a link may go over several
	first     int      // the line where it begins
}

// block is a block of the other tool that has not ended yet.
type block struct {
	closer string // the name that ends it: ::: or a tag's; empty where the indent does
	indent int    // that its lines have at least, where it ends by its indent
	quoted bool   // it became a quotation
}

var (
	colonForm   = lazy.Pattern(`^\s*(:{3,})\s*([A-Za-z][\w-]*)?\s*(?:\[(.*)\]|(.*?))\s*$`)
	bangForm    = lazy.Pattern(`^(\s*)(?:!!!|\?\?\?\+?)\s+([A-Za-z][\w-]*)[^"]*(?:"(.*)")?\s*$`)
	tabForm     = lazy.Pattern(`^(\s*)===[!+]?\s+"(.*)"\s*$`)
	codeForm    = lazy.Pattern("^\\s*(?:>\\s*)*(?:[-*+]|\\d+[.)])?\\s*(`{3,}|~{3,})")
	programForm = lazy.Pattern(`^(?:import\s+(?:.+\s+from\s+)?['"].*|export\s+(?:default|const|let|function)\b.*)$`)
	commentForm = lazy.Pattern(`(?s)\{%-? *comment *-?%\}.*?\{%-? *endcomment *-?%\}`)
	tocMark     = lazy.Pattern(`(?i)^\s*(?:\[\[?_?TOC_?\]\]?|@\[toc\])\s*$`)
	tocForm     = lazy.Pattern(`^\s*(?:[-*+]|\d+[.)])\s+(?:TOC|toc|Table of [Cc]ontents)\s*$`)
	attrLine    = lazy.Pattern(`^\s*\{::?[^{}]*\}\s*$`)
	snippetForm = lazy.Pattern(`^\s*(?:-+8<-+.*|\*\[[^\]]+\]:.*|\\(?:newpage|pagebreak)\s*)$`)
	blockTag    = lazy.Pattern(`^\s*(?:\{\{[<%]|\{%-?)\s*(/|end)?\s*([\w-]+)\s*(.*?)\s*(?:[>%]\}\}|-?%\})\s*$`)
	wordsIn     = lazy.Pattern(`"([^"]*)"|'([^']*)'`)
)

// turnBody returns the text of the policy.
func (p *page) turnBody() string {
	text := commentForm().ReplaceAllStringFunc(strings.ReplaceAll(string(p.body), "\r\n", "\n"), func(comment string) string {
		from := p.bodyLine + strings.Count(string(p.body[:strings.Index(string(p.body), firstLine(comment))]), "\n")
		p.leaveOut(diag.Place{File: p.from, Line: from, Column: 1}, comments, "%s", strings.Join(strings.Fields(comment), " "))
		return strings.Repeat("\n", strings.Count(comment, "\n"))
	})
	b := &body{page: p, lines: strings.Split(text, "\n")}
	b.lost = b.lostReferences(text)
	for ; b.at < len(b.lines); b.at++ {
		b.line(b.lines[b.at])
	}
	b.flush()
	return strings.Join(b.out, "\n")
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// place returns the place of the line that is turned.
func (b *body) place() diag.Place {
	return diag.Place{File: b.from, Line: b.bodyLine + b.at, Column: 1}
}

// highlighted ends a block of code that Liquid begins.
const highlighted = "endhighlight"

// endsHighlight reports whether a line is the tag that ends such a block, of Liquid or of Hugo.
func endsHighlight(line string) bool {
	m := blockTag().FindStringSubmatch(line)
	return strings.Contains(line, highlighted) || m != nil && m[1] == "/" && m[2] == "highlight"
}

func (b *body) line(line string) {
	line = b.dedent(line)
	switch m := codeForm().FindStringSubmatch(line); {
	case b.fence == highlighted && endsHighlight(line):
		b.fence = ""
		b.write("```")
	case b.fence != "":
		if strings.HasPrefix(strings.TrimLeft(line, " >\t"), b.fence) && strings.Trim(line, " >\t`~") == "" {
			b.fence = ""
		}
		b.write(line)
	case m != nil:
		b.fence = m[1]
		b.write(line)
	case b.raw && !strings.Contains(line, "endraw"):
		b.write(escapeTags(line))
	case strings.TrimSpace(line) == "":
		b.write(line)
	default:
		first := b.at
		if line = b.joined(line); b.special(line) {
			return
		}
		if len(b.paragraph) == 0 {
			b.first = first
		}
		b.paragraph = append(b.paragraph, b.words(line))
	}
}

// flush writes the paragraph with its links.
func (b *body) flush() {
	if len(b.paragraph) == 0 {
		return
	}
	text := strings.Join(b.paragraph, "\n")
	b.paragraph = nil
	here := b.at
	text = b.links(text)
	b.at = here
	for line := range strings.SplitSeq(text, "\n") {
		b.write(line)
	}
}

// replace replaces what an expression finds in the paragraph, but for code, with the place at its line.
func (b *body) replace(form *regexp.Regexp, text string, replaced func(found string) string) string {
	var out strings.Builder
	at, code := 0, codeSpan().FindAllStringIndex(text, -1)
	for _, m := range form.FindAllStringIndex(text, -1) {
		if slices.ContainsFunc(code, func(c []int) bool { return c[0] < m[0] && m[1] < c[1] }) {
			continue
		}
		b.at = min(b.first+strings.Count(text[:m[0]], "\n"), len(b.lines)-1)
		out.WriteString(text[at:m[0]])
		out.WriteString(replaced(text[m[0]:m[1]]))
		at = m[1]
	}
	return out.String() + text[at:]
}

// dedent takes off the indent of blocks that end by it, and closes those that a line with less of it ends.
func (b *body) dedent(line string) string {
	blank := strings.TrimSpace(line) == ""
	for n := len(b.open) - 1; n >= 0 && b.open[n].closer == "" && !blank && b.fence == ""; n-- {
		if indentOf(line) >= b.open[n].indent {
			break
		}
		b.close(n)
	}
	if n := len(b.open) - 1; n >= 0 && b.open[n].closer == "" && len(line) >= b.open[n].indent {
		return strings.ReplaceAll(line, "\t", "    ")[b.open[n].indent:]
	}
	return line
}

func indentOf(line string) int {
	line = strings.ReplaceAll(line, "\t", "    ")
	return len(line) - len(strings.TrimLeft(line, " "))
}

// write adds a line, within the quotations that are open.
func (b *body) write(line string) {
	b.flush()
	for _, o := range b.open {
		if o.quoted {
			line = strings.TrimRight("> "+line, " ")
		}
	}
	b.out = append(b.out, line)
}

// begin opens a block, with its title; it is a quotation where its name is one of those that tools have for one.
func (b *body) begin(name, title string, o block) {
	b.flush()
	kind, known := markdown.CalloutKind(name)
	if o.quoted = known; known {
		b.open = append(b.open, o)
		if title == "" && !strings.EqualFold(kind, name) {
			title = strings.ToUpper(name[:1]) + name[1:]
		}
		b.write(strings.TrimSpace("[!" + strings.ToUpper(kind) + "] " + title))
		return
	}
	b.open = append(b.open, o)
	if title != "" {
		b.write("**" + title + "**")
		b.write("")
	}
}

// close closes a block and those within it. A quotation ends with a line of its own, so that the next is another.
func (b *body) close(n int) {
	b.flush()
	quoted := b.open[n].quoted
	if b.open = b.open[:n]; !quoted {
		return
	}
	for len(b.out) > 0 && strings.HasSuffix(b.out[len(b.out)-1], ">") && strings.Trim(b.out[len(b.out)-1], "> ") == "" {
		b.out = b.out[:len(b.out)-1]
	}
	b.write("")
}

// end closes the last block that a closer ends, and reports whether there was one.
func (b *body) end(closer string) bool {
	b.flush()
	for n := len(b.open) - 1; n >= 0; n-- {
		if b.open[n].closer == closer {
			b.close(n)
			return true
		}
	}
	return false
}

// special turns a line that is a mark of the other tool, and reports whether it was one.
func (b *body) special(line string) bool {
	if m := colonForm().FindStringSubmatch(line); m != nil {
		return b.colons(line, m)
	}
	if m := bangForm().FindStringSubmatch(line); m != nil {
		b.begin(m[2], m[3], block{indent: len(m[1]) + 4})
		return true
	}
	if m := tabForm().FindStringSubmatch(line); m != nil {
		b.begin("", m[2], block{indent: len(m[1]) + 4})
		return true
	}
	next := ""
	if b.at+1 < len(b.lines) {
		next = b.lines[b.at+1]
	}
	switch {
	case programForm().MatchString(line):
		b.leaveOut(b.place(), programs, "%s", line)
	case tocForm().MatchString(line) && attrLine().MatchString(next), attrLine().MatchString(line) && !strings.Contains(line, "#"), snippetForm().MatchString(line), tocMark().MatchString(line):
		b.leaveOut(b.place(), marks, "%s", strings.TrimSpace(line))
	default:
		return b.tagLine(line)
	}
	return true
}

func (b *body) colons(line string, m []string) bool {
	name, title := m[2], m[3]+m[4]
	if name == "" {
		return title == "" && b.end(":::")
	}
	if _, known := markdown.CalloutKind(name); !known {
		b.leaveOut(b.place(), marks, "%s", strings.TrimSpace(line))
		title = ""
	}
	b.begin(name, title, block{closer: ":::"})
	return true
}

// longestTag is how many lines a tag may go over.
const longestTag = 20

// joined returns a line with those behind it over which a tag goes on, if it ends before a blank line.
func (b *body) joined(line string) string {
	all := line
	for n := 1; n <= longestTag && isUnclosed(all) && b.at+n < len(b.lines) && strings.TrimSpace(b.lines[b.at+n]) != ""; n++ {
		if all += " " + strings.TrimSpace(b.lines[b.at+n]); !isUnclosed(all) {
			b.at += n
			return all
		}
	}
	return line
}

func isUnclosed(line string) bool {
	return strings.LastIndex(line, "{%") > strings.LastIndex(line, "%}") || strings.LastIndex(line, "{{") > strings.LastIndex(line, "}}") || strings.LastIndex(line, "{/*") > strings.LastIndex(line, "*/}")
}

// escapeTags makes what looks like a tag plain text.
func escapeTags(line string) string {
	return strings.NewReplacer("{{", `\{{`, "{%", `\{%`).Replace(line)
}
