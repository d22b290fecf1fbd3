package seal

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// A Failure is the reason why a page does not open, by the name of the state in which the loader shows its message.
// [ParseLink] and [Open] return no other errors.
type Failure string

// The ways in which a page does not open.
const (
	NoKey    Failure = "nokey"    // the address carries no key
	Cut      Failure = "cut"      // part of the link is missing
	Mistyped Failure = "mistyped" // the link does not match its checksum
	WrongKey Failure = "wrong"    // sound key or words, of another page
	Damaged  Failure = "damaged"  // not as it was published
	Newer    Failure = "newer"    // made by a newer version
	Expired  Failure = "expired"  // its last day is over
)

// Error returns the failure for a person at a terminal. The sentences that a customer reads belong to the theme.
func (f Failure) Error() string { return "a sealed page does not open: " + string(f) }

// A LinkKey is the key that the link of one private page carries.
type LinkKey [32]byte

// linkLength is the number of characters of a link key and its checksum.
const linkLength = 56

// Text returns the key with its checksum, as 56 characters of lower-case base32.
func (k LinkKey) Text() string {
	return base32Lower.EncodeToString(append(k[:], k.checksum()...))
}

// Spellings returns the key as in its link, and in base32, hexadecimal, and base64 of both alphabets, without padding.
func (k LinkKey) Spellings() []string {
	return []string{k.Text(), base32Lower.EncodeToString(k[:]), hex.EncodeToString(k[:]),
		base64.RawStdEncoding.EncodeToString(k[:]), base64.RawURLEncoding.EncodeToString(k[:])}
}

// Format writes "link key", whatever the verb.
func (LinkKey) Format(f fmt.State, _ rune) { io.WriteString(f, "link key") }

func (k LinkKey) checksum() []byte {
	sum := sha256.Sum256(append([]byte("upfront/v1/check"), k[:]...))
	return sum[:3]
}

// ParseLink returns the key in a link, or in its fragment alone. The key is what follows "#k=", up to the first character
// that is not of base32: mail programs and trackers hang more on a link. Capitals count as small letters. The errors are
// [NoKey], [Cut] where the link ends before the key does, and [Mistyped].
func ParseLink(link string) (LinkKey, error) {
	_, fragment, _ := strings.Cut(link, "#")
	rest, ok := strings.CutPrefix(fragment, "k=")
	if !ok {
		return LinkKey{}, NoKey
	}
	text := strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' { // unicode.ToLower makes ASCII letters of others, too, such as the Kelvin sign
			r += 'a' - 'A'
		}
		return r
	}, rest)
	after := strings.TrimLeft(text, base32Digits)
	text = text[:len(text)-len(after)]
	if len(text) < linkLength && after == "" {
		return LinkKey{}, Cut
	}
	b, err := base32Lower.DecodeString(text)
	if err != nil || len(text) != linkLength {
		return LinkKey{}, Mistyped
	}
	key := LinkKey(b[:len(LinkKey{})])
	if string(key.checksum()) != string(b[len(key):]) {
		return LinkKey{}, Mistyped
	}
	return key, nil
}
