package check

import (
	"strings"

	"upfront/generator/lazy"
)

// Who acts within a limit that a sentence names: we, or the customer; and whether the sentence binds us.

// isPromisedAt reports whether a limit in a sentence is one of ours.
func isPromisedAt(text string, from, to int) bool {
	return !isCustomers(text, from, to) && !isDeniedAt(text, from) && isSure(text[:from]) && isOurs(text, from, to)
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
