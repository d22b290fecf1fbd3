package clock

import (
	"archive/zip"
	"bytes"
	_ "embed" // the zone database
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// zoneFiles is the IANA time zone database in the form that Go ships it (lib/time/zoneinfo.zip of Go 1.26; the database
// is in the public domain). The program carries it, because the zone files of machines differ, and so would the pages.
//
//go:embed zoneinfo.zip
var zoneFiles []byte

// zoneData opens the database once.
var zoneData = sync.OnceValues(func() (*zip.Reader, error) {
	return zip.NewReader(bytes.NewReader(zoneFiles), int64(len(zoneFiles)))
})

// LoadZone finds a time zone by its name in the IANA database, such as "Europe/London", or "UTC". The name "Local" is
// refused, because it means something else on every machine. The rules of the zone are those that the program carries.
func LoadZone(name string) (*time.Location, error) {
	text, at := trim(name)
	if text == "UTC" {
		return time.UTC, nil
	}
	if zone, ok := readZone(text); ok {
		return zone, nil
	}
	return nil, fail(at, "write a region and a city, such as Europe/London, or UTC", "%q is no time zone", text)
}

func readZone(name string) (*time.Location, bool) {
	database, err := zoneData()
	if err != nil || !strings.Contains(name, "/") || strings.HasSuffix(name, "/") {
		return nil, false
	}
	file, err := database.Open(name)
	if err != nil {
		return nil, false
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, false
	}
	zone, err := time.LoadLocationFromTZData(name, data)
	return zone, err == nil
}

// Local reads the date and time that wall shows (its zone is ignored) in zone, and returns how often that local time
// occurs: once; twice when the clocks go back, of which t is the first; never (0) when they go forward, when t is the
// time read with the offset before the gap. This is the rule of RFC 5545, section 3.3.5.
func Local(wall time.Time, zone *time.Location) (t time.Time, occurs int) {
	if zone == nil {
		zone = time.UTC
	}
	wall = time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), time.UTC)
	before, after := offset(wall.Add(-24*time.Hour), zone), offset(wall.Add(24*time.Hour), zone)
	first, second := wall.Add(-before).In(zone), wall.Add(-after).In(zone)
	if before == after {
		return first, 1
	}
	firstFits, secondFits := shows(first, wall), shows(second, wall)
	switch {
	case firstFits && secondFits:
		return first, 2
	case firstFits:
		return first, 1
	case secondFits:
		return second, 1
	}
	return first, 0
}

// Again returns the moment at which the clocks of first's zone, which go back soon after it, show the same time for the second
// time.
func Again(first time.Time) time.Time {
	zone := first.Location()
	wall := first.UTC().Add(offset(first, zone))
	return wall.Add(-offset(wall.Add(24*time.Hour), zone)).In(zone)
}

// offset is how far zone is ahead of UTC at t.
func offset(t time.Time, zone *time.Location) time.Duration {
	if d, ok := offsetsOf(zone).at(t); ok {
		return d
	}
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

// offsets are those of a zone between two years. Package time works out the rule of a zone anew each time it is asked
// about a moment behind the last change that its file lists, which is most of them; a million rows ask often.
type offsets struct {
	from, until int64 // seconds since 1970
	changes     []int64
	ahead       []time.Duration // from each change on
}

var knownOffsets sync.Map // of *time.Location

func offsetsOf(zone *time.Location) *offsets {
	if known, ok := knownOffsets.Load(zone); ok {
		return known.(*offsets)
	}
	first, last := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	o := &offsets{from: first.Unix(), until: last.Unix()}
	for t := first; t.Before(last); {
		_, seconds := t.In(zone).Zone()
		o.changes, o.ahead = append(o.changes, t.Unix()), append(o.ahead, time.Duration(seconds)*time.Second)
		_, next := t.In(zone).ZoneBounds()
		if next.IsZero() {
			break
		}
		if !next.After(t) { // on the last day of a leap year package time returns its beginning for its end
			next = t.Add(time.Hour)
		}
		t = next
	}
	known, _ := knownOffsets.LoadOrStore(zone, o)
	return known.(*offsets)
}

func (o *offsets) at(t time.Time) (ahead time.Duration, ok bool) {
	at := t.Unix()
	if at < o.from || at >= o.until {
		return 0, false
	}
	i, exact := slices.BinarySearch(o.changes, at)
	if !exact {
		i--
	}
	return o.ahead[i], true
}

// shows reports whether the clock at t shows the date and time of wall.
func shows(t, wall time.Time) bool {
	return t.UTC().Add(offset(t, t.Location())).Equal(wall)
}

// at returns the moment when it is minutes past midnight on d in zone.
func at(d Date, minutes int, zone *time.Location) time.Time {
	t, _ := Local(d.utc().Add(time.Duration(minutes)*time.Minute), zone)
	return t
}
