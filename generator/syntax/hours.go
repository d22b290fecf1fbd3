package syntax

import (
	"upfront/generator/clock"
)

// Hours is one named calendar.
type Hours struct {
	Located
	Days     Written[clock.Days]
	From, To Written[clock.TimeOfDay]
	Windows  []HoursWindow
	Holidays []Written[clock.Date]
}

// HoursWindow is one of several open times; without days of its own it holds for the calendar's days.
type HoursWindow struct {
	Located
	Days     Written[clock.Days]
	From, To Written[clock.TimeOfDay]
}

var hoursTable = tableOf("a calendar",
	optional("days", func(h *Hours) *Written[clock.Days] { return &h.Days }, days, "The days, such as Mon-Fri"),
	optional("from", func(h *Hours) *Written[clock.TimeOfDay] { return &h.From }, timeOfDay, "When you open, such as 09:00"),
	optional("to", func(h *Hours) *Written[clock.TimeOfDay] { return &h.To }, timeOfDay, "When you close, such as 17:00"),
	optional("windows", func(h *Hours) *[]HoursWindow { return &h.Windows }, listOf(windowTable.form()), "Several open times, in place of from and to"),
	optional("holidays", func(h *Hours) *[]Written[clock.Date] { return &h.Holidays }, dates(), "Days on which you are closed; a range such as 2026-12-24 to 2027-01-01 is one entry"),
)

var windowTable = tableOf("an open time",
	optional("days", func(w *HoursWindow) *Written[clock.Days] { return &w.Days }, days, "The days, where they differ from the calendar's"),
	required("from", func(w *HoursWindow) *Written[clock.TimeOfDay] { return &w.From }, timeOfDay, "When you open"),
	required("to", func(w *HoursWindow) *Written[clock.TimeOfDay] { return &w.To }, timeOfDay, "When you close"),
)
