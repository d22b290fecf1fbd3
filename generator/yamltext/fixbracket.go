package yamltext

import (
	"iter"
	"slices"
	"strings"
)

// Fixes inside [ ] and { }: a bracket that is not closed, a comma that is missing, a text that needs quotes.

// insideBrackets puts right what stands in brackets on a line, and on those below it on which they go on.
func (r *recovery) insideBrackets(i int) []fix {
	var commas, texts, brackets []fix
	open := ""
	for at := i; at < min(i+mostAhead, len(r.lines)); at++ {
		line, before := r.lines[at], open
		if before != "" || strings.ContainsAny(line, "[{") {
			commas = append(commas, r.missingCommas(at)...)
			for from, to := range pieces(line, before != "") {
				texts = append(texts, r.quotedPiece(at, from, to)...)
			}
		}
		if open = bracketsAfter(line, before); open != "" {
			end := textEnd(line)
			brackets = append(append(brackets, r.strayOpen(at)...), r.bracketedText(at)...)
			brackets = append(brackets, r.closed(at, open), r.lineFix(at, strings.TrimRight(line[:end]+","+line[end:], " \t"), end, end+1, "Write",
				"a comma is missing at the end of this line, since the brackets go on below it"))
		}
		brackets = append(brackets, r.surplus(at)...)
		if open == "" {
			break
		}
	}
	return slices.Concat(commas, texts, brackets)
}

// bracketsAfter returns the closing brackets that are wanted after a line, the innermost last. Brackets in quotes do not
// count.
func bracketsAfter(line, wanted string) string {
	open, _ := bracketsIn(line, wanted, false)
	return open
}

// bracketsIn reads a line to its end, or to the byte after the one with which all brackets are closed.
func bracketsIn(line, wanted string, stop bool) (open string, end int) {
	stack := []byte(wanted)
	for at := 0; at < len(line); at++ {
		switch c := line[at]; {
		case c == '"' || c == '\'' && (at == 0 || strings.ContainsRune(" [{,", rune(line[at-1]))): // no apostrophe
			end, _ := quoteEnd(line[at:])
			at += end - 1
		case c == '[':
			stack = append(stack, ']')
		case c == '{':
			stack = append(stack, '}')
		case len(stack) > 0 && c == stack[len(stack)-1]:
			if stack = stack[:len(stack)-1]; stop && len(stack) == 0 {
				return "", at + 1
			}
		case c == '#' && at > 0 && line[at-1] == ' ':
			return string(stack), len(line)
		}
	}
	return string(stack), len(line)
}

// closed closes the brackets that are open after a line.
func (r *recovery) closed(i int, open string) fix {
	l, wanted := cutLine(r.lines[i]), []byte(open)
	slices.Reverse(wanted)
	if quote := unclosedQuote(l.line); quote != "" {
		return r.lineFix(i, l.line+quote+string(wanted), len(l.line)-1, len(l.line), "Close them", "a quote is not closed here, nor are the brackets around it")
	}
	end := len(strings.TrimRight(l.line[:textEnd(l.line)], ", "))
	from := strings.LastIndexAny(l.line[:end], "[{")
	if from < 0 {
		from = l.indent
	}
	return r.lineFix(i, l.line[:end]+string(wanted)+l.line[textEnd(l.line):], from, from+1, "Close it", "the bracket that opens here is not closed")
}

// unclosedQuote returns the quote that is open at the end of a line; nothing where none is.
func unclosedQuote(line string) string {
	for at := 0; at < len(line); at++ {
		if c := line[at]; c == '"' || c == '\'' && (at == 0 || strings.ContainsRune(" [{,", rune(line[at-1]))) {
			end, closed := quoteEnd(line[at:])
			if !closed {
				return line[at : at+1]
			}
			at += end - 1
		}
	}
	return ""
}

// bracketedText puts a text in quotes that begins with a bracket where no list belongs.
func (r *recovery) bracketedText(i int) []fix {
	l := cutLine(r.lines[i])
	text := l.text()
	if names := r.expected.Names(); !strings.HasPrefix(text, "[") || !names.All[l.key] || names.Lists[l.key] {
		return nil
	}
	return []fix{r.lineFix(i, l.with(quote(text)), l.value, l.value+1, "Put the text in quotes", "a text that begins with [ needs quotes")}
}

// strayOpen takes out a bracket that opens at the end of a line while what belongs to it stands below without brackets.
func (r *recovery) strayOpen(i int) []fix {
	l := cutLine(r.lines[i])
	if text := l.text(); l.key == "" || text != "[" && text != "{" || !r.hasBlock(i, l.start-1) {
		return nil
	}
	return []fix{r.lineFix(i, strings.TrimRight(l.line[:l.value], " "), l.value, l.value+1, "Remove it", "this %s opens brackets, and what stands below is written without", l.text())}
}

// missingCommas puts a comma before each name of a field that stands in the middle of a text.
func (r *recovery) missingCommas(i int) (all []fix) {
	line := r.lines[i]
	for at := range len(line) {
		if !strings.HasPrefix(line[at:], ": ") {
			continue
		}
		from := strings.LastIndexAny(line[:at], " ,{[") + 1
		if before := strings.TrimRight(line[:from], " "); from > 0 && r.expected.Names().All[line[from:at]] && before != "" && !strings.ContainsAny(before[len(before)-1:], ",{[:-") {
			all = append(all, r.lineFix(i, before+", "+line[from:], from, at, "Write", "a comma is missing before %q", line[from:at]+":"))
		}
	}
	return all
}

// surplus takes out a closing bracket that closes nothing, or another kind than was opened.
func (r *recovery) surplus(i int) (all []fix) {
	line := r.lines[i]
	for at := len(line) - 1; at >= 0; at-- {
		if line[at] != ']' && line[at] != '}' {
			continue
		}
		other := map[byte]string{']': "}", '}': "]"}[line[at]]
		all = append(all,
			r.lineFix(i, line[:at]+line[at+1:], at, at+1, "Remove it", "this %c closes nothing", line[at]),
			r.lineFix(i, line[:at]+other+line[at+1:], at, at+1, "Write", "this %c closes a bracket of the other kind", line[at]))
	}
	return all
}

// pieces iterates over the texts inside the brackets of a line, each between two of the characters [ ] { } and comma,
// without the name of a field before it.
func pieces(line string, inside bool) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		from := 0
		for at := 0; at <= len(line); at++ {
			if at < len(line) && !strings.ContainsRune("[]{},", rune(line[at])) {
				continue
			}
			text := line[from:at]
			if colon := strings.Index(text, ": "); colon >= 0 && !strings.ContainsAny(text[:colon], `"'`) {
				text = text[colon+1:]
			}
			start := at - len(strings.TrimLeft(text, " "))
			if text = strings.Trim(text, " "); text != "" && inside && !yield(start, start+len(text)) {
				return
			}
			from, inside = at+1, true
		}
	}
}

// quotedPiece puts a text that stands in brackets in quotes, where it seems to need them.
func (r *recovery) quotedPiece(i, from, to int) (all []fix) {
	line := r.lines[i]
	text := line[from:to]
	end, closed := quoteEnd(text)
	if !closed {
		all = append(all, r.lineFix(i, line[:to]+text[:1]+line[to:], from, from+1, "Close it at the end of its text", "the quote that opens here is not closed"))
	}
	in := func(quoted string) string { return line[:from] + quoted + line[to:] }
	switch hash := strings.Index(" "+text, " #"); {
	case hash >= 0 && !opensQuoted(text):
		all = append(all, r.lineFix(i, in(quote(text)), from+hash, to, "Put the text in quotes", "the rest of the line is read as a comment, since it begins with # after a space"))
	case strings.ContainsRune("@`%*&!|>?-", rune(text[0])):
		all = append(all, r.lineFix(i, in(quote(text)), from, from+1, "Put the text in quotes", "a text that begins with %s needs quotes", text[:1]))
	case strings.Contains(text, ": ") || strings.HasSuffix(text, ":"):
		at := from + strings.Index(text, ":")
		all = append(all, r.lineFix(i, in(quote(bareText(text))), at, at+1, "Put the text in quotes", "the text holds a colon, and so needs quotes"))
	case strings.ContainsAny(text, `"'`):
		if closed && strings.HasPrefix(text[end:], " ") && strings.HasSuffix(bracketsAfter(line[:from], ""), "]") {
			all = append(all, r.lineFix(i, in(text[:end]+","+text[end:]), from+end, to, "Put a comma between the two", "another entry follows without a comma"))
		}
		all = append(all, r.lineFix(i, in(quote(bareText(text))), from, to, "Put the whole text in quotes", "the text goes on before or after its quotes"))
	}
	return all
}
