package generator

import (
	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/ledger"
	"upfront/generator/page"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// The outputs of one agreement: its page, and a page for each link that it replaced.

// state is what the ledger says of a private page; false for an output that is none.
func (k kind) state() (ledger.State, bool) {
	switch k {
	case sealedOpen:
		return ledger.Open, true
	case sealedEnded, expired:
		return ledger.Ended, true
	case replaced:
		return ledger.Replaced, true
	}
	return "", false
}

// keys gives what seals the page of an agreement; ok is false where nothing does.
func (b *Build) keys(a *agreement.Agreement) (keys seal.Keys, ok bool) {
	if b.input.Secret == nil || a.Public() {
		return seal.Keys{}, false
	}
	return b.input.Secret.Keys(a.ID, a.Generation()), true
}

// madeOf says which outputs an agreement has; those of a public one first.
func (b *Build) madeOf(a *agreement.Agreement, keys seal.Keys) (out []made) {
	if a.Public() {
		for i, o := range b.site().letters.Open(a) {
			out = append(out, made{[]kind{openPage, openDates}[i], o.Path})
		}
		return append(out, b.replaced(a, a.Generation(), b.input.Ledger.Gave)...)
	}
	if b.input.Secret == nil {
		return nil
	}
	page := made{sealedOpen, keys.Path().String()}
	switch {
	case a.Expired(b.site().Offer.Today()):
		page.kind = expired
	case a.Status.V == "ended":
		page.kind = sealedEnded
	}
	return append(b.replaced(a, a.Generation()-1, func(string) bool { return true }), page)
}

// leaks reports words of an agreement, and what opens its page, that public pages hold.
func (b *Build) leaks(a *agreement.Agreement, keys seal.Keys) []diag.Problem {
	if a.Public() {
		return nil
	}
	found := append(find(b.index(), leakPrivate, privateWords(a)), find(b.index(), leakInternal, internalWords(a))...)
	if b.input.Secret != nil {
		found = append(found, find(b.index(), leakPrivate, keyWords(a, keys))...)
	}
	return b.site().settle(found)
}

// replaced gives the pages at former addresses of an agreement, up to a generation, and only where said.
func (b *Build) replaced(a *agreement.Agreement, upTo int, where func(path string) bool) (out []made) {
	for g := 1; g <= upTo && b.input.Secret != nil; g++ {
		if path := b.input.Secret.Keys(a.ID, g).Path().String(); where(path) {
			out = append(out, made{replaced, path})
		}
	}
	return out
}

// outputsOf gives the outputs of an agreement, one for each that was made. One that is not at hand is read once more
// where its page has to be printed.
func (b *Build) outputsOf(r reading) []publish.Output {
	path, read := r.path, r.agreement // not the whole of r, which is much to keep for each page
	seal := func() ([]byte, error) {
		a := read
		if a == nil {
			a = b.site().judge(path, nil).agreement
		}
		keys, _ := b.keys(a)
		return b.seal(a, keys)
	}
	out := make([]publish.Output, 0, len(r.made))
	for i, m := range r.made {
		switch m.kind {
		case openPage, openDates:
			open := b.site().letters.Open(r.agreement)[i]
			open.Key = newSum(string(r.key[:]), open.Path).digest()
			out = append(out, open)
		case expired, replaced:
			out = append(out, b.tombstone(m))
		default:
			out = append(out, publish.Output{Path: privatePath(m.path), Key: r.key, Print: seal})
		}
	}
	return out
}

// privateFolder holds the folders of private pages.
const privateFolder = "a/"

// privatePath is where a private page lies.
func privatePath(path string) string { return privateFolder + path + "/index.html" }

// output is the path of what was made.
func (m made) output() string {
	if m.kind == openPage || m.kind == openDates {
		return m.path
	}
	return privatePath(m.path)
}

// seal prints the page of one customer, seals it, and puts it into its shell.
func (b *Build) seal(a *agreement.Agreement, keys seal.Keys) ([]byte, error) {
	letters := b.site().letters
	letter, err := letters.Letter(a)
	if err != nil {
		return nil, err
	}
	box, err := keys.Seal(letter, page.SealTerms(a))
	if err != nil {
		return nil, err
	}
	return letters.Shell(box, page.SealTerms(a))
}

// tombstone is the page for a link that no longer counts.
func (b *Build) tombstone(m made) publish.Output {
	key := newSum("tombstone", string(b.outline.Common[:]), string(m.kind)).digest()
	return publish.Output{Path: privatePath(m.path), Key: key, Print: func() ([]byte, error) { return b.site().letters.Tombstone(m.kind == expired) }}
}
