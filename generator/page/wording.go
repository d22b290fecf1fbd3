package page

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// day writes a date.
func (p *press) day(d syntax.Of[clock.Date]) Time {
	if !d.IsSet() {
		return Time{}
	}
	return p.date(d.V)
}

// date writes a day. The same days stand in most letters, so each is written once.
func (p *press) date(d clock.Date) Time {
	if written, ok := p.dates.Load(d); ok {
		return written.(Time)
	}
	written := Time{Text: p.words.Date(d.Start(p.offer.Zone)), ISO: d.String()}
	p.dates.Store(d, written)
	return written
}

// moment writes a date and time in the site's zone.
func (p *press) moment(t syntax.Of[time.Time]) Time {
	if !t.IsSet() {
		return Time{}
	}
	return p.instant(t.V)
}

func (p *press) instant(t time.Time) Time {
	return Time{Text: p.words.Moment(t.In(p.offer.Zone)), ISO: t.UTC().Format(time.RFC3339)}
}

// duration words a length of time: "48 hours", "4 working hours"; empty where the file gives none that can be read, which
// is told of the file.
func (p *press) duration(d clock.Duration, business bool) string {
	if d.IsZero() {
		return ""
	}
	return p.words.Duration(int(d.N), d.Unit.String(), business || d.Business)
}

// measure words a limit that may be a time, a share or a quantity.
func (p *press) measure(m syntax.Measure, business bool) string {
	switch m.Kind {
	case syntax.InTime:
		return p.duration(m.Time, business)
	case syntax.InShare:
		return p.words.Percent(strings.TrimSuffix(m.Share.String(), "%"))
	case syntax.InQuantity:
		return strings.TrimSpace(p.words.Number(m.Quantity.N.String()) + " " + m.Quantity.Unit)
	}
	return m.Written
}

// limit words a promise's threshold: "48 hours", "at least 99%"; empty where there is none or it depends on the level.
func (p *press) limit(w *catalog.Promise) string {
	business := w.Clock.V == "business"
	switch {
	case w.Promise.Within.All.IsSet():
		return p.duration(w.Promise.Within.All.V, business)
	case w.AtLeast.IsSet():
		return p.words.Word("promise.at_least", "n", p.measure(w.AtLeast, business))
	case w.AtMost.IsSet():
		return p.words.Word("promise.at_most", "n", p.measure(w.AtMost, business))
	}
	return ""
}

// inSentence words a promise for the middle of a sentence: its limit, or what it says where it has none.
func (p *press) inSentence(w *catalog.Promise) string {
	switch limit := p.limit(w); {
	case w.Promise.Within.All.IsSet():
		return p.words.Word("page.within", "time", limit)
	case limit != "":
		return limit
	case len(w.Levels) > 0:
		return p.levelRange(w)
	}
	return lowerFirst(strings.TrimSuffix(w.Says.V, "."))
}

// levelRange words a limit that depends on the level, from the first to the last.
func (p *press) levelRange(w *catalog.Promise) string {
	within := func(l catalog.LevelTerm) string { return p.duration(l.Within, onBusiness(w, hoursOf(w, l))) }
	first, last := within(w.Levels[0]), within(w.Levels[len(w.Levels)-1])
	if first == last {
		return p.words.Word("page.within", "time", first)
	}
	return p.words.Word("page.within_levels", "first", first, "last", last)
}

// window words the time over which a promise is counted: "the last 90 days", "each calendar month".
func (p *press) window(w syntax.Of[clock.Window]) string {
	if !w.IsSet() {
		return ""
	}
	return p.windowWords(w.V)
}

func (p *press) windowWords(w clock.Window) string {
	switch name := w.String(); name {
	case "month", "quarter", "year":
		return p.words.Word("promise.window_" + name)
	}
	d, err := clock.ParseDuration(w.String())
	if err != nil {
		return w.String()
	}
	if key := "page.last." + d.Unit.String(); d.N == 1 && p.words.Has(key) {
		return p.words.Word(key)
	}
	return p.words.Word("promise.window_rolling", "duration", p.duration(d, false))
}

// often words how often a promise is meant to be kept: "95 of 100", and with decimals "99.95%".
func (p *press) often(t syntax.Percent) string {
	if !t.IsSet() {
		return ""
	}
	text := strings.TrimSuffix(t.V.String(), "%")
	if strings.Contains(text, ".") {
		return p.words.Percent(text)
	}
	return p.words.Word("promise.target_share", "kept", text, "of", "100")
}

// capital gives a text a capital first letter, as a fact of its own.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// lowerFirst takes a text's capital away, unless its first word is in capitals, or a name such as M62.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || len(s) > size && (unicode.IsUpper(rune(s[size])) || unicode.IsDigit(rune(s[size]))) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// full gives a text a full stop, where it has no mark at its end.
func full(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?…") {
		return s
	}
	return s + "."
}

// texts gives what a list says.
func texts(in []syntax.Text) []string {
	var out []string
	for _, t := range in {
		if t.IsSet() {
			out = append(out, t.V)
		}
	}
	return out
}

// spell words a duration at the start of a text: "14d after the first delivery" is "14 days after …".
func (p *press) spell(s string) string {
	d, rest, err := clock.CutDuration(s)
	if err != nil {
		return s
	}
	return strings.TrimSpace(p.duration(d, false) + " " + rest)
}
