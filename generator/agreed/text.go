package agreed

import (
	"bytes"

	"upfront/generator/syntax"
)

// The text of terms, as a record has it. Terms whose text is that of a record have not changed since, and the record need not be
// read to know it. The texts of what many customers have are made once, and passed to [Text].

// ifMissed begins the line with what the page said of a promise that is missed. It is no term, and no text of terms has it.
var ifMissed = []byte("\n      if_missed: ")

// Text returns the text of terms: of their lines and their promises, in the order of their names, as [PromiseText] makes it, and of
// the customer's part as [DutyText] does. The other terms are those of t.
func Text(t *syntax.AgreedTerms, lines []*syntax.Line, promises, duties []string) []byte {
	var w writer
	w.Grow(16 << 10)
	w.lines(lines)
	w.section("promises", promises)
	for _, f := range hourNodes(t) {
		w.node(1, f)
	}
	w.section("your_part", duties)
	for _, f := range ownNodes(t) {
		w.node(1, f)
	}
	return w.Bytes()
}

func (w *writer) section(name string, texts []string) {
	if len(texts) > 0 {
		w.line(1, name, ":")
	}
	for _, t := range texts {
		w.WriteString(t)
	}
}

// PromiseText returns the text of a promise.
func PromiseText(name string, p *syntax.AgreedPromise) string {
	without := *p
	without.IfMissed = nil
	var w writer
	w.node(2, node{key: name, fields: promiseNodes(&without)})
	return w.String()
}

// DutyText returns the text of something that the customer does.
func DutyText(d *syntax.Duty) string {
	var w writer
	w.line(2, "- ", flow(dutyNodes(d)))
	return w.String()
}

// termsOf returns the text of the terms of a record, and the record with none in their place.
func termsOf(record []byte) (text, without []byte, ok bool) {
	i := bytes.Index(record, termsLine)
	if i < 0 {
		return nil, nil, false
	}
	return withoutIfMissed(record[i+1:]), append(record[:i:i], "\nterms: {}\n"...), true
}

func withoutIfMissed(terms []byte) []byte {
	out := make([]byte, 0, len(terms))
	for {
		i := bytes.Index(terms, ifMissed)
		if i < 0 {
			return append(out, terms...)
		}
		out, terms = append(out, terms[:i]...), terms[i+1:]
		if terms = terms[max(bytes.IndexByte(terms, '\n'), 0):]; terms[0] != '\n' {
			return out // the file ends within the line
		}
	}
}
