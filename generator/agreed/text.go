package agreed

import (
	"bytes"
	"slices"
	"sync"

	"upfront/generator/syntax"
)

// The text of terms, as a record has it. Terms whose text is that of a record have not changed since, and the record need not be
// read to know it. The texts of what many customers have are made once, and passed on in [Today].

// Today is the terms of an agreement as they stand.
type Today struct {
	Terms    *syntax.AgreedTerms // without lines, promises and the customer's part
	Lines    []*syntax.Line
	Promises []string // as [PromiseText] makes them, by name
	Duties   []string // the customer's part, as [DutyText] makes it
	Names    []string // of what somebody can have agreed to, lines and promises
}

// ifMissed begins the line with what the page said of a promise that is missed. It is no term, and no text of terms has it.
var ifMissed = []byte("\n      if_missed: ")

var writers = sync.Pool{New: func() any { return new(writer) }}

// isText reports whether the terms of a record have the text of others. What the page said of a promise that is missed does not count.
func (now *Today) isText(terms []byte) bool {
	c := comparer{same: true, terms: terms}
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.Reset()
	w.lines(now.Lines)
	c.compare(w.Bytes())
	c.section("  promises:\n", now.Promises)
	w.Reset()
	for _, f := range hourNodes(now.Terms) {
		w.node(1, f)
	}
	c.compare(w.Bytes())
	c.section("  your_part:\n", now.Duties)
	w.Reset()
	for _, f := range ownNodes(now.Terms) {
		w.node(1, f)
	}
	c.compare(w.Bytes())
	return c.end()
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

// comparer compares the terms of a record with a text, piece by piece.
type comparer struct {
	same  bool   // so far
	rest  []byte // of the terms, up to the next line that does not count
	terms []byte // behind that line
}

func (c *comparer) compare(piece []byte) {
	for c.same && len(piece) > 0 {
		c.skip()
		n := min(len(c.rest), len(piece))
		c.same = n > 0 && bytes.Equal(c.rest[:n], piece[:n])
		c.rest, piece = c.rest[n:], piece[n:]
	}
}

// section compares texts below a head, which is only there where they are.
func (c *comparer) section(head string, texts []string) {
	if len(texts) > 0 {
		c.compare([]byte(head))
	}
	for _, t := range texts {
		c.compare([]byte(t))
	}
}

// end reports whether the terms are the text, and nothing else.
func (c *comparer) end() bool {
	c.skip()
	return c.same && len(c.rest) == 0
}

// skip goes on to what follows a line with what the page said of a promise that is missed.
func (c *comparer) skip() {
	for len(c.rest) == 0 && len(c.terms) > 0 {
		i := bytes.Index(c.terms, ifMissed)
		if i < 0 {
			c.rest, c.terms = c.terms, nil
			return
		}
		var after []byte
		if n := bytes.IndexByte(c.terms[i+1:], '\n'); n >= 0 {
			after = c.terms[i+1+n:]
		}
		c.rest, c.terms = c.terms[:i], after
	}
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
