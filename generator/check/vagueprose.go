package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Vague words in the prose of a policy. Prose does much beside promising: it tells what happened, what others should do, what
// is wished for. So a word counts only where we act, in a sentence that says what we do or will do.

// checkPolicyWords warns of a vague time in what a policy says that we do. Advice to the reader, conditions and headings
// are no promises.
func checkPolicyWords(r *report, p *catalog.Policy) {
	if !p.Public() {
		return
	}
	for _, sentence := range r.sentencesOf(p.Body) {
		if sentence.heading || sentence.quote || !sentence.may(sayVague) || strings.HasSuffix(sentence.text, "?") {
			continue
		}
		words := vagueWords(sentence.text)
		for _, w := range words[:min(len(words), mostInProse)] {
			told := diag.Problem{Severity: diag.Warning, At: sentence.place(w.from, w.to)}
			if w.prose && isPromised(sentence.text, w) && !r.linksToPromise(p, sentence, w) && !r.problems.Counts(told) {
				told.Message, told.Help = fmt.Sprintf(w.message, sentence.text[w.from:w.to]), `Say when, in numbers, or name the promise that says it: {{ promise "capability.promise" }}.`
				r.problems.Add(told)
			}
		}
	}
}

// linksToPromise reports whether a sentence of a policy links to a capability that promises what a vague word of it is about.
func (r *report) linksToPromise(p *catalog.Policy, sentence passage, w vagueWord) bool {
	from, to := sentence.place(0, 1), sentence.place(len(sentence.text)-1, len(sentence.text))
	does := vagueAction(sentence.text[:w.from], sentence.text[w.to:], w.vagueForm)
	for _, l := range p.Body.Links(r.PlainFill) {
		if at := l.At; at.Line < from.Line || at.Line == from.Line && at.Column < from.Column || at.Line > to.Line || at.Line == to.Line && at.Column > to.Column {
			continue
		}
		t, _ := r.Follow(p.Body.File(), l)
		if t.Kind == catalog.ToCapability && slices.ContainsFunc(r.backings(), func(b backing) bool {
			return b.promise != nil && b.promise.Capability.ID == t.ID && b.does&does != 0
		}) {
			return true
		}
	}
	return false
}

// What one sentence of prose is looked at for.
const (
	mostInProse = 3       // vague words
	mostBefore  = 2 << 10 // bytes before one, which may say who acts
)

// isPromised reports whether a sentence promises with a vague word what we do for a customer.
func isPromised(sentence string, w vagueWord) bool {
	before, word, after := sentence[max(0, w.from-mostBefore):w.from], sentence[w.from:w.to], sentence[w.to:min(len(sentence), w.to+wayBack)]
	does := vagueAction(before, after, w.vagueForm)
	if does == 0 || belongsElsewhere(before, word, after) || othersAct().MatchString(before) || othersDo().MatchString(before) && nextVerb().MatchString(after) {
		return false
	}
	own, rest := clauseOf(before), word+untilClauseEnds(after)
	part := before[strings.LastIndexAny(before, ",;:(")+1:] // with the subject before "and"
	named := theCustomer().MatchString(own + rest)
	if wePromise(before, after) {
		return named || w.vagueForm != rhythm && (theirMatter().MatchString(own+rest) || does&^forCustomers == 0 && len(strings.Fields(own+rest)) <= shortClause)
	}
	return (theCustomer().MatchString(part+rest) || theirMatter().MatchString(part)) && !othersClause().MatchString(own) && !isCondition(before) && isSure(before) &&
		isDoneForThem(own, rest)
}

// shortClause is how many words a clause has at most that says for whom something is done by saying no more.
const shortClause = 8

// forCustomers are the actions that are done for somebody who waits, whether or not a sentence names them.
const forCustomers = doAnswer | doFix | doRestore | doDeliver | doCollect | doRefund | doTell | doReplace | doVisit | doReturn | doSend

var (
	rhythm, effort = &vagueForms[1], &vagueForms[2]

	theCustomer = lazy.Pattern(`(?i)\b(?:you|your|customers?|clients?)\b`)
	theirMatter = lazy.Pattern(`(?i)\b(?:complaints?|problems?|issues?|incidents?|enquir(?:y|ies)|inquir(?:y|ies)|queries|questions?|requests?|messages?|e-?mails?|calls?|tickets?|orders?|parcels?|refunds?|claims?|faults?|deliver(?:y|ies)|appeals?)\b`)
	toDo        = lazy.Pattern(`(?i)^ to (?:[a-z]+ly |always )?(.*)`)
)

// vagueAction returns what is done so vaguely: the action of the clause, or of the next words; of an effort, that which it is made for.
func vagueAction(before, after string, form *vagueForm) actions {
	if m := toDo().FindStringSubmatch(after); form == effort && m != nil {
		verb, _, _ := strings.Cut(m[1], " ")
		if m := manyWords().FindStringIndex(m[1]); m != nil && m[0] == 0 {
			return doAnswer
		}
		return verbs[strings.ToLower(verb)]
	}
	own := clauseOf(before)
	if all := weBehind().FindAllStringIndex(own, -1); all != nil {
		own = own[all[len(all)-1][0]:]
	}
	does := lastAction(own)
	if does == 0 {
		does = nextAction(firstWords(after, 2))
	}
	if form == rhythm {
		does &= doTell | doDecide | doVisit | doAnswer | doSend
	}
	return does
}

// firstWords returns the first words of a text, up to the end of its clause.
func firstWords(text string, n int) string {
	for i := range text {
		if text[i] == ' ' && i > 0 {
			if n--; n == 0 {
				return untilClauseEnds(text[:i])
			}
		}
	}
	return untilClauseEnds(text)
}

var (
	compared   = lazy.Pattern(`(?i)(?:-|\b(?:more|less|coming|better|see you(?: \w+)?) )$`)
	adjective  = lazy.Pattern(`(?i)^(?:quick|fast|prompt|rapid|swift|speedy|timely)$`)
	ofAService = lazy.Pattern(`(?i)^ (?:and|or|but|for|to|in|when|on|at|with|by|from|as|enough|if|(?:[a-z]+ )?(?:repl(?:y|ies)|responses?|answers?|actions?|attention|deliver(?:y|ies)|refunds?|` +
		`services?|support|help|turnaround|resolutions?|solutions?|fix(?:es)?|payments?|repairs?|collections?|updates?|reports?|notice|decisions?|times?|manner|way|fashion))\b`)
	nounBehind = lazy.Pattern(`(?i)^(?:-[a-z]| [a-z])`)
	ourBest    = lazy.Pattern(`(?i)^ (?:work|job|thinking|selves)\b`)
	othersAct  = lazy.Pattern(`(?i)\b(?:ask|encourage|urge|advise|recommend|expect|invite|remind|require|want|need|would like|help|let|allow|enable|train|teach)(?:s|es|ing)? (?:that )?` +
		`(?:you|them|him|her|everyone|everybody|anyone|people|all|each|(?:[a-z]+ ){0,2}[a-z]+s) (?:[\pL’' ]+ )?to\b[^.;:]*$`)
	othersDo = lazy.Pattern(`(?i)\b(?:you|they|them)(?: (?:can|could|may|might|should|must|to))? $`)
	nextVerb = lazy.Pattern(`(?i)^ (?:[b-z][a-z]{2,}|a[a-ce-mo-z][a-z]+)\b`) // not "and", "as", "at" or "in"
)

// belongsElsewhere reports whether a word says no time of what we do: a comparison, part of another word, a noun's property.
func belongsElsewhere(before, word, after string) bool {
	switch {
	case compared().MatchString(before), strings.HasSuffix(strings.ToLower(word), "our best") && ourBest().MatchString(after):
		return true
	case strings.HasPrefix(after, "-"):
		return true
	}
	return adjective().MatchString(word) && nounBehind().MatchString(after) && !ofAService().MatchString(after)
}

// wordSet returns a set of words.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// The words of which a clause is made, as far as they tell who acts in it and whether that is a promise. Many sentences are
// asked, so that this is no expression.
var (
	joins      = wordSet("and but so")
	conditions = wordSet("if unless when whenever once whether where wherever")
	relations  = wordSet("that because who which whose while than")
	assures    = wordSet("promise promises ensure ensures sure guarantee guarantees confirm")
	pronouns   = wordSet("you they it he she i")
	fillers    = wordSet("also always all both still usually now then do each therefore will ll sometimes often just really")
	// unbound are what stands behind "we" where it tells, wishes, allows or must, and binds nobody.
	unbound = wordSet("need want would d ve hope wish prefer expect believe think know wonder may might could should must encourage see did had was were " +
		"found made went came got built took gave began became grew knew saw said told held kept left lost met paid ran sent sold spent thought understood won wrote chose felt fell brought learnt grown known seen gone done been")
)

// clause is what is known of the clause that is read: who acts, and where their verb begins.
type clause struct {
	who     string // empty where nobody is named
	verb    int
	waiting bool // it is a condition, behind which another may begin without a comma
}

// wePromise reports whether what stands around a word makes us the ones who act, in a clause that promises: the word's own,
// or the first of the sentence where that names nobody.
func wePromise(before, after string) bool {
	var own, first clause
	previous := ""
	for at := 0; at < len(before); {
		from := at
		for at < len(before) && isWordByte(before[at]) {
			at++
		}
		word := strings.ToLower(before[from:at])
		if word == "" {
			c, size := utf8.DecodeRuneInString(before[at:])
			if at += size; strings.ContainsRune(",;:—–", c) {
				own, previous = clause{}, ""
			}
			continue
		}
		own = own.after(word, previous, before, at)
		if first.who == "" {
			first = own
		}
		previous = word
	}
	if own.who == "" {
		own = first
	}
	return own.who == us && binds(before[own.verb:]+after)
}

// Those who act.
const us, others = "we", "they"

// after returns the clause behind another word of it, which ends at a byte of the text.
func (c clause) after(word, previous, text string, at int) clause {
	switch {
	case joins[word]:
		return clause{}
	case word == "that" && assures[previous] && c.who == us:
	case conditions[word]:
		return clause{who: others, waiting: true}
	case relations[word]:
		return clause{who: others}
	case word == "our" && c.who == "" && (previous == "" || joins[previous]) && hasNoun(text[at:]):
		noun := strings.IndexByte(text[at+1:], ' ')
		return clause{who: us, verb: at + 1 + max(noun, 0)}
	case word == us && (c.who == "" || relations[previous] || c.waiting && !conditions[previous]):
		return clause{who: us, verb: at}
	case pronouns[word] && c.who == "":
		return clause{who: others}
	}
	return c
}

// binds reports whether a verb says what we do or will do, and not what we did, may do or wish for.
func binds(verb string) bool {
	words := strings.FieldsFunc(strings.ToLower(verb), func(c rune) bool { return c >= utf8.RuneSelf || !isWordByte(byte(c)) })
	for len(words) > 0 && fillers[words[0]] {
		words = words[1:]
	}
	switch {
	case len(words) == 0:
		return true
	case words[0] == "have" && len(words) > 1:
		return words[1] != "to" && !isPast(words[1])
	}
	return !unbound[words[0]] && !isPast(words[0])
}

func isPast(verb string) bool { return len(verb) > 3 && strings.HasSuffix(verb, "ed") || unbound[verb] }

func isWordByte(c byte) bool { return c == '_' || isLetter(c) || '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// hasNoun reports whether a word follows a space.
func hasNoun(rest string) bool { return len(rest) > 1 && rest[0] == ' ' && isLetter(rest[1]) }
