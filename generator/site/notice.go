package site

import (
	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Notice is one notice.
type Notice struct {
	Frame     Frame
	Title     string
	Kind      string
	State     view.Tag
	Severity  view.Tag
	Noticed   view.Time
	Told      view.Time
	Resolved  view.Time
	Until     view.Time // or from when to when: "28 March 2026, 16:00 to 18:00 GMT"
	UntilName string    // what Until is: "Takes place", "Expected to last until", "Counts from"
	ToldAfter string    // "32 minutes after we noticed"
	Lasted    string    // "8 hours 55 minutes"; empty while open
	Affects   []view.Link
	Body      view.Prose
}

// notice returns the page of one notice.
func (p pageContext) notice(n *catalog.Notice) Notice {
	v := Notice{Title: n.Title.V, Kind: p.Words.Word("notice." + n.Kind.Or("delay")), State: p.NoticeState(n), Severity: p.Severity(n),
		Told: p.Moment(n.Told), Resolved: p.Moment(n.Resolved), Body: p.Prose(n.Notice.Body.File, n.Title.V, n.Body)}
	v.Until, v.UntilName = p.TakesPlace(n)
	if view.WentWrong(n) {
		p.fillTimes(n, &v)
	}
	for _, c := range n.Capabilities {
		v.Affects = append(v.Affects, p.CapabilityLink(c))
	}
	item := p.NoticeItem(n)
	v.Frame = p.frame(n.Title.V, item.Summary, p.crumbs("notices")...)
	return v
}

// fillTimes fills in when something went wrong, how soon we told of it, and how long it lasted.
func (p pageContext) fillTimes(n *catalog.Notice, v *Notice) {
	if !n.Noticed.IsSet() {
		return
	}
	v.Noticed = p.Moment(n.Noticed)
	if n.Told.IsSet() && n.Told.V.After(n.Noticed.V) {
		v.ToldAfter = p.Words.Word("notice.after", "duration", p.Words.Elapsed(n.Told.V.Sub(n.Noticed.V)))
	}
	if n.Resolved.IsSet() {
		v.Lasted = p.Words.Elapsed(n.Resolved.V.Sub(n.Noticed.V))
	}
}
