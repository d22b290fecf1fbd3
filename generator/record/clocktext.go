package record

import (
	"strings"

	"upfront/generator/clock"
)

// The time of day behind a date, as people and programs write it: 09:05 AM, T090507Z, 9:05:07.250 +0100, 09:05 (GMT).

// time takes a time of day after a date, and its zone.
func (s *dateScanner) time(d *dateText) bool {
	s.oneOf(",")
	if s.oneOf("T") == 0 {
		was := s.rest
		if s.space(); s.rest == was {
			return false
		}
		if s.rest = strings.TrimPrefix(s.rest, "at "); s.rest == "" {
			return false
		}
	}
	d.unit = clock.Minute
	n, digits := s.number()
	switch {
	case digits == 6:
		d.hour, d.minute, d.second = n/10000, n/100%100, n%100
		s.fraction(d)
	case digits == 4:
		d.hour, d.minute = n/100, n%100
	case digits == 0 || digits > 2 || s.oneOf(":") == 0:
		return false
	default:
		d.hour = n
		if d.minute, digits = s.number(); digits != 2 {
			return false
		}
		if s.oneOf(":") != 0 {
			if d.second, digits = s.number(); digits != 2 {
				return false
			}
			s.fraction(d)
		}
	}
	return s.half(d) && s.zone(d) && s.comment()
}

// fraction takes the part of a second.
func (s *dateScanner) fraction(d *dateText) {
	if len(s.rest) < 2 || s.rest[1]-'0' > 9 || s.oneOf(".,") == 0 {
		return
	}
	for scale := 100_000_000; s.startsWithDigit(); scale /= 10 {
		d.nanosecond += int(s.rest[0]-'0') * scale
		s.rest = s.rest[1:]
	}
}

// half takes AM or PM, after a time of twelve hours.
func (s *dateScanner) half(d *dateText) bool {
	was := s.rest
	s.space()
	letter := s.oneOf("aApP") | 0x20
	s.oneOf(".")
	if letter == 0x20 || s.oneOf("mM") == 0 || s.rest != "" && (s.rest[0]|0x20)-'a' < 26 {
		s.rest = was
		return true
	}
	s.oneOf(".")
	if d.hour < 1 || d.hour > 12 {
		return false
	}
	if d.hour %= 12; letter == 'p' {
		d.hour += 12
	}
	return true
}

// zone takes Z, UTC, +01:00, +0100, +01, or GMT+0100.
func (s *dateScanner) zone(d *dateText) bool {
	s.space()
	switch word := strings.ToUpper(s.word()); word {
	case "Z", "UTC", "GMT", "UT":
		d.zoned = true
	case "":
	default:
		return false
	}
	sign := s.oneOf("+-")
	if sign == 0 {
		return true
	}
	n, digits := s.number()
	switch digits {
	case 2:
		n *= 60
		if s.oneOf(":") != 0 {
			minutes, digits := s.number()
			if digits != 2 || minutes > 59 {
				return false
			}
			n += minutes
		}
	case 4:
		n = n/100*60 + n%100
	default:
		return false
	}
	d.zoned, d.offset = true, 60*n
	if sign == '-' {
		d.offset = -d.offset
	}
	return true
}

// comment takes the name of a zone in brackets, as RFC 5322 and browsers add it, and reports whether nothing follows.
func (s *dateScanner) comment() bool {
	s.space()
	return s.rest == "" || s.rest[0] == '(' && strings.IndexByte(s.rest, ')') == len(s.rest)-1
}
