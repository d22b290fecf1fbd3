// Package draft writes a mail that a mail program opens as a draft, for a person to read and send. It sends nothing.
//
// The form is RFC 5322 and MIME (RFC 2045, 2047), with the field X-Unsent that mail programs know a draft by. It has neither
// sender nor day: the mail program writes those.
package draft

import (
	"bytes"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// Mail is a mail to be sent.
type Mail struct {
	To      []mail.Address
	Subject string
	Text    string // its lines end with \n
}

// Bytes returns the mail as a file (.eml), in ASCII, with lines of at most 76 characters; a word of a header that has no place
// to be broken may be longer.
func (m Mail) Bytes() []byte {
	var out bytes.Buffer
	for i, a := range m.To {
		a.Name = oneLine(a.Name)
		name, end := "", ","
		if i == 0 {
			name = "To:"
		}
		if i == len(m.To)-1 {
			end = ""
		}
		writeFolded(&out, name, address(a)+end)
	}
	writeFolded(&out, "Subject:", encoded(oneLine(m.Subject)))
	out.WriteString("X-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	w := quotedprintable.NewWriter(&out)
	io.WriteString(w, strings.ReplaceAll(m.Text, "\n", "\r\n")) // into memory, where nothing fails
	w.Close()
	return out.Bytes()
}

// address returns an address with the name before it.
func address(a mail.Address) string {
	if isASCII(a.Name) {
		return a.String()
	}
	return encoded(a.Name) + " " + (&mail.Address{Address: a.Address}).String()
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// wordWidth is how many characters an encoded word has, so that the first finds room behind the name of a header: programs
// take a line break there as a space of the value.
const wordWidth = 60

// encoded returns a text as encoded words (RFC 2047, the encoding Q), with spaces between them that belong to no word; one in
// ASCII as it is.
func encoded(s string) string {
	const begin, end = "=?utf-8?q?", "?="
	if isASCII(s) && !strings.Contains(s, "=?") {
		return s
	}
	out, used := begin, len(begin)
	for _, r := range s {
		char := encodedRune(r)
		if used+len(char)+len(end) > wordWidth {
			out, used = out+end+" "+begin, len(begin)
		}
		out, used = out+char, used+len(char)
	}
	return out + end
}

func encodedRune(r rune) string {
	switch {
	case r == ' ':
		return "_"
	case r >= '0' && r <= '9', r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
		return string(r)
	}
	char := ""
	for _, b := range []byte(string(r)) {
		char += fmt.Sprintf("=%02X", b)
	}
	return char
}

// oneLine returns a text without line breaks and what else may not stand in a header.
func oneLine(s string) string { return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ") }

// lineWidth is how many characters a line of a header may have (RFC 2047, 2).
const lineWidth = 76

// writeFolded writes a header, or the rest of one with an empty name. Its value is broken at spaces, so that no line is longer than it
// has to be: a line that goes on begins with the space.
func writeFolded(out *bytes.Buffer, name, value string) {
	out.WriteString(name)
	used := len(name)
	for word := range strings.SplitSeq(value, " ") {
		if used > 0 && used+1+len(word) > lineWidth {
			out.WriteString("\r\n")
			used = 0
		}
		out.WriteString(" " + word)
		used += 1 + len(word)
	}
	out.WriteString("\r\n")
}
