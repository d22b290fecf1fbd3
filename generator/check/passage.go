package check

import (
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// A passage is a text that customers read, in one piece: a sentence of a document, or a field.
type passage struct {
	text           string
	says           kinds // what it may say
	heading, quote bool
	place          func(from, to int) diag.Place // of some of its bytes
	filled         func(from, to int) bool       // whether some of its bytes are the value of a template tag
	code           func(from, to int) bool       // whether some of its bytes are code
	spot           markdown.Spot                 // zero for a field
}

// may reports whether the text may say what is of a kind: if not, it need not be searched for it.
func (p passage) may(say kinds) bool { return p.says&say != 0 }

func passageOf(t syntax.Text) passage {
	return passage{text: t.V, says: kindsIn(t.V), place: func(from, to int) diag.Place { return placeIn(t, from, to) }}
}

// A document is a public document of the site, with the promises that it may speak of.
type document struct {
	body   *markdown.Document
	of     []*catalog.Promise
	passes bool // it is about something that passes, such as a delay
}

// documents returns the public documents of the site, without those that are broken; for a customer, the text of the agreement.
func (r *report) documents() (all []document) {
	if r.customer != nil {
		return r.customerText()
	}
	for _, p := range r.Policies {
		if p.Public() && !p.Policy.Body.Broken {
			all = append(all, document{body: p.Body, of: r.promisesOf(p.AppliesTo)})
		}
	}
	for _, p := range r.Pages {
		if p.Public() && !p.Page.Body.Broken {
			all = append(all, document{body: p.Body, of: r.Promises})
		}
	}
	if r.Home != nil && !r.Home.Page.Body.Broken {
		all = append(all, document{body: r.Home.Body, of: r.Promises})
	}
	for _, n := range r.Notices {
		if n.Public() && !n.Notice.Body.Broken {
			all = append(all, document{body: n.Body, of: r.promisesOf(n.Capabilities), passes: true})
		}
	}
	for _, c := range r.Capabilities {
		if !c.Retired() {
			all = append(all, document{body: c.Body, of: c.Promises})
		}
	}
	return all
}

// customerText returns the text of an agreement, with the promises that everybody has as this customer has them.
func (r *report) customerText() []document {
	if r.customer.Body == nil || r.customer.Body.Empty() {
		return nil
	}
	d := document{body: r.customer.Body}
	for _, t := range r.customer.Terms {
		if len(t.Choices) == 0 && t.Held == nil {
			d.of = append(d.of, t.Promise)
		}
	}
	return []document{d}
}

// promisesOf returns the promises of capabilities; of none, those of all.
func (r *report) promisesOf(capabilities []*catalog.Capability) (all []*catalog.Promise) {
	if len(capabilities) == 0 {
		return r.Promises
	}
	for _, c := range capabilities {
		all = append(all, c.Promises...)
	}
	return all
}

// sentencesOf returns the sentences of a document, which is read once for all checks.
func (r *report) sentencesOf(d *markdown.Document) []passage {
	read, ok := r.sentences[d]
	if ok {
		return read
	}
	all := d.Prose(r.PlainFill)
	read = make([]passage, len(all))
	for i := range all {
		s := &all[i]
		read[i] = passage{s.Text, kindsIn(s.Text), s.Heading, s.Quote, s.Place, s.Filled, s.Code, s.Spot}
	}
	if r.sentences == nil {
		r.sentences = map[*markdown.Document][]passage{}
	}
	r.sentences[d] = read
	return read
}

// prose returns the sentences of the public documents that are our own words.
func (r *report) prose() []passage {
	if r.ours != nil {
		return r.ours
	}
	r.ours = []passage{}
	for _, d := range r.documents() {
		for _, s := range r.sentencesOf(d.body) {
			if !s.quote {
				r.ours = append(r.ours, s)
			}
		}
	}
	return r.ours
}

// fields returns what customers read in fields: a document is prose, and its whole text begins in the first column.
func (r *report) fields() []passage {
	if r.texts != nil {
		return r.texts
	}
	r.texts = []passage{}
	for _, t := range publicTexts(r.Offer) {
		if t.At.Column > 1 {
			r.texts = append(r.texts, passageOf(t))
		}
	}
	return r.texts
}

// promised returns the sentences of promises that customers read.
func (r *report) promised(promises ...*catalog.Promise) (out []passage) {
	for _, p := range promises {
		if p.Visibility.V != "internal" {
			out = append(out, passageOf(p.Says), passageOf(p.Short), passageOf(p.Means))
		}
	}
	return out
}

// readsEnglish reports whether the site is written in the language of the words that these checks know.
func (r *report) readsEnglish() bool {
	language := r.Site.Language.V
	return language == "" || language == "en" || strings.HasPrefix(language, "en-")
}
