package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	_ "embed"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// A Secret is the master secret of a site, from which the keys of all its private pages follow: it opens every one of them.
type Secret [32]byte

// NewSecret returns a secret read from random, which should be crypto/rand.Reader.
func NewSecret(random io.Reader) (Secret, error) {
	var s Secret
	if _, err := io.ReadFull(random, s[:]); err != nil {
		return Secret{}, fmt.Errorf("making a secret: %w", err)
	}
	return s, nil
}

// ParseSecret reads 64 hexadecimal digits, in either case, and white space around them. Its error never quotes the text.
func ParseSecret(text string) (Secret, error) {
	b, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(b) != len(Secret{}) {
		return Secret{}, errors.New("a secret is 64 hexadecimal digits")
	}
	return Secret(b), nil
}

// Text returns the secret as 64 hexadecimal digits, to be kept in a file that only its owner reads.
func (s Secret) Text() string { return hex.EncodeToString(s[:]) }

// Check returns the key check value, 8 hexadecimal digits that tell nothing of the secret but that it was lost or exchanged.
func (s Secret) Check() string { return hex.EncodeToString(expand(s.root(), "upfront/v1/kcv", 4)) }

// Fingerprint returns 16 bytes that tell one secret from another, for this program's own notes, and nothing about either.
func (s Secret) Fingerprint() string { return string(expand(s.root(), "upfront/v1/fingerprint", 16)) }

// Format writes "secret", whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { io.WriteString(f, "secret") }

// Keys returns the keys of one agreement. The id is its stable name, which no reader of the host can learn from them; a
// higher generation has another folder, link and passphrase.
func (s Secret) Keys(id string, generation int) Keys {
	root, name := s.root(), nameOf(id, generation)
	return Keys{
		path: pathOf(root, name),
		link: LinkKey(expand(root, "upfront/v1/link"+name, len(LinkKey{}))),
		pass: expand(root, "upfront/v1/pass"+name, 6*8),
	}
}

// PathOf returns the path of [Secret.Keys] alone, at a third of the cost.
func (s Secret) PathOf(id string, generation int) Path {
	return pathOf(s.root(), nameOf(id, generation))
}

func (s Secret) root() []byte {
	return must(hkdf.Extract(sha256.New, s[:], []byte("upfront/v1")))
}

func pathOf(root []byte, name string) Path {
	return Path(expand(root, "upfront/v1/path"+name, len(Path{})))
}

// nameOf returns the name of a generation in the keys' derivation. No two of them are the same.
func nameOf(id string, generation int) string {
	return lengthPrefixed(id) + lengthPrefixed(strconv.Itoa(generation))
}

// Keys seal the page of one agreement, and open it.
type Keys struct {
	path Path
	link LinkKey
	pass []byte
}

// Path returns where the page lies.
func (k Keys) Path() Path { return k.path }

// LinkKey returns the key that the link carries.
func (k Keys) LinkKey() LinkKey { return k.link }

// Link returns the link to the page of a site at base, such as "https://example.com/promises", which may end in a slash.
func (k Keys) Link(base string) string {
	return strings.TrimSuffix(base, "/") + "/" + k.path.Folder() + "#k=" + k.link.Text()
}

// Passphrase returns the six words, parted by single spaces, that a page sealed with a passphrase asks for besides the
// link. Each is the word whose place in the list is the big-endian number of eight bytes, modulo the length of the list. The
// chances of two words differ by less than one part in 2^51.
func (k Keys) Passphrase() string {
	list, chosen := wordList(), []string{}
	for b := k.pass; len(b) > 0; b = b[8:] {
		chosen = append(chosen, list[binary.BigEndian.Uint64(b)%uint64(len(list))])
	}
	return strings.Join(chosen, " ")
}

// words is the EFF's long list of 7,776 words, one a line; see NOTICE.
//
//go:embed words.txt
var words string

var wordList = sync.OnceValue(func() []string { return strings.Fields(words) })

// Format writes "keys", whatever the verb.
func (Keys) Format(f fmt.State, _ rune) { io.WriteString(f, "keys") }

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

// A Path is the name of the folder of one private page. It tells nothing of whose it is.
type Path [16]byte

// String returns the path as 26 characters of lower-case base32.
func (p Path) String() string { return base32Lower.EncodeToString(p[:]) }

// Folder holds the folders of private pages in a site.
const Folder = "a/"

// Folder returns the folder of the page in the site, "a/<26 characters>/".
func (p Path) Folder() string { return Folder + p.String() + "/" }

// ParsePath reads what [Path.String] returns, and nothing else.
func ParsePath(text string) (Path, error) {
	b, err := base32Lower.DecodeString(text)
	if err != nil || len(b) != len(Path{}) || Path(b).String() != text {
		return Path{}, fmt.Errorf("%q is not the name of a private folder", text)
	}
	return Path(b), nil
}

var base32Lower = base32.NewEncoding(base32Digits).WithPadding(base32.NoPadding)

const base32Digits = "abcdefghijklmnopqrstuvwxyz234567"

func lengthPrefixed(s string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(s)))) + s
}

// expand returns n bytes of HKDF-Expand with SHA-256; n is small enough never to fail.
func expand(root []byte, info string, n int) []byte {
	return must(hkdf.Expand(sha256.New, root, info, n))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
