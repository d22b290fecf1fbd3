package clock

import (
	"strings"
	"time"

	"upfront/generator/parse"
)

// A Window is the time over which a promise is counted: a number of days up to now, or the month, quarter or year of the
// calendar. The zero Window means that none was written.
type Window struct {
	Last   Duration // a rolling window; zero for a calendar one
	Months int      // 1, 3 or 12: a calendar month, quarter or year; zero for a rolling window
}

// ParseWindow reads "90d" (or any other duration but working time), "month", "quarter" or "year".
func ParseWindow(s string) (Window, error) { return parse.Trimmed(s, parseWindow) }

var calendarWindows = map[string]int{"month": 1, "quarter": 3, "year": 12}

func parseWindow(text string) (Window, *parse.Error) {
	word := strings.TrimPrefix(strings.ToLower(strings.Join(strings.Fields(text), " ")), "calendar ")
	if months := calendarWindows[word]; months > 0 {
		return Window{Months: months}, nil
	}
	switch word {
	case "":
		return Window{}, parse.Fail(0, "write 90d, month, quarter or year", "the window is missing")
	case "monthly", "quarterly", "yearly":
		return Window{}, parse.Fail(0, "write "+strings.TrimSuffix(word, "ly"), "%q is not a window", text)
	case "week", "weekly":
		return Window{}, parse.Fail(0, "write 7d for the last seven days", "%q is not a window", text)
	}
	d, err := parseDuration(text)
	switch {
	case err != nil && parse.Digits(text) == 0:
		return Window{}, parse.Fail(0, "write 90d, month, quarter or year", "%q is not a window", text)
	case err != nil && strings.HasSuffix(err.What, "has no unit"): // a window is at least a day
		n := text[:parse.Digits(text)]
		return Window{}, parse.Fail(err.Offset, "write "+n+"d, "+n+"w or "+n+"mo for days, weeks or months", "%s", err.What)
	case err != nil:
		return Window{}, err
	case d.Business:
		return Window{}, parse.Fail(0, "write it in calendar days, such as 90d", "%q is working time, and a window is counted on the calendar", text)
	}
	return Window{Last: d}, nil
}

// String returns the canonical form of w: "90d", "month", "quarter" or "year".
func (w Window) String() string {
	for word, months := range calendarWindows {
		if months == w.Months {
			return word
		}
	}
	return w.Last.String()
}

// IsZero reports whether no window was written.
func (w Window) IsZero() bool { return w == Window{} }

// A Span is the time from From up to, and not including, To.
type Span struct{ From, To time.Time }

// Range returns the time that w covers at the moment now in zone (nil means UTC): up to now for a rolling window, and the
// whole month, quarter or year that now is in for a calendar one.
func (w Window) Range(now time.Time, zone *time.Location) Span {
	if w.Months == 0 {
		return Span{From: w.Last.Before(now, zone), To: now}
	}
	today := DateOf(now, zone)
	month := int(today.Month) - 1
	first := Date{today.Year, time.Month(month - month%w.Months + 1), 1}
	return Span{From: first.Start(zone), To: first.addMonths(int64(w.Months)).Start(zone)}
}

// Previous returns the window of the same kind that ends where s, a result of Range or Previous in the same zone, starts.
func (w Window) Previous(s Span, zone *time.Location) Span {
	if w.Months == 0 {
		return Span{From: w.Last.Before(s.From, zone), To: s.From}
	}
	first := DateOf(s.From, zone).addMonths(int64(-w.Months))
	return Span{From: first.Start(zone), To: s.From}
}
