package site

import (
	"strings"

	"upfront/generator/publish"
	"upfront/generator/view"
)

// Icons are the addresses of a page's icons.
type Icons struct {
	Tab   string
	Touch string // of a telephone's home screen; may be empty
}

// Share is what messengers and networks show for a link to a page (Open Graph). Addresses are absolute.
type Share struct {
	Title, Description string // the description may be empty
	Site               string // the name of the business
	Locale             string // "en_GB"
	Address            string // of the page; empty for a private one
	Image              string // the preview card
	ImageAlt           string
}

// ThemeColor is the colour of the browser's own bars around a page.
type ThemeColor struct{ Light, Dark string }

// identityOutputs returns the drawn pictures of a site. Each has a key of its own, because drawing takes longer than printing:
// it is drawn again only where what it shows has changed.
func identityOutputs(id *view.Identity) (out []publish.Output) {
	if id.Monogram != nil {
		out = append(out, publish.Output{Path: view.MarkPath, Print: func() ([]byte, error) { return id.Monogram, nil }})
	}
	if id.Touch != "" {
		out = append(out, publish.Output{Path: id.Touch, Key: id.PrivateLook.Digest(), Print: id.PrivateLook.Touch})
	}
	if id.Card != "" {
		out = append(out, publish.Output{Path: view.CardPath, Key: id.Look.Digest(), Print: id.Look.Preview},
			publish.Output{Path: view.PrivateCardPath, Key: id.PrivateLook.Digest(), Print: id.PrivateLook.Preview})
	}
	return out
}

// identify sets what a page says of whose it is.
func (p pageContext) identify(f *Frame, title string) {
	id, b := p.Identity(), p.Theme.Brand()
	f.Colors = ThemeColor{Light: b.Light.Fill, Dark: b.Dark.Tint}
	f.Icons = Icons{Tab: p.To(id.Icon)}
	if face := p.Theme.Face(); face != "" {
		f.Face = p.To(face)
	}
	if id.Touch != "" {
		f.Icons.Touch = p.To(id.Touch)
	}
	if id.Logo != "" {
		f.Logo = &Image{Src: p.To(id.Logo), Width: id.Width, Height: id.Height}
	}
	if id.Card != "" {
		f.Share = &Share{Title: title, Description: f.Description, Site: f.Business, Locale: strings.ReplaceAll(f.Language, "-", "_"),
			Address: f.Canonical, Image: p.absolute(id.Card), ImageAlt: f.Business}
	}
}

// Private makes a frame one of a page of nobody in particular. It brings its pictures along, because a sealed page fetches
// none, and what a messenger shows of it is the same for every page.
func (f *Frame) Private(p view.PageContext, title string) {
	id := p.Identity()
	f.Title, f.Print, f.Description, f.Canonical = title, f.Business, "", ""
	f.NoIndex, f.JSONLD, f.Feeds, f.Promises, f.OwnIcon, f.Icons.Touch = true, nil, nil, view.Link{}, id.OwnIcon, ""
	if f.Logo = nil; id.Inline != "" {
		f.Logo = &Image{Inline: id.Inline, Width: id.Width, Height: id.Height}
	}
	if f.Share != nil {
		f.Share.Title, f.Share.Description, f.Share.Address, f.Share.Image = title, "", "", siteURL(p.Offer)+id.PrivateCard
	}
}
