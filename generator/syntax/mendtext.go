package syntax

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Mends of one line's words: a space or colon that is missing, a quote that is not closed, a text that needs quotes.

// above gives the last line before i that says something; -1 where there is none.
func (s *second) above(i int) int {
	for i--; i >= s.start; i-- {
		if !rowOf(s.lines[i]).blank() {
			return i
		}
	}
	return -1
}

// one makes a mend of a single line.
func (s *second) one(i int, line string, from, to int, help, message string, args ...any) mend {
	return mend{from: i, lines: []string{line}, at: s.place(i, from, to), message: fmt.Sprintf(message, args...), help: write(help, line)}
}

var gluedColon = regexp.MustCompile(`^((?:- +)*)(` + ident + `):([^\s:/\\].*)$`)

// gluedColons puts the space after a colon: title:Standard delivery. YAML often stumbles on the line after it only.
func (s *second) gluedColons(i int) (all []mend) {
	for _, at := range []int{i, s.above(i)} {
		if at < 0 {
			continue
		}
		r := rowOf(s.lines[at])
		m := gluedColon.FindStringSubmatch(r.line[r.indent:])
		if m == nil {
			continue
		}
		colon := r.indent + len(m[1]) + len(m[2])
		all = append(all, s.one(at, r.line[:r.indent]+m[1]+m[2]+": "+m[3], colon, colon+1, "Write", "a space is missing after %q", m[2]+":"))
	}
	return all
}

var (
	equals = regexp.MustCompile(`^((?:- +)*)(` + ident + `)\s*(=)\s*(\S.*)$`)
	bare   = regexp.MustCompile(`^((?:- +)*)(` + ident + `)(?: (.*))?$`)
)

// missingColons puts a colon behind the name of a field: title Standard delivery, title = Standard delivery.
func (s *second) missingColons(i int) (all []mend) {
	for _, at := range []int{i, s.above(i)} {
		if at < 0 {
			continue
		}
		r := rowOf(s.lines[at])
		rest := r.line[r.indent:]
		if m := equals.FindStringSubmatchIndex(rest); m != nil {
			name, sign := rest[m[4]:m[5]], r.indent+m[6]
			all = append(all, s.one(at, r.line[:r.indent]+rest[:m[5]]+": "+rest[m[8]:], sign, sign+1, "Write", "a colon belongs after %q, and not an equals sign", name))
		} else if m := bare.FindStringSubmatch(rest); m != nil && (s.words().names[m[2]] || m[3] == "" && s.holds(at, r.start)) {
			end := r.indent + len(m[1]) + len(m[2])
			all = append(all, s.one(at, strings.TrimRight(r.line[:end]+": "+m[3], " "), end-len(m[2]), end, "Write", "the colon after %q is missing", m[2]))
		}
	}
	return all
}

// holds reports whether the line below begins further right.
func (s *second) holds(i, start int) bool {
	for i++; i < len(s.lines); i++ {
		if r := rowOf(s.lines[i]); !r.blank() {
			return r.indent > start
		}
	}
	return false
}

var leadingSigns = regexp.MustCompile("^[|>,{}\\[\\]`@%:&*!?;.]+ *")

// straySign takes a sign away that got before the name of a field or the dash of an entry.
func (s *second) straySign(i int) []mend {
	r := rowOf(s.lines[i])
	signs := leadingSigns.FindString(r.line[r.indent:])
	if signs == "" {
		return nil
	}
	rest := rowOf(r.line[:r.indent] + r.line[r.indent+len(signs):])
	if !rest.dashes() && !s.words().names[rest.key] {
		return nil
	}
	return []mend{s.one(i, rest.line, r.indent, r.indent+len(signs), "Remove it", "%q does not belong before a field", strings.TrimSpace(signs))}
}

// strayText takes out a line that is neither a field nor a part of a text.
func (s *second) strayText(i int) (all []mend) {
	for _, at := range []int{s.above(i), i} {
		if at < 0 {
			continue
		}
		r := rowOf(s.lines[at])
		if r.line[r.indent:] == "-" {
			all = append(all, mend{from: at, lines: []string{""}, at: s.place(at, r.indent, len(r.line)), doubtful: true,
				message: "this dash has nothing behind it", help: "Write the entry behind it, or remove it."})
		} else if r.key == "" && !r.dashes() {
			all = append(all, mend{from: at, lines: []string{""}, at: s.place(at, r.indent, len(r.line)), doubtful: true,
				message: "this line is no field, since it has no colon",
				help:    `Write "name: value". If the line goes on with the text above it, indent it. A remark of your own begins with #:` + example("# "+r.line[r.indent:])})
		}
	}
	return all
}

// quotes closes a quote that was forgotten: at the end of the last line that may be part of its text, or of its own.
func (s *second) quotes(i int) (all []mend) {
	r := rowOf(s.lines[i])
	text := r.line[r.value:]
	if text == "" || text[0] != '"' && text[0] != '\'' {
		return nil
	}
	if _, closed := quoteEnd(text); closed {
		return nil
	}
	for at := i; at < len(s.lines); at++ {
		below := rowOf(s.lines[at])
		if at > i && (below.indent <= r.start || below.dashes() || s.words().names[below.key]) {
			break
		}
		m := s.one(at, below.line+text[:1], 0, 0, "Close it at the end of its text", "the quote that opens here is not closed")
		m.at = s.place(i, r.value, r.value+1)
		if text[0] == '\'' && at == i {
			m.help += "\nIf the text begins with an apostrophe, put all of it in double quotes:" + example(strings.TrimLeft(r.line[:r.value], " \t")+quoted(text))
		}
		all = append([]mend{m}, all...)
	}
	return all
}

// texts puts a text in quotes that cannot stand without.
func (s *second) texts(i int) (all []mend) {
	r := rowOf(s.lines[i])
	text := r.text()
	if text == "" {
		return nil
	}
	if straight, ok := straightened(text); ok {
		m := s.one(i, r.with(straight), r.value, r.value+utf8.RuneLen(firstRune(text)), "Type straight quotes", "YAML does not know curly quotes, and the text needs quotes")
		all = append(all, m)
	}
	from, to, message := s.whyQuotes(r, text)
	all = append(all, s.one(i, r.with(quoted(bareText(text))), from, to, "Put the text in quotes", "%s", message))
	if r.key != "" && !s.words().names[r.key] { // perhaps the name belongs to the text, or needs quotes itself
		whole := r.line[r.start:r.end]
		all = append(all,
			s.one(i, r.line[:r.start]+quoted(whole)+r.line[r.end:], r.start, r.end, "Put the text in quotes", "this text needs quotes, since it holds %q", ": "),
			s.one(i, r.line[:r.start]+quoted(r.key)+r.line[r.colon:], r.start, r.colon, "Put it in quotes", "the name %q needs quotes, since it begins with a sign", r.key))
	}
	return all
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// straightened gives a text between curly quotes in straight ones.
func straightened(text string) (string, bool) {
	r := []rune(text)
	last := len(r) - 1
	if last < 1 || !strings.ContainsRune("“”„‟«‘‚", r[0]) || !strings.ContainsRune("“”‟»’", r[last]) {
		return "", false
	}
	return quoted(string(r[1:last])), true
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

// whyQuotes says why a text needs quotes, and marks what is to blame.
func (s *second) whyQuotes(r row, text string) (from, to int, message string) {
	if sign := text[0]; sign == '"' || sign == '\'' {
		end, closed := quoteEnd(text)
		switch {
		case closed && end < len(text):
			return r.value + end, r.end, "the text goes on after its closing quote"
		case sign == '"' && strings.Contains(text, `\`):
			at := r.value + strings.Index(text, `\`)
			return at, at + 2, `a backslash between double quotes means something else to YAML`
		}
	}
	if strings.ContainsRune("@`%*&!|>{}[],?-#", rune(text[0])) {
		return r.value, r.value + 1, fmt.Sprintf("a text that begins with %s needs quotes", text[:1])
	}
	if at := strings.Index(text+" ", ": "); at >= 0 {
		if r.key != "" {
			return r.value + at, r.value + at + 1, fmt.Sprintf(`the text after %q holds a second colon, and so needs quotes`, r.key+":")
		}
		return r.value + at, r.value + at + 1, "the text holds a colon, and so needs quotes"
	}
	return r.value, r.end, "this text needs quotes"
}
