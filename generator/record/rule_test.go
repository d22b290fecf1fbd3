package record

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// TestSlowRecord holds the figures of a record in which four of five are done within their 28 days, as another program worked
// them out. Counted by their beginning they would be 129 of 132, for of the young ones only the quick have ended.
func TestSlowRecord(t *testing.T) {
	csv, err := os.ReadFile("testdata/slow.csv")
	if err != nil {
		t.Fatal(err)
	}
	r := result(t, offer(t, "UTC", "2026-03-01T12:00:00Z", "within: 28d\ntarget: 80%\nclock: calendar\nwindow: 30d\nrecord: {file: records/r.csv, from: opened, to: done}"), string(csv))
	if w := r.Window; w.Counted() != 300 || w.Kept != 241 || w.Late != 8 || w.NotDue != 280 || r.Rows != 600 {
		t.Errorf("kept %d of %d, %d late, %d not due, %d rows", w.Kept, w.Counted(), w.Late, w.NotDue, r.Rows)
	}
	for share, want := range map[amount.Percent]string{500_000: "17.44", 900_000: "31.68", 950_000: "33.83"} {
		if d, open := r.Window.Quantile(share); fmt.Sprintf("%.2f", d.Hours()/24) != want || open {
			t.Errorf("%s: %.2f days, %v", share, d.Hours()/24, open)
		}
	}
}

// TestDueMoment holds at which moment a row counts, and in which window. "Now" is noon, the window of two days goes back to noon
// of the day before yesterday.
func TestDueMoment(t *testing.T) {
	const times, now = "within: 24h\nwindow: 2d\nrecord: {file: records/r.csv, from: from, to: to}", "2026-03-20T12:00:00Z"
	const agreed = "indicator: {kind: on-time}\nwindow: 2d\nrecord: {file: records/r.csv, due: from, to: to}"
	const numbers = "at_most: 5\nwindow: 2d\nrecord: {file: records/r.csv, from: from, total: to}"
	for _, c := range []struct {
		name, promise, row           string
		kept, finished, late, notDue int
		before                       int // counted in the window before
	}{
		{"due now, done", times, "2026-03-19 12:00,2026-03-19 13:00", 0, 0, 0, 1, 0},
		{"due a minute ago, done", times, "2026-03-19 11:59,2026-03-19 13:00", 1, 1, 0, 0, 0},
		{"due a minute ago, open", times, "2026-03-19 11:59,", 0, 0, 1, 0, 0},
		{"done after it was due", times, "2026-03-18 11:59,2026-03-19 12:00", 0, 1, 0, 0, 0},
		{"done when it was due", times, "2026-03-18 11:59,2026-03-19 11:59", 1, 1, 0, 0, 0},
		{"an end that is to come", times, "2026-03-19 11:59,2026-03-20 12:01", 0, 0, 1, 0, 0},
		{"due as the window begins", times, "2026-03-17 12:00,2026-03-17 13:00", 1, 1, 0, 0, 0},
		{"due a minute before", times, "2026-03-17 11:59,2026-03-17 13:00", 0, 0, 0, 0, 1},
		{"begun before the window, due in it", times, "2026-03-17 20:00,2026-03-18 13:00", 1, 1, 0, 0, 0},
		{"on the day", agreed, "2026-03-19,2026-03-19", 1, 1, 0, 0, 0},
		{"late in the evening of the day", agreed, "2026-03-19,2026-03-19 23:59", 1, 1, 0, 0, 0},
		{"the day after", agreed, "2026-03-18,2026-03-19", 0, 1, 0, 0, 0},
		{"in the morning after", agreed, "2026-03-18,2026-03-19 08:00", 0, 1, 0, 0, 0},
		{"early", agreed, "2026-03-19,2026-03-12", 1, 1, 0, 0, 0},
		{"today", agreed, "2026-03-20,2026-03-20", 0, 0, 0, 1, 0},
		{"on the day, of which the time was agreed", agreed, "2026-03-19 09:00,2026-03-19", 0, 1, 0, 0, 0}, // nobody knows that it was before nine
		{"the day before, of which the time was agreed", agreed, "2026-03-19 09:00,2026-03-18", 1, 1, 0, 0, 0},
		{"done on a day, begun at a time", times, "2026-03-18 09:00,2026-03-18", 1, 1, 0, 0, 0},
		{"done on the day after, begun at a time", times, "2026-03-17 13:00,2026-03-18", 0, 1, 0, 0, 0},
		{"days beside days", strings.Replace(times, "24h", "1d", 1), "2026-03-18,2026-03-19", 1, 1, 0, 0, 0},
		{"not come", agreed, "2026-03-18 15:00,", 0, 0, 1, 0, 0},
		{"an hour late, two allowed", agreed + "\nwithin: 2h\nclock: calendar", "2026-03-18 15:00,2026-03-18 16:00", 1, 1, 0, 0, 0},
		{"three hours late, two allowed", agreed + "\nwithin: 2h\nclock: calendar", "2026-03-18 15:00,2026-03-18 18:00", 0, 1, 0, 0, 0},
		{"a number of today", numbers, "2026-03-20,4", 0, 0, 0, 1, 0},
		{"a number of yesterday", numbers, "2026-03-19,4", 1, 1, 0, 0, 0},
		{"a number with its time", numbers, "2026-03-20 11:59,6", 0, 1, 0, 0, 0},
		{"a negative number", numbers, "2026-03-19,-4", 1, 1, 0, 0, 0},
		{"below a negative limit", strings.Replace(numbers, "at_most: 5", "at_least: -18", 1), "2026-03-19,-18.5", 0, 1, 0, 0, 0},
		{"above a negative limit", strings.Replace(numbers, "at_most: 5", "at_least: -18 degrees", 1), "2026-03-19,−17", 1, 1, 0, 0, 0},
		{"a month that runs", strings.Replace(numbers, "total: to", "total: to, format: YYYY-MM", 1), "2026-03,4", 0, 0, 0, 1, 0},
	} {
		r := result(t, offer(t, "UTC", now, c.promise), "from,to\n"+c.row+"\n")
		before := 0
		if len(r.Earlier) > 0 {
			before = r.Earlier[0].Counted()
		}
		if w := r.Window; w.Kept != c.kept || w.Finished != c.finished || w.Late != c.late || w.NotDue != c.notDue || before != c.before {
			t.Errorf("%s: kept %d, finished %d, late %d, not due %d, %d before", c.name, w.Kept, w.Finished, w.Late, w.NotDue, before)
		}
	}
}

// TestOpenRowsRankLast holds that what is open past its time is longer than all that is done: of ten, nine took an hour.
func TestOpenRowsRankLast(t *testing.T) {
	rows := strings.Repeat("2026-03-10 10:00,2026-03-10 11:00\n", 9) + "2026-03-10 12:00,\n"
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}"), "from,to\n"+rows)
	if d, open := r.Window.Quantile(900_000); d != time.Hour || open {
		t.Errorf("nine of ten: %v %v", d, open)
	}
	if d, open := r.Window.Quantile(950_000); d != 240*time.Hour || !open {
		t.Errorf("nineteen of twenty: %v %v", d, open)
	}
}

// TestSince holds that what began before a promise was made as it stands is shown, and neither kept nor missed.
func TestSince(t *testing.T) {
	rows := strings.Repeat("2026-02-10 10:00,2026-02-12 11:00,£5\n", 40) + strings.Repeat("2026-03-10 10:00,2026-03-10 11:00,\n", 30) + "2026-03-11 10:00,2026-03-12 11:00,\n2026-03-11 10:00,2026-03-12 11:00,£5\n"
	const promise = "within: 2h\ntarget: 90%\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to, paid: paid}"
	for since, want := range map[string]string{
		"":                    "30 of 72 and 30 of 72, 4, 41 credits of 20500, 1 unpaid",
		"\nsince: 2026-03-01": "30 of 72 and 30 of 32, 3, 1 credits of 500, 1 unpaid",
		"\nsince: 2026-03-15": "30 of 72 and 0 of 0, 0, 0 credits of 0, 0 unpaid",
	} {
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise+since), "from,to,paid\n"+rows)
		w := r.Window
		got := fmt.Sprintf("%d of %d and %d of %d, %d, %d credits of %d, %d unpaid", w.Kept, w.Counted(), w.Since().Kept, w.Since().Counted, r.Verdict(), w.Credits, w.Paid, w.Unpaid)
		if got != want {
			t.Errorf("%q: %s, want %s", since, got, want)
		}
	}
}

// TestLastRowOfAnID holds that of the rows of one case the last in time counts, whichever way the file runs.
func TestLastRowOfAnID(t *testing.T) {
	const promise = "within: 2h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to, id: ticket}"
	old, other, again := "7,2026-03-10 10:00,2026-03-10 11:00\n", "8,2026-03-11 10:00,2026-03-11 11:00\n", "7,2026-03-10 10:00,2026-03-12 11:00\n"
	for name, c := range map[string]struct {
		rows        string
		kept, count int
	}{
		"oldest first":     {old + other + again, 1, 2},
		"newest first":     {"9,2026-03-13 10:00,2026-03-13 11:00\n" + again + other + old, 2, 3},
		"without an id":    {strings.ReplaceAll(old+other+again, "7,", ","), 2, 3},
		"dashes are no id": {strings.ReplaceAll(old+other+again, "7,", "-,"), 2, 3},
		"three times":      {old + old + other + again, 1, 2},
	} {
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise), "ticket,from,to\n"+c.rows)
		if r.Window.Kept != c.kept || r.Rows != c.count {
			t.Errorf("%s: kept %d of %d rows", name, r.Window.Kept, r.Rows)
		}
	}
}

// TestCellsOfOtherPrograms holds what the cells of levels, exclusions, customers and nothing may say.
func TestCellsOfOtherPrograms(t *testing.T) {
	const promise = `by: level
within: {p1: 2h, p2: 4h}
window: 90d
exclusions: [{id: cancelled, what: You cancelled}]
record: {file: records/r.csv, from: from, to: to, level: prio, levels: {P3 - Normal: p2}, excluded: status, excluded_as: {Cancelled by customer: cancelled}, customer: Company, empty: [(none), 0000-00-00]}`
	rows := "2026-03-10 10:00,2026-03-10 11:00,P1,Closed,Alder\n" + // its id, in another case; a status that excludes nothing
		"2026-03-10 10:00,2026-03-10 11:00,stopped,,Alder\n" + // its name
		"2026-03-10 10:00,2026-03-10 13:00,p3 - normal,Open,(none)\n" + // by the map
		"2026-03-10 10:00,0000-00-00,P3 - Normal,,\n" + // open
		"2026-03-10 10:00,,p2,CANCELLED BY CUSTOMER,Alder\n"
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise), "from,to,prio,status,Company\n"+rows)
	w, alder := r.Window, r.Customer("alder", "Alder")
	got := fmt.Sprintf("%d of %d, late %d, excluded %d; p1 %d of %d, p2 %d of %d; alder %d of %d and %d, customers %d", w.Kept, w.Counted(), w.Late, w.Excluded(),
		r.Levels[0].Kept, r.Levels[0].Counted(), r.Levels[1].Kept, r.Levels[1].Counted(), alder.Kept, alder.Counted(), alder.Excluded(), len(r.Customers))
	if want := "3 of 4, late 1, excluded 1; p1 2 of 2, p2 1 of 2; alder 2 of 2 and 1, customers 1"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestTook holds how long a row took where it says that itself.
func TestTook(t *testing.T) {
	for _, c := range []struct {
		took, in string
		minutes  int64 // -1: a fault
	}{
		{"0:46:00", "", 46}, {"46", "minutes", 46}, {"46", "seconds", 1}, {"1.5", "hours", 90}, {"0.25", "days", 360}, {"1h 3m", "", 63}, {"2d", "", 2880},
		{"1 day, 2:30", "", 1590}, {"26:00:01", "", 1561}, {"1:30", "hours", 90}, {"1:30", "minutes", 2}, {"46", "", -1}, {"1:30", "", -1}, {"soon", "minutes", -1}, {"-5", "minutes", -1},
		{"1d 2h", "", 1560}, {"46 min", "", 46}, {"46s", "hours", 1}, {"61s", "", 2}, {"3,5", "hours", 210}, {"0,125", "days", 180}, {"12,50", "minutes", 13}, {"PT46M", "", 46}, {"P1DT2H", "", 1560},
		{"P2W", "", 20160}, {"PT1H0M30.5S", "", 61}, {"1 hour 5 minutes", "", 65}, {"1 Hour, 5 Mins.", "", 65}, {"2 days and 1 hr", "", 2940}, {"1h3m", "", 63}, {"1w 1d", "", 11520}, {"1.5h", "", 90},
		{"0:46:00,500", "", 47}, {"1.02:30:00", "", 1590}, {"1.02:30:00.5000000", "", 1591}, {"0:46:00.000", "", 46}, {"1e3", "seconds", 17}, {"0", "hours", 0},
		{"1,234", "seconds", -1}, {"1,234 min", "", -1}, {"P", "", -1}, {"PT", "", -1}, {"P1M", "", -1}, {"P1Y", "", -1}, {"1 month", "", -1}, {"1mo", "", -1}, {"3M", "", -1}, {"2 working days", "", -1}, {"5m 1h", "", -1},
		{"1h 2h", "", -1}, {"1h 3", "", -1}, {"−5", "minutes", -1}, {"Inf", "minutes", -1}, {"1e300", "days", -1}, {"99999999999999999999", "seconds", -1}, {"99999999999999999999:00:00", "", -1}, {"1,2,3", "hours", -1}, {"1.02:30", "hours", -1},
	} {
		minutes, help := tookMinutes(c.took, c.in)
		if c.minutes >= 0 && (minutes != c.minutes || help != "") || c.minutes < 0 && help == "" {
			t.Errorf("%q in %q: %d %q", c.took, c.in, minutes, help)
		}
	}
	// On working hours: two hours from Friday, 16:00, are over on Monday at 10:00.
	const promise = "within: 2h\nclock: business\nhours: office\nwindow: 90d\nrecord: {file: records/r.csv, from: from, took: took}"
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise), "from,took\n2026-03-06 16:00,2:00:00\n2026-03-06 16:00,2:00:01\n2026-03-06 16:00,\n")
	if w := r.Window; w.Kept != 1 || w.Finished != 2 || w.Late != 1 {
		t.Errorf("kept %d, finished %d, late %d", w.Kept, w.Finished, w.Late)
	}
}

// TestTookFaults holds what is said of what is no length of time, with took_in and without.
func TestTookFaults(t *testing.T) {
	for _, c := range []struct{ took, in, want string }{
		{"-5", ", took_in: hours", `"-5" does not say how long it took | Nothing takes less than no time: correct the row.`},
		{"46x", ", took_in: seconds", `"46x" does not say how long it took | Write it like 0:46:00 or 1h 3m, or as a number of seconds.`},
		{"46x", "", `"46x" does not say how long it took | Write it like 0:46:00 or 1h 3m, or as a number, with took_in: minutes below record:.`},
		{"3,5", "", `"3,5" does not say how long it took | A number alone has no unit: write below record: took_in: minutes, or seconds, hours or days.`},
		{"1,234", ", took_in: hours", `"1,234" does not say how long it took | It may be 1234, or 1.234: write it with a point before the decimals, and without a sign between the thousands.`},
		{"1e12", ", took_in: days", `"1e12" does not say how long it took | It is more than a thousand years: correct the row.`},
		{"1:30", "", `"1:30" does not say how long it took | It may be hours and minutes, or minutes and seconds: write below record: took_in: hours, or took_in: minutes.`},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, took: took"+c.in+"}")
		for _, separator := range []string{",", ";"} {
			csv := strings.ReplaceAll("from;took\n2026-03-02 10:00;1h\n2026-03-02 10:00;\""+c.took+"\"\n", ";", separator)
			_, problems := Count(o, files(map[string]string{"content/records/r.csv": csv}))
			if want := "content/records/r.csv:3:19 record-format: " + c.want; len(problems) != 1 || said(problems[0]) != want {
				t.Errorf("%v\nwant %s", problems, want)
			}
		}
	}
}

// TestExcludedKept holds that of the excluded rows those are known that were kept all the same.
func TestExcludedKept(t *testing.T) {
	const promise = "within: 2h\nwindow: 90d\nexclusions: [{id: snow, what: Snow}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}"
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise), "from,to,why\n2026-03-10 10:00,2026-03-10 11:00,snow\n2026-03-10 10:00,2026-03-10 15:00,snow\n2026-03-10 10:00,,snow\n2026-03-20 11:00,,snow\n2026-03-10 10:00,2026-03-10 11:00,\n")
	if w := r.Window; w.Excluded() != 3 || w.ExcludedKept != 1 || w.Counted() != 1 || w.NotDue != 0 {
		t.Errorf("%d excluded, %d of them kept, %d counted, %d not due", w.Excluded(), w.ExcludedKept, w.Counted(), w.NotDue)
	}
}

// TestWorstWindow holds the sums of the whole record, and its worst window of those with enough rows.
func TestWorstWindow(t *testing.T) {
	rows := ""
	for month, late := range map[string]int{"2025-06": 9, "2025-09": 12, "2025-12": 1, "2026-03": 2} {
		rows += strings.Repeat(month+"-10 10:00,"+month+"-10 11:00\n", 30) + strings.Repeat(month+"-10 10:00,"+month+"-10 15:00\n", late)
	}
	rows += "2024-01-10 10:00,2024-01-11 10:00\n" // the worst share of all, of one
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nwindow: 30d\nrecord: {file: records/r.csv, from: from, to: to}"), "from,to\n"+rows)
	if r.All.Counted() != 145 || r.All.Kept != 120 {
		t.Errorf("all: %d of %d", r.All.Kept, r.All.Counted())
	}
	if r.Worst == nil || r.Worst.Kept != 30 || r.Worst.Counted() != 42 {
		t.Errorf("worst: %+v", r.Worst)
	}
	r = result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nwindow: 3y\nrecord: {file: records/r.csv, from: from, to: to}"), "from,to\n"+rows)
	if r.Worst != nil {
		t.Errorf("one window: %+v", r.Worst)
	}
}

// TestCustomerUnderAnOption holds that a customer who chose another time is counted by that from the day on which it is in force:
// by its due moments, too.
func TestCustomerUnderAnOption(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 48h\nclock: calendar\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
	p := o.Promises[0]
	option := &catalog.Option{Promise: p}
	option.To.Kind, option.To.Time = 1, clock.Duration{N: 24, Unit: clock.Hour}
	p.Options = append(p.Options, option)
	r := result(t, o, "from,to,customer\n2026-03-10 10:00,2026-03-11 09:00,alder\n2026-03-10 10:00,2026-03-11 11:00,alder\n2026-03-19 10:00,,alder\n2026-03-20 08:00,2026-03-20 09:00,alder\n2026-03-10 10:00,2026-03-10 11:00,birch\n")
	own := r.Customer("alder", "")
	if own.Kept != 2 || own.Counted() != 2 {
		t.Errorf("%d of %d", own.Kept, own.Counted())
	}
	for inForce, want := range map[string][3]int{"2026-03-01": {1, 3, 1}, "2026-03-15": {2, 3, 1}, "2026-03-20": {2, 2, 2}} {
		day, err := time.Parse(time.DateOnly, inForce)
		if under, notDue, ok := r.CustomerUnder("", option.To.Time, day, "alder", ""); err != nil || !ok || [3]int{under.Kept, under.Counted, notDue} != want {
			t.Errorf("chosen on %s: %v, %d not due, want %v", inForce, under, notDue, want)
		}
	}
	if _, _, ok := r.CustomerUnder("", clock.Duration{N: 12, Unit: clock.Hour}, time.Time{}, "alder", ""); ok {
		t.Error("a time that is no option is known")
	}
}

// TestRowsTwice holds that rows which stand in a file twice count, and that the line is given which makes them one.
func TestRowsTwice(t *testing.T) {
	const promise = "within: 2h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to"
	row, other := "7,2026-03-10 10:00,2026-03-10 11:00\n", "8,2026-03-10 10:00,2026-03-10 11:00\n"
	for _, c := range []struct {
		header, id, rows string
		count            int
		want             string
	}{
		{"Ticket ID", "", row + other + row, 3, `a row of "content/records/r.csv" stands there twice, word for word, and both count | Add below record: id: "Ticket ID". Then of the rows of one case only the last counts.`},
		{"ticket", "", row + row + row, 3, `2 rows of "content/records/r.csv" stand there twice, word for word, and each of them counts | Add below record: id: ticket. Then of the rows of one case only the last counts.`},
		{"ticket", ", id: ticket", row + other + row, 2, ""},
		{"ticket", "", row + other, 2, ""},
		{"van", "", row + row, 2, ""}, // one van may have two such jobs
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", promise+c.id+"}")
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": c.header + ",from,to\n" + c.rows}))
		got := ""
		for _, p := range problems {
			got += p.Message + " | " + p.Help
		}
		if got != c.want || book.Result(o.Promises[0]).Rows != c.count {
			t.Errorf("%s%s: %d rows, %s\nwant %s", c.header, c.id, book.Result(o.Promises[0]).Rows, got, c.want)
		}
	}
}

// TestHourThatIsNot holds that a time which the clocks skipped is called that, where the row would else end before it starts:
// on 29 March 2026 the clocks of London go from 01:00 to 02:00.
func TestHourThatIsNot(t *testing.T) {
	o := offer(t, "Europe/London", "2026-04-20T12:00:00Z", "within: 2h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
	_, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to\n2026-03-29 01:30,2026-03-29 02:10\n"}))
	if len(problems) != 1 || problems[0].Message != "2026-03-29 01:30 never was in Europe/London: the clocks went forward over it" {
		t.Errorf("%+v", problems)
	}
}

// TestNoticeWithoutItsMoment holds that a notice which does not say when it was noticed is told of, and not counted.
func TestNoticeWithoutItsMoment(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 1h\nclock: calendar\nwindow: 90d\nrecord: {notices: delay}",
		"content/notices/ice.md", "---\ntitle: Ice\nkind: delay\ntold: 2026-03-10T10:00:00Z\nresolved: 2026-03-10T12:00:00Z\n---\nIce.\n")
	book, problems := Count(o, files(nil))
	if len(problems) != 1 || problems[0].At.String() != "content/notices/ice.md:3:7" || problems[0].Message != `"Ice" does not say when it was noticed, so nobody can tell how soon you told of it` {
		t.Errorf("%+v", problems)
	}
	if r := book.Result(o.Promises[0]); r.Rows != 0 || r.Window.Counted() != 0 {
		t.Errorf("%d rows", r.Rows)
	}
}

// TestTimesOfABestEffort holds that a promise which cannot be missed has the times of what ended in the window and of what is
// open, and no more.
func TestTimesOfABestEffort(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "window: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
	o.Promises[0].Commitment.V = "best-effort"
	r := result(t, o, "from,to\n2025-12-01 10:00,2025-12-01 11:00\n2026-03-10 10:00,2026-03-10 11:00\n2026-03-10 10:00,2026-03-10 15:00\n2026-03-10 12:00,\n")
	d, open := r.Window.Quantile(amount.Whole)
	if !r.Unlimited || r.Verdict() != Bare || r.Window.Counted() != 3 || r.Window.Missed() != 0 || r.Window.NotDue != 0 || d != 240*time.Hour || !open {
		t.Errorf("unlimited %v, verdict %d, counted %d, missed %d, not due %d, at most %v %v", r.Unlimited, r.Verdict(), r.Window.Counted(), r.Window.Missed(), r.Window.NotDue, d, open)
	}
}

// TestDaysAgainstHours holds that rows of which only the days are known are not held against a limit in hours.
func TestDaysAgainstHours(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 4h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
	book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to\n2026-03-10,2026-03-10\n"}))
	if len(problems) != 1 || problems[0].Message != "the columns hold days, and within: 4h counts shorter times" || book.Result(o.Promises[0]).Rows != 0 {
		t.Errorf("%+v", problems)
	}
}

// TestRunningMonthThatIsMissed holds that a month which has only begun is judged once so few were kept that it is hardly chance.
func TestRunningMonthThatIsMissed(t *testing.T) {
	rows := strings.Repeat("2026-02-10 10:00,2026-02-10 11:00\n", 40)
	for late, want := range map[int]Verdict{0: Kept, 1: Kept, 2: Below} { // one of one is missed in 10 of 100 cases, two of two in 1
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\ntarget: 90%\nwindow: month\nrecord: {file: records/r.csv, from: from, to: to}"),
			"from,to\n"+rows+strings.Repeat("2026-03-10 10:00,2026-03-10 15:00\n", late))
		if want == Kept && r.Verdict() == Thin {
			want = Thin // 40 of 40
		}
		if r.Verdict() != want || (r.Running == nil) != (want == Below) {
			t.Errorf("%d late: verdict %d, running %v", late, r.Verdict(), r.Running)
		}
	}
}
