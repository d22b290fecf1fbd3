package theme

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// rgb is a colour in sRGB, each part from 0 to 1.
type rgb [3]float64

// parseColor reads "#rgb" or "#rrggbb".
func parseColor(s string) (rgb, bool) {
	if len(s) == 4 && s[0] == '#' {
		s = string([]byte{'#', s[1], s[1], s[2], s[2], s[3], s[3]})
	}
	if len(s) != 7 || s[0] != '#' {
		return rgb{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 24)
	if err != nil {
		return rgb{}, false
	}
	return rgb{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}, true
}

func (c rgb) String() string {
	b := func(x float64) int { return int(math.Round(255 * min(max(x, 0), 1))) }
	return fmt.Sprintf("#%02x%02x%02x", b(c[0]), b(c[1]), b(c[2]))
}

// linear undoes the sRGB transfer function, IEC 61966-2-1.
func linear(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func gamma(x float64) float64 {
	if x <= 0.0031308 {
		return 12.92 * x
	}
	return 1.055*math.Pow(x, 1/2.4) - 0.055
}

// contrast returns the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

func luminance(c rgb) float64 {
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

// oklch is a colour by lightness, chroma and hue in radians, after Ottosson 2020, "A perceptual color space for image processing".
type oklch struct{ l, c, h float64 }

func (c rgb) oklch() oklch {
	r, g, b := linear(c[0]), linear(c[1]), linear(c[2])
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return oklch{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(x, y), math.Atan2(y, x)}
}

func (k oklch) rgb() rgb {
	x, y := k.c*math.Cos(k.h), k.c*math.Sin(k.h)
	l := math.Pow(k.l+0.3963377774*x+0.2158037573*y, 3)
	m := math.Pow(k.l-0.1055613458*x-0.0638541728*y, 3)
	s := math.Pow(k.l-0.0894841775*x-1.2914855480*y, 3)
	return rgb{
		gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

// rounded returns the colour that a stylesheet writes.
func (c rgb) rounded() rgb {
	out, _ := parseColor(c.String())
	return out
}

// distance returns how far two colours are apart in lightness.
func (c rgb) distance(d rgb) float64 { return math.Abs(c.oklch().l - d.oklch().l) }

// isYellow reports whether a hue is one whose pale shades look grey.
func (k oklch) isYellow() bool {
	degrees := k.h * 180 / math.Pi
	return degrees >= 70 && degrees <= 120
}

func (c rgb) displayable() bool {
	return slices.Min(c[:]) >= -0.0005 && slices.Max(c[:]) <= 1.0005
}

// inGamut takes chroma away until a screen can show the colour, keeping lightness and hue.
func (k oklch) inGamut() rgb {
	if out := k.rgb(); out.displayable() {
		return out
	}
	k.c = bisect(0, k.c, func(chroma float64) bool { return oklch{k.l, chroma, k.h}.rgb().displayable() })
	return k.rgb()
}

// bisect returns the good value that is nearest to the bad one.
func bisect(good, bad float64, isGood func(float64) bool) float64 {
	for range 24 {
		if middle := (good + bad) / 2; isGood(middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return good
}
