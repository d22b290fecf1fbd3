package staff

import (
	"cmp"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/syntax"
)

// nos says how each no is said: with its reason, and with what the customer can have.
func nos(o *catalog.Offer) Part {
	part := Part{ID: "no", Heading: "How to say no", How: "With the reason, and with what they can have. Say it before they assume it.", None: "Nothing is ruled out."}
	for _, c := range o.Capabilities {
		if c.StaffNote.IsSet() {
			part.Entries = append(part.Entries, Entry{c.Title.V, []Row{{"Note", c.StaffNote.V}}})
		}
		for _, e := range c.Excluded {
			entry := Entry{Title: e.What.V}
			entry.add("In", c.Title.V)
			entry.add("They assume", e.Often.V)
			entry.add("Because", e.Because.V)
			entry.add("Instead", e.Instead.V)
			entry.add("We can if", e.If.V)
			if e.Refer != nil {
				entry.add("Who does it", e.Refer.Name.V+": "+e.Refer.Why.V)
			}
			part.Entries = append(part.Entries, entry)
		}
	}
	return part
}

// exceptions says when each policy bends, up to what, and who decides; and for whom it is bent already.
func exceptions(o *catalog.Offer, all []*agreement.Agreement) Part {
	part := Part{ID: "exceptions", Heading: "When we bend a rule", How: "Whoever is named may decide it on the spot, up to the limit.", None: "No policy says when it bends."}
	for _, p := range o.Policies {
		for _, x := range p.Exceptions {
			entry := Entry{Title: p.Title}
			entry.add("When", x.When.V)
			entry.add("Do", x.Do.V)
			entry.add("Up to", cmp.Or(x.Limit.V, "no limit is written"))
			entry.add("Who decides", cmp.Or(o.PersonName(x.Decides.V), "nobody is named"))
			if x.Visibility.V == "internal" {
				entry.add("Known to", "us alone")
			}
			part.Entries = append(part.Entries, entry)
		}
	}
	for _, a := range all {
		for _, x := range a.Exceptions {
			entry := Entry{Title: cmp.Or(policyTitle(x.Policy), x.Granted.Policy.V) + ", for " + a.Customer.Name.V}
			entry.add("Instead", x.Instead.V)
			entry.add("Because", x.Because.V)
			entry.add("Who decided", o.PersonName(x.Decides.V))
			part.Entries = append(part.Entries, entry)
		}
	}
	return part
}

func policyTitle(p *catalog.Policy) string {
	if p == nil {
		return ""
	}
	return p.Title
}

// internal lists the promises, policies and lines that nobody outside reads.
func internal(o *catalog.Offer) Part {
	part := Part{ID: "internal", Heading: "What only we read", How: "Promises, services and policies that are internal.", None: "Nothing is internal."}
	add := func(title, kind, text string) {
		part.Entries = append(part.Entries, Entry{Title: title, Rows: []Row{{kind, text}}})
	}
	for _, c := range o.Capabilities {
		if c.Visibility.V == "internal" {
			add(c.Title.V, "Service", c.Summary.V)
		}
		for _, p := range c.Promises {
			if p.Promise.Visibility.V == "internal" {
				add(c.Title.V, "Promise", p.Says.V)
			}
		}
	}
	for _, p := range o.Policies {
		if !p.Public() {
			add(p.Title, "Policy", p.Summary.V)
		}
	}
	return part
}

// questions lists what the first conversation asks, service by service.
func questions(o *catalog.Offer) Part {
	part := Part{ID: "ask", Heading: "What to ask", How: "In the first conversation. upfront ask prints a sheet for one customer.", None: "No service has questions."}
	for _, c := range o.Capabilities {
		entry := Entry{Title: c.Title.V}
		for _, q := range c.Ask {
			entry.add("", q.V)
		}
		if len(entry.Rows) > 0 {
			part.Entries = append(part.Entries, entry)
		}
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
