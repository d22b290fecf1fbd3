package build

import (
	"errors"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/letter"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// The outputs of one agreement are its page, and a page for each link that it replaced.

// outputRef names one output of an agreement.
type outputRef struct {
	kind outputKind
	path string // 26 characters of a private page; of a public page, its path in the output
}

// outputKind is what an output of an agreement is.
type outputKind byte

const (
	sealedOpen  outputKind = 'o' // the page, which opens with its link
	sealedEnded outputKind = 'e' // the page of an agreement that has ended
	expired     outputKind = 'x' // a tombstone: the last day has passed
	replaced    outputKind = 'r' // a tombstone: there is another link
	openPage    outputKind = 'p' // the page of a public agreement
	openDates   outputKind = 'd' // its dates
)

// pageState returns what the ledger holds of a private page; false for an output that is none.
func (k outputKind) pageState() (seal.PageState, bool) {
	switch k {
	case sealedOpen:
		return seal.PageOpen, true
	case sealedEnded, expired:
		return seal.PageEnded, true
	case replaced:
		return seal.PageReplaced, true
	}
	return "", false
}

// PrivateFolder holds the folders of private pages in an output.
const PrivateFolder = seal.Folder

const (
	privateFolder = PrivateFolder
	openFolder    = catalog.AgreementsFolder // the pages of agreements that their customers have made public
)

// IsPrivate reports whether this is the name of the folder of a private page.
func IsPrivate(name string) bool {
	_, err := seal.ParsePath(name)
	return err == nil
}

// privatePath returns where a private page lies.
// IsAgreementOutput reports whether a path of the output was made from an agreement.
func IsAgreementOutput(path string) bool {
	return strings.HasPrefix(path, privateFolder) || strings.HasPrefix(path, openFolder)
}

func privatePath(path string) string { return privateFolder + path + "/index.html" }

func (o outputRef) outputPath() string {
	if o.kind == openPage || o.kind == openDates {
		return o.path
	}
	return privatePath(o.path)
}

// keys returns what seals the page of an agreement; nil where nothing does.
func (b *Build) keys(a *agreement.Agreement) *seal.Keys {
	if b.input.Secret == nil || a.Public() {
		return nil
	}
	keys := b.input.Secret.Keys(a.ID, a.Generation())
	return &keys
}

// outputRefs returns the outputs of an agreement, in the order of letters.Public where it is public.
func (b *Build) outputRefs(a *agreement.Agreement, keys *seal.Keys) (refs []outputRef) {
	if len(b.site().checkGeneration(a)) > 0 {
		return nil
	}
	if a.Public() {
		for i, o := range b.site().letters.Public(a) {
			refs = append(refs, outputRef{[]outputKind{openPage, openDates}[i], o.Path})
		}
		return append(refs, b.replaced(a, a.Generation(), b.input.Ledger.HasGiven)...)
	}
	if keys == nil {
		return nil
	}
	page := outputRef{sealedOpen, keys.Path().String()}
	switch {
	case a.Expired(b.site().Offer.Today()):
		page.kind = expired
	case a.Status.V == "ended":
		page.kind = sealedEnded
	}
	return append(b.replaced(a, a.Generation()-1, func(string) bool { return true }), page)
}

// replaced returns the pages at former addresses of an agreement, up to a generation, that pass a filter.
func (b *Build) replaced(a *agreement.Agreement, upTo int, filter func(path string) bool) (refs []outputRef) {
	for g := 1; g <= upTo && b.input.Secret != nil && !b.input.SecretIsTemporary; g++ {
		if path := b.input.Secret.PathOf(a.ID, g).String(); filter(path) {
			refs = append(refs, outputRef{replaced, path})
		}
	}
	return refs
}

// outputsOf returns the outputs of an agreement, one for each of its refs. An agreement that was not read is read when its
// page has to be printed.
func (b *Build) outputsOf(r agreementResult) []publish.Output {
	path, a, keys := r.path, r.agreement, r.keys // not the whole result, which is much to keep for each page
	sealed := func() ([]byte, error) {
		if a == nil {
			again := b.site().judge(path, unparsed{}).agreement
			return b.seal(path, again, b.keys(again))
		}
		return b.seal(path, a, keys)
	}
	recycle := func(page []byte) { b.site().letters.Recycle(page) } // of a page that was printed, for which the site was read
	outputs := make([]publish.Output, 0, len(r.refs))
	for i, o := range r.refs {
		switch o.kind {
		case openPage, openDates:
			public := b.site().letters.Public(r.agreement)[i]
			public.Key = newHasher(string(r.key[:]), public.Path).digest()
			outputs = append(outputs, public)
		case expired, replaced:
			outputs = append(outputs, b.tombstone(o))
		default:
			outputs = append(outputs, publish.Output{Path: privatePath(o.path), Key: r.key, Print: sealed, Recycle: recycle})
		}
	}
	return outputs
}

// seal prints and seals the page of an agreement, unless it has the secret of the site.
func (b *Build) seal(path string, a *agreement.Agreement, keys *seal.Keys) ([]byte, error) {
	data, err := b.site().letters.Sealed(a, *keys)
	if errors.Is(err, letter.ErrSecret) {
		return nil, &letterError{leak.SecretReadable(diag.Place{File: path}, theLetter)}
	}
	return data, err
}

// tombstone returns the page for a link that no longer counts.
func (b *Build) tombstone(o outputRef) publish.Output {
	key := newHasher("tombstone", string(b.siteDigest.Common[:]), string(o.kind)).digest()
	return publish.Output{Path: privatePath(o.path), Key: key, Print: func() ([]byte, error) { return b.site().letters.Tombstone(o.kind == expired) }}
}
