package search

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Most of a PDF that is readable is structure: numbers, references and the same names in each of its objects. Words stand in
// strings, names, comments and streams (ISO 32000-1, 7.2 and 7.3), and only these are searched. A file that does not read as
// a PDF from its beginning to its end is searched as any other.

// wordsInPDF returns what of a PDF may be words; ok is false where a file does not read as one.
func wordsInPDF(data []byte) (words []byte, ok bool) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, false
	}
	r := pdfReader{data: data, keywords: structureKeywords, names: map[string]bool{}}
	if !r.read() {
		return nil, false
	}
	return bytes.TrimSuffix(r.out, []byte(" ")), true
}

// pdfReader reads the objects of a PDF, or the operators of a page in it.
type pdfReader struct {
	data     []byte
	at       int
	out      []byte
	names    map[string]bool // those that out has
	keywords map[string]bool // any other word means that this is not a PDF
	operands int             // numbers since the last name or keyword, outside arrays
	arrays   int             // that are open
	inTable  bool            // of the offsets of all objects
}

var (
	structureKeywords = keywords("obj endobj stream R xref n f trailer startxref true false null")
	operators         = keywords(`b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S
		SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " true false null`)
)

func keywords(list string) map[string]bool {
	known := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		known[word] = true
	}
	return known
}

const (
	mostOperands   = 32 // of an operator: more numbers are a list
	leastPDFNumber = 7  // digits that may be a telephone's
	offsetDigits   = 10 // of a place in the file, in the table of all objects
)

// pdfKind marks the bytes that end a number or a keyword: white space with a space, and delimiters with themselves.
var pdfKind = func() (kind [256]byte) {
	for _, c := range []byte("\x00\t\n\f\r ") {
		kind[c] = ' '
	}
	for _, c := range []byte("()<>[]{}/%") {
		kind[c] = c
	}
	return kind
}()

// read reads all; it reports whether all of it is what a PDF may have.
func (r *pdfReader) read() bool {
	for r.at < len(r.data) {
		ok := true
		switch pdfKind[r.data[r.at]] {
		case 0:
			ok = r.token()
		case ' ', '>': // of a dictionary
			r.at++
		case '(':
			ok = r.literal()
		case '<':
			ok = r.dictionaryOrHex()
		case '[':
			r.arrays++
			r.at++
		case ']':
			r.arrays--
			r.at++
		case '/':
			r.name()
		case '%':
			r.comment()
		default:
			return false
		}
		if !ok {
			return false
		}
	}
	return true
}

// until returns what stands at a place, up to a byte that ends a token.
func (r *pdfReader) until(from int) []byte {
	end := from
	for end < len(r.data) && pdfKind[r.data[end]] == 0 {
		end++
	}
	return r.data[from:end]
}

// token reads a number or a keyword.
func (r *pdfReader) token() bool {
	token := r.until(r.at)
	r.at += len(token)
	if number, digits := parsePDFNumber(token); number {
		if digits >= leastPDFNumber && !(r.inTable && len(token) == offsetDigits) {
			r.keep(token)
		}
		if r.arrays == 0 {
			r.operands++
		}
		return r.operands <= mostOperands
	}
	r.operands = 0
	r.inTable = string(token) == "xref" || r.inTable && len(token) == 1 // behind each offset is n or f
	return r.keywords[string(token)] && (string(token) != "stream" || r.stream())
}

// parsePDFNumber reports whether a token is a number, and how many digits stand before its point.
func parsePDFNumber(token []byte) (number bool, digits int) {
	if token[0] == '+' || token[0] == '-' {
		token = token[1:]
	}
	whole, fraction, _ := bytes.Cut(token, []byte("."))
	return len(token) > 0 && isDigits(whole) && isDigits(fraction), len(whole)
}

func isDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || '9' < c {
			return false
		}
	}
	return true
}

// literal reads a string in parentheses.
func (r *pdfReader) literal() bool {
	depth, escaped := 0, false
	for i := r.at; i < len(r.data); i++ {
		switch r.data[i] {
		case '\\':
			escaped = true
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth > 0 {
				continue
			}
			text := r.data[r.at+1 : i]
			r.at = i + 1
			if escaped {
				r.keep(bytes.ReplaceAll(text, []byte(`\`), []byte(" "))) // as it is read by whoever escapes nothing
				text = unescapePDF(text)
			}
			r.keep(text)
			return true
		}
	}
	return false
}

// unescapePDF returns a string with its escapes decoded.
func unescapePDF(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out = append(out, text[i])
			continue
		}
		i++
		switch c := text[i]; {
		case strings.IndexByte("nrtbf", c) >= 0:
			out = append(out, ' ')
		case '0' <= c && c <= '7':
			code, end := 0, min(i+3, len(text))
			for ; i < end && '0' <= text[i] && text[i] <= '7'; i++ {
				code = code*8 + int(text[i]-'0')
			}
			i--
			out = append(out, byte(code))
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n': // the string goes on in the next line
			i++
		case c == '\n', c == '\r':
		default:
			out = append(out, c)
		}
	}
	return out
}

// dictionaryOrHex reads the beginning of a dictionary, or a string in hexadecimal digits.
func (r *pdfReader) dictionaryOrHex() bool {
	if bytes.HasPrefix(r.data[r.at:], []byte("<<")) {
		r.at += 2
		return true
	}
	digits, _, ok := bytes.Cut(r.data[r.at+1:], []byte(">"))
	r.at += len(digits) + 2
	if !ok {
		return false
	}
	text := make([]byte, 0, len(digits)/2+1)
	n := 0
	for _, c := range digits {
		value := strings.IndexByte("0123456789abcdef", c|0x20)
		switch {
		case pdfKind[c] == ' ':
			continue
		case value < 0 || c < '0':
			return false
		case n%2 == 0:
			text = append(text, byte(value)<<4)
		default:
			text[n/2] |= byte(value)
		}
		n++
	}
	if !utf8.Valid(text) || bytes.IndexFunc(text, func(r rune) bool { return r < ' ' }) >= 0 {
		r.keep(digits)
	}
	r.keep(text)
	return true
}

// name keeps a name that was not kept yet.
func (r *pdfReader) name() {
	name := r.until(r.at + 1)
	r.at += 1 + len(name)
	r.operands = 0
	if r.names[string(name)] {
		return
	}
	r.names[string(name)] = true
	r.keep(name)
	if bytes.IndexByte(name, '#') >= 0 {
		r.keep(appendPercentDecoded(nil, bytes.ReplaceAll(name, []byte("#"), []byte("%")), '+'))
	}
}

func (r *pdfReader) comment() {
	end := bytes.IndexAny(r.data[r.at:], "\r\n")
	if end < 0 {
		end = len(r.data) - r.at
	}
	r.keep(r.data[r.at+1 : r.at+end])
	r.at += end
}

// stream reads the data of a stream. Of the operators of a page only the strings and names are kept.
func (r *pdfReader) stream() bool {
	data, after, ok := bytes.Cut(r.data[r.at:], []byte("endstream"))
	if !ok || len(data) == 0 || data[0] != '\r' && data[0] != '\n' {
		return false
	}
	r.at = len(r.data) - len(after)
	page := pdfReader{data: data, out: r.out, keywords: operators, names: map[string]bool{}}
	if isReadable(data, 0) && page.read() && page.operands == 0 {
		r.out = page.out
	} else {
		r.out = append(appendCharacters(r.out, data), ' ')
	}
	return true
}

// keep keeps a text, in the encodings that it may have.
func (r *pdfReader) keep(text []byte) {
	switch {
	case isText(text):
		r.out = append(append(r.out, text...), ' ')
		return
	case bytes.HasPrefix(text, []byte("\xfe\xff")):
		r.out = appendUTF16(r.out, text[2:], 1)
	case bytes.HasPrefix(text, []byte("\xff\xfe")):
		r.out = appendUTF16(r.out, text[2:], 0)
	default:
		r.out = appendSingleBytes(r.out, text, pdfDocEncoding)
		r.out = appendSingleBytes(r.out, text, windowsEncoding)
	}
	r.out = appendCharacters(r.out, text)
}

// appendUTF16 appends a text in UTF-16; low is the place of the lower byte in each pair.
func appendUTF16(out, text []byte, low int) []byte {
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = uint16(text[2*i+1-low])<<8 | uint16(text[2*i+low])
	}
	return append(append(out, string(utf16.Decode(units))...), ' ')
}

// The characters from 0x80 on of the two encodings that differ from Latin-1 there.
var (
	pdfDocEncoding  = []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž ")
	windowsEncoding = []rune("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ")
)

// appendSingleBytes appends a text with one byte for each character, unless it has characters that no text has.
func appendSingleBytes(out, text []byte, encoding []rune) []byte {
	if slices.ContainsFunc(text, func(b byte) bool { return b < ' ' && pdfKind[b] != ' ' || b == 0 }) {
		return out
	}
	for _, b := range text {
		switch at := int(b) - 0x80; {
		case at >= 0 && at < len(encoding):
			out = utf8.AppendRune(out, encoding[at])
		default:
			out = utf8.AppendRune(out, rune(b))
		}
	}
	return append(out, ' ')
}
