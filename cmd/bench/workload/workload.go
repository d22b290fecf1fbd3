// Package workload writes the site of one service business with any number of customers, to measure with: as a site of
// Upfront, and as a site of Hugo with the same facts.
//
//	site.yaml, partners, 3 notices   up to 2 KB      business, people, two calendars, channels, three levels
//	24 capabilities                  4 KB each       3 to 5 promises, scope, fit, options, 150 words
//	24 records                       7 KB each       118 requests, every promise kept
//	8 policies                       600–1,500 words headings, lists, tables, quotes, links, promises in prose
//	agreements                       2.6–4.4 KB each 5 to 8 capabilities, 8 to 12 lines, check-ins, price, story
//
// The files depend on the [Site] alone, and customer i has the same agreement in a larger site. They pass every check
// without an error.
//
// The layouts for Hugo are written to be fast: what is the same for everybody is printed once, look-ups are cached, and
// feeds, sitemap and taxonomies are off. Hugo is spared what Upfront does besides: it receives the sums of the records,
// checks nothing, and its agreements lie in the clear.
package workload

import (
	"os"
	"path/filepath"
)

// Site is the size of a site. Zero means 24 capabilities, and 8 policies.
type Site struct {
	Agreements   int
	Capabilities int // 8 to 192
	Policies     int // 1 to 64
}

// Upfront writes the site for Upfront. The folder may exist; its files are overwritten.
func (s Site) Upfront(dir string) error {
	w, o := writer{root: dir}, s.offer()
	w.file("site.yaml", siteYAML)
	w.file("content/partners.yaml", partnersYAML)
	for _, c := range o.capabilities {
		w.file(c.file(), c.yaml(false)+bodyKey(c.body))
		w.file("content/records/"+c.id+".csv", c.record())
	}
	for _, d := range o.documents {
		w.file(d.path, frontMatter(d.yaml, d.body))
	}
	for i := range s.Agreements {
		a := o.agreement(i)
		w.file(agreementFile(a.id), a.yaml+bodyKey(a.body))
	}
	return w.err
}

// writer writes files below one folder, until one cannot be written.
type writer struct {
	root string
	err  error
}

func (w *writer) file(name, text string) {
	path := filepath.Join(w.root, filepath.FromSlash(name))
	if w.err == nil {
		w.err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if w.err == nil {
		w.err = os.WriteFile(path, []byte(text), 0o644)
	}
}
