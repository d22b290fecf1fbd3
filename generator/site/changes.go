package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Changes is the page of what has changed, and what will.
type Changes struct {
	Frame   Frame
	Lead    string
	Pending []Change // announced, with the day they take effect; nearest first
	Years   []ChangeYear
	Notice  string // how long before it takes effect a weaker promise is announced: "30 days"
}

// ChangeYear holds the changes of one year, newest first.
type ChangeYear struct {
	Year    string
	Changes []Change
}

// add adds a change, to the one before it where both are of one day and say the same.
func (y *ChangeYear) add(c Change) {
	if n := len(y.Changes); n > 0 && c.Note != "" {
		if last := &y.Changes[n-1]; last.Note == c.Note && last.On == c.On && last.Effect == c.Effect {
			last.More = append(last.More, c.What)
			if last.Version != c.Version {
				last.Version = ""
			}
			return
		}
	}
	y.Changes = append(y.Changes, c)
}

// Change is one change of a promise or a policy.
type Change struct {
	On      view.Time
	What    view.Link   // the promise or policy; empty on its own page
	More    []view.Link // others that changed in the same way on the same day
	Version string      // "4"; may be empty
	Effect  view.Tag    // "Stronger", "Weaker", "Clearer", "New", "Ended"
	Note    string
	Notice  view.Link // that tells of it; may be empty
}

func (p pageContext) changes() any {
	v := Changes{Lead: p.Words.Word("page.changes.lead"), Notice: p.Duration(p.Offer.Site.Notify.ChangeNotice.V, false)}
	for _, c := range besideNotices(p.allChanges()) {
		if p.Offer.Today().Before(c.on) {
			v.Pending = append([]Change{c.change}, v.Pending...)
			continue
		}
		year := strconv.Itoa(c.on.Year)
		if n := len(v.Years); n == 0 || v.Years[n-1].Year != year {
			v.Years = append(v.Years, ChangeYear{Year: year})
		}
		v.Years[len(v.Years)-1].add(c.change)
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

func (p pageContext) change(c syntax.Change, what view.Link) Change {
	return Change{On: p.Day(c.On), What: what, Version: c.Version.V, Note: c.Note.V, Effect: p.Effect(c.Effect.Or("clearer"))}
}

// datedChange is a change with its day, for sorting, and the day on which it was announced.
type datedChange struct {
	on, known clock.Date
	change    Change
	touches   []*catalog.Capability
	isNotice  bool
	isBeside  bool // a notice that stands with the change of which it tells
}

// besideNotices returns the changes, each with the notice that tells of it, which has then no entry of its own.
func besideNotices(all []datedChange) []datedChange {
	for i, n := range all {
		if j := slices.IndexFunc(all, n.tellsOf); j >= 0 {
			all[j].change.Notice, all[i].isBeside = n.change.What, true
		}
	}
	return slices.DeleteFunc(all, func(c datedChange) bool { return c.isBeside })
}

// tellsOf reports whether a notice is of the day and of a service of a change that has no notice yet.
func (n datedChange) tellsOf(c datedChange) bool {
	return n.isNotice && !c.isNotice && c.on == n.on && c.change.Notice.Text == "" &&
		slices.ContainsFunc(c.touches, func(x *catalog.Capability) bool { return slices.Contains(n.touches, x) })
}

// allChanges returns every change of a public policy, of the public offer that a file names, and every public notice of a change, newest first.
func (p pageContext) allChanges() []datedChange {
	var out []datedChange
	for _, policy := range p.Offer.Policies {
		for _, c := range changesOf(policy) {
			if policy.Public() {
				out = append(out, datedChange{c.On.V, p.announced(c.On.V, c.Told.V, policy.LastReviewed.V, policy.Effective.V), p.change(c, view.Link{Text: policy.Title, Href: p.To(policy.Address())}), policy.AppliesTo, false, false})
			}
		}
	}
	for _, c := range changedOffer(p.Offer) {
		v, known := p.Coming(c), c.From.V
		if p.Offer.Today().Before(known) {
			known, _ = p.Offer.ToldOf(known, c.Told, c.Capability)
		}
		out = append(out, datedChange{c.From.V, known, Change{On: v.On, What: p.What(c), Effect: v.Effect, Note: v.Text()}, []*catalog.Capability{c.Capability}, false, false})
	}
	for _, n := range p.Offer.Notices {
		if isChange(n) {
			on := clock.DateOf(n.Counts(), p.Offer.Zone)
			affected := diag.Names(n.Capabilities, func(c *catalog.Capability) string { return c.Title.V })
			out = append(out, datedChange{on, p.announced(on, clock.DateOf(n.Known(), p.Offer.Zone)), Change{On: p.Date(on), What: view.Link{Text: n.Title.V, Href: p.To(n.Address())},
				Effect: view.Tag{Kind: "info", Text: p.Words.Word("notice.change")}, Note: strings.Join(affected, " · ")}, n.Capabilities, true, false})
		}
	}
	slices.SortStableFunc(out, func(x, y datedChange) int {
		return cmp.Or(y.on.Compare(x.on), strings.Compare(x.change.What.Text, y.change.What.Text))
	})
	return out
}

// changedOffer returns the changes of public promises, options and prices that stand in their files: announced, or come.
func changedOffer(o *catalog.Offer) (all []*catalog.Change) {
	for _, c := range o.Capabilities {
		if !c.Retired() {
			all = append(all, slices.DeleteFunc(c.Changes(), func(one *catalog.Change) bool { return one.Visibility() != "public" })...)
		}
	}
	return all
}

// changesOf returns the changes of a policy that have a day.
func changesOf(p *catalog.Policy) []syntax.Change {
	return slices.DeleteFunc(slices.Clone(p.Policy.Changes), func(c syntax.Change) bool { return !c.On.IsSet() })
}

// isChange reports whether a notice is a public one of a change that has a day.
func isChange(n *catalog.Notice) bool {
	return n.Kind.V == "change" && n.Public() && !n.Counts().IsZero()
}

// announced returns the day on which a change was announced: its own, or for one to come the latest day that its text names.
func (p pageContext) announced(on clock.Date, named ...clock.Date) clock.Date {
	if !p.Offer.Today().Before(on) {
		return on
	}
	return cmp.Or(p.latest(named), p.Offer.Today())
}
