package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTwoExportsInOneFile holds that a file without a column of ids which begins again is told of: of the rows with which it begins,
// five at least that differ stand there once more, in order.
func TestTwoExportsInOneFile(t *testing.T) {
	day := func(n int, rest string) string { return fmt.Sprintf("2026-02-%02d%s\n", n, rest) }
	days := func(from, to int, rest string) (out string) {
		for n := from; n <= to; n++ {
			out += day(n, rest)
		}
		return out
	}
	again := func(n, line, first int) string {
		return fmt.Sprintf("content/records/r.csv:%d:1 record-format: the %d rows from line %d on are those from line %d on, once more, and all of them count | Remove them: two exports were put into one file. If each is a case of its own, export a column with its number too, and name it as id:.", line, n, line, first)
	}
	const header, times = "from,to\n", " 09:00,2026-02-28 10:00"
	for name, c := range map[string]struct{ csv, want string }{
		"glued":                     {header + strings.Repeat(days(1, 20, times), 2), again(20, 22, 2)},
		"with the names between":    {strings.Repeat(header+days(1, 20, times), 2), again(20, 23, 2)},
		"below a title":             {"Visits\n\n" + header + strings.Repeat(days(1, 20, times), 2), again(20, 24, 4)},
		"three times":               {header + strings.Repeat(days(1, 6, times), 3), again(6, 8, 2)},
		"a later export as well":    {header + days(1, 10, times) + days(1, 20, times), again(10, 12, 2)},
		"others between":            {header + days(1, 6, times) + days(20, 25, times) + days(1, 7, times), again(6, 14, 2)},
		"begins with two alike":     {header + strings.Repeat(day(1, times)+days(1, 5, times), 2), again(6, 8, 2)},
		"an almost same beginning":  {header + days(1, 4, times) + days(1, 6, times) + days(1, 10, times), ""},
		"four rows":                 {header + strings.Repeat(days(1, 4, times), 2), ""},
		"in another order":          {header + days(1, 6, times) + day(2, times) + day(1, times) + day(4, times) + day(3, times) + day(6, times) + day(5, times), ""},
		"a later part":              {header + days(1, 20, times) + days(11, 20, times), ""},
		"ten single cases of a day": {header + strings.Repeat(day(2, times), 10), ""},
		"cases of two kinds":        {header + strings.Repeat(day(2, times)+day(2, " 09:00,2026-02-28 11:00"), 10), ""},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
		if got := warnings(Count(o, files(map[string]string{"content/records/r.csv": c.csv}))); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "target: 95%\nwindow: 90d\nrecord: {file: records/r.csv, from: from, ok: ok}")
	for rows, want := range map[string]string{
		strings.Repeat("2026-03-02,yes\n", 10):                                          "",
		strings.Repeat("2026-03-02,yes\n2026-03-02,no\n", 10):                           "",
		strings.Repeat("2026-03-02,yes\n", 10) + strings.Repeat("2026-03-03,yes\n", 10): "",
		strings.Repeat(days(1, 9, ",yes"), 2):                                           again(9, 11, 2),
	} {
		if got := warnings(Count(o, files(map[string]string{"content/records/r.csv": "from,ok\n" + rows}))); got != want {
			t.Errorf("%q:\n got %s\nwant %s", rows, got, want)
		}
	}
}

// TestSumTwice holds that a day or a month whose sum stands there twice is told of, unless another column tells the two apart.
func TestSumTwice(t *testing.T) {
	const help = " | Remove one of the two rows. If they are of two teams or places, name these in a column of their own."
	for name, c := range map[string]struct{ csv, want string }{
		"a month":               {"month,total,ok\n2026-01,9,9\n2026-02,104,104\n2026-02,104,104\n", `content/records/r.csv:4:1 record-format: 2026-02 stands there twice, in lines 3 and 4, and both count` + help},
		"another sum":           {"month,total,ok\n2026-02,104,104\nFeb 2026,105,104\n", `content/records/r.csv:3:1 record-format: Feb 2026 stands there twice, in lines 2 and 3, and both count` + help},
		"days":                  {"month,total,ok\n2026-02-01,10,9\n2026-02-02,10,9\n2026-02-01,10,9\n2026-02-02,10,9\n", `content/records/r.csv:4:1 record-format: 2026-02-01 stands there twice, in lines 2 and 4, and both count; it is so in 2 rows, in lines 4 and 5 ("2026-02-02")` + help},
		"three times":           {"month,total,ok\n2026-02,10,9\n2026-02,10,9\n2026-02,10,9\n", `content/records/r.csv:3:1 record-format: 2026-02 stands there twice, in lines 2 and 3, and both count; it is so in 2 rows, in lines 3 and 4` + help},
		"two exports":           {"month,total,ok\n" + strings.Repeat("2025-10,9,9\n2025-11,9,9\n2025-12,9,9\n2026-01,9,9\n2026-02,9,9\n", 2), `content/records/r.csv:7:1 record-format: 2025-10 stands there twice, in lines 2 and 7, and both count; it is so in 5 rows, first in lines 7, 8 ("2025-11") and 9 ("2025-12")` + help},
		"of two places":         {"month,total,ok,place\n2026-02,104,104,North\n2026-02,104,104,South\n", ""},
		"a month and its day":   {"month,total,ok\n2026-02,104,104\n2026-02-01,104,104\n", ""},
		"with a time of day":    {"month,total,ok\n2026-02-01 09:00,10,9\n2026-02-01 09:00,10,9\n", ""},
		"single cases of a day": {"month,total,ok\n" + strings.Repeat("2026-02-01,1,1\n", 10), ""},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "target: 95%\nwindow: year\nrecord: {file: records/r.csv, from: month, ok: ok, total: total}")
		if got := warnings(Count(o, files(map[string]string{"content/records/r.csv": c.csv}))); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// TestEmptyFields holds what is said of a row that leaves out what is counted.
func TestEmptyFields(t *testing.T) {
	for _, c := range []struct{ promise, csv, want string }{
		{"record: {file: records/r.csv, from: day, ok: on the day}", "day,on the day\n2026-03-02,\n2026-03-03,yes\n2026-03-04,-\n",
			`content/records/r.csv:2:12 record-format: the row does not say whether it was kept; it is so in 2 rows, in lines 2 and 4 | Write yes or no into the column "on the day", or remove the row.`},
		{"record: {file: records/r.csv, from: day, ok: kept, empty: [tbc]}", "day,kept\n2026-03-02,tbc\n",
			`content/records/r.csv:2:12 record-format: the row does not say whether it was kept | Write yes or no into the column "kept", or remove the row.`},
		{"record: {file: records/r.csv, from: day, ok: kept}", "day,kept\n2026-03-02,perhaps\n",
			`content/records/r.csv:2:12 record-format: "perhaps" is neither yes nor no | Write yes or no, or name the column with how many there were as total:.`},
		{"at_most: 5\nrecord: {file: records/r.csv, from: day, total: calls}", "day,calls\n2026-03-02,\n2026-03-02,3\n",
			`content/records/r.csv:2:12 record-format: the row has no number | Write one into the column "calls", or remove the row.`},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "target: 95%\nwindow: 90d\n"+c.promise)
		if got := warnings(Count(o, files(map[string]string{"content/records/r.csv": c.csv}))); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}

// TestBeginning holds that the beginning of random rows is found where it stands once more, and nowhere else, by trying each row.
func TestBeginning(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 20_000 {
		rows := make([]uint64, random.IntN(30))
		for i := range rows {
			rows[i] = random.Uint64N(7)
			if i >= 8 && random.IntN(20) > 0 { // mostly as eight rows before
				rows[i] = rows[i-8]
			}
		}
		at, n := (&rowCount{hashes: rows}).beginning()
		wantAt, want := 0, 0
		for i := 1; i < len(rows) && want == 0; i++ {
			k, distinct := 0, map[uint64]bool{}
			for ; k < i && i+k < len(rows) && rows[i+k] == rows[k]; k++ {
				distinct[rows[k]] = true
			}
			if len(distinct) >= 5 {
				wantAt, want = i, k
			}
		}
		if at != wantAt || n != want {
			t.Fatalf("%v: %d rows at %d, want %d at %d", rows, n, at, want, wantAt)
		}
		found += min(want, 1)
	}
	if found < 100 {
		t.Errorf("%d were found", found)
	}
}
