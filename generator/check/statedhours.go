package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Hours that a text states: days, times of day, or both, of being open. Below a heading such as "Opening hours", in a table of them
// and in a list behind "We are open:", a row or an item is read whole.

// saidHours are some days, or the time between two of a day, in a text.
type saidHours struct {
	span
	passage  passage
	days     clock.Days // none for times
	from, to clock.TimeOfDay
}

const (
	weekdayName = `(?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs?|day|sday|nesday|rsday|urday)?s?`
	timeOfDay   = `(?:(\d{1,2})(?:[:.](\d{2}))?(?: ?(a\.m\.|p\.m\.|am\b|pm\b))?|(noon|midday|midnight))`
)

var (
	daysForm  = lazy.Pattern(`(?i)\b` + weekdayName + `\b\.?(?: ?(?:to|through|thru|until|till|and|[-–—,&/]|, and) ?` + weekdayName + `\b)*|\b(?:on weekdays|weekdays|weekends?|every day|daily)\b`)
	timesForm = lazy.Pattern(`(?i)\b` + timeOfDay + ` ?(?:to|until|till|and|[-–—]) ?` + timeOfDay)
	dayName   = lazy.Pattern(`(?i)\b(mon|tue|wed|thu|fri|sat|sun)`)
	isRange   = lazy.Pattern(`(?i)[-–—]|\b(?:to|through|thru|until|till)\b`)
)

// hoursIn returns the days and times of day that a text names, in order.
func hoursIn(p passage) (out []saidHours) {
	text := p.text
	if m := closedThen().FindStringIndex(text); m != nil {
		text = text[:endBefore(text, m[0])]
	}
	for _, m := range daysForm().FindAllStringIndex(text, -1) {
		days := daysOf(text[m[0]:m[1]])
		if days != 0 && !strings.HasPrefix(text[m[1]:], " of ") && !isDeniedAt(text, m[0]) {
			out = append(out, saidHours{span: span{m[0], m[1]}, passage: p, days: days})
		}
	}
	for _, m := range timesForm().FindAllStringSubmatchIndex(text, -1) {
		if from, to, ok := timesOf(text, m); ok {
			out = append(out, saidHours{span: span{m[0], m[1]}, passage: p, from: from, to: to})
		}
	}
	slices.SortFunc(out, func(a, b saidHours) int { return cmp.Compare(a.span.from, b.span.from) })
	return out
}

// mayStateHours reports whether a text may name days, or times of day. Most that have a number do not, and an expression takes
// longer to tell.
func mayStateHours(p passage) bool {
	if p.may(sayDay) {
		return true
	}
	for i := range len(p.text) {
		if digit(p.text[i]) && isTimeBehind(p.text[i+1:]) {
			return true
		}
	}
	return false
}

// isTimeBehind reports whether a number may be a time of day, as it goes on: "8:30", "8 am", "8–17".
func isTimeBehind(rest string) bool {
	if rest != "" && (rest[0] == ':' || rest[0] == '.') {
		return len(rest) > 1 && digit(rest[1])
	}
	rest = strings.TrimPrefix(rest, " ")
	for _, sign := range []string{"am", "pm", "a.m", "p.m", "to ", "until ", "till ", "and ", "-", "–", "—"} {
		if beginsWith(rest, sign) {
			return true
		}
	}
	return false
}

// closedThen finds words that say when nobody is there.
var (
	closedThen = lazy.Pattern(`(?i)\b(?:closed|except (?:on |for )?(?:mon|tue|wed|thu|fri|sat|sun|week)|not|but)\b`)
	saidOpen   = lazy.Pattern(`(?i)\bopen\b`)
)

// endBefore returns where a text ends that is about being open, before words that say when nobody is there.
func endBefore(text string, closed int) int {
	if end := strings.LastIndexAny(text[:closed], ";,–—("); end >= 0 {
		return end
	}
	if saidOpen().MatchString(text[:closed]) {
		return closed
	}
	return 0
}

// daysOf returns the days that words such as "Monday to Friday" name; none where they are no names, such as "the sun".
func daysOf(words string) clock.Days {
	switch first, _ := utf8.DecodeRuneInString(words); {
	case strings.EqualFold(words, "every day"), strings.EqualFold(words, "daily"):
		return clock.EveryDay
	case beginsWith(words, "weekend"):
		return clock.DaysOf(time.Saturday, time.Sunday)
	case beginsWith(words, "weekday"), beginsWith(words, "on weekday"):
		return clock.EveryDay &^ clock.DaysOf(time.Saturday, time.Sunday)
	case !unicode.IsUpper(first):
		return 0
	}
	var set clock.Days
	var last time.Weekday
	end := 0
	for i, m := range dayName().FindAllStringIndex(words, -1) {
		day := time.Weekday(slices.Index([]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}, strings.ToLower(words[m[0]:m[1]])))
		if i > 0 && isRange().MatchString(words[end:m[0]]) {
			for ; last != day; last = (last + 1) % 7 {
				set |= clock.DaysOf(last)
			}
		}
		set |= clock.DaysOf(day)
		last, end = day, m[1]
	}
	return set
}

// timesOf returns the times of day of a match of timesForm; ok is false where they may be other numbers.
func timesOf(text string, m []int) (from, to clock.TimeOfDay, ok bool) {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	if next, _ := utf8.DecodeRuneInString(text[m[1]:]); unicode.IsLetter(next) || unicode.IsDigit(next) || next == ':' {
		return 0, 0, false
	}
	isTime := group(2)+group(3)+group(4)+group(6)+group(7)+group(8) != "" || fromBefore().MatchString(text[:m[0]]) && endsTimes().MatchString(text[m[1]:])
	firstHalf, secondHalf := half(group(3)), half(group(7))
	from, ok1 := minutesOf(group(1), group(2), group(4), firstHalf, 0)
	to, ok2 := minutesOf(group(5), group(6), group(8), secondHalf, clock.Midnight)
	switch {
	case firstHalf == 0 && secondHalf == 'p' && from < 12*60 && from+12*60 < to: // from 1 to 5 pm
		from += 12 * 60
	case secondHalf == 0 && group(8) == "" && to <= from && from <= 13*60: // 8:30 to 5:30
		to += 12 * 60
	}
	return from, to, isTime && ok1 && ok2 && from != to && to <= clock.Midnight
}

var (
	fromBefore = lazy.Pattern(`(?i)(?:\b(?:from|between|daily|weekends?|every day|[a-z]+days?|mon|tue|wed|thu|fri|sat|sun),?|:) $`)
	endsTimes  = lazy.Pattern(`(?i)^(?:$|[.,;)]| (?:on|from|every|daily|mon|tue|wed|thu|fri|sat|sun|weekdays))`)
)

// half returns 'a' or 'p' for the half of a day, 0 for none.
func half(words string) byte {
	if words == "" {
		return 0
	}
	return words[0] | 0x20
}

// minutesOf returns a time of day; midnight is that of "midnight".
func minutesOf(hour, minute, word string, half byte, midnight clock.TimeOfDay) (clock.TimeOfDay, bool) {
	if word != "" {
		if strings.EqualFold(word, "midnight") {
			return midnight, true
		}
		return 12 * 60, true
	}
	h, _ := strconv.Atoi(hour)
	min, _ := strconv.Atoi(minute)
	if half != 0 {
		h %= 12
	}
	if half == 'p' {
		h += 12
	}
	return clock.TimeOfDay(h*60 + min), h <= 24 && min < 60
}

// statedIn reports the hours that texts state in which all is closed.
func (w *hoursReader) statedIn(all []passage) {
	if w.open == nil {
		return
	}
	context := hoursContext{}
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].spot.Block == all[i].spot.Block && all[i].spot.Block > 0 {
			end++
		}
		block := all[i:end]
		i = end
		if context.read(block) {
			w.compare(hoursOfBlock(block))
			continue
		}
		for _, p := range block {
			if !p.heading && !p.quote && p.may(sayMeasure) && p.may(sayOpen) && mayStateHours(p) && !otherHours().MatchString(p.text) && saysOpen(p.text) {
				w.compare(hoursIn(p))
			}
		}
	}
}

// hoursOfBlock returns the hours of all sentences of a block, none where they are hours of something else.
func hoursOfBlock(block []passage) (said []saidHours) {
	for i, p := range block {
		if p.quote || otherHours().MatchString(p.text) {
			return nil
		}
		if mayStateHours(p) {
			said = append(said, hoursIn(p)...)
		}
		if i > 0 && p.spot.Cell > 1 { // "From" and "To" have columns of their own
			both := block[i-1].text + " to " + p.text
			if m := timesForm().FindStringSubmatchIndex(both); m != nil && m[0] == 0 && m[1] == len(both) {
				if from, to, ok := timesOf(both, m); ok {
					said = append(said, saidHours{span: span{0, len(p.text)}, passage: p, from: from, to: to})
				}
			}
		}
	}
	return said
}

// hoursContext is what stands above a text: a heading, the head of a table, or a line that ends in a colon.
type hoursContext struct{ heading, table, list bool }

// read notes what a block says of those below it, and reports whether it is itself about hours.
func (c *hoursContext) read(block []passage) bool {
	first, last := block[0], block[len(block)-1]
	switch at := first.spot; {
	case first.heading:
		*c = hoursContext{heading: first.may(sayOpen) && hoursHeading().MatchString(first.text)}
		return false
	case at.Head:
		c.table = slices.ContainsFunc(block, func(p passage) bool { return p.may(sayOpen) && hoursHeading().MatchString(p.text) })
		return false
	case at.Cell > 0:
		return c.heading || c.table
	case at.Depth > 0:
		return c.heading || c.list
	}
	c.table = false
	c.list = strings.HasSuffix(last.text, ":") && last.may(sayOpen) && saysOpen(last.text)
	return c.heading
}

var (
	hoursHeading = lazy.Pattern(`(?i)\b(?:opening|office|business|support|service|phone|telephone|desk|contact|our|shop|store)s?(?: desk)? (?:hours|times)\b|^(?:hours|open)\b|\bwhen (?:we are|we['’]re|are we) (?:open|here|there|available)\b`)
	otherHours   = lazy.Pattern(`(?i)\b(?:meetings?|lunch|deliver(?:y|ies|ed|s)?|collect(?:ion|ions|ed|s)?|class(?:es)?|sessions?|events?|quiet|core|breaks?|training|interviews?|courses?|this|today|tomorrow|` +
		`january|february|april|june|july|august|september|october|november|december|P[SD]?T|E[SD]?T|C[SD]T|CES?T|UTC|GMT|BST|IST|AES?T|eastern|pacific|central)\b|\d(?:st|nd|rd|th)?(?: of)? (?:march|may)\b`)
	ourHours = lazy.Pattern(`(?i)\b(?:our|opening|office|business|support|phone|telephone|desk|help ?desk) (?:[a-z]+ )?(?:hours|times)(?: are| run|:)|\bhours:|^\W*(?:telephone|phone|chat|support|help ?desk|service ?desk|office|desk|shop|store|workshop|reception)(?: [a-z]+)?:\W*(?:mon|tue|wed|thu|fri|sat|sun|weekdays|daily|every day|\d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m|to|[-–]))`)
	weAnswer = lazy.Pattern(`(?i)\b(?:answers?|open|here|there|available|on duty|staffed|takes? calls|pick up)\b`)
	isOpen   = lazy.Pattern(`(?i)\b(?:open|staffed|manned|on duty|available|reachable|answered)\b`)
)

// saysOpen reports whether a text says when we are open, or there to be reached.
func saysOpen(text string) bool {
	m := isOpen().FindStringIndex(text)
	switch {
	case machines().MatchString(text), theirs().MatchString(text), wasBefore().MatchString(text), unsure().MatchString(text):
		return false
	case ourHours().MatchString(text), reachUs().MatchString(text), m != nil && (ofWhom().MatchString(text[:m[1]]) || strings.TrimSpace(text[:m[0]]) == ""):
		return true
	}
	if m = weAnswer().FindStringIndex(text); m == nil {
		return false
	}
	return wePromise(text[:m[0]], text[m[0]:])
}

// compare reports the first of said hours in which all is closed. Times are of the days before them, or of those behind where they
// come first; of no days, they are of those on which anything opens.
func (w *hoursReader) compare(said []saidHours) {
	timesFirst := len(said) > 0 && said[0].days == 0
	var days []saidHours // that the next times are of
	pending := false     // no times have come for them
	for i, s := range said {
		if s.days != 0 {
			if !pending {
				days = nil
			}
			days, pending = append(days, s), true
			continue
		}
		of := days
		if timesFirst && i+1 < len(said) && said[i+1].days != 0 {
			of = said[i+1 : i+2]
		}
		if pending = false; w.tellTimes(s, of) {
			return
		}
	}
	for _, d := range days {
		if pending && !timesFirst && d.isOpenOn() && w.tellDays(d) {
			return
		}
	}
}

var (
	openBefore = lazy.Pattern(`(?i)\b(?:open|answers?|available|here|there|staffed|manned|(?:reach|call|ring|phone) us|take calls|reachable)` +
		`(?: (?:the|your|our|phones?|calls?|questions?|e-?mails?|mails?|messages?|too|also|even|on|at|from|during|by|as|well))* $`)
	openBehind = lazy.Pattern(`(?i)^,? (?:too,? |also,? )?(?:we(?: are|['’]re) (?:open|here|there|available)|our [a-z ]+ (?:is|are) (?:open|staffed|available|there)|you can (?:reach|call|ring|phone) us)\b`)
)

// isOpenOn reports whether a text says of days alone that somebody is there.
func (s saidHours) isOpenOn() bool {
	return openBefore().MatchString(s.passage.text[:s.span.from]) || openBehind().MatchString(s.passage.text[s.span.to:])
}

// tellTimes reports times of some days in which all is closed, and whether they are.
func (w *hoursReader) tellTimes(s saidHours, of []saidHours) bool {
	var set clock.Days
	for _, d := range of {
		set |= d.days
	}
	var first clock.WeekTime
	found, covered := false, false
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		if set != 0 && !set.Has(day) || set == 0 && !w.open.OpensOn(day) {
			continue
		}
		closed, ok := w.open.ClosedWithin(day, s.from, s.to)
		covered = covered || !ok
		if ok && !found {
			first, found = closed, true
		}
	}
	if !found || set == 0 && covered {
		return false
	}
	at, words := s.place(), s.words()
	if len(of) > 0 && of[0].passage.text == s.passage.text {
		whole := saidHours{span: span{min(of[0].span.from, s.span.from), max(of[len(of)-1].span.to, s.span.to)}, passage: s.passage}
		at, words = whole.place(), whole.words()
	}
	closed := "on " + first.Day.String()
	if w.open.OpensOn(first.Day) {
		closed += " at " + first.Time.String()
	}
	w.tell(at, words, closed, openThen)
	return true
}

// tellDays reports days on which all is closed, and whether there are any.
func (w *hoursReader) tellDays(s saidHours) bool {
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); s.days.Has(day) && !w.open.OpensOn(day) {
			w.tell(s.place(), s.words(), "on "+day.String(), openThen)
			return true
		}
	}
	return false
}

func (s saidHours) place() diag.Place { return s.passage.place(s.span.from, s.span.to) }
func (s saidHours) words() string     { return s.passage.text[s.span.from:s.span.to] }
