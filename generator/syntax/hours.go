package syntax

import (
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// Hours is one named calendar.
type Hours struct {
	At       diag.Place
	Days     Of[clock.Days]
	From, To Of[clock.TimeOfDay]
	Windows  []HoursWindow
	Holidays []Of[clock.Date]
}

// HoursWindow is one of several open times; without days of its own it holds for the calendar's days.
type HoursWindow struct {
	At       diag.Place
	Days     Of[clock.Days]
	From, To Of[clock.TimeOfDay]
}

var hoursTable = table[Hours]{
	name:  "a calendar",
	place: func(h *Hours) *diag.Place { return &h.At },
	fields: []field[Hours]{
		is("days", func(h *Hours) *Of[clock.Days] { return &h.Days }, days(), "The days, such as Mon-Fri"),
		is("from", func(h *Hours) *Of[clock.TimeOfDay] { return &h.From }, timeOfDay(), "When you open, such as 09:00"),
		is("to", func(h *Hours) *Of[clock.TimeOfDay] { return &h.To }, timeOfDay(), "When you close, such as 17:00"),
		is("windows", func(h *Hours) *[]HoursWindow { return &h.Windows }, listOf(windowTable.form()), "Several open times, in place of from and to"),
		is("holidays", func(h *Hours) *[]Of[clock.Date] { return &h.Holidays }, dates(), "Days on which you are closed; a range such as 2026-12-24 to 2027-01-01 is one entry"),
	},
}

var windowTable = table[HoursWindow]{
	name:  "an open time",
	place: func(w *HoursWindow) *diag.Place { return &w.At },
	fields: []field[HoursWindow]{
		is("days", func(w *HoursWindow) *Of[clock.Days] { return &w.Days }, days(), "The days, where they differ from the calendar's"),
		must("from", func(w *HoursWindow) *Of[clock.TimeOfDay] { return &w.From }, timeOfDay(), "When you open"),
		must("to", func(w *HoursWindow) *Of[clock.TimeOfDay] { return &w.To }, timeOfDay(), "When you close"),
	},
}
