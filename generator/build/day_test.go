package build

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/clock"
)

// What the passing of a day changes: pages that say which day it is, and nothing else. Whoever uploads by file uploads these.

// onDay returns every output of a site on a day, with letters opened. The site sets no day itself.
func onDay(t *testing.T, dir string, day time.Time) map[string]string {
	t.Helper()
	in, files := inputOf(t, dir), map[string]string{}
	for _, path := range in.Tree.Paths() {
		data, err := in.Tree.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = string(data)
	}
	files["site.yaml"] = regexp.MustCompile(`(?m)^as_of:.*\n`).ReplaceAllString(files["site.yaml"], "")
	in = inputWith(files)
	in.Fallback = day
	return openedOutputs(t, in)
}

// says reports whether an output names a day, to people or to programs.
func says(output string, day clock.Date, zone *time.Location) bool {
	begin := day.Start(zone)
	for _, text := range []string{begin.Format("2 January 2006"), `"as_of": "` + begin.UTC().Format(time.RFC3339), `"as_of": "` + day.String()} {
		if strings.Contains(output, text) {
			return true
		}
	}
	return false
}

func TestADayChangesOnlyPagesThatSayTheDay(t *testing.T) {
	t.Parallel()
	always := "if-we-get-it-wrong/ index.html promises.json promises/"
	changed := map[string]string{
		"example": "capabilities/care-desk/ capabilities/returns-collection/ capabilities/same-evening/ capabilities/standard-delivery/ " +
			"capabilities/tail-lift/ capabilities/timed-delivery/ letters/fenwick-tiles.html letters/tansy-hill-brewery.html",
		"courier": "capabilities/answers/ capabilities/bike-parcels/ capabilities/empties/ capabilities/regular-rounds/ capabilities/van-deliveries/ letters/portway-dental.html",
		"agency":  "capabilities/logo-and-look/ capabilities/small-jobs/ capabilities/website-build/ capabilities/website-care/ letters/ridge-physio.html",
		"msp":     "capabilities/copies/ capabilities/help-desk/ capabilities/joiners-and-leavers/ capabilities/servers/ capabilities/updates/ letters/kingsdown-joinery.html",
	}
	for name, dir := range sites {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := Load(inputOf(t, dir), nil).Offer
			as := site.Today()
			day, next := as.Start(time.UTC).Add(12*time.Hour), as.AddDays(1)
			before, after := onDay(t, dir, day), onDay(t, dir, day.AddDate(0, 0, 1))
			var got []string
			for _, path := range slices.Sorted(maps.Keys(after)) {
				if before[path] == after[path] {
					continue
				}
				got = append(got, strings.Replace(path, "/index.html", "/", 1))
				if !says(before[path], as, site.Zone) || !says(after[path], next, site.Zone) {
					t.Errorf("%s changes, and does not say the day", path)
				}
			}
			if len(before) != len(after) {
				t.Errorf("%d outputs become %d", len(before), len(after))
			}
			want := slices.Sorted(strings.FieldsSeq(changed[name] + " " + always))
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("changed %v\nwant    %v", got, want)
			}
		})
	}
}
