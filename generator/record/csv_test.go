package record

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// TestNoCSV holds that a row which is no CSV costs that row alone, and says where.
func TestNoCSV(t *testing.T) {
	const a, b, c = "A,2026-03-02 10:00,2026-03-02 11:00,", "B,2026-03-03 10:00,2026-03-03 11:00,", "C,2026-03-04 10:00,2026-03-04 11:00,"
	for _, x := range []struct {
		name string
		text string
		rows int
		want []string // place and message
	}{
		{"a mark in a value", a + `5" pipe` + "\n" + b + "\n" + c, 2, []string{"2:38 " + bareQuote}},
		{"characters, not bytes", `Ä,2026-03-02 10:00,2026-03-02 11:00,é" pipe` + "\n" + b, 1, []string{"2:38 " + bareQuote}},
		{"a value that goes on", a + `"a" pipe` + "\n" + b, 1, []string{"2:39 " + strayQuote}},
		{"never closed", a + "\n" + b + `"open` + "\n" + c + "\n" + a, 3, []string{"3:37 " + openQuote}},
		{"never closed, at the end", a + "\n" + b + `"open`, 1, []string{"3:37 " + openQuote}},
		{"closed by the next one", a + `"5 inch` + "\n" + b + "\n" + c + `"6 inch` + "\n" + a, 2, []string{"2:37 " + openQuote + "; it is so in 2 rows, in lines 2 and 4"}},
		{"closed by accident", a + `"5 inch` + "\n" + b + "\n" + `C,2026-03-04 10:00,2026-03-04 11:00","` + "\n" + a, 2, []string{"2:37 " + openQuote, "4:36 " + bareQuote}},
		{"closed by accident, at the end of a row", `"A,2026-03-02 10:00,2026-03-02 11:00,` + "\n" + b + "\n" + `C,2026-03-04 10:00,2026-03-04 11:00"` + "\n" + a, 2, []string{"2:1 " + swallowed, "4:36 " + bareQuote}},
		{"a note of two lines", a + "\"two\n\"\"lines\"\"\"\n" + b, 2, nil},
		{"a note of two lines, with a mark", a + "\"two\nli\"nes\"\n" + b, 1, []string{"2:37 " + openQuote, "3:3 " + bareQuote}},
		{"a time after a note of two lines", "\"two\nlines, \"\"é\"\"\",soon,2026-03-02 11:00,\n" + b, 1, []string{`3:15 "soon" is no time that can be read`}},
		{"a quoted time", `A,"soön ",,` + "\n" + b, 1, []string{`2:4 "soön" is no time that can be read`}},
		{"many", strings.Repeat(a+"5\"\n", 7) + b, 1, []string{"2:38 " + bareQuote + "; it is so in 7 rows, first in lines 2, 3 and 4"}},
		{"three", strings.Repeat(a+"5\"\n", 3) + b, 1, []string{"2:38 " + bareQuote + "; it is so in 3 rows, in lines 2, 3 and 4"}},
		{"a line without end", a + "\n" + strings.Repeat("x", 3<<20) + "\n" + b, 2, []string{"3:1 " + longLine}},
		{"a value without end", a + "\n" + b + `"open` + "\n" + strings.Repeat(c+"\n", 60_000), 60_001, []string{"3:37 " + openQuote}},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": "name,from,to,note\n" + x.text + "\n"}))
		var got []string
		for _, p := range problems {
			got = append(got, strings.TrimPrefix(p.At.String(), "content/records/r.csv:")+" "+p.Message)
		}
		if r := book.Result(o.Promises[0]); r.Rows != x.rows || !slices.Equal(got, x.want) {
			t.Errorf("%s: %d rows, want %d\n%s\nwant\n%s", x.name, r.Rows, x.rows, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
		}
	}
}

// TestLineEnds holds that rows are the same however their lines end, and that a fault in one is at its line.
func TestLineEnds(t *testing.T) {
	rows := []string{"id,from,to", "A,2026-03-02 10:00,2026-03-02 11:00", `"B","2026-03-03 10:00",2026-03-03 11:00`, "C,2026-03-04 10:00,soon", "D,2026-03-05 10:00,2026-03-05 13:00", "E,2026-03-06 10:00,\"2026-03-06 11:00\""}
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	for name, ends := range map[string][]string{"Unix": {"\n"}, "Windows": {"\r\n"}, "Mac": {"\r"}, "all three": {"\r", "\n", "\r\n"}, "the other way round": {"\r\n", "\r", "\n"}, "copied twice": {"\r\r\n"}} {
		for _, last := range []bool{true, false} {
			text, line, lines := "", 0, 1
			for i, row := range rows {
				if i == 3 {
					line = lines
				}
				end := ends[i%len(ends)]
				if text += row; i < len(rows)-1 || last {
					text, lines = text+end, lines+max(strings.Count(end, "\r"), 1)
				}
			}
			book, problems := Count(o, files(map[string]string{"content/records/r.csv": text}))
			w := book.Result(o.Promises[0]).Window
			if w.Kept != 3 || w.Counted() != 4 || len(problems) != 1 || problems[0].At.Line != line || problems[0].At.Column != 20 {
				t.Errorf("%s: kept %d of %d; %v, want line %d", name, w.Kept, w.Counted(), problems, line)
			}
		}
	}
}

// TestLongMacFile holds that a file of one and a half million bytes, which without its carriage returns would be one line,
// is read row by row.
func TestLongMacFile(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	text := "from,to\r" + strings.Repeat("2026-03-02 10:00,2026-03-02 11:00\r", 45_000)
	if r := result(t, o, text); r.Rows != 45_000 || r.Window.Kept != 45_000 {
		t.Errorf("%d rows, %d kept", r.Rows, r.Window.Kept)
	}
}

// TestOtherSeparators holds which separators are found, and that a row with another one than the first line is a problem.
func TestOtherSeparators(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	const plain = "id,from,to\nA,2026-03-02 10:00,2026-03-02 11:00\nB,2026-03-03 10:00,2026-03-03 11:00\n"
	for name, c := range map[string]struct {
		text, want string
		rows       int
	}{
		"commas":              {plain, "", 2},
		"semicolons":          {strings.ReplaceAll(plain, ",", ";"), "", 2},
		"tabs":                {strings.ReplaceAll(plain, ",", "\t"), "", 2},
		"bars":                {strings.ReplaceAll(plain, ",", "|"), "", 2},
		"named":               {"sep=;\r\n" + strings.ReplaceAll(plain, ",", ";"), "", 2},
		"named, on a Mac":     {"sep=,\r" + strings.ReplaceAll(plain, "\n", "\r"), "", 2},
		"others in the rows":  {strings.Replace(strings.ReplaceAll(plain, ",", ";"), "id;from;to", "id,from,to", 1), "2:1 the row is not divided by ',', as the names of the columns are; it is so in 2 rows, in lines 2 and 3", 0},
		"others in the names": {strings.Replace(plain, "id,from,to", "id;from;to", 1), "2:1 the row is not divided by ';', as the names of the columns are; it is so in 2 rows, in lines 2 and 3", 0},
	} {
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": c.text}))
		got := ""
		for _, p := range problems {
			got += strings.TrimPrefix(p.At.String(), "content/records/r.csv:") + " " + p.Message
		}
		if r := book.Result(o.Promises[0]); r == nil || r.Rows != c.rows || got != c.want {
			t.Errorf("%s: %v, %s", name, r, got)
		}
	}
}

// A header that is no CSV leaves no names to count by.
func TestNoHeader(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,\"to\n2026-03-02 10:00,\n"}))
	if book.Result(o.Promises[0]) != nil || len(problems) != 1 || problems[0].At.String() != "content/records/r.csv:1:6" || problems[0].Message != openQuote {
		t.Errorf("%+v", problems)
	}
}

// A disk that fails in the middle of a file is a problem.
func TestFileThatEndsTooSoon(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	_, problems := Count(o, func(string) (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("from,to\n2026-03-02 10:00,\n"), iotest.ErrReader(errors.New("the disk is away")))), nil
	})
	if len(problems) != 1 || problems[0].At.Line != 3 || problems[0].Message != "from here on the file cannot be read: the disk is away" {
		t.Errorf("%+v", problems)
	}
}

// unix writes all ends of lines as encoding/csv knows them.
var unix = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// FuzzCSV holds that a file which encoding/csv reads is read the same, and that of any file each problem has a place in it.
func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "a,b\r\n\"1\r\n\",\"2\"\"\"\r\n", "a,b\n\"1,2\n3,4\n", "a;b\n\"x\";y\"z\n", "a\tb\n\"\"\t\"\n", "a,b\n\"1\",\"\n\n\"\n,\n", "\xef\xbb\xbfa,b\n\xff,\"\xff\n",
		"a,b\n\"1\"\"\n2,\"\n3,4\n5\",6", "a\n\"\"\"\n\"\"\"\n", "\"a\",b\nc,\"d\r\n", "a,b\n1,2\r\r\n\r", "a\n\"b\"\r", "a,b\r1,2\r\"3\r\",4\r", "a|b\r\n1|2\r3|4\n", "\xfe\xff", "a,b\n\"1\n2\"\n3,4\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain := strings.TrimPrefix(text, "\xef\xbb\xbf")
		if notCSV("", []byte(plain[:min(len(plain), headSize)])) != nil || separatorLine().MatchString(plain) || strings.Contains(plain, byteOrderMark) {
			return
		}
		if _, wide := utf16Order([]byte(text)); wide {
			return // what encoding/csv reads as a table
		}
		r, problem := openRows("r.csv", files(map[string]string{"content/r.csv": text}))
		var got [][]string
		var found []string
		if problem == nil {
			got = append(got, slices.Clone(r.columns))
			for r.next() {
				got = append(got, slices.Clone(r.fields))
				for i := range r.fields {
					if at := r.fieldPlace(i); at.Line < r.line || at.Line > r.lines.n || at.Column < 1 || at.Width < 1 {
						t.Fatalf("field %d is at %+v, of a row from line %d to %d of %q", i, at, r.line, r.lines.n, text)
					}
				}
			}
			for _, p := range r.problems() {
				found = append(found, p.Message)
				if p.At.Line < 1 || p.At.Line > strings.Count(unix.Replace(text), "\n")+1 || p.At.Column < 1 {
					t.Fatalf("%+v is not in %q", p, text)
				}
			}
		}
		reader := csv.NewReader(strings.NewReader(unix.Replace(strings.TrimPrefix(text, "\xef\xbb\xbf"))))
		reader.Comma, reader.FieldsPerRecord = rune(separator([]byte(strings.TrimPrefix(text, "\xef\xbb\xbf")), separators)), -1
		all, err := reader.ReadAll()
		if err != nil {
			if problem == nil && len(found) == 0 {
				t.Fatalf("encoding/csv refuses %q: %v", text, err)
			}
			return
		}
		for _, fields := range all {
			if !utf8.ValidString(strings.Join(fields, ",")) {
				for i := range fields {
					fields[i], _ = utf8Text([]byte(fields[i] + "\xff"))
					fields[i] = strings.TrimSuffix(fields[i], "ÿ")
				}
			}
		}
		want := slices.DeleteFunc(all, func(fields []string) bool { return strings.TrimSpace(strings.Join(fields, "")) == "" })
		if problem != nil && len(want) > 0 {
			t.Fatalf("%q is refused: %+v", text, problem)
		}
		if slices.ContainsFunc(found, func(m string) bool { return strings.Contains(m, swallowed) }) {
			return // two marks that belong to two rows are seen here alone
		}
		if len(want) > 0 {
			for i := range want[0] {
				want[0][i] = strings.TrimSpace(want[0][i])
			}
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	})
}

func TestWideFiles(t *testing.T) {
	const promise = "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}"
	wide := func(n int) string {
		var names, values strings.Builder
		for i := range n - 2 {
			fmt.Fprintf(&names, "c%d,", i)
			values.WriteString("x,")
		}
		return names.String() + "from,to\n" + values.String() + "2026-03-02 10:00,2026-03-02 11:00\n"
	}
	for n, want := range map[int]string{
		1000: "",
		1001: "content/records/r.csv:1:4891 record-format: the record has 1001 columns, and at most 1000 are read | Leave out the columns that no promise names when you export it.",
	} {
		o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", promise)
		_, problems := Count(o, files(map[string]string{"content/records/r.csv": wide(n)}))
		got := ""
		for _, p := range problems {
			got += said(p)
		}
		if got != want {
			t.Errorf("%d columns:\n%s\nwant\n%s", n, got, want)
		}
	}
}
