package syntax

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"upfront/generator/amount"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// Percent is a share as it was written.
type Percent = Of[amount.Percent]

// Number is a bare number as it was written.
type Number = Of[amount.Number]

// MeasureKind says what a measure turned out to be.
type MeasureKind int

// The kinds of measure, from the most exact.
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
func measure() form[Measure] {
	return form[Measure]{schema: schema{"type": []string{"string", "number"}}, read: func(d *decoder, n *node) Measure {
		if n.kind != scalar {
			d.wantScalar(n)
			return Measure{}
		}
		m := Measure{At: n.place(d.file), Written: n.text}
		if v, err := clock.ParseDuration(n.text); err == nil {
			m.Kind, m.Time = InTime, v
		} else if v, err := amount.ParsePercent(n.text); err == nil {
			m.Kind, m.Share = InShare, v
		} else if v, err := amount.ParseQuantity(n.text); err == nil {
			m.Kind, m.Quantity = InQuantity, v
		}
		return m
	}}
}

// parsed makes a form from a function that reads one kind of value and explains itself.
func parsed[V any](s schema, parse func(string) (V, error)) form[Of[V]] {
	return scalarForm(s, func(d *decoder, n *node) (V, bool) {
		v, err := parse(n.text)
		if err != nil {
			d.misread(n, err)
		}
		return v, err == nil
	})
}

// misread reports what a value's own type says is wrong with it, at the character that is wrong.
func (d *decoder) misread(n *node, err error) {
	what, help, offset := err.Error(), "", 0
	var c *clock.Error
	var a *amount.Error
	switch {
	case errors.As(err, &c):
		what, help, offset = c.What, c.Help, c.Offset
	case errors.As(err, &a):
		what, help, offset = a.What, a.Help, a.Offset
	}
	at := n.place(d.file)
	if n.plain && offset > 0 && offset < len(n.text) {
		skipped := utf8.RuneCountInString(n.text[:offset])
		at.Column, at.Width = at.Column+skipped, max(at.Width-skipped, 1)
	}
	d.problems = append(d.problems, diag.Problem{Rule: "schema-type", At: at, Message: what, Help: sentence(help)})
}

// sentence gives a phrase a capital and a full stop.
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

var durationSchema = schema{"type": "string", "examples": []string{"15m", "4h", "48h", "3d", "2w", "6mo", "2 business days"}}

func duration() form[Of[clock.Duration]] { return parsed(durationSchema, clock.ParseDuration) }

func date() form[Of[clock.Date]] {
	return parsed(schema{"type": "string", "format": "date"}, clock.ParseDate)
}

func days() form[Of[clock.Days]] {
	return parsed(schema{"type": "string", "examples": []string{"Mon-Fri", "Mon, Wed, Fri"}}, clock.ParseDays)
}

func timeOfDay() form[Of[clock.TimeOfDay]] {
	return parsed(schema{"type": "string", "examples": []string{"09:00", "17:30"}}, clock.ParseTimeOfDay)
}

func window() form[Of[clock.Window]] {
	return parsed(schema{"type": "string", "examples": []string{"90d", "month", "quarter", "year"}}, clock.ParseWindow)
}

func percent() form[Percent] {
	return parsed(schema{"type": "string", "examples": []string{"95%", "99.9%"}}, amount.ParsePercent)
}

func number() form[Number] {
	return parsed(schema{"type": []string{"number", "string"}}, amount.ParseNumber)
}

// moment reads a date and time; one without a zone is in the site's.
func moment() form[Of[time.Time]] {
	return scalarForm(schema{"type": "string", "examples": []string{"2026-03-11T07:10:00Z", "2026-03-11 07:10"}}, func(d *decoder, n *node) (time.Time, bool) {
		if day, err := clock.ParseDate(n.text); err == nil {
			return day.Start(d.zone), true
		}
		t, err := clock.ParseInstant(n.text, d.zone)
		if err != nil {
			d.misread(n, err)
		}
		return t, err == nil
	})
}

// timezone reads the name of a zone of the IANA database.
func timezone() form[Of[*time.Location]] {
	return parsed(schema{"type": "string", "examples": []string{"Europe/London", "Europe/Berlin", "America/New_York"}}, clock.LoadZone)
}

// whole reads a whole number within bounds.
func whole(least, most int) form[Of[int]] {
	return scalarForm(schema{"type": "integer", "minimum": least, "maximum": most}, func(d *decoder, n *node) (int, bool) {
		v, err := strconv.Atoi(n.text)
		if err != nil || v < least || v > most {
			d.say("schema-type", n, fmt.Sprintf("Write a whole number from %d to %d.", least, most), "%q is not a whole number that fits here", n.text)
			return 0, false
		}
		return v, true
	})
}

// webAddress reads an http or https address.
func webAddress() form[Text] {
	return scalarForm(schema{"type": "string", "format": "uri"}, func(d *decoder, n *node) (string, bool) {
		u, err := url.Parse(n.text)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
			d.say("schema-type", n, "Write it whole, such as https://example.com/expect/.", "%q is not a web address", n.text)
			return "", false
		}
		return n.text, true
	})
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func currency() form[Text] {
	return scalarForm(schema{"type": "string", "pattern": currencyCode.String()}, func(d *decoder, n *node) (string, bool) {
		if !currencyCode.MatchString(n.text) {
			d.say("schema-type", n, "Write the three letters of ISO 4217, such as GBP, EUR or USD.", "%q is not a currency code", n.text)
			return "", false
		}
		return n.text, true
	})
}

var hexDigest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func sha256Text() form[Text] {
	return scalarForm(schema{"type": "string", "pattern": hexDigest.String()}, func(d *decoder, n *node) (string, bool) {
		if !hexDigest.MatchString(strings.ToLower(n.text)) {
			d.say("schema-type", n, "Write the 64 hex digits that sha256sum prints for the file.", "%q is not a SHA-256 fingerprint", n.text)
			return "", false
		}
		return strings.ToLower(n.text), true
	})
}

// idPattern is the form of an id: it becomes part of an address and of a file name.
const idPattern = `[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?`

var idForm = regexp.MustCompile(`^` + idPattern + `$`)

// reserved are names that some system treats as something else.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "com1": true, "lpt1": true, "index": true}

// IsID reports whether a word can be an id: lower-case letters, digits and hyphens, at most 64, and no name that some
// system reserves.
func IsID(s string) bool { return idForm.MatchString(s) && !reserved[s] }

func idHelp(s string) string {
	made := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(s), "-"), "-")
	if len(made) > 64 {
		made = strings.Trim(made[:64], "-")
	}
	if !IsID(made) {
		return "Use lower-case letters, digits and hyphens, at most 64 of them."
	}
	return fmt.Sprintf("Write %q: lower-case letters, digits and hyphens.", made)
}

var nameForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,63}$`)

// name reads a key that never becomes an address: letters, digits, hyphens and underscores.
func name() form[Text] {
	return scalarForm(schema{"type": "string", "pattern": nameForm.String()}, func(d *decoder, n *node) (string, bool) {
		if !nameForm.MatchString(n.text) {
			d.say("id-form", n, "Begin with a letter, and use letters, digits, hyphens and underscores.", "%q cannot be a name", n.text)
			return "", false
		}
		return n.text, true
	})
}

// limitOrReference reads the key of a need: a limit's name, or capability.promise.
func limitOrReference() form[Text] {
	limit, ref := name(), reference()
	return form[Text]{schema: schema{"type": "string"}, read: func(d *decoder, n *node) Text {
		if strings.Contains(n.text, ".") {
			return ref.read(d, n)
		}
		return limit.read(d, n)
	}}
}

// checksForm reads the settings of the checks: three of their own, and a severity for any check by its id.
func checksForm() form[Checks] {
	words := make([]string, 0, 64)
	properties := schema{
		"min_sample":      schema{"type": "integer", "description": "How many counted events a record needs before it is published as a share"},
		"guarantee_floor": schema{"type": "string", "description": "A guarantee kept less often than this is an error"},
		"words":           schema{"type": "object", "description": "How often the record must bear out a word such as always"},
	}
	for _, r := range diag.Rules() {
		words = append(words, r.ID)
		properties[r.ID] = schema{"enum": []string{"off", "notice", "warning", "error"}, "description": r.Title}
	}
	known := append([]string{"min_sample", "guarantee_floor", "words"}, words...)
	return form[Checks]{
		schema: schema{"type": "object", "properties": properties, "additionalProperties": false},
		read: func(d *decoder, n *node) Checks {
			c := Checks{Severity: map[string]diag.Severity{}}
			if n.kind != pairs {
				d.say("schema-type", n, `Write "check-id: off", notice, warning or error, one a line.`, "the settings of the checks are written as %s", kindNames[n.kind])
				return c
			}
			for i, k := range n.keys {
				d.setting(&c, k, n.items[i], known)
			}
			return c
		},
	}
}

func (d *decoder) setting(c *Checks, key, value *node, known []string) {
	rule, isRule := diag.LookUp(key.text)
	switch {
	case key.text == "min_sample":
		c.MinSample = whole(1, 1_000_000).read(d, value)
	case key.text == "guarantee_floor":
		c.GuaranteeFloor = percent().read(d, value)
	case key.text == "words":
		c.Words = mapOf("shares by word", name(), percent()).read(d, value)
	case !isRule:
		help := "upfront check --explain lists the ids."
		if near, ok := diag.Nearest(key.text, known); ok {
			help = fmt.Sprintf("Did you mean %q?", near)
		}
		d.say("schema-unknown-key", key, help, "there is no check %q", key.text)
	case rule.Fixed:
		d.say("schema-value", key, "Remove the line.", "the check %q cannot be changed, since it keeps private words private", key.text)
	default:
		if word, ok := d.oneOf(value, []string{"off", "notice", "warning", "error"}); ok {
			c.Severity[key.text], _ = diag.ParseSeverity(word)
		}
	}
}
