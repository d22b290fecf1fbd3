package page

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// policies makes the list of how we behave, by folder.
func (p *press) policies() Policies {
	a := p.on("policies/")
	view := Policies{Lead: p.words.Word("page.policies.lead")}
	for _, policy := range p.offer.Policies {
		if !policy.Public() {
			continue
		}
		folder := p.folder(policy)
		i := slices.IndexFunc(view.Groups, func(g PolicyGroup) bool { return g.Name == folder })
		if i < 0 {
			view.Groups = append(view.Groups, PolicyGroup{Name: folder, Anchor: "in-" + anchor(folder)})
			i = len(view.Groups) - 1
		}
		view.Groups[i].Cards = append(view.Groups[i].Cards, a.policyCard(policy))
	}
	slices.SortStableFunc(view.Groups, func(x, y PolicyGroup) int { return strings.Compare(x.Name, y.Name) })
	view.Frame = a.frame("policies", p.words.Word("nav.policies"), view.Lead)
	return view
}

// folder is the folder of a policy in words, empty for those in none. A folder with an index is a policy of its own:
// its pages belong to its title.
func (p *press) folder(policy *catalog.Policy) string {
	dir := path.Dir(policy.ID)
	if dir == "." {
		return ""
	}
	if index := p.offer.Policy(dir); index != nil {
		return index.Title
	}
	return capital(strings.ReplaceAll(path.Base(dir), "-", " "))
}

func (a at) policyCard(policy *catalog.Policy) Card {
	card := Card{Title: policy.Title, Href: a.to("policies/" + policy.ID + "/"), Summary: policy.Summary.V}
	switch {
	case policy.Version.IsSet() && policy.Effective.IsSet():
		card.Detail = a.words.Word("policy.detail", "version", policy.Version.V, "date", a.day(policy.Effective).Text)
	case policy.Effective.IsSet():
		card.Detail = a.words.Word("page.since", "date", a.day(policy.Effective).Text)
	}
	return card
}

// policy makes the page of one policy.
func (p *press) policy(policy *catalog.Policy) Policy {
	a := p.on("policies/" + policy.ID + "/")
	view := Policy{
		Frame: a.frame("policy", policy.Title, policy.Summary.V, a.crumbs("nav.policies", "policies/")...),
		Title: policy.Title, Summary: policy.Summary.V, Why: policy.Why.V, Version: policy.Version.V, Since: p.day(policy.Effective),
		Reviewed: p.day(policy.LastReviewed), ReviewBy: p.day(policy.ReviewBy), Owner: policy.Owner.V,
		Body: a.prose(policy.Policy.Body.File, policy.Title, policy.Body), Contents: a.contents(policy.Policy.Body.File, policy.Title, policy.Body),
		Replaces: p.replaces(policy.Policy.Changes, policy.Effective),
	}
	for _, e := range policy.Exceptions {
		if e.Visibility.Or("public") == "public" {
			view.Bend = append(view.Bend, Bend{When: e.When.V, Do: full(e.Do.V), Decides: e.Decides.V, Limit: e.Limit.V})
		}
	}
	for _, c := range policy.AppliesTo {
		view.AppliesTo = append(view.AppliesTo, a.capabilityLink(c))
	}
	for _, c := range policy.Policy.Changes {
		view.Changes = append(view.Changes, p.change(c, Link{}))
	}
	return view
}

// contents makes a table of contents of a document's headings, with the levels they have on the page.
func (a at) contents(file, title string, doc *markdown.Document) []Heading {
	var out []Heading
	for _, h := range doc.Contents(a.printing(file, title)) {
		out = append(out, Heading{Text: h.Text, Anchor: h.ID, Level: h.Level})
	}
	return out
}

// replaces says which version went before, and until when.
func (p *press) replaces(changes []syntax.Change, since syntax.Of[clock.Date]) string {
	past := slices.DeleteFunc(slices.Clone(changes), func(c syntax.Change) bool { return !c.On.V.Before(since.V) || !c.Version.IsSet() })
	if !since.IsSet() || len(past) == 0 {
		return ""
	}
	last := slices.MaxFunc(past, func(x, y syntax.Change) int { return x.On.V.Compare(y.On.V) })
	return p.words.Word("version.replaced", "version", last.Version.V, "date", p.date(since.V.AddDays(-1)).Text)
}

func (p *press) change(c syntax.Change, what Link) Change {
	kinds := map[string]string{"stronger": "ok", "weaker": "warn"}
	effect := c.Effect.Or("clearer")
	return Change{On: p.day(c.On), What: what, Version: c.Version.V, Note: c.Note.V,
		Effect: Tag{Kind: cmp.Or(kinds[effect], "info"), Text: p.words.Word("change." + effect)}}
}

// dated is a change with its day, for sorting, and the day on which it was made known.
type dated struct {
	on, known clock.Date
	change    Change
}

// allChanges gives every change of a public policy and every public notice of a change, newest first.
func (a at) allChanges() []dated {
	var out []dated
	for _, policy := range a.offer.Policies {
		for _, c := range policy.Policy.Changes {
			if policy.Public() && c.On.IsSet() {
				out = append(out, dated{c.On.V, a.known(c.On.V, policy.LastReviewed.V, policy.Effective.V), a.change(c, Link{policy.Title, a.to("policies/" + policy.ID + "/")})})
			}
		}
	}
	for _, n := range a.offer.Notices {
		if n.Kind.V == "change" && n.Public() && !n.Counts().IsZero() {
			on := clock.DateOf(n.Counts(), a.offer.Zone)
			out = append(out, dated{on, a.known(on, clock.DateOf(n.Known(), a.offer.Zone)), Change{On: a.date(on), What: Link{n.Title.V, a.to("notices/" + n.ID + "/")},
				Effect: Tag{Kind: "info", Text: a.words.Word("notice.change")}, Note: a.affected(n)}})
		}
	}
	slices.SortStableFunc(out, func(x, y dated) int {
		return cmp.Or(y.on.Compare(x.on), strings.Compare(x.change.What.Text, y.change.What.Text))
	})
	return out
}

// known is the day on which a change was made known: its own, or for one to come the latest day that its text names.
func (p *press) known(on clock.Date, named ...clock.Date) clock.Date {
	if !p.offer.Today().Before(on) {
		return on
	}
	latest := clock.Date{}
	for _, d := range named {
		if latest.Before(d) && !p.offer.Today().Before(d) {
			latest = d
		}
	}
	if latest.IsZero() {
		return p.offer.Today()
	}
	return latest
}

// affected names what a notice touches.
func (a at) affected(n *catalog.Notice) string {
	var names []string
	for _, c := range n.Capabilities {
		names = append(names, c.Title.V)
	}
	return strings.Join(names, " · ")
}

// changes makes the page of what has changed and what will.
func (p *press) changes() Changes {
	a := p.on("changes/")
	view := Changes{Lead: p.words.Word("page.changes.lead")}
	if n := p.offer.Site.Notify.ChangeNotice; n.IsSet() {
		view.Notice = p.duration(n.V, false)
	}
	for _, c := range a.allChanges() {
		if p.offer.Today().Before(c.on) {
			view.Pending = append([]Change{c.change}, view.Pending...)
			continue
		}
		year := strconv.Itoa(c.on.Start(p.offer.Zone).Year())
		if n := len(view.Years); n == 0 || view.Years[n-1].Year != year {
			view.Years = append(view.Years, ChangeYear{Year: year})
		}
		last := &view.Years[len(view.Years)-1]
		last.Changes = append(last.Changes, c.change)
	}
	view.Frame = a.frame("changes", p.words.Word("nav.changes"), view.Lead)
	return view
}

// openNotices are the public notices that are open or planned: the worst first, then the newest, and of what is planned the
// next.
func (p *press) openNotices() []*catalog.Notice {
	var out []*catalog.Notice
	for _, n := range p.offer.Notices {
		if n.Public() && n.State(p.offer.Now) != catalog.Over {
			out = append(out, n)
		}
	}
	rank := func(n *catalog.Notice) int {
		r := slices.Index([]string{"notice", "disrupted", "down"}, n.Severity.Or("notice"))
		if n.State(p.offer.Now) == catalog.Planned {
			r -= 3
		}
		return -r
	}
	slices.SortStableFunc(out, func(x, y *catalog.Notice) int {
		if x.State(p.offer.Now) == catalog.Planned && y.State(p.offer.Now) == catalog.Planned {
			return cmp.Or(rank(x)-rank(y), x.Comes().Compare(y.Comes()))
		}
		return rank(x) - rank(y)
	})
	return out
}

// noticeItem makes a notice in a list.
func (a at) noticeItem(n *catalog.Notice) NoticeItem {
	item := NoticeItem{Title: n.Title.V, Href: a.to("notices/" + n.ID + "/"), Kind: a.words.Word("notice." + n.Kind.Or("delay")),
		State: a.noticeState(n), Severity: a.severity(n), When: a.noticeWhen(n), ToldAfter: a.toldAfter(n)}
	if s := n.Body.Prose(a.fill); len(s) > 0 {
		item.Summary = s[0].Text
	}
	if !n.Public() {
		item.Href = ""
		item.Body = a.boxed(n.Notice.Body.File, n.Title.V, n.Body)
		item.Summary = ""
	}
	return item
}

func (p *press) noticeState(n *catalog.Notice) Tag {
	if n.Kind.V == "letter" {
		return Tag{}
	}
	switch n.State(p.offer.Now) {
	case catalog.Open:
		return Tag{Kind: "bad", Text: p.words.Word("notice.is_open")}
	case catalog.Planned:
		return Tag{Kind: "info", Text: p.words.Word("notice.is_planned")}
	}
	if n.Resolved.IsSet() {
		return Tag{Kind: "ok", Text: p.words.Word("notice.resolved")}
	}
	return Tag{Kind: "plain", Text: p.words.Word("notice.is_over")}
}

func (p *press) severity(n *catalog.Notice) Tag {
	kinds := map[string]string{"disrupted": "warn", "down": "bad"}
	kind, ok := kinds[n.Severity.V]
	if !ok {
		return Tag{}
	}
	return Tag{Kind: kind, Text: p.words.Word("notice.severity_" + n.Severity.V)}
}

// toldAfter says how long we took to tell of what went wrong; empty where either moment is missing.
func (p *press) toldAfter(n *catalog.Notice) string {
	if !n.Noticed.IsSet() || !n.Told.IsSet() || !wentWrong(n) {
		return ""
	}
	gap := n.Told.V.Sub(n.Noticed.V)
	if gap < time.Minute {
		return p.words.Word("page.told_at_once")
	}
	return p.words.Word("notice.told_after", "duration", p.words.Elapsed(gap))
}

// wentWrong reports whether a notice tells of something that went wrong, not of what was planned or written.
func wentWrong(n *catalog.Notice) bool {
	return n.Kind.Or("delay") == "delay" || n.Kind.V == "outage"
}

// notices makes the list of notices.
func (p *press) notices() Notices {
	a := p.on("notices/")
	view := Notices{Lead: p.words.Word("notice.all_well")}
	if within := p.offer.Site.Notify.DelayToldWithin; within.IsSet() {
		view.Promise = p.duration(within.V, false)
	}
	open := p.openNotices()
	for _, n := range open {
		view.Open = append(view.Open, a.noticeItem(n))
	}
	if wrong := slices.DeleteFunc(slices.Clone(open), func(n *catalog.Notice) bool { return n.State(p.offer.Now) != catalog.Open }); len(wrong) > 0 {
		view.Lead = p.words.Count("page.notices.open", len(wrong))
	}
	for _, n := range p.offer.Notices {
		if !n.Public() || n.State(p.offer.Now) != catalog.Over {
			continue
		}
		year := strconv.Itoa(n.When().In(p.offer.Zone).Year())
		if k := len(view.Years); k == 0 || view.Years[k-1].Year != year {
			view.Years = append(view.Years, NoticeYear{Year: year})
		}
		last := &view.Years[len(view.Years)-1]
		last.Items = append(last.Items, a.noticeItem(n))
	}
	view.Frame = a.frame("notices", p.words.Word("nav.notices"), view.Lead)
	return view
}

// notice makes the page of one notice.
func (p *press) notice(n *catalog.Notice) Notice {
	a := p.on("notices/" + n.ID + "/")
	view := Notice{Title: n.Title.V, Kind: p.words.Word("notice." + n.Kind.Or("delay")), State: p.noticeState(n), Severity: p.severity(n),
		Told: p.moment(n.Told), Resolved: p.moment(n.Resolved), Body: a.prose(n.Notice.Body.File, n.Title.V, n.Body)}
	view.Until, view.UntilName = p.happens(n)
	if wentWrong(n) {
		p.howLong(n, &view)
	}
	for _, c := range n.Capabilities {
		view.Affects = append(view.Affects, a.capabilityLink(c))
	}
	item := a.noticeItem(n)
	view.Frame = a.frame("notice", n.Title.V, item.Summary, a.crumbs("nav.notices", "notices/")...)
	return view
}

// howLong says when something went wrong, how soon we told of it, and how long it lasted.
func (p *press) howLong(n *catalog.Notice, view *Notice) {
	if !n.Noticed.IsSet() {
		return
	}
	view.Noticed = p.moment(n.Noticed)
	if n.Told.IsSet() && n.Told.V.After(n.Noticed.V) {
		view.ToldAfter = p.words.Word("notice.after", "duration", p.words.Elapsed(n.Told.V.Sub(n.Noticed.V)))
	}
	if n.Resolved.IsSet() {
		view.Lasted = p.words.Elapsed(n.Resolved.V.Sub(n.Noticed.V))
	}
}

// free makes a page in the business's own words.
func (p *press) free(f *catalog.Page) Free {
	a := p.on(f.ID + "/")
	return Free{
		Frame: a.frame("free", f.Title, f.Summary.V), Title: f.Title, Summary: f.Summary.V,
		Body: a.prose(f.Page.Body.File, f.Title, f.Body), Contents: a.contents(f.Page.Body.File, f.Title, f.Body),
	}
}
