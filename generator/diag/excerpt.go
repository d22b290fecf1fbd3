package diag

// An excerpt is the part of a source line that a terminal has room for, and the columns below which marks stand.
//
// Three units meet here. A place counts characters (code points). A line is bytes, perhaps not even valid UTF-8. A
// terminal counts columns: two for 東, none for a combining accent, several for a control character, which is shown
// escaped so that no file can move the cursor, set a title or hide text of its reader's terminal.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	tabWidth  = 4
	mostMarks = 8 // characters that combine with one; further ones are shown escaped
	ellipsis  = "…"
)

// cell is one character of a line with the marks that combine with it.
type cell struct {
	text  string // as shown
	width int    // columns
	runes int    // characters of the source
}

// cellRow holds the cells of a line.
type cellRow []cell

func cells(line string) (out cellRow) {
	for i := 0; i < len(line); {
		c, end := nextCell(line, i)
		out, i = append(out, c), end
	}
	return out
}

// nextCell returns the cell that starts at a byte, and the byte after it. A mark with nothing before it to combine with
// is shown escaped, as is what cannot be shown.
func nextCell(line string, start int) (cell, int) {
	r, n := utf8.DecodeRuneInString(line[start:])
	switch {
	case r == '\t':
		return cell{strings.Repeat(" ", tabWidth), tabWidth, 1}, start + n
	case isHidden(r) || columns(r) == 0 || r == utf8.RuneError && n == 1:
		text := escape(line[start : start+n])
		return cell{text, len(text), 1}, start + n
	}
	c, end := cell{width: columns(r), runes: 1}, start+n
	for joined := false; c.runes <= mostMarks; c.runes++ {
		r, n := utf8.DecodeRuneInString(line[end:])
		if n == 0 || isHidden(r) || columns(r) > 0 && !(c.width == 2 && (joined || unicode.Is(skinTones, r))) {
			break
		}
		joined, end = r == joiner, end+n
	}
	c.text = line[start:end]
	return c, end
}

// excerpt returns what of the line around a place fits in room columns, after how many columns of it the marks start,
// and how many columns they cover. A column past the end of the line is the place after its last character.
func excerpt(line string, column, width, room int) (text string, before, marks int) {
	left, marked, right := cut(line, column, width, room)
	text = left.String() + marked.String() + right.String()
	return text, left.width(), max(1, marked.width())
}

// Marked returns what of a line around a place fits in room columns: the text before the place, the characters of the place,
// and the text after it. Columns count from one, and both count characters; a place past the end of the line is marked as
// a blank. Characters that are not seen as themselves are escaped.
func Marked(line string, column, width, room int) (before, marked, after string) {
	left, middle, right := cut(line, max(1, column), width, room)
	return left.String(), cmp.Or(middle.String(), " "), right.String()
}

// cut returns the cells before a place, of it and after it that fit in room columns, with an ellipsis where the line goes on.
func cut(line string, column, width, room int) (before, marked, after cellRow) {
	line, column = near(line, column, room)
	all := cells(line)
	first, last := span(all, column-1, max(1, width))
	from, to := window(all, first, last, room)
	last = max(first, min(last, to))
	before, marked, after = all[from:first:first], all[first:last], all[last:to:to]
	if from > 0 {
		before = slices.Insert(before, 0, cell{text: ellipsis, width: 1})
	}
	if to < len(all) {
		after = append(after, cell{text: ellipsis, width: 1})
	}
	return before, marked, after
}

// near cuts a very long line, such as a file that is one line of many megabytes, to what can be shown around a column,
// and more than fits in the room on either side. It returns the column in what is left.
func near(line string, column, room int) (part string, at int) {
	around := (2 + mostMarks) * (max(room, 0) + tabWidth) // characters: no cell is of more than this many, or takes less than a column
	if len(line) <= 4*utf8.UTFMax*around {
		return line, column
	}
	starts, next := make([]int, around), 0 // of the last characters, in turn
	from := 0
	for n := 1; n < column && from < len(line); n++ {
		starts[next%around], next = from, next+1
		_, size := utf8.DecodeRuneInString(line[from:])
		from += size
	}
	to := from
	for range around {
		_, size := utf8.DecodeRuneInString(line[to:])
		to += size
	}
	if next < around {
		return line[:to], column
	}
	return line[starts[next%around]:to], around + 1 + max(0, column-1-next)
}

// span returns the cells, first to before last, that hold a number of characters after others that are skipped.
func span(all cellRow, skip, characters int) (first, last int) {
	for first < len(all) && skip >= all[first].runes {
		skip, first = skip-all[first].runes, first+1
	}
	characters += skip // a place may start inside a cell
	for last = first; last < len(all) && characters > 0; last++ {
		characters -= all[last].runes
	}
	return first, last
}

// window chooses the cells to show: all, where they fit; else as much of first to last as half the room holds, and
// as much on either side as the rest holds, with a column kept for an ellipsis at each end.
func window(all cellRow, first, last, room int) (from, to int) {
	if all.width() <= room {
		return 0, len(all)
	}
	from, to, room = first, first, room-2
	used := 0
	for to < last && used+all[to].width <= room/2 {
		used, to = used+all[to].width, to+1
	}
	for grown := true; grown; {
		grown = false
		if from > 0 && used+all[from-1].width <= room {
			from, used, grown = from-1, used+all[from-1].width, true
		}
		if to < len(all) && used+all[to].width <= room {
			used, to, grown = used+all[to].width, to+1, true
		}
	}
	return from, to
}

func (row cellRow) width() (width int) {
	for _, c := range row {
		width += c.width
	}
	return width
}

func (row cellRow) String() string {
	var b strings.Builder
	for _, c := range row {
		b.WriteString(c.text)
	}
	return b.String()
}

// Plain returns text with everything escaped that could act on a terminal or change the order of what is read.
func Plain(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return isHidden(r) || r == utf8.RuneError }) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if isHidden(r) || r == utf8.RuneError && n == 1 {
			b.WriteString(escape(text[i : i+n]))
		} else {
			b.WriteString(text[i : i+n])
		}
		i += n
	}
	return b.String()
}

// isHidden reports characters that are not seen as themselves: controls (C0, DEL, C1), Unicode's format characters such
// as those that turn the direction of text, and its line breaks. Joiners stay, for scripts and emoji need them.
func isHidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && r != joiner && r != nonJoiner
}

// escape writes one character as a programmer would: \x1b, \u202e, and a byte that is no character as \xff.
func escape(char string) string {
	switch r, _ := utf8.DecodeRuneInString(char); {
	case r == utf8.RuneError:
		return fmt.Sprintf(`\x%02x`, char[0])
	case r == '\n', r == '\t', r == '\r':
		return strings.Trim(fmt.Sprintf("%q", r), "'")
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	default:
		return fmt.Sprintf(`\u%04x`, r)
	}
}

// Wrap breaks text between words so that each line takes at most room columns, unless one word is longer.
func Wrap(text string, room int) []string {
	var lines []string
	line, width := "", 0
	for word := range strings.FieldsSeq(text) {
		w := cells(word).width()
		if line != "" && width+1+w > room {
			lines, line, width = append(lines, line), "", 0
		}
		if line != "" {
			line, width = line+" ", width+1
		}
		line, width = line+word, width+w
	}
	return append(lines, line)
}

const (
	nonJoiner = '\u200c'
	joiner    = '\u200d' // makes one emoji of several
)

// columns returns how many columns of a terminal a character takes: none for marks that combine with the one before,
// two for the wide characters of Unicode's East Asian Width (UAX #11) and emoji, one for all others.
func columns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me), r == joiner, r == nonJoiner, 0x1160 <= r && r <= 0x11ff:
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// skinTones change the emoji before them instead of standing beside it.
var skinTones = &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0x1f3fb, Hi: 0x1f3ff, Stride: 1}}}

// wide holds the characters of class W and F in Unicode's table EastAsianWidth. Gaps in which nothing is assigned are
// filled, so that characters of later versions are mostly right too.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x115f, 1}, {0x231a, 0x231b, 1}, {0x2329, 0x232a, 1}, {0x23e9, 0x23ec, 1}, {0x23f0, 0x23f0, 1},
		{0x23f3, 0x23f3, 1}, {0x25fd, 0x25fe, 1}, {0x2614, 0x2615, 1}, {0x2648, 0x2653, 1}, {0x267f, 0x267f, 1},
		{0x2693, 0x2693, 1}, {0x26a1, 0x26a1, 1}, {0x26aa, 0x26ab, 1}, {0x26bd, 0x26be, 1}, {0x26c4, 0x26c5, 1},
		{0x26ce, 0x26ce, 1}, {0x26d4, 0x26d4, 1}, {0x26ea, 0x26ea, 1}, {0x26f2, 0x26f3, 1}, {0x26f5, 0x26f5, 1},
		{0x26fa, 0x26fa, 1}, {0x26fd, 0x26fd, 1}, {0x2705, 0x2705, 1}, {0x270a, 0x270b, 1}, {0x2728, 0x2728, 1},
		{0x274c, 0x274c, 1}, {0x274e, 0x274e, 1}, {0x2753, 0x2755, 1}, {0x2757, 0x2757, 1}, {0x2795, 0x2797, 1},
		{0x27b0, 0x27b0, 1}, {0x27bf, 0x27bf, 1}, {0x2b1b, 0x2b1c, 1}, {0x2b50, 0x2b50, 1}, {0x2b55, 0x2b55, 1},
		{0x2e80, 0x303e, 1}, {0x3041, 0x3247, 1}, {0x3250, 0x4dbf, 1}, {0x4e00, 0xa4c6, 1}, {0xa960, 0xa97c, 1},
		{0xac00, 0xd7a3, 1}, {0xf900, 0xfad9, 1}, {0xfe10, 0xfe19, 1}, {0xfe30, 0xfe6b, 1}, {0xff01, 0xff60, 1},
		{0xffe0, 0xffe6, 1},
	},
	R32: []unicode.Range32{
		{0x16fe0, 0x1b2fb, 1}, {0x1f004, 0x1f004, 1}, {0x1f0cf, 0x1f0cf, 1}, {0x1f18e, 0x1f18e, 1}, {0x1f191, 0x1f19a, 1},
		{0x1f200, 0x1f320, 1}, {0x1f32d, 0x1f335, 1}, {0x1f337, 0x1f37c, 1}, {0x1f37e, 0x1f393, 1}, {0x1f3a0, 0x1f3ca, 1},
		{0x1f3cf, 0x1f3d3, 1}, {0x1f3e0, 0x1f3f0, 1}, {0x1f3f4, 0x1f3f4, 1}, {0x1f3f8, 0x1f43e, 1}, {0x1f440, 0x1f440, 1},
		{0x1f442, 0x1f4fc, 1}, {0x1f4ff, 0x1f53d, 1}, {0x1f54b, 0x1f54e, 1}, {0x1f550, 0x1f567, 1}, {0x1f57a, 0x1f57a, 1},
		{0x1f595, 0x1f596, 1}, {0x1f5a4, 0x1f5a4, 1}, {0x1f5fb, 0x1f64f, 1}, {0x1f680, 0x1f6c5, 1}, {0x1f6cc, 0x1f6cc, 1},
		{0x1f6d0, 0x1f6d2, 1}, {0x1f6d5, 0x1f6df, 1}, {0x1f6eb, 0x1f6ec, 1}, {0x1f6f4, 0x1f6fc, 1}, {0x1f7e0, 0x1f7f0, 1},
		{0x1f90c, 0x1f93a, 1}, {0x1f93c, 0x1f945, 1}, {0x1f947, 0x1f9ff, 1}, {0x1fa70, 0x1faf6, 1}, {0x20000, 0x3fffd, 1},
	},
}
