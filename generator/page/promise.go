package page

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
)

// promise makes a promise in full. from says whether the page has to name the capability.
func (a at) promise(w *catalog.Promise, from bool) Promise {
	business := w.Clock.V == "business"
	out := Promise{
		Anchor: promiseAnchor(w), Href: a.promiseHref(w), Says: w.Says.V, Commitment: a.commitment(w), Means: cmp.Or(w.Means.V, a.expect(w)),
		Starts: capital(w.Indicator.From.V), Stops: capital(w.Indicator.To.V), Pauses: capital(w.Indicator.Paused.V),
		Target: a.often(w.Target), Window: a.window(w.Window),
		Evidence: capital(w.Indicator.Evidence.V), Levels: a.levels(w), Options: a.options(w.Options, nil),
	}
	if w.Promise.Within.All.IsSet() {
		out.Limit, out.Hours = a.limit(w), alone(a.hoursLink(w.Hours, business))
		if business {
			out.Example = a.example("due.example", w.Hours, w.Promise.Within.All.V)
		}
	} else {
		out.Measure = a.limit(w)
	}
	if from {
		out.From = a.capabilityLink(w.Capability)
		out.Anchor = "p-" + w.Capability.ID + "_" + w.ID.V // no id has an underscore, so no two are the same
	}
	if w.Indicator.Subject.IsSet() && out.Measure != "" {
		out.Measure = a.words.Word("page.limit_of", "limit", out.Measure, "of", w.Indicator.Subject.V)
	}
	out.Measure = capital(out.Measure)
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, capital(e.What.V))
	}
	for _, d := range w.DependsOn {
		out.DependsOn = append(out.DependsOn, a.words.Word("promise.depends", "who", capital(d.Who.V), "what", d.What.V))
	}
	if a.missing(w) {
		out.Acknowledged = &Acknowledged{Because: full(w.Acknowledge.Because.V), Until: a.day(w.Acknowledge.Until)}
	}
	out.Record = a.record(w)
	a.onMiss(w, &out)
	return out
}

func (a at) onMiss(w *catalog.Promise, out *Promise) {
	miss := w.OnMiss
	if miss.NotifyWithin.IsSet() {
		out.Tell = a.duration(miss.NotifyWithin.V, false)
	}
	out.Remedy = a.remedy(miss.Remedy)
	for _, t := range miss.Remedy.Tiers {
		below := a.words.Word("page.below", "n", a.words.Percent(strings.TrimSuffix(t.Below.V.String(), "%")))
		credit := t.Credit.V
		if miss.Remedy.Base.IsSet() && strings.HasSuffix(strings.TrimSpace(credit), "%") {
			credit = a.words.Word("page.share_of", "share", credit, "of", miss.Remedy.Base.V)
		}
		out.Tiers = append(out.Tiers, Tier{Below: below, Credit: credit})
	}
	out.Claim = a.claim(miss.Remedy)
}

// remedy words what the customer gets, and the most it can come to.
func (a at) remedy(r syntax.Remedy) []string {
	switch {
	case !r.Amount.IsSet() && r.Cap.IsSet():
		return []string{full(a.words.Word("promise.cap", "cap", strings.TrimSuffix(r.Cap.V, ".")))}
	case !r.Amount.IsSet():
		return nil
	}
	amount := strings.TrimSuffix(r.Amount.V, ".")
	if r.Base.IsSet() && strings.HasSuffix(strings.TrimSpace(amount), "%") {
		amount = a.words.Word("page.share_of", "share", amount, "of", r.Base.V)
	}
	if r.Cap.IsSet() {
		amount = a.words.Word("page.capped", "amount", amount, "cap", strings.TrimSuffix(r.Cap.V, "."))
	}
	key := "page.remedy." + r.Kind.V
	if !a.words.Has(key) {
		key = "page.remedy.other"
	}
	return []string{full(a.words.Word(key, "amount", amount))}
}

// claim words how a remedy is had.
func (a at) claim(r syntax.Remedy) string {
	switch {
	case r.Automatic.V:
		return a.words.Word("promise.automatic")
	case r.ClaimWithin.IsSet():
		return a.words.Word("promise.claim", "duration", a.duration(r.ClaimWithin.V, false))
	case r.Amount.IsSet() || len(r.Tiers) > 0:
		return a.words.Word("page.claim.ask")
	}
	return ""
}

// commitment is the tag of a promise. Only a guarantee is coloured: the word says the rest.
func (p *press) commitment(w *catalog.Promise) Tag {
	kind := "plain"
	if w.Commitment.V == "guarantee" {
		kind = "ok"
	}
	return Tag{Kind: kind, Text: p.words.Word(commitmentWords[w.Commitment.Or("target")])}
}

var commitmentWords = map[string]string{"guarantee": "promise.guarantee", "target": "promise.is_target", "best-effort": "promise.best_effort"}

// hoursLink leads to the hours that a clock runs in; for a clock that always runs it says so without a link.
func (a at) hoursLink(c *catalog.Calendar, business bool) Link {
	switch {
	case c == nil && business:
		return Link{Text: a.words.Word("page.hours.working"), Href: a.to("reach-us/")}
	case c == nil || c.IsAlways():
		return Link{Text: a.words.Word("promise.all_hours")}
	}
	return Link{Text: a.calendarName(c), Href: a.to("reach-us/") + "#" + calendarAnchor(c)}
}

// alone gives a link for a place of its own, outside a sentence.
func alone(l Link) Link { return Link{capital(l.Text), l.Href} }

// calendarName words a calendar's name: "office" is "office hours".
func (p *press) calendarName(c *catalog.Calendar) string {
	if c.IsAlways() {
		return p.words.Word("promise.all_hours")
	}
	return p.words.Word("page.hours.named", "name", strings.ReplaceAll(c.Name, "-", " "))
}

func calendarAnchor(c *catalog.Calendar) string { return "hours-" + c.Name }

// hoursOf are the hours in which a level is counted: its own, else those of its promise.
func hoursOf(w *catalog.Promise, l catalog.LevelTerm) *catalog.Calendar {
	if l.Hours != nil {
		return l.Hours
	}
	return w.Hours
}

// onBusiness reports whether a time is counted in working hours: not where the hours are all hours of all days.
func onBusiness(w *catalog.Promise, hours *catalog.Calendar) bool {
	return w.Clock.V == "business" && (hours == nil || !hours.IsAlways())
}

func (a at) levels(w *catalog.Promise) []LevelTerm {
	var out []LevelTerm
	for _, l := range w.Levels {
		hours := hoursOf(w, l)
		business := onBusiness(w, hours)
		term := LevelTerm{Name: l.Level.Name.V, When: l.Level.When.V, Within: a.duration(l.Within, business), Hours: alone(a.hoursLink(hours, business))}
		if business && !l.Within.IsZero() {
			term.Example = a.example("due.example", hours, l.Within)
		}
		out = append(out, term)
	}
	return out
}

// options makes the choices that a customer has; chosen tells those that one customer took.
func (a at) options(in []*catalog.Option, chosen func(*catalog.Option) bool) []Option {
	var out []Option
	for _, o := range in {
		if o.Promise == nil || !o.Promise.Public() {
			continue
		}
		business := o.Promise.Clock.V == "business"
		option := Option{Change: full(o.Promise.Says.V), From: a.limit(o.Promise), To: a.measure(o.To, business), Price: o.Price.V, Needs: o.Needs.V}
		if level, ok := a.offer.Level(o.Level); ok {
			within, hours, _ := o.Promise.WithinFor(o.Level)
			business = onBusiness(o.Promise, hours)
			option.Level = level.Name.V
			option.Change = a.words.Word("page.option_level", "level", level.Name.V, "promise", o.Promise.Says.V)
			option.From, option.To = a.duration(within, business), a.measure(o.To, business)
		}
		if option.From == "" {
			option.From = a.often(o.Promise.Target)
		}
		option.Chosen = chosen != nil && chosen(o)
		out = append(out, option)
	}
	return out
}

func (a at) capabilityLink(c *catalog.Capability) Link {
	return Link{Text: c.Title.V, Href: a.to("capabilities/" + c.ID + "/")}
}

// shown are the capabilities that can be had now or later: all but the retired.
func (p *press) shown() []*catalog.Capability {
	return slices.DeleteFunc(slices.Clone(p.offer.Capabilities), func(c *catalog.Capability) bool { return c.Retired() })
}

// public are the promises of a capability that everybody may read.
func public(c *catalog.Capability) []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(c.Promises), func(w *catalog.Promise) bool { return !w.Public() })
}

// promises makes the page of all promises, A to Z by capability.
func (p *press) promises() Promises {
	a := p.on("promises/")
	groups := map[string][]PromiseGroup{}
	var letters []string
	count, services := 0, 0
	shown := p.shown()
	slices.SortStableFunc(shown, func(x, y *catalog.Capability) int {
		return strings.Compare(strings.ToLower(x.Title.V), strings.ToLower(y.Title.V))
	})
	for _, c := range shown {
		g := PromiseGroup{Capability: a.capabilityLink(c), Summary: c.Summary.V}
		for _, w := range public(c) {
			g.Promises = append(g.Promises, a.promise(w, true).brief())
		}
		if len(g.Promises) == 0 {
			continue
		}
		letter := firstLetter(c.Title.V)
		if !slices.Contains(letters, letter) {
			letters = append(letters, letter)
		}
		groups[letter] = append(groups[letter], g)
		count, services = count+len(g.Promises), services+1
	}
	view := Promises{}
	if count > 0 {
		view.Lead = p.words.Word("promises.lead", "promises", p.words.Count("how_many.promises", count), "services", p.words.Count("how_many.services", services))
	}
	for _, l := range letters {
		view.Letters = append(view.Letters, PromiseLetter{Letter: l, Groups: groups[l]})
	}
	view.Frame = a.frame("promises", p.words.Word("nav.promises"), view.Lead, a.crumbs("nav.capabilities", "capabilities/")...)
	return view
}

// brief is a promise among many: without examples and the numbers behind its record.
func (p Promise) brief() Promise {
	p.Record, p.Example = p.Record.brief(), ""
	for i := range p.Levels {
		p.Levels[i].Example = ""
	}
	return p
}

func firstLetter(s string) string {
	for _, r := range strings.ToUpper(s) {
		return string(r)
	}
	return ""
}
