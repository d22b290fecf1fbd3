package build

import (
	"encoding/binary"
	"encoding/json"
	"slices"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/publish"
)

// row is what is remembered of one agreement. A memory has them by path, so that reading and writing them is a merge with the
// files that there are.
type row struct {
	path     string
	source   source
	records  archived
	key      [32]byte
	pages    [16]byte     // as of pagesTag: what its words were searched for in
	refers   []string     // the ids of the capabilities that it refers to
	identity leak.KeyList // what tells the customer from others
	refs     []outputRef
	files    []publish.File // one for each of refs
	problems []diag.Problem
	proof    []byte // that no public page has its words, kept elsewhere; nil where there is none

	encoded []byte // as it is remembered; nil where it is not
}

// rowWriter writes rows, which have to come by path. As long as they are those of the previous memory, it copies none.
type rowWriter struct {
	rows     []byte
	outputs  []publish.File // of all outputs in the rows
	previous []byte         // the rows of the previous memory, with which rows begins; nil where there are others by now
}

const moreRows = 16 << 10 // bytes of new rows for which there is room

func newRowWriter(previous *Memory) *rowWriter {
	return &rowWriter{previous: previous.rows, outputs: make([]publish.File, 0, len(previous.outputs)+moreRows/fileSize)}
}

func (w *rowWriter) add(a row) {
	w.outputs = append(w.outputs, a.files...)
	if from, to := len(w.rows), len(w.rows)+len(a.encoded); to > from && to <= len(w.previous) && &a.encoded[0] == &w.previous[from] {
		w.rows = w.previous[:to]
		return
	}
	if w.previous != nil {
		w.rows, w.previous = append(make([]byte, 0, len(w.previous)+moreRows), w.rows...), nil
	}
	if a.encoded != nil {
		w.rows = append(w.rows, a.encoded...)
		return
	}
	b := appendSource(appendText(w.rows, a.path), a.source)
	if b = append(b, 0); a.records != (archived{}) {
		b[len(b)-1] = 1
		b = append(appendSource(b, a.records.files), a.records.digest[:]...)
	}
	b = append(append(b, a.key[:]...), a.pages[:]...)
	b = binary.AppendUvarint(b, uint64(len(a.refers)))
	for _, id := range a.refers {
		b = appendText(b, id)
	}
	b = appendText(b, string(a.identity))
	b = binary.AppendUvarint(b, uint64(len(a.refs)))
	for _, o := range a.refs {
		b = appendText(append(b, byte(o.kind)), o.path)
	}
	var problems []byte
	if len(a.problems) > 0 {
		var err error
		if problems, err = json.Marshal(a.problems); err != nil {
			panic(err) // problems are plain data
		}
	}
	w.rows = appendText(b, string(problems))
}

// addAfter adds the remembered rows of agreements after a path.
func (w *rowWriter) addAfter(path string, m *Memory) {
	for r := m.agreements(); r.more; r.advance() {
		if r.next.path > path {
			w.add(r.next)
		}
	}
}

// rowReader reads the rows of a memory, in the order of their paths.
type rowReader struct {
	memoryReader
	outputs []publish.File // of this row and those after it
	next    row
	more    bool
}

func (m *Memory) agreements() *rowReader {
	r := &rowReader{memoryReader: memoryReader{rest: m.rows}, outputs: m.outputs}
	r.advance()
	return r
}

// find returns what is remembered of a path, which has to come after the one before.
func (r *rowReader) find(path string) (row, bool) {
	for r.more && r.next.path < path {
		r.advance()
	}
	return r.next, r.more && r.next.path == path
}

func (r *rowReader) advance() {
	if r.more = len(r.rest) > 0; !r.more {
		return
	}
	begin := r.rest
	a := row{path: r.text(), source: r.source()}
	if r.take(1)[0] == 1 {
		a.records.files = r.source()
		copy(a.records.digest[:], r.take(len(a.records.digest)))
	}
	copy(a.key[:], r.take(len(a.key)))
	copy(a.pages[:], r.take(len(a.pages)))
	a.refers = make([]string, r.count())
	for i := range a.refers {
		a.refers[i] = r.text()
	}
	a.identity = r.bytes()
	a.refs = make([]outputRef, r.count())
	for i := range a.refs {
		k := outputKind(r.take(1)[0])
		a.refs[i] = outputRef{k, r.text()}
	}
	if text := r.bytes(); len(text) > 0 && json.Unmarshal(text, &a.problems) != nil {
		r.err = errShort
	}
	if r.err != nil || len(a.refs) > len(r.outputs) {
		r.more = false // the digest of the memory was right, so this does not happen
		return
	}
	a.files, r.outputs = r.outputs[:len(a.refs):len(a.refs)], r.outputs[len(a.refs):]
	a.encoded = begin[:len(begin)-len(r.rest)]
	r.next = a
}

// fileOf returns the agreement that made an output.
func (m *Memory) fileOf(output string) (file string, ok bool) {
	for r := m.agreements(); r.more; r.advance() {
		if slices.ContainsFunc(r.next.refs, func(o outputRef) bool { return o.outputPath() == output }) {
			return r.next.path, true
		}
	}
	return "", false
}

// filesOf returns what is known of the files of outputs, which may be others than those of the remembered row.
func (a row) filesOf(refs []outputRef) []publish.File {
	if slices.Equal(refs, a.refs) {
		return a.files
	}
	files := make([]publish.File, len(refs))
	for i, o := range refs {
		if j := slices.IndexFunc(a.refs, func(was outputRef) bool { return was.path == o.path }); j >= 0 {
			files[i] = a.files[j]
		}
	}
	return files
}
