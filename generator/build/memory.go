package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/tree"
)

// Memory holds the results of a build that the next build can use: the digest of each file by its stamp, the digest of the
// site, and for each agreement the key of its page, its problems and its outputs. It is a value made of bytes, to be kept
// in a file. Each result is kept with the digest of its inputs, so a memory is never wrong about a site that has changed;
// a memory that is damaged or from another version is empty. It holds names of private files and pages, and must lie where
// nobody else reads it.
//
// The zero Memory remembers nothing. A Memory does not change.
type Memory struct {
	bytes      []byte
	siteDigest siteDigest
	files      sources
	marks      []byte // of the public pages, for package search
	records    []byte // of agreements, by path
	site       *Site  // the site that was read, while the program runs; may be nil
}

const memoryHead = "upfront memory 11\n"

// ReadMemory parses what [Memory.Bytes] returned to a program of this version.
func ReadMemory(b []byte, version string) Memory {
	m := Memory{bytes: b}
	body, ok := bytes.CutPrefix(withoutDigest(b), memoryHeader(version))
	if !ok {
		return Memory{}
	}
	r := memoryReader{rest: body}
	if err := json.Unmarshal(r.bytes(), &m.siteDigest); err != nil {
		return Memory{}
	}
	m.files = sources{}
	for range r.number() {
		path := string(r.bytes())
		m.files[path] = r.source()
	}
	m.marks = r.bytes()
	m.records = r.rest
	if r.err != nil {
		return Memory{}
	}
	return m
}

// Bytes returns the memory as it is to be kept; empty where there is nothing to remember.
func (m Memory) Bytes() []byte { return m.bytes }

// Sealed reports whether a remembered build made a private page.
func (m Memory) Sealed() bool {
	for r := m.agreements(); r.more; r.advance() {
		for _, o := range r.next.refs {
			if _, private := o.kind.pageState(); private {
				return true
			}
		}
	}
	return false
}

func memoryHeader(version string) []byte {
	digest := sha256.Sum256([]byte(version))
	return append([]byte(memoryHead), digest[:]...)
}

// withoutDigest returns the bytes before the digest at their end, or nil where that is wrong.
func withoutDigest(b []byte) []byte {
	if len(b) < sha256.Size {
		return nil
	}
	body, end := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if want := sha256.Sum256(body); !bytes.Equal(end, want[:]) {
		return nil
	}
	return body
}

// source returns a file with its digest. The digest is the remembered one where the file's stamp proves that it has not
// changed.
func (m *Memory) source(t *tree.Tree, path string) source {
	stamp := t.Stamp(path)
	if cached, ok := m.files[path]; ok && cached.proves(stamp) {
		return cached
	}
	digest, _ := t.Digest(path) // a file that cannot be read is reported where it is parsed
	return sourceOf(t, stamp, digest)
}

// sourceOf returns a file whose bytes were read after its stamp was taken. A stamp that is not settled proves nothing.
func sourceOf(t *tree.Tree, stamp tree.Stamp, digest [32]byte) source {
	if !t.Settled(stamp) {
		stamp = tree.Stamp{}
	}
	return source{stamp, digest}
}

// proves reports whether a file with this stamp has the bytes that were read.
func (s source) proves(now tree.Stamp) bool { return s.stamp == now && now != tree.Stamp{} }

// cachedAgreement is the remembered result of one agreement.
type cachedAgreement struct {
	path       string
	source     source
	key        [32]byte
	pages      [16]byte // as of pagesTag: what its words were searched for in
	references []uint16
	identity   leak.KeyList // what tells the customer from others
	refs       []outputRef
	problems   []diag.Problem
	proof      []byte // that no public page has its words; nil where there is none

	unchanged bool // since it was remembered
	from, to  int  // of its record in the memory
}

// memoryWriter writes a memory. Agreements have to come by path. Unchanged records are not copied before the end.
type memoryWriter struct {
	start    []byte
	previous []byte   // the records of the memory before
	from, to int      // of the unchanged records that come next
	changed  []byte   // or the records that were written last
	pieces   [][]byte // all before these
}

// pieceSize is how many bytes are written before a new piece begins.
const pieceSize = 256 << 10

func newMemoryWriter(version string, previous *Memory) *memoryWriter {
	return &memoryWriter{start: memoryHeader(version), previous: previous.records}
}

func (w *memoryWriter) add(a cachedAgreement) {
	if a.unchanged {
		if a.from != w.to || len(w.changed) > 0 {
			w.flush()
			w.from = a.from
		}
		w.to = a.to
		return
	}
	if w.from < w.to || len(w.changed) > pieceSize {
		w.flush()
	}
	if w.changed == nil {
		w.changed = make([]byte, 0, pieceSize+pieceSize/8)
	}
	b := appendText(w.changed, a.path)
	b = appendSource(b, a.source)
	b = append(append(b, a.key[:]...), a.pages[:]...)
	b = binary.AppendUvarint(b, uint64(len(a.references)))
	for _, i := range a.references {
		b = binary.AppendUvarint(b, uint64(i))
	}
	b = appendText(b, string(a.identity))
	b = binary.AppendUvarint(b, uint64(len(a.refs)))
	for _, m := range a.refs {
		b = appendText(append(b, byte(m.kind)), m.path)
	}
	if len(a.problems) == 0 {
		w.changed = appendText(b, "")
		return
	}
	problems, err := json.Marshal(a.problems)
	if err != nil {
		panic(err) // problems are plain data
	}
	w.changed = appendText(b, string(problems))
}

// flush ends a piece.
func (w *memoryWriter) flush() {
	if w.from < w.to {
		w.pieces = append(w.pieces, w.previous[w.from:w.to])
	}
	if len(w.changed) > 0 {
		w.pieces = append(w.pieces, w.changed)
		w.changed = w.changed[len(w.changed):]
	}
	if cap(w.changed) < pieceSize/2 {
		w.changed = nil
	}
	w.from, w.to = 0, 0
}

// unchanged reports whether exactly the remembered records were added.
func (w *memoryWriter) unchanged() bool {
	return len(w.pieces) == 0 && len(w.changed) == 0 && w.from == 0 && w.to == len(w.previous)
}

// addAfter adds the remembered records of agreements after a path.
func (w *memoryWriter) addAfter(path string, m *Memory) {
	for r := m.agreements(); r.more; r.advance() {
		if r.next.path > path {
			w.add(r.next)
		}
	}
}

// memory returns the memory with all records, the digest of the site and its files.
func (w *memoryWriter) memory(d siteDigest, files sources, marks []byte, site *Site) Memory {
	w.flush()
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // a digest is plain data
	}
	b := appendText(w.start, string(text))
	b = binary.AppendUvarint(b, uint64(len(files)))
	for _, path := range slices.Sorted(maps.Keys(files)) {
		b = appendSource(appendText(b, path), files[path])
	}
	b = appendText(b, string(marks))
	from := len(b)
	b = slices.Concat(append(append([][]byte{b}, w.pieces...), make([]byte, sha256.Size))...)
	to := len(b) - sha256.Size
	end := sha256.Sum256(b[:to])
	copy(b[to:], end[:])
	return Memory{bytes: b, siteDigest: d, files: files, marks: marks, records: b[from:to:to], site: site}
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func appendSource(b []byte, s source) []byte {
	for _, n := range []int64{s.stamp.Size, s.stamp.Mtime, s.stamp.Ctime, int64(s.stamp.Inode)} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return append(b, s.digest[:]...)
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

// cacheReader reads the agreements of a memory, in the order of their paths.
type cacheReader struct {
	memoryReader
	next cachedAgreement
	read int // bytes
	more bool
}

func (m *Memory) agreements() *cacheReader {
	r := &cacheReader{memoryReader: memoryReader{rest: m.records}}
	r.advance()
	return r
}

// find returns what is remembered of a path, which has to come after the one before.
func (r *cacheReader) find(path string) (cachedAgreement, bool) {
	for r.more && r.next.path < path {
		r.advance()
	}
	return r.next, r.more && r.next.path == path
}

func (r *cacheReader) advance() {
	if r.more = len(r.rest) > 0; !r.more {
		return
	}
	size := len(r.rest)
	a := cachedAgreement{path: r.text(), source: r.source(), unchanged: true}
	copy(a.key[:], r.take(len(a.key)))
	copy(a.pages[:], r.take(len(a.pages)))
	for range r.number() {
		a.references = append(a.references, uint16(r.number()))
	}
	a.identity = r.bytes()
	for range r.number() {
		k := outputKind(r.take(1)[0])
		a.refs = append(a.refs, outputRef{k, r.text()})
	}
	if text := r.bytes(); len(text) > 0 && json.Unmarshal(text, &a.problems) != nil {
		r.err = errShort
	}
	if r.err != nil {
		r.more = false // the digest of the memory was right, so this does not happen
		return
	}
	a.from = r.read
	r.read += size - len(r.rest)
	a.to = r.read
	r.next = a
}

// memoryReader parses what memoryWriter writes. Past the end it reads zeros, and has an error.
type memoryReader struct {
	rest []byte
	err  error
}

var errShort = errors.New("the memory is cut short")

func (r *memoryReader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.err, r.rest = errShort, nil
		return make([]byte, max(min(n, 64), 1))
	}
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

func (r *memoryReader) number() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.err, r.rest = errShort, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *memoryReader) bytes() []byte { return r.take(int(min(r.number(), uint64(len(r.rest)+1)))) }

func (r *memoryReader) text() string { return string(r.bytes()) }

func (r *memoryReader) source() source {
	var n [4]int64
	for i := range n {
		n[i] = int64(binary.BigEndian.Uint64(r.take(8)))
	}
	s := source{stamp: tree.Stamp{Size: n[0], Mtime: n[1], Ctime: n[2], Inode: uint64(n[3])}}
	copy(s.digest[:], r.take(len(s.digest)))
	return s
}
