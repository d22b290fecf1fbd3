package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Capability is one thing that the business offers: the box that sums it up, what it covers and what it does not, its
// promises, and what it takes. No text stands in it twice.
type Capability struct {
	Frame          Frame
	Title, Summary string
	Status         *view.Tag         // limited, paused or retired; nil where it is simply offered
	Opening        string            // "Next opening: 1 May 2026"; may be empty
	Notices        []view.NoticeItem // what is wrong with it now
	Coming         []view.NoticeItem // what is planned for it, and invitations
	Sum            []SumFact         // price, time, size, whom it is made for
	Actions        []view.Link       // the first is the main one
	Answered       string            // how soon the last of Actions is answered; may be empty
	Contents       []view.Link       // the parts that the page has
	Body           view.Prose
	Can            []string
	Cannot         []view.Cannot
	Promises       []view.Promise
	Options        []view.Option // of all promises
	YourPart       []view.Part
	Assumptions    []string
	Stages         []Stage
	Escalation     []view.Step
	Good           []string
	Poor           []view.Misfit
	FitHref        string
	Aftercare      []Moment
	Policies       []view.Link
	Stamp          Stamp
}

// Stamp says which version of a text stands here, from when it holds, and who looks after it.
type Stamp struct {
	Version                   string // "3"
	Since, Reviewed, ReviewBy view.Time
	Owner                     view.Link // a sentence
}

// SumFact is one fact of the box at the top.
type SumFact struct {
	Name  string    // "Price"
	Value view.Link // "From £41 a pallet"; leads on where there is more
	Note  string    // "Fixed price. Stands for 12 months."; may be empty
}

// Stage is one step of the work.
type Stage struct {
	Name  string
	Lasts string // "2 weeks"
	Gets  []string
	Done  string // when the stage is finished
}

// Moment is something that is done after the sale, and when.
type Moment struct{ When, What string }

func (p pageContext) capability(c *catalog.Capability) Capability {
	v := Capability{
		Frame: p.frame(c.Title.V, c.Summary.V, p.crumbs("capabilities")...),
		Title: c.Title.V, Summary: c.Summary.V, Status: p.status(c),
		Body: p.Prose(c.At.File, c.Title.V, c.Body), Can: view.Texts(c.Scope.Included), Assumptions: view.Texts(c.Assumptions),
		Escalation: p.Steps(c.Escalation), Good: view.Texts(c.Fit.Good), Poor: p.Misfits(c), FitHref: p.To(fitFolder) + "#c-" + c.ID,
		Stamp:    Stamp{Version: c.Version.V, Since: p.Day(c.Effective), ReviewBy: p.Day(c.ReviewBy), Owner: p.owner(c.Owner.V)},
		YourPart: p.Duties(c), Aftercare: p.aftercare(c), Policies: p.policyLinks(c.Policies),
	}
	v.Actions, v.Answered = p.actions(c)
	v.Opening = p.opening(c)
	named := map[string]bool{} // partners, whose reason stands with the first no that leads to them
	for _, e := range c.Excluded {
		cannot := view.Cannot{Anchor: view.ExclusionAnchor(e), What: e.What.V, Because: e.Because.V, Assumed: strings.TrimSuffix(e.Often.V, "."),
			Instead: e.Instead.V, If: e.If.V, Refer: view.NewReferral(e.Refer)}
		if r := cannot.Refer; r != nil && named[r.Name] {
			r.Why = ""
		} else if r != nil {
			named[r.Name] = true
		}
		v.Cannot = append(v.Cannot, cannot)
	}
	for _, w := range publicPromises(c) {
		promise := p.Promise(w, false)
		v.Options = append(v.Options, promise.Options...)
		v.Promises = append(v.Promises, promise)
	}
	for _, s := range c.Stages {
		v.Stages = append(v.Stages, Stage{Name: s.Name.V, Lasts: p.Duration(s.Lasts.V, false), Gets: view.Texts(s.YouGet), Done: s.DoneWhen.V})
	}
	v.Frame.JSONLD = p.serviceData(c, v.Options)
	v.Frame.Footer.Counted = p.countedOn(publicPromises(c))
	v.Notices, v.Coming = p.noticesOf(c, v.Frame.Now)
	v.Sum, v.Contents = p.sum(c, v.Promises), p.parts(&v)
	return v
}

// noticesOf returns what is wrong with a capability now, but what stands above the page already, and what is to come.
func (p pageContext) noticesOf(c *catalog.Capability, above *OpenNotice) (now, coming []view.NoticeItem) {
	open, planned := p.currentNotices()
	others := func(n *catalog.Notice) bool {
		return !slices.Contains(c.Notices, n) || above != nil && above.Href == p.To(n.Address())
	}
	return p.noticeItems(slices.DeleteFunc(open, others)), p.noticeItems(slices.DeleteFunc(planned, others))
}

// sum returns the facts that sum a capability up: what it costs, how long it takes, how much it takes and whom it is made for.
func (p pageContext) sum(c *catalog.Capability, promises []view.Promise) []SumFact {
	var out []SumFact
	if price := p.Price(c.Price.Price); price != nil {
		out = append(out, SumFact{Name: p.Words.Word("sum.price"), Value: view.Link{Text: price.Amount}, Note: p.priceNote(price)})
	}
	if next := c.NextPrice; next != nil {
		price := p.Price(*next.Is.Price)
		out = append(out, SumFact{Name: p.Words.Word("sum.price_from", "date", p.Day(next.From).Text), Value: view.Link{Text: price.Amount}, Note: strings.TrimSpace(p.priceNote(price) + " " + view.Sentence(next.Because.V))})
	}
	if w := timed(c); w != nil {
		out = append(out, SumFact{Name: p.Words.Word("sum.time"), Value: view.Link{Text: view.Capitalize(p.InSentence(w)), Href: "#" + view.PromiseAnchor(w)}, Note: p.timeNote(w, promises)})
	}
	if size := p.size(c.Fit.Limits); size != "" {
		out = append(out, SumFact{Name: p.Words.Word("sum.size"), Value: view.Link{Text: size}})
	}
	var made []string
	for i, l := range p.limits(c.Fit.Limits) {
		if c.Fit.Limits[i].V.AtLeast.IsSet() {
			made = append(made, l.Text)
		}
	}
	if len(made) > 0 {
		out = append(out, SumFact{Name: p.Words.Word("sum.made_for"), Value: view.Link{Text: strings.Join(made, ", ")}})
	}
	return out
}

// size returns the most of what a capability takes: "Up to 750 kg, 190 cm a pallet". What all units end in is said once.
func (p pageContext) size(limits syntax.Map[syntax.Limit]) string {
	var units [][]string
	var numbers []string
	for _, e := range limits {
		if e.V.AtMost.IsSet() && !e.V.AtLeast.IsSet() {
			numbers, units = append(numbers, p.Words.Number(e.V.AtMost.V.String())), append(units, strings.Fields(cmp.Or(e.V.Unit.V, view.Uncapitalize(view.LimitName(e)))))
		}
	}
	if len(numbers) == 0 {
		return ""
	}
	tail := commonTail(units)
	for i := range numbers {
		numbers[i] += " " + strings.Join(units[i][:len(units[i])-len(tail)], " ")
	}
	return p.Words.Word("sum.up_to", "limits", strings.TrimSpace(strings.Join(numbers, ", ")+" "+strings.Join(tail, " ")))
}

// commonTail returns the words that all lists end in, without the first word of any; none where there is one list.
func commonTail(lists [][]string) []string {
	first := lists[0]
	n := 0
	for len(lists) > 1 && !slices.ContainsFunc(lists, func(l []string) bool { return n+1 >= len(l) || l[len(l)-1-n] != first[len(first)-1-n] }) {
		n++
	}
	return first[len(first)-n:]
}

// actions returns what a reader of a capability can do now, the main one first: its own action, else that of the site, and the
// telephone. answered says how soon the telephone is answered.
func (p pageContext) actions(c *catalog.Capability) (out []view.Link, answered string) {
	if main := p.Action(cmp.Or(c.Action, p.Offer.Action)); main.Text != "" {
		out = append(out, main)
	}
	phone := p.FirstChannel("phone", "mobile")
	if phone == nil {
		return out, ""
	}
	way := view.ContactLink(phone.By.V, phone.To.V)
	if len(out) == 0 || out[0].Href != way.Href {
		out = append(out, view.Link{Text: p.Words.Word("page.call", "number", way.Text), Href: way.Href})
	}
	if phone.RespondWithin.IsSet() && phone.Hours != nil {
		hours := p.HoursLink(phone.Hours, true).Text
		answered = p.Words.Word("sum.answered", "duration", p.Duration(phone.RespondWithin.V, phone.Clock.V == "business"), "hours", hours)
	}
	return out, answered
}

// timed returns the promise of a time that sums a capability up: the first guarantee of one, else the first target; nil for none.
func timed(c *catalog.Capability) *catalog.Promise {
	var first *catalog.Promise
	for _, w := range publicPromises(c) {
		switch {
		case !w.Promise.Within.IsSet():
		case w.Commitment.V == "guarantee":
			return w
		case first == nil:
			first = w
		}
	}
	return first
}

func (p pageContext) priceNote(price *view.Price) string {
	note := []string{view.Sentence(price.Kind)}
	if price.Ceiling != "" {
		note = append(note, p.Words.Word("sum.ceiling", "amount", price.Ceiling))
	}
	if price.HoldsFor != "" {
		note = append(note, p.Words.Word("sum.holds", "duration", price.HoldsFor))
	}
	return strings.TrimSpace(strings.Join(note, " "))
}

// timeNote says how a promise was kept, and what a customer gets if it was not.
func (p pageContext) timeNote(w *catalog.Promise, promises []view.Promise) string {
	var note []string
	full := promises[slices.IndexFunc(promises, func(x view.Promise) bool { return x.Anchor == view.PromiseAnchor(w) })]
	if r := full.Record; r != nil {
		note = append(note, view.Sentence(r.Says))
	}
	if short := p.ShortRemedy(w); short != "" {
		note = append(note, p.Words.Word("sum.if_not", "remedy", short))
	}
	return strings.Join(note, " ")
}

// parts returns links to the parts that a page has.
func (p pageContext) parts(v *Capability) []view.Link {
	var out []view.Link
	add := func(has bool, id, word string) {
		if has {
			out = append(out, view.Link{Text: p.Words.Word(word), Href: "#" + id})
		}
	}
	add(len(v.Can)+len(v.Cannot) > 0, "can", "can.both")
	add(len(v.Promises) > 0, "promises", "capability.promises")
	add(len(v.Options) > 0, "options", "option.heading")
	add(len(v.YourPart)+len(v.Assumptions) > 0, "part", "part.heading")
	add(len(v.Stages) > 0 || v.Body != "", "stages", "stage.heading")
	add(len(v.Escalation) > 0, "missed", "steps.heading")
	add(len(v.Good)+len(v.Poor) > 0, "fit", "fit.heading")
	add(len(v.Aftercare) > 0, "after", "aftercare.heading")
	add(len(v.Coming) > 0, "coming", "notice.coming")
	add(len(v.Policies) > 0, "policies", "policy.related")
	return out
}

func (p pageContext) aftercare(c *catalog.Capability) []Moment {
	var out []Moment
	for _, m := range c.Aftercare {
		when := view.Capitalize(m.When.V)
		switch d, rest, ok := clock.CutDuration(m.When.V); {
		case m.After.IsSet():
			when = p.Words.Word("aftercare.after", "duration", p.Duration(m.After.V, false))
		case m.Every.IsSet():
			when = p.Words.Word("aftercare.every", "duration", p.Duration(m.Every.V, false))
		case m.On.V == "anniversary":
			when = p.Words.Word("page.anniversary")
		case m.On.IsSet():
			when = view.Capitalize(m.On.V)
		case ok: // "14d after the first delivery" is "14 days after …"
			when = view.Capitalize(strings.TrimSpace(p.Duration(d, false) + " " + rest))
		}
		out = append(out, Moment{When: when, What: m.Do.V})
	}
	return out
}

// owner returns a sentence on who looks after something, with a link to one of our people.
func (p pageContext) owner(named string) view.Link {
	if named == "" {
		return view.Link{}
	}
	who := p.PersonLink(named)
	return view.Link{Text: p.Words.Word("version.owner", "name", who.Text), Href: who.Href}
}
