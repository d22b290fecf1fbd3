package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

const promiseVague diag.RuleID = "promise-vague"

// vagueRules find words that each reader measures differently, in what the business promises. Words of others
// are not judged: what a customer said, and quotations.
var vagueRules = []rule{
	{id: promiseVague, check: checkOptionWords, english: true},
	{id: promiseVague, check: func(r *report, e *catalog.Excluded) { r.reportVague(e.Instead, e.If) }, english: true},
	{id: promiseVague, check: checkPromiseWords, english: true},
	{id: promiseVague, check: checkPolicyWords, english: true},
	{id: promiseVague, check: checkAgreementWords, draft: diag.Warning, english: true},
	{id: promiseVague, check: checkLineWords, draft: diag.Warning, english: true},
}

// vagueForms holds the words by what they leave open, longer forms first, with what is said of them. Each form has one of the
// stems at the begin of a word: most sentences have none, and are not searched further.
var vagueForms = []vagueForm{
	{"%q is a different time to each reader", "",
		"soon|asap|a.s.a.p|quick|fast|prompt|swift|rapid|speed|shortly|timely|due course|good time|no time|delay|early as|earliest|near future|right away|reasonable time|reasonable period", anyOf(`as (?:soon|quickly|fast|promptly|swiftly|rapidly|early) as (?:(?:is|it is|reasonably|practically|humanly|we|possibly) )*(?:possible|practicable|practical|feasible|can|possibly can)`,
			`asap`, `a\.s\.a\.p\.?`, `in (?:a )?(?:timely|prompt|speedy) (?:manner|fashion|way)`, `in due course`, `in good time`, `in no time`, `(?:in|within) a reasonable (?:time|period)`, `without (?:undue |unnecessary )?delay`,
			`at (?:our|the|your) earliest (?:convenience|opportunity)`, `in the near future`, `right away`, `(?:very |pretty )?(?:quickly|quick|swiftly|swift|promptly|prompt|rapidly|rapid|speedily|speedy|shortly|soon|fast|timely)`), true},
	{"%q is a different rhythm to each reader", `Say how often, such as "every Monday by 10:00" or "on the first of each month".`,
		"regular|periodically|frequently|time to time", anyOf(`on a regular basis`, `regularly`, `periodically`, `frequently`, `from time to time`), true},
	{"%q says how hard you try, and not what the customer gets", "Say what you do, as a fact that somebody could see, or leave it out.",
		"best|hardest|utmost|effort|takes", anyOf(`best[ -](?:efforts?|endeavou?rs?)`, `(?:do|try|doing|trying) our (?:very )?(?:best|hardest|utmost)`, `(?:make )?every effort`, `whatever it takes`), true},
	{"%q lets each reader decide when it holds", `Name the case, such as "when the bridge is open" or "on working days", or leave the condition out.`,
		"possible|practica|feasible|needed|required|necessary|appropriate", anyOf(`(?:wherever|whenever|where|when|if|as far as|insofar as) (?:(?:is|it is|at all|reasonably) )*(?:possible|practicable|practical|feasible)`,
			`as (?:and when )?(?:needed|required|necessary|appropriate)`, `(?:where|when|if) (?:needed|required|necessary|appropriate)`), false},
	{"%q means something else to each reader", "Say what the customer would see or count, or leave the word out.",
		"reasonabl|world|best|state|industry|cutting|second to|quality|exceptional|excellen|seamless", anyOf(`reasonabl[ey]`, `world[- ]class`, `best[- ]in[- ]class`, `state[- ]of[- ]the[- ]art`, `industry[- ]leading`, `cutting[- ]edge`, `second to none`,
			`(?:top|high|highest)[- ]quality`, `exceptional(?:ly)?`, `excellen(?:t|ce)`, `seamless(?:ly)?`), false},
	{"%q is a different time to each reader", "",
		"immediate|instant|straight|at once|then and there|there and then", anyOf(`immediately`, `instant(?:aneous)?ly`, `straight ?away`, `at once`, `then and there`, `there and then`,
			`(?:immediate|instant) (?:repl(?:y|ies)|responses?|answers?|help|support|action|attention|refunds?|service|replacements?|repairs?|updates?|notice)`), true},
}

type vagueForm struct {
	message, help string // without help: a vague time, for which timeHelp makes it
	stems         string // in small letters, with | between them
	form          func() *regexp.Regexp
	prose         bool // in a policy's prose, too
}

func anyOf(forms ...string) func() *regexp.Regexp {
	return lazy.Pattern(`(?i)\b(?:` + strings.Join(forms, "|") + `)\b`)
}

// vagueWord is a vague word in a text.
type vagueWord struct {
	span
	*vagueForm
	sentence span
}

// vagueWords returns the vague words of a text, without those in sentences that name something to measure.
func vagueWords(text string) []vagueWord {
	if textStems.in(text)&sayVague == 0 {
		return nil
	}
	var out []vagueWord
	for _, s := range sentences(text) {
		words := vagueIn(text[s.from:s.to])
		if len(words) == 0 || isMeasured(text[s.from:s.to]) {
			continue
		}
		for _, w := range words {
			out = append(out, vagueWord{span{s.from + w.from, s.from + w.to}, w.vagueForm, s})
		}
	}
	return out
}

// What one sentence is looked at for.
const (
	maxVague = 100 // words of a kind
	wayBack  = 200 // bytes before a word, in which it may be denied
)

func vagueIn(sentence string) []vagueWord {
	var out []vagueWord
	forms := textStems.in(sentence)
	for i := range vagueForms {
		f := &vagueForms[i]
		if forms&(1<<i) == 0 {
			continue
		}
		for _, m := range f.form().FindAllStringIndex(sentence, maxVague) {
			taken := slices.ContainsFunc(out, func(w vagueWord) bool { return m[0] < w.to && w.from < m[1] })
			if !taken && !isExcused(sentence[:m[0]], sentence[m[1]:]) && !(f == atOnceForm && isNoTime(sentence[:m[0]], sentence[m[1]:])) {
				out = append(out, vagueWord{span: span{m[0], m[1]}, vagueForm: f})
			}
		}
	}
	slices.SortFunc(out, func(a, b vagueWord) int { return a.from - b.from })
	return out
}

var (
	denied  = lazy.Pattern(`(?i)(?:\b(?:not|never|no|nothing|nobody|cannot|without|rather than|instead of|how|too|so)|n['’]t)(?: [a-z'’]+){0,3} $`)
	asSoon  = lazy.Pattern(`(?i)\bas $`)
	asEvent = lazy.Pattern(`(?i)^ as\b`)
)

// isExcused reports whether a word is not meant as a promise: it is denied, quoted, or part of "as soon as" an event.
func isExcused(before, after string) bool {
	quoted := isQuoted(before)
	before = lastWords(before[max(0, len(before)-wayBack):], 6)
	return quoted || denied().MatchString(before) || asSoon().MatchString(before) && asEvent().MatchString(after)
}

var (
	atOnceForm  = &vagueForms[5]
	notInTime   = lazy.Pattern(`(?i)\b(?:(?:effective|effect|force|valid|appl(?:y|ies)) (?:again )?|(?:all|both|several|many|much|more|everything|everybody|everyone|multiple|together)(?: (?:of )?(?:[a-z]+ ){0,2}[a-z]+)? |you (?:can|may|could|are free to) (?:[a-z]+ ){1,5})$`)
	notInTimeTo = lazy.Pattern(`(?i)^ (?:after|before|following|preceding|prior to|below|above|behind|beside|next to|adjacent|beneath)\b`)
)

// isNoTime reports whether a word for at once says no time in which something is done: it says in which order, where, how many
// together, from when a rule holds, or that a customer need not wait.
func isNoTime(before, after string) bool {
	return notInTime().MatchString(before) || notInTimeTo().MatchString(after)
}

// isQuoted reports whether what follows a text stands between double quotes.
func isQuoted(before string) bool {
	return strings.Count(before, `"`)%2 == 1 || strings.LastIndex(before, "“") > strings.LastIndex(before, "”")
}

// lastWords returns the last words of a text, with the space before them.
func lastWords(text string, n int) string {
	for i := len(text) - 2; i >= 0; i-- {
		if text[i] == ' ' {
			if n--; n == 0 {
				return text[i:]
			}
		}
	}
	return text
}

func checkPromiseWords(r *report, p *catalog.Promise) {
	if p.Visibility.V == "internal" {
		return
	}
	if !isPraise(p.Says.V) {
		r.reportVagueTime(p.Says, p, "Then write within: 4h below it.")
	}
	remedy := p.OnMiss.Remedy
	r.reportVague(p.Short, p.Means, remedy.Short, remedy.Amount, remedy.Base, remedy.Cap)
	for _, t := range remedy.Tiers {
		r.reportVague(t.Credit)
	}
}

func checkOptionWords(r *report, c *catalog.Capability) {
	for _, o := range c.Options {
		if o.To.Kind == syntax.InWords {
			r.reportVague(syntax.Text{V: o.To.Written, At: o.To.At})
		}
		r.reportVague(o.Needs, o.Price)
	}
}

func checkAgreementWords(r *report, a *agreement.Agreement) {
	if cadence := a.Updates.Cadence; !atOnceForm.form().MatchString(cadence.V) { // at once is one
		r.reportVague(cadence)
	}
	for _, e := range a.Exceptions {
		r.reportVague(e.Instead)
	}
}

// checkLineWords passes over what was understood of a wish that is answered no: it is no promise.
func checkLineWords(r *report, l *agreement.Line) {
	switch {
	case l.Answer.V == "no":
	case l.BackedBy != nil:
		r.reportVagueTime(l.Understood, l.BackedBy.Promise, "")
	default:
		r.reportVague(l.Understood)
	}
	r.reportVague(l.Instead, l.If)
}

func (r *report) reportVague(texts ...syntax.Text) {
	for _, t := range texts {
		r.reportVagueTime(t, nil, "")
	}
}

// reportVagueTime reports the vague words of a text. The help for a vague time names the time of the promise that the text is
// about; where there is none, it ends with then.
func (r *report) reportVagueTime(t syntax.Text, p *catalog.Promise, then string) {
	for _, w := range vagueWords(t.V) {
		help := w.help
		if help == "" {
			help = timeHelp(t.V, w, limitWords(p), then)
		}
		r.problems.Add(diag.Problem{At: placeIn(t, w.from, w.to), Message: fmt.Sprintf(w.message, t.V[w.from:w.to]), Help: help})
	}
}

var article = lazy.Pattern(`(?i)\b(?:an?|the|our|your|with) ?$`)

// timeHelp says what to write for a vague time. One at the end of its sentence is replaced there, in the author's words.
func timeHelp(text string, w vagueWord, limit, then string) string {
	example := "within 4 working hours"
	if limit != "" {
		example, then = "within "+limit, ""
	}
	help := fmt.Sprintf("Say when, in numbers, such as %q.", example)
	before := strings.TrimSpace(text[w.sentence.from:w.from])
	if before != "" && !article().MatchString(before) && strings.Trim(text[w.to:w.sentence.to], " .!\n") == "" {
		help = fmt.Sprintf("Say when: %q", before+" "+example+".")
	}
	return strings.TrimSpace(help + " " + then)
}

// limitWords returns a promise's own time as its sentence would say it: "4 working hours". It is empty where there is
// none, or one for each level, or no promise.
func limitWords(p *catalog.Promise) string {
	if p == nil {
		return ""
	}
	d, _, ok := p.WithinFor("")
	if !ok || d.IsZero() {
		return ""
	}
	return timeWords(d, d.Business || p.Clock.V == "business")
}

// timeWords returns a length of time in words: "4 working hours".
func timeWords(d clock.Duration, working bool) string {
	unit := map[clock.Unit]string{clock.Minute: "minute", clock.Hour: "hour", clock.Day: "day", clock.Week: "week", clock.Month: "month", clock.Year: "year"}[d.Unit]
	if d.N != 1 {
		unit += "s"
	}
	if working {
		unit = "working " + unit
	}
	return fmt.Sprintf("%d %s", d.N, unit)
}
