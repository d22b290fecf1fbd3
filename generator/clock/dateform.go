package clock

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"upfront/generator/lazy"
	"upfront/generator/parse"
)

// ParseDate reads a date as ISO 8601 writes it, 2026-03-01, and nothing else.
func ParseDate(s string) (Date, error) { return parse.Trimmed(s, parseDate) }

// ParseDates reads one date, or a first and a last one as in "2026-12-24 to 2027-01-01", and returns every day from the
// first to the last: at most 366.
func ParseDates(s string) ([]Date, error) { return parse.Trimmed(s, parseDates) }

func parseDates(text string) ([]Date, *parse.Error) {
	cut := dateRange().FindStringIndex(text)
	if cut == nil {
		cut = []int{len(text), 0} // first and last are the same
	}
	first, err := parseDate(text[:cut[0]])
	if err != nil {
		return nil, err
	}
	last, err := parseDate(text[cut[1]:])
	if err != nil {
		return nil, err.Shift(cut[1])
	}
	switch days := first.DaysUntil(last); {
	case days < 0:
		return nil, parse.Fail(0, "write "+last.String()+" to "+first.String(), "%q ends before it starts", text)
	case days >= 366:
		return nil, parse.Fail(0, "write at most a year", "%q is more than a year", text)
	}
	var all []Date
	for d := first; !last.Before(d); d = d.AddDays(1) {
		all = append(all, d)
	}
	return all, nil
}

var dateRange = lazy.Pattern(` +to(?: +|$)| *\.\. *| *– *| +- +`)

// plainDate is the help for a text that is no date in any notation.
const plainDate = "write year, month and day, such as 2026-03-01"

func parseDate(text string) (Date, *parse.Error) {
	if text == "" {
		return Date{}, parse.Fail(0, plainDate, "the date is missing")
	}
	if len(text) != 10 || parse.Digits(text) != 4 || text[4] != '-' || parse.Digits(text[5:]) != 2 || text[7] != '-' || parse.Digits(text[8:]) != 2 {
		return Date{}, dateShape(text)
	}
	year, month, day := number(text[:4]), number(text[5:7]), number(text[8:])
	switch {
	case year < 1:
		return Date{}, parse.Fail(0, "write the year with four digits, such as 2026", "%q has no such year", text)
	case month > 12 && month <= 31 && 1 <= day && day <= 12:
		return Date{}, parse.Fail(5, fmt.Sprintf("write the month before the day: %04d-%02d-%02d", year, day, month), "%q has no month %d", text, month)
	case month < 1 || month > 12:
		return Date{}, parse.Fail(5, "write a month from 01 to 12", "%q has no such month", text)
	case day < 1:
		return Date{}, parse.Fail(8, "write a day from 01 on", "%q has no such day", text)
	}
	d := Date{year, time.Month(month), day}
	if last := daysIn(year, d.Month); day > last {
		return Date{}, parse.Fail(8, fmt.Sprintf("write a day up to %d", last), "%q does not exist: %s %d has %d days", text, d.Month, year, last)
	}
	return d, nil
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

var (
	cutDate    = lazy.Pattern(`^\d{4}-\d{2}-[1-9]$`)
	bareDate   = lazy.Pattern(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	packedDate = lazy.Pattern(`^(\d{4})(\d{2})(\d{2})$`)
	dayLast    = lazy.Pattern(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$`)
	startsIso  = lazy.Pattern(`^(\d{4}-\d{2}-\d{2})[T ]`)
	yearMonth  = lazy.Pattern(`^\d{4}-\d{2}$`)
)

// dateShape explains a date in another notation.
func dateShape(text string) *parse.Error {
	if last := len(text) - 1; cutDate().MatchString(text) { // perhaps the other digit is what is missing
		return parse.Fail(last, "write both digits of the day, such as "+text[:last]+"0"+text[last:], "%q has one digit for its day", text)
	}
	if m := bareDate().FindStringSubmatch(text); m != nil && number(m[2]) > 0 && number(m[3]) > 0 {
		return parse.Fail(0, fmt.Sprintf("write %s-%02d-%02d", m[1], number(m[2]), number(m[3])), "%q is not written with two digits for month and day and hyphens between", text)
	}
	if m := packedDate().FindStringSubmatch(text); m != nil {
		return parse.Fail(0, "write "+strings.Join(m[1:], "-"), "%q has no hyphens", text)
	}
	if m := dayLast().FindStringSubmatch(text); m != nil {
		return dayFirst(text, number(m[1]), number(m[2]), m[3])
	}
	if m := startsIso().FindStringSubmatch(text); m != nil {
		return parse.Fail(10, "write "+m[1]+" alone", "%q has a time after the date", text)
	}
	if yearMonth().MatchString(text) {
		return parse.Fail(len(text), "write the day too: "+text+"-01", "%q has no day", text)
	}
	return parse.Fail(0, plainDate, "%q is not a date", text)
}

// dayFirst explains 01/03/2026, which is 1 March in Europe and 3 January in America.
func dayFirst(text string, a, b int, year string) *parse.Error {
	if len(year) == 2 {
		year = "20" + year
	}
	european, american := fmt.Sprintf("%s-%02d-%02d", year, b, a), fmt.Sprintf("%s-%02d-%02d", year, a, b)
	_, notEuropean := parseDate(european)
	_, notAmerican := parseDate(american)
	day := func(day, month int) string { return strconv.Itoa(day) + " " + time.Month(month).String() }
	switch {
	case notEuropean != nil && notAmerican != nil:
		return parse.Fail(0, plainDate, "%q is not a date", text)
	case notEuropean != nil:
		return parse.Fail(0, "write "+american, "%q does not start with the year", text)
	case notAmerican != nil || a == b:
		return parse.Fail(0, "write "+european, "%q does not start with the year", text)
	}
	return parse.Fail(0, "write "+european+" or "+american, "%q could be %s or %s", text, day(a, b), day(b, a))
}
