package reply

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"upfront/generator/lazy"
)

// Message is a message with answers.
type Message struct {
	Text string
	From string    // the sender's address, in small letters; empty for pasted text
	Name string    // the sender's name, as the mail has it
	Date time.Time // zero for pasted text
	Mail bool
}

// maxParts is how deep parts of a mail may lie in each other.
const maxParts = 8

// header begins each line of a mail before its first empty one.
var header = lazy.Pattern(`^[!-9;-~]+:`)

// Read reads a message: a mail, or any other text.
func Read(data []byte) (Message, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !isMail(data) {
		return Message{Text: string(data)}, nil
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return Message{}, fmt.Errorf("this mail cannot be read: %w", err)
	}
	out := Message{Mail: true}
	if from, err := new(mail.AddressParser).Parse(decodedHeader(m.Header.Get("From"))); err == nil {
		out.From, out.Name = strings.ToLower(from.Address), from.Name
	}
	out.Date, _ = m.Header.Date() // a mail without a day has none
	out.Text, err = body(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, maxParts)
	if err != nil {
		return Message{}, fmt.Errorf("this mail cannot be read: %w", err)
	}
	return out, nil
}

// isMail reports whether a text begins with the head of a mail, which has a sender.
func isMail(data []byte) bool {
	head, _, _ := bytes.Cut(bytes.ReplaceAll(data[:min(len(data), 64<<10)], []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	from := false
	for i, line := range bytes.Split(head, []byte("\n")) {
		folded := i > 0 && len(line) > 0 && (line[0] == ' ' || line[0] == '\t')
		if !folded && !header().Match(line) {
			return false
		}
		from = from || len(line) >= 5 && strings.EqualFold(string(line[:5]), "from:")
	}
	return from
}

func decodedHeader(text string) string {
	if decoded, err := new(mime.WordDecoder).DecodeHeader(text); err == nil && !strings.Contains(text, "?=") {
		return decoded
	}
	return text // the parser of addresses decodes names itself
}

// body returns the text of a part with answers in it, of several the first that has any; without answers, the first.
func body(contentType, encoding string, in io.Reader, deep int) (string, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "text/plain"
	}
	switch {
	case strings.HasPrefix(kind, "multipart/") && deep > 0:
		return parts(multipart.NewReader(in, params["boundary"]), deep)
	case kind != "text/plain" && kind != "text/html":
		return "", nil
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, in)
	case "quoted-printable":
		in = quotedprintable.NewReader(in)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return "", err
	}
	text := decoded(data, params["charset"])
	switch {
	case kind == "text/html":
		text = textOf(text)
	case strings.EqualFold(params["format"], "flowed"):
		text = unflowed(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return text, nil
}

func parts(r *multipart.Reader, deep int) (first string, err error) {
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return first, nil
		}
		if err != nil {
			return first, err
		}
		text, err := body(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, deep-1)
		switch {
		case err != nil:
			return first, err
		case len(Answers(text)) > 0:
			return text, nil
		case first == "":
			first = text
		}
	}
}

// decoded returns a text as UTF-8. A character set that nobody knows is taken as that.
func decoded(data []byte, charset string) string {
	if charset == "" || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "us-ascii") {
		return string(data)
	}
	e, err := htmlindex.Get(charset)
	if err != nil {
		return string(data)
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return string(data)
	}
	return string(out)
}

// unflowed joins the lines of a text that was wrapped with spaces at their ends (RFC 3676).
func unflowed(text string, dropSpace bool) string {
	var out strings.Builder
	last := -1 // how often the line that goes on is quoted; -1: none does
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		line = strings.TrimSuffix(line, "\n")
		depth := len(line) - len(strings.TrimLeft(line, ">"))
		content := strings.TrimPrefix(line[depth:], " ")
		if last != depth || content == "-- " {
			if last >= 0 {
				out.WriteByte('\n')
			}
			out.WriteString(line[:depth] + map[bool]string{true: " "}[depth > 0])
		}
		last = -1
		if goesOn := strings.HasSuffix(content, " ") && content != "-- "; goesOn {
			last = depth
			if dropSpace {
				content = content[:len(content)-1]
			}
			out.WriteString(content)
			continue
		}
		out.WriteString(content + "\n")
	}
	return out.String()
}
