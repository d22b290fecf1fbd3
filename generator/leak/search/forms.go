package search

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A form is a way of writing a word. The bare form of a text is what all ways of printing it have in common: its letters and
// digits, without kinds of quotes and dashes, markup, escapes, and signs that are not seen.

// LeastSentence is how many bytes a sentence has that nobody says a second time by accident.
const LeastSentence = 40

const (
	leastBare   = 5 // "A&B" is nothing but two letters
	leastNumber = 7 // digits of a telephone
)

// form is a way of writing a word.
type form struct {
	make  func(word string) []byte // nil for a word that is not written so
	in    func(output) []byte
	least int  // how many bytes it needs to be no accident
	whole bool // it counts only where no letter or digit stands before or after it
}

// forms are a word as it is, in base64, and bare. Escapes of HTML and addresses are decoded in the outputs.
var forms = [...]form{
	{func(word string) []byte { return []byte(word) }, published, 1, true},
	{func(word string) []byte { return inBase64(word, 0) }, published, windowSize, false},
	{func(word string) []byte { return inBase64(word, 1) }, published, windowSize, false},
	{func(word string) []byte { return inBase64(word, 2) }, published, windowSize, false},
	{bare, func(o output) []byte { return o.bare }, leastBare, true},
	{bareLower, func(o output) []byte { return o.low }, leastBare, true},
	{bareUpper, func(o output) []byte { return o.bare }, leastBare, true},
	{phoneDigits, func(o output) []byte { return o.bare }, leastNumber, true},
}

func published(o output) []byte { return o.text }

// inBase64 returns the characters of a word in base64, a shift into a group, without those that depend on its neighbours.
func inBase64(word string, shift int) []byte {
	return encodedWithin(base64.StdEncoding.EncodeToString, word, shift, 6)
}

// appendBare adds the bare form of a text, with one space between words, until limit bytes or a few more were added.
func appendBare(to []byte, text string, limit int) []byte {
	begin, gap := len(to), false
	for _, r := range text {
		if len(to)-begin >= limit {
			break
		}
		switch {
		case isLetter(r), unicode.IsMark(r):
			if gap && len(to) > begin {
				to = append(to, ' ')
			}
			to, gap = utf8.AppendRune(to, r), false
		case r < utf8.RuneSelf || !unicode.Is(unicode.Cf, r):
			gap = true
		}
	}
	return to
}

// bare returns the bare form of a name or a short sentence, whose capitals count. Any page may say "Within 4 hours of
// collection", and only the full stop tells a sentence from that. So a sentence has a bare form only where it has a quote or
// a dash, which are printed in more ways than one.
func bare(word string) []byte {
	if isLong(word) || endsSentence(word) && !strings.ContainsAny(word, "'\"-‘’“”–—…") {
		return nil
	}
	return appendBare(nil, word, len(word))
}

// bareLower returns the bare form in small letters of a word whose capitals do not count: a long one, an id or an address.
func bareLower(word string) []byte {
	if !isLong(word) && !isID(word) {
		return nil
	}
	return lower(appendBare(nil, word, len(word)))
}

// bareUpper returns the bare form in capitals of a name, as a heading may show it.
func bareUpper(word string) []byte {
	if isLong(word) || endsSentence(word) || !strings.Contains(word, " ") {
		return nil
	}
	return bytes.ToUpper(appendBare(nil, word, len(word)))
}

func isLong(word string) bool { return len(word) >= LeastSentence }

func endsSentence(word string) bool { return strings.IndexByte(".!?", word[len(word)-1]) >= 0 }

func isID(word string) bool {
	return !strings.Contains(word, " ") && strings.ContainsFunc(word, func(r rune) bool { return r == '@' || unicode.IsDigit(r) })
}

// lower returns a text in small letters, the same for all letters that are the same in capitals.
func lower(b []byte) []byte { return bytes.Map(lowerOf, b) }

func lowerOf(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// bareCandidates returns a bit for each bare form of a word whose beginning may be in an output. The bit of a form that the
// word does not have may be set.
func (x *Index) bareCandidates(word string, p *Proof) (can uint8) {
	const asItIs, low, capitals, digits = 1 << 4, 1 << 5, 1 << 6, 1 << 7
	if c := word[0]; c == '+' || c == '(' || '0' <= c && c <= '9' {
		can = digits
	}
	var room [windowSize + utf8.UTFMax + 1]byte
	b := appendBare(room[:0], word, windowSize)
	if len(b) < windowSize || binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
		return can | asItIs | low | capitals
	}
	look := func(bit uint8) {
		switch at := window(b); {
		case x.windows.has(at):
			can |= bit
		case string(b[:windowSize]) != word[:windowSize]: // which has a proof already
			p.addWindow(at)
		}
	}
	short := !isLong(word)
	if short {
		look(asItIs)
	}
	if !short || isID(word) {
		for i, c := range b {
			b[i] = byte(lowerOf(rune(c)))
		}
		look(low)
	}
	if short && strings.Contains(word, " ") && !endsSentence(word) {
		for i, c := range b {
			if 'a' <= c && c <= 'z' {
				b[i] = c - ('a' - 'A')
			}
		}
		look(capitals)
	}
	return can
}

// decodings returns the texts that an output may be read as: with its tags, which have words too; without them; as text
// that is HTML again, as in feeds; and with its strings decoded.
func decodings(data []byte) []string {
	text := string(data)
	unescaped := html.UnescapeString(text)
	out := []string{unescaped}
	if strings.Contains(text, "<") {
		out = append(out, html.UnescapeString(stripTags(text)))
	}
	if strings.Contains(text, "&lt;") || strings.Contains(text, "&amp;") {
		out = append(out, html.UnescapeString(stripTags(unescaped)))
	}
	if strings.Contains(text, `\`) {
		out = append(out, html.UnescapeString(stripTags(unescapeStrings(text))))
	}
	return out
}

// inlineElements are the elements that may stand within a word.
var inlineElements = strings.Fields("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tspan tt u var wbr")

// stripTags returns a text without tags and comments. A tag that may stand within a word leaves nothing, any other a space.
func stripTags(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		end, gap := parseTag(rest)
		switch {
		case end == 0:
			out.WriteByte('<')
		case gap:
			out.WriteByte(' ')
		}
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
	for n < len(name) && (lowerOf(rune(name[n])) >= 'a' && lowerOf(rune(name[n])) <= 'z' || n > 0 && '0' <= name[n] && name[n] <= '9') {
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

// phoneDigits returns the digits of the number of a telephone, and nil for any other word.
func phoneDigits(word string) []byte {
	var digits []byte
	for i := range len(word) {
		switch c := word[i]; {
		case '0' <= c && c <= '9':
			digits = append(digits, c)
		case !isGroupSeparator[c]:
			return nil
		}
	}
	return digits
}

// isGroupSeparator reports for each byte whether it may stand between the digits of one number.
var isGroupSeparator = [256]bool{'+': true, ' ': true, '(': true, ')': true, '-': true, '.': true, '/': true}

// appendNumbers adds the digits of all numbers in a text that are long enough to be those of telephones.
func appendNumbers(to []byte, text string) []byte {
	begin := len(to)
	for i := 0; i <= len(text); i++ {
		switch {
		case i < len(text) && '0' <= text[i] && text[i] <= '9':
			to = append(to, text[i])
		case i < len(text) && isGroupSeparator[text[i]]:
		default:
			if len(to)-begin < leastNumber {
				to = to[:begin]
			} else {
				to = append(to, ' ')
			}
			begin = len(to)
		}
	}
	return to
}

// contains reports whether a text has a form, as a whole word where that is asked for.
func contains(text, form []byte, whole bool) bool {
	for from := 0; ; from++ {
		i := bytes.Index(text[from:], form)
		if i < 0 {
			return false
		}
		if from += i; !whole || !inWord(text, from, from+len(form)) {
			return true
		}
	}
}

// inWord reports whether a hit is a part of a longer word.
func inWord(text []byte, start, end int) bool {
	before, _ := utf8.DecodeLastRune(text[:start])
	first, _ := utf8.DecodeRune(text[start:])
	last, _ := utf8.DecodeLastRune(text[:end])
	after, _ := utf8.DecodeRune(text[end:])
	return isLetter(before) && isLetter(first) || isLetter(last) && isLetter(after)
}

func isLetter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
