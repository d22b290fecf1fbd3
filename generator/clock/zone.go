package clock

import (
	"archive/zip"
	"bytes"
	"cmp"
	_ "embed" // the zone database
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"upfront/generator/parse"
)

// zoneFiles is the IANA time zone database, with the files that Go ships (lib/time/zoneinfo.zip of Go 1.26, packed anew with
// zip -9 -X; the database is in the public domain). The program carries it, because the zone files of machines differ, and so
// would the pages.
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
	return parse.Trimmed(name, func(text string) (*time.Location, *parse.Error) {
		if text == "UTC" {
			return time.UTC, nil
		}
		if zone, err := readZone(text); err == nil {
			return zone, nil
		}
		return nil, parse.Fail(0, "write a region and a city, such as Europe/London, or UTC", "%q is no time zone", text)
	})
}

func readZone(name string) (*time.Location, error) {
	database, err := zoneData()
	if err != nil || !strings.Contains(name, "/") {
		return nil, cmp.Or(err, fs.ErrNotExist)
	}
	data, err := fs.ReadFile(database, name)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData(name, data)
}

// Local reads the date and time that wall shows (its zone is ignored) in zone, and returns how often that local time
// occurs: once; twice when the clocks go back, of which t is the first; never (0) when they go forward, when t is the
// time read with the offset before the gap. This is the rule of RFC 5545, section 3.3.5.
func Local(wall time.Time, zone *time.Location) (t time.Time, occurs int) {
	zone = cmp.Or(zone, time.UTC)
	wall = time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), time.UTC)
	before, after := offset(wall.Add(-24*time.Hour), zone), offset(wall.Add(24*time.Hour), zone)
	first, second := wall.Add(-before).In(zone), wall.Add(-after).In(zone)
	if before == after {
		return first, 1
	}
	firstFits, secondFits := offset(first, zone) == before, offset(second, zone) == after
	switch {
	case firstFits && secondFits:
		return first, 2
	case secondFits:
		return second, 1
	case firstFits:
		return first, 1
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

// offset returns how far zone is ahead of UTC at t.
func offset(t time.Time, zone *time.Location) time.Duration {
	o, second := offsetsOf(zone), t.Unix()
	if second < o.from || second >= o.until {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	i, exact := slices.BinarySearch(o.changes, second)
	if !exact {
		i--
	}
	return o.ahead[i]
}

// offsets holds the offsets of a zone between two years. Package time works out the rule of a zone anew for each moment behind
// the last change that its file lists, which is most of them; a million rows ask often.
type offsets struct {
	from, until int64 // seconds since 1970
	changes     []int64
	ahead       []time.Duration // from each change on
}

var cachedOffsets sync.Map // of *time.Location

func offsetsOf(zone *time.Location) *offsets {
	if cached, ok := cachedOffsets.Load(zone); ok {
		return cached.(*offsets)
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
	cached, _ := cachedOffsets.LoadOrStore(zone, o)
	return cached.(*offsets)
}

// atMinute returns the moment that is minutes past midnight on d in zone.
func (d Date) atMinute(minutes int, zone *time.Location) time.Time {
	t, _ := Local(d.utc().Add(time.Duration(minutes)*time.Minute), zone)
	return t
}

// atTimeOf returns the moment on d at which the clock shows the same time as at t, in the zone of t.
func (d Date) atTimeOf(t time.Time) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	t, _ = Local(wall, t.Location())
	return t
}
