package leak

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// privateTexts returns the texts of an agreement whose sentences no public page may have: all that its page prints, but for
// who they are, which is searched for in other ways, and for the names of contracts, which are ours. Theirs are what the
// customer said, and ours what we say. Most of the texts that may be written are not.
func privateTexts(a *agreement.Agreement) (theirs, ours []syntax.Text) {
	lines := expectations(a.Private())
	all := make([]syntax.Text, 0, 32)
	theirs, ours = append(make([]syntax.Text, 0, 1+len(lines)), a.HowTheyUseIt), appendWritten(make([]syntax.Text, 0, 16+2*len(lines)), a.Agreement.Ours(all))
	for _, l := range lines {
		if l.Visibility.V != "internal" {
			theirs, ours = append(theirs, l.Said), appendWritten(ours, l.Ours(all))
		}
	}
	ours = appendWritten(ours, a.HeldTexts())
	return theirs, append(ours, proseTexts(a.Body, leastSentence)...)
}

// ownTexts returns the texts that tell of one customer wherever they stand: who they are, and what they said at some length.
func ownTexts(a *agreement.Agreement) []syntax.Text {
	texts := append(saidTexts(a), a.Customer.Name)
	for _, p := range a.Private().People {
		texts = append(texts, p.Name, p.Email, p.Phone)
	}
	return onlyWritten(texts)
}

// saidTexts returns what a customer said at some length.
func saidTexts(a *agreement.Agreement) (texts []syntax.Text) {
	for _, l := range expectations(a.Private()) {
		if len(l.Said.V) >= leastSentence && l.Visibility.V != "internal" {
			texts = append(texts, l.Said)
		}
	}
	return texts
}

// keyTexts returns what opens the page of an agreement; none where keys are nil.
func keyTexts(a *agreement.Agreement, keys *seal.Keys) (texts []syntax.Text) {
	if keys == nil {
		return nil
	}
	at := diag.Place{File: a.At.File}
	for _, spelling := range keys.LinkKey().Spellings() {
		texts = append(texts, syntax.Text{V: spelling, At: at})
	}
	if a.Access.Mode.V == "passphrase" {
		texts = append(texts, syntax.Text{V: keys.Passphrase(), At: at})
	}
	return texts
}

// internalTexts returns the texts of an agreement for staff alone: no page may have them, not even the customer's own.
func internalTexts(a *agreement.Agreement) (texts []syntax.Text) {
	for _, o := range a.Observed {
		texts = append(texts, o.Learned)
	}
	for _, l := range expectations(&a.Agreement) {
		if l.Visibility.V == "internal" {
			texts = l.Ours(append(texts, l.Said))
		}
	}
	return onlyWritten(texts)
}

// printedTexts returns the author's texts that the page of an agreement prints. Texts for staff alone are not among them.
func printedTexts(a *agreement.Agreement) []syntax.Text {
	texts := a.Agreement.Printed(make([]syntax.Text, 0, 96))
	for l := range a.Lines() {
		line := *l.Line
		line.Agreed = l.Consent
		texts = line.Printed(texts)
		if l.Was != nil {
			texts = append(l.Was.Printed(texts), l.WasYes.By)
		}
	}
	texts = append(texts, a.HeldTexts()...)
	texts = append(onlyWritten(texts), proseTexts(a.Body, 0)...)
	return append(texts, a.Agreement.Body) // the source has what stands in code and in addresses
}

// staffTexts returns the texts of an offer for staff alone.
func staffTexts(o *catalog.Offer) (texts []syntax.Text) {
	for _, c := range o.Capabilities {
		texts = append(texts, c.StaffNote)
		for _, p := range c.Promises {
			if !p.Public() {
				texts = append(texts, p.Says, p.Short, p.Means)
			}
		}
	}
	for _, p := range o.Policies {
		if !p.Public() {
			texts = append(texts, syntax.Text{V: p.Title, At: cmp.Or(p.Policy.Title.At, p.At)}, p.Summary, p.Why)
		}
		for _, e := range p.Exceptions {
			if e.Visibility.V == "internal" {
				texts = append(texts, e.When, e.Do, e.Limit)
			}
		}
	}
	for _, n := range o.Notices {
		if !n.Public() {
			texts = append(texts, n.Title)
		}
	}
	texts = onlyWritten(texts)
	for _, d := range documents(o, false) {
		texts = append(texts, proseTexts(d.body, leastSentence)...)
	}
	return texts
}

// hiddenTexts returns the longer texts of hidden files, without those that are in a public file as well because one of the
// two was copied from the other.
func hiddenTexts(o *catalog.Offer) (texts []syntax.Text) {
	published := documents(o, true)
	for _, h := range o.Hidden {
		copied := copiedTexts(o, published, h)
		all := proseTexts(h.Body, leastSentence)
		for _, t := range h.Values() {
			if t.IsSet() && len(t.V) >= leastSentence {
				all = append(all, t)
			}
		}
		texts = append(texts, slices.DeleteFunc(all, func(t syntax.Text) bool { return copied[t.V] })...)
	}
	return texts
}

// copiedTexts returns the texts of the public files that a hidden file may be a copy of: for a draft, the document of the same
// title or file name; for a capability, every other, since new capabilities begin as copies.
func copiedTexts(o *catalog.Offer, published []document, h *catalog.Hidden) map[string]bool {
	all := map[string]bool{}
	add := func(source any, body *markdown.Document) {
		for _, text := range textsOf(source, body) {
			all[text] = true
		}
	}
	name := func(file string) string { return strings.TrimPrefix(path.Base(file), "_") }
	for _, d := range published {
		isTitle := func(t syntax.Text) bool { return t.V == d.title }
		if name(d.file) == name(h.File) || slices.ContainsFunc(h.Values(), isTitle) {
			add(d.source, d.body)
		}
	}
	if strings.HasPrefix(h.File, "content/capabilities/") {
		for _, c := range o.Capabilities {
			add(c.Capability, c.Body)
		}
	}
	return all
}

// document is a document of an offer.
type document struct {
	file, title string
	source      any // its front matter
	body        *markdown.Document
}

// documents returns the documents of an offer that are public, or those that are not.
func documents(o *catalog.Offer, public bool) (all []document) {
	add := func(isPublic bool, d document) {
		if isPublic == public {
			all = append(all, d)
		}
	}
	for _, p := range o.Policies {
		add(p.Public(), document{p.At.File, p.Title, p.Policy, p.Body})
	}
	for _, p := range o.Pages {
		add(p.Public(), document{p.At.File, p.Title, p.Page, p.Body})
	}
	for _, n := range o.Notices {
		add(n.Public(), document{n.At.File, n.Title.V, n.Notice, n.Body})
	}
	return all
}

// textsOf returns the texts of a value as it was written, and of the sentences that belong to it.
func textsOf(source any, body *markdown.Document) []string {
	texts := Texts(source)
	for _, s := range body.Prose(nil) {
		texts = append(texts, s.Text)
	}
	return texts
}

// expectations returns what a customer expects and puts first.
func expectations(a *syntax.Agreement) (lines []*syntax.Line) {
	for _, list := range [][]syntax.Line{a.Expectations, a.Priorities} {
		for i := range list {
			lines = append(lines, &list[i])
		}
	}
	return lines
}

// appendWritten appends those of the texts that were written.
func appendWritten(to, texts []syntax.Text) []syntax.Text {
	for _, t := range texts {
		if t.IsSet() {
			to = append(to, t)
		}
	}
	return to
}

// onlyWritten returns those of the texts that were written, in the same memory.
func onlyWritten(texts []syntax.Text) []syntax.Text {
	return slices.DeleteFunc(texts, func(t syntax.Text) bool { return !t.IsSet() })
}

// proseTexts returns the sentences of a document that have so many bytes, as they read.
func proseTexts(body *markdown.Document, least int) (texts []syntax.Text) {
	for _, s := range body.Prose(nil) {
		if len(s.Text) >= least {
			texts = append(texts, syntax.Text{V: s.Text, At: s.At})
		}
	}
	return texts
}
