package seal

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/ours.json anew")

// vectors are the known answers of testdata/vectors.mjs, an implementation
// that shares nothing with this one but the description and the list of words.
type vectors struct {
	Keys []struct {
		Secret, ID, Folder, Link, Passphrase, Check string
		Generation                                  int
	}
	Boxes map[string][]byte
	Cases []vector
}

type vector struct {
	Name, Want, Box, Link, Folder, Passphrase, HTML string
	Today                                           Day
	Size                                            *int
	Edits                                           []struct {
		At    int
		Bytes string
	}
}

func readVectors(t testing.TB) vectors {
	t.Helper()
	var v vectors
	readJSON(t, "testdata/vectors.json", &v)
	return v
}

func readJSON(t testing.TB, name string, v any) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// box returns the bytes of the case: its box, edited and cut to size.
func (c vector) box(t testing.TB, v vectors) []byte {
	t.Helper()
	box := bytes.Clone(v.Boxes[c.Box])
	if box == nil {
		t.Fatalf("%s: there is no box %q", c.Name, c.Box)
	}
	for _, e := range c.Edits {
		b, err := hex.DecodeString(e.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		box = append(box[:e.At], append(b, box[min(len(box), e.At+len(b)):]...)...)
	}
	if c.Size != nil {
		box = box[:*c.Size]
	}
	return box
}

func (c vector) open(box []byte) ([]byte, error) {
	link, err := ParseLink(c.Link)
	if err != nil {
		return nil, err
	}
	path, err := ParsePath(c.Folder)
	if err != nil {
		return nil, err
	}
	return Open(box, path, link, c.Passphrase, c.Today)
}

func TestKnownKeys(t *testing.T) {
	for _, k := range readVectors(t).Keys {
		secret, err := ParseSecret(k.Secret)
		if err != nil {
			t.Fatal(err)
		}
		keys := secret.Keys(k.ID, k.Generation)
		got := []string{keys.Path().String(), "#k=" + keys.LinkKey().Text(), keys.Passphrase(), secret.Check()}
		want := []string{k.Folder, k.Link, k.Passphrase, k.Check}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s, generation %d: got %q, want %q", k.ID, k.Generation, got[i], want[i])
			}
		}
	}
}

func TestKnownAnswers(t *testing.T) {
	v := readVectors(t)
	failing := 0
	for _, c := range v.Cases {
		html, err := c.open(c.box(t, v))
		var class Failure
		switch {
		case c.Want == "ok" && (err != nil || string(html) != c.HTML):
			t.Errorf("%s: opened as %.60q, %v; want %.60q", c.Name, html, err, c.HTML)
		case c.Want != "ok" && (!errors.As(err, &class) || string(class) != c.Want || html != nil):
			t.Errorf("%s: got %q, %v; want %s", c.Name, html, err, c.Want)
		}
		if c.Want != "ok" {
			failing++
		}
	}
	if len(v.Cases) < 60 || failing < 35 {
		t.Errorf("%d known answers, of which %d fail; want 60 and 35", len(v.Cases), failing)
	}
}

// ours is a box made by this package, opened by testdata/vectors.mjs.
type ours struct {
	Secret     string `json:"secret"`
	ID         string `json:"id"`
	Generation int    `json:"generation"`
	Until      Day    `json:"until"`
	Passphrase bool   `json:"passphrase"`
	HTML       string `json:"html"`

	Check  string `json:"check"`
	Folder string `json:"folder"`
	Link   string `json:"link"`
	Words  string `json:"words"`
	Box    []byte `json:"box"`
}

func (o *ours) seal(t *testing.T) {
	t.Helper()
	secret, err := ParseSecret(o.Secret)
	if err != nil {
		t.Fatal(err)
	}
	keys := secret.Keys(o.ID, o.Generation)
	o.Check, o.Folder, o.Words = secret.Check(), keys.Path().String(), keys.Passphrase()
	o.Link = "#k=" + keys.LinkKey().Text()
	o.Box, err = keys.Seal(nil, NewLetter([]byte(o.HTML)), Terms{Until: o.Until, Passphrase: o.Passphrase})
	if err != nil {
		t.Fatal(err)
	}
}

// The same letter must not change its bytes from one build to the next; when
// a new compressor changes them all, that is said with -update, and every
// customer's page is published anew.
func TestSealedBytesArePinned(t *testing.T) {
	var pinned []ours
	readJSON(t, "testdata/ours.json", &pinned)
	for i, want := range pinned {
		pinned[i].seal(t)
		if got := pinned[i]; !*update && !reflect.DeepEqual(got, want) {
			t.Errorf("%s, generation %d: other bytes than those in testdata/ours.json", want.ID, want.Generation)
		}
	}
	if *update {
		writeJSON(t, "testdata/ours.json", pinned)
	}
}

func writeJSON(t *testing.T, name string, v any) {
	t.Helper()
	b, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(b, '\n'), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestOtherImplementationOpensOurBoxes(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("UPFRONT_REQUIRE_BROWSER") == "1" {
			t.Fatal("no node here, which runs the second implementation")
		}
		t.Skip("no node here; testdata/vectors.mjs says how to run it")
	}
	if out, err := exec.Command(node, "testdata/vectors.mjs", "check", "testdata/ours.json").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
