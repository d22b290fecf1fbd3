package record

import (
	"fmt"
	"regexp"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/syntax"
)

// The help for a limit that nothing can be held against. Each proposal can be written as it stands.

// instead returns how to write a limit that the record can be held against.
func (m measure) instead(b bound) string {
	switch {
	case m.kind == Time && m.Within.IsSet(), m.kind == Counted && m.Target.IsSet():
		return fmt.Sprintf("Remove %s.", b.name)
	case m.kind == Time && m.hasRecord() || IsTimed(m.Indicator.Kind.V):
		limit, calendar := "4h", " and clock: calendar"
		if b.Kind == syntax.InTime {
			limit = b.Time.String()
		}
		if m.Clock.IsSet() {
			calendar = ""
		}
		return fmt.Sprintf("Write within: %s%s instead.", limit, calendar)
	case m.kind == Availability, m.kind == Counted:
		return fmt.Sprintf("Write %s: %s, as a share.", b.name, shareIn(b.Written))
	case !m.hasRecord():
		return fmt.Sprintf("Write a number or a share, such as %s: %s.", b.name, numberIn(b.Written))
	}
	return fmt.Sprintf("Write the number alone, as the column has it: %s: %s.", b.name, numberIn(b.Written))
}

var firstNumber = regexp.MustCompile(`[0-9][0-9.,]*`)

// numberIn returns the number in a limit, 5 where there is none.
func numberIn(written string) string {
	if n, err := amount.ParseNumber(strings.TrimRight(firstNumber.FindString(written), ".,")); err == nil {
		return n.String()
	}
	return "5"
}

// shareIn returns the share that a number without its sign means, 99% where there is none.
func shareIn(written string) string {
	if p, err := amount.ParsePercent(strings.TrimSpace(written) + "%"); err == nil && p > amount.Whole/2 && p <= amount.Whole {
		return p.String()
	}
	return "99%"
}
