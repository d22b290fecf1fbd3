package letter

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"upfront/generator/clock"
)

// Dates for calendar programs (RFC 5545). Every event is a whole day, without a zone, and keeps nobody from being
// free.

// event is one day in a calendar.
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

// icsEscape writes a value of the type TEXT (RFC 5545, 3.3.11). Control characters may not stand in one; a line break
// of any kind is \n.
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

// icsID returns n bytes of a digest of the parts, in hexadecimal: an id that tells nothing of what it names (RFC 7986,
// 5.3).
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
