package record

import (
	"testing"
	"time"

	"upfront/generator/clock"
)

// FuzzMoment holds that what is read as a moment is within the years that there are, that it shows the text again where
// the clocks showed it once, that the fast parser of the usual form returns what package time does, and that what is
// refused says why and what to write.
func FuzzMoment(f *testing.F) {
	for _, text := range []string{"2026-03-20 12:00", "2026-03-29 02:30", "2026-10-25 02:30", "2026-02-29 00:00", "2026-3-2 1:00", "46101,5", "46101.5", "02/03/2026 10:00", "2026-03-20T12:00:00Z", "0000-01-01 00:00", "9999-12-31 23:59", "", "1e5", "NaN", "20.03.2026 12:00"} {
		for _, format := range []string{"", "excel", "2006-01-02 15:04", "DD.MM.YYYY HH:mm", "02/01/2006 15:04", "rfc3339", "Z07:00"} {
			f.Add(text, format)
		}
	}
	zone, err := clock.LoadZone("Europe/Berlin")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, format string) {
		m := newTimeParser(format, zone)
		at, wrong := m.parse(text)
		if wrong != nil {
			if wrong.message == "" || wrong.help == "" {
				t.Fatalf("%q as %q: %+v", text, format, wrong)
			}
			return
		}
		if at.Year() < 1900-1 || at.Year() > 3000 || at.times < 0 || at.times > 2 {
			t.Fatalf("%q as %q is %s, %d times", text, format, at, at.times)
		}
		if short, ok := m.parseUsual(text); ok {
			wall, err := time.Parse(usualLayout, text)
			long := m.inZone(wall, usualLayout)
			if err != nil || short != long {
				t.Fatalf("%q is %s the short way, and %s the long one: %v", text, short, long, err)
			}
			if shown := at.Format(usualLayout); at.times > 0 && shown != text {
				t.Fatalf("%q is read as %s", text, shown)
			}
			if again := clock.Again(at.Time).Format(usualLayout); at.times == 2 && (again != text || clock.Again(at.Time).Equal(at.Time)) {
				t.Fatalf("%q is the second time at %s", text, clock.Again(at.Time))
			}
		}
	})
}

// TestDaysAsMidnights holds that a column of midnights alone holds days: what was done on one is done when it is over, and a day that was
// agreed goes on to its end. One time of day in the column makes moments of all.
func TestDaysAsMidnights(t *testing.T) {
	const within, agreed = "within: 2d\nclock: calendar\nwindow: 90d\nrecord: {file: records/r.csv, from: a, to: b}", "indicator: {kind: on-time}\nwindow: 90d\nrecord: {file: records/r.csv, due: a, to: b}"
	for name, c := range map[string]struct {
		promise, rows string
		kept, counted int
	}{
		"done on a day":           {within, "2026-03-02 15:00,3/4/2026 12:00:00 AM\n2026-03-13 09:00,3/14/2026 12:00:00 AM\n", 1, 2},
		"done at a midnight":      {within, "2026-03-02 15:00,3/4/2026 12:00:00 AM\n2026-03-13 09:00,3/14/2026 12:00:01 AM\n", 2, 2},
		"and an open one":         {within, "2026-03-02 15:00,2026-03-04 00:00\n2026-03-13 09:00,\n", 0, 2},
		"day numbers":             {within, "46083.625,46085\n", 0, 1}, // 4 March, whose midnight is in time
		"day numbers and moments": {within, "46083.625,46085\n46083.625,46085.5\n", 2, 2},
		"both are days":           {within, "2026-03-02 00:00,2026-03-04 00:00\n2026-03-02 00:00,2026-03-05 00:00\n", 1, 2},
		"agreed for a day":        {agreed, "2026-03-02 00:00:00,2026-03-02 16:00\n2026-03-03 00:00:00,2026-03-04 00:10\n", 1, 2},
		"agreed for a moment":     {agreed, "2026-03-02 00:00:00,2026-03-02 16:00\n2026-03-03 12:00:00,2026-03-03 11:10\n", 1, 2},
		"a sum below":             {within, "2026-03-02 15:00,2026-03-04 00:00\nTotal,12:30\n", 0, 1},
	} {
		r := result(t, offer(t, "Europe/London", "2026-03-20T12:00:00Z", c.promise), "a,b\n"+c.rows)
		if r.Window.Kept != c.kept || r.Window.Counted() != c.counted {
			t.Errorf("%s: %d of %d, want %d of %d", name, r.Window.Kept, r.Window.Counted(), c.kept, c.counted)
		}
	}
}

// TestMidnightsAgainstHours holds that days which are written as midnights are held against no hours, and that the message says so.
func TestMidnightsAgainstHours(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 48h\nclock: calendar\nrecord: {file: records/r.csv, from: a, to: b}")
	_, problems := Count(o, files(map[string]string{"content/records/r.csv": "a,b\n2026-03-02 00:00,2026-03-04 00:00\n2026-03-03 00:00,\n"}))
	const want = "all times of the columns are midnights, so they hold days, and within: 48h counts shorter times"
	if len(problems) != 1 || problems[0].Message != want || problems[0].Help != "Export the times of day too. Or promise days, such as within: 2d." {
		t.Errorf("%+v", problems)
	}
}
