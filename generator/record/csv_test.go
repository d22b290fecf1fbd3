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
		{"closed by the next one", a + `"5 inch` + "\n" + b + "\n" + c + `"6 inch` + "\n" + a, 2, []string{"2:37 " + openQuote, "4:37 " + openQuote}},
		{"closed by accident", a + `"5 inch` + "\n" + b + "\n" + `C,2026-03-04 10:00,2026-03-04 11:00","` + "\n" + a, 2, []string{"2:37 " + openQuote, "4:36 " + bareQuote}},
		{"closed by accident, at the end of a row", `"A,2026-03-02 10:00,2026-03-02 11:00,` + "\n" + b + "\n" + `C,2026-03-04 10:00,2026-03-04 11:00"` + "\n" + a, 2, []string{"2:1 " + swallowed, "4:36 " + bareQuote}},
		{"a note of two lines", a + "\"two\n\"\"lines\"\"\"\n" + b, 2, nil},
		{"a note of two lines, with a mark", a + "\"two\nli\"nes\"\n" + b, 1, []string{"2:37 " + openQuote, "3:3 " + bareQuote}},
		{"a time after a note of two lines", "\"two\nlines, \"\"é\"\"\",soon,2026-03-02 11:00,\n" + b, 1, []string{`3:15 "soon" is no time that can be read`}},
		{"a quoted time", `A,"soön ",,` + "\n" + b, 1, []string{`2:4 "soön" is no time that can be read`}},
		{"many", strings.Repeat(a+"5\"\n", 7) + b, 1, []string{"2:38 " + bareQuote, "3:38 " + bareQuote, "4:38 " + bareQuote, "5:38 " + bareQuote, "6:38 " + bareQuote + "; a quotation mark is wrong in 2 more rows"}},
		{"one more", strings.Repeat(a+"5\"\n", 6) + b, 1, []string{"2:38 " + bareQuote, "3:38 " + bareQuote, "4:38 " + bareQuote, "5:38 " + bareQuote, "6:38 " + bareQuote + "; a quotation mark is wrong in 1 more row"}},
		{"a line without end", a + "\n" + strings.Repeat("x", 3<<20) + "\n" + b, 2, []string{"3:1 " + endlessLine}},
		{"a value without end", a + "\n" + b + `"open` + "\n" + strings.Repeat(c+"\n", 60_000), 60_001, []string{"3:37 " + openQuote}},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": "id,from,to,note\n" + x.text + "\n"}))
		var got []string
		for _, p := range problems {
			got = append(got, strings.TrimPrefix(p.At.String(), "content/records/r.csv:")+" "+p.Message)
		}
		if r := book.Of(o.Promises[0]); r.Rows != x.rows || !slices.Equal(got, x.want) {
			t.Errorf("%s: %d rows, want %d\n%s\nwant\n%s", x.name, r.Rows, x.rows, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
		}
	}
}

// A header that is no CSV leaves no names to count by.
func TestNoHeader(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,\"to\n2026-03-02 10:00,\n"}))
	if book.Of(o.Promises[0]) != nil || len(problems) != 1 || problems[0].At.String() != "content/records/r.csv:1:6" || problems[0].Message != openQuote {
		t.Errorf("%+v", problems)
	}
}

// A disk that fails in the middle is told of, and what was read counts for nothing without that.
func TestFileThatEndsTooSoon(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	_, problems := Count(o, func(string) (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("from,to\n2026-03-02 10:00,\n"), iotest.ErrReader(errors.New("the disk is away")))), nil
	})
	if len(problems) != 1 || problems[0].At.Line != 3 || problems[0].Message != "from here on the file cannot be read: the disk is away" {
		t.Errorf("%+v", problems)
	}
}

// FuzzCSV holds that a file which encoding/csv reads is read the same, and that of any file each problem has a place in it.
func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "a,b\r\n\"1\r\n\",\"2\"\"\"\r\n", "a,b\n\"1,2\n3,4\n", "a;b\n\"x\";y\"z\n", "a\tb\n\"\"\t\"\n", "a,b\n\"1\",\"\n\n\"\n,\n", "\xef\xbb\xbfa,b\n\xff,\"\xff\n",
		"a,b\n\"1\"\"\n2,\"\n3,4\n5\",6", "a\n\"\"\"\n\"\"\"\n", "\"a\",b\nc,\"d\r\n", "a,b\n1,2\r\r\n\r", "a\n\"b\"\r", "\xfe\xff", "a,b\n\"1\n2\"\n3,4\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
			return // UTF-16, which is refused
		}
		r, _, problem := open("r.csv", files(map[string]string{"content/r.csv": text}))
		var got [][]string
		var found []string
		if problem == nil {
			got = append(got, slices.Clone(r.columns))
			for r.next() {
				got = append(got, slices.Clone(r.fields))
				for i := range r.fields {
					if at := r.at(i); at.Line < r.line || at.Line > r.lines.n || at.Column < 1 || at.Width < 1 {
						t.Fatalf("field %d is at %+v, of a row from line %d to %d of %q", i, at, r.line, r.lines.n, text)
					}
				}
			}
			for _, p := range r.told() {
				found = append(found, p.Message)
				if p.At.Line < 1 || p.At.Line > strings.Count(text, "\n")+1 || p.At.Column < 1 {
					t.Fatalf("%+v is not in %q", p, text)
				}
			}
		}
		plain := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\xef\xbb\xbf")))
		plain.Comma, plain.FieldsPerRecord = rune(separator([]byte(strings.TrimPrefix(text, "\xef\xbb\xbf")))), -1
		all, err := plain.ReadAll()
		if err != nil {
			if problem == nil && len(found) == 0 {
				t.Fatalf("encoding/csv refuses %q: %v", text, err)
			}
			return
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
