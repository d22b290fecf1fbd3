package generator

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
)

// Proofs are kept from one build to the next, so that after a change of a public page the words of all agreements need not
// be looked for again: of each agreement, why they are on no public page. They only save work: without them every
// agreement is read again. Like a [Memory] they must lie where nobody else reads them. They are not a part of it, because
// they are read and written only when a public page has changed, and are too large to be held.
type Proofs struct {
	Known io.Reader // what an earlier build wrote; nil: nothing
	Next  io.Writer // to be read as Known by later builds, if the outcome says that it is whole
}

// proof is that of one agreement, as its file was.
type proof struct {
	path string
	file [16]byte // of the file's digest
	text []byte   // see search.Proof
}

// of gives the proof of an agreement as it is now; nil where it is of what the file was once.
func (p proof) matching(now cachedAgreement) []byte {
	if !bytes.Equal(p.file[:], now.source.digest[:len(p.file)]) {
		return nil
	}
	return p.text
}

// proofsHead is how proofs begin that were made by this version, with this secret: it is one of the words looked for.
func (in Input) proofsHead() []byte {
	of := sha256.Sum256([]byte(in.Version + "\x00" + in.secret()))
	return append([]byte("upfront proofs 3\n"), of[:]...)
}

// proofReader goes through proofs in the order of their paths, as far as they are whole. Those that a build writes may be
// older than the last one, so each has a digest of what it is of, and one of its own.
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
	maxProofSize    = 1 << 20 // bytes of a proof; one that says to be longer is none
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

// find gives the proof of a path, which has to be behind the one that was asked for last.
func (r *proofReader) find(path string) proof {
	for r.more && r.next.path < path {
		r.advance()
	}
	if r.more && r.next.path == path {
		return r.next
	}
	return proof{}
}

// proofWriter writes proofs, by path. Of errors it keeps the first.
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

func (w *proofWriter) add(s cachedAgreement) {
	if w.err != nil || s.proof == nil {
		return
	}
	w.body = appendText(w.body[:0], s.path)
	w.body = append(append(w.body, s.source.digest[:16]...), s.proof...)
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

// renewed reports whether the public pages have other words than those of the build before, so that the words of all
// agreements have to be looked for in them.
func (r *run) pagesChanged() bool {
	before := r.input.Memory.siteDigest.Printed
	return before == nil || before.Texts != r.printed.Texts
}

// prove begins to read and write proofs, where that is worth it.
func (r *run) beginProofs() (known *proofReader) {
	p := r.input.Proofs
	if p == nil || r.printed == nil || !r.pagesChanged() {
		return newProofReader(nil, nil)
	}
	head := r.input.proofsHead()
	if p.Next != nil {
		r.proofs = newProofWriter(p.Next, head)
	}
	return newProofReader(p.Known, head)
}

// proven ends the writing of proofs, and reports whether there is one of every agreement that can have one.
func (r *run) endProofs() bool {
	return r.proofs != nil && r.complete && r.proofs.err == nil && r.proofs.out.Flush() == nil
}
