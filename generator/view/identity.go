package view

import (
	"encoding/base64"
	"encoding/hex"
	"html/template"
	"math"
	"slices"
	"strings"

	"upfront/generator/card"
	"upfront/generator/catalog"
)

// Identity is what a site is known by, at a glance: its logo beside its name, the icon of its tabs, and the pictures that are
// drawn for other places. Addresses are those from the site's root.
type Identity struct {
	Logo          string            // the file of the logo; empty where the name stands alone
	Width, Height int               // of the logo beside the name, in CSS pixels
	Inline        template.HTMLAttr // src="data:…": the logo as a page brings it along; empty where it is too large for that
	Icon          string            // of tabs
	OwnIcon       template.HTMLAttr // href="data:…": the icon as a page brings it along
	Touch         string            // the icon of a telephone's home screen; empty where none can be drawn
	Card          string            // the preview card, with its version; empty where the site's address is not known
	PrivateCard   string            // the one for private pages, which says who sent the page and nothing of it
	Monogram      []byte            // the file of the icon, where that is drawn

	Look, PrivateLook card.Look // what the pictures show
}

// The files of an identity. A theme of the site's own may have a mark, which is the icon then.
const (
	MarkPath        = "assets/mark.svg"
	TouchPath       = "assets/touch.png"
	CardPath        = "assets/card.png"
	PrivateCardPath = "assets/card-private.png"
)

// mostInlineIcon is how large an icon may be that private pages bring along, in bytes; they have the logo as well.
const mostInlineIcon = 1 << 10

// The size of the logo beside the name.
const logoHeight, logoWidth = 40, 160

// identify returns the identity of the site.
func (r *Renderer) identify() *Identity {
	b, colors := r.Offer.Site.Business, r.Theme.Brand()
	id := &Identity{Look: card.Look{
		Name: b.Name.V, Headline: b.Headline.Or(b.WhatWeDo.V), Address: plainAddress(r.Offer.Site.URL.V), Serif: colors.Font == "source-serif",
		Colors: card.Colors{Brand: colors.Light.Brand, Fill: colors.Light.Fill, OnFill: colors.Light.OnFill, Tint: colors.Light.Tint},
	}}
	id.addLogo(b.Logo.V, r.logo())
	id.addIcon(r.Theme.Asset(MarkPath))
	if id.Look.HasTouch() {
		id.Touch = TouchPath
	}
	id.PrivateLook = id.Look
	id.PrivateLook.Headline = ""
	if r.Offer.Site.URL.IsSet() {
		id.Card, id.PrivateCard = versioned(CardPath, id.Look), versioned(PrivateCardPath, id.PrivateLook)
	}
	return id
}

// logo returns the file of the logo; nil where there is none.
func (r *Renderer) logo() []byte {
	name := r.Offer.Site.Business.Logo.V
	if name == "" || r.files == nil || !slices.Contains(r.Offer.Assets, "content/"+name) {
		return nil
	}
	data, _ := r.files("content/" + name) // one that cannot be read is reported where it is published
	return data
}

func (id *Identity) addLogo(name string, file []byte) {
	if len(file) == 0 {
		return
	}
	id.Logo, id.Look.Logo, id.Height = catalog.FilesFolder+name, file, logoHeight
	width, height, ok := card.Size(file)
	if !ok {
		width, height = 1, 1
	}
	id.Width = int(math.Round(width / height * logoHeight))
	if id.Width > logoWidth {
		id.Width, id.Height = logoWidth, max(int(math.Round(height/width*logoWidth)), 1)
	}
	if kind := logoType(file); kind != "" && len(file) <= card.MostInline {
		id.Inline = template.HTMLAttr(`src="` + dataURL(kind, file) + `"`)
	}
}

// addIcon sets the icon: the mark of the site's own theme, the logo, or else a monogram.
func (id *Identity) addIcon(mark []byte) {
	own := mark
	switch {
	case mark != nil:
		id.Icon = MarkPath
	case id.Logo != "" && logoType(id.Look.Logo) != "" && !card.IsWide(id.Look.Logo):
		id.Icon, own = id.Logo, id.Look.Logo
	default:
		id.Icon, id.Monogram = MarkPath, []byte(id.Look.Monogram())
		own = id.Monogram
	}
	if len(own) > mostInlineIcon {
		own = []byte(id.Look.Monogram())
	}
	id.OwnIcon = template.HTMLAttr(`href="` + dataURL(logoType(own), own) + `"`)
}

// logoType returns the media type of a logo; empty for a file that is no picture.
func logoType(file []byte) string {
	if card.IsDrawing(file) {
		return "image/svg+xml"
	}
	return PictureType(file)
}

func dataURL(kind string, file []byte) string {
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(file)
}

// versioned returns the address of a drawn picture. Messengers keep a picture for long, and ask again for another address.
func versioned(path string, look card.Look) string {
	digest := look.Digest()
	return path + "?" + hex.EncodeToString(digest[:4])
}

// plainAddress returns an address as people write it: "northlane.example/expect".
func plainAddress(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}
