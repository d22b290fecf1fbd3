package record

import (
	"cmp"
	"fmt"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/lazy"
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
	for _, at := range formatRun().FindAllStringIndex(format, -1) {
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
		case letter == 'h' && twelveHours().MatchString(format):
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
	formatRun   = lazy.Pattern(`(?i)y+|d+|h+|s+|a(?:m(?:/pm)?)?|m+`)
	twelveHours = lazy.Pattern(`(?i)\bA(M(/PM)?)?\s*$`)
)

// padded keeps the zeros where the year comes first, as ISO 8601 has it.
var padded = strings.NewReplacer("2006-1-2", "2006-01-02")

// dayOrder says which number of a date in digits stands first. Behind the day comes the month, behind the month the day, and
// behind the year month and day.
type dayOrder int

const (
	orderUnknown dayOrder = iota
	dayFirst
	monthFirst
	yearFirst
)

var dayOrders = []dayOrder{dayFirst, monthFirst, yearFirst}

func (o dayOrder) String() string { return [...]string{"", "day", "month", "year"}[o] }

// read returns a date in digits in an order; ok is false where it has none in this order.
func (o dayOrder) read(d dateText) (_ dateText, ok bool) {
	switch o {
	case dayFirst:
		return d.dayFirst()
	case monthFirst:
		return d.monthFirst()
	case yearFirst:
		return d.yearFirst()
	}
	return d, false
}

// resolve returns a date in digits with its day and its month; ok is false where that is not known, or cannot be.
func (o dayOrder) resolve(d dateText) (_ dateText, ok bool) {
	if !d.digits {
		return d, true
	}
	return o.read(d)
}

// orderSet is a set of orders.
type orderSet uint8

func (s orderSet) has(o dayOrder) bool { return s&(1<<o) != 0 }

// list returns the orders of the set.
func (s orderSet) list() (out []dayOrder) {
	for _, o := range dayOrders {
		if s.has(o) {
			out = append(out, o)
		}
	}
	return out
}

// ordersOf returns the orders in which a date in digits is one.
func ordersOf(d dateText) (s orderSet) {
	for _, o := range dayOrders {
		if _, ok := o.read(d); ok && d.digits {
			s |= 1 << o
		}
	}
	return s
}

// timeForms is how the times of a record are written that no row shows by itself.
type timeForms struct {
	decided bool // the rows were read for it
	order   dayOrder
	orders  orderSet   // in which all dates in digits can be read
	mixed   []dayOrder // where there is none: of which some rows have one, and others another
	number  numberKind
	all     bool   // every time can be read
	format  string // which reads all times as record: has them; empty where none is needed, or none does
}

// formsOfLayout returns the order of day and month in a layout of package time.
func formsOfLayout(layout string) timeForms {
	day, month, year := dayInLayout().FindStringIndex(layout), strings.Index(layout, "1"), strings.Index(layout, "06")
	switch {
	case day == nil || month < 0 || year < 0 || strings.HasPrefix(layout[month:], "15"):
		return timeForms{}
	case year < month && (strings.Contains(layout, "2006") || day[0] < month):
		return timeForms{}
	case year < month:
		return timeForms{order: yearFirst}
	case day[0] < month:
		return timeForms{order: dayFirst}
	}
	return timeForms{order: monthFirst}
}

// formCounts counts how the times of some columns are written.
type formCounts struct {
	clear      int                   // of what can be read in one way alone
	digits     map[orderSet]int      // of dates in digits, by the orders in which they are one
	formats    [yearFirst + 1]string // of the first date in digits that has each
	numbers    [otherNumber + 1]int
	unreadable int
}

// add counts a time.
func (f *formCounts) add(text string) {
	d, ok := parseDateText(text)
	switch orders := ordersOf(d); {
	case ok && !d.digits:
		f.clear++
	case ok && orders == 0:
		f.unreadable++
	case ok:
		if f.digits == nil {
			f.digits = map[orderSet]int{}
		}
		if f.digits[orders]++; f.digits[orders] == 1 {
			for o, format := range formatsOf(text, d) {
				f.formats[o] = cmp.Or(f.formats[o], format)
			}
		}
	default:
		if kind, _ := numberKindOf(text); kind != notANumber {
			f.numbers[kind]++
		} else {
			f.unreadable++
		}
	}
}

// forms returns what the times that were counted have in common: one order of day and month that reads all dates in digits,
// or one kind of number that all times are.
func (f *formCounts) forms() timeForms {
	out := timeForms{decided: true}
	out.orders, out.mixed = f.orders()
	if common := out.orders.list(); len(common) == 1 {
		out.order, out.format = common[0], f.formats[common[0]]
	}
	numbers, kinds := 0, 0
	for kind, n := range f.numbers {
		if n > 0 {
			out.number, numbers, kinds = numberKind(kind), numbers+n, kinds+1
		}
	}
	if kinds != 1 || f.clear+len(f.digits) > 0 || out.number == otherNumber {
		out.number = notANumber
	}
	if out.number == excelDays {
		out.format = excel
	}
	out.all = f.unreadable == 0 && (len(f.digits) == 0 || out.order != orderUnknown) && (numbers == 0 || out.number != notANumber)
	if !out.all {
		out.format = ""
	}
	return out
}

// orders returns the orders in which all dates in digits can be read. Where there is none, mixed names orders of which some rows
// have one alone.
func (f *formCounts) orders() (common orderSet, mixed []dayOrder) {
	if len(f.digits) == 0 {
		return 0, nil
	}
	var alone orderSet
	common = ^common
	for orders := range f.digits {
		common &= orders
		if len(orders.list()) == 1 {
			alone |= orders
		}
	}
	if common != 0 {
		return common, nil
	}
	if len(alone.list()) == 1 { // and others have the day or the year
		alone |= 1 << dayFirst
	}
	return 0, alone.list()
}

// parseMoment parses a time. Where the text alone does not say how, all rows of the columns are read for it, once.
func (c *counter) parseMoment(text string) (moment, *timeFault) {
	m, wrong := c.times.parse(text)
	if wrong == nil || !wrong.undecided {
		return m, wrong
	}
	forms := c.rows.timeForms([]int{c.columns.from, c.columns.to, c.columns.due}, c.empty, c.files)
	switch {
	case !c.times.fixed && !c.times.forms.decided:
		c.times.forms = forms
		return c.times.parse(text)
	case c.times.fixed && forms.all:
		wrong.help = fmt.Sprintf("It says %q. Take format: away: all times of this record can be read without it.", c.times.format)
	}
	return m, wrong
}

// timeForms reads how the times of some columns are written in all rows of the file. Some texts mean nothing.
func (r *rows) timeForms(columns []int, empty map[string]bool, files Files) timeForms {
	key := fmt.Sprint(columns, empty)
	if known, ok := r.forms[key]; ok {
		return known
	}
	again, problem := openRows(r.name, files, r.named...)
	if problem != nil {
		return timeForms{decided: true}
	}
	defer again.Close()
	var counts formCounts
	for again.next() {
		if again.isTotal() {
			continue
		}
		for _, column := range columns {
			if text := again.field(column); text != "" && !empty[strings.ToLower(text)] {
				counts.add(text)
			}
		}
	}
	if r.forms == nil {
		r.forms = map[string]timeForms{}
	}
	r.forms[key] = counts.forms()
	return r.forms[key]
}

// formatOf returns the format of the times of a promise's record, where one reads them all and they need one. They are read
// without it too, but of a later file perhaps no row shows which it is.
func formatOf(p *catalog.Promise, files Files) string {
	w := p.Record
	r, problem := openRows(w.File.V, files, w.From.V, w.To.V, w.Due.V)
	if problem != nil {
		return ""
	}
	defer r.Close()
	return r.timeForms([]int{r.columnIndex(w.From.V), r.columnIndex(w.To.V), r.columnIndex(w.Due.V)}, nil, files).format
}

var digitsDate = lazy.Pattern(`^(\d{1,2})([./-]) ?(\d{1,2})[./-] ?(\d{4}|\d{2})(?:([ ,T]+)\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?)?$`)

// formatsOf returns the formats in which a date in digits could be written, by their orders. One is empty where its numbers are no
// date, and all are for a time that is written in another way.
func formatsOf(text string, d dateText) (formats [yearFirst + 1]string) {
	separator, year, clock := "/", "YYYY", ""
	if m := digitsDate().FindStringSubmatch(text); m != nil {
		separator, year = m[2], strings.Repeat("Y", len(m[4]))
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
	}
	for _, o := range ordersOf(d).list() {
		parts := map[dayOrder][]string{dayFirst: {"DD", "MM", year}, monthFirst: {"MM", "DD", year}, yearFirst: {"YY", "MM", "DD"}}[o]
		formats[o] = strings.Join(parts, separator) + clock
	}
	return formats
}
