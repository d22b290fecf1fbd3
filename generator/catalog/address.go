package catalog

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// The folders of the finished site, beside those of the pages that every site has.
const (
	CapabilitiesFolder = "capabilities/"
	PoliciesFolder     = "policies/"
	NoticesFolder      = "notices/"
	AgreementsFolder   = "agreements/" // of agreements that their customers have made public
	FilesFolder        = "files/"      // of the author's files that pages show or link
	assetsFolder       = "assets/"     // of the theme's files
)

// reserved are the folders in which no page of the author's may stand, nor have stood.
var reserved = []string{seal.Folder, AgreementsFolder, assetsFolder, FilesFolder}

// IsLive reports whether the site has an address of its own: not none, and none of those that lead nowhere (RFC 2606 and
// RFC 6761).
func (o *Offer) IsLive() bool { return o.live }

func isLive(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Hostname() != "" && !nowhere().MatchString("."+strings.ToLower(u.Hostname()))
}

var nowhere = lazy.Pattern(`\.(example(\.com|\.net|\.org)?|test|invalid|localhost|127\.0\.0\.1)$`)

// Address returns the folder of the capability's page.
func (c *Capability) Address() string { return CapabilitiesFolder + c.ID + "/" }

// Address returns the folder of the policy's page.
func (p *Policy) Address() string { return PoliciesFolder + p.ID + "/" }

// Address returns the folder of the notice's page.
func (n *Notice) Address() string { return NoticesFolder + n.ID + "/" }

// Address returns the folder of the page.
func (p *Page) Address() string {
	if p.ID == "index" {
		return ""
	}
	return p.ID + "/"
}

// FixedPage is a page or a file that no author writes. It is made once the offer has what it needs.
type FixedPage struct {
	Address string
	Needs   string            // what it needs: "a notice"
	IsEmpty func(*Offer) bool // reports that it has nothing to say; nil for what always has
}

// checkAddresses reports addresses that two things would have: pages of the author, and former addresses that would hide a page
// of today.
func (r *resolver) checkAddresses() {
	places := map[string]diag.Place{}
	for _, page := range r.fixedPages {
		places[strings.TrimSuffix(page.Address, "/")] = diag.Place{}
	}
	var aliases []syntax.Text
	add := func(address string, at diag.Place, former []syntax.Text) {
		places[strings.TrimSuffix(address, "/")] = at
		aliases = append(aliases, former...)
	}
	for _, c := range r.Capabilities {
		add(c.Address(), c.At, c.Aliases)
	}
	for _, n := range r.Notices {
		add(n.Address(), n.At, n.Aliases)
	}
	for _, p := range r.Policies {
		add(p.Address(), p.At, p.Aliases)
	}
	for _, p := range r.Pages {
		top, _, _ := strings.Cut(p.ID, "/")
		if top == "404" || r.isReserved(top) {
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: diag.Place{File: p.Page.Body.File}, Message: fmt.Sprintf("the page would have the address %s/, which every site has", top),
				Help: "Rename the file."})
		}
		add(p.Address(), p.At, p.Aliases)
	}
	r.checkAliases(aliases, places)
}

// isReserved reports whether a folder of the finished site has other pages than the author's.
func (r *resolver) isReserved(folder string) bool {
	below := func(address string) bool { return strings.HasPrefix(address, folder+"/") }
	return slices.ContainsFunc(reserved, below) || slices.ContainsFunc(r.fixedPages, func(page FixedPage) bool { return below(page.Address) })
}

// checkAliases reports former addresses that are taken.
func (r *resolver) checkAliases(aliases []syntax.Text, places map[string]diag.Place) {
	for _, alias := range aliases {
		if !alias.IsSet() {
			continue
		}
		address := strings.TrimPrefix(path.Clean("/"+strings.TrimSuffix(alias.V, "index.html")), "/")
		if strings.Contains(alias.V, "#") {
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, Severity: diag.Warning, At: alias.At, Message: fmt.Sprintf("%q redirects nothing: a browser tells no host what stands behind #", alias.V),
				Help: "Take it out, or write the address without it."})
			continue
		}
		if top, _, _ := strings.Cut(address, "/"); slices.Contains(reserved, top+"/") {
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: alias.At, Message: fmt.Sprintf("%q cannot be a former address: below /%s/ stand pages that this site makes", alias.V, top),
				Help: "Take it out. Where people still use it, redirect it on your host."})
			continue
		}
		if !isAddress(address) {
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: alias.At, Message: fmt.Sprintf("%q cannot be a former address", alias.V),
				Help: "Write an address of this site, such as /old/page/."})
			continue
		}
		if at, ok := places[address]; ok {
			what := "a page that every site has"
			if !at.IsZero() {
				what = at.String()
			}
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: alias.At, Message: fmt.Sprintf("the former address %q belongs to %s", alias.V, what),
				Help: "Remove it from one of the two."})
		}
		places[address] = alias.At
	}
}

// isAddress reports whether an address can be a folder of the finished site.
func isAddress(address string) bool {
	top, _, _ := strings.Cut(address, "/")
	return address != "" && !strings.ContainsAny(address, "\\?#%:*\"<>| ") && !slices.Contains(reserved, top+"/") &&
		!strings.HasPrefix(path.Base(address), ".") && !strings.HasPrefix(top, "_")
}
