package card

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"regexp"
	"slices"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"upfront/generator/lazy"
)

// A logo is most often a drawing. The library that draws it knows a part of SVG, and passes over much of the rest without a
// word: so a drawing is first written in the words that it draws faithfully, and one that has others is refused.

// mostDrawing is how long an SVG may be that is drawn, in bytes.
const mostDrawing = 512 << 10

// elements are those that are drawn, with their own attributes.
var elements = map[string]string{
	"svg": "viewBox width height x y", "g": "", "defs": "", "title": "", "desc": "", "style": "type",
	"use": "x y width height href", "path": "d", "rect": "x y width height rx ry", "circle": "cx cy r", "ellipse": "cx cy rx ry",
	"line": "x1 y1 x2 y2", "polyline": "points", "polygon": "points",
	"linearGradient": "x1 y1 x2 y2 spreadMethod gradientUnits", "radialGradient": "cx cy r fx fy spreadMethod gradientUnits",
	"stop": "offset stop-color stop-opacity",
}

// Attributes of all elements: those that are drawn, and those that change nothing in a picture of paths.
var (
	drawn = strings.Fields(`fill fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
		stroke-dashoffset stroke-opacity opacity transform class style id`)
	idle = strings.Fields(`role version baseProfile preserveAspectRatio focusable tabindex lang space xmlns shape-rendering color-rendering
		overflow enable-background clip-rule fill-rule isolation type color pointer-events`)
)

// Drawings are refused that have these: the words are those of the message.
var (
	hidden      = lazy.Pattern(`\b(display|visibility)\s*[:=]`)
	ownSpace    = lazy.Pattern(`(userSpaceOnUse)`)
	stretched   = lazy.Pattern(`(?i)\b(scale|matrix|skew[XY])\s*\(`)
	hasStroke   = lazy.Pattern(`\bstroke\s*[:=]\s*["']?\s*[^n"'\s]`)
	classesOnly = lazy.Pattern(`^\s*(\.[\w-]+\s*(,\s*\.[\w-]+\s*)*\{[^{}]*\}\s*)*$`)
	properties  = lazy.Pattern(`([\w-]+)\s*:`)
	oneScale    = lazy.Pattern(`scale\(\s*([^\s,)]+)\s*\)`)
)

func readDrawing(file []byte) (read *logo, err error) {
	defer func() {
		if recover() != nil { // of the library, over a drawing that it does not understand
			read, err = nil, errors.New("it is not understood")
		}
	}()
	if len(file) > mostDrawing {
		return nil, fmt.Errorf("it has more than %d KB", mostDrawing>>10)
	}
	width, height, ok := drawingSize(file)
	if !ok {
		return nil, errors.New("it has no size")
	}
	plain, err := plainDrawing(file)
	if err != nil {
		return nil, err
	}
	icon, err := oksvg.ReadReplacingCurrentColor(bytes.NewReader(plain), ink, oksvg.StrictErrorMode)
	switch {
	case err != nil:
		return nil, errors.New("it is not understood")
	case len(icon.SVGPaths) == 0:
		return nil, errors.New("it shows nothing")
	}
	markWindings(icon)
	read = &logo{width: width, height: height, drawing: icon}
	read.drawing.ViewBox.W, read.drawing.ViewBox.H = width, height
	if !isNear(icon) {
		return nil, errors.New("it reaches too far")
	}
	return read, nil
}

// isNear reports whether a drawing stays where numbers are small enough for the library, and for the time of a build.
func isNear(icon *oksvg.SvgIcon) bool {
	const far = 1 << 14 // units
	for _, path := range icon.SVGPaths {
		for _, v := range path.Path {
			if v > far<<6 || v < -far<<6 {
				return false
			}
		}
		if path.LineWidth > far || slices.ContainsFunc(path.Dash, func(d float64) bool { return d < 0.01 }) {
			return false
		}
	}
	return icon.ViewBox.W <= far && icon.ViewBox.H <= far
}

// plainDrawing writes an SVG in the words that the library draws as they are meant.
func plainDrawing(file []byte) ([]byte, error) {
	for _, form := range []func() *regexp.Regexp{hidden, ownSpace} {
		if m := form().FindSubmatch(file); m != nil {
			return nil, fmt.Errorf("it has %s", m[1])
		}
	}
	if m := stretched().FindSubmatch(file); m != nil && hasStroke().Match(file) {
		return nil, fmt.Errorf("it has lines under %s()", m[1])
	}
	w, err := newPlainWriter(file)
	if err != nil {
		return nil, err
	}
	for at := 0; at < len(w.tokens) && err == nil; {
		at, err = w.write(at, rules{miterLimit: "4"}, 0)
	}
	return w.out.Bytes(), err
}

// allDrawn reports whether rules of styles set nothing but what is drawn, or changes nothing.
func allDrawn(rules string) bool {
	for part := range strings.SplitSeq(rules, "{") {
		body, _, inside := strings.Cut(part, "}")
		if !inside {
			continue
		}
		for _, m := range properties().FindAllStringSubmatch(body, -1) {
			if name := m[1]; !slices.Contains(drawn[:len(drawn)-4], name) && !slices.Contains(idle, name) && !strings.HasPrefix(name, "font-") && !strings.HasPrefix(name, "text-") &&
				!strings.HasPrefix(name, "-") {
				return false
			}
		}
	}
	return true
}

// scaled returns the drawing in a number of pixels; what the library stops at is left out.
func (l *logo) scaled(width, height int) (img *image.RGBA) {
	img = image.NewRGBA(image.Rect(0, 0, width, height))
	defer func() { _ = recover() }()
	box := l.drawing.ViewBox
	x, y := float64(width)/box.W, float64(height)/box.H
	scanner := &windingScanner{ScannerGV: rasterx.NewScannerGV(width, height, img, img.Bounds()), to: img}
	dasher := rasterx.NewDasher(width, height, scanner)
	to := rasterx.Identity.Scale(x, y).Translate(-box.X, -box.Y)
	for _, path := range l.drawing.SVGPaths {
		path.LineWidth, path.DashOffset, path.Dash = path.LineWidth*x, path.DashOffset*x, slices.Clone(path.Dash)
		for i := range path.Dash {
			path.Dash[i] *= x
		}
		path.DrawTransformed(dasher, 1, to)
	}
	return img
}
