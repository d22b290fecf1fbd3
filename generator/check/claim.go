package check

import (
	"strings"

	"upfront/generator/amount"
	"upfront/generator/lazy"
)

// A claim is a promise that a sentence makes by itself: a time or a share, with what is done in it. Whoever writes prose says
// numbers for many reasons, so that a number counts only where we are the ones who act, in a sentence that binds us; what the
// customer has to do, what happened and what may happen is none.

// A claim is a promise that a sentence makes by itself.
type claim struct {
	span        // of the limit, with the words before it that make it one
	does        actions
	time        *saidTime // nil where it is a share or a bare guarantee
	share       amount.Percent
	isGuarantee bool // in words, without a number
	isMoment    bool // by a day or an hour that everybody knows
	isAim       bool // what we try, and do not promise
}

// longestClaim is how many bytes a sentence has at most that is looked at.
const longestClaim = 2 << 10

// claimsIn finds what a sentence promises by itself.
func claimsIn(p passage) (out []claim) {
	if p.heading || p.quote || len(p.text) > longestClaim || strings.HasSuffix(p.text, "?") || !p.may(sayTime|sayShare|sayGuarantee|sayMoment) {
		return nil
	}
	text, filled := withoutFilled(p)
	if p.may(sayTime) {
		for _, t := range saidTimes(text) {
			if c, ok := timeClaim(text, t); ok {
				out = append(out, c)
			}
		}
	}
	if len(out) == 0 && p.may(sayShare) { // beside a time, it says how often that is kept
		out = shareClaims(text)
	}
	if len(out) == 0 && p.may(sayMoment) {
		out = momentClaims(text)
	}
	if len(out) == 0 && !filled && p.may(sayGuarantee) {
		out = guaranteeClaims(text)
	}
	return out
}

func momentClaims(text string) []claim {
	m := byMoment().FindStringIndex(text)
	if m == nil {
		return nil
	}
	does := actionBy(text, m[0], m[1])
	if does == 0 || !isPromisedAt(text, m[0], m[1]) {
		return nil
	}
	return []claim{{span: span{m[0], m[1]}, does: does, isMoment: true}}
}

func guaranteeClaims(text string) []claim {
	m := weGuarantee().FindStringIndex(text)
	if m == nil || isDeniedAt(text, m[0]) || !isSure(text[:m[0]]) {
		return nil
	}
	return []claim{{span: span{m[0], m[1]}, does: actionAround(text, m[0], m[1]), isGuarantee: true}}
}

// withoutFilled returns the text with spaces for the values of its template tags, and whether it has any.
func withoutFilled(p passage) (text string, filled bool) {
	if p.filled == nil || !p.filled(0, len(p.text)) {
		return p.text, false
	}
	out := []byte(p.text)
	for i := range out {
		if p.filled(i, i+1) {
			out[i] = ' '
		}
	}
	return string(out), true
}

// byMoment finds a moment by which something is done, and a time that is no number of minutes.
var byMoment = lazy.Pattern(`(?i)\b(?:(?:by|before|on|within) )?(?:the )?(?:end of )?(?:the )?(?:same|next|following) (?:working |business )?(?:day|morning|afternoon|evening)\b|` +
	`\bby (?:the end of (?:the|that) (?:day|week|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|tomorrow|\d\d?(?:[:.]\d\d| ?[ap]\.?m\b))|` +
	`\b(?:within|in under|under|in less than) (?:\d+|[a-z]+) seconds|\b(?:within|in|longer than) three[- ]quarters of an hour\b`)

var weGuarantee = lazy.Pattern(`(?i)\bwe (?:also |fully |always |can |do |will |hereby )*guarantee\b|\b(?:is|are) (?:fully |always )?guaranteed\b|\bguaranteed (?:within|for|next|same|or)\b|\b(?:satisfaction|results?|delivery) guaranteed\b|\bmoney[- ]back guarantee\b`)

// aims finds words for what is tried.
var aims = lazy.Pattern(`(?i)\b(?:aims?|aiming|tr(?:y|ies|ying)|striv(?:e|es|ing)|endeavou?rs?|intend|seek|targets?|our (?:best|utmost)|best efforts?)\b`)

// Words before a time that make it a limit, and those that make it only with an action that is known.
var (
	limitWordsBefore = lazy.Pattern(`(?i)(?:\b(?:within|inside|under|in under|in less than|in no more than|in at most|no later than|not later than|at the latest|no longer than|no more than|not more than|at most|` +
		`a maximum of|max|maximum|(?:more|longer|later) than|less than|at least|every)(?: (?:the|a|about|around|approximately|roughly|just|only|next|following|maximum|max))*) ?$`)
	inBefore  = lazy.Pattern(`(?i)\bin(?: (?:about|around|approximately|roughly|just|only))?(?: the next)? $`)
	forBefore = lazy.Pattern(`(?i)(?:\bup to|\bfor)(?: (?:at least|up to|no more than|a minimum of|the first|the next|about|only|a further))? $`)
	atLatest  = lazy.Pattern(`(?i)^(?:,? at the latest|,? at most|,? or less|,? maximum| max)\b`)
	sinceThen = lazy.Pattern(`(?i)^ (?:after|from) (?:we|you|our|your|the|a|an|it|they|every|each|[a-z]+ing)\b`)
	moreThan  = lazy.Pattern(`(?i)\b(?:more|longer|later) than $`)
	leastTime = lazy.Pattern(`(?i)\b(?:at least|every) $`)
)

// timeClaim returns the claim that a time in a sentence is.
func timeClaim(text string, t saidTime) (claim, bool) {
	before, after := text[:t.from], text[t.to:]
	limit := limitWordsBefore().FindStringIndex(before)
	in, keep := inBefore().FindStringIndex(before), forBefore().FindStringIndex(before)
	from, sure := t.from, true
	switch {
	case limit != nil:
		from = limit[0]
	case atLatest().MatchString(after):
	case sinceThen().MatchString(after) && !strings.HasSuffix(before, "the ") && lastAction(before) != 0: // behind it, something else begins
		sure = false
	case in != nil:
		from, sure = in[0], false
	case keep != nil:
		from, sure = keep[0], false
	default:
		return claim{}, false
	}
	does := actionAround(text, from, t.to)
	least := limit != nil && leastTime().MatchString(before)
	switch {
	case keep != nil && limit == nil && does&doKeep == 0, least && does&doTell == 0, limit == nil && does&(doStart|doFinish) != 0 && in != nil:
		return claim{}, false
	case limit != nil && moreThan().MatchString(before) && !neverMore().MatchString(clauseOf(before)), does == 0 && (!sure || !wePromise(before[:from], after)):
		return claim{}, false
	case !isPromisedAt(text, from, t.to):
		return claim{}, false
	}
	if does == 0 {
		does = doOther
	}
	return claim{span: span{from, t.to}, does: does, time: &t, isAim: aims().MatchString(clauseOf(before))}, true
}

// nearby is how many bytes beside a share may say that it is of the time.
const nearby = 40

var (
	availableForm = lazy.Pattern(`(?i)\b(?:up ?time|availab(?:le|ility)|online|up and running|on time|reachable)\b`)
	moneyForm     = lazy.Pattern(`(?i)\b(?:discount|credit|fee|fees|price|prices|charge|charged|charges|vat|tax|deposit|commission|interest|off|refund|bill|cost|costs|cheaper|pay|paid|salary|profit|revenue|donate|equity|owned|stake|share|raise|bonus|match)\b`)
	halfForm      = lazy.Pattern(`(?i)\bhalf (?:of )?(?:all |the |our |your )?[a-z]+`)
)

func shareClaims(text string) (out []claim) {
	shares := saidShares(text)
	if len(shares) == 0 && holds(text, "half") {
		if m := halfForm().FindStringIndex(text); m != nil {
			shares = append(shares, saidShare{span: span{m[0], m[0] + len("half")}, share: amount.Whole / 2})
		}
	}
	for _, s := range shares {
		before, after := text[:s.from], text[s.to:]
		does := actionAround(text, s.from, s.to)
		up := availableForm().MatchString(text[max(0, s.from-nearby):min(len(text), s.to+nearby)])
		if up {
			does = doBeUp
		}
		switch {
		case does == 0, moneyForm().MatchString(text), isDeniedAt(text, s.from), !isSure(before), othersClause().MatchString(clauseOf(before)):
			continue
		case up && isOrWill().MatchString(text):
		case !ofThings().MatchString(after) && percentForm().MatchString(text[s.from:s.to]), !wePromise(before, after) && !willBe().MatchString(after):
			continue
		}
		out = append(out, claim{span: s.span, does: does, share: s.share, isAim: aims().MatchString(clauseOf(before))})
		break
	}
	return out
}

var (
	isOrWill = lazy.Pattern(`(?i)\b(?:is|are|will|keep|promise|guarantee|of the time|up ?time|availability)\b`)
	ofThings = lazy.Pattern(`(?i)^\)? ?(?:of|will|are)\b`)
	willBe   = lazy.Pattern(`(?i)^[^,;:]*? (?:are|will be|will) (?:[a-z]+ )?(?:` + ourDone + `|arrive|reach|be with)\b|^\)? will (?:arrive|reach|be)\b`)
)
