package search

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An output is searched in each way that it may be read: its text without tags, and again without those that show when its
// escapes are decoded, as in feeds; what stands in tags; and with its strings decoded.

// decodings returns the texts that an output may be read as. One that is no markup may have words between < and > as well.
func decodings(text string, isMarkup bool) []string {
	out := withoutTags(nil, text, mostEscapes)
	if !isMarkup && strings.Contains(text, "<") {
		out = append(out, html.UnescapeString(text))
	}
	if strings.Contains(text, `\`) {
		out = withoutTags(out, unescapeStrings(text), mostEscapes)
	}
	return out
}

// isMarkup reports whether an output has tags wherever it has < and >.
func isMarkup(path string) bool {
	return strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".xml") || strings.HasSuffix(path, ".svg")
}

// mostEscapes is how often a text may be escaped, as HTML in a feed is.
const mostEscapes = 2

// withoutTags adds a text without its tags, and what is in these. Where its escapes are tags again, so do they count.
func withoutTags(to []string, text string, escapes int) []string {
	plain, tags := splitTags(text)
	if tags != "" {
		to = append(to, html.UnescapeString(tags))
	}
	unescaped := html.UnescapeString(plain)
	if escapes > 1 && unescaped != plain && strings.Contains(unescaped, "<") {
		return withoutTags(to, unescaped, escapes-1)
	}
	return append(to, unescaped)
}

// inlineElements are the elements that may stand within a word.
var inlineElements = strings.Fields("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tspan tt u var wbr")

// splitTags returns a text without its tags and comments, and what is in these. A tag that may stand within a word leaves
// nothing, any other a space.
func splitTags(text string) (plain, tags string) {
	var outside, inside strings.Builder
	unclosed := len(text) - 1 - strings.LastIndexByte(text, '>') // how much stands behind the last tag
	noComment := false                                           // nothing that follows ends one
	for {
		before, rest, found := strings.Cut(text, "<")
		outside.WriteString(before)
		if !found {
			return outside.String(), inside.String()
		}
		end, gap := 0, false
		if comment := strings.HasPrefix(rest, "!--"); len(rest) > unclosed && !(comment && noComment) {
			end, gap = parseTag(rest)
			noComment = noComment || comment && end == 0
		}
		switch {
		case end == 0:
			outside.WriteByte('<')
		case gap:
			outside.WriteByte(' ')
		}
		inside.WriteString(rest[:end])
		text = rest[end:]
	}
}

// parseTag returns where the tag ends whose inside begins a text, zero where there is none, and whether it parts words.
func parseTag(rest string) (end int, gap bool) {
	if strings.HasPrefix(rest, "!--") {
		if at := strings.Index(rest, "-->"); at >= 0 {
			return at + len("-->"), false
		}
		return 0, false
	}
	name := strings.TrimPrefix(rest, "/")
	n := 0
	for n < len(name) && (foldedOf[name[n]] >= 'a' || n > 0 && foldedOf[name[n]] != 0) {
		n++
	}
	if n == 0 && !strings.HasPrefix(rest, "!") && !strings.HasPrefix(rest, "?") {
		return 0, false
	}
	quote := byte(0)
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && i > 0 && rest[i-1] == '=':
			quote = c
		case c == '>':
			return i + 1, !slices.Contains(inlineElements, strings.ToLower(name[:n]))
		}
	}
	return 0, false
}

// unescapeStrings returns a text with the escapes of strings in JSON and scripts decoded.
func unescapeStrings(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, `\`)
		out.WriteString(before)
		if !found || rest == "" {
			return out.String()
		}
		size := 1
		switch rest[0] {
		case 'n', 'r', 't', 'b', 'f', 'v':
			out.WriteByte(' ')
		case 'u', 'x':
			digits := map[byte]int{'u': 4, 'x': 2}[rest[0]]
			if code, err := strconv.ParseUint(rest[1:min(1+digits, len(rest))], 16, 32); err == nil {
				out.WriteRune(rune(code))
				size += digits
			}
		default:
			out.WriteByte(rest[0])
		}
		text = rest[min(size, len(rest)):]
	}
}

func isLetter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// isGroupSeparator reports for each byte whether it may stand between the digits of one number.
var isGroupSeparator = [256]bool{'+': true, ' ': true, '(': true, ')': true, '-': true, '.': true, '/': true}
