package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
)

var colors = Colors{Brand: "#1f5d3a", Fill: "#205e3b", OnFill: "#ffffff", Tint: "#e9f1ec"}

const square = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="#cc0000"/></svg>`

func northlane() Look {
	return Look{Name: "Northlane Couriers", Headline: "Pallets and parcels across the north of England, in 48 hours", Address: "northlane.example", Serif: true, Logo: []byte(square), Colors: colors}
}

func decoded(t *testing.T, data []byte, err error) image.Image {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func preview(t *testing.T, l Look) image.Image {
	t.Helper()
	data, err := l.Preview()
	return decoded(t, data, err)
}

func at(img image.Image, x, y int) color.RGBA {
	return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
}

// inked counts the pixels of a rectangle that are nearly the colour of ink.
func inked(img image.Image, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c := at(img, x, y); c.R < 0x30 && c.G < 0x30 && c.B < 0x30 {
				n++
			}
		}
	}
	return n
}

// TestPreview looks at what stands where: the tint, the edge in the brand's colour, the logo, the name beside it, the
// headline below.
func TestPreview(t *testing.T) {
	img := preview(t, northlane())
	if img.Bounds() != image.Rect(0, 0, 1200, 630) {
		t.Fatalf("the card is %v", img.Bounds())
	}
	for name, c := range map[string]struct {
		x, y int
		want color.RGBA
	}{
		"the ground": {10, 10, color.RGBA{0xe9, 0xf1, 0xec, 255}}, "the edge": {600, 60, color.RGBA{0x1f, 0x5d, 0x3a, 255}},
		"the sheet": {1100, 300, color.RGBA{255, 255, 255, 255}}, "the logo": {140, 140, color.RGBA{0xcc, 0, 0, 255}},
	} {
		if got := at(img, c.x, c.y); got != c.want {
			t.Errorf("%s is %v, not %v", name, got, c.want)
		}
	}
	name, headline := image.Rect(250, 120, 800, 220), image.Rect(120, 230, 1080, 490)
	if inked(img, name) < 2000 || inked(img, headline) < 8000 {
		t.Errorf("the name has %d dark pixels, the headline %d", inked(img, name), inked(img, headline))
	}
	for y := 75; y < 630; y++ { // no letter leaves the sheet's own margin
		for _, x := range []int{60, 100, 1100, 1140} {
			if c := at(img, x, y); c.R < 0x30 {
				t.Fatalf("a letter stands at %d,%d", x, y)
			}
		}
	}
}

// A card without a logo is in few colours, those of the look exactly: a ground that is nearly white stays apart from the sheet.
func TestCardInFewColours(t *testing.T) {
	l := northlane()
	l.Logo, l.Colors.Tint = nil, "#fefefe"
	img, ok := preview(t, l).(*image.Paletted)
	if !ok || len(img.Palette) < 32 {
		t.Fatalf("it has no palette, or too few shades for letters: %T", img)
	}
	seen := map[color.RGBA]int{}
	for y := range Height {
		for x := range Width {
			seen[at(img, x, y)]++
		}
	}
	for name, c := range map[string]struct {
		color color.RGBA
		least int
	}{"the ground": {color.RGBA{0xfe, 0xfe, 0xfe, 255}, 100_000}, "the sheet": {color.RGBA{255, 255, 255, 255}, 300_000}, "the edge": {color.RGBA{0x1f, 0x5d, 0x3a, 255}, 14 * (1200 - 112)},
		"letters": {color.RGBA{0x1c, 0x1a, 0x17, 255}, 10_000}, "the address": {color.RGBA{0x58, 0x52, 0x4a, 255}, 500}} {
		if seen[c.color] < c.least {
			t.Errorf("%s has %d pixels", name, seen[c.color])
		}
	}
	if data, err := l.Preview(); err != nil || len(data) > 40_000 {
		t.Errorf("it has %d bytes, %v", len(data), err)
	}
}

// TestTheSameLookIsTheSameBytes holds that pictures depend on the look alone, and each of its parts is in the digest.
func TestTheSameLookIsTheSameBytes(t *testing.T) {
	a, _ := northlane().Preview()
	b, _ := northlane().Preview()
	if one, other := northlane().Digest(), northlane().Digest(); !bytes.Equal(a, b) || one != other {
		t.Error("the same look is drawn in two ways")
	}
	for part, change := range map[string]func(*Look){
		"name": func(l *Look) { l.Name = "Northlane" }, "headline": func(l *Look) { l.Headline = "Pallets" }, "address": func(l *Look) { l.Address = "a.example" },
		"serif": func(l *Look) { l.Serif = false }, "logo": func(l *Look) { l.Logo = nil }, "brand": func(l *Look) { l.Colors.Brand = "#123456" },
		"tint": func(l *Look) { l.Colors.Tint = "#eeeeee" },
	} {
		l := northlane()
		change(&l)
		c, _ := l.Preview()
		if bytes.Equal(a, c) || l.Digest() == northlane().Digest() {
			t.Errorf("another %s changes nothing", part)
		}
	}
}

// TestLongTexts holds that a headline of any length goes in, and that what does not is cut with three dots.
func TestLongTexts(t *testing.T) {
	l := northlane()
	for _, text := range []string{"Pallets", strings.Repeat("Pallets and parcels ", 30), strings.Repeat("W", 200), strings.Repeat("Donaudampfschifffahrt", 4)} {
		l.Name, l.Headline = text, text
		img := preview(t, l)
		for y := 75; y < 630; y++ {
			for _, x := range []int{90, 1090, 1150} {
				if c := at(img, x, y); c.R < 0x30 {
					t.Fatalf("%.20q: a letter stands at %d,%d", text, x, y)
				}
			}
		}
		if n := inked(img, image.Rect(120, 498, 1080, 508)); n > 900 {
			t.Errorf("%.20q: %d dark pixels run into the address", text, n)
		}
	}
	if got := l.face(40).cut("Pallets and parcels", 200); !strings.HasSuffix(got, "…") || l.face(40).width(got) > 200 {
		t.Errorf("cut is %q", got)
	}
	if got := l.face(76).balance("Pallets and parcels across the north of England, in 48 hours", 944); len(got) != 3 || strings.Fields(got[2])[0] == got[2] {
		t.Errorf("the lines are %q", got)
	}
}

// TestOtherLetters holds that a text that cannot be drawn is left out and named, not drawn as boxes.
func TestOtherLetters(t *testing.T) {
	l := northlane()
	l.Name, l.Headline = "Łódź Żółw", "Čeština, Ελλάδα"
	if got := l.Undrawn(); len(got) != 1 || got[0] != "Čeština, Ελλάδα" {
		t.Errorf("undrawn are %q", got)
	}
	l.Headline = "مرحبا"
	without := l
	without.Headline = ""
	if inked(preview(t, l), image.Rect(120, 120, 1080, 490)) != inked(preview(t, without), image.Rect(120, 120, 1080, 490)) {
		t.Error("a headline in Arabic is drawn")
	}
}

func TestTouch(t *testing.T) {
	l := northlane()
	data, err := l.Touch()
	img := decoded(t, data, err)
	if img.Bounds() != image.Rect(0, 0, 180, 180) || at(img, 4, 4) != (color.RGBA{255, 255, 255, 255}) || at(img, 90, 90) != (color.RGBA{0xcc, 0, 0, 255}) {
		t.Errorf("with a logo: %v, %v, %v", img.Bounds(), at(img, 4, 4), at(img, 90, 90))
	}
	l.Logo = nil
	data, err = l.Touch()
	img = decoded(t, data, err)
	white := 0
	for y := range 180 {
		for x := range 180 {
			if at(img, x, y) == (color.RGBA{255, 255, 255, 255}) {
				white++
			}
		}
	}
	if at(img, 4, 4) != (color.RGBA{0x20, 0x5e, 0x3b, 255}) || white < 1000 || white > 8000 || !l.HasTouch() {
		t.Errorf("the monogram stands on %v, and has %d white pixels", at(img, 4, 4), white)
	}
	l.Name = "Ждан"
	if data, err := l.Touch(); data != nil || err != nil || l.HasTouch() {
		t.Errorf("a letter that cannot be drawn: %d bytes, %v", len(data), err)
	}
}

func TestMonogram(t *testing.T) {
	for name, want := range map[string]string{"The Bakery": "B", "northlane": "N", "24/7 Locks": "2", "«Ödön»": "Ö", "***": "•"} {
		if got := (Look{Name: name}).initial(); string(got) != want {
			t.Errorf("%s stands as %c", name, got)
		}
	}
	drawn := Look{Name: "Northlane", Serif: true, Colors: colors}.Monogram()
	for _, want := range []string{`viewBox="0 0 100 100"`, `fill="#205e3b"`, `fill="#ffffff"`, `<path `} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the monogram lacks %s:\n%s", want, drawn)
		}
	}
	if straight, want := (Look{Name: "Tamarisk", Colors: colors}).Monogram(), `d="M31 34V27H69V34H54V73H46V34Z"`; !strings.Contains(straight, want) {
		t.Errorf("a T is not its eight lines, the last of them drawn by closing:\n%s", straight)
	}
	if len(drawn) > 400 || CheckLogo([]byte(drawn)) != nil {
		t.Errorf("the monogram has %d bytes, %v", len(drawn), CheckLogo([]byte(drawn)))
	}
	if other := (Look{Name: "Ждан", Colors: colors}).Monogram(); !strings.Contains(other, ">Ж</text>") {
		t.Errorf("a letter that cannot be drawn: %s", other)
	}
}

// BenchmarkPreview is what a cold build pays for each card.
func BenchmarkPreview(b *testing.B) {
	l := northlane()
	l.Logo, _ = os.ReadFile("../../content/logo.svg")
	for b.Loop() {
		if _, err := l.Preview(); err != nil {
			b.Fatal(err)
		}
	}
}
