package record

import (
	"fmt"
	"regexp"
	"strings"
)

// How times are written, in letters that people use: DD.MM.YYYY HH:mm, or M/D/YY h:mm AM. Package time has a language of
// its own for this, which may be written too.

// layoutOf gives the layout of package time for a format in letters. One without the letters of a year is such a layout
// already. Single digits are read where two are named, for most programs leave a zero out at times.
func layoutOf(format string) string {
	if !strings.Contains(strings.ToLower(format), "yy") {
		return format
	}
	twelve := halfDay.MatchString(format)
	var out strings.Builder
	hour := false
	for i := 0; i < len(format); {
		n := 1
		for i+n < len(format) && format[i+n]|0x20 == format[i]|0x20 {
			n++
		}
		run, before, after := format[i:i+n], format[:i], format[i+n:]
		switch letter := format[i] | 0x20; {
		case letter == 'y' && n >= 3:
			out.WriteString("2006")
		case letter == 'y':
			out.WriteString("06")
		case letter == 'd' && n <= 2:
			out.WriteString("2")
		case letter == 'h' && twelve:
			out.WriteString("3")
			hour = true
		case letter == 'h':
			out.WriteString("15")
			hour = true
		case letter == 'm' && n <= 2 && (strings.HasSuffix(before, ":") || strings.HasPrefix(after, ":") || hour && run[0] == 'm'):
			out.WriteString("04")
		case letter == 'm' && n == 3:
			out.WriteString("Jan")
		case letter == 'm' && n <= 2 && strings.EqualFold(before[max(0, i-1):], "a"), letter == 'm' && n <= 2 && strings.EqualFold(before[max(0, i-1):], "p"):
			// the second letter of AM and PM
		case letter == 'm' && n <= 2:
			out.WriteString("1")
		case letter == 's':
			out.WriteString("05")
		case letter == 'a':
			out.WriteString("PM")
		case letter == 'p', run == "/" && strings.EqualFold(after, "PM") && twelve:
			// AM/PM
		default:
			out.WriteString(run)
		}
		i += n
	}
	return padded.Replace(out.String())
}

var halfDay = regexp.MustCompile(`(?i)\bA(M(/PM)?)?\s*$`)

// padded keeps the zeros where the year comes first, as ISO 8601 has it.
var padded = strings.NewReplacer("2006-1-2", "2006-01-02")

var ambiguous = regexp.MustCompile(`^\d{1,2}([./-])\d{1,2}[./-](\d{4}|\d{2})(?:([ ,T]+)\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?)?$`)

// twoWays gives the two formats in which a moment can be read, the day first and the month first; ok is false for one
// that cannot.
func twoWays(text string) (day, month string, ok bool) {
	m := ambiguous.FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	year, clock := strings.Repeat("Y", len(m[2])), ""
	if m[3] != "" {
		hours := "HH:mm"
		if m[5] != "" {
			hours = "hh:mm"
		}
		clock = m[3] + hours
		if m[4] != "" {
			clock += ":ss"
		}
		if m[5] != "" {
			clock += strings.Repeat(" ", len(m[5])-2) + "AM"
		}
	}
	return fmt.Sprintf("DD%sMM%s%s%s", m[1], m[1], year, clock), fmt.Sprintf("MM%sDD%s%s%s", m[1], m[1], year, clock), true
}
