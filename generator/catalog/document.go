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

func (r *resolver) policy(written syntax.Policy) {
	p := &Policy{Policy: written}
	p.Body = r.document(written.Body, Target{Kind: ToPolicy, ID: p.ID}, p.Visibility)
	p.Title = titleOf(written.Title, p.Body, p.ID)
	for _, name := range written.AppliesTo {
		if c := r.touched(name); c != nil {
			p.AppliesTo = append(p.AppliesTo, c)
		}
	}
	r.Policies = append(r.Policies, p)
	r.policies[p.ID] = p
}

// touched gives the capability that a name stands for, and reports one that leads nowhere.
func (r *resolver) touched(name syntax.Text) *Capability {
	if !name.IsSet() {
		return nil
	}
	c := r.Capability(name.V)
	if c == nil {
		r.unknown(diag.RefUnknown, name, "capability", r.capabilityIDs(), inCapabilities(name))
	}
	return c
}

// inCapabilities says where a capability is added.
func inCapabilities(name syntax.Text) string {
	id, _, _ := strings.Cut(name.V, ".")
	return "write it: upfront new capability " + id
}

func (r *resolver) capabilityIDs() []string {
	var ids []string
	for _, c := range r.Capabilities {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	return ids
}

func (r *resolver) promiseRefs() []string {
	var refs []string
	for _, p := range r.Promises {
		refs = append(refs, p.Ref)
	}
	return refs
}

// titleOf gives a document's title: as written in front matter, else its first heading, else its id in words.
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

func (r *resolver) page(written syntax.Page) {
	p := &Page{Page: written}
	p.Body = r.document(written.Body, Target{Kind: ToPage, ID: p.ID}, p.Visibility)
	p.Title = titleOf(written.Title, p.Body, p.ID)
	r.pages[p.ID] = p
	if p.ID == "index" {
		r.Home = p
		return
	}
	r.Pages = append(r.Pages, p)
}

func (r *resolver) notice(written syntax.Notice) {
	n := &Notice{Notice: written}
	n.Body = r.document(written.Body, Target{Kind: ToNotice, ID: n.ID}, n.Visibility)
	for _, ref := range written.Affects {
		r.affects(n, ref)
	}
	for _, name := range written.Customers {
		if name.IsSet() && !slices.Contains(r.customers, name.V) {
			r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("there is no agreement %q", name.V),
				Help: nearestOr(name.V, r.customers, fmt.Sprintf("Take the name out, or write the agreement: upfront new agreement %s", name.V))})
		}
	}
	r.Notices = append(r.Notices, n)
	r.notices[n.ID] = n
}

func (r *resolver) affects(n *Notice, ref syntax.Text) {
	name, _, isPromise := strings.Cut(ref.V, ".")
	if !ref.IsSet() {
		return
	}
	c := r.Capability(name)
	if isPromise {
		p := r.Promise(ref.V)
		if p == nil {
			r.unknown(diag.RefUnknown, ref, "promise", r.promiseRefs(), "add it to its capability.")
			return
		}
		n.Promises, c = append(n.Promises, p), p.Capability
	}
	switch {
	case c == nil:
		r.unknown(diag.RefUnknown, ref, "capability", r.capabilityIDs(), inCapabilities(ref))
	case !slices.Contains(n.Capabilities, c):
		n.Capabilities = append(n.Capabilities, c)
	}
}
