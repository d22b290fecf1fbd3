package main

import (
	"fmt"
	"strconv"
	"strings"

	"upfront/generator/agenda"
	"upfront/generator/clock"
	"upfront/generator/drift"
)

// What diff prints for people.

// text returns what changed, for people.
func (d offerDiff) text() string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	width := 0
	for _, c := range d.Changes {
		width = max(width, len([]rune(c.name())))
	}
	for _, c := range d.Changes {
		line("%s", strings.TrimRight(fmt.Sprintf("%-*s  %-9s %s", width, c.name(), c.Effect, c.words()), " "))
		c.printKeepers(line)
	}
	for _, o := range d.Open {
		line("%s %s  %s", o.Customer, o.Part, o.words())
	}
	if one := d.offered(); one != "" {
		line("Their pages offer what is stronger. Keep a yes: upfront agree CUSTOMER --lines %s --by … --on … --how …", one)
	}
	switch {
	case d.Reworded > 0:
		line("%d wording only", d.Reworded)
	case len(d.Changes)+len(d.Open) == 0:
		line("Nothing changed.")
	}
	return out.String()
}

// offered returns a promise that is stronger by now than what some customer agreed to, or nothing.
func (d offerDiff) offered() string {
	for _, c := range d.Changes {
		if c.Kind == "promise" && c.Effect == drift.Stronger.String() && c.From == "" && len(c.Keep) > 0 {
			return c.What
		}
	}
	return ""
}

func (c *offerChange) name() string {
	switch c.Kind {
	case "policy", "price", "option":
		return c.What + " (" + c.Kind + ")"
	}
	return c.What
}

// words says what changes, from which day, and whether that is too soon.
func (c *offerChange) words() string {
	says := c.says
	if c.From == "" {
		return says + c.Note
	}
	says = strings.TrimSpace(says + " from " + writtenDay(c.From))
	if c.Effect == drift.Stronger.String() {
		return says
	}
	says += " (told " + writtenDay(c.Told) + ": " + dayCount(daysBetween(c.Told, c.From))
	if c.ahead != "" {
		says += ", you promise " + c.ahead
	}
	says += ")"
	if c.Problem != "" {
		says += ", " + dayCount(c.tooSoon) + " too soon: error " + c.Problem
	}
	if c.Note != "" {
		says += ": " + c.Note
	}
	return says
}

// printKeepers prints who keeps what was agreed: of something weaker until when, and whom to ask by which day.
func (c *offerChange) printKeepers(line func(string, ...any)) {
	width := 0
	for _, k := range c.Keep {
		width = max(width, len([]rune(k.Name)))
	}
	for i, k := range c.Keep {
		if c.Effect == drift.Stronger.String() {
			line("  %s has %s: offer it", k.Name, k.Keeps)
			continue
		}
		stays := "  stays " + k.Keeps + " for  "
		if i > 0 && c.Keep[i-1].Keeps == k.Keeps {
			stays = strings.Repeat(" ", len([]rune(stays)))
		}
		line("%s%-*s  %s", stays, width, k.Name, k.words())
	}
}

func (k *keeper) words() string {
	says := "it has no term, and stays until you agree to something else"
	switch {
	case k.TermEnds != "" && k.Ends:
		says = "its term ends " + writtenDay(k.TermEnds) + " for good"
	case k.TermEnds != "":
		says = "its term ends " + writtenDay(k.TermEnds)
	}
	if k.Ask != "" {
		says += " · ask " + k.Ask
		if k.AskBy != "" {
			says += " by " + writtenDay(k.AskBy)
		}
		if k.Reach != "" {
			says += ", " + k.Reach
		}
	}
	return says
}

func (o *openPart) words() string {
	after := " after version " + strconv.Itoa(o.Version)
	switch o.What {
	case "gone":
		return "the line is gone" + after + ": what was agreed holds"
	case "missing":
		return "was agreed, and the offer has it no more: error held-gone"
	}
	return "your words changed" + after + ": not agreed"
}

// writtenDay writes a day of the form 2026-03-12 as people do.
func writtenDay(iso string) string {
	day, _ := clock.ParseDate(iso)
	return agenda.Date(day)
}

func daysBetween(from, to string) int {
	first, _ := clock.ParseDate(from)
	last, _ := clock.ParseDate(to)
	return first.DaysUntil(last)
}

func dayCount(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}
