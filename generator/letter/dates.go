package letter

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// The days that matter to both sides, as a timeline and for calendars.

// Date is an entry of the timeline, first to last, the review always last.
type Date struct {
	On        view.Time
	What, Who string
	Past      bool
}

// Calendaring is the .ics file of the dates. Empty leaves the link out.
type Calendaring struct {
	ICS  string // the file's text, RFC 5545, handed out by the page's script
	Name string // "what-we-agreed.ics"
	Href string // in place of ICS on a public agreement, which has no script: the published file
}

// dates fills in the timeline: by day, and the review at its end.
func (l letter) dates(v *Agreement) {
	var reviews []Date
	for _, d := range l.a.Dates {
		if d.Kind == agreement.AgreedOn {
			continue // each line says so
		}
		date := Date{On: l.Date(d.On), What: l.occasion(d), Who: d.Who, Past: d.On.Before(l.Offer.Today())}
		if d.Kind == agreement.Review {
			reviews = append(reviews, date)
		} else {
			v.Dates = append(v.Dates, date)
		}
	}
	v.Dates = append(v.Dates, reviews...)
	if ics := l.ics(); ics != "" {
		v.Calendar = Calendaring{ICS: ics, Name: l.Words.Word("page.letter.file")}
	}
}

// kinds are the names of the kinds of dates, in words' keys and in ids.
var kinds = [...]string{agreement.Begins: "begins", agreement.CheckIn: "check-in", agreement.OutcomeBy: "outcome", agreement.AgreedOn: "agreed",
	agreement.TermEnds: "term", agreement.LinkEnds: "link", agreement.Ended: "ended", agreement.Review: "review"}

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

// ics returns the days to come as a file for calendar programs; empty where there is none. An event is named by the
// agreement, its kind and its words, so that it keeps its name when its day moves, and a calendar moves it too.
func (l letter) ics() string {
	var events []event
	count := map[string]int{}
	ours := icsID(12, l.business(), l.a.ID)
	for _, d := range l.a.Dates {
		key := kinds[d.Kind] + "\n" + d.What
		count[key]++
		if d.On.Before(l.Offer.Today()) {
			continue
		}
		summary := l.Words.Word("page.letter.event", "business", l.business(), "what", l.occasion(d))
		if d.Who != "" {
			summary = l.Words.Word("page.letter.event_who", "business", l.business(), "what", l.occasion(d), "who", d.Who)
		}
		events = append(events, event{uid: ours + icsID(4, key, strconv.Itoa(count[key])), on: d.On, summary: summary})
	}
	if len(events) == 0 {
		return ""
	}
	return icsText(l.asOf(), events)
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

type event struct {
	uid     string
	on      clock.Date
	summary string
}

// icsText returns the file: lines end with CRLF and are folded at 75 octets. stamp is the day on which the dates were
// last set. Each event must have a day of its own or a summary, and a uid that is no other's.
func icsText(stamp clock.Date, events []event) string {
	var out icsWriter
	out.Grow(256 * (len(events) + 1))
	out.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Upfront//Upfront//EN\r\n")
	stamped := icsDate(stamp)
	for _, e := range events {
		out.WriteString("BEGIN:VEVENT\r\n")
		out.line("UID:" + e.uid)
		out.WriteString("DTSTAMP:" + stamped + "T000000Z\r\nDTSTART;VALUE=DATE:" + icsDate(e.on) + "\r\n")
		out.line("SUMMARY:" + icsEscape.Replace(e.summary))
		out.WriteString("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n")
	}
	out.WriteString("END:VCALENDAR\r\n")
	return out.String()
}

func icsDate(d clock.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

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

type icsWriter struct{ strings.Builder }

// line writes one content line, folded so that no line is longer than 75 octets, and no character is split.
func (w *icsWriter) line(line string) {
	const most = 75
	for room := most; len(line) > room; room = most - 1 {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		w.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	w.WriteString(line + "\r\n")
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
