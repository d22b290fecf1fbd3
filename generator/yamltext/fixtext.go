package yamltext

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Fixes of one line's words: a space or colon that is missing, a quote that is not closed, a text that needs quotes.

// above returns the last line before i that says something; -1 where there is none.
func (r *recovery) above(i int) int {
	for i--; i >= r.start; i-- {
		if !cutLine(r.lines[i]).blank() {
			return i
		}
	}
	return -1
}

// lineAndAbove returns a line and the last one before it that says something: YAML often stumbles only on the line after
// a mistake.
func (r *recovery) lineAndAbove(i int) []int {
	if above := r.above(i); above >= 0 {
		return []int{i, above}
	}
	return []int{i}
}

// beside returns the last line above that begins where a line does, unless that is the one right above: what stands between
// the two was read as more of its text.
func (r *recovery) beside(i int) []int {
	own := cutLine(r.lines[i]).indent
	for at := r.above(i); at >= 0 && i-at < mostAhead; at = r.above(at) {
		if indent := cutLine(r.lines[at]).indent; indent <= own {
			if indent == own && at != r.above(i) {
				return []int{at}
			}
			break
		}
	}
	return nil
}

// lineFix replaces a single line, of which the bytes from, up to but without to, are wrong.
func (r *recovery) lineFix(i int, line string, from, to int, help, message string, args ...any) fix {
	return fix{from: i, lines: []string{line}, problem: diag.Problem{At: r.place(i, from, to), Message: fmt.Sprintf(message, args...), Help: Correction(help, line)}}
}

// without takes a line out, of which the bytes from, up to but without to, are wrong.
func (r *recovery) without(i, from, to int, message, help string) fix {
	return fix{from: i, lines: []string{""}, doubtful: true, problem: diag.Problem{At: r.place(i, from, to), Message: message, Help: help}}
}

var gluedColon = lazy.Pattern(`^((?:- +)*)(` + ident + `):([^\s:/\\].*)$`)

// gluedColons puts the space after a colon: title:Standard delivery.
func (r *recovery) gluedColons(i int) (all []fix) {
	for _, at := range r.lineAndAbove(i) {
		l := cutLine(r.lines[at])
		if m := gluedColon().FindStringSubmatch(l.line[l.indent:]); m != nil {
			colon := l.indent + len(m[1]) + len(m[2])
			all = append(all, r.lineFix(at, l.line[:colon]+": "+withoutSign(m[3]), colon, colon+1, "Write", "a space is missing after %q", m[2]+":"))
		}
	}
	return all
}

var (
	equalsSign = lazy.Pattern(`^((?:- +)*)(` + ident + `)\s*(=)\s*(\S.*)$`)
	colonless  = lazy.Pattern(`^((?:- +)*)(` + ident + `)(?: (.*))?$`)
)

// missingColons puts a colon behind the name of a field: title Standard delivery, title = Standard delivery.
func (r *recovery) missingColons(i int) (all []fix) {
	for _, at := range append(r.lineAndAbove(i), r.beside(i)...) {
		l := cutLine(r.lines[at])
		rest := l.line[l.indent:]
		if m := equalsSign().FindStringSubmatchIndex(rest); m != nil {
			name, sign := rest[m[4]:m[5]], l.indent+m[6]
			all = append(all, r.lineFix(at, l.line[:l.indent]+rest[:m[5]]+": "+rest[m[8]:], sign, sign+1, "Write", "a colon belongs after %q, and not an equals sign", name))
		} else if m := colonless().FindStringSubmatch(rest); m != nil && (r.expected.Names().All[m[2]] || m[3] == "" && (r.hasBlock(at, l.start) || m[1] != "" && r.hasBlock(at, l.start-1))) {
			end := l.indent + len(m[1]) + len(m[2])
			f := r.lineFix(at, strings.TrimRight(l.line[:end]+": "+m[3], " "), end-len(m[2]), end, "Write", "the colon after %q is missing", m[2])
			if below, _ := r.below(at); m[3] == "" && !r.hasBlock(at, l.start) && !(below.indent == l.start && below.dashes()) {
				f.problem.Help = Correction("Write it, and behind it what the field says", m[2]+": …")
			}
			all = append(all, f)
		}
	}
	return all
}

// hasBlock reports whether the line below begins further right.
func (r *recovery) hasBlock(i, start int) bool {
	l, ok := r.below(i)
	return ok && l.indent > start
}

// below returns the next line that says something.
func (r *recovery) below(i int) (lineParts, bool) {
	for i++; i < len(r.lines); i++ {
		if l := cutLine(r.lines[i]); !l.blank() {
			return l, true
		}
	}
	return lineParts{}, false
}

var leadingSigns = lazy.Pattern("^[|>,{}\\[\\]`@%:&*!?;.“”„‘’«»]+ *")

// straySign takes away a sign that stands before the name of a field or the dash of an entry.
func (r *recovery) straySign(i int) (all []fix) {
	for _, at := range r.lineAndAbove(i) {
		l := cutLine(r.lines[at])
		signs := leadingSigns().FindString(l.line[l.indent:])
		if rest := cutLine(l.line[:l.indent] + l.line[l.indent+len(signs):]); signs != "" && (rest.dashes() || r.expected.Names().All[rest.key]) {
			all = append(all, r.lineFix(at, rest.line, l.indent, l.indent+len(signs), "Remove it", "%q does not belong before a field", strings.TrimSpace(signs)))
		}
	}
	return all
}

var (
	signedMargin = lazy.Pattern(`^( *)([^\s#'"]{1,2})(  +)[^ ]`)
	signedDash   = lazy.Pattern(`^( *-)([^\s\pL\pN]{1,2}) +[^ ]`)
	signedName   = lazy.Pattern(`^( +)([^\s#'"-]{1,2}|null|---)( +)` + ident + `:(?: |$)`)
	hashInName   = lazy.Pattern(`^( *(?:- +)*)([A-Za-z0-9_-]+)( *# *)([A-Za-z0-9_-]*:(?: .*)?)$`)
)

// hashesInNames takes away a # that stands in the name of a field, so that the rest of the line is read as a comment.
func (r *recovery) hashesInNames(i int) (all []fix) {
	for _, at := range append(r.lineAndAbove(i), r.beside(i)...) {
		line := r.lines[at]
		m := hashInName().FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		if whole := line[:m[6]] + line[m[7]:]; r.expected.Names().All[cutLine(whole).key] {
			all = append(all, r.lineFix(at, whole, m[6], m[7], "Remove it", "%q does not belong in the name of a field", line[m[6]:m[7]]))
		}
	}
	return all
}

// signBeforeMargin takes away a sign that stands among the spaces before a line, or behind its dash: YAML stumbles over it, or
// over a line below it, which begins further right.
func (r *recovery) signBeforeMargin(i int) []fix {
	for at := i; at >= 0 && i-at < mostAhead; at = r.above(at) {
		line := r.lines[at]
		m, behind := signedMargin().FindStringSubmatchIndex(line), ""
		if m != nil {
			behind = line[m[5]:]
		} else if m = signedName().FindStringSubmatchIndex(line); m != nil {
			behind = line[m[5]:]
		} else if m = signedDash().FindStringSubmatchIndex(line); m != nil {
			behind = " " + strings.TrimLeft(line[m[5]:], " ")
		} else {
			continue
		}
		if rest := cutLine(line[:m[4]] + behind); rest.dashes() && rest.key == "" || r.expected.Names().All[rest.key] {
			all := []fix{r.lineFix(at, rest.line, m[4], m[5], "Remove it", "%q does not belong before a field", line[m[4]:m[5]])}
			if strings.HasPrefix(behind, "  ") { // it came with a space
				all = append(all, r.lineFix(at, line[:m[4]]+behind[1:], m[4], m[5]+1, "Remove it", "%q does not belong before a field", line[m[4]:m[5]]))
			}
			return all
		}
	}
	return nil
}

// strayText takes out a line that is neither a field nor a part of a text.
func (r *recovery) strayText(i int) (all []fix) {
	at := r.lineAndAbove(i)
	slices.Reverse(at)
	for _, at := range at {
		l := cutLine(r.lines[at])
		if l.line[l.indent:] == "-" {
			all = append(all, r.without(at, l.indent, len(l.line), "this dash has nothing behind it", "Write the entry behind it, or remove it."))
		} else if l.key == "" && !l.dashes() {
			all = append(all, r.without(at, l.indent, len(l.line), "this line is no field, since it has no colon",
				`Write "name: value". If the line goes on with the text above it, indent it. A remark of your own begins with #:`+Example("# "+l.line[l.indent:])))
		}
	}
	return all
}

// unclosedQuotes closes a quote that was forgotten: at the end of the last line that may be part of its text, or of its
// own.
func (r *recovery) unclosedQuotes(i int) (all []fix) {
	l := cutLine(r.lines[i])
	text := l.line[l.value:]
	if _, closed := quoteEnd(text); closed {
		return nil
	}
	if strings.ContainsAny(text[1:min(2, len(text))], "[{") && bracketsAfter(text[1:], "") == "" { // it stands before brackets
		return []fix{r.lineFix(i, l.line[:l.value]+text[1:], l.value, l.value+1, "Remove it", "the quote that opens here is not closed")}
	}
	for at := i; at < len(r.lines); at++ {
		below := cutLine(r.lines[at])
		if at > i && (below.indent <= l.start || below.dashes() || r.expected.Names().All[below.key]) {
			break
		}
		f := r.lineFix(at, below.line+text[:1], 0, 0, "Close it at the end of its text", "the quote that opens here is not closed")
		f.problem.At = r.place(i, l.value, l.value+1)
		if text[0] == '\'' && at == i {
			f.problem.Help += "\nIf the text begins with an apostrophe, put all of it in double quotes:" + Example(strings.TrimLeft(l.line[:l.value], " \t")+quote(text))
		}
		all = append(all, f)
	}
	slices.Reverse(all)
	return all
}

// signsAlone takes out a field or an entry that has nothing but brackets, which do not match: nobody can tell what belongs into them.
func (r *recovery) signsAlone(i int) (f fix, ok bool) {
	l := cutLine(r.lines[i])
	text := l.text()
	opened, closed := strings.Count(text, "[")+strings.Count(text, "{"), strings.Count(text, "]")+strings.Count(text, "}")
	if opened == closed || strings.Trim(text, "[]{}, ") != "" || text[0] == '[' && r.expected.Names().Lists[l.key] || r.hasBlock(i, l.start) {
		return f, false
	}
	return r.without(i, l.value, l.value+1, "there is nothing but "+text+" here", "Write what belongs there in its place, or take the line out."), true
}

// unquotedTexts puts a text in quotes that cannot stand without.
func (r *recovery) unquotedTexts(i int) (all []fix) {
	l := cutLine(r.lines[i])
	text := l.text()
	if text == "" {
		return nil
	}
	letters := []rune(text)
	if last := len(letters) - 1; last > 0 && strings.ContainsRune("“”„‟«‘‚", letters[0]) && strings.ContainsRune("“”‟»’", letters[last]) {
		all = append(all, r.lineFix(i, l.with(quote(string(letters[1:last]))), l.value, l.value+utf8.RuneLen(letters[0]), "Type straight quotes",
			"YAML does not know curly quotes, and the text needs quotes"))
	}
	from, to, message := whyQuotes(l, text)
	all = append(all, r.lineFix(i, l.with(quote(bareText(text))), from, to, "Put the text in quotes", "%s", message))
	if l.key != "" && !r.expected.Names().All[l.key] && !strings.ContainsAny(l.key[:1], "[{") { // perhaps the name belongs to the text, or needs quotes itself
		all = append(all,
			r.lineFix(i, l.line[:l.start]+quote(l.line[l.start:l.end])+l.line[l.end:], l.start, l.end, "Put the text in quotes", "this text needs quotes, since it holds %q", ": "),
			r.lineFix(i, l.line[:l.start]+quote(l.key)+l.line[l.colon:], l.start, l.colon, "Put it in quotes", "the name %q needs quotes, since it begins with a sign", l.key))
	}
	return all
}

// bareText takes the quotes off a text that is meant to stand in them as a whole, so that it can be put in others. It
// leaves them on "one" and "other".
func bareText(text string) string {
	quote, last := text[:1], len(text)-1
	if quote != `"` && quote != "'" || last < 1 || text[last:] != quote {
		return text
	}
	inner := text[1:last]
	next := strings.Index(inner, quote)
	opens := next == 0 || next > 0 && inner[next-1] == ' '
	apostrophe := quote == "'" && next > 0 && next+1 < len(inner) && inner[next+1] != ' '
	if next >= 0 && !opens && !apostrophe {
		return text
	}
	return inner
}

// whyQuotes returns why a text needs quotes, and the part of the line that is to blame.
func whyQuotes(l lineParts, text string) (from, to int, message string) {
	end, closed := quoteEnd(text)
	backslash, colon := strings.Index(text, `\`), strings.Index(text+" ", ": ")
	switch at := l.value + colon; {
	case closed && 0 < end && end < len(text):
		return l.value + end, l.end, "the text goes on after its closing quote"
	case text[0] == '"' && backslash > 0:
		return l.value + backslash, l.value + backslash + 2, `a backslash between double quotes means something else to YAML`
	case strings.ContainsRune("@`%*&!|>{}[],?-#", rune(text[0])):
		return l.value, l.value + 1, fmt.Sprintf("a text that begins with %s needs quotes", text[:1])
	case colon >= 0 && l.key != "":
		return at, at + 1, fmt.Sprintf(`the text after %q holds a second colon, and so needs quotes`, l.key+":")
	case colon >= 0:
		return at, at + 1, "the text holds a colon, and so needs quotes"
	}
	return l.value, l.end, "this text needs quotes"
}
