package letter

import (
	"upfront/generator/agreement"
	"upfront/generator/view"
)

// What is different for one customer from what everybody gets.

// Difference is one thing that differs: from the standard, from what was agreed, or from what everybody gets by now. The tag
// says for whom it is better.
type Difference struct {
	Tag      view.Tag
	What     view.Link // the promise, the policy or the line
	Says     string    // one sentence where there is no Was: "Yours stays 48 hours until 7 April 2027."
	Was, Now string    // the standard and theirs; Was may be empty
	Note     string    // why, at what price, and who decides; may be empty
	Offer    *Offer    // nil where nothing is asked
}

// Offer asks whether a promise shall hold for the customer as it does for everybody.
type Offer struct {
	Line  string // the name of the promise: "care-desk.first-answer"
	Reply *LineReply
}

func (l letter) differs(v *Agreement) {
	l.drifts(v)
	for _, t := range l.a.Terms {
		for _, c := range t.Choices {
			if t.Held != nil {
				continue // its card says what was chosen
			}
			v.Differs = append(v.Differs, l.chosen(t, c))
		}
	}
	for _, e := range l.a.Exceptions {
		note := view.Sentence(e.Because.V)
		if e.Decides.IsSet() {
			note = join(note, view.Sentence(l.Words.Word("policy.decides", "name", l.Offer.PersonName(e.Decides.V))))
		}
		v.Differs = append(v.Differs, Difference{Tag: view.Tag{Kind: "info", Text: l.Words.Word("agreement.bent")}, What: l.policyLink(e.Policy), Now: view.Sentence(e.Instead.V), Note: note})
	}
}

// effects are the tags of what a customer chose.
var effects = map[agreement.Effect]view.Tag{
	agreement.Stronger: {Kind: "info", Text: "agreement.better"}, agreement.Weaker: {Kind: "plain", Text: "agreement.less"}, agreement.Different: {Kind: "info", Text: "agreement.different"},
}

func (l letter) effect(t *agreement.Term, c agreement.Choice) view.Tag {
	tag := effects[t.Effect(c)]
	return view.Tag{Kind: tag.Kind, Text: l.Words.Word(tag.Text)}
}

// chosen returns an option that the customer has in place of the standard.
func (l letter) chosen(t *agreement.Term, c agreement.Choice) Difference {
	out := Difference{Tag: l.effect(t, c), What: view.Link{Text: t.Promise.Says.V, Href: "#" + l.cards[t.Promise]().Anchor}}
	out.Was, out.Now = l.wasAndNow(t, c)
	out.Note = l.Words.Word("page.letter.chosen_free")
	if c.Option.Price.IsSet() {
		out.Note = l.Words.Word("page.letter.chosen")
	}
	if c.Option.Needs.IsSet() {
		out.Note = join(out.Note, view.Sentence(l.Words.Word("option.needs")+" "+c.Option.Needs.V))
	}
	return out
}

// wasAndNow returns the standard, and what was chosen in place of it.
func (l letter) wasAndNow(t *agreement.Term, c agreement.Choice) (was, now string) {
	level, byLevel := l.Offer.Level(c.Level)
	if !byLevel {
		return view.Capitalize(l.Limit(t.Promise)), view.Capitalize(l.chosenThreshold(t.Promise, c.Option.To))
	}
	atLevel := func(limit string) string {
		return l.Words.Word("page.letter.level_limit", "level", level.Name.V, "limit", limit)
	}
	for _, term := range l.cards[t.Promise]().Levels {
		if term.Name == level.Name.V {
			was, now = term.Within, l.Measure(c.Option.To, t.Promise.Clock.V == "business" && term.Hours.Href != "")
		}
	}
	return atLevel(was), atLevel(now)
}

// join joins two sentences, of which either may be empty.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
