package build

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"upfront/generator/publish"
)

// agreementsRead builds a site on disk once more, and returns the agreements that were read for it.
func agreementsRead(t *testing.T, dir string, last compiled) (read []string, now compiled) {
	t.Helper()
	in := last.after(inputOf(t, dir))
	now = compile(t, in, last.pages)
	known, next := bytes.NewReader(last.proofs), bytes.Buffer{}
	in.Proofs = &Proofs{known, &next}
	r := Open(in, nil).run(false)
	public := func(yield func(a agreementResult) bool) {
		r.publicOutputs(func(o publish.Output, err error) bool { return true })
		for a := range r.agreements(1, true, r.pagesTag(), r.beginProofs()) {
			if !yield(a) {
				return
			}
		}
	}
	for a := range public {
		if a.agreement != nil {
			read = append(read, filepath.Base(a.path))
		}
	}
	return read, now
}

// After a change of a public page, only the agreements are read whose pages it makes others, and those that it cannot be
// told of that their words are not there.
func TestProofsSpareReading(t *testing.T) {
	dir := t.TempDir()
	for name, text := range wider() {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	last := compile(t, inputOf(t, dir), nil)
	for _, c := range []struct{ what, file, text, read string }{
		{"nothing", "", "", ""},
		{"the text of a policy", "content/policies/late.md", "\nAnd this.\n", ""},
		{"an agreement", "content/agreements/second.yaml", "# more\n", "second.yaml"},
		{"a policy after an agreement", "content/policies/late.md", "\nAnd that, too.\n", "second.yaml"},
		{"and again", "content/policies/late.md", "\nAnd no more.\n", ""},
		{"a capability that one has", "content/capabilities/boats.yaml", "# more\n", "second.yaml"},
		{"words of one customer", "content/policies/late.md", "\nRing twice and wait, since the old dog is deaf.\n", "fenn.yaml second.yaml third.yaml"},
		{"which stay there", "content/policies/late.md", "\nYes.\n", "fenn.yaml second.yaml third.yaml"},
	} {
		if c.file != "" {
			put(t, filepath.Join(dir, filepath.FromSlash(c.file)), onDisk(t, dir)[c.file]+c.text)
		}
		read, now := agreementsRead(t, dir, last)
		if got := strings.Join(read, " "); got != c.read {
			t.Errorf("%s: read %q, want %q", c.what, got, c.read)
		}
		last = now
	}
}

// Proofs that are damaged, of another version or of another secret are none.
func TestProofsThatAreNoGood(t *testing.T) {
	in := inputWith(small())
	in.Version = "1"
	good := compile(t, in, nil).proofs
	count := func(head []byte, proofs []byte) (n int) {
		r := newProofReader(bytes.NewReader(proofs), head)
		for ; r.more; r.advance() {
			n++
		}
		return n
	}
	head := in.proofsHead()
	if n := count(head, good); n != 1 {
		t.Fatalf("%d proofs", n)
	}
	for n := range len(good) {
		if count(head, good[:n]) != 0 {
			t.Errorf("%d of %d bytes are taken for proofs", n, len(good))
		}
		if n >= len(head) {
			bad := bytes.Clone(good)
			bad[n] ^= 1
			if count(head, bad) != 0 {
				t.Errorf("byte %d is another, and they are taken for proofs", n)
			}
		}
	}
	other := in
	other.Version = "2"
	none := in
	none.Secret = nil
	if count(other.proofsHead(), good)+count(none.proofsHead(), good) != 0 {
		t.Error("proofs of another version, or without the secret, are taken")
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

// What cannot be written is no reason to stop, and is not whole.
func TestProofsThatCannotBeWritten(t *testing.T) {
	in := inputWith(small())
	in.Proofs = &Proofs{Next: full{}}
	if out := Open(in, nil).Check(); out.Proven || len(out.Memory.Bytes()) == 0 {
		t.Errorf("proven: %v; %d bytes are remembered", out.Proven, len(out.Memory.Bytes()))
	}
	var next bytes.Buffer
	in.Proofs = &Proofs{Next: &next}
	if out := Open(in, nil).Check(); !out.Proven || next.Len() == 0 {
		t.Errorf("proven: %v, %d bytes", out.Proven, next.Len())
	}
}
