package card

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func svg(inside string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">` + inside + `</svg>`)
}

// TestDrawings looks at single points of drawings, ten times as large: what the library would draw otherwise.
func TestDrawings(t *testing.T) {
	red, none := color.RGBA{255, 0, 0, 255}, color.RGBA{}
	for name, c := range map[string]struct {
		drawing string
		in, out image.Point // points that are red, and that are empty
	}{
		"a rectangle":         {`<rect x="5" y="5" width="10" height="10" fill="red"/>`, image.Pt(51, 51), image.Pt(48, 48)},
		"one radius is both":  {`<rect width="20" height="20" rx="8" fill="red"/>`, image.Pt(100, 5), image.Pt(5, 5)},
		"a line of its width": {`<path d="M10 0v20" stroke="red" stroke-width="6"/>`, image.Pt(72, 100), image.Pt(67, 100)},
		"a line of no width":  {`<path d="M10 0v20" stroke="red"/>`, image.Pt(96, 100), image.Pt(93, 100)},
		"a sharp corner":      {`<path d="M4 16V4h12" fill="none" stroke="red" stroke-width="4"/>`, image.Pt(22, 22), image.Pt(17, 17)},
		"one scale is both":   {`<g transform="scale(2)"><rect width="5" height="5" fill="red"/></g>`, image.Pt(97, 97), image.Pt(103, 50)},
		"a class":             {`<style>.a{fill:#f00}</style><circle class="a" cx="10" cy="10" r="5"/>`, image.Pt(100, 60), image.Pt(100, 45)},
		"a style over all":    {`<circle style="fill:#f00" fill="blue" cx="10" cy="10" r="5"/>`, image.Pt(100, 60), image.Pt(100, 45)},
		"what editors note":   {`<metadata><x y="z"/></metadata><sodipodi:namedview id="n"/><rect inkscape:label="a" width="10" height="10" fill="red"/>`, image.Pt(50, 50), image.Pt(150, 50)},
		"a hole by evenodd":   {`<path fill="red" fill-rule="evenodd" d="M0 0h20v20H0zM5 5h10v10H5z"/>`, image.Pt(20, 100), image.Pt(100, 100)},
		"a star by evenodd":   {`<polygon style="fill:red;fill-rule:evenodd" points="10,0 16,19 0,7 20,7 4,19"/>`, image.Pt(100, 20), image.Pt(100, 100)},
		"a rule of a group":   {`<g fill="red" fill-rule="evenodd"><path d="M0 0h20v20H0zM5 5h10v10H5z"/></g>`, image.Pt(20, 100), image.Pt(100, 100)},
		"a rule taken back":   {`<g fill="red" fill-rule="evenodd"><path fill-rule="nonzero" d="M0 0h10v20H0zM5 5h2v10H5z"/></g>`, image.Pt(60, 100), image.Pt(150, 100)},
		"a line by evenodd":   {`<path fill="none" stroke="red" stroke-width="4" fill-rule="evenodd" d="M4 16V4h12"/>`, image.Pt(22, 22), image.Pt(17, 17)},
		"an open outline":     {`<path fill="red" fill-rule="evenodd" d="M0 0h20v20"/>`, image.Pt(150, 50), image.Pt(50, 150)},
		"a copy":              {`<defs><path id="a" d="M0 0h5v5H0z"/></defs><use href="#a" x="10" y="10" fill="red"/>`, image.Pt(120, 120), image.Pt(20, 20)},
		"a copy as it was":    {`<g fill="#00f"><rect id="a" width="5" height="5"/></g><use xlink:href="#a" fill="red" transform="rotate(90)" x="5" y="-15"/>`, image.Pt(125, 75), image.Pt(175, 25)},
		"a copy of a group":   {`<g id="a" fill="red" fill-rule="evenodd"><path d="M0 0h8v8H0zM2 2h4v4H2z"/></g><use href="#a" x="10"/>`, image.Pt(105, 40), image.Pt(140, 40)},
		"a ring":              {`<path fill="red" d="M0 0h20v20H0zM5 5v10h10V5z"/>`, image.Pt(20, 100), image.Pt(100, 100)},
	} {
		l, err := readDrawing(svg(c.drawing))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		img := l.scaled(200, 200)
		if at(img, c.in.X, c.in.Y) != red || at(img, c.out.X, c.out.Y) != none {
			t.Errorf("%s: %v at %v, %v at %v", name, at(img, c.in.X, c.in.Y), c.in, at(img, c.out.X, c.out.Y), c.out)
		}
	}
	moved, err := readDrawing([]byte(`<svg viewBox="10 10 20 20"><rect x="15" y="15" width="10" height="10" fill="red"/></svg>`))
	if err != nil || at(moved.scaled(200, 200), 51, 51) != red || at(moved.scaled(200, 200), 48, 48) != none {
		t.Errorf("a drawing that does not begin at 0: %v", err)
	}
}

// TestUndrawable holds that what cannot be drawn faithfully is refused, with the reason.
func TestUndrawable(t *testing.T) {
	rect := `<rect width="9" height="9"/>`
	for drawing, want := range map[string]string{
		`<text x="1" y="9">N</text>`:                                                                                   "it has <text>",
		rect + `<image href="a.png"/>`:                                                                                 "it has <image>",
		`<g filter="url(#f)">` + rect + `</g>`:                                                                         "it has filter in <g>",
		`<style>.a{fill-rule:evenodd}</style><path class="a" d="M0 0h9v9z"/>`:                                          "it has fill-rule in the style of a class",
		`<style>.a{stroke-miterlimit:9}</style><path class="a" fill-rule="evenodd" d="M0 0h9v9z"/>`:                    "it has fill-rule beside stroke-miterlimit",
		`<path fill-rule="evenodd" stroke-miterlimit="2000" d="M0 0h9v9z"/>`:                                           "it has fill-rule beside stroke-miterlimit",
		`<g id="a"><use href="#a"/></g>`:                                                                               "it has too many parts",
		`<g id="a">` + strings.Repeat(`<use href="#b"/>`, 200) + `</g><g id="b">` + strings.Repeat(rect, 200) + `</g>`: "it has too many parts",
		`<use href="other.svg#a"/>`:                                                                                    `it has a <use> of "other.svg#a", which is not in it`,
		`<symbol id="a"/>`:                                                                                             "it has <symbol>",
		`<rect display="none" width="9" height="9"/>`:                                                                  "it has display",
		`<use href="#a"/>`:                                                                                             `it has a <use> of "#a", which is not in it`,
		`<svg viewBox="0 0 9 9"/>`:                                                                                     "it has an <svg> in it",
		`<style>rect{fill:red}</style>` + rect:                                                                         "it has styles beside those of classes",
		`<style>.a{mask:url(#m)}</style>` + rect:                                                                       "it has styles beside those of classes",
		`<rect width="9" height="9" style="mix-blend-mode:screen"/>`:                                                   "it has a style that is not drawn",
		`<g transform="scale(2)"><path d="M0 0h9" stroke="red"/></g>`:                                                  "it has lines under scale()",
		`<linearGradient id="a" gradientUnits="userSpaceOnUse"/>`:                                                      "it has userSpaceOnUse",
		`<rect width="50%" height="9"/>`:                                                                               "it is not understood",
		`<rect width="9" height="9" fill="var(--a)"/>`:                                                                 "it is not understood",
		`<path d="M0 0 L nonsense"/>`:                                                                                  "it is not understood",
		`<circle r="1e12" fill="red"/>`:                                                                                "it reaches too far",
		`<path d="M0 0h20000" stroke="red"/>`:                                                                          "it reaches too far",
		`<path d="M0 0h20" stroke="red" stroke-dasharray="0"/>`:                                                        "it reaches too far",
		``: "it shows nothing",
		`<title>` + strings.Repeat("a", mostDrawing) + `</title>` + rect: "it has more than 512 KB",
	} {
		if err := CheckLogo(svg(drawing)); err == nil || err.Error() != want {
			t.Errorf("%.60s: %v, not %q", drawing, err, want)
		}
	}
	for file, want := range map[string]string{
		"":       "it is no PNG, JPEG, GIF, WebP or SVG",
		"GIF89a": "it is no PNG, JPEG, GIF, WebP or SVG",
		"<svg><rect width='9' height='9'/></svg>": "it has no size",
	} {
		if err := CheckLogo([]byte(file)); err == nil || err.Error() != want {
			t.Errorf("%q: %v", file, err)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	if err := CheckLogo(out.Bytes()[:60]); err == nil || err.Error() != "its file is damaged" {
		t.Errorf("half a PNG: %v", err)
	}
	huge := bytes.Clone(out.Bytes())
	copy(huge[16:], "\x00\x00\x40\x00\x00\x00\x40\x00") // 16,384 by 16,384; its checksum is wrong, which the header's reader tells
	if err := CheckLogo(huge); err == nil {
		t.Error("a huge PNG is drawn")
	}
}

// TestPixels holds that a picture of pixels is drawn at its place, and as large as goes.
func TestPixels(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	fill(img, img.Bounds(), "#0000cc")
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	if w, h, ok := Size(file.Bytes()); w != 40 || h != 20 || !ok {
		t.Errorf("its size is %v by %v, %t", w, h, ok)
	}
	l := northlane()
	l.Logo = file.Bytes()
	card := preview(t, l)
	for x, want := range map[int]uint8{130: 0xcc, 310: 0xcc, 325: 255} { // 96 pixels high, 192 wide
		if c := at(card, x, 170); c.B < want-4 {
			t.Errorf("at %d the card is %v", x, c)
		}
	}
	if c := at(card, 310, 170); c.R > 8 {
		t.Errorf("at 310 the card is %v", c)
	}
	if IsWide(file.Bytes()) || !IsWide([]byte(`<svg viewBox="0 0 200 40"/>`)) || !IsWide([]byte("no picture")) {
		t.Error("what is wide is judged wrongly")
	}
}

func TestSizeOfDrawings(t *testing.T) {
	for file, want := range map[string][2]float64{
		`<svg viewBox="0 0 48 24" width="10" height="10"/>`:                   {48, 24},
		`<?xml version="1.0"?><!-- a --><svg width="10px" height="30"></svg>`: {10, 30},
		`<svg viewBox="0,0,5.5,2"/>`:                                          {5.5, 2},
		`<svg width="100%"/>`:                                                 {},
	} {
		if w, h, _ := Size([]byte(file)); [2]float64{w, h} != want {
			t.Errorf("%s: %v by %v", file, w, h)
		}
	}
}

// TestTheLogosOfTheExamples holds that every logo that comes with the program can be drawn, and goes into private pages.
func TestTheLogosOfTheExamples(t *testing.T) {
	files, _ := filepath.Glob("../../cmd/upfront/starters/*/content/logo.svg")
	if len(files) != 3 {
		t.Errorf("of three starters, these have a logo: %q", files)
	}
	for _, name := range append(files, "../../content/logo.svg") {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckLogo(file); err != nil || len(file) > 4096 || IsWide(file) {
			t.Errorf("%s: %v, %d bytes", name, err, len(file))
		}
	}
}

func FuzzLogo(f *testing.F) {
	f.Add(svg(`<path fill="red" d="M0 0h20v20H0z" transform="rotate(3 4 5)"/>`))
	f.Add(svg(`<style>.a{fill:red}</style><g class="a"><circle r="3"/></g>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		l := Look{Name: "N", Logo: file, Colors: colors}
		if data, err := l.Touch(); err != nil || len(data) == 0 {
			t.Errorf("%d bytes, %v", len(data), err)
		}
	})
}
