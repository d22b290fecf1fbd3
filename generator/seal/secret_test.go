package seal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"log/slog"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	list := strings.Fields(words)
	if len(list) != 7776 {
		t.Fatalf("%d words, want 7776", len(list))
	}
	seen := map[string]bool{}
	for _, w := range list {
		if seen[w] || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("%q is twice in the list, or is not in small letters", w)
		}
		seen[w] = true
	}
}

func TestSecretText(t *testing.T) {
	want, err := NewSecret(strings.NewReader("0123456789abcdef0123456789ABCDEF"))
	if err != nil {
		t.Fatal(err)
	}
	const text = "3031323334353637383961626364656630313233343536373839414243444546"
	if want.Text() != text {
		t.Errorf("text %q", want.Text())
	}
	for _, s := range []string{text, text + "\r\n", " " + strings.ToUpper(text)} {
		if got, err := ParseSecret(s); got != want || err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range []string{"", text[2:], text + "00", "x" + text[1:], text[:30] + "\n" + text[30:]} {
		if _, err := ParseSecret(s); err == nil || s != "" && strings.Contains(err.Error(), s) {
			t.Errorf("%q: %v", s, err)
		}
	}
	if _, err := NewSecret(strings.NewReader("short")); err == nil {
		t.Error("a short secret was made")
	}
}

func TestLink(t *testing.T) {
	keys := Secret{1}.Keys("a", 1)
	want := "https://example.com/promises/a/" + keys.Path().String() + "/#k=" + keys.LinkKey().Text()
	for _, base := range []string{"https://example.com/promises", "https://example.com/promises/"} {
		got := keys.Link(base)
		key, err := ParseLink(got)
		if got != want || err != nil || key != keys.LinkKey() {
			t.Errorf("%s: %s, %v", base, got, err)
		}
	}
}

func TestParsePath(t *testing.T) {
	path := Secret{1}.Keys("a", 1).Path()
	text := path.String()
	if got, err := ParsePath(text); got != path || err != nil {
		t.Errorf("%s: %v", text, err)
	}
	// The last character has two bits to spare, which must be zero.
	for _, bad := range []string{"", text[1:], text + "a", strings.ToUpper(text), text[:25] + "b", text[:25] + "=", "../" + text[3:]} {
		if _, err := ParsePath(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// Each agreement and generation has keys of its own, and an id and generation
// cannot be read as another pair of the same characters.
func TestKeysDiffer(t *testing.T) {
	seen := map[Path]string{}
	for _, id := range []string{"a", "a1", "1", "11", ""} {
		for _, generation := range []int{1, 11, 111, 2} {
			name := fmt.Sprint(id, " ", generation)
			keys := Secret{}.Keys(id, generation)
			if former, ok := seen[keys.Path()]; ok {
				t.Errorf("%s has the folder of %s", name, former)
			}
			seen[keys.Path()] = name
		}
	}
}

// nested holds private values where fmt may not call their methods.
type nested struct {
	letter Letter
	inner  *nested
	any    any
}

func TestLetterShowsNothing(t *testing.T) {
	letter := NewLetter([]byte("PRIVATE"))
	values := []any{letter, &letter, nested{letter: letter, inner: &nested{letter: letter}, any: letter}, []Letter{letter},
		map[string]Letter{"k": letter}, struct{ Letter }{letter}, fmt.Errorf("oops: %v", letter)}
	for _, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%t", "%p", "%T", "%c", "%U"} {
			showsNothing(t, verb, fmt.Sprintf(verb, v))
		}
		b, err := json.Marshal(v)
		showsNothing(t, "json", string(b)+fmt.Sprint(err))
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("letter", "v", v)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("letter", "v", v)
		showsNothing(t, "slog", log.String())
		var page bytes.Buffer
		err = template.Must(template.New("").Parse("<p title={{.}}>{{.}}</p><script>{{.}}</script>")).Execute(&page, v)
		showsNothing(t, "template", page.String()+fmt.Sprint(err))
	}
}

func showsNothing(t *testing.T, how, out string) {
	t.Helper()
	// As text, in hexadecimal, as numbers, and in base64.
	for _, shown := range []string{"PRIVATE", "50524956415445", "80 82 73 86", "0x50, 0x52", "80,82,73", "120 122 111", "UFJJVkFURQ"} {
		if strings.Contains(strings.ToUpper(out), shown) {
			t.Errorf("%s shows the letter: %s", how, out)
		}
	}
}

func TestKeysShowNothing(t *testing.T) {
	secret := Secret([]byte("PRIVATEPRIVATEPRIVATEPRIVATEPRIV"))
	keys := secret.Keys("a", 1)
	want := map[string]any{"secret": secret, "keys": keys, "link key": keys.LinkKey()}
	for text, v := range want {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
			if got := fmt.Sprintf(verb, v); got != text {
				t.Errorf("%s of %s: %s", verb, text, got)
			}
		}
	}
}
