package generator

import (
	"slices"

	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/syntax"
)

// others reports words of customers, and words for staff alone, on the pages of agreements that other customers have made
// public. These are known only when all agreements have been read; so each is read once more, unless nothing has changed
// since that was last done. A name that stands in a public agreement itself, such as that of somebody who decides for
// two customers, was made public with it.
func (r *run) others() error {
	if len(r.open) == 0 {
		return nil
	}
	all := r.of.digest()
	if r.input.Memory.outline.Others == all {
		r.apart = all
		return nil
	}
	pages, err := indexOf(r.open)
	if err != nil {
		return err
	}
	made, site := map[string]bool{}, r.site()
	for _, o := range r.open {
		if a, _ := site.resolve(o.From, nil); a != nil {
			for _, w := range ownWords(a) {
				made[w.text] = true
			}
		}
	}
	found := find(pages, leakInternal, staffWords(site.Offer), nil)
	for path := range r.input.Tree.Below(agreementFolder) {
		if !syntax.IsAgreement(path) {
			continue
		}
		a, _ := site.resolve(path, nil)
		if a == nil {
			continue
		}
		found = append(found, find(pages, leakInternal, internalWords(a), nil)...)
		if a.Public() {
			continue
		}
		words := ownWords(a)
		if r.input.Secret != nil {
			words = append(words, keyWords(a, r.keys(a))...)
		}
		found = append(found, find(pages, leakPrivate, slices.DeleteFunc(words, func(w secretText) bool { return made[w.text] }), nil)...)
	}
	if len(found) == 0 {
		r.apart = all
	}
	r.report(site.settle(found))
	return nil
}

func indexOf(outputs []publish.Output) (*search.Index, error) {
	x := search.New()
	for _, o := range outputs {
		data, err := o.Print()
		if err != nil {
			return nil, err
		}
		x.Add(o.Path, data)
	}
	return x, nil
}
