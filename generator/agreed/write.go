package agreed

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/syntax"
)

// Bytes returns the file of a record. The print is worked out from the terms; the one in the record is not looked at.
func Bytes(r *syntax.AgreedRecord) []byte {
	var terms writer
	lines := make([]*syntax.Line, len(r.Terms.Lines))
	for i := range lines {
		line := r.Terms.Lines[i].V
		line.ID, lines[i] = r.Terms.Lines[i].Key, &line
	}
	terms.lines(lines)
	for _, f := range restNodes(&r.Terms) {
		terms.node(1, f)
	}

	var out writer
	out.line(0, "# Written by upfront agree. Changes belong in "+syntax.AgreementFolder+r.Customer.V+".yaml.")
	out.line(0, "customer: "+quote(r.Customer.V))
	out.line(0, "version: "+strconv.Itoa(r.Version.V))
	out.line(0, "frozen: "+r.Frozen.V.String())
	out.line(0, "print: "+printOfTerms(terms.Bytes())+"  # begins the SHA-256 of every byte from \"terms:\" to the end")
	if r.Evidence.File.V != "" {
		out.line(0, "evidence: {file: "+quote(r.Evidence.File.V)+", sha256: "+r.Evidence.SHA256.V+"}")
	}
	out.line(0, "agreed:")
	for _, e := range r.Agreed {
		out.line(1, keyOf(e.Key.V)+": "+yes(e.V))
	}
	return append(out.Bytes(), terms.Bytes()...)
}

func yes(y syntax.Yes) string {
	var fields []string
	if y.By.V != "" {
		fields = append(fields, "by: "+quote(y.By.V), "day: "+y.Day.V.String(), "how: "+quote(y.How.V))
		if y.Since.V > 0 {
			fields = append(fields, fmt.Sprintf("since: %d", y.Since.V))
		}
	}
	if y.Open.V != "" || y.By.V == "" {
		fields = append(fields, "open: "+quote(y.Open.V))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// writer writes plain YAML.
type writer struct{ bytes.Buffer }

// lines begins terms, with their lines.
func (w *writer) lines(lines []*syntax.Line) {
	w.line(0, "terms:")
	if len(lines) > 0 {
		w.line(1, "lines:")
	}
	for _, l := range lines {
		w.agreementLine(l)
	}
}

// agreementLine writes a line of an agreement: the fields of [lineNodes].
func (w *writer) agreementLine(l *syntax.Line) {
	w.line(2, keyOf(l.ID.V), ":")
	measured := false
	for _, f := range fieldsOfLine(l) {
		if strings.TrimSpace(f.value) == "" {
			continue
		}
		depth, key := 3, f.key
		if field, ok := strings.CutPrefix(key, measureKey); ok {
			if !measured {
				w.line(3, "measure:")
			}
			depth, key, measured = 4, field, true
		}
		w.field(depth, key, f.value)
	}
}

func (w *writer) line(depth int, texts ...string) {
	for range depth {
		w.WriteString("  ")
	}
	for _, t := range texts {
		w.WriteString(t)
	}
	w.WriteByte('\n')
}

// field writes a field with a text.
func (w *writer) field(depth int, key, text string) {
	switch {
	case isBare(text):
		w.line(depth, keyOf(key), ": ", text)
	case isPlain(text):
		w.line(depth, keyOf(key), `: "`, text, `"`)
	default:
		w.line(depth, keyOf(key), ": ", quote(text))
	}
}

func (w *writer) node(depth int, f node) {
	switch {
	case f.fields != nil:
		w.line(depth, keyOf(f.key), ":")
		for _, g := range f.fields {
			w.node(depth+1, g)
		}
	case f.groups != nil:
		w.line(depth, keyOf(f.key), ":")
		for _, g := range f.groups {
			w.line(depth+1, "- ", flow(g))
		}
	case f.list != nil:
		w.line(depth, keyOf(f.key), ": ", flowList(f.list))
	case f.word:
		w.line(depth, keyOf(f.key), ": ", f.text)
	default:
		w.field(depth, f.key, f.text)
	}
}

// flow returns a group on one line.
func flow(n nodes) string {
	var fields []string
	for _, f := range n {
		text := f.value()
		switch {
		case f.fields != nil:
			text = flow(f.fields)
		case f.groups != nil:
			var all []string
			for _, g := range f.groups {
				all = append(all, flow(g))
			}
			text = "[" + strings.Join(all, ", ") + "]"
		case f.list != nil:
			text = flowList(f.list)
		}
		fields = append(fields, keyOf(f.key)+": "+text)
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// value returns the text of a field as a value of YAML.
func (f node) value() string {
	if f.word {
		return f.text
	}
	return quote(f.text)
}

func flowList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = quote(t)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

var yamlWord = []string{"yes", "no", "y", "n", "on", "off", "true", "false", "null"}

// keyOf returns a key as it is written: in quotes where readers of YAML 1.1 take the word for a value that is true or false.
func keyOf(key string) string {
	if slices.Contains(yamlWord, key) {
		return `"` + key + `"`
	}
	return key
}

// isBare reports whether a text needs no quotes: a word, an id with points in it, or a number with or without a unit, or a date.
func isBare(text string) bool {
	if text == "" || slices.Contains(yamlWord, text) {
		return false
	}
	if 'a' <= text[0] && text[0] <= 'z' {
		for i := range len(text) {
			switch c := text[i]; {
			case 'a' <= c && c <= 'z', isDigit(c), c == '_', c == '-':
			case c == '.' && i+1 < len(text) && text[i-1] != '.' && text[i+1] != '.':
			default:
				return false
			}
		}
		return true
	}
	return isNumber(text) || isDate(text)
}

var units = []string{"m", "h", "d", "w", "mo", "y", "%"}

// isNumber reports whether a text is a number with a unit, such as 99.5%, or a whole one of up to six digits.
func isNumber(text string) bool {
	whole := digits(text)
	rest := text[whole:]
	switch fraction := strings.TrimPrefix(rest, "."); {
	case whole == 0:
		return false
	case rest == "":
		return text[0] != '0' && whole <= 6
	case len(fraction) < len(rest):
		n := digits(fraction)
		return n > 0 && slices.Contains(units, fraction[n:])
	}
	return slices.Contains(units, rest)
}

// isDate reports whether a text has the form of a date: 2026-03-01.
func isDate(text string) bool {
	return len(text) == 10 && digits(text) == 4 && text[4] == '-' && digits(text[5:]) == 2 && text[7] == '-' && digits(text[8:]) == 2
}

// digits returns how many digits a text begins with.
func digits(text string) (n int) {
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isPlain reports whether a text stands in quotes as it is.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// quote returns a text as a value of YAML that is read as the same text.
func quote(text string) string {
	if isBare(text) {
		return text
	}
	if isPlain(text) {
		return `"` + text + `"`
	}
	var out strings.Builder
	out.WriteByte('"')
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"): // no UTF-8, which no file of a site has
			out.WriteRune(r)
		case r == '"' || r == '\\':
			out.WriteString(`\` + string(r))
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case unicode.IsPrint(r) || unicode.Is(unicode.Mn, r):
			out.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&out, `\U%08X`, r)
		default:
			fmt.Fprintf(&out, `\u%04X`, r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
