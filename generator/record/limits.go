package record

import (
	"math"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// Limits are what a record is held against.
type Limits struct {
	Target amount.Percent // how often the promise is to be kept; zero where nothing says
	Floor  bool           // the target is what site.yaml asks of every guarantee, and more than this one says itself
	Least  int            // rows that have to be counted before it can be told that a promise is kept: min_sample
	Window clock.Window   // never zero

	limit   *limit
	levels  map[string]*limit // by priority level
	atLeast amount.Number     // of Quantity; the lowest of all where there is none
	atMost  amount.Number     // the highest of all where there is none
}

// limitAt returns the time limit at a level; nil where there is none.
func (l *Limits) limitAt(level string) *limit {
	if l.levels != nil {
		return l.levels[level]
	}
	return l.limit
}

// limit is a time limit on its clock.
type limit struct {
	within   clock.Duration
	calendar *clock.Calendar // nil on the calendar clock
	zone     *time.Location
}

// isWorking reports whether the hours of a business alone count.
func (l *limit) isWorking() bool { return l != nil && l.calendar != nil }

// IsWorking reports whether times are counted in the hours of a business alone; never for a promise by priority level, of which each may
// have a clock of its own.
func (l *Limits) IsWorking() bool { return l.limit.isWorking() }

// due returns when the limit has passed. The time on its clock that was paused does not count.
func (l *limit) due(from time.Time, paused clock.Duration) time.Time {
	due := l.add(from, l.within)
	if !paused.IsZero() {
		due = l.add(due, paused)
	}
	return due
}

// add returns when a time has passed on the limit's clock.
func (l *limit) add(from time.Time, d clock.Duration) time.Time {
	if l.calendar == nil {
		return d.After(from, l.zone)
	}
	return l.calendar.Add(from, d)
}

// between returns the time from one moment to another on the limit's clock.
func (l *limit) between(from, to time.Time) time.Duration {
	if l.calendar == nil {
		return to.Sub(from)
	}
	return l.calendar.Between(from, to)
}

// The defaults of site.yaml.
const (
	leastRows  = 30
	floorShare = 95 * amount.Whole / 100
)

// defaultWindow is the window of a promise that names none.
var defaultWindow = clock.Window{Last: clock.Duration{N: 90, Unit: clock.Day}}

// Least returns how many rows a site wants to have counted before a promise can be called kept: min_sample, else 30.
func Least(o *catalog.Offer) int {
	return o.Site.Checks.MinSample.Or(leastRows)
}

// LimitsOf returns what the record of a promise is held against.
func LimitsOf(o *catalog.Offer, p *catalog.Promise) Limits {
	l := Limits{Least: Least(o), Window: p.Window.V}
	l.Target, l.Floor = targetOf(o, p)
	if unlimited := (measure{p, KindOf(p)}).isUnlimited(); unlimited {
		l.limit, l.Target = limitOf(o, p, clock.Duration{}, p.Hours), 0 // its clock alone
	}
	if l.Window.IsZero() {
		l.Window = defaultWindow
	}
	if within, hours, ok := p.WithinFor(""); ok {
		l.limit = limitOf(o, p, within, hours)
	}
	if len(p.Levels) > 0 {
		l.levels = map[string]*limit{}
		for _, level := range p.Levels {
			within, hours, _ := p.WithinFor(level.Level.ID.V)
			l.levels[level.Level.ID.V] = limitOf(o, p, within, hours)
		}
	}
	l.atLeast, l.atMost = numberOf(p.AtLeast, math.MinInt64), numberOf(p.AtMost, math.MaxInt64)
	return l
}

func limitOf(o *catalog.Offer, p *catalog.Promise, within clock.Duration, hours *catalog.Calendar) *limit {
	l := &limit{within: within, zone: o.Zone}
	if (p.Clock.V == "business" || within.Business) && hours != nil {
		l.calendar = hours.Calendar
	}
	return l
}

// targetOf returns how often a promise is to be kept: its target, else the share that it names itself. A guarantee has to
// reach the floor that site.yaml sets for all; without such a floor, 95 % hold for a guarantee without a share.
func targetOf(o *catalog.Offer, p *catalog.Promise) (target amount.Percent, floor bool) {
	switch {
	case p.Target.IsSet():
		target = p.Target.V
	case p.AtLeast.Kind == syntax.InShare:
		target = p.AtLeast.Share
	case p.AtMost.Kind == syntax.InShare:
		target = amount.Whole - p.AtMost.Share
	}
	if p.Commitment.V != "guarantee" {
		return target, false
	}
	least := o.Site.Checks.GuaranteeFloor
	if !least.IsSet() && target == 0 {
		return floorShare, true
	}
	return max(target, least.V), least.V > target
}

// numberOf returns a limit in numbers, or none where there is no such limit: at_most: 0 is one.
func numberOf(m syntax.Measure, none amount.Number) amount.Number {
	if m.Kind == syntax.InQuantity {
		return m.Quantity.N
	}
	return none
}

// KindOf returns what the record of a promise counts: as its columns say, and where these leave it open, as its indicator
// does.
func KindOf(p *catalog.Promise) Kind {
	switch r := p.Record; {
	case r.OK.IsSet():
		return Counted
	case r.Down.IsSet(), p.Indicator.Kind.V == "availability":
		return Availability
	case r.Total.IsSet():
		return Quantity
	case p.Indicator.Kind.V == "on-time", r.Due.IsSet():
		return OnTime
	}
	return Time
}
