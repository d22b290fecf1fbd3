package check

import (
	"cmp"
	"strings"

	"upfront/generator/lazy"
)

// What a sentence says is done, as far as words tell.

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
