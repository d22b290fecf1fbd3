package view_test

import (
	"strings"
	"testing"

	"upfront/generator/internal/sample"
	"upfront/generator/view"
)

// TestIdentity holds what each kind of logo becomes: where it stands, how large, and what a private page brings along.
func TestIdentity(t *testing.T) {
	square, wide := `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>`, `<svg viewBox='0 0 90 9'><path d='M0 0h9v9z'/></svg>`
	for name, c := range map[string]struct {
		logo          string
		width, height int
		icon          string
		inline, drawn bool
	}{
		"a sign":    {square, 40, 40, "files/logo.svg", true, false},
		"a line":    {wide, 160, 16, "assets/mark.svg", true, true},
		"of 4096":   {square + strings.Repeat(" ", 4096-len(square)), 40, 40, "files/logo.svg", true, false},
		"too large": {square + strings.Repeat(" ", 4097-len(square)), 40, 40, "files/logo.svg", false, false},
	} {
		s := sample.Read(t, map[string]string{"content/logo.svg": c.logo})
		id := view.NewRenderer(s.Offer, sample.Theme(t), func(path string) ([]byte, error) { return []byte(c.logo), nil }).Identity()
		if id.Logo != "files/logo.svg" || id.Width != c.width || id.Height != c.height || id.Icon != c.icon || (id.Inline != "") != c.inline || (id.Monogram != nil) != c.drawn {
			t.Errorf("%s: %q %d by %d, icon %q, inline %t, drawn %t", name, id.Logo, id.Width, id.Height, id.Icon, id.Inline != "", id.Monogram != nil)
		}
		if own := string(id.OwnIcon); !strings.HasPrefix(own, `href="data:image/svg+xml;base64,`) || len(own) > 1500 {
			t.Errorf("%s: the icon of a private page has %d bytes: %.40s", name, len(own), own)
		}
		if id.PrivateLook.Headline != "" || !strings.HasPrefix(id.Card, "assets/card.png?") || !strings.HasPrefix(id.PrivateCard, "assets/card-private.png?") {
			t.Errorf("%s: the cards are %q and %q, and the private one says %q", name, id.Card, id.PrivateCard, id.PrivateLook.Headline)
		}
	}
	s := sample.Read(t, nil)
	if id := view.NewRenderer(s.Offer, sample.Theme(t), nil).Identity(); id.Logo != "" || id.Inline != "" || id.Icon != "assets/mark.svg" || id.Monogram == nil {
		t.Errorf("without a logo: %q, icon %q", id.Logo, id.Icon)
	}
}
