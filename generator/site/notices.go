package site

import (
	"cmp"
	"slices"
	"strconv"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Notices is the list of notices.
type Notices struct {
	Frame   Frame
	Lead    string // "Nothing is wrong that we know of." where none is open
	Open    []view.NoticeItem
	Years   []NoticeYear
	Promise string // how soon we tell of a delay: "within 1 hour"; may be empty
}

// NoticeYear holds the past notices of one year, newest first.
type NoticeYear struct {
	Year  string
	Items []view.NoticeItem
}

// notices returns the list of notices.
func (p pageContext) notices() any {
	v := Notices{Lead: p.Words.Word("notice.all_well")}
	if within := p.Offer.Site.Notify.DelayToldWithin; within.IsSet() {
		v.Promise = p.Duration(within.V, false)
	}
	open := p.openNotices()
	for _, n := range open {
		v.Open = append(v.Open, p.NoticeItem(n))
	}
	if wrong := slices.DeleteFunc(slices.Clone(open), func(n *catalog.Notice) bool { return n.State(p.Offer.Now) != catalog.Open }); len(wrong) > 0 {
		v.Lead = p.Words.Count("page.notices.open", len(wrong))
	}
	for _, n := range p.Offer.Notices {
		if !n.Public() || n.State(p.Offer.Now) != catalog.Over {
			continue
		}
		year := strconv.Itoa(n.When().In(p.Offer.Zone).Year())
		if k := len(v.Years); k == 0 || v.Years[k-1].Year != year {
			v.Years = append(v.Years, NoticeYear{Year: year})
		}
		last := &v.Years[len(v.Years)-1]
		last.Items = append(last.Items, p.NoticeItem(n))
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// openNotices returns the public notices that are open or planned: the worst first, then the newest. Planned ones come
// last, in the order of their beginning.
func (p pageContext) openNotices() []*catalog.Notice {
	var out []*catalog.Notice
	for _, n := range p.Offer.Notices {
		if n.Public() && n.State(p.Offer.Now) != catalog.Over {
			out = append(out, n)
		}
	}
	rank := func(n *catalog.Notice) int {
		r := slices.Index([]string{"notice", "disrupted", "down"}, n.Severity.Or("notice"))
		if n.State(p.Offer.Now) == catalog.Planned {
			r -= 3
		}
		return -r
	}
	slices.SortStableFunc(out, func(x, y *catalog.Notice) int {
		if x.State(p.Offer.Now) == catalog.Planned && y.State(p.Offer.Now) == catalog.Planned {
			return cmp.Or(rank(x)-rank(y), x.Comes().Compare(y.Comes()))
		}
		return rank(x) - rank(y)
	})
	return out
}

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

// fillTimes fills in when something went wrong, how soon we said so, and how long it lasted.
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
