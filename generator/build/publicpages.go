package build

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"upfront/generator/catalog"
	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/internal/parallel"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/theme"
)

// publishedPages holds what is remembered of the public pages.
type publishedPages struct {
	Paths    []string
	Texts    [32]byte            // of all their bytes
	Drawn    map[string][32]byte // the keys of pictures among Paths: they are drawn when they are asked for, and have no words
	Problems []diag.Problem      // words that they must not have
	Named    []leak.Named        // customers of records, who may have to be named nowhere
}

// publicPages holds the public pages, printed.
type publicPages struct {
	publishedPages
	pages  map[string][]byte                 // by path
	draw   map[string]func() ([]byte, error) // by path
	index  *search.Index                     // of pages that are not remembered; else nil
	faults []diag.Problem                    // of templates, and of files that are published
}

// publicOutputs yields the public outputs. Unless they are remembered, all are printed first, because a template that
// cannot be printed is a problem of the site. It returns false where the caller stopped.
func (r *run) publicOutputs(yield func(publish.Output, error) bool) bool {
	if r.printed == nil {
		p, err := r.publicPages()
		if err != nil {
			return yield(publish.Output{}, err)
		}
		r.report(p.faults...)
		if r.failed() {
			return true
		}
		site := r.site()
		problems, named := r.public().InOffer(site.Offer, site.input.Tree)
		p.Problems, p.Named = diag.Sort(append(site.adjust(problems), site.secretInOutputs(p.pages, p.Paths)...)), named
		r.printed = &p.publishedPages
	}
	r.reportOnce(r.printed.Problems)
	for _, path := range r.printed.Paths {
		key, drawn := r.printed.Drawn[path]
		if !drawn {
			key = newHasher(string(r.siteDigest.Public[:]), path).digest()
		}
		print := func() ([]byte, error) {
			p, err := r.publicPages()
			if draw := p.draw[path]; draw != nil && err == nil {
				return draw()
			}
			return p.pages[path], err
		}
		if !yield(publish.Output{Path: path, Key: key, Last: r.input.Memory.shared[path], Print: print}, nil) {
			return false
		}
	}
	return true
}

// printPublicPages prints the public pages. Those that are not remembered are indexed while others are printed.
func (b *Build) printPublicPages() (publicPages, error) {
	p := publicPages{pages: map[string][]byte{}, draw: map[string]func() ([]byte, error){}}
	p.Drawn = map[string][32]byte{}
	if b.siteDigest.Printed == nil {
		p.index = search.New()
	}
	outputs, end := printAhead(b.site().publicOutputs())
	defer end()
	texts := newHasher()
	for _, o := range outputs {
		if o.Key != [32]byte{} {
			p.Paths, p.Drawn[o.Path], p.draw[o.Path] = append(p.Paths, o.Path), o.Key, o.Print
			continue
		}
		data, err := o.Print()
		var broken *theme.Error
		switch {
		case errors.As(err, &broken):
			p.faults = append(p.faults, broken.Problem)
			continue
		case err != nil:
			return p, err
		}
		if name, ok := strings.CutPrefix(o.Path, catalog.FilesFolder); ok {
			p.faults = append(p.faults, check.SVG("content/"+name, data)...)
		}
		p.Paths = append(p.Paths, o.Path)
		p.pages[o.Path] = data
		texts.add(o.Path, string(data))
		if p.index != nil {
			p.index.Add(o.Path, data)
		}
	}
	p.Texts = texts.digest()
	return p, nil
}

// printAhead begins to print outputs that have no key, and returns all of them: whoever asks for the bytes of one waits only
// until it is printed. The caller has to call end, which waits for all that was begun.
func printAhead(outputs []publish.Output) (ahead []publish.Output, end func()) {
	var next atomic.Int32
	var group sync.WaitGroup
	outputs = slices.Clone(outputs)
	for i, o := range outputs {
		if o.Key == [32]byte{} {
			outputs[i].Print = sync.OnceValues(o.Print)
		}
	}
	for range parallel.Workers() {
		group.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(outputs); i = next.Add(1) - 1 {
				if outputs[i].Key == [32]byte{} {
					outputs[i].Print()
				}
			}
		})
	}
	return outputs, group.Wait
}

// indexPublicPages returns the index of the public pages: from the marks that are remembered of the same pages, or else
// by printing them.
func (b *Build) indexPublicPages() *search.Index {
	pages := func(yield func(string, []byte) bool) {
		p, _ := b.publicPages() // its error has ended the build
		for _, path := range p.Paths {
			if !yield(path, p.pages[path]) {
				return
			}
		}
	}
	if b.input.Memory.hasPages(b.siteDigest.Printed) {
		if index, ok := search.Restore(b.input.Memory.marks, pages); ok {
			return index
		}
	}
	if p, _ := b.publicPages(); p.index != nil {
		return p.index
	}
	index := search.New()
	for path, data := range pages {
		index.Add(path, data)
	}
	return index
}

// marks returns the marks of the index of the public pages, to be remembered.
func (r *run) marks() []byte {
	if m := &r.input.Memory; m.hasPages(r.printed) && len(m.marks) > 0 {
		return m.marks
	}
	return r.index().Marks()
}

// hasPages reports whether pages are the remembered ones, byte for byte.
func (m *Memory) hasPages(pages *publishedPages) bool {
	cached := m.siteDigest.Printed
	return cached != nil && pages != nil && cached.Texts == pages.Texts
}

// pagesTag returns the beginning of the digest of what the words of agreements are searched for in, and of what releases
// them; zero where there are no public pages.
func (r *run) pagesTag() (tag [16]byte) {
	if r.printed != nil {
		digest := newHasher(string(r.printed.Texts[:]), string(r.siteDigest.Released[:])).digest()
		copy(tag[:], digest[:])
	}
	return tag
}
