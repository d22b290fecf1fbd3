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
