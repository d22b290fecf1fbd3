package staff

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// nos says how each no is said: with its reason, and with what the customer can have.
func (w Writer) nos() Part {
	part := w.part("refuse")
	for _, c := range w.Offer.Capabilities {
		note := w.entry(c.Title.V)
		note.add("note", c.StaffNote.V)
		part.add(note)
		for _, x := range c.Excluded {
			e := w.entry(x.What.V)
			e.add("service", c.Title.V)
			e.add("assumed", x.Often.V)
			e.add("because", x.Because.V)
			e.add("instead", x.Instead.V)
			e.add("if", x.If.V)
			if x.Refer != nil {
				e.add("refer", w.word("named", "name", x.Refer.Name.V, "text", x.Refer.Why.V))
			}
			part.add(e)
		}
	}
	return part
}

// internal lists the promises, policies and services that nobody outside reads.
func (w Writer) internal() Part {
	part := w.part("internal")
	add := func(title, label, text string) {
		e := w.entry(title)
		e.add(label, text)
		part.add(e)
	}
	for _, c := range w.Offer.Capabilities {
		if c.Visibility.V == "internal" {
			add(c.Title.V, "internal_service", c.Summary.V)
		}
		for _, p := range c.Promises {
			if p.Promise.Visibility.V == "internal" {
				add(c.Title.V, "internal_promise", p.Says.V)
			}
		}
	}
	for _, p := range w.Offer.Policies {
		if !p.Public() {
			add(p.Title, "internal_policy", p.Summary.V)
		}
	}
	return part
}

// room says of each promise with a record that is long enough how far what was promised lies from what the record bears.
func (w Writer) room(all []record.Suggestion) Part {
	part := w.part("room")
	for _, s := range all {
		i := slices.IndexFunc(w.Offer.Promises, func(p *catalog.Promise) bool { return p.Ref == s.Promise })
		if i < 0 || !s.Enough || s.Within == "" && s.Share == "" {
			continue
		}
		p, title := w.Offer.Promises[i], s.Says
		if level, ok := w.Offer.Level(s.Level); ok {
			title = w.word("named", "name", level.Name.V, "text", s.Says)
		}
		e := w.entry(title)
		limit, target := s.Within, s.Target
		if limit == "" {
			limit, target = s.Present, s.Share
		}
		e.add("promised", w.often(p, s.Present, cmp.Or(s.Target, percent(p))))
		e.add("bears", w.often(p, limit, target))
		e.add("kept", w.word("kept_of", "kept", w.Words.Int(s.Kept), "counted", w.Words.Int(s.Counted)))
		part.add(e)
	}
	return part
}

// percent returns the target of a promise; empty where it has none.
func percent(p *catalog.Promise) string {
	if !p.Target.IsSet() {
		return ""
	}
	return p.Target.V.String()
}

// often says a limit of a promise with how often it is kept; either may be empty.
func (w Writer) often(p *catalog.Promise, limit, target string) string {
	if d, err := clock.ParseDuration(limit); err == nil {
		limit = w.Duration(d, p.Clock.V == "business")
	}
	if target == "" {
		return limit
	}
	if target = w.Words.Percent(strings.TrimSuffix(target, "%")); limit == "" {
		return target
	}
	return w.word("often", "limit", limit, "target", target)
}

// questions lists what the first conversation asks, service by service.
func (w Writer) questions() Part {
	part := w.part("ask")
	for _, c := range w.Offer.Capabilities {
		e := w.entry(c.Title.V)
		for _, q := range c.Ask {
			e.addNamed("", q.V)
		}
		part.add(e)
	}
	return part
}

// isOnOffer reports whether somebody new can have a service.
func isOnOffer(c *catalog.Capability) bool {
	return !c.Retired() && c.Status.V != "paused" && c.Visibility.V != "internal"
}

// fits reports whether a need lies in a limit.
func fits(need syntax.Measure, limit syntax.Limit) bool {
	n := need.Quantity.N
	return need.Kind == syntax.InQuantity && !(limit.AtLeast.IsSet() && n < limit.AtLeast.V) && !(limit.AtMost.IsSet() && limit.AtMost.V < n)
}

func titles(all []*catalog.Capability) (out []string) {
	for _, c := range all {
		out = append(out, c.Title.V)
	}
	return slices.Clip(out)
}
