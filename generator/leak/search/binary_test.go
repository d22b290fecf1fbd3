package search

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// noise returns bytes as compressed data are.
func noise(seed uint64, n int) []byte {
	random := rand.New(rand.NewPCG(seed, 1))
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(random.Uint32())
	}
	return out
}

func inUTF16(s string, big bool) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// TestWordsOfABinaryFile holds that a name is found where a PDF or a picture says it, between compressed data.
func TestWordsOfABinaryFile(t *testing.T) {
	info := strings.Repeat("<< /Creator (A word processor) /CreationDate (D:2026) /Pages 3 0 R >>\n", 20)
	for name, in := range map[string][]byte{
		"in the information of a PDF": []byte(info + "/Author (Ann Lee)" + info),
		"short, between zeros":        []byte(strings.Repeat("Exif\x00\x00II*\x00\x08\x00\x00\x00", 60) + "\x00Ann Lee\x00" + strings.Repeat("\x00\x01\x00Adobe", 100)),
		"long, between noise":         []byte("(Ann Lee of Bray)"),
		"wide, big-endian":            append([]byte("/Author (\xfe\xff"), inUTF16("Ann Lee", true)...),
		"wide, little-endian":         append([]byte("\xff\xfe"), inUTF16("Ann Lee", false)...),
	} {
		for shift := range binaryBlock { // wherever blocks begin
			data := bytes.Join([][]byte{noise(1, 5000+shift), in, noise(2, 5000)}, nil)
			if !regexp.MustCompile(`\bAnn Lee\b`).Match(wordsIn(data)) {
				t.Fatalf("%s, %d: not kept", name, shift)
			}
			if shift == 0 {
				x := New()
				x.Add("files/a.pdf", data)
				if _, found := x.Find("Ann Lee"); !found {
					t.Errorf("%s: not found", name)
				}
			}
		}
	}
}

// TestNoiseSaysNothing holds that short words are not found in compressed data, and that hardly any of it is kept.
func TestNoiseSaysNothing(t *testing.T) {
	data := noise(7, 2<<20)
	if n := len(wordsIn(data)); n > len(data)/200 {
		t.Errorf("%d of %d bytes are kept", n, len(data))
	}
	x := New()
	x.Add("files/a.pdf", data)
	for _, word := range []string{"Ann", "Lee", "Bob", "Kim", "Joe", "May"} {
		if _, found := x.Find(word); found {
			t.Errorf("%q is found", word)
		}
	}
	for _, text := range []string{"Ann Lee", "Łódź, Ann\n\tLee", ""} {
		if got := string(wordsIn([]byte(text))); got != text {
			t.Errorf("of the text %q is kept %q", text, got)
		}
	}
}
