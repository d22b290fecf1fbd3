package site_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"upfront/generator/internal/sample"
	"upfront/generator/site"
	"upfront/generator/view"
)

// desk resolves the sample site with one capability "van" of these promises, and counts its records.
func desk(t *testing.T, promises string, more map[string]string) site.Desk {
	t.Helper()
	s := sample.Read(t, sample.Van(promises, more))
	return site.NewDesk(s.Offer, sample.Theme(t), s.Book(t))
}

func TestNothingIsSaidOfWhatCannotBeCounted(t *testing.T) {
	for _, limit := range []string{"at_most: 4h", "indicator: {from: a, to: b}", "indicator: {kind: statement}, at_most: 5"} {
		promise := "  - {id: p, says: We do it., commitment: target, target: 90%, window: 90d, " + limit + ", record: {file: records/r.csv, from: began, to: ended, excluded: why}}\n"
		d := desk(t, promise, sample.Record([3]int{2, 20, 20}))
		if got := d.Promise("van.p").Record; got != nil {
			t.Errorf("%s: %+v", limit, got)
		}
		if doing := d.Doing(); doing != nil {
			t.Errorf("%s: %+v", limit, doing)
		}
		if data, err := d.JSON(); err != nil || strings.Contains(string(data), "counted") {
			t.Errorf("%s: %s, %v", limit, data, err)
		}
	}
}

func TestAMissedLevelIsNamed(t *testing.T) {
	const mended = "  - {id: p, says: It is mended., commitment: target, by: level, within: {p1: 4h, p2: 3d}, clock: calendar, target: 90%, window: 90d, indicator: {kind: resolution, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended, level: level}}\n"
	text := "began,ended,level\n2026-02-01 00:00,2026-02-01 01:00,p1\n" + strings.Repeat("2026-02-01 00:00,2026-02-02 00:00,p1\n", 4) + strings.Repeat("2026-02-01 00:00,2026-02-02 00:00,p2\n", 95)
	d := desk(t, mended, map[string]string{"content/records/r.csv": text})
	got := d.Promise("van.p").Record
	if got.State.Text != "Missed" || got.Says != "Kept 96 of 100 over the last 90 days, which is 96%; Urgent: 1 of 5, less than promised." || got.Detail != "Urgent: 1 of 5, less than promised. Ordinary: 95 of 95." {
		t.Errorf("%q %q %q", got.State.Text, got.Says, got.Detail)
	}
	type promise struct {
		ID     string
		Record struct {
			State         string
			Kept, Counted int
			Missed        []string `json:"missed_levels"`
		}
	}
	var file struct{ Promises []promise }
	data, err := d.JSON()
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(file.Promises, func(p promise) bool { return p.ID == "van.p" })
	if r := file.Promises[i].Record; r.State != "missed" || r.Kept != 96 || r.Counted != 100 || !slices.Equal(r.Missed, []string{"p1"}) {
		t.Errorf("%+v", r)
	}
}

const second = "  - {id: q, says: We ring first., commitment: target, within: 48h, target: 95%, window: 90d, indicator: {kind: duration, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended}}\n"

func TestDoing(t *testing.T) {
	d := desk(t, sample.OnTime+second, sample.Record([3]int{2, 36, 4}))
	got := d.Doing()
	if got == nil || got.Says != "Not all were kept as often as we said. Those that weren’t come first." {
		t.Fatalf("%+v", got)
	}
	var says []string
	for _, i := range got.Items {
		says = append(says, i.Record.State.Text+": "+i.Promise.Text+" "+i.Record.Says)
	}
	want := []string{"Missed: We ring first. Kept 36 of 40 over the last 90 days.", "Kept: We are on time. Kept 36 of 40 over the last 90 days."}
	if !reflect.DeepEqual(says, want) {
		t.Errorf("\n got %q\nwant %q", says, want)
	}
	if got := desk(t, second, sample.Record([3]int{2, 36, 4})).Doing().Says; got != "It was kept less often than we said." {
		t.Errorf("one that was missed: %q", got)
	}
	if got := desk(t, sample.OnTime, sample.Record([3]int{2, 36, 4})).Doing().Says; got != "It was kept as often as we said." {
		t.Errorf("one that was kept: %q", got)
	}
	young := recordsOf(map[string][2]int{"b": {40, 0}, "c": {3, 0}})
	if got := desk(t, promiseOf("b", "We come.", "target", "")+promiseOf("c", "We ring.", "target", ""), young).Doing().Says; got != "Every promise we can judge so far was kept as often as we said. The closest call comes first." {
		t.Errorf("one that was kept, and one that nobody can judge: %q", got)
	}
	if got := desk(t, sample.OnTime, sample.Record([3]int{2, 3, 0})).Doing(); got.Says != "Too few to judge so far." || got.Items[0].Record.State.Text != "Cannot tell yet" || len(got.Items[0].Record.Line.Dots) != 3 {
		t.Errorf("too few: %+v", got)
	}
}

func TestShortfalls(t *testing.T) {
	files := sample.Record([3]int{2, 20, 20})
	files["content/notices/snow.md"] = "---\ntitle: Snow on the A66\nkind: delay\naffects: [van]\nnoticed: 2026-02-03T07:00:00Z\ntold: 2026-02-03T07:20:00Z\nresolved: 2026-02-04T07:00:00Z\n---\nWe rang each of you.\n"
	files["content/notices/old.md"] = strings.ReplaceAll(strings.ReplaceAll(files["content/notices/snow.md"], "2026-02", "2025-02"), "Snow", "Old snow")
	files["content/notices/other.md"] = strings.ReplaceAll(strings.ReplaceAll(files["content/notices/snow.md"], "[van]", "[desk]"), "Snow", "Other snow")
	got := desk(t, sample.OnTime, files).Shortfalls()
	want := []site.Shortfall{{Promise: view.Link{Text: "We are on time.", Href: "../capabilities/van/#p-p"}, From: "A van", Says: "20 of 40 fell short over the last 90 days.",
		Told: []view.Link{{Text: "Snow on the A66", Href: "../notices/snow/"}}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	for kept, want := range map[int]string{40: "", 36: "4 of 40 fell short over the last 90 days."} { // of which 36 are enough
		d := desk(t, sample.OnTime, sample.Record([3]int{2, kept, 40 - kept}))
		if got := d.Shortfalls(); len(got) > 0 {
			t.Errorf("%d of 40 are no shortfall: %+v", kept, got)
		}
		var missed string
		for _, g := range d.Misses() {
			for _, m := range g.Misses {
				missed += m.Missed
			}
		}
		if missed != want {
			t.Errorf("of 40, %d were kept, and the page says %q, want %q", kept, missed, want)
		}
	}
}

func TestAcknowledged(t *testing.T) {
	kept, missed := sample.Record([3]int{2, 40, 0}), sample.Record([3]int{2, 20, 20})
	for _, c := range []struct {
		name, until string
		files       map[string]string
		want        string
	}{
		{"missed", "2026-03-20", missed, "Two vans are being repaired."},
		{"its day is over", "2026-03-19", missed, ""},
		{"kept again", "2026-05-01", kept, ""},
		{"nothing is counted yet", "2026-05-01", sample.Record([3]int{3, 1, 0}), "Two vans are being repaired."},
	} {
		promise := strings.Replace(sample.OnTime, "target: 90%", "target: 90%, acknowledge: {until: "+c.until+", because: Two vans are being repaired}", 1)
		d := desk(t, promise, c.files)
		var got string
		if a := d.Promise("van.p").Acknowledged; a != nil {
			got = a.Because
		}
		var short string
		for _, s := range d.Shortfalls() {
			short += s.Because
		}
		if got != c.want || short != c.want {
			t.Errorf("%s: the promise says %q, the page of what went wrong %q; want %q", c.name, got, short, c.want)
		}
	}
}

func TestPromisesJSONCounts(t *testing.T) {
	text, err := desk(t, sample.OnTime, sample.Record([3]int{2, 36, 4})).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Promises []struct {
			ID     string
			Means  string
			Record map[string]any
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, p := range file.Promises {
		if p.ID != "van.p" {
			continue
		}
		want := map[string]any{"state": "kept", "unit": "case", "counted": 40.0, "kept": 36.0, "excluded": 0.0, "from": "2025-12-20T12:00:00Z", "until": "2026-03-20T12:00:00Z"}
		if p.Means != "Expect it within 48 hours 9 times out of 10." || !reflect.DeepEqual(p.Record, want) {
			t.Errorf("%q %v", p.Means, p.Record)
		}
		return
	}
	t.Errorf("the promise is missing: %s", text)
}
