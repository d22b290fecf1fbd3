package workload

import (
	"strings"
	"time"
)

// Prose without promises: no durations, no vague words.

func sentence(r *random) string {
	s := capital(r.pick(phrases["actors"]...)) + " " + r.pick(phrases["actions"]...) + " " + r.pick(phrases["occasions"]...)
	if r.chance(35) {
		s += ", and " + r.pick(phrases["actors"]...) + " " + r.pick(phrases["actions"]...)
	}
	return s + "."
}

func prose(r *random, count int) string {
	var out []string
	for count > 0 {
		s := sentence(r)
		count -= len(strings.Fields(s))
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func steps(r *random, n int) (out []string) {
	for range n {
		out = append(out, capital(r.pick(phrases["actors"]...))+" "+r.pick(phrases["actions"]...)+".")
	}
	return out
}

func pickSome(r *random, from []string, n int) (out []string) {
	for _, i := range r.sample(len(from), n) {
		out = append(out, from[i])
	}
	return out
}

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
