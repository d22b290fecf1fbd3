// Package mails writes a text as mail programs send it, for tests of what is read from mails.
package mails

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
)

// Mail returns a mail, as a mail program saves it, with a body of a kind ("text/plain") in an encoding ("base64"). From is as
// the header has it: "Don Fenwick <don@fenwicktiles.example>". It was sent on 12 March 2026.
func Mail(from, kind, encoding, body string) string {
	return "From: " + from + "\r\nDate: Thu, 12 Mar 2026 09:30:00 +0000\r\nSubject: Re: our answer\r\nMIME-Version: 1.0\r\nContent-Type: " +
		kind + "; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body
}

// CRLF returns a text with the line ends of mails.
func CRLF(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }

// Wrapped returns a text wrapped at a width, as mail programs do it, with a prefix before each line.
func Wrapped(text string, width int, prefix string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		for first := true; first || line != ""; first = false {
			cut := len(line)
			if len(prefix)+cut > width {
				if cut = strings.LastIndex(line[:width-len(prefix)], " "); cut <= 0 {
					cut = len(line)
				}
			}
			out.WriteString(strings.TrimRight(prefix+line[:cut], " ") + "\n")
			line = strings.TrimPrefix(line[cut:], " ")
		}
	}
	return out.String()
}

// QuotedPrintable returns a text as RFC 2045 writes it.
func QuotedPrintable(text string) string {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	fmt.Fprint(w, CRLF(text))
	w.Close()
	return b.String()
}

// Base64 returns a text in lines of 76 characters.
func Base64(text string) string {
	encoded := base64.StdEncoding.EncodeToString([]byte(text))
	var out strings.Builder
	for len(encoded) > 76 {
		out.WriteString(encoded[:76] + "\r\n")
		encoded = encoded[76:]
	}
	return out.String() + encoded + "\r\n"
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// asHTML returns a text as HTML that shows the same, but for its line ends.
func asHTML(text string) string { return strings.ReplaceAll(escape.Replace(text), "  ", "&nbsp; ") }

// Divs is the text as HTML with an element for each line.
func Divs(text string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		out.WriteString("<div>" + cmp.Or(asHTML(line), "<br>") + "</div>")
	}
	return `<html><head><style>p{margin:0}</style><title>[e9 AAAA]</title></head><body>` + out.String() + "</body></html>"
}

// Outlook is the text as Outlook writes it: each line a paragraph.
func Outlook(text string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		out.WriteString("<p class=MsoNormal>" + cmp.Or(asHTML(line), "&nbsp;") + "<o:p></o:p></p>\r\n")
	}
	return out.String()
}

// Breaks is the text as HTML in one element, with line breaks, in a quotation.
func Breaks(text string) string {
	return `<div>Thanks!</div><blockquote type="cite">` + strings.ReplaceAll(asHTML(text), "\n", "<br>\n") + `</blockquote>`
}

// Flowed wraps a text as RFC 3676 says: a line that goes on ends with a space.
func Flowed(text string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		for len(line) > 72 {
			cut := strings.LastIndex(line[:72], " ") + 1
			if cut == 0 {
				break
			}
			out.WriteString(line[:cut] + "\n")
			line = line[cut:]
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}
