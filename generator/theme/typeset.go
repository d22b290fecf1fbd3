package theme

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// People type straight quotation marks and apostrophes, and pages are set with those of their language. That is done to the
// text of a printed page, because only there do marks know their neighbours: “<em>so</em>” ends behind a tag. Attributes,
// code and scripts stay as they are, and so does what agreements, records and replies are compared by, which no page is.

// quotes are the marks of a language: around what is quoted, and around a quotation inside one.
type quotes struct{ open, close, openInner, closeInner string }

const (
	apostrophe = "’"
	straight   = len("&#34;") // how long a straight mark is in a page, at least as long as what takes its place
)

// readQuotes returns the four marks of a text such as "“ ” ‘ ’". ok is false where it has not four, or one is too long.
func readQuotes(text string) (q quotes, ok bool) {
	marks := strings.Split(text, " ")
	if len(marks) != 4 {
		return q, false
	}
	for _, m := range marks {
		if m == "" || len(m) > straight {
			return q, false
		}
	}
	return quotes{marks[0], marks[1], marks[2], marks[3]}, true
}

// typeset sets the straight marks in the text of a page, from a place on, in the page's own memory. Without marks of a language it
// sets none.
func (q quotes) typeset(page []byte, from int) []byte {
	if q == (quotes{}) {
		return page
	}
	t := typesetter{quotes: q}
	read, written := from, from
	keep := func(n int) {
		if read != written {
			copy(page[written:], page[read:read+n])
		}
		read, written = read+n, written+n
	}
	for {
		next := bytes.IndexByte(page[read:], '&')
		if next < 0 {
			break
		}
		keep(next)
		set := ""
		switch rest := page[read:]; {
		case bytes.HasPrefix(rest, []byte("&#34;")) && isText(page[:written]):
			set = t.double(before(page[:written]), after(rest[straight:]))
		case bytes.HasPrefix(rest, []byte("&#39;")) && isText(page[:written]):
			set = t.single(before(page[:written]), after(rest[straight:]))
		}
		if set == "" {
			keep(1)
			continue
		}
		written += copy(page[written:], set)
		read += straight
	}
	keep(len(page) - read)
	return page[:written]
}

// typesetter knows which quotations are open.
type typesetter struct {
	quotes
	outer, inner bool
}

// double returns what takes the place of a straight double mark between two characters; empty where it stays, as with inches.
func (t *typesetter) double(before, after rune) string {
	switch {
	case t.opens(before) && unicode.IsSpace(after), unicode.IsDigit(before) && !t.outer:
		return ""
	case t.opens(before):
		t.outer = true
		return t.open
	}
	t.outer = false
	return t.close
}

// single returns what takes the place of a straight single mark; empty where it stays, as with feet.
func (t *typesetter) single(before, after rune) string {
	opens := t.opens(before)
	switch {
	case opens && unicode.IsSpace(after), unicode.IsDigit(before) && !unicode.IsLetter(after) && !t.inner:
		return ""
	case opens && unicode.IsDigit(after): // the '90s
		return apostrophe
	case opens:
		t.inner = true
		return t.openInner
	case unicode.IsLetter(after) || !t.inner:
		return apostrophe
	}
	t.inner = false
	return t.closeInner
}

// opens reports whether a mark behind a character begins a quotation.
func (q quotes) opens(before rune) bool {
	return unicode.IsSpace(before) || strings.ContainsRune("([{/-–—", before) || strings.HasSuffix(q.open, string(before)) || strings.HasSuffix(q.openInner, string(before))
}

// isText reports whether a page goes on, behind a beginning, with text that may be set: not in a tag, nor in code.
func isText(page []byte) bool {
	for i := len(page) - 1; i >= 0; i-- {
		switch page[i] {
		case '<':
			return false
		case '>':
			name := tagName(page[bytes.LastIndexByte(page[:i], '<')+1:])
			return !asItIs[name]
		}
	}
	return true
}

// asItIs are the elements whose text is for programs, or a sample of it.
var asItIs = map[string]bool{"code": true, "pre": true, "kbd": true, "samp": true, "script": true, "style": true, "textarea": true}

// within are the elements that stand inside a line of text.
var within = map[string]bool{"a": true, "abbr": true, "b": true, "code": true, "del": true, "em": true, "i": true, "ins": true, "kbd": true, "mark": true,
	"q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true}

// before returns the character that a page ends in, inside its line of text; a space where a block begins.
func before(page []byte) rune {
	for len(page) > 0 {
		if page[len(page)-1] != '>' {
			r, _ := utf8.DecodeLastRune(page)
			return r
		}
		tag := bytes.LastIndexByte(page, '<')
		if tag < 0 || !within[strings.TrimPrefix(tagName(page[tag+1:]), "/")] {
			break
		}
		page = page[:tag]
	}
	return ' '
}

// after returns the character that a page goes on with, inside its line of text; a space where a block ends.
func after(page []byte) rune {
	for len(page) > 0 {
		if page[0] != '<' {
			r, _ := utf8.DecodeRune(page)
			return r
		}
		end := bytes.IndexByte(page, '>')
		if end < 0 || !within[strings.TrimPrefix(tagName(page[1:]), "/")] {
			break
		}
		page = page[end+1:]
	}
	return ' '
}

// tagName returns the name with which a tag begins, behind its "<": "p", "/em".
func tagName(tag []byte) string {
	end := 0
	for end < len(tag) && (tag[end] == '/' && end == 0 || 'a' <= tag[end] && tag[end] <= 'z' || '0' <= tag[end] && tag[end] <= '9') {
		end++
	}
	return string(tag[:end])
}
