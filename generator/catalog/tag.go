package catalog

import (
	"slices"
	"strings"

	"upfront/generator/markdown"
)

// Tag returns what a template tag names: a variable's text, or a promise; ok is false where it names nothing.
func (o *Offer) Tag(t markdown.Tag) (text string, promise *Promise, ok bool) {
	if name, isVar := strings.CutPrefix(t.Name, "site."); isVar && len(t.Args) == 0 {
		text, ok = o.variables()[name]
		return text, nil, ok
	}
	if t.Name == "promise" && len(t.Args) == 1 {
		promise = o.Promise(t.Args[0])
		return "", promise, promise != nil
	}
	return "", nil, false
}

// variables returns the texts by their names after {{ site. }}: the site's own, and those that every site has.
func (o *Offer) variables() map[string]string {
	b := o.Site.Business
	all := map[string]string{
		"name": b.Name.V, "legal_name": b.LegalName.Or(b.Name.V), "what_we_do": b.WhatWeDo.V, "url": o.Site.URL.V,
		"timezone": o.Zone.String(), "leader": o.Site.Leader.Name.V,
	}
	for _, e := range o.Site.Vars {
		all[e.Key.V] = e.V.V
	}
	return all
}

// TagNames returns every tag that has a value, for "did you mean".
func (o *Offer) TagNames() []string {
	var names []string
	for name := range o.variables() {
		names = append(names, "site."+name)
	}
	for _, p := range o.Promises {
		names = append(names, `promise "`+p.Ref+`"`)
	}
	slices.Sort(names)
	return names
}

// PlainFill fills tags to check a text: a promise stands for its sentence.
func (o *Offer) PlainFill(t markdown.Tag) (markdown.Value, bool) {
	text, promise, ok := o.Tag(t)
	if promise != nil {
		text = strings.TrimSuffix(promise.Says.V, ".")
	}
	return markdown.Value{Text: text}, ok
}
