package page

import (
	"html/template"

	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// When what a notice tells of takes place, in words.

// noticeWhen is when it happens, or else when it was told; what is planned shows the day it is planned for. An end alone is
// named as one: nobody comes at the hour at which an invitation is over.
func (p *press) noticeWhen(n *catalog.Notice) Time {
	planned := n.State(p.offer.Now) == catalog.Planned
	switch {
	case n.Kind.V == "change" && planned && !n.Counts().IsZero():
		return p.effect(n)
	case n.Kind.V != "change" && n.From.IsSet():
		return p.fromTo(n)
	case planned && n.Until.IsSet():
		return p.ends(n)
	case n.Told.IsSet():
		return p.moment(n.Told)
	case n.Noticed.IsSet():
		return p.moment(n.Noticed)
	case n.Until.IsSet():
		return p.ends(n)
	}
	return Time{}
}

// effect is when a change begins to count: a day rather than midnight.
func (p *press) effect(n *catalog.Notice) Time {
	t := n.Counts().In(p.offer.Zone)
	if t.Hour() == 0 && t.Minute() == 0 {
		return p.date(clock.DateOf(t, p.offer.Zone))
	}
	return p.instant(t)
}

// fromTo is from when to when something happens, by its beginning. A day that both ends have is not said twice.
func (p *press) fromTo(n *catalog.Notice) Time {
	from, until := n.From.V.In(p.offer.Zone), n.Until.V.In(p.offer.Zone)
	out := p.moment(n.From)
	if n.Until.IsSet() && !until.Equal(from) {
		out.Text = p.words.Span(from, until)
	}
	return out
}

// ends is the end of a notice that names no beginning.
func (p *press) ends(n *catalog.Notice) Time {
	out := p.moment(n.Until)
	out.Text = p.words.Word("notice.ends", "moment", out.Text)
	return out
}

// happens is when a notice's matter takes place, or ends, and what that is called.
func (p *press) happens(n *catalog.Notice) (at Time, name string) {
	switch {
	case n.Kind.V == "change":
		if n.Counts().IsZero() {
			return Time{}, ""
		}
		return p.effect(n), p.words.Word("notice.from")
	case n.From.IsSet():
		return p.fromTo(n), p.words.Word("notice.takes_place")
	case n.Kind.V == "invitation" || n.Kind.V == "letter":
		return p.moment(n.Until), p.words.Word("notice.on")
	}
	return p.moment(n.Until), p.words.Word("notice.until")
}

// happensFirst is the line of a feed's entry that says when what it tells of takes place; empty where that is not written.
func (a at) happensFirst(n *catalog.Notice) string {
	if n.Kind.V == "change" || !n.From.IsSet() {
		return ""
	}
	return "<p>" + template.HTMLEscapeString(a.fromTo(n).Text) + "</p>\n"
}
