package theme_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"upfront/generator/theme"
	"upfront/themes"
)

func brandOf(t *testing.T, color string) theme.Brand {
	t.Helper()
	th, problems := theme.Load(themes.Default(), theme.Site{Language: "en", Color: color})
	if th == nil {
		t.Fatal(problems)
	}
	return th.Brand()
}

// manyBrands returns 216 colours, evenly spread over the cube of what a screen shows.
func manyBrands() (out []string) {
	for r := 0; r <= 255; r += 51 {
		for g := 0; g <= 255; g += 51 {
			for b := 0; b <= 255; b += 51 {
				out = append(out, fmt.Sprintf("#%02x%02x%02x", r, g, b))
			}
		}
	}
	return out
}

// TestEveryBrandCanBeRead holds words to 6:1 and marks to 3:1 on every ground, for many brands, in the light and in the dark.
func TestEveryBrandCanBeRead(t *testing.T) {
	light, dark := tokens(t)
	for _, color := range manyBrands() {
		b := brandOf(t, color)
		for name, in := range map[string]struct {
			theme.Roles
			sheet map[string]string
		}{"light": {b.Light, light}, "dark": {b.Dark, dark}} {
			check := func(front, ground, what string, least float64) {
				if got := ratio(t, front, ground); got < least {
					t.Errorf("%s, %s: %s, %s on %s, has %.2f:1, not %g", color, name, what, front, ground, got, least)
				}
			}
			check(in.OnFill, in.Fill, "words on a button", 6)
			for _, ground := range []string{in.sheet["paper"], in.sheet["sheet"], in.sheet["surface"], in.Tint} {
				check(in.Ink, ground, "a link", 6)
				check(in.Edge, ground, "the edge of a bar", 3)
				check(in.sheet["focus"], ground, "the focus", 3)
			}
			check(in.sheet["ink"], in.Tint, "words on the tint", 6)
			check(in.sheet["quiet"], in.Tint, "quiet words on the tint", 6)
			check(in.sheet["strong"], in.Tint, "a control on the tint", 3)
		}
		if b.Light.Mark != color || b.Light.Brand != color {
			t.Errorf("%s: bars are %s, edges %s", color, b.Light.Mark, b.Light.Brand)
		}
	}
}

// TestTheRolesOfTwoBrands compares with roles that a designer worked out: a dark brand is used as it is, and a light one
// keeps its colour in bars and buttons.
func TestTheRolesOfTwoBrands(t *testing.T) {
	for color, want := range map[string]theme.Roles{
		"#1f5d3a": {Brand: "#1f5d3a", Fill: "#1f5d3a", OnFill: "#ffffff", Ink: "#1f5d3a", Tint: "#e5f3e9", Line: "#bfdbc7", Mark: "#1f5d3a", Edge: "#1f5d3a"},
		"#ffd400": {Brand: "#ffd400", Fill: "#ffd400", OnFill: "#1d1b18", Ink: "#685502", Tint: "#f9f0d3", Line: "#dfd2a0", Mark: "#ffd400", Edge: "#685502"},
	} {
		got := reflect.ValueOf(brandOf(t, color).Light)
		for i := range got.NumField() {
			if a, b := got.Field(i).String(), reflect.ValueOf(want).Field(i).String(); !look(t, a, b) {
				t.Errorf("%s: %s is %s, not like %s", color, got.Type().Field(i).Name, a, b)
			}
		}
	}
	b := brandOf(t, "#1f5d3a")
	if b.Dark.Fill != "#1f5d3a" || b.Dark.Mark != b.Dark.Ink || b.Dark.Ink == b.Light.Ink {
		t.Errorf("in the dark: %+v", b.Dark)
	}
}

// look reports whether two colours look the same: no part differs by more than 5 of 255.
func look(t *testing.T, a, b string) bool {
	t.Helper()
	for i := 1; i < 7; i += 2 {
		x, errX := strconv.ParseUint(a[i:i+2], 16, 8)
		y, errY := strconv.ParseUint(b[i:i+2], 16, 8)
		if errX != nil || errY != nil {
			t.Fatalf("%q, %q", a, b)
		}
		if max(x, y)-min(x, y) > 5 {
			return false
		}
	}
	return true
}

// TestTheStylesheetEndsWithTheRoles holds that both sets reach the pages, those of the dark on screens alone.
func TestTheStylesheetEndsWithTheRoles(t *testing.T) {
	css := assets(t, theme.Site{Color: "#ffd400"})["assets/style.css"]
	_, roles, ok := strings.Cut(css, ":root{--brand:#ffd400")
	light, dark, both := strings.Cut(roles, "@media screen and (prefers-color-scheme:dark){:root{--brand:#ffd400")
	if !ok || !both || !strings.Contains(light, "--mark-edge:#6855") || !strings.Contains(dark, "--mark:#ffd400;--mark-edge:#ffd400") {
		t.Errorf("the stylesheet ends with %.900s", roles)
	}
}
