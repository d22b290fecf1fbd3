package letter

import (
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// The people to turn to, in order, and how the customer is kept informed.

// AgreementPerson is somebody on the customer's side, or ours.
type AgreementPerson struct {
	Name    string
	Role    string // "decides", "day to day"
	Ways    []view.Link
	Prefers string // "phone, short and direct"; may be empty
}

// Updates is how we keep the customer informed.
type Updates struct {
	Cadence string // "Every Monday, by email"
	AtOnce  string // what they hear at once: "Delays and damage"; may be empty
}

// Ladder is whom to call for one need, in order.
type Ladder struct {
	Name  string // "If you want to complain", or the service it is for; empty for the one that all begin with
	Rungs []Rung
}

// Rung is somebody to turn to, with what to tap.
type Rung struct {
	view.Step
	Tap view.Link // their first number, else the first address: "Write to us"
	At  string    // that address, in words
}

func (l *Printer) rungs(steps []view.Step) []Rung {
	out := make([]Rung, 0, len(steps))
	for _, s := range steps {
		r := Rung{Step: s}
		if i := slices.IndexFunc(s.Ways, isNumber); i >= 0 {
			r.Tap = s.Ways[i]
		} else if len(s.Ways) > 0 {
			r.Tap, r.At = view.Link{Text: l.Words.Word("agreement.write"), Href: s.Ways[0].Href}, s.Ways[0].Text
		}
		out = append(out, r)
	}
	return out
}

func isNumber(l view.Link) bool { return strings.HasPrefix(l.Href, "tel:") }

func (l letter) people(v *Agreement) {
	for _, p := range l.a.People {
		prefers := slices.DeleteFunc([]string{p.Prefers.By.V, p.Prefers.Style.V}, func(s string) bool { return s == "" })
		v.People = append(v.People, AgreementPerson{Name: p.Name.V, Role: l.role(p), Ways: view.PersonLinks(p.Phone, p.Email), Prefers: strings.Join(prefers, ", ")})
	}
	v.Ladders, v.ByService = l.callInOrder()
	v.Updates = l.updates()
}

// callInOrder returns whom to turn to: the person who looks after the customer, then the desk, and where to complain; and for each
// service its own ladder, because what one service says of its steps makes no sense between those of another. Services with the same
// ladder share it. Whoever looks after the customer is in no service's ladder again.
func (l letter) callInOrder() (all, services []Ladder) {
	var first string
	if c := l.a.Contact; c != nil {
		first = c.Name.V
		steps := []view.Step{{Who: first, Role: c.Role.V, When: l.Words.Word("steps.start"), Ways: view.PersonLinks(c.Phone, c.Email)}}
		if desk := l.FirstChannel("phone", "mobile"); desk != nil && l.status() != "ended" && c.Phone.V != desk.To.V {
			steps = append(steps, view.Step{Who: l.ChannelName(desk), When: l.Words.Word("agreement.desk"), Ways: []view.Link{view.ContactLink(desk.By.V, desk.To.V)}})
		}
		all = append(all, Ladder{Rungs: l.rungs(steps)})
	}
	of := map[string]int{} // index in services, by who stands in the ladder
	for _, c := range l.a.Capabilities {
		ladder, key := Ladder{Name: c.Title.V}, ""
		for _, r := range l.ladders[c] {
			if r.Who != first {
				ladder.Rungs, key = append(ladder.Rungs, r), key+r.Who+"\n"+r.When+"\n"
			}
		}
		i, shared := of[key]
		switch {
		case len(ladder.Rungs) == 0:
		case shared:
			services[i].Name = l.Words.Word("agreement.ladders", "one", services[i].Name, "other", ladder.Name)
		default:
			of[key] = len(services)
			services = append(services, ladder)
		}
	}
	if len(l.complaints.Rungs) > 0 {
		all = append(all, l.complaints)
	}
	return all, services
}

// complaintLadder returns the place for complaints, who answers after it, and the person at the top.
func (l *Printer) complaintLadder() Ladder {
	var steps []view.Step
	add := func(c catalog.Contact, when string) {
		if len(steps) == 0 {
			when = l.Words.Word("steps.start")
		}
		if s, ok := l.Contact(c); ok && !slices.ContainsFunc(steps, func(t view.Step) bool { return t.Who == s.Who }) {
			s.When = when
			steps = append(steps, s)
		}
	}
	complaints := l.Offer.Site.Complaints
	after := l.Words.Word("page.wrong.next")
	if complaints.AnswerWithin.IsSet() {
		after = l.Words.Word("steps.next", "duration", l.Duration(complaints.AnswerWithin.V, complaints.Clock.V == "business"))
	}
	add(l.Offer.Contact(complaints.First.V), "")
	add(l.Offer.Contact(complaints.EscalateTo.V), after)
	add(l.Offer.Contact("leader"), after)
	return Ladder{Name: l.Words.Word("page.letter.complain"), Rungs: l.rungs(steps)}
}

// updates says how the customer is kept informed: "Every Monday, by e-mail."
func (l letter) updates() *Updates {
	u := l.a.Updates
	if !u.Cadence.IsSet() {
		return nil
	}
	out := &Updates{Cadence: view.Sentence(l.cadence())}
	var once []string
	for _, what := range view.Texts(u.AlsoAtOnce) {
		once = append(once, l.WordOr("page.letter.at_once."+what, what))
	}
	if len(once) > 0 {
		out.AtOnce = l.Words.Word("agreement.at_once", "what", l.Words.List(once))
	}
	return out
}

func (l letter) cadence() string {
	u := l.a.Updates
	key := "page.letter.cadence." + u.Cadence.V
	often, on := l.WordOr(key, view.Capitalize(u.Cadence.V)), u.On.V
	if day, ok := oneDay(on); ok {
		on = l.Words.Weekday(day)
		if l.Words.Has(key + "_on") {
			often, on = l.Words.Word(key+"_on", "day", on), ""
		}
	}
	out := []string{often}
	if _, err := clock.ParseDays(on); on != "" && err != nil { // "first Monday"
		out = append(out, l.Words.Word("page.letter.on_the", "day", strings.TrimPrefix(on, "the ")))
	} else if on != "" {
		out = append(out, l.Words.Word("page.letter.on_day", "day", on))
	}
	if u.By.IsSet() {
		out = append(out, l.meetingWords(u.By.V))
	}
	return strings.Join(out, ", ")
}

// oneDay returns the day of the week that a text names. ok is false where it names none or several.
func oneDay(s string) (time.Weekday, bool) {
	days, err := clock.ParseDays(s)
	for d := time.Sunday; d <= time.Saturday && err == nil; d++ {
		if days == clock.DaysOf(d) {
			return d, true
		}
	}
	return 0, false
}
