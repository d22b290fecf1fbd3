package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// The functions of this file find numbers and times in English sentences. They do not find all, but what they find is
// right.

// sameWords reports whether two texts differ in capitals, punctuation and space alone.
func sameWords(a, b string) bool {
	for {
		var x, y rune
		x, a = nextLetter(a)
		y, b = nextLetter(b)
		if x != y || x == 0 {
			return x == y
		}
	}
}

// nextLetter returns the next letter, digit or sign of a text, in small letters, and what follows it; 0 at its end.
func nextLetter(text string) (rune, string) {
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) || r == '%' {
			return unicode.ToLower(r), text
		}
	}
	return 0, ""
}

// span is a part of a text, in bytes.
type span struct{ from, to int }

var sentenceEnd = lazy.Pattern(`[.!?…]+["”')]*(?:\s+|$)|\n\n+`)

// sentences cuts a text into its sentences.
func sentences(text string) []span {
	var out []span
	from := 0
	for _, m := range sentenceEnd().FindAllStringIndex(text, -1) {
		out = append(out, span{from, m[1]})
		from = m[1]
	}
	if strings.TrimSpace(text[from:]) != "" {
		out = append(out, span{from, len(text)})
	}
	return out
}

// numberWords holds the numbers that people write out.
var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}

const (
	numeral  = `\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred`
	timeUnit = `minutes?|hours?|days?|weeks?|months?|years?`
)

// anyNumber finds what makes a sentence one that can be measured: a number, or a day or hour that everybody knows.
var anyNumber = lazy.Pattern(`(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|dozen|half|twice)\b` +
	`|\b(?:an?|one|the|the same|same|the next|next|that|this) (?:next |same |following )?(?:working |business )?(?:minute|hour|day|morning|afternoon|evening|night|week|month|quarter|year)\b` +
	`|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:today|tomorrow|tonight|overnight|noon|midnight|lunchtime)\b`)

// isMeasured reports whether a sentence has a number or a moment in it.
func isMeasured(sentence string) bool {
	return strings.ContainsAny(sentence, "0123456789") || textStems.in(sentence)&sayMeasure != 0 && anyNumber().MatchString(sentence)
}

// saidTime is a length of time that a sentence names.
type saidTime struct {
	span
	time    clock.Duration
	working bool // "4 working hours"
	limits  bool // "within", "in", "at most" stand before it
}

// word is a word or number of a text, in small letters.
type word struct {
	span
	text string
}

// appendWords appends the words of a text. Numbers keep their points and commas; a hyphen parts words.
func appendWords(out []word, text string) []word {
	for i := 0; i < len(text); {
		if !wordByte(text[i]) {
			i++
			continue
		}
		from := i
		for i < len(text) && (wordByte(text[i]) || i+1 < len(text) && digit(text[i-1]) && (text[i] == '.' || text[i] == ',') && digit(text[i+1])) {
			i++
		}
		out = append(out, word{span{from, i}, strings.ToLower(text[from:i])})
	}
	return out
}

func wordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || digit(b) || b == '\'' || b >= 0x80
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// timeUnits holds the words for units of time.
var timeUnits = map[string]clock.Unit{
	"minute": clock.Minute, "minutes": clock.Minute, "min": clock.Minute, "mins": clock.Minute,
	"hour": clock.Hour, "hours": clock.Hour, "hr": clock.Hour, "hrs": clock.Hour, "h": clock.Hour,
	"day": clock.Day, "days": clock.Day, "week": clock.Week, "weeks": clock.Week,
	"fortnight": clock.Week, "fortnights": clock.Week, "month": clock.Month, "months": clock.Month, "year": clock.Year, "years": clock.Year,
}

// saidTimes finds the lengths of time in a text: "4 working hours", "two days", "half an hour", "48h".
func saidTimes(text string) []saidTime {
	var out []saidTime
	var room [48]word
	all := appendWords(room[:0], text)
	for i, unit := range all {
		u, ok := timeUnits[unit.text]
		if !ok && digit(unit.text[0]) && !digit(unit.text[len(unit.text)-1]) { // "48h", as in the data, or "24hrs"
			number := strings.TrimRight(unit.text, "abcdefghijklmnopqrstuvwxyz")
			if d, err := clock.ParseDuration(number + cmp.Or(timeUnits[unit.text[len(number):]].String(), "?")); err == nil {
				out = append(out, saidTime{span: unit.span, time: d, limits: isLimiting(all[:i])})
			} else if d, err := clock.ParseDuration(unit.text); err == nil {
				out = append(out, saidTime{span: unit.span, time: d, limits: isLimiting(all[:i])})
			}
		}
		if !ok {
			continue
		}
		t := saidTime{span: span{to: unit.to}}
		n := i - 1
		if n >= 0 && (all[n].text == "working" || all[n].text == "business" || all[n].text == "calendar") {
			t.working = all[n].text != "calendar"
			n--
		}
		if t.time, n, ok = lengthBefore(all, n, u); ok && (all[n].text != "the" || !strings.HasSuffix(unit.text, "s")) {
			if strings.HasPrefix(unit.text, "fortnight") {
				t.time.N *= 2
			}
			t.from, t.limits = all[n].from, isLimiting(all[:n])
			out = append(out, t)
		}
	}
	return out
}

// lengthBefore reads the number that ends at all[n], and returns where it begins, too.
func lengthBefore(all []word, n int, u clock.Unit) (clock.Duration, int, bool) {
	if n < 0 {
		return clock.Duration{}, 0, false
	}
	number, before := all[n].text, ""
	if n > 0 {
		before = all[n-1].text
	}
	count := numberWords[number]
	switch {
	case u == clock.Hour && number == "an" && before == "half":
		return clock.Duration{N: 30, Unit: clock.Minute}, n - 1, true
	case count > 0 && count < 10 && numberWords[before] >= 20 && numberWords[before] < 100: // twenty-four
		n, count = n-1, numberWords[before]+count
	case count > 0 && before == strconv.Itoa(count): // 5 (five)
		n--
	case number == "of" && before == "couple":
		n, count = n-1, 2
		if n > 0 && all[n-1].text == "a" {
			n--
		}
	case number == "a", number == "an", number == "the" && (before == "within" || before == "inside"):
		count = 1
	}
	if count > 0 {
		number = strconv.Itoa(count)
	} else if !digit(number[0]) {
		return clock.Duration{}, 0, false
	}
	d, err := clock.ParseDuration(strings.ReplaceAll(number, ",", "") + u.String())
	return d, n, err == nil
}

// isLimiting reports whether the words before a number make it a limit.
func isLimiting(before []word) bool {
	n := len(before)
	if n > 0 && (before[n-1].text == "just" || before[n-1].text == "only") {
		n--
	}
	switch {
	case n == 0:
		return false
	case slices.Contains([]string{"within", "inside", "in", "under"}, before[n-1].text):
		return true
	}
	return n > 1 && slices.Contains([]string{"at most", "at least", "more than", "later than", "less than", "up to"}, before[n-2].text+" "+before[n-1].text)
}

// placeIn returns the place of some words within a text, from and to in bytes of it. The value of
// a text is without its quotes; its width tells whether it has them, or characters that are written as two. Where the place
// is not sure, such as below the first line, it is that of the whole text.
func placeIn(t syntax.Text, from, to int) diag.Place {
	at := t.At
	line, _, _ := strings.Cut(t.V, "\n")
	skipped := utf8.RuneCountInString(t.V[:from])
	switch long := utf8.RuneCountInString(line); {
	case to > len(line):
		return at
	case at.Width == long:
	case at.Width == long+2:
		skipped++
	default:
		return at
	}
	at.Column, at.Width = at.Column+skipped, utf8.RuneCountInString(t.V[from:to])
	return at
}
