package card

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// A shape of several outlines has its holes by one of two rules. The library knows the one that is usual, nonzero. Drawing
// programs write the other, evenodd, in most of their files: a point is inside where a line from it crosses an odd number of
// edges. The library draws all shapes through a scanner, and that of this file knows both.

// evenOddMark is added to the miter limit of a shape with that rule. The library has no word for the rule, and hands the limit on.
const evenOddMark = 1024

// markWindings sets the rule of each shape by its mark.
func markWindings(icon *oksvg.SvgIcon) {
	for i := range icon.SVGPaths {
		if path := &icon.SVGPaths[i]; path.MiterLimit >= evenOddMark {
			path.MiterLimit -= evenOddMark
			path.UseNonZeroWinding = false
		}
	}
}

// windingScanner fills shapes by either rule.
type windingScanner struct {
	*rasterx.ScannerGV
	to      draw.Image
	evenOdd bool
	paint   any // a color.Color or a rasterx.ColorFunc
	sides   []side
	first   fixed.Point26_6 // of the outline that is open
	last    fixed.Point26_6
}

// side is a line of an outline, in pixels.
type side struct{ x0, y0, x1, y1 float64 }

func (s *windingScanner) Start(a fixed.Point26_6) {
	s.close()
	s.first, s.last = a, a
	s.ScannerGV.Start(a)
}

func (s *windingScanner) Line(b fixed.Point26_6) {
	s.add(b)
	s.ScannerGV.Line(b)
}

func (s *windingScanner) add(b fixed.Point26_6) {
	s.sides = append(s.sides, side{float64(s.last.X) / 64, float64(s.last.Y) / 64, float64(b.X) / 64, float64(b.Y) / 64})
	s.last = b
}

func (s *windingScanner) close() {
	if s.last != s.first {
		s.add(s.first)
	}
}

func (s *windingScanner) SetWinding(nonZero bool) { s.evenOdd = !nonZero }

func (s *windingScanner) SetColor(paint any) {
	s.paint = paint
	s.ScannerGV.SetColor(paint)
}

func (s *windingScanner) Clear() {
	s.sides, s.first, s.last = s.sides[:0], fixed.Point26_6{}, fixed.Point26_6{}
	s.ScannerGV.Clear()
}

func (s *windingScanner) Draw() {
	if !s.evenOdd {
		s.ScannerGV.Draw()
		return
	}
	s.close()
	draw.DrawMask(s.to, s.to.Bounds(), painted{s.paint}, image.Point{}, s.covered(), image.Point{}, draw.Over)
}

// samples is how many lines of each row of pixels are looked at; along a line what is covered is exact.
const samples = 16

// covered returns how much of each pixel lies inside by the rule.
func (s *windingScanner) covered() *image.Alpha {
	mask := image.NewAlpha(s.to.Bounds())
	width, height := mask.Rect.Dx(), mask.Rect.Dy()
	row, crossings := make([]float64, width), []float64(nil)
	for y := range height {
		clear(row)
		for i := range samples {
			at := float64(y) + (float64(i)+0.5)/samples
			crossings = crossings[:0]
			for _, e := range s.sides {
				if (e.y0 <= at) != (e.y1 <= at) {
					crossings = append(crossings, e.x0+(at-e.y0)/(e.y1-e.y0)*(e.x1-e.x0))
				}
			}
			slices.Sort(crossings)
			for i := 0; i+1 < len(crossings); i += 2 {
				addSpan(row, crossings[i], crossings[i+1])
			}
		}
		for x, c := range row {
			mask.Pix[y*mask.Stride+x] = uint8(math.Round(min(c/samples, 1) * 255))
		}
	}
	return mask
}

// addSpan adds to each pixel of a row how much of it lies between two points.
func addSpan(row []float64, from, to float64) {
	from, to = max(from, 0), min(to, float64(len(row)))
	for x := int(from); x < len(row) && float64(x) < to; x++ {
		row[x] += min(to, float64(x+1)) - max(from, float64(x))
	}
}

// painted is an image without end, in one colour or a gradient.
type painted struct{ paint any }

func (painted) ColorModel() color.Model { return color.RGBA64Model }
func (painted) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

func (p painted) At(x, y int) color.Color {
	switch paint := p.paint.(type) {
	case color.Color:
		return paint
	case rasterx.ColorFunc:
		return paint(x, y)
	}
	return color.Transparent
}
