package theme_test

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"upfront/generator/theme"
	"upfront/themes"
)

func stylesheet(t *testing.T) string {
	t.Helper()
	data, err := fs.ReadFile(themes.Default(), "assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var namedColor = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// tokens returns the colours that the stylesheet names, in the light and in the dark.
func tokens(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	before, after, ok := strings.Cut(stylesheet(t), "@media screen and (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("the stylesheet has no colours for the dark")
	}
	light, dark = map[string]string{}, map[string]string{}
	for colors, text := range map[*map[string]string]string{&light: before, &dark: after} {
		for _, m := range namedColor.FindAllStringSubmatch(text, -1) {
			(*colors)[m[1]] = m[2]
		}
	}
	if len(light) != 16 || len(dark) != 16 {
		t.Fatalf("%d and %d colours; this test knows 16", len(light), len(dark))
	}
	return light, dark
}

// TestEveryPairCanBeRead reads the colours out of the stylesheet: text has 6:1, controls and marks 3:1, in both.
func TestEveryPairCanBeRead(t *testing.T) {
	light, dark := tokens(t)
	type pair struct {
		front, ground string
		least         float64
	}
	var pairs []pair
	for _, ground := range []string{"paper", "sheet", "surface"} {
		for _, text := range []string{"ink", "quiet"} {
			pairs = append(pairs, pair{text, ground, 6})
		}
		for _, mark := range []string{"strong", "focus"} {
			pairs = append(pairs, pair{mark, ground, 3})
		}
	}
	for _, state := range []string{"ok", "bad", "warn", "info"} {
		pairs = append(pairs, pair{state, state + "-on", 6}, pair{"ink", state + "-on", 6}, pair{state, "paper", 6}, pair{state, "sheet", 6}, pair{"quiet", state + "-on", 4.5})
	}
	for _, p := range pairs {
		for name, colors := range map[string]map[string]string{"light": light, "dark": dark} {
			if got := ratio(t, colors[p.front], colors[p.ground]); got < p.least {
				t.Errorf("%s: %s on %s has %.2f:1, not %g", name, p.front, p.ground, got, p.least)
			}
		}
	}
}

// ratio is WCAG's contrast, written anew so that the package is not its own judge.
func ratio(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(hex string) (sum float64) {
		for i, weight := range []float64{.2126, .7152, .0722} {
			n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			x := float64(n) / 255
			if x <= .04045 {
				x /= 12.92
			} else {
				x = math.Pow((x+.055)/1.055, 2.4)
			}
			sum += weight * x
		}
		return sum
	}
	x, y := luminance(a)+.05, luminance(b)+.05
	return math.Max(x, y) / math.Min(x, y)
}

func TestNoColourOutsideTheTable(t *testing.T) {
	_, rest, _ := strings.Cut(stylesheet(t), "/* Base")
	screen, paper, _ := strings.Cut(rest, "@page")
	if found := regexp.MustCompile(`#[0-9a-f]{3,6}\b|rgb\(|hsl\(`).FindAllString(screen, -1); found != nil {
		t.Errorf("the stylesheet has colours of its own: %q", found)
	}
	if found := regexp.MustCompile(`#[0-9a-f]{6}`).FindAllString(paper, -1); fmt.Sprint(found) != "[#58524a #58524a]" {
		t.Errorf("the paper sheet has colours of its own: %q", found)
	}
}

// assets returns the files that the default theme publishes, by path.
func assets(t *testing.T, site theme.Site) map[string]string {
	t.Helper()
	site.Language = "en"
	th, problems := theme.Load(themes.Default(), site)
	if th == nil {
		t.Fatal(problems)
	}
	out := map[string]string{}
	for _, a := range th.Assets() {
		out[a.Path] = string(a.Data)
	}
	return out
}

func TestStylesheetIsSmall(t *testing.T) {
	for _, font := range []string{"", "inter", "system"} {
		files := assets(t, theme.Site{Color: "#1a6b5c", Font: font})
		if n := len(files["assets/style.css"]); n > 40<<10 || n < 8<<10 {
			t.Errorf("font %q: %d bytes of stylesheet", font, n)
		}
	}
}

// TestNoFontOfItsOwn holds that a site in its reader's typeface publishes none, that its stylesheet loads none, and that its
// headings have no serifs.
func TestNoFontOfItsOwn(t *testing.T) {
	files := assets(t, theme.Site{Color: "#1a6b5c", Font: "system"})
	if css := files["assets/style.css"]; !strings.HasSuffix(css, ":root{--serif:var(--sans)}") {
		t.Errorf("the stylesheet ends with %s", css[len(css)-80:])
	}
	for path, text := range files {
		if strings.Contains(text, "url(") || strings.Contains(text, "@import") || strings.Contains(text, "@font-face") {
			t.Errorf("%s asks for something else", path)
		}
		if path != "assets/style.css" {
			t.Errorf("%s is published", path)
		}
	}
}

func TestTheChosenFont(t *testing.T) {
	for font, c := range map[string]struct{ family, owner string }{
		"inter": {":root{--sans:face,near,sans-serif;--serif:var(--sans)}", "The Inter Project Authors"},
		"":      {":root{--serif:face,near,serif}", "with Reserved Font Name 'Source'"},
	} {
		files := assets(t, theme.Site{Font: font})
		font = cmp.Or(font, "source-serif")
		css := files["assets/style.css"]
		asked := regexp.MustCompile(`url\(["']?([^)"']*)`).FindAllStringSubmatch(css, -1)
		if len(asked) != 2 || len(files) != 4 || !strings.Contains(css, c.family) {
			t.Fatalf("%s: asks for %q, publishes %d files", font, asked, len(files))
		}
		for _, m := range asked {
			if data := files["assets/"+m[1]]; !strings.HasPrefix(data, "wOF2") || len(data) > 34<<10 || !strings.HasPrefix(m[1], "faces/"+font+"-") || !strings.HasSuffix(m[1], fmt.Sprintf(".%x.woff2", sha256.Sum256([]byte(data)))[:9]+".woff2") {
				t.Errorf("%s: %s has %d bytes", font, m[1], len(data))
			}
		}
		// What a page in English fetches: with 16 KiB of stylesheet, 60 KiB leave this for it and the page.
		if n := len(files["assets/"+asked[1][1]]); n > 26<<10 {
			t.Errorf("%s: the first part has %d bytes", font, n)
		}
		licence := files["assets/faces/"+font+".txt"]
		if !strings.Contains(licence, c.owner) || !strings.Contains(licence, "SIL OPEN FONT LICENSE Version 1.1") {
			t.Errorf("%s: the licence is\n%.300s", font, licence)
		}
		if strings.Count(css, "@font-face") != 3 || strings.Count(css, "font-display:swap") != 2 || strings.Count(css, "unicode-range:") != 2 {
			t.Errorf("%s: the stylesheet ends with %s", font, css[len(css)-900:])
		}
	}
}

// TestAFontChangesTheDigest holds that a page in another typeface is another page.
func TestAFontChangesTheDigest(t *testing.T) {
	fonts := map[[32]byte]string{}
	for _, font := range []string{"", "inter", "system"} {
		th, problems := theme.Load(themes.Default(), theme.Site{Language: "en", Font: font})
		if th == nil {
			t.Fatal(problems)
		}
		if other, ok := fonts[th.Digest()]; ok {
			t.Errorf("%q and %q have one digest", font, other)
		}
		fonts[th.Digest()] = font
	}
}
