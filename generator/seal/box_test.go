package seal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestSealOpen(t *testing.T) {
	var secret Secret
	keys := secret.Keys("fenwick-tiles", 1)
	page := []byte("<!doctype html><title>What we agreed</title><h1>What we agreed</h1>")
	for _, terms := range []Terms{{}, {Until: 20_000}, {Passphrase: true}} {
		box, err := keys.Seal(NewLetter(page), terms)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Open(box, keys.Path(), keys.LinkKey(), keys.Passphrase(), 20_000)
		if err != nil || !bytes.Equal(got, page) {
			t.Errorf("%+v: opened as %q, %v", terms, got, err)
		}
	}
}

func TestSealRefusesWhatIsNotUTF8(t *testing.T) {
	var secret Secret
	_, err := secret.Keys("a", 1).Seal(NewLetter([]byte("private \xff")), Terms{})
	if err == nil || strings.Contains(err.Error(), "private") {
		t.Errorf("got %v", err)
	}
}

var _ = errors.Is
