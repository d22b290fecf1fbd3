package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// Agreement returns what is due for one customer until a day, sorted.
func Agreement(o *catalog.Offer, a *agreement.Agreement, last clock.Date) []Entry {
	l := newLister(o, last)
	l.customer = a
	l.dates()
	l.outcomes()
	switch a.Status.V {
	case "ended":
		return l.sorted()
	case "proposed":
		l.reply()
	case "agreed":
		l.open()
		l.renewals()
		l.aftercare()
		l.referral()
		l.price()
	}
	l.anniversaries()
	l.changes()
	return l.sorted()
}

// agreementPlace returns where an agreement names its customer.
func agreementPlace(a *agreement.Agreement) diag.Place { return cmp.Or(a.Customer.Name.At, a.At) }

// theirs adds an entry about the customer.
func (l *lister) theirs(e Entry, role string) {
	e.Customer, e.Name = l.customer.ID, l.customer.Customer.Name.V
	if e.Who == "" {
		e.Who = l.owner()
	}
	if e.With == "" {
		e = l.with(e, role)
	}
	l.add(e)
}

// The roles of those at the customer's whom something is with.
const (
	decides  = "decides"
	everyDay = "day to day"
)

// dates adds the days that the agreement names.
func (l *lister) dates() {
	ended := l.customer.Status.V == "ended"
	for _, d := range l.customer.Dates {
		e := Entry{Day: d.On, What: d.What, At: d.At, id: d.What}
		switch d.Kind {
		case agreement.CheckIn:
			e.Kind = CheckIn
			l.theirs(l.side(e, d.Who), everyDay)
		case agreement.DutyBy:
			e.Kind, e.Stays = Duty, true
			l.theirs(l.side(e, d.Who), everyDay)
		case agreement.ConditionBy:
			e.Kind, e.Stays, e.id = Condition, true, d.Line.ID.V
			e.What = fmt.Sprintf("Ask whether the condition of %s is met: %s", d.Line.ID.V, d.What)
			l.theirs(e, everyDay)
		case agreement.LinkEnds:
			if !ended {
				e.Kind, e.What = Link, "The last day on which their page opens: write a later until, or let it end"
				l.theirs(e, decides)
			}
		case agreement.Review:
			if !ended {
				e.Kind, e.Stays, e.What = Review, true, "Read the agreement together again"
				l.theirs(e, decides)
			}
		}
	}
}

// side sets who does what a person of either side is named for.
func (l *lister) side(e Entry, who string) Entry {
	switch {
	case who == "":
		e.Who = l.ours(e.What, l.owner())
	case l.isTheirs(who):
		p, _ := catalog.Find(l.customer.People, func(p syntax.CustomerPerson) bool { return strings.EqualFold(p.Name.V, who) })
		e.With, e.Reach = p.Name.V, Reach(&p)
		if e.Kind == Duty {
			e.What = "Ask whether it is done: " + e.What
		}
	default:
		e.Who = who
	}
	return e
}

// reply adds that a proposed agreement waits for its yes: on the day on which it begins, or now.
func (l *lister) reply() {
	e := Entry{Day: l.today, Kind: Reply, What: "Ask for their answer", At: l.customer.Status.At, Stays: true}
	if begins := l.customer.Effective; begins.IsSet() {
		e.Day, e.What = begins.V, "Ask for their answer: the agreement begins, and nobody has said yes yet"
	}
	l.theirs(e, decides)
}

// daysToReply is how many days after a record a yes is asked for that it lacks.
const daysToReply = 14

// open adds what of an agreement with records waits for a yes.
func (l *lister) open() {
	held := l.customer.Held
	if held == nil {
		return
	}
	var open []string
	for line := range l.customer.Lines() {
		if !line.Agreed() {
			open = append(open, line.ID.V)
		}
	}
	if !held.RestAgreed() {
		open = append(open, "the price, their part, the promises and the dates")
	}
	if len(open) > 0 {
		l.theirs(Entry{Day: held.Newest().Frozen.V.AddDays(daysToReply), Kind: Reply, What: "Ask about what they have not agreed to yet: " + strings.Join(open, ", "),
			At: agreementPlace(l.customer), Stays: true, id: "open"}, decides)
	}
}

// renewals adds, for each term, the last day to say that it does not go on, and its end.
func (l *lister) renewals() {
	a := l.customer
	r, ok := a.Renewal(l.from.AddDays(-1))
	for ; ok && !l.last.Before(r.AskBy()); r, ok = a.Renewal(r.On) {
		at, id := a.Term.At, strconv.Itoa(r.On.Year)+r.On.Month.String()
		tell, end := "The last day to end or change the agreement, which renews on %s as it is", "The agreement renews as it is"
		if r.Ends {
			tell, end = "The last day to agree on how it goes on: the agreement ends on %s", "The agreement ends: thank them, and say what they may keep"
		}
		if !r.TellBy.IsZero() {
			l.theirs(Entry{Day: r.TellBy, Kind: Notice, What: fmt.Sprintf(tell, Date(r.On)), At: a.NoticeToEnd.At, id: id}, decides)
		}
		l.theirs(Entry{Day: r.On, Kind: Renewal, What: end, At: at, id: id}, decides)
		if r.Ends {
			return
		}
	}
}

// aftercare adds what each capability does after the sale, counted from the day on which the agreement begins.
func (l *lister) aftercare() {
	begins := l.customer.Effective
	if !begins.IsSet() {
		return
	}
	for _, c := range l.customer.Capabilities {
		for _, m := range c.Aftercare {
			add := func(day clock.Date, n int) {
				if end, ok := l.customer.Renewal(l.today); !ok || !end.Ends || !end.On.Before(day) {
					l.theirs(Entry{Day: day, Kind: Aftercare, What: m.Do.V, Who: l.ours(m.Do.V, l.owner()), At: m.At, id: fmt.Sprintf("%s %s %d", c.ID, m.Do.V, n)}, everyDay)
				}
			}
			switch {
			case m.After.IsSet():
				add(begins.V.Add(m.After.V), 1)
			case m.Every.IsSet():
				l.each(begins.V, m.Every.V, add)
			case strings.EqualFold(m.On.V, "anniversary"):
				l.each(begins.V, year, add)
			}
		}
	}
}

var year = clock.Duration{N: 1, Unit: clock.Year}

// each calls add with each day that is a whole number of durations after the first.
func (l *lister) each(first clock.Date, every clock.Duration, add func(day clock.Date, n int)) {
	for n := 1; ; n++ {
		day := first.Add(clock.Duration{N: every.N * int64(n), Unit: every.Unit})
		if l.last.Before(day) || day == first {
			return
		}
		if !day.Before(l.from) {
			add(day, n)
		}
	}
}

// anniversaries adds the days since which they have been a customer for whole years.
func (l *lister) anniversaries() {
	a := l.customer
	since := a.Customer.Since
	if a.Status.V == "agreed" {
		since = a.Since()
	}
	if a.Status.V == "draft" || !since.IsSet() {
		return
	}
	l.each(since.V, year, func(day clock.Date, n int) {
		l.theirs(Entry{Day: day, Kind: Anniversary, What: "A customer for " + diag.Plural(n, "year"), At: since.At, id: strconv.Itoa(n)}, decides)
	})
}

// outcomes adds the day on which both see how it turned out, with the lines of which nothing says so; for a line that is measured
// over a time, where the agreement names no such day, the end of that time; once the agreement has ended, the day of that.
func (l *lister) outcomes() {
	open := map[clock.Date][]string{}
	for line := range l.customer.Lines() {
		if needsOutcome(line) {
			day := l.outcomeDay(line)
			open[day] = append(open[day], line.ID.V)
		}
	}
	a := l.customer
	if by := a.Outcome.By; by.IsSet() && (len(open[by.V]) > 0 || a.Status.V != "ended" && !a.OutcomeSaid()) {
		what := "See together how it turned out: " + strings.TrimSuffix(a.Outcome.What.V, ".")
		if len(open[by.V]) > 0 {
			what += ". Then write outcome: below " + strings.Join(open[by.V], ", ")
		}
		l.theirs(Entry{Day: by.V, Kind: Outcome, What: what, At: by.At, Stays: true}, decides)
		delete(open, by.V)
	}
	for day, ids := range open {
		l.theirs(Entry{Day: day, Kind: Outcome, What: "Say how it turned out, with outcome: below " + strings.Join(ids, ", "), At: agreementPlace(a), Stays: true, id: strings.Join(ids, " ")}, decides)
	}
}

// needsOutcome reports whether a line was granted, and nothing says how it turned out.
func needsOutcome(line *agreement.Line) bool {
	return line.Granted() && line.Agreed() && !line.Outcome.Get().Result.IsSet()
}

// outcomeDay returns the day on which a line should have an outcome; zero where nothing says when.
func (l *lister) outcomeDay(line *agreement.Line) clock.Date {
	a := l.customer
	day, window := a.Outcome.By.V, line.Measure.Get().Window
	if day.IsZero() && window.IsSet() && a.Effective.IsSet() {
		lasts := window.V.Last
		if window.V.Months > 0 {
			lasts = clock.Duration{N: int64(window.V.Months), Unit: clock.Month}
		}
		day = a.Effective.V.Add(lasts)
	}
	if end := a.Ended.On; a.Status.V == "ended" && end.IsSet() && (day.IsZero() || end.V.Before(day)) {
		return end.V
	}
	return day
}

// referral adds the day since which they owe us a word: each line that it waits for was kept.
func (l *lister) referral() {
	r := l.customer.Referral
	if !r.Means.IsSet() || len(r.EarnedIf) == 0 {
		return
	}
	day := l.referralFrom(r.When.V)
	for _, id := range r.EarnedIf {
		line, ok := catalog.Find(slices.Concat(l.customer.Working, l.customer.Service), func(line *agreement.Line) bool { return line.ID.V == id.V })
		if !ok {
			return
		}
		out := line.Outcome.Get()
		if out.Result.V != "met" && out.Result.V != "exceeded" || !out.On.IsSet() {
			return
		}
		if day.Before(out.On.V) {
			day = out.On.V
		}
	}
	l.theirs(Entry{Day: day, Kind: Referral, What: "The referral is earned, ask for it: " + r.Means.V, At: r.Means.At}, decides)
}

var duration = lazy.Pattern(`\d+ ?(?:d|days?|w|weeks?|mo|months?|y|years?)\b`)

// referralFrom returns the first day on which a referral may be asked for: "after the first 90 days".
func (l *lister) referralFrom(when string) (day clock.Date) {
	if d, err := clock.ParseDuration(duration().FindString(when)); err == nil && l.customer.Effective.IsSet() {
		day = l.customer.Effective.V.Add(d)
	}
	return day
}

func (l *lister) price() {
	a := l.customer
	if lasts := a.Price.HoldsFor; lasts.IsSet() && a.Effective.IsSet() {
		l.theirs(Entry{Day: a.Effective.V.Add(lasts.V), Kind: Price, What: "The price stands until now: say what it is from here on", At: lasts.At}, decides)
	}
}
