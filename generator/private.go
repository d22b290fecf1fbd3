package generator

import (
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/markdown"
	"upfront/generator/record"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// The rules that name words which a public page holds and must not.
const (
	leakPrivate  = "leak-private"
	leakInternal = "leak-internal"
)

// secretText is a text that may be on no public page.
type secretText struct {
	at   diag.Place
	text string
}

// privateWords gives what an agreement holds that must not leave its box: names, addresses, what was said and
// understood. Our own reasons may stand on public pages too and are not searched for.
func privateWords(a *agreement.Agreement) []secretText {
	out := make([]secretText, 0, 96)
	add := func(texts ...syntax.Text) { out = appendSet(out, texts...) }
	add(who(a)...)
	add(a.HowTheyUseIt, a.Outcome.What, a.Outcome.Measure, a.Referral.Means)
	for _, list := range [][]syntax.Line{a.Expectations, a.Priorities} {
		for i := range list {
			add(list[i].Said, list[i].Understood, list[i].If)
		}
	}
	for _, c := range a.CheckIns {
		add(c.What)
	}
	add(a.Ended.Why)
	return append(out, sentences(a.Body.Prose(nil))...)
}

// ownWords gives what tells of one customer alone wherever it stands: who they are, and what they said at some length.
func ownWords(a *agreement.Agreement) []secretText {
	texts := who(a)
	for _, l := range slices.Concat(a.Expectations, a.Priorities) {
		if len(l.Said.V) >= leastSentence {
			texts = append(texts, l.Said)
		}
	}
	return appendSet(nil, texts...)
}

// appendSet adds those of the texts that were written.
func appendSet(to []secretText, texts ...syntax.Text) []secretText {
	for _, t := range texts {
		if t.IsSet() {
			to = append(to, secretText{t.At, t.V})
		}
	}
	return to
}

// who gives the customer's name, and of each of their people the name, the mail and the telephone.
func who(a *agreement.Agreement) []syntax.Text {
	out := []syntax.Text{a.Customer.Name}
	for _, p := range a.People {
		out = append(out, p.Name, p.Email, p.Phone)
	}
	return out
}

// keyWords gives what opens the page of an agreement.
func keyWords(a *agreement.Agreement, keys seal.Keys) []secretText {
	at := diag.Place{File: a.At.File}
	var out []secretText
	for _, text := range keys.LinkKey().Spellings() {
		out = append(out, secretText{at, text})
	}
	if a.Access.Mode.V == "passphrase" {
		out = append(out, secretText{at, keys.Passphrase()})
	}
	return out
}

// internalWords gives what an agreement holds for staff alone: no page may show it, not even the customer's own.
func internalWords(a *agreement.Agreement) []secretText {
	var out []secretText
	for _, o := range a.Observed {
		out = append(out, secretText{o.Learned.At, o.Learned.V})
	}
	for _, l := range slices.Concat(a.Working, a.Service) {
		if l.Internal() {
			out = append(out, secretText{l.Said.At, l.Said.V}, secretText{l.Understood.At, l.Understood.V})
		}
	}
	return out
}

// staffWords gives what the offer holds for staff alone.
func staffWords(o *catalog.Offer) []secretText {
	var out []secretText
	add := func(texts ...syntax.Text) { out = appendSet(out, texts...) }
	for _, c := range o.Capabilities {
		add(c.StaffNote)
		for _, p := range c.Promises {
			if !p.Public() {
				add(p.Says)
			}
		}
	}
	for _, p := range o.Policies {
		for _, e := range p.Exceptions {
			if e.Visibility.V == "internal" {
				add(e.When)
			}
		}
		if !p.Public() {
			out = append(out, sentences(p.Body.Prose(nil))...)
		}
	}
	for _, p := range o.Pages {
		if !p.Public() {
			out = append(out, sentences(p.Body.Prose(nil))...)
		}
	}
	for _, n := range o.Notices {
		if !n.Public() {
			add(n.Title)
			out = append(out, sentences(n.Body.Prose(nil))...)
		}
	}
	return append(out, hiddenWords(o)...)
}

// hiddenWords returns what hidden documents say at some length. A draft of a document that is published, which has the same
// title or name of the file, shares most of its sentences with it; those are not private.
func hiddenWords(o *catalog.Offer) (out []secretText) {
	for _, h := range o.Hidden {
		public := draftOf(o, h)
		for _, t := range h.Says() {
			if len(t.V) >= leastSentence && !public[t.V] {
				out = appendSet(out, t)
			}
		}
		for _, t := range sentences(h.Body.Prose(nil)) {
			if !public[t.text] {
				out = append(out, t)
			}
		}
	}
	return out
}

// draftOf returns the sentences and texts of the published documents that a hidden one is a draft of.
func draftOf(o *catalog.Offer, h *catalog.Hidden) map[string]bool {
	public := map[string]bool{}
	name := func(file string) string { return strings.TrimPrefix(path.Base(file), "_") }
	match := func(file, title string, written any, body *markdown.Document) {
		if name(file) != name(h.File) && !slices.ContainsFunc(h.Says(), func(t syntax.Text) bool { return t.V == title }) {
			return
		}
		for _, text := range appendProse(appendTexts(nil, reflect.ValueOf(written)), body.Prose(nil)) {
			public[text] = true
		}
	}
	for _, p := range o.Policies {
		if p.Public() {
			match(p.At.File, p.Title, p.Policy, p.Body)
		}
	}
	for _, p := range o.Pages {
		if p.Public() {
			match(p.At.File, p.Title, p.Page, p.Body)
		}
	}
	for _, n := range o.Notices {
		if n.Public() {
			match(n.At.File, n.Title.V, n.Notice, n.Body)
		}
	}
	return public
}

// recordWords reports what pages show of single rows of a record: a customer, an id, a moment. A value that several rows
// have is no id, unless it is a customer or an address; and one that the program may have printed of its own accord, such
// as a moment or a number, counts only where an author wrote it. The rows are looked for one by one, and none is kept.
func recordWords(x *search.Index, s *Site) []diag.Problem {
	type hit struct {
		secretText
		path  string
		rows  int
		alone bool // it tells of one case even where several rows have it
	}
	hits, made := map[string]*hit{}, map[string]bool{}
	authored := sync.OnceValue(s.authored)
	for c := range record.Cells(s.Offer, s.input.Tree.Open) {
		if h := hits[c.Text]; h != nil {
			h.rows++
			continue
		}
		path, ok := x.Find(c.Text)
		if !ok || made[c.Text] {
			continue
		}
		if canBeMade(c.Text) {
			if _, ok := authored().Find(c.Text); !ok {
				made[strings.Clone(c.Text)] = true
				continue
			}
		}
		hits[strings.Clone(c.Text)] = &hit{secretText{c.At, ""}, path, 1, c.Customer || strings.Contains(c.Text, "@")}
	}
	var out []diag.Problem
	for _, h := range hits {
		if h.rows == 1 || h.alone {
			out = append(out, diag.Problem{Rule: leakPrivate, At: h.at, Message: fmt.Sprintf("this value of a record would be readable on %s", h.path),
				Help: "Take it out of the public text. Only sums of a record are published. If the text means something else, such as a place with a customer's name, let the record name customers by a number."})
		}
	}
	return out
}

// leastSentence is how many bytes a sentence needs so that its words are no accident.
const leastSentence = 40

// find reports the texts that an index of outputs holds, and adds to a proof that it holds no others. The words themselves
// are never in the message.
func find(x *search.Index, rule diag.RuleID, texts []secretText, proof *search.Proof) []diag.Problem {
	var out []diag.Problem
	for _, t := range texts {
		if path, ok := x.Prove(t.text, proof); ok {
			out = append(out, diag.Problem{Rule: rule, At: t.at, Message: fmt.Sprintf("these words would be readable on %s", path),
				Help: "Take them out of the public file that says them, or write them differently here."})
		}
	}
	return out
}

// appendProse adds the sentences of a document as they read, without its markup.
func appendProse(out []string, prose []markdown.Sentence) []string {
	for _, s := range prose {
		out = append(out, s.Text)
	}
	return out
}

// sentences gives those sentences that are long enough to be searched for.
func sentences(prose []markdown.Sentence) []secretText {
	var out []secretText
	for _, s := range prose {
		if len(s.Text) >= leastSentence {
			out = append(out, secretText{s.At, s.Text})
		}
	}
	return out
}
