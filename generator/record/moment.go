package record

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"upfront/generator/clock"
	"upfront/generator/lazy"
)

// timeParser parses the times of one column. Spreadsheets and ticket systems write them in many ways; what could be a day
// or a month is never guessed.
type timeParser struct {
	layout string // of package time; "excel" for days since 1899-12-30; empty for what can be read in one way alone
	format string // the same as it was written
	zone   *time.Location
	forms  timeForms // what the rows of the columns have in common, as far as a row was in doubt
	fixed  bool      // the format is written, so that the rows decide nothing
}

const excel = "excel"

// newTimeParser returns a parser for a promise's format: a layout of package time, the same in letters ("DD.MM.YYYY HH:mm"),
// or excel.
func newTimeParser(format string, zone *time.Location) *timeParser {
	layout := strings.TrimSpace(format)
	m := &timeParser{format: format, zone: zone, fixed: layout != ""}
	switch strings.ToLower(layout) {
	case excel:
		m.layout = excel
	case "rfc3339", "iso":
	default:
		m.layout = layoutOf(layout)
		m.forms = formsOfLayout(m.layout)
	}
	return m
}

// usualLayout is how most records write a time.
const usualLayout = "2006-01-02 15:04"

// A time outside of these years is a slip.
var (
	firstMoment = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	lastMoment  = time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// moment is a parsed time. A day or a month stands for its beginning.
type moment struct {
	time.Time
	times    int        // how often the zone's clocks showed it: twice or never, when they change
	unit     clock.Unit // clock.Minute, or clock.Day or clock.Month where no time of day was written
	midnight bool       // it is a day since all times of its column are midnights
}

// end returns the last second of what is written, a day or a month, or the moment itself.
func (m moment) end(zone *time.Location) time.Time {
	if m.unit == clock.Minute {
		return m.Time
	}
	return clock.DateOf(m.Time, zone).Add(clock.Duration{N: 1, Unit: m.unit}).Start(zone).Add(-time.Second)
}

// parse parses one time.
func (m *timeParser) parse(text string) (moment, *timeFault) {
	t, wrong := m.parseAny(text)
	if wrong == nil && (t.Before(firstMoment) || !t.Time.Before(lastMoment)) {
		return t, &timeFault{kind: faultCenturies, message: fmt.Sprintf("%q is centuries away", text), help: "Check the year."}
	}
	return t, wrong
}

func (m *timeParser) parseAny(text string) (moment, *timeFault) {
	if m.layout == excel {
		return m.parseExcel(text)
	}
	if t, ok := m.parseUsual(text); ok {
		return t, nil
	}
	if m.layout != "" {
		if local, err := time.Parse(m.layout, text); err == nil {
			return m.inZone(local, m.layout), nil
		}
	}
	if m.layout == "" || m.forms.order != orderUnknown { // the rest of the format may differ: a time of day is left out at midnight
		if d, ok := parseDateText(text); ok {
			if d, ok = m.forms.order.resolve(d); ok {
				return m.ofText(d), nil
			}
		}
	}
	if t, ok := m.parseNumber(text); ok {
		return t, nil
	}
	return moment{}, m.explain(text)
}

// ofText returns the moment of a parsed text.
func (m *timeParser) ofText(d dateText) moment {
	wall := time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.second, d.nanosecond, time.UTC)
	if d.zoned {
		return moment{Time: wall.Add(-time.Duration(d.offset) * time.Second).In(m.zone), times: 1, unit: clock.Minute}
	}
	return m.local(wall, d.unit)
}

// parseUsual parses 2026-03-20 12:00, which most records have, without package time.
func (m *timeParser) parseUsual(text string) (t moment, ok bool) {
	if len(text) != 16 || m.layout != "" && m.layout != usualLayout || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' {
		return t, false
	}
	var n [16]int
	for i, b := range []byte(text) {
		if n[i] = int(b - '0'); n[i] > 9 && i != 4 && i != 7 && i != 10 && i != 13 {
			return t, false
		}
	}
	year, month, day := n[0]*1000+n[1]*100+n[2]*10+n[3], n[5]*10+n[6], n[8]*10+n[9]
	hour, minute := n[11]*10+n[12], n[14]*10+n[15]
	if month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 {
		return t, false // or package time knows
	}
	return m.local(time.Date(year, time.Month(month), day, hour, minute, 0, 0, time.UTC), clock.Minute), true
}

// inZone puts a time into the site's zone where it names none itself. A local time that a change of the clocks repeats is
// the first of the two; one that it skips is read with the offset before.
func (m *timeParser) inZone(local time.Time, layout string) moment {
	switch {
	case strings.Contains(layout, "Z07") || strings.Contains(layout, "-07"):
		return moment{Time: local.In(m.zone), times: 1, unit: clock.Minute}
	case strings.Contains(layout, ":") || strings.Contains(layout, "15") || strings.Contains(layout, "PM"):
		return m.local(local, clock.Minute)
	case local.Day() == 1 && !dayInLayout().MatchString(layout):
		return m.local(local, clock.Month)
	}
	return m.local(local, clock.Day)
}

// dayInLayout matches the day of a month in a layout of package time, but not the year.
var dayInLayout = lazy.Pattern(`(^|[^0])2([^0]|$)|02`)

func (m *timeParser) local(wall time.Time, unit clock.Unit) moment {
	t, times := clock.Local(wall, m.zone)
	return moment{Time: t, times: times, unit: unit}
}

// parseExcel parses days since 1899-12-30, as Excel counts them from March 1900 on.
func (m *timeParser) parseExcel(text string) (moment, *timeFault) {
	days, err := decimal(text)
	if err != nil || days < 61 || days > 2958465 {
		return moment{}, &timeFault{kind: faultFormat, undecided: true, message: fmt.Sprintf("%q is no day number of Excel", text), help: "Write a number such as 46101.5, or take format: excel away."}
	}
	seconds := int64(days*86400 + 0.5)
	unit := clock.Minute
	if seconds%86400 == 0 {
		unit = clock.Day
	}
	return m.local(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds)*time.Second), unit), nil
}

// parseNumber parses a number of the kind that all times of the columns are.
func (m *timeParser) parseNumber(text string) (t moment, ok bool) {
	kind, n := numberKindOf(text)
	if kind == notANumber || kind != m.forms.number {
		return t, false
	}
	switch kind {
	case excelDays:
		t, wrong := m.parseExcel(text)
		return t, wrong == nil
	case epochMillis:
		n /= 1000
	}
	whole, part := math.Modf(n)
	return moment{Time: time.Unix(int64(whole), int64(part*1e9)).In(m.zone), times: 1, unit: clock.Minute}, true
}

// decimal parses a number as spreadsheets write it, with a point or a comma before the decimals.
func decimal(text string) (float64, error) {
	return strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
}

// numberKind is what a number may say of a time.
type numberKind int

const (
	notANumber   numberKind = iota
	excelDays               // since 1899-12-30, from 1927 to 2173
	epochSeconds            // since 1970, from 1973 to 2286
	epochMillis             // the same in milliseconds
	otherNumber
)

var numberNames = map[numberKind]string{excelDays: "a day number of Excel", epochSeconds: "a number of seconds since 1970", epochMillis: "a number of milliseconds since 1970"}

func numberKindOf(text string) (numberKind, float64) {
	if text == "" || text[0]-'0' > 9 {
		return notANumber, 0
	}
	n, err := decimal(text)
	switch {
	case err != nil:
		return notANumber, 0
	case 1e4 < n && n < 1e5:
		return excelDays, n
	case 1e8 <= n && n < 1e10:
		return epochSeconds, n
	case 1e11 <= n && n < 1e13:
		return epochMillis, n
	}
	return otherNumber, n
}

// timeFault is what is wrong with a time, and what to do.
type timeFault struct {
	kind          fault
	message, help string
	undecided     bool // the other rows may show how to read it
}

func (m *timeParser) explain(text string) *timeFault {
	d, isDate := parseDateText(text)
	kind, _ := numberKindOf(text)
	var ways []timeFormat
	for o, format := range formatsOf(text, d) {
		if format != "" && (m.forms.orders == 0 || m.forms.orders.has(dayOrder(o))) {
			ways = append(ways, timeFormat{dayOrder(o), format})
		}
	}
	switch {
	case m.layout != "" && len(ways) == 1:
		return &timeFault{kind: faultFormat, undecided: true, message: fmt.Sprintf("%q is not written as format: says", text),
			help: fmt.Sprintf("It says %q, and this is %q. Write the time so, or change format:.", m.format, ways[0].format)}
	case m.layout != "":
		return &timeFault{kind: faultFormat, undecided: true, message: fmt.Sprintf("%q is not written as format: says", text),
			help: fmt.Sprintf("It says %q. Write the time so, or say in format: how times are written.", m.format)}
	case isDate && m.forms.mixed != nil:
		return &timeFault{kind: faultMixed, message: fmt.Sprintf("%q cannot be read, because in some rows of this record %s", text, mixedWords(m.forms.mixed)),
			help: "Export it again, with all times written in one way. Where a spreadsheet has changed some of them, take the file as it was before."}
	case len(ways) > 1:
		return twoWays(text, ways)
	case isDate && len(ways) == 1:
		return &timeFault{kind: faultTwoWays, undecided: true, message: fmt.Sprintf("%q is not written as ISO 8601 has it", text), help: fmt.Sprintf("Write below record: format: %q.", ways[0].format)}
	case numberNames[kind] != "" && !m.forms.decided:
		return &timeFault{kind: faultNumberTime, undecided: true, message: fmt.Sprintf("%q looks like %s", text, numberNames[kind]), help: "Take format: away: where all times are such numbers, they are read without it."}
	case numberNames[kind] != "":
		return &timeFault{kind: faultNumberTime, message: fmt.Sprintf("%q looks like %s, and other times of this record are written in another way", text, numberNames[kind]),
			help: "Write all of them in one way, such as 2026-03-20 12:00."}
	}
	return &timeFault{kind: faultTime, message: fmt.Sprintf("%q is no time that can be read", text), help: "Write it like 2026-03-20 12:00, or say in format: how times are written."}
}

// timeFormat is a format in which a date in digits could be written.
type timeFormat struct {
	order  dayOrder
	format string
}

// twoWays is the fault of a time that can be read in two ways, or in three.
func twoWays(text string, ways []timeFormat) *timeFault {
	last := len(ways) - 1
	count, first, formats := "two", fmt.Sprintf("the %s may stand first", ways[0].order), make([]string, len(ways))
	for i, w := range ways {
		formats[i] = fmt.Sprintf("format: %q (%s first)", w.format, w.order)
	}
	if last == 2 {
		count, first = "three", first+fmt.Sprintf(", the %s", ways[1].order)
	}
	return &timeFault{kind: faultTwoWays, undecided: true, message: fmt.Sprintf("%q can be read in %s ways: %s, or the %s", text, count, first, ways[last].order),
		help: fmt.Sprintf("Say which below record:, such as %s or %s.", strings.Join(formats[:last], ", "), formats[last])}
}

// mixedWords says which orders stand side by side.
func mixedWords(orders []dayOrder) string {
	out := fmt.Sprintf("the %s stands first", orders[0])
	for i, o := range orders[1:] {
		if i == len(orders)-2 {
			out += ", and"
		} else {
			out += ","
		}
		out += fmt.Sprintf(" in others the %s", o)
	}
	return out
}
