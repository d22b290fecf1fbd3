package clock

import (
	"strings"
	"time"

	"upfront/generator/lazy"
	"upfront/generator/parse"
)

// Days is a set of weekdays. The zero Days is empty.
type Days uint8

// EveryDay has all seven weekdays.
const EveryDay Days = 1<<7 - 1

// DaysOf returns the set of the given weekdays.
func DaysOf(days ...time.Weekday) Days {
	var set Days
	for _, d := range days {
		set |= 1 << d
	}
	return set
}

// Has reports whether day is in the set.
func (d Days) Has(day time.Weekday) bool { return d&(1<<day) != 0 }

// String returns the canonical form of the set, which [ParseDays] reads back: "Mon-Fri, Sun". The week begins on Monday.
func (d Days) String() string {
	var out []string
	for i := 1; i <= 7; i++ {
		first := i
		for i < 7 && d.Has(time.Weekday(i%7)) && d.Has(time.Weekday((i+1)%7)) {
			i++
		}
		name := func(day int) string { return shortDay(time.Weekday(day % 7)) }
		switch {
		case !d.Has(time.Weekday(i % 7)):
		case i == first:
			out = append(out, name(i))
		default:
			out = append(out, name(first)+"-"+name(i))
		}
	}
	return strings.Join(out, ", ")
}

// ParseDays reads weekdays: "Mon-Fri", "Mon, Wed, Fri", "Sat and Sun", "Fri-Mon" (over the weekend), "Monday to
// Friday", "every day", "weekdays", "weekends". Names are English, whole or with three letters, as capital or small letters.
func ParseDays(s string) (Days, error) { return parse.Trimmed(s, parseDays) }

func parseDays(text string) (Days, *parse.Error) {
	if text == "" {
		return 0, parse.Fail(0, "write days such as Mon-Fri or Sat", "the days are missing")
	}
	if set, ok := daySets[strings.ToLower(strings.Join(strings.Fields(text), " "))]; ok {
		return set, nil
	}
	var set Days
	start := 0
	for _, cut := range append(daySeparator().FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		part, err := parseDayRange(text[start:cut[0]])
		if err != nil {
			return 0, err.Shift(start)
		}
		set |= part
		start = cut[1]
	}
	return set, nil
}

var (
	daySeparator = lazy.Pattern(`(?i)\s*(?:,\s*and\s|[,;&+/]|\sand\s)\s*`)
	dayRange     = lazy.Pattern(`(?i)\s*(?:[-–—]|\s(?:to|until|till)\s)\s*`)
	daySets      = map[string]Days{
		"every day": EveryDay, "daily": EveryDay, "all": EveryDay, "all days": EveryDay,
		"weekdays": EveryDay &^ DaysOf(time.Saturday, time.Sunday), "weekends": DaysOf(time.Saturday, time.Sunday), "weekend": DaysOf(time.Saturday, time.Sunday),
	}
)

// parseDayRange reads "Mon" or "Mon-Fri".
func parseDayRange(text string) (Days, *parse.Error) {
	cut := dayRange().FindStringIndex(text)
	if cut == nil {
		day, err := parseWeekday(text)
		return 1 << day, err
	}
	first, err := parseWeekday(text[:cut[0]])
	if err != nil {
		return 0, err
	}
	last, err := parseWeekday(text[cut[1]:])
	if err != nil {
		return 0, err.Shift(cut[1])
	}
	if first == last {
		return 0, parse.Fail(0, "write "+shortDay(first)+" or every day", "%q starts and ends on the same day", text)
	}
	set := DaysOf(last)
	for day := first; day != last; day = (day + 1) % 7 {
		set |= 1 << day
	}
	return set, nil
}

func parseWeekday(text string) (time.Weekday, *parse.Error) {
	if text == "" {
		return 0, parse.Fail(0, "write days such as Mon-Fri or Sat", "a day is missing")
	}
	lower := strings.ToLower(strings.TrimSuffix(text, "."))
	help := "write Mon, Tue, Wed, Thu, Fri, Sat or Sun"
	for day := time.Saturday; day >= time.Sunday; day-- {
		full := strings.ToLower(day.String())
		switch {
		case lower == full || lower == full[:3]:
			return day, nil
		case len(lower) >= 2 && (strings.HasPrefix(lower, full[:3]) || strings.HasPrefix(full, lower)):
			help = "write " + shortDay(day)
		}
	}
	return 0, parse.Fail(0, help, "%q is not a day of the week", text)
}

func shortDay(d time.Weekday) string { return d.String()[:3] }
