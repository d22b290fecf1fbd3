package agreement

import (
	"slices"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Answer is what a customer said to a line, or to [agreed.Rest].
type Answer struct {
	Line  string
	Mark  string // of the words that were answered; empty where it was no reply to a page
	Yes   bool
	Words string // what they said where it was no yes
	Noted bool   // a yes that the agreement notes, and that the page said already
	By    string // somebody at the customer's who decides
	How   string
	Day   clock.Date
}

// Result says what an answer comes to.
type Result int

// The results.
const (
	AsBefore   Result = iota // no answer, or a yes to what was agreed: that holds
	Agreed                   // a yes to words that were not agreed yet
	NotRight                 // they want something else
	StillOpen                // no answer to a line that nobody agreed to yet
	OtherWords               // the line read otherwise when it was answered
	Unanswered               // a yes to a line to which we have not answered ourselves
	TooEarly                 // a yes on a day before the line was written
	WithRest                 // a promise that cannot be taken alone
	NoSuchLine               // there is no such line any more
)

// Settled is what becomes of a line.
type Settled struct {
	Answer
	Result Result
	Now    string // the mark of the line as it reads
}

// Settle returns the next record, and what becomes of each line in the order of the page, with the rest last. The record is
// nil where nobody agreed to anything that was not agreed before. Terms are those of today, as of [Agreement.Freeze]; offers are the
// promises of [Agreement.Offered] as everybody has them, of which each can be taken alone.
func (a *Agreement) Settle(terms syntax.AgreedTerms, offers syntax.Map[*syntax.AgreedPromise], answers []Answer, frozen clock.Date) (*syntax.AgreedRecord, []Settled) {
	s := settlement{agreement: a, terms: terms, record: &syntax.AgreedRecord{Customer: syntax.Text{V: a.ID, At: a.At}, Version: a.written(1), Frozen: writtenAt(a.At, frozen)}}
	if a.Held != nil {
		s.previous = a.Held.Newest()
		s.record.Version = a.written(s.previous.Version.V + 1)
		if a.Held.Rest.By.IsSet() {
			s.previousRest = s.previous.Terms()
		}
	}
	for l := range a.Lines() {
		if a.Held == nil || !slices.Contains(a.Held.Gone, l) {
			s.line(l, answers)
		}
	}
	s.gone()
	s.rest(answers)
	s.offers(answers, offers)
	for _, answer := range answers {
		if !slices.ContainsFunc(s.settled, func(other Settled) bool { return other.Line == answer.Line }) {
			s.settled = append(s.settled, Settled{Answer: answer, Result: NoSuchLine})
		}
	}
	if !slices.ContainsFunc(s.settled, func(one Settled) bool { return one.Result == Agreed }) {
		return nil, s.settled
	}
	return s.record, s.settled
}

type settlement struct {
	agreement    *Agreement
	terms        syntax.AgreedTerms
	record       *syntax.AgreedRecord
	previous     *agreed.Record      // nil: this is the first
	previousRest *syntax.AgreedTerms // nil: nobody agreed to the rest yet
	settled      []Settled
}

// line settles one line: what is agreed now, what was and holds, or that it is open.
func (s *settlement) line(l *Line, answers []Answer) {
	one := s.settle(l.ID.V, agreed.LineMark(l.Line), l.Agreed() && s.previous != nil, answers, func() bool {
		was, known := s.previous.Terms().Lines.Get(l.ID.V)
		return known && agreed.SameLine(&was, l.Line)
	})
	if one.Result == Agreed && !l.Answer.IsSet() {
		one.Result = Unanswered
	}
	s.settled = append(s.settled, one)
	was, known := syntax.Line{}, false
	yes := syntax.Yes{Located: l.Located}
	if s.previous != nil {
		if yes, _ = s.previous.Yes(l.ID.V); yes.By.IsSet() {
			was, known = s.previous.Terms().Lines.Get(l.ID.V)
			yes = s.carried(yes)
		}
	}
	if !known {
		was, yes = *l.Line, syntax.Yes{Located: l.Located, Open: yes.Open}
	}
	if one.Result == Agreed {
		was, yes = *l.Line, s.yes(one.Answer)
	}
	if one.Result == NotRight {
		yes.Open = s.text(one.Words)
	}
	s.add(l.ID.V, yes, &was)
}

// settle returns what becomes of a line with a mark, given whether it is agreed as it reads, and whether it read so already
// in the previous record. A mark tells itself what was answered; without one, the day has to.
func (s *settlement) settle(id, mark string, isAgreed bool, answers []Answer, readSo func() bool) Settled {
	i := slices.IndexFunc(answers, func(a Answer) bool { return a.Line == id })
	one := Settled{Answer: Answer{Line: id}, Result: StillOpen, Now: mark}
	if isAgreed {
		one.Result = AsBefore
	}
	if i < 0 {
		return one
	}
	switch one.Answer = answers[i]; {
	case one.Mark != "" && one.Mark != mark:
		one.Result = OtherWords
	case !one.Yes:
		one.Result = NotRight
	case isAgreed:
		one.Result = AsBefore
	case one.Mark == "" && s.previous != nil && one.Day.Before(s.previous.Frozen.V) && !readSo():
		one.Result = TooEarly
	default:
		one.Result = Agreed
	}
	return one
}

// gone carries on lines that were agreed and are written nowhere any more.
func (s *settlement) gone() {
	if s.previous == nil {
		return
	}
	for _, l := range s.agreement.Held.Gone {
		yes, _ := s.previous.Yes(l.ID.V)
		was, _ := s.previous.Terms().Lines.Get(l.ID.V)
		s.add(l.ID.V, s.carried(yes), &was)
	}
}

// rest settles all that is no line.
func (s *settlement) rest(answers []Answer) {
	held := s.agreement.Held
	one := s.settle(agreed.Rest, s.agreement.RestMark((*Term).Digest, DutyDigests), held != nil && held.RestAgreed(), answers, func() bool {
		return len(agreed.ChangedParts(s.previous.Terms(), &s.terms)) == 0
	})
	s.settled = append(s.settled, one)
	lines, yes := s.record.Terms.Lines, syntax.Yes{Located: s.agreement.Located}
	if s.previous != nil {
		yes, _ = s.previous.Yes(agreed.Rest)
	}
	switch {
	case one.Result == Agreed:
		s.record.Terms, yes = s.terms, s.yes(one.Answer)
	case s.previousRest != nil:
		s.record.Terms, yes = *s.previousRest, s.carried(yes)
	default:
		s.record.Terms, yes = s.terms, syntax.Yes{Located: s.agreement.Located, Open: yes.Open}
	}
	if one.Result == NotRight {
		yes.Open = s.text(one.Words)
	}
	s.record.Terms.Lines = lines
	s.record.Agreed = append(s.record.Agreed, syntax.Entry[syntax.Yes]{Key: s.text(agreed.Rest), V: yes})
}

func (s *settlement) add(id string, yes syntax.Yes, was *syntax.Line) {
	s.record.Agreed = append(s.record.Agreed, syntax.Entry[syntax.Yes]{Key: s.text(id), V: yes})
	s.record.Terms.Lines = append(s.record.Terms.Lines, syntax.Entry[syntax.Line]{Key: s.text(id), V: *was})
}

// carried returns a yes of the previous record as the next one has it.
func (s *settlement) carried(y syntax.Yes) syntax.Yes {
	if !y.Since.IsSet() {
		y.Since = s.previous.Version
	}
	return y
}

func (s *settlement) yes(a Answer) syntax.Yes {
	at := s.agreement.At
	return syntax.Yes{Located: s.agreement.Located, By: s.text(a.By), How: s.text(a.How), Day: writtenAt(at, a.Day)}
}

func (s *settlement) text(v string) syntax.Text { return writtenAt(s.agreement.At, v) }

func (a *Agreement) written(n int) syntax.Written[int] { return writtenAt(a.At, n) }

// writtenAt returns a value as if it stood at a place.
func writtenAt[T any](at diag.Place, v T) syntax.Written[T] { return syntax.Written[T]{V: v, At: at} }

// Deciders returns the people at the customer's who can say yes: everybody whose role it is, or the only one who is listed.
func (a *Agreement) Deciders() (all []syntax.CustomerPerson) {
	for _, p := range a.People {
		if p.Role.V == "decides" || len(a.People) == 1 {
			all = append(all, p)
		}
	}
	return all
}

// IsNoDecider reports whether a name is that of somebody at the customer's who cannot say yes, while somebody else there can. What
// they said is noted, and does not count.
func (a *Agreement) IsNoDecider(name syntax.Text) bool {
	found, decides, anybody := false, false, false
	for i := range a.People {
		p := &a.People[i]
		says := p.Role.V == "decides" || len(a.People) == 1
		anybody = anybody || says
		if strings.EqualFold(p.Name.V, name.V) {
			found, decides = true, decides || says
		}
	}
	return found && anybody && !decides
}
