package draft

import (
	"bytes"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
)

func TestBytes(t *testing.T) {
	got := string(Mail{To: []mail.Address{{Name: "Don Fenwick", Address: "don@fenwicktiles.example"}}, Subject: "Northlane: how I understood you", Text: "Don,\n\n£46 a pallet.\n"}.Bytes())
	want := "To: \"Don Fenwick\" <don@fenwicktiles.example>\r\nSubject: Northlane: how I understood you\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDon,\r\n\r\n=C2=A346 a pallet.\r\n"
	if got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// TestOtherProgramsReadIt parses drafts with the libraries that read mails.
func TestOtherProgramsReadIt(t *testing.T) {
	long := strings.Repeat("Grüße aus Kettwig, ", 12) + "Ende"
	for name, m := range map[string]Mail{
		"plain":         {To: []mail.Address{{Name: "Don Fenwick", Address: "don@fenwick.example"}}, Subject: "How I understood you", Text: "Don,\n\nThank you.\n"},
		"two people":    {To: []mail.Address{{Name: "Ros", Address: "ros@press.example"}, {Name: "Imran", Address: "imran@press.example"}}, Subject: "s", Text: "x\n"},
		"nobody":        {Subject: "s", Text: "x\n"},
		"no ASCII":      {To: []mail.Address{{Name: "Jörg Müller-Weiß", Address: "joerg@mueller.example"}}, Subject: "Vereinbart: 東京 & Zürich – “alles”", Text: "Jörg,\n\n東京 – “ja”. 👍\n"},
		"long":          {To: []mail.Address{{Name: long, Address: "x@y.example"}}, Subject: long, Text: strings.Repeat("word ", 400) + "\n" + strings.Repeat("https://x.example/", 30) + "\n"},
		"long in ASCII": {To: []mail.Address{{Name: "A", Address: "x@y.example"}}, Subject: strings.TrimSpace(strings.Repeat("a page to keep ", 12)), Text: "x\n"},
		"quotes":        {To: []mail.Address{{Name: `O'Neill, "Red" (Ltd)`, Address: "o@n.example"}}, Subject: `"a", b: c = d?`, Text: "a = b\n.\n..\nFrom here\n trailing \n"},
	} {
		t.Run(name, func(t *testing.T) { expectRead(t, m) })
	}
}

func expectRead(t *testing.T, m Mail) {
	t.Helper()
	data := m.Bytes()
	for line := range bytes.SplitSeq(data, []byte("\r\n")) {
		if len(line) > 76 || bytes.ContainsAny(line, "\r\n") || slices.ContainsFunc(line, func(b byte) bool { return b > '~' || b < ' ' }) {
			t.Errorf("the line %q is too long, or not in ASCII", line)
		}
	}
	if bytes.Contains(data, []byte(":\r\n")) || bytes.Contains(data, []byte(": \r\n")) {
		t.Error("a header breaks before its value, and Python reads that as a space")
	}
	read, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject")); err != nil || subject != strings.TrimSpace(m.Subject) {
		t.Errorf("the subject is %q, %v; want %q", subject, err, m.Subject)
	}
	var to []mail.Address
	if read.Header.Get("To") != "" {
		list, err := read.Header.AddressList("To")
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			to = append(to, *a)
		}
	}
	if !slices.Equal(to, m.To) {
		t.Errorf("it goes to %q, want %q", to, m.To)
	}
	kind, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil || kind != "text/plain" || params["charset"] != "utf-8" || read.Header.Get("X-Unsent") != "1" {
		t.Errorf("the kind is %q with %v, %v, and it is unsent %q", kind, params, err, read.Header.Get("X-Unsent"))
	}
	body, err := io.ReadAll(quotedprintable.NewReader(read.Body))
	if text := strings.ReplaceAll(string(body), "\r\n", "\n"); err != nil || text != m.Text {
		t.Errorf("the text is %q, %v; want %q", text, err, m.Text)
	}
}

// Nobody writes a header of their own into a draft with a line break in a name or a subject.
func TestHeadersHaveOneLine(t *testing.T) {
	read, err := mail.ReadMessage(bytes.NewReader(Mail{To: []mail.Address{{Name: "Don\r\nBcc: eve@x.example", Address: "don@x.example"}}, Subject: "a\nBcc: eve@x.example\n\nb", Text: "x\n"}.Bytes()))
	if err != nil || read.Header.Get("Bcc") != "" || read.Header.Get("Subject") != "a Bcc: eve@x.example b" {
		t.Errorf("%v, %v", err, read.Header)
	}
}
