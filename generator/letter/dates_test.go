package letter_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"upfront/generator/clock"
	"upfront/generator/letter"
)

// icsEvent is an event as a calendar program reads it.
type icsEvent struct{ uid, stamp, day, summary, transparency string }

// readICS reads a calendar as RFC 5545 asks for it, and is stricter than calendar programs are: it knows only whole
// days, and refuses whatever else.
func readICS(text string) ([]icsEvent, error) {
	lines, err := unfold(text)
	if err != nil {
		return nil, err
	}
	want := func(line string) error {
		if len(lines) == 0 || lines[0] != line {
			return fmt.Errorf("%q is missing before %q", line, lines)
		}
		lines = lines[1:]
		return nil
	}
	for _, line := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Upfront//Upfront//EN"} {
		if err := want(line); err != nil {
			return nil, err
		}
	}
	var events []icsEvent
	for len(lines) > 0 && lines[0] == "BEGIN:VEVENT" {
		lines = lines[1:]
		var e icsEvent
		fields := map[string]*string{"UID": &e.uid, "DTSTAMP": &e.stamp, "DTSTART;VALUE=DATE": &e.day, "SUMMARY": &e.summary, "TRANSP": &e.transparency}
		for len(lines) > 0 && lines[0] != "END:VEVENT" {
			name, value, ok := strings.Cut(lines[0], ":")
			if !ok || fields[name] == nil || *fields[name] != "" {
				return nil, fmt.Errorf("a line that is not known, or twice there: %q", lines[0])
			}
			*fields[name] = value
			lines = lines[1:]
		}
		if err := want("END:VEVENT"); err != nil {
			return nil, err
		}
		if err := e.check(); err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	if err := want("END:VCALENDAR"); err != nil {
		return nil, err
	}
	if len(lines) > 0 || len(events) == 0 {
		return nil, fmt.Errorf("%d events, and then %q", len(events), lines)
	}
	return events, nil
}

// unfold joins folded lines (3.1), and holds each to its length, its ending and its characters.
func unfold(text string) ([]string, error) {
	rest, ok := strings.CutSuffix(text, "\r\n")
	if !ok {
		return nil, errors.New("the last line has no end")
	}
	var out []string
	for _, line := range strings.Split(rest, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			return nil, fmt.Errorf("a line of %d octets, or with characters that may not be there: %q", len(line), line)
		}
		if more, ok := strings.CutPrefix(line, " "); ok && len(out) > 0 {
			out[len(out)-1] += more
			continue
		}
		out = append(out, line)
	}
	return out, nil
}

var uidForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

func (e *icsEvent) check() error {
	if !uidForm.MatchString(e.uid) || e.transparency != "TRANSPARENT" {
		return fmt.Errorf("uid %q, transparency %q", e.uid, e.transparency)
	}
	if _, err := time.Parse("20060102T150405Z", e.stamp); err != nil {
		return err
	}
	if _, err := time.Parse("20060102", e.day); err != nil {
		return err
	}
	var text strings.Builder // TEXT (3.3.11): \\ \; \, \n, and none of \ ; , bare
	for i := 0; i < len(e.summary); i++ {
		c := e.summary[i]
		switch {
		case c == ';' || c == ',':
			return fmt.Errorf("%q has %q bare", e.summary, c)
		case c != '\\':
			text.WriteByte(c)
			continue
		case i+1 == len(e.summary) || !strings.ContainsRune(`\;,nN`, rune(e.summary[i+1])):
			return fmt.Errorf("%q has a backslash bare", e.summary)
		}
		i++
		text.WriteByte(strings.NewReplacer("n", "\n", "N", "\n").Replace(e.summary[i : i+1])[0])
	}
	e.summary = text.String()
	return nil
}

func TestCalendar(t *testing.T) {
	letters, a := one(t, fenwick)
	events, err := readICS(letters.CalendarFile(a))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"20260320 Northlane: Ama rings Don (Ama Boateng)",
		"20260407 Northlane: This starts",
		"20260706 Northlane: Sit down with Priya's list",
		"20260930 Northlane: What we want by then: No fitter waits for a late pallet",
		"20261005 Northlane: We read this page again together",
	}
	var got []string
	uids := map[string]bool{}
	for _, e := range events {
		got = append(got, e.day+" "+e.summary)
		uids[e.uid] = true
		if e.stamp != "20260320T000000Z" {
			t.Errorf("stamp %s: it is not agreed, so as of today", e.stamp)
		}
		if strings.Contains(e.uid, "fenwick") {
			t.Errorf("the uid %q names the customer", e.uid)
		}
	}
	same(t, "days to come", got, want)
	if len(uids) != len(events) {
		t.Errorf("%d names for %d events", len(uids), len(events))
	}
}

// An event keeps its name when its day moves, when another is put before it, and in the next version; another
// customer's never has it.
func TestCalendarNames(t *testing.T) {
	read := func(id, days string) map[string]string {
		r := read(t, map[string]string{"content/agreements/" + id + ".yaml": "customer: F\nstatus: agreed\ncheck_ins:" + days})
		events, err := readICS(r.letters.CalendarFile(r.agreement(t, id)))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, e := range events {
			out[e.summary+" "+e.day] = e.uid
		}
		return out
	}
	before := read("one", "\n  - {on: 2026-05-01, what: Tea}\n  - {on: 2026-06-01, what: Tea}\n")
	after := read("one", "\n  - {on: 2026-04-01, what: Cake}\n  - {on: 2026-05-02, what: Tea}\n  - {on: 2026-06-01, what: Tea}\n")
	other := read("two", "\n  - {on: 2026-05-01, what: Tea}\n")
	same(t, "moved", []string{after["Northlane: Tea 20260502"], after["Northlane: Tea 20260601"]}, []string{before["Northlane: Tea 20260501"], before["Northlane: Tea 20260601"]})
	if before["Northlane: Tea 20260501"] == before["Northlane: Tea 20260601"] || other["Northlane: Tea 20260501"] == before["Northlane: Tea 20260501"] {
		t.Errorf("two events have one name: %v %v", before, other)
	}
}

func TestCalendarWithoutDaysToCome(t *testing.T) {
	letters, a := one(t, "customer: F\nstatus: agreed\neffective: 2025-01-01")
	same(t, "calendar", letters.View(a).Calendar, letter.Calendaring{})
}

// What was agreed today is no date to come.
func TestCalendarOnTheDayOfAgreeing(t *testing.T) {
	letters, a := one(t, "customer: F\nstatus: agreed\nexpectations: [{id: e1, said: a, agreed: {on: 2026-03-20, by: Don, how: phone}}]")
	same(t, "calendar", letters.View(a).Calendar, letter.Calendaring{})
}

func TestCalendarStampOfWhatIsAgreed(t *testing.T) {
	letters, a := one(t, "customer: F\nstatus: agreed\nreview_by: 2027-01-01\nexpectations: [{id: e1, said: a, agreed: {on: 2026-03-02, by: Don, how: phone}}]")
	events, err := readICS(letters.CalendarFile(a))
	if err != nil || events[0].stamp != "20260302T000000Z" {
		t.Errorf("%v %v", events, err)
	}
}

func FuzzCalendar(f *testing.F) {
	for _, s := range []string{"", "plain", `a\b;c,d`, "two\r\nlines\rand\nmore", strings.Repeat("ü", 80), strings.Repeat("x", 66) + "€€€", "bell\x07", strings.Repeat("x", 300), "END:VEVENT"} {
		f.Add(s)
	}
	day := clock.Date{Year: 2026, Month: 3, Day: 1}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?") // files are read as UTF-8
		if s == "" {
			return
		}
		events, err := readICS(letter.ICS(day, day, strings.Repeat("0", 32), s))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\t' && r != '\n' || r == 0x7f {
				return -1
			}
			return r
		}, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
		if events[0].summary != want {
			t.Errorf("%q came back as %q", s, events[0].summary)
		}
	})
}
