package record

import (
	"slices"
	"strings"
	"time"

	"upfront/generator/clock"
)

// Times as people and programs write them. Whatever can be read in one way alone needs no format: the year first
// (ISO 8601, 2016/03/14, 20160314T090507Z), the month as a word (14/Mar/16 09:05 AM, RFC 5322), a month without its day.
// Of a date in digits with the year last, the text does not say whether the day or the month stands first; where its first and
// last number have two digits, it does not say that the year stands last either.

// dateText is a parsed text.
type dateText struct {
	year, month, day     int
	hour, minute, second int
	nanosecond           int
	unit                 clock.Unit // clock.Minute, clock.Day or clock.Month
	zoned                bool
	offset               int  // of its zone, in seconds
	digits               bool // month and day are the first two numbers of a date in digits with the year last, as they stand
	short                bool // of these digits, the first and the last number have two each: either may be the year
}

// parseDateText parses a text from its beginning to its end.
func parseDateText(text string) (d dateText, ok bool) {
	s := dateScanner{text}
	s.skipWeekday()
	if !s.date(&d) {
		return d, false
	}
	if s.rest == "" {
		return d, d.isValid()
	}
	return d, d.unit == clock.Day && s.time(&d) && d.isValid()
}

// dayFirst returns the date with its first number as the day; ok is false where no month has such a day.
func (d dateText) dayFirst() (_ dateText, ok bool) {
	d.month, d.day, d.digits = d.day, d.month, false
	return d, d.isValid()
}

// monthFirst returns the date with its first number as the month.
func (d dateText) monthFirst() (_ dateText, ok bool) {
	d.digits = false
	return d, d.isValid()
}

// yearFirst returns the date with its first number as the year, and its last one as the day.
func (d dateText) yearFirst() (_ dateText, ok bool) {
	d.year, d.month, d.day, d.digits = fullYear(d.month, 2), d.day, d.year%100, false
	return d, d.short && d.isValid()
}

// isValid reports whether the calendar has the date and the clock the time.
func (d dateText) isValid() bool {
	if d.hour > 23 || d.minute > 59 || d.second > 59 || d.offset > 14*3600 || d.offset < -14*3600 {
		return false
	}
	return d.digits || 1 <= d.month && d.month <= 12 && 1 <= d.day && (d.day <= 28 || d.day <= time.Date(d.year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// dateScanner takes a text apart, from its beginning on.
type dateScanner struct{ rest string }

// number takes digits.
func (s *dateScanner) number() (n, digits int) {
	for digits < len(s.rest) && s.rest[digits]-'0' < 10 && digits < 9 {
		n = 10*n + int(s.rest[digits]-'0')
		digits++
	}
	s.rest = s.rest[digits:]
	return n, digits
}

// word takes letters.
func (s *dateScanner) word() string {
	n := 0
	for n < len(s.rest) && (s.rest[n]|0x20)-'a' < 26 {
		n++
	}
	word := s.rest[:n]
	s.rest = s.rest[n:]
	return word
}

// oneOf takes one of some characters; it returns 0 where none follows.
func (s *dateScanner) oneOf(chars string) byte {
	if s.rest == "" || strings.IndexByte(chars, s.rest[0]) < 0 {
		return 0
	}
	c := s.rest[0]
	s.rest = s.rest[1:]
	return c
}

func (s *dateScanner) space() { s.rest = strings.TrimLeft(s.rest, " ") }

func (s *dateScanner) startsWithDigit() bool { return s.rest != "" && s.rest[0]-'0' < 10 }

// skipWeekday takes the name of a weekday with what follows it.
func (s *dateScanner) skipWeekday() {
	was := s.rest
	if nameIndex(weekdays, s.word()) < 0 {
		s.rest = was
		return
	}
	s.oneOf(".")
	s.oneOf(",")
	s.space()
}

var (
	weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	months   = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// nameIndex returns the index of the name that a word is, or begins with three letters or more; -1 for another word.
func nameIndex(names []string, word string) int {
	if len(word) < 3 {
		return -1
	}
	return slices.IndexFunc(names, func(name string) bool { return len(word) <= len(name) && strings.EqualFold(name[:len(word)], word) })
}

// monthOf returns the number of a month by its name, which may be cut down to three letters; 0 for another word.
func monthOf(word string) int { return nameIndex(months, word) + 1 }

// date takes a date.
func (s *dateScanner) date(d *dateText) bool {
	d.unit = clock.Day
	if !s.startsWithDigit() {
		d.month = monthOf(s.word())
		return d.month > 0 && s.dateAfterMonth(d)
	}
	n, digits := s.number()
	switch {
	case digits == 8 && (s.rest == "" || s.rest[0] == 'T'):
		d.year, d.month, d.day = n/10000, n/100%100, n%100
		return true
	case digits == 4:
		d.year = n
		return s.dateAfterYear(d)
	case digits > 2:
		return false
	}
	d.short = digits == 2
	return s.dateAfterDay(d, n)
}

// dateAfterYear takes -03-14, /Mar/14, or -03 alone.
func (s *dateScanner) dateAfterYear(d *dateText) bool {
	separator := s.oneOf("-/.")
	if separator == 0 {
		return false
	}
	digits := 0
	if d.month, digits = s.number(); digits == 0 {
		d.month = monthOf(s.word())
	}
	if s.rest == "" && separator != '.' {
		d.unit, d.day = clock.Month, 1
		return digits != 1
	}
	if s.oneOf(string(separator)) == 0 {
		return false
	}
	n, count := s.number()
	d.day = n
	return digits <= 2 && (count == 1 || count == 2)
}

// dateAfterMonth takes 14, 2016, or 2016 alone. In Mar-26, as spreadsheets show a month, 26 is the year.
func (s *dateScanner) dateAfterMonth(d *dateText) bool {
	s.oneOf(".")
	separator := s.oneOf("-/ ")
	s.space()
	n, digits := s.number()
	if s.rest == "" && (digits == 4 || digits == 2 && separator == '-') {
		d.year, d.day, d.unit = fullYear(n, digits), 1, clock.Month
		return true
	}
	if digits == 0 || digits > 2 {
		return false
	}
	d.day = n
	s.oneOf(",")
	s.oneOf("-/")
	s.space()
	d.year, digits = s.number()
	return digits == 4
}

// dateAfterDay takes /Mar/16, Mar 2016, or /3/2016.
func (s *dateScanner) dateAfterDay(d *dateText, first int) bool {
	separator := s.oneOf("-/. ")
	if separator == '.' {
		s.space()
	}
	if word := s.word(); word != "" {
		d.day, d.month = first, monthOf(word)
		s.oneOf(".,")
		s.oneOf("-/ ")
		s.space()
	} else {
		second, digits := s.number()
		if digits == 0 || digits > 2 || separator == ' ' || s.oneOf(string(separator)) == 0 {
			return false
		}
		if separator == '.' {
			s.space()
		}
		d.month, d.day, d.digits = first, second, true
	}
	n, digits := s.number()
	d.year, d.short = fullYear(n, digits), d.short && d.digits && digits == 2
	return separator != 0 && (digits == 4 || digits == 2) && (d.digits || d.month > 0)
}

// fullYear returns the year that two digits mean, as package time has it: from 1969 to 2068.
func fullYear(n, digits int) int {
	switch {
	case digits != 2:
		return n
	case n < 69:
		return 2000 + n
	}
	return 1900 + n
}
