package markdown

import (
	"fmt"
	"net/url"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// An address is judged as a browser reads it, not as it is spelt: character references are resolved, tabs and line ends
// removed and percent escapes decoded before its scheme is compared with the short list of those allowed.

// Rules of refused addresses; PictureRemote is for other packages too.
const (
	PictureRemote diag.RuleID = "picture-remote"
	linkRefused   diag.RuleID = "link-refused"
)

var schemeForm = lazy.Pattern(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// refusal holds why an address is refused.
type refusal struct {
	rule          diag.RuleID
	message, help string
}

// classify returns the link of an address, and why it is refused.
func (d *Document) classify(dest string, image bool) (Link, refusal) {
	own, ok := ownPath(d.options.Site, dest)
	if !ok {
		return classify(dest, image, d.options.NoRemoteImages)
	}
	l, refused := classify(own, image, d.options.NoRemoteImages)
	l.Dest, l.Own = trimAddress(dest), true
	return l, refused
}

// siteOf returns the address of a site, nil for one that has none.
func siteOf(address string) *url.URL {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u
	}
	return nil
}

// ownPath returns an address of the site itself as it is written within the site: from its root, with a slash.
func ownPath(address, dest string) (path string, ok bool) {
	u, err := url.Parse(trimAddress(dest))
	if err != nil || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return "", false
	}
	site := siteOf(address)
	if site == nil || !strings.EqualFold(u.Host, site.Host) {
		return "", false
	}
	base := strings.TrimSuffix(site.EscapedPath(), "/")
	path, ok = strings.CutPrefix(u.EscapedPath(), base)
	if !ok || path != "" && path[0] != '/' {
		return "", false
	}
	path = "/" + strings.TrimLeft(path, "/")
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		path += "#" + u.EscapedFragment()
	}
	return path, true
}

func classify(dest string, image, noRemote bool) (Link, refusal) {
	dest = trimAddress(dest)
	l := Link{Dest: dest, Image: image, Scheme: schemeOf(dest)}
	refused := refuse(dest, l.Scheme, image, noRemote)
	l.Refused = refused != refusal{}
	if !l.Refused && l.Scheme == "" {
		dest, fragment, _ := strings.Cut(dest, "#")
		path, query, _ := strings.Cut(dest, "?")
		l.Path, l.Query, l.Fragment = unescaped(path), query, unescaped(fragment)
	}
	return l, refused
}

func schemeOf(address string) string {
	return strings.ToLower(strings.TrimSuffix(schemeForm().FindString(address), ":"))
}

// trimAddress returns the address as a browser reads it: without white space around it and line ends within it, and with
// slashes where Windows has backslashes.
func trimAddress(dest string) string {
	dest = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case r == '\t' || r == '\n' || r == '\r':
			return -1
		}
		return r
	}, dest)
	return strings.TrimFunc(dest, func(r rune) bool { return r <= ' ' || r == '\ufffd' })
}

// refuse returns why an address is refused, zero where it is not.
func refuse(dest, scheme string, image, noRemote bool) refusal {
	if scheme == "" {
		scheme = schemeOf(trimAddress(unescaped(dest)))
	}
	if image && noRemote && (scheme != "" || strings.HasPrefix(dest, "//")) {
		return remotePicture(scheme, dest)
	}
	switch scheme {
	case "":
		switch {
		case dest == "" && image:
			return refusal{AssetMissing, "has no address", "Write the path of the image between the brackets."}
		case dest == "":
			return refusal{LinkBroken, "has no address", "Write where it leads between the brackets."}
		case strings.HasPrefix(dest, "//"):
			return refusal{linkRefused, "starts with two slashes, which leads to another host", "Write https: before it."}
		}
		return refusal{}
	case "http", "https":
		u, err := url.Parse(dest)
		if err != nil || u.Host == "" || u.Scheme == "" {
			return refusal{linkRefused, "is not a whole address", "Write it as https://example.com/page."}
		}
		if u.User != nil {
			return refusal{linkRefused, "holds a name or password, which every reader would have", "Take out what stands before the @."}
		}
		return refusal{}
	case "mailto", "tel":
		if !image && len(dest) > len(scheme)+1 {
			return refusal{}
		}
		return refusal{linkRefused, "leads nowhere", "Write the address after the colon."}
	}
	help := "Allowed are https, http, mailto, tel, a file of this site, and # with a heading."
	if near, ok := diag.Nearest(scheme, []string{"https", "http", "mailto"}); ok {
		help = fmt.Sprintf("Did you mean %q?", near+dest[min(len(scheme), len(dest)):])
	}
	return refusal{linkRefused, "is a kind of link that is not allowed (" + scheme + ":)", help}
}

// remotePicture returns why a picture is not loaded from another site, and what to write in place of it.
func remotePicture(scheme, dest string) refusal {
	message := "is loaded from another site, which learns from it who reads this page"
	if scheme == "data" {
		message = "is written out in its address, where nobody can see what it shows"
	} else if scheme != "" && scheme != "http" && scheme != "https" {
		message = "has an address that no page may load a picture from (" + scheme + ":)"
	}
	name := "picture.png"
	if m := pictureForm().FindStringSubmatch(dest); m != nil && scheme != "data" {
		name = m[1]
	}
	return refusal{PictureRemote, message, "Save the picture beside this file, and write ![…](" + name + ")."}
}

// pictureForm matches an address that ends in the name of a picture, which can be kept.
var pictureForm = lazy.Pattern(`(?i)^(?:[^?#]*/)?([\w-]+\.(?:png|jpe?g|gif|webp|avif|svg))(?:[?#]|$)`)

func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return cleaned(plain)
	}
	return s
}

// problem returns the problem that a link is refused.
func (r refusal) problem(l Link) diag.Problem {
	what := "the link "
	if l.Image {
		what = "the image "
	}
	if l.Dest != "" {
		what += `"` + short(l.Dest) + `" `
	}
	help := r.help
	if r.rule == PictureRemote && strings.HasSuffix(l.At.File, ".yaml") { // beside which no picture may lie
		help = strings.NewReplacer("beside this file", "in content/pictures/", "![…](", "![…](../pictures/").Replace(help)
	}
	return diag.Problem{Rule: r.rule, At: l.At, Message: what + r.message, Help: help}
}

// href returns an address in the form that HTML wants, with percent escapes for unsafe characters, a second #, and a colon
// that would make the first folder of a relative address look like a scheme.
func href(address string) string {
	var b strings.Builder
	address = strings.ReplaceAll(address, "\ufffd", "%EF%BF%BD")
	first, fragment := 0, strings.IndexByte(address, '#')
	if !schemeForm().MatchString(address) {
		first = len(address)
		if i := strings.IndexAny(address, "/?#"); i >= 0 {
			first = i
		}
	}
	for i := range len(address) {
		c := address[i]
		if c == ':' && i < first || c == '#' && i > fragment || c <= ' ' || c == 0x7f || strings.IndexByte("\"<>\\^`{|}[]", c) >= 0 ||
			c == '%' && !percentEscape().MatchString(address[i:]) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

var percentEscape = lazy.Pattern(`^%[0-9A-Fa-f]{2}`)
