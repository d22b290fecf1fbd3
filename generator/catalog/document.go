package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

func (r *resolver) addPolicy(written syntax.Policy) {
	p := &Policy{Policy: written}
	p.Body = r.parseDocument(written.Body, Target{Kind: ToPolicy, ID: p.ID, Address: p.Address(), Public: p.Public()}, p.Visibility)
	p.Title = titleOf(written.Title, p.Body, p.ID)
	for _, name := range written.AppliesTo {
		if c := r.capability(name); c != nil {
			p.AppliesTo = append(p.AppliesTo, c)
		}
	}
	r.Policies = append(r.Policies, p)
	r.policies[p.ID] = p
}

// titleOf returns a document's title: from its front matter, else its first heading, else its id in words.
func titleOf(written syntax.Text, doc *markdown.Document, id string) string {
	if written.IsSet() {
		return written.V
	}
	if t := doc.Title(nil); t != "" {
		return t
	}
	words := strings.ReplaceAll(path.Base(id), "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

func (r *resolver) addPage(written syntax.Page) {
	p := &Page{Page: written}
	p.Body = r.parseDocument(written.Body, Target{Kind: ToPage, ID: p.ID, Address: p.Address(), Public: p.Public() || p.ID == "index"}, p.Visibility)
	p.Title = titleOf(written.Title, p.Body, p.ID)
	if p.ID == "index" {
		r.Home = p
		return
	}
	r.Pages = append(r.Pages, p)
}

func (r *resolver) addNotice(written syntax.Notice) {
	n := &Notice{Notice: written}
	n.Body = r.parseDocument(written.Body, Target{Kind: ToNotice, ID: n.ID, Address: n.Address(), Public: n.Public()}, n.Visibility)
	for _, ref := range written.Affects {
		r.addAffected(n, ref)
	}
	for _, name := range written.Customers {
		if name.IsSet() && !slices.Contains(r.customers, name.V) {
			r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("there is no agreement %q", name.V),
				Help: diag.DidYouMean(name.V, r.customers, fmt.Sprintf("Take the name out, or write the agreement: upfront new agreement %s", name.V))})
		}
	}
	r.Notices = append(r.Notices, n)
}

func (r *resolver) addAffected(n *Notice, ref syntax.Text) {
	var c *Capability
	if !strings.Contains(ref.V, ".") {
		c = r.capability(ref)
	} else if p := r.Promise(ref.V); p != nil {
		n.Promises, c = append(n.Promises, p), p.Capability
	} else {
		r.reportUnknown(diag.RefUnknown, ref, "promise", diag.Names(r.Promises, func(p *Promise) string { return p.Ref }), "add it to its capability.")
	}
	if c != nil && !slices.Contains(n.Capabilities, c) {
		n.Capabilities = append(n.Capabilities, c)
	}
}
