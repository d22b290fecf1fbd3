package check

import (
	"cmp"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/lazy"
)

// A claim is a promise that a sentence makes by itself: a time or a share, with what is done in it. Whoever writes prose says
// numbers for many reasons, so that a number counts only where we are the ones who act, in a sentence that binds us; what the
// customer has to do, what happened and what may happen is none.

// actions is what a claim says is done, as bits: some words say one of two.
type actions uint32

const (
	doAnswer actions = 1 << iota
	doFix
	doDeliver
	doCollect
	doRefund
	doTell
	doSend
	doQuote
	doVisit
	doKeep
	doDelete
	doReplace
	doDecide
	doStart
	doFinish
	doRestore
	doPay
	doReturn
	doBeUp
	doOther
)

// verbs holds the words for each action, nouns those that say it where no verb does.
var (
	verbs = actionWords{
		doAnswer:            "answer answers answered answering reply replies replied replying respond responds responded responding acknowledge acknowledges acknowledged hear hears",
		doFix:               "fix fixes fixed fixing repair repaired repairing mend mends mended solve solves solved correct corrects corrected remedied rectify rectified change changes changed redo",
		doFix | doRestore:   "resolve resolves resolved resolving restore restores restored recover recovers recovered",
		doDeliver:           "deliver delivers delivered delivering ship ships shipped shipping dispatch dispatches dispatched despatch despatched leave leaves",
		doDeliver | doVisit: "arrive arrives reach reaches",
		doCollect:           "collect collects collected",
		doRefund:            "refund refunded reimburse reimburses reimbursed repay repays repaid credit credited",
		doTell:              "tell tells told notify notifies notified inform informs informed warn warns warned announce announces announced update updated alert alerted",
		doTell | doAnswer:   "contact contacted call calling ring phone confirm confirms confirmed",
		doSend:              "send sends sent sending provide provides provided issue issued supply supplies supplied email emailed mailed publish publishes published give gives hand hands handed",
		doQuote:             "quote quoted",
		doVisit:             "visit visited come comes attend attends",
		doKeep:              "keep keeps kept store stores stored retain retains retained hold holds held",
		doDelete:            "delete deletes deleted erase erases erased remove removes removed destroy destroyed",
		doReplace:           "replace replaces replaced exchange exchanged",
		doDecide:            "review reviews reviewed decide decides decided process processes processed approve approves approved investigate investigates investigated assess assesses assessed check checked handle handles handled settle settles settled inspect inspects inspected dealt",
		doStart:             "start starts started begin begins",
		doFinish:            "finish finishes finished complete completes completed install installs installed build builds built ready takes",
		doPay:               "pay pays paid",
		doReturn:            "return returns returned",
	}.byWord()
	nouns = actionWords{
		doAnswer:            "response responses callback",
		doFix:               "repair repairs",
		doFix | doRestore:   "resolution",
		doDeliver:           "delivery deliveries",
		doDeliver | doVisit: "arrival",
		doCollect:           "collection collections pickup",
		doRefund:            "refund refunds credit credits",
		doTell:              "update updates report reports",
		doTell | doAnswer:   "calls rings phones confirmation contact",
		doSend:              "proof proofs feedback copy draft reprint",
		doQuote:             "quotes quotation estimate estimates",
		doVisit:             "visits premises",
		doReplace:           "replacement",
		doDecide:            "decision decisions",
	}.byWord()
)

// actionWords holds words by the action that they say.
type actionWords map[actions]string

func (all actionWords) byWord() map[string]actions {
	of := map[string]actions{}
	for action, words := range all {
		for word := range wordSet(words) {
			of[word] = action
		}
	}
	return of
}

// A claim is a promise that a sentence makes by itself.
type claim struct {
	span        // of the limit, with the words before it that make it one
	does        actions
	time        *saidTime // nil where it is a share or a bare guarantee
	share       amount.Percent
	isGuarantee bool // in words, without a number
	isMoment    bool // by a day or an hour that everybody knows
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
	return claim{span: span{from, t.to}, does: does, time: &t}, true
}

// isPromisedAt reports whether a limit in a sentence is one of ours.
func isPromisedAt(text string, from, to int) bool {
	return !isCustomers(text, from, to) && !isDeniedAt(text, from) && isSure(text[:from]) && isOurs(text, from, to)
}

// actionAround returns what is done within a limit: the last words for an action before it, else the first behind it.
func actionAround(text string, from, to int) actions {
	if does := lastAction(text[:from]); does != 0 {
		return does
	}
	if strings.TrimSpace(text[:from]) == "" {
		return nextAction(text[to:])
	}
	return nextAction(untilClauseEnds(text[to:]))
}

// actionBy returns what is done by a moment: in the clause before it or, where it begins the sentence, behind it.
func actionBy(text string, from, to int) actions {
	if strings.TrimSpace(text[:from]) == "" {
		return nextAction(text[to:])
	}
	return lastAction(text[:from])
}

// nextAction returns the first action of a text, without those that are a purpose: "to".
func nextAction(text string) actions {
	if m := manyWords().FindStringIndex(text); m != nil {
		return manyWordsAction(text[m[0]:m[1]])
	}
	var room [48]word
	all := appendWords(room[:0], text)
	for i, w := range all {
		if does := verbs[w.text] | nouns[w.text]; does != 0 && (i == 0 || all[i-1].text != "to") {
			return does
		}
	}
	return 0
}

// lastAction returns the action of the last verb of a text, else of the last noun.
func lastAction(text string) actions {
	var verb, noun actions
	var room [48]word
	at := 0
	for _, w := range appendWords(room[:0], text) {
		if does, ok := verbs[w.text]; ok {
			verb, at = does, w.from
		} else if does, ok := nouns[w.text]; ok {
			noun = does
		}
	}
	for _, m := range manyWords().FindAllStringIndex(text, -1) {
		if m[1] > at {
			verb, at = manyWordsAction(text[m[0]:m[1]]), m[1]
		}
	}
	return cmp.Or(verb, noun)
}

// manyWords finds what is done in more than one word.
var manyWords = lazy.Pattern(`(?i)\b(?:gets?|comes?|coming|be) back to (?:you|customers|them|everyone|everybody)\b|\bwrites? back\b|\b(?:calls?|rings?|phones?) (?:you |them )?back\b|\bpicks? up (?:your|the|every|each) (?:call|phone)\b|` +
	`\blet (?:you|customers|them) (?:know|have)\b|\b(?:put|puts|set|sets) (?:it |them |things |this )?right\b|\bpick(?:s|ed)? (?:it |them )?up\b|\b(?:be|is|are) (?:there|with you|back with you|at your|on[- ]site)\b|\bmoney back\b|\bin touch\b`)

// manyWordsAction returns what words that manyWords finds say is done.
func manyWordsAction(words string) actions {
	words = strings.ToLower(words)
	for _, of := range []struct {
		part string
		does actions
	}{{"money", doRefund}, {"with you", doDeliver | doSend | doVisit}, {"back", doAnswer}, {"call", doAnswer}, {"phone", doAnswer}, {"touch", doAnswer | doTell}, {"know", doTell}, {"have", doSend}, {"pick", doCollect}, {"right", doFix}} {
		if strings.Contains(words, of.part) {
			return of.does
		}
	}
	return doVisit
}

// isCustomers reports whether a time is one in which the customer acts, or from when the customer acted.
func isCustomers(text string, from, to int) bool {
	own := clauseOf(text[:from])
	if customersTime().MatchString(own) || theirGoods().MatchString(own) && !isDone().MatchString(own) || boughtSince().MatchString(text[to:]) && !wePromise(text[:from], text[to:]) || timeToDo().MatchString(text[to:]) {
		return true
	}
	m := theyAct().FindStringIndex(own)
	return m != nil && !weAct().MatchString(own[:m[0]]) && !receives().MatchString(own[m[1]:])
}

var (
	customersTime = lazy.Pattern(`(?i)(?:^|\b)(?:received|made|placed|requested|ordered|cancelled|canceled|booked|claimed|bought|purchased|submitted|used|raised|lodged|filed|born|expires?|due|payable|notice|valid|old|please [^.]*|by (?:you|the [a-z ]*(?:owner|customer|user|client|holder|sender))|aged?) ?$`)
	theirGoods    = lazy.Pattern(`(?i)\b(?:returned|reported|sent back|sent in) $`)
	isDone        = lazy.Pattern(`(?i)\b(?:is|are|be|been|being) (?:[a-z]+ )?[a-z]+ $`)
	theyAct       = lazy.Pattern(`(?i)\b(?:you(?:['’]ll)?|customers|clients|users|employees|who)(?: (?:will|always|can|also|then|normally|usually))* `)
	weAct         = lazy.Pattern(`(?i)\b(?:we|us|our|with|to|for|tell|reach|is|are) *$|\bwe\b`)
	receives      = lazy.Pattern(`(?i)^(?:gets?|receive|have|hear|expect|see|back|in|on|at|again|a|an|the)\b|^$`)
	boughtSince   = lazy.Pattern(`(?i)^ (?:of|after|from|following) (?:the |your |its )?(?:purchase|buying|receipt|receiving it|delivery|invoice)\b`)
	timeToDo      = lazy.Pattern(`(?i)^ (?:of age|old)\b|^ (?:to|in which to|for) (?:pay|tell|return|cancel|report|decide|claim|reply|respond|answer|appeal|collect|do)\b`)
)

// isDeniedAt reports whether what a sentence says at a byte is denied in its clause.
func isDeniedAt(text string, at int) bool {
	own := clauseOf(text[:at])
	m := deniedAnywhere().FindStringIndex(own)
	return m != nil && !neverMore().MatchString(text[at-len(own):])
}

var (
	deniedAnywhere = lazy.Pattern(`(?i)\b(?:not|never|no|nothing|nobody|none|cannot|can['’]t|without|rather than|instead of|unable|(?:do|does|is|are|wo|would|could|should)n['’]t)\b`)
	neverMore      = lazy.Pattern(`(?i)\b(?:not?|never|(?:do|does|wo)n['’]t) (?:[a-z]+ ){0,3}(?:more|longer|later|after|over|exceed)\b`)
	unsure         = lazy.Pattern(`(?i)\b(?:for example|for instance|e\.g|such as|suppose|imagine|say,|once upon|in the past|used to|according to|must|(?:we|they|it) should|might|could|would|may|sometimes|often|typically|on average|goal|ideal|ideally|objective|kr:)\b`)
	wasBefore      = lazy.Pattern(`(?i)\b(?:was|were|had|did|last (?:year|month|week)|ago|yesterday|since 20\d\d|in (?:19|20)\d\d)\b`)
)

// isSure reports whether a sentence states what is so, up to a claim in it.
func isSure(before string) bool {
	return !unsure().MatchString(before) && !wasBefore().MatchString(before)
}

// clauseOf returns the last clause of a text.
func clauseOf(before string) string {
	if i := strings.LastIndexAny(before, ",;:—–("); i >= 0 {
		_, before, _ = strings.Cut(before[i:], " ")
	}
	if all := clauseBegins().FindAllStringIndex(before, -1); all != nil {
		return before[all[len(all)-1][1]:]
	}
	return before
}

var clauseBegins = lazy.Pattern(`(?i)(?:^|\s)(?:and|but|so) `)

// isOurs reports whether the limit at from, up to to, is one within which we act.
func isOurs(text string, from, to int) bool {
	before, after := text[:from], text[to:]
	if wePromise(before, after) {
		return true
	}
	own := clauseOf(before)
	if othersClause().MatchString(own) || isCondition(before) {
		return false
	}
	rest := untilClauseEnds(after)
	return isDoneForThem(own, text[from:to]+rest) || bareNoun().MatchString(before) ||
		strings.TrimSpace(before) == "" && (wePromise("", after) || startsOurs(after)) || strings.TrimSpace(own) == "" && youGet().MatchString(rest)
}

// isDoneForThem reports whether a clause says what the customer gets, or what is done by nobody that it names.
func isDoneForThem(own, rest string) bool {
	return passiveForm().MatchString(own+rest) && !bindsCustomer().MatchString(own+rest) || youGet().MatchString(own) || somebodyDoes().MatchString(own) || goesBy().MatchString(own)
}

// startsOurs reports whether a sentence goes on with us behind its limit: "Within two hours, we answer".
func startsOurs(after string) bool {
	m := weBehind().FindStringIndex(after)
	return m != nil && wePromise(after[m[0]:m[1]], after[m[1]:])
}

// isCondition reports whether the part of a sentence at its end, since a comma, is a condition.
func isCondition(before string) bool {
	return conditionBegins().MatchString(before[strings.LastIndexAny(before, ",;:")+1:])
}

func untilClauseEnds(after string) string {
	if i := strings.IndexAny(after, ",;:—–("); i >= 0 {
		after = after[:i]
	}
	if m := clauseBegins().FindStringIndex(after); m != nil {
		after = after[:m[0]]
	}
	return after
}

const (
	ourNouns = `answers?|repl(?:y|ies)|responses?|refunds?|repairs?|deliver(?:y|ies)|quotes?|quotations?|estimates?|callbacks?|confirmations?|decisions?|replacements?|collections?|orders?|parcels?|packages?|goods|visits?|updates?|reports?|resolutions?|engineers?|technicians?|decisions?|proofs?|feedback|money|cop(?:y|ies)|drafts?|reprints?|cleaners?|vans?|drivers?`
	ourDone  = `answered|replied to|responded to|acknowledged|fixed|repaired|mended|solved|resolved|restored|corrected|delivered|shipped|dispatched|despatched|collected|picked up|refunded|reimbursed|repaid|credited|paid back|paid out|` +
		`told|notified|informed|warned|updated|contacted|called back|rung back|sent|issued|replaced|reviewed|returned|inspected|looked at|read|changed|ready|with you|at your [a-z]+|on[- ]site|in your inbox|back with you|back in your [a-z]+|there|reviewed|processed|handled|dealt with|investigated|confirmed|completed|installed|deleted|erased|removed|quoted|put right|rescheduled|redelivered|kept|stored|retained|returned to you|started|settled`
)

var (
	weBehind        = lazy.Pattern(`(?i)(?:^|[,:] ?| )we\b`)
	othersClause    = lazy.Pattern(`(?i)\b(?:if|unless|when|whenever|once|whether|where|who|which|that|because|than|until|before|after|he|she|they)\b`)
	conditionBegins = lazy.Pattern(`(?i)^ *(?:if|unless|when|whenever|once|whether)\b`)
	passiveForm     = lazy.Pattern(`(?i)\b(?:is|are|be|been|being) (?:[a-z]+ ){0,2}?(?:` + ourDone + `)\b`)
	bindsCustomer   = lazy.Pattern(`(?i)\b(?:must|should|shall|responsib[a-z]+|can|may|might|could|would|has to|have to|needs? to|ought to|required|expected to|by (?:you|the customer|your))\b`)
	youGet          = lazy.Pattern(`(?i)\byou(?:['’]ll)? (?:will |can |always |should |also |normally |usually )*(?:gets?|receive|have|expect|hear|see)\b.*\b(?:` + ourNouns + `|from|back)\b|\b(?:candidates|customers|clients) (?:will |always )*(?:get|receive|hear) (?:feedback|back|from|an? )|\btakes us\b|\byou(?:['’]ll)? (?:will |always )*hear (?:back|from)\b|\bexpect (?:an? |the |your |our )?(?:[a-z]+ )?(?:` + ourNouns + `)\b`)
	somebodyDoes    = lazy.Pattern(`(?i)\b(?:person|adviser|advisor|account manager|somebody|someone|engineer|technician|driver|team|desk|specialist|expert|agent|consultant|dispatcher|support|service|desk) (?:here |of ours |always |will |usually |personally )*(?:answers?|repl(?:y|ies)|responds?|calls?|rings?|phones?|comes?|visits?|arrives?|contacts?|fix(?:es)?|gets? back|picks? up|visits?|reviews?|checks?)\b`)
	goesBy          = lazy.Pattern(`(?i)\b(?:` + ourNouns + `) (?:[a-z]+ ){0,3}?(?:ships?|arrives?|comes?|goes|go|takes?|reach(?:es)?|leaves?|follows?)\b`)
	bareNoun        = lazy.Pattern(`(?i)^\W*(?:[a-z-]+ ){0,3}(?:` + ourNouns + `|turnaround|response times?|delivery times?|lead times?|turn-around)(?: times?)?(?: (?:is|are|of))?(?:[ :–-]+(?:e-?mailed|sent|delivered|posted) to you)?[ :–-]*$`)
)

// nearby is how many bytes beside a share may say that it is of the time.
const nearby = 40

var (
	availableForm = lazy.Pattern(`(?i)\b(?:up ?time|availab(?:le|ility)|online|up and running|on time|reachable)\b`)
	moneyForm     = lazy.Pattern(`(?i)\b(?:discount|credit|fee|fees|price|prices|charge|charged|charges|vat|tax|deposit|commission|interest|off|refund|bill|cost|costs|cheaper|pay|paid|salary|profit|revenue|donate|equity|owned|stake|share|raise|bonus|match)\b`)
	halfForm      = lazy.Pattern(`(?i)\bhalf (?:of )?(?:all |the |our |your )?[a-z]+`)
)

func shareClaims(text string) (out []claim) {
	shares := saidShares(text)
	if m := halfForm().FindStringIndex(text); m != nil && len(shares) == 0 {
		shares = append(shares, saidShare{span: span{m[0], m[0] + len("half")}, share: amount.Whole / 2})
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
		out = append(out, claim{span: s.span, does: does, share: s.share})
		break
	}
	return out
}

var (
	isOrWill = lazy.Pattern(`(?i)\b(?:is|are|will|keep|promise|guarantee|of the time|up ?time|availability)\b`)
	ofThings = lazy.Pattern(`(?i)^\)? ?(?:of|will|are)\b`)
	willBe   = lazy.Pattern(`(?i)^[^,;:]*? (?:are|will be|will) (?:[a-z]+ )?(?:` + ourDone + `|arrive|reach|be with)\b|^\)? will (?:arrive|reach|be)\b`)
)
