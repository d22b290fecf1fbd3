package view

import (
	"cmp"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// Promise is one promise in full: the sentence, what it means, and the terms it stands on. Empty fields are left out.
type Promise struct {
	Anchor     string // its id in the page, unique there
	Href       string // its home on its capability's page, from the page that shows it
	Says       string // the sentence
	Commitment Tag    // "Guarantee", "Target", "Best effort"
	From       Link   // the capability that makes it; empty on the capability's own page
	Often      string // "at least 95 of 100, over the last 90 days"; may be empty
	Means      string // the plain consequence: "Of 20 parcels, expect 19 on time."

	Starts   string      // when the clock starts: "We collect the goods"
	Stops    string      // when it stops
	Pauses   string      // while what it stands still
	Limit    string      // the time limit in words: "48 hours"; empty where Levels has it
	Measure  string      // the threshold where it is no time: "at least 99.9% of pallets"
	Levels   []LevelTerm // the limit by priority level
	Hours    Link        // the hours the clock runs in, leading to their definition
	Example  string      // on a business clock, from when to when it runs over a time of being closed; may be empty
	Target   string      // how often it is kept: "95 of 100"
	Window   string      // over what time: "the last 90 days"
	Excluded []string    // what does not count, a sentence each
	Evidence Link        // how the customer can check it; words have no address
	Tell     string      // if it is missed, when the customer is told: "within 1 hour"
	Remedy   []string    // if it is missed, what the customer gets, a sentence each
	Tiers    []Tier      // credits by how far it was missed
	Claim    string      // how it is claimed: "You need do nothing.", "Ask within 30 days."
	Miss     []string    // all that happens if it is missed, a sentence each: what the customer gets, how, and when they are told

	DependsOn    []string // what it needs from others: who, and what
	Options      []Option // other terms that can be chosen
	Acknowledged *Acknowledged
	Record       *Record // how it was kept; nil prints nothing
	Next         *Coming // how it changes, and from which day; nil where nothing is announced
}

// LevelTerm is a promise's limit for one priority level.
type LevelTerm struct {
	Name    string // the level's name: "Stopped"
	When    string // what it means: "Nobody at a site can work"
	Within  string // "4 hours"
	Hours   Link
	Example string // as that of a promise
	Was     string // on an agreement, the standard limit where the customer's differs; else empty
}

// Tier is one step of a credit that grows with the shortfall.
type Tier struct {
	Below  string // "below 99.5%"
	Credit string // "10% of the month's fee"
}

// Option is another term that a customer can choose, with its price.
type Option struct {
	Level  string // the level it changes; empty where the promise has none
	Change string // what it changes: the promise's sentence, with the level's name
	From   string // the standard term
	To     string // the term in place of it
	Price  string // "£38 a delivery", "no charge"
	Needs  string // what it needs from the customer; may be empty
	Next   *Coming
}

// Acknowledged says that a promise is being missed and that the business knows it.
type Acknowledged struct {
	Because string
	Until   Time
}

// Promise returns a promise in full. from says whether the page has to name the capability.
func (p PageContext) Promise(w *catalog.Promise, from bool) Promise {
	business, r := w.Clock.V == "business", w.OnMiss.Remedy
	out := Promise{
		Anchor: PromiseAnchor(w), Href: p.PromiseHref(w), Says: w.Says.V, Commitment: p.Commitment(w), Means: cmp.Or(w.Means.V, p.Expect(w)),
		Starts: Capitalize(w.Indicator.From.V), Stops: Capitalize(w.Indicator.To.V), Pauses: Capitalize(w.Indicator.Paused.V),
		Target: p.Often(w.Target), Window: p.Window(w.Window.V),
		Evidence: p.evidence(w.Indicator.Evidence), Levels: p.levels(w), Options: p.Options(w.Options), Record: p.Record(w),
		Tell: p.Duration(w.OnMiss.NotifyWithin.V, false), Remedy: p.remedy(r), Claim: p.claim(r),
	}
	if w.Promise.Within.All.IsSet() {
		out.Limit, out.Hours = p.Limit(w), Standalone(p.HoursLink(w.Hours, business))
		if business {
			out.Example = p.Example("due.example", w.Hours, w.Promise.Within.All.V)
		}
	} else {
		out.Measure = p.Limit(w)
	}
	if from {
		out.From = p.CapabilityLink(w.Capability)
		out.Anchor = "p-" + w.Capability.ID + "_" + w.ID.V // no id has an underscore, so no two are the same
	}
	if w.Indicator.Subject.IsSet() && out.Measure != "" {
		out.Measure = p.limitOf(w, out.Measure)
	}
	out.Measure = Capitalize(out.Measure)
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, Capitalize(e.What.V))
	}
	for _, d := range w.DependsOn {
		out.DependsOn = append(out.DependsOn, p.Words.Word("promise.depends", "who", Capitalize(p.Offer.PersonName(d.Who.V)), "what", d.What.V))
	}
	if p.IsAcknowledged(w) {
		out.Acknowledged = &Acknowledged{Because: Sentence(w.Acknowledge.Because.V), Until: p.Day(w.Acknowledge.Until)}
	}
	out.Often = p.often(out.Target, out.Window)
	for _, t := range r.Tiers {
		below := p.Words.Word("page.below", "n", p.Words.Percent(strings.TrimSuffix(t.Below.V.String(), "%")))
		out.Tiers = append(out.Tiers, Tier{Below: below, Credit: p.shareOfBase(t.Credit.V, r)})
	}
	out.Miss, out.Next = p.miss(out), p.Coming(w.Next)
	return out
}

// often says how often a promise is kept at least, and over what time.
func (p PageContext) often(target, window string) string {
	switch {
	case target == "":
		return ""
	case window == "":
		return p.Words.Word("promise.at_least", "n", target)
	}
	return p.Words.Word("promise.often", "target", p.Words.Word("promise.at_least", "n", target), "window", window)
}

// miss returns all that happens if a promise is missed, a sentence each.
func (p PageContext) miss(w Promise) []string {
	var out []string
	for _, t := range w.Tiers {
		out = append(out, p.Words.Word("page.tier", "below", t.Below, "credit", t.Credit))
	}
	out = append(out, w.Remedy...)
	if w.Claim != "" {
		out = append(out, w.Claim)
	}
	if w.Tell != "" {
		out = append(out, p.Words.Word("promise.tell", "duration", w.Tell))
	}
	return out
}

// limitOf says what a limit is of: "at most 15 minutes late", where what is counted begins with the unit of the limit, else "at
// least 99% of pallets".
func (p PageContext) limitOf(w *catalog.Promise, limit string) string {
	words := strings.Fields(w.Indicator.Subject.V)
	if last := limit[strings.LastIndexByte(limit, ' ')+1:]; strings.TrimSuffix(words[0], "s") == strings.TrimSuffix(last, "s") {
		return strings.TrimSpace(limit + " " + strings.Join(words[1:], " "))
	}
	return p.Words.Word("page.limit_of", "limit", limit, "of", w.Indicator.Subject.V)
}

// shareOfBase names what an amount in per cent is a share of.
func (p PageContext) shareOfBase(amount string, r syntax.Remedy) string {
	if !r.Base.IsSet() || !strings.HasSuffix(strings.TrimSpace(amount), "%") {
		return amount
	}
	return p.Words.Word("page.share_of", "share", amount, "of", r.Base.V)
}

// remedy writes what the customer gets, and the most it can come to.
func (p PageContext) remedy(r syntax.Remedy) []string {
	amount, most := p.shareOfBase(strings.TrimSuffix(r.Amount.V, "."), r), strings.TrimSuffix(r.Cap.V, ".")
	switch {
	case r.Amount.IsSet() && r.Cap.IsSet():
		amount = p.Words.Word("page.capped", "amount", amount, "cap", most)
	case r.Cap.IsSet():
		return []string{Sentence(p.Words.Word("promise.cap", "cap", most))}
	case !r.Amount.IsSet():
		return nil
	}
	key := "page.remedy." + r.Kind.V
	if !p.Words.Has(key) {
		key = "page.remedy.other"
	}
	return []string{Sentence(p.Words.Word(key, "amount", amount))}
}

// ShortRemedy returns what a customer gets if a promise is missed, in a few words: "20% of that delivery's charge"; empty for nothing.
func (p PageContext) ShortRemedy(w *catalog.Promise) string {
	r := w.OnMiss.Remedy
	if r.Short.IsSet() {
		return strings.TrimSuffix(r.Short.V, ".")
	}
	if len(r.Tiers) > 0 && !r.Amount.IsSet() {
		return p.shareOfBase(r.Tiers[0].Credit.V, r)
	}
	return p.shareOfBase(strings.TrimSuffix(r.Amount.V, "."), r)
}

func (p PageContext) claim(r syntax.Remedy) string {
	switch {
	case r.Automatic.V:
		return p.Words.Word("promise.automatic")
	case r.ClaimWithin.IsSet():
		return p.Words.Word("promise.claim", "duration", p.Duration(r.ClaimWithin.V, false))
	case r.Amount.IsSet() || len(r.Tiers) > 0:
		return p.Words.Word("page.claim.ask")
	}
	return ""
}

// Commitment returns the tag of a promise. Only a guarantee is coloured: the word says the rest.
func (r *Renderer) Commitment(w *catalog.Promise) Tag {
	kind := "plain"
	if w.Commitment.V == "guarantee" {
		kind = "ok"
	}
	words := map[string]string{"guarantee": "promise.guarantee", "target": "promise.is_target", "best-effort": "promise.best_effort"}
	return Tag{Kind: kind, Text: r.Words.Word(words[w.Commitment.Or("target")])}
}

func (p PageContext) levels(w *catalog.Promise) []LevelTerm {
	var out []LevelTerm
	for _, l := range w.Levels {
		hours := cmp.Or(l.Hours, w.Hours)
		business := onBusiness(w, hours)
		term := LevelTerm{Name: l.Level.Name.V, When: l.Level.When.V, Within: p.Duration(l.Within, business), Hours: Standalone(p.HoursLink(hours, business))}
		if business && !l.Within.IsZero() {
			term.Example = p.Example("due.example", hours, l.Within)
		}
		out = append(out, term)
	}
	return out
}

// onBusiness reports whether a time is counted in working hours: not where the hours are all hours of all days.
func onBusiness(w *catalog.Promise, hours *catalog.Calendar) bool {
	return w.Clock.V == "business" && (hours == nil || !hours.IsAlways())
}

// Options returns options to choose from, or those that one customer has chosen.
func (p PageContext) Options(in []*catalog.Option) []Option {
	var out []Option
	for _, o := range in {
		if o.Promise != nil && o.Promise.Public() {
			out = append(out, p.option(o))
		}
	}
	return out
}

// option returns an option of a promise that is there.
func (p PageContext) option(o *catalog.Option) Option {
	business := o.Promise.Clock.V == "business"
	out := Option{Change: Sentence(o.Promise.Says.V), From: p.Limit(o.Promise), To: p.Measure(o.To, business), Price: o.Price.V, Needs: o.Needs.V, Next: p.Coming(o.Next)}
	if level, ok := p.Offer.Level(o.Level); ok {
		within, hours, _ := o.Promise.WithinFor(o.Level)
		business = onBusiness(o.Promise, hours)
		out.Level, out.Change = level.Name.V, p.Words.Word("page.option_level", "level", level.Name.V, "promise", o.Promise.Says.V)
		out.From, out.To = p.Duration(within, business), p.Measure(o.To, business)
	}
	if out.From == "" {
		out.From = p.Often(o.Promise.Target)
	}
	return out
}

// CapabilityLink returns the link to a capability's page.
func (p PageContext) CapabilityLink(c *catalog.Capability) Link {
	return Link{Text: c.Title.V, Href: p.To(c.Address())}
}

// IsAcknowledged reports whether the business says of a promise that it is missing it: until the day that the
// acknowledgement names, unless the record shows by now that the promise is kept.
func (p PageContext) IsAcknowledged(w *catalog.Promise) bool {
	until := w.Acknowledge.Until
	if !until.IsSet() || until.V.Before(p.Offer.Today()) {
		return false
	}
	r := p.Book.Result(w)
	return r == nil || r.Verdict() == record.Below || r.Verdict() == record.New || r.Verdict() == record.Bare
}

// Brief returns a promise for a page of many: without examples and the numbers behind its record.
func (p Promise) Brief() Promise {
	p.Record, p.Example = p.Record.Brief(), ""
	for i := range p.Levels {
		p.Levels[i].Example = ""
	}
	return p
}

// evidence returns what shows that a promise was kept, with a link where it is a file or an address.
func (p PageContext) evidence(written syntax.Text) Link {
	if t, ok := p.Offer.Evidence(written); ok && t.Public {
		return Link{Text: p.Offer.TitleOf(t), Href: p.toTarget(t)}
	}
	return Link{Text: Capitalize(written.V)}
}
