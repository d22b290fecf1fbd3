package yamltext

import (
	"strings"
	"unicode/utf8"

	"upfront/generator/lazy"
)

// lineParts is one line of YAML, cut into its parts without knowing what stands around it. All positions are bytes.
type lineParts struct {
	line   string
	indent int // where the first character that is no space or tab stands
	start  int // where the text after the dashes of list entries begins
	key    string
	colon  int // the colon after the key; -1 without a key
	value  int // where the text after the key, or after the dashes, begins
	end    int // where that text ends: before a comment and the spaces around it
}

var lineForm = lazy.Pattern(`^[ \t]*((?:- +)*)(?:([^\s\-#"'][^:]*?|-[^\s:][^:]*?|"[^"]*"|'[^']*'):(?:[ \t]+|$))?`)

func cutLine(line string) lineParts {
	line = strings.TrimRight(line, " \t\r")
	l := lineParts{line: line, indent: len(line) - len(strings.TrimLeft(line, " \t")), colon: -1}
	at := lineForm().FindStringSubmatchIndex(line)
	l.start, l.value = at[3], at[3]
	if at[4] >= 0 {
		l.key, l.colon, l.value = line[at[4]:at[5]], at[5], at[1]
	}
	l.end = l.value + textEnd(line[l.value:])
	return l
}

// text is what stands after the key or the dashes.
func (l lineParts) text() string { return l.line[l.value:l.end] }

// blank reports a line that says nothing.
func (l lineParts) blank() bool { return l.indent == len(l.line) || l.line[l.indent] == '#' }

// dashes reports whether a list entry begins on the line.
func (l lineParts) dashes() bool { return l.start > l.indent || l.line[l.indent:] == "-" }

// with returns the line with something else in place of its text.
func (l lineParts) with(text string) string { return l.line[:l.value] + text + l.line[l.end:] }

// column returns the column, in characters from one, of a byte.
func column(line string, at int) int {
	return utf8.RuneCountInString(line[:min(at, len(line))]) + 1
}

// textEnd returns where a text ends that may have a comment behind it: a # after a space, outside quotes that open at the
// text's first character.
func textEnd(text string) int {
	from, closed := quoteEnd(text)
	if !closed {
		from = 0
	}
	end := len(text)
	for i := from; i < len(text); i++ {
		if text[i] == '#' && (i == 0 || text[i-1] == ' ' || text[i-1] == '\t') {
			end = i
			break
		}
	}
	return len(strings.TrimRight(text[:end], " \t"))
}

// quoteEnd returns where a text that opens with a quote closes: the byte after the closing quote. Zero is the end of one
// that opens with none.
func quoteEnd(text string) (end int, closed bool) {
	if !opensQuoted(text) {
		return 0, true
	}
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1, true
		}
	}
	return len(text), false
}

// opensQuoted reports whether a text begins with a quote.
func opensQuoted(text string) bool { return text != "" && (text[0] == '"' || text[0] == '\'') }

// quote returns a text in double quotes, or in single quotes where that needs fewer changes.
func quote(text string) string {
	if strings.ContainsAny(text, `"\`) && !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// Example returns a line as help shows it: after two spaces, cut in the middle where it is long.
func Example(line string) string {
	const most = 86
	letters := []rune(line)
	if len(letters) > most {
		line = string(letters[:most-31]) + " … " + string(letters[len(letters)-28:])
	}
	return "\n  " + line
}

// Correction is help with the line that should stand there.
func Correction(what, line string) string { return what + ":" + Example(strings.TrimLeft(line, " \t")) }

// ident is the form of our own field names, and of most names that people choose.
const ident = `[A-Za-z_][A-Za-z0-9_-]*`
