package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"
)

// The key of these tests, as other programs write it: xxd -p, base32 and base64 of GNU coreutils.
var key = [32]byte{0xfb, 0xef, 0x3e, 0x41, 0x00, 0x9c, 0x20, 0x7f, 0x80, 0x0a, 0x0d, 0x2b, 0x2f, 0xff, 0xfe, 0xfd, 0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01}

const (
	keyHex    = "fbef3e41009c207f800a0d2b2ffffefd1032547698badcfeefcdab8967452301"
	keyBase32 = "7PXT4QIATQQH7AAKBUVS77767UIDEVDWTC5NZ7XPZWVYSZ2FEMAQ===="
	keyBase64 = "++8+QQCcIH+ACg0rL//+/RAyVHaYutz+782riWdFIwE="
)

// spellingsOfKey are ways to write the key, within something else.
func spellingsOfKey() map[string]string {
	group := func(n int, by string) string {
		var parts []string
		for i := 0; i < len(keyHex); i += n {
			parts = append(parts, keyHex[i:min(i+n, len(keyHex))])
		}
		return strings.Join(parts, by)
	}
	url := strings.NewReplacer("+", "-", "/", "_").Replace(keyBase64)
	quoted, _ := json.Marshal("\u003c" + keyHex)
	out := map[string]string{
		"raw": string(key[:]), "hexadecimal": keyHex, "in capitals": strings.ToUpper(keyHex), "either": strings.ToUpper(keyHex[:31]) + keyHex[31:],
		"groups of 2": group(2, " "), "colons": group(2, ":"), "dashes": strings.ToUpper(group(4, "-")), "groups of 8": group(8, "\n    "), "groups of 1": group(1, "\u00a0"),
		"commas": group(2, ", "), "in escapes of an address": "%" + group(2, "%"), "marked up": group(16, "<wbr>"), "in elements": "<code>" + group(4, "</code> <code>") + "</code>",
		"as entities": strings.ReplaceAll(group(2, ":"), ":", "&#58;"), "a part of a word": "0x" + keyHex, "in a feed": strings.ReplaceAll(group(8, "<b>"), "<", "&lt;"),
		"a string": string(quoted), "in UTF-16": wide(keyHex), "base32": keyBase32, "base32 in small letters": strings.ToLower(keyBase32), "base32 without padding": strings.TrimRight(keyBase32, "="),
		"base32 in groups": keyBase32[:8] + "-" + keyBase32[8:30] + " " + keyBase32[30:], "base64": keyBase64, "base64 without padding": strings.TrimRight(keyBase64, "="),
		"base64 for addresses": url, "the same without padding": strings.TrimRight(url, "="), "base64 over lines": keyBase64[:20] + "\r\n" + keyBase64[20:],
		"base64 in an address": strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(keyBase64), "base64 as entities": strings.ReplaceAll(keyBase64, "+", "&#43;"),
	}
	for shift := range 3 {
		for name, text := range map[string]string{"bytes": string(key[:]), "text": keyHex, "capitals": strings.ToUpper(keyHex)} {
			long := strings.Repeat("x", shift) + text + "yz"
			out["within base64, "+name+string(rune('0'+shift))] = base64.StdEncoding.EncodeToString([]byte(long))
			out["within base64 for addresses, "+name+string(rune('0'+shift))] = base64.RawURLEncoding.EncodeToString([]byte(long))
		}
	}
	return out
}

func wide(text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return string(b)
}

func TestFindsAKeyInEverySpelling(t *testing.T) {
	s := NewSpellings(key)
	for name, text := range spellingsOfKey() {
		for around, page := range map[string][2]string{
			"a page":   {"<!doctype html><html><body><p>We deliver at 09:00 within 48 hours. ", " Ask & you shall know.</p></body></html>"},
			"a binary": {"%PDF-1.7\n\x00\xff\xfe" + strings.Repeat("\x00", 1000), "\xff\x00endobj"},
			"itself":   {"", ""},
		} {
			if around == "a binary" && (strings.ContainsAny(text, "<&\\") || strings.Contains(text, "%2B")) {
				continue // of markup and escapes there are none in it
			}
			if !s.FoundIn([]byte(page[0] + text + page[1])) {
				t.Errorf("%s, in %s, is not found", name, around)
			}
		}
	}
}

// TestFindsWhatBase32Makes compares with what another program writes at each place within something longer.
func TestFindsWhatBase32Makes(t *testing.T) {
	if _, err := exec.LookPath("base32"); err != nil {
		if runtime.GOOS == "linux" {
			t.Fatal(err) // coreutils has it
		}
		t.Skip(err)
	}
	s := NewSpellings(key)
	for shift := range 10 {
		for _, text := range []string{string(key[:]), keyHex, strings.ToUpper(keyHex)} {
			c := exec.Command("base32", "-w", "0")
			c.Stdin = strings.NewReader(strings.Repeat("x", shift) + text + "yz")
			out, err := c.Output()
			if err != nil {
				t.Fatal(err)
			}
			if !s.FoundIn(out) || !s.FoundIn(bytes.ToLower(out)) {
				t.Errorf("%d bytes before it: not found in %s", shift, out)
			}
		}
	}
}

func TestFindsNoOtherKey(t *testing.T) {
	other := key
	other[31] ^= 0x10
	s := NewSpellings(other)
	for name, text := range spellingsOfKey() {
		if s.FoundIn([]byte(text)) {
			t.Errorf("%s is taken for another key", name)
		}
	}
	var none *Spellings
	if _, _, ok := none.Find([]byte(keyHex)); ok || none.FoundIn([]byte(keyHex)) || none.MayBeIn([]byte(keyHex)) {
		t.Error("no key is found")
	}
}

// TestMaySeesWhatIsInOnePiece holds that the quick search overlooks nothing that is in one piece, wherever it begins.
func TestMaySeesWhatIsInOnePiece(t *testing.T) {
	s := NewSpellings(key)
	for name, text := range spellingsOfKey() {
		if strings.ContainsAny(text, "<&%") || strings.Contains(name, "base") && strings.ContainsAny(text, " \r") {
			continue
		}
		for before := range 100 {
			if !s.MayBeIn([]byte(strings.Repeat("~", before) + text + "~~~~~~~~")) {
				t.Errorf("%s, %d bytes behind the beginning, is overlooked", name, before)
			}
		}
	}
	page := strings.Repeat("<p>Between 2026-03-20 09:00 and 2026-03-21 17:30 we were 12 of 34 times late, by 1:05, 1:10 and 2:45 h.</p>\n", 400)
	if s.MayBeIn([]byte(page)) {
		t.Error("days and hours may be a key")
	}
	dates := "BEGIN:VEVENT\r\nUID:34fab38371bee1f55eefe3356b9f40a7\r\nDTSTAMP:20261101T000000Z\r\n"
	for before := range 40 {
		if s.MayBeIn([]byte(strings.Repeat("~", before) + strings.Repeat(dates, 20))) {
			t.Fatal("the ids of dates may be a key")
		}
	}
}

func TestFindSaysWhere(t *testing.T) {
	s := NewSpellings(key)
	for text, want := range map[string]string{
		"a: 1\nb: " + keyHex + "\n":                          keyHex,
		"a: 1\nb: " + keyBase64 + "\n":                       keyBase64[:42],
		"x" + keyHex[:20] + ":\n  " + keyHex[20:] + "\nmore": keyHex[:20] + ":\n  " + keyHex[20:],
		"raw " + string(key[:]) + " raw":                     string(key[:]),
	} {
		from, to, ok := s.Find([]byte(text))
		if !ok || text[from:to] != want {
			t.Errorf("in %q it finds %q, want %q", text, text[from:to], want)
		}
	}
}

func FuzzSpellings(f *testing.F) {
	for _, text := range spellingsOfKey() {
		f.Add([]byte(text), uint8(3))
	}
	f.Fuzz(func(t *testing.T, around []byte, cut uint8) {
		own := sha256.Sum256(around)
		s := NewSpellings(own)
		at := min(int(cut), len(around))
		before, after := string(around[:at]), string(around[at:])
		if s.FoundIn(around) {
			t.Fatal("a text holds the key that is made of it")
		}
		if !s.FoundIn([]byte(before + string(own[:]) + after)) {
			t.Error("the key is not found")
		}
	})
}

func BenchmarkSpellingsOfALetter(b *testing.B) {
	page := []byte(strings.Repeat("<p>Between 2026-03-20 09:00 and 2026-03-21 17:30 we were 12 of 34 times late, by 1:05 &amp; 2:45 h.</p>\n", 200))
	s := NewSpellings(key)
	b.Run("may", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			s.MayBeIn(page)
		}
	})
	b.Run("in", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			s.FoundIn(page)
		}
	})
	b.Run("spell", func(b *testing.B) {
		for b.Loop() {
			NewSpellings(key)
		}
	})
}
