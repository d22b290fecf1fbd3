package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

const placeholder diag.RuleID = "placeholder"

// placeholderRules find what is not written yet.
var placeholderRules = []rule{
	{id: placeholder, check: checkPlaceholders},
	{id: placeholder, check: checkShortPolicy},
}

// blankWords are what a blank between brackets is to be filled with.
const blankWords = `(?:your |the |our )?(?:company|business|firm|client|customer|date|city|town|address|phone|telephone|e-?mail|number|amount|price|insert|website|xx+)(?: [a-z]+){0,4}`

// unwritten finds what stands where somebody meant to write something. Capitals matter, except in a text of that word alone, and in
// blanks. Prose has <name> too, of which whoever reads its HTML tells.
var (
	unwritten = lazy.Pattern(`\b(?:TODO|TBD|TBC|FIXME|EDITME|EDIT ME|XX+)\b|(?i:\blorem ipsum\b|\byour-?(?:domain|company|business)\b|\[(?:` + blankWords + `)\]|\{(?:` + blankWords + `)\}|` +
		`(?:_{2,}|\?{2,}) ?(?:(?:working|business|calendar) )?(?:` + timeUnit + `|hrs?|mins?|%|percent|per cent|pm|o'clock)\b|[£$€] ?(?:_{2,}|\?{2,}))`)
	unwrittenField = lazy.Pattern(`(?i)<(?:` + blankWords + `)>`)
	onlyUnwritten  = lazy.Pattern(`(?i)^\W*(?:tbd|tbc|fixme|x{3,}|wip|work in progress|placeholder|write me|under construction|to be (?:done|written|confirmed|decided|added|completed|announced|defined|determined|agreed)|(?:content |details |more )?(?:to follow|coming soon))\W*$`)
	onlyToDo       = lazy.Pattern(`(?i)^\W*to ?do\W*$`) // as a heading, it stands above what there is to do
)

// longestUnwritten is longer in bytes than a text that only says that it is not written.
const longestUnwritten = 40

// isUnwritten reports whether a text says that it is not written, and nothing else.
func isUnwritten(p passage) bool {
	return len(p.text) < longestUnwritten && !p.heading && (onlyUnwritten().MatchString(p.text) || onlyToDo().MatchString(p.text))
}

// unwrittenIn returns where a text has something that is not written; nil where it has nothing.
func unwrittenIn(p passage) []int {
	if isUnwritten(p) {
		return []int{0, len(p.text)}
	}
	if !p.may(sayUnwritten) {
		return nil
	}
	for _, m := range unwritten().FindAllStringIndex(p.text, -1) {
		if (p.code == nil || !p.code(m[0], m[1])) && isBlankIn(p.text, m[0], m[1]) {
			return m
		}
	}
	return nil
}

var (
	partBefore  = lazy.Pattern(`[\pL\pN/_.={-]$`)
	partAfter   = lazy.Pattern(`^(?:[\pL\pN/_=-]|\.[\pL\pN])`)
	fieldBefore = lazy.Pattern(`(?i)\b(?:fields?|boxe?s?|buttons?|labels?|labell?ed|tags?|columns?)\b`)
	roman       = lazy.Pattern(`(?i)^XX+ (?:chromosomes?|century|centuries|karyotypes?|large|small|and XY)\b|^XX(?:/XY|-large|-small)`)
	chapter     = lazy.Pattern(`\b(?:Article|Part|Chapter|Section|Annex|Appendix|Volume|Title|Schedule|Book|Act|Louis|Bowl|Edition|Figure|Table) $`)
)

// isBlankIn reports whether what looks like a blank is one, and no part of a name, no Roman number and no word in capitals.
func isBlankIn(text string, from, to int) bool {
	before, found, after := text[:from], text[from:to], text[to:]
	switch found[0] {
	case '[', '{':
		return !isQuoted(before) && !partBefore().MatchString(before) && !partAfter().MatchString(after) && !fieldBefore().MatchString(before)
	case 'X':
		return !partBefore().MatchString(before) && !roman().MatchString(text[from:]) && !chapter().MatchString(before)
	case 'T':
		last, _ := utf8.DecodeLastRuneInString(before)
		return !unicode.IsLetter(last) && !isAmongCapitals(before, after)
	}
	return true
}

// isAmongCapitals reports whether the words beside a word in capitals are in capitals, too: "todo" is a word of Spanish.
func isAmongCapitals(before, after string) bool {
	isCapital := func(word string) bool {
		return len(word) > 1 && word == strings.ToUpper(word) && word != strings.ToLower(word)
	}
	words, next := strings.Fields(before), strings.Fields(after)
	return len(words) > 0 && isCapital(words[len(words)-1]) && len(next) > 0 && isCapital(next[0])
}

func checkPlaceholders(r *report, _ *catalog.Offer) {
	tell := func(p passage, m []int) {
		if m != nil {
			r.problems.Add(diag.Problem{At: p.place(m[0], m[1]), Message: fmt.Sprintf("%q stands where something was to be written", p.text[m[0]:m[1]]),
				Help: "Write it, or take it out until you know."})
		}
	}
	for _, p := range r.fields() {
		m := unwrittenIn(p)
		if m == nil && strings.IndexByte(p.text, '<') >= 0 {
			m = unwrittenField().FindStringIndex(p.text)
		}
		tell(p, m)
	}
	for _, p := range r.prose() {
		tell(p, unwrittenIn(p))
	}
}

// leastPolicy is how many words a policy has that says something.
const leastPolicy = 5

// checkShortPolicy reports a policy with hardly a word below its fields, and nothing else to look at.
func checkShortPolicy(r *report, p *catalog.Policy) {
	words := 0
	for _, s := range r.sentencesOf(p.Body) {
		if !s.heading {
			words += len(strings.Fields(s.text))
		}
		if unwrittenIn(s) != nil || unwrittenField().MatchString(s.text) {
			return // is told where it stands
		}
	}
	if p.Public() && hasFields(p) && words < leastPolicy && len(strings.Fields(string(p.Policy.Body.Text))) < leastPolicy && len(p.Body.Links(r.PlainFill)) == 0 {
		r.problems.Add(diag.Problem{At: policyPlace(p), Message: fmt.Sprintf("%q has no rule in it yet: its text is %s long", p.Title, diag.Plural(words, "word")),
			Help: "Write what you do, and for whom, or write visibility: internal until you have."})
	}
}
