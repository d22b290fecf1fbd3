package site

import (
	"path"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/view"
)

// Policies is the list of policies.
type Policies struct {
	Frame  Frame
	Lead   string
	Groups []PolicyGroup // by folder; one group with an empty name where there are no folders
}

// PolicyGroup holds the policies of one folder.
type PolicyGroup struct {
	Name, Anchor string
	Cards        []Card
}

// Card is a page in a list.
type Card struct {
	Title, Href, Summary string
	Tag                  *view.Tag
}

func (p pageContext) policies() any {
	v := Policies{Lead: p.Words.Word("page.policies.lead")}
	for _, policy := range p.Offer.Policies {
		if !policy.Public() {
			continue
		}
		folder, dir := "", path.Dir(policy.ID)
		if index := p.Offer.Policy(dir); index != nil { // an index is a policy, which names its folder
			folder = index.Title
		} else if dir != "." {
			folder = view.Capitalize(strings.ReplaceAll(path.Base(dir), "-", " "))
		}
		i := slices.IndexFunc(v.Groups, func(g PolicyGroup) bool { return g.Name == folder })
		if i < 0 {
			v.Groups, i = append(v.Groups, PolicyGroup{Name: folder, Anchor: "in-" + anchor(folder)}), len(v.Groups)
		}
		v.Groups[i].Cards = append(v.Groups[i].Cards, p.policyCard(policy))
	}
	slices.SortStableFunc(v.Groups, func(x, y PolicyGroup) int { return strings.Compare(x.Name, y.Name) })
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// policyLinks returns links to the public policies of a list, by their titles.
func (p pageContext) policyLinks(policies []*catalog.Policy) []view.Link {
	var out []view.Link
	for _, c := range p.policyCards(policies) {
		out = append(out, view.Link{Text: c.Title, Href: c.Href})
	}
	return out
}

func (p pageContext) policyCards(list []*catalog.Policy) []Card {
	var out []Card
	for _, policy := range list {
		if policy.Public() {
			out = append(out, p.policyCard(policy))
		}
	}
	return out
}

func (p pageContext) policyCard(policy *catalog.Policy) Card {
	return Card{Title: policy.Title, Href: p.To(policy.Address()), Summary: policy.Summary.V}
}

// Policy is one policy: the answer first, then why, when it is bent, and the formal text.
type Policy struct {
	Frame     Frame
	Title     string
	Summary   string // the answer in a sentence
	Why       string
	Bend      []Bend // when it is bent, public exceptions only
	Body      view.Prose
	Contents  []Heading // table of contents; the page shows it from three entries on
	Changes   []Change
	AppliesTo []view.Link
	Stamp     Stamp
}

// Bend is one exception that a policy grants.
type Bend struct {
	When, Do string
	Decides  view.Link // who decides
	Limit    string    // up to what; may be empty
}

// Heading is an entry of a page's table of contents.
type Heading struct {
	Text, Anchor string
	Level        int // 2 for the page's main headings
}

func (p pageContext) policy(policy *catalog.Policy) Policy {
	v := Policy{
		Frame: p.frame(policy.Title, policy.Summary.V, p.crumbs("policies")...),
		Title: policy.Title, Summary: policy.Summary.V, Why: policy.Why.V,
		Body: p.Prose(policy.Policy.Body.File, policy.Title, policy.Body), Contents: p.contents(policy.Policy.Body.File, policy.Title, policy.Body),
		Stamp: Stamp{Version: policy.Version.V, Since: p.Day(policy.Effective), Reviewed: p.Day(policy.LastReviewed), ReviewBy: p.Day(policy.ReviewBy), Owner: p.owner(policy.Owner.V)},
	}
	for _, e := range policy.Exceptions {
		if e.Visibility.Or("public") == "public" {
			v.Bend = append(v.Bend, Bend{When: e.When.V, Do: view.Sentence(e.Do.V), Decides: p.decider(e.Decides.V), Limit: e.Limit.V})
		}
	}
	for _, c := range policy.AppliesTo {
		v.AppliesTo = append(v.AppliesTo, p.CapabilityLink(c))
	}
	for _, c := range policy.Policy.Changes {
		v.Changes = append(v.Changes, p.change(c, view.Link{}))
	}
	return v
}

// contents returns a document's headings, with the levels they have on the page.
func (p pageContext) contents(file, title string, doc *markdown.Document) []Heading {
	var out []Heading
	for _, h := range doc.Contents(p.Printing(file, title)) {
		out = append(out, Heading{Text: h.Text, Anchor: h.ID, Level: h.Level})
	}
	return out
}

// Free is a page in the business's own words.
type Free struct {
	Frame          Frame
	Title, Summary string
	Body           view.Prose
	Contents       []Heading
	Updated        view.Time
}

func (p pageContext) free(f *catalog.Page) Free {
	return Free{
		Frame: p.frame(f.Title, f.Summary.V), Title: f.Title, Summary: f.Summary.V,
		Body: p.Prose(f.Page.Body.File, f.Title, f.Body), Contents: p.contents(f.Page.Body.File, f.Title, f.Body),
	}
}

// decider returns a sentence on who decides, with a link to one of our people.
func (p pageContext) decider(named string) view.Link {
	if named == "" {
		return view.Link{}
	}
	who := p.PersonLink(named)
	return view.Link{Text: p.Words.Word("policy.decides", "name", who.Text), Href: who.Href}
}
