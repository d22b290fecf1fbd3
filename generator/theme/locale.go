package theme

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Locale writes words, numbers, money, dates and times in the site's language. The forms of numbers and dates are in the
// words file of the language, below "locale" and "unit". A Locale does not change. A missing key is a mistake of this
// program, and panics: a language without every key of English is not loaded.
type Locale struct {
	language string
	words    map[string]string
	quotes   quotes
}

// Language returns the site's language, BCP 47.
func (l Locale) Language() string { return l.language }

// Direction returns "ltr" or "rtl".
func (l Locale) Direction() string { return l.words["locale.direction"] }

// Has reports whether there is such a word.
func (l Locale) Has(key string) bool {
	_, ok := l.words[key]
	return ok
}

// Word returns a fixed text with its places filled: Word("kept", "n", "190") puts 190 for {n}.
func (l Locale) Word(key string, pairs ...string) string {
	text, ok := l.words[key]
	if !ok {
		panic(fmt.Sprintf("theme: no word is called %q", key))
	}
	if len(pairs) == 0 {
		return text
	}
	return fill(text, pairs)
}

// Count returns the text of key.one or key.other, as the language has it for the number, with {n} the number as people write it.
func (l Locale) Count(key string, n int, pairs ...string) string {
	form, number := ".other", strconv.Itoa(n)
	for one := range strings.FieldsSeq(l.words["locale.one"]) {
		if one == number {
			form = ".one"
		}
	}
	return l.Word(key+form, append(pairs, "n", l.Int(n))...)
}

// word is Word for templates, where a missing key is the author's mistake.
func (l Locale) word(key string, pairs ...any) (string, error) {
	if !l.Has(key) {
		return "", fmt.Errorf("no word is called %q", key)
	}
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("word %q: give a name and a value for each place", key)
	}
	texts := make([]string, len(pairs))
	for i, p := range pairs {
		texts[i] = fmt.Sprint(p)
	}
	return l.Word(key, texts...), nil
}

// fill puts values for {names}. A value is never searched for names.
func fill(text string, pairs []string) string {
	room := len(text)
	for i := 1; i < len(pairs); i += 2 {
		room += len(pairs[i])
	}
	var out strings.Builder
	out.Grow(room)
	for {
		before, rest, found := strings.Cut(text, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		value, ok := valueOf(name, pairs)
		if !closed || !ok {
			out.WriteString("{")
			text = rest
			continue
		}
		out.WriteString(value)
		text = after
	}
}

func valueOf(name string, pairs []string) (string, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1], true
		}
	}
	return "", false
}

// Int writes a whole number.
func (l Locale) Int(n int) string { return l.Number(strconv.Itoa(n)) }

// Number writes a decimal number, given as "1250.50", with the decimal sign and the groups of the language.
func (l Locale) Number(decimal string) string {
	digits, negative := strings.CutPrefix(decimal, "-")
	whole, places, fraction := strings.Cut(digits, ".")
	out := ""
	if least, err := strconv.Atoi(l.words["locale.group_from"]); err == nil && len(whole) >= least {
		for ; len(whole) > 3; whole = whole[:len(whole)-3] {
			out = l.words["locale.group"] + whole[len(whole)-3:] + out
		}
	}
	out = whole + out
	if fraction {
		out += l.words["locale.decimal"] + places
	}
	if negative {
		return "−" + out
	}
	return out
}

// Percent writes a share in hundredths: "99.95" as "99.95%".
func (l Locale) Percent(decimal string) string {
	return l.Word("locale.percent", "n", l.Number(decimal))
}

// Money writes a sum, a decimal number and an ISO 4217 code: "38.50" and "GBP" as "£38.50".
func (l Locale) Money(decimal, currency string) string {
	if sign, ok := l.words["locale.sign."+currency]; ok {
		return l.Word("locale.money", "sign", sign, "n", l.Number(decimal))
	}
	return l.Word("locale.money_code", "code", currency, "n", l.Number(decimal))
}

// Date writes a day in full, with the year: "1 March 2027". The day is that of t's own zone.
func (l Locale) Date(t time.Time) string {
	return l.Word("locale.date", "day", strconv.Itoa(t.Day()), "month", l.Month(t.Month()), "year", strconv.Itoa(t.Year()))
}

// Time writes the time of day in t's own zone, without naming it: "07:42".
func (l Locale) Time(t time.Time) string {
	half := "am"
	if t.Hour() >= 12 {
		half = "pm"
	}
	return l.Word("locale.time", "hour", t.Format("15"), "hour12", t.Format("3"), "minute", t.Format("04"), "half", l.words["locale."+half])
}

// Moment writes a day and a time with its zone: "11 March 2026, 07:42 GMT".
func (l Locale) Moment(t time.Time) string {
	zone, _ := t.Zone()
	return l.Word("locale.moment", "date", l.Date(t), "time", l.Time(t), "zone", zone)
}

// On writes a day that somebody plans for, with its name: "Saturday 28 March 2026".
func (l Locale) On(t time.Time) string {
	return l.Word("locale.on", "weekday", l.Weekday(t.Weekday()), "date", l.Date(t))
}

// At writes a moment that somebody plans for: "Saturday 28 March 2026, 16:00 GMT".
func (l Locale) At(t time.Time) string {
	zone, _ := t.Zone()
	return l.at(t, zone)
}

// at writes a moment and the name of its zone, which may be empty.
func (l Locale) at(t time.Time, zone string) string {
	return strings.TrimSpace(l.Word("locale.moment", "date", l.On(t), "time", l.Time(t), "zone", zone))
}

// Span writes from when to when something lasts: "Saturday 28 March 2026, 16:00 to 18:00 GMT", or both moments in full where the
// days differ, or what the time is called.
func (l Locale) Span(from, to time.Time) string {
	zone, _ := from.Zone()
	switch other, _ := to.Zone(); {
	case zone != other:
		return l.Word("locale.moments", "from", l.At(from), "to", l.At(to))
	case l.Date(from) != l.Date(to):
		return l.Word("locale.moments", "from", l.at(from, ""), "to", l.At(to))
	}
	return l.Word("locale.span", "date", l.On(from), "from", l.Time(from), "to", l.Time(to), "zone", zone)
}

// Month returns the name of a month inside a date.
func (l Locale) Month(m time.Month) string { return l.words["locale.month."+strconv.Itoa(int(m))] }

// Weekday returns the name of a day.
func (l Locale) Weekday(d time.Weekday) string {
	return l.words["locale.weekday."+strconv.Itoa((int(d)+6)%7+1)]
}

// Days names the days from one to another: "Monday to Friday", or the one day.
func (l Locale) Days(from, to time.Weekday) string {
	if from == to {
		return l.Weekday(from)
	}
	return l.Word("locale.days", "from", l.Weekday(from), "to", l.Weekday(to))
}

// Hours joins two times of day, already written: "08:00–18:00".
func (l Locale) Hours(from, to string) string { return l.Word("locale.hours", "from", from, "to", to) }

// Duration writes so many of one unit: "m" minutes, "h" hours, "d" days, "w" weeks, "mo" months, "y" years; on a
// business clock "working hours" and "working days"; nobody counts in working minutes. It panics for another unit.
func (l Locale) Duration(n int, unit string, business bool) string {
	if business && l.Has("unit.working_"+unit+".other") {
		unit = "working_" + unit
	}
	return l.Count("unit."+unit, n)
}

// Elapsed writes a length of time in its two largest units, of days, hours, minutes and seconds: "8 hours 55 minutes".
// What is smaller is dropped, so that a time never reads longer than it was.
func (l Locale) Elapsed(d time.Duration) string { return l.inUnits(d, 24*time.Hour, 2) }

// Exactly writes a length of time to the second, in hours, minutes and seconds: "8 hours 42 minutes 43 seconds".
func (l Locale) Exactly(d time.Duration) string { return l.inUnits(d, time.Hour, 3) }

// inUnits writes a length of time in up to limit units that follow each other, none larger than largest.
func (l Locale) inUnits(d, largest time.Duration, limit int) string {
	var parts []string
	for _, u := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}} {
		if u.size > largest || limit == 0 {
			continue
		}
		if n := d / u.size; n > 0 {
			d -= n * u.size
			parts = append(parts, l.Duration(int(n), u.name, false))
		}
		if len(parts) > 0 {
			limit--
		}
	}
	if len(parts) == 0 {
		return l.Duration(0, "m", false)
	}
	return strings.Join(parts, " ")
}

// List joins texts: "a, b and c".
func (l Locale) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], l.words["locale.comma"]) + l.words["locale.and"] + items[last]
}
