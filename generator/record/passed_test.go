package record

import (
	"strings"
	"testing"
)

// TestRowsThatAreNoCase holds which rows are passed over, and what is told of them.
func TestRowsThatAreNoCase(t *testing.T) {
	const a, b = "A,2026-03-02 10:00,2026-03-02 11:00,\n", "B,2026-03-03 10:00,2026-03-03 13:00,\n"
	const head = "id,from,to,note\n"
	const withID = "within: 2h\nrecord: {file: records/r.csv, from: from, to: to, id: id}"
	const noID = "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}"
	for name, c := range map[string]struct {
		promise, csv, want string
		rows               int
	}{
		"a title":             {withID, "Tickets, March\n" + head + a + b, "1:1 notice line 1 stands above the names of the columns | What stands there is passed over.", 2},
		"a longer title":      {withID, "Tickets; of us\n\n\"From, to\",x\n" + head + a + b, "1:1 notice lines 1 to 3 stand above the names of the columns | What stands there is passed over.", 2},
		"a mark in the title": {withID, "sep=,\nTickets of 5\" pipes\n" + head + a + b, "2:1 notice line 2 stands above the names of the columns | What stands there is passed over.", 2},
		"a sum":               {withID, head + a + b + "Total,2,2,\n", "4:1 notice the row holds sums, and no case | It is passed over.", 2},
		"sums":                {withID, head + a + "SUM:,,,1\n" + b + ",Grand total,2,\n", "3:1 notice the row holds sums, and no case; it is so in 2 rows, in lines 3 and 5 | It is passed over.", 2},
		"a customer so named": {noID, head + "Total,2026-03-02 10:00,2026-03-02 11:00,\n", "", 1},
		"one that goes on":    {noID, head + a + "A,,,more\n" + b + ",,,more\n", "3:1 notice the row has no time of its own, so it is taken for more of the row above it; it is so in 2 rows, in lines 3 and 5 | It is passed over. If it is a case of its own, fill in the column \"from\".", 2},
		"one with its id":     {withID, head + a + "A,,,more\n" + b, "3:1 notice the row has no time of its own, so it is taken for more of the row above it | It is passed over. If it is a case of its own, fill in the column \"from\".", 2},
		"one with another id": {withID, head + a + "C,,,more\n" + b, "3:3 default the row does not say when it began | Fill in the column \"from\", or remove the row.", 2},
		"an end alone":        {noID, head + a + ",,2026-03-02 11:00,\n" + b, "3:2 default the row does not say when it began | Fill in the column \"from\", or remove the row.", 2},
		"two files":           {withID, head + a + head + b, "3:1 notice the names of the columns stand here once more | They are passed over.", 2},
		"three files":         {withID, head + a + "sep=,\n" + head + b + "\xef\xbb\xbf\"id\",from,to,note\n", "4:1 notice the names of the columns stand here once more; it is so in 2 rows, in lines 4 and 6 | They are passed over.", 2},
		"without a line end":  {withID, head + strings.TrimSuffix(a, "\n") + "\xef\xbb\xbf" + head + b, "2:1 notice the names of the columns stand here once more | They are passed over.", 2},
		"in another order":    {withID, head + a + "from,to,id,note\n2026-03-03 10:00,2026-03-03 13:00,B,\n", "3:1 default here a second file begins, and its columns stand in another order | Let both have the same columns, in the same order, or keep the second one as a file of its own. Nothing below this line is counted.", 1},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", c.promise)
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": c.csv}))
		var got []string
		for _, p := range problems {
			got = append(got, strings.TrimPrefix(p.At.String(), "content/records/r.csv:")+" "+p.Severity.String()+" "+p.Message+" | "+p.Help)
		}
		if text := strings.Join(got, "\n"); text != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, text, c.want)
		}
		if r := book.Result(o.Promises[0]); r == nil || r.Rows != c.rows {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestNothing holds which fields say that there is nothing, in any column.
func TestNothing(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why, paused: paused, empty: [tbc, Not Yet]}")
	for _, text := range []string{"", "-", "?", "NULL", "null", "N/A", "n/a", `\N`, `\n`, " - ", "tbc", "TBC", "not yet"} {
		r := result(t, o, "from,to,why,paused,customer\n2026-03-02 10:00,"+text+","+text+","+text+","+text+"\n")
		if r.Window.Late != 1 || r.Window.Missed() != 1 || len(r.Customers) != 0 {
			t.Errorf("%q: %+v", text, r.Window)
		}
	}
	zero := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to, empty: [\"0\"]}")
	if r := result(t, zero, "from,to\n1772445600,0\n1772445600,1772449200\n"); r.Window.Late != 1 || r.Window.Kept != 1 {
		t.Errorf("0 as nothing: %+v", r.Window)
	}
	for _, text := range []string{"--", "none", "NULLS", "n.a.", "0"} {
		if _, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to,why,paused\n2026-03-02 10:00," + text + ",,\n"})); len(problems) != 1 {
			t.Errorf("%q: %v", text, problems)
		}
	}
}

// TestNamedSeparator holds that the separator which a file names is it, whatever else stands in its lines.
func TestNamedSeparator(t *testing.T) {
	if got := Columns("r.csv", files(map[string]string{"content/r.csv": "sep=;\na,b,c;d\n"})); strings.Join(got, "|") != "a,b,c|d" {
		t.Errorf("%q", got)
	}
}

// TestCellsOfCustomers holds that names of customers are private in the column that customer: names, and times in any form.
func TestCellsOfCustomers(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to, customer: Company}")
	var got []string
	for c := range Cells(o, files(map[string]string{"content/records/r.csv": "Title\nfrom,to,Company,note\n2/Mar/26 9:05 AM,13/Mar/26,Alder,Alder\n,,,\n2/Mar/26 9:06 AM,-,?,12:30\n"})) {
		if c.Text == "" {
			continue
		}
		got = append(got, c.Place().String()+" "+c.Text)
		if c.Customer != (c.Text == "Alder") {
			t.Errorf("%q: customer %v", c.Text, c.Customer)
		}
	}
	const want = "content/records/r.csv:3:1 2/Mar/26 9:05 AM\ncontent/records/r.csv:3:28 Alder\ncontent/records/r.csv:5:1 2/Mar/26 9:06 AM"
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("%s\nwant\n%s", text, want)
	}
}
