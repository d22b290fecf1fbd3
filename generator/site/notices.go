package site

import (
	"slices"
	"strconv"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Notices is the list of notices. Each kind has its place: what is wrong now, what is to come, news, and what went wrong before.
type Notices struct {
	Frame   Frame
	Lead    string // "Nothing is wrong, as far as we know." where none is open
	Open    []view.NoticeItem
	Coming  []view.NoticeItem // planned, and invitations; the nearest first
	News    []view.NoticeItem // letters, changes that have come, and what was planned and is over; newest first
	Years   []NoticeYear
	Promise string // how soon a delay is told: "within 1 hour"; may be empty
}

// NoticeYear holds what went wrong in one year, newest first.
type NoticeYear struct {
	Year  string
	Items []view.NoticeItem
}

func (p pageContext) notices() any {
	v := Notices{Lead: p.Words.Word("notice.all_well"), Promise: p.Duration(p.Offer.Site.Notify.DelayToldWithin.V, false)}
	open, coming := p.currentNotices()
	v.Open, v.Coming = p.noticeItems(open), p.noticeItems(coming)
	if len(open) > 0 {
		v.Lead = p.Words.Count("page.notices.open", len(open))
	}
	for _, n := range p.Offer.Notices {
		if !n.Public() || n.State(p.Offer.Now) != catalog.Over {
			continue
		}
		if !view.WentWrong(n) {
			v.News = append(v.News, p.NoticeItem(n))
			continue
		}
		year := strconv.Itoa(n.When().In(p.Offer.Zone).Year())
		if k := len(v.Years); k == 0 || v.Years[k-1].Year != year {
			v.Years = append(v.Years, NoticeYear{Year: year})
		}
		last := &v.Years[len(v.Years)-1]
		item := p.NoticeItem(n)
		item.State = view.Tag{} // all of them are over
		last.Items = append(last.Items, item)
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

func (p pageContext) noticeItems(list []*catalog.Notice) []view.NoticeItem {
	var out []view.NoticeItem
	for _, n := range list {
		out = append(out, p.NoticeItem(n))
	}
	return out
}

// currentNotices returns the public notices of what is wrong now, the worst first and then the newest, and those of what is to
// come, in the order of their beginning.
func (p pageContext) currentNotices() (open, coming []*catalog.Notice) {
	for _, n := range p.Offer.Notices {
		switch state := n.State(p.Offer.Now); {
		case !n.Public():
		case state == catalog.Open:
			open = append(open, n)
		case state == catalog.Planned:
			coming = append(coming, n)
		}
	}
	rank := func(n *catalog.Notice) int {
		return slices.Index([]string{"down", "disrupted", "notice"}, n.Severity.Or("notice"))
	}
	slices.SortStableFunc(open, func(x, y *catalog.Notice) int { return rank(x) - rank(y) })
	slices.SortStableFunc(coming, func(x, y *catalog.Notice) int { return x.Comes().Compare(y.Comes()) })
	return open, coming
}

// How much news the home page has: so many notices, and letters of the last days.
const (
	homeNews = 3
	newsDays = 60
)

// news returns what is to come, and then the letters of the last weeks. name is what that is called.
func (p pageContext) news() (list []view.NoticeItem, name string) {
	_, all := p.currentNotices()
	coming := len(all)
	for _, n := range p.Offer.Notices {
		if n.Public() && n.Kind.V == "letter" && n.Known().After(p.Offer.Now.AddDate(0, 0, -newsDays)) && !n.Known().After(p.Offer.Now) {
			all = append(all, n)
		}
	}
	name = p.Words.Word("notice.news")
	if shown := min(len(all), homeNews); shown <= coming {
		name = p.Words.Word("notice.coming")
	}
	return p.noticeItems(all[:min(len(all), homeNews)]), name
}

// Notice is one notice.
type Notice struct {
	Frame                   Frame
	Title, Kind             string
	State, Severity         view.Tag
	When                    view.Time // of what is to come: "Saturday 28 March 2026, 16:00 to 18:00 GMT"; else empty
	Noticed, Told, Resolved view.Time
	Until                   view.Time // or from when to when: "Saturday 28 March 2026, 16:00 to 18:00 GMT"
	UntilName               string    // what Until is: "Takes place", "Expected to last until", "Takes effect"
	ToldAfter               string    // "32 minutes after we noticed"
	Lasted                  string    // "8 hours 55 minutes"; empty while open
	Affects                 []view.Link
	Body                    view.Prose
}

func (p pageContext) notice(n *catalog.Notice) Notice {
	v := Notice{Title: n.Title.V, Kind: p.NoticeKind(n), State: p.NoticeState(n), Severity: p.Severity(n),
		Told: p.Moment(n.Told.V), Resolved: p.Moment(n.Resolved.V), Body: p.Prose(n.Notice.Body.File, n.Title.V, n.Body)}
	v.Until, v.UntilName = p.TakesPlace(n)
	if n.State(p.Offer.Now) == catalog.Planned && (n.From.IsSet() || n.Kind.V == "change") {
		v.When, v.Until = v.Until, view.Time{}
		if n.Kind.V == "change" {
			v.When.Text = p.Words.Word("notice.takes_effect", "date", v.When.Text)
		}
	}
	if view.WentWrong(n) && n.Noticed.IsSet() {
		v.Noticed = p.Moment(n.Noticed.V)
		if n.Told.IsSet() && n.Told.V.After(n.Noticed.V) {
			v.ToldAfter = p.Words.Word("notice.after", "duration", p.Words.Elapsed(n.Told.V.Sub(n.Noticed.V)))
		}
		if n.Resolved.IsSet() {
			v.Lasted = p.Words.Elapsed(n.Resolved.V.Sub(n.Noticed.V))
		}
	}
	for _, c := range n.Capabilities {
		v.Affects = append(v.Affects, p.CapabilityLink(c))
	}
	v.Frame = p.frame(n.Title.V, p.NoticeItem(n).Summary, p.crumbs("notices")...)
	return v
}
