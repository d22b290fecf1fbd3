package clock

import (
	"math/rand/v2"
	"testing"
	"time"
)

// TestOffsets holds that the cached offsets of a zone are those of package time, at and around every change and at random.
func TestOffsets(t *testing.T) {
	for _, name := range []string{"Europe/London", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia", "UTC"} {
		zone, err := LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		check := func(moment time.Time) {
			_, seconds := moment.In(zone).Zone()
			if got := offset(moment, zone); got != time.Duration(seconds)*time.Second {
				t.Fatalf("%s at %s: %v, want %d s", name, moment.UTC(), got, seconds)
			}
		}
		for _, change := range offsetsOf(zone).changes {
			for _, d := range []time.Duration{-time.Second, 0, time.Second} {
				check(time.Unix(change, 0).Add(d))
			}
		}
		random := rand.New(rand.NewPCG(1, 2))
		for range 2000 {
			check(time.Unix(random.Int64N(200*365*86400)-50*365*86400, random.Int64N(1e9)))
		}
	}
}
