package syntax

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// TestEncodings reads files in the ways that editors write them.
func TestEncodings(t *testing.T) {
	const text = "title: Größe\nsummary: B\nsumary: C\n"
	slip := `-- 3:1+6 schema-unknown-key: there is no field "sumary" in a capability`
	for _, c := range []struct{ name, text, want string }{
		{"as it should be", text, slip},
		{"with a byte order mark", "\ufeff" + text, slip},
		{"with line ends of Windows", strings.ReplaceAll(text, "\n", "\r\n"), slip},
		{"with line ends of old Macs", strings.ReplaceAll(text, "\n", "\r"), "-- 1:1+0 yaml-syntax: the lines of the file end as they did on very old Macs, so that all of it is one line"},
		{"UTF-16 with a mark", inUTF16("\ufeff"+text, false), "-- 1:1+0 text-encoding: the file is written in UTF-16, not in UTF-8"},
		{"UTF-16, the other way round", inUTF16("\ufeff"+text, true), "-- 1:1+0 text-encoding: the file is written in UTF-16, not in UTF-8"},
		{"UTF-16 without a mark", inUTF16(text, false), "-- 1:1+0 text-encoding: the file is written in UTF-16, not in UTF-8"},
		{"a mark in the middle", "title: A\nsummary: B\ufeffC\n", "-- 2:11+1 yaml-syntax: an invisible character (U+FEFF) stands here"},
		{"Windows-1252", "title: Gr\xf6\xdfe\nsummary: \x93B\x94\n", "-- 1:10+1 text-encoding: a character here is not UTF-8 (nor are 3 others)"},
		{"a letter that Windows-1252 has not", "title: A\nsummary: \x81\n", "-- 2:10+1 text-encoding: a character here is not UTF-8"},
		{"a control character in a quoted text", "title: A\nsummary: \"B\x1b[31m\"\n", "-- 2:12+1 yaml-syntax: an invisible character (U+001B) stands here"},
	} {
		_, problems := decode(capabilityTable, "f", 1, []byte(c.text), time.UTC)
		if got, _, _ := strings.Cut(report(problems), "\n"); got != c.want || len(problems) != 1 {
			t.Errorf("%s:\ngot  %s\nwant %s\n%v", c.name, got, c.want, problems)
		}
	}
}

func inUTF16(text string, big bool) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		if big {
			out = append(out, byte(unit>>8), byte(unit))
		} else {
			out = append(out, byte(unit), byte(unit>>8))
		}
	}
	return string(out)
}

func TestSizeLimit(t *testing.T) {
	text := "title: A\nsummary: B\n"
	most := text + strings.Repeat("#", 1<<20-len(text))
	if _, problems := decode(capabilityTable, "f", 1, []byte(most), time.UTC); len(problems) != 0 {
		t.Errorf("1 MiB is refused: %v", problems)
	}
	_, problems := decode(capabilityTable, "f", 1, []byte(most+"#"), time.UTC)
	if len(problems) == 0 || problems[0].Rule != "yaml-limits" {
		t.Errorf("more than 1 MiB is read: %v", problems)
	}
}

func TestEmptyBlockKeepsItsPlace(t *testing.T) {
	c, _ := decode(capabilityTable, "f", 1, []byte("title: A\nsummary: |\n\nowner: Ama\n"), time.UTC)
	if c.Summary.IsSet() {
		t.Errorf("an empty text is read at %s", c.Summary.At)
	}
	c, _ = decode(capabilityTable, "f", 1, []byte("title: A\nsummary: |2\n\n    text\nowner: Ama\n"), time.UTC)
	if c.Summary.At.String() != "f:4:5" || c.Summary.V != "\n  text\n" {
		t.Errorf("%q at %s", c.Summary.V, c.Summary.At)
	}
}
