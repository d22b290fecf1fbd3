package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	listEmpty             diag.RuleID = "list-empty"
	priceMissing          diag.RuleID = "price-missing"
	updatesMissing        diag.RuleID = "updates-missing"
	roleDecidesMissing    diag.RuleID = "role-decides-missing"
	servedBeforeAgreed    diag.RuleID = "served-before-agreed"
	saidMissing           diag.RuleID = "said-missing"
	understoodSame        diag.RuleID = "understood-same"
	understoodUncheckable diag.RuleID = "understood-uncheckable"
	answerMissing         diag.RuleID = "answer-missing"
)

// agreementRules judge what was said and agreed with one customer. The customer's own words are never judged.
//
// In a draft, written after a conversation, a question that nobody has asked yet is only a notice. Once the agreement is
// proposed, the customer reads it.
var agreementRules = []rule{
	{id: listEmpty, draft: diag.Notice, check: lacking(func(a *agreement.Agreement) bool { return len(a.Working) == 0 }, agreementPlace, customerName,
		"nothing stands under expectations: how you work together with %s", "Ask how they would like to work with you: who rings whom, how soon.")},
	{id: listEmpty, draft: diag.Notice, check: lacking(func(a *agreement.Agreement) bool { return len(a.Service) == 0 }, agreementPlace, customerName,
		"nothing stands under priorities: what the service must do for %s", "Ask what the service itself must do: what has to arrive, in which state.")},
	{id: priceMissing, draft: diag.Off, check: lacking(hasNoPrice, func(a *agreement.Agreement) diag.Place { return cmp.Or(a.Price.At, agreementPlace(a)) }, customerName,
		"neither the agreement with %s nor what it names says what it costs", "Add price: {kind: fixed, amount: …}, as they will see it on the bill. If it depends, give an estimate with a ceiling.")},
	{id: updatesMissing, draft: diag.Notice, check: lacking(func(a *agreement.Agreement) bool { return isBlank(a.Updates.Cadence) },
		func(a *agreement.Agreement) diag.Place { return cmp.Or(a.Updates.At, agreementPlace(a)) }, customerName,
		"nothing says how %s is kept told", "Add updates: {cadence: weekly, by: email, on: Mon, also_at_once: [delay]}, with what you can keep up.")},
	{id: roleDecidesMissing, check: checkDecider, draft: diag.Notice},
	{id: servedBeforeAgreed, check: checkServedBefore},
	{id: saidMissing, draft: diag.Warning, check: lacking(func(l *agreement.Line) bool { return isBlank(l.Said) },
		func(l *agreement.Line) diag.Place { return cmp.Or(l.Line.ID.At, l.Said.At, l.At) }, func(l *agreement.Line) string { return l.ID.V },
		"the line %q lacks the customer's own words", `Add said: "…", word for word as they said it. If nobody did, it belongs in the offer.`)},
	{id: understoodSame, draft: diag.Notice, check: lacking(func(l *agreement.Line) bool { return isBlank(l.Understood) },
		func(l *agreement.Line) diag.Place { return cmp.Or(l.Line.ID.At, l.Understood.At, l.At) }, shortWish,
		"nothing says how you understood %q", "Add understood: with what you will do or what will be true: who, what, by when, how many.")},
	{id: understoodSame, check: checkUnderstoodDiffers, draft: diag.Warning},
	{id: understoodUncheckable, check: checkUnderstoodVerifiable},
	{id: answerMissing, draft: diag.Notice, check: lacking(func(l *agreement.Line) bool { return !l.Answer.IsSet() }, linePlace, shortWish,
		"%q has no answer", "Add answer: yes, yes-if with its if:, or no with because: and instead:.")},
}

// hasNoPrice reports whether neither an agreement nor a capability that it names has a price.
func hasNoPrice(a *agreement.Agreement) bool {
	return isBlank(a.Price.Amount) && !slices.ContainsFunc(a.Capabilities, func(c *catalog.Capability) bool { return !isBlank(c.Price.Amount) })
}

func checkDecider(r *report, a *agreement.Agreement) {
	decides := func(p syntax.CustomerPerson) bool { return p.Role.V == "decides" }
	named := func(p syntax.CustomerPerson) bool { return p.Name.IsSet() }
	if slices.ContainsFunc(a.People, decides) {
		return
	}
	at := agreementPlace(a)
	if i := slices.IndexFunc(a.People, named); i >= 0 {
		at = a.People[i].Name.At
	}
	r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("nobody at %s is listed who decides", customerName(a)),
		Help: "Ask who has the last word, and list them under people with role: decides."})
}

// checkServedBefore reports a first agreement whose day has come before anybody agreed to it. A later version is
// left alone: it renews one that goes on meanwhile. It is only a notice once the agreement is agreed.
func checkServedBefore(r *report, a *agreement.Agreement) {
	began := a.Effective
	if !began.IsSet() || r.Now.IsZero() || !began.V.Before(r.Today()) || a.Version.IsSet() && !firstVersion().MatchString(a.Version.V) {
		return
	}
	switch a.Status.V {
	case "draft", "proposed":
		r.problems.Add(diag.Problem{At: began.At, Message: fmt.Sprintf("the agreement with %s was to begin on %v, and its status is %s", customerName(a), began.V, a.Status.V),
			Help:    "Get their yes, write agreed: below each line, and set status: agreed. If the work has not begun, move the day.",
			Related: []diag.Related{{At: a.Status.At, Note: "the status is here"}}})
	case "agreed":
		if on := firstAgreedOn(a); on.IsSet() && began.V.Before(on.V) {
			r.problems.Add(diag.Problem{Severity: diag.Notice, At: began.At, Message: fmt.Sprintf("the agreement with %s began on %v, and nothing was agreed before %v", customerName(a), began.V, on.V),
				Help:    "Correct the day if it is wrong. If it is right, begin the next one with the talk.",
				Related: []diag.Related{{At: on.At, Note: "the first day of agreeing is here"}}})
		}
	}
}

var firstVersion = pattern(`^v?[01](?:\.\d+)*$`)

// firstAgreedOn returns the earliest day on which a line was agreed.
func firstAgreedOn(a *agreement.Agreement) (first syntax.Written[clock.Date]) {
	for l := range a.Lines() {
		if on := l.Line.Agreed.On; on.IsSet() && (!first.IsSet() || on.V.Before(first.V)) {
			first = on
		}
	}
	return first
}

func checkUnderstoodDiffers(r *report, l *agreement.Line) {
	if sameText(l.Understood, l.Said) {
		r.problems.Add(diag.Problem{At: l.Understood.At, Message: fmt.Sprintf("%q repeats what the customer said", shorten(l.Understood.V)),
			Help: "Say it in other words that both can check later: who, what, by when, how many."})
	}
}

// checkUnderstoodVerifiable warns of words that everybody measures differently, where nothing in the whole text could
// settle it: no number, day, person, event or condition.
func checkUnderstoodVerifiable(r *report, l *agreement.Line) {
	u := l.Understood
	if isBlank(u) || l.Measure.Indicator.IsSet() || l.Line.BackedBy.IsSet() || l.Level.IsSet() {
		return
	}
	if namesSomebody(u.V) || isMeasured(u.V) || event().MatchString(u.V) || len(vagueWords(u.V)) > 0 {
		return
	}
	if m := feeling().FindStringIndex(u.V); m != nil {
		r.problems.Add(diag.Problem{At: placeIn(u, m[0], m[1]), Message: fmt.Sprintf("nobody could check whether %q was kept", shorten(u.V)),
			Help: `Ask "how would we both know?" and write that down, such as: Every Monday by 10:00 you get a mail with all open deliveries.`})
	}
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
