package redact

import (
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/tree"
)

// What is for staff or some customers alone is known by how it is written, so that a file that cannot be parsed shows nothing
// either: a document or a capability with such a visibility, a draft, an item with such a visibility, and a note for staff.

// private is what of a site's files is for staff or some customers alone.
type private struct {
	files map[string]bool         // as a whole
	lines map[string]map[int]bool // by file
	texts []string                // titles, and what such items say
}

// privateIn returns what of the files is private, without agreements and records, which are so as a whole.
func privateIn(t *tree.Tree) private {
	p := private{map[string]bool{}, map[string]map[int]bool{}, nil}
	for file := range t.Below("content") {
		if IsAgreement(file) || isRecord(file) || !slices.Contains([]string{".md", ".yaml", ".yml"}, strings.ToLower(path.Ext(file))) {
			continue
		}
		text, _ := t.Read(file) // of one that cannot be read nothing is shown
		lines := strings.Split(string(text), "\n")
		if hiddenName().MatchString(file) || hiddenFile().Match(text) {
			p.files[file] = true
			p.addTexts(titles().FindAllStringSubmatch(string(text), -1))
			continue
		}
		p.addItems(file, lines)
	}
	return p
}

var (
	hiddenName  = lazy.Pattern(`/_`)
	hiddenFile  = lazy.Pattern(`(?mi)^(customers\s*:|visibility\s*:\s*["']?(customer|internal)|(draft|private|hidden|unlisted)\s*:\s*["']?(true|yes)|published\s*:\s*["']?(false|no)\b)`)
	titles      = lazy.Pattern(`(?m)^(?:title\s*:|#)\s*(.+)$`)
	hiddenItem  = lazy.Pattern(`(^|[\s{,])(visibility\s*:\s*["']?(customer|internal)|staff_note\s*:)`)
	itemsValues = lazy.Pattern(`(?:^|[\s{,])(?:when|do|limit|says|means|summary|why|staff_note)\s*:\s*("[^"]*"|'[^']*'|[^,{}\[\]]+)`)
)

// addItems adds the lines of items with a visibility of their own, and of notes for staff.
func (p *private) addItems(file string, lines []string) {
	for i, line := range lines {
		if !hiddenItem().MatchString(line) {
			continue
		}
		first, last := itemAround(lines, i)
		if p.lines[file] == nil {
			p.lines[file] = map[int]bool{}
		}
		for n := first; n <= last; n++ {
			p.lines[file][n+1] = true
			p.addTexts(itemsValues().FindAllStringSubmatch(lines[n], -1))
		}
	}
}

// addTexts adds the values in the last group of matches.
func (p *private) addTexts(matches [][]string) {
	for _, m := range matches {
		if text := strings.Trim(strings.TrimSpace(m[len(m)-1]), `"'`); len(text) >= minID {
			p.texts = append(p.texts, text)
		}
	}
}

// itemAround returns the first and the last line of the item of a list that a field stands in, or of the field where it is in
// none: an item begins with a hyphen, and has the lines that are indented as far as its fields.
func itemAround(lines []string, field int) (first, last int) {
	first, last = field, field
	depth := indent(lines[field])
	if strings.HasPrefix(strings.TrimSpace(lines[field]), "staff_note") {
		depth++ // a note ends with its own lines
	} else {
		for first > 0 && depth > 0 && !beginsItem(lines[first], depth) {
			first--
		}
	}
	for last+1 < len(lines) && depth > 0 && (strings.TrimSpace(lines[last+1]) == "" || indent(lines[last+1]) >= depth) && !beginsItem(lines[last+1], depth) {
		last++
	}
	return first, last
}

// beginsItem reports whether a line begins an item whose fields are indented no further than so.
func beginsItem(line string, depth int) bool {
	return strings.HasPrefix(strings.TrimSpace(line), "- ") && indent(line) <= depth
}

// indent returns how far a line is indented; the hyphen of an item counts as space.
func indent(line string) int {
	return len(line) - len(strings.TrimLeft(line, " -"))
}

// leastQuoted is how many bytes of a text show that a message quotes it.
const leastQuoted = 24

// isPrivate reports whether a place is in what is for staff or some customers alone.
func (r *Redactor) isPrivate(at diag.Place) bool {
	p := r.private()
	return p.files[at.File] || p.lines[at.File][at.Line]
}

// quotes reports whether a text has words that are for staff or some customers alone: in quotes, or several of them.
func (r *Redactor) quotes(text string) bool {
	return slices.ContainsFunc(r.private().texts, func(words string) bool {
		words = words[:min(len(words), leastQuoted)] // a message may shorten what it quotes
		return strings.Contains(text, `"`+words) || strings.Contains(words, " ") && strings.Contains(text, words)
	})
}
