package check

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/borrowed"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// Facts of the starters and of the example, published as somebody's own. The site's address alone decides: while it is none,
// or one for examples, they are only counted.

const (
	borrowedFact diag.RuleID = "borrowed-fact"
	nowPinned    diag.RuleID = "now-pinned"
)

var borrowedRules = []rule{
	{id: nowPinned, check: checkPinned},
	{id: borrowedFact, check: checkBorrowedInAgreement, draft: diag.Warning},
}

// checkPinned reports as_of, which examples have so that their pages stay the same.
func checkPinned(r *report, o *catalog.Offer) {
	if pinned := o.Site.AsOf; pinned.IsSet() && o.IsLive() {
		r.problems.Add(diag.Problem{At: pinned.At, Message: fmt.Sprintf("it is %s on this site whatever the day", pinned.V.In(o.Zone).Format("2 January 2006")),
			Help: "Remove the line, and every build counts up to its own day. For another day, build once with: --now " + pinned.V.In(o.Zone).Format("2006-01-02")})
	}
}

func checkBorrowedInAgreement(r *report, a *agreement.Agreement) {
	if !r.IsLive() {
		return
	}
	for _, p := range r.facts().inAgreement(a) {
		if !agreed.IsRecord(p.At.File) { // one is not mended by writing something else in it
			r.problems.Add(p)
		}
	}
	if isMadeUp(a) {
		r.problems.Add(diag.Problem{At: diag.Place{File: a.Held.Newest().File}, Message: "what " + customerName(a) + " agreed to came with the starter: nobody ever said yes to it",
			Help: "Delete " + recordFolder(a) + " as a whole, and keep what your customers agree to: upfront agree"})
	}
}

// Borrowed reports the facts of examples in the offer and in its records: each where the site has an address of its own, else
// their number.
func Borrowed(o *catalog.Offer, open record.Files) []diag.Problem {
	f := (&report{Offer: o}).facts()
	problems := slices.Concat(f.inOffer(o), inPictures(o, open), inRecords(o, open))
	if len(problems) == 0 || o.IsLive() {
		return problems
	}
	at := o.Site.URL.At
	if at.IsZero() {
		at = diag.Place{File: syntax.SiteFile}
	}
	return []diag.Problem{{Rule: borrowedFact, Severity: diag.Notice, At: at, Message: diag.Plural(len(problems), "fact") + " of an example would be published here: names, addresses, numbers, prices, records",
		Help: "Nothing needs to be done yet. Once url: is an address of your own, each of them is an error, and is named."}}
}

// finder finds facts of examples in texts, without those that the site says are its own.
type finder struct{ borrowed.Finder }

func (r *report) facts() finder {
	return finder{borrowed.Except(diag.Names(r.Site.Checks.Ours, func(t syntax.Text) string { return t.V })...)}
}

func (f finder) inOffer(o *catalog.Offer) (problems []diag.Problem) {
	for _, t := range publicTexts(o) {
		problems = append(problems, f.in(t)...)
	}
	for _, t := range prices(o) {
		problems = append(problems, f.price(t)...)
	}
	return problems
}

func (f finder) inAgreement(a *agreement.Agreement) (problems []diag.Problem) {
	texts := append(a.Agreement.Printed(make([]syntax.Text, 0, 96)), a.Agreement.Body)
	for l := range a.Lines() {
		problems = append(problems, f.said(l.Said)...)
		texts = l.Line.Printed(texts)
	}
	for _, t := range []syntax.Text{a.Price.Amount, a.Price.Ceiling} {
		problems = append(problems, f.price(t)...)
	}
	whole := problems
	for _, t := range texts {
		if !slices.ContainsFunc(whole, func(p diag.Problem) bool { return p.At == t.At }) {
			problems = append(problems, f.in(t)...)
		}
	}
	return problems
}

// publicTexts returns the texts of an offer that customers read.
func publicTexts(o *catalog.Offer) (texts []syntax.Text) {
	add := func(value any) { texts = append(texts, syntax.Texts(value)...) }
	site := o.Site
	site.Checks = syntax.Checks{}
	add(site)
	add(o.Partners)
	add(o.Glossary)
	for _, c := range o.Capabilities {
		texts = append(texts, capabilityTexts(c)...)
	}
	for _, p := range o.Policies {
		if written := p.Policy; p.Public() {
			written.Exceptions = slices.DeleteFunc(slices.Clone(written.Exceptions), func(e syntax.Exception) bool { return e.Visibility.V == "internal" })
			add(written)
		}
	}
	for _, p := range o.Pages {
		if p.Public() {
			add(p.Page)
		}
	}
	if o.Home != nil {
		add(o.Home.Page)
	}
	for _, n := range o.Notices {
		if n.Visibility.V != "internal" {
			add(n.Notice)
		}
	}
	return texts
}

// prices returns the amounts of an offer.
func prices(o *catalog.Offer) (texts []syntax.Text) {
	for _, c := range o.Capabilities {
		texts = append(texts, c.Price.Amount, c.Price.Ceiling)
		for _, option := range c.Options {
			texts = append(texts, option.Price)
		}
		for _, p := range c.Promises {
			if p.Visibility.V == "internal" {
				continue
			}
			texts = append(texts, p.OnMiss.Remedy.Amount)
			for _, tier := range p.OnMiss.Remedy.Tiers {
				texts = append(texts, tier.Credit)
			}
		}
	}
	return texts
}

// in returns the problems of the facts in a text. Ids are none, and texts of new files are reported as such.
func (f finder) in(t syntax.Text) (problems []diag.Problem) {
	if t.V == "" || syntax.IsID(t.V) || syntax.IsPlaceholder(t.V) {
		return nil
	}
	for _, fact := range f.In(t.V) {
		problems = append(problems, factProblem(fact.Kind, placeBelow(t, fact.From, fact.To), fact.Text))
	}
	return problems
}

func (f finder) said(t syntax.Text) []diag.Problem {
	if !t.IsSet() || syntax.IsPlaceholder(t.V) || !f.IsSaid(t.V) {
		return nil
	}
	return []diag.Problem{factProblem(borrowed.Said, t.At, t.V)}
}

func (f finder) price(t syntax.Text) []diag.Problem {
	id := strings.TrimSuffix(path.Base(t.At.File), ".yaml")
	if !t.IsSet() || syntax.IsPlaceholder(t.V) || !f.IsPrice(id, t.V) {
		return nil
	}
	return []diag.Problem{factProblem(borrowed.Money, t.At, t.V)}
}

var factNames = map[borrowed.Kind]string{
	borrowed.Name: "is a name from an example", borrowed.Address: "is an address or a number from an example", borrowed.Words: "is a fact from an example",
	borrowed.Money: "is a price from an example", borrowed.Said: "was said by a customer in an example",
}

func factProblem(kind borrowed.Kind, at diag.Place, text string) diag.Problem {
	text = strings.Trim(strings.Join(strings.Fields(text), " "), "-*#|> ")
	return diag.Problem{Rule: borrowedFact, At: at, Message: fmt.Sprintf("%q %s", shorten(text), factNames[kind]),
		Help: "Write your own in its place, or take it out. If it is true of you as well, say so below checks: in site.yaml, with: ours: [" + strconv.Quote(text) + "]"}
}

// placeBelow returns the place of some words within a text, which may have several lines.
func placeBelow(t syntax.Text, from, to int) diag.Place {
	lines := strings.Count(t.V[:from], "\n")
	if lines == 0 {
		return placeIn(t, from, to)
	}
	at := t.At
	at.Line, at.Column, at.Width = at.Line+lines, at.Column+len([]rune(t.V[strings.LastIndexByte(t.V[:from], '\n')+1:from])), 0
	return at
}

// How much of a record and of a picture is compared: more than any example has.
const mostRecordBytes, mostPictureBytes = 1 << 20, 64 << 10

// inPictures returns a problem for the logo, and for each photo, that is of an example.
func inPictures(o *catalog.Offer, open record.Files) (problems []diag.Problem) {
	pictures := []syntax.Text{o.Site.Business.Logo}
	for _, p := range o.Site.People {
		pictures = append(pictures, p.V.Photo)
	}
	for _, picture := range pictures {
		if file := "content/" + picture.V; picture.IsSet() && slices.Contains(o.Assets, file) && borrowed.InPicture(readAtMost(open, file, mostPictureBytes)) {
			problems = append(problems, diag.Problem{Rule: borrowedFact, At: picture.At, Message: fmt.Sprintf("%s is the picture of an example", file),
				Help: "Put a picture of your own in its place, or take this out: without a logo, your name stands alone."})
		}
	}
	return problems
}

// readAtMost returns the beginning of a file; nothing of one that cannot be read, which is reported where it is used.
func readAtMost(open record.Files, file string, most int64) []byte {
	opened, err := open(file)
	if err != nil {
		return nil
	}
	defer opened.Close()
	data, _ := io.ReadAll(io.LimitReader(opened, most))
	return data
}

// inRecords returns a problem for each record with rows of an example.
func inRecords(o *catalog.Offer, open record.Files) (problems []diag.Problem) {
	read := map[string]bool{}
	for _, p := range o.Promises {
		file := p.Record.File
		if !file.IsSet() || read[file.V] || p.Visibility.V == "internal" {
			continue
		}
		read[file.V] = true
		if line, found := borrowed.InRecord(readAtMost(open, "content/"+file.V, mostRecordBytes)); found {
			problems = append(problems, diag.Problem{Rule: borrowedFact, At: file.At, Message: fmt.Sprintf("line %d of %s and what follows are from an example: nothing of it happened at yours", line, file.V),
				Help: "Put your own rows in their place. Until you have some, take record: out of the promise: it is shown as new then."})
		}
	}
	return problems
}
