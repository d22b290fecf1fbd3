package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"golang.org/x/text/unicode/norm"
)

// The format of a box, in bytes, and the iterations of PBKDF2.
const (
	magic      = "UPF1"
	headerSize = 29
	sivSize    = 32
	tagSize    = 16
	bucket     = 8192
	iterations = 1_000_000

	leastIterations = 100_000
	mostIterations  = 10_000_000
)

// A Day is a number of days since 1970-01-01 in UTC. Zero means no day.
type Day uint32

// DayOf returns the day, in UTC, of t, which must not lie before 1970.
func DayOf(t time.Time) Day { return Day(t.Unix() / (24 * 60 * 60)) }

// Terms are the conditions under which a page opens. The zero Terms are: by its link, for as long as it is there.
type Terms struct {
	Until      Day  // the page opens until this day is over in UTC; 0 for ever
	Passphrase bool // it asks for the six words, too
}

// A Letter is a private page in the clear. Only [Keys.Seal] lets its content out: neither fmt nor an encoder prints it,
// under any verb and at any depth. The zero Letter is empty.
type Letter struct {
	// A function, because fmt follows the unexported fields of enclosing structs without asking their methods, and a verb
	// that fits no field even follows pointers. Of a function it prints the address.
	html func() []byte
}

// NewLetter returns the letter with this content, an HTML document in UTF-8, which the caller must not change afterwards.
func NewLetter(html []byte) Letter {
	return Letter{func() []byte { return html }}
}

// Format writes "letter", whatever the verb.
func (Letter) Format(f fmt.State, _ rune) { io.WriteString(f, "letter") }

func (l Letter) content() []byte {
	if l.html == nil {
		return nil
	}
	return l.html()
}

// Seal appends a box with the letter. The same keys, letter and terms make the same bytes. A letter that is not UTF-8 is an
// error, which quotes nothing of it. With a passphrase it takes about a tenth of a second the first time, on purpose.
func (k Keys) Seal(to []byte, l Letter, t Terms) ([]byte, error) {
	if !utf8.Valid(l.content()) {
		return nil, errors.New("a letter is not in UTF-8")
	}
	h, words := header{until: t.Until, path: k.path}, ""
	if t.Passphrase {
		h.iterations, words = iterations, k.Passphrase()
	}
	p := packers.Get().(*packer)
	defer packers.Put(p)
	return appendSealed(to, h, h.material(k.link, words), p.pad(p.deflate(l.content()))), nil
}

// Open returns the HTML in the box that lies in the folder of path, as it can be opened today. Only some boxes ask for the
// passphrase. The errors are [Newer], [Damaged], [Expired] and [WrongKey], also for another passphrase.
func Open(box []byte, path Path, link LinkKey, passphrase string, today Day) ([]byte, error) {
	h, err := parseHeader(box)
	if err != nil {
		return nil, err
	}
	if h.path != path {
		return nil, Damaged
	}
	if h.until != 0 && today > h.until {
		return nil, Expired
	}
	padded, err := openPadded(box, h, h.material(link, passphrase))
	if err != nil {
		return nil, err
	}
	return unpad(padded)
}

// A Failure is the reason why a page does not open. Its text is the name of the state whose message the loader shows.
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

// A header is the first 29 bytes of a box. They are not secret, and the key vouches for them.
type header struct {
	until      Day
	iterations uint32 // 0 without a passphrase
	path       Path
}

func (h header) bytes() []byte {
	flags := byte(min(h.iterations, 1))
	b := append(append(make([]byte, 0, headerSize), magic...), flags)
	b = binary.BigEndian.AppendUint32(b, uint32(h.until))
	b = binary.BigEndian.AppendUint32(b, h.iterations)
	return append(b, h.path[:]...)
}

// parseHeader checks without a key whether this version can read the box, then whether it is whole and its header allowed.
func parseHeader(box []byte) (header, error) {
	if len(box) < len(magic)+1 {
		return header{}, Damaged
	}
	flags := box[len(magic)]
	if string(box[:len(magic)]) != magic || flags > 1 {
		return header{}, Newer
	}
	sealed := len(box) - headerSize - sivSize - tagSize
	if sealed < bucket || sealed%bucket != 0 {
		return header{}, Damaged
	}
	h := header{Day(binary.BigEndian.Uint32(box[5:])), binary.BigEndian.Uint32(box[9:]), Path(box[13:headerSize])}
	if !iterationsAllowed(flags, h.iterations) {
		return header{}, Damaged
	}
	return h, nil
}

func iterationsAllowed(flags byte, n uint32) bool {
	return flags == 0 && n == 0 || flags == 1 && leastIterations <= n && n <= mostIterations
}

// material returns the secret that both keys of a box are derived from.
func (h header) material(link LinkKey, passphrase string) []byte {
	if h.iterations == 0 {
		return link[:]
	}
	return append(link[:], stretch{h.path, h.iterations, passphrase}.bytes()...)
}

// A stretch is a passphrase with what it is stretched by.
type stretch struct {
	path       Path
	iterations uint32
	passphrase string
}

// stretched holds the bytes of each stretch that was asked for: a site that is watched seals the same pages again and again.
var stretched sync.Map

// bytes returns the stretched passphrase, which takes long the first time that it is asked for.
func (s stretch) bytes() []byte {
	if known, ok := stretched.Load(s); ok {
		return known.([]byte)
	}
	key := must(pbkdf2.Key(sha256.New, norm.NFC.String(s.passphrase), s.path[:], int(s.iterations), 32))
	stretched.Store(s, key)
	return key
}

func appendSealed(to []byte, h header, material, padded []byte) []byte {
	head, begin := h.bytes(), len(to)
	to = slices.Grow(to, headerSize+sivSize+len(padded)+tagSize)
	to = append(append(to, head...), siv(head, material, h.path, padded)...)
	prefix := to[begin:]
	return aead(material, prefix).Seal(to, make([]byte, 12), padded, prefix)
}

func openPadded(box []byte, h header, material []byte) ([]byte, error) {
	prefix := box[:headerSize+sivSize]
	padded, err := aead(material, prefix).Open(nil, make([]byte, 12), box[len(prefix):], prefix)
	if err != nil {
		return nil, WrongKey
	}
	if !hmac.Equal(siv(box[:headerSize], material, h.path, padded), box[headerSize:len(prefix)]) {
		return nil, Damaged
	}
	return padded, nil
}

func siv(head, material []byte, path Path, padded []byte) []byte {
	mac := hmac.New(sha256.New, derive(material, path[:], "upfront/v1/siv"))
	mac.Write(head)
	mac.Write(padded)
	return mac.Sum(nil)
}

// aead returns the cipher of the box with this prefix, its header and siv.
func aead(material, prefix []byte) cipher.AEAD {
	key := derive(material, prefix[headerSize:], "upfront/v1/enc")
	return must(cipher.NewGCM(must(aes.NewCipher(key))))
}

func derive(material, salt []byte, info string) []byte {
	return must(hkdf.Key(sha256.New, material, salt, info, 32))
}

// A packer compresses and pads letters, one after the other: making one costs more than packing a letter does. What it packed
// before leaves no trace in the bytes that it returns, which hold until it packs again.
type packer struct {
	quick    compressor
	thorough func() compressor // made when a letter first needs it
	padded   []byte
}

var packers = sync.Pool{New: func() any { return newPacker() }}

func newPacker() *packer {
	return &packer{quick: newCompressor(1), thorough: sync.OnceValue(func() compressor { return newCompressor(6) })}
}

// pad returns the length of the body, the body, and zeros, so that the size of a box tells little of the page in it.
func (p *packer) pad(body []byte) []byte {
	size := buckets(len(body)) * bucket
	p.padded = binary.BigEndian.AppendUint32(slices.Grow(p.padded[:0], size), uint32(len(body)))
	p.padded = append(p.padded, body...)[:size]
	clear(p.padded[4+len(body):])
	return p.padded
}

// unpad undoes pad and deflate, and accepts only what those two can make.
func unpad(padded []byte) ([]byte, error) {
	length, rest := int64(binary.BigEndian.Uint32(padded)), padded[4:]
	if length > int64(len(rest)) {
		return nil, Damaged
	}
	body, zeros := rest[:length], rest[length:]
	if len(zeros) >= bucket || len(bytes.Trim(zeros, "\x00")) != 0 {
		return nil, Damaged
	}
	in := bytes.NewReader(body)
	html, err := io.ReadAll(flate.NewReader(in))
	if err != nil || in.Len() != 0 || !utf8.Valid(html) {
		return nil, Damaged
	}
	return html, nil
}

// deflate compresses a letter quickly, and thoroughly where that saves a bucket: that takes more than twice the time, and
// makes about a tenth less of a letter.
func (p *packer) deflate(html []byte) []byte {
	body := p.quick.deflate(html)
	if buckets(len(body)) == buckets(len(body)*5/6) {
		return body
	}
	if smaller := p.thorough().deflate(html); buckets(len(smaller)) < buckets(len(body)) {
		return smaller
	}
	return body
}

// buckets returns how many buckets a compressed letter of this size fills.
func buckets(size int) int { return (4 + size + bucket - 1) / bucket }

// A compressor compresses at one level. Each output is written over by the next.
type compressor struct {
	*flate.Writer
	out *bytes.Buffer
}

func newCompressor(level int) compressor {
	out := new(bytes.Buffer)
	return compressor{must(flate.NewWriter(out, level)), out}
}

func (c compressor) deflate(html []byte) []byte {
	own, hasEnding := bytes.CutSuffix(html, ending())
	if !hasEnding {
		return c.write(html, c.Close)
	}
	c.write(own, c.Flush)
	c.out.Write(packedEnding())
	return c.out.Bytes()
}

// write compresses the beginning of a letter with Flush, or all of it with Close.
func (c compressor) write(html []byte, finish func() error) []byte {
	c.out.Reset()
	c.Reset(c.out)
	must(c.Write(html))
	if err := finish(); err != nil {
		panic(err) // a buffer takes every write
	}
	return c.out.Bytes()
}

// ending is how a letter ends that can be answered. packedEnding returns its compressed form, which stands behind that of any
// letter: the script is a twelfth of the letter, and took an eighth of the time.
var (
	ending       = sync.OnceValue(func() []byte { return []byte("<script>" + Reply() + "</script></body></html>") })
	packedEnding = sync.OnceValue(func() []byte {
		c := newCompressor(9)
		return c.write(ending(), c.Close)
	})
)
