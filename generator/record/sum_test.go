package record

import (
	"strings"
	"testing"
)

// TestParseSum holds which sums are read, in pence, and what is said of the others. Where a file is separated by semicolons, a
// comma may stand before decimals in it.
func TestParseSum(t *testing.T) {
	const (
		how   = `Write it with a point before the decimals, and without a sign between the thousands, such as 1250.50.`
		alone = `Write the sum alone, such as 8.20, and nothing behind it.`
		plain = `Write what you paid, such as 8.20, or leave the field empty where you paid nothing.`
	)
	either := func(thousands, decimals string) string {
		return "It may be " + thousands + ", or " + decimals + ": write it with a point before the decimals, and without a sign between the thousands."
	}
	for _, c := range []struct {
		text string
		want int64 // in pence
		help string
	}{
		{"8.20", 820, ""}, {"8,20", 820, ""}, {"£8.2", 820, ""}, {"1250", 125000, ""}, {"0", 0, ""}, {"12.50 GBP", 1250, ""},
		{"1.234,50", 123450, ""}, {"1,234.50", 123450, ""}, {"£1.234,50", 123450, ""}, {"1.234,5", 123450, ""}, {"1.234.567", 123456700, ""}, {"1,234,567", 123456700, ""},
		{"1,234,567.89", 123456789, ""}, {"1.234.567,89", 123456789, ""}, {"1234,50", 123450, ""}, {"0.820", 82, ""},
		{"1/2", 0, alone}, {"£38 per pallet", 0, alone}, {"8.20 credit", 0, alone}, {"8.20/month", 0, alone},
		{"1.234", 0, either("1234", "1.234")}, {"£1.234", 0, either("1234", "1.234")},
		{"1.23.45", 0, how}, {"12,34.50", 0, how}, {"1,234.567,89", 0, how}, {"1,,234", 0, how},
		{"1,234.567", 0, plain}, {"1.2345", 0, plain}, {"-5", 0, plain}, {"12-13", 0, plain}, {"soon", 0, `If it means nothing, write below record: empty: ["soon"]. Else write a number.`}, {"12,-", 0, plain}, {".50", 0, plain}, {"1 234", 0, plain},
	} {
		for _, separator := range []string{",", ";"} {
			o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to, paid: paid}", "site.yaml", "timezone: UTC\nas_of: 2026-03-20T12:00:00Z\ncurrency: GBP\n")
			csv := strings.ReplaceAll("from;to;paid\n2026-03-02 10:00;2026-03-02 13:00;\""+c.text+"\"\n", ";", separator)
			book, problems := Count(o, files(map[string]string{"content/records/r.csv": csv}))
			if c.help == "" {
				if r := book.Result(o.Promises[0]); len(problems) != 0 || r.Window.Paid != c.want {
					t.Errorf("%s: %d, %v", c.text, r.Window.Paid, problems)
				}
				continue
			}
			want := `content/records/r.csv:2:36 record-format: "` + c.text + `" is no sum of money | ` + c.help
			if len(problems) != 1 || said(problems[0]) != want {
				t.Errorf("%v\nwant %s", problems, want)
			}
		}
	}
	for _, c := range []struct {
		text, currency string
		separator      byte
		minor          int64 // -1: refused
	}{
		{"1,234", "GBP", ',', 123400}, {"1,234", "GBP", ';', -1}, {"1,234", "KWD", ',', -1}, {"1.234", "KWD", ',', 1234}, {"1.234", "KWD", ';', -1}, {"1.234,500", "KWD", ';', 1234500},
		{"1,234", "JPY", ',', 1234}, {"1.234", "JPY", ',', -1}, {"KWD 1.234", "GBP", ',', 1234}, {"1,234.50", "", ',', -1},
	} {
		m, _, ok := parseSum(c.text, c.currency, c.separator)
		if ok != (c.minor >= 0) || ok && m.Minor != c.minor {
			t.Errorf("%q in %q: %v %v", c.text, c.currency, m, ok)
		}
	}
}
