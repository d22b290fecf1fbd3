package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// TestProse holds the sentences of a text and where they stand.
func TestProse(t *testing.T) {
	text := `# Größe *zählt*

We answer **fast**, i.e. today. Really!
Ask Mr. Byrd, e.g. by phone (0.5 h). "Why?" Because.

> They said so. Or not.

> [!NOTE]
> A note.

- One item
- ` + "`code` here" + `

| Head | b |
|------|---|
| ü & &amp; x. Y | {{ promise "a.b" }} later |

    no code

Line one\
line two, see [a link](x.md "title")[^1] ![image](y.png).

<p>In &lt;HTML&gt;, twice.</p><p>Ü again</p><svg><text>No.</text></svg>

Yes <script>no.</script> again.

Term
: Meaning.

[^1]: The footnote.
`
	var got []string
	for _, s := range Parse("a.md", 1, []byte(text), Options{}).Prose(fillTest) {
		line := s.Text + " @" + place(s.At)
		if s.Quote {
			line += " quote"
		}
		if s.Heading {
			line += " heading"
		}
		got = append(got, line)
	}
	want := []string{
		"Größe zählt @1:3+12 heading",
		"We answer fast, i.e. today. @3:1+31",
		"Really! @3:33+7",
		"Ask Mr. Byrd, e.g. by phone (0.5 h). @4:1+36",
		`"Why?" @4:38+6`,
		"Because. @4:45+8",
		"They said so. @6:3+13 quote",
		"Or not. @6:17+7 quote",
		"A note. @9:3+7",
		"One item @11:3+8",
		"code here @12:4+10",
		"Head @14:3+4",
		"b @14:10+1",
		"ü & & x. @16:3+12",
		"Y @16:16+1",
		"within 2 h later @16:20+25",
		"Line one @20:1+8",
		"line two, see a link . @21:1+57",
		"In <HTML>, twice. @23:4+23",
		"Ü again @23:34+7",
		"Yes  again. @25:1+31",
		"Term @27:1+4",
		"Meaning. @28:3+8",
		"The footnote. @30:7+13",
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("from %d on, got\n%s\nwant\n%s", i, strings.Join(got[min(i, len(got)):], "\n"), strings.Join(want[min(i, len(want)):], "\n"))
		}
	}
}

// TestSentencePlace holds the place of a word within a sentence.
func TestSentencePlace(t *testing.T) {
	text := "Ü. We **are** &quot;fast&quot;\nand \\*soon\\* {{ promise \"a\" }} too."
	all := Parse("a.md", 7, []byte(text), Options{}).Prose(fillTest)
	s := all[len(all)-1]
	for word, want := range map[string]string{
		"We": "7:4+2", "are": "7:9+3", "fast": "7:21+4", `"`: "7:15+6", "and": "8:1+3", "soon": "8:7+4", "*soon": "8:5+6", "within": "8:14+17",
		"2 h too": "8:14+21", "too": "8:32+3",
	} {
		at := strings.Index(s.Text, word)
		if got := place(s.Place(at, at+len(word))); got != want {
			t.Errorf("%q in %q: %s, want %s", word, s.Text, got, want)
		}
	}
}

// TestSentenceCode holds that code, and what a tag prints, can be told from the words around it.
func TestSentenceCode(t *testing.T) {
	s := Parse("a.md", 1, []byte("Put `a date`, **and** `two\nlines` of code {{ promise \"a\" }}."), Options{}).Prose(fillTest)[0]
	for words, want := range map[string][2]bool{
		"Put": {}, "a date": {true, false}, "Put a": {true, false}, "date": {true, false}, "date,": {true, false}, ", and ": {}, "two lines": {true, false}, "of code": {}, "within 2 h": {false, true}, ".": {},
	} {
		at := strings.Index(s.Text, words)
		if got := [2]bool{s.Code(at, at+len(words)), s.Filled(at, at+len(words))}; at < 0 || got != want {
			t.Errorf("%q in %q: code and filled are %v, want %v", words, s.Text, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"One. Two! Three? Four", "One.|Two!|Three?|Four"},
		{"at 9.30 a.m. on 3.5 days", "at 9.30 a.m. on 3.5 days"},
		{"from 9 a.m. - 5 p.m. We close", "from 9 a.m. - 5 p.m.|We close"},
		{"Call no. 5. Then St. Ives.", "Call no. 5.|Then St. Ives."},
		{"See example.com. Go", "See example.com.|Go"},
		{"He said “no.” She left.", "He said “no.”|She left."},
		{"Wait... what? Wait… No.", "Wait... what?|Wait…|No."},
		{"Preis z.B. 5 €. Über uns.", "Preis z.B. 5 €.|Über uns."},
		{"一。二。", "一。|二。"},
		{"?!", "?!"},
	} {
		var got []string
		for _, s := range Parse("a.md", 1, []byte(c.text), Options{}).Prose(nil) {
			got = append(got, s.Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}

// TestSpot holds which sentences stand in one block, list, row and cell.
func TestSpot(t *testing.T) {
	text := `# One
A. B.

- C. D.
  - E

  F.
- G

| H | I |
|---|---|
| J | K. L |
| M |

N
: O.

<table><tr><th>P<th>Q</tr><tr><td>R</td><td>S<ul><li>Y</li></ul></td></tr></table>
<ul><li>T. U</li><li>V</li></ul>

> [!NOTE]
> W.
>
> X
`
	want := "One:1 level 1, A.:2, B.:2, C.:3 depth 1, D.:3 depth 1, E:4 depth 2, F.:3 depth 1, G:5 depth 1, H:6 head 1, I:6 head 2, J:7 cell 1, K.:7 cell 2, L:7 cell 2, M:8 cell 1, " +
		"N:9, O.:9, P:12 head 1, Q:12 head 2, R:14 cell 1, S:14 cell 2, Y:14 cell 2, T.:17 depth 1, U:17 depth 1, V:19 depth 1, W.:21, X:22"
	var got []string
	for _, s := range Parse("a.md", 1, []byte(text), Options{}).Prose(nil) {
		spot := fmt.Sprintf("%s:%d", s.Text, s.Block)
		for _, part := range []struct {
			name string
			n    int
		}{{" level ", s.Level}, {" depth ", s.Depth}, {map[bool]string{false: " cell ", true: " head "}[s.Head], s.Cell}} {
			if part.n > 0 {
				spot += part.name + strconv.Itoa(part.n)
			}
		}
		got = append(got, spot)
	}
	if all := strings.Join(got, ", "); all != want {
		t.Errorf("got\n%s\nwant\n%s", all, want)
	}
}
