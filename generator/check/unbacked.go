package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

const (
	unbackedPromise    diag.RuleID = "unbacked-promise"
	contradictsPromise diag.RuleID = "contradicts-promise"
)

// backingRules hold what prose promises by itself against the promises of the site: whoever counts those does not count a sentence.
var backingRules = []rule{
	{id: contradictsPromise, check: checkContradictions, english: true},
	{id: unbackedPromise, check: checkUnbacked, english: true},
	{id: contradictsPromise, check: func(r *report, _ *agreement.Agreement) { checkContradictions(r, r.Offer) }, draft: diag.Warning, english: true},
	{id: unbackedPromise, check: func(r *report, _ *agreement.Agreement) { checkUnbacked(r, r.Offer) }, draft: diag.Notice, english: true},
}

// A found claim stands in a document, below a heading.
type foundClaim struct {
	claim
	passage
	heading     string
	beside      string // its sentence and the next one
	document    document
	contradicts *backing // nil where it contradicts none
}

// madeClaims returns the claims of the public documents, each with what it contradicts.
func (r *report) madeClaims() []foundClaim {
	if r.claims != nil {
		return r.claims
	}
	r.claims = []foundClaim{}
	if r.customer != nil && !bindsUs(r.customer.Agreement.Body.V) {
		return r.claims // as most letters, which are about the customer
	}
	for _, d := range r.documents() {
		heading := ""
		sentences := r.sentencesOf(d.body)
		for i, s := range sentences {
			if s.heading {
				heading = s.text
			}
			if r.customer != nil && !bindsUs(s.text) {
				continue
			}
			for _, c := range claimsIn(s) {
				f := foundClaim{claim: c, passage: s, heading: heading, beside: s.text, document: d}
				if i+1 < len(sentences) && !sentences[i+1].heading {
					f.beside += " " + sentences[i+1].text
				}
				f.contradicts = r.contradicted(f)
				r.claims = append(r.claims, f)
			}
		}
	}
	return r.claims
}

// bindsUs reports whether a text to a customer may promise something: it speaks of us, or of what comes. Elsewhere a promise
// may do without such words: messages are answered within two days.
func bindsUs(text string) bool { return ourStems.in(text) != 0 }

var ourStems = func() (all stems) {
	all.add("we |we'|we’|our |ours|us |us,|us.|will |will,|guarantee|you'll|you’ll|i'll|i’ll|i ", 1)
	return all
}()

// subject returns what the sentence says beside the limit, and beside what it is counted from: "of your cancellation".
func (f foundClaim) subject() string {
	rest := f.text[f.to:]
	if m := countedFrom().FindStringIndex(rest); m != nil && f.time != nil {
		rest = rest[m[1]:]
	}
	before := f.text[:f.from]
	if f.isAim {
		before = aims().ReplaceAllString(before, " ")
	}
	return mondayToFriday().ReplaceAllString(before+" "+rest, " ")
}

// mondayToFriday finds words for the days on which most are open.
var mondayToFriday = lazy.Pattern(`(?i)\b(?:from )?mon(?:day)?s?(?: to | ?[-–] ?)fri(?:day)?s?\b|\bon (?:weekdays|working days)\b`)

var countedFrom = lazy.Pattern(`(?i)^ (?:of|after|from) (?:[\w’'-]+ ?){1,5}`)

func (f foundClaim) words() string { return f.text[f.from:f.to] }

// fromADay finds a sentence about another time than today.
var fromADay = lazy.Pattern(`(?i)^(?:from|until|before|since|as of|on) (?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|then|now|next)`)

// checkContradictions reports a claim about the subject of a promise with another number than that of the promise.
func checkContradictions(r *report, _ *catalog.Offer) {
	for _, f := range r.madeClaims() {
		b := f.contradicts
		if b == nil {
			continue
		}
		told := diag.Problem{At: f.place(f.from, f.to), Message: fmt.Sprintf("this says %q, and %s says %s", f.words(), b.name, b.says(f)), Help: "Make the two the same: the one you keep on a bad day.",
			Related: []diag.Related{{At: b.at, Note: "the promise is here"}}}
		switch {
		case f.isAim:
			told.Severity, told.Message = diag.Warning, fmt.Sprintf("this aims at %q, and %s says %s", f.words(), b.name, b.says(f))
			told.Help = "Say the promise beside it, or leave the aim out: a customer counts on the better of the two."
		case b.promise != nil:
			told.Help = fmt.Sprintf("Write {{ promise %q }} in place of the number, which always says what the promise does. Or change the promise, if this is what you keep.", b.promise.Ref)
		}
		r.problems.Add(told)
	}
}

// contradicted returns the first backing whose subject a claim names with another number, nil where any has its number, or where
// the sentence or the heading above it names something that is not the subject.
func (r *report) contradicted(f foundClaim) (found *backing) {
	if f.isGuarantee || f.document.passes || fromADay().MatchString(f.text) || conditionIn().MatchString(f.text) {
		return nil
	}
	for _, b := range r.candidates(f) {
		switch b.compare(f) {
		case agrees, offers:
			return nil
		case disagrees:
			if found == nil && !b.isNext && b.covers(f.subject()) && b.covers(f.heading) && (b.promise == nil || !isBestEffort(b.promise)) {
				found = b
			}
		}
	}
	return found
}

// conditionIn finds words for when or how often something holds, which may be otherwise than the promise.
var conditionIn = lazy.Pattern(`(?i)\b(?:unless|except|outside|otherwise|out of (?:office )?hours|after hours|this (?:week|month|year|morning|afternoon)|today|tomorrow|currently|at the moment|right now|for now|usually|normally|generally|mostly|most|often|at best|on average|as (?:little|fast|soon) as)\b`)

// says returns the numbers of a backing that a claim differs from.
func (b *backing) says(f foundClaim) string {
	if f.time == nil {
		return b.share.String()
	}
	var all []string
	for _, l := range b.levelsNamed(f.text) {
		all = append(all, timeWords(l.time, l.time.Business || l.hours != nil))
	}
	return strings.Join(slices.Compact(all), ", ")
}

// checkUnbacked reports a claim that is no promise of a capability, or repeats the number of one.
func checkUnbacked(r *report, _ *catalog.Offer) {
	for _, f := range r.madeClaims() {
		var backed *backing
		isChoice := false
		for _, b := range r.candidates(f) {
			verdict := b.compare(f)
			isChoice = isChoice || verdict == offers
			if verdict == agrees && (backed == nil || !backed.covers(f.subject()) && b.covers(f.subject())) {
				backed = b
			}
		}
		if f.contradicts == nil && !isChoice && !r.hasOwn(f) && (backed == nil || backed.promise != nil && !backed.isNext) {
			r.problems.Add(f.unbacked(backed))
		}
	}
}

// hasOwn reports whether a customer has terms of their own for what a claim says is done: the claim may be one of these.
func (r *report) hasOwn(f foundClaim) bool {
	return r.customer != nil && slices.ContainsFunc(r.customer.Terms, func(t *agreement.Term) bool {
		b := r.backingOf(t.Promise)
		return (len(t.Choices) > 0 || t.Held != nil) && b.does&f.does != 0
	})
}

func (f foundClaim) unbacked(backed *backing) diag.Problem {
	p := diag.Problem{At: f.place(f.from, f.to), Message: fmt.Sprintf("%q is a promise of this text alone: nobody counts whether it is kept", f.words())}
	switch {
	case backed != nil && f.isGuarantee:
		p.Message = fmt.Sprintf("%q, and the text does not say what", f.words())
		p.Help = fmt.Sprintf("Name the guarantee: {{ promise %q }}.", backed.promise.Ref)
	case backed != nil:
		p.Message = fmt.Sprintf("%q repeats a number of %s, and stays when the promise changes", f.words(), backed.name)
		p.Help = fmt.Sprintf("Write {{ promise %q }} in its place.", backed.promise.Ref)
	case f.isMoment:
		p.Help = "Add it to a capability, with the time as its limit, and write {{ promise \"capability.promise\" }} here. Or leave the time out."
	case f.isGuarantee:
		p.Help = "Add it to a capability, with commitment: guarantee and what a customer gets for a miss, and name it here: {{ promise \"capability.promise\" }}."
	default:
		field := "target: " + f.share.String()
		if f.time != nil {
			field = "within: " + withoutHours(f.time.time).String()
		}
		p.Help = fmt.Sprintf("Add it to a capability, with %s, and write {{ promise \"capability.promise\" }} here. Or take the number out.", field)
	}
	return p
}
