// Package ical writes days for calendar programs (RFC 5545). It reads no calendar, and knows nothing of what the days are for.
package ical

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"upfront/generator/clock"
)

// Event is something on one day. It lasts for the whole day, has no zone, and keeps nobody from being free.
type Event struct {
	UID                  string // keeps its value when the day moves, so that a calendar moves the event too
	On                   clock.Date
	Summary, Description string // Description may be empty
}

// Calendar is a calendar with its events.
type Calendar struct {
	Name   string     // as programs show it; may be empty
	Stamp  clock.Date // the day on which the events were last set
	Events []Event
}

// File returns the file of the calendar, whose lines end with CRLF.
func (c Calendar) File() string {
	var out strings.Builder
	property := func(name, value string) {
		if value != "" {
			out.WriteString(name + ":" + Text(name, value) + "\n")
		}
	}
	out.WriteString("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Upfront//Upfront//EN\n")
	property("X-WR-CALNAME", c.Name)
	for _, e := range c.Events {
		out.WriteString("BEGIN:VEVENT\nUID:" + e.UID + "\nDTSTAMP:" + string(AppendDate(nil, c.Stamp)) + "T000000Z\nDTSTART;VALUE=DATE:" + string(AppendDate(nil, e.On)) + "\n")
		property("SUMMARY", e.Summary)
		property("DESCRIPTION", e.Description)
		out.WriteString("TRANSP:TRANSPARENT\nEND:VEVENT\n")
	}
	out.WriteString("END:VCALENDAR\n")
	return strings.ReplaceAll(out.String(), "\n", "\r\n")
}

// AppendDate appends a day in the form 20260302.
func AppendDate(to []byte, d clock.Date) []byte {
	s := d.String()
	return append(append(append(to, s[:4]...), s[5:7]...), s[8:]...)
}

// Text returns a value of the type TEXT as it stands behind a name and a colon: escaped, and folded at line feeds.
func Text(name, value string) string { return fold(len(name)+1, escaped(value)) }

// escaper writes a value of the type TEXT (RFC 5545, 3.3.11): without control characters, and any line break as \n.
var escaper = func() *strings.Replacer {
	pairs := []string{`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`, "\x7f", ""}
	for c := range byte(0x20) {
		if c != '\t' && c != '\r' && c != '\n' {
			pairs = append(pairs, string(rune(c)), "")
		}
	}
	return strings.NewReplacer(pairs...)
}()

// escaped returns a value as escaper does, at once where there is nothing to escape.
func escaped(value string) string {
	if !strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == '\\' || r == ';' || r == ',' || r == 0x7f }) {
		return value
	}
	return escaper.Replace(value)
}

// fold breaks a value behind so many octets so that no line of the file is longer than 75 octets, and no character is split. A line
// that goes on begins with a space.
func fold(behind int, value string) string {
	var out strings.Builder
	room := 75 - behind
	for len(value) > room {
		cut := room
		for !utf8.RuneStart(value[cut]) {
			cut--
		}
		out.WriteString(value[:cut] + "\n ")
		value, room = value[cut:], 74
	}
	if out.Len() == 0 {
		return value
	}
	return out.String() + value
}

// ID returns n bytes of a digest of the parts, in hexadecimal digits: an id that tells nothing of what it names (RFC 7986, 5.3).
func ID(n int, parts ...string) string {
	text := make([]byte, 0, 256)
	add := func(s string) { text = append(binary.BigEndian.AppendUint32(text, uint32(len(s))), s...) }
	add("upfront/ics")
	for _, s := range parts {
		add(s)
	}
	digest := sha256.Sum256(text)
	return hex.EncodeToString(digest[:n])
}
