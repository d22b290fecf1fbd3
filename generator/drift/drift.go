// Package drift says which way terms move: whether a promise is stronger or weaker for the customer than another, and in what.
//
// It compares values, never sentences: of another wording with the same values it says so, and of values that it cannot
// compare, that they differ. It knows neither who has agreed to what (package agreement) nor how to word it.
package drift

import (
	"cmp"
	"slices"

	"upfront/generator/agreed"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// Effect is what a change means to the customer.
type Effect int

// The effects. Different is that of values that cannot be compared.
const (
	Wording Effect = iota
	Different
	Stronger
	Weaker
)

func (e Effect) String() string { return [...]string{"wording", "different", "stronger", "weaker"}[e] }

// Difference is one value that two promises have differently.
type Difference struct {
	Field   string // as authors write it: within, within.p1, on_miss.remedy.amount
	Was, Is string // as records write them; empty where there is none
	Effect  Effect
}

// Of returns the effect of all differences together. Where one is for the worse, all are: nobody has to weigh them up.
func Of(all []Difference) Effect {
	effect := Wording
	for _, d := range all {
		if d.Effect == Weaker {
			return Weaker
		}
		if d.Effect == Different || effect == Wording {
			effect = d.Effect
		}
	}
	return effect
}

// Terms is a promise with the openings of the calendars by which it is counted, as records have them.
type Terms struct {
	*syntax.AgreedPromise
	Hours syntax.Map[syntax.Text]
}

// Compare returns in what a promise differs from what it was.
func Compare(was, is Terms) []Difference {
	c := comparison{}
	c.text("says", was.Says, is.Says, saidEffect(was, is))
	c.add("commitment", was.Commitment.V, is.Commitment.V, rank(was.Commitment.V, is.Commitment.V, "best-effort", "target", "guarantee"))
	c.text("indicator.kind", was.Indicator.Kind, is.Indicator.Kind, Different)
	c.text("indicator.from", was.Indicator.From, is.Indicator.From, Different)
	c.text("indicator.to", was.Indicator.To, is.Indicator.To, Different)
	c.text("indicator.of", was.Indicator.Subject, is.Indicator.Subject, Different)
	c.text("indicator.paused", was.Indicator.Paused, is.Indicator.Paused, Different)
	c.within(was, is)
	c.measure("at_least", was.AtLeast, is.AtLeast, 1)
	c.measure("at_most", was.AtMost, is.AtMost, -1)
	c.add("clock", was.Clock.V, is.Clock.V, rank(was.Clock.V, is.Clock.V, "business", "calendar"))
	c.hours("hours", was, is, was.AgreedPromise.Hours, is.AgreedPromise.Hours)
	c.value("target", written(was.Target), written(is.Target), effectOf(cmp.Compare(is.Target.V, was.Target.V)))
	c.add("window", written(was.Window), written(is.Window), Different)
	c.excluded(was.Excluded, is.Excluded)
	c.onMiss(&was.OnMiss, &is.OnMiss)
	c.chosen(was.Chosen, is.Chosen)
	return c.all
}

type comparison struct{ all []Difference }

// add adds a difference of two texts that are not the same.
func (c *comparison) add(field, was, is string, effect Effect) {
	if was != is {
		c.all = append(c.all, Difference{field, was, is, effect})
	}
}

// text adds a difference of texts in which spaces and the form of characters say nothing.
func (c *comparison) text(field string, was, is syntax.Text, effect Effect) {
	if agreed.Fold(was.V) != agreed.Fold(is.V) {
		c.add(field, was.V, is.V, effect)
	}
}

// value adds a difference of values of which the customer is better off with one than with none.
func (c *comparison) value(field, was, is string, effect Effect) {
	c.add(field, was, is, orGone(was, is, effect))
}

// orGone returns the effect of a value that comes or goes, else the effect given.
func orGone(was, is string, effect Effect) Effect {
	switch {
	case was == "":
		return Stronger
	case is == "":
		return Weaker
	}
	return effect
}

// saidEffect returns what another sentence means: nothing more than a wording where values say the same thing as it does.
func saidEffect(was, is Terms) Effect {
	for _, p := range []Terms{was, is} {
		if !p.Within.IsSet() && !p.AtLeast.IsSet() && !p.AtMost.IsSet() && !p.Target.IsSet() {
			return Different
		}
	}
	return Wording
}

func written[T interface{ String() string }](v syntax.Written[T]) string {
	if !v.IsSet() {
		return ""
	}
	return v.V.String()
}

// effectOf returns the effect of a value that is better for the customer where order is positive.
func effectOf(order int) Effect {
	switch {
	case order > 0:
		return Stronger
	case order < 0:
		return Weaker
	}
	return Different
}

// rank returns the effect of going from one word to another of a list, the best last.
func rank(was, is string, words ...string) Effect {
	if was == "" || is == "" {
		return Different
	}
	return effectOf(slices.Index(words, is) - slices.Index(words, was))
}

// duration adds a difference of times of which a longer one is better where better is positive, and worse where it is negative.
func (c *comparison) duration(field string, was, is syntax.Written[clock.Duration], better int) {
	order, ok := is.V.Compare(was.V)
	effect := Different
	if ok && order == 0 && was.IsSet() && is.IsSet() {
		return
	}
	if ok {
		effect = effectOf(order * better)
	}
	c.value(field, written(was), written(is), effect)
}

func (c *comparison) within(was, is Terms) {
	c.duration("within", was.Within.All, is.Within.All, -1)
	for _, e := range was.Within.Levels {
		now, _ := is.Within.Levels.Get(e.Key.V)
		c.duration("within."+e.Key.V, e.V.Within, now.Within, -1)
		if now.Within.IsSet() {
			c.hours("within."+e.Key.V+".hours", was, is, e.V.Hours, now.Hours)
		}
	}
	for _, e := range is.Within.Levels {
		if _, ok := was.Within.Levels.Get(e.Key.V); !ok {
			c.duration("within."+e.Key.V, syntax.Written[clock.Duration]{}, e.V.Within, -1)
		}
	}
}

// measure adds a difference of limits of which a higher one is better where better is positive, and worse where it is negative.
func (c *comparison) measure(field string, was, is syntax.Measure, better int) {
	effect := Different
	if order, ok := Order(is, was); ok {
		if order == 0 {
			return
		}
		effect = effectOf(order * better)
	}
	text := func(m syntax.Measure) string {
		if !m.IsSet() {
			return ""
		}
		return agreed.CanonicalMeasure(m)
	}
	c.value(field, text(was), text(is), effect)
}

// Order returns -1, 0 or 1 as a is less than, equal to or more than b; ok is false where that is not certain.
func Order(a, b syntax.Measure) (n int, ok bool) {
	if a.Kind != b.Kind {
		return 0, false
	}
	switch a.Kind {
	case syntax.InTime:
		return a.Time.Compare(b.Time)
	case syntax.InShare:
		return cmp.Compare(a.Share, b.Share), true
	case syntax.InQuantity:
		return a.Quantity.Compare(b.Quantity)
	}
	return 0, false
}

func (c *comparison) excluded(was, is []syntax.Exclusion) {
	find := func(all []syntax.Exclusion, id string) (syntax.Exclusion, bool) {
		i := slices.IndexFunc(all, func(e syntax.Exclusion) bool { return e.ID.V == id })
		if i < 0 {
			return syntax.Exclusion{}, false
		}
		return all[i], true
	}
	for _, e := range was {
		now, ok := find(is, e.ID.V)
		field := "exclusions." + e.ID.V
		switch {
		case !ok:
			c.add(field, e.What.V, "", Stronger)
		case e.UpTo.IsSet() && !now.UpTo.IsSet():
			c.add(field+".up_to", written(e.UpTo), "", Weaker)
		case !e.UpTo.IsSet() && now.UpTo.IsSet():
			c.add(field+".up_to", "", written(now.UpTo), Stronger)
		default:
			c.duration(field+".up_to", e.UpTo, now.UpTo, -1)
			c.text(field+".what", e.What, now.What, Wording)
		}
	}
	for _, e := range is {
		if _, ok := find(was, e.ID.V); !ok {
			c.add("exclusions."+e.ID.V, "", e.What.V, Weaker)
		}
	}
}
