package generator

import (
	"strings"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/page"
	"upfront/generator/publish"
)

// Preview is a site to look at before it is published: every page as it will be, printed when it is asked for. It does
// not change, and is safe for use by several goroutines.
type Preview struct {
	site      *Site
	public    map[string]publish.Output // by path
	customers func() []Customer
}

// Customer is what is known of one customer's agreement, for those who look after it. It holds private words.
type Customer struct {
	ID       string
	File     string               // content/agreements/<ID>.yaml
	Read     *agreement.Agreement // nil where the file cannot be read
	Problems []diag.Problem       // of the file, sorted
	Share    Share                // what opens the page; its path is empty where there is no secret or nothing to open
	outputs  []publish.Output
}

// Preview makes a site ready to be looked at, or gives nil where not even the offer or the theme can be read.
func (s *Site) Preview() *Preview {
	if s.letters == nil {
		return nil
	}
	v := &Preview{site: s, public: map[string]publish.Output{}}
	for _, o := range page.Public(s.Offer, s.theme, s.input.Tree.Read) {
		v.public[o.Path] = o
	}
	v.customers = sync.OnceValue(v.look)
	return v
}

// Page gives the bytes of an output by its path, such as "policies/late/index.html". ok is false where the site has no
// such page.
func (v *Preview) Page(path string) (data []byte, ok bool, err error) {
	o, ok := v.public[path]
	if !ok {
		o, ok = v.private(path)
	}
	if !ok {
		return nil, false, nil
	}
	data, err = o.Print()
	return data, true, err
}

func (v *Preview) private(path string) (publish.Output, bool) {
	if !strings.HasPrefix(path, "a/") && !strings.HasPrefix(path, "agreements/") {
		return publish.Output{}, false
	}
	for _, c := range v.Customers() {
		for _, o := range c.outputs {
			if o.Path == path {
				return o, true
			}
		}
	}
	return publish.Output{}, false
}

// Customers gives every customer, by id.
func (v *Preview) Customers() []Customer { return v.customers() }

// Problems gives all problems of the site, agreements included, sorted.
func (v *Preview) Problems() []diag.Problem { return v.site.Check() }

func (v *Preview) look() []Customer {
	b := v.site.build(false)
	var out []Customer
	for _, read := range b.agreements() {
		c := Customer{ID: read.id(), File: read.path, Read: read.agreement, Problems: read.problems}
		if read.agreement != nil {
			c.outputs = b.private(read.agreement)
			if share, ok := v.site.share(read); ok {
				c.Share = share
			}
		}
		out = append(out, c)
	}
	return out
}
