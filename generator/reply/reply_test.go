package reply

import (
	"fmt"
	"strings"
	"testing"

	"upfront/generator/internal/mails"
)

// message is what the page of a customer composes.
const message = `Northlane, this is my answer to version 2.

[e2 M8RA] You would like delivery the morning after collection.
We said no.
Instead: Delivery within 48 hours, with a 20% credit on any delivery that misses.
=> Yes, agreed

[p1 0X4H] Fewer than 1 pallet in 100 arrives with damaged goods.
We said yes, on this condition:
Pallets are corner-boarded before we collect.
=> Not quite right: Only the porcelain, the 60 by 60 and above, since the others have never been chipped at all
  and the wall tiles go in crates. Größe “60”.

[rest B52T] The price, your part, the promises and the dates
=> Yes, agreed
`

const porcelain = "Not quite right: Only the porcelain, the 60 by 60 and above, since the others have never been chipped at all and the wall tiles go in crates. Größe “60”."

// mailOf is a mail of Don Fenwick's.
func mailOf(kind, encoding, body string) string {
	return mails.Mail("=?utf-8?q?Don_Fenwick?= <Don@FenwickTiles.example>", kind, encoding, body)
}

func TestAnswersInEveryForm(t *testing.T) {
	signature := "-- \nDon Fenwick\nFenwick Tiles\n"
	german := "Am Do., 12. März 2026 um 09:30 Uhr schrieb Don Fenwick\n<don@fenwicktiles.example>:\n\n"
	for name, data := range map[string]string{
		"pasted":             message,
		"pasted, CRLF":       mails.CRLF(message),
		"a mark in small":    strings.ReplaceAll(message, "[p1 0X4H]", "[p1 ox4h]"),
		"quoted at 76":       mails.Wrapped(message, 76, "> "),
		"quoted at 78":       mails.Wrapped(message, 78, "> "),
		"quoted twice at 76": mails.Wrapped(mails.Wrapped(message, 78, "> "), 76, ">"),
		"quoted, German":     german + mails.Wrapped(message, 76, "> "),
		"with a signature":   message + signature,
		"quoted, signed":     mails.Wrapped(message+signature, 78, "> ") + "\n" + signature,
		"broken quoting":     strings.ReplaceAll(mails.Wrapped(message, 120, "> "), "chipped at all\n>", "chipped at all\n"),
		"plain mail":         mailOf("text/plain", "8bit", mails.CRLF(message)),
		"quoted-printable":   mailOf("text/plain", "quoted-printable", mails.QuotedPrintable(message)),
		"base64":             mailOf("text/plain", "base64", mails.Base64(mails.CRLF(message))),
		"HTML, divs":         mailOf("text/html", "quoted-printable", mails.QuotedPrintable(mails.Divs(message))),
		"HTML, base64":       mailOf("text/html", "base64", mails.Base64(mails.Divs(message))),
		"HTML, Outlook":      mailOf("text/html", "8bit", mails.Outlook(message)),
		"HTML, quoted":       mailOf("text/html", "8bit", mails.Breaks(message)),
		"HTML, signed":       mailOf("text/html", "8bit", mails.Divs(message+"\n"+signature)),
		"flowed":             mailOf("text/plain; format=flowed", "8bit", mails.CRLF(mails.Flowed(message))),
		"two kinds": "From: don@fenwicktiles.example\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n" +
			"--b2\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThis mail has no text.\r\n--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + mails.QuotedPrintable(mails.Divs(message)) + "\r\n--b2--\r\n--b1--\r\n",
		"Latin": strings.Replace(mailOf("text/plain", "8bit", strings.NewReplacer("ö", "\xf6", "ß", "\xdf", "“", "\x93", "”", "\x94").Replace(message)), "utf-8\r\n", "windows-1252\r\n", 1),
	} {
		m, err := Read([]byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, a := range Answers(m.Text) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", a.Line, a.Mark, a.Text, a.More)))
		}
		want := []string{"e2 M8RA Yes, agreed", "p1 0X4H " + porcelain, "rest B52T Yes, agreed"}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s\nof\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"), m.Text)
		}
	}
}

func TestSender(t *testing.T) {
	m, err := Read([]byte(mailOf("text/plain", "8bit", message)))
	if err != nil || m.From != "don@fenwicktiles.example" || m.Name != "Don Fenwick" || m.Date.Format("2006-01-02") != "2026-03-12" || !m.Mail {
		t.Errorf("read %+v, %v", m, err)
	}
	for name, text := range map[string]string{"a talk": "From: here on, we say yes.\nAll of it.\n\n" + message, "text": message} {
		if m, err := Read([]byte(text)); err != nil || m.Mail || m.Text != text {
			t.Errorf("%s: read as %+v, %v", name, m, err)
		}
	}
}

// A later answer stands above what it quotes.
func TestTheLaterAnswerCounts(t *testing.T) {
	for text, want := range map[string]string{
		"[e1 AAAA] This\n=> Not quite right: no\n\n> [e1 AAAA] This\n> => Yes, agreed\n": "{e1 AAAA Not quite right: no  false}",
		"> [e1 AAAA] This\n> => Yes, agreed\n\n[e1 AAAA] This\n=> Not quite right: no\n": "{e1 AAAA Not quite right: no  false}",
		"[e1 AAAA] This\n=> Yes\n\n[e1 AAAA] This\n=> No\n":                              "{e1 AAAA Yes  true}",
		"[e1 AAAA] This\n=> Yes\n\n[e1 AAAA] This\n=> Yes\n":                             "{e1 AAAA Yes  false}",
		"[e1 AAAA] This\n[e2 AAAA] That\n=> Yes\n":                                       "{e2 AAAA Yes  false}",
		"[e1 AAAA] This\n=> Yes\n  but not on Fridays\n":                                 "{e1 AAAA Yes but not on Fridays false}",
		"[e1 AAAA] This\n=> Yes\n\nBest, Don\n":                                          "{e1 AAAA Yes  false}",
	} {
		all := Answers(text)
		if len(all) != 1 || fmt.Sprint(all[0]) != want {
			t.Errorf("%q: %v, want %s", text, all, want)
		}
	}
}
