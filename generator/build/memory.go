package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"upfront/generator/publish"
	"upfront/generator/tree"
)

// Memory holds the results of a build that the next build can use. It is a value made of bytes, to be kept in a file: a head
// with what is known of the site and of every file that is no agreement, then a row for each agreement, by path, and what is
// known of the published files of the rows, in their order. Each result is kept with the digest of its inputs, so a memory is
// never wrong about a site that has changed; a memory that is damaged or from another version is empty. It holds names of
// private files and pages, and must lie where nobody else reads it.
//
// The zero Memory remembers nothing. A Memory does not change.
type Memory struct {
	bytes      []byte
	siteDigest siteDigest
	files      sources
	shared     published      // the outputs that are not those of an agreement: public pages, and pages of agreements that are gone
	marks      []byte         // of the public pages, for package search
	rows       []byte         // see row
	outputs    []publish.File // what package publish knows of each output in rows
	site       *Site          // the site that was read, while the program runs; may be nil
}

// published is what package publish knows of outputs, by path.
type published map[string]publish.File

const memoryHead = "upfront memory 13\n"

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
	m.shared = published{}
	for range r.number() {
		path := string(r.bytes())
		m.shared[path] = r.file()
	}
	m.marks, m.rows = r.bytes(), r.bytes()
	m.outputs = make([]publish.File, len(r.rest)/fileSize)
	for i := range m.outputs {
		m.outputs[i] = r.file()
	}
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

// encode returns a memory as it is to be kept.
func (m Memory) encode(version string) Memory {
	text, err := json.Marshal(m.siteDigest)
	if err != nil {
		panic(err) // a digest is plain data
	}
	b := make([]byte, 0, 2*len(text)+len(m.marks)+len(m.rows)+fileSize*len(m.outputs)+256*(len(m.files)+len(m.shared)))
	b = appendText(append(b, memoryHeader(version)...), string(text))
	b = binary.AppendUvarint(b, uint64(len(m.files)))
	for _, path := range slices.Sorted(maps.Keys(m.files)) {
		b = appendSource(appendText(b, path), m.files[path])
	}
	b = binary.AppendUvarint(b, uint64(len(m.shared)))
	for _, path := range slices.Sorted(maps.Keys(m.shared)) {
		b = appendFile(appendText(b, path), m.shared[path])
	}
	b = append(binary.AppendUvarint(b, uint64(len(m.marks))), m.marks...)
	b = append(binary.AppendUvarint(b, uint64(len(m.rows))), m.rows...)
	to := len(b)
	for _, f := range m.outputs {
		b = appendFile(b, f)
	}
	sum := sha256.Sum256(b)
	m.bytes = append(b, sum[:]...)
	m.rows = m.bytes[to-len(m.rows) : to : to] // so that they are not held twice
	return m
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// fileSize is how many bytes appendFile appends.
const fileSize = 2*16 + 3*8

// appendFile appends what is known of a published file.
func appendFile(b []byte, f publish.File) []byte {
	b = append(append(b, f.Key[:]...), f.Hash[:]...)
	for _, n := range []uint64{uint64(f.Size), uint64(f.Mtime), f.Inode} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return b
}

func appendSource(b []byte, s source) []byte {
	for _, n := range []uint64{uint64(s.stamp.Size), uint64(s.stamp.Mtime), uint64(s.stamp.Ctime), s.stamp.Inode} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return append(b, s.digest[:]...)
}

// memoryReader parses a memory. Past the end it reads zeros, and has an error.
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

// count returns how many things follow. Each has a byte at least.
func (r *memoryReader) count() int { return int(min(r.number(), uint64(len(r.rest)))) }

func (r *memoryReader) bytes() []byte { return r.take(int(min(r.number(), uint64(len(r.rest)+1)))) }

func (r *memoryReader) text() string { return string(r.bytes()) }

func (r *memoryReader) source() source {
	s := source{stamp: tree.Stamp{Size: int64(r.uint64()), Mtime: int64(r.uint64()), Ctime: int64(r.uint64()), Inode: r.uint64()}}
	copy(s.digest[:], r.take(len(s.digest)))
	return s
}

func (r *memoryReader) file() (f publish.File) {
	copy(f.Key[:], r.take(len(f.Key)))
	copy(f.Hash[:], r.take(len(f.Hash)))
	f.Size, f.Mtime, f.Inode = int64(r.uint64()), int64(r.uint64()), r.uint64()
	return f
}

func (r *memoryReader) uint64() uint64 { return binary.BigEndian.Uint64(r.take(8)) }
