package yamltext

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// maxYAML is the most bytes that the YAML of one file may have.
const maxYAML = 1 << 20

const inNotepad = `In Notepad, "Save as" has a box for it below the name.`

const deleteIt = "Delete it: put the cursor behind it and press Backspace."

const byteOrderMark = "\ufeff"

// cleanText returns the text of a file with each character that cannot be read or seen replaced by one that can, so that
// columns stay, and a problem for each kind of them. ok is false where the file cannot be read as text at all.
func cleanText(file string, first int, data []byte) (text string, problems []diag.Problem, ok bool) {
	p := diag.Problem{At: diag.Place{File: file, Line: first, Column: 1}}
	switch {
	case len(data) <= maxYAML && isClean(data):
		return string(data), nil, true
	case len(data) > maxYAML:
		p.Rule, p.Message = Limits, fmt.Sprintf("the file has %.1f MiB of YAML, and at most 1 MiB is read", float64(len(data))/(1<<20))
		p.Help = "Split it, or move long text into a page."
	case IsUTF16(data):
		p = UTF16(p.At)
	case oneLongLine(data):
		p.Rule, p.Message = Syntax, "the lines of the file end as they did on very old Macs, so that all of it is one line"
		p.Help = "Save it with the line ends of Windows (CRLF) or Unix (LF)."
	default:
		c := cleaner{file: file, line: first, column: 1, block: -1}
		return c.clean(string(data)), c.problems(), true
	}
	return "", []diag.Problem{p}, false
}

// isClean reports whether nothing in a text needs a closer look.
func isClean(data []byte) bool {
	for i := 0; i < len(data); {
		if c := data[i]; ' ' <= c && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if isSuspect(r) || isWideSpace(r) && (i == 0 || data[i-1] >= utf8.RuneSelf || bytes.IndexByte([]byte("\n -:"), data[i-1]) >= 0) {
			return false
		}
		i += size
	}
	return true
}

// isASCII reports whether a text has no other characters.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// UTF16 returns the problem of a file that is written in UTF-16.
func UTF16(at diag.Place) diag.Problem {
	return diag.Problem{Rule: diag.TextEncoding, At: at, Message: "the file is written in UTF-16, not in UTF-8", Help: "Save it again as UTF-8. " + inNotepad}
}

// IsUTF16 reports whether data begins with the byte order mark of UTF-16, or with ASCII letters with a zero byte each.
func IsUTF16(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	mark := string(data[:2])
	return mark == "\xff\xfe" || mark == "\xfe\xff" || data[1] == 0 && data[3] == 0 || data[0] == 0 && data[2] == 0
}

// oneLongLine reports whether carriage returns stand alone where lines should end.
func oneLongLine(data []byte) bool {
	feeds := bytes.Count(data, []byte("\n"))
	return bytes.Count(data, []byte("\r"))-bytes.Count(data, []byte("\r\n")) > feeds
}

// cleaner replaces characters that a text file should not hold.
type cleaner struct {
	file         string
	line, column int
	out          strings.Builder
	found        [4]badCharacter // by kind
	inMargin     bool            // nothing but spaces stands before the character in its line
	before       rune            // the character before
	block        int             // how far the line begins that ends in | or >, below which a text stands; less than zero where none does
}

// The kinds of wrong characters.
const (
	notUTF8   = iota
	invisible // control characters and the like
	lineBreak // line breaks that few editors show as such
	wideSpace // where YAML wants a common space
)

// badCharacter is one kind of wrong character: where the first one stands, what it is, and how many there are.
type badCharacter struct {
	at       diag.Place
	char     rune
	count    int
	inMargin bool // nothing but spaces stands before it in its line
	surplus  bool // it parts nothing: it ends a line that ends anyway, or stands behind a dash or within a date or a time
	inWord   bool // it may stand within a word
}

func (c *cleaner) clean(text string) string {
	text = strings.TrimPrefix(text, byteOrderMark)
	for i, r := range text {
		c.character(text[i:], r)
	}
	return c.out.String()
}

// isSuspect reports whether a character needs a closer look; a carriage return before a line feed turns out to be fine.
func isSuspect(r rune) bool {
	return r == utf8.RuneError || r == '\r' || isBreak(r) || isControl(r)
}

func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || 0x7f <= r && r < 0xa0 && r != 0x85 || r == 0xfeff || r&0xfffe == 0xfffe
}

// isOfTime reports whether a character may stand inside a date or a time.
func isOfTime(r rune) bool { return '0' <= r && r <= '9' || r == ':' || r == '-' }

// isWideSpace reports whether a character looks like a space, and is none to YAML.
func isWideSpace(r rune) bool {
	return r == 0xa0 || r == 0x1680 || 0x2000 <= r && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000
}

// isBreak reports whether YAML takes a character for the end of a line.
func isBreak(r rune) bool { return r == 0x85 || r == 0x2028 || r == 0x2029 }

func (c *cleaner) character(rest string, r rune) {
	_, size := utf8.DecodeRuneInString(rest)
	put := r
	c.inMargin = c.column == 1 || c.inMargin
	switch {
	case r == utf8.RuneError && size == 1:
		c.mark(notUTF8, charmap.Windows1252.DecodeByte(rest[0]))
	case isControl(r):
		c.mark(invisible, r)
		put = utf8.RuneError
	case isBreak(r), r == '\r' && !strings.HasPrefix(rest, "\r\n"):
		b := &c.found[lineBreak]
		if c.mark(lineBreak, r); b.count == 1 {
			next, _ := utf8.DecodeRuneInString(rest[size:])
			b.surplus = next == '\n' || next == '\r' || c.isBehindDash() || isOfTime(c.before) && isOfTime(next)
			b.inWord = isOneWord(c.out.String(), rest[size:])
			b.surplus = b.surplus || b.inWord && !strings.Contains(c.lineSoFar(), ":") // in a name
		}
		put = ' '
	case isWideSpace(r) && !(c.inMargin && c.block >= 0 && c.column-1 > c.block) && (c.isBehindDash() || behindName().MatchString(c.lineSoFar())):
		c.mark(wideSpace, r)
		put = ' '
	}
	if r == '\n' {
		c.endLine(c.lineSoFar())
	}
	c.before = r
	c.out.WriteRune(put)
	c.inMargin = c.inMargin && (put == ' ' || r == '\t')
	if c.column++; r == '\n' {
		c.line, c.column = c.line+1, 1
	}
}

// lineSoFar returns what stands before a character in its line.
func (c *cleaner) lineSoFar() string {
	text := c.out.String()
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// isBehindDash reports whether nothing but the dash of an entry stands before a character in its line.
func (c *cleaner) isBehindDash() bool { return strings.Trim(c.lineSoFar(), " -") == "" }

var (
	behindName = lazy.Pattern(`^[ -]*` + ident + `: *$`)
	opensBlock = lazy.Pattern(`(?:: |- )[|>][-+0-9]*$`)
)

// endLine keeps whether a text below | or > begins or goes on below a line.
func (c *cleaner) endLine(line string) {
	line = strings.TrimRight(line, " \r")
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if c.block >= 0 && (line == "" || indent > c.block) {
		return
	}
	if c.block = -1; opensBlock().MatchString(line) {
		c.block = indent
	}
}

// isOneWord reports whether a character between two texts stands in a name or a value that is one word otherwise.
func isOneWord(before, after string) bool {
	from, to := strings.LastIndexAny(before, "\n:,[{"), strings.IndexAny(after+"\n", "\r\n:,]}#")
	if after != "" && strings.IndexByte(":/@.,;", after[0]) >= 0 && !strings.HasSuffix(before, " ") {
		return true // no word begins so
	}
	if from >= 0 && before[from] == ':' && (strings.HasPrefix(after[to:], ": ") || strings.HasPrefix(after[to:], ":\n")) {
		return false // a value, and the name of the next field
	}
	before, after = strings.TrimLeft(before[from+1:], " -"), strings.TrimRight(after[:to], " ")
	return before != "" && after != "" && !strings.Contains(before+after, " ")
}

func (c *cleaner) mark(kind int, r rune) {
	b := &c.found[kind]
	if b.count++; b.count == 1 {
		b.at, b.char, b.inMargin = diag.Place{File: c.file, Line: c.line, Column: c.column, Width: 1}, r, c.inMargin
	}
}

// unclean tells which lines of a file hold a wrong character, which is a problem of its own: what else is wrong there may be
// its echo.
type unclean struct {
	lines  map[int]bool
	margin int // the first line with one before its text: what belongs to what from there on is not known; zero for none
}

func uncleanLines(first int, data []byte) unclean {
	u := unclean{lines: map[int]bool{}}
	for i, line := range bytes.Split(data, []byte("\n")) {
		line = bytes.TrimSuffix(line, []byte("\r"))
		at := bytes.IndexFunc(line, isSuspect)
		if at < 0 {
			continue
		}
		u.lines[first+i] = true
		if u.margin == 0 && len(bytes.Trim(line[:at], " \t-")) == 0 {
			u.margin = first + i
		}
	}
	return u
}

func (c *cleaner) problems() (out []diag.Problem) {
	for kind, b := range c.found {
		if b.count == 0 {
			continue
		}
		p := diag.Problem{Rule: Syntax, At: b.at}
		others := []string{"", ", and one more further on", fmt.Sprintf(", and %d more further on", b.count-1)}
		switch kind {
		case notUTF8:
			p.Rule, p.Message, p.Help = diag.TextEncoding, "a character here is not UTF-8", "Save the file as UTF-8."
			if !isControl(b.char) { // five bytes mean nothing
				p.Help += fmt.Sprintf(" As Windows-1252 the character would read %q.", string(b.char))
			}
			p.Help += " " + inNotepad
			others = []string{"", " (nor is one other)", fmt.Sprintf(" (nor are %d others)", b.count-1)}
		case wideSpace:
			p.Message = fmt.Sprintf("a character that looks like a space (U+%04X) stands here", b.char)
			p.Help = "Put a space in its place."
			if b.inMargin {
				p.Help = "Delete it, and indent the line with spaces alone."
			}
			p.Help += " It often comes along with text from a web page or a word processor."
		case invisible:
			p.Message = fmt.Sprintf("an invisible character (U+%04X) stands here", b.char)
			p.Help = deleteIt
		case lineBreak:
			p.Message = fmt.Sprintf("an invisible line break (U+%04X) stands here", b.char)
			p.Help = "Delete it, and press Enter or the space bar instead."
			switch {
			case b.inMargin || b.surplus:
				p.Help = deleteIt
			case b.inWord:
				p.Help = deleteIt + " If two words stand around it, press the space bar then."
			}
			p.Help += " It often comes along with text from a web page or a PDF."
		}
		p.Message += others[min(b.count, 3)-1]
		out = append(out, p)
	}
	return out
}
