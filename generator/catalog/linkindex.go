package catalog

import (
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// People write a link as their last tool wanted it: to a file, with or without its ending, or to the address that the
// finished page has. Each place that a link may mean ([linkIndex.places]) is looked up as a file, as the address of a page,
// as a former address, and as a file whose name makes the same address: "Late Delivery" for late-delivery.md.

// linkIndex finds what a link leads to.
type linkIndex struct {
	base   string             // the path of the site's address, such as /promises; mostly empty
	files  map[string]Target  // by path, in NFC: a Mac has accents as characters of their own
	pages  map[string]Target  // by the key of a page's address
	former map[string]Target  // by the key of a former address
	named  map[string]Target  // by the key of a file's path below content/
	hidden map[string]*Hidden // by path and by key
	bases  map[string][]string
	words  *diag.Lexicon // the keys of bases
}

// newLinkIndex returns the index of an offer that is complete.
func newLinkIndex(o *Offer) *linkIndex {
	x := &linkIndex{files: map[string]Target{}, pages: map[string]Target{}, former: map[string]Target{}, named: map[string]Target{},
		hidden: map[string]*Hidden{}, bases: map[string][]string{}}
	if u, err := url.Parse(o.Site.URL.V); err == nil {
		x.base = strings.TrimSuffix(u.Path, "/")
	}
	for _, page := range o.fixedPages {
		t := Target{Kind: ToFixed, Address: page.Address, Public: true}
		if page.IsEmpty != nil && page.IsEmpty(o) {
			t.Public, t.Needs = false, page.Needs
		}
		x.pages[linkKey(page.Address)] = t
	}
	for _, file := range slices.Sorted(maps.Keys(o.documents)) {
		t := o.documents[file]
		x.addFile(file, t)
		x.pages[linkKey(t.Address)] = t
		x.named[linkKey(belowContent(file))] = t
	}
	for _, file := range o.Assets {
		name := belowContent(file)
		x.addFile(file, Target{Kind: ToAsset, ID: name, Address: FilesFolder + name, Public: true})
	}
	for _, file := range o.Static {
		address := strings.TrimPrefix(file, syntax.StaticFolder+"/")
		x.pages[linkKey(address)] = Target{Kind: ToStatic, ID: file, Address: address, Public: true}
	}
	for _, h := range o.Hidden {
		x.hidden[norm.NFC.String(h.File)], x.hidden[linkKey(belowContent(h.File))] = h, h
	}
	o.eachAlias(func(alias syntax.Text, t Target) { x.former[linkKey(alias.V)] = t })
	for _, files := range x.bases {
		slices.Sort(files)
	}
	x.words = diag.NewLexicon(slices.Collect(maps.Keys(x.bases)))
	return x
}

func belowContent(file string) string { return strings.TrimPrefix(file, "content/") }

func (x *linkIndex) addFile(file string, t Target) {
	x.files[norm.NFC.String(file)] = t
	base := baseName(file)
	x.bases[base] = append(x.bases[base], file)
}

// eachAlias calls add with each former address of a public page, and the page's target.
func (o *Offer) eachAlias(add func(syntax.Text, Target)) {
	all := func(file string, aliases []syntax.Text) {
		if t, ok := o.documents[file]; ok && t.Public {
			for _, a := range aliases {
				if !strings.Contains(a.V, "#") {
					add(a, t)
				}
			}
		}
	}
	for _, c := range o.Capabilities {
		all(c.At.File, c.Aliases)
	}
	for _, p := range o.Policies {
		all(p.Policy.Body.File, p.Aliases)
	}
	for _, p := range o.Pages {
		all(p.Page.Body.File, p.Aliases)
	}
	for _, n := range o.Notices {
		all(n.Notice.Body.File, n.Aliases)
	}
}

// linkKey returns what the ways to write one address have in common.
func linkKey(address string) string {
	address = strings.Trim(norm.NFC.String(address), "/")
	for _, end := range []string{".md", ".html", ".yaml"} {
		address = strings.TrimSuffix(address, end)
	}
	parts := strings.Split(address, "/")
	if last := len(parts) - 1; strings.EqualFold(parts[last], "index") || strings.EqualFold(parts[last], "readme") {
		parts = parts[:last]
	}
	for i, part := range parts {
		if id := syntax.IDOf(part); id != "" {
			parts[i] = id
		} else {
			parts[i] = strings.ToLower(part)
		}
	}
	return strings.Join(parts, "/")
}

// places returns the places below content/, or below the root of the finished site, that a path in a file may mean: from the
// folder of the file, as a browser reads it on the finished page, and from the root. For a path that begins with a slash the
// root is the site's; else, where the file comes from another tool, that of the tool: one of the folders that the file lies in.
func (x *linkIndex) places(file, to string) []string {
	below := belowContent(file)
	if !strings.HasPrefix(to, "/") {
		all := []string{path.Join("/", path.Dir(below), to)}
		if !strings.HasSuffix(to, ".md") { // an address
			page := x.files[norm.NFC.String(file)].Address
			all = append(all, path.Join("/", page, to), path.Join("/", strings.TrimLeft(to, "./")))
		}
		return all
	}
	all := []string{path.Join("/", to)}
	if inside, ok := strings.CutPrefix(to, x.base+"/"); ok && x.base != "" {
		all = append(all, path.Join("/", inside))
	}
	for i, c := range below {
		if c == '/' {
			all = append(all, path.Join("/", below[:i], to))
		}
	}
	return all
}

// find returns what a path in a file leads to.
func (x *linkIndex) find(file, to string) (Target, bool) {
	if to == "" {
		t, ok := x.files[norm.NFC.String(file)]
		return t, ok
	}
	for _, place := range x.places(file, to) {
		place = strings.TrimPrefix(place, "/")
		name := norm.NFC.String(path.Join("content", place))
		for _, name := range []string{name, name + ".md", name + "/index.md", name + "/README.md"} {
			if t, ok := x.files[name]; ok {
				return t, true
			}
		}
		key := linkKey(place)
		for _, targets := range []map[string]Target{x.pages, x.former, x.named} {
			if t, ok := targets[key]; ok {
				return t, true
			}
		}
	}
	return Target{}, false
}

// findHidden returns the hidden file that a path in a file may mean; nil where there is none.
func (x *linkIndex) findHidden(file, to string) *Hidden {
	for _, place := range x.places(file, to) {
		place = strings.TrimPrefix(place, "/")
		for _, name := range []string{norm.NFC.String(path.Join("content", place)), linkKey(place)} {
			if h := x.hidden[name]; h != nil {
				return h
			}
		}
	}
	return nil
}

// namesake returns the path, from the folder of a file, of a file that has the name that a path without a target ends in. Of
// several it is the one that shares most of the path's end.
func (x *linkIndex) namesake(file, to string) (string, bool) {
	return x.byBase(path.Dir(file), path.Join(path.Dir(file), to), baseName(path.Join(path.Dir(file), to)))
}

// nearest is namesake for the file whose name is spelt most like that in the path.
func (x *linkIndex) nearest(file, to string) (string, bool) {
	wanted := path.Join(path.Dir(file), to)
	base, ok := x.words.Nearest(baseName(wanted))
	if !ok {
		return "", false
	}
	return x.byBase(path.Dir(file), wanted, base)
}

func (x *linkIndex) byBase(folder, wanted, base string) (string, bool) {
	files := x.bases[base]
	if len(files) == 0 {
		return "", false
	}
	files = files[:min(len(files), maxNamesakes)]
	best := slices.MaxFunc(files, func(a, b string) int { return commonEnd(wanted, a) - commonEnd(wanted, b) })
	return relative(folder, best), true
}

// maxNamesakes is how many files of one name are compared with a path.
const maxNamesakes = 50

// commonEnd returns how many of their last folders two paths have in common.
func commonEnd(a, b string) (n int) {
	as, bs := strings.Split(path.Dir(a), "/"), strings.Split(path.Dir(b), "/")
	for n < len(as) && n < len(bs) && as[len(as)-1-n] == bs[len(bs)-1-n] {
		n++
	}
	return n
}
