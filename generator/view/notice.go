package view

import (
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// NoticeItem is a notice in a list, or at the top of a page.
type NoticeItem struct {
	Title, Href string
	Kind        string // "Delay", "Maintenance", "Letter" …; empty where State says it
	State       Tag    // "Open", "Planned", "Invitation", "Over"; empty for a letter
	Severity    Tag    // the word for how bad it is; empty Text leaves it out
	When        Time   // when it happens or was told: "28 March 2026, 16:00 to 18:00 GMT", "until 28 March 2026, 18:00 GMT"
	Summary     string // one line; may be empty
	ToldAfter   string // "We told you 32 minutes after we noticed."; may be empty
	Body        Prose  // where the list shows it whole; may be empty
	Over        bool   // something went wrong, and is right again
}

// NoticeItem returns the view of a notice in a list. One that has no page of its own has its whole text.
func (p PageContext) NoticeItem(n *catalog.Notice) NoticeItem {
	item := NoticeItem{Title: n.Title.V, Kind: p.NoticeKind(n),
		State: p.NoticeState(n), Severity: p.Severity(n), When: p.noticeWhen(n), ToldAfter: p.toldAfter(n), Over: WentWrong(n) && n.State(p.Offer.Now) == catalog.Over}
	if !n.Public() {
		printing := p.Printing(n.Notice.Body.File, n.Title.V)
		printing.Inline = p.Inline(n.Notice.Body.File)
		item.Body = Prose(n.Body.Print(printing))
		return item
	}
	item.Href = p.To(n.Address())
	if s := n.Body.Prose(p.fill); len(s) > 0 {
		item.Summary = s[0].Text
	}
	return item
}

// NoticeKind returns the word for the kind of a notice; empty where its state says it.
func (r *Renderer) NoticeKind(n *catalog.Notice) string {
	if invites(n) && n.State(r.Offer.Now) != catalog.Over {
		return ""
	}
	return r.Words.Word("notice." + n.Kind.Or("delay"))
}

func invites(n *catalog.Notice) bool { return n.Kind.V == "invitation" }

// NoticeState returns the tag "Open", "Planned", "Invitation" or "Over"; none for a letter. Only what is wrong now is an alarm.
func (r *Renderer) NoticeState(n *catalog.Notice) Tag {
	state := n.State(r.Offer.Now)
	switch {
	case n.Kind.V == "letter":
		return Tag{}
	case state == catalog.Over:
		return Tag{Kind: "plain", Text: r.Words.Word("notice.is_over")}
	case invites(n):
		return Tag{Kind: "brand", Text: r.Words.Word("notice.invitation")}
	case state == catalog.Planned:
		return Tag{Kind: "info", Text: r.Words.Word("notice.is_planned")}
	case n.Severity.V == "down":
		return Tag{Kind: "bad", Text: r.Words.Word("notice.is_open")}
	}
	return Tag{Kind: "warn", Text: r.Words.Word("notice.is_open")}
}

// Severity returns the tag of how bad it is; empty where that is not worth a word.
func (r *Renderer) Severity(n *catalog.Notice) Tag {
	if kind, ok := map[string]string{"disrupted": "warn", "down": "bad"}[n.Severity.V]; ok {
		return Tag{Kind: kind, Text: r.Words.Word("notice.severity_" + n.Severity.V)}
	}
	return Tag{}
}

// toldAfter says how long it took to tell of what went wrong; empty where either moment is missing.
func (r *Renderer) toldAfter(n *catalog.Notice) string {
	if !n.Noticed.IsSet() || !n.Told.IsSet() || !WentWrong(n) {
		return ""
	}
	gap := n.Told.V.Sub(n.Noticed.V)
	if gap < time.Minute {
		return r.Words.Word("page.told_at_once")
	}
	return r.Words.Word("notice.told_after", "duration", r.Words.Elapsed(gap))
}

// WentWrong reports whether a notice tells of something that went wrong, not of what was planned or written.
func WentWrong(n *catalog.Notice) bool {
	return n.Kind.Or("delay") == "delay" || n.Kind.V == "outage"
}

// noticeWhen is when it happens, or else when it was told; what is planned shows the day it is planned for. An end alone is
// named as one: nobody comes at the hour at which an invitation is over.
func (r *Renderer) noticeWhen(n *catalog.Notice) Time {
	planned := n.State(r.Offer.Now) == catalog.Planned
	switch {
	case n.Kind.V == "change" && planned && !n.Counts().IsZero():
		return r.effect(n)
	case n.Kind.V != "change" && n.From.IsSet():
		return r.FromTo(n)
	case planned && n.Until.IsSet():
		return r.ends(n)
	case n.Told.IsSet():
		return r.Moment(n.Told.V)
	case !n.Noticed.IsSet() && n.Until.IsSet():
		return r.ends(n)
	}
	return r.Moment(n.Noticed.V)
}

// effect is when a change takes effect: a day rather than midnight.
func (r *Renderer) effect(n *catalog.Notice) Time {
	t := n.Counts().In(r.Offer.Zone)
	if t.Hour() == 0 && t.Minute() == 0 {
		out := r.Date(clock.DateOf(t, r.Offer.Zone))
		out.Text = r.Words.On(t)
		return out
	}
	return r.at(t)
}

// at returns a moment with the name of its day.
func (r *Renderer) at(t time.Time) Time {
	out := r.Moment(t)
	out.Text = r.Words.At(t.In(r.Offer.Zone))
	return out
}

// FromTo returns from when to when something happens, by its beginning. A day that both ends have is not said twice.
func (r *Renderer) FromTo(n *catalog.Notice) Time {
	from, until := n.From.V.In(r.Offer.Zone), n.Until.V.In(r.Offer.Zone)
	out := r.at(from)
	if n.Until.IsSet() && !until.Equal(from) {
		out.Text = r.Words.Span(from, until)
	}
	return out
}

// ends is the end of a notice that names no beginning.
func (r *Renderer) ends(n *catalog.Notice) Time {
	out := r.at(n.Until.V)
	out.Text = r.Words.Word("notice.ends", "moment", out.Text)
	return out
}

// TakesPlace returns when a notice's matter takes place, or ends, and what that is called.
func (r *Renderer) TakesPlace(n *catalog.Notice) (when Time, name string) {
	switch {
	case n.Kind.V == "change" && n.Counts().IsZero():
		return Time{}, ""
	case n.Kind.V == "change":
		return r.effect(n), r.Words.Word("notice.from")
	case n.From.IsSet():
		return r.FromTo(n), r.Words.Word("notice.takes_place")
	case n.Kind.V == "invitation" || n.Kind.V == "letter":
		return r.until(n), r.Words.Word("notice.on")
	}
	return r.until(n), r.Words.Word("notice.until")
}

// until is the end of a notice; zero where none is written.
func (r *Renderer) until(n *catalog.Notice) Time {
	if !n.Until.IsSet() {
		return Time{}
	}
	return r.at(n.Until.V)
}
