package letter

import (
	"slices"
	"strings"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// The promises that apply to one customer, with the options they chose, their own duties, and the notices about them.

// AgreedPromise is a promise as it applies to this customer.
type AgreedPromise struct {
	view.Promise
	Tag  *view.Tag // "Different for you", "Standard"
	Was  string    // the standard sentence or term, where it differs
	Now  string    // theirs
	Why  string    // why it differs: the option chosen and its price
	Done string    // how we have done for this customer; may be empty

	Printed view.Prose // the promise as every letter has it, printed before by "letter-promise"; empty where it is still to be printed
}

// inFull returns a promise with all its terms, for a letter that differs from the standard in it.
func (l *Printer) inFull(w *catalog.Promise) view.Promise {
	out := l.Promise(w, true)
	out.Options, out.Record = nil, nil
	if out.Href != "" {
		out.From.Href = out.Href
	}
	return out
}

// card returns a promise as a letter shows it to a customer with the standard: what it comes to, when it does not count,
// and what happens if it is missed. How the clock runs stands with the published promise, to which the card leads. A
// promise that is not published has all its terms.
func (l *Printer) card(w *catalog.Promise) *AgreedPromise {
	out := &AgreedPromise{Promise: l.inFull(w), Tag: &view.Tag{Kind: "plain", Text: l.Words.Word("agreement.standard")}}
	if out.Href != "" {
		out.Starts, out.Stops, out.Pauses, out.Hours, out.Example, out.Limit, out.Measure, out.DependsOn = "", "", "", view.Link{}, "", "", "", nil
	}
	if html, err := l.Theme.Print("letter-promise", out); err == nil {
		if html, err = theme.Tight(html); err == nil {
			out.Printed = view.Prose(html)
		}
	} // on an error, printing the letter has the same
	return out
}

func (l letter) promises(v *Agreement) {
	v.Promises = make([]*AgreedPromise, 0, len(l.a.Terms))
	for _, t := range l.a.Terms {
		agreed := l.agreed(t)
		if done := l.keptForCustomer(t); done != "" {
			own := *agreed
			own.Done, own.Printed = done, ""
			agreed = &own
		}
		v.Promises = append(v.Promises, agreed)
	}
	for _, c := range l.a.Capabilities {
		for _, p := range l.duties[c] {
			if !slices.Contains(v.YourPart, p) {
				v.YourPart = append(v.YourPart, p)
			}
		}
	}
}

func (l letter) agreed(t *agreement.Term) *AgreedPromise {
	if !t.Differs() {
		return l.cards[t.Promise]()
	}
	out := &AgreedPromise{Promise: l.inFull(t.Promise), Tag: &view.Tag{Kind: "info", Text: l.Words.Word("agreement.different")}}
	var was, now, why []string
	for _, c := range t.Choices {
		w, n := l.difference(t, c, out)
		price := l.Words.Word("page.letter.chosen_free")
		if c.Option.Price.IsSet() {
			price = l.Words.Word("page.letter.chosen", "price", c.Option.Price.V)
		}
		was, now, why = append(was, w), append(now, n), append(why, price)
	}
	out.Was, out.Now, out.Why = strings.Join(was, "; "), strings.Join(now, "; "), strings.Join(why, " ")
	return out
}

// keptForCustomer says how a promise was kept for this customer, where its record names customers: in counts alone, for
// they are few. A time that the customer chose in place of the standard is the limit for what began since it is in force. The
// result is empty where they chose several times.
func (l letter) keptForCustomer(t *agreement.Term) string {
	if l.book == nil || !t.Promise.Record.File.IsSet() {
		return ""
	}
	r := l.book().Result(t.Promise)
	if r == nil || len(r.Customers) == 0 || r.Unlimited {
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
	says := view.Sentence(l.KeptOf(r, kept, window))
	if notDue > 0 {
		says += " " + view.Sentence(l.Words.Count("record.not_due", notDue))
	}
	if n := own.Excluded(); n > 0 {
		says += " " + view.Sentence(l.Words.Count("record.excluded", n))
	}
	return says
}

// difference returns what was chosen and the standard, and puts what was chosen into the promise's terms. A consequence
// that was worked out for the standard is dropped.
func (l letter) difference(t *agreement.Term, c agreement.Choice, out *AgreedPromise) (was, now string) {
	business := t.Promise.Clock.V == "business"
	level, byLevel := l.Offer.Level(c.Level)
	if !byLevel {
		was, now = l.Limit(t.Promise), l.chosenThreshold(t.Promise, c.Value)
		out.Means, out.Example = "", ""
		if t.Promise.Within.All.IsSet() {
			out.Limit = now
		} else {
			out.Measure = now
		}
		return was, now
	}
	for i, term := range t.Promise.Levels {
		if term.Level.ID.V == c.Level {
			theirs := &out.Levels[i]
			was, now = theirs.Within, l.Measure(c.Value, business && theirs.Hours.Href != "")
			theirs.Was, theirs.Within, theirs.Example = was, now, ""
		}
	}
	atLevel := func(limit string) string {
		return l.Words.Word("page.letter.level_limit", "level", level.Name.V, "limit", limit)
	}
	return atLevel(was), atLevel(now)
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
