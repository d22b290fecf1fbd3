package agenda

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Date returns a day as "3 August 2026".
func Date(d clock.Date) string { return d.Start(time.UTC).Format("2 January 2006") }

// Weekday returns a day as "Monday 3 August 2026".
func Weekday(d clock.Date) string { return d.Weekday().String() + " " + Date(d) }

// Distance returns how far a day is from today: "in 5 days".
func Distance(today, day clock.Date) string {
	switch n := today.DaysUntil(day); {
	case n == 0:
		return "today"
	case n < 0:
		return diag.Plural(-n, "day") + " ago"
	default:
		return "in " + diag.Plural(n, "day")
	}
}

// People returns who does it, with whom, and how to reach them: "Ama Boateng, with Don Fenwick, don@fenwicktiles.example".
func (e Entry) People() string {
	parts := []string{e.Who}
	if e.With != "" {
		parts = append(parts, "with "+e.With, e.Reach)
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" || part == "with "+e.Who }), ", ")
}

// Reach returns how somebody is reached: as they like it, else by telephone, else by mail.
func Reach(p *syntax.CustomerPerson) string {
	if by := strings.ToLower(p.Prefers.By.V); strings.Contains(by, "mail") {
		return cmp.Or(p.Email.V, p.Phone.V)
	}
	return cmp.Or(p.Phone.V, p.Email.V)
}

// with sets whom an entry is with: of a call or something done, who is named in its words; else somebody with a role, else the
// first who is listed.
func (l *lister) with(e Entry, role string) Entry {
	people := l.customer.People
	if len(people) == 0 {
		return e
	}
	chosen, first := -1, len(e.What)
	for i := range people {
		isCall := e.Kind == CheckIn || e.Kind == Aftercare || e.Kind == Duty
		if at := mention(e.What, people[i].Name.V); isCall && at >= 0 && at < first {
			chosen, first = i, at
		}
	}
	for i := range people {
		if chosen < 0 && people[i].Role.V == role {
			chosen = i
		}
	}
	p := &people[max(chosen, 0)]
	e.With, e.Reach = p.Name.V, Reach(p)
	return e
}

// ours returns who of ours does what a text says: who is named in it, else another.
func (l *lister) ours(text, other string) string {
	name, first := other, len(text)
	add := func(one string) {
		if at := mention(text, one); at >= 0 && at < first {
			name, first = one, at
		}
	}
	add(l.offer.Site.Leader.Name.V)
	for _, p := range l.offer.Site.People {
		add(p.V.Name.V)
	}
	return name
}

// owner returns the name of who of ours answers for the agreement.
func (l *lister) owner() string { return l.offer.PersonName(l.customer.Owner.V) }

// isTheirs reports whether a name is that of one of the customer's people.
func (l *lister) isTheirs(name string) bool {
	_, ok := catalog.Find(l.customer.People, func(p syntax.CustomerPerson) bool { return strings.EqualFold(p.Name.V, name) })
	return ok
}

// mention returns where a text names somebody, by their first name or by all of it; -1 where it does not.
func mention(text, name string) int {
	first, _, _ := strings.Cut(name, " ")
	for at := 0; first != ""; {
		i := strings.Index(text[at:], first)
		if i < 0 {
			break
		}
		i += at
		at = i + len(first)
		if !endsInLetter(text[:i]) && !beginsWithLetter(text[at:]) {
			return i
		}
	}
	return -1
}

func endsInLetter(s string) bool {
	r := []rune(s)
	return len(r) > 0 && unicode.IsLetter(r[len(r)-1])
}

func beginsWithLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}
