package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"upfront/generator/diag"
	"upfront/generator/record"
)

type suggestion struct{ record.Suggestion }

// text returns a suggestion in words. No percentage is without the numbers that it was made of.
func (s suggestion) text() string {
	var out strings.Builder
	name := s.Promise
	if s.Level != "" {
		name += ", " + s.Level
	}
	if name != "" {
		fmt.Fprintf(&out, "%s: %s\n", name, s.Says)
	}
	if s.Format != "" {
		fmt.Fprintf(&out, "  Times are read as %s: no other way fits all of them.\n", strings.Replace(s.Format, "excel", "day numbers of Excel", 1))
	}
	if !s.Enough {
		return out.String() + "  " + s.tooFew() + ".\n"
	}
	fmt.Fprintf(&out, "  %s\n", s.keptLine())
	if s.Times != nil {
		t := s.Times
		fmt.Fprintf(&out, "  Of those that are done, 50%% took up to %s, 90%% %s, 95%% %s, 99%% %s\n", durationText(t.P50), durationText(t.P90), durationText(t.P95), durationText(t.P99))
	}
	if s.Tightest != nil {
		fmt.Fprintf(&out, "  Tightest limit kept %s of the time: %s\n", s.Target, durationText(*s.Tightest))
	}
	if s.AtLimit != "" {
		fmt.Fprintf(&out, "  Target kept within %s: %s\n", s.Present, s.AtLimit)
	}
	return out.String() + "\n" + s.table() + "\n" + s.advice()
}

// advice returns what to write, and what speaks against it.
func (s suggestion) advice() string {
	out := s.doubts()
	switch {
	case s.Write == "" && s.Kind == "time":
		out = fmt.Sprintf("  No limit would have been kept %s of the time: too much is still open.\n", s.Target)
		if s.Or != "" {
			out += "  You can write:\n" + indent(s.Or)
		}
		return out
	case s.Write == "":
		return "  There is a window in which less than 1% was kept, so no target is honest yet.\n"
	case s.CopyTo != "":
		out += "  Copy the file to content/" + s.CopyTo + ". Then you can write into a capability:\n"
	default:
		out += "  You can write:\n"
	}
	out += indent(s.Write)
	if s.Or != "" {
		out += "  or, with the limit that you have:\n" + indent(s.Or)
	}
	return out
}

func indent(lines string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(lines, "\n"), "\n", "\n    ") + "\n"
}

func (s suggestion) tooFew() string {
	if s.Kind == "availability" {
		return "No time is counted yet"
	}
	few := fmt.Sprintf("%d counted %s, %d are needed before a share says anything", s.Counted, s.windowText(), s.Needed)
	if s.Counted == 0 && !s.Newest.IsZero() {
		few += "; the newest row is of " + s.Newest.Format(time.DateOnly)
	}
	return few
}

func (s suggestion) keptLine() string {
	parts := []string{"Kept " + s.keptText(&record.KeptShare{Kept: s.Kept, Counted: s.Counted}) + " " + s.windowText()}
	if s.Kind == "time" && s.Present == "" {
		parts[0] = fmt.Sprintf("Counted %d %s", s.Counted, s.windowText())
	}
	switch open := fmt.Sprintf("%d still open", s.Open); {
	case s.Open == 0:
	case s.Present == "":
		parts = append(parts, open)
	case s.Open == 1 && s.Late == 1:
		parts = append(parts, open+" and late")
	default:
		parts = append(parts, fmt.Sprintf("%s, %d of them late", open, s.Late))
	}
	switch {
	case s.Excluded > 0 && s.Kind == "availability":
		parts = append(parts, fmt.Sprintf("%d minutes excluded", s.Excluded/60))
	case s.Excluded > 0:
		parts = append(parts, fmt.Sprintf("%d excluded", s.Excluded))
	}
	return strings.Join(parts, "; ")
}

// windowText returns the window in words, as they follow a number.
func (s suggestion) windowText() string {
	w := s.Length
	if w.Months == 0 {
		words := map[string]string{"m": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}
		return "in the last " + strings.TrimPrefix(diag.Plural(int(w.Last.N), words[w.Last.Unit.String()]), "1 ")
	}
	if s.SoFar {
		return "this " + w.String()
	}
	return "last " + w.String()
}

// keptText returns kept and counted, and the share. The share has no decimals where too few were counted for them, and is cut
// off rather than rounded, so that nothing missed looks kept.
func (s suggestion) keptText(x *record.KeptShare) string {
	if x == nil {
		return ""
	}
	unit, kept, counted := "", x.Kept, x.Counted
	if s.Kind == "availability" {
		unit, kept, counted = " minutes", kept/60, counted/60
	}
	switch {
	case counted == 0:
		return "0 of 0" + unit
	case counted < 100:
		return fmt.Sprintf("%d of %d%s (%d%%)", kept, counted, unit, 100*x.Kept/x.Counted)
	case unit != "":
		n := 100_000 * x.Kept / x.Counted
		return fmt.Sprintf("%d of %d%s (%d.%03d%%)", kept, counted, unit, n/1000, n%1000)
	}
	n := 1000 * x.Kept / x.Counted
	return fmt.Sprintf("%d of %d (%d.%d%%)", kept, counted, n/10, n%10)
}

func (s suggestion) table() string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	present, suggested := s.Kind != "time" || s.Present != "", s.Within != "" && s.Within != s.Present
	row := func(window, atPresent, atSuggested string) {
		if present {
			window += "\t" + atPresent
		}
		if suggested {
			window += "\t" + atSuggested
		}
		fmt.Fprintln(w, "  "+window)
	}
	kept := map[bool]string{true: "kept within " + s.Present, false: "kept"}[s.Kind == "time"]
	row("window", kept, "within "+s.Within)
	for _, f := range s.Windows {
		row(f.From.Format(time.DateOnly)+" to "+f.To.Add(-time.Second).Format(time.DateOnly), s.keptText(f.Present), s.keptText(f.Suggested))
	}
	w.Flush()
	return out.String()
}

func (s suggestion) doubts() string {
	var out string
	if s.Missed > 0 {
		when := "In the window before"
		if n := len(s.Windows) - 1; n > 1 {
			when = fmt.Sprintf("In %d of the %d windows before", s.Missed, n)
		}
		out += fmt.Sprintf("  %s, %s would have been kept less often than %s of the time.\n", when, s.Within, s.Share)
	}
	if s.Thin {
		out += "  That is close: with a few more misses, it would be kept too seldom. A longer limit is safer.\n"
	}
	return out
}

// durationText returns seconds as hours and minutes, rounded up.
func durationText(seconds int) string {
	all := (seconds + 59) / 60
	switch hours, minutes := all/60, all%60; {
	case hours == 0:
		return fmt.Sprintf("%d min", minutes)
	case minutes == 0:
		return fmt.Sprintf("%d h", hours)
	default:
		return fmt.Sprintf("%d h %d min", hours, minutes)
	}
}
