package record

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"upfront/generator/amount"
)

// The numbers of a row: how many were kept of how many, minutes without service, a quantity, and what was paid.

// parseAmounts parses the columns that only some kinds of record have.
func (c *counter) parseAmounts(e *event) bool {
	limits := &c.result.Limits
	switch c.result.Kind {
	case Counted:
		return c.parseKept(e)
	case Availability:
		minutes, ok := c.parseInt(c.columns.down, "minutes")
		e.total = 60 * minutes
		return ok
	case Quantity:
		text := c.field(c.columns.total)
		q, ok := amount.ParseQuantity(withPoint(text, c.rows.separator))
		n := q.N
		if text == "" {
			return c.report(c.columns.total, faultNumber, "the row has no number", fmt.Sprintf("Write one into the column %q, or remove the row.", c.promise.Record.Total.V))
		}
		if !ok || q.Unit != "" {
			return c.report(c.columns.total, faultNumber, fmt.Sprintf("%q is no number", text), "Write a number, such as 12 or 0.5.")
		}
		e.number = n
		if limits.atLeast <= n && n <= limits.atMost {
			e.kept = 1
		}
	}
	return true
}

// parsePaid parses what was paid for a miss.
func (c *counter) parsePaid(e *event) bool {
	text := c.field(c.columns.paid)
	if text == "" {
		return true
	}
	currency := &c.result.Currency
	money, doubt, ok := parseSum(text, *currency, c.rows.separator)
	if !ok {
		help := "Write what you paid, such as 8.20, or leave the field empty where you paid nothing."
		if *currency == "" {
			help = "Write in site.yaml of which currency sums are, such as currency: GBP. Or write it with each, such as £8.20."
		}
		return c.report(c.columns.paid, faultNumber, fmt.Sprintf("%q is no sum of money", text), cmp.Or(doubt, help))
	}
	if *currency = cmp.Or(*currency, money.Currency); money.Currency != *currency {
		return c.report(c.columns.paid, faultNumber, fmt.Sprintf("%q is not in %s, and sums of two currencies cannot be added", text, *currency), "Write all sums in the currency of site.yaml.")
	}
	e.paid = money.Minor
	return true
}

// parseKept parses how many were kept of how many, or whether the row was.
func (c *counter) parseKept(e *event) (ok bool) {
	columns := c.columns
	if columns.total < 0 {
		switch text := c.field(columns.ok); strings.ToLower(text) {
		case "yes", "y", "true", "1", "ok":
			e.kept = 1
		case "no", "n", "false", "0":
		case "":
			return c.report(columns.ok, faultNumber, "the row does not say whether it was kept", fmt.Sprintf("Write yes or no into the column %q, or remove the row.", c.promise.Record.OK.V))
		default:
			return c.report(columns.ok, faultNumber, fmt.Sprintf("%q is neither yes nor no", text),
				"Write yes or no, or name the column with how many there were as total:.")
		}
		return true
	}
	var totalOK bool
	e.kept, ok = c.parseInt(columns.ok, "cases")
	e.total, totalOK = c.parseInt(columns.total, "cases")
	if ok = ok && totalOK; ok && e.kept > e.total {
		return c.report(columns.ok, faultNumber, fmt.Sprintf("%d of %d is more than there were", e.kept, e.total), "Correct one of the two numbers.")
	}
	return ok
}

// parseInt parses a number of something; an empty field is 0.
func (c *counter) parseInt(column int, what string) (n int, ok bool) {
	text := c.field(column)
	if text == "" {
		return 0, true
	}
	f, err := strconv.ParseFloat(text, 64) // spreadsheets write 12 as 12.0
	if err != nil || f < 0 || f > 1e9 || f != math.Trunc(f) {
		return 0, c.report(column, faultNumber, fmt.Sprintf("%q is no whole number of %s", text, what), "Write digits alone, such as 1250, or leave the field empty.")
	}
	return int(f), true
}

// withPoint returns a number with a point before its decimals. Files separated by semicolons have a comma there. But 1,250
// may have thousands, and stays as no number.
func withPoint(text string, separator byte) string {
	whole, decimals, ok := strings.Cut(text, ",")
	switch {
	case separator != ';' || !ok || strings.ContainsAny(decimals, ",."):
		return text
	case len(decimals) == 3 && strings.Trim(whole, "0") != "":
		return text + "?"
	}
	return whole + "." + decimals
}
