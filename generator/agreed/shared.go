package agreed

import (
	"bytes"

	"upfront/generator/syntax"
)

// Most promises of a business are agreed to by many customers, in the same text. Each text is read once for all records, which
// share what was read: where an offer changes under ten thousand records, reading promises took a third of the time.

// readPromises returns the promises of a record, given the lines below "promises:" and the number of the first; ok is false where
// anything is wrong with them. Of a promise that was read for another record, the places are those in that.
func (a *Archive) readPromises(file string, first int, lines []byte) (promises syntax.Map[*syntax.AgreedPromise], ok bool) {
	for len(lines) > 0 {
		text := lines[:firstPromise(lines)]
		one, known := a.promises.Find(string(text))
		if !known {
			read, problems := syntax.ParseAgreedPromises(file, first, text)
			if len(problems) > 0 || len(read) != 1 {
				return nil, false
			}
			one = read[0]
			a.promises.Keep(string(text), one)
		}
		if len(promises) > 0 && one.Key.V <= promises[len(promises)-1].Key.V {
			return nil, false // one stands there twice, or not in its order
		}
		one.Key.At.File, one.Key.At.Line = file, first
		promises = append(promises, one)
		first, lines = first+bytes.Count(text, []byte("\n")), lines[len(text):]
	}
	return promises, true
}

// firstPromise returns how long the text of the first promise is: it ends where a line is indented as its own first one.
func firstPromise(lines []byte) int {
	for at := 1; ; {
		next := bytes.Index(lines[at:], []byte("\n    "))
		if next < 0 {
			return len(lines)
		}
		if at += next + 1; at+4 < len(lines) && lines[at+4] != ' ' {
			return at
		}
	}
}

// cutPromises returns a record in whose terms the promises are left out, with empty lines in their place, and the lines that they
// were, with the number of the first. ok is false where it has none.
func cutPromises(record []byte) (without, lines []byte, first int, ok bool) {
	terms := max(0, bytes.Index(record, termsLine))
	begin := bytes.Index(record[terms:], promisesLine)
	if begin < 0 {
		return nil, nil, 0, false
	}
	begin += terms
	from := begin + len(promisesLine)
	to := from
	for to < len(record) && bytes.HasPrefix(record[to:], []byte("    ")) {
		n := bytes.IndexByte(record[to:], '\n')
		if n < 0 {
			return nil, nil, 0, false
		}
		to += n + 1
	}
	lines = record[from:to]
	without = make([]byte, 0, len(record)-len(lines)+128)
	without = append(without, record[:begin+1]...)
	for range bytes.Count(lines, []byte("\n")) + 1 {
		without = append(without, '\n')
	}
	return append(without, record[to:]...), lines, bytes.Count(record[:from], []byte("\n")) + 1, true
}

var promisesLine = []byte("\n  promises:\n")
