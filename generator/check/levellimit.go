package check

import (
	"strings"

	"upfront/generator/lazy"
)

// Which times of a sentence are those within which something is done for a case of a level.

// levelSpan is a time within which something is done.
type levelSpan struct {
	said string // "1h", or the words for a moment
	does actions
}

// limitsOf returns the times within which something is done, in a sentence. Behind the label of a level, a time alone is one.
func limitsOf(p passage, from int, labelled bool) (out []levelSpan) {
	if !p.may(sayTime | sayMoment | sayNow) {
		return nil
	}
	text := p.text[from:]
	for _, t := range saidTimes(text) {
		before, after := text[:t.from], text[t.to:]
		if isLimitOf(before, after, labelled) && !isOthersTime(text, t.from, t.to) {
			out = append(out, levelSpan{t.time.String(), actionAround(text, t.from, t.to)})
		}
	}
	if len(out) > 0 {
		return out
	}
	if m := nowLimit().FindStringIndex(text); m != nil && labelled && p.may(sayNow) {
		return append(out, levelSpan{strings.ToLower(text[m[0]:m[1]]), actionAround(text, m[0], m[1])})
	}
	if m := dayLimit().FindStringIndex(text); m != nil {
		before, does := text[:m[0]], actionAround(text, m[0], m[1])
		if (does != 0 || labelled && onlySigns().MatchString(before) || limitNoun().MatchString(before)) && !wasBefore().MatchString(before) {
			out = append(out, levelSpan{strings.ToLower(text[m[0]:m[1]]), does})
		}
	}
	return out
}

var (
	dayLimit  = lazy.Pattern(`(?i)\b(?:the )?(?:same|next|following)[- ](?:working |business )?day\b`)
	nowLimit  = lazy.Pattern(`(?i)^[^\pL\pN]*(?:immediate(?:ly)?|straight away|right away|at once|instant(?:ly)?)(?:$|[,;.(/])|\b(?:immediate|instant) (?:first |initial )?(?:response|reply|answer|attention)\b|\b(?:respond|answer|reply|start|begin|work)[a-z]* (?:[a-z]+ ){0,2}(?:immediately|straight away|at once)\b`)
	notOurs   = lazy.Pattern(`(?i)\b(?:must|should|please|to|will|you|always) report\b|^report\b|\breported (?:to|by|within) |\beffective\b|\bexamples?:`)
	limitNoun = lazy.Pattern(`(?i)\b(?:respon[a-z]*|repl(?:y|ies)|answer[a-z]*|acknowledg[a-z]*|resol[a-z]*|repair[a-z]*|fix[a-z]*|restor[a-z]*|turn-?around|targets?|sla|call-?backs?|on-?site|attend[a-z]*|visits?|updates?|time to [a-z]+)` +
		`(?: (?:times?|targets?|goals?|is|are|of|in|an?|the|about|under|max|maximum|sla))*[^\pL\pN<>]*(?:\d+ ?(?:-|–|to) ?)?$`)
	nounBehindTime = lazy.Pattern(`(?i)^[- ](?:first |initial |maximum )?(?:respon[a-z]*|reply|turn-?around|resol[a-z]*|call-?back|fix|repair|sla|target)\b`)
	onlySigns      = lazy.Pattern(`(?i)^[^\pL\pN<>]*(?:(?:get|gets|is|are|have|has|the|next|an?|in|under|max|maximum|target|up|to|about|within) )*(?:\d+ ?(?:-|–|to) ?)?$`)
	bareEnds       = lazy.Pattern(`(?i)^(?:[^\pL\pN ]| [^\pL\pN]|$| (?:or|max|maximum|during|from|by|after|and|in|on|at|to|24|working|business|response|reply|resolution|target|first|if|when|for (?:an? |the )?(?:first |initial )?(?:response|reply|answer|fix|repair|resolution|call-?back))\b)`)
)

// isOthersTime reports whether somebody else acts in a time, or whether it is one that was or that may be.
func isOthersTime(text string, from, to int) bool {
	before := text[:from]
	return isCustomers(text, from, to) || notOurs().MatchString(before) || wasBefore().MatchString(before) || isCondition(before) && isDeniedAt(text, from)
}

// isLimitOf reports whether a time between two parts of a text is one within which something is done.
func isLimitOf(before, after string, labelled bool) bool {
	switch {
	case moreThan().MatchString(before), leastTime().MatchString(before), eachTime().MatchString(after):
		return false
	case limitWordsBefore().MatchString(before), underSign().MatchString(before), atLatest().MatchString(after), limitNoun().MatchString(before), nounBehindTime().MatchString(after):
		return true
	case inBefore().MatchString(before):
		return lastAction(before) != 0
	}
	return labelled && onlySigns().MatchString(before) && bareEnds().MatchString(after)
}

var underSign = lazy.Pattern(`(?:<|≤|&lt;) ?=? ?(?:\d+ ?(?:-|–) ?)?$`)

var eachTime = lazy.Pattern(`(?i)^(?: an?| per| each| every|/) ?(?:hour|day|week|month|year)\b`)
