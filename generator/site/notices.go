package site

import (
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
	Promise string // how soon a delay is told: "within 1 hour"; may be empty
}

// NoticeYear holds the past notices of one year, newest first.
type NoticeYear struct {
	Year  string
	Items []view.NoticeItem
}

func (p pageContext) notices() any {
	v := Notices{Lead: p.Words.Word("notice.all_well"), Promise: p.Duration(p.Offer.Site.Notify.DelayToldWithin.V, false)}
	wrong := 0
	for _, n := range p.currentNotices() {
		v.Open = append(v.Open, p.NoticeItem(n))
		if n.State(p.Offer.Now) == catalog.Open {
			wrong++
		}
	}
	if wrong > 0 {
		v.Lead = p.Words.Count("page.notices.open", wrong)
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

// currentNotices returns the public notices that are open or planned: the worst first, then the newest. Planned ones come
// last, in the order of their beginning.
func (p pageContext) currentNotices() []*catalog.Notice {
	out := slices.DeleteFunc(slices.Clone(p.Offer.Notices), func(n *catalog.Notice) bool { return !n.Public() || n.State(p.Offer.Now) == catalog.Over })
	planned := func(n *catalog.Notice) bool { return n.State(p.Offer.Now) == catalog.Planned }
	rank := func(n *catalog.Notice) int {
		r := slices.Index([]string{"down", "disrupted", "notice"}, n.Severity.Or("notice"))
		if planned(n) {
			r += 3
		}
		return r
	}
	slices.SortStableFunc(out, func(x, y *catalog.Notice) int {
		if order := rank(x) - rank(y); order != 0 || !planned(x) {
			return order
		}
		return x.Comes().Compare(y.Comes())
	})
	return out
}

// Notice is one notice.
type Notice struct {
	Frame                   Frame
	Title, Kind             string
	State, Severity         view.Tag
	Noticed, Told, Resolved view.Time
	Until                   view.Time // or from when to when: "28 March 2026, 16:00 to 18:00 GMT"
	UntilName               string    // what Until is: "Takes place", "Expected to last until", "Counts from"
	ToldAfter               string    // "32 minutes after we noticed"
	Lasted                  string    // "8 hours 55 minutes"; empty while open
	Affects                 []view.Link
	Body                    view.Prose
}

func (p pageContext) notice(n *catalog.Notice) Notice {
	v := Notice{Title: n.Title.V, Kind: p.Words.Word("notice." + n.Kind.Or("delay")), State: p.NoticeState(n), Severity: p.Severity(n),
		Told: p.Moment(n.Told.V), Resolved: p.Moment(n.Resolved.V), Body: p.Prose(n.Notice.Body.File, n.Title.V, n.Body)}
	v.Until, v.UntilName = p.TakesPlace(n)
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
