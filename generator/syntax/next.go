package syntax

import (
	"slices"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// NextPromise is a change of a promise, announced with its day: from then on the promise has these values. A field that is
// not written stays as it is.
type NextPromise struct {
	Located
	From, Told         Written[clock.Date]
	Because            Text
	Says, Short, Means Text
	Commitment         Text
	Within             Within
	AtLeast, AtMost    Measure
	Clock, Hours       Text
	Target             Percent
	Window             Written[clock.Window]
	Exclusions         []Exclusion // empty and not nil: nothing is excluded any more
	OnMiss             OnMiss
}

var nextPromiseTable = func() *table[NextPromise] {
	t := tableOf("a change of a promise",
		required("from", func(n *NextPromise) *Written[clock.Date] { return &n.From }, date, "The day from which it is promised so; the build switches by itself"),
		optional("told", func(n *NextPromise) *Written[clock.Date] { return &n.Told }, date, "The day on which customers were told, if that is not today"),
		optional("because", func(n *NextPromise) *Text { return &n.Because }, text(), "Why, as customers will read it"),
		optional("says", func(n *NextPromise) *Text { return &n.Says }, text(), "The sentence from then on"),
		optional("short", func(n *NextPromise) *Text { return &n.Short }, brief(60), "The same in a few words"),
		optional("means", func(n *NextPromise) *Text { return &n.Means }, text(), "What it means to the customer from then on"),
		optional("commitment", func(n *NextPromise) *Text { return &n.Commitment }, choice("guarantee", "target", "best-effort"), "guarantee, target or best-effort"),
		optional("within", func(n *NextPromise) *Within { return &n.Within }, withinForm(), "The time limit, or that of the levels that change"),
		optional("at_least", func(n *NextPromise) *Measure { return &n.AtLeast }, measure(), "The least"),
		optional("at_most", func(n *NextPromise) *Measure { return &n.AtMost }, measure(), "The most"),
		optional("clock", func(n *NextPromise) *Text { return &n.Clock }, clocks(), "calendar or business"),
		optional("hours", func(n *NextPromise) *Text { return &n.Hours }, id(), "The calendar of a business clock"),
		optional("target", func(n *NextPromise) *Percent { return &n.Target }, targetShare(), "How often you mean to keep it"),
		optional("window", func(n *NextPromise) *Written[clock.Window] { return &n.Window }, window, "The time over which you count"),
		optional("exclusions", func(n *NextPromise) *[]Exclusion { return &n.Exclusions }, orNone(listOf(exclusionTable.form())), "All causes that do not count from then on; [] for none"),
		optional("on_miss", func(n *NextPromise) *OnMiss { return &n.OnMiss }, onMissTable.form(), "What happens when you miss it"),
	)
	t.check = func(d *decoder, n *NextPromise) {
		if !n.IsPartial() && n.From.IsSet() && !n.changes() {
			d.problems.Add(diag.Problem{Rule: SchemaMissing, At: n.At, Message: "nothing says what the promise is from then on",
				Help: "Write each field that changes, such as within: 72h, and says: with the new sentence."})
		}
	}
	return t
}()

// orNone lets an empty list say that there is nothing.
func orNone[V any](f form[[]V]) form[[]V] {
	read := f.read
	f.read = func(d *decoder, n *yamltext.Node, into *[]V) {
		if read(d, n, into); n.Kind == yamltext.List && len(n.Items) == 0 {
			*into = []V{}
		}
	}
	return f
}

// changes reports whether anything changes.
func (n *NextPromise) changes() bool {
	return n.Says.IsSet() || n.Short.IsSet() || n.Means.IsSet() || n.Commitment.IsSet() || n.changesValue()
}

// changesValue reports whether anything changes that the words of a promise may name.
func (n *NextPromise) changesValue() bool {
	return n.Within.IsSet() || n.AtLeast.IsSet() || n.AtMost.IsSet() || n.Clock.IsSet() || n.Hours.IsSet() || n.Target.IsSet() || n.Window.IsSet() ||
		n.Exclusions != nil || n.OnMiss.NotifyWithin.IsSet() || n.OnMiss.Remedy.At != (diag.Place{})
}

// Then returns the promise as it is once its change has come. What it means is dropped where a value changes and the new
// meaning is not written: it might name the old one.
func (p Promise) Then() Promise {
	n := &p.Next
	if n.changesValue() {
		p.Means = Text{}
	}
	if n.Says.IsSet() {
		p.Short = Text{}
	}
	for _, f := range []struct{ is, next *Text }{{&p.Says, &n.Says}, {&p.Short, &n.Short}, {&p.Means, &n.Means}, {&p.Commitment, &n.Commitment}, {&p.Clock, &n.Clock}, {&p.Hours, &n.Hours}} {
		if f.next.IsSet() {
			*f.is = *f.next
		}
	}
	p.Within = p.Within.then(n.Within)
	if n.AtLeast.IsSet() {
		p.AtLeast = n.AtLeast
	}
	if n.AtMost.IsSet() {
		p.AtMost = n.AtMost
	}
	if n.Target.IsSet() {
		p.Target = n.Target
	}
	if n.Window.IsSet() {
		p.Window = n.Window
	}
	if n.Exclusions != nil {
		p.Exclusions = n.Exclusions
	}
	if n.OnMiss.NotifyWithin.IsSet() {
		p.OnMiss.NotifyWithin = n.OnMiss.NotifyWithin
	}
	if n.OnMiss.Remedy.At != (diag.Place{}) {
		p.OnMiss.Remedy = n.OnMiss.Remedy
	}
	p.Since, p.Next = n.From, NextPromise{}
	return p
}

// then returns a time limit with another in its place: that of all, or those of some levels.
func (w Within) then(next Within) Within {
	switch {
	case next.All.IsSet() || len(w.Levels) == 0 && next.IsSet():
		return next
	case len(next.Levels) == 0:
		return w
	}
	w.Levels = slices.Clone(w.Levels)
	for _, l := range next.Levels {
		if i := slices.IndexFunc(w.Levels, func(e Entry[LevelWithin]) bool { return e.Key.V == l.Key.V }); i >= 0 {
			w.Levels[i] = l
		} else {
			w.Levels = append(w.Levels, l)
		}
	}
	return w
}
