package record

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/catalog"
)

// Formats of times in letters that people use: DD.MM.YYYY HH:mm, or M/D/YY h:mm AM. Layouts of package time may be written
// too.

// layoutOf returns the layout of package time for a format in letters. A format without the letters of a year is such a
// layout already. Single digits are read where two are named, for most programs leave a zero out at times.
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

var ambiguous = regexp.MustCompile(`^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?:([ ,T]+)\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?)?$`)

// ambiguousFormats returns the two formats in which a time could be written, the day first and the month first. One of them
// is empty where its number is no month's; ok is false for a time that is written in neither.
func ambiguousFormats(text string) (day, month string, ok bool) {
	m := ambiguous.FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	first, second, point := m[1], m[3], m[2]
	year, clock := strings.Repeat("Y", len(m[4])), ""
	if m[5] != "" {
		hours := "HH:mm"
		if m[7] != "" {
			hours = "hh:mm"
		}
		clock = m[5] + hours
		if m[6] != "" {
			clock += ":ss"
		}
		if m[7] != "" {
			clock += strings.Repeat(" ", len(m[7])-2) + "AM"
		}
	}
	if isMonth(second) {
		day = "DD" + point + "MM" + point + year + clock
	}
	if isMonth(first) {
		month = "MM" + point + "DD" + point + year + clock
	}
	return day, month, day+month != ""
}

func isMonth(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 1 && n <= 12
}

// formatOf returns the format of the times of a promise's record, where exactly one format reads them all. It is empty
// where they can be read without one.
func formatOf(p *catalog.Promise, files Files) string {
	r, in, problem := openRows(p.Record.File.V, files)
	if problem != nil {
		return ""
	}
	defer in.Close()
	var common []string
	for first := true; r.next(); {
		for _, column := range []int{r.columnIndex(p.Record.From.V), r.columnIndex(p.Record.To.V)} {
			text := r.field(column)
			if text == "" {
				continue
			}
			formats := formatsOf(text)
			if !first {
				formats = slices.DeleteFunc(formats, func(format string) bool { return !slices.Contains(common, format) })
			}
			common, first = formats, false
		}
	}
	if len(common) != 1 {
		return ""
	}
	return common[0]
}

// formatsOf returns the formats in which one time could be written.
func formatsOf(text string) []string {
	if n, err := parseNumber(text); err == nil && looksLikeExcel(n) {
		return []string{excel}
	}
	day, month, _ := ambiguousFormats(text)
	return slices.DeleteFunc([]string{day, month}, func(format string) bool { return format == "" })
}
