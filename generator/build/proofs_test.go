package build

import (
	"bytes"
	"errors"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"upfront/generator/leak"
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

// TestProofsServeChangedPages holds that the words of an agreement are not searched for where its page alone has changed, and
// its file and what public pages have of it have not.
func TestProofsServeChangedPages(t *testing.T) {
	const fenn, capability, policy = "content/agreements/fenn.yaml", "content/capabilities/vans.yaml", "content/policies/late.md"
	files := wider()
	last := compile(t, inputWith(files), nil)
	of := func(edited map[string]string, proofs []byte) (fenns agreementResult) {
		in := last.after(inputWith(edited))
		in.Proofs = &Proofs{Known: bytes.NewReader(proofs)}
		r := Open(in, nil).run(false)
		r.publicOutputs(func(publish.Output, error) bool { return true })
		for a := range r.agreements(1, true, r.pagesTag(), r.beginProofs()) {
			if a.path == fenn {
				fenns = a
			}
		}
		return fenns
	}
	edited := maps.Clone(files)
	edited[capability] = strings.Replace(files[capability], "within 4 hours", "within 4 hours or so", 1)
	digest, _ := inputWith(files).Tree.Digest(fenn)
	mark := []byte{0} // the proof of no words, which no search makes
	var proofs bytes.Buffer
	w := newProofWriter(&proofs, Open(inputWith(edited), nil).proofsHead())
	w.add(row{path: fenn, source: source{digest: digest}, proof: mark})
	w.out.Flush()
	if a := of(edited, proofs.Bytes()); a.agreement == nil || !bytes.Equal(a.proof, mark) {
		t.Errorf("after an edit of its capability the agreement was read: %v, and has the proof %v", a.agreement != nil, a.proof)
	}
	edited[policy] += "\nRing twice and wait, since the old dog is deaf.\n"
	if a := of(edited, last.proofs); !hasRule(a.problems, leak.RulePrivate) || a.proof != nil {
		t.Errorf("words of the agreement that are public now were not searched for: %+v", a.problems)
	}
	edited = maps.Clone(files)
	edited[fenn] += "# more\n"
	edited[policy] += "\nAnd more.\n"
	if a := of(edited, proofs.Bytes()); len(a.proof) <= len(mark) {
		t.Errorf("an agreement that was edited has the proof of the one before, %v", a.proof)
	}
}

// Proofs that are damaged, of another version, of another secret or of another address are none.
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
	head := Open(in, nil).proofsHead()
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
	other, none, moved := in, in, small()
	other.Version, none.Secret = "2", nil
	moved["site.yaml"] = strings.Replace(moved["site.yaml"], "small.example/expect", "small.example/hope", 1)
	elsewhere := inputWith(moved)
	elsewhere.Version = "1"
	for what, in := range map[string]Input{"another version": other, "a build without the secret": none, "another address": elsewhere} {
		if count(Open(in, nil).proofsHead(), good) != 0 {
			t.Errorf("proofs of %s are taken", what)
		}
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
