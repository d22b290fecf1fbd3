package agreement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/drift"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

const chooseUnoffered diag.RuleID = "choose-unoffered"

// Resolve works out what one customer may expect of an offer, given the records of what was agreed, the first first. A name
// that leads nowhere, or was never offered, is a problem.
func Resolve(o *catalog.Offer, written syntax.Agreement, records ...*agreed.Record) (*Agreement, []diag.Problem) {
	return resolve(o, written, func(*resolver) []*agreed.Record { return records })
}

func resolve(o *catalog.Offer, written syntax.Agreement, records func(*resolver) []*agreed.Record) (*Agreement, []diag.Problem) {
	r := &resolver{offer: o, digest: (*Term).Digest, heldDigest: agreed.PromiseDigest, Agreement: &Agreement{Agreement: written}}
	r.addCapabilities()
	r.addChoices()
	r.addNeeds()
	r.Working = r.resolveLines(written.Expectations)
	r.Service = r.resolveLines(written.Priorities)
	r.checkLineIDs()
	r.addExceptions()
	r.hold(records(r))
	r.checkGone()
	r.endTerm()
	r.addNotices()
	r.addDates()
	r.findContact()
	r.checkPeople()
	r.Body = markdown.Parse(written.At.File, max(written.Body.At.Line, 1), []byte(written.Body.V), markdown.Options{Prefix: catalog.TextPrefix, Site: o.Site.URL.V, NoRemoteImages: true, Indent: max(written.Body.At.Column-1, 0)})
	r.problems.Append(r.Body.Problems...)
	r.problems.Append(o.CheckText(written.At.File, r.Body)...)
	r.refer(o.CapabilitiesIn(written.At.File, r.Body)...)
	return r.Agreement, r.problems.Problems
}

type resolver struct {
	*Agreement
	offer    *catalog.Offer
	misnamed bool // a capability that it names is not there, so that terms and limits may be missing
	problems diag.List

	digest     func(*Term) [32]byte                                                                   // of a promise as everybody has it, with what the customer chose
	heldDigest func(name string, p *syntax.AgreedPromise, hours []syntax.Entry[syntax.Text]) [32]byte // as [agreed.PromiseDigest] returns it
}

// refer adds the capabilities of references to those that the agreement refers to: capability, or capability.promise. Whatever
// asks the offer for a capability, or for something in one, calls it, because a build that remembers the agreement asks no more.
func (r *resolver) refer(references ...string) {
	for _, ref := range references {
		if id, _, _ := strings.Cut(ref, "."); !slices.Contains(r.Refers, id) {
			r.Refers = append(r.Refers, id)
		}
	}
}

// reportUnknown reports a name that leads nowhere. Where nothing of its kind exists, none is the help. Where names may be
// missing, since the file that has them could not be read as a whole, only a name that is nearly another one is reported.
func (r *resolver) reportUnknown(rule diag.RuleID, name syntax.Text, what string, missing bool, known []string, none string) {
	if _, near := diag.Nearest(name.V, known); missing && !near {
		return
	}
	r.problems.Add(diag.Problem{Rule: rule, At: name.At, Message: fmt.Sprintf("there is no %s %q", what, name.V), Help: nameHelp(name.V, known, none)})
}

// reportHidden reports a name of a capability, or of something in it, where the capability is hidden.
func (r *resolver) reportHidden(name syntax.Text) bool {
	p, hidden := r.offer.HiddenProblem(name)
	if hidden {
		r.problems.Add(p)
	}
	return hidden
}

// nameHelp returns the help for a name that leads nowhere: the name it may have meant, or all names.
func nameHelp(name string, known []string, none string) string {
	if len(known) > 0 {
		none = "There are: " + strings.Join(known, ", ") + "."
	}
	return diag.DidYouMean(name, known, none)
}

func (r *resolver) addCapabilities() {
	for _, name := range r.Agreement.Agreement.Capabilities {
		r.refer(name.V)
		c := r.offer.Capability(name.V)
		switch {
		case !name.IsSet(), c == nil && r.reportHidden(name):
		case c == nil:
			r.misnamed = true
			known := diag.Names(r.offer.Capabilities, func(c *catalog.Capability) string { return c.ID })
			r.reportUnknown(diag.RefUnknown, name, "capability", false, known, "Write it first: upfront new capability "+name.V)
		case slices.Contains(r.Capabilities, c):
			r.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: name.At, Message: fmt.Sprintf("the capability %q is named twice", name.V),
				Help: "Keep one of the two."})
		default:
			r.Capabilities = append(r.Capabilities, c)
		}
	}
	r.addTerms()
}

// addTerms adds the promises of the capabilities. Their terms lie in one piece of memory.
func (r *resolver) addTerms() {
	most := 0
	for _, c := range r.Capabilities {
		most += len(c.Promises)
	}
	terms := make([]Term, 0, most)
	r.Terms = slices.Grow(r.Terms, most)
	for _, c := range r.Capabilities {
		for _, p := range c.Promises {
			if p.Visibility.V != "internal" {
				terms = append(terms, Term{Promise: p})
				r.Terms = append(r.Terms, &terms[len(terms)-1])
			}
		}
	}
}

// findTerm returns the term that a reference names: capability.promise, or capability.promise.level. It reports a promise
// that does not apply to this customer, and why.
func (r *resolver) findTerm(ref syntax.Text) (t *Term, level string) {
	r.refer(ref.V)
	capability, rest, _ := strings.Cut(ref.V, ".")
	promise, level, hasLevel := strings.Cut(rest, ".")
	name := ref.V
	if hasLevel {
		name = ref.V[:len(capability)+1+len(promise)]
	}
	if t, ok := catalog.Find(r.Terms, func(t *Term) bool { return t.Promise.Ref == name }); ok {
		return t, level
	}
	switch {
	case r.reportHidden(ref):
	case r.offer.Promise(name) == nil:
		known := diag.Names(r.Terms, func(t *Term) string { return t.Promise.Ref })
		r.reportUnknown(diag.RefUnknown, ref, "promise", r.offer.LacksNames(ref.V), known, "A promise is written in its capability, below promises:.")
	case slices.Contains(r.Capabilities, r.offer.Capability(capability)):
		r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: ref.At, Message: fmt.Sprintf("the promise %q is for your own people alone", ref.V),
			Help: "Show it to customers with visibility: customer, or remove the line."})
	case !r.misnamed:
		r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: ref.At, Message: fmt.Sprintf("the promise %q is not part of this agreement", ref.V),
			Help: fmt.Sprintf("Add %s to capabilities.", capability)})
	}
	return nil, level
}

func (r *resolver) addChoices() {
	for _, e := range r.Choose {
		t, level := r.findTerm(e.Key)
		if t == nil {
			continue
		}
		options := slices.DeleteFunc(slices.Clone(t.Promise.Options), func(o *catalog.Option) bool { return o.Level != level })
		option, ok := catalog.Find(options, func(o *catalog.Option) bool { return Same(o.To, e.V) })
		if !ok {
			t.gone = append(t.gone, goneChoice{e.Key, syntax.AgreedChoice{Level: syntax.Text{V: level, At: e.Key.At}, To: e.V}, options})
			continue
		}
		t.Choices = append(t.Choices, Choice{At: e.V.At, Value: e.V, Option: option, Level: level, Promise: t.Promise})
	}
}

// goneChoice is a choice that is not on offer. Where it was agreed, it holds.
type goneChoice struct {
	name syntax.Text // capability.promise[.level]
	syntax.AgreedChoice
	options []*catalog.Option // that there are
}

// checkGone reports choices that are not on offer, and that nobody agreed to.
func (r *resolver) checkGone() {
	for _, t := range r.Terms {
		for _, g := range t.gone {
			if t.Held == nil || t.chosenAnew {
				r.problems.Add(diag.Problem{Rule: chooseUnoffered, At: g.To.At, Message: fmt.Sprintf("%q is not on offer for %s", g.To.Written, g.name.V),
					Help: choiceHelp(g.options, t.Promise.At.File)})
			}
		}
	}
}

func choiceHelp(options []*catalog.Option, file string) string {
	if len(options) == 0 {
		return fmt.Sprintf("Publish an option for it under options in %s, with its price, or remove the choice.", file)
	}
	values := diag.Names(options, func(o *catalog.Option) string { return o.To.Written })
	return "On offer: " + strings.Join(values, ", ") + ". Publish another option in " + file + " first."
}

// Same reports whether two measures say the same, however they are written: 60m and 1h.
func Same(a, b syntax.Measure) bool {
	if n, ok := drift.Order(a, b); ok {
		return n == 0
	}
	return strings.EqualFold(strings.Join(strings.Fields(a.Written), " "), strings.Join(strings.Fields(b.Written), " "))
}

func (r *resolver) addNeeds() {
	for _, e := range r.Agreement.Agreement.Needs {
		n := Need{Name: e.Key, Value: e.V}
		if strings.Contains(e.Key.V, ".") {
			if n.Term, n.Level = r.findTerm(e.Key); n.Term == nil {
				continue
			}
			if _, _, ok := n.Term.Promise.WithinFor(n.Level); n.Level != "" && !ok {
				r.problems.Add(diag.Problem{Rule: catalog.LevelUndefined, At: e.Key.At, Message: fmt.Sprintf("the promise %q has no time for the level %q", n.Term.Promise.Ref, n.Level),
					Help: "Name a level that the promise has a time for."})
				continue
			}
		} else if !r.hasLimit(e.Key.V) {
			r.reportUnknown(diag.RefUnknown, e.Key, "limit in the capabilities of this agreement", r.misnamed || slices.ContainsFunc(r.Capabilities, func(c *catalog.Capability) bool { return c.IsPartial() }), r.limits(), "A limit is written in its capability, below fit:, such as limits: {"+e.Key.V+": {at_most: 12}}.")
			continue
		}
		r.Needs = append(r.Needs, n)
	}
}

func (r *resolver) hasLimit(name string) bool {
	return slices.ContainsFunc(r.Capabilities, func(c *catalog.Capability) bool {
		_, ok := c.Fit.Limits.Get(name)
		return ok
	})
}

// limits returns the names of the limits in the capabilities, sorted.
func (r *resolver) limits() (names []string) {
	for _, c := range r.Capabilities {
		names = append(names, c.Fit.Limits.Keys()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (r *resolver) resolveLines(written []syntax.Line) []*Line {
	lines, out := make([]Line, len(written)), make([]*Line, 0, len(written))
	for i := range written {
		w, l := &written[i], &lines[i]
		if l.Line = w; !r.IsNoDecider(w.Agreed.By) {
			l.Consent = w.Agreed
		}
		if w.BackedBy.IsSet() {
			l.BackedBy, _ = r.findTerm(w.BackedBy)
		}
		r.resolveBlocked(l)
		if w.Refer.IsSet() {
			if l.Refer = r.offer.Partner(w.Refer.V); l.Refer == nil {
				r.reportUnknown(catalog.PartnerUnknown, w.Refer, "partner", r.offer.NamesMissing.InPartners, r.offer.Partners.Keys(), "Add it to content/partners.yaml:"+catalog.PartnerLine(w.Refer))
			}
		}
		r.checkLevel(w.Level)
		out = append(out, l)
	}
	const last = 1 << 30 // for lines without a rank
	slices.SortStableFunc(out, func(a, b *Line) int { return a.Rank.Or(last) - b.Rank.Or(last) })
	return out
}

func (r *resolver) checkLevel(level syntax.Text) {
	if !level.IsSet() {
		return
	}
	if _, ok := r.offer.Level(level.V); !ok {
		known := diag.Names(r.offer.Site.Levels, func(l syntax.Level) string { return l.ID.V })
		r.reportUnknown(catalog.LevelUndefined, level, "priority level", r.offer.NamesMissing.InSite, known, "Add it under levels: in site.yaml.")
	}
}

// resolveBlocked finds what of the offer rules a line out: something not done, or a promise.
func (r *resolver) resolveBlocked(l *Line) {
	ref := l.Line.BlockedBy
	if !ref.IsSet() {
		return
	}
	r.refer(ref.V)
	name, _, _ := strings.Cut(ref.V, ".")
	l.BlockedIn = r.offer.Capability(name)
	var known []string
	for _, c := range r.offer.Capabilities {
		if l.BlockedIn != nil && c != l.BlockedIn {
			continue
		}
		for _, e := range c.Excluded {
			if known = append(known, e.Ref); e.Ref == ref.V {
				l.Excluded = e
				return
			}
		}
	}
	_, near := diag.Nearest(ref.V, known)
	if l.Blocked = r.offer.Promise(ref.V); l.Blocked == nil && !r.reportHidden(ref) && (near || !r.offer.LacksNames(ref.V)) {
		r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: ref.At, Message: fmt.Sprintf("nothing is called %q: no thing that you don't do, and no promise", ref.V),
			Help: nameHelp(ref.V, known, "Give it an id below excluded: in its capability, and write capability.id here.")})
	}
}

func (r *resolver) checkLineIDs() {
	a := &r.Agreement.Agreement
	ids := make(map[string]diag.Place, len(a.Expectations)+len(a.Priorities))
	for _, list := range [][]syntax.Line{a.Expectations, a.Priorities} {
		for i := range list { // a line is too large to be copied
			catalog.CheckID(&r.problems, list[i].ID, ids, "line", "Give each line an id of its own; both lists share them.")
		}
	}
}

func (r *resolver) addExceptions() {
	for _, g := range r.Agreement.Agreement.Exceptions {
		e := Exception{Granted: g}
		if g.Policy.IsSet() {
			if e.Policy = r.offer.Policy(g.Policy.V); e.Policy == nil {
				known := diag.Names(r.offer.Policies, func(p *catalog.Policy) string { return p.ID })
				r.reportUnknown(diag.RefUnknown, g.Policy, "policy", false, known, "Write it first: upfront new policy "+g.Policy.V)
			}
		}
		r.Exceptions = append(r.Exceptions, e)
	}
}

// addNotices adds the notices that name this customer, and public ones about a capability that applies, from the time when they
// were a customer.
func (r *resolver) addNotices() {
	since, ended := r.Since(), r.Agreement.Agreement.Ended.On
	isOutside := func(n *catalog.Notice) bool {
		on := clock.DateOf(n.Known(), r.offer.Zone)
		return since.IsSet() && on.Before(since.V) || ended.IsSet() && ended.V.Before(on)
	}
	for _, n := range r.offer.Notices {
		named := slices.ContainsFunc(n.Customers, func(t syntax.Text) bool { return t.V == r.ID })
		touched := n.Public() && slices.ContainsFunc(n.Capabilities, func(c *catalog.Capability) bool { return slices.Contains(r.Capabilities, c) })
		if n.Visibility.V != "internal" && (named || len(n.Customers) == 0 && touched && !isOutside(n)) {
			r.Notices = append(r.Notices, n)
		}
	}
}

func (r *resolver) findContact() {
	switch c := r.offer.Who(r.Owner.V); {
	case c.Leader != nil:
		r.Contact = leaderAsPerson(c.Leader)
	default:
		r.Contact = c.Person
	}
}

// leaderAsPerson returns the leader with the number and the address by which they are reached.
func leaderAsPerson(l *syntax.Leader) *syntax.Person {
	p := &syntax.Person{Located: l.Located, Name: l.Name, Role: l.Role}
	for _, way := range l.Reach {
		switch way.By.V {
		case "phone", "mobile":
			p.Phone = cmp.Or(p.Phone, way.To)
		case "email":
			p.Email = cmp.Or(p.Email, way.To)
		}
	}
	return p
}

// checkPeople reports names of people who are neither ours nor the customer's.
func (r *resolver) checkPeople() {
	r.offer.CheckPerson(&r.problems, r.Owner)
	theirs := diag.Names(r.People, func(p syntax.CustomerPerson) string { return p.Name.V })
	for _, e := range r.Agreement.Agreement.Exceptions {
		r.offer.CheckPerson(&r.problems, e.Decides, theirs...)
	}
	for _, c := range r.CheckIns {
		r.offer.CheckPerson(&r.problems, c.Who, theirs...)
	}
	for _, d := range r.Agreement.Agreement.Duties {
		r.offer.CheckPerson(&r.problems, d.Who, theirs...)
	}
	for _, lines := range [][]syntax.Line{r.Agreement.Agreement.Expectations, r.Agreement.Agreement.Priorities} {
		for i := range lines {
			r.offer.CheckPerson(&r.problems, lines[i].IfMet.Get().By, theirs...)
		}
	}
	for _, o := range r.Observed {
		r.offer.CheckPerson(&r.problems, o.By, theirs...)
	}
}

// addDates adds every day that was written, in order; those of one day in the order of their kinds, the review last.
func (r *resolver) addDates() {
	add := func(on syntax.Written[clock.Date], kind DateKind, what, who string) {
		if on.IsSet() {
			r.Dates = append(r.Dates, Date{On: on.V, Kind: kind, What: what, Who: who, At: on.At})
		}
	}
	a := &r.Agreement.Agreement
	r.Dates = make([]Date, 0, len(a.CheckIns)+len(a.Duties)+8)
	add(a.Effective, Begins, "", "")
	for _, c := range a.CheckIns {
		who := r.offer.PersonName(c.Who.V)
		add(c.On, CheckIn, c.What.V, who)
		if c.After.IsSet() && a.Effective.IsSet() {
			r.Dates = append(r.Dates, Date{On: a.Effective.V.Add(c.After.V), Kind: CheckIn, What: c.What.V, Who: who, At: c.After.At})
		}
	}
	for _, d := range a.Duties {
		if !d.Done.IsSet() {
			add(d.By, DutyBy, d.What.V, r.offer.PersonName(d.Who.V))
		}
	}
	r.addConditions()
	add(a.Outcome.By, OutcomeBy, a.Outcome.What.V, "")
	r.addAgreedDates()
	if a.Term.IsSet() && a.Effective.IsSet() && !a.Renews.Or(true) && !a.Ended.On.IsSet() {
		r.Dates = append(r.Dates, Date{On: a.Effective.V.Add(a.Term.V), Kind: TermEnds, At: a.Term.At})
	} else if renewal, ok := r.Renewal(r.offer.Today()); ok && renewal.IsNear(r.offer.Today()) {
		r.Dates = append(r.Dates, Date{On: renewal.On, Kind: Renews, At: a.Term.At})
	}
	add(a.Access.Until, LinkEnds, "", "")
	add(a.Ended.On, Ended, a.Ended.Why.V, "")
	add(a.ReviewBy, Review, "", "")
	slices.SortStableFunc(r.Dates, func(x, y Date) int { return x.On.Compare(y.On) })
}

// addConditions adds the day by which each condition should be met that is not met yet.
func (r *resolver) addConditions() {
	for l := range r.Lines() {
		if l.Answer.V == "yes-if" && l.IfBy.IsSet() && !l.ConditionMet() {
			r.Dates = append(r.Dates, Date{On: l.IfBy.V, Kind: ConditionBy, What: l.If.V, At: l.IfBy.At, Line: l})
		}
	}
}

// addAgreedDates adds each day on which lines were agreed, once, with the names of those who agreed.
func (r *resolver) addAgreedDates() {
	first := len(r.Dates)
	for l := range r.Lines() {
		if !l.Agreed() {
			continue
		}
		on, by := l.Consent.On.V, l.Consent.By.V
		i := slices.IndexFunc(r.Dates[first:], func(d Date) bool { return d.On == on })
		switch {
		case i < 0:
			r.Dates = append(r.Dates, Date{On: on, Kind: AgreedOn, Who: by})
		case !slices.Contains(strings.Split(r.Dates[first+i].Who, ", "), by):
			r.Dates[first+i].Who += ", " + by
		}
	}
}
