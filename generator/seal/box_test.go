package seal

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
)

func TestSealRefusesWhatIsNotUTF8(t *testing.T) {
	_, err := Secret{}.Keys("a", 1).Seal(nil, NewLetter([]byte("private \xff")), Terms{})
	if err == nil || strings.Contains(err.Error(), "private") {
		t.Errorf("got %v", err)
	}
}

func TestDayOf(t *testing.T) {
	// 2026-03-01 is 56 years of 365 days, 14 leap days and 59 days after 1970-01-01.
	const march = 56*365 + 14 + 59
	zone := time.FixedZone("", -5*60*60)
	for in, want := range map[time.Time]Day{
		time.Date(1970, 1, 1, 23, 59, 59, 0, time.UTC): 0,
		time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC):    march,
		time.Date(2026, 3, 1, 23, 59, 59, 0, time.UTC): march,
		time.Date(2026, 2, 28, 19, 0, 0, 0, zone):      march,
		time.Date(2026, 2, 28, 18, 59, 59, 0, zone):    march - 1,
		time.Date(2100, 12, 31, 12, 0, 0, 0, time.UTC): 47846,
	} {
		if got := DayOf(in); got != want {
			t.Errorf("%v: day %d, want %d", in, got, want)
		}
	}
}

// The size of a box tells no more of a page than its number of buckets.
func TestBoxSize(t *testing.T) {
	keys := Secret{}.Keys("a", 1)
	noise := make([]byte, 24_000)
	random := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = '!' + byte(random.IntN(94))
	}
	for _, c := range []struct{ length, buckets int }{{0, 1}, {1, 1}, {5_000, 1}, {24_000, 3}} {
		box, err := keys.Seal(nil, NewLetter(noise[:c.length]), Terms{})
		if want := 29 + 32 + c.buckets*8192 + 16; err != nil || len(box) != want {
			t.Errorf("%d letters: a box of %d, %v; want %d", c.length, len(box), err, want)
		}
	}
}

// A compressor that is used again writes what a new one writes.
func TestDeflateRemembersNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	words, d := strings.Fields(words)[:300], newPacker()
	for range 500 {
		var page strings.Builder
		for range random.IntN(5_000) {
			page.WriteString(words[random.IntN(len(words))] + " ")
		}
		for level, c := range map[int]compressor{1: d.quick, 6: d.thorough()} {
			var fresh bytes.Buffer
			w := must(flate.NewWriter(&fresh, level))
			must(w.Write([]byte(page.String())))
			w.Close()
			if !bytes.Equal(c.deflate([]byte(page.String())), fresh.Bytes()) {
				t.Fatalf("at level %d, a page of %d letters was compressed differently", level, page.Len())
			}
		}
	}
}

// A letter that ends with the script for answers is compressed as any other: it opens, and what was made once stands behind it.
func TestDeflateOfLettersWithTheScript(t *testing.T) {
	keys, d := Secret{}.Keys("a", 1), newPacker()
	for _, own := range []string{"", "<!doctype html><html><body><p>Yes", strings.Repeat("<p>"+words, 3)} {
		letter := []byte(own + "<script>" + Reply() + "</script></body></html>")
		if got := d.quick.deflate(letter); !bytes.HasSuffix(got, packedEnding()) {
			t.Errorf("%d letters before the script: it was compressed again", len(own))
		}
		box, err := keys.Seal(nil, NewLetter(letter), Terms{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Open(box, keys.Path(), keys.LinkKey(), "", 19_000); err != nil || !bytes.Equal(got, letter) {
			t.Errorf("%d letters before the script: opened as %d, %v", len(own), len(got), err)
		}
	}
}

// A letter is compressed thoroughly only where that saves a bucket.
func TestDeflateSavesBuckets(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	words, d, saved := strings.Fields(words)[:2000], newPacker(), 0
	for n := 1_000; n < 6_000; n += 5 {
		var text strings.Builder
		for range n {
			text.WriteString(words[random.IntN(len(words))] + " ")
		}
		page := []byte(text.String())
		fast, small := d.quick.deflate(page), bytes.Clone(d.thorough().deflate(page))
		want := fast
		if buckets(len(small)) < buckets(len(fast)) {
			want = small
			saved++
		}
		if got := d.deflate(page); buckets(len(got)) != buckets(len(want)) {
			t.Errorf("%d words: %d bytes, and quickly %d, thoroughly %d", n, len(got), len(fast), len(small))
		}
	}
	if saved < 20 {
		t.Errorf("only %d pages were made smaller by a bucket", saved)
	}
}

func TestOpenRejectsTamperedBoxes(t *testing.T) {
	keys := Secret{}.Keys("fenwick-tiles", 1)
	box, err := keys.Seal(nil, NewLetter([]byte("<h1>What we agreed</h1>")), Terms{Until: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2, 2))
	for i := range 100_000 {
		changed := tamper(random, box)
		if html, err := Open(changed, keys.Path(), keys.LinkKey(), "", 19_000); err == nil || html != nil {
			t.Fatalf("change %d was accepted: %q, %v", i, html, err)
		}
	}
	if _, err := Open(box, keys.Path(), keys.LinkKey(), "", 19_000); err != nil {
		t.Errorf("the box itself: %v", err)
	}
}

// tamper returns a box that differs from box, more often at its head than not.
func tamper(random *rand.Rand, box []byte) []byte {
	b := bytes.Clone(box)
	for bytes.Equal(b, box) {
		at := random.IntN(len(b))
		if random.IntN(2) == 0 {
			at = random.IntN(headerSize + sivSize)
		}
		switch random.IntN(6) {
		case 0, 1:
			b[at] ^= 1 << random.IntN(8)
		case 2:
			b[at] = byte(random.Uint32())
		case 3:
			n := random.IntN(min(32, len(b)-at))
			clear(b[at : at+n])
		case 4:
			other := random.IntN(len(b))
			b[at], b[other] = b[other], b[at]
		case 5:
			b = b[:at]
			if random.IntN(2) == 0 {
				b = append(bytes.Clone(box), box[at:]...)
			}
		}
	}
	return b
}

// The fields of a box stand where the format says, whatever is sealed.
func TestHeaderBytes(t *testing.T) {
	h := header{until: 0x01020304, iterations: 1_000_000, path: Path([]byte("0123456789abcdef"))}
	want := "UPF1" + "\x01" + "\x01\x02\x03\x04" + "\x00\x0f\x42\x40" + "0123456789abcdef"
	if got := string(h.bytes()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIterationsAllowed(t *testing.T) {
	for _, c := range []struct {
		flags byte
		n     uint32
		want  bool
	}{
		{0, 0, true}, {0, 1, false}, {0, 1_000_000, false},
		{1, 0, false}, {1, 99_999, false}, {1, 100_000, true}, {1, 10_000_000, true}, {1, 10_000_001, false}, {1, 1<<32 - 1, false},
	} {
		if got := iterationsAllowed(c.flags, c.n); got != c.want {
			t.Errorf("flags %d, %d iterations: %t", c.flags, c.n, got)
		}
	}
}

// FuzzOpen: whatever is done to a box, Open returns one of its failures, or the
// box is as it was.
func FuzzOpen(f *testing.F) {
	keys := Secret{}.Keys("a", 1)
	box, err := keys.Seal(nil, NewLetter([]byte("<h1>a</h1>")), Terms{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(0), []byte(nil), uint16(len(box)), uint32(0))
	f.Add(uint16(4), []byte{0, 0, 0, 0, 9}, uint16(len(box)), uint32(10))
	f.Add(uint16(0), []byte("UPF2"), uint16(100), uint32(1))
	f.Add(uint16(len(box)), make([]byte, 16), uint16(len(box)+16), uint32(1))
	f.Fuzz(func(t *testing.T, at uint16, patch []byte, size uint16, today uint32) {
		i := min(int(at), len(box))
		b := append(bytes.Clone(box[:i]), patch...)
		b = append(b, box[min(i+len(patch), len(box)):]...)
		b = b[:min(int(size), len(b))]
		if len(b) > 4 && b[4] == 1 {
			return // stretching words takes its time on purpose
		}
		html, err := Open(b, keys.Path(), keys.LinkKey(), "", Day(today))
		switch err {
		case nil:
			if !bytes.Equal(b, box) {
				t.Errorf("opened another box, as %q", html)
			}
		case Newer, Damaged, Expired, WrongKey:
		default:
			t.Errorf("failed with %v", err)
		}
	})
}

// FuzzUnpad: whatever an authentic box holds, unpad returns HTML in UTF-8 or
// says that it is damaged.
func FuzzUnpad(f *testing.F) {
	d := newPacker()
	f.Add(d.pad(d.deflate([]byte("<h1>a</h1>"))))
	f.Add([]byte{0, 0, 0, 1, 0})
	f.Add([]byte{255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < 4 {
			return
		}
		html, err := unpad(b)
		if err != nil && (err != Damaged || html != nil) {
			t.Errorf("got %q, %v", html, err)
		}
	})
}

// FuzzRoundTrip: what is sealed opens as it was, until its day is over, for
// no other id, and to the same bytes each time.
func FuzzRoundTrip(f *testing.F) {
	f.Add("fenwick-tiles", 1, "<h1>What we agreed</h1>", uint32(0))
	f.Add("", -1, "", uint32(20_000))
	f.Fuzz(func(t *testing.T, id string, generation int, html string, until uint32) {
		keys := Secret{}.Keys(id, generation)
		letter := NewLetter([]byte(html))
		box, err := keys.Seal(nil, letter, Terms{Until: Day(until)})
		if valid := strings.ToValidUTF8(html, "") == html; !valid {
			if err == nil {
				t.Error("sealed what is not UTF-8")
			}
			return
		}
		again, _ := keys.Seal(nil, letter, Terms{Until: Day(until)})
		if err != nil || !bytes.Equal(box, again) {
			t.Fatalf("sealed differently, or not: %v", err)
		}
		got, err := Open(box, keys.Path(), keys.LinkKey(), "", Day(until))
		if err != nil || string(got) != html {
			t.Errorf("opened as %q, %v", got, err)
		}
		other := Secret{}.Keys(id+"x", generation)
		if _, err := Open(box, keys.Path(), other.LinkKey(), "", Day(until)); err != WrongKey {
			t.Errorf("with another key: %v", err)
		}
		if until != 0 && until != 1<<32-1 {
			if _, err := Open(box, keys.Path(), keys.LinkKey(), "", Day(until)+1); err != Expired {
				t.Errorf("the day after: %v", err)
			}
		}
	})
}

// FuzzParseLink: a key that is found is the one that its link was made from,
// and everything else is one of three failures.
func FuzzParseLink(f *testing.F) {
	link := Secret{}.Keys("a", 1).Link("https://example.com/")
	f.Add(link)
	f.Add(link + ").")
	f.Add(link[:len(link)-1])
	f.Add("#k=")
	f.Fuzz(func(t *testing.T, s string) {
		key, err := ParseLink(s)
		switch err {
		case nil:
			if !strings.Contains(strings.ToLower(s), "#k="+key.Text()) {
				t.Errorf("%q was read as the key of %q", s, key.Text())
			}
		case NoKey, Cut, Mistyped:
		default:
			t.Errorf("failed with %v", err)
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	keys := Secret{}.Keys("fenwick-tiles", 1)
	letter := NewLetter([]byte("<p>" + strings.Repeat("You said the tiles arrive whole; we understood: fewer than 1 in 200 broken. ", 250)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := keys.Seal(nil, letter, Terms{}); err != nil {
			b.Fatal(err)
		}
	}
}
