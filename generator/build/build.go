package build

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"upfront/generator/agreed"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
)

// A Build takes a site from its files to its outputs, and reads only what differs from the [Memory] of an earlier build.
// It has the same problems and outputs as a build without a memory, because what is remembered is the value of the same
// functions for the same input.
type Build struct {
	input       Input
	siteDigest  siteDigest
	files       sources
	archive     *agreed.Archive
	noRecords   bool                        // the archive is empty
	site        func() *Site                // reads the whole offer, when it is first needed
	loaded      atomic.Pointer[Site]        // nil until then
	siteOutputs func() []publish.Output     // the public outputs, not printed
	publicPages func() (publicPages, error) // prints the public pages, when the first of them is needed
	index       func() *search.Index        // of the public pages
	public      func() *leak.Public         // the search for private words in them
}

// Open begins a build. Early problems are those that were found before, such as in the command line.
func Open(in Input, early []diag.Problem) *Build {
	b := &Build{input: in, archive: agreed.Open(in.Tree)}
	b.noRecords = b.archive.IsEmpty()
	b.siteOutputs = sync.OnceValue(func() []publish.Output { return b.site().publicOutputs() })
	b.publicPages = sync.OnceValues(b.printPublicPages)
	b.index = sync.OnceValue(func() *search.Index {
		index := b.indexPublicPages()
		index.Except(b.siteDigest.Ours)
		return index
	})
	b.public = sync.OnceValue(func() *leak.Public {
		return leak.NewPublic(b.index(), b.siteDigest.Ours, b.site().Offer, b.site().input.Tree)
	})
	in.begin("read")
	files, inputs := in.sources(&in.Memory, early)
	b.files = files
	if cached := in.Memory.siteDigest; cached.Inputs == inputs && cached.holdsAt(in) {
		b.siteDigest = cached
		b.input.Begin = nil // what is read later is read while outputs are written
		b.readSite(func() *Site {
			if in.Memory.site != nil {
				return in.Memory.site.withAgreements(in)
			}
			return load(b.input, slices.Clone(early), cached)
		})
		return b
	}
	b.readSite(func() *Site { return load(in, slices.Clone(early), siteDigest{}) })
	b.siteDigest = b.site().digest(inputs, files)
	b.input.Tree = b.site().input.Tree // which is empty where site.yaml cannot be read
	return b
}

// readSite sets how the site is read, once.
func (b *Build) readSite(load func() *Site) {
	b.site = sync.OnceValue(func() *Site {
		s := load()
		b.loaded.Store(s)
		return s
	})
}

// Site returns the whole offer. It is read now, unless it was already.
func (b *Build) Site() *Site { return b.site() }

// Problems returns the problems of everything but the agreements, sorted, with the severities that the site sets.
func (b *Build) Problems() []diag.Problem { return b.siteDigest.Problems }

// Counts returns how many files, pages and agreements there are.
func (b *Build) Counts() Counts { return b.siteDigest.Counts }

// Memory returns the memory that the build was given.
func (b *Build) Memory() Memory { return b.input.Memory }

// Digest returns the digest of the inputs of the build without its agreements: the files, and the moments for which they
// make the same site.
func (b *Build) Digest() [32]byte { return b.inputs().digest() }

func (b *Build) inputs() *hasher {
	return newHasher(string(b.siteDigest.Inputs[:]), timeText(b.siteDigest.From), timeText(b.siteDigest.Until))
}

// Until returns the moment from which on the same files make another site, because another day or a notice begins. It is
// zero where "now" is pinned.
func (b *Build) Until() time.Time { return b.siteDigest.Until }

// Pinned returns the day that counts as today where site.yaml sets one.
func (b *Build) Pinned() (day string, ok bool) {
	if b.siteDigest.Pinned.IsZero() || !b.input.Now.IsZero() {
		return "", false
	}
	return b.siteDigest.Pinned.Format("2 January 2006"), true
}
