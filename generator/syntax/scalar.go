package syntax

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"upfront/generator/amount"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/parse"
	"upfront/generator/yamltext"
)

// Forms of values that have types of their own: times, dates, shares, numbers, addresses.

// Percent is a share as it was written.
type Percent = Written[amount.Percent]

// Number is a bare number as it was written.
type Number = Written[amount.Number]

// parsedForm makes a form from a function that parses one kind of value and explains its errors.
func parsedForm[V any](s schema, parse func(string) (V, error)) form[*Written[V]] {
	return scalarForm(s, func(d *decoder, n *yamltext.Node) (V, bool) {
		v, err := parse(n.Text)
		if err != nil {
			d.reportParseError(n, err, func(s string) bool { _, err := parse(s); return err == nil })
		}
		return v, err == nil
	})
}

// reportParseError reports an error of a parser, at the character that is wrong; parses reports whether another text is right.
func (d *decoder) reportParseError(n *yamltext.Node, err error, parses func(string) bool) {
	what, help, offset := err.Error(), "", 0
	var mistake *parse.Error
	if errors.As(err, &mistake) {
		what, help, offset = mistake.What, mistake.Help, mistake.Offset
	}
	if straight := strings.Trim(n.Text, curly); n.Plain && straight != n.Text {
		what, help, offset = fmt.Sprintf("%s stands in curly quotes, which are part of the value to YAML", n.Text), fmt.Sprintf("write %q, with straight quotes", straight), 0
	}
	at := d.at(n)
	if right, sign := withoutSign(n.Text, parses); right != "" {
		what, help, offset = fmt.Sprintf("%s does not belong in %q", sign, n.Text), "write "+right, 0
	}
	if n.Plain && offset > 0 && offset < len(n.Text) {
		skipped := utf8.RuneCountInString(n.Text[:offset])
		at.Column, at.Width = at.Column+skipped, max(at.Width-skipped, 1)
	}
	d.problems.Add(diag.Problem{Rule: SchemaType, At: at, Message: what, Help: sentence(help)})
}

// withoutSign returns what a text would be without a sign that slipped in, where it is right then. Signs that may stand for
// something between two digits do not count.
func withoutSign(text string, parses func(string) bool) (right, sign string) {
	at := typed().FindStringIndex(text)
	if at == nil || len(text) > mostRepaired {
		return "", ""
	}
	for _, behind := range []string{text[at[1]:], strings.TrimLeft(text[at[1]:], " ")} {
		if right := text[:at[0]] + behind; parses(right) {
			return right, text[at[0]:at[1]]
		}
	}
	return "", ""
}

// mostRepaired is the length of a value from which on no sign is taken out by trial.
const mostRepaired = 60

// sentence returns a phrase with a capital and a full stop.
func sentence(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	s = strings.ToUpper(string(r)) + s[size:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// written is the schema of a value, by its name, that is written like the examples.
func written(name string, examples ...string) schema {
	return schema{"title": name, "type": "string", "examples": examples}
}

// Forms of values that their own packages parse.
var (
	duration  = parsedForm(written("a length of time", "15m", "4h", "48h", "3d", "2w", "6mo", "2 business days"), clock.ParseDuration)
	days      = parsedForm(written("days of the week", "Mon-Fri", "Mon, Wed, Fri"), clock.ParseDays)
	timeOfDay = parsedForm(written("a time of day", "09:00", "17:30"), clock.ParseTimeOfDay)
	window    = parsedForm(written("a period", "90d", "month", "quarter", "year"), clock.ParseWindow)
	timezone  = parsedForm(written("a time zone", "Europe/London", "Europe/Berlin", "America/New_York"), clock.LoadZone)
	date      = parsedForm(schema{"title": "a day", "type": "string", "pattern": datePattern + "$", "examples": []string{"2026-03-01"}}, clock.ParseDate)
	number    = parsedForm(schema{"title": "a number", "type": []string{"number", "string"}, "examples": []any{60, 0.5}}, amount.ParseNumber)
	currency  = parsedForm(schema{"title": "a currency", "type": "string", "pattern": "^[A-Z]{3}$", "examples": []string{"GBP", "EUR", "USD"}}, amount.ParseCurrency)
	share     = parsedForm(shareSchema, readShare) // no more than all
)

const datePattern = `^[0-9]{4}-[0-9]{2}-[0-9]{2}`

// dates reads a list of days; an entry may be a range, which then stands for each of its days, all in its place.
func dates() form[*[]Written[clock.Date]] {
	ranges := listOf(parsedForm(schema{"title": "a day, or the first and the last of several", "type": "string", "pattern": datePattern, "examples": []string{"2026-12-25", "2026-12-24 to 2027-01-01"}}, clock.ParseDates))
	return form[*[]Written[clock.Date]]{schema: ranges.schema, read: func(d *decoder, n *yamltext.Node, into *[]Written[clock.Date]) {
		var written []Written[[]clock.Date]
		ranges.read(d, n, &written)
		for _, r := range written {
			for _, day := range r.V {
				*into = append(*into, Written[clock.Date]{day, r.At})
			}
		}
	}}
}

var shareSchema = written("a share", "95%", "99.9%")

func readShare(s string) (amount.Percent, error) {
	p, err := amount.ParsePercent(s)
	if err != nil {
		if p, bad := amount.ParsePercent(s + "%"); bad != nil || p <= amount.Whole {
			return 0, err
		}
	}
	if err != nil || p > amount.Whole {
		return 0, parse.Fail(0, "write at most 100%", "%q is more than all of it", s)
	}
	return p, nil
}

// shareAbove reads a share above zero. What a share of nothing would mean is a format for it, as it is written.
func shareAbove(nothing, help string) form[*Percent] {
	return parsedForm(shareSchema, func(s string) (amount.Percent, error) {
		p, err := readShare(s)
		if zero, bad := amount.ParsePercent(strings.TrimSuffix(s, "%") + "%"); bad == nil && zero == 0 {
			return 0, parse.Fail(0, help, nothing, s)
		}
		return p, err
	})
}

// targetShare reads the share of a target.
func targetShare() form[*Percent] {
	return shareAbove("%q is kept however often you miss it", "write the share that you keep, such as 95%")
}

// moment reads a date and time; one without a zone is in the site's.
func moment() form[*Written[time.Time]] {
	s := schema{"title": "a date and time", "type": "string", "pattern": datePattern, "examples": []string{"2026-03-11T07:10:00Z", "2026-03-11 07:10"}}
	return scalarForm(s, func(d *decoder, n *yamltext.Node) (time.Time, bool) {
		t, err := momentOf(n.Text, d.zone)
		if err != nil {
			d.reportParseError(n, err, func(s string) bool { _, err := momentOf(s, d.zone); return err == nil })
		}
		return t, err == nil
	})
}

func whole(least, most int) form[*Written[int]] {
	return scalarForm(schema{"title": fmt.Sprintf("a whole number from %d to %d", least, most), "type": "integer", "minimum": least, "maximum": most}, func(d *decoder, n *yamltext.Node) (int, bool) {
		v, err := strconv.Atoi(n.Text)
		if err != nil || v < least || v > most {
			d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%q is not a whole number that fits here", n.Text),
				Help: fmt.Sprintf("Write a whole number from %d to %d.", least, most)})
			return 0, false
		}
		return v, true
	})
}

func webAddress() form[*Text] {
	return testedForm(schema{"title": "a web address", "type": "string", "pattern": "^https?://", "examples": []string{"https://example.com/expect/"}}, isWebAddress,
		diag.Problem{Rule: SchemaType, Message: "%q is not a web address", Help: "Write it whole, such as https://example.com/expect/."},
		func(text string) string {
			if u, err := url.Parse("https://" + text); err == nil && hostForm().MatchString(u.Host) {
				return "Write it whole: https://" + text
			}
			if !LeadsSomewhere(text) {
				return HostHelp
			}
			return ""
		})
}

func isWebAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && isHost(u.Hostname()) && (u.Scheme == "https" || u.Scheme == "http") && u.User == nil
}

// LeadsSomewhere reports whether the host that an address of the web or of mail names may be known beyond the author's own
// network. It is true of any other text.
func LeadsSomewhere(address string) bool {
	u, err := url.Parse(address)
	switch {
	case err == nil && (u.Scheme == "https" || u.Scheme == "http"):
		return isHost(u.Hostname())
	case err == nil && u.Scheme == "mailto" && u.Opaque != "":
		_, host, _ := strings.Cut(u.Opaque, "@")
		return isHost(host[strings.LastIndexByte(host, '@')+1:])
	}
	return true
}

// HostHelp is what to write in place of an address that leads nowhere.
const HostHelp = "Write the whole address: the name of a host has a dot, as in example.com."

// isHost reports whether a text is a name with a dot, or a number, or the machine of whoever tries the site.
func isHost(name string) bool {
	_, err := netip.ParseAddr(name)
	return err == nil || name == "localhost" || hostForm().MatchString(name)
}

var hostForm = lazy.Pattern(`^[\pL\pM\pN_-]+(\.[\pL\pM\pN_-]+)+$`)

// languageTag is what people need of BCP 47: a language, a script, a country.
var languageTag = lazy.Pattern(`^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$`)

func language() form[*Text] {
	return testedForm(schema{"title": "a language", "type": "string", "pattern": languageTag().String(), "examples": []string{"en-GB", "de", "pt-BR"}}, languageTag().MatchString,
		diag.Problem{Rule: SchemaType, Message: "%q is not the short form of a language",
			Help: "Write two letters for the language and, after a hyphen, two for the country: en-GB, de-AT."},
		func(text string) string {
			if hyphen := strings.ReplaceAll(text, "_", "-"); languageTag().MatchString(hyphen) {
				return fmt.Sprintf("Write %s.", hyphen)
			}
			return ""
		})
}

var hexDigest = lazy.Pattern(`^[0-9A-Fa-f]{64}$`)

func sha256Text() form[*Text] {
	return scalarForm(schema{"title": "a fingerprint of 64 hexadecimal digits", "type": "string", "pattern": hexDigest().String()}, func(d *decoder, n *yamltext.Node) (string, bool) {
		if !hexDigest().MatchString(n.Text) {
			d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%q is not a SHA-256 fingerprint", n.Text),
				Help: "Write the 64 hex digits that sha256sum prints for the file."})
			return "", false
		}
		return strings.ToLower(n.Text), true
	})
}

// MeasureKind says what a measure turned out to be.
type MeasureKind int

// The kinds of measure.
const (
	InWords    MeasureKind = iota // anything else: "by phone"
	InTime                        // a duration
	InShare                       // a percentage
	InQuantity                    // a number with or without a unit
)

// Measure is a limit that may be a time, a share or a quantity: what it must be depends on what it limits.
type Measure struct {
	At       diag.Place
	Written  string
	Kind     MeasureKind
	Time     clock.Duration
	Share    amount.Percent
	Quantity amount.Quantity
}

// IsSet reports whether the measure was written.
func (m Measure) IsSet() bool { return !m.At.IsZero() }

// measure reads a time, a share or a quantity, and keeps anything else as words.
func measure() form[*Measure] {
	s := schema{"title": "a length of time, a share or a number", "type": []string{"string", "number"}, "examples": []any{"48h", "99.9%", 60}}
	return form[*Measure]{schema: s.itself, read: func(d *decoder, n *yamltext.Node, m *Measure) {
		if n.Kind != yamltext.Scalar {
			d.reportNotScalar(n, false)
			return
		}
		m.At, m.Written = d.at(n), n.Text
		if v, err := amount.ParsePercent(n.Text); err == nil {
			m.Kind, m.Share = InShare, v
		} else if v, err := clock.ParseDuration(n.Text); err == nil {
			m.Kind, m.Time = InTime, v
		} else if v, ok := amount.ParseQuantity(n.Text); ok {
			m.Kind, m.Quantity = InQuantity, v
		}
	}}
}
