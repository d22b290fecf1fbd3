// Package card draws the pictures by which a site is known elsewhere: the card that messengers show for a link, the icon of
// a telephone's home screen, and the monogram of a business without a logo.
//
// The same [Look] is always drawn as the same bytes. Drawing takes a while, so a look has a digest: as long as that stays,
// nothing needs to be drawn again.
//
// The package decides neither which pictures a site has nor where they lie. It draws Latin letters alone, from left to
// right: a text in others is left out (see [Look.Undrawn]), because a card with boxes for letters is worse than one with a
// logo alone.
package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
)

// The measures of a preview card, which the large networks agree on.
const Width, Height = 1200, 630

// Look is all that decides what a picture shows.
type Look struct {
	Name     string // of the business
	Headline string // below the name; empty: the name alone, large
	Address  string // of the site, as people write it: "northlane.example"; may be empty
	Serif    bool   // the letters have serifs
	Logo     []byte // a PNG, JPEG, GIF, WebP or SVG file; nil, or one that cannot be drawn: the name stands alone
	Colors   Colors
}

// Colors are those of a look, as "#rrggbb".
type Colors struct {
	Brand        string // as the business has it
	Fill, OnFill string // of a monogram and its letter
	Tint         string // the ground behind the sheet
}

// drawing is the version of what this package draws: of two versions the same look may be drawn in two ways.
const drawing = "card 3"

// Digest returns the digest of everything that decides the pictures of a look.
func (l Look) Digest() (d [32]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%s %q %q %q %t %q %d\n", drawing, l.Name, l.Headline, l.Address, l.Serif, l.Colors, len(l.Logo))
	h.Write(l.Logo)
	h.Sum(d[:0])
	return d
}

// The colours of paper and ink, as in the default theme.
const paper, ink, quiet = "#ffffff", "#1c1a17", "#58524a"

// The sheet of a preview card, and what stands on it.
const (
	margin    = 56 // around the sheet
	edge      = 14 // of the brand's colour, on top of the sheet
	padding   = 72 // of the sheet
	logoWidth = 300
	logoTall  = 96
	gap       = 28 // between the logo and the name
)

// Preview returns the preview card, a PNG of [Width] by [Height].
func (l Look) Preview() ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, Width, Height))
	fill(img, img.Bounds(), l.Colors.Tint)
	sheet := img.Bounds().Inset(margin)
	fill(img, sheet, paper)
	fill(img, image.Rect(sheet.Min.X, sheet.Min.Y, sheet.Max.X, sheet.Min.Y+edge), l.Colors.Brand)
	inner := image.Rect(sheet.Min.X+padding, sheet.Min.Y+edge+52, sheet.Max.X-padding, sheet.Max.Y-44)
	if l.Address != "" {
		f := l.face(28)
		f.write(img, inner.Min.X, inner.Max.Y, l.Address, quiet)
		inner.Max.Y -= 56
	}
	if l.Headline == "" || !covers(l.Serif, l.Headline) {
		l.drawName(img, inner)
	} else {
		l.drawHeadline(img, inner)
	}
	if len(l.Logo) > 0 { // which may have any colours
		return encode(img)
	}
	return encode(l.flat(img))
}

// drawName draws the logo, and the name below it as large as it goes.
func (l Look) drawName(img draw.Image, box image.Rectangle) {
	if logo := l.readLogo(); logo != nil {
		tall := image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+150)
		logo.draw(img, logo.fit(tall, false))
		box.Min.Y += 150
	}
	l.drawLines(img, box, l.Name, 84)
}

// drawHeadline draws the logo with the name beside it, and the headline below.
func (l Look) drawHeadline(img draw.Image, box image.Rectangle) {
	head := image.Rect(box.Min.X, box.Min.Y, box.Min.X+logoWidth, box.Min.Y+logoTall)
	left := box.Min.X
	if logo := l.readLogo(); logo != nil {
		at := logo.fit(head, false)
		logo.draw(img, at)
		left = at.Max.X + gap
	}
	if covers(l.Serif, l.Name) {
		f := l.face(44)
		name := f.cut(l.Name, box.Max.X-left)
		f.write(img, left, head.Min.Y+(logoTall+f.capHeight())/2, name, ink)
	}
	box.Min.Y = head.Max.Y + 20
	l.drawLines(img, box, l.Headline, 76)
}

// drawLines draws a text at the foot of a box, in the largest size, at most this, in which it goes in.
func (l Look) drawLines(img draw.Image, box image.Rectangle, text string, size int) {
	if !covers(l.Serif, text) {
		return
	}
	const least = 40
	f := l.face(size)
	lines := f.wrap(text, box.Dx())
	for ; size > least && !f.fits(lines, box); size -= 4 {
		f = l.face(size - 4)
		lines = f.wrap(text, box.Dx())
	}
	if most := max((box.Dy()-f.size)/f.lineHeight()+1, 1); len(lines) > most {
		lines = append(lines[:most-1], f.cut(strings.Join(lines[most-1:], " "), box.Dx()))
	} else {
		lines = f.balance(text, box.Dx())
	}
	y := box.Max.Y - (len(lines)-1)*f.lineHeight()
	for _, line := range lines {
		f.write(img, box.Min.X, y, f.cut(line, box.Dx()), ink)
		y += f.lineHeight()
	}
}

// Undrawn returns the texts of a look that no card shows, because their letters cannot be drawn.
func (l Look) Undrawn() (texts []string) {
	for _, text := range []string{l.Name, l.Headline} {
		if !covers(l.Serif, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

func fill(img draw.Image, r image.Rectangle, hex string) {
	draw.Draw(img, r, image.NewUniform(colorOf(hex)), image.Point{}, draw.Src)
}

// colorOf returns the colour that "#rrggbb" names; black for any other text.
func colorOf(hex string) color.RGBA {
	c := color.RGBA{A: 255}
	fmt.Sscanf(hex, "#%02x%02x%02x", &c.R, &c.G, &c.B)
	return c
}

// flat returns a card without a logo in few colours, so that it takes a fifth of the time to encode, and less than half the bytes:
// those of the look, and the shades at the edges of letters in steps that nobody sees. Where these are too many, it is img.
func (l Look) flat(img *image.RGBA) image.Image {
	out := image.NewPaletted(img.Rect, nil)
	exact, shades := map[color.RGBA]uint8{}, map[color.RGBA]uint8{}
	add := func(to map[color.RGBA]uint8, key, c color.RGBA) uint8 {
		to[key] = uint8(len(out.Palette))
		out.Palette = append(out.Palette, c)
		return to[key]
	}
	for _, hex := range []string{paper, ink, quiet, l.Colors.Tint, l.Colors.Brand} {
		add(exact, colorOf(hex), colorOf(hex))
	}
	var last uint32 // zero is no pixel of a card, because all are opaque
	var at uint8
	for i := range out.Pix {
		pixel := img.Pix[4*i : 4*i+4]
		if now := binary.LittleEndian.Uint32(pixel); now != last { // most are as the one before
			const step = 0xf8
			c := color.RGBA{pixel[0], pixel[1], pixel[2], pixel[3]}
			shade, known := color.RGBA{c.R & step, c.G & step, c.B & step, c.A}, false
			if at, known = exact[c]; !known {
				if at, known = shades[shade]; !known {
					if len(out.Palette) == 256 {
						return img
					}
					at = add(shades, shade, c)
				}
			}
			last = now
		}
		out.Pix[i] = at
	}
	return out
}

func encode(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img)
	return out.Bytes(), err
}
