package card

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // decoders of image.Decode
	_ "image/jpeg" //
	_ "image/png"  //
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"
)

// logo is a logo that can be drawn: pixels, or a drawing.
type logo struct {
	width, height float64
	pixels        image.Image
	drawing       *oksvg.SvgIcon
}

// MostInline is how large a logo may be that a page brings along, in bytes.
const MostInline = 4 << 10

// mostPixels is how many pixels a logo may have that is drawn.
const mostPixels = 16 << 20

// CheckLogo returns why a logo cannot be drawn, as the end of "it cannot be drawn, because …"; nil where it can.
func CheckLogo(file []byte) error {
	_, err := readLogo(file)
	return err
}

func (l Look) readLogo() *logo {
	if len(l.Logo) == 0 {
		return nil
	}
	read, err := readLogo(l.Logo)
	if err != nil {
		return nil
	}
	return read
}

func readLogo(file []byte) (*logo, error) {
	if IsDrawing(file) {
		return readDrawing(file)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	switch {
	case err != nil:
		return nil, errors.New("it is no PNG, JPEG, GIF, WebP or SVG")
	case config.Width*config.Height > mostPixels:
		return nil, fmt.Errorf("it has %d by %d pixels, which is too much", config.Width, config.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, errors.New("its file is damaged")
	}
	return &logo{width: float64(config.Width), height: float64(config.Height), pixels: img}, nil
}

// IsDrawing reports whether a file is an SVG.
func IsDrawing(file []byte) bool {
	return bytes.Contains(file[:min(len(file), 4<<10)], []byte("<svg"))
}

// Size returns the width and height of a picture: pixels, or the units of a drawing. It is false for a file that has none.
func Size(file []byte) (width, height float64, ok bool) {
	if IsDrawing(file) {
		return drawingSize(file)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	return float64(config.Width), float64(config.Height), err == nil && config.Width > 0 && config.Height > 0
}

// drawingSize returns the size of a drawing: of its viewBox, or else of its attributes.
func drawingSize(file []byte) (width, height float64, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(file))
	d.Strict = false
	for {
		t, err := d.RawToken()
		if err != nil {
			return 0, 0, false
		}
		start, is := t.(xml.StartElement)
		if !is || start.Name.Local != "svg" {
			continue
		}
		size := map[string]float64{}
		for _, a := range start.Attr {
			if a.Name.Local == "viewBox" {
				if n := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(n) == 4 {
					width, _ = strconv.ParseFloat(n[2], 64)
					height, _ = strconv.ParseFloat(n[3], 64)
				}
			}
			size[a.Name.Local], _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
		}
		if width <= 0 || height <= 0 {
			width, height = size["width"], size["height"]
		}
		return width, height, width > 0 && height > 0
	}
}

// isWide reports whether the logo is a line rather than a sign: it would be nothing in a square.
func (l *logo) isWide() bool { return l.width > 2*l.height || l.height > 2*l.width }

// IsWide reports whether a picture is too wide, or too high, for the icon of a page.
func IsWide(file []byte) bool {
	width, height, ok := Size(file)
	return !ok || (&logo{width: width, height: height}).isWide()
}

// fit returns where the logo stands in a box: as large as it goes, at the left or in the middle, and in the middle of its
// height.
func (l *logo) fit(box image.Rectangle, middle bool) image.Rectangle {
	scale := min(float64(box.Dx())/l.width, float64(box.Dy())/l.height)
	w, h := max(int(l.width*scale), 1), max(int(l.height*scale), 1)
	at := image.Pt(box.Min.X, box.Min.Y+(box.Dy()-h)/2)
	if middle {
		at.X += (box.Dx() - w) / 2
	}
	return image.Rectangle{at, at.Add(image.Pt(w, h))}
}

func (l *logo) draw(img draw.Image, at image.Rectangle) {
	if l.pixels != nil {
		draw.CatmullRom.Scale(img, at, l.pixels, l.pixels.Bounds(), draw.Over, nil)
		return
	}
	draw.Draw(img, at, l.scaled(at.Dx(), at.Dy()), image.Point{}, draw.Over)
}
