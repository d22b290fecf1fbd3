package build

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/publish"
)

// withRecord is the small site with a record of two rows, and words of its public policy.
func withRecord(words string) map[string]string {
	files := small()
	files["content/capabilities/vans.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "    window: 90d\n",
		"    window: 90d\n    exclusions: [{id: iso27001, what: A closed road}]\n    record: {file: records/vans.csv, from: began, to: ended, excluded: why}\n", 1)
	files["content/records/vans.csv"] = "id,Customer,began,ended,why,route,by,case,note\n" +
		"V0001,Kestrel Lamps,2026-03-03 08:11,2026-03-03 10:00,,A66B,ann@lamps.example,2026-00471,\n" +
		"V0002,Kestrel Lamps,2026-03-04T09:00:00Z,2026-03-04 10:30,,A66B,ann@lamps.example,,\"Wrote twice,\nto <bo@lamps.example>.\"\n" +
		"V0003,,2026-03-05 09:00,2026-03-05 10:30,iso27001,Leeds,4711,2026-03-05,0113 496 0120\n"
	files["content/notices/road.md"] = "---\ntitle: A road was closed\nkind: delay\naffects: [vans]\nnoticed: 2026-03-04T09:00:00Z\ntold: 2026-03-04T09:20:00Z\nresolved: 2026-03-04T12:00:00Z\n---\nIt is open again.\n"
	files["content/policies/late.md"] += "\n" + words + "\n"
	return files
}

// TestRowsOfARecordStayPrivate holds what tells of one row against the pages, and lets pass what does not.
func TestRowsOfARecordStayPrivate(t *testing.T) {
	for words, at := range map[string]string{
		"Parcel V0002 was late.":                 "content/records/vans.csv:3:1",
		"We lost a parcel of Kestrel Lamps.":     "content/records/vans.csv:2:7",
		"It began at 2026-03-03 08:11 sharp.":    "content/records/vans.csv:2:21",
		"Ann (ann@lamps.example) rang.":          "content/records/vans.csv:2:61",
		"Case 2026-00471 is closed.":             "content/records/vans.csv:2:79",
		"Bo (bo@lamps.example) wrote.":           "content/records/vans.csv:3:85",
		"She rang from 0113 496 0120.":           "content/records/vans.csv:5:73",
		"On 2026-03-05 it snowed.":               "", // a day alone
		"The A66B is long, and Leeds is far.":    "", // a route of several rows, and a word
		"We are iso27001, and 4711 is a scent.":  "", // an exclusion, and a short number
		"Parcel V00022 was on time.":             "", // a part of a longer word
		"The road was closed on 4 March at 9:00": "", // its notice says so too, in a way that machines read
	} {
		dir := filepath.Join(t.TempDir(), "public")
		out, _, err := Open(inputWith(withRecord(words)), nil).Publish(dir, false, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(out.Problems, func(p diag.Problem) bool { return p.Rule == leak.RulePrivate })
		switch {
		case at == "" && (out.Refused || i >= 0):
			t.Errorf("%s: refused:\n%v", words, said(out.Problems))
		case at != "" && (!out.Refused || i < 0 || out.Problems[i].At.String() != at || out.Problems[i].Message != "this value of a record would be readable on policies/late/index.html"):
			t.Errorf("%s: want %s, got %s\n%v", words, at, said(out.Problems), out.Problems)
		}
	}
}

// TestALeakOfARecordIsRemembered holds that a second build says the same, and that it is mended with the page.
func TestALeakOfARecordIsRemembered(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	in := inputWith(withRecord("All is well."))
	in.Memory = publishTo(t, in, dir).Memory
	bad := inputWith(withRecord("Parcel V0002 was late."))
	bad.Memory = in.Memory
	for range 2 {
		out, _, err := Open(bad, nil).Publish(dir, false, publish.Options{State: dir + ".state"})
		if err != nil || !out.Refused {
			t.Fatalf("published: %v\n%s", err, said(out.Problems))
		}
		bad.Memory = out.Memory
	}
	good := inputWith(withRecord("All is well."))
	good.Memory = bad.Memory
	publishTo(t, good, dir)
}
