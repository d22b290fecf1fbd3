package view

import (
	"bytes"
	"encoding/base64"
	"path"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
)

// Files that lie beside private texts. A sealed page can fetch nothing, and nothing private may lie among the public
// files: so it brings its pictures along, and nothing else.

// Inline returns the function that writes out the pictures of a file's text as data: addresses.
func (p PageContext) Inline(file string) func(markdown.Link) (string, bool) {
	return func(l markdown.Link) (string, bool) {
		t, ok := p.Offer.Follow(file, l)
		if !ok || t.Kind != catalog.ToAsset || !IsPicture(t.ID) || p.Read == nil {
			return "", false
		}
		data, err := p.Read("content/" + t.ID)
		kind := PictureType(data)
		if err != nil || kind == "" {
			return "", false // reported when the site is loaded
		}
		return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data), true
	}
}

// IsPicture reports whether a file's name is that of a picture that a private page can bring along.
func IsPicture(name string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp"}, strings.ToLower(path.Ext(name)))
}

// PictureType returns the media type of a picture that a private page can bring along, by its first bytes; empty for
// anything else. A drawing (SVG) is none: it is a document, which may hold more than a picture.
func PictureType(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return "image/gif"
	case len(data) > 12 && bytes.HasPrefix(data, []byte("RIFF")) && string(data[8:12]) == "WEBP":
		return "image/webp"
	}
	return ""
}
