//go:build linux

package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// table is what was measured: a row for each thing, a column for each number of customers.
type table struct {
	sizes []int
	rows  []row
}

type row struct {
	what, reach string
	cells       map[int]string // by number of customers
}

// put writes a cell. reach says what is aimed at, for 10,000 customers unless it says otherwise; it may be empty.
func (t *table) put(n int, what, reach, format string, a ...any) {
	i := slices.IndexFunc(t.rows, func(r row) bool { return r.what == what })
	if i < 0 {
		i = len(t.rows)
		t.rows = append(t.rows, row{what, reach, map[int]string{}})
	}
	t.rows[i].cells[n] = fmt.Sprintf(format, a...)
}

// String is the table in Markdown.
func (t *table) String() string {
	var out strings.Builder
	out.WriteString("| what | reach at 10,000 |")
	for _, n := range t.sizes {
		fmt.Fprintf(&out, " %s |", thousands(n))
	}
	out.WriteString("\n|---|---|" + strings.Repeat("--:|", len(t.sizes)) + "\n")
	for _, r := range t.rows {
		fmt.Fprintf(&out, "| %s | %s |", r.what, r.reach)
		for _, n := range t.sizes {
			cell := r.cells[n]
			if cell == "" {
				cell = "–"
			}
			fmt.Fprintf(&out, " %s |", cell)
		}
		out.WriteString("\n")
	}
	return out.String()
}

// thousands writes a number with commas.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// times are several measurements of one thing.
type times []time.Duration

// String is the median, with the smallest and the largest.
func (t times) String() string {
	s := slices.Sorted(slices.Values(t))
	return fmt.Sprintf("%s (%s–%s)", short(t.median()), short(s[0]), short(s[len(s)-1]))
}

func (t times) median() time.Duration { return median(t) }

// percentile is by nearest rank.
func (t times) percentile(p int) time.Duration {
	s := slices.Sorted(slices.Values(t))
	return s[(len(s)*p+99)/100-1]
}

// median is the mean of the two in the middle where there are two. There has to be one.
func median[T int | int64 | float64 | time.Duration](of []T) T {
	s := slices.Sorted(slices.Values(of))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// short writes a duration with three digits.
func short(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond && d > -10*time.Millisecond:
		return fmt.Sprintf("%.2f ms", float64(d)/1e6)
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", float64(d)/1e6)
	case d < 10*time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

func kibibytes(n int64) string { return fmt.Sprintf("%.1f KiB", float64(n)/1024) }
