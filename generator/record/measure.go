package record

import (
	"fmt"
	"regexp"
	"slices"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Whether what a promise says can be held against its record at all. A limit that cannot be compared with its column
// would be kept by every row, and a missing one missed by every row; so such a promise is not counted.

const measureUnusable diag.RuleID = "measure-unusable"

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
	return nil, m.recorded() && m.missable() && m.limited() && timesKnown(o, p)
}

// measure is a promise as its record counts it.
type measure struct {
	*catalog.Promise
	counts Kind
}

func (m measure) recorded() bool { return m.Record.File.IsSet() || m.Record.Notices.IsSet() }

// missable reports whether the promise can be missed: a best effort cannot, nor can a statement, unless its record says of
// each row whether it was kept.
func (m measure) missable() bool {
	return m.Commitment.V != "best-effort" && (m.Indicator.Kind.V != "statement" || m.counts == Counted)
}

// unusable finds what cannot be compared. A promise without a record is not compared with anything, but for words, which
// are no limit of any kind, and a share that cannot be missed.
func (m measure) unusable() *diag.Problem {
	for _, find := range []func() *diag.Problem{m.words, m.emptyShare} {
		if why := find(); why != nil {
			return why
		}
	}
	if m.Record.At.IsZero() || m.Commitment.V == "best-effort" {
		return nil
	}
	all := []func() *diag.Problem{m.source, m.statement, m.column, m.window}
	switch m.counts {
	case Time:
		all = append(all, m.noTime)
	case Availability:
		all = append(all, m.noAvailability)
	case Quantity:
		all = append(all, m.noQuantity, m.emptyRange)
	}
	for _, find := range append(all, m.missing) {
		if why := find(); why != nil {
			return why
		}
	}
	return nil
}

// say makes the problem of a value.
func (m measure) say(at diag.Place, help, message string, args ...any) *diag.Problem {
	return &diag.Problem{Rule: measureUnusable, At: at, Message: fmt.Sprintf(message, args...), Help: help}
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

// words finds a limit that is no number at all.
func (m measure) words() *diag.Problem {
	for _, b := range m.bounds() {
		if b.Kind == syntax.InWords && m.Commitment.V != "best-effort" {
			return m.say(b.At, m.instead(b), "%q is neither a number nor a share, so nothing can be held against it", b.Written)
		}
	}
	return nil
}

// emptyShare finds a share that is kept whatever happens.
func (m measure) emptyShare() *diag.Problem {
	share := m.AtLeast.Kind == syntax.InShare && m.AtLeast.Share == 0 || m.AtMost.Kind == syntax.InShare && m.AtMost.Share >= amount.Whole
	for _, b := range m.bounds() {
		switch {
		case b.Kind == syntax.InShare && b.Share > amount.Whole:
			return m.say(b.At, fmt.Sprintf("Write at most 100%%, such as %s: 99%%.", b.name), "%q is more than all of it", b.Written)
		case share && b.Kind == syntax.InShare:
			return m.say(b.At, "Write the share that you keep, such as "+map[string]string{"at_least": "at_least: 95%", "at_most": "at_most: 5%"}[b.name]+".", "%s: %s is kept however often you miss it", b.name, b.Written)
		}
	}
	return nil
}

// source finds a record that is nowhere, or in two places.
func (m measure) source() *diag.Problem {
	r := m.Record
	switch {
	case !m.recorded():
		return m.say(r.At, fmt.Sprintf("Add file: records/%s.csv, with the name of your file, or write record: {notices: delay}.", m.ID.V), "the record of %q names no file", m.ID.V)
	case r.File.IsSet() && r.Notices.IsSet():
		return m.say(r.Notices.At, "Remove file: or notices:.", "the record of %q is in a file and in notices, and only one of them can be counted", m.ID.V)
	case r.Notices.IsSet() && (m.counts != Time || m.Indicator.Kind.IsSet() && !timed(m.Indicator.Kind.V) && m.Indicator.Kind.V != "statement"):
		return m.say(r.Notices.At, "Name a file with the numbers: record: {file: records/"+m.ID.V+".csv, …}. Or count how soon you tell: indicator: {kind: response}, with within:.",
			"notices show how soon customers were told, and %q measures something else", m.ID.V)
	case r.Notices.IsSet() && len(m.Within.Levels) > 0:
		return m.say(m.Within.At, "Write one time for all, such as within: 1h, and remove by: level.", "%q has a time for each level, and its notices have no level", m.ID.V)
	}
	return nil
}

// statement finds a statement that is to be measured all the same.
func (m measure) statement() *diag.Problem {
	r, kind := m.Record, m.Indicator.Kind
	limit := firstOf(m.Within.At, m.AtLeast.At, m.AtMost.At, m.Target.At)
	switch {
	case kind.V != "statement" || m.counts == Counted:
		return nil
	case r.Down.IsSet():
		return m.say(kind.At, "Write kind: availability, with target: 99.9%.", "%q is a statement, which is neither kept nor missed, and its record counts minutes without service", m.ID.V)
	case r.Total.IsSet():
		return m.say(kind.At, "Write kind: quantity, with a number such as at_most: 5.", "%q is a statement, which is neither kept nor missed, and its record counts numbers", m.ID.V)
	case !limit.IsZero():
		return m.say(kind.At, "Write kind: duration, with within: and the columns from: and to:. Or remove record: and the limit.", "%q is a statement, which is neither kept nor missed, and it has a limit and a record", m.ID.V)
	}
	return nil
}

func firstOf(places ...diag.Place) diag.Place {
	for _, at := range places {
		if !at.IsZero() {
			return at
		}
	}
	return diag.Place{}
}

// column finds columns of another kind than what is measured.
func (m measure) column() *diag.Problem {
	kind, r := m.Indicator.Kind.V, m.Record
	switch {
	case timed(kind) && m.counts == Quantity:
		return m.say(r.Total.At, "Name the columns in which its beginning and its end stand, as from: and to:, in place of total:.", "%q measures a time, and the column %q holds numbers", m.ID.V, r.Total.V)
	case timed(kind) && m.counts == Availability, kind == "quantity" && m.counts == Availability:
		return m.say(r.Down.At, "Write kind: availability, with target: 99.9%. Or name the columns of what it measures.", "%q does not measure availability, and the column %q holds minutes without service", m.ID.V, r.Down.V)
	case kind == "quantity" && m.counts == Time:
		return m.say(r.At, "Add total: with the column of the numbers, or ok: with the column that says whether it was kept.", "%q measures a number, and its record names no column of numbers", m.ID.V)
	case m.counts == Counted && r.Down.IsSet():
		return m.say(r.Down.At, "Remove down: or ok:.", "the record of %q counts what was kept and minutes without service, and only one of them can be counted", m.ID.V)
	}
	return nil
}

// window finds a time to count over that is shorter than a day: 3m are minutes, where months are mostly meant.
func (m measure) window() *diag.Problem {
	w := m.Promise.Window
	if !w.IsSet() || w.V.Months > 0 || w.V.Last.Unit > clock.Hour || w.V.Last.Unit == clock.Hour && w.V.Last.N >= 24 {
		return nil
	}
	return m.say(w.At, "Write days, such as window: 90d, or month, quarter or year.", "%q counts over %s, which is less than a day", m.ID.V, w.V)
}

// noTime finds limits beside the one that times are held against. A share says how often.
func (m measure) noTime() *diag.Problem {
	for _, b := range m.bounds() {
		if b.Kind != syntax.InShare {
			return m.say(b.At, m.instead(b), "%q counts how long things took, which %s: %s is no limit for", m.ID.V, b.name, b.Written)
		}
	}
	return nil
}

// noAvailability finds limits other than a share.
func (m measure) noAvailability() *diag.Problem {
	if m.Within.IsSet() {
		return m.say(m.Within.At, "Remove within:, and write the share of the time as target: 99.9%.", "%q counts time without service, which within: is no limit for", m.ID.V)
	}
	for _, b := range m.bounds() {
		if b.Kind != syntax.InShare {
			return m.say(b.At, m.availableAs(b), "%q counts time without service as a share, which %s: %s is none of", m.ID.V, b.name, b.Written)
		}
	}
	return nil
}

// noQuantity finds limits that are no numbers.
func (m measure) noQuantity() *diag.Problem {
	for _, b := range m.bounds() {
		switch {
		case b.Kind == syntax.InShare:
			return m.say(b.At, fmt.Sprintf("Write the number that the column is held against, such as %s: %s. To count a share, name the column that says what was kept as ok:.", b.name, numberIn(b.Written)),
				"the column %q holds numbers, and %s: %s is a share", m.Record.Total.V, b.name, b.Written)
		case b.Kind != syntax.InQuantity, timeUnit.MatchString(b.Quantity.Unit):
			return m.say(b.At, m.instead(b), "the column %q holds numbers, and %s: %s is a time", m.Record.Total.V, b.name, b.Written)
		}
	}
	if m.Within.IsSet() {
		return m.say(m.Within.At, "Remove within:. To hold each row against a time, name its columns from: and to: in place of total:.", "the column %q holds numbers, which within: is no limit for", m.Record.Total.V)
	}
	return nil
}

// timeUnit is a unit of time that no limit of time is written in. Whether the column has the same one, nobody can know.
var timeUnit = regexp.MustCompile(`(?i)^(ms|millis(econds?)?|milliseconds?|s|secs?|seconds?|mins?|hrs?|wks?|mths?|mons?|yrs?)$`)

// emptyRange finds numbers that every row keeps, or none.
func (m measure) emptyRange() *diag.Problem {
	least, most := m.AtLeast, m.AtMost
	if least.IsSet() && most.IsSet() {
		switch order, ok := least.Quantity.Compare(most.Quantity); {
		case !ok:
			return m.say(most.At, "Count both in the same unit.", "%q is at least %s and at most %s, which cannot be compared", m.ID.V, least.Written, most.Written)
		case order > 0:
			return m.say(most.At, fmt.Sprintf("Were they swapped? Write at_least: %s and at_most: %s.", most.Written, least.Written), "no number is at least %s and at most %s", least.Written, most.Written)
		}
	}
	if least.IsSet() && !most.IsSet() && least.Quantity.N == 0 {
		return m.say(least.At, "Write the least that you keep, such as at_least: 1.", "at_least: %s is kept by every number", least.Written)
	}
	return nil
}

// limited reports whether there is a limit to count by.
func (m measure) limited() bool {
	switch m.counts {
	case Time:
		return m.Within.IsSet()
	case Availability:
		return m.Target.IsSet() || len(m.bounds()) > 0
	case Quantity:
		return len(m.bounds()) > 0
	}
	return true
}

// missing finds a promise with a record and no limit. Where the kind alone is written, package check reports that.
func (m measure) missing() *diag.Problem {
	r, at := m.Record, firstOf(m.Indicator.At, m.Record.At)
	switch {
	case m.limited() || m.Indicator.Kind.IsSet() && len(m.bounds()) == 0 || !m.Within.At.IsZero() || m.By.IsSet():
		return nil
	case m.counts == Time:
		return m.say(at, "Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest "+m.Ref+".", "%q counts how long things took, and has no limit", m.ID.V)
	case m.counts == Availability:
		return m.say(r.Down.At, "Add the share that you keep, such as target: 99.9%.", "%q counts minutes without service, and has no target", m.ID.V)
	}
	return m.say(r.Total.At, "Add the number that you keep, such as at_most: 5.", "%q counts numbers, and has no limit", m.ID.V)
}

// timesKnown reports whether each time limit of a promise is one, on hours that are known. What is missing is reported by
// others.
func timesKnown(o *catalog.Offer, p *catalog.Promise) bool {
	undefined := func(e syntax.Entry[syntax.LevelWithin]) bool { _, ok := o.Level(e.Key.V); return !ok }
	if slices.ContainsFunc(p.Within.Levels, undefined) || p.By.IsSet() && len(p.Levels) == 0 {
		return false
	}
	if p.Within.All.IsSet() && len(p.Levels) == 0 {
		return hoursKnown(p, p.Within.All.V, p.Hours)
	}
	for _, l := range p.Levels {
		within, hours, _ := p.WithinFor(l.Level.ID.V)
		if within.IsZero() || !hoursKnown(p, within, hours) {
			return false
		}
	}
	return true
}

func hoursKnown(p *catalog.Promise, within clock.Duration, hours *catalog.Calendar) bool {
	if p.Clock.V != "business" && !within.Business {
		return true
	}
	return hours != nil && !hours.Unread
}

// timed reports whether a kind of indicator measures a length of time.
func timed(kind string) bool { return kind == "duration" || kind == "response" || kind == "resolution" }
