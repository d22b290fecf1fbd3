package serve

import (
	"time"

	"upfront/generator"
	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// todo is one thing that a customer's agreement asks for now.
type todo struct {
	Kind string // "bad" when it is late, "warn" when it is soon, "" when it can wait
	Text string // such as "Review by 3 August 2026"
	When string // such as "in 5 days"
	What string // what it is about, in the author's words
}

// From how many days before it a date is shown, and for how many days after it a talk is, of which nothing says that it
// was held.
const (
	soon   = 14
	ahead  = 30
	lately = 14
)

// todos gives what to do, what is late first.
func todos(c generator.Customer, today clock.Date) []todo {
	var out []todo
	if n := diag.Count(c.Problems, diag.Error); n > 0 {
		out = append(out, todo{Kind: "bad", Text: word("file.errors", "n", count(n, "error"))})
	}
	if n := diag.Count(c.Problems, diag.Warning); n > 0 {
		out = append(out, todo{Kind: "warn", Text: word("file.errors", "n", count(n, "warning"))})
	}
	if c.Read != nil && c.Read.Status.V != "ended" {
		out = append(out, unanswered(c.Read)...)
		for _, d := range c.Read.Dates {
			out = append(out, dated(d, today)...)
		}
	}
	var sorted []todo
	for _, kind := range []string{"bad", "warn", ""} {
		for _, t := range out {
			if t.Kind == kind {
				sorted = append(sorted, t)
			}
		}
	}
	return sorted
}

func unanswered(a *agreement.Agreement) []todo {
	n := 0
	for l := range a.Lines() {
		if !l.Answer.IsSet() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []todo{{Kind: "warn", Text: word("unanswered", "n", count(n, "line"))}}
}

func dated(d agreement.Date, today clock.Date) []todo {
	key, from, until := "", ahead, 1<<30
	switch d.Kind {
	case agreement.CheckIn:
		key, from, until = "checkin", soon, lately
	case agreement.Review:
		key = "review"
	case agreement.OutcomeBy:
		key = "outcome"
	case agreement.LinkEnds:
		key = "link.ends"
	}
	days := today.DaysUntil(d.On)
	if key == "" || days > from || days < -until {
		return nil
	}
	t := todo{Kind: "warn", When: when(days), What: diag.Plain(d.What)}
	if days < 0 && d.Kind != agreement.CheckIn {
		t.Kind = "bad"
	}
	if key == "link.ends" && days < 0 {
		key = "link.ended"
	}
	t.Text = word(key, "on", written(d.On))
	return []todo{t}
}

func when(days int) string {
	switch {
	case days == 0:
		return word("today")
	case days < 0:
		return word("ago", "n", count(-days, "day"))
	}
	return word("in_days", "n", count(days, "day"))
}

// written gives a day as it is written out.
func written(d clock.Date) string { return d.Start(time.UTC).Format("2 January 2006") }
