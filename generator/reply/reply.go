// Package reply finds a customer's answers in a message: pasted text, or a mail as mail programs save it.
//
// The page composes a reply of one block a line:
//
//	[e2 M8RA] You would like delivery the morning after collection.
//	We said no.
//	Instead: Delivery within 48 hours.
//	=> Yes, agreed
//
// Mail programs quote it, wrap it and make HTML of it. So only two things are looked for: the bracket that begins a block,
// with the id of the line, or the name of a promise, and its mark, and the next arrow. All else may be what it likes.
//
// The package does not know what a mark is of, nor who may answer.
package reply

import (
	"slices"
	"strings"

	"upfront/generator/lazy"
)

// Answer is what a message says to one line.
type Answer struct {
	Line, Mark string
	Text       string // what stands behind the arrow, on its first line
	More       string // and on the lines below, with single spaces
	Twice      bool   // the message says two different things
}

// block begins a line's block: a bracket with an id and a mark, at the beginning of a line. Letters that are read as digits
// may stand for these.
var (
	block = lazy.Pattern(`^\[([a-z0-9]+(?:[-.][a-z0-9]+)*)\s+([0-9A-Za-z]{4})\]`)
	arrow = lazy.Pattern(`^(?:=>|⇒)\s*(.*)$`)
	quote = lazy.Pattern(`^(?:[ \t]*>)*`)
)

// Answers returns the answers in a text, in the order of their blocks. Of two answers to one line the one that is quoted less
// is the later one, and counts.
func Answers(text string) (all []Answer) {
	depths := map[string]int{}
	for _, found := range scan(text) {
		i := slices.IndexFunc(all, func(a Answer) bool { return a.Line == found.Line })
		switch {
		case i < 0:
			all, depths[found.Line] = append(all, found.Answer), found.depth
		case found.depth < depths[found.Line]:
			all[i], depths[found.Line] = found.Answer, found.depth
		case found.depth == depths[found.Line] && all[i] != found.Answer:
			all[i].Twice = true
		}
	}
	return all
}

// answer is an answer, and how often it is quoted.
type answer struct {
	Answer
	depth int
}

func scan(text string) (all []answer) {
	var open *answer // a block without an arrow yet
	var more *answer // an answer that may go on
	blank := false
	for line := range strings.Lines(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u200b", "").Replace(text)) {
		line = strings.TrimRight(line, " \t\n")
		prefix := quote().FindString(line)
		depth, rest := strings.Count(prefix, ">"), line[len(prefix):]
		said := strings.TrimSpace(rest)
		if m := block().FindStringSubmatch(said); m != nil {
			open, more = &answer{Answer{Line: m[1], Mark: canonicalMark(m[2])}, depth}, nil
			continue
		}
		m := arrow().FindStringSubmatch(said)
		switch {
		case m != nil && open != nil:
			open.Text = strings.TrimSpace(m[1])
			all = append(all, *open)
			open, more, blank = nil, &all[len(all)-1], false
		case more == nil, m != nil:
		case said == "--": // a signature
			more = nil
		case said == "":
			blank = true
		case blank && !strings.HasPrefix(strings.TrimPrefix(rest, " "), "  "): // what goes on below an empty line is indented
			more = nil
		default:
			more.More = strings.TrimSpace(more.More + " " + strings.Join(strings.Fields(said), " "))
		}
	}
	return all
}

// canonicalMark returns a mark as it is printed: in capitals, with digits for the letters that are read as these.
func canonicalMark(mark string) string {
	return strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(mark))
}
