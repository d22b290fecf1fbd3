package catalog

import (
	"fmt"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// addHidden adds a file that is on no page: the problem of a link to it says why, and its words are private.
func (r *resolver) addHidden(written syntax.Hidden) {
	h := &Hidden{Hidden: written, Body: markdown.Parse(written.File, max(written.Line, 1), written.Text, markdown.Options{})}
	r.Hidden = append(r.Hidden, h)
	r.hidden[h.File] = h
}

// Reason returns why a file is hidden, with the distance of a day that it names: "publishDate 2062-03-01, in 36 years".
func (o *Offer) Reason(h *Hidden) string {
	if h.Day.IsZero() {
		return h.Why
	}
	return h.Why + ", " + distance(clock.DateOf(o.Now, o.Zone), clock.DateOf(h.Day, o.Zone))
}

// distance returns how far a day is away, in the largest unit that fits once; years are rounded.
func distance(today, day clock.Date) string {
	form := "in %s"
	if day.Before(today) {
		form, today, day = "%s ago", day, today
	}
	months := 12*(day.Year-today.Year) + int(day.Month) - int(today.Month)
	if day.Day < today.Day {
		months--
	}
	switch {
	case months >= 12:
		return fmt.Sprintf(form, diag.Plural((months+6)/12, "year"))
	case months > 0:
		return fmt.Sprintf(form, diag.Plural(months, "month"))
	case today != day:
		return fmt.Sprintf(form, diag.Plural(today.DaysUntil(day), "day"))
	}
	return "today"
}

// hiddenTarget returns the hidden file that a link may mean; nil where there is none.
func (o *Offer) hiddenTarget(file, to string) *Hidden {
	for _, name := range candidates(file, to) {
		if h := o.hidden[name]; h != nil {
			return h
		}
	}
	return nil
}

// hiddenLinkProblem returns the problem of a link to a hidden file.
func hiddenLinkProblem(what string, at diag.Place, h *Hidden) diag.Problem {
	return diag.Problem{Rule: markdown.LinkBroken, At: at, Message: fmt.Sprintf("%s leads to %s, which is hidden (%s)", what, h.File, h.Why),
		Help: "Take the link out until that file is published, or publish it: remove what hides it."}
}
