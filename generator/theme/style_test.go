package theme_test

import (
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

var (
	plainColor = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
	bothColors = regexp.MustCompile(`--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);`)
)

// TestEveryPairCanBeRead reads the colours out of the stylesheet: text has 6:1, controls and marks 3:1, in both.
func TestEveryPairCanBeRead(t *testing.T) {
	css := stylesheet(t)
	light, dark := map[string]string{}, map[string]string{}
	for _, m := range bothColors.FindAllStringSubmatch(css, -1) {
		light[m[1]], dark[m[1]] = m[2], m[3]
	}
	plain := plainColor.FindAllStringSubmatch(css, -1)
	for _, m := range plain {
		if light[m[1]] != m[2] {
			t.Errorf("--%s is %s without light-dark() and %s with it", m[1], m[2], light[m[1]])
		}
	}
	if len(plain) != 18 || len(light) != 18 {
		t.Fatalf("%d and %d colours; this test knows 18", len(plain), len(light))
	}
	type pair struct {
		front, ground string
		least         float64
	}
	var pairs []pair
	for _, ground := range []string{"paper", "surface", "raised"} {
		for _, text := range []string{"ink", "quiet", "accent"} {
			pairs = append(pairs, pair{text, ground, 6})
		}
		for _, mark := range []string{"strong", "bar", "focus"} {
			pairs = append(pairs, pair{mark, ground, 3})
		}
	}
	for _, state := range []string{"ok", "bad", "warn", "info"} {
		pairs = append(pairs, pair{state, state + "-on", 6}, pair{"ink", state + "-on", 6}, pair{state, "paper", 6}, pair{"quiet", state + "-on", 4.5})
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
	_, rest, _ := strings.Cut(stylesheet(t), "/* Ground */")
	screen, paper, _ := strings.Cut(rest, "@page")
	if found := regexp.MustCompile(`#[0-9a-f]{3,6}\b|rgb\(|hsl\(`).FindAllString(screen, -1); found != nil {
		t.Errorf("the stylesheet has colours of its own: %q", found)
	}
	if found := regexp.MustCompile(`#[0-9a-f]{6}`).FindAllString(paper, -1); fmt.Sprint(found) != "[#4a5361 #4a5361]" {
		t.Errorf("the paper sheet has colours of its own: %q", found)
	}
}

func TestStylesheetIsSmall(t *testing.T) {
	th, problems := theme.Load(themes.Default(), theme.Site{Language: "en", Color: "#1a6b5c"})
	if th == nil {
		t.Fatal(problems)
	}
	for _, a := range th.Assets() {
		if a.Path == "assets/style.css" && len(a.Data) > 16<<10 {
			t.Errorf("%d bytes of stylesheet", len(a.Data))
		}
		if strings.Contains(string(a.Data), "url(") || strings.Contains(string(a.Data), "@import") {
			t.Errorf("%s asks for something else", a.Path)
		}
	}
}
