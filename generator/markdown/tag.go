package markdown

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Template tags are masked before the text is parsed: each is overwritten by as many control characters, which the text
// cannot hold otherwise ([readable]). So a tag is one long word to the parser: its spaces, quotes, stars and bars mean
// nothing, it may stand in an address, and offsets stay true. Code is printed from the unmasked text.
const (
	tagStart = 0x01 // then digits: the number of the tag
	tagFill  = 0x02
	digit    = 0x10 // to 0x1f
	digits   = 6    // at most; as many as fit
)

// tagMark is what looks like a tag, in code or not.
type tagMark struct {
	Tag
	foreign    bool // of another tool: never filled, never printed
	kramdownID bool // {: #id } of a heading, understood
	live       bool // outside code
}

// The forms of tags. None spans lines or holds a backtick, because it would hide the end of a code span.
var (
	closers = []struct{ start, end string }{
		{"{{{", "}}}"}, // Handlebars
		{"{{", "}}"},   // our own, Liquid, Go, Hugo
		{"{%", "%}"},   // Liquid, Jinja
		{"{#", "#}"},   // comments of Jinja
	}
	kramdownForm = lazy.Pattern(`^\{::?/?[ \w.#"'=:-]*/?\}`)

	ownTag  = lazy.Pattern(`^\{\{-?\s*([A-Za-z_][\w.-]*)((?:\s+(?:"[^"]*"|'[^']*'|“[^”]*”|[^\s"'“|]+))*)\s*\}\}$`)
	tagWord = lazy.Pattern(`"[^"]*"|'[^']*'|“[^”]*”|\S+`)
)

// mask returns the text with its tags covered, and the tags.
func mask(s *source) (masked []byte, tags []tagMark) {
	masked = s.text
	var f tagFinder
	for i := 0; ; {
		next := bytes.IndexByte(s.text[i:], '{')
		if next < 0 {
			return masked, tags
		}
		if i += next; i >= len(f.text) {
			f = tagFinder{text: s.text[:lineEnd(s.text, i)], missing: map[string]bool{}}
		}
		n := f.length(i)
		if n == 0 || escaped(s.text, i) || len(tags) >= 1<<(4*min(n-1, digits)) {
			i++
			continue
		}
		if len(tags) == 0 {
			masked = bytes.Clone(s.text)
		}
		tag, number := masked[i:i+n], len(tags)
		copy(tag, bytes.Repeat([]byte{tagFill}, n))
		tag[0] = tagStart
		for k := min(n-1, digits); k >= 1; k-- {
			tag[k] = digit + byte(number&0xf)
			number >>= 4
		}
		tags = append(tags, newTag(s, i, i+n))
		i += n
	}
}

// tagFinder finds tags in one line.
type tagFinder struct {
	text    []byte          // up to the end of the line
	missing map[string]bool // the closers that do not follow
}

// length returns the length of the tag that starts at a brace, zero where there is none.
func (f *tagFinder) length(i int) int {
	rest := f.text[i:]
	if len(rest) < 4 {
		return 0
	}
	for _, c := range closers {
		if f.missing[c.end] || !bytes.HasPrefix(rest, []byte(c.start)) {
			continue
		}
		n := bytes.Index(rest[len(c.start):], []byte(c.end))
		if n < 0 {
			f.missing[c.end] = true
			continue
		}
		if inside := rest[len(c.start) : len(c.start)+n]; bytes.IndexByte(inside, '`') < 0 {
			return len(c.start) + n + len(c.end)
		}
	}
	if rest[1] == ':' {
		return len(kramdownForm().Find(rest))
	}
	return 0
}

func lineEnd(text []byte, from int) int {
	if n := bytes.IndexByte(text[from:], '\n'); n >= 0 {
		return from + n
	}
	return len(text)
}

// escaped reports whether an odd number of backslashes stands before a byte.
func escaped(text []byte, i int) bool {
	n := 0
	for n < i && text[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

func newTag(s *source, from, to int) tagMark {
	raw := string(s.text[from:to])
	t := tagMark{Tag: Tag{Raw: raw, At: s.place(from, to)}}
	m := ownTag().FindStringSubmatch(strings.Replace(raw, "-}}", "}}", 1))
	if m == nil {
		t.foreign = true
		return t
	}
	t.Name = m[1]
	for _, word := range tagWord().FindAllString(m[2], -1) {
		t.Args = append(t.Args, strings.Trim(word, `"'“”`))
	}
	return t
}

// pieces iterates over the parts of a masked text: tags with their numbers, and runs without tags with -1.
func pieces(masked []byte) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for len(masked) > 0 {
			start := bytes.IndexByte(masked, tagStart)
			if start < 0 {
				start = len(masked)
			}
			if start > 0 && !yield(-1, masked[:start]) || start == len(masked) {
				return
			}
			number, n := 0, 1
			for ; start+n < len(masked) && n <= digits && masked[start+n]&^0xf == digit; n++ {
				number = number<<4 | int(masked[start+n]&0xf)
			}
			for start+n < len(masked) && masked[start+n] == tagFill {
				n++
			}
			if !yield(number, masked[start:start+n]) {
				return
			}
			masked = masked[start+n:]
		}
	}
}

func hasTag(masked []byte) bool { return bytes.IndexByte(masked, tagStart) >= 0 }

// problem returns the problem of a tag, in words for which %s is the tag.
func (t Tag) problem(message string) diag.Problem {
	return diag.Problem{Rule: tagUnknown, At: t.At, Message: fmt.Sprintf(message, short(t.Raw)),
		Help: "Write the words themselves, or put a backslash before it to show it as it is."}
}

// foreignTag returns the problem that a tag belongs to another tool.
func foreignTag(t tagMark) diag.Problem {
	if !strings.HasPrefix(t.Raw, "{:") { // of kramdown, harmless
		return t.problem("%s is a tag of another tool")
	}
	p := t.problem("%s sets a class or an attribute in another tool, and does nothing here")
	p.Severity, p.Why, p.Help = diag.Warning, unlike, "Take it out. A heading's id is written ## Heading {#id}."
	return p
}

// UnknownTag returns the problem of a tag without a value, for a reason.
func UnknownTag(t Tag, reason, help string) diag.Problem {
	return diag.Problem{Rule: tagUnknown, At: t.At, Message: reason, Help: help}
}

// unknownTag returns the problem that a tag has no value.
func unknownTag(t Tag, known []string) diag.Problem {
	p := t.problem("%s means nothing here")
	if near, ok := diag.Nearest(t.Name, known); ok && near != t.Name {
		p.Help = fmt.Sprintf("Did you mean %s?", near)
	} else if name, ok := strings.CutPrefix(t.Name, "site."); ok {
		p.Help = fmt.Sprintf("Write in site.yaml, below vars:, a line that begins with %s:. Or write the words themselves here.", name)
	}
	return p
}

const longest = 60 // characters of the author's text in a message

func short(s string) string {
	if r := []rune(s[:min(len(s), longest*utf8.UTFMax)]); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return s
}
