package theme_test

import (
	"slices"
	"strings"
	"testing"

	"upfront/generator/theme"
	"upfront/themes"
)

// The typeface that pages ask for first is the file that the style sheet names for their characters.
func TestFace(t *testing.T) {
	for font, want := range map[string]string{"": "assets/faces/source-serif-latin.", "inter": "assets/faces/inter-latin.", "system": ""} {
		loaded, problems := theme.Load(themes.Default(), theme.Site{Name: "default", Language: "en", Font: font})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		face := loaded.Face()
		if want == "" && face != "" || !strings.HasPrefix(face, want) {
			t.Errorf("%q: the typeface is %q", font, face)
		}
		if face == "" {
			continue
		}
		if !slices.ContainsFunc(loaded.Assets(), func(a theme.Asset) bool { return a.Path == face }) {
			t.Errorf("%q: %q is not published", font, face)
		}
		for _, a := range loaded.Assets() {
			if a.Path == "assets/style.css" && !strings.Contains(string(a.Data), "url("+strings.TrimPrefix(face, "assets/")+")") {
				t.Errorf("%q: the style sheet does not name %q", font, face)
			}
		}
	}
}
