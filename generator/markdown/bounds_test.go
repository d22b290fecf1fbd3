package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestLimits holds what is said of a text that is beyond a limit, and that one at the limit is printed as ever.
func TestLimits(t *testing.T) {
	table := func(columns, rows int) string {
		return strings.Repeat("|a", columns) + "\n" + strings.Repeat("|-", columns) + strings.Repeat("\n|x", rows)
	}
	for name, c := range map[string]struct{ text, want, printed string }{
		"a large text":       {strings.Repeat("word by word\n", 1<<20/13+1), "a.md:3:1 the text is larger than 1 MiB | Divide it into several files.", ""},
		"a text":             {strings.Repeat("word by word\n", 1<<20/13), "", "<p>word by word\n"},
		"many links":         {strings.Repeat("[a](b.md)\n\n", 20_001), "a.md:3:1 the text has about 20001 headings, links and HTML tags, and at most 20000 are read | Divide it into several files.", ""},
		"links":              {strings.Repeat("[a](b.md)\n\n", 20_000), "", `<p><a href="b.md">`},
		"many of all":        {strings.Repeat("\n# a\n\n<b>a</b> www.a.b", 5_001), "a.md:3:1 the text has about 20004 headings, links and HTML tags, and at most 20000 are read | Divide it into several files.", ""},
		"many lines":         {strings.Repeat("a\n", 100_001), "a.md:3:1 the text has 100001 lines, and at most 100000 are read | Divide it into several files.", ""},
		"many items a line":  {strings.Repeat(strings.Repeat("- ", 51)+"a\n", 400), "a.md:3:1 the text has 20400 items of lists, and at most 20000 are read | Divide it into several files.", ""},
		"many items":         {strings.Repeat("1. a\n> - b\n", 10_001), "a.md:3:1 the text has 20002 items of lists, and at most 20000 are read | Divide it into several files.", ""},
		"items":              {strings.Repeat("10) a\n  + b\n-c\n", 10_000), "", "<ol"},
		"many cells":         {strings.Repeat("|a|\n|-|\n\n", 15_001), "a.md:3:1 the text has 60004 marks | of tables, and at most 60000 are read | Divide it into several files.", ""},
		"cells":              {strings.Repeat("|a|\n|-|\n\n", 15_000), "", `<div class="table"`},
		"many footnotes":     {strings.Repeat("a[^b]\n\n", 5_001), "a.md:3:1 the text has 5001 marks [^ of footnotes, and at most 5000 are read | Divide it into several files.", ""},
		"footnotes":          {strings.Repeat("a[^b]\n\n", 5_000), "", "<p>a"},
		"wide margins":       {strings.Repeat(strings.Repeat(" ", 100)+"a\n", 2_501), "a.md:3:1 the text has 2501 wide margins, and at most 2500 are read | Divide it into several files.", ""},
		"a large table":      {table(100, 100), "a.md:4:2 this table has more than 10000 cells, columns times rows | Divide it into several tables, with a blank line and a head of its own for each.", "<p>|a|a"},
		"a table":            {table(100, 98), "", `<div class="table"`},
		"a quoted table":     {"> " + strings.ReplaceAll(table(100, 100), "\n", "\n> "), "a.md:4:4 this table has more than 10000 cells, columns times rows | Divide it into several tables, with a blank line and a head of its own for each.", "<blockquote>\n<p>|a|a"},
		"tables":             {table(100, 60) + "\n\n" + table(100, 60), "", `<div class="table"`},
		"a table in code":    {"```\n" + table(100, 100) + "\n```", "", "<pre><code>|a|a"},
		"a deep quotation":   {strings.Repeat(">", 61) + "a", "a.md:3:61 more than 60 lists and quotations stand within each other here | Write it with fewer levels.", "<blockquote>"},
		"a quotation":        {strings.Repeat(">", 60) + "a", "", "<blockquote>"},
		"a deep list":        {strings.Repeat("1. ", 150) + "a", "a.md:3:182 more than 60 lists and quotations stand within each other here | Write it with fewer levels.", "<ol>"},
		"a deep mixture":     {strings.Repeat("> + ", 40) + "a", "a.md:3:121 more than 60 lists and quotations stand within each other here | Write it with fewer levels.", "<blockquote>"},
		"many brackets":      {"x" + strings.Repeat("[", 1500), "a.md:3:1002 there are too many marks [ in this paragraph: from here on they would be printed as they are | Divide the paragraph.", "<p>x[["},
		"brackets":           {strings.Repeat("x"+strings.Repeat("[", 900)+"\n\n", 3), "", "<p>x[["},
		"brackets, at large": {strings.Repeat("[a](", 15_000), "a.md:3:3493 there are too many marks [ in this paragraph: from here on they would be printed as they are | Divide the paragraph.", "<p>[a]("},
	} {
		d := Parse("a.md", 3, []byte(c.text), Options{})
		var got []string
		for _, p := range d.Problems {
			if p.Rule == textLimits {
				got = append(got, p.At.String()+" "+p.Message+" | "+p.Help)
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if printed := d.Print(Printing{}); !strings.HasPrefix(printed, c.printed) || c.printed == "" && printed != "" {
			t.Errorf("%s is printed as %.80s", name, printed)
		}
	}
}

// hostile are texts that cost some parsers the square of their length, as units to be repeated.
var hostile = []string{
	"[", "[a](", "![a](b ", "[a](<b ", "[a][b]\n\n", "[]", "](a b.md) ", "*a ", "**a* ", "_a", "~~a~", "`a", "``a```", "> ", "> - ", "- > ", "1. ", "+ ", "- a\n", "# a\n", "# a {#x}\n", "a\n-\n",
	"<b>", "<b>a</b>", "<div>\n\n", "<foo>a ", "</b>", "<svg>", "<b a='", "<!-- a ", "<?a ", "<![CDATA[", "<table><tr><td>", "<ul><li>", "<b><p>", "&amp;", "&", "{{ a }}", "{{", "{% a", "{: .a}", "<http://a.b> ", "www.a.b ",
	"a@b.c ", "[^a] ", "[^a]: b\n\n", "a\n: b\n\n", "- [ ] a\n", "\\*", "\t", "\xff", ":::note\n", "> [!NOTE]\n> a\n\n", "|-", "|a|b\n|-|-\n|", "a|b\n-|-\n", "[a]: b\n", "[a]:\n", "A. ", "e.g. ", "<a id=x></a>", "<name> ",
}

// TestWorkIsBounded holds that no text makes much of little: what is allocated for it grows with its length, what is printed
// too, and what the parser gets is within the bounds for which its time is known.
func TestWorkIsBounded(t *testing.T) {
	run := func(unit string, n int) (allocated float64, printed int) {
		text := []byte(strings.Repeat(unit, n/len(unit)))
		return testing.AllocsPerRun(1, func() {
			d := Parse("a.md", 1, text, Options{})
			printed = len(d.Print(Printing{}))
			d.Prose(nil)
		}), printed
	}
	for _, unit := range hostile {
		small, _ := run(unit, 10_000)
		large, printed := run(unit, 40_000)
		if large > 6.5*small+5000 {
			t.Errorf("%q: %.0f allocations for 10 KB, %.0f for 40 KB", unit, small, large)
		}
		if printed > 25*40_000 {
			t.Errorf("%q: %d bytes are printed for 40 KB", unit, printed)
		}
		got := bounded([]byte(strings.Repeat(unit, 1<<18/len(unit))))
		for block := range bytes.SplitSeq(got, []byte("\n\n")) {
			if n := bytes.Count(block, []byte("[")); !bytes.Contains(block, []byte("\n")) && n > leastMarks && (n > maxMarks || n*len(block) > maxSteps) {
				t.Errorf("%q: %d brackets in %d bytes", unit, n, len(block))
			}
		}
		if depth, _ := containers(got); depth > maxNesting {
			t.Errorf("%q: %d levels", unit, depth)
		}
	}
}

// containers counts the marks of lists and quotations at the start of a text.
func containers(text []byte) (n int, rest []byte) {
	for rest = text; ; n++ {
		m := container().Find(rest[:min(len(rest), 100)])
		if m == nil {
			return n, rest
		}
		rest = rest[len(m):]
	}
}

// TestSmallTablesStaySmall holds that a table of 12 KB makes no page of many times that.
func TestSmallTablesStaySmall(t *testing.T) {
	for columns := 1; columns < 6000; columns = columns*3 + 1 {
		rows := (12_000 - 4*columns) / 2
		if rows < 0 {
			rows = 1
		}
		text := fmt.Sprint(strings.Repeat("|a", columns), "\n", strings.Repeat("|-", columns), strings.Repeat("\n|", rows))
		if n := len(Parse("a.md", 1, []byte(text), Options{}).Print(Printing{})); n > 250_000 {
			t.Errorf("%d columns and %d rows: %d bytes", columns, rows, n)
		}
	}
}
