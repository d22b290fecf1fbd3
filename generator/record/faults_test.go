package record

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// TestFaults holds what is said of rows that cannot be counted, and that the others are.
func TestFaults(t *testing.T) {
	const promise = "by: level\nwithin: {p1: 2h}\nexclusions: [{id: road-closed, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, level: level, excluded: why, paused: paused}"
	const good = "2026-03-02 10:00,2026-03-02 11:00,p1,,\n"
	for _, c := range []struct{ row, want string }{
		{"2026-03-02 10:00,2026-03-02 09:00,p1,,", `content/records/r.csv:3:18 record-negative: the row ends at 2026-03-02 09:00, before it starts at 2026-03-02 10:00 | Correct one of the two times; the row is not counted. Where work may be done before its day, promise the day: kind: on-time, with due: in place of from:.`},
		{"03/04/2026 10:00,,p1,,", `content/records/r.csv:3:1 record-format: "03/04/2026 10:00" can be read in two ways: the day may stand first, or the month | Say which below record:, such as format: "DD/MM/YYYY HH:mm" (day first) or format: "MM/DD/YYYY HH:mm" (month first).`},
		{"46083.4,,p1,,", `content/records/r.csv:3:1 record-format: "46083.4" looks like a day number of Excel, and other times of this record are written in another way | Write all of them in one way, such as 2026-03-20 12:00.`},
		{"0026-03-02 10:00,,p1,,", `content/records/r.csv:3:1 record-format: "0026-03-02 10:00" is centuries away | Check the year.`},
		{"soon,,p1,,", `content/records/r.csv:3:1 record-format: "soon" is no time that can be read | Write it like 2026-03-20 12:00, or say in format: how times are written.`},
		{",2026-03-02 09:00,p1,,", `content/records/r.csv:3:1 record-format: the row does not say when it began | Fill in the column "from", or remove the row.`},
		{"2026-03-02 10:00,,p1,road-close,", `content/records/r.csv:3:22 record-format: the promise "p" has no exclusion "road-close" | Did you mean "road-closed"? Add it below exclusions:, or correct the row: nothing else may be left out of the count.`},
		{"2026-03-02 10:00,,pp1,,", `content/records/r.csv:3:19 record-format: the promise "p" has no level "pp1" | Did you mean "p1"? Correct the row, or give the level a time below within:.`},
		{"2026-03-02 10:00,,p7,,", `content/records/r.csv:3:19 record-format: the promise "p" has no level "p7" | If it is one of the levels of the promise under other names, write below record: levels: {"p7": p1} – with the right level behind each. Else correct the rows.`},
		{"2026-03-02 10:00,,p1,,a while", `content/records/r.csv:3:23 record-format: "a while" is neither a number of minutes nor a time such as 2h or 4d | If it means nothing, write below record: empty: ["a while"]. Else write a number.`},
		{"2026-03-02 10:00,\"quote", `content/records/r.csv:3:18 record-format: a quotation mark is opened here and never closed | A value that holds a quotation mark or the separator stands in quotation marks, and each such mark in it is written twice: "5"" pipe".`},
	} {
		o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", promise)
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to,level,why,paused\n" + good + c.row + "\n" + good}))
		if len(problems) != 1 || said(problems[0]) != c.want {
			t.Errorf("%s:\n%v\nwant\n%s", c.row, problems, c.want)
			for _, p := range problems {
				t.Log(said(p))
			}
		}
		if r := book.Result(o.Promises[0]); r == nil || r.Rows != 2 {
			t.Errorf("%s: the others are not counted", c.row)
		}
	}
}

func said(p diag.Problem) string {
	return fmt.Sprintf("%s %s: %s | %s", p.At, p.Rule, p.Message, p.Help)
}

func TestManyFaultsAreToldOfOnce(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	for _, c := range []struct{ rows, want string }{
		{strings.Repeat("soon,\n", 1000), `content/records/r.csv:2:1 record-format: "soon" is no time that can be read; it is so in 1000 rows, first in lines 2, 3 and 4 | Write it like 2026-03-20 12:00, or say in format: how times are written.`},
		{"soon,\n2026-03-02 10:00,\nlater,\n", `content/records/r.csv:2:1 record-format: "soon" is no time that can be read; it is so in 2 rows, in lines 2 and 4 ("later") | Write it like 2026-03-20 12:00, or say in format: how times are written.`},
		{strings.Repeat("01.03.2026 10:00,\n", 100), `content/records/r.csv:2:1 record-format: "01.03.2026 10:00" can be read in two ways: the day may stand first, or the month; it is so in 100 rows, first in lines 2, 3 and 4 | Say which below record:, such as format: "DD.MM.YYYY HH:mm" (day first) or format: "MM.DD.YYYY HH:mm" (month first).`},
		{"26-02-01 09:00,26-02-01 10:00\n26-02-28 09:00,\n", `content/records/r.csv:2:1 record-format: "26-02-01 09:00" can be read in two ways: the day may stand first, or the year; it is so in 2 rows, in lines 2 and 3 ("26-02-28 09:00") | Say which below record:, such as format: "DD-MM-YY HH:mm" (day first) or format: "YY-MM-DD HH:mm" (year first).`},
		{"02-03-04 09:00,\n", `content/records/r.csv:2:1 record-format: "02-03-04 09:00" can be read in three ways: the day may stand first, the month, or the year | Say which below record:, such as format: "DD-MM-YY HH:mm" (day first), format: "MM-DD-YY HH:mm" (month first) or format: "YY-MM-DD HH:mm" (year first).`},
		{"02-03-04,\n26-03-04,\n", `content/records/r.csv:2:1 record-format: "02-03-04" can be read in two ways: the day may stand first, or the year; it is so in 2 rows, in lines 2 and 3 ("26-03-04") | Say which below record:, such as format: "DD-MM-YY" (day first) or format: "YY-MM-DD" (year first).`},
		{"31-02-15,\n15.02.2026,\n", `content/records/r.csv:2:1 record-format: "31-02-15" cannot be read, because in some rows of this record the day stands first, and in others the year; it is so in 2 rows, in lines 2 and 3 ("15.02.2026") | Export it again, with all times written in one way. Where a spreadsheet has changed some of them, take the file as it was before.`},
		{"28.02.2026 10:00,\n01.03.2026 10:00,\n2/28/26,\n", `content/records/r.csv:2:1 record-format: "28.02.2026 10:00" cannot be read, because in some rows of this record the day stands first, and in others the month; it is so in 3 rows, in lines 2, 3 ("01.03.2026 10:00") and 4 ("2/28/26") | Export it again, with all times written in one way. Where a spreadsheet has changed some of them, take the file as it was before.`},
	} {
		_, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to\n" + c.rows}))
		if len(problems) != 1 || said(problems[0]) != c.want {
			t.Errorf("%v\nwant\n%s", problems, c.want)
		}
	}
}

// TestHelpPutsAllRowsRight holds that the line that a problem says, written into the promise, makes all rows count.
func TestHelpPutsAllRowsRight(t *testing.T) {
	const levels = "by: level\nwithin: {p1: 2h, p2: 4h}\nrecord: {file: records/r.csv, from: from, to: to, level: level}"
	const excluded = "within: 2h\nexclusions: [{id: cancelled, what: The customer called it off}, {id: closed-road, what: A closed road}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}"
	for name, c := range map[string]struct {
		promise, csv string
		want, line   string
		kept, missed int
	}{
		"two orders": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, to: to}",
			"from,to\n02/03/2026 10:00,02/03/2026 11:00\n03/03/2026,03/03/2026 13:00\n",
			`2:1 "02/03/2026 10:00" can be read in two ways: the day may stand first, or the month; it is so in 2 rows, in lines 2 and 3 ("03/03/2026") | Say which below record:, such as format: "DD/MM/YYYY HH:mm" (day first) or format: "MM/DD/YYYY HH:mm" (month first).`,
			`format: "DD/MM/YYYY HH:mm"`, 1, 1,
		},
		"the year or the day first": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, to: to}",
			"from,to\n26-02-01 09:00,26-02-01 10:00\n26-02-02 09:00,26-02-02 12:00\n",
			`2:1 "26-02-01 09:00" can be read in two ways: the day may stand first, or the year; it is so in 2 rows, in lines 2 and 3 ("26-02-02 09:00") | Say which below record:, such as format: "DD-MM-YY HH:mm" (day first) or format: "YY-MM-DD HH:mm" (year first).`,
			`format: "YY-MM-DD HH:mm"`, 1, 1,
		},
		"another format than it says": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, to: to, format: DD.MM.YYYY HH:mm}",
			"from,to\n03/13/2026 10:00,03/13/2026 11:00\n03/14/2026 10:00,\n",
			`2:1 "03/13/2026 10:00" is not written as format: says; it is so in 2 rows, in lines 2 and 3 ("03/14/2026 10:00") | It says "DD.MM.YYYY HH:mm". Take format: away: all times of this record can be read without it.`,
			"", 1, 1,
		},
		"words in place of an end": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, to: to, empty: [tbc]}",
			"from,to\n2026-03-02 10:00,2026-03-02 11:00\n2026-03-03 10:00,Still open\n2026-03-04 10:00,waiting\n2026-03-04 10:00,still open\n2026-03-04 10:00,tbc\n",
			`3:18 "Still open" is no time that can be read; it is so in 3 rows, in lines 3, 4 ("waiting") and 5 ("still open") | If these mean that the row is still open, write below record: empty: ["tbc", "Still open", "waiting", "still open"]. Else write a time like 2026-03-20 12:00.`,
			`empty: ["tbc", "Still open", "waiting", "still open"]`, 1, 4,
		},
		"a word in place of a length of time": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, took: took}",
			"from,took\n2026-03-02 10:00,1:30:00\n2026-03-02 10:00,running\n",
			`3:18 "running" does not say how long it took | If it means that the row is still open, write below record: empty: ["running"]. Else write how long it took, such as 1h 3m.`,
			`empty: ["running"]`, 1, 1,
		},
		"words in place of a pause": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, to: to, paused: paused}",
			"from,to,paused\n2026-03-02 10:00,2026-03-02 11:00,none\n2026-03-02 10:00,2026-03-02 12:30,45\n",
			`2:35 "none" is neither a number of minutes nor a time such as 2h or 4d | If it means nothing, write below record: empty: ["none"]. Else write a number.`,
			`empty: ["none"]`, 2, 0,
		},
		"levels of other names": {
			levels, "from,to,level\n2026-03-02 10:00,2026-03-02 11:00,P1 - Critical\n2026-03-02 10:00,2026-03-02 13:00,Normal\n2026-03-02 10:00,2026-03-02 13:00,Slow work\n2026-03-02 10:00,2026-03-02 11:00,p1\n",
			`2:35 the promise "p" has no level "P1 - Critical"; it is so in 3 rows, in lines 2, 3 ("Normal") and 4 ("Slow work") | If these are levels of the promise under other names, write below record: levels: {"P1 - Critical": p1, "Normal": p2, "Slow work": p2} – with the right level behind each. Else correct the rows.`,
			`levels: {"P1 - Critical": p1, "Normal": p2, "Slow work": p2}`, 4, 0,
		},
		"a column of states": {
			excluded, "from,to,why\n2026-03-02 10:00,2026-03-02 11:00,Done\n2026-03-02 10:00,,Cancelled by customer\n2026-03-02 10:00,2026-03-02 13:00,Done\n2026-03-02 10:00,2026-03-02 13:00,closed-road\n",
			`2:35 the promise "p" has no exclusion "Done"; it is so in 3 rows, in lines 2, 3 ("Cancelled by customer") and 4 | Write below record: excluded_as: {"Cancelled by customer": cancelled} – with those alone that do not count, and the right exclusion behind each. All other values then mean that the row counts.`,
			`excluded_as: {"Cancelled by customer": cancelled}`, 1, 1,
		},
		"numbers without a unit": {
			"within: 2h\nrecord: {file: records/r.csv, from: from, took: took}",
			"from,took\n2026-03-02 10:00,90\n2026-03-02 10:00,150\n",
			`2:18 "90" does not say how long it took; it is so in 2 rows, in lines 2 and 3 ("150") | A number alone has no unit: write below record: took_in: minutes, or seconds, hours or days.`,
			"took_in: minutes", 1, 1,
		},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", c.promise)
		_, problems := Count(o, files(map[string]string{"content/records/r.csv": c.csv}))
		if len(problems) != 1 || strings.TrimPrefix(said(problems[0]), "content/records/r.csv:") != strings.Replace(c.want, " ", " record-format: ", 1) {
			t.Errorf("%s:\n%v\nwant\n%s", name, problems, c.want)
			continue
		}
		if !strings.Contains(problems[0].Help, c.line) {
			t.Errorf("%s: no line %s", name, c.line)
		}
		promise := strings.Replace(strings.TrimSuffix(c.promise, "}"), ", empty: [tbc]", "", 1)
		if promise = strings.Replace(promise, ", format: DD.MM.YYYY HH:mm", "", 1); c.line != "" {
			promise += ", " + c.line
		}
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise+"}"), c.csv)
		if r.Window.Kept != c.kept || r.Window.Missed() != c.missed {
			t.Errorf("%s: kept %d, missed %d after it", name, r.Window.Kept, r.Window.Missed())
		}
	}
}

// TestForeignLetters holds that columns and customers are found in a file that Excel writes in Windows-1252, as it does by default,
// and that this is told.
func TestForeignLetters(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: Eröffnet, to: Fertig}")
	const times = "2026-03-02 10:00;2026-03-02 11:00"
	const help = " | Nothing needs to be done if its letters are right. Else save the file again as CSV in UTF-8."
	for csv, want := range map[string]string{
		"Er\xf6ffnet;Fertig;customer\n" + times + ";M\xfcller\n": `content/records/r.csv:1:1 record-format: the row is not written in UTF-8, and is read as Windows-1252; it is so in 2 rows, in lines 1 and 2` + help,
		"Eröffnet;Fertig;customer\n" + times + ";Müller\n":       "",
		"Eröffnet;Fertig;customer\n" + times + ";M\xfcller\n":    `content/records/r.csv:2:1 record-format: the row is not written in UTF-8, and is read as Windows-1252` + help,
	} {
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": csv}))
		var got string
		for _, p := range problems {
			got += said(p)
			if p.Level() != diag.Notice {
				t.Errorf("%q: %s", csv, p.Level())
			}
		}
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", csv, got, want)
		}
		if r := book.Result(o.Promises[0]); r == nil || r.Customer("müller", "").Kept != 1 {
			t.Errorf("%q: %+v", csv, r)
		}
	}
}

// TestFilesThatAreNotThere holds that one file, and all files, are one problem, however many promises name them.
func TestFilesThatAreNotThere(t *testing.T) {
	promise := func(id, file string) string {
		return "  - {id: " + id + ", says: We do it., commitment: target, within: 2h, record: {file: " + file + ", from: a, to: b}}\n"
	}
	two := "title: Two\nsummary: Two.\npromises:\n" + promise("q", "records/r.csv")
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: a, to: b}", "content/capabilities/two.yaml", two)
	_, problems := Count(o, files(nil))
	if len(problems) != 1 || problems[0].Message != `there is no file "content/records/r.csv"` || len(problems[0].Related) != 1 || problems[0].Related[0].At.File != "content/capabilities/two.yaml" {
		t.Errorf("one file: %v", problems)
	}
	three := two + promise("s", "records/s.csv") + promise("t", "records/t.csv")
	o = offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: a, to: b}", "content/capabilities/two.yaml", three)
	_, problems = Count(o, files(nil))
	if len(problems) != 1 || problems[0].Message != `there is no file "content/records/r.csv", nor is any of the other 2 that promises name` {
		t.Errorf("no file: %v", problems)
	}
	_, problems = Count(o, files(map[string]string{"content/records/s.csv": "a,b\n"}))
	if len(problems) != 2 {
		t.Errorf("one file of three: %v", problems)
	}
}

func TestMissingFilesAndColumns(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: form, to: to}")
	const (
		at    = `content/capabilities/delivery.yaml:8:20 record-format: "content/records/r.csv"`
		utf16 = `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has no column "form" | Did you mean "from"? Its columns are from, to.`
		page  = at + ` is no CSV, but a web page | Open it in a browser: where it asks you to log in, the export failed. Export the rows as CSV.`
		table = at + ` is no CSV, but a web page with a table, as some programs write in place of a spreadsheet | Open it in a spreadsheet program, and save the sheet as CSV (UTF-8).`
		json  = at + ` is no CSV, but JSON | Export the rows as CSV, with the names of the columns in the first line.`
	)
	for csv, want := range map[string]string{
		"": `content/capabilities/delivery.yaml:8:20 record-format: "content/records/r.csv" is empty: not even the names of the columns are there | Write the names of the columns in its first line.`,
		"\xff\xfef\x00r\x00o\x00m\x00,\x00t\x00o\x00": utf16,
		"\xfe\xff\x00f\x00r\x00o\x00m\x00,\x00t\x00o": utf16,
		"fr\xf6m,to\n":                                 `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has no column "form" | Its columns are fröm, to.`,
		"f\x00r\x00o\x00m\x00,\x00t\x00o\x00":          utf16,
		"\x00f\x00r\x00o\x00m\x00,\x00t\x00o":          utf16,
		"PK\x03\x04\x14\x00":                           at + ` is no CSV, but a spreadsheet or an archive | Open it in the program that made it, and save the sheet as CSV (UTF-8).`,
		"\xd0\xcf\x11\xe0\xa1\xb1":                     at + ` is no CSV, but a spreadsheet of an older Excel | Open it in the program that made it, and save the sheet as CSV (UTF-8).`,
		"%PDF-1.7\nfrom,to\n":                          at + ` is no CSV, but a PDF | Export the rows as CSV from the program that printed it.`,
		"\x1f\x8b\x08from":                             at + ` is no CSV, but a compressed file | Unpack it, and put the CSV file there.`,
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR from, to": at + ` is no CSV: it holds bytes that no text has | Export the rows as CSV (UTF-8) from the program that made it.`,
		"\n <!DOCTYPE html><p>form,to":                 page,
		"<table><tr><td>form</td><td>to":               table,
		"\xef\xbb\xbf<html><table>":                    table,
		"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">": at + ` is no CSV, but a spreadsheet in XML | Open it in a spreadsheet program, and save the sheet as CSV (UTF-8).`,
		"<rows><row>":       at + ` is no CSV, but a file with tags, such as XML | Export the rows as CSV from the program that made it.`,
		" [ {\"form\": 1}]": json,
		"{\"form\": 1}":     json,
		"version https://git-lfs.github.com/spec/v1\noid sha256:0": at + ` is no CSV, but only the pointer that Git LFS keeps for a file | Run git lfs pull, so that the file itself is there.`,
		" \n\r\n\r,,\n":  at + ` is empty: not even the names of the columns are there | Write the names of the columns in its first line.`,
		"form,to,form\n": `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has two columns "form" | Give one of them another name, or leave it out of the export.`,
		"from,to\n":      `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has no column "form" | Did you mean "from"? Its columns are from, to.`,
	} {
		if _, problems := Count(o, files(map[string]string{"content/records/r.csv": csv})); len(problems) != 1 || said(problems[0]) != want {
			t.Errorf("%q: %s", csv, said(problems[0]))
		}
	}
	want := `content/capabilities/delivery.yaml:8:20 record-format: there is no file "content/records/r.csv" | Put the file there, or write its name as it stands below content/, such as records/deliveries.csv.`
	if _, problems := Count(o, files(nil)); len(problems) != 1 || said(problems[0]) != want {
		t.Errorf("%s", said(problems[0]))
	}
	broken := func(string) (io.ReadCloser, error) { return nil, errors.New("the disk is away") }
	if _, problems := Count(o, broken); len(problems) != 1 || problems[0].Message != `"content/records/r.csv" cannot be read: the disk is away` {
		t.Errorf("%s", said(problems[0]))
	}
}

// warnings returns what is said of a count that is more than a notice.
func warnings(_ *Book, problems []diag.Problem) string {
	var out []string
	for _, p := range problems {
		if p.Level() != diag.Notice {
			out = append(out, said(p))
		}
	}
	return strings.Join(out, "\n")
}
