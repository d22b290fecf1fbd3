package syntax

import (
	"upfront/generator/amount"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

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
func measure() form[Measure] {
	s := schema{"type": []string{"string", "number"}, "examples": []any{"48h", "99.9%", 60}}
	return form[Measure]{schema: s, read: func(d *decoder, n *yamltext.Node, m *Measure) {
		if n.Kind != yamltext.Scalar {
			d.reportNotScalar(n)
			return
		}
		m.At, m.Written = d.at(n), n.Text
		if v, err := clock.ParseDuration(n.Text); err == nil {
			m.Kind, m.Time = InTime, v
		} else if v, err := amount.ParsePercent(n.Text); err == nil {
			m.Kind, m.Share = InShare, v
		} else if v, ok := amount.ParseQuantity(n.Text); ok {
			m.Kind, m.Quantity = InQuantity, v
		}
	}}
}
