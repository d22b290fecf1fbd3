package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

func (r *resolver) addPolicy(written syntax.Policy) {
	p := &Policy{Policy: written}
	p.Body = r.parseDocument(written.Body, Target{Kind: ToPolicy, ID: p.ID, Address: p.Address(), Public: p.Public()}, p.Visibility)
	p.Title = titleOf(written.Title, p.Body, p.ID)
	r.problems.Append(p.Body.TitleProblems(p.Title, r.PlainFill)...)
	r.reportMarkdown(words{"title", written.Title}, words{"summary", written.Summary}, words{"reason", written.Why})
	for _, name := range written.AppliesTo {
		if c := r.capability(name); c != nil {
			p.AppliesTo = append(p.AppliesTo, c)
		}
	}
	r.CheckPerson(&r.problems, written.Owner)
	for _, e := range written.Exceptions {
		r.CheckPerson(&r.problems, e.Decides)
	}
	r.Policies = append(r.Policies, p)
	r.policies[p.ID] = p
}

// words is a field that is printed as it is written.
type words struct {
	field string
	text  syntax.Text
}

// reportMarkdown reports Markdown in fields that are words alone.
func (r *resolver) reportMarkdown(fields ...words) {
	for _, w := range fields {
		r.problems.Append(markdown.WordsProblems(w.field, w.text.V, w.text.At)...)
	}
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
	r.problems.Append(p.Body.TitleProblems(p.Title, r.PlainFill)...)
	r.reportMarkdown(words{"title", written.Title}, words{"summary", written.Summary})
	if p.ID == "index" {
		r.Home = p
		return
	}
	r.Pages = append(r.Pages, p)
}

func (r *resolver) addNotice(written syntax.Notice) {
	n := &Notice{Notice: written}
	n.Body = r.parseDocument(written.Body, Target{Kind: ToNotice, ID: n.ID, Address: n.Address(), Public: n.Public()}, n.Visibility)
	r.problems.Append(n.Body.TitleProblems(n.Title.V, r.PlainFill)...)
	r.reportMarkdown(words{"title", written.Title})
	for _, ref := range written.Affects {
		r.addAffected(n, ref)
	}
	for _, name := range written.Customers {
		if name.IsSet() && !r.unlisted && !slices.Contains(r.customers, name.V) {
			r.reportUnknownCustomer(name)
		}
	}
	r.Notices = append(r.Notices, n)
}

// reportUnknownCustomer reports a customer without an agreement. Where there are no agreements at all, that is one problem.
func (r *resolver) reportUnknownCustomer(name syntax.Text) {
	p := diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("there is no agreement %q", name.V),
		Help: diag.DidYouMean(name.V, r.customers, fmt.Sprintf("Take the name out, or write the agreement: upfront new agreement %s", name.V))}
	if len(r.customers) == 0 {
		p.Message = fmt.Sprintf("there is no agreement %q, nor any other", name.V)
		p.Help += "\nIf they are kept elsewhere, name their folder, with folders: in site.yaml or with --agreements. To build without them: upfront build --public"
	}
	if len(r.customers) > 0 || !r.lacksAgreements {
		r.problems.Add(p)
	}
	r.lacksAgreements = len(r.customers) == 0
}

func (r *resolver) addAffected(n *Notice, ref syntax.Text) {
	var c *Capability
	if !strings.Contains(ref.V, ".") {
		c = r.capability(ref)
	} else if p := r.Promise(ref.V); p != nil {
		n.Promises, c = append(n.Promises, p), p.Capability
	} else if !r.reportHidden(ref) {
		r.reportUnknown(diag.RefUnknown, ref, "promise", r.LacksNames(ref.V), diag.Names(r.Promises, func(p *Promise) string { return p.Ref }), "add it to its capability.")
	}
	if c != nil && !slices.Contains(n.Capabilities, c) {
		n.Capabilities = append(n.Capabilities, c)
	}
}

// addHidden adds a file that is on no page: the problem of a link to it says why, and its words are private.
func (r *resolver) addHidden(written syntax.Hidden) {
	h := &Hidden{Hidden: written, Body: markdown.Parse(written.File, max(written.Line, 1), written.Text, markdown.Options{})}
	r.Hidden = append(r.Hidden, h)
	r.hidden[h.File] = h
}

// Reason returns why a file is hidden, with the distance of a day that it names: "publishDate 2062-03-01, in 36 years".
func (o *Offer) Reason(h *Hidden) string {
	if h.Day.IsZero() {
		return h.Why
	}
	return h.Why + ", " + distance(clock.DateOf(o.Now, o.Zone), clock.DateOf(h.Day, o.Zone))
}

// distance returns how far a day is away, in the largest unit that fits once; years are rounded.
func distance(today, day clock.Date) string {
	form := "in %s"
	if day.Before(today) {
		form, today, day = "%s ago", day, today
	}
	months := 12*(day.Year-today.Year) + int(day.Month) - int(today.Month)
	if day.Day < today.Day {
		months--
	}
	switch {
	case months >= 12:
		return fmt.Sprintf(form, diag.Plural((months+6)/12, "year"))
	case months > 0:
		return fmt.Sprintf(form, diag.Plural(months, "month"))
	case today != day:
		return fmt.Sprintf(form, diag.Plural(today.DaysUntil(day), "day"))
	}
	return "today"
}

// HiddenProblem returns the problem of a name of a capability, or of something in it, where the capability is hidden.
func (o *Offer) HiddenProblem(name syntax.Text) (p diag.Problem, hidden bool) {
	id, _, _ := strings.Cut(name.V, ".")
	if o.Capability(id) != nil {
		return diag.Problem{}, false
	}
	is := "is"
	if id != name.V {
		is = "is in"
	}
	for _, file := range []string{id, "_" + id} {
		if h := o.hidden["content/capabilities/"+file+".yaml"]; h != nil {
			return diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("%q %s %s, which is hidden (%s)", name.V, is, h.File, h.Why),
				Help: "Take the name out until that file is published, or publish it: remove what hides it."}, true
		}
	}
	return diag.Problem{}, false
}

func (r *resolver) reportHidden(name syntax.Text) bool {
	p, hidden := r.HiddenProblem(name)
	if hidden {
		r.problems.Add(p)
	}
	return hidden
}

// hiddenLinkProblem returns the problem of a link to a hidden file.
func hiddenLinkProblem(what string, at diag.Place, h *Hidden) diag.Problem {
	return diag.Problem{Rule: markdown.LinkBroken, At: at, Message: fmt.Sprintf("%s leads to %s, which is hidden (%s)", what, h.File, h.Why),
		Help: "Take the link out until that file is published, or publish it: remove what hides it."}
}
