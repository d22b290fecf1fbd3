package build

import (
	"errors"
	"maps"
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
	Pictures map[string][32]byte // the keys of those that are drawn when they are asked for, and have no words
	Problems []diag.Problem      // words that they must not have
	Named    []leak.Named        // customers of records, who may have to be named nowhere
}

// publicPages holds the public pages, printed.
type publicPages struct {
	publishedPages
	pages  map[string][]byte // by path
	index  *search.Index     // of pages that are not remembered; else nil
	faults []diag.Problem    // of templates, and of files that are published
}

// publicOutputs yields the public outputs: pictures first, so that they are drawn while pages are printed and searched. Unless
// they are remembered, all pages are printed first, because a template that cannot be printed is a problem of the site. It
// returns false where the caller stopped.
func (r *run) publicOutputs(yield func(publish.Output, error) bool) bool {
	pass := func(path string, key [32]byte, print func() ([]byte, error)) bool {
		r.publicPaths = append(r.publicPaths, path)
		return yield(publish.Output{Path: path, Key: key, Last: r.input.Memory.shared[path], Print: print}, nil)
	}
	pictures := r.pictures()
	for _, path := range slices.Sorted(maps.Keys(pictures)) {
		draw := func() ([]byte, error) { return byPath(r.siteOutputs())[path].Print() }
		if !pass(path, pictures[path], draw) {
			return false
		}
	}
	if r.printed == nil {
		p, err := r.publicPages()
		if err != nil {
			return yield(publish.Output{}, err)
		}
		if r.report(p.faults...); r.failed() {
			return true
		}
		p.Pictures = pictures
		p.Problems, p.Named = r.searchPublicPages(p)
		r.printed = &p.publishedPages
	}
	r.reportOnce(r.printed.Problems)
	for _, path := range r.printed.Paths {
		print := func() ([]byte, error) {
			p, err := r.publicPages()
			return p.pages[path], err
		}
		if !pass(path, newHasher(string(r.siteDigest.Public[:]), path).digest(), print) {
			return false
		}
	}
	return true
}

// pictures returns the keys of the pictures among the public outputs.
func (r *run) pictures() map[string][32]byte {
	if r.printed != nil {
		return r.printed.Pictures
	}
	keys := map[string][32]byte{}
	for _, o := range r.siteOutputs() {
		if isPicture(o) {
			keys[o.Path] = o.Key
		}
	}
	return keys
}

func isPicture(o publish.Output) bool { return o.Key != [32]byte{} }

// searchPublicPages returns words that the public pages must not have, and the customers of records that they name. It searches
// for the secret meanwhile.
func (r *run) searchPublicPages(p publicPages) (problems []diag.Problem, named []leak.Named) {
	secrets := begin(func() []diag.Problem { return r.site().secretInOutputs(p.pages, p.Paths) })
	problems, named = r.public().InOffer(r.site().Offer, r.site().input.Tree)
	return diag.Sort(append(r.site().adjust(problems), secrets()...)), named
}

// begin begins to compute a value, and returns a function that waits for it. Where f panics, so does that function.
func begin[T any](f func() T) (wait func() T) {
	value := sync.OnceValue(f)
	go func() {
		defer func() { _ = recover() }()
		value()
	}()
	return value
}

// printPublicPages prints the public pages. Those that are not remembered are indexed while others are printed.
func (b *Build) printPublicPages() (publicPages, error) {
	p := publicPages{pages: map[string][]byte{}}
	if b.siteDigest.Printed == nil {
		p.index = search.New()
	}
	outputs := slices.DeleteFunc(slices.Clone(b.siteOutputs()), isPicture)
	defer printAhead(outputs)()
	texts := newHasher()
	for _, o := range outputs {
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
		texts.add(o.Path)
		texts.addBytes(data)
		if p.index != nil {
			p.index.Add(o.Path, data)
		}
	}
	p.Texts = texts.digest()
	return p, nil
}

// printAhead begins to print outputs: whoever asks for the bytes of one waits only until it is printed. The caller has to call
// what it returns, which waits for all that was begun.
func printAhead(outputs []publish.Output) (wait func()) {
	for i := range outputs {
		outputs[i].Print = sync.OnceValues(outputs[i].Print)
	}
	var next atomic.Int32
	var group sync.WaitGroup
	for range parallel.Workers() {
		group.Go(func() {
			defer func() { _ = recover() }() // whoever asks for the bytes panics again
			for i := int(next.Add(1)) - 1; i < len(outputs); i = int(next.Add(1)) - 1 {
				outputs[i].Print()
			}
		})
	}
	return group.Wait
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
