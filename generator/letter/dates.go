package letter

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// The days that matter to both sides, as a timeline and for calendars.

// Date is an entry of the timeline, first to last.
type Date struct {
	On        view.Time
	What, Who string
	Past      bool
}

// Calendaring is the .ics file of the dates. Empty leaves the link out.
type Calendaring struct {
	ICS  string // the days to come, of which the page's script makes the file (package seal)
	Name string // "what-we-agreed.ics"
	Href string // in place of ICS on a public agreement, which has no script: the published file
}

// dates fills in the timeline, by day.
func (l letter) dates(v *Agreement) {
	for _, d := range l.a.Dates {
		if d.Kind == agreement.AgreedOn {
			continue // each line says so
		}
		v.Dates = append(v.Dates, Date{On: l.Date(d.On), What: l.occasion(d), Who: d.Who, Past: d.On.Before(l.Offer.Today())})
	}
	if c := l.calendar(); len(c.events) > 0 {
		v.Calendar = Calendaring{ICS: c.brief(), Name: l.Words.Word("page.letter.file")}
	}
}

// kinds are the names of the kinds of dates, in words' keys and in ids.
var kinds = [...]string{agreement.Begins: "begins", agreement.CheckIn: "check-in", agreement.OutcomeBy: "outcome", agreement.AgreedOn: "agreed",
	agreement.TermEnds: "term", agreement.LinkEnds: "link", agreement.Ended: "ended", agreement.Review: "review", agreement.Renews: "renews"}

// occasion returns the words for what a day is for.
func (l letter) occasion(d agreement.Date) string {
	switch d.Kind {
	case agreement.CheckIn:
		return d.What
	case agreement.OutcomeBy:
		return l.Words.Word("page.letter.date.outcome", "what", strings.TrimSuffix(d.What, "."))
	case agreement.TermEnds:
		return l.Words.Word("page.letter.date.ends")
	}
	return l.Words.Word("page.letter.date." + kinds[d.Kind])
}

// calendar returns the days to come. An event is named by the agreement, its kind and its words, so that it keeps its name
// when its day moves, and a calendar moves it too.
func (l letter) calendar() calendar {
	c := calendar{uid: icsID(12, l.business(), l.a.ID), stamp: l.asOf()}
	count := map[string]int{}
	for _, d := range l.a.Dates {
		key := kinds[d.Kind] + "\n" + d.What
		count[key]++
		if d.Kind == agreement.AgreedOn || d.On.Before(l.Offer.Today()) { // what was agreed today is no date to come
			continue
		}
		form := "page.letter.event"
		if d.Who != "" {
			form = "page.letter.event_who"
		}
		summary := l.Words.Word(form, "business", l.business(), "what", l.occasion(d), "who", d.Who)
		c.events = append(c.events, event{uid: icsID(4, key, strconv.Itoa(count[key])), on: d.On, summary: fold(escaped(summary))})
	}
	return c
}

// asOf returns the day on which the page took its form: the last on which a line was agreed, or today where not all are.
func (l letter) asOf() clock.Date {
	var newest clock.Date
	for _, d := range l.a.Dates {
		if d.Kind == agreement.AgreedOn && newest.Before(d.On) {
			newest = d.On
		}
	}
	if lines, agreed, _ := l.a.Counts(); l.status() == "draft" || l.status() == "proposed" || agreed < lines || newest.IsZero() {
		return l.Offer.Today()
	}
	return newest
}

// Dates for calendar programs (RFC 5545). An event is a whole day, without a zone, and keeps nobody from being free.

type calendar struct {
	uid    string     // what the id of each event begins with
	stamp  clock.Date // the day on which the dates were last set
	events []event
}

type event struct {
	uid     string // the end of its id, which no other event has
	on      clock.Date
	summary string // a value of the type TEXT, as it stands behind "SUMMARY:"
}

// brief returns what the script of a page makes the file of: a line with the beginning of all ids and the stamp, then for
// each event a line with the end of its id, its day and its summary.
func (c calendar) brief() string {
	out := append(make([]byte, 0, 96*(len(c.events)+1)), c.uid...)
	out = appendDate(append(out, ' '), c.stamp)
	for _, e := range c.events {
		out = append(append(out, '\n'), e.uid...)
		out = appendDate(append(out, ' '), e.on)
		out = append(append(out, ' '), e.summary...)
	}
	return string(out)
}

// file returns the file, whose lines end with CRLF.
func (c calendar) file() string {
	var out strings.Builder
	out.WriteString("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Upfront//Upfront//EN\n")
	for _, e := range c.events {
		fmt.Fprintf(&out, "BEGIN:VEVENT\nUID:%s%s\nDTSTAMP:%sT000000Z\nDTSTART;VALUE=DATE:%s\nSUMMARY:%s\nTRANSP:TRANSPARENT\nEND:VEVENT\n",
			c.uid, e.uid, appendDate(nil, c.stamp), appendDate(nil, e.on), e.summary)
	}
	out.WriteString("END:VCALENDAR\n")
	return strings.ReplaceAll(out.String(), "\n", "\r\n")
}

// appendDate appends a day in the form 20260302.
func appendDate(to []byte, d clock.Date) []byte {
	s := d.String()
	return append(append(append(to, s[:4]...), s[5:7]...), s[8:]...)
}

// icsEscape writes a value of the type TEXT (RFC 5545, 3.3.11): without control characters, and any line break as \n.
var icsEscape = func() *strings.Replacer {
	pairs := []string{`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`, "\x7f", ""}
	for c := range byte(0x20) {
		if c != '\t' && c != '\r' && c != '\n' {
			pairs = append(pairs, string(rune(c)), "")
		}
	}
	return strings.NewReplacer(pairs...)
}()

// escaped returns a summary as icsEscape does, at once where there is nothing to escape.
func escaped(summary string) string {
	if !strings.ContainsFunc(summary, func(r rune) bool { return r < ' ' || r == '\\' || r == ';' || r == ',' || r == 0x7f }) {
		return summary
	}
	return icsEscape.Replace(summary)
}

// fold breaks a summary so that no line of the file is longer than 75 octets, and no character is split. A line that goes on
// begins with a space.
func fold(summary string) string {
	var out strings.Builder
	room := 75 - len("SUMMARY:")
	for len(summary) > room {
		cut := room
		for !utf8.RuneStart(summary[cut]) {
			cut--
		}
		out.WriteString(summary[:cut] + "\n ")
		summary, room = summary[cut:], 74
	}
	if out.Len() == 0 {
		return summary
	}
	return out.String() + summary
}

// icsID returns n bytes of a digest of the parts: an id that tells nothing of what it names (RFC 7986, 5.3).
func icsID(n int, parts ...string) string {
	text := make([]byte, 0, 256)
	add := func(s string) { text = append(binary.BigEndian.AppendUint32(text, uint32(len(s))), s...) }
	add("upfront/ics")
	for _, s := range parts {
		add(s)
	}
	digest := sha256.Sum256(text)
	return hex.EncodeToString(digest[:n])
}
