package yamltext

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// YAML that can be read, but not as its author meant it. Each such value is reported once, here, and then passed over.

// isNamelessTag reports whether a scalar begins with "! ", a tag without a name.
func (c *converter) isNamelessTag(n *parsed) bool {
	line, from := c.start(n)
	return n.kind == Scalar && n.style == unquoted && strings.HasPrefix(line[from:], "!") && !strings.HasPrefix(n.text, "!")
}

const (
	mostExamples = 200 // texts with a sign that are written out as they should be
	mostWord     = 200 // bytes of a word with a sign that are shown
)

// refuseSign refuses a value with an anchor, an alias or a tag: mostly a text that happens to begin with such a sign.
func (c *converter) refuseSign(n *parsed, out *Node) {
	out.Kind = Refused
	what, advice := "a tag", "remove it"
	switch {
	case n.alias != nil:
		what, advice = "an alias", "write the value out here"
	case n.anchored:
		what, advice = "an anchor", "remove it, and write the value out where it is used"
	}
	if c.problems.Counts(diag.Problem{Rule: Limits, At: out.Place(c.file)}) {
		return
	}
	line, from := c.start(n)
	word, _, _ := strings.Cut(line[from:min(len(line), from+mostWord)], " ")
	word = strings.TrimRight(word, ",]} \t")
	out.Width = utf8.RuneCountInString(word)
	help := fmt.Sprintf("If you mean %s, %s: none is read here.", what, advice)
	if (n.kind == Scalar || n.alias != nil) && len(line) <= mostWide && len(c.problems.Problems) < mostExamples {
		text := line[from:][:textEnd(line[from:])]
		if end := strings.IndexAny(text, ",]}"); end > 0 && bracketsAfter(line[:from], "") != "" {
			text = text[:end]
		}
		help = "If it belongs to the text, put the text in double quotes:" + Example(strings.TrimLeft(line[:from], " ")+quote(text)+line[from+len(text):]) + "\n" + help
	}
	if behind := strings.TrimLeft(line[min(from+len(word), len(line)):], " "); n.alias == nil && (strings.HasSuffix(word, ":") || len(word) == 1 && fieldLine().MatchString(behind)) { // the name of a field
		help = fmt.Sprintf("Remove the %s before the name.", word[:1])
	} else if word[1:] == "-" {
		help = fmt.Sprintf("Remove the %s before the dash.", word[:1])
	}
	c.problems.Add(diag.Problem{Rule: Limits, At: out.Place(c.file), Message: fmt.Sprintf("%q is %s to YAML", word, what), Help: help})
}

// placeBlock places a text that stands below its | or > where its first line begins.
func (c *converter) placeBlock(n *parsed, out *Node) {
	if strings.TrimSpace(n.text) == "" {
		return
	}
	for i := n.line; i < len(c.lines); i++ {
		if line := strings.TrimRight(c.lines[i], " "); line != "" {
			text := strings.TrimLeft(line, " ")
			out.Line, out.Column, out.Width = c.fileLine(i+1), len(line)-len(text)+1, utf8.RuneCountInString(text)
			return
		}
	}
}

// reportLostToComment reports a text that goes on behind a # without knowing it: "We are the #1 courier".
func (c *converter) reportLostToComment(n *parsed, out *Node, line string, end int) {
	comment := strings.TrimLeft(line[end:], " \t")
	if comment == "" || comment[0] != '#' || len(comment) == len(line)-end || isRemark(comment) {
		return
	}
	text := strings.TrimRight(comment, " \t")
	if n.text != "" && !strings.Contains(n.text+text, " ") {
		return // one word, and a comment in haste
	}
	if out.Kind = Refused; c.problems.Counts(diag.Problem{At: out.Place(c.file)}) {
		return
	}
	whole := strings.TrimLeft(n.text+" "+text, " ")
	at := diag.Place{File: c.file, Line: out.Line, Column: column(line, len(line)-len(comment)), Width: utf8.RuneCountInString(text)}
	help := "If it belongs to the text, put the text in double quotes:" + Example(strings.TrimSpace(line[:end-len(n.text)])+" "+quote(whole))
	if strings.TrimSpace(line[:end-len(n.text)]) == "" { // perhaps the name of a field
		help = "If it belongs to what stands before it, remove the space or the #."
	}
	c.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("%q is read as a comment, since it begins with # after a space", text),
		Help: help + "\nIf it is a comment, write a space after the #."})
}

// isRemark reports whether what begins with a # looks like a comment that was meant to be one.
func isRemark(comment string) bool {
	return comment[0] == '#' && (len(comment) == 1 || strings.IndexByte(" \t#!-=", comment[1]) >= 0)
}

// reportLateQuote reports a quote that was forgotten and then closed by the opening quote of another field.
func (c *converter) reportLateQuote(n *parsed, out *Node) {
	first, from := c.start(n)
	head := cutLine(first)
	opening := first[from : from+1]
	for i := n.line; i < len(c.lines); i++ {
		l := cutLine(c.lines[i])
		if !l.blank() && l.indent <= head.start && (fieldLine().MatchString(l.line[l.start:]) || l.start > l.indent) {
			c.problems.Add(diag.Problem{Rule: Syntax, At: out.Place(c.file),
				Message: "the quote that opens here is closed only further down, so that the fields below it are read as text",
				Help:    Correction("Close it at the end of its text", strings.TrimRight(first, " ")+opening)})
			out.Kind = Refused
			return
		}
		if _, closed := quoteEnd(opening + c.lines[i]); closed {
			return
		}
	}
}

var (
	fieldLine  = lazy.Pattern(`^` + ident + `:( |$)`)
	gluedField = lazy.Pattern(`^(` + ident + `):([^\s:/\\].*)$`)
	gluedItem  = lazy.Pattern(`^-([\pL\pN"'{[].*)$`)
)

// CutGluedField cuts "what:Wrap the goods", which lacks the space after the colon, into name and value.
func CutGluedField(text string) (name, value string, ok bool) {
	if strings.IndexByte(text, ':') >= 0 {
		if m := gluedField().FindStringSubmatch(text); m != nil {
			return m[1], withoutSign(m[2]), true
		}
	}
	return "", "", false
}

// A sign, or one character of another writing, as an input method leaves behind.
var signBeforeSpace = lazy.Pattern("^(?:[-|>*&!%@`}\\]?,:~<\"'“”]{1,3}|[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}]) +([^ \\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}].*)$")

// withoutSign returns a value without a sign that stands between it and the colon before it: by:@ email.
func withoutSign(value string) string {
	if m := signBeforeSpace().FindStringSubmatch(value); m != nil {
		return m[1]
	}
	return value
}

// IsGluedItem reports whether a text begins with the dash of an item that lacks the space behind it.
func IsGluedItem(text string) bool { return gluedItem().MatchString(text) }

// SignBeforeDash returns the signs that stand before the dash of an item in a text that YAML reads as one value.
func SignBeforeDash(text string) string {
	signs := strings.TrimRight(leadingSigns().FindString(text), " ")
	if signs == "" || !strings.HasPrefix(strings.TrimLeft(text[len(signs):], " "), "- ") {
		return ""
	}
	return signs
}

// reportSwallowedLines reports lines that YAML reads as more of the text above them, though they look like a list or a
// field.
func (c *converter) reportSwallowedLines(n *parsed, out *Node, rest string, item bool) {
	for _, i := range c.continuationLines(n, rest) {
		l := cutLine(c.lines[i])
		text := l.line[l.indent:]
		p := diag.Problem{At: diag.Place{File: c.file, Line: c.fileLine(i + 1), Column: l.indent + 1, Width: utf8.RuneCountInString(text)}}
		name, value, glued := CutGluedField(text)
		switch {
		case l.start > l.indent && item:
			p.Message = "this line is read as more of the entry above it, since it is indented further"
			p.Help = "Begin its dash under the dash above it. If it is text, put all of it in double quotes."
		case l.start > l.indent:
			p.Message = "this line is read as more of the text above it, and not as an entry of a list"
			p.Help = "Let the list begin right below its name, and make the text above it an entry too, or remove it. If all of it is one text, put it in double quotes."
		case IsGluedItem(text) && IsGluedItem(n.text):
			p.At, p.Message = out.Place(c.file), "a space is missing after the dash, here and below"
			p.Help = Correction("Write a space after the dash", "- "+rest[1:])
		case IsGluedItem(text):
			p.Message = "a space is missing after the dash, so that the line is read as more of the text above it"
			p.Help = Correction("Write a space after the dash", "- "+text[1:])
			if head := cutLine(c.lines[n.line-1]); item && l.indent != head.indent {
				p.Help = Correction("Write a space after the dash, and begin it "+margin(head.indent), "- "+text[1:])
			}
		case glued:
			p.Message = fmt.Sprintf("a space is missing after %q, so that the line is read as more of the text above it", name+":")
			p.Help = Correction("Write", name+": "+value)
			if head := cutLine(c.lines[n.line-1]); !item && head.key != "" && l.indent != head.start {
				p.Help = Correction("Begin it "+margin(head.start)+", and write", name+": "+value)
			}
		default:
			continue
		}
		c.problems.Add(p)
		out.Kind = Refused
		return
	}
}

// continuationLines returns the lines below its first on which a text without quotes goes on.
func (c *converter) continuationLines(n *parsed, rest string) (lines []int) {
	left, ok := strings.CutPrefix(n.text, strings.TrimRight(rest, " \t"))
	if !ok {
		return nil
	}
	for i := n.line; i < len(c.lines) && left != ""; i++ {
		text := strings.Trim(c.lines[i], " \t")
		if text == "" {
			continue
		}
		lines = append(lines, i)
		left = strings.TrimLeft(left, " \n")
		left = left[min(len(text), len(left)):]
	}
	return lines
}

// reportGluedInBraces reports {at_most:5}, which YAML reads as one name, and whether that is what stands here.
func (c *converter) reportGluedInBraces(key *Node, value *parsed) bool {
	name, text, glued := CutGluedField(key.Text)
	if !glued || value.text != "" || value.kind != Scalar {
		return false
	}
	if !c.problems.Counts(diag.Problem{At: key.Place(c.file)}) {
		c.problems.Add(diag.Problem{At: key.Place(c.file), Message: fmt.Sprintf("a space is missing after %q", name+":"), Help: Correction("Write", name+": "+withoutSign(text))})
	}
	key.Text = name
	return true
}

// isCut reports whether pairs begin with a name without quotes that has nothing behind it, not even a colon.
func isCut(pairs []*parsed) bool {
	isPlain := func(n *parsed) bool { return n.kind == Scalar && n.style == unquoted && !n.tagged }
	return len(pairs) > 1 && isPlain(pairs[0]) && isPlain(pairs[1]) && pairs[1].text == ""
}

// reportCutByComma reports a text in { } that commas cut in pieces: those behind a comma then stand as fields without value.
func (c *converter) reportCutByComma(out, key *Node, tail []string) {
	name, value := key, key
	if len(out.Items) > 0 {
		name, value = out.Keys[len(out.Keys)-1], out.Items[len(out.Items)-1]
	}
	if value.Kind != Scalar || !value.Plain || value == key {
		c.problems.Add(diag.Problem{At: key.Place(c.file), Message: fmt.Sprintf("%q stands here without a value", key.Text),
			Help: `Write "name: value" between the commas, and put a text that holds a comma in double quotes.`})
		return
	}
	whole := value.Text + ", " + strings.Join(tail, ", ")
	oneWord := !strings.Contains(value.Text, " ") && key.Line == value.Line && key.Column == value.Column+utf8.RuneCountInString(value.Text)+1
	if value.Kind = Refused; startsWithDigit(value.Text) || oneWord { // rather a number, a day, a time or a word than a text
		c.problems.Add(diag.Problem{At: key.Place(c.file), Message: fmt.Sprintf("the comma before %q ends the value before it", key.Text),
			Help: "Remove the comma if it does not belong there. If the value is a text that holds a comma, put it in double quotes."})
		return
	}
	c.problems.Add(diag.Problem{At: key.Place(c.file), Message: fmt.Sprintf("the comma before %q ends the text before it", key.Text),
		Help: Correction("Put the text in double quotes", name.Text+": "+quote(whole))})
}

// reportColonComma reports {to:, "12:00"}: a comma right behind the colon belongs to the name, and what stands behind the comma is
// a name too. It returns how many of the nodes are passed over, none where something else stands here.
func (c *converter) reportColonComma(key *Node, nodes []*parsed) int {
	name, glued := strings.CutSuffix(key.Text, ":")
	if !key.Plain || !glued || !isEmpty(nodes[1]) {
		return 0
	}
	key.Text = name
	if c.problems.Counts(diag.Problem{At: key.Place(c.file)}) {
		return 2
	}
	p := diag.Problem{At: key.Place(c.file), Message: fmt.Sprintf("nothing stands behind %q", name+":"), Help: "Write the value behind the colon, after a space."}
	passed := 2
	if len(nodes) > 3 && nodes[2].kind == Scalar && isEmpty(nodes[3]) && !strings.HasSuffix(nodes[2].text, ":") {
		p.Message, p.Help, passed = fmt.Sprintf("a comma stands between %q and its value", name+":"), "Remove the comma behind the colon.", 4
	}
	c.problems.Add(p)
	return passed
}

func isEmpty(n *parsed) bool {
	return n.kind == Scalar && n.style == unquoted && !n.tagged && n.text == ""
}

// refuseGroupForText reports { } around what cannot be fields, such as {{ site.name }}.
func (c *converter) refuseGroupForText(n *parsed, out *Node) {
	out.Kind, out.Keys, out.Items = Refused, nil, nil
	line, from := c.start(n)
	if !out.Flow {
		c.problems.Add(diag.Problem{At: out.Place(c.file), Message: "a list or a group stands where the name of a field should be", Help: `Write "name: value" lines.`})
		return
	}
	text := line[from:]
	text = text[:textEnd(text)]
	out.Width = utf8.RuneCountInString(text)
	c.problems.Add(diag.Problem{At: out.Place(c.file), Message: "a text that begins with { is read as a group of fields",
		Help: Correction("Put the whole text in double quotes", line[:from]+quote(text))})
}

// reportMark reports a question mark before a name, which YAML reads as a sign. A field that is an entry of a list is explained
// where a text is expected.
func (c *converter) reportMark(group, name *parsed, key *Node) {
	opening, at := c.start(group)
	line, from := c.start(name)
	before := strings.TrimRight(line[:from], " \t")
	if key.Kind != Scalar || !strings.HasSuffix(before, "?") || group.flow && !strings.HasPrefix(opening[at:], "{") {
		return
	}
	out := key.Place(c.file)
	out.Column, out.Width = utf8.RuneCountInString(before), 1
	help := Correction("Take it out", strings.TrimSuffix(before, "?")+line[from:])
	if !group.flow { // the value stands behind a colon of its own, a line below
		help = fmt.Sprintf(`Write "%s: " and the value in one line.`, key.Text)
	}
	c.problems.Add(diag.Problem{At: out, Message: fmt.Sprintf("the question mark before %q is a sign to YAML, and no part of the text", key.Text), Help: help})
}

// NotScalar explains why a node is a list or a group where one value is expected: the text begins with a bracket, or
// holds a colon. ok is false where it is written as a list or a group.
func (d *Document) NotScalar(file string, n *Node) (p diag.Problem, ok bool) {
	line := ""
	if i := n.Line - d.first; i >= 0 && i < len(d.lines()) && len(d.lines()[i]) <= mostWide {
		line = d.lines()[i]
	}
	l := cutLine(line)
	switch {
	case n.Flow:
		message := map[Kind]string{Group: "a text that begins with { is read as a group of fields", List: "a text that begins with [ is read as a list"}[n.Kind]
		p := diag.Problem{Rule: Trap, At: n.Place(file), Message: message, Help: "Put the whole text in double quotes."}
		from := byteAt(line, n.Column)
		if text := line[from:]; n.Kind == Group && text != "" && text[0] != '{' { // one field, as an entry of a list in brackets
			text = strings.TrimRight(text[:strings.IndexAny(text+"]", ",]}")], " ")
			if p.Message = "a text that holds a colon is read as a field"; text[0] == '?' {
				p.Message = "a text that begins with ? needs quotes"
			}
			p.Help = Correction("Put the text in double quotes", line[:from]+quote(text)+line[from+len(text):])
			return p, true
		}
		if text := line[from:]; n.Column > 1 && text != "" && bracketsAfter(text, "") == "" {
			_, end := bracketsIn(text, "", true)
			p.Help = Correction("Put the whole text in double quotes", line[:from]+quote(text[:end])+text[end:])
		}
		return p, true
	case n.Kind == Group && len(n.Keys) == 1 && n.Keys[0].Line == n.Line && l.start+1 == n.Column && l.colon >= 0:
		return diag.Problem{Rule: Trap, At: n.Keys[0].Place(file),
			Message: fmt.Sprintf("a text is expected here, and %q is read as the name of a field", n.Keys[0].Text),
			Help:    Correction("Put the whole text in double quotes", line[:l.start]+quote(l.line[l.start:l.end]))}, true
	}
	return diag.Problem{}, false
}

func startsWithDigit(text string) bool { return text != "" && '0' <= text[0] && text[0] <= '9' }
