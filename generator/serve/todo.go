package serve

import (
	"slices"
	"time"

	"upfront/generator"
	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// todo is one thing that a customer's agreement asks for now.
type todo struct {
	Kind string // "bad" when it is late, "warn" when it is soon
	Text string // such as "Review by 3 August 2026"
	When string // such as "in 5 days"
	What string // what it is about, in the author's words
}

// From how many days before it a date is shown, and for how many days after it a check-in, which may have been held.
const (
	checkInAhead = 14
	datesAhead   = 30
	checkInAfter = 14
)

// todos returns what to do, what is late first.
func todos(c generator.Customer, today clock.Date) []todo {
	var out []todo
	if n := diag.Count(c.Problems, diag.Error); n > 0 {
		out = append(out, todo{Kind: "bad", Text: word("file.errors", "n", diag.Plural(n, "error"))})
	}
	if n := diag.Count(c.Problems, diag.Warning); n > 0 {
		out = append(out, todo{Kind: "warn", Text: word("file.errors", "n", diag.Plural(n, "warning"))})
	}
	if c.Read == nil || c.Read.Status.V == "ended" {
		return out
	}
	unanswered := 0
	for l := range c.Read.Lines() {
		if !l.Answer.IsSet() {
			unanswered++
		}
	}
	if unanswered > 0 {
		out = append(out, todo{Kind: "warn", Text: word("unanswered", "n", diag.Plural(unanswered, "line"))})
	}
	for _, d := range c.Read.Dates {
		if t, ok := dateTodo(d, today); ok {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b todo) int { return rank(a) - rank(b) })
	return out
}

// rank puts what is late first.
func rank(t todo) int {
	if t.Kind == "bad" {
		return 0
	}
	return 1
}

func dateTodo(d agreement.Date, today clock.Date) (t todo, ok bool) {
	key, ahead, after := "", datesAhead, 1<<30
	switch d.Kind {
	case agreement.CheckIn:
		key, ahead, after = "checkin", checkInAhead, checkInAfter
	case agreement.Review:
		key = "review"
	case agreement.OutcomeBy:
		key = "outcome"
	case agreement.LinkEnds:
		key = "link.ends"
	}
	days := today.DaysUntil(d.On)
	if key == "" || days > ahead || days < -after {
		return todo{}, false
	}
	t = todo{Kind: "warn", When: inDays(days), What: diag.Plain(d.What)}
	if days < 0 && d.Kind != agreement.CheckIn {
		t.Kind = "bad"
	}
	if key == "link.ends" && days < 0 {
		key = "link.ended"
	}
	t.Text = word(key, "on", longDate(d.On))
	return t, true
}

func inDays(days int) string {
	switch {
	case days == 0:
		return word("today")
	case days < 0:
		return word("ago", "n", diag.Plural(-days, "day"))
	}
	return word("in_days", "n", diag.Plural(days, "day"))
}

// longDate returns a day as "3 August 2026".
func longDate(d clock.Date) string { return d.Start(time.UTC).Format("2 January 2006") }
