package generator

import (
	"errors"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/letter"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// The outputs of one agreement: its page, and a page for each link that it replaced.

// state is what the ledger says of a private page; false for an output that is none.
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

// keys gives what seals the page of an agreement, where anything does.
func (b *Build) keys(a *agreement.Agreement) seal.Keys {
	if b.input.Secret == nil || a.Public() {
		return seal.Keys{}
	}
	return b.input.Secret.Keys(a.ID, a.Generation())
}

// madeOf says which outputs an agreement has; those of a public one first.
func (b *Build) outputRefs(a *agreement.Agreement, keys seal.Keys) (out []outputRef) {
	if len(b.site().checkGeneration(a)) > 0 {
		return nil
	}
	if a.Public() {
		for i, o := range b.site().letters.Public(a) {
			out = append(out, outputRef{[]outputKind{openPage, openDates}[i], o.Path})
		}
		return append(out, b.replaced(a, a.Generation(), b.input.Ledger.HasGiven)...)
	}
	if b.input.Secret == nil {
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

// replaced gives the pages at former addresses of an agreement, up to a generation, and only where said.
func (b *Build) replaced(a *agreement.Agreement, upTo int, where func(path string) bool) (out []outputRef) {
	for g := 1; g <= upTo && b.input.Secret != nil && !b.input.Passing; g++ {
		if path := b.input.Secret.PathOf(a.ID, g).String(); where(path) {
			out = append(out, outputRef{replaced, path})
		}
	}
	return out
}

// outputsOf gives the outputs of an agreement, one for each that was made. One that is not at hand is read once more
// where its page has to be printed.
func (b *Build) outputsOf(r agreementResult) []publish.Output {
	path, a, keys := r.path, r.agreement, r.keys // not the whole of r, which is much to keep for each page
	sealed := func() ([]byte, error) {
		if a == nil {
			again := b.site().judge(path, nil).agreement
			return b.seal(path, again, b.keys(again))
		}
		return b.seal(path, a, keys)
	}
	out := make([]publish.Output, 0, len(r.refs))
	for i, m := range r.refs {
		switch m.kind {
		case openPage, openDates:
			open := b.site().letters.Public(r.agreement)[i]
			open.Key = newHasher(string(r.key[:]), open.Path).digest()
			out = append(out, open)
		case expired, replaced:
			out = append(out, b.tombstone(m))
		default:
			out = append(out, publish.Output{Path: privatePath(m.path), Key: r.key, Print: sealed})
		}
	}
	return out
}

// seal prints and seals the page of an agreement, unless it holds the secret of the site.
func (b *Build) seal(path string, a *agreement.Agreement, keys seal.Keys) ([]byte, error) {
	data, err := b.site().letters.Sealed(a, keys)
	if errors.Is(err, letter.ErrSecret) {
		return nil, &letterError{leak.SecretReadable(diag.Place{File: path}, theLetter)}
	}
	return data, err
}

// PrivateFolder holds the folders of private pages in an output.
const PrivateFolder = "a"

const privateFolder = PrivateFolder + "/"

// IsPrivate reports whether this is the name of the folder of a private page.
func IsPrivate(name string) bool {
	_, err := seal.ParsePath(name)
	return err == nil
}

// openFolder holds the pages of agreements that their customers have made public.
const openFolder = "agreements/"

// privatePath is where a private page lies.
func privatePath(path string) string { return privateFolder + path + "/index.html" }

// output is the path of what was made.
func (m outputRef) outputPath() string {
	if m.kind == openPage || m.kind == openDates {
		return m.path
	}
	return privatePath(m.path)
}

// tombstone is the page for a link that no longer counts.
func (b *Build) tombstone(m outputRef) publish.Output {
	key := newHasher("tombstone", string(b.siteDigest.Common[:]), string(m.kind)).digest()
	return publish.Output{Path: privatePath(m.path), Key: key, Print: func() ([]byte, error) { return b.site().letters.Tombstone(m.kind == expired) }}
}
