package view

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// Day returns a date of a file as pages show it; the zero Time where none is written.
func (r *Renderer) Day(d syntax.Written[clock.Date]) Time { return r.Date(d.V) }

// Date writes a day; the zero time for none. The same days stand in most letters, so each is written once.
func (r *Renderer) Date(d clock.Date) Time {
	if d.IsZero() {
		return Time{}
	}
	written, ok := r.dates.Find(d)
	if !ok {
		written = Time{Text: r.Words.Date(d.Start(r.Offer.Zone)), ISO: d.String()}
		r.dates.Keep(d, written)
	}
	return written
}

// Moment writes a date and time in the site's zone; the zero time for none.
func (r *Renderer) Moment(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	return Time{Text: r.Words.Moment(t.In(r.Offer.Zone)), ISO: t.UTC().Format(time.RFC3339)}
}

// Duration writes a length of time: "48 hours", "4 working hours"; empty for zero, as of one not written or not readable.
func (r *Renderer) Duration(d clock.Duration, business bool) string {
	if d.IsZero() {
		return ""
	}
	return r.Words.Duration(int(d.N), d.Unit.String(), business || d.Business)
}

// Measure writes a limit that may be a time, a share or a quantity.
func (r *Renderer) Measure(m syntax.Measure, business bool) string {
	switch m.Kind {
	case syntax.InTime:
		return r.Duration(m.Time, business)
	case syntax.InShare:
		return r.Words.Percent(strings.TrimSuffix(m.Share.String(), "%"))
	case syntax.InQuantity:
		return strings.TrimSpace(r.Words.Number(m.Quantity.N.String()) + " " + m.Quantity.Unit)
	}
	return m.Written
}

// Limit writes a promise's threshold: "48 hours", "at least 99%"; empty where there is none or it depends on the level.
func (r *Renderer) Limit(w *catalog.Promise) string {
	business := w.Clock.V == "business"
	if w.Promise.Within.All.IsSet() {
		return r.Duration(w.Promise.Within.All.V, business)
	}
	return r.Threshold(w.AtLeast, w.AtMost, business)
}

// Threshold writes the least or the most that something may be: "at least 99%"; empty where neither is written.
func (r *Renderer) Threshold(least, most syntax.Measure, business bool) string {
	switch {
	case least.IsSet():
		return r.Words.Word("promise.at_least", "n", r.Measure(least, business))
	case most.IsSet():
		return r.Words.Word("promise.at_most", "n", r.Measure(most, business))
	}
	return ""
}

// InSentence returns a promise's words for the middle of a sentence: its limit, or what it says where it has none.
func (r *Renderer) InSentence(w *catalog.Promise) string {
	switch limit := r.Limit(w); {
	case w.Promise.Within.All.IsSet():
		return r.Words.Word("page.within", "time", limit)
	case limit != "":
		return limit
	case len(w.Levels) > 0:
		return r.levelRange(w)
	}
	return Uncapitalize(strings.TrimSuffix(w.Says.V, "."))
}

// levelRange writes a limit that depends on the level, from the first to the last.
func (r *Renderer) levelRange(w *catalog.Promise) string {
	within := func(l catalog.LevelTerm) string { return r.Duration(l.Within, onBusiness(w, cmp.Or(l.Hours, w.Hours))) }
	first, last := within(w.Levels[0]), within(w.Levels[len(w.Levels)-1])
	if first == last {
		return r.Words.Word("page.within", "time", first)
	}
	return r.Words.Word("page.within_levels", "first", first, "last", last)
}

// Range writes the range that a service is made for, with its unit: "5 to 60 pallets a week".
func (r *Renderer) Range(l syntax.Limit) string {
	number := func(n syntax.Number) string {
		return strings.TrimSpace(r.Words.Number(n.V.String()) + " " + l.Unit.V)
	}
	switch {
	case l.AtLeast.IsSet() && l.AtMost.IsSet():
		return r.Words.Word("fit.between", "from", r.Words.Number(l.AtLeast.V.String()), "to", number(l.AtMost))
	case l.AtLeast.IsSet():
		return r.Words.Word("promise.at_least", "n", number(l.AtLeast))
	case l.AtMost.IsSet():
		return r.Words.Word("promise.at_most", "n", number(l.AtMost))
	}
	return ""
}

// LimitName returns a limit's key in words: "pallets_per_week" is "Pallets per week". The unit stands with the number alone.
func LimitName(e syntax.Entry[syntax.Limit]) string {
	words := strings.FieldsFunc(e.Key.V, func(r rune) bool { return r == '_' || r == '-' })
	unit := strings.Fields(e.V.Unit.V)
	if len(words) > 1 && len(unit) > 0 && strings.EqualFold(words[len(words)-1], unit[0]) {
		words = words[:len(words)-1]
	}
	return Capitalize(strings.Join(words, " "))
}

// Window writes the time over which a promise is counted: "the last 90 days", "each calendar month"; empty for none.
func (r *Renderer) Window(w clock.Window) string {
	switch name := w.String(); name {
	case "":
		return ""
	case "month", "quarter", "year":
		return r.Words.Word("promise.window_" + name)
	}
	d, err := clock.ParseDuration(w.String())
	if err != nil {
		return w.String()
	}
	if key := "page.last." + d.Unit.String(); d.N == 1 && r.Words.Has(key) {
		return r.Words.Word(key)
	}
	return r.Words.Word("promise.window_rolling", "duration", r.Duration(d, false))
}

// Often writes how often a promise is meant to be kept: "95 of 100", and with decimals "99.95%".
func (r *Renderer) Often(t syntax.Percent) string {
	if !t.IsSet() {
		return ""
	}
	text := strings.TrimSuffix(t.V.String(), "%")
	if strings.Contains(text, ".") {
		return r.Words.Percent(text)
	}
	return r.Words.Word("promise.target_share", "kept", text, "of", "100")
}

// WordOr returns a word of the theme, and another text where the theme has none under the key.
func (r *Renderer) WordOr(key, otherwise string) string {
	if r.Words.Has(key) {
		return r.Words.Word(key)
	}
	return otherwise
}

// Capitalize returns a text with a capital first letter.
func Capitalize(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Uncapitalize returns a text without its capital, unless its first word is in capitals, or a name such as M62.
func Uncapitalize(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || len(s) > size && (unicode.IsUpper(rune(s[size])) || unicode.IsDigit(rune(s[size]))) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// Sentence returns a text with a full stop, where it has no mark at its end.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	if last, _ := utf8.DecodeLastRuneInString(s); s == "" || strings.ContainsRune(".!?…", last) {
		return s
	}
	return s + "."
}

// Texts returns the texts of a list that are set.
func Texts(in []syntax.Text) []string {
	var out []string
	for _, t := range in {
		if t.IsSet() {
			out = append(out, t.V)
		}
	}
	return out
}
