package syntax

import (
	"time"

	"upfront/generator/clock"
	"upfront/generator/diag"
)

// Source is the Markdown of a document, not yet parsed, and the line of the file where it begins; and its front matter as
// it was written.
type Source struct {
	File        string
	Line        int
	Text, Front []byte
	FrontLine   int
	Broken      bool // the front matter could not be made out: what is missing in it may stand in the text
}

// Document is what policies, pages and notices have in common.
type Document struct {
	Located
	ID         string
	Title      Text
	Aliases    []Text
	Visibility Text
	Hides      []Hiding
	Body       Source
}

func (d *Document) document() *Document { return d }

// documentOf returns what a policy, a page or a notice has in common with the others.
func documentOf(one any) *Document { return one.(interface{ document() *Document }).document() }

// Policy is content/policies/**/*.md: how we behave.
type Policy struct {
	Document                          // policies/refund/index.md is refund, policies/money/refund.md is money/refund
	Summary, Why, Version             Text
	Effective, LastReviewed, ReviewBy Written[clock.Date]
	Owner                             Text
	AppliesTo                         []Text
	Changes                           []Change
	Exceptions                        []Exception
}

// Change is one line of a policy's history; one with a later day than now is pending.
type Change struct {
	Located
	Version, Effect, Note Text
	On, Told              Written[clock.Date]
}

// Exception is when we bend a policy.
type Exception struct {
	Located
	ID, When, Do, Decides, Limit, Visibility Text
}

// Page is content/pages/**/*.md: words of your own.
type Page struct {
	Document // pages/about.md is about; index is the home page's own words
	Summary  Text
}

// Notice is content/notices/<id>.md: something that happened or will.
type Notice struct {
	Document
	Kind, Severity                       Text
	Affects, Customers                   []Text
	Noticed, Told, Resolved, From, Until Written[time.Time]
}

// Partner is somebody who does what we don't.
type Partner struct {
	Located
	Name, URL, For, Why Text
}

var policyTable = &table[*Policy]{
	name:    "a policy",
	foreign: true,
	former:  map[string]string{"description": "summary", "subtitle": "summary"},
	lenient: true, // policies come from other tools as they are
	fields: []field[*Policy]{
		optional("title", func(p *Policy) *Text { return &p.Title }, text(), "The question people ask"),
		optional("summary", func(p *Policy) *Text { return &p.Summary }, text(), "The answer in one sentence"),
		optional("why", func(p *Policy) *Text { return &p.Why }, text(), "Why the policy is so"),
		optional("version", func(p *Policy) *Text { return &p.Version }, text(), "The version of this text"),
		optional("effective", func(p *Policy) *Written[clock.Date] { return &p.Effective }, date, "The day since which it holds"),
		optional("last_reviewed", func(p *Policy) *Written[clock.Date] { return &p.LastReviewed }, date, "The day you last looked at it"),
		optional("review_by", func(p *Policy) *Written[clock.Date] { return &p.ReviewBy }, date, "The day by which you look at it again").due(),
		optional("owner", func(p *Policy) *Text { return &p.Owner }, text(), "Who answers for it"),
		optional("applies_to", func(p *Policy) *[]Text { return &p.AppliesTo }, oneOrMore(id()), "The capabilities it is about"),
		appending("aliases", func(p *Policy) *[]Text { return &p.Aliases }, oneOrMore(text()), "Former addresses that lead here").such("/old-address/"),
		appending("redirect_from", func(p *Policy) *[]Text { return &p.Aliases }, oneOrMore(text()), "The same as aliases").such("/old-address/"),
		optional("visibility", func(p *Policy) *Text { return &p.Visibility }, visibleTo("public", "internal"), "public or internal").otherwise("public"),
		optional("changes", func(p *Policy) *[]Change { return &p.Changes }, listOf(changeTable.form()), "What changed, and when"),
		optional("exceptions", func(p *Policy) *[]Exception { return &p.Exceptions }, listOf(exceptionTable.form()), "When you bend it"),
	},
}

var changeTable = tableOf("a change",
	optional("version", func(c *Change) *Text { return &c.Version }, text(), "The version it made"),
	required("on", func(c *Change) *Written[clock.Date] { return &c.On }, date, "The day it takes effect, such as 2026-05-01").due(),
	required("effect", func(c *Change) *Text { return &c.Effect }, choice("stronger", "weaker", "clearer", "new"), "stronger, weaker or clearer for the customer, or new where there was nothing before"),
	required("note", func(c *Change) *Text { return &c.Note }, text(), "What changed, in one sentence"),
	optional("told", func(c *Change) *Written[clock.Date] { return &c.Told }, date, "Of a change to come: the day on which customers were told, if that is not today"),
)

var exceptionTable = tableOf("an exception",
	optional("id", func(e *Exception) *Text { return &e.ID }, id(), "A short name, by which records/exceptions.csv tells it from the others of the policy").such("cannot-be-bought"),
	required("when", func(e *Exception) *Text { return &e.When }, text(), "The case"),
	required("do", func(e *Exception) *Text { return &e.Do }, text(), "What you do then"),
	optional("decides", func(e *Exception) *Text { return &e.Decides }, text(), "Who may decide it"),
	optional("limit", func(e *Exception) *Text { return &e.Limit }, text(), "Up to how much, or how often, such as £80, or 4 a month; the staff edition holds records/exceptions.csv against the latter"),
	optional("visibility", func(e *Exception) *Text { return &e.Visibility }, visibleTo("public", "internal"), "public or internal").otherwise("public"),
)

var pageTable = &table[*Page]{
	name:    "a page",
	foreign: true,
	former:  map[string]string{"description": "summary", "subtitle": "summary"},
	lenient: true, // so do pages
	fields: []field[*Page]{
		optional("title", func(p *Page) *Text { return &p.Title }, text(), "The page's title"),
		optional("summary", func(p *Page) *Text { return &p.Summary }, text(), "One sentence about it"),
		appending("aliases", func(p *Page) *[]Text { return &p.Aliases }, oneOrMore(text()), "Former addresses that lead here").such("/old-address/"),
		appending("redirect_from", func(p *Page) *[]Text { return &p.Aliases }, oneOrMore(text()), "The same as aliases").such("/old-address/"),
		optional("visibility", func(p *Page) *Text { return &p.Visibility }, visibleTo("public", "internal"), "public or internal").otherwise("public"),
	},
}

func noticeKinds() form[*Text] {
	return choice("delay", "outage", "maintenance", "change", "letter", "invitation")
}

var noticeTable = &table[*Notice]{
	name:    "a notice",
	foreign: true,
	check: func(d *decoder, n *Notice) {
		if n.Noticed.IsSet() && n.Resolved.IsSet() && n.Resolved.V.Before(n.Noticed.V) {
			d.problems.Add(diag.Problem{Rule: SchemaValue, At: n.Resolved.At, Message: "it was over before you noticed it",
				Help: "Correct one of the two times."})
		}
		if n.From.IsSet() && n.Until.IsSet() && n.Until.V.Before(n.From.V) {
			d.problems.Add(diag.Problem{Rule: SchemaValue, At: n.Until.At, Message: "it ends before it begins",
				Help: "Correct one of the two times: from is the beginning, until the end."})
		}
	},
	fields: []field[*Notice]{
		required("title", func(n *Notice) *Text { return &n.Title }, text(), "What happened, in one line"),
		required("kind", func(n *Notice) *Text { return &n.Kind }, noticeKinds(), "delay, outage, maintenance, change, letter or invitation"),
		optional("severity", func(n *Notice) *Text { return &n.Severity }, choice("notice", "disrupted", "down"), "notice, disrupted or down"),
		optional("affects", func(n *Notice) *[]Text { return &n.Affects }, oneOrMore(reference()), "The capabilities or promises it touches"),
		optional("customers", func(n *Notice) *[]Text { return &n.Customers }, oneOrMore(id()), "The customers it touches; never published").such("fenwick-tiles"),
		optional("noticed", func(n *Notice) *Written[time.Time] { return &n.Noticed }, moment(), "When you noticed it"),
		optional("told", func(n *Notice) *Written[time.Time] { return &n.Told }, moment(), "When the customers were told"),
		optional("resolved", func(n *Notice) *Written[time.Time] { return &n.Resolved }, moment(), "When it was over"),
		optional("from", func(n *Notice) *Written[time.Time] { return &n.From }, moment(), "When it begins: an invitation, planned maintenance"),
		optional("until", func(n *Notice) *Written[time.Time] { return &n.Until }, moment(), "When it ends, or the day a change takes effect"),
		appending("aliases", func(n *Notice) *[]Text { return &n.Aliases }, oneOrMore(text()), "Former addresses that lead here").such("/old-address/"),
		optional("visibility", func(n *Notice) *Text { return &n.Visibility }, visibility(), "public, customer or internal").otherwise("public"),
	},
}

var partnerTable = tableOf("a partner",
	required("name", func(p *Partner) *Text { return &p.Name }, text(), "Their name"),
	optional("url", func(p *Partner) *Text { return &p.URL }, webAddress(), "Their web address"),
	required("for", func(p *Partner) *Text { return &p.For }, text(), "What they do that you don't"),
	required("why", func(p *Partner) *Text { return &p.Why }, text(), "Why they are better at it"),
)

// partnersForm is content/partners.yaml, glossaryForm content/glossary.yaml.
var (
	partnersForm = mapOf("partners by id", "rapid-riders: {name: Rapid Riders, for: Overnight work, why: They do it every night}", id(), partnerTable.form())
	glossaryForm = mapOf("meanings by term", "consignment: Goods for one address under one number", text(), text())
)
