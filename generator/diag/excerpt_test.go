package diag

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("abcdefghij", 10)
	for _, c := range []struct {
		name          string
		line          string
		column, width int
		room          int
		text          string
		before, marks int
	}{
		{"plain", "sumary: x", 1, 6, 40, "sumary: x", 0, 6},
		{"no width", "a: b", 4, 0, 40, "a: b", 3, 1},
		{"after the end", "a:", 3, 0, 40, "a:", 2, 1},
		{"far after the end", "a:", 30, 9, 40, "a:", 2, 1},
		{"over the end", "a: bc", 4, 90, 40, "a: bc", 3, 2},
		{"empty line", "", 1, 0, 40, "", 0, 1},
		{"tab", "\ta: b", 2, 1, 40, "    a: b", 4, 1},
		{"on a tab", "a\tb", 2, 1, 40, "a    b", 1, 4},
		{"wide", "東京: x", 1, 2, 40, "東京: x", 0, 4},
		{"after wide", "東京: x", 5, 1, 40, "東京: x", 6, 1},
		{"combining", "cafe\u0301: x", 1, 5, 40, "cafe\u0301: x", 0, 4},
		{"after combining", "cafe\u0301: x", 8, 1, 40, "cafe\u0301: x", 6, 1},
		{"inside a combined character", "e\u0301x", 2, 1, 40, "e\u0301x", 0, 1},
		{"from inside a combined character", "e\u0301xy", 2, 2, 40, "e\u0301xy", 0, 2},
		{"mark on nothing", "\u0301x", 2, 1, 40, `\u0301x`, 6, 1},
		{"joined letters", "a\u200db", 3, 1, 40, "a\u200db", 1, 1},
		{"emoji of several", "👩\u200d🔧: x", 6, 1, 40, "👩\u200d🔧: x", 4, 1},
		{"skin tone", "👍🏽 x", 4, 1, 40, "👍🏽 x", 3, 1},
		{"escape sequence", "a\x1b[2Jb", 6, 1, 40, `a\x1b[2Jb`, 8, 1},
		{"C1 control", "a\u009bb", 3, 1, 40, `a\u009bb`, 7, 1},
		{"turned text", "a\u202eb", 2, 1, 40, `a\u202eb`, 1, 6},
		{"not UTF-8", "a\xffb", 3, 1, 40, `a\xffb`, 5, 1},
		{"fits exactly", long[:40], 1, 1, 40, long[:40], 0, 1},
		{"one too long", long[:41], 1, 1, 40, long[:38] + "…", 0, 1},
		{"cut right", long, 1, 3, 40, long[:38] + "…", 0, 3},
		{"cut left", long, 100, 1, 40, "…" + long[62:], 38, 1},
		// 36 columns stand beside the mark at 51..52, 18 on either side
		{"cut both", long, 51, 2, 40, "…" + long[32:70] + "…", 19, 2},
		{"marks longer than the room", long, 1, 100, 40, long[:38] + "…", 0, 38},
		// 19 columns of the marks, then 10 before and 9 after them
		{"marks longer than half the room", long, 51, 50, 40, "…" + long[40:78] + "…", 11, 28},
		{"cut wide", strings.Repeat("東", 30), 16, 1, 20, "…" + strings.Repeat("東", 9) + "…", 9, 2},
	} {
		text, before, marks := excerpt(c.line, c.column, c.width, c.room)
		if text != c.text || before != c.before || marks != c.marks {
			t.Errorf("%s: %q with %d marks after %d\nwant %q with %d marks after %d", c.name, text, marks, before, c.text, c.marks, c.before)
		}
	}
}

func TestMarksThatPileUpAreBounded(t *testing.T) {
	text, _, _ := excerpt("e"+strings.Repeat("\u0301", 100_000)+"!", 1, 1, 90)
	if n := utf8.RuneCountInString(text); n > 90+mostMarks || !strings.HasPrefix(text, "e\u0301") || !strings.Contains(text, `\u0301`) {
		t.Errorf("%d characters for 90 columns: %q", n, text)
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"plain – “text” 東 \u00a0é": "plain – “text” 東 \u00a0é",
		"a\nb\tc\rd":               `a\nb\tc\rd`,
		"\x1b]0;title\a":           `\x1b]0;title\x07`,
		"\x7f\u0085\u2028\ufeff":   `\x7f\u0085\u2028\ufeff`,
		"\U000e0067":               `\U000e0067`,
		"\ufffd\xf0":               "\ufffd" + `\xf0`,
	} {
		if got := Plain(text); got != want {
			t.Errorf("clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(Wrap("one two  three four 東京東京 abcdefghijklm end", 9), "|")
	if want := "one two|three|four|東京東京|abcdefghijklm|end"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzExcerpt: whatever a line holds and wherever a place points, what is shown is safe for a terminal, fits the room,
// and the marks stand under it or just after it.
func FuzzExcerpt(f *testing.F) {
	f.Add("sumary: We collect", 1, 6, 40)
	f.Add("\t東\u0301\x1b[31m\xff", 3, 2, 10)
	f.Add(strings.Repeat("e\u0301", 200), 150, 30, 60)
	f.Fuzz(func(t *testing.T, line string, column, width, room int) {
		if column < 1 || width < 0 || width > 1<<30 || room < 20 || room > 200 {
			return
		}
		text, before, marks := excerpt(line, column, width, room)
		if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("%q reaches the terminal", text)
		}
		if strings.ContainsFunc(text, joins) {
			return // several characters in the columns of one
		}
		shown := 0
		for _, r := range text {
			shown += columns(r)
		}
		if shown > room {
			t.Errorf("%d columns in %d: %q", shown, room, text)
		}
		if before < 0 || marks < 1 || before+marks > shown+1 {
			t.Errorf("%d marks after %d under %d columns: %q", marks, before, shown, text)
		}
	})
}

func joins(r rune) bool { return r == joiner || unicode.Is(skinTones, r) }

func TestMarked(t *testing.T) {
	for _, c := range []struct {
		line                  string
		column, width, room   int
		before, marked, after string
	}{
		{"title: A parcel", 8, 8, 90, "title: ", "A parcel", ""},
		{"title: A parcel", 8, 0, 90, "title: ", "A", " parcel"},
		{"title:", 7, 3, 90, "title:", " ", ""},
		{"", 1, 1, 90, "", " ", ""},
		{"said: 東京 now", 7, 2, 90, "said: ", "東京", " now"},
		{"\tx\u202ey", 2, 2, 90, "    ", `x\u202e`, "y"},
		{"abcdefghijklmnopqrst", 10, 2, 10, "…ghi", "jk", "lmn…"},
	} {
		before, marked, after := Marked(c.line, c.column, c.width, c.room)
		if before != c.before || marked != c.marked || after != c.after {
			t.Errorf("%q, %d, %d: %q %q %q, want %q %q %q", c.line, c.column, c.width, before, marked, after, c.before, c.marked, c.after)
		}
	}
	if got := Plain("a\u202eb"); got != `a\u202eb` {
		t.Errorf("plain: %q", got)
	}
}

// TestALongLineIsCutNearThePlace holds that a line of any length shows what the same place in a shorter one does.
func TestALongLineIsCutNearThePlace(t *testing.T) {
	const room = 20
	for _, filler := range []string{"x", "é", "東", "e\u0301\u0301\u0301", "\t", "\xff", "\u200d"} {
		long, short := strings.Repeat(filler, 100_000), strings.Repeat(filler, 40)
		characters, few := utf8.RuneCountInString(long), utf8.RuneCountInString(short)
		for _, width := range []int{1, 5, 1000} {
			got, gotBefore, gotMarks := excerpt(long+"HERE"+long, characters+1, width, room)
			want, wantBefore, wantMarks := excerpt(short+"HERE"+short, few+1, width, room)
			if got != want || gotBefore != wantBefore || gotMarks != min(wantMarks, room) && gotMarks != wantMarks {
				t.Errorf("%q, %d: got %q %d %d, want %q %d %d", filler, width, got, gotBefore, gotMarks, want, wantBefore, wantMarks)
			}
			a, b, c := Marked(long+"HERE"+long, characters+1, width, room)
			d, e, f := Marked(short+"HERE"+short, few+1, width, room)
			if a != d || b != e || c != f {
				t.Errorf("%q, %d: got %q %q %q, want %q %q %q", filler, width, a, b, c, d, e, f)
			}
		}
		got, before, _ := excerpt("HERE"+long, 1, 4, room)
		want, wantBefore, _ := excerpt("HERE"+short, 1, 4, room)
		end, endBefore, _ := excerpt(long+"HERE", characters+9, 4, room)
		wantEnd, wantEndBefore, _ := excerpt(short+"HERE", few+9, 4, room)
		if got != want || before != wantBefore || end != wantEnd || endBefore != wantEndBefore {
			t.Errorf("%q: got %q %d, %q %d, want %q %d, %q %d", filler, got, before, end, endBefore, want, wantBefore, wantEnd, wantEndBefore)
		}
	}
	if part, _ := near(strings.Repeat("x", 10_000_000), 5_000_000, room); len(part) > 1000 {
		t.Errorf("%d bytes of a long line are looked at", len(part))
	}
}
