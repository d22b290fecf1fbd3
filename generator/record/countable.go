package record

import (
	"cmp"
	"fmt"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// A limit that cannot be compared with its column would be kept by every row, and a missing one missed by every row. A promise
// with such a limit is not counted. A new reason is a find method, listed in unusable.

// MeasureUnusable is the rule about promises that nothing can be held against.
const MeasureUnusable diag.RuleID = "measure-unusable"

// Countable reports whether a promise can be counted. Where it cannot, the problem says why; it is nil where another
// package reports why, or where there is nothing to count.
func Countable(o *catalog.Offer, p *catalog.Promise) (why *diag.Problem, ok bool) {
	if o.Site.Unread || p.Unread {
		return nil, false
	}
	m := measure{p, KindOf(p)}
	if why := m.unusable(); why != nil {
		return why, false
	}
	if m.isUnlimited() {
		return nil, m.Record.File.IsSet() && m.Record.From.IsSet() && (m.Record.To.IsSet() || m.Record.Took.IsSet()) && hoursKnown(p, clock.Duration{}, p.Hours)
	}
	canBeMissed := m.Commitment.V != "best-effort" && (m.Indicator.Kind.V != "statement" || m.kind == Counted)
	return nil, m.hasRecord() && canBeMissed && m.hasLimit() && timesKnown(o, p)
}

// isUnlimited reports whether only the times of a promise are counted: a best effort cannot be missed, nor can a statement, unless
// its record says whether each row was kept.
func (m measure) isUnlimited() bool {
	return m.kind == Time && (m.Commitment.V == "best-effort" || m.Indicator.Kind.V == "statement")
}

// measure is a promise as its record counts it.
type measure struct {
	*catalog.Promise
	kind Kind
}

func (m measure) hasRecord() bool { return m.Record.File.IsSet() || m.Record.Notices.IsSet() }

// unusable finds what cannot be compared. In a promise without a record, that is only words, which are no limit of any kind,
// and a share that cannot be missed.
func (m measure) unusable() *diag.Problem {
	problem := cmp.Or(m.findWords(), m.findEmptyShare())
	if !m.Record.At.IsZero() && m.Commitment.V != "best-effort" {
		problem = cmp.Or(problem, m.findSource(), m.findStatement(), m.findColumn(), m.findOtherLimit(), m.findEmptyRange(), m.findMissing())
	}
	if problem != nil {
		problem.Rule = MeasureUnusable
	}
	return problem
}

// bound is a limit with its name.
type bound struct {
	name string
	syntax.Measure
}

// bounds returns at_least and at_most, where they are written.
func (m measure) bounds() (out []bound) {
	for _, b := range []bound{{"at_least", m.AtLeast}, {"at_most", m.AtMost}} {
		if b.IsSet() {
			out = append(out, b)
		}
	}
	return out
}

// findWords finds a limit that is no number at all.
func (m measure) findWords() *diag.Problem {
	for _, b := range m.bounds() {
		if b.Kind == syntax.InWords && m.Commitment.V != "best-effort" {
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("%q is neither a number nor a share, so nothing can be held against it", b.Written),
				Help: m.instead(b)}
		}
	}
	return nil
}

// findEmptyShare finds a share that is kept whatever happens.
func (m measure) findEmptyShare() *diag.Problem {
	share := m.AtLeast.Kind == syntax.InShare && m.AtLeast.Share == 0 || m.AtMost.Kind == syntax.InShare && m.AtMost.Share >= amount.Whole
	for _, b := range m.bounds() {
		switch {
		case b.Kind == syntax.InShare && b.Share > amount.Whole:
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("%q is more than all of it", b.Written),
				Help: fmt.Sprintf("Write at most 100%%, such as %s: 99%%.", b.name)}
		case share && b.Kind == syntax.InShare:
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("%s: %s is kept however often you miss it", b.name, b.Written),
				Help: "Write the share that you keep, such as " + map[string]string{"at_least": "at_least: 95%", "at_most": "at_most: 5%"}[b.name] + "."}
		}
	}
	return nil
}

// findSource finds a record without a source, or with two.
func (m measure) findSource() *diag.Problem {
	r := m.Record
	switch {
	case !m.hasRecord():
		return &diag.Problem{At: r.At, Message: fmt.Sprintf("the record of %q names no file", m.ID.V),
			Help: fmt.Sprintf("Add file: records/%s.csv, with the name of your file, or write record: {notices: delay}.", m.ID.V)}
	case r.File.IsSet() && r.Notices.IsSet():
		return &diag.Problem{At: r.Notices.At, Message: fmt.Sprintf("the record of %q is in a file and in notices, and only one of them can be counted", m.ID.V),
			Help: "Remove file: or notices:."}
	case r.Notices.IsSet() && (m.kind != Time || m.Indicator.Kind.IsSet() && !IsTimed(m.Indicator.Kind.V) && m.Indicator.Kind.V != "statement"):
		return &diag.Problem{At: r.Notices.At, Message: fmt.Sprintf("notices show how soon customers were told, and %q measures something else", m.ID.V),
			Help: "Name a file with the numbers: record: {file: records/" + m.ID.V + ".csv, …}. Or count how soon you tell: indicator: {kind: response}, with within:."}
	case r.Notices.IsSet() && len(m.Within.Levels) > 0:
		return &diag.Problem{At: m.Within.At, Message: fmt.Sprintf("%q has a time for each level, and its notices have no level", m.ID.V),
			Help: "Write one time for all, such as within: 1h, and remove by: level."}
	}
	return nil
}

// findStatement finds a statement that has something to measure.
func (m measure) findStatement() *diag.Problem {
	kind, has, help := m.Indicator.Kind, "", ""
	switch {
	case kind.V != "statement" || m.kind == Counted:
		return nil
	case m.Record.Down.IsSet():
		has, help = "its record counts minutes without service", "Write kind: availability, with target: 99.9%."
	case m.Record.Total.IsSet():
		has, help = "its record counts numbers", "Write kind: quantity, with a number such as at_most: 5."
	case m.Within.At.IsZero() && m.AtLeast.At.IsZero() && m.AtMost.At.IsZero() && m.Target.At.IsZero():
		return nil
	default:
		has, help = "it has a limit and a record", "Write kind: duration, with within: and the columns from: and to:. Or remove record: and the limit."
	}
	return &diag.Problem{At: kind.At, Message: fmt.Sprintf("%q is a statement, which is neither kept nor missed, and %s", m.ID.V, has), Help: help}
}

// findColumn finds columns of another kind than what is measured, and a time to count over that is shorter than a day: 3m are
// minutes, where months are mostly meant.
func (m measure) findColumn() *diag.Problem {
	kind, r, w := m.Indicator.Kind.V, m.Record, m.Promise.Window
	switch {
	case IsTimed(kind) && m.kind == Quantity:
		return &diag.Problem{At: r.Total.At, Message: fmt.Sprintf("%q measures a time, and the column %q holds numbers", m.ID.V, r.Total.V),
			Help: "Name the columns in which its beginning and its end stand, as from: and to:, in place of total:."}
	case IsTimed(kind) && m.kind == Availability, kind == "quantity" && m.kind == Availability:
		return &diag.Problem{At: r.Down.At, Message: fmt.Sprintf("%q does not measure availability, and the column %q holds minutes without service", m.ID.V, r.Down.V),
			Help: "Write kind: availability, with target: 99.9%. Or name the columns of what it measures."}
	case kind == "on-time" && (m.kind == Quantity || m.kind == Availability):
		return &diag.Problem{At: r.At, Message: fmt.Sprintf("%q measures whether the day agreed was kept, and its record counts something else", m.ID.V),
			Help: "Name the columns in which the day agreed and the end stand: due: and to:."}
	case IsTimed(kind) && m.kind == OnTime:
		return &diag.Problem{At: r.Due.At, Message: fmt.Sprintf("%q measures how long something took, and the column %q holds when it was due", m.ID.V, r.Due.V),
			Help: "Write kind: on-time. Or name the column with its beginning as from:, and remove due:."}
	case kind == "quantity" && (m.kind == Time || m.kind == OnTime):
		return &diag.Problem{At: r.At, Message: fmt.Sprintf("%q measures a number, and its record names no column of numbers", m.ID.V),
			Help: "Add total: with the column of the numbers, or ok: with the column that says whether it was kept."}
	case m.kind == Counted && r.Down.IsSet():
		return &diag.Problem{At: r.Down.At, Message: fmt.Sprintf("the record of %q counts what was kept and minutes without service, and only one of them can be counted", m.ID.V),
			Help: "Remove down: or ok:."}
	case w.IsSet() && w.V.Months == 0 && (w.V.Last.Unit < clock.Hour || w.V.Last.Unit == clock.Hour && w.V.Last.N < 24):
		return &diag.Problem{At: w.At, Message: fmt.Sprintf("%q counts over %s, which is less than a day", m.ID.V, w.V),
			Help: "Write days, such as window: 90d, or month, quarter or year."}
	}
	return nil
}

// findOtherLimit finds a limit that what is counted cannot be held against.
func (m measure) findOtherLimit() *diag.Problem {
	if m.kind == Availability && m.Within.IsSet() {
		return &diag.Problem{At: m.Within.At, Message: fmt.Sprintf("%q counts time without service, which within: is no limit for", m.ID.V),
			Help: "Remove within:, and write the share of the time as target: 99.9%."}
	}
	for _, b := range m.bounds() {
		share := b.Kind == syntax.InShare
		switch {
		case (m.kind == Time || m.kind == OnTime) && !share:
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("%q counts how long things took, which %s: %s is no limit for", m.ID.V, b.name, b.Written),
				Help: m.instead(b)}
		case m.kind == Availability && !share:
			help := fmt.Sprintf("Write target: %s instead.", shareIn(b.Written))
			if m.Target.IsSet() {
				help = fmt.Sprintf("Remove %s: the target says how much.", b.name)
			}
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("%q counts time without service as a share, which %s: %s is none of", m.ID.V, b.name, b.Written), Help: help}
		case m.kind == Quantity && share:
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("the column %q holds numbers, and %s: %s is a share", m.Record.Total.V, b.name, b.Written),
				Help: fmt.Sprintf("Write the number that the column is held against, such as %s: %s. To count a share, name the column that says what was kept as ok:.", b.name, numberIn(b.Written))}
		case m.kind == Quantity && (b.Kind != syntax.InQuantity || timeUnit().MatchString(b.Quantity.Unit)):
			return &diag.Problem{At: b.At, Message: fmt.Sprintf("the column %q holds numbers, and %s: %s is a time", m.Record.Total.V, b.name, b.Written),
				Help: m.instead(b)}
		}
	}
	if m.kind == Quantity && m.Within.IsSet() {
		return &diag.Problem{At: m.Within.At, Message: fmt.Sprintf("the column %q holds numbers, which within: is no limit for", m.Record.Total.V),
			Help: "Remove within:. To hold each row against a time, name its columns from: and to: in place of total:."}
	}
	return nil
}

// timeUnit matches units of time that no limit is written in. Nobody can know whether the column has the same one.
var timeUnit = lazy.Pattern(`(?i)^(ms|millis(econds?)?|milliseconds?|s|secs?|seconds?|mins?|hrs?|wks?|mths?|mons?|yrs?)$`)

// findEmptyRange finds numbers that every row keeps, or none.
func (m measure) findEmptyRange() *diag.Problem {
	least, most := m.AtLeast, m.AtMost
	if m.kind != Quantity {
		return nil
	}
	if least.IsSet() && most.IsSet() {
		switch order, ok := least.Quantity.Compare(most.Quantity); {
		case !ok:
			return &diag.Problem{At: most.At, Message: fmt.Sprintf("%q is at least %s and at most %s, which cannot be compared", m.ID.V, least.Written, most.Written),
				Help: "Count both in the same unit."}
		case order > 0:
			return &diag.Problem{At: most.At, Message: fmt.Sprintf("no number is at least %s and at most %s", least.Written, most.Written),
				Help: fmt.Sprintf("Were they swapped? Write at_least: %s and at_most: %s.", most.Written, least.Written)}
		}
	}
	return nil
}

func (m measure) hasLimit() bool {
	switch m.kind {
	case Time:
		return m.Within.IsSet()
	case Availability:
		return m.Target.IsSet() || len(m.bounds()) > 0
	case Quantity:
		return len(m.bounds()) > 0
	}
	return true
}

// findMissing finds a promise with a record and no limit. Package check reports a kind without a limit.
func (m measure) findMissing() *diag.Problem {
	if m.hasLimit() || m.Indicator.Kind.IsSet() && len(m.bounds()) == 0 || !m.Within.At.IsZero() || m.By.IsSet() {
		return nil
	}
	at, counts, help := m.Record.Total.At, "numbers, and has no limit", "Add the number that you keep, such as at_most: 5."
	switch m.kind {
	case Time:
		at, counts = cmp.Or(m.Indicator.At, m.Record.At), "how long things took, and has no limit"
		help = "Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest " + m.Ref + "."
	case Availability:
		at, counts, help = m.Record.Down.At, "minutes without service, and has no target", "Add the share that you keep, such as target: 99.9%."
	}
	return &diag.Problem{At: at, Message: fmt.Sprintf("%q counts %s", m.ID.V, counts), Help: help}
}

// timesKnown reports whether each time limit of a promise is a time, on known hours. Other packages report those that are not.
func timesKnown(o *catalog.Offer, p *catalog.Promise) bool {
	for _, e := range p.Within.Levels {
		if _, ok := o.Level(e.Key.V); !ok {
			return false
		}
	}
	for _, l := range p.Levels {
		if within, hours, _ := p.WithinFor(l.Level.ID.V); within.IsZero() || !hoursKnown(p, within, hours) {
			return false
		}
	}
	return len(p.Levels) > 0 || !p.By.IsSet() && (!p.Within.All.IsSet() || hoursKnown(p, p.Within.All.V, p.Hours))
}

func hoursKnown(p *catalog.Promise, within clock.Duration, hours *catalog.Calendar) bool {
	return p.Clock.V != "business" && !within.Business || hours != nil && !hours.Unread
}

// IsTimed reports whether a kind of indicator is a length of time.
func IsTimed(kind string) bool {
	return kind == "duration" || kind == "response" || kind == "resolution"
}

// The help for a limit that nothing can be held against. Each proposal can be written as it stands.

// instead returns how to write a limit that the record can be held against.
func (m measure) instead(b bound) string {
	switch {
	case m.kind == Time && m.Within.IsSet(), m.kind == Counted && m.Target.IsSet():
		return fmt.Sprintf("Remove %s.", b.name)
	case m.kind == Time && m.hasRecord() || IsTimed(m.Indicator.Kind.V):
		limit, calendar := "4h", " and clock: calendar"
		if b.Kind == syntax.InTime {
			limit = b.Time.String()
		}
		if m.Clock.IsSet() {
			calendar = ""
		}
		return fmt.Sprintf("Write within: %s%s instead.", limit, calendar)
	case m.kind == Availability, m.kind == Counted:
		return fmt.Sprintf("Write %s: %s, as a share.", b.name, shareIn(b.Written))
	case !m.hasRecord():
		return fmt.Sprintf("Write a number or a share, such as %s: %s.", b.name, numberIn(b.Written))
	}
	return fmt.Sprintf("Write the number alone, as the column has it: %s: %s.", b.name, numberIn(b.Written))
}

var firstNumber = lazy.Pattern(`[0-9][0-9.,]*`)

// numberIn returns the number in a limit, 5 where there is none.
func numberIn(written string) string {
	if n, err := amount.ParseNumber(strings.TrimRight(firstNumber().FindString(written), ".,")); err == nil {
		return n.String()
	}
	return "5"
}

// shareIn returns the share that a number without its sign means, 99% where there is none.
func shareIn(written string) string {
	if p, err := amount.ParsePercent(strings.TrimSpace(written) + "%"); err == nil && p > amount.Whole/2 && p <= amount.Whole {
		return p.String()
	}
	return "99%"
}
