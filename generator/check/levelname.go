package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// Names of priority levels. Within a sentence, a level is what is said of a case: "critical issues", "P1 calls", "logged as high".
// At the start of a line, in a cell of its own and in a heading, the name alone is one.

// A saidLevel is a priority level that a text names.
type saidLevel struct {
	span
	names []string // "critical", or "p1" for "P1", "priority 1" and "severity one"; both for "P1 (critical)"
}

const (
	levelNumber = `(?:sev|severity|priority|prio|level)(?: of)?[ -]?([0-5]|one|two|three|four|five)`
	levelWords  = `(critical|urgent|emergency|highest|high|medium|lowest|low|major|minor|severe|moderate|normal)`
	levelItem   = `(?:issues?|tickets?|incidents?|faults?|problems?|requests?|cases?|matters?|calls?|tasks?|bugs?|defects?|outages?|errors?|alerts?|failures?|enquir(?:y|ies)|queries|vulnerabilit(?:y|ies)|priority|severity)`
)

var (
	numberedLevel = lazy.Pattern(`(?i)\b(?:p[ -]?([0-5])|` + levelNumber + `)\b`)
	wordedLevel   = lazy.Pattern(`(?i)\b(critical|urgent|emergency|high|medium|low|major|minor)(?:[- ](?:priority|severity))?[ -]` + levelItem + `\b|\b(?:priority|severity):? (critical|urgent|high|medium|low|major|minor)\b`)
	askedLevel    = lazy.Pattern(`(?i)\b(?:if|when|whenever|once)\b[^.,;:]{0,60}? (?:is|are|becomes?|seems?|looks) (?:an? |really |very |truly |so )?(critical|urgent|emergency)(?:[,.;]|$| then\b)|` +
		`\b(?:logged|marked|classed|classified|rated|raised|flagged|categori[sz]ed|reported|treated|tagged|graded|assessed|set|prioriti[sz]ed) as (?:an? )?(critical|urgent|emergency|high|medium|low|major|minor)\b|\b(?:marked|rated|tagged|flagged|labelled) (critical|urgent|emergency|high|medium|low)\b`)
	levelLabel  = lazy.Pattern(`(?i)^(?:(?:p|l)[ -]?([0-5])|s([0-5])|` + levelNumber + `|` + levelWords + `)\b`)
	levelCase   = lazy.Pattern(`(?i)^(?:[- ](?:priority|severity|urgency|impact)\b)?(?:[ -]` + levelItem + `\b)?`)
	nameBehind  = lazy.Pattern(`(?i)^ ?(?:[(:/–—-]+ ?)+(?:(?:p|l)[ -]?([0-5])|s([0-5])|` + levelNumber + `|` + levelWords + `)\b\)?`)
	wordBefore  = lazy.Pattern(`(?i)\b` + levelWords + ` ?(?:[(:/–—-]+ ?)+$`)
	itemNumber  = lazy.Pattern(`^\d{1,2}[).:] *`)
	labelEnds   = lazy.Pattern(`^ ?(?:$|[:;=→(.|/]|[–—]|-+ )`)
	noLevel     = lazy.Pattern(`(?i)\b(?:treat|consider|see|regard|view) [^.;]* ?as an? $|\bnon-$`)
	signsBehind = lazy.Pattern(`^ ?[:=→(–—]`)
)

// behindLevel are words that may follow the name of a level, other than what happens to it: in "P5 envelopes", the name goes on.
var behindLevel = wordSet(`is are was were gets get receives receive has have will must shall should needs need takes take goes go comes come means within in and or to at on for by
	with from under then next first initial response responses reply resolution sla target targets that which where when who if unless until before after during the we you our your affecting involving causing`)

// saidLevels returns the priority levels that a sentence names, in order.
func saidLevels(text string) (out []saidLevel) {
	for _, m := range numberedLevel().FindAllStringSubmatchIndex(text, -1) {
		level := saidLevel{span{m[0], m[1]}, []string{matchedLevel(text, m)}}
		if level.isOfCases(text) {
			out = append(out, level)
		}
	}
	for _, m := range wordedLevel().FindAllStringSubmatchIndex(text, -1) {
		if endsName(text[m[1]:]) && !noLevel().MatchString(text[:m[0]]) {
			out = append(out, saidLevel{span{m[0], m[1]}, []string{matchedLevel(text, m)}})
		}
	}
	for _, m := range askedLevel().FindAllStringSubmatchIndex(text, -1) {
		out = append(out, saidLevel{span{max(m[2], m[4], m[6]), max(m[3], m[5], m[7])}, []string{matchedLevel(text, m)}})
	}
	slices.SortFunc(out, func(a, b saidLevel) int { return a.from - b.from })
	return out
}

// matchedLevel returns the name of a level of which a group of a match holds the number or the word: "p1" for "1" and "one".
func matchedLevel(text string, m []int) string {
	for i := 2; i < len(m); i += 2 {
		if m[i] < 0 {
			continue
		}
		name := strings.ToLower(text[m[i]:m[i+1]])
		if n := numberWords[name]; n > 0 {
			name = strconv.Itoa(n)
		}
		if digit(name[0]) {
			return "p" + name
		}
		return name
	}
	return ""
}

// isOfCases reports whether a level with a number is one of cases, and adds the word beside it: "level 3" may be of a building.
func (l *saidLevel) isOfCases(text string) bool {
	before, behind := text[:l.from], text[l.to:]
	if m := nameBehind().FindStringSubmatchIndex(behind); m != nil {
		l.names = append(l.names, matchedLevel(behind, m))
		return true
	}
	if m := wordBefore().FindStringSubmatchIndex(before); m != nil {
		l.names = append(l.names, matchedLevel(before, m))
		return true
	}
	ofCases := levelCase().FindString(behind)
	if text[l.from]|0x20 == 'l' && ofCases == "" {
		return signsBehind().MatchString(behind)
	}
	return endsName(behind[len(ofCases):])
}

// endsName reports whether the name of a level is over where a text goes on so.
func endsName(behind string) bool {
	if behind == "" || behind[0] != ' ' {
		return len(behind) < 2 || behind[0] != '-' || !isWordByte(behind[1])
	}
	word := strings.ToLower(behind[1 : 1+wordLength(behind[1:])])
	return word == "" || behindLevel[word] || isDigits(word) || strings.HasSuffix(word, "ed")
}

// wordLength returns how many bytes of letters and digits a text begins with.
func wordLength(text string) (n int) {
	for n < len(text) && isWordByte(text[n]) {
		n++
	}
	return n
}

func isDigits(word string) bool { return strings.Trim(word, "0123456789") == "" }

// labelOf returns the level that a line, a cell or a heading has for its label, with the names beside it, and what follows;
// ok is false where a sentence begins so.
func labelOf(text string) (level saidLevel, rest string, ok bool) {
	start := len(text) - len(strings.TrimLeftFunc(text, isSign))
	start += len(itemNumber().FindString(text[start:]))
	m := levelLabel().FindStringSubmatchIndex(text[start:])
	if m == nil {
		return level, "", false
	}
	names := []string{matchedLevel(text[start:], m)}
	end := start + m[1] + len(levelCase().FindString(text[start+m[1]:]))
	level = saidLevel{span{start, end}, names}
	if m := nameBehind().FindStringSubmatchIndex(text[end:]); m != nil {
		level.names = append(level.names, matchedLevel(text[end:], m))
		end += m[1]
		end += len(levelCase().FindString(text[end:]))
	}
	return level, text[end:], labelEnds().MatchString(text[end:])
}

func isSign(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) }

// isDeclared reports whether site.yaml has a level of one of these names, or describes one by it.
func (r *report) isDeclared(names []string) bool {
	return slices.ContainsFunc(r.Site.Levels, func(l syntax.Level) bool {
		known := strings.Fields(strings.ToLower(l.ID.V + " " + l.Name.V))
		for _, text := range []string{l.ID.V, l.Name.V} {
			if level, _, ok := labelOf(text); ok {
				known = append(known, level.names...)
			}
		}
		for _, level := range saidLevels(l.When.V) {
			known = append(known, level.names...)
		}
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(known, name) })
	})
}
