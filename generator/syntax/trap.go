package syntax

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
)

// What follows is YAML that can be read, but not as its author meant it. Each such value is reported once, here, and
// then passed over.

// scalar reads one value and its extent on its first line.
func (p *parser) scalar(n *yaml.Node, out *node, at place) {
	out.plain = n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	out.text = n.Value
	line, from := p.from(n)
	rest := line[from:]
	switch {
	case out.plain && n.ShortTag() == "!!null":
		out.width = utf8.RuneCountInString(n.Value)
		p.swallowedByComment(n, out, line, from+len(n.Value))
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		out.kind = scalar
		p.block(n, out)
	case !out.plain:
		out.kind = scalar
		end, closed := len(rest), false
		if rest != "" {
			end, closed = quoteEnd(rest)
		}
		out.width = utf8.RuneCountInString(strings.TrimRight(rest[:end], " \t"))
		if !closed {
			p.lateQuote(n, out)
		}
	case strings.HasPrefix(rest, n.Value):
		out.kind, out.width = scalar, utf8.RuneCountInString(n.Value)
		p.swallowedByComment(n, out, line, from+len(n.Value))
	default:
		out.kind, out.width = scalar, utf8.RuneCountInString(rest[:textEnd(rest)])
		if !at.flow {
			p.swallowedLines(n, out, rest, at.item)
		}
	}
}

// block places a text that stands below its | or > where its first line begins.
func (p *parser) block(n *yaml.Node, out *node) {
	if strings.TrimSpace(n.Value) == "" {
		return
	}
	for i := n.Line; i < len(p.lines); i++ {
		if line := strings.TrimRight(p.lines[i], " "); line != "" {
			text := strings.TrimLeft(line, " ")
			out.line, out.column, out.width = p.number(i+1), len(line)-len(text)+1, utf8.RuneCountInString(text)
			return
		}
	}
}

// bang reports a text that begins with "! ", a tag without a name.
func (p *parser) bang(n *yaml.Node) bool {
	line, from := p.from(n)
	return n.Kind == yaml.ScalarNode && n.Style == 0 && strings.HasPrefix(line[from:], "!") && !strings.HasPrefix(n.Value, "!")
}

// sign refuses a value with an anchor, an alias or a tag: mostly a text that happens to begin with such a sign.
func (p *parser) sign(n *yaml.Node, out *node) {
	out.kind = refused
	what, advice := "a tag", "remove it"
	switch {
	case n.Kind == yaml.AliasNode:
		what, advice = "an alias", "write the value out here"
	case n.Anchor != "":
		what, advice = "an anchor", "remove it, and write the value out where it is used"
	}
	line, from := p.from(n)
	text := line[from:][:textEnd(line[from:])]
	word := strings.TrimRight(strings.SplitN(text+" ", " ", 2)[0], ",]}")
	out.width = utf8.RuneCountInString(word)
	help := fmt.Sprintf("If you mean %s, %s: none is read here.", what, advice)
	if n.Kind == yaml.ScalarNode || n.Kind == yaml.AliasNode {
		help = "If it belongs to the text, put the text in double quotes:" + example(strings.TrimLeft(line[:from], " ")+quoted(text)) + "\n" + help
	}
	p.problems.Add(diag.Problem{Rule: yamlLimits, At: out.place(p.file), Message: fmt.Sprintf("%q is %s to YAML", word, what), Help: help})
}

// swallowedByComment reports a text that goes on behind a # without knowing it: "We are the #1 courier".
func (p *parser) swallowedByComment(n *yaml.Node, out *node, line string, end int) {
	comment := strings.TrimLeft(line[end:], " \t")
	if comment == "" || comment[0] != '#' || len(comment) == len(line)-end || isRemark(comment) {
		return
	}
	text := strings.TrimRight(comment, " \t")
	if n.Value != "" && !strings.Contains(n.Value+text, " ") {
		return // one word, and a comment in haste
	}
	at := diag.Place{File: p.file, Line: out.line, Column: column(line, len(line)-len(comment)), Width: utf8.RuneCountInString(text)}
	whole := strings.TrimLeft(n.Value+" "+text, " ")
	help := "If it belongs to the text, put the text in double quotes:" + example(strings.TrimSpace(line[:end-len(n.Value)])+" "+quoted(whole)) +
		"\nIf it is a comment, write a space after the #."
	p.problems.Add(diag.Problem{Rule: yamlTrap, At: at, Message: fmt.Sprintf("%q is read as a comment, since it begins with # after a space", text), Help: help})
	out.kind = refused
}

// isRemark reports whether what begins with a # looks like a comment that was meant to be one.
func isRemark(comment string) bool {
	return comment[0] == '#' && (len(comment) == 1 || strings.IndexByte(" \t#!-=", comment[1]) >= 0)
}

// lateQuote reports a quote that was forgotten and then closed by the opening quote of another field.
func (p *parser) lateQuote(n *yaml.Node, out *node) {
	first, from := p.from(n)
	head := rowOf(first)
	text := first[from:]
	for i := n.Line; i < len(p.lines); i++ {
		r := rowOf(p.lines[i])
		if !r.blank() && r.indent <= head.start && (fieldLine.MatchString(r.line[r.start:]) || r.start > r.indent) {
			p.problems.Add(diag.Problem{Rule: yamlSyntax, At: out.place(p.file),
				Message: "the quote that opens here is closed only further down, so that the fields below it are read as text",
				Help:    write("Close it at the end of its text", strings.TrimRight(first, " ")+first[from:from+1])})
			out.kind = refused
			return
		}
		text += "\n" + p.lines[i]
		if _, closed := quoteEnd(text); closed {
			return
		}
	}
}

var (
	fieldLine  = regexp.MustCompile(`^` + ident + `:( |$)`)
	gluedField = regexp.MustCompile(`^(` + ident + `):([^\s:/\\].*)$`)
	gluedEntry = regexp.MustCompile(`^-([\pL\pN"'].*)$`)
)

// swallowedLines reports lines that YAML reads as more of the text above them, though they look like a list or a field.
func (p *parser) swallowedLines(n *yaml.Node, out *node, rest string, item bool) {
	for _, i := range p.goesOn(n, rest) {
		r := rowOf(p.lines[i])
		text := r.line[r.indent:]
		at := diag.Place{File: p.file, Line: p.number(i + 1), Column: r.indent + 1, Width: utf8.RuneCountInString(text)}
		switch {
		case r.start > r.indent && item:
			help := "Begin its dash under the dash above it. If it is text, put all of it in double quotes."
			p.problems.Add(diag.Problem{Rule: yamlTrap, At: at, Message: "this line is read as more of the entry above it, since it is indented further",
				Help: help})
		case r.start > r.indent:
			help := "Let the list begin right below its name, and make the text above it an entry too, or remove it. If all of it is one text, put it in double quotes."
			p.problems.Add(diag.Problem{Rule: yamlTrap, At: at, Message: "this line is read as more of the text above it, and not as an entry of a list",
				Help: help})
		case gluedEntry.MatchString(text) && gluedEntry.MatchString(n.Value):
			p.problems.Add(diag.Problem{Rule: yamlTrap, At: out.place(p.file), Message: "a space is missing after the dash, here and below",
				Help: write("Write a space after the dash", "- "+rest[1:])})
		case gluedEntry.MatchString(text):
			p.problems.Add(diag.Problem{Rule: yamlTrap, At: at, Message: "a space is missing after the dash, so that the line is read as more of the text above it",
				Help: write("Write a space after the dash", "- "+text[1:])})
		case gluedField.MatchString(text):
			name, value, _ := strings.Cut(text, ":")
			p.problems.Add(diag.Problem{Rule: yamlTrap, At: at,
				Message: fmt.Sprintf("a space is missing after %q, so that the line is read as more of the text above it", name+":"), Help: write("Write", name+": "+value)})
		default:
			continue
		}
		out.kind = refused
		return
	}
}

// goesOn gives the lines below its first on which a text without quotes goes on.
func (p *parser) goesOn(n *yaml.Node, rest string) (lines []int) {
	left, ok := strings.CutPrefix(n.Value, strings.TrimRight(rest, " \t"))
	if !ok {
		return nil
	}
	for i := n.Line; i < len(p.lines) && left != ""; i++ {
		text := strings.Trim(p.lines[i], " \t")
		if text == "" {
			continue
		}
		lines = append(lines, i)
		left = strings.TrimLeft(left, " \n")
		left = left[min(len(text), len(left)):]
	}
	return lines
}

// gluedInBraces reports {at_most:5}, which YAML reads as one name.
func (p *parser) gluedInBraces(key *node, value *yaml.Node) bool {
	m := gluedField.FindStringSubmatch(key.text)
	if m == nil || value.Value != "" || value.Kind != yaml.ScalarNode {
		return false
	}
	p.problems.Add(diag.Problem{Rule: yamlTrap, At: key.place(p.file), Message: fmt.Sprintf("a space is missing after %q", m[1]+":"),
		Help: write("Write", m[1]+": "+m[2])})
	key.text = m[1]
	return true
}

// isCut reports whether pairs begin with a name without quotes that has nothing behind it, not even a colon.
func isCut(content []*yaml.Node) bool {
	return len(content) > 1 && content[0].Kind == yaml.ScalarNode && content[0].Style == 0 &&
		content[1].Kind == yaml.ScalarNode && content[1].Style == 0 && content[1].Value == ""
}

// cutByComma reports a text in { } that commas cut in pieces: those behind a comma then stand as fields without value.
func (p *parser) cutByComma(out, key *node, tail []string) {
	name, value := key, key
	if len(out.items) > 0 {
		name, value = out.keys[len(out.keys)-1], out.items[len(out.items)-1]
	}
	if value.kind != scalar || !value.plain || value == key {
		p.problems.Add(diag.Problem{Rule: yamlTrap, At: key.place(p.file), Message: fmt.Sprintf("%q stands here without a value", key.text),
			Help: `Write "name: value" between the commas, and put a text that holds a comma in double quotes.`})
		return
	}
	whole := value.text + ", " + strings.Join(tail, ", ")
	p.problems.Add(diag.Problem{Rule: yamlTrap, At: key.place(p.file), Message: fmt.Sprintf("the comma before %q ends the text before it", key.text),
		Help: write("Put the text in double quotes", name.text+": "+quoted(whole))})
	value.kind = refused
}

// groupForText reports { } around what cannot be fields, such as {{ site.name }}.
func (p *parser) groupForText(n *yaml.Node, out *node) {
	out.kind, out.keys, out.items = refused, nil, nil
	line, from := p.from(n)
	if !out.flow {
		p.problems.Add(diag.Problem{Rule: yamlTrap, At: out.place(p.file), Message: "a list or a group stands where the name of a field should be",
			Help: `Write "name: value" lines.`})
		return
	}
	text := line[from:]
	text = text[:textEnd(text)]
	out.width = utf8.RuneCountInString(text)
	p.problems.Add(diag.Problem{Rule: yamlTrap, At: out.place(p.file), Message: "a text that begins with { is read as a group of fields",
		Help: write("Put the whole text in double quotes", line[:from]+quoted(text))})
}
