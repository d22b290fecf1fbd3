package handbook

import (
	"strings"

	"upfront/generator/markdown"
)

// Lines that are one tag: they begin or end a note, a block of code, or text in which braces mean nothing.

// tagLine turns a line that is one tag, which may begin or end a block.
func (b *body) tagLine(line string) bool {
	m := blockTag().FindStringSubmatch(line)
	if m == nil {
		return false
	}
	name := strings.ToLower(m[2])
	if ended, ok := strings.CutPrefix(name, "end"); ok && ended != "" {
		m[1], name = "end", ended
	}
	switch {
	case name == "raw":
		b.raw = m[1] == ""
	case name == "highlight" && m[1] == "":
		if firstWord(m[3]) != m[3] { // which lines are marked
			b.leaveOut(b.place(), marks, "%s", strings.TrimSpace(line))
		}
		b.write("```" + firstWord(m[3]))
		b.fence = highlighted
	case isNote(name) && m[1] != "":
		return b.end(name)
	case isNote(name) && b.isClosed(name):
		kind, title := noteOf(name, m[3])
		if len(wordsIn().FindAllString(m[3], -1)) > 2 { // more than those
			b.leaveOut(b.place(), marks, "%s", strings.TrimSpace(line))
		}
		b.begin(kind, title, block{closer: name})
	case name == "include" && b.included(m[3]):
	default:
		return false
	}
	return true
}

// isNote reports whether tools have a block of that name for a note.
func isNote(name string) bool {
	if _, known := markdown.CalloutKind(name); known {
		return true
	}
	return name == "notice" || name == "alert" || name == "callout" || name == "admonition"
}

// noteOf returns the kind and the title of a note from what stands behind its name.
func noteOf(name, rest string) (kind, title string) {
	kind = "note"
	if _, known := markdown.CalloutKind(name); known {
		kind = name
	}
	for _, word := range strings.FieldsFunc(rest, func(c rune) bool { return strings.ContainsRune(` "'=,`, c) }) {
		if _, known := markdown.CalloutKind(word); known {
			kind, rest = word, strings.Replace(rest, word, "", 1)
			break
		}
	}
	for _, m := range wordsIn().FindAllStringSubmatch(rest, -1) {
		if title = strings.TrimSpace(m[1] + m[2]); title != "" {
			break
		}
	}
	return kind, title
}

// isClosed reports whether a line below ends a block of that name.
func (b *body) isClosed(name string) bool {
	for _, line := range b.lines[b.at+1:] {
		if m := blockTag().FindStringSubmatch(line); m != nil && (m[1] != "" && strings.EqualFold(m[2], name) || strings.EqualFold(m[2], "end"+name)) {
			return true
		}
	}
	return false
}

// included turns a note that is included by its name, with its words in the tag: {% include note.html content="…" %}.
func (b *body) included(rest string) bool {
	name, _, _ := strings.Cut(firstWord(rest), ".")
	m := wordsIn().FindAllStringSubmatch(rest, -1)
	if _, known := markdown.CalloutKind(strings.ToLower(name)); !known || len(m) != 1 {
		return false
	}
	b.begin(strings.ToLower(name), "", block{closer: "include"})
	b.write(b.words(m[0][1] + m[0][2]))
	return b.end("include")
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return strings.Trim(word, `"'`)
}
