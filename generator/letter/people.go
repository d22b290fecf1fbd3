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
	Cadence string   // "Every Monday, by email"
	AtOnce  []string // what they hear at once: "delays", "damage"
}

func (l letter) people(v *Agreement) {
	for _, p := range l.a.People {
		prefers := slices.DeleteFunc([]string{p.Prefers.By.V, p.Prefers.Style.V}, func(s string) bool { return s == "" })
		v.People = append(v.People, AgreementPerson{Name: p.Name.V, Role: l.role(p), Ways: view.PersonLinks(p.Phone, p.Email), Prefers: strings.Join(prefers, ", ")})
	}
	v.Steps = l.ladder()
	v.Updates = l.updates()
}

// ladder returns whom to turn to, in order, nobody twice: the person who looks after the customer, those of each
// capability, the place for complaints, and the person at the top.
func (l letter) ladder() []view.Step {
	var out []view.Step
	add := func(more ...view.Step) {
		for _, s := range more {
			if !slices.ContainsFunc(out, func(t view.Step) bool { return t.Who == s.Who }) {
				out = append(out, s)
			}
		}
	}
	if c := l.a.Contact; c != nil {
		add(view.Step{Who: c.Name.V, Role: c.Role.V, When: l.Words.Word("steps.start"), Ways: view.PersonLinks(c.Phone, c.Email)})
	}
	for _, c := range l.a.Capabilities {
		add(l.ladders[c]...)
	}
	add(l.last...)
	return out
}

// lastSteps returns the place for complaints, who answers after it, and the person at the top.
func (l *Printer) lastSteps() []view.Step {
	var out []view.Step
	add := func(c catalog.Contact, when string) {
		if s, ok := l.Contact(c); ok {
			s.When = when
			out = append(out, s)
		}
	}
	complaints := l.Offer.Site.Complaints
	after := l.Words.Word("page.wrong.next")
	if complaints.AnswerWithin.IsSet() {
		after = l.Words.Word("steps.next", "duration", l.Duration(complaints.AnswerWithin.V, complaints.Clock.V == "business"))
	}
	add(l.Offer.Contact(complaints.First.V), l.Words.Word("page.letter.complain"))
	add(l.Offer.Contact(complaints.EscalateTo.V), after)
	add(l.Offer.Contact("leader"), after)
	return out
}

// updates says how the customer is kept informed: "Every Monday, by e-mail."
func (l letter) updates() *Updates {
	u := l.a.Updates
	if !u.Cadence.IsSet() {
		return nil
	}
	out := &Updates{Cadence: view.Sentence(l.cadence())}
	for _, what := range view.Texts(u.AlsoAtOnce) {
		out.AtOnce = append(out.AtOnce, view.Capitalize(l.WordOr("page.letter.at_once."+what, what)))
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
	if on != "" {
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
