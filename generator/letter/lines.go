package letter

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// What was said, what the business understood, and the answer: the two lists of a letter, and what was declined in them.

func (l letter) lines(v *Agreement) {
	v.Working, v.Service = l.list(l.a.Working), l.list(l.a.Service)
	for k := range l.a.Lines() {
		if k.Answer.V == "no" {
			v.Cannot = append(v.Cannot, l.declined(k))
		}
	}
	for _, c := range l.a.Capabilities {
		if len(c.Excluded) > 0 {
			v.CannotMore = append(v.CannotMore, l.CapabilityLink(c))
		}
	}
}

func (l letter) list(in []*agreement.Line) AgreementLines {
	out := AgreementLines{Empty: l.Words.Word("agreement.nothing_asked")}
	for _, k := range in {
		if !k.Internal() {
			out.Lines = append(slices.Grow(out.Lines, len(in)-len(out.Lines)), l.line(k))
		}
	}
	return out
}

func (l letter) line(k *agreement.Line) Line {
	out := Line{
		ID: k.ID.V, Said: k.Said.V, Understood: k.Understood.V, Source: k.Source.V, Answer: l.answer(k), Because: k.Because.V, Instead: k.Instead.V,
		If: k.If.V, IfMet: l.conditionMet(k.IfMet), BlockedBy: l.blockedBy(k), Refer: view.NewReferral(k.Refer), Level: l.levelOf(k),
		Measure: l.measureWords(k.Measure), Agreed: l.agreedOn(k.Line.Agreed), ResultOn: l.Day(k.Outcome.On), ResultNote: k.Outcome.Note.V,
	}
	if k.BackedBy != nil {
		out.BackedBy = l.promiseLink(k.BackedBy.Promise)
	}
	if k.Rank.IsSet() {
		out.Rank = l.Words.Int(k.Rank.V)
	}
	if kind, ok := map[string]string{"met": "ok", "exceeded": "ok", "missed": "bad"}[k.Outcome.Result.V]; ok {
		out.Result = &view.Tag{Kind: kind, Text: l.Words.Word("line." + k.Outcome.Result.V)}
	}
	if k.Answer.V != "yes-if" && k.If.IsSet() {
		out.IfName = l.Words.Word("cannot.if")
	}
	if l.answerable() {
		out.Reply = &LineReply{Text: quoted(k), Answer: l.answerOpening(k), Agree: l.agreeTo(k)}
	}
	return out
}

// answer returns the word of the business on a line, or that it is still to be given.
func (l letter) answer(k *agreement.Line) view.Tag {
	if kind, ok := map[string]string{"yes": "ok", "yes-if": "warn", "no": "bad"}[k.Answer.V]; ok {
		return view.Tag{Kind: kind, Text: l.Words.Word("line." + strings.ReplaceAll(k.Answer.V, "-", "_"))}
	}
	return view.Tag{Kind: "plain", Text: l.Words.Word("page.letter.unanswered")}
}

// answerOpening returns how the answer begins as a reply quotes it, so that a yes to a line says what it is a yes to. Behind
// it the reply has what the page marks as part of the answer: the condition, what is done instead, and who does it.
func (l letter) answerOpening(k *agreement.Line) string {
	level := l.levelOf(k)
	switch {
	case k.Answer.V == "":
		return l.Words.Word("page.letter.said_nothing")
	case k.Answer.V == "no":
		return l.Words.Word("page.letter.said_no")
	case k.If.IsSet() && level != "":
		return l.Words.Word("page.letter.said_yes_level_if", "level", level)
	case k.If.IsSet():
		return l.Words.Word("page.letter.said_yes_if")
	case level != "":
		return l.Words.Word("page.letter.said_yes_level", "level", level)
	}
	return l.Words.Word("page.letter.said_yes")
}

// agreeTo returns the choice to agree to a line, so that nobody ticks a yes to the opposite of the answer.
func (l letter) agreeTo(k *agreement.Line) string {
	switch {
	case k.Answer.V == "":
		return l.Words.Word("reply.agree_unanswered")
	case k.Answer.V == "no" && k.Instead.IsSet():
		return l.Words.Word("reply.agree_instead")
	case k.Answer.V == "no":
		return l.Words.Word("reply.agree_no")
	case k.Answer.V == "yes-if" || k.If.IsSet():
		return l.Words.Word("reply.agree_if")
	}
	return l.Words.Word("reply.agree")
}

// quoted returns a line as a reply quotes it.
func quoted(k *agreement.Line) string { return k.Understood.Or(k.Said.V) }

func (l letter) conditionMet(m syntax.Met) string {
	switch {
	case m.On.IsSet() && m.By.IsSet():
		return l.Words.Word("page.letter.met_by", "date", l.Day(m.On).Text, "name", m.By.V)
	case m.On.IsSet():
		return l.Words.Word("page.letter.met", "date", l.Day(m.On).Text)
	}
	return ""
}

// blockedBy returns the link to what stands in the way. What is for staff alone is not named.
func (l letter) blockedBy(k *agreement.Line) view.Link {
	switch {
	case k.Excluded != nil:
		return view.Link{Text: k.Excluded.What.V, Href: l.To(k.BlockedIn.Address()) + "#" + view.ExclusionAnchor(k.Excluded)}
	case k.Blocked != nil && k.Blocked.Visibility.V != "internal":
		return l.promiseLink(k.Blocked)
	}
	return view.Link{}
}

// promiseLink returns the link to a promise on this page, where it applies, or else to the published one.
func (l letter) promiseLink(w *catalog.Promise) view.Link {
	for _, t := range l.a.Terms {
		if t.Promise == w {
			return view.Link{Text: w.Says.V, Href: "#" + l.shared.cards[w]().Anchor}
		}
	}
	return view.Link{Text: w.Says.V, Href: l.PromiseHref(w)}
}

func (l letter) levelOf(k *agreement.Line) string {
	if level, ok := l.Offer.Level(k.Level.V); ok && k.Level.IsSet() {
		return l.Words.Word("page.letter.as_level", "level", level.Name.V)
	}
	return ""
}

// measureWords says how a line is checked: "damaged pallets out of all pallets, at most 1% over the last 90 days".
func (l letter) measureWords(m syntax.LineMeasure) string {
	what := m.Indicator.V
	if part, whole, ok := strings.Cut(what, " / "); ok {
		what = l.Words.Word("page.letter.share", "part", part, "whole", whole)
	}
	limit := l.Threshold(m.AtLeast, m.AtMost, false)
	if limit == "" && m.Within.IsSet() {
		limit = l.Words.Word("page.within", "time", l.Measure(m.Within, false))
	}
	limit = strings.TrimSpace(limit + " " + l.Window(m.Window.V))
	if what == "" || limit == "" {
		return what + limit
	}
	return l.Words.Word("page.letter.measure", "what", what, "limit", limit)
}

// agreedOn says who agreed, when and how; empty where one of them is not known, because then nothing is settled.
func (l letter) agreedOn(g syntax.Agreed) string {
	if !g.On.IsSet() || !g.By.IsSet() || !g.How.IsSet() {
		return ""
	}
	return l.Words.Word("agreement.line_agreed", "date", l.Day(g.On).Text, "name", g.By.V, "how", l.meetingWords(g.How.V))
}

// meetingWords returns a way of meeting in words: "meeting" is "in a meeting". Anything else stands as it was written.
func (l letter) meetingWords(written string) string {
	return l.WordOr("page.how."+strings.ReplaceAll(strings.ToLower(strings.TrimSpace(written)), "-", ""), written)
}

// declined returns a line that was answered with a no, as one of the things that cannot be done.
func (l letter) declined(k *agreement.Line) view.Cannot {
	what := quoted(k)
	if k.Excluded != nil {
		what = k.Excluded.What.V
	}
	return view.Cannot{What: view.Sentence(what), Because: k.Because.V, Instead: k.Instead.V, If: k.If.V, Refer: view.NewReferral(k.Refer)}
}
