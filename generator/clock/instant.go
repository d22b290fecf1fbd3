package clock

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"upfront/generator/lazy"
	"upfront/generator/parse"
)

var (
	instantForm = lazy.Pattern(`^(\d{4}-\d{2}-\d{2})([Tt]| +)(\d{1,2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?([Zz]|[+-]\d{2}:?\d{2})?$`)
	dateOnly    = lazy.Pattern(`^\d{4}-\d{2}-\d{2}$`)
	otherOrder  = lazy.Pattern(`^write \d{4}-\d{2}-\d{2}( or \d{4}-\d{2}-\d{2})?$`) // the help for a date in another notation
	wholeDate   = lazy.Pattern(`\d{4}-\d{2}-\d{2}`)
	dateAndMore = lazy.Pattern(`^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[Tt ] *(.*)$`)
)

// ParseInstant reads a moment: RFC 3339 ("2026-03-11T07:10:00Z", seconds may be left out), or a date and time without an
// offset ("2026-03-11 07:10"), which is local time in zone (nil means UTC). A local time that a clock change skips or
// repeats is refused with the times that it could be, and so is a year before 1900 or after 2999. The result is in zone.
func ParseInstant(s string, zone *time.Location) (time.Time, error) {
	zone = cmp.Or(zone, time.UTC)
	t, err := parse.Trimmed(s, func(text string) (time.Time, *parse.Error) { return parseInstant(text, zone) })
	if err != nil {
		return time.Time{}, err
	}
	return t.In(zone), nil
}

func parseInstant(text string, zone *time.Location) (time.Time, *parse.Error) {
	m := instantForm().FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, instantShape(text)
	}
	date, err := parseDate(m[1])
	if err != nil {
		return time.Time{}, err
	}
	if date.Year < 1900 || date.Year > 2999 {
		return time.Time{}, parse.Fail(0, "check the year", "%q is centuries away", text)
	}
	timeStart := len(m[1]) + len(m[2])
	tod, err := parseTimeOfDay(m[3])
	switch hour, _, _ := strings.Cut(m[3], ":"); {
	case number(hour) > 24:
		return time.Time{}, parse.Fail(timeStart, "write a time from 00:00 to 23:59", "%q is later than the end of the day", m[3])
	case err != nil:
		return time.Time{}, err.Shift(timeStart)
	}
	seconds := number(m[4])
	switch {
	case tod == Midnight:
		return time.Time{}, parse.Fail(timeStart, "write "+date.AddDays(1).String()+" 00:00", "%q is the start of the next day", text)
	case seconds > 59:
		return time.Time{}, parse.Fail(timeStart+len(m[3])+1, "write seconds from 00 to 59", "%q has no such second", text)
	}
	wall := date.utc().Add(time.Duration(tod)*time.Minute + time.Duration(seconds)*time.Second + time.Duration(number((m[5] + "000000000")[:9])))
	if m[6] != "" {
		return atOffset(wall, text, m[6])
	}
	t, occurs := Local(wall, zone)
	if occurs != 1 {
		return time.Time{}, clockChange(t, wall, occurs, zone)
	}
	return t, nil
}

// atOffset reads wall at an offset from UTC such as "+01:00"; the largest in use is 14 hours.
func atOffset(wall time.Time, text, offset string) (time.Time, *parse.Error) {
	if strings.EqualFold(offset, "z") {
		return wall, nil
	}
	plain := strings.Replace(offset, ":", "", 1)
	hours, minutes := number(plain[1:3]), number(plain[3:5])
	if minutes > 59 || hours*60+minutes > 14*60 {
		return time.Time{}, parse.Fail(len(text)-len(offset), "write Z for UTC, or hours and minutes such as +01:00", "%q has no such offset from UTC", text)
	}
	ahead := time.Duration(hours*60+minutes) * time.Minute
	if offset[0] == '-' {
		ahead = -ahead
	}
	return wall.Add(-ahead), nil
}

// clockChange explains a local time that the zone's clocks skip or show twice.
func clockChange(t, wall time.Time, occurs int, zone *time.Location) *parse.Error {
	day, clock := wall.Format(time.DateOnly), wall.Format("15:04")
	if occurs == 0 {
		return parse.Fail(0, "write "+t.Format(shortestLayout(t)), "%s on %s does not exist in %s: the clocks go forward over it", clock, day, zone)
	}
	second := Again(t)
	help := fmt.Sprintf("write %s for the first or %s for the second", t.Format(shortestLayout(t)), second.Format(shortestLayout(second)))
	return parse.Fail(0, help, "%s on %s occurs twice in %s, where the clocks go back", clock, day, zone)
}

// shortestLayout returns the shortest layout that shows all of t.
func shortestLayout(t time.Time) string {
	if t.Second() == 0 && t.Nanosecond() == 0 {
		return "2006-01-02T15:04Z07:00"
	}
	return time.RFC3339Nano
}

// instantShape explains a moment in another notation.
func instantShape(text string) *parse.Error {
	const help = "write date and time, such as 2026-03-11 07:10"
	if text == "" {
		return parse.Fail(0, help, "the time is missing")
	}
	notInstant := parse.Fail(0, help, "%q is not a date and time", text)
	_, wrongDate := parseDate(text)
	if dateOnly().MatchString(text) {
		return cmp.Or(wrongDate, parse.Fail(len(text), "write it too, such as "+text+" 08:00", "%q has no time of day", text))
	}
	m := dateAndMore().FindStringSubmatch(text)
	if m == nil {
		if wrongDate != nil && wrongDate.Help == plainDate {
			return notInstant
		}
		return cmp.Or(wrongDate, notInstant)
	}
	tod, wrongTime := parseTimeOfDay(m[2])
	if _, err := parseDate(m[1]); err != nil {
		if wrongTime == nil && otherOrder().MatchString(err.Help) {
			err.Help = wholeDate().ReplaceAllString(err.Help, "$0 "+tod.String())
		}
		return err
	}
	if m[2] == "" {
		return parse.Fail(0, "write it too, such as "+m[1]+" 08:00", "%q has no time of day", text)
	}
	if wrongTime != nil {
		if strings.HasSuffix(wrongTime.Help, "such as 08:00") { // of which the rest is missing
			wrongTime.Help = "write date and time, such as " + m[1] + " 08:00"
		}
		return wrongTime.Shift(len(text) - len(m[2]))
	}
	return notInstant
}
