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
	"upfront/generator/lazy"
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
	agreedByUnknown       diag.RuleID = "agreed-by-unknown"
	agreedInFuture        diag.RuleID = "agreed-in-future"
	agreedChanged         diag.RuleID = "agreed-changed"
	agreedUnfrozen        diag.RuleID = "agreed-unfrozen"
	heldGone              diag.RuleID = "held-gone"
	offerDrift            diag.RuleID = "offer-drift"
	changeUntold          diag.RuleID = "change-untold"
)

// AgreedIncomplete is the rule for a yes without who, when and how.
const AgreedIncomplete diag.RuleID = "agreed-incomplete"

// agreementRules judge what was said and agreed with one customer, and who agreed, when and how: the page prints it, and both
// sides go back to it. The customer's own words are never judged.
//
// In a draft, written after a conversation, what nobody has asked yet is told in one line, by question-open. Once the
// agreement is proposed, the customer reads it.
var agreementRules = []rule{
	{id: listEmpty, draft: diag.Off, check: lacking(func(a *agreement.Agreement) bool { return len(a.Working) == 0 }, agreementPlace, customerName,
		"nothing stands under expectations: how you work together with %s", "Ask how they would like to work with you: who rings whom, how soon.")},
	{id: listEmpty, draft: diag.Off, check: lacking(func(a *agreement.Agreement) bool { return len(a.Service) == 0 }, agreementPlace, customerName,
		"nothing stands under priorities: what the service must do for %s", "Ask what the service itself must do: what has to arrive, in which state.")},
	{id: priceMissing, draft: diag.Off, check: lacking(func(a *agreement.Agreement) bool {
		return isBlank(a.Price.Amount) && !slices.ContainsFunc(a.Capabilities, func(c *catalog.Capability) bool { return !isBlank(c.Price.Amount) })
	}, func(a *agreement.Agreement) diag.Place { return cmp.Or(a.Price.At, agreementPlace(a)) }, customerName,
		"neither the agreement with %s nor what it names says what it costs", "Add price: {kind: fixed, amount: …}, as they will see it on the bill. If it depends, give an estimate with a ceiling.")},
	{id: updatesMissing, draft: diag.Off, check: lacking(func(a *agreement.Agreement) bool { return isBlank(a.Updates.Cadence) },
		func(a *agreement.Agreement) diag.Place { return cmp.Or(a.Updates.At, agreementPlace(a)) }, customerName,
		"nothing says how %s is kept told", "Add updates: {cadence: weekly, by: email, on: Mon, also_at_once: [delay]}, with what you can keep up.")},
	{id: roleDecidesMissing, check: checkDecider, draft: diag.Off},
	{id: servedBeforeAgreed, check: checkServedBefore},
	{id: saidMissing, draft: diag.Off, check: lacking(func(l *agreement.Line) bool { return isBlank(l.Said) },
		func(l *agreement.Line) diag.Place { return cmp.Or(l.Line.ID.At, l.Said.At, l.At) }, func(l *agreement.Line) string { return l.ID.V },
		"the line %q lacks the customer's own words", `Add said: "…", word for word as they said it. If nobody did, it belongs in the offer.`)},
	{id: understoodSame, draft: diag.Off, check: lacking(func(l *agreement.Line) bool { return isBlank(l.Understood) },
		func(l *agreement.Line) diag.Place { return cmp.Or(l.Line.ID.At, l.Understood.At, l.At) }, shortWish,
		"nothing says how you understood %q", "Add understood: with what you will do or what will be true: who, what, by when, how many.")},
	{id: understoodSame, check: checkUnderstoodDiffers, draft: diag.Warning},
	{id: understoodUncheckable, check: checkUnderstoodVerifiable, english: true},
	{id: answerMissing, draft: diag.Off, check: lacking(func(l *agreement.Line) bool { return !l.Answer.IsSet() }, linePlace, shortWish,
		"%q has no answer", "Add answer: yes, yes-if with its if:, or no with because: and instead:.")},
	{id: AgreedIncomplete, check: checkAnyAgreed},
	{id: AgreedIncomplete, check: checkLineOpen},
	{id: AgreedIncomplete, check: checkAgreedWhole, ended: true},
	{id: agreedByUnknown, check: func(r *report, l *agreement.Line) { r.reportAgreedBy(l.Line.Agreed.By, l) }},
	{id: agreedByUnknown, check: noteOfReferral(func(r *report, a *agreement.Agreement) { r.reportAgreedBy(a.Referral.Agreed.By, nil) })},
	{id: agreedInFuture, check: noteOfReferral(func(r *report, a *agreement.Agreement) { r.reportAgreedOn(a.Referral.Agreed.On, nil) }), ended: true},
	{id: agreedInFuture, check: checkLineDays, ended: true},
	{id: agreedUnfrozen, check: checkUnfrozen},
	{id: agreedChanged, check: checkLineChanged},
	{id: agreedChanged, check: checkRestChanged},
	{id: heldGone, check: checkHeldGone},
	{id: offerDrift, check: checkDrift},
	{id: changeUntold, check: checkUntold},
}

func checkDecider(r *report, a *agreement.Agreement) {
	var named diag.Place
	for _, p := range a.People {
		if p.Role.V == "decides" {
			return
		}
		named = cmp.Or(named, p.Name.At)
	}
	r.problems.Add(diag.Problem{At: cmp.Or(named, agreementPlace(a)), Message: fmt.Sprintf("nobody at %s is listed who decides", customerName(a)),
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
		var on syntax.Written[clock.Date] // the earliest day on which a line was agreed
		for l := range a.Lines() {
			if day := l.Consent.On; day.IsSet() && (!on.IsSet() || day.V.Before(on.V)) {
				on = day
			}
		}
		if on.IsSet() && began.V.Before(on.V) {
			r.problems.Add(diag.Problem{Severity: diag.Notice, At: began.At, Message: fmt.Sprintf("the agreement with %s began on %v, and nothing was agreed before %v", customerName(a), began.V, on.V),
				Help:    "Correct the day if it is wrong. If it is right, begin the next one with the talk.",
				Related: []diag.Related{{At: on.At, Note: "the first day of agreeing is here"}}})
		}
	}
}

var firstVersion = lazy.Pattern(`^v?[01](?:\.\d+)*$`)

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
	if isBlank(u) || l.Measure.Get().Indicator.IsSet() || l.Line.BackedBy.IsSet() || l.Level.IsSet() {
		return
	}
	if isMeasured(u.V) || namesSomebody(u.V) || event().MatchString(u.V) || len(vagueWords(u.V)) > 0 {
		return
	}
	if m := feeling().FindStringIndex(u.V); m != nil {
		r.problems.Add(diag.Problem{At: placeIn(u, m[0], m[1]), Message: fmt.Sprintf("nobody could check whether %q was kept", shorten(u.V)),
			Help: `Ask "how would we both know?" and write that down, such as: Every Monday by 10:00 you get a mail with all open deliveries.`})
	}
}

// feeling finds words for how something is felt, where a count or an event is needed.
var feeling = lazy.Pattern(`(?i)\b(?:(?:kept |keep you |stay |being )?(?:well |better |fully )?informed|in the loop|kept up to date|updated|` +
	`good|nice|nicely|better|proper|properly|smooth|smoothly|happy|satisfied|satisfaction|reliable|reliably|professional|professionally|` +
	`flexible|flexibly|careful|carefully|easy|easily|friendly|helpful|responsive|proactive|proactively|transparent|communication|quality|` +
	`often|sufficient|appropriate|appropriately|respect|trust|taken seriously|looked after)\b`)

// event finds words that bring in a moment or a condition by which to tell a yes from a no.
var event = lazy.Pattern(`(?i)\b(?:before|after|when|whenever|until|till|once|if|unless|as soon as|during|while|each|every|never|always|only|without|no|not|nothing|nobody|none|any|all|first|last|same|instead of|rather than|weekly|daily|monthly|quarterly|yearly)\b|n't\b`)

// namesSomebody reports whether a word inside a sentence has a capital: a person, a place, a product.
func namesSomebody(text string) bool {
	first := true
	for word := range strings.FieldsSeq(text) {
		word = strings.TrimLeft(word, `"'“‘(`)
		if !first && word != "" && word[0] >= 'A' && word[0] <= 'Z' && word != "I" && !strings.HasPrefix(word, "I'") {
			return true
		}
		first = false
	}
	return false
}

// checkAnyAgreed reports an agreement that counts as agreed, while its page says "0 of 3 agreed".
func checkAnyAgreed(r *report, a *agreement.Agreement) {
	if lines, _, _ := a.Counts(); a.Held == nil && a.Status.V == "agreed" && lines > 0 && !hasAgreedLine(a) {
		r.problems.Add(diag.Problem{At: a.Status.At, Message: fmt.Sprintf("this says that %s agreed, and no line says so", customerName(a)),
			Help: "Below each line that they said yes to, write agreed: with on:, by: and how:. If they have not said so yet, write status: proposed."})
	}
}

// checkLineOpen reports a line that is still open in an agreement that counts as agreed. One without any yes is reported by
// checkAnyAgreed.
func checkLineOpen(r *report, l *agreement.Line) {
	switch {
	case r.customer.Status.V != "agreed" || !l.Line.Agreed.At.IsZero() && r.customer.Held == nil || !l.Consent.At.IsZero() || l.Was != nil || r.customer.Held == nil && !hasAgreedLine(r.customer):
	case r.customer.Held != nil:
		severity := diag.Warning
		if r.customer.AuthorStatus() == "proposed" { // then nobody says that all of it is agreed
			severity = diag.Notice
		}
		r.problems.Add(diag.Problem{At: linePlace(l), Message: fmt.Sprintf("%s has not agreed to %q yet", customerName(r.customer), shortWish(l)),
			Help: "Ask them. Once they say yes, keep it: upfront agree " + r.customer.ID + ". Until then their page says that it is open.", Severity: severity})
	default:
		r.problems.Add(diag.Problem{At: linePlace(l), Message: fmt.Sprintf("the agreement with %s counts as agreed, and %q is still open", customerName(r.customer), shortWish(l)),
			Help: "If they said yes to it, add agreed: {on: …, by: …, how: …}. If they have not, leave it: the page says that it is still open.", Severity: diag.Warning})
	}
}

// hasAgreedLine reports whether any line that the customer reads is marked as agreed.
func hasAgreedLine(a *agreement.Agreement) bool {
	for l := range a.Lines() {
		if !l.Consent.At.IsZero() {
			return true
		}
	}
	return false
}

// agreedName names what is marked as agreed: a line, or the referral where that is nil.
func agreedName(l *agreement.Line) string {
	if l == nil {
		return "the referral"
	}
	return fmt.Sprintf("%q", shortWish(l))
}

// checkAgreedWhole reports what is marked as agreed without who, when or how, in lines for staff alone too.
func checkAgreedWhole(r *report, a *agreement.Agreement) {
	for _, l := range r.lines {
		r.reportIncomplete(l.Line.Agreed, l)
	}
	r.reportIncomplete(a.Referral.Agreed, nil)
}

func (r *report) reportIncomplete(a syntax.Agreed, l *agreement.Line) {
	if a.At.IsZero() {
		return
	}
	var asks, fields []string
	for _, part := range []struct {
		missing    bool
		ask, field string
	}{{!a.On.IsSet(), "when", "on: with the day"}, {isBlank(a.By), "by whom", "by: with a person's name"}, {isBlank(a.How), "how", "how: with meeting, phone or mail"}} {
		if part.missing {
			asks, fields = append(asks, part.ask), append(fields, part.field)
		}
	}
	if len(asks) > 0 {
		r.problems.Add(diag.Problem{At: a.At, Message: fmt.Sprintf("%s is marked as agreed, but not %s", agreedName(l), strings.Join(asks, ", ")),
			Help: "Add " + strings.Join(fields, ", ") + ". If it is not agreed yet, remove agreed."})
	}
}

// reportAgreedBy reports a yes of somebody who is not among the customer's people.
func (r *report) reportAgreedBy(by syntax.Text, l *agreement.Line) {
	listed := func(p syntax.CustomerPerson) bool { return sameWords(p.Name.V, by.V) }
	ours := func(p syntax.Entry[syntax.Person]) bool { return sameWords(by.V, p.V.Name.V) || by.V == p.Key.V }
	switch customer := customerName(r.customer); {
	case l != nil && r.customer.Held == nil && r.customer.IsNoDecider(by):
		deciders := diag.Names(r.customer.Deciders(), func(p syntax.CustomerPerson) string { return p.Name.V })
		r.problems.Add(diag.Problem{Severity: diag.Warning, At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who does not decide for %s: it does not count, and the page has it as open", agreedName(l), by.V, customer),
			Help: fmt.Sprintf("Ask %s. If %s decides too, write role: decides behind that name.", strings.Join(deciders, " or "), by.V)})
	case isBlank(by) || slices.ContainsFunc(r.customer.People, listed):
	case sameWords(by.V, r.Site.Leader.Name.V) || slices.ContainsFunc(r.Site.People, ours):
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who is one of your own", agreedName(l), by.V),
			Help: "Name the person at " + customer + " who said yes. If nobody has yet, remove agreed."})
	default:
		names := diag.Names(r.customer.People, func(p syntax.CustomerPerson) string { return p.Name.V })
		help := fmt.Sprintf("If they can say yes, list them below people:, such as - {name: %q, role: decides}. If not, name who did, or remove agreed.", by.V)
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who is not among the people of %s", agreedName(l), by.V, customer),
			Help: diag.DidYouMean(by.V, names, help)})
	}
}

func checkLineDays(r *report, l *agreement.Line) {
	r.reportAgreedOn(l.Line.Agreed.On, l)
	name := func() string { return agreedName(l) }
	r.reportFutureDay(l.IfMet.Get().On, name, "the condition of %s is marked as met", "Correct the day. If it is still to be met, remove if_met.")
	r.reportFutureDay(l.Outcome.Get().On, name, "%s is marked as measured", "Correct the day. If it has yet to turn out, remove outcome.")
}

func (r *report) reportAgreedOn(on syntax.Written[clock.Date], l *agreement.Line) {
	r.reportFutureDay(on, func() string { return agreedName(l) }, "%s is marked as agreed", "Correct the day. If they have yet to say yes, remove agreed.")
}

// reportFutureDay reports a day on which something is said to have happened, and which is still to come.
// what names the thing, and is asked only then.
func (r *report) reportFutureDay(on syntax.Written[clock.Date], what func() string, happened, help string) {
	if on.IsSet() && !r.Now.IsZero() && r.Today().Before(on.V) {
		r.problems.Add(diag.Problem{At: on.At, Message: fmt.Sprintf(happened+" on %v, and today is %v", what(), on.V, r.Today()), Help: help})
	}
}
