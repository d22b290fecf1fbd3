package generator

import (
	"regexp"
	"strconv"
	"strings"
)

// form is one way in which a help says what to write.
type form struct {
	name string
	says *regexp.Regexp
	// follow returns the text of the file with the advice followed: for each thing that the help says to write, the ways in
	// which somebody may understand it. One of them has to work.
	follow func(s spot, said []string) [][]string
}

// What a help may say to write: a value, a field with its value, and lines shown below it.
const (
	value = `[£$€]?\d[\w:%./-]*(?: \d\d:\d\d)?(?: to \d[\d-]*)?\b%?|[a-z]{2}-[A-Z]{2}\b|[A-Z]{3}\b|UTC\b|Europe/London|(?:https?|mailto):[^\s,]*[^\s,.]|\[[^\]…]*\]`
	field = `[a-z_]+: (?:\{[^{}…]*\}|\[(?:[^\]…{}]|\{[^{}…]*\})*\]|"[^"…]*"|\d[\w%.]*\b%?|[a-z][a-z-]*\b)`
	lines = `\n((?:  .*(?:\n|$))+)`
)

func saying(pattern string) *regexp.Regexp {
	return regexp.MustCompile(strings.NewReplacer("VALUE", "("+value+")", "FIELD", "("+field+")", "LINES", lines).Replace(pattern))
}

// forms are all that helps say in a fixed form. A help may have several; each is followed by itself.
var forms = []form{
	{"Begin it with N spaces", saying(`^Begin it (?:with (\d+|one) spaces?|at the left margin)(?:, and move the (line|\d+ lines) below it along)?:\n`), indented},
	{"the line as it shall be", saying(`(?:^|\n)(?:Write|Write it|Put the text in quotes|Put the text in double quotes|Put the whole text in (?:double )?quotes|If the text begins with an apostrophe, put all of it in double quotes|Close (?:it|them)(?: at the end of its text)?|Remove it|Put a comma between the two|Type straight quotes|Write a space after the dash|Write it without a value, or remove what stands below it):LINES`), shownLines},
	{"in quotes, or else", saying(`^If it belongs to the text, put the text in double quotes:LINES(?:If (?:it is|you mean) (a comment|a tag|an anchor|an alias))?`), quotedOrElse},
	{"Begin it so, and write", saying(`^(?:Begin it|Write a space after the dash, and begin it) (?:with (\d+|one) spaces?|at the left margin)(?:, and write)?:LINES`), indentedAs},
	{"Delete it", saying(`^Delete it: put the cursor behind it`), deleted},
	{"Delete it, and press", saying(`^Delete it, and press Enter or the space bar`), brokenOrSpaced},
	{"an entry on the line below", saying(`Write it as an entry, on the line below:LINES`), entryBelow},
	{"Did you mean", saying(`Did you mean "([^"]+)"\?`), inPlace},
	{`Write "X"`, saying(`Write "([^"\s]+)"[.,:]`), inPlace},
	{`in double quotes: "X"`, saying(`put it in double quotes: ("[^"]+")`), inPlace},
	{`such as "X"`, saying(`in quotes[^.]*, such as ("[^"]+")\.`), inPlace},
	{"Write a value", saying(`Write(?: it whole:| it without brackets:| it in brackets:| at most|.* or write:)? VALUE(?:[.,]|$| (?:or|for)\b)`), inPlace},
	{"Write one or the other", saying(`Write VALUE,? or VALUE`), markedLast},
	{"from one to another", saying(`Write a (?:whole number|time) from (\d[\d:]*) to (\d[\d:]*)\.`), inPlace},
	{"up to", saying(`Write a day up to (\d+)\.`), inPlace},
	{"Write one of", saying(`(?:Write one of|It may be): ([a-z-]+(?:, [a-z-]+)*)\.`), eachMarked},
	{"Write …, such as X", saying(`(?:Write|Say)[^.\n]*, such as VALUE[.,]`), inPlace},
	{"Write a field", saying(`(?:^|[.] |, |or )[Ww]rite FIELD(?: and FIELD)?[.,]`), fields},
	{"Write a field with one of", saying(`Write FIELD and ([a-z_]+): with one of ([\w-]+)[.,]`), fieldWithOneOf},
	{"Add a field with one of", saying(`Add ([a-z_]+): with one of ([\w-]+)[.,]`), setting},
	{"Add a field", saying(`^Add FIELD[.,]`), fields},
	{"Add …, such as a field", saying(`(?:Add|Count)[^.\n]*[,:] such as FIELD[.,]`), fields},
	{"Add …, such as a sentence", saying(`(?:Add|Write)[^.\n]*, such as ([a-z_]+): ([^\n{}\[\]":]+?)\.(?: If|$)`), setting},
	{"Add an entry, such as", saying(`^Add ([a-z_]+): with [^.\n]*, such as (\{[^{}…]*\})\.`), setting},
	{`Add "field"`, saying(`^Add "([a-z_]+)": [^\n]*`), anyValue},
	{`Add "field": one of`, saying(`^Add "([a-z_]+)": ([a-z-]+(?:, [a-z-]+)* or [a-z-]+)\.`), oneOf},
	{`Add "field", such as`, saying(`^Add "([a-z_]+)": [^.\n]*, such as ([^\s,]+)\.`), setting},
	{"Remove the line", saying(`(?:^Remove the line\b|[oO]r remove the line\b|^Remove it\.|^Leave the line out\b)`), removed},
}

// inPlace writes what is said in place of what is marked, or of the whole value of which that is a part.
func inPlace(s spot, said []string) (all [][]string) {
	for _, by := range said[1:] {
		if by != "" {
			all = append(all, []string{s.replaced(by), s.wholeValue().replaced(by)})
		}
	}
	return all
}

func markedLast(s spot, said []string) [][]string { return inPlace(s, []string{"", said[2]}) }

func eachMarked(s spot, said []string) [][]string {
	return inPlace(s, append([]string{""}, strings.Split(said[1], ", ")...))
}

// indented moves the line at the place, and as many below it as the help says.
func indented(s spot, said []string) [][]string {
	n, _ := strconv.Atoi(strings.Replace(said[1], "one", "1", 1))
	along, _ := strconv.Atoi(strings.Replace(strings.TrimSuffix(said[2], " lines"), "line", "1", 1))
	var moved []string
	by := n - depth(s.line())
	for _, l := range s.lines[s.at.Line-1 : min(s.at.Line+along, len(s.lines))] {
		own := strings.TrimLeft(l, " \t")
		if len(moved) == 0 {
			moved = append(moved, strings.Repeat(" ", n)+own)
		} else {
			moved = append(moved, strings.Repeat(" ", max(0, len(l)-len(own)+by))+own)
		}
	}
	return [][]string{{s.with(s.at.Line, s.at.Line+1+along, moved...)}}
}

// indentedAs writes the line that a help shows, with a margin of its own.
func indentedAs(s spot, said []string) [][]string {
	n, _ := strconv.Atoi(strings.Replace(said[1], "one", "1", 1))
	lines := shownIn(said[2])
	if len(lines) != 1 {
		return nil // it shows the line beside it, too
	}
	return [][]string{{s.with(s.at.Line, s.at.Line+1, strings.Repeat(" ", n)+lines[0])}}
}

func deleted(s spot, _ []string) [][]string { return [][]string{{s.replaced("")}} }

func brokenOrSpaced(s spot, _ []string) [][]string {
	return [][]string{{s.replaced("\n"), s.replaced(" ")}}
}

// shownIn returns the lines that a help shows, without their margin; none where the middle of a long line is left out.
func shownIn(shown string) (out []string) {
	if strings.Contains(shown, " … ") {
		return nil
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(shown, "\n"), "\n") {
		out = append(out, strings.TrimPrefix(l, "  "))
	}
	return out
}

func shownLines(s spot, said []string) [][]string {
	lines := shownIn(said[1])
	if lines == nil {
		return nil
	}
	ways := []string{s.shown(lines)}
	if strings.Contains(said[0], "Remove it") {
		ways = append(ways, s.replaced(""))
	}
	return [][]string{ways}
}

// quotedOrElse puts a text with a sign in quotes, or does what the help says if the sign was meant: it makes a remark of what
// begins with #, and removes the sign of a tag or an anchor.
func quotedOrElse(s spot, said []string) [][]string {
	ways := shownLines(s, said)
	if ways == nil {
		return nil
	}
	before, marked, behind := s.cut()
	switch said[2] {
	case "a comment":
		ways[0] = append(ways[0], s.with(s.at.Line, s.at.Line+1, before+strings.Replace(marked, "#", "# ", 1)+behind))
	case "a tag", "an anchor":
		ways[0] = append(ways[0], s.with(s.at.Line, s.at.Line+1, before+marked[1:]+behind))
	}
	return [][]string{ways[0]}
}

// entryBelow leaves the name of a field on its line, and writes what belongs to it below.
func entryBelow(s spot, said []string) [][]string {
	before, _, _ := s.cut()
	indent, _ := margin(s.line())
	out := []string{strings.TrimRight(before, " ")}
	for _, l := range shownIn(said[1]) {
		out = append(out, strings.Repeat(" ", indent+2)+l)
	}
	return [][]string{{s.with(s.at.Line, s.at.Line+1, out...)}}
}

// fields sets all fields that are named.
func fields(s spot, said []string) [][]string {
	var ways []string
	for level := range s.levels() {
		text, at := strings.Join(s.lines, "\n"), s
		for _, f := range said[1:] {
			if name, value, ok := strings.Cut(f, ": "); ok {
				more := -strings.Count(text, "\n")
				text = at.setField(name, value, level)
				more += strings.Count(text, "\n")
				at.lines, at.at.Line = strings.Split(text, "\n"), at.at.Line+max(more, 0)
				if more > 0 {
					at.at.Column = 1 + depth(at.line())
				}
			}
		}
		ways = append(ways, text)
	}
	return [][]string{ways}
}

func fieldWithOneOf(s spot, said []string) [][]string {
	return fields(s, []string{"", said[1], said[2] + ": " + said[3]})
}

func setting(s spot, said []string) [][]string {
	return fields(s, []string{"", said[1] + ": " + said[2]})
}

// oneOf sets a field to each word that may be its value.
func oneOf(s spot, said []string) (all [][]string) {
	for _, word := range strings.Split(strings.Replace(said[2], " or ", ", ", 1), ", ") {
		all = append(all, setting(s, []string{"", said[1], word})...)
	}
	return all
}

// anyValue adds a field whose value is for the author to find: a text, as good as any.
func anyValue(s spot, said []string) [][]string {
	if strings.Contains(said[0], "such as") || strings.Contains(said[0], " or ") {
		return nil // the help says what it may be, and another form reads that
	}
	return setting(s, []string{"", said[1], "xyz"})
}

func removed(s spot, _ []string) [][]string { return [][]string{{s.with(s.at.Line, s.at.Line+1)}} }
