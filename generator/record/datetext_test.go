package record

import (
	"strings"
	"testing"
	"time"

	"upfront/generator/clock"
)

// TestTimesWithoutFormat reads times that can be read in one way alone, in New York, each by hand in UTC, with its unit.
func TestTimesWithoutFormat(t *testing.T) {
	zone, err := clock.LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	units := map[clock.Unit]string{clock.Minute: "minute", clock.Day: "day", clock.Month: "month"}
	m := newTimeParser("", zone)
	for text, want := range map[string]string{
		"2016-03-14 09:05":                  "2016-03-14T13:05:00Z minute",
		"2016-03-14T09:05:07":               "2016-03-14T13:05:07Z minute",
		"2016-03-14 9:05":                   "2016-03-14T13:05:00Z minute",
		"2016-03-14T09:05:07.250Z":          "2016-03-14T09:05:07.25Z minute",
		"2016-03-14T09:05:07,25+01:00":      "2016-03-14T08:05:07.25Z minute",
		"2016-03-14 09:05:07.123456789":     "2016-03-14T13:05:07.123456789Z minute",
		"2016-03-14T09:05:07+0100":          "2016-03-14T08:05:07Z minute",
		"2016-03-14 09:05:07+01":            "2016-03-14T08:05:07Z minute",
		"2016-03-14 09:05:07 +00":           "2016-03-14T09:05:07Z minute",
		"2016-03-14 09:05 -0330":            "2016-03-14T12:35:00Z minute",
		"2016-03-14 09:05:07 UTC":           "2016-03-14T09:05:07Z minute",
		"2016-03-14 09:05:07 GMT":           "2016-03-14T09:05:07Z minute",
		"2016-03-14, 09:05 PM":              "2016-03-15T01:05:00Z minute",
		"2016/03/14 09:05":                  "2016-03-14T13:05:00Z minute",
		"2016/3/4":                          "2016-03-04T05:00:00Z day",
		"2016.03.14":                        "2016-03-14T04:00:00Z day",
		"2016-03-14":                        "2016-03-14T04:00:00Z day",
		"20160314":                          "2016-03-14T04:00:00Z day",
		"20160314T090507Z":                  "2016-03-14T09:05:07Z minute",
		"20160314T0905":                     "2016-03-14T13:05:00Z minute",
		"14/Mar/16 09:05 AM":                "2016-03-14T13:05:00Z minute",
		"14/Mar/16 9:05 PM":                 "2016-03-15T01:05:00Z minute",
		"14/Mar/16 12:05 AM":                "2016-03-14T04:05:00Z minute",
		"14/Mar/16 12:05 p.m.":              "2016-03-14T16:05:00Z minute",
		"14-MAR-2016":                       "2016-03-14T04:00:00Z day",
		"14 March 2016 09:05":               "2016-03-14T13:05:00Z minute",
		"4. Sept. 2016":                     "2016-09-04T04:00:00Z day",
		"Mar 14, 2016":                      "2016-03-14T04:00:00Z day",
		"March 4, 2016 at 9:05 AM":          "2016-03-04T14:05:00Z minute",
		"2016-Mar-14 09:05":                 "2016-03-14T13:05:00Z minute",
		"Mon, 14 Mar 2016 09:05:07 +0100":   "2016-03-14T08:05:07Z minute",
		"Mon, 14 Mar 2016 09:05:07 GMT":     "2016-03-14T09:05:07Z minute",
		"14 Mar 2016 09:05 +0000 (UTC)":     "2016-03-14T09:05:00Z minute",
		"Monday, March 14, 2016 9:05:07 AM": "2016-03-14T13:05:07Z minute",
		"Mon Mar 14 2016 09:05:07 GMT+0100 (Central European Standard Time)": "2016-03-14T08:05:07Z minute",
		"2016-03":    "2016-03-01T05:00:00Z month",
		"2016/03":    "2016-03-01T05:00:00Z month",
		"March 2016": "2016-03-01T05:00:00Z month",
		"Mar-16":     "2016-03-01T05:00:00Z month",
	} {
		at, wrong := m.parse(text)
		if wrong != nil {
			t.Errorf("%q: %s", text, wrong.message)
		} else if got := at.UTC().Format(time.RFC3339Nano) + " " + units[at.unit]; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestNoTimes holds what is no time, or none that can be read in one way: 30 February, hour 13 PM, a zone of a few letters, and
// the like.
func TestNoTimes(t *testing.T) {
	m := newTimeParser("", time.UTC)
	for _, text := range []string{
		"2016-02-30", "2016-13-01", "2016-00-10", "2016-03-14 24:00", "2016-03-14 9:5", "2016-03-14 13:05 PM", "2016-03-14 0:05 AM", "2016-03-14 09:05 EST", "2016-03-14 09:05 CET",
		"2016-03-14T", "2016-03-14 at", "2016-03-14 09:05:60", "2016-03-14 09:05 +15:00", "2016-03-14 09:05 +1", "14/Mär/16", "Mar 14", "14 Mar", "March", "32/Mar/16", "Mon", "2016", "2016-3",
		"2016-03/14", "14/03-2016", "1/2/3", "14 03 2016", "20160314T09", "20161314", "201603", "2016-03-14 09:05 (UTC", "0016-03-14", "5", "1,250", "soon", "-", "2016-03-14 09.05", "9:05",
	} {
		if at, wrong := m.parse(text); wrong == nil || wrong.message == "" || wrong.help == "" {
			t.Errorf("%q is %v", text, at)
		}
	}
}

// TestTimesOfAColumn holds which times are read since all rows have one reading, each by the beginnings of the rows in UTC.
func TestTimesOfAColumn(t *testing.T) {
	for name, c := range map[string]struct{ rows, want string }{
		"the day first":         {"01/03/2026 10:00,\n13/03/2026 10:00,\n", "03-01 10:00, 03-13 10:00"},
		"the month first":       {"01/03/2026 10:00,\n03/13/2026 10:00,\n", "01-03 10:00, 03-13 10:00"},
		"shown by an end":       {"01/03/2026 10:00,13/03/2026 09:00\n", "03-01 10:00"},
		"short years":           {"1.3.26,\n13.3.26,\n", "03-01 00:00, 03-13 00:00"},
		"a short year first":    {"31-03-01 10:00,\n31-02-13,\n", "03-01 10:00, 02-13 00:00"},
		"a short year, either":  {"13/03/26 10:00,\n01/03/26 10:00,\n", "none"},
		"a short year, or not":  {"13/03/26 10:00,\n01/03/2026 10:00,\n", "03-13 10:00, 03-01 10:00"},
		"AM and PM":             {"3/1/26 9:05 PM,3/13/26 9:05 AM\n", "03-01 21:05"},
		"with others":           {"2026-03-02 08:00,\n01-03-2026,\n13-03-2026 10:00:30,\n4 Mar 2026,\n", "03-02 08:00, 03-01 00:00, 03-13 10:00, 03-04 00:00"},
		"with a zone":           {"13/03/2026 10:00 +0100,\n", "03-13 09:00"},
		"above a sum":           {"13/03/2026 10:00,\nTotal,03/14/2026\n", "03-13 10:00"},
		"seconds":               {"1772359200,1772362800\n1772359260.5,\n", "03-01 10:00, 03-01 10:01"},
		"milliseconds":          {"1772359200000,\n", "03-01 10:00"},
		"days of Excel":         {"46082,\n46082.4166667,46083\n", "03-01 00:00, 03-01 10:00"},
		"days, with commas":     {"\"46082,4166667\",\n", "03-01 10:00"},
		"all within twelve":     {"01/03/2026 10:00,\n02/03/2026 10:00,\n", "none"},
		"contradicting":         {"13/03/2026 10:00,\n03/14/2026 10:00,\n", "none"},
		"numbers of two kinds":  {"46082,\n1772359200,\n", "none"},
		"a number among others": {"2026-03-01 10:00,\n46083,\n", "03-01 10:00"},
		"others among numbers":  {"46083,\n2026-03-01 10:00,\n", "03-01 10:00"},
		"other numbers":         {"12,\n7,\n", "none"},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
		var got []string
		r, _ := openRows("records/r.csv", files(map[string]string{"content/records/r.csv": "from,to\n" + c.rows}), "from", "to")
		counter := newCounter(o, o.Promises[0])
		counter.rows, counter.files, counter.columns = r, files(map[string]string{"content/records/r.csv": "from,to\n" + c.rows}), columns{to: 1, due: -1, took: -1, id: -1, ok: -1, total: -1, down: -1}
		for r.next() {
			if m, wrong := counter.parseMoment(r.field(0)); wrong == nil {
				got = append(got, m.UTC().Format("01-02 15:04"))
			}
		}
		if text := orElse(strings.Join(got, ", "), "none"); text != c.want {
			t.Errorf("%s: %s, want %s", name, text, c.want)
		}
	}
}
