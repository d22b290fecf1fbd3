package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

const (
	toneCondescending diag.RuleID = "tone-condescending"
	jargon            diag.RuleID = "jargon"
)

// toneRules judge how texts speak to a customer: words that make little of what they find hard, and initials that they may not know.
var toneRules = []rule{
	{id: toneCondescending, check: checkTone, english: true},
	{id: jargon, check: checkInitials, english: true},
}

// condescending finds words that say to whoever finds it hard that it is not. "Just" is plain where it is of time, measure or right.
var condescending = lazy.Pattern(`(?i)\b(?:obviously|needless to say|it goes without saying|as (?:you (?:should|will|must|may|might|probably|surely|already|well|no doubt)(?: already| well| surely)? (?:know|be aware|have (?:read|seen))|you (?:know|are(?: no doubt)? aware)|(?:everyone|everybody|anyone|anybody) knows)|` +
	`(?:everyone|everybody) knows|of course,? you|even a child|bothered to|as we have (?:already |repeatedly )?(?:explained|said|told|mentioned|stated)|you (?:should|ought to|must) (?:already |surely |really )?know (?:that|how|by now)|(?:all )?you (?:simply|just) (?:have|need) to|(?:it is|it['’]s|this is|that is) (?:very |so |really )?(?:trivial|obvious)|` +
	`simply (?:click|call|ring|write|send|visit|go|fill|tell|email|e-mail|reply|follow|enter|log|open|use|contact|ask|choose|select|press|type|put|leave|let|give|read|check|return|add|sign|pay|bring|do|make|take|turn|plug|restart|download|copy)|` +
	`(?:you|they|customers)(?: can| could| should| must| may)? simply|just (?:click|call|ring|write|send|fill|tell|email|e-mail|reply|follow|enter|log|ask|choose|select|press|type|read|check|return|sign|do|plug|restart|turn|download|remember))\b`)

// isDenied finds a denial right before such words: "not everybody knows".
var isDenied = lazy.Pattern(`(?i)\b(?:not|n['’]t|never) (?:[a-z]+ )?$`)

func checkTone(r *report, _ *catalog.Offer) {
	for _, p := range slices.Concat(r.fields(), r.prose()) {
		if !p.may(sayTone) {
			continue
		}
		if m := condescending().FindStringIndex(p.text); m != nil && !isDenied().MatchString(p.text[:m[0]]) {
			r.problems.Add(diag.Problem{At: p.place(m[0], m[1]), Message: fmt.Sprintf("%q says to whoever finds it hard that it is easy", p.text[m[0]:m[1]]),
				Help: "Leave the word out: the sentence says the same without it."})
		}
	}
}

// initialForm finds initials: two to five capitals, with digits or a small s behind them.
var initialForm = lazy.Pattern(`\b[A-Z]{2,5}s?\b`)

// known are initials that nearly everybody reads as a word, and those for countries, money, days and files.
var known = wordSet(`TODO TBD TBC FIXME EDIT WIP XX XXX XXXX XXXXX NAME DATE CITY TOWN PHONE EMAIL PRICE ASAP GDPR HMRC UK US USA EU UN GB NI UAE NZ AM PM GMT BST UTC CET CEST EST PST OK ID IDS TV PC PCS CD DVD VAT PDF PDFS FAQ FAQS USB SIM PIN GPS SMS URL URLS WWW HTML CSV ZIP JPG PNG XML JSON API IT AI
	CEO HR PO BOX NB PS RSVP DIY ATM BBC NHS DHL UPS GBP EUR USD CHF BIC IBAN LTD LLC PLC INC CO QR AGM OS MOT LED DJ MP MPS PR ISO DIN CE KG KM CM MM KW MB GB TB MON TUE WED THU FRI SAT SUN
	JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC II III IV VI VII VIII IX XI XII NOT AND OR NO YES ALL NEVER ALWAYS ONLY MUST ANY NOW HERE NEW FREE STOP WILL CAN MAY HAS HAVE BE IT ITS THIS THAT YOU YOUR WE OUR WITH FROM AFTER DO DON IS ARE TO THE OF IN ON AT BY FOR IF`)

// checkInitials reports initials, once each, that no text of the site explains.
func checkInitials(r *report, o *catalog.Offer) {
	passages := slices.Concat(r.prose(), r.fields())
	explained := r.explainedInitials(passages)
	words := sync.OnceValue(func() map[string]bool { return shortWords(passages) })
	for _, p := range passages {
		if !p.may(sayInitials) || isShouted(p.text) {
			continue
		}
		for _, m := range initialForm().FindAllStringIndex(p.text, -1) {
			initials := p.text[m[0]:m[1]]
			name := strings.TrimSuffix(initials, "s")
			if known[name] || explained[name] || isCurrency(name) || p.code != nil && p.code(m[0], m[1]) || isPartOfWord(p.text, m[0], m[1]) {
				continue
			}
			explained[name] = true
			if words()[strings.ToLower(initials)] { // its capitals are for emphasis
				continue
			}
			r.problems.Add(diag.Problem{At: p.place(m[0], m[1]), Message: fmt.Sprintf("not every customer knows what %q is", initials),
				Help: fmt.Sprintf("Say it in words, or add it to content/glossary.yaml, such as %s: what it is.", name)})
		}
	}
}

func isCurrency(code string) bool {
	_, err := amount.ParseCurrency(code)
	return err == nil
}

// shortWords returns the words in small letters that are as short as initials.
func shortWords(passages []passage) map[string]bool {
	words := map[string]bool{}
	for _, p := range passages {
		from := 0
		for at := 0; at <= len(p.text); at++ {
			if at < len(p.text) && isWordByte(p.text[at]) {
				continue
			}
			if n := at - from; 2 <= n && n <= 6 && 'a' <= p.text[from] && p.text[from] <= 'z' {
				words[p.text[from:at]] = true
			}
			from = at + 1
		}
	}
	return words
}

// isShouted reports whether most words of a text are in capitals, so that these are no initials.
func isShouted(text string) bool { return strings.ToUpper(text) == text && strings.Contains(text, " ") }

// isPartOfWord reports whether capitals are part of a number, an address, a code or a name: "A66", "M62-J3", "AB12 3CD", "example.COM".
func isPartOfWord(text string, from, to int) bool {
	joined := func(c byte) bool { return digit(c) || strings.IndexByte("-_./@#&:+", c) >= 0 }
	return from > 0 && (joined(text[from-1]) || text[from-1] >= 0x80) && text[from-1] != '.' || to < len(text) && joined(text[to]) && to+1 < len(text) && (isWordByte(text[to+1]) || digit(text[to+1])) ||
		to+1 < len(text) && text[to] == ' ' && digit(text[to+1])
}

// explainedInitials returns the initials that the glossary has, that are ours or a partner's name, or that stand in brackets
// beside what they are short for.
func (r *report) explainedInitials(passages []passage) map[string]bool {
	all := map[string]bool{}
	add := func(text string) {
		for _, initials := range initialForm().FindAllString(text, -1) {
			all[strings.TrimSuffix(initials, "s")] = true
		}
	}
	for _, e := range r.Glossary {
		add(e.Key.V)
		all[strings.ToUpper(e.Key.V)] = true
	}
	for _, e := range r.Partners {
		add(e.V.Name.V)
	}
	for _, c := range r.Capabilities {
		add(c.Title.V)
	}
	add(r.Site.Business.Name.V + " " + r.Site.Business.LegalName.V)
	for _, p := range passages {
		if m := beforeColon().FindStringSubmatch(p.text); p.may(sayInitials) && m != nil {
			add(m[1])
		}
		if p.may(sayInitials) && strings.ContainsAny(p.text, "(") {
			for _, m := range inBrackets().FindAllStringSubmatch(p.text, -1) {
				add(m[1])
			}
		}
	}
	return all
}

// beforeColon finds initials at the begin of a text, with what they mean behind a colon or a dash.
var beforeColon = lazy.Pattern(`^([A-Z]{2,5}s?)(?::| [-–—=]) (?:an? |the )?[\pL]+(?:[ -][\pL]+|$)`)

// inBrackets finds initials in brackets behind what they mean, and those with what they mean in brackets.
var inBrackets = lazy.Pattern(`([A-Z]{2,5}s?(?:["”’])?\)|[A-Z]{2,5} \((?:[a-z]|[A-Z][a-z]))`)
