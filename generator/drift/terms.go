package drift

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/agreed"
	"upfront/generator/clock"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// onMiss compares what a customer gets if a promise is missed, and when they hear of it.
func (c *comparison) onMiss(was, is *syntax.OnMiss) {
	c.duration("on_miss.notify_within", was.NotifyWithin, is.NotifyWithin, -1)
	w, n := &was.Remedy, &is.Remedy
	c.text("on_miss.remedy.kind", w.Kind, n.Kind, Different)
	c.amount("on_miss.remedy.amount", w.Amount.V, n.Amount.V, 1, orGone(w.Amount.V, n.Amount.V, Different))
	c.text("on_miss.remedy.of", w.Base, n.Base, Different)
	c.amount("on_miss.remedy.cap", w.Cap.V, n.Cap.V, 1, goneCap(w, n))
	c.tiers(w.Tiers, n.Tiers)
	if w.Automatic.V != n.Automatic.V {
		c.add("on_miss.remedy.automatic", strconv.FormatBool(w.Automatic.V), strconv.FormatBool(n.Automatic.V), map[bool]Effect{true: Stronger, false: Weaker}[n.Automatic.V])
	}
	switch {
	case w.ClaimWithin.IsSet() != n.ClaimWithin.IsSet():
		c.add("on_miss.remedy.claim_within", written(w.ClaimWithin), written(n.ClaimWithin), map[bool]Effect{true: Weaker, false: Stronger}[n.ClaimWithin.IsSet()])
	default:
		c.duration("on_miss.remedy.claim_within", w.ClaimWithin, n.ClaimWithin, 1)
	}
}

// goneCap returns the effect of a cap that comes or goes. One is worse than none, unless there was no remedy before.
func goneCap(was, is *syntax.Remedy) Effect {
	switch {
	case !was.Cap.IsSet() && (was.Amount.IsSet() || len(was.Tiers) > 0):
		return Weaker
	case !is.Cap.IsSet() && (is.Amount.IsSet() || len(is.Tiers) > 0):
		return Stronger
	}
	return Different
}

// tiers compares the steps of a credit. A step that is gone is weaker, and a new one stronger.
func (c *comparison) tiers(was, is []syntax.Tier) {
	credit := func(all []syntax.Tier, below string) string {
		i := slices.IndexFunc(all, func(t syntax.Tier) bool { return written(t.Below) == below })
		if i < 0 {
			return ""
		}
		return all[i].Credit.V
	}
	for _, t := range was {
		below := written(t.Below)
		now := credit(is, below)
		c.amount("on_miss.remedy.tiers below "+below, t.Credit.V, now, 1, orGone(t.Credit.V, now, Different))
	}
	for _, t := range is {
		if below := written(t.Below); credit(was, below) == "" {
			c.add("on_miss.remedy.tiers below "+below, "", t.Credit.V, Stronger)
		}
	}
}

var numberForm = lazy.Pattern(`\d[\d,]*(?:\.\d+)?`)

// amount adds a difference of amounts that are the same but for one number, of which a higher one is better where better is
// positive; of others, the effect given.
func (c *comparison) amount(field, was, is string, better int, other Effect) {
	if agreed.Fold(was) == agreed.Fold(is) {
		return
	}
	effect := other
	if order, ok := orderAmounts(is, was); ok {
		effect = effectOf(order * better)
	}
	c.add(field, was, is, effect)
}

// orderAmounts returns -1 or 1 as an amount is lower or higher than another; ok is false where their words differ, or where
// some numbers are lower and others higher.
func orderAmounts(a, b string) (order int, ok bool) {
	first, second := numberForm().FindAllString(a, -1), numberForm().FindAllString(b, -1)
	if len(first) == 0 || len(first) != len(second) || agreed.Fold(numberForm().ReplaceAllString(a, "#")) != agreed.Fold(numberForm().ReplaceAllString(b, "#")) {
		return 0, false
	}
	for i := range first {
		x, wrong := strconv.ParseFloat(strings.ReplaceAll(first[i], ",", ""), 64)
		y, wrongToo := strconv.ParseFloat(strings.ReplaceAll(second[i], ",", ""), 64)
		n := 0
		if x > y {
			n = 1
		} else if x < y {
			n = -1
		}
		if wrong != nil || wrongToo != nil || n*order < 0 {
			return 0, false
		}
		if n != 0 {
			order = n
		}
	}
	return order, order != 0
}

// Price returns in what a price differs from what it was.
func Price(was, is *syntax.Price) []Difference {
	c := comparison{}
	c.text("price.kind", was.Kind, is.Kind, Different)
	c.amount("price.amount", was.Amount.V, is.Amount.V, -1, Different)
	c.amount("price.ceiling", was.Ceiling.V, is.Ceiling.V, -1, orGone(was.Ceiling.V, is.Ceiling.V, Different))
	c.duration("price.holds_for", was.HoldsFor, is.HoldsFor, 1)
	return c.all
}

// Option returns in what an option differs from what it was. Better is positive where a higher limit is better, negative where
// a lower one is.
func Option(was, is *syntax.Option, better int) []Difference {
	c := comparison{}
	c.measure("to", was.To, is.To, better)
	other := Different
	if was.Price.V == "" || is.Price.V == "" { // a price that comes is for the worse
		other = effectOf(strings.Compare(was.Price.V, is.Price.V))
	}
	c.amount("price", was.Price.V, is.Price.V, -1, other)
	c.text("needs", was.Needs, is.Needs, Different)
	return c.all
}

// Duties returns in what the part of the customer differs from what it was: more to do is weaker.
func Duties(was, is []syntax.Duty) []Difference {
	c := comparison{}
	find := func(all []syntax.Duty, what string) (syntax.Duty, bool) {
		i := slices.IndexFunc(all, func(d syntax.Duty) bool { return agreed.Fold(d.What.V) == agreed.Fold(what) })
		if i < 0 {
			return syntax.Duty{}, false
		}
		return all[i], true
	}
	for _, d := range was {
		now, ok := find(is, d.What.V)
		switch {
		case !ok:
			c.add("customer_does", d.What.V, "", Stronger)
		case d.Within.IsSet() != now.Within.IsSet():
			c.add("customer_does.within", written(d.Within), written(now.Within), map[bool]Effect{true: Weaker, false: Stronger}[now.Within.IsSet()])
		default:
			c.duration("customer_does.within", d.Within, now.Within, 1)
			c.text("customer_does.else", d.Else, now.Else, Different)
			c.text("customer_does.clock", d.Clock, now.Clock, Different)
		}
	}
	for _, d := range is {
		if _, ok := find(was, d.What.V); !ok {
			c.add("customer_does", "", d.What.V, Weaker)
		}
	}
	return c.all
}

// chosen compares the options that a customer has: the value, and what it costs.
func (c *comparison) chosen(was, is []syntax.AgreedChoice) {
	for _, w := range was {
		i := slices.IndexFunc(is, func(n syntax.AgreedChoice) bool { return n.Level.V == w.Level.V })
		field := strings.TrimSuffix("choose."+w.Level.V, ".")
		if i < 0 {
			c.add(field, agreed.CanonicalMeasure(w.To), "", Different)
			continue
		}
		if order, ok := Order(is[i].To, w.To); !ok || order != 0 {
			c.add(field, agreed.CanonicalMeasure(w.To), agreed.CanonicalMeasure(is[i].To), Different)
		}
		c.amount(field+" price", w.Price.V, is[i].Price.V, -1, Different)
		c.text(field+" needs", w.Needs, is[i].Needs, Different)
	}
	for _, n := range is {
		if !slices.ContainsFunc(was, func(w syntax.AgreedChoice) bool { return w.Level.V == n.Level.V }) {
			c.add(strings.TrimSuffix("choose."+n.Level.V, "."), "", agreed.CanonicalMeasure(n.To), Different)
		}
	}
}

// hours compares the calendars by which a promise is counted: longer hours are over sooner.
func (c *comparison) hours(field string, was, is Terms, wasName, isName syntax.Text) {
	open := func(t Terms, name syntax.Text) string {
		if t.Clock.V != "business" || name.V == "" {
			return ""
		}
		if text, ok := t.Hours.Get(name.V); ok {
			return text.V
		}
		return name.V
	}
	if w, n := open(was, wasName), open(is, isName); w != n && w != "" && n != "" {
		c.add(field, w, n, orderHours(w, n))
	}
}

// orderHours compares openings as records write them: "Mon-Fri 08:00-18:00, Europe/London". A calendar that is open whenever
// the other is, and longer, is stronger.
func orderHours(was, is string) Effect {
	first, zone, ok := minutesOf(was)
	second, other, okToo := minutesOf(is)
	if !ok || !okToo || zone != other {
		return Different
	}
	more, less := false, false
	for i := range first {
		more, less = more || second[i] && !first[i], less || first[i] && !second[i]
	}
	switch {
	case more && !less:
		return Stronger
	case less && !more:
		return Weaker
	}
	return Different
}

const weekMinutes = 7 * 24 * 60

// minutesOf returns which minutes of a week a calendar is open.
func minutesOf(text string) (open [weekMinutes]bool, zone string, ok bool) {
	parts, before := strings.Split(text, ", "), ""
	for _, part := range parts[:len(parts)-1] {
		cut := strings.LastIndexByte(part, ' ')
		if cut < 0 { // days with a comma, whose times follow: "Mon-Fri, Sun 08:00-18:00"
			before += part + ", "
			continue
		}
		days, err := clock.ParseDays(before + part[:cut])
		before = ""
		from, to, dash := strings.Cut(part[cut+1:], "-")
		begin, wrong := clock.ParseTimeOfDay(from)
		end, wrongToo := clock.ParseTimeOfDay(to)
		if err != nil || !dash || wrong != nil || wrongToo != nil {
			return open, "", false
		}
		for day := range 7 {
			if !days.Has(time.Weekday(day)) {
				continue
			}
			length := int(end) - int(begin)
			if length <= 0 {
				length += 24 * 60
			}
			for m := range length {
				open[(day*24*60+int(begin)+m)%weekMinutes] = true
			}
		}
	}
	return open, parts[len(parts)-1], len(parts) > 1
}
