package view

import (
	"time"

	"upfront/generator/catalog"
)

// NoticeItem is a notice in a list, or at the top of a page.
type NoticeItem struct {
	Title, Href string
	Kind        string // "Delay", "Planned maintenance", "Letter" …
	State       Tag    // "Open", "Resolved", "Planned"
	Severity    Tag    // the word for how bad it is; empty Text leaves it out
	When        Time   // when it happens or was told: "28 March 2026, 16:00 to 18:00 GMT", "until 28 March 2026, 18:00 GMT"
	Summary     string // one line; may be empty
	ToldAfter   string // "We told you 32 minutes after we noticed."; may be empty
	Body        Prose  // where the list shows it whole; may be empty
}

// NoticeItem returns the view of a notice in a list. One that has no page of its own has its whole text.
func (p PageContext) NoticeItem(n *catalog.Notice) NoticeItem {
	item := NoticeItem{Title: n.Title.V, Href: p.To(n.Address()), Kind: p.Words.Word("notice." + n.Kind.Or("delay")),
		State: p.NoticeState(n), Severity: p.Severity(n), When: p.noticeWhen(n), ToldAfter: p.toldAfter(n)}
	if s := n.Body.Prose(p.fill); len(s) > 0 {
		item.Summary = s[0].Text
	}
	if !n.Public() {
		item.Href = ""
		item.Body = p.boxed(n.Notice.Body.File, n.Title.V, n.Body)
		item.Summary = ""
	}
	return item
}

// NoticeState returns the tag "Open", "Planned", "Resolved" or "Over"; none for a letter.
func (r *Renderer) NoticeState(n *catalog.Notice) Tag {
	if n.Kind.V == "letter" {
		return Tag{}
	}
	switch n.State(r.Offer.Now) {
	case catalog.Open:
		return Tag{Kind: "bad", Text: r.Words.Word("notice.is_open")}
	case catalog.Planned:
		return Tag{Kind: "info", Text: r.Words.Word("notice.is_planned")}
	}
	if n.Resolved.IsSet() {
		return Tag{Kind: "ok", Text: r.Words.Word("notice.resolved")}
	}
	return Tag{Kind: "plain", Text: r.Words.Word("notice.is_over")}
}

// Severity returns the tag of how bad it is; empty where that is not worth a word.
func (r *Renderer) Severity(n *catalog.Notice) Tag {
	kinds := map[string]string{"disrupted": "warn", "down": "bad"}
	kind, ok := kinds[n.Severity.V]
	if !ok {
		return Tag{}
	}
	return Tag{Kind: kind, Text: r.Words.Word("notice.severity_" + n.Severity.V)}
}

// toldAfter says how long we took to tell of what went wrong; empty where either moment is missing.
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
