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
	"io"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"golang.org/x/text/unicode/norm"
)

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

// DayOf is the day, in UTC, of t, which must not lie before 1970.
func DayOf(t time.Time) Day {
	return Day(t.Unix() / (24 * 60 * 60))
}

// Terms say how a page may be opened. The zero Terms are: by its link, for
// as long as it is there.
type Terms struct {
	Until      Day  // the page opens until this day is over in UTC; 0 for ever
	Passphrase bool // it asks for the six words, too
}

// Seal puts the letter into a box. The same keys, letter and terms give the
// same bytes. A letter that is not UTF-8 is an error, which quotes nothing of
// it. With a passphrase it takes about a tenth of a second, on purpose.
func (k Keys) Seal(l Letter, t Terms) ([]byte, error) { return k.AppendSeal(nil, l, t) }

// AppendSeal adds the box that [Keys.Seal] gives to the bytes of to, whose room it uses.
func (k Keys) AppendSeal(to []byte, l Letter, t Terms) ([]byte, error) {
	if !utf8.Valid(l.content()) {
		return nil, errors.New("a letter is not in UTF-8")
	}
	h := header{until: t.Until, path: k.path}
	if t.Passphrase {
		h.iterations = iterations
	}
	d := desks.Get().(*desk)
	defer desks.Put(d)
	return appendSealed(to, h, h.material(k.link, k.Passphrase()), d.pad(d.deflate(l.content()))), nil
}

// Open gives the HTML in the box that was found in the folder of path, on a
// day, with the key of its link, and, when it asks for one, its passphrase.
// Its errors are [Newer], [Damaged], [Expired] and [WrongKey]; words that do
// not fit are a wrong key.
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

// A header is the first 29 bytes of a box, which are not secret and which the
// key vouches for.
type header struct {
	until      Day
	iterations uint32 // 0 without a passphrase
	path       Path
}

func (h header) bytes() []byte {
	b := append(make([]byte, 0, headerSize), magic...)
	if h.iterations == 0 {
		b = append(b, 0)
	} else {
		b = append(b, 1)
	}
	b = binary.BigEndian.AppendUint32(b, uint32(h.until))
	b = binary.BigEndian.AppendUint32(b, h.iterations)
	return append(b, h.path[:]...)
}

// parseHeader checks whatever can be checked without a key: first that this
// version can tell at all, then that the box is whole and its header allowed.
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
	h := header{
		until:      Day(binary.BigEndian.Uint32(box[5:])),
		iterations: binary.BigEndian.Uint32(box[9:]),
		path:       Path(box[13:headerSize]),
	}
	if !iterationsAllowed(flags, h.iterations) {
		return header{}, Damaged
	}
	return h, nil
}

func iterationsAllowed(flags byte, n uint32) bool {
	if flags == 0 {
		return n == 0
	}
	return leastIterations <= n && n <= mostIterations
}

// material is what both keys of a box are derived from.
func (h header) material(link LinkKey, passphrase string) []byte {
	if h.iterations == 0 {
		return link[:]
	}
	stretched := must(pbkdf2.Key(sha256.New, norm.NFC.String(passphrase), h.path[:], int(h.iterations), 32))
	return append(link[:], stretched...)
}

func appendSealed(to []byte, h header, material, padded []byte) []byte {
	head, begin := h.bytes(), len(to)
	to = slices.Grow(to, headerSize+sivSize+len(padded)+tagSize)
	to = append(append(to, head...), siv(head, material, h.path, padded)...)
	known := to[begin:]
	return aead(material, known).Seal(to, make([]byte, 12), padded, known)
}

func openPadded(box []byte, h header, material []byte) ([]byte, error) {
	known := box[:headerSize+sivSize]
	padded, err := aead(material, known).Open(nil, make([]byte, 12), box[len(known):], known)
	if err != nil {
		return nil, WrongKey
	}
	if !hmac.Equal(siv(box[:headerSize], material, h.path, padded), box[headerSize:len(known)]) {
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

// aead is the cipher of the box that begins with known, its header and siv.
func aead(material, known []byte) cipher.AEAD {
	key := derive(material, known[headerSize:], "upfront/v1/enc")
	return must(cipher.NewGCM(must(aes.NewCipher(key))))
}

func derive(material, salt []byte, info string) []byte {
	return must(hkdf.Key(sha256.New, material, salt, info, 32))
}

// desk is what it takes to compress a letter. It is used for one after the other, because making it costs more than a
// letter does. What was on it before leaves no trace in the bytes that it gives, which hold until it is used again.
type desk struct {
	quick    compressor
	thorough func() compressor // made when a letter first needs it
	padded   []byte
}

var desks = sync.Pool{New: func() any { return newDesk() }}

func newDesk() *desk {
	return &desk{quick: newCompressor(1), thorough: sync.OnceValue(func() compressor { return newCompressor(6) })}
}

// pad puts the length before body and zeros after it, so that the size of a
// box tells little of the page in it.
func (d *desk) pad(body []byte) []byte {
	size := buckets(len(body)) * bucket
	d.padded = binary.BigEndian.AppendUint32(slices.Grow(d.padded[:0], size), uint32(len(body)))
	d.padded = append(d.padded, body...)[:size]
	clear(d.padded[4+len(body):])
	return d.padded
}

// unpad undoes pad and deflate, and takes only what those two can make.
func unpad(padded []byte) ([]byte, error) {
	length, rest := int64(binary.BigEndian.Uint32(padded)), padded[4:]
	if length > int64(len(rest)) {
		return nil, Damaged
	}
	body, zeros := rest[:length], rest[length:]
	if len(zeros) >= bucket || len(bytes.Trim(zeros, "\x00")) != 0 {
		return nil, Damaged
	}
	return inflate(body)
}

// deflate compresses a letter: quickly, and thoroughly where that saves a bucket. The quick compressor takes less than
// half the time of the thorough one, which makes about a tenth less of a letter.
func (d *desk) deflate(html []byte) []byte {
	body := d.quick.deflate(html)
	if buckets(len(body)) == buckets(len(body)*5/6) {
		return body
	}
	if smaller := d.thorough().deflate(html); buckets(len(smaller)) < buckets(len(body)) {
		return smaller
	}
	return body
}

// buckets is how many buckets a compressed letter fills.
func buckets(size int) int { return (4 + size + bucket - 1) / bucket }

// compressor is a level of compression with its output, which is written over by the next.
type compressor struct {
	*flate.Writer
	out *bytes.Buffer
}

func newCompressor(level int) compressor {
	out := new(bytes.Buffer)
	return compressor{must(flate.NewWriter(out, level)), out}
}

func (c compressor) deflate(html []byte) []byte {
	c.out.Reset()
	c.Reset(c.out)
	must(c.Write(html))
	if err := c.Close(); err != nil {
		panic(err) // a buffer takes every write
	}
	return c.out.Bytes()
}

func inflate(body []byte) ([]byte, error) {
	in := bytes.NewReader(body)
	html, err := io.ReadAll(flate.NewReader(in))
	if err != nil || in.Len() != 0 || !utf8.Valid(html) {
		return nil, Damaged
	}
	return html, nil
}
