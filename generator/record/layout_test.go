package record

import (
	"testing"
	"time"
)

// TestFormatsInLetters reads moments as programs write them, each by hand 4 March 2026 at 14:05, or at 02:05.
func TestFormatsInLetters(t *testing.T) {
	afternoon, night := "2026-03-04T14:05:00Z", "2026-03-04T02:05:00Z"
	for _, c := range []struct{ format, text, want string }{
		{"DD.MM.YYYY HH:mm", "04.03.2026 14:05", afternoon},
		{"DD.MM.YYYY HH:mm", "4.3.2026 14:05", afternoon},
		{"DD.MM.YYYY HH.mm", "04.03.2026 14.05", afternoon},
		{"dd/mm/yyyy hh:mm", "04/03/2026 14:05", afternoon},
		{"DD/MM/YYYY HH:MM", "04/03/2026 14:05", afternoon},
		{"DD/MM/YYYY HH:MM:SS", "04/03/2026 14:05:00", afternoon},
		{"MM/DD/YYYY HH:mm", "03/04/2026 14:05", afternoon},
		{"M/D/YY h:mm AM", "3/4/26 2:05 PM", afternoon},
		{"MM/DD/YYYY hh:mm AM/PM", "03/04/2026 02:05 AM", night},
		{"MM/DD/YYYY hh:mm a", "03/04/2026 02:05 PM", afternoon},
		{"AM/PM h:mm DD.MM.YYYY", "PM 2:05 04.03.2026", afternoon},
		{"AM hh:mm, M/D/YY", "AM 02:05, 3/4/26", night},
		{"YYYY-MM-DD a h:mm:ss", "2026-03-04 PM 2:05:00", afternoon},
		{"YYYY. M. D. AM/PM h:mm", "2026. 3. 4. PM 2:05", afternoon},
		{"DD-MMM-YYYY HH:mm", "04-Mar-2026 14:05", afternoon},
		{"YY-MM-DD HH:mm", "26-03-04 14:05", afternoon},
		{"YY-MM-DD HH:mm", "26-03-04 14:05:00", afternoon},
		{"YY-MM-DD HH:mm", "2026-03-04 14:05", afternoon},
		{"DD-MM-YY HH:mm", "04-03-26 14:05:00", afternoon},
		{"06-01-02 15:04", "26-03-04 2:05 PM", afternoon},
		{"YYYY/MM/DD HH:mm", "2026/03/04 14:05", afternoon},
		{"YYYY-MM-DD HH:mm", "2026-03-04 14:05", afternoon},
		{"02/01/2006 15:04", "04/03/2026 14:05", afternoon},
		{"Jan 2, 2006 3:04 PM", "Mar 4, 2026 2:05 PM", afternoon},
		{"AM/PM h:mm DD.MM.YYYY", "AM 12:05 04.03.2026", "2026-03-04T00:05:00Z"},
		{"AM/PM h:mm DD.MM.YYYY", "PM 12:05 04.03.2026", "2026-03-04T12:05:00Z"},
		{"YYYY-MM-DDTHH:mm:ssZ07:00", "2026-03-04T15:05:00+01:00", afternoon},
	} {
		at, wrong := newTimeParser(c.format, time.UTC).parse(c.text)
		if wrong != nil || at.UTC().Format(time.RFC3339) != c.want {
			t.Errorf("%q as %q: %v %v, want %s", c.text, c.format, at, wrong, c.want)
		}
	}
}

// TestOtherFormats holds that a format does not read a year of another length where that could be the day.
func TestOtherFormats(t *testing.T) {
	for _, c := range []struct{ format, text string }{
		{"YYYY-MM-DD HH:mm", "26-02-01 09:00"}, {"2006-01-02", "26-02-01"}, {"iso", "26-02-01"}, {"YY-MM-DD", "26-02-2001"}, {"YY-MM-DD", "6-02-01"}, {"YY-DD-MM", "26/02/01"}, {"MM-DD-YY", "26-02-01"},
	} {
		if at, wrong := newTimeParser(c.format, time.UTC).parse(c.text); wrong == nil || wrong.message == "" || wrong.help == "" {
			t.Errorf("%q as %q: %v", c.text, c.format, at)
		}
	}
}

// TestTwoWays holds which formats read an ambiguous time, with the day, the month and the year first, and that each does.
func TestTwoWays(t *testing.T) {
	for _, c := range []struct{ text, day, month, year string }{
		{"02.06.2026 08:00", "DD.MM.YYYY HH:mm", "MM.DD.YYYY HH:mm", ""},
		{"2/6/26 8:00 PM", "DD/MM/YY hh:mm AM", "MM/DD/YY hh:mm AM", ""},
		{"02-06-2026, 08:00:11", "DD-MM-YYYY, HH:mm:ss", "MM-DD-YYYY, HH:mm:ss", ""},
		{"02/06/2026", "DD/MM/YYYY", "MM/DD/YYYY", ""},
		{"28.11.2026 08:00", "DD.MM.YYYY HH:mm", "", ""},
		{"11/28/2026 8:00 am", "", "MM/DD/YYYY hh:mm AM", ""},
		{"28.13.2026 08:00", "", "", ""},
		{"2026-06-02 08:00", "", "", ""},
		{"26-02-06 08:00", "DD-MM-YY HH:mm", "", "YY-MM-DD HH:mm"},
		{"02/06/11", "DD/MM/YY", "MM/DD/YY", "YY/MM/DD"},
		{"6-02-11", "DD-MM-YY", "MM-DD-YY", ""},
		{"02-06-2011", "DD-MM-YYYY", "MM-DD-YYYY", ""},
		{"11/28/26", "", "MM/DD/YY", ""},
		{"31.02.28", "", "", "YY.MM.DD"},
		{"yesterday", "", "", ""},
	} {
		d, _ := parseDateText(c.text)
		if got, want := formatsOf(c.text, d), [...]string{"", c.day, c.month, c.year}; got != want {
			t.Errorf("%q: %q, want %q", c.text, got, want)
		}
		for order, format := range map[dayOrder]string{dayFirst: c.day, monthFirst: c.month, yearFirst: c.year} {
			want, _ := order.read(d)
			at, wrong := newTimeParser(format, time.UTC).parse(c.text)
			if format != "" && (wrong != nil || at.Day() != want.day || at.Month() != time.Month(want.month) || at.Year() != want.year) {
				t.Errorf("%q as %q: %v %v", c.text, format, at, wrong)
			}
		}
	}
}

// TestFormatOf holds that a format is named where one alone reads all rows, and where that is not sure, none.
func TestFormatOf(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"01.12.2025 10:00,01.12.2025 11:00\n28.12.2025 10:00,\n", "DD.MM.YYYY HH:mm"},
		{"1/12/2025 9:00 PM,1/12/2025 11:00 PM\n1/2/2025 9:00 PM,1/13/2025 11:00 PM\n", "MM/DD/YYYY hh:mm AM"},
		{"31-12-01 10:00,31-12-01 11:00\n31-11-01 10:00,\n", "YY-MM-DD HH:mm"}, // November has no 31st
		{"26-12-01 10:00,26-12-01 11:00\n26-12-02 10:00,\n", ""},               // the year may stand first, or last
		{"26-12-01 10:00,26-12-01 11:00\n9-12-26 10:00,\n", "DD-MM-YY HH:mm"},  // no year has one digit
		{"45989.609722,45989.802083\n46002.5,\n", "excel"},
		{"01.12.2025 10:00,02.12.2025 11:00\n", ""},                                    // either
		{"28.12.2025 10:00,28.12.2025 11:00\n12.28.2025 10:00,\n", ""},                 // neither
		{"28.12.2025 10:00,28.12.2025 11:00\n2025-12-28 10:00,\n", "DD.MM.YYYY HH:mm"}, // and one that needs none
		{"2025-12-28 10:00,2025-12-28 11:00\n", ""},                                    // none is needed
		{"28.12.2025 10:00,45989.802083\n", ""},                                        // not the same
		{"soon,28.12.2025 11:00\n", ""},                                                // no time
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
		if got := formatOf(o.Promises[0], files(map[string]string{"content/records/r.csv": "from,to\n" + c.rows})); got != c.want {
			t.Errorf("%q: got %q, want %q", c.rows, got, c.want)
		}
	}
}
