package staff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// manyDeclined is from how many lines on that were declined of what we advertise the advertising is to be changed.
const manyDeclined = 2

// sources lists expectations by where they come from, the most frequent first.
func sources(all []*agreement.Agreement) Part {
	part := Part{ID: "sources", Heading: "Where expectations come from", How: "What customers expected before they knew us, by source.", None: "No line says where it comes from."}
	bySource, declined := map[string]*Entry{}, map[string]int{}
	for _, a := range all {
		for l := range a.Lines() {
			if !l.Source.IsSet() {
				continue
			}
			name, said := l.Source.V, fmt.Sprintf("“%s” · %s", l.Said.V, cmp.Or(l.Answer.V, "no answer yet"))
			if !slices.Contains(syntax.Sources, name) {
				name, said = "other", said+" · "+strings.TrimSpace(strings.TrimPrefix(name, syntax.OtherSource))
			}
			if bySource[name] == nil {
				bySource[name] = &Entry{Title: name}
			}
			bySource[name].add(a.Customer.Name.V, said)
			if l.Answer.V == "no" {
				declined[name]++
			}
		}
	}
	for _, name := range append(slices.Clone(syntax.Sources), "other") {
		entry := bySource[name]
		if entry == nil {
			continue
		}
		entry.Title = fmt.Sprintf("%s: %s, %d declined", strings.ToUpper(name[:1])+name[1:], diag.Plural(len(entry.Rows), "line"), declined[name])
		if name == "our marketing" && declined[name] >= manyDeclined {
			entry.add("To do", "Change what you advertise: it makes people expect what you do not do.")
		}
		part.Entries = append(part.Entries, *entry)
	}
	slices.SortStableFunc(part.Entries, func(x, y Entry) int { return len(y.Rows) - len(x.Rows) })
	return part
}

// capabilityOf returns the service that a line is about: that of the promise which backs it, else that which rules it out, else the
// only one that the customer has; nil where nothing tells.
func capabilityOf(a *agreement.Agreement, l *agreement.Line) *catalog.Capability {
	switch {
	case l.BackedBy != nil:
		return l.BackedBy.Promise.Capability
	case l.BlockedIn != nil:
		return l.BlockedIn
	case len(a.Capabilities) == 1:
		return a.Capabilities[0]
	}
	return nil
}

// outcomes counts how lines turned out, service by service.
func outcomes(o *catalog.Offer, all []*agreement.Agreement) Part {
	part := Part{ID: "outcomes", Heading: "How it turned out", How: "Lines of all customers that have an outcome, service by service.", None: "No line has an outcome yet."}
	type tally struct{ exceeded, met, missed int }
	counts := map[*catalog.Capability]*tally{}
	for _, a := range all {
		for l := range a.Lines() {
			c := capabilityOf(a, l)
			if counts[c] == nil {
				counts[c] = &tally{}
			}
			switch l.Outcome.Get().Result.V {
			case "exceeded":
				counts[c].exceeded++
			case "met":
				counts[c].met++
			case "missed":
				counts[c].missed++
			}
		}
	}
	for _, c := range append(slices.Clone(o.Capabilities), nil) {
		n := counts[c]
		if n == nil || *n == (tally{}) {
			continue
		}
		title := "Of no service in particular"
		if c != nil {
			title = c.Title.V
		}
		part.Entries = append(part.Entries, Entry{title, []Row{{"Met", fmt.Sprintf("%d of %d, of which %d exceeded", n.met+n.exceeded, n.met+n.exceeded+n.missed, n.exceeded)}, {"Missed", fmt.Sprint(n.missed)}}})
	}
	return part
}

// keptAll lists the customers of whom every line with an outcome was kept, and what they have in common.
func keptAll(all []*agreement.Agreement) Part {
	part := Part{ID: "kept", Heading: "Where everything was kept", How: "Customers of whom every line with an outcome was met, and what they have in common.", None: "There is none yet."}
	var kept []*agreement.Agreement
	for _, a := range all {
		n, missed := 0, 0
		for l := range a.Lines() {
			if r := l.Outcome.Get().Result; r.IsSet() {
				if n++; r.V == "missed" {
					missed++
				}
			}
		}
		if n == 0 || missed > 0 {
			continue
		}
		kept = append(kept, a)
		entry := Entry{Title: a.Customer.Name.V}
		entry.add("Lines met", fmt.Sprint(n))
		entry.add("Uses", strings.Join(capabilityTitles(a), ", "))
		entry.add("Told", a.Updates.Cadence.V)
		part.Entries = append(part.Entries, entry)
	}
	if len(kept) > 1 {
		part.Entries = append(part.Entries, common(kept))
	}
	return part
}

// common says what all of several customers have.
func common(kept []*agreement.Agreement) Entry {
	entry := Entry{Title: "In common"}
	shared := capabilityTitles(kept[0])
	sameCadence, sameOwner := true, true
	for _, a := range kept[1:] {
		titles := capabilityTitles(a)
		shared = slices.DeleteFunc(shared, func(title string) bool { return !slices.Contains(titles, title) })
		sameCadence = sameCadence && a.Updates.Cadence.V == kept[0].Updates.Cadence.V
		sameOwner = sameOwner && a.Owner.V == kept[0].Owner.V
	}
	entry.add("All use", strings.Join(shared, ", "))
	if sameCadence {
		entry.add("All are told", kept[0].Updates.Cadence.V)
	}
	if sameOwner {
		entry.add("All are looked after by", kept[0].Owner.V)
	}
	if len(entry.Rows) == 0 {
		entry.add("", "Nothing that the files say.")
	}
	return entry
}

func capabilityTitles(a *agreement.Agreement) []string {
	return diag.Names(a.Capabilities, func(c *catalog.Capability) string { return c.Title.V })
}

// fitting lists what else customers could use: services that they do not have, whose limits their needs meet.
func fitting(o *catalog.Offer, all []*agreement.Agreement) Part {
	part := Part{ID: "fitting", Heading: "What else they could use", How: "Their needs meet its limits, and they do not have it. Ask, and sell nothing.", None: "Nothing that the files say."}
	for _, a := range all {
		entry := Entry{Title: a.Customer.Name.V}
		for _, c := range o.Capabilities {
			if a.Status.V == "agreed" && isOnOffer(c) && !slices.Contains(a.Capabilities, c) {
				entry.add(c.Title.V, metLimits(a, c))
			}
		}
		if len(entry.Rows) > 0 {
			part.Entries = append(part.Entries, entry)
		}
	}
	return part
}

// metLimits returns the needs of a customer that a service is made for: empty where one of them is beyond it, or none is counted.
func metLimits(a *agreement.Agreement, c *catalog.Capability) string {
	var met []string
	for _, n := range a.Agreement.Needs {
		limit, ok := c.Fit.Limits.Get(n.Key.V)
		switch {
		case !ok:
		case !fits(n.V, limit):
			return ""
		default:
			met = append(met, n.Key.V+": "+n.V.Written)
		}
	}
	return strings.Join(met, ", ")
}

// left says why customers left.
func left(all []*agreement.Agreement) Part {
	part := Part{ID: "left", Heading: "Why they left", How: "In the words of their pages.", None: "Nobody has."}
	for _, a := range all {
		if a.Status.V == "ended" {
			entry := Entry{Title: a.Customer.Name.V}
			entry.add(a.Ended.On.V.String(), cmp.Or(a.Ended.Why.V, "Nothing says why."))
			part.Entries = append(part.Entries, entry)
		}
	}
	return part
}

// history says what became of each line that reads otherwise in one record than in the one before.
func history(all []*agreement.Agreement) Part {
	part := Part{ID: "history", Heading: "What changed after it was agreed", How: "Lines that read otherwise in one record than in another, from the records.", None: "Nothing was agreed anew."}
	for _, a := range all {
		for l := range a.Lines() {
			entry := Entry{Title: a.Customer.Name.V + ", " + l.ID.V}
			for _, v := range a.History(l) {
				who := "not agreed"
				if v.Yes.By.IsSet() {
					who = "agreed by " + v.Yes.By.V + " on " + v.Yes.Day.V.String()
				}
				entry.add(fmt.Sprintf("Version %d", v.Record.Version.V), fmt.Sprintf("%s · %s · %s", v.Line.Understood.V, cmp.Or(v.Line.Answer.V, "no answer"), who))
			}
			if len(entry.Rows) > 1 {
				part.Entries = append(part.Entries, entry)
			}
		}
	}
	return part
}
