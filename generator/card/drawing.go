package card

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"image"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// A logo is most often a drawing. The library that draws it knows a part of SVG, and passes over much of the rest without a
// word: so a drawing is first written in the words that it draws faithfully, and one that has others is refused.

// mostDrawing is how long an SVG may be that is drawn, in bytes.
const mostDrawing = 512 << 10

// elements are those that are drawn, with their own attributes.
var elements = map[string]string{
	"svg": "viewBox width height x y", "g": "", "defs": "", "title": "", "desc": "", "style": "type",
	"path": "d", "rect": "x y width height rx ry", "circle": "cx cy r", "ellipse": "cx cy rx ry",
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
	evenOdd     = regexp.MustCompile(`(fill-rule)\s*[:=]\s*["']?\s*evenodd`)
	hidden      = regexp.MustCompile(`\b(display|visibility)\s*[:=]`)
	ownSpace    = regexp.MustCompile(`(userSpaceOnUse)`)
	stretched   = regexp.MustCompile(`(?i)\b(scale|matrix|skew[XY])\s*\(`)
	hasStroke   = regexp.MustCompile(`\bstroke\s*[:=]\s*["']?\s*[^n"'\s]`)
	classesOnly = regexp.MustCompile(`^\s*(\.[\w-]+\s*(,\s*\.[\w-]+\s*)*\{[^{}]*\}\s*)*$`)
	properties  = regexp.MustCompile(`([\w-]+)\s*:`)
	oneScale    = regexp.MustCompile(`scale\(\s*([^\s,)]+)\s*\)`)
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
	for _, form := range []*regexp.Regexp{evenOdd, hidden, ownSpace} {
		if m := form.FindSubmatch(file); m != nil {
			return nil, fmt.Errorf("it has %s", m[1])
		}
	}
	if m := stretched.FindSubmatch(file); m != nil && hasStroke.Match(file) {
		return nil, fmt.Errorf("it has lines under %s()", m[1])
	}
	var out bytes.Buffer
	d, skipped, depth := xml.NewDecoder(bytes.NewReader(file)), 0, 0
	d.Strict, d.Entity = false, xml.HTMLEntity
	var element string
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, errors.New("it is damaged")
		}
		switch t := token.(type) {
		case xml.StartElement:
			element = t.Name.Local
			if skipped > 0 || t.Name.Space != "" && t.Name.Space != "svg" || element == "metadata" {
				skipped++ // what editors note for themselves
				continue
			}
			if depth++; element == "svg" && depth > 1 {
				return nil, errors.New("it has an <svg> in it")
			}
			if err := writeElement(&out, t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			if skipped > 0 {
				skipped--
				continue
			}
			depth--
			fmt.Fprintf(&out, "</%s>", t.Name.Local)
		case xml.CharData:
			if element != "style" || skipped > 0 {
				continue
			}
			if !classesOnly.Match(t) || !allDrawn(string(t)) {
				return nil, errors.New("it has styles beside those of classes")
			}
			xml.EscapeText(&out, bytes.Join(bytes.Fields(t), []byte(" ")))
		}
	}
}

// writeElement writes the beginning of an element: its style last, because that counts for more than its attributes.
func writeElement(out *bytes.Buffer, t xml.StartElement) error {
	own, ok := elements[t.Name.Local]
	if !ok {
		return fmt.Errorf("it has <%s>", t.Name.Local)
	}
	fmt.Fprintf(out, "<%s", t.Name.Local)
	if t.Name.Local == "svg" { // what the standard takes where nothing is written
		out.WriteString(` stroke-width="1" stroke-linejoin="miter"`)
	}
	write := func(name, value string) { fmt.Fprintf(out, ` %s="%s"`, name, html.EscapeString(value)) }
	has, style := map[string]string{}, ""
	for _, a := range t.Attr {
		name := a.Name.Local
		switch {
		case a.Name.Space != "", slices.Contains(idle, name), strings.HasPrefix(name, "aria-"), strings.HasPrefix(name, "data-"), strings.HasPrefix(name, "font-"), strings.HasPrefix(name, "text-"):
			continue
		case !slices.Contains(strings.Fields(own), name) && (!slices.Contains(drawn, name) || t.Name.Local == "stop" && name == "style"):
			return fmt.Errorf("it has %s in <%s>", name, t.Name.Local)
		case name == "style":
			if style = a.Value; !allDrawn("{" + style + "}") {
				return errors.New("it has a style that is not drawn")
			}
			continue
		case name == "transform":
			a.Value = oneScale.ReplaceAllString(a.Value, "scale($1 $1)")
		}
		has[name] = a.Value
		write(name, a.Value)
	}
	if t.Name.Local == "rect" && (has["rx"] == "") != (has["ry"] == "") { // one radius is both
		write("rx", has["rx"]+has["ry"])
		write("ry", has["rx"]+has["ry"])
	}
	if style != "" {
		write("style", style)
	}
	out.WriteByte('>')
	return nil
}

// allDrawn reports whether rules of styles set nothing but what is drawn, or changes nothing.
func allDrawn(rules string) bool {
	for part := range strings.SplitSeq(rules, "{") {
		body, _, inside := strings.Cut(part, "}")
		if !inside {
			continue
		}
		for _, m := range properties.FindAllStringSubmatch(body, -1) {
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
	scanner := rasterx.NewScannerGV(width, height, img, img.Bounds())
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
