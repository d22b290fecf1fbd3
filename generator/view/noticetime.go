package view

import (
	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// When what a notice tells of takes place, in words.

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
		return r.Moment(n.Told)
	case n.Noticed.IsSet():
		return r.Moment(n.Noticed)
	case n.Until.IsSet():
		return r.ends(n)
	}
	return Time{}
}

// effect is when a change begins to count: a day rather than midnight.
func (r *Renderer) effect(n *catalog.Notice) Time {
	t := n.Counts().In(r.Offer.Zone)
	if t.Hour() == 0 && t.Minute() == 0 {
		return r.Date(clock.DateOf(t, r.Offer.Zone))
	}
	return r.instant(t)
}

// FromTo returns from when to when something happens, by its beginning. A day that both ends have is not said twice.
func (r *Renderer) FromTo(n *catalog.Notice) Time {
	from, until := n.From.V.In(r.Offer.Zone), n.Until.V.In(r.Offer.Zone)
	out := r.Moment(n.From)
	if n.Until.IsSet() && !until.Equal(from) {
		out.Text = r.Words.Span(from, until)
	}
	return out
}

// ends is the end of a notice that names no beginning.
func (r *Renderer) ends(n *catalog.Notice) Time {
	out := r.Moment(n.Until)
	out.Text = r.Words.Word("notice.ends", "moment", out.Text)
	return out
}

// TakesPlace returns when a notice's matter takes place, or ends, and what that is called.
func (r *Renderer) TakesPlace(n *catalog.Notice) (at Time, name string) {
	switch {
	case n.Kind.V == "change":
		if n.Counts().IsZero() {
			return Time{}, ""
		}
		return r.effect(n), r.Words.Word("notice.from")
	case n.From.IsSet():
		return r.FromTo(n), r.Words.Word("notice.takes_place")
	case n.Kind.V == "invitation" || n.Kind.V == "letter":
		return r.Moment(n.Until), r.Words.Word("notice.on")
	}
	return r.Moment(n.Until), r.Words.Word("notice.until")
}
