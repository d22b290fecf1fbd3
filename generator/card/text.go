package card

import (
	_ "embed"
	"image"
	"image/draw"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed faces/source-serif.ttf
var serifFile []byte

//go:embed faces/inter.ttf
var sansFile []byte

var serif, sans = parsed(serifFile), parsed(sansFile)

func parsed(file []byte) func() *opentype.Font {
	return sync.OnceValue(func() *opentype.Font {
		f, err := opentype.Parse(file)
		if err != nil {
			panic(err) // it is embedded
		}
		return f
	})
}

func typeface(withSerifs bool) *opentype.Font {
	if withSerifs {
		return serif()
	}
	return sans()
}

// covers reports whether a typeface has every letter of a text.
func covers(withSerifs bool, text string) bool {
	var buffer sfnt.Buffer
	f := typeface(withSerifs)
	for _, r := range text {
		if index, err := f.GlyphIndex(&buffer, r); err != nil || index == 0 {
			return false
		}
	}
	return true
}

// face is a typeface in one size.
type face struct {
	font.Face
	size int // pixels
}

func (l Look) face(size int) face {
	f, err := opentype.NewFace(typeface(l.Serif), &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // of a typeface that was parsed
	}
	return face{f, size}
}

func (f face) lineHeight() int { return f.size * 6 / 5 }

// capHeight returns how high capital letters are.
func (f face) capHeight() int { return f.size * 7 / 10 }

func (f face) width(text string) int { return font.MeasureString(f, text).Ceil() }

// write draws a line whose letters stand on y.
func (f face) write(img draw.Image, x, y int, text, color string) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(colorOf(color)), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// wrap returns the lines of a text in a width. A word that is wider has a line of its own.
func (f face) wrap(text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && f.width(longer) > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

// balance returns the lines of a text in a width, all about as long: no more lines than it needs, and no word left alone.
func (f face) balance(text string, width int) []string {
	lines := f.wrap(text, width)
	for narrow := width - f.size/4; narrow > width/3; narrow -= f.size / 4 {
		next := f.wrap(text, narrow)
		if len(next) > len(lines) || slices.ContainsFunc(next, func(line string) bool { return f.width(line) > narrow }) {
			break
		}
		lines = next
	}
	return lines
}

// fits reports whether lines go into a box.
func (f face) fits(lines []string, box image.Rectangle) bool {
	for _, line := range lines {
		if f.width(line) > box.Dx() {
			return false
		}
	}
	return (len(lines)-1)*f.lineHeight()+f.size <= box.Dy()
}

// cut returns a line that is at most so wide: the text, or its beginning and three dots.
func (f face) cut(text string, width int) string {
	if f.width(text) <= width {
		return text
	}
	for text != "" && f.width(text+"…") > width {
		_, size := utf8.DecodeLastRuneInString(text)
		text = strings.TrimRight(text[:len(text)-size], " ")
	}
	return text + "…"
}
