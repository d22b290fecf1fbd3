package openslo

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"upfront/generator/amount"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// limit is the bound that a number is compared with.
type limit struct {
	field  string // within, at_least or at_most; empty where there is none
	value  string // as a capability has it: 5m, 500 milliseconds
	spoken string // as a sentence has it
	isTime bool   // it is a time that something takes
	note   string
}

// words says the limit in a sentence: "at most 500 milliseconds".
func (l limit) words() string {
	return map[string]string{"within": "within ", "at_least": "at least ", "at_most": "at most "}[l.field] + l.spoken
}

// operators are the ways to compare a value with its limit. Upfront knows no "less than": what is at the limit is good.
var operators = map[string]string{"lt": "at_most", "lte": "at_most", "gt": "at_least", "gte": "at_least"}

// limit reads the limit of an objective whose indicator is a number.
func (r *reader) limit(o *object, v yamltext.Value, ind *indicator) (limit, bool) {
	owner := fmt.Sprintf("an objective of the SLO %q", o.name.Text)
	op, hasOp := r.requiredText(v, "op", owner, "lt, lte, gt or gte, since its indicator is a thresholdMetric")
	value, hasValue := r.requiredText(v, "value", owner, "the limit, since its indicator is a thresholdMetric")
	if !hasOp || !hasValue {
		return limit{}, false
	}
	field, known := operators[op.Text]
	n, err := amount.ParseNumber(numeral(value.Text))
	switch {
	case !known:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: op.At, Message: fmt.Sprintf("%q is no op", op.Text),
			Help: diag.DidYouMean(op.Text, []string{"lt", "lte", "gt", "gte"}, "Write one of: lt, lte, gt, gte.")})
		return limit{}, false
	case err != nil:
		r.misread(value, err)
		return limit{}, false
	}
	if len(op.Text) == 2 {
		r.leaveOut(op.At, strict, "op: %s", op.Text)
	}
	u, guessed := unitOf(n, o, v, ind)
	l := limitOf(field, n, u)
	switch {
	case u == unit{}:
		l.note = fmt.Sprintf("%s of what? OpenSLO does not say. Write the unit behind the number, such as %s milliseconds.", value.Text, value.Text)
		r.leaveOut(value.At, unasked, "value: %s, of what?", value.Text)
	case guessed:
		l.note = fmt.Sprintf("That the unit is %s was read from a name. Make sure that it is.", u.many)
		r.leaveOut(value.At, unasked, "value: %s, taken for %s", value.Text, u.many)
	}
	return l, true
}

// limitOf words a limit. A time of whole minutes that something may take at most is a time limit.
func limitOf(field string, n amount.Number, u unit) limit {
	value := strings.TrimSpace(n.String() + " " + u.many)
	if n == amount.Int(1) {
		value = strings.TrimSpace(n.String() + " " + u.one)
	}
	l := limit{field: field, value: value, spoken: value}
	if d, ok := u.minutes(n); ok && field == "at_most" {
		l.field, l.value, l.spoken, l.isTime = "within", d.String(), inWords(d.String()), true
	}
	return l
}

// unit is what a value is counted in. A minute is times of them and per, as a fraction.
type unit struct {
	one, many  string
	times, per int64
}

var (
	milliseconds = unit{"millisecond", "milliseconds", 1, 60_000}
	seconds      = unit{"second", "seconds", 1, 60}
	minutes      = unit{"minute", "minutes", 1, 1}
	hours        = unit{"hour", "hours", 60, 1}
	days         = unit{"day", "days", 24 * 60, 1}
	percent      = unit{one: "percent", many: "percent"}
	bytes        = unit{one: "byte", many: "bytes"}
)

// unitWords are the words that say a unit wherever they stand in a name.
var unitWords = map[string]unit{
	"ms": milliseconds, "msec": milliseconds, "msecs": milliseconds, "millis": milliseconds, "millisecond": milliseconds, "milliseconds": milliseconds,
	"sec": seconds, "secs": seconds, "second": seconds, "seconds": seconds,
	"mins": minutes, "minutes": minutes, "hour": hours, "hours": hours, "hrs": hours, "days": days,
	"percent": percent, "percentage": percent, "pct": percent, "bytes": bytes,
}

// shortUnits say a unit right behind a number, or in a label.
var shortUnits = map[string]unit{"s": seconds, "m": minutes, "min": minutes, "minute": minutes, "h": hours, "hr": hours, "d": days, "day": days, "%": percent, "byte": bytes}

// most is the largest number that can be a time: so that nothing overflows, and far beyond a hundred years.
const most = 1_000_000_000

// minutes returns a number of units as a time limit, if it is whole minutes and no more than can be promised.
func (u unit) minutes(n amount.Number) (clock.Duration, bool) {
	if u.times == 0 || n > amount.Int(most) {
		return clock.Duration{}, false
	}
	scaled, per := int64(n)*u.times, u.per*int64(amount.Int(1))
	if scaled%per != 0 {
		return clock.Duration{}, false
	}
	d := clock.Duration{N: scaled / per, Unit: clock.Minute}
	switch {
	case u == days && d.N%(24*60) == 0:
		d = clock.Duration{N: d.N / (24 * 60), Unit: clock.Day}
	case d.N%60 == 0:
		d = clock.Duration{N: d.N / 60, Unit: clock.Hour}
	}
	_, err := clock.ParseDuration(d.String())
	return d, err == nil
}

// unitOf finds the unit of a value: in a label, behind the same number in words, or in names, where it is guessed.
func unitOf(n amount.Number, o *object, v yamltext.Value, ind *indicator) (u unit, guessed bool) {
	for _, label := range []string{ind.unit, unitLabel(o.metadata)} {
		if u, ok := unitWord(label); ok {
			return u, false
		}
	}
	shown, _ := v.Get("displayName")
	for _, text := range []string{shown.Text, o.title(), o.description(), ind.title, ind.description} {
		if u, ok := unitAfter(n, text); ok {
			return u, false
		}
	}
	var all []unit
	for _, text := range slices.Concat([]string{o.name.Text, o.title()}, ind.hints, ind.queries) {
		for _, word := range wordsOf(text) {
			if u, ok := unitWords[word]; ok && !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	converted := slices.ContainsFunc(ind.queries, func(query string) bool { // from one unit to another
		return slices.ContainsFunc(wordsOf(query), func(word string) bool { return slices.Contains([]string{"1000", "1e3", "60", "3600"}, word) })
	})
	if len(all) != 1 || converted {
		return unit{}, false
	}
	return all[0], true
}

func unitWord(word string) (unit, bool) {
	word = strings.ToLower(word)
	if u, ok := unitWords[word]; ok {
		return u, true
	}
	u, ok := shortUnits[word]
	return u, ok
}

// unitLabel returns what a label or annotation says about the unit, such as unit: ms.
func unitLabel(metadata yamltext.Value) string {
	for _, group := range []string{"labels", "annotations"} {
		v, _ := metadata.Get(group)
		for _, f := range v.Fields {
			if words := wordsOf(f.Name); len(words) > 0 && words[len(words)-1] == "unit" && f.Value.Kind == yamltext.Scalar {
				return f.Value.Text
			}
		}
	}
	return ""
}

var numberWithUnit = lazy.Pattern(`([0-9][0-9.,]*) ?(%|[A-Za-z]+)`)

// unitAfter finds the number in a text, and the unit behind it.
func unitAfter(n amount.Number, text string) (unit, bool) {
	for _, m := range numberWithUnit().FindAllStringSubmatch(text, -1) {
		if value, err := amount.ParseNumber(m[1]); err != nil || value != n {
			continue
		}
		if u, ok := unitWord(m[2]); ok {
			return u, true
		}
	}
	return unit{}, false
}

// wordsOf cuts a name into its words, in small letters: requestMsec and request_msec are both request and msec.
func wordsOf(name string) []string {
	var b strings.Builder
	small := false
	for _, c := range name {
		if unicode.IsUpper(c) && small {
			b.WriteByte(' ')
		}
		small = unicode.IsLower(c)
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			c = ' '
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return strings.Fields(b.String())
}

// timeKind says what kind of time it is that something takes, as far as names tell.
func timeKind(names []string) string {
	for _, word := range wordsOf(strings.Join(names, " ")) {
		switch word {
		case "response", "respond", "answer", "answered", "reply", "acknowledge", "acknowledged", "ack":
			return "response"
		case "resolution", "resolve", "resolved", "restore", "restored", "repair", "repaired", "recovery", "fix", "fixed":
			return "resolution"
		}
	}
	return "duration"
}
