package build

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
)

// Proofs are kept from one build to the next. The proof of an agreement says why its words are on no public page, so that
// after a change of a public page they need not be searched for again. Proofs only save work: without them every agreement
// is read again. Like a [Memory] they must lie where nobody else reads them. They are not a part of it, because they are
// read and written only when a public page has changed, and are too large to be held.
type Proofs struct {
	Known io.Reader // what an earlier build wrote; nil: nothing
	Next  io.Writer // to be read as Known by later builds, if the outcome is proven
}

// proof is that of one agreement, as its file was.
type proof struct {
	path string
	file [16]byte // of the digest of its file and records
	text []byte   // see search.Proof
}

// matching returns the proof if it is of the agreement as it is now, else nil.
func (p proof) matching(now row) []byte {
	if content := now.content(); !bytes.Equal(p.file[:], content[:len(p.file)]) {
		return nil
	}
	return p.text
}

// proofsHead returns the beginning of proofs of this version, this secret, which is one of the words searched for, and this
// address of the site, which decides what is a link in the texts of agreements.
func (b *Build) proofsHead() []byte {
	digest := newHasher(b.input.Version, b.input.fingerprint(), b.site().Offer.Site.URL.V).digest()
	return append([]byte("upfront proofs 5\n"), digest[:]...)
}

// proofReader reads proofs in the order of their paths, up to the first that is damaged. Proofs may be older than the last
// build, so each has a digest of its agreement, and one of itself.
type proofReader struct {
	in   *bufio.Reader
	next proof
	more bool
}

func newProofReader(in io.Reader, head []byte) *proofReader {
	r := &proofReader{}
	if in == nil {
		return r
	}
	r.in = bufio.NewReaderSize(in, 64<<10)
	got := make([]byte, len(head))
	if _, err := io.ReadFull(r.in, got); err == nil && bytes.Equal(got, head) {
		r.advance()
	}
	return r
}

const (
	proofDigestSize = 8       // bytes of the digest behind each proof
	maxProofSize    = 1 << 20 // bytes of a proof
)

func (r *proofReader) advance() {
	r.more = false
	size, err := binary.ReadUvarint(r.in)
	if err != nil || size > maxProofSize {
		return
	}
	b := make([]byte, size+proofDigestSize)
	if _, err := io.ReadFull(r.in, b); err != nil {
		return
	}
	body, sum := b[:size], sha256.Sum256(b[:size])
	n, at := binary.Uvarint(body)
	if !bytes.Equal(sum[:proofDigestSize], b[size:]) || at <= 0 || n > uint64(len(body)-at) || len(body)-at-int(n) < len(r.next.file) {
		return
	}
	path, rest := body[at:at+int(n)], body[at+int(n):]
	r.next = proof{path: string(path), text: rest[len(r.next.file):]}
	copy(r.next.file[:], rest)
	r.more = true
}

// find returns the proof of a path, which has to come after the one before.
func (r *proofReader) find(path string) proof {
	for r.more && r.next.path < path {
		r.advance()
	}
	if r.more && r.next.path == path {
		return r.next
	}
	return proof{}
}

// proofWriter writes proofs, by path. It keeps the first error. A nil proofWriter writes nothing.
type proofWriter struct {
	out  *bufio.Writer
	body []byte
	err  error
}

func newProofWriter(out io.Writer, head []byte) *proofWriter {
	w := &proofWriter{out: bufio.NewWriterSize(out, 64<<10)}
	_, w.err = w.out.Write(head)
	return w
}

func (w *proofWriter) add(a row) {
	if w == nil || w.err != nil || a.proof == nil {
		return
	}
	w.body = appendText(w.body[:0], a.path)
	content := a.content()
	w.body = append(append(w.body, content[:16]...), a.proof...)
	if len(w.body) > maxProofSize {
		return
	}
	sum := sha256.Sum256(w.body)
	w.body = append(w.body, sum[:proofDigestSize]...)
	var size [binary.MaxVarintLen64]byte
	if _, w.err = w.out.Write(binary.AppendUvarint(size[:0], uint64(len(w.body)-proofDigestSize))); w.err == nil {
		_, w.err = w.out.Write(w.body)
	}
}

// beginProofs begins to read and write proofs where public pages have changed, or what releases words, so that the words of all agreements have to
// be searched for in them.
func (r *run) beginProofs() *proofReader {
	p := r.input.Proofs
	if p == nil || r.printed == nil || r.input.Memory.hasPages(r.printed) && r.input.Memory.siteDigest.Released == r.siteDigest.Released {
		return newProofReader(nil, nil)
	}
	head := r.proofsHead()
	if p.Next != nil {
		r.proofs = newProofWriter(p.Next, head)
	}
	return newProofReader(p.Known, head)
}

// endProofs ends the writing of proofs, and reports whether there is one of every agreement that can have one.
func (r *run) endProofs() bool {
	return r.proofs != nil && r.complete && r.proofs.err == nil && r.proofs.out.Flush() == nil
}
