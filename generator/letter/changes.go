package letter

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/drift"
	"upfront/generator/view"
)

// The offer moves: what everybody is promised by now or will be, and what that is to whoever agreed to something else.

// drifts says of each promise what everybody has by now in place of what this customer agreed to, and what is announced.
func (l letter) drifts(v *Agreement) {
	coming := l.a.Announced()
	for _, t := range l.a.Terms {
		if t.Held != nil && !t.Dropped {
			v.drifts = append(v.drifts, l.drifted(t))
		}
		for ; len(coming) > 0 && coming[0].Term == t; coming = coming[1:] {
			v.drifts = append(v.drifts, l.announced(coming[0]))
		}
	}
	for _, c := range coming {
		v.drifts = append(v.drifts, l.announced(c))
	}
	v.Differs = append(v.Differs, v.drifts...)
}

// drifted says what everybody is promised by now in place of what was agreed.
func (l letter) drifted(t *agreement.Term) Difference {
	card, differences := l.cards[t.Promise](), t.Drifted()
	was, is, word := l.heldPromise(t).Promise, l.inFull(t.Promise), "agreement.held.now"
	chosen := l.ChangedChoices("agreement.held.value", t)
	if len(chosen) > 0 { // what is otherwise is the price of what they chose
		is, word = l.withChoices(t).Promise, "agreement.held.now_chosen"
	}
	values := append(l.ChangedValues("agreement.held.value", was, is), chosen...)
	now := strings.Join(append([]string{view.Sentence(is.Says)}, values...), " ")
	switch {
	case len(values) == 1 && is.Limit != was.Limit && strings.Contains(is.Says, is.Limit): // the sentence says it
		now = join(view.Sentence(is.Says), l.Words.Word("agreement.held.was", "was", was.Limit))
	case is.Says == was.Says && len(values) > 0 && word == "agreement.held.now": // the sentence stands above it
		now, word = strings.Join(values, " "), "agreement.held.now_values"
		if drift.Of(differences) == drift.Stronger {
			word = "agreement.held.now_more"
		}
	}
	out, says := Difference{Tag: l.driftTag(drift.Of(differences)), What: view.Link{Text: t.Held.Says.V, Href: "#" + card.Anchor}}, l.Words.Word(word, "now", now)
	if out.Offer = l.offer(t, says, drift.Of(differences)); out.Offer != nil && drift.Of(differences) != drift.Stronger {
		out.Says = join(says, l.Words.Word("agreement.held.question"))
		return out
	}
	out.Says = l.stays(says, drift.Of(differences))
	return out
}

// driftTag is the tag of what everybody has by now, or will have, in place of what was agreed.
func (l letter) driftTag(effect drift.Effect) view.Tag {
	if effect == drift.Stronger {
		return view.Tag{Kind: "ok", Text: l.Words.Word("agreement.held.better")}
	}
	return view.Tag{Kind: "brand", Text: l.Words.Word("agreement.held.drift")}
}

// offer asks for a yes to a promise as everybody has it: to a better one at any time, to another one when the term is nearly
// over. It is nil where nothing is asked.
func (l letter) offer(t *agreement.Term, says string, effect drift.Effect) *Offer {
	r, ok := l.a.Renewal(l.Offer.Today())
	if near := ok && !r.Ends && r.IsNear(l.Offer.Today()); !l.answerable() || effect != drift.Stronger && !near || !slices.Contains(l.a.Offered(), t) {
		return nil
	}
	return &Offer{Line: t.Promise.Ref, Reply: &LineReply{Mark: t.OfferMark(), Answer: says, Agree: l.Words.Word("reply.agree")}}
}

// announced says what everybody will be promised, and from which day. What was agreed stays as it is.
func (l letter) announced(one agreement.Announced) Difference {
	c, what, word := l.Coming(one.Change), l.What(one.Change), "agreement.held.comes"
	if was, is := one.Change.Was.Promise, one.Change.Is.Promise; was != nil {
		c.Values = l.ChangedValues("agreement.held.coming", l.Promise(was, false), l.Promise(is, false))
	}
	switch t := one.Term; {
	case t == nil:
		if word = "agreement.held.costs"; l.a.Price.Amount.IsSet() {
			what.Href = "#price"
		}
	case one.Was.Option != nil:
		what.Href, word = "#"+l.cards[t.Promise]().Anchor, "agreement.held.costs"
	default:
		what.Href = "#" + l.cards[t.Promise]().Anchor
		if t.Held != nil {
			what.Text = t.Held.Says.V
		}
	}
	if !one.Stays {
		return Difference{Tag: c.Effect, What: what, Says: l.Words.Word("agreement.held.becomes", "date", c.On.Text, "now", c.Text())}
	}
	effect, says := drift.Of(agreement.ChangesOf(one.Change)), l.Words.Word(word, "date", c.On.Text, "now", c.Text())
	if one.Term == nil && effect == drift.Stronger { // a yes to one price of several is none
		return Difference{Tag: l.driftTag(effect), What: what, Says: join(says, l.Words.Word("agreement.held.stays"))}
	}
	return Difference{Tag: l.driftTag(effect), What: what, Says: l.stays(says, effect)}
}

// stays adds to a sentence of what everybody is promised that theirs stays, and when they are asked; of something better,
// that it can be theirs.
func (l letter) stays(says string, effect drift.Effect) string {
	switch effect {
	case drift.Stronger:
		return join(says, l.Words.Word("agreement.held.take"))
	case drift.Wording:
		return join(says, l.Words.Word("agreement.held.words"))
	}
	says = join(says, l.Words.Word("agreement.held.stays"))
	if r, ok := l.a.Renewal(l.Offer.Today()); ok && effect == drift.Weaker {
		return join(says, l.Words.Word("agreement.held.ask", "date", l.Date(askBy(r)).Text, "end", l.Date(r.On).Text))
	}
	return says
}

// askBy returns the day before which a customer is asked whether something else may hold.
func askBy(r agreement.Renewal) clock.Date {
	if r.TellBy.IsZero() {
		return r.On
	}
	return r.TellBy
}

// changedInShort says on the cover what we promise otherwise by now, or will, and that the term is over soon.
func (l letter) changedInShort(v *Agreement) {
	for _, d := range v.drifts {
		v.Short = append(v.Short, Short{Tag: d.Tag, Says: view.Sentence(d.What.Text), Link: view.Link{Text: l.Words.Word("agreement.short.see"), Href: "#differs"}})
	}
	r, ok := l.a.Renewal(l.Offer.Today())
	if !ok || !r.IsNear(l.Offer.Today()) {
		return
	}
	word, tag := "agreement.renewal.renews", "agreement.renewal.renews_tag"
	switch {
	case r.Ends:
		word, tag = "agreement.renewal.ends", "agreement.renewal.ends_tag"
	case !r.TellBy.IsZero() && !r.TellBy.Before(l.Offer.Today()):
		word = "agreement.renewal.tell"
	}
	v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "warn", Text: l.Words.Word(tag)}, Says: l.Words.Word(word, "date", l.Date(r.On).Text, "by", l.Date(r.TellBy).Text)})
}
