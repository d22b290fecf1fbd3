package letter

import (
	"slices"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// The promises that apply to one customer, with the options they chose, their own duties, and the notices about them.

// Service is the promises of one capability.
type Service struct {
	view.Link        // to the capability's page
	Outcome   string // how the lines about it turned out: "2 of 3 turned out as we agreed"; empty where none has an outcome
	Promises  []AgreedPromise
}

// AgreedPromise is a promise as it applies to this customer.
type AgreedPromise struct {
	Card   *Card
	Anchor string // the id of its row, where something on the page leads to it; else empty
	Done   string // how we have done for this customer; empty where that is not counted apart
}

// Card is a promise as letters print it.
type Card struct {
	view.Promise
	Tag *view.Tag // "Better for you"; nil where they have the standard

	Row     view.Prose // the cells of its row in the table, printed before by "letter-promise"
	Counted view.Prose // how it is counted, printed before by "letter-counted"; empty where nothing is to be said
}

// CountedAlike is promises that are counted in the same way.
type CountedAlike struct {
	Says []string // the promises
	How  view.Prose
}

// inFull returns a promise with all its terms, for a letter that differs from the standard in it.
func (l *Printer) inFull(w *catalog.Promise) view.Promise {
	out := l.Promise(w, true)
	out.Options, out.Record, out.Next = nil, nil, nil // what is announced stands with what differs
	return out
}

// card returns a promise as a letter shows it to a customer with the standard: what it comes to, when it does not count,
// and what happens if it is missed. How the clock runs stands with the published promise, to which the card leads. A
// promise that is not published has all its terms.
func (l *Printer) card(w *catalog.Promise) *Card {
	out := &Card{Promise: l.inFull(w)}
	if out.Href != "" {
		out.Starts, out.Stops, out.Pauses, out.Hours, out.Example, out.Limit, out.Measure, out.DependsOn = "", "", "", view.Link{}, "", "", "", nil
	}
	l.print(out)
	return out
}

// print prints the parts of a card that have many letters in common.
func (l *Printer) print(c *Card) {
	c.Row, c.Counted = l.printed("letter-promise", c), ""
	if c.Limit+c.Measure+c.Starts+c.Stops+c.Pauses+c.Hours.Text != "" || len(c.Excluded)+len(c.DependsOn) > 0 {
		c.Counted = l.printed("letter-counted", c)
	}
}

// printed returns what a template makes of a card; where it makes an error of it, checking the theme has told of that.
func (l *Printer) printed(template string, c *Card) view.Prose {
	html, err := l.Theme.Print(template, c)
	if err == nil {
		html, err = theme.Tight(html)
	}
	if err != nil {
		return ""
	}
	return view.Prose(html)
}

// outcomeWords says how the lines about a service turned out; empty where none has an outcome.
func (l letter) outcomeWords(n agreement.Tally) string {
	if n == (agreement.Tally{}) {
		return ""
	}
	return l.Words.Count("agreement.outcome", n.Kept()+n.Missed, "kept", l.Words.Int(n.Kept()))
}

func (l letter) promises(v *Agreement) {
	v.Services = make([]Service, 0, len(l.a.Capabilities))
	outcomes := l.a.Outcomes()
	for _, t := range l.a.Terms {
		card, c := l.agreed(t), t.Promise.Capability
		if n := len(v.Services); n == 0 || v.Services[n-1].Text != c.Title.V {
			v.Services = append(v.Services, Service{Link: l.CapabilityLink(c), Outcome: l.outcomeWords(outcomes[c]), Promises: make([]AgreedPromise, 0, len(c.Promises))})
		}
		service, p := &v.Services[len(v.Services)-1], AgreedPromise{Card: card, Done: l.keptForCustomer(t)}
		if l.isLinked(t) {
			p.Anchor = card.Anchor
		}
		service.Promises = append(service.Promises, p)
		v.Counted = v.Counted || p.Done != ""
		v.addCounted(card)
	}
	if l.a.Held.IsDrifted("your_part") {
		v.YourPart = l.heldParts()
	}
	for _, c := range l.a.Capabilities {
		v.Cannot = v.Cannot || len(c.Excluded) > 0
		for _, p := range l.duties[c] {
			if !slices.Contains(v.YourPart, p) && !l.a.Held.IsDrifted("your_part") {
				v.YourPart = append(v.YourPart, p)
			}
		}
	}
}

// isLinked reports whether a link of the page leads to a promise: from a line that it answers, or from what differs.
func (l letter) isLinked(t *agreement.Term) bool {
	for k := range l.a.Lines() {
		if k.BackedBy == t {
			return true
		}
	}
	return t.Differs() || t.Held != nil || t.Promise.Next != nil
}

// addCounted adds a promise to those that are counted like it.
func (v *Agreement) addCounted(c *Card) {
	if c.Counted == "" {
		return
	}
	i := slices.IndexFunc(v.HowCounted, func(h CountedAlike) bool { return h.How == c.Counted })
	if i < 0 {
		i = len(v.HowCounted)
		v.HowCounted = append(v.HowCounted, CountedAlike{How: c.Counted})
	}
	if h := &v.HowCounted[i]; !slices.Contains(h.Says, c.Says) {
		h.Says = append(h.Says, c.Says)
	}
}

// agreed returns the card of a term. The options that can be chosen are few, and so each card with one is made once.
func (l letter) agreed(t *agreement.Term) *Card {
	if t.Held != nil {
		return l.heldPromise(t)
	}
	if !t.Differs() {
		return l.cards[t.Promise]()
	}
	key := keyOf(t)
	card, ok := l.chosenCards.Find(key)
	if !ok {
		card = l.withChoices(t)
		l.print(card)
		l.chosenCards.Keep(key, card)
	}
	return card
}

// withChoices returns a promise of today with the options that a customer has.
func (l letter) withChoices(t *agreement.Term) *Card {
	out := &Card{Promise: l.inFull(t.Promise)}
	for _, c := range t.Choices {
		tag := l.effect(t, c)
		out.Tag = &tag
		l.choose(t, c, out)
	}
	return out
}

// chosenKey names a promise with options chosen for it.
type chosenKey struct {
	promise *catalog.Promise
	options string
}

func keyOf(t *agreement.Term) chosenKey {
	key := chosenKey{promise: t.Promise}
	for _, c := range t.Choices {
		key.options += c.Level + "\x00" + c.Option.To.Written + "\x00"
	}
	return key
}

// keptForCustomer says how a promise was kept for this customer, where its record names customers: in counts alone, for
// they are few. Where they agreed to something else, that is what counts. A time that the customer chose in place of the standard is
// the limit for what began since it is in force. The result is empty where they chose several times.
func (l letter) keptForCustomer(t *agreement.Term) string {
	if l.book == nil || !t.Promise.Record.File.IsSet() {
		return ""
	}
	r := l.book().Result(t.Promise)
	if r == nil || len(r.Customers) == 0 {
		return ""
	}
	counted := l.a.CountedBy(l.Offer, t)
	if len(counted) > 1 && record.KindOf(t.Promise) == record.Time || t.Held != nil && !t.CountsAlike() {
		return l.keptAsAgreed(t, counted)
	}
	if r.Unlimited {
		return ""
	}
	own := r.Customer(l.a.ID, l.a.Customer.Name.V)
	kept, notDue, window := own.Since(), own.NotDue, l.JudgedPeriod(r)
	if t.Differs() {
		if len(t.Choices) != 1 {
			return ""
		}
		inForce := time.Time{}
		if l.a.Effective.IsSet() {
			inForce = l.a.Effective.V.Start(l.Offer.Zone)
		}
		var ok bool
		if kept, notDue, ok = r.CustomerUnder(t.Choices[0].Level, t.Choices[0].Value.Time, inForce, l.a.ID, l.a.Customer.Name.V); !ok {
			return ""
		}
		window = l.Period(r)
	}
	if kept.Counted+notDue+own.Excluded() == 0 {
		return ""
	}
	says := view.Sentence(l.KeptOf(r, kept, window))
	if notDue > 0 {
		says += " " + view.Sentence(l.Words.Count("record.not_due", notDue))
	}
	if n := own.Excluded(); n > 0 {
		says += " " + view.Sentence(l.Words.Count("record.excluded", n))
	}
	return says
}

// choose puts what was chosen into the promise's terms. A consequence that was worked out for the standard is dropped.
func (l letter) choose(t *agreement.Term, c agreement.Choice, out *Card) {
	if c.Level == "" {
		out.Means, out.Example = "", ""
		if chosen := l.chosenThreshold(t.Promise, c.Option.To); t.Promise.Within.All.IsSet() {
			out.Limit = chosen
		} else {
			out.Measure = chosen
		}
		return
	}
	for i, term := range t.Promise.Levels {
		if theirs := &out.Levels[i]; term.Level.ID.V == c.Level {
			theirs.Was, theirs.Within, theirs.Example = theirs.Within, l.Measure(c.Option.To, t.Promise.Clock.V == "business" && theirs.Hours.Href != ""), ""
		}
	}
}

// chosenThreshold writes the threshold that a customer took in place of the published one.
func (l letter) chosenThreshold(w *catalog.Promise, value syntax.Measure) string {
	text := l.Measure(value, w.Clock.V == "business")
	switch {
	case w.AtLeast.IsSet():
		return l.Words.Word("promise.at_least", "n", text)
	case w.AtMost.IsSet():
		return l.Words.Word("promise.at_most", "n", text)
	}
	return text
}

// letterNotices is how many notices a letter shows before it leads on to the others.
const letterNotices = 3

func (l letter) notices(v *Agreement) {
	for _, n := range l.a.Notices {
		if len(v.Notices) < letterNotices || !n.Public() {
			v.Notices = append(v.Notices, l.noticeItems[n])
		}
	}
	if more := len(l.a.Notices) - len(v.Notices); more > 0 {
		v.MoreNotices = view.Link{Text: l.Words.Count("page.letter.more_notices", more), Href: l.To(catalog.NoticesFolder)}
	}
	since := l.a.Since()
	if len(l.a.Notices) == 0 && since.IsSet() && !l.Offer.Today().Before(since.V) {
		v.NoticeNote = l.Words.Word("agreement.no_notices", "date", l.Day(since).Text)
	}
}
