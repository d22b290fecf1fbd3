package record_test

import (
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

const bent = `---
title: What if you cancel?
exceptions:
  - {id: ill, when: Somebody is ill, do: Nothing is charged, decides: ama}
  - {id: fourth, when: It is the fourth time, do: Waive it, decides: callum, limit: 2 a month}
---
A day before.
`

// readUses returns the uses in a file as text, and its problems, on 20 March 2026.
func readUses(t *testing.T, csv string, more map[string]string) (uses, said []string) {
	t.Helper()
	files := map[string]string{
		"site.yaml":                          "business: {name: N}\ntimezone: Europe/London\npeople: {ama: {name: Ama Boateng}, callum: {name: Callum Reid}}\n",
		"content/policies/money/cancel.md":   bent,
		"content/policies/late.md":           "---\ntitle: Late?\nexceptions: [{when: It snows, do: We ring, decides: ama}]\n---\nWe ring.\n",
		"content/records/exceptions.csv":     csv,
		"content/capabilities/cleaning.yaml": "title: Cleaning\n",
	}
	for path, text := range more {
		files[path] = text
	}
	if files["content/records/exceptions.csv"] == "" {
		delete(files, "content/records/exceptions.csv")
	}
	list := tree.Of(files)
	written, _ := syntax.Read(list)
	offer, _ := catalog.Resolve(written, time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC))
	all, problems := record.Uses(offer, []string{"fenwick-tiles", "skelder-outdoor"}, func(path string) (io.ReadCloser, error) {
		if !list.Has(path) {
			return nil, fs.ErrNotExist
		}
		return list.Open(path)
	})
	for _, u := range all {
		when := "?"
		if u.Exception != nil {
			when = u.Exception.When.V
		}
		uses = append(uses, strings.Join([]string{u.On.String(), u.Policy.ID, when, u.Customer, u.By}, " | "))
	}
	for _, p := range problems {
		said = append(said, p.At.String()+" "+string(p.Rule)+": "+p.Message+" | "+p.Help)
	}
	return uses, said
}

// TestUses holds which rows of records/exceptions.csv count: whatever the order of the columns and their separator, and with a customer
// who has no agreement.
func TestUses(t *testing.T) {
	uses, said := readUses(t, "Policy;On;By;Customer\nmoney/cancel.ill;2026-03-02;ama;fenwick-tiles\nlate;2 Mar 2026;any driver;Fenwick Tiles\n\nmoney/cancel;2026-03-20;;Mrs Holt\nlate;2026-01-02;Callum Reid;\n", nil)
	want := []string{
		"2026-03-02 | money/cancel | Somebody is ill | fenwick-tiles | ama",
		"2026-03-02 | late | It snows | fenwick-tiles | any driver",
		"2026-03-20 | money/cancel | ? | Mrs Holt | ",
		"2026-01-02 | late | It snows |  | Callum Reid",
	}
	if !reflect.DeepEqual(uses, want) || said != nil {
		t.Errorf("\n got %q\nwant %q\nand %q", uses, want, said)
	}
	for name, more := range map[string]map[string]string{
		"no file":               {"content/records/exceptions.csv": ""},
		"a record of a promise": {"content/capabilities/cleaning.yaml": "title: Cleaning\npromises: [{id: a, says: We come., commitment: target, within: 1h, indicator: {kind: duration}, record: {file: records/exceptions.csv, from: on, to: by}}]\n"},
	} {
		if uses, said := readUses(t, "on,policy\n2026-03-02,lat\n", more); uses != nil || said != nil {
			t.Errorf("%s: %q, %q", name, uses, said)
		}
	}
}

// TestSlipsInUses holds where a slip of the pen is told, and what is meant.
func TestSlipsInUses(t *testing.T) {
	const file = "content/records/exceptions.csv:"
	for csv, want := range map[string]string{
		"on,policy,customer,by\n2026-02-30,late,,\n":               file + `2:1 record-format: "2026-02-30" is no day | Write it as 2026-03-20: the year, the month, the day.`,
		"on,policy,customer,by\n03/04/2026,late,,\n":               file + `2:1 record-format: "03/04/2026" is no day | Write it as 2026-03-20: the year, the month, the day.`,
		"on,policy,customer,by\n,late,,\n":                         file + `2:1 record-format: the row does not say on which day | Write it as 2026-03-20: the year, the month, the day.`,
		"on,policy,customer,by\n2026-03-21,late,,\n":               file + `2:1 record-format: 2026-03-21 is yet to come | Write the day on which the policy was bent.`,
		"on,policy,customer,by\n2026-03-02,latte,,\n":              file + `2:12 ref-unknown: there is no policy "latte" | Did you mean "late"?`,
		"on,policy,customer,by\n2026-03-02,refunds,,\n":            file + `2:12 ref-unknown: there is no policy "refunds" | The policies are: late, money/cancel.`,
		"on,policy,customer,by\n2026-03-02,money/cancel.forth,,\n": file + `2:12 ref-unknown: "money/cancel" has no exception "forth" | Did you mean "fourth"?`,
		"on,policy,customer,by\n2026-03-02,late.snow,,\n":          file + `2:12 ref-unknown: "late" has no exception "snow" | Give it id: snow in the policy, or write late alone.`,
		"on,policy,customer,by\n2026-03-02,late,fenwik-tiles,\n":   file + `2:17 ref-unknown: there is no agreement "fenwik-tiles" | Did you mean "fenwick-tiles"? A customer without an agreement stands under their name.`,
		"on,policy,customer,by\n2026-03-02,late,,Calum Reid\n":     file + `2:18 ref-unknown: there is nobody called "Calum Reid" | Did you mean "Callum Reid"?`,
		"day,policy,customer,by\n2026-03-02,late,,\n":              file + `1 record-format: "content/records/exceptions.csv" has no column "on" | Its first line is on,policy,customer,by; it has day,policy,customer,by.`,
		"on,polcy,customer,by\n2026-03-02,late,,\n":                file + `1 record-format: "content/records/exceptions.csv" has no column "policy" | Is that "polcy"? Its first line is on,policy,customer,by; it has on,polcy,customer,by.`,
	} {
		uses, said := readUses(t, csv, nil)
		if len(said) != 1 || said[0] != want {
			t.Errorf("\n got %q\nwant %q", said, want)
		}
		if len(uses) > 0 && !strings.Contains(csv, "Calum") {
			t.Errorf("%q counts: %q", csv, uses)
		}
	}
	if _, said := readUses(t, "on,policy\n2026-03-02,latte\n2026-03-03,latte\n2026-03-04,lte\n", nil); len(said) != 2 || !strings.HasPrefix(said[0], file+`2:12 ref-unknown: there is no policy "latte"`) || !strings.Contains(said[1], `"lte"`) {
		t.Errorf("two of one slip, and another: %q", said)
	}
}

// TestFrequencyOf holds which limits say how often.
func TestFrequencyOf(t *testing.T) {
	for limit, want := range map[string]record.Frequency{
		"4 a month": {4, "month"}, "£80, twice a year": {2, "year"}, "3/quarter": {3, "quarter"}, "Once per week": {1, "week"}, "up to 12 times a day": {12, "day"},
		"five times each month, £25": {5, "month"}, "2 × a month": {2, "month"},
		"£80 a month": {}, "3 months": {}, "30 litres a week": {}, "once": {}, "20% a year": {}, "": {}, "£4": {}, "every month": {},
	} {
		if got, ok := record.FrequencyOf(limit); got != want || ok != (want.Unit != "") {
			t.Errorf("%q: %v", limit, got)
		}
	}
	// 31 December 2025 and 1 January 2026 lie in one week, which begins on Monday, 29 December.
	days := []clock.Date{{Year: 2025, Month: 12, Day: 28}, {Year: 2025, Month: 12, Day: 31}, {Year: 2026, Month: 1, Day: 1}, {Year: 2026, Month: 5, Day: 9}, {Year: 2026, Month: 6, Day: 30}, {Year: 2026, Month: 7, Day: 1}}
	for unit, want := range map[string]struct {
		begin string
		n     int
	}{"day": {"2026-07-01", 1}, "week": {"2026-06-29", 2}, "month": {"2025-12-01", 2}, "quarter": {"2026-04-01", 2}, "year": {"2026-01-01", 4}} {
		if begin, n := (record.Frequency{Unit: unit}).Most(days); begin.String() != want.begin || n != want.n {
			t.Errorf("%s: %v %d, want %v", unit, begin, n, want)
		}
	}
}
