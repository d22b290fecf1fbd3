// Package talk prepares the first conversation with a customer: what is still to ask, and what to read back at its end; and the
// file in which the answers are written.
//
// The questions are those of every first conversation, in the words below "talk" of the theme, those of the capabilities
// (ask), and what an agreement does not say yet. What is read back is what package note says of each line, with our answer. The
// package decides nothing about what was agreed.
package talk

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/note"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Sheet is what somebody takes along into a conversation.
type Sheet struct {
	Title string
	Parts []Part // of questions, counted through
	Back  Back

	Nothing string // says that there is nothing to ask and to read back; else empty
}

// Part is the questions of one kind.
type Part struct {
	Heading   string
	Questions []string
}

// Back is what is read back at the end. It has no lines where nobody has answered anything yet.
type Back struct {
	Heading, How string
	Lines        []string // each with our answer
	Answers      []string // what they may say to each: "Yes", "Not quite right"
}

// Writer writes sheets in the words of a site.
type Writer struct{ *view.Renderer }

// For returns the sheet for a customer: what their agreement answers already is not asked. Once something is agreed, the first
// conversation is over, and its other questions are left out as well.
func (w Writer) For(a *agreement.Agreement) Sheet {
	gaps := a.Gaps(isUnanswered)
	s := Sheet{Title: w.word("title_customer", "customer", a.Customer.Name.V)}
	s.add(w.word("first"), w.first(func(q question) bool {
		if q.standing {
			return a.Held == nil
		}
		return slices.ContainsFunc(gaps, func(g agreement.Gap) bool { return g.Subject == q.subject })
	}))
	if a.Held == nil {
		for _, c := range a.Capabilities {
			s.add(c.Title.V, view.Texts(c.Ask))
		}
	}
	lacking := w.lacking(gaps)
	if a.Held == nil {
		lacking = append(lacking, w.sizes(a.Capabilities, a.Agreement.Needs.Keys())...)
	}
	s.add(w.word("lacking"), lacking)
	if s.Back = w.back(a); len(s.Parts)+len(s.Back.Lines) == 0 {
		s.Nothing = w.word("nothing")
	}
	return s
}

// Of returns the sheet for somebody with whom there is no agreement yet, and who may want some capabilities.
func (w Writer) Of(capabilities []*catalog.Capability) Sheet {
	s := Sheet{Title: w.word("title")}
	s.add(w.word("first"), w.first(func(question) bool { return true }))
	for _, c := range capabilities {
		s.add(c.Title.V, slices.Concat(view.Texts(c.Ask), w.sizes([]*catalog.Capability{c}, nil)))
	}
	s.add(w.word("last"), w.lacking([]agreement.Gap{{Subject: agreement.SuccessMeasure}, {Subject: agreement.Costs}, {Subject: agreement.Beginning}}))
	return s
}

// add adds a part, unless it has no questions.
func (s *Sheet) add(heading string, questions []string) {
	if len(questions) > 0 {
		s.Parts = append(s.Parts, Part{heading, questions})
	}
}

// question is one of every first conversation.
type question struct {
	key      string
	standing bool              // no field of an agreement has its answer
	subject  agreement.Subject // else what it is about
}

// firstQuestions are those of every first conversation, in their order.
var firstQuestions = []question{
	{key: "last_time", standing: true}, {key: "who", subject: agreement.WhoDecides}, {key: "use", subject: agreement.Use},
	{key: "told", subject: agreement.Telling}, {key: "success", subject: agreement.Success}, {key: "leave", standing: true},
}

func (w Writer) first(open func(question) bool) (all []string) {
	for _, q := range firstQuestions {
		if open(q) {
			all = append(all, w.word("ask."+q.key))
		}
	}
	return all
}

// lackingKeys are the words for what is asked only where an agreement does not say it.
var lackingKeys = map[agreement.Subject]string{
	agreement.SuccessMeasure: "measure", agreement.Working: "working", agreement.Service: "service", agreement.Understood: "understood",
	agreement.OurAnswer: "answer", agreement.Costs: "costs", agreement.Beginning: "beginning",
}

// lacking returns the questions for what an agreement does not say, but for those of every first conversation, and for lines in
// which nothing stands yet: their questions are the others.
func (w Writer) lacking(gaps []agreement.Gap) (all []string) {
	for _, g := range gaps {
		key, ok := lackingKeys[g.Subject]
		if !ok {
			continue
		}
		said := ""
		if g.Line != nil {
			said = strings.TrimRight(g.Line.Said.V, ".")
		}
		all = append(all, w.word("lack."+key, "said", said))
	}
	return all
}

// sizes asks how much they need of what capabilities are limited in, but for the limits that are known by name.
func (w Writer) sizes(capabilities []*catalog.Capability, known []string) (all []string) {
	for _, c := range capabilities {
		for _, e := range c.Fit.Limits {
			if limits := w.Range(e.V); limits != "" && !slices.Contains(known, e.Key.V) {
				known = append(known, e.Key.V)
				all = append(all, w.word("size", "what", view.LimitName(e), "limits", limits))
			}
		}
	}
	return all
}

// back returns what to read back: each line that nobody agreed to by a record, and all the rest.
func (w Writer) back(a *agreement.Agreement) Back {
	b := Back{Heading: w.word("back"), How: w.word("back_how"), Answers: []string{w.Words.Word("line.yes"), w.Words.Word("reply.not_quite")}}
	b.Lines = note.Writer{Renderer: w.Renderer}.Lines(a, func(l *agreement.Line) bool {
		return !isUnanswered(l.Said) && (a.Held == nil || !l.Agreed())
	})
	if rest := w.rest(a); rest != "" && (a.Held == nil || !a.Held.RestAgreed()) {
		b.Lines = append(b.Lines, rest)
	}
	return b
}

// rest says what is agreed beside the lines: the price, and when it begins; empty where neither is known.
func (w Writer) rest(a *agreement.Agreement) string {
	var parts []string
	if p := w.Price(a.Price); p != nil && !isUnanswered(a.Price.Amount) {
		parts = append(parts, view.Sentence(p.Amount))
		if p.Ceiling != "" {
			parts = append(parts, w.Words.Word("sum.ceiling", "amount", p.Ceiling))
		}
	}
	if a.Effective.IsSet() {
		parts = append(parts, view.Sentence(w.Words.Word("agreement.starts")+" "+w.Day(a.Effective).Text))
	}
	if len(parts) == 0 {
		return ""
	}
	return w.Words.Word("agreement.rest") + ": " + strings.Join(parts, " ")
}

// isUnanswered reports whether nobody has written a text yet: it is empty, or stands as a new file began with it.
func isUnanswered(t syntax.Text) bool {
	return strings.TrimSpace(t.V) == "" || syntax.IsPlaceholder(t.V)
}

func (w Writer) word(key string, pairs ...string) string { return w.Words.Word("talk."+key, pairs...) }
