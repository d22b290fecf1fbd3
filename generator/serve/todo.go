package serve

import (
	"math"
	"slices"
	"strings"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// todo is one thing that the business has to do about a customer's agreement.
type todo struct {
	Kind string // "bad" when it is late, "warn" when it is soon
	Text string // such as "Review by 3 August 2026"
	When string // such as "in 5 days"
	What string // what it is about, in the author's words
}

// dueDates holds from how many days before it a date is shown, and for how many days after it: a check-in may have been held.
var dueDates = map[agreement.DateKind]struct {
	word          string
	before, after int
}{
	agreement.CheckIn:   {"checkin", 14, 14},
	agreement.Review:    {"review", 30, math.MaxInt},
	agreement.OutcomeBy: {"outcome", 30, math.MaxInt},
	agreement.LinkEnds:  {"link.ends", 30, math.MaxInt},
}

// todos returns what to do, what is late first.
func todos(c build.Customer, today clock.Date) []todo {
	var out []todo
	add := func(kind, text string, n int, unit string) {
		if n > 0 {
			out = append(out, todo{Kind: kind, Text: word(text, "n", diag.Plural(n, unit))})
		}
	}
	add("bad", "file.errors", diag.Count(c.Problems, diag.Error), "error")
	add("warn", "file.errors", diag.Count(c.Problems, diag.Warning), "warning")
	if c.Agreement == nil || c.Agreement.Status.V == "ended" {
		return out
	}
	unanswered := 0
	for l := range c.Agreement.Lines() {
		if !l.Answer.IsSet() {
			unanswered++
		}
	}
	add("warn", "unanswered", unanswered, "line")
	for _, d := range c.Agreement.Dates {
		if t, ok := dateTodo(d, today); ok {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b todo) int { return strings.Compare(a.Kind, b.Kind) }) // "bad" before "warn"
	return out
}

func dateTodo(d agreement.Date, today clock.Date) (t todo, ok bool) {
	due, ok := dueDates[d.Kind]
	days := today.DaysUntil(d.On)
	if !ok || days > due.before || days < -due.after {
		return todo{}, false
	}
	t = todo{Kind: "warn", When: inDays(days), What: diag.Plain(d.What)}
	if days < 0 && d.Kind != agreement.CheckIn {
		t.Kind = "bad"
	}
	if d.Kind == agreement.LinkEnds && days < 0 {
		due.word = "link.ended"
	}
	t.Text = word(due.word, "on", longDate(d.On))
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
