package staff

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// manyDeclined is from how many lines on that were declined of what we advertise the advertising is to be changed.
const manyDeclined = 2

// sources lists expectations by where they come from, the most frequent first.
func (w Writer) sources(all []*agreement.Agreement) Part {
	part := w.part("sources")
	bySource, declined := map[string]*entry{}, map[string]int{}
	for _, a := range all {
		for l := range a.Lines() {
			if !l.Source.IsSet() {
				continue
			}
			name, key := l.Source.V, "source_line"
			if !slices.Contains(syntax.Sources, name) {
				name, key = "other", "source_line_other"
			}
			if bySource[name] == nil {
				e := w.entry("")
				bySource[name] = &e
			}
			other := strings.TrimSpace(strings.TrimPrefix(l.Source.V, syntax.OtherSource))
			bySource[name].addNamed(a.Customer.Name.V, w.word(key, "said", l.Said.V, "answer", w.answer(l.Answer.V), "source", other))
			if l.Answer.V == "no" {
				declined[name]++
			}
		}
	}
	for _, name := range append(slices.Clone(syntax.Sources), "other") {
		e := bySource[name]
		if e == nil {
			continue
		}
		e.Title = w.Words.Count("staff.source", len(e.Rows), "source", w.word("source_name."+strings.ReplaceAll(name, " ", "_")), "declined", w.Words.Int(declined[name]))
		if name == "our marketing" && declined[name] >= manyDeclined {
			e.add("to_do", w.word("change_marketing"))
		}
		part.add(*e)
	}
	slices.SortStableFunc(part.Entries, func(x, y Entry) int { return len(y.Rows) - len(x.Rows) })
	return part
}

// answer returns an answer in the words of a page.
func (w Writer) answer(answer string) string {
	if answer == "" {
		return w.Words.Word("page.letter.unanswered")
	}
	return w.Words.Word("line." + strings.ReplaceAll(answer, "-", "_"))
}

// outcomes counts how lines turned out, service by service.
func (w Writer) outcomes(all []*agreement.Agreement) Part {
	part, counts := w.part("outcomes"), map[*catalog.Capability]agreement.Tally{}
	for _, a := range all {
		for c, n := range a.Outcomes() {
			counts[c] = counts[c].Plus(n)
		}
	}
	for _, c := range append(slices.Clone(w.Offer.Capabilities), nil) {
		n := counts[c]
		if n == (agreement.Tally{}) {
			continue
		}
		title := w.word("no_service")
		if c != nil {
			title = c.Title.V
		}
		e := w.entry(title)
		e.add("met", w.word("met_of", "met", w.Words.Int(n.Kept()), "of", w.Words.Int(n.Kept()+n.Missed), "exceeded", w.Words.Int(n.Exceeded)))
		e.add("missed", w.Words.Int(n.Missed))
		part.add(e)
	}
	return part
}

// keptAll lists the customers of whom every line with an outcome was kept, and what they have in common.
func (w Writer) keptAll(all []*agreement.Agreement) Part {
	part := w.part("kept")
	var kept []*agreement.Agreement
	for _, a := range all {
		var sum agreement.Tally
		for _, n := range a.Outcomes() {
			sum = sum.Plus(n)
		}
		if sum.Kept() == 0 || sum.Missed > 0 {
			continue
		}
		kept = append(kept, a)
		e := w.entry(a.Customer.Name.V)
		e.add("lines_met", w.Words.Int(sum.Kept()))
		e.add("uses", w.Words.List(titles(a.Capabilities)))
		e.add("told", w.cadence(a))
		part.add(e)
	}
	if len(kept) > 1 {
		part.add(w.common(kept))
	}
	return part
}

// cadence says how often a customer is told how things stand.
func (w Writer) cadence(a *agreement.Agreement) string {
	return w.WordOr("page.letter.cadence."+a.Updates.Cadence.V, a.Updates.Cadence.V)
}

// common says what all of several customers have.
func (w Writer) common(kept []*agreement.Agreement) entry {
	first := kept[0]
	all := func(same func(*agreement.Agreement) bool) bool {
		return !slices.ContainsFunc(kept, func(a *agreement.Agreement) bool { return !same(a) })
	}
	e := w.entry(w.word("common"))
	e.add("all_use", w.Words.List(titles(slices.DeleteFunc(slices.Clone(first.Capabilities), func(c *catalog.Capability) bool {
		return !all(func(a *agreement.Agreement) bool { return slices.Contains(a.Capabilities, c) })
	}))))
	if all(func(a *agreement.Agreement) bool { return a.Updates.Cadence.V == first.Updates.Cadence.V }) {
		e.add("all_told", w.cadence(first))
	}
	if all(func(a *agreement.Agreement) bool { return a.Owner.V == first.Owner.V }) {
		e.add("all_owner", w.Offer.PersonName(first.Owner.V))
	}
	if len(e.Rows) == 0 {
		e.addNamed("", w.word("nothing_common"))
	}
	return e
}

// fitting lists what else customers could use: services that they do not have, whose limits their needs meet.
func (w Writer) fitting(all []*agreement.Agreement) Part {
	part := w.part("fitting")
	for _, a := range all {
		e := w.entry(a.Customer.Name.V)
		for _, c := range w.Offer.Capabilities {
			if a.Status.V == "agreed" && isOnOffer(c) && !slices.Contains(a.Capabilities, c) {
				e.addNamed(c.Title.V, w.metLimits(a, c))
			}
		}
		part.add(e)
	}
	return part
}

// metLimits returns the needs of a customer that a service is made for: empty where one of them is beyond it, or none is counted.
func (w Writer) metLimits(a *agreement.Agreement, c *catalog.Capability) string {
	var met []string
	for _, n := range a.Agreement.Needs {
		limit, ok := c.Fit.Limits.Get(n.Key.V)
		switch {
		case !ok:
		case !fits(n.V, limit):
			return ""
		default:
			met = append(met, w.word("named", "name", view.LimitName(syntax.Entry[syntax.Limit]{Key: n.Key, V: limit}), "text", n.V.Written))
		}
	}
	return w.Words.List(met)
}

// left says why customers left.
func (w Writer) left(all []*agreement.Agreement) Part {
	part := w.part("left")
	for _, a := range all {
		if a.Status.V == "ended" {
			e := w.entry(a.Customer.Name.V)
			e.addNamed(w.Day(a.Ended.On).Text, cmp.Or(a.Ended.Why.V, w.word("no_reason")))
			part.add(e)
		}
	}
	return part
}

// history says what became of each line that reads otherwise in one record than in the one before.
func (w Writer) history(all []*agreement.Agreement) Part {
	part := w.part("history")
	for _, a := range all {
		for l := range a.Lines() {
			e := w.entry(w.word("line_of", "customer", a.Customer.Name.V, "line", l.ID.V))
			for _, v := range a.History(l) {
				who := w.word("not_agreed")
				if v.Yes.By.IsSet() {
					who = w.word("agreed", "name", v.Yes.By.V, "date", w.Day(v.Yes.Day).Text)
				}
				e.addNamed(w.Words.Word("version.of", "version", w.Words.Int(v.Record.Version.V)),
					w.word("version", "understood", v.Line.Understood.V, "answer", w.answer(v.Line.Answer.V), "agreed", who))
			}
			if len(e.Rows) > 1 {
				part.add(e)
			}
		}
	}
	return part
}
