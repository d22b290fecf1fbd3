package agenda_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/agenda"
	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// years are sites, each with the day on which its year begins. What is due in it stands in testdata/<name>.txt, which expected.py
// there works out from the files with dates alone. What is to be asked or told because of a change is worked out by hand:
//   - Cobbold Street Press's term ends on 2 February 2027, and speaking up takes 60 days.
//   - Fig & Fennel's term ends on 3 November 2026, and speaking up takes 30 days.
//   - Harbour Hotel's terms of 6 months from 31 August 2027 end on 29 February and 31 August 2028, and speaking up takes a month.
//     What changes on 1 April 2028 is told 30 days before, on 2 March; what changes on 15 May, on 15 April; on 1 June, on 2 May.
var years = []struct {
	name, dir, first string
	changes          []string
}{
	{name: "example", dir: "../..", first: "2026-03-20", changes: []string{
		"2026-12-04 | ask | cobbold-street-press | Callum Reid | Ros Hartnoll | Ask whether care-desk.put-right may change for them too: within.p3 3d → 5d by now. They keep theirs until they say yes, and their term ends on 2 February 2027",
		"2026-12-04 | ask | cobbold-street-press | Callum Reid | Ros Hartnoll | Offer them care-desk.first-answer as everybody has it by now: target 90% → 95%"}},
	{name: "agency", dir: "../../cmd/upfront/starters/agency", first: "2026-09-14"},
	{name: "courier", dir: "../../cmd/upfront/starters/courier", first: "2026-10-01", changes: []string{
		"2026-10-04 | ask | fig-and-fennel | Jonah Adeyemi | Tamsin Okoro | Offer them answers.first-answer as everybody has it by now: within 4h → 2h"}},
	{name: "msp", dir: "../../cmd/upfront/starters/msp", first: "2026-09-28"},
	{name: "year", dir: "testdata/year", first: "2027-12-01", changes: []string{
		"2028-01-29 | ask | harbour-hotel | Joe Park | Nora Quay | Ask whether care.there may change for them too: within 4h → 6h from 1 April 2028. They keep theirs until they say yes, and their term ends on 29 February 2028",
		"2028-01-29 | ask | harbour-hotel | Joe Park | Nora Quay | Ask whether care (price) may change for them too: price.amount £90 a month → £99 a month from 15 May 2028. They keep theirs until they say yes, and their term ends on 29 February 2028",
		"2028-04-15 | tell |  | Joe Park |  | Write a notice: care (price) changes on 15 May 2028: price.amount £90 a month → £99 a month",
		"2028-04-15 | tell | harbour-hotel | Joe Park | Nora Quay | Tell them that care (price) changes on 15 May 2028: price.amount £90 a month → £99 a month",
		"2028-03-02 | tell |  | Joe Park |  | Write a notice: care.there changes on 1 April 2028: within 4h → 6h",
		"2028-03-02 | tell | harbour-hotel | Joe Park | Nora Quay | Tell them that care.there changes on 1 April 2028: within 4h → 6h",
		`2028-05-02 | tell |  | Ida Moss |  | Write a notice: the policy "What if somebody is stuck?" changes on 1 June 2028. At night we come within the hour`,
		"2028-07-31 | ask | harbour-hotel | Joe Park | Nora Quay | Ask whether care.there may change for them too: within 4h → 6h by now. They keep theirs until they say yes, and their term ends on 31 August 2028"}},
}

// TestAYear walks a year day by day, without changing a file. It holds that each thing that is due has one day and one id, that it is
// in the list of the next 30 days from 30 days before it on, and that it stays for 30 days, or, where a file settles it, until then.
func TestAYear(t *testing.T) {
	for _, y := range years {
		t.Run(y.name, func(t *testing.T) {
			t.Parallel()
			want := slices.Clone(y.changes)
			text, err := os.ReadFile("testdata/" + y.name + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, strings.Split(strings.TrimSpace(string(text)), "\n")...)
			slices.Sort(want)
			var got []string
			for _, e := range walk(t, y.dir, dayOf(t, y.first)) {
				got = append(got, rowOf(e))
			}
			slices.Sort(got)
			for _, row := range got {
				if !slices.Contains(want, row) {
					t.Errorf("too much: %s", row)
				}
			}
			for _, row := range want {
				if !slices.Contains(got, row) {
					t.Errorf("missing: %s", row)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%d things are due, want %d. Where the files of the site have changed: cd testdata && python3 expected.py ../%s %s > %s.txt", len(got), len(want), y.dir, y.first, y.name)
			}
		})
	}
}

// walk returns everything whose day comes in a year, with what was wrong on the way reported.
func walk(t *testing.T, dir string, first clock.Date) []agenda.Entry {
	files := readSite(t, dir)
	last, horizon := first.AddDays(364), 30
	met := map[string]*lifetime{}
	for day := first; !last.Before(day); day = day.AddDays(1) {
		today := map[string]bool{}
		for _, e := range files.due(day, day.AddDays(horizon)) {
			id := e.UID("firm")
			if today[id] {
				t.Errorf("%s: two entries have one id: %s", day, rowOf(e))
			}
			today[id] = true
			if met[id] == nil {
				met[id] = &lifetime{entry: e, from: day}
			}
			if met[id].entry.Day != e.Day {
				t.Errorf("%s: %s was due on %s before", day, rowOf(e), met[id].entry.Day)
			}
			if met[id].to = day; e.At.IsZero() || e.Who == "" {
				t.Errorf("nobody does it, or it comes from nowhere: %s", rowOf(e))
			}
		}
	}
	var all []agenda.Entry
	for _, l := range met {
		if l.entry.Day.Before(first) || last.Before(l.entry.Day) {
			continue
		}
		all = append(all, l.entry)
		if l.from.DaysUntil(l.entry.Day) > horizon || l.from != first && l.from.DaysUntil(l.entry.Day) != horizon && !comesLater(l.entry) {
			t.Errorf("%s is listed from %s on", rowOf(l.entry), l.from)
		}
		if stays := l.entry.Day.DaysUntil(l.to); l.to != last && stays != agreement.Remembered && !goesEarlier(l.entry) {
			t.Errorf("%s is listed until %s", rowOf(l.entry), l.to)
		}
	}
	return all
}

// lifetime is an entry with the days from which and to which it is listed.
type lifetime struct {
	entry    agenda.Entry
	from, to clock.Date
}

// comesLater reports whether an entry is not known 30 days before its day: a second term is asked about once the first is over.
func comesLater(e agenda.Entry) bool { return e.Kind == agenda.Ask }

// goesEarlier reports whether something settles an entry of the walk: a change has come, somebody was there, or the agreement is over.
func goesEarlier(e agenda.Entry) bool {
	return e.Kind == agenda.Ask || e.Kind == agenda.Tell || e.Customer == "mill-flats" ||
		e.Customer == "harbour-hotel" && (e.Kind == agenda.CheckIn || e.Kind == agenda.Aftercare) && e.Day.String() < "2028-01-05"
}

func rowOf(e agenda.Entry) string {
	return strings.Join([]string{e.Day.String(), string(e.Kind), e.Customer, e.Who, e.With, e.What}, " | ")
}

func dayOf(t *testing.T, text string) clock.Date {
	t.Helper()
	day, err := clock.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// site is the files of a site, parsed.
type site struct {
	files      syntax.Files
	archive    *agreed.Archive
	agreements []syntax.Agreement
}

func readSite(t *testing.T, dir string) site {
	t.Helper()
	made, _, err := tree.Read(tree.Folder{Dir: dir, Only: []string{"site.yaml", "content"}})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, made)
}

func parse(t *testing.T, made *tree.Tree) site {
	t.Helper()
	files, problems := syntax.Read(made)
	s := site{files: files, archive: agreed.Open(made)}
	for _, path := range files.Agreements {
		a, more := syntax.ReadAgreement(made, path, time.UTC)
		s.agreements, problems = append(s.agreements, a), append(problems, more...)
	}
	for _, p := range problems {
		t.Error(p.At, p.Message)
	}
	return s
}

// due returns what is due until a day, seen from another.
func (s site) due(today, last clock.Date) []agenda.Entry {
	zone, _ := clock.LoadZone("Europe/London")
	offer, _ := catalog.Resolve(s.files, today.Start(zone).Add(12*time.Hour))
	records := agreement.NewRecords(offer, s.archive)
	all := agenda.Offer(offer, last)
	for _, a := range s.agreements {
		resolved, _ := records.Resolve(a, nil)
		all = append(all, agenda.Agreement(offer, resolved, last)...)
	}
	agenda.Sort(all)
	return all
}
