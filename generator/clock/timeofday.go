package clock

import (
	"fmt"
	"strings"

	"upfront/generator/lazy"
	"upfront/generator/parse"
)

// A TimeOfDay is a number of minutes past midnight, from 0 (00:00) to 1440 (24:00, the end of a day).
type TimeOfDay int

// Midnight is the end of a day, 24:00; the start of a day is zero.
const Midnight TimeOfDay = 24 * 60

// ParseTimeOfDay reads a time on the 24-hour clock: "08:00", "8:00", "17:30", "24:00".
func ParseTimeOfDay(s string) (TimeOfDay, error) { return parse.Trimmed(s, parseTimeOfDay) }

func parseTimeOfDay(text string) (TimeOfDay, *parse.Error) {
	if text == "" {
		return 0, parse.Fail(0, "write hours and minutes, such as 08:00", "the time is missing")
	}
	n := parse.Digits(text)
	if n < 1 || n > 2 || n == len(text) || text[n] != ':' || parse.Digits(text[n+1:]) != 2 || len(text) != n+3 {
		return 0, timeShape(text)
	}
	hour, minute := number(text[:n]), number(text[n+1:])
	switch {
	case minute > 59:
		return 0, parse.Fail(n+1, "write minutes from 00 to 59", "%q has no such minute", text)
	case hour > 24 || hour == 24 && minute > 0:
		return 0, parse.Fail(0, "write a time from 00:00 to 24:00", "%q is later than the end of the day", text)
	}
	return TimeOfDay(hour*60 + minute), nil
}

var (
	looseTime  = lazy.Pattern(`(?i)^(\d{1,2})(?:[:.h]?(\d{2}))? ?(a\.?m\.?|p\.?m\.?|h|uhr|o'clock)?$`)
	secondTime = lazy.Pattern(`^(\d{1,2}:\d{2}):\d{2}$`)
	wordTimes  = map[string]string{"noon": "12:00", "midday": "12:00", "midnight": "00:00, or 24:00 for the end of a day"}
)

// timeShape explains a time in another notation.
func timeShape(text string) *parse.Error {
	if word, ok := wordTimes[strings.ToLower(text)]; ok {
		return parse.Fail(0, "write "+word, "%q is not a time in digits", text)
	}
	if m := secondTime().FindStringSubmatch(text); m != nil {
		return parse.Fail(len(m[1]), "write "+m[1], "%q has seconds", text)
	}
	m := looseTime().FindStringSubmatch(text)
	if m == nil {
		return parse.Fail(0, "write hours and minutes, such as 08:00", "%q is not a time of day", text)
	}
	hour, minute := number(m[1]), number(m[2])
	if half := strings.ToLower(m[3]); strings.HasPrefix(half, "a") || strings.HasPrefix(half, "p") {
		if hour < 1 || hour > 12 {
			return parse.Fail(0, "write hours and minutes on the 24-hour clock, such as 08:00", "%q is not a time of day", text)
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return parse.Fail(0, "write hours and minutes, such as 08:00", "%q is not a time of day", text)
	}
	if m[2]+m[3] == "" { // perhaps they were cut off
		return parse.Fail(0, "write them too, such as "+TimeOfDay(hour*60).String(), "%q has no minutes", text)
	}
	return parse.Fail(0, "write "+TimeOfDay(hour*60+minute).String(), "%q is not written as hours:minutes on the 24-hour clock", text)
}

// String returns t with two digits each: "08:00".
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }
