package workload

import (
	"strings"
	"time"
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
func iso(t time.Time) string                    { return t.Format(time.DateOnly) }
func long(t time.Time) string                   { return t.Format("2 January 2006") }

// weekday returns the day, or the Monday after a Saturday or Sunday.
func weekday(t time.Time) time.Time {
	for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
func lower(s string) string   { return strings.ToLower(s[:1]) + s[1:] }
func slug(s string) string    { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }

// durationWords returns a duration as a customer reads it: 4 working hours.
func durationWords(duration, clock string) string {
	number := strings.TrimRight(duration, "abcdefghijklmnopqrstuvwxyz")
	unit := map[string]string{"m": "minute", "h": "hour", "d": "day", "mo": "month"}[duration[len(number):]]
	if number != "1" {
		unit += "s"
	}
	if clock == "business" {
		unit = "working " + unit
	}
	return number + " " + unit
}
