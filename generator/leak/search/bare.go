package search

import (
	"bytes"
	"encoding/binary"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a text is when all that differs from one way of printing to another is taken from it: kinds of quotes and dashes,
// markup, escapes, signs that are not seen.

const (
	leastBare     = 5  // "A&B" is nothing but two letters
	leastNumber   = 7  // digits of a telephone
	LeastSentence = 40 // bytes that are said no second time by accident
)

// appendBare adds the letters and digits of a text, with one space for whatever stands between them. What is not seen,
// such as a place where a word may be broken, is left out. It stops when limit bytes were added, or a little after.
func appendBare[T string | []byte](to []byte, text T, limit int) []byte {
	begin, gap := len(to), false
	for i := 0; i < len(text) && len(to)-begin < limit; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = decode(text, i)
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
		i += size
	}
	return to
}

func decode[T string | []byte](text T, at int) (rune, int) {
	var b [utf8.UTFMax]byte
	return utf8.DecodeRune(b[:copy(b[:], text[at:min(at+utf8.UTFMax, len(text))])])
}

// bare is for names and short sentences, which are known by their capitals too. A sentence such as "Within 4 hours of
// collection.", says what any other page may say: its full stop is most of what tells it from that. So it is bare only
// where it holds a quote or a dash, which are printed in more ways than one.
func bare(word string) []byte {
	if isLong(word) || endsSentence(word) && !strings.ContainsAny(word, "'\"-‘’“”–—…") {
		return nil
	}
	return appendBare(nil, word, len(word))
}

// bareLower is for words that are known whatever letters they begin with: long ones, ids and addresses.
func bareLower(word string) []byte {
	if !isLong(word) && !isID(word) {
		return nil
	}
	return lower(appendBare(nil, word, len(word)))
}

// bareUpper is for names, as a heading may show them.
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

// lower gives small letters, one and the same for all that are one in capitals.
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

// bareCandidates tells of the bare forms of a word whether their beginning can be in some output, as a bit for each. What
// [forms] gives nothing for may be said to be there: then nothing is looked for.
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
		case hasBit(x.windows, at):
			can |= bit
		case string(b[:windowSize]) != word[:windowSize]: // of which the proof has been given
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

// decodings are the texts that an output may be: with its tags, which hold words too; without them; what is in it as
// text that is HTML again, as feeds have it; and what is in its strings.
func decodings(data []byte) []string {
	text := string(data)
	out := []string{html.UnescapeString(text)}
	if strings.Contains(text, "<") {
		out = append(out, html.UnescapeString(stripTags(text)))
	}
	if strings.Contains(text, "&lt;") || strings.Contains(text, "&amp;") {
		again := out[0]
		out = append(out, html.UnescapeString(stripTags(again)))
	}
	if strings.Contains(text, `\`) {
		out = append(out, html.UnescapeString(stripTags(unescapeStrings(text))))
	}
	return out
}

// inlineElements are the elements that may stand within a word.
var inlineElements = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "data": true, "del": true,
	"dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true, "q": true, "s": true, "samp": true, "small": true,
	"span": true, "strong": true, "sub": true, "sup": true, "time": true, "tspan": true, "tt": true, "u": true, "var": true, "wbr": true}

// stripTags leaves out tags and comments. One that may stand within a word leaves nothing, any other a space.
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

// parseTag gives where the parseTag ends whose inside begins a text, zero where it is none, and whether it parts words.
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
			return i + 1, !inlineElements[strings.ToLower(name[:n])]
		}
	}
	return 0, false
}

// unescapeStrings undoes how strings of JSON and of scripts write characters.
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

// phoneDigits gives the digits of a telephone's phoneDigits, and nothing for any other word.
func phoneDigits(word string) []byte {
	var digits []byte
	for i := range len(word) {
		switch c := word[i]; {
		case '0' <= c && c <= '9':
			digits = append(digits, c)
		case !isGroupSeparator(c):
			return nil
		}
	}
	return digits
}

// isGroupSeparator reports what may stand between the digits of one number.
func isGroupSeparator(c byte) bool { return groupSeparators[c] }

var groupSeparators = func() (is [256]bool) {
	for _, c := range []byte("+ ()-./") {
		is[c] = true
	}
	return is
}()

// appendNumbers adds the numbers of a text that are long enough to be those of telephones, digits only.
func appendNumbers(to []byte, text string) []byte {
	begin := len(to)
	for i := 0; i <= len(text); i++ {
		switch {
		case i < len(text) && '0' <= text[i] && text[i] <= '9':
			to = append(to, text[i])
		case i < len(text) && isGroupSeparator(text[i]):
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
