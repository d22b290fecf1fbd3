package agreed

import (
	"bytes"
	"slices"

	"upfront/generator/syntax"
)

// The text of terms, as a record has it. Terms whose text is that of a record have not changed since, and the record need not be
// read to know it. The texts of what many customers have are made once, and passed to [Text].

// ifMissed begins the line with what the page said of a promise that is missed. It is no term, and no text of terms has it.
var ifMissed = []byte("\n      if_missed: ")

// Text returns the text of terms, in pieces: of their lines and their promises, in the order of their names, as [PromiseText] makes
// it, and of the customer's part as [DutyText] does. The other terms are those of t.
func Text(t *syntax.AgreedTerms, lines []*syntax.Line, promises, duties []string) []string {
	var w writer
	w.Grow(4 << 10)
	w.lines(lines)
	toPromises := w.Len()
	for _, f := range hourNodes(t) {
		w.node(1, f)
	}
	toDuties := w.Len()
	for _, f := range ownNodes(t) {
		w.node(1, f)
	}
	own := w.String()
	pieces := append(make([]string, 0, 5+len(promises)+len(duties)), own[:toPromises])
	pieces = append(section(pieces, "  promises:\n", promises), own[toPromises:toDuties])
	return append(section(pieces, "  your_part:\n", duties), own[toDuties:])
}

func section(pieces []string, head string, texts []string) []string {
	if len(texts) == 0 {
		return pieces
	}
	return append(append(pieces, head), texts...)
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

// isText reports whether the terms of a record have a text, in pieces. What the page said of a promise that is missed does not count.
func isText(terms []byte, pieces []string) bool {
	var rest []byte // of the terms, up to the next line that does not count
	for _, piece := range pieces {
		for len(piece) > 0 {
			if len(rest) == 0 {
				rest, terms = untilIfMissed(terms)
			}
			n := min(len(rest), len(piece))
			if n == 0 || string(rest[:n]) != piece[:n] {
				return false
			}
			rest, piece = rest[n:], piece[n:]
		}
	}
	for len(rest) == 0 && len(terms) > 0 {
		rest, terms = untilIfMissed(terms)
	}
	return len(rest) == 0
}

// untilIfMissed cuts terms at the next line with what the page said of a promise that is missed; after is what follows the line.
func untilIfMissed(terms []byte) (before, after []byte) {
	i := bytes.Index(terms, ifMissed)
	if i < 0 {
		return terms, nil
	}
	if n := bytes.IndexByte(terms[i+1:], '\n'); n >= 0 {
		after = terms[i+1+n:]
	}
	return terms[:i], after
}

// Head returns a record without its terms.
func Head(record []byte) []byte {
	if at := bytes.Index(record, termsLine); at >= 0 {
		return record[:at+1]
	}
	return record
}

// OwnPart returns a record without the promises, their hours and the customer's part, which are of the offer: what is left are
// the words of the customer and those to them alone.
func OwnPart(record []byte) []byte {
	at := bytes.Index(record, termsLine)
	from := len(record)
	for _, head := range ofTheOffer {
		if i := bytes.Index(record[max(at, 0):], []byte(head)); i >= 0 {
			from = min(from, max(at, 0)+i+1)
		}
	}
	if at < 0 || from == len(record) {
		return record
	}
	to := len(record)
	for begin := to; begin > from; { // line by line, from the last
		begin = bytes.LastIndexByte(record[:begin-1], '\n') + 1
		if line := record[begin:]; bytes.HasPrefix(line, []byte("  ")) && !bytes.HasPrefix(line, []byte("   ")) {
			if slices.ContainsFunc(ofTheOffer, func(head string) bool { return bytes.HasPrefix(line, []byte(head[1:])) }) {
				break
			}
			to = begin
		}
	}
	return append(record[:from:from], record[to:]...)
}

// ofTheOffer are the heads of parts that are of the offer. They stand together.
var ofTheOffer = []string{"\n  promises:\n", "\n  hours:\n", "\n  your_part:\n"}
