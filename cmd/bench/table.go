//go:build linux

package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// table holds the measurements: a row for each thing that is measured, a column for each number of customers.
type table struct {
	sizes []int
	rows  []row
}

type row struct {
	name, goal string
	cells      map[int]string // by number of customers
}

// set writes a cell. The goal is for 10,000 customers unless it says otherwise; it may be empty.
func (t *table) set(n int, name, goal, format string, a ...any) {
	i := slices.IndexFunc(t.rows, func(r row) bool { return r.name == name })
	if i < 0 {
		i = len(t.rows)
		t.rows = append(t.rows, row{name, goal, map[int]string{}})
	}
	t.rows[i].cells[n] = fmt.Sprintf(format, a...)
}

// String returns the table in Markdown.
func (t *table) String() string {
	var out strings.Builder
	out.WriteString("| what | reach at 10,000 |")
	for _, n := range t.sizes {
		fmt.Fprintf(&out, " %s |", thousands(n))
	}
	out.WriteString("\n|---|---|" + strings.Repeat("--:|", len(t.sizes)) + "\n")
	for _, r := range t.rows {
		fmt.Fprintf(&out, "| %s | %s |", r.name, r.goal)
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

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// times are several measurements of one thing.
type times []time.Duration

// String returns the median, with the smallest and the largest.
func (t times) String() string {
	s := slices.Sorted(slices.Values(t))
	return fmt.Sprintf("%s (%s–%s)", durationText(t.median()), durationText(s[0]), durationText(s[len(s)-1]))
}

func (t times) median() time.Duration { return median(t) }

// percentile returns a percentile by nearest rank.
func (t times) percentile(p int) time.Duration {
	s := slices.Sorted(slices.Values(t))
	return s[(len(s)*p+99)/100-1]
}

// median returns the value in the middle, or the mean of the two in the middle. There has to be one value.
func median[T int | int64 | float64 | time.Duration](values []T) T {
	s := slices.Sorted(slices.Values(values))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func durationText(d time.Duration) string {
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
