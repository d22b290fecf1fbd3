package card

import (
	"fmt"
	"html"
	"image"
	"image/draw"
	"math"
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// TouchSize is the width and height of the icon of a telephone's home screen.
const TouchSize = 180

// Touch returns the icon of a telephone's home screen, a PNG of [TouchSize]: the logo on paper, or else the monogram. It is
// nil where neither can be drawn.
func (l Look) Touch() ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, TouchSize, TouchSize))
	if logo := l.readLogo(); logo != nil && !logo.isWide() {
		fill(img, img.Bounds(), paper)
		logo.draw(img, logo.fit(img.Bounds().Inset(TouchSize/9), true))
		return encode(img)
	}
	outline, ok := l.letter(TouchSize)
	if !ok {
		return nil, nil
	}
	fill(img, img.Bounds(), l.Colors.Fill)
	r := vector.NewRasterizer(TouchSize, TouchSize)
	outline.draw(r)
	r.Draw(img, img.Bounds(), image.NewUniform(colorOf(l.Colors.OnFill)), image.Point{})
	return encode(img)
}

// HasTouch reports whether [Look.Touch] returns an icon.
func (l Look) HasTouch() bool {
	if logo := l.readLogo(); logo != nil && !logo.isWide() {
		return true
	}
	_, ok := l.letter(TouchSize)
	return ok
}

// The size of the drawing of a monogram, and the radius of its corners.
const monogramSize, corners = 100, 18

// Monogram returns a drawing (SVG) of the first letter of the name, in the colours of the business.
func (l Look) Monogram() string {
	tile := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d"><rect width="%[1]d" height="%[1]d" rx="%d" fill="%s"/>`, monogramSize, corners, l.Colors.Fill)
	if outline, ok := l.letter(monogramSize); ok {
		return tile + fmt.Sprintf(`<path fill="%s" d="%s"/></svg>`, l.Colors.OnFill, outline.path())
	}
	return tile + fmt.Sprintf(`<text x="50" y="71" text-anchor="middle" font-family="sans-serif" font-weight="600" font-size="60" fill="%s">%s</text></svg>`,
		l.Colors.OnFill, html.EscapeString(string(l.initial())))
}

// initial returns the letter or figure that stands for the name; a bullet for a name without any. An article before the
// name stands for nothing.
func (l Look) initial() rune {
	name := l.Name
	if first, rest, ok := strings.Cut(name, " "); ok && strings.EqualFold(first, "the") {
		name = rest
	}
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
	}
	return '•'
}

// outline is the outline of a letter, in pixels.
type outline []segment

type segment struct {
	op sfnt.SegmentOp
	to [3][2]float32
}

// letter returns the initial in the middle of a square; false where its letter cannot be drawn.
func (l Look) letter(square int) (outline, bool) {
	const part = 0.64 // of the square is the size of the letter
	if !covers(l.Serif, string(l.initial())) {
		return nil, false
	}
	var buffer sfnt.Buffer
	f := typeface(l.Serif)
	index, err := f.GlyphIndex(&buffer, l.initial())
	if err != nil {
		return nil, false
	}
	segments, err := f.LoadGlyph(&buffer, index, fixed.Int26_6(math.Round(float64(square)*part*64)), nil)
	if err != nil || len(segments) == 0 {
		return nil, false
	}
	bounds := segments.Bounds()
	shift := func(low, high fixed.Int26_6) float32 { return (float32(square) - pixels(low+high)) / 2 }
	dx, dy := shift(bounds.Min.X, bounds.Max.X), shift(bounds.Min.Y, bounds.Max.Y)
	var out outline
	for _, s := range segments {
		to := segment{op: s.Op}
		for i, p := range s.Args {
			to.to[i] = [2]float32{pixels(p.X) + dx, pixels(p.Y) + dy}
		}
		out = append(out, to)
	}
	return out, true
}

func pixels(v fixed.Int26_6) float32 { return float32(v) / 64 }

func (o outline) draw(r *vector.Rasterizer) {
	r.DrawOp = draw.Over
	for _, s := range o {
		a, b, c := s.to[0], s.to[1], s.to[2]
		switch s.op {
		case sfnt.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(a[0], a[1])
		case sfnt.SegmentOpLineTo:
			r.LineTo(a[0], a[1])
		case sfnt.SegmentOpQuadTo:
			r.QuadTo(a[0], a[1], b[0], b[1])
		case sfnt.SegmentOpCubeTo:
			r.CubeTo(a[0], a[1], b[0], b[1], c[0], c[1])
		}
	}
	r.ClosePath()
}

// path returns the outline as the path of a drawing, in whole units. What is straight is one line, also where the typeface has
// it in pieces or as curves.
func (o outline) path() string {
	var out strings.Builder
	var steps []step
	for i, s := range o {
		if s.op == sfnt.SegmentOpMoveTo {
			steps = steps[:0]
		}
		next := stepOf(s)
		if n := len(steps); n > 1 && next.isStraight(steps[n-1].end()) && steps[n-1].isStraight(steps[n-2].end()) && areInLine(steps[n-2].end(), steps[n-1].end(), next.end()) {
			steps[n-1] = next
		} else {
			steps = append(steps, next)
		}
		if i == len(o)-1 || o[i+1].op == sfnt.SegmentOpMoveTo {
			write(&out, steps)
		}
	}
	return out.String() + "Z"
}

// point is a place in a drawing, in whole units.
type point struct{ x, y int }

// step is a part of an outline: its points, the last of them its end.
type step struct {
	command byte
	points  []point
}

func stepOf(s segment) step {
	command, n := byte('M'), 1
	switch s.op {
	case sfnt.SegmentOpLineTo:
		command = 'L'
	case sfnt.SegmentOpQuadTo:
		command, n = 'Q', 2
	case sfnt.SegmentOpCubeTo:
		command, n = 'C', 3
	}
	out := step{command, make([]point, n)}
	for i, p := range s.to[:n] {
		out.points[i] = point{whole(p[0]), whole(p[1])}
	}
	return out
}

func (s step) end() point { return s.points[len(s.points)-1] }

// isStraight reports whether a step from a place is a line.
func (s step) isStraight(from point) bool {
	for _, p := range s.points {
		if !areInLine(from, p, s.end()) {
			return false
		}
	}
	return s.command != 'M'
}

func areInLine(a, b, c point) bool { return (b.x-a.x)*(c.y-a.y) == (b.y-a.y)*(c.x-a.x) }

// write writes the steps of one outline.
func write(out *strings.Builder, steps []step) {
	var at point
	last := byte(0)
	for i, s := range steps {
		end, command, numbers := s.end(), s.command, []int(nil)
		switch straight := i > 0 && s.isStraight(at); {
		case straight && (end == at || i == len(steps)-1 && end == steps[0].end()):
			continue // it is closed anyhow
		case straight && end.y == at.y:
			command, numbers = 'H', []int{end.x}
		case straight && end.x == at.x:
			command, numbers = 'V', []int{end.y}
		case straight:
			command, numbers = 'L', []int{end.x, end.y}
		default:
			for _, p := range s.points {
				numbers = append(numbers, p.x, p.y)
			}
		}
		if command == last {
			out.WriteByte(' ')
		} else {
			out.WriteByte(command)
		}
		out.WriteString(strings.Trim(fmt.Sprint(numbers), "[]"))
		last, at = command, end
	}
}

func whole(v float32) int { return int(math.Round(float64(v))) }
