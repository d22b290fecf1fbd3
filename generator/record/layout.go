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
	var out strings.Builder
	end, hasHour := 0, false
	for _, at := range formatRun.FindAllStringIndex(format, -1) {
		before, run, after := format[:at[0]], format[at[0]:at[1]], format[at[1]:]
		out.WriteString(format[end:at[0]])
		end = at[1]
		isMinute := strings.HasSuffix(before, ":") || strings.HasPrefix(after, ":") || hasHour && run[0] == 'm'
		switch letter, n := run[0]|0x20, len(run); {
		case letter == 'y' && n >= 3:
			run = "2006"
		case letter == 'y':
			run = "06"
		case letter == 'd' && n <= 2:
			run = "2"
		case letter == 'h' && twelveHours.MatchString(format):
			run, hasHour = "3", true
		case letter == 'h':
			run, hasHour = "15", true
		case letter == 'm' && n <= 2 && isMinute:
			run = "04"
		case letter == 'm' && n <= 2:
			run = "1"
		case letter == 'm' && n == 3:
			run = "Jan"
		case letter == 's':
			run = "05"
		case letter == 'a':
			run = "PM"
		}
		out.WriteString(run)
	}
	return padded.Replace(out.String() + format[end:])
}

var (
	formatRun   = regexp.MustCompile(`(?i)y+|d+|h+|s+|a(?:m(?:/pm)?)?|m+`)
	twelveHours = regexp.MustCompile(`(?i)\bA(M(/PM)?)?\s*$`)
)

// padded keeps the zeros where the year comes first, as ISO 8601 has it.
var padded = strings.NewReplacer("2006-1-2", "2006-01-02")

var ambiguous = regexp.MustCompile(`^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?:([ ,T]+)\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?)?$`)

// ambiguousFormats returns the two formats in which a time could be written, the day first and the month first. One of them
// is empty where its number is no month's, and both are for a time that is written in neither.
func ambiguousFormats(text string) (day, month string) {
	m := ambiguous.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	clock := ""
	if m[5] != "" {
		clock = m[5] + "HH:mm"
		if m[7] != "" {
			clock = m[5] + "hh:mm"
		}
		if m[6] != "" {
			clock += ":ss"
		}
		if m[7] != "" {
			clock += strings.Repeat(" ", len(m[7])-2) + "AM"
		}
	}
	rest := m[2] + strings.Repeat("Y", len(m[4])) + clock
	if isMonth(m[3]) {
		day = "DD" + m[2] + "MM" + rest
	}
	if isMonth(m[1]) {
		month = "MM" + m[2] + "DD" + rest
	}
	return day, month
}

func isMonth(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 1 && n <= 12
}

// formatOf returns the format of the times of a promise's record, where exactly one format reads them all. It is empty
// where they can be read without one.
func formatOf(p *catalog.Promise, files Files) string {
	r, problem := openRows(p.Record.File.V, files)
	if problem != nil {
		return ""
	}
	defer r.Close()
	var common []string
	for first := true; r.next(); {
		for _, column := range []int{r.columnIndex(p.Record.From.V), r.columnIndex(p.Record.To.V)} {
			text := r.field(column)
			if text == "" {
				continue
			}
			day, month := ambiguousFormats(text)
			formats := []string{day, month}
			if n, err := parseNumber(text); err == nil && looksLikeExcel(n) {
				formats = []string{excel}
			}
			if first {
				common, first = formats, false
			}
			common = slices.DeleteFunc(common, func(format string) bool { return format == "" || !slices.Contains(formats, format) })
		}
	}
	if len(common) != 1 {
		return ""
	}
	return common[0]
}
