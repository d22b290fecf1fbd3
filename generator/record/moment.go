package record

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"upfront/generator/clock"
)

// timeParser parses the times of one column. Spreadsheets and ticket systems write them in many ways; what could be a day
// or a month is never guessed.
type timeParser struct {
	layout string // of package time; "excel" for days since 1899-12-30; empty for what ISO 8601 leaves without doubt
	format string // the same as it was written
	zone   *time.Location
}

const excel = "excel"

// newTimeParser returns a parser for a promise's format: a layout of package time, the same in letters ("DD.MM.YYYY HH:mm"),
// or excel.
func newTimeParser(format string, zone *time.Location) timeParser {
	layout := strings.TrimSpace(format)
	switch strings.ToLower(layout) {
	case excel:
		layout = excel
	case "rfc3339", "iso":
		layout = ""
	default:
		layout = layoutOf(layout)
	}
	return timeParser{layout, format, zone}
}

// isoLayouts are the ways to write a time that can be read in one way alone.
var isoLayouts = []string{
	"2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05", time.RFC3339, "2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04 -0700", "2006-01-02",
}

// A time outside of these years is a slip.
var (
	firstMoment = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	lastMoment  = time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// parse parses one time. It returns how often the zone's clocks showed it: twice or never, when they change.
func (m timeParser) parse(text string) (t time.Time, times int, wrong *timeFault) {
	t, times, wrong = m.parseAny(text)
	if wrong == nil && (t.Before(firstMoment) || !t.Before(lastMoment)) {
		return t, 0, &timeFault{faultTime, fmt.Sprintf("%q is centuries away", text), "Check the year."}
	}
	return t, times, wrong
}

func (m timeParser) parseAny(text string) (t time.Time, times int, wrong *timeFault) {
	if m.layout == excel {
		return m.parseExcel(text)
	}
	if t, times, ok := m.parseUsual(text); ok {
		return t, times, nil
	}
	layouts := isoLayouts
	if m.layout != "" {
		layouts = []string{m.layout}
	}
	for _, layout := range layouts {
		local, err := time.Parse(layout, text)
		switch {
		case err != nil:
		case strings.Contains(layout, "Z07") || strings.Contains(layout, "-07"):
			return local.In(m.zone), 1, nil
		default: // it is in the site's zone; the first of two, or with the offset before where it was skipped
			t, times = clock.Local(local, m.zone)
			return t, times, nil
		}
	}
	return t, 0, m.explain(text)
}

// parseUsual parses 2026-03-20 12:00, which most records have, without package time.
func (m timeParser) parseUsual(text string) (t time.Time, times int, ok bool) {
	if len(text) != 16 || m.layout != "" && m.layout != isoLayouts[0] || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' {
		return t, 0, false
	}
	var n [16]int
	for i, b := range []byte(text) {
		if n[i] = int(b - '0'); n[i] > 9 && i != 4 && i != 7 && i != 10 && i != 13 {
			return t, 0, false
		}
	}
	year, month, day := n[0]*1000+n[1]*100+n[2]*10+n[3], n[5]*10+n[6], n[8]*10+n[9]
	hour, minute := n[11]*10+n[12], n[14]*10+n[15]
	if month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 {
		return t, 0, false // or package time knows
	}
	t, times = clock.Local(time.Date(year, time.Month(month), day, hour, minute, 0, 0, time.UTC), m.zone)
	return t, times, true
}

// parseExcel parses days since 1899-12-30, as Excel counts them from March 1900 on.
func (m timeParser) parseExcel(text string) (time.Time, int, *timeFault) {
	days, err := parseNumber(text)
	if err != nil || days < 61 || days > 2958465 {
		return time.Time{}, 0, &timeFault{faultTime, fmt.Sprintf("%q is no day number of Excel", text), "Write a number such as 46101.5, or take format: excel away."}
	}
	seconds := int64(days*86400 + 0.5)
	local := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second)
	t, times := clock.Local(local, m.zone)
	return t, times, nil
}

// parseNumber parses a number as spreadsheets write it, with a point or a comma before the decimals.
func parseNumber(text string) (float64, error) {
	return strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
}

// looksLikeExcel reports whether a number could be a day of Excel between 1927 and 2173.
func looksLikeExcel(n float64) bool { return n > 10000 && n < 100000 }

// timeFault is what is wrong with a time, and what to do.
type timeFault struct {
	kind          fault
	message, help string
}

func (m timeParser) explain(text string) *timeFault {
	day, month := ambiguousFormats(text)
	format, first := day, "day" // where the text has one format alone
	if day == "" {
		format, first = month, "month"
	}
	ambiguous := day != "" && month != ""
	n, err := parseNumber(text)
	switch {
	case m.layout != "" && format != "" && !ambiguous:
		return &timeFault{faultTime, fmt.Sprintf("%q is not written as format: says", text),
			fmt.Sprintf("It says %q, and this is %q. Write the time so, or change format:.", m.format, format)}
	case m.layout != "":
		return &timeFault{faultTime, fmt.Sprintf("%q is not written as format: says", text),
			fmt.Sprintf("It says %q. Write the time so, or say in format: how times are written.", m.format)}
	case ambiguous:
		return &timeFault{faultAlways.in(day, month), fmt.Sprintf("%q can be read in two ways: the day may stand first, or the month", text),
			fmt.Sprintf("Say which below record:, such as format: %q (day first) or format: %q (month first).", day, month)}
	case format != "":
		return &timeFault{faultOrder.in(format), fmt.Sprintf("%q has the %s first, and not every time shows that", text, first),
			fmt.Sprintf("Write below record: format: %q.", format)}
	case err == nil && looksLikeExcel(n):
		return &timeFault{faultAlways, fmt.Sprintf("%q looks like a day number of Excel", text), "If it is one, write format: excel below record:."}
	}
	return &timeFault{faultTime, fmt.Sprintf("%q is no time that can be read", text), "Write it like 2026-03-20 12:00, or say in format: how times are written."}
}
