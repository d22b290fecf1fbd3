package theme

import (
	"math"
	"testing"
)

// TestContrast compares with the ratios of the WCAG 2.2 definition, computed with another tool.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000", "#ffffff", 21},
		{"#777777", "#fff", 4.478},
		{"#1a49c4", "#ffffff", 7.516},
		{"#ff0000", "#00ff00", 2.914},
	} {
		a, _ := parseColor(c.a)
		b, _ := parseColor(c.b)
		if got := contrast(a, b); math.Abs(got-c.want) > 0.001 {
			t.Errorf("%s on %s: %.4f, want %.3f", c.a, c.b, got, c.want)
		}
	}
}

// TestOKLCH compares with the values published with OKLab.
func TestOKLCH(t *testing.T) {
	red, _ := parseColor("#ff0000")
	k := red.oklch()
	if math.Abs(k.l-0.62796) > 1e-4 || math.Abs(k.c-0.25768) > 1e-4 || math.Abs(k.h*180/math.Pi-29.234) > 0.01 {
		t.Errorf("red is %+v", k)
	}
	for _, hex := range []string{"#000000", "#ffffff", "#1a6b5c", "#ffd166", "#0b0b2a"} {
		c, _ := parseColor(hex)
		if got := c.oklch().rgb().String(); got != hex {
			t.Errorf("%s comes back as %s", hex, got)
		}
	}
}

func TestParseColorRefuses(t *testing.T) {
	for _, s := range []string{"", "#", "#12", "#12345", "#1234567", "red", "#ggg", "1a6b5c", "#+12345", "rgb(1,2,3)", "#fff;}"} {
		if c, ok := parseColor(s); ok {
			t.Errorf("%q was read as %s", s, c)
		}
	}
}

func TestBrandKeepsWhatCanBeRead(t *testing.T) {
	b, _ := readBrand(Site{Color: "#0b3d91"})
	if b.Light.Ink != "#0b3d91" || b.Light.Fill != "#0b3d91" || b.Light.Edge != "#0b3d91" {
		t.Errorf("a dark blue was changed on white: %+v", b)
	}
	if b.Dark.Ink == "#0b3d91" || b.Changed == "" {
		t.Errorf("a dark blue was kept in the dark: %+v", b)
	}
	if hue := func(s string) float64 { c, _ := parseColor(s); return c.oklch().h }; math.Abs(hue(b.Dark.Ink)-hue(b.Raw)) > 0.05 {
		t.Errorf("the hue of %s is not that of %s", b.Dark.Ink, b.Raw)
	}
}

func TestBrandRefused(t *testing.T) {
	_, problems := readBrand(Site{Color: "teal"})
	if len(problems) != 1 || problems[0].Rule != "theme-color" {
		t.Errorf("%+v", problems)
	}
}
