package check

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// agreementRules judge what was said and agreed with one customer. The customer's own words are never judged.
//
// A draft is what is left after a conversation: what nobody has asked yet is only a notice there. Once it is proposed,
// the customer reads it.
var agreementRules = area{
	agreement: []rule[*agreement.Agreement]{
		{id: "list-empty", judge: listEmpty, draft: diag.Notice},
		{id: "price-missing", judge: priceMissing, draft: diag.Off},
		{id: "updates-missing", judge: updatesMissing, draft: diag.Notice},
		{id: "role-decides-missing", judge: roleDecides, draft: diag.Notice},
		{id: "served-before-agreed", judge: servedBeforeAgreed},
	},
	line: []rule[*agreement.Line]{
		{id: "said-missing", judge: saidMissing, draft: diag.Warning},
		{id: "understood-same", judge: understoodMissing, draft: diag.Notice},
		{id: "understood-same", judge: understoodSame, draft: diag.Warning},
		{id: "understood-uncheckable", judge: understoodUncheckable},
		{id: "answer-missing", judge: answerMissing, draft: diag.Notice},
	},
}

func listEmpty(s *sheet, a *agreement.Agreement) {
	at := first(a.At, a.Customer.Name.At)
	if len(a.Working) == 0 {
		s.say(at, "Ask how they would like to work with you: who rings whom, how soon.", "nothing stands under expectations: how you work together with %s", named(a))
	}
	if len(a.Service) == 0 {
		s.say(at, "Ask what the service itself must do: what has to arrive, in which state.", "nothing stands under priorities: what the service must do for %s", named(a))
	}
}

func priceMissing(s *sheet, a *agreement.Agreement) {
	priced := !blank(a.Price.Amount)
	for _, c := range a.Capabilities {
		priced = priced || !blank(c.Price.Amount)
	}
	if !priced {
		s.say(first(a.At, a.Price.At, a.Customer.Name.At), "Add price: {kind: fixed, amount: …}, as they will see it on the bill. If it depends, give an estimate with a ceiling.",
			"neither the agreement with %s nor what it names says what it costs", named(a))
	}
}

func updatesMissing(s *sheet, a *agreement.Agreement) {
	if blank(a.Updates.Cadence) {
		s.say(first(a.At, a.Updates.At, a.Customer.Name.At), "Add updates: {cadence: weekly, by: email, on: Mon, also_at_once: [delay]}, with what you can keep up.",
			"nothing says how %s is kept told", named(a))
	}
}

func roleDecides(s *sheet, a *agreement.Agreement) {
	at := first(a.At, a.Customer.Name.At)
	for _, p := range a.People {
		if p.Role.V == "decides" {
			return
		}
		if p.Name.IsSet() && at == first(a.At, a.Customer.Name.At) {
			at = p.Name.At
		}
	}
	s.say(at, "Ask who has the last word, and list them under people with role: decides.", "nobody at %s is listed who decides", named(a))
}

// named gives the customer's name for a sentence, also where the file gives none, which is told elsewhere.
func named(a *agreement.Agreement) string { return cmp.Or(a.Customer.Name.V, "the customer") }

// servedBeforeAgreed reports a first agreement whose day has come before anybody agreed to it. A later version renews one
// that goes on meanwhile. Once it is agreed after all, this is only a notice.
func servedBeforeAgreed(s *sheet, a *agreement.Agreement) {
	began := a.Effective
	if !began.IsSet() || s.Now.IsZero() || !began.V.Before(s.Today()) || a.Version.IsSet() && !firstVersion().MatchString(a.Version.V) {
		return
	}
	switch a.Status.V {
	case "draft", "proposed":
		s.say(began.At, "Get their yes, write agreed: below each line, and set status: agreed. If the work has not begun, move the day.",
			"the agreement with %s was to begin on %v, and its status is %s", named(a), began.V, a.Status.V).
			Related = []diag.Related{{At: a.Status.At, Note: "the status is here"}}
	case "agreed":
		if on := firstAgreed(a); on.IsSet() && began.V.Before(on.V) {
			found := s.say(began.At, "Correct the day if it is wrong. If it is right, begin the next one with the talk.", "the agreement with %s began on %v, and nothing was agreed before %v", named(a), began.V, on.V)
			found.Severity, found.Related = diag.Notice, []diag.Related{{At: on.At, Note: "the first day of agreeing is here"}}
		}
	}
}

var firstVersion = pattern(`^v?[01](?:\.\d+)*$`)

// firstAgreed gives the earliest day on which a line was agreed.
func firstAgreed(a *agreement.Agreement) (first syntax.Of[clock.Date]) {
	for l := range a.Lines() {
		if on := l.Line.Agreed.On; on.IsSet() && (!first.IsSet() || on.V.Before(first.V)) {
			first = on
		}
	}
	return first
}

func saidMissing(s *sheet, l *agreement.Line) {
	if blank(l.Said) && !l.Internal() {
		s.say(first(l.At, l.Line.ID.At, l.Said.At), `Add said: "…", word for word as they said it. If nobody did, it belongs in the offer.`, "the line %q lacks the customer's own words", l.ID.V)
	}
}

func understoodMissing(s *sheet, l *agreement.Line) {
	if blank(l.Understood) && !l.Internal() {
		s.say(first(l.At, l.Line.ID.At, l.Understood.At), "Add understood: with what you will do or what will be true: who, what, by when, how many.", "nothing says how you understood %q", wish(l))
	}
}

func understoodSame(s *sheet, l *agreement.Line) {
	if !blank(l.Understood) && sameWords(l.Understood.V, l.Said.V) && !l.Internal() {
		s.say(l.Understood.At, "Say it in other words that both can check later: who, what, by when, how many.", "%q repeats what the customer said", brief(l.Understood.V))
	}
}

func answerMissing(s *sheet, l *agreement.Line) {
	if !l.Answer.IsSet() && !l.Internal() {
		s.say(first(l.At, l.Line.ID.At), "Add answer: yes, yes-if with its if:, or no with because: and instead:.", "%q has no answer", wish(l))
	}
}

// understoodUncheckable warns of words that everybody measures differently, where nothing in the whole text could
// settle it: no number, day, person, event or condition. What it is not sure of, it leaves alone.
func understoodUncheckable(s *sheet, l *agreement.Line) {
	u := l.Understood
	if blank(u) || l.Internal() || l.Measure.Indicator.IsSet() || l.Line.BackedBy.IsSet() || l.Level.IsSet() {
		return
	}
	if namesSomebody(u.V) || measured(u.V) || event().MatchString(u.V) || len(vague(u.V)) > 0 {
		return
	}
	m := feeling().FindStringIndex(u.V)
	if m == nil {
		return
	}
	s.say(part(u, m[0], m[1]), `Ask "how would we both know?" and write that down, such as: Every Monday by 10:00 you get a mail with all open deliveries.`,
		"nobody could check whether %q was kept", brief(u.V))
}

// feeling finds words for how something is felt, where a count or an event is needed.
var feeling = pattern(`(?i)\b(?:(?:kept |keep you |stay |being )?(?:well |better |fully )?informed|in the loop|kept up to date|updated|` +
	`good|nice|nicely|better|proper|properly|smooth|smoothly|happy|satisfied|satisfaction|reliable|reliably|professional|professionally|` +
	`flexible|flexibly|careful|carefully|easy|easily|friendly|helpful|responsive|proactive|proactively|transparent|communication|quality|` +
	`often|sufficient|appropriate|appropriately|respect|trust|taken seriously|looked after)\b`)

// event finds words that bring in a moment or a condition by which to tell a yes from a no.
var event = pattern(`(?i)\b(?:before|after|when|whenever|until|till|once|if|unless|as soon as|during|while|each|every|never|always|only|without|no|not|nothing|nobody|none|any|all|first|last|same|instead of|rather than|weekly|daily|monthly|quarterly|yearly)\b|n't\b`)

// namesSomebody reports whether a word inside a sentence has a capital: a person, a place, a product.
func namesSomebody(text string) bool {
	fields := strings.Fields(text)
	return slices.ContainsFunc(fields[min(1, len(fields)):], func(word string) bool {
		word = strings.TrimLeft(word, `"'“‘(`)
		return word != "" && word[0] >= 'A' && word[0] <= 'Z' && word != "I" && !strings.HasPrefix(word, "I'")
	})
}
