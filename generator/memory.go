package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/tree"
)

// Memory is what one build found out that the next need not find out again: the digest of each file by its stamp, the
// outline of the offer, and of each agreement the key of its page, its problems and its outputs. It is a value made of
// bytes, to be kept in a file. Whatever is remembered is named by what it was made of, so a memory is never wrong about
// a site that has changed; one that is damaged or from another version is empty. It holds names of private files and
// pages, and must lie where nobody else reads it.
//
// The zero Memory remembers nothing. A Memory does not change.
type Memory struct {
	bytes      []byte
	siteDigest siteDigest
	files      map[string]source
	marks      []byte // of the public pages, for package search
	agreements []byte // records, by path
	site       *Site  // the offer that the outline is of, while the program runs; may be nil
}

const memoryHead = "upfront memory 10\n"

// ReadMemory reads what [Memory.Bytes] gave to a program of this version.
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
	m.files = map[string]source{}
	for range r.number() {
		path := string(r.bytes())
		m.files[path] = r.source()
	}
	m.marks = r.bytes()
	m.agreements = r.rest
	if r.err != nil {
		return Memory{}
	}
	return m
}

// Bytes is the memory as it is to be kept; empty where there is nothing to remember.
func (m Memory) Bytes() []byte { return m.bytes }

// Sealed reports whether a private page was made by what is remembered.
func (m Memory) Sealed() bool {
	for r := m.cached(); r.more; r.advance() {
		for _, made := range r.next.refs {
			if _, private := made.kind.pageState(); private {
				return true
			}
		}
	}
	return false
}

func memoryHeader(version string) []byte {
	of := sha256.Sum256([]byte(version))
	return append([]byte(memoryHead), of[:]...)
}

// whole gives the bytes without the digest at their end, or nothing where that is wrong.
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

// source gives a file with its digest, which is taken over where the file's stamp proves that nothing has changed.
func (m *Memory) source(t *tree.Tree, path string) source {
	stamp := t.Stamp(path)
	if was, ok := m.files[path]; ok && was.proves(stamp) {
		return was
	}
	digest, _ := t.Digest(path) // one that cannot be read is a problem of whoever reads it
	return sourceOf(t, stamp, digest)
}

// sourceOf is a file whose bytes were read after its stamp was taken. A stamp that is not settled proves nothing.
func sourceOf(t *tree.Tree, stamp tree.Stamp, digest [32]byte) source {
	if !t.Settled(stamp) {
		stamp = tree.Stamp{}
	}
	return source{stamp, digest}
}

// proves reports whether a file with this stamp has the bytes that were read.
func (s source) proves(now tree.Stamp) bool { return s.stamp == now && now != tree.Stamp{} }

// seen is what became of one agreement.
type cachedAgreement struct {
	path       string
	source     source
	key        [32]byte
	pagesTag   [16]byte // which public pages its words were looked for in
	references []uint16
	identity   leak.KeyList // of what tells the customer from others
	refs       []outputRef
	problems   []diag.Problem
	proof      []byte // that no public page has its words; nil where that was not asked for, or is not so

	unchanged bool // as it is remembered
	from, to  int  // where that stands in the memory
}

// made is one output of an agreement.
type outputRef struct {
	kind outputKind
	path string // 26 characters of a private page; of a public one, its path in the output
}

// kind says what an output of an agreement is.
type outputKind byte

const (
	sealedOpen  outputKind = 'o' // the page, which opens with its link
	sealedEnded outputKind = 'e' // the page of an agreement that has ended
	expired     outputKind = 'x' // a tombstone: the last day has passed
	replaced    outputKind = 'r' // a tombstone: there is another link
	openPage    outputKind = 'p' // the page of a public agreement
	openDates   outputKind = 'd' // its dates
)

// memoryWriter puts a memory together. Agreements have to come by path. What is as it was is not copied before the end.
type memoryWriter struct {
	start    []byte
	previous []byte   // the agreements of the memory before
	from, to int      // what of known comes next
	fresh    []byte   // or what was written last
	pieces   [][]byte // all before
}

// pieceOfMemory is how many bytes are put together before a new piece is begun.
const pieceOfMemory = 256 << 10

func newMemoryWriter(version string, known *Memory) *memoryWriter {
	return &memoryWriter{start: memoryHeader(version), previous: known.agreements}
}

func (w *memoryWriter) add(s cachedAgreement) {
	if s.unchanged {
		if s.from != w.to || len(w.fresh) > 0 {
			w.flush()
			w.from = s.from
		}
		w.to = s.to
		return
	}
	if w.from < w.to || len(w.fresh) > pieceOfMemory {
		w.flush()
	}
	if w.fresh == nil {
		w.fresh = make([]byte, 0, pieceOfMemory+pieceOfMemory/8)
	}
	b := appendText(w.fresh, s.path)
	b = appendSource(b, s.source)
	b = append(append(b, s.key[:]...), s.pagesTag[:]...)
	b = binary.AppendUvarint(b, uint64(len(s.references)))
	for _, i := range s.references {
		b = binary.AppendUvarint(b, uint64(i))
	}
	b = appendText(b, string(s.identity))
	b = binary.AppendUvarint(b, uint64(len(s.refs)))
	for _, m := range s.refs {
		b = appendText(append(b, byte(m.kind)), m.path)
	}
	if len(s.problems) == 0 {
		w.fresh = appendText(b, "")
		return
	}
	problems, err := json.Marshal(s.problems)
	if err != nil {
		panic(err) // problems are plain data
	}
	w.fresh = appendText(b, string(problems))
}

// put ends a piece.
func (w *memoryWriter) flush() {
	if w.from < w.to {
		w.pieces = append(w.pieces, w.previous[w.from:w.to])
	}
	if len(w.fresh) > 0 {
		w.pieces = append(w.pieces, w.fresh)
		w.fresh = w.fresh[len(w.fresh):]
	}
	if cap(w.fresh) < pieceOfMemory/2 {
		w.fresh = nil
	}
	w.from, w.to = 0, 0
}

// unchanged reports whether all that was added is what was remembered, and all of that.
func (w *memoryWriter) unchanged() bool {
	return len(w.pieces) == 0 && len(w.fresh) == 0 && w.from == 0 && w.to == len(w.previous)
}

// addBehind adds what was remembered of agreements behind a path.
func (w *memoryWriter) addAfter(path string, m *Memory) {
	for r := m.cached(); r.more; r.advance() {
		if r.next.path > path {
			w.add(r.next)
		}
	}
}

// memory is what was put together, with an outline and the files that it was made of.
func (w *memoryWriter) memory(o siteDigest, files map[string]source, marks []byte, site *Site) Memory {
	w.flush()
	text, err := json.Marshal(o)
	if err != nil {
		panic(err) // an outline is plain data
	}
	b := appendText(w.start, string(text))
	b = binary.AppendUvarint(b, uint64(len(files)))
	paths := make([]string, 0, len(files))
	for path := range files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		b = appendSource(appendText(b, path), files[path])
	}
	b = appendText(b, string(marks))
	from := len(b)
	b = slices.Concat(append(append([][]byte{b}, w.pieces...), make([]byte, sha256.Size))...)
	to := len(b) - sha256.Size
	end := sha256.Sum256(b[:to])
	copy(b[to:], end[:])
	return Memory{bytes: b, siteDigest: o, files: files, marks: marks, agreements: b[from:to:to], site: site}
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

// fileOf gives the agreement that made an output.
func (m *Memory) fileOf(output string) (file string, ok bool) {
	for r := m.cached(); r.more; r.advance() {
		for _, made := range r.next.refs {
			if made.outputPath() == output {
				return r.next.path, true
			}
		}
	}
	return "", false
}

// recall goes through the agreements of a memory in the order of their paths.
type cacheReader struct {
	memoryReader
	next cachedAgreement
	read int // bytes
	more bool
}

func (m *Memory) cached() *cacheReader {
	r := &cacheReader{memoryReader: memoryReader{rest: m.agreements}}
	r.advance()
	return r
}

// find gives what is remembered of a path, which has to be behind the one that was asked for last.
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
	s := cachedAgreement{path: r.text(), source: r.source(), unchanged: true}
	copy(s.key[:], r.take(len(s.key)))
	copy(s.pagesTag[:], r.take(len(s.pagesTag)))
	for range r.number() {
		s.references = append(s.references, uint16(r.number()))
	}
	s.identity = r.bytes()
	for range r.number() {
		k := outputKind(r.take(1)[0])
		s.refs = append(s.refs, outputRef{k, r.text()})
	}
	if text := r.bytes(); len(text) > 0 && json.Unmarshal(text, &s.problems) != nil {
		r.err = errShort
	}
	if r.err != nil {
		r.more = false // its digest vouches for the whole, so this is not met
		return
	}
	s.from = r.read
	r.read += size - len(r.rest)
	s.to = r.read
	r.next = s
}

// memoryReader reads what memoryWriter writes. Behind the end there are zeros, and an error.
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
