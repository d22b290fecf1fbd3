package seal

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// A LinkKey is the key that the link of one private page carries.
type LinkKey [32]byte

// linkLength is the number of characters of a link key and its checksum.
const linkLength = 56

// Text is the key with its checksum, as 56 characters of lower-case base32.
func (k LinkKey) Text() string {
	return base32Lower.EncodeToString(append(k[:], k.checksum()...))
}

// Spellings are the key in the ways that it may be written: as in its link, and
// in base32, hexadecimal and base64, standard and for addresses, without
// padding.
func (k LinkKey) Spellings() []string {
	return []string{
		k.Text(), base32Lower.EncodeToString(k[:]), hex.EncodeToString(k[:]),
		base64.RawStdEncoding.EncodeToString(k[:]), base64.RawURLEncoding.EncodeToString(k[:]),
	}
}

// Format prints "link key", whatever the verb.
func (LinkKey) Format(f fmt.State, _ rune) {
	io.WriteString(f, "link key")
}

func (k LinkKey) checksum() []byte {
	sum := sha256.Sum256(append([]byte("upfront/v1/check"), k[:]...))
	return sum[:3]
}

// ParseLink takes the key out of a link, or out of its fragment alone. The
// key is what follows "#k=", up to the first character that is not of base32;
// capitals count as small letters, and what mail programs and trackers hang on
// a link after it is left aside. The errors are [NoKey], [Cut] when the link
// ends before the key does, and [Mistyped].
func ParseLink(link string) (LinkKey, error) {
	_, fragment, _ := strings.Cut(link, "#")
	rest, ok := strings.CutPrefix(fragment, "k=")
	if !ok {
		return LinkKey{}, NoKey
	}
	text := lowerASCII(rest)
	after := strings.TrimLeft(text, base32Digits)
	text = text[:len(text)-len(after)]
	switch {
	case len(text) < linkLength && after == "":
		return LinkKey{}, Cut
	case len(text) != linkLength:
		return LinkKey{}, Mistyped
	}
	return parseLinkText(text)
}

func parseLinkText(text string) (LinkKey, error) {
	b, err := base32Lower.DecodeString(text)
	if err != nil {
		return LinkKey{}, Mistyped
	}
	key := LinkKey(b[:len(LinkKey{})])
	if string(key.checksum()) != string(b[len(key):]) {
		return LinkKey{}, Mistyped
	}
	return key, nil
}

// lowerASCII is strings.ToLower without the letters of other alphabets whose
// small form is an ASCII letter, such as the Kelvin sign.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
