package check

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// terms are the lines of a promise, each with its field.
type terms []string

// with is the promise with other lines in place of those of the same fields; one that ends at its colon is taken away.
func (p terms) with(changes ...string) terms {
	out := slices.Clone(p)
	for _, change := range changes {
		field, value, _ := strings.Cut(change, ":")
		i := slices.IndexFunc(out, func(line string) bool { return strings.HasPrefix(line, field+":") })
		switch {
		case i >= 0 && value == "":
			out = slices.Delete(out, i, i+1)
		case i >= 0:
			out[i] = change
		case value != "":
			out = append(out, change)
		}
	}
	return out
}

// compiled returns the result of a promise whose record has forty rows, and all problems but those of the other promise.
func countPromise(p terms) (result *record.Result, told []diag.Problem) {
	var csv strings.Builder
	csv.WriteString("from,to,n,ok,all,away,level\n")
	for i := range 40 {
		fmt.Fprintf(&csv, "2026-03-%02d 10:00,2026-03-%02d 10:30,%d,20,20,0,p%d\n", 1+i%18, 1+i%18, i%10, 1+i%2)
	}
	files := tree.Of(map[string]string{
		"site.yaml": "business: {name: Northlane}\nleader: {name: Ama, reach: [{by: email, at: ama@northlane.example}]}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n" +
			"hours: {office: {days: Mon-Fri, from: \"08:00\", to: \"18:00\"}}\nlevels: [{id: p1, name: Now, when: It stands still}, {id: p2, name: Soon, when: It limps}]\n",
		"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\nscope: {excluded: [{id: cold, what: Cold goods, because: We have no fridge, instead: Dry goods}]}\n" +
			"promises:\n  - id: whole\n    says: What you ordered is there.\n    " + strings.Join(p, "\n    ") + "\naftercare: [{when: 14d after first delivery, do: We call}]\nask: [Which one]\nreview_by: 2027-01-05\n",
		"content/capabilities/repair.yaml": "title: Repair\nsummary: We mend it.\nscope: {excluded: [{id: old, what: Old things, because: We have no parts, instead: New things}]}\naftercare: [{when: 14d after repair, do: We call}]\nask: [Which one]\n" +
			"promises: [{id: mended, says: It is mended in time., commitment: target, indicator: {kind: resolution}, by: level, within: {p1: 4h, p2: 8h}, clock: calendar}]\n",
		"content/records/r.csv":   csv.String(),
		"content/notices/late.md": "---\ntitle: A van is late\nkind: delay\nnoticed: 2026-03-11T07:10:00Z\ntold: 2026-03-11T07:40:00Z\n---\nIt stood in the snow.\n",
	})
	written, told := syntax.Read(files)
	o, more := catalog.Resolve(written, time.Time{})
	book, found := record.Count(o, func(path string) (io.ReadCloser, error) { return files.Open(path) })
	for _, p := range slices.Concat(more, found, Offer(o), Records(o, book, found)) {
		if p.Rule != "record-thin" && !strings.HasSuffix(p.At.File, "repair.yaml") { // forty are few
			told = append(told, p)
		}
	}
	return book.Result(o.Promises[0]), told
}

// The promises of each kind, all of them usable.
var (
	aTime         = terms{"commitment: target", "indicator: {kind: duration, from: order, to: delivery}", "within: 48h", "clock: calendar", "target: 95%", "window: 90d", "record: {file: records/r.csv, from: from, to: to}"}
	aResponse     = aTime.with("indicator: {kind: response, from: order, to: answer}", "clock: business", "hours: office")
	byLevel       = aTime.with("indicator: {kind: resolution, from: order, to: repair}", "by: level", "within: {p1: 4h, p2: 8h}", "record: {file: records/r.csv, from: from, to: to, level: level}")
	noKind        = aTime.with("indicator: {from: order, to: delivery}")
	aQuantity     = terms{"commitment: target", "indicator: {kind: quantity, of: faults}", "at_most: 9", "target: 95%", "window: 90d", "record: {file: records/r.csv, from: from, total: n}"}
	noKindNumber  = aQuantity.with("indicator: {of: faults}")
	aShare        = terms{"commitment: target", "indicator: {kind: quantity, of: parcels}", "at_least: 95%", "window: 90d", "record: {file: records/r.csv, from: from, ok: ok, total: all}"}
	aStatement    = aShare.with("indicator: {kind: statement, of: parcels}", "at_least:", "target: 95%")
	theMinutes    = terms{"commitment: target", "indicator: {kind: availability, of: the shop}", "target: 99%", "window: month", "record: {file: records/r.csv, from: from, down: away}"}
	noKindAway    = theMinutes.with("indicator: {of: the shop}")
	theNotices    = terms{"commitment: target", "indicator: {from: we know, to: you know}", "within: 1h", "clock: calendar", "target: 95%", "window: 90d", "record: {notices: delay}"}
	noticesOfKind = theNotices.with("indicator: {kind: response, from: we know, to: you know}")
)

func TestUsable(t *testing.T) {
	for name, p := range map[string]terms{"time": aTime, "response": aResponse, "levels": byLevel, "no kind": noKind, "quantity": aQuantity, "number without a kind": noKindNumber,
		"share": aShare, "statement": aStatement, "availability": theMinutes, "availability without a kind": noKindAway, "notices": theNotices, "notices of a kind": noticesOfKind} {
		if result, told := countPromise(p); result == nil || len(told) > 0 {
			t.Errorf("%s: counted %v, %v", name, result != nil, told)
		}
	}
}

// TestUnusable holds that a promise with a value that nothing can be held against is counted neither as kept nor as missed,
// that there is one problem about it, at the value, and that what the help says works when it is written.
func TestUnusable(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     terms
		wrong []string // lines in place of those of the promise
		want  string   // of the problem: line and column, rule, help
		mend  []string // what the help says, as lines
	}{
		{"numbers against a time", aQuantity, []string{"at_most: 15 minutes"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 15.`, []string{"at_most: 15"}},
		{"numbers against minutes", aQuantity, []string{"at_most: 15m"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 15.`, []string{"at_most: 15"}},
		{"numbers against part of an hour", aQuantity, []string{"at_most: 1.5 hours"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 1.5.`, []string{"at_most: 1.5"}},
		{"numbers against seconds", aQuantity, []string{"at_most: 90 seconds"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 90.`, []string{"at_most: 90"}},
		{"numbers against a share", aQuantity, []string{"at_most: 15%"}, `9:14 measure-unusable Write the number that the column is held against, such as at_most: 15. To count a share, name the column that says what was kept as ok:.`, []string{"at_most: 15"}},
		{"numbers against money", aQuantity, []string{"at_most: £15"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 15.`, []string{"at_most: 15"}},
		{"numbers against money with words", aQuantity, []string{"at_most: £1,250.50 a month"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 1250.5.`, []string{"at_most: 1250.5"}},
		{"numbers against words", aQuantity, []string{"at_most: few"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 5.`, []string{"at_most: 5"}},
		{"numbers against a range", aQuantity, []string{"at_most: 5-10"}, `9:14 measure-unusable Write the number alone, as the column has it: at_most: 5.`, []string{"at_most: 5"}},
		{"numbers against a list", aQuantity, []string{"at_most: [5]"}, "9:14 schema-type Write it without brackets: 5", nil},
		{"numbers without a limit", aQuantity, []string{"at_most:"}, `8:23 promise-limit Add the number you keep, such as at_most: 5.`, []string{"at_most: 5"}},
		{"numbers without a limit or kind", noKindNumber, []string{"at_most:"}, `11:54 measure-unusable Add the number that you keep, such as at_most: 5.`, []string{"at_most: 5"}},
		{"numbers within a time", aQuantity, []string{"within: 4h"}, `13:13 measure-unusable Remove within:. To hold each row against a time, name its columns from: and to: in place of total:.`, []string{"within:"}},
		{"numbers that none keeps", aQuantity, []string{"at_least: 60"}, `9:14 measure-unusable Were they swapped? Write at_least: 9 and at_most: 60.`, []string{"at_least: 9", "at_most: 60"}},
		{"numbers of two units", aQuantity, []string{"at_least: 5 kg", "at_most: 9 boxes"}, `9:14 measure-unusable Count both in the same unit.`, []string{"at_most: 9 kg"}},
		{"numbers in no column", aQuantity, []string{"record: {file: records/r.csv, from: from, to: to}"}, `12:13 measure-unusable Add total: with the column of the numbers, or ok: with the column that says whether it was kept.`, []string{"record: {file: records/r.csv, from: from, to: to, total: n}"}},
		{"numbers in a column of words", aQuantity, []string{"record: {file: records/r.csv, from: from, total: level}"}, "2:45 record-format Write a number, such as 12 or 0.5.", nil},
		{"numbers in minutes without service", aQuantity, []string{"record: {file: records/r.csv, from: from, down: away}"}, `12:53 measure-unusable Write kind: availability, with target: 99.9%. Or name the columns of what it measures.`, []string{"indicator: {kind: availability}", "at_most:", "target: 99.9%"}},

		{"a statement with a number", aQuantity, []string{"indicator: {kind: statement}"}, `8:23 measure-unusable Write kind: quantity, with a number such as at_most: 5.`, []string{"indicator: {kind: quantity}"}},
		{"a statement with numbers alone", aQuantity, []string{"indicator: {kind: statement}", "at_most:", "target:"}, `8:23 measure-unusable Write kind: quantity, with a number such as at_most: 5.`, []string{"indicator: {kind: quantity}", "at_most: 5"}},
		{"a statement with a time", aTime, []string{"indicator: {kind: statement}"}, `8:23 measure-unusable Write kind: duration, with within: and the columns from: and to:. Or remove record: and the limit.`, []string{"indicator: {kind: duration}"}},
		{"a statement with minutes", theMinutes, []string{"indicator: {kind: statement}"}, `8:23 measure-unusable Write kind: availability, with target: 99.9%.`, []string{"indicator: {kind: availability}", "target: 99.9%"}},

		{"no kind and no limit", noKind, []string{"within:", "clock:"}, `8:16 measure-unusable Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest delivery.whole.`, []string{"within: 4h", "clock: calendar"}},
		{"no indicator and no limit", noKind, []string{"indicator:", "within:", "clock:"}, `10:13 measure-unusable Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest delivery.whole.`, []string{"within: 4h", "clock: calendar"}},
		{"no kind and a share alone", noKind, []string{"within:", "clock:", "target:", "at_least: 95%"}, `8:16 measure-unusable Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest delivery.whole.`, []string{"within: 4h", "clock: calendar"}},
		{"a kind and a share alone", aTime, []string{"within:", "clock:", "target:", "at_least: 95%"}, `8:16 measure-unusable Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest delivery.whole.`, []string{"within: 4h", "clock: calendar"}},
		{"a kind and no limit", aTime, []string{"within:", "clock:"}, `8:23 promise-limit Add the time you keep, such as within: 4h, with clock: calendar or business.`, []string{"within: 4h", "clock: calendar"}},
		{"within words", aTime, []string{"within: same day"}, `9:13 schema-type Write a number and a unit, such as 48h or 3d.`, []string{"within: 48h"}},
		{"within no unit", aTime, []string{"within: 48"}, `9:13 schema-type Write 48m, 48h or 48d for minutes, hours or days.`, []string{"within: 48h"}},
		{"within a share", aTime, []string{"within: 95%"}, `9:15 schema-type Write 95m, 95h or 95d for minutes, hours or days.`, []string{"within: 95h"}},
		{"within nothing", aTime, []string{"within: 0h"}, `9:13 schema-type Write how long it may take. For the day or time that was agreed, leave within: out, and write indicator: {kind: on-time}, with due: below record:.`, nil},
		{"at most, of a time", aTime, []string{"within:", "clock:", "at_most: 4h"}, `12:14 measure-unusable Write within: 4h and clock: calendar instead.`, []string{"at_most:", "within: 4h", "clock: calendar"}},
		{"at most, beside within", aTime, []string{"at_most: 4h"}, `14:14 measure-unusable Remove at_most.`, []string{"at_most:"}},
		{"a number, of a time", aTime, []string{"within:", "clock:", "at_most: 15"}, `12:14 measure-unusable Write within: 4h and clock: calendar instead.`, []string{"at_most:", "within: 4h", "clock: calendar"}},
		{"words, of a time", aTime, []string{"within:", "clock:", "at_most: by noon"}, `12:14 measure-unusable Write within: 4h and clock: calendar instead.`, []string{"at_most:", "within: 4h", "clock: calendar"}},
		{"a time in a column of numbers", aTime, []string{"record: {file: records/r.csv, from: from, total: n}"}, `13:54 measure-unusable Name the columns in which its beginning and its end stand, as from: and to:, in place of total:.`, []string{"record: {file: records/r.csv, from: from, to: to}"}},
		{"a time in minutes without service", aTime, []string{"record: {file: records/r.csv, from: from, down: away}"}, `13:53 measure-unusable Write kind: availability, with target: 99.9%. Or name the columns of what it measures.`, []string{"record: {file: records/r.csv, from: from, to: to}"}},
		{"a time without its end", aTime, []string{"record: {file: records/r.csv, from: from}"}, `13:13 record-format Add to: with the name of the column. The columns of content/records/r.csv are from, to, n, ok, all, away, level.`, []string{"record: {file: records/r.csv, from: from, to: to}"}},
		{"a time in no file", aTime, []string{"record: {from: from, to: to}"}, `13:13 measure-unusable Add file: records/whole.csv, with the name of your file, or write record: {notices: delay}.`, []string{"record: {file: records/r.csv, from: from, to: to}"}},
		{"a time in two places", aTime, []string{"record: {file: records/r.csv, from: from, to: to, notices: delay}"}, `13:64 measure-unusable Remove file: or notices:.`, []string{"record: {file: records/r.csv, from: from, to: to}"}},
		{"a clock that is none", aTime, []string{"clock: working"}, `10:12 schema-value Write one of: calendar, business.`, nil},
		{"hours that are none", aResponse, []string{"hours: offices"}, `14:12 hours-unknown Did you mean "office"?`, []string{"hours: office"}},
		{"hours that are not written", aResponse, []string{"hours:"}, `10:12 promise-limit Add hours: with one of office, always.`, []string{"hours: office"}},

		{"a level without a time", byLevel, []string{"within: {p1: soon, p2: 8h}"}, `9:18 schema-type Write a number and a unit, such as 48h or 3d.`, []string{"within: {p1: 48h, p2: 8h}"}},
		{"a level that is none", byLevel, []string{"within: {p1: 4h, p9: 8h}"}, `9:22 level-undefined There are: p1, p2. Or: add it under levels: in site.yaml, such as - {id: p9, name: Soon, when: …}.`, nil},
		{"no times of levels", byLevel, []string{"within:"}, `13:9 promise-limit Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level.`, []string{"within: {p1: 4h, p2: 8h}"}},
		{"one time for all levels", byLevel, []string{"within: 4h"}, `9:13 promise-limit Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level.`, []string{"within: {p1: 4h, p2: 8h}"}},
		{"levels in no column", byLevel, []string{"record: {file: records/r.csv, from: from, to: to}"}, `13:13 record-format Add level: with the name of the column. The columns of content/records/r.csv are from, to, n, ok, all, away, level.`, []string{"record: {file: records/r.csv, from: from, to: to, level: level}"}},

		{"minutes within a time", theMinutes, []string{"within: 4h"}, `12:13 measure-unusable Remove within:, and write the share of the time as target: 99.9%.`, []string{"within:", "target: 99.9%"}},
		{"minutes against a time", theMinutes, []string{"target:", "at_most: 8h"}, `11:14 measure-unusable Write target: 99% instead.`, []string{"at_most:", "target: 99%"}},
		{"minutes against a number", theMinutes, []string{"target:", "at_least: 99.9"}, `11:15 measure-unusable Write target: 99.9% instead.`, []string{"at_least:", "target: 99.9%"}},
		{"minutes against a time beside the target", theMinutes, []string{"at_most: 8h"}, `12:14 measure-unusable Remove at_most: the target says how much.`, []string{"at_most:"}},
		{"minutes against words", theMinutes, []string{"target:", "at_least: nearly always"}, `11:15 measure-unusable Write at_least: 99%, as a share.`, []string{"at_least: 99%"}},
		{"minutes against nothing", theMinutes, []string{"target:"}, `8:23 promise-limit Add the share you keep, such as target: 99.9%.`, []string{"target: 99.9%"}},
		{"minutes against nothing, without a kind", noKindAway, []string{"target:"}, `10:53 measure-unusable Add the share that you keep, such as target: 99.9%.`, []string{"target: 99.9%"}},

		{"a share of nothing", aShare, []string{"at_least: 0%"}, `9:15 measure-unusable Write the share that you keep, such as at_least: 95%.`, []string{"at_least: 95%"}},
		{"a share of all that may be missed", aShare, []string{"at_least:", "at_most: 100%"}, `11:14 measure-unusable Write the share that you keep, such as at_most: 5%.`, []string{"at_most: 5%"}},
		{"a share beyond all", aShare, []string{"at_least: 110%"}, `9:15 measure-unusable Write at most 100%, such as at_least: 99%.`, []string{"at_least: 99%"}},
		{"a share in words", aShare, []string{"at_least: nine in ten"}, `9:15 measure-unusable Write at_least: 99%, as a share.`, []string{"at_least: 99%"}},
		{"a share and minutes", aShare, []string{"record: {file: records/r.csv, from: from, ok: ok, total: all, down: away}"}, `11:73 measure-unusable Remove down: or ok:.`, []string{"record: {file: records/r.csv, from: from, ok: ok, total: all}"}},

		{"notices of numbers", theNotices, []string{"indicator: {kind: quantity}", "within:", "clock:", "at_most: 5"}, `11:23 measure-unusable Name a file with the numbers: record: {file: records/whole.csv, …}. Or count how soon you tell: indicator: {kind: response}, with within:.`, []string{"indicator: {kind: response}", "at_most:", "within: 1h", "clock: calendar"}},
		{"notices of minutes", theNotices, []string{"indicator: {kind: availability}", "within:", "clock:"}, `11:23 measure-unusable Name a file with the numbers: record: {file: records/whole.csv, …}. Or count how soon you tell: indicator: {kind: response}, with within:.`, []string{"indicator: {kind: response}", "within: 1h", "clock: calendar"}},
		{"notices by level", theNotices, []string{"by: level", "within: {p1: 1h, p2: 2h}"}, `9:13 measure-unusable Write one time for all, such as within: 1h, and remove by: level.`, []string{"by:", "within: 1h"}},
		{"notices without a limit", theNotices, []string{"within:", "clock:"}, `8:16 measure-unusable Add the time that you keep, such as within: 4h, with clock: calendar or business. What your record bears says: upfront suggest delivery.whole.`, []string{"within: 4h", "clock: calendar"}},
		{"notices that are none", theNotices, []string{"record: {notices: late}"}, `13:23 schema-value Write one of: delay, outage, maintenance, change, letter, invitation.`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrong := c.p.with(c.wrong...)
			result, told := countPromise(wrong)
			var got []string
			for _, p := range told {
				got = append(got, fmt.Sprintf("%d:%d %s %s", p.At.Line, p.At.Column, p.Rule, p.Help))
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", strings.Join(wrong, "\n"), strings.Join(got, "\n"), c.want)
			}
			if result != nil && told[0].Rule != "record-format" {
				t.Errorf("counted: kept %d of %d", result.Window.Kept, result.Window.Counted())
			}
			if c.mend == nil {
				return
			}
			mended := wrong.with(c.mend...)
			if result, told := countPromise(mended); result == nil || slices.ContainsFunc(told, func(p diag.Problem) bool { return p.Level() == diag.Error }) {
				t.Errorf("what the help says does not work:\n%s\n%v", strings.Join(mended, "\n"), told)
			}
		})
	}
}

// TestLevelsOfWhatIsRefused holds that levels are not called unused where the times of a promise could not be read.
func TestLevelsOfWhatIsRefused(t *testing.T) {
	for within, want := range map[string]int{"{p1: 4h, p2: 8h}": 0, "{p1: 4h}": 1, "soon": 0} {
		files := tree.Of(map[string]string{
			"site.yaml":                        "business: {name: Northlane}\ntimezone: UTC\nlevels: [{id: p1, name: Now, when: It stands still}, {id: p2, name: Soon, when: It limps}]\n",
			"content/capabilities/repair.yaml": "title: Repair\nsummary: We mend it.\npromises: [{id: mended, says: It is mended., commitment: target, by: level, within: " + within + ", clock: calendar}]\n",
		})
		written, _ := syntax.Read(files)
		o, _ := catalog.Resolve(written, time.Time{})
		found := 0
		for _, p := range Offer(o) {
			if p.Rule == "level-unused" {
				found++
			}
		}
		if found != want {
			t.Errorf("within: %s: %d levels are called unused, want %d", within, found, want)
		}
	}
}

// TestUnusableShares holds the same of a share and a window, which every kind of promise may have.
func TestUnusableShares(t *testing.T) {
	for _, p := range []terms{aTime, aResponse, byLevel, noKind, aQuantity, noKindNumber, aStatement, theMinutes, noKindAway, theNotices, noticesOfKind} {
		for wrong, mend := range map[string]string{
			"target: 9 in 10": "target: 90%", "target: 0.95": "target: 95%", "target: 95": "target: 95%", "target: 110%": "target: 100%", "target: 110": "target: 100%", "target: 0%": "target: 95%",
			"target: -95%": "target: 95%", "target: often": "target: 95%", "target: [95%]": "", "window: last week": "window: 90d", "window: 90m": "window: 90d", "window: 23h": "window: 90d", "window: weekly": "window: 7d", "window: 0d": "",
		} {
			result, told := countPromise(p.with(wrong))
			line := 7 + slices.Index(p.with(wrong), wrong)
			if result != nil || len(told) != 1 || told[0].At.Line != line || told[0].At.Column < 13 || told[0].Level() != diag.Error {
				t.Errorf("%q\n%s: %v, line %d: %v", wrong, strings.Join(p, "\n"), result != nil, line, told)
			}
			if mend == "" {
				continue
			}
			if result, told := countPromise(p.with(wrong, mend)); result == nil || len(told) > 0 && told[0].Rule != "record-below" {
				t.Errorf("%q in place of %q does not work: %v", mend, wrong, told)
			}
		}
	}
}
