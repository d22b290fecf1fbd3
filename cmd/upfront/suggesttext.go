package main

import (
	"fmt"
	"strconv"
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
	line := func(format string, args ...any) { fmt.Fprintf(&out, "  "+format+"\n", args...) }
	if name := strings.TrimSuffix(s.Promise+", "+s.Level, ", "); s.Promise != "" {
		fmt.Fprintf(&out, "%s: %s\n", name, s.Says)
	} else if s.Level != "" {
		fmt.Fprintf(&out, "%s:\n", s.Level)
	}
	if s.Format != "" && (s.Level == "" || s.Shared != nil) {
		line("Times are read as %s: no other way fits all of them.", strings.Replace(s.Format, "excel", "day numbers of Excel", 1))
	}
	if s.Shared != nil {
		line("%s", s.sharedLine())
	}
	if s.Asked != "" {
		line("%s is too seldom for a promise, so this is for %s.", s.Asked, s.Target)
	}
	if !s.Enough {
		line("%s.", s.tooFew())
	} else {
		line("%s", s.keptLine())
		out.WriteString(s.limitLines())
		if len(s.Windows) > 0 {
			out.WriteString("\n" + s.table())
		}
		out.WriteString(s.doubts())
	}
	if s.Last && (s.Write != "" || s.Or != "") {
		out.WriteString("\n" + s.lines())
	}
	return out.String()
}

// limitLines returns how long things took, and which limit that bears.
func (s suggestion) limitLines() string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, "  "+format+"\n", args...) }
	if t := s.Times; t != nil && s.Kind == "time" {
		line("50%% took up to %s, 90%% %s, 95%% %s, 99%% %s", quantileText(t.P50), quantileText(t.P90), quantileText(t.P95), quantileText(t.P99))
	}
	if s.Tightest != nil {
		limit := durationText(*s.Tightest)
		if s.Kind == "on-time" {
			limit = s.Within + " after what was agreed"
		}
		if s.Kind == "on-time" && s.Within == "" {
			line("The record bears %s without a limit after what was agreed", s.Target)
		} else {
			line("Tightest limit that the record bears for %s: %s, the %s of %d", s.Target, limit, ordinal(s.Rank.Rank), s.Rank.Of)
		}
	}
	if s.AtLimit != "" {
		at := "Highest target that the record bears"
		if s.Present != "" {
			at += " within " + s.Present
		}
		line("%s: %s", at, s.AtLimit)
	}
	return out.String()
}

// ordinal returns 1st, 2nd, 3rd, 11th.
func ordinal(n int) string {
	ending := "th"
	if n%100/10 != 1 && n%10 >= 1 && n%10 <= 3 {
		ending = []string{"st", "nd", "rd"}[n%10-1]
	}
	return strconv.Itoa(n) + ending
}

// lines returns what can be written, and what comes before.
func (s suggestion) lines() string {
	var out strings.Builder
	if len(s.Unknown) > 0 && s.Level != "" {
		fmt.Fprintf(&out, "  %s\n", s.unknownLine())
	}
	if s.CopyTo != "" {
		fmt.Fprintf(&out, "  Copy the file to content/%s.\n", s.CopyTo)
	}
	if s.Site != "" {
		out.WriteString("  Write into site.yaml, and say when a case has each level:\n" + indent(s.Site))
	}
	can := "You can write"
	if s.CopyTo != "" {
		can = "Then you can write into a capability"
	}
	or := "with the limit that you have"
	if s.Kind == "on-time" && s.Present == "" {
		or = "without a limit after what was agreed"
	}
	if s.OrLeast {
		or = "for 80% of the time, which is the least that is worth a promise"
	}
	switch {
	case s.Write == "":
		fmt.Fprintf(&out, "  %s, %s:\n%s", can, or, indent(s.Or))
	default:
		fmt.Fprintf(&out, "  %s:\n%s", can, indent(s.Write))
		if s.Or != "" {
			fmt.Fprintf(&out, "  or, %s:\n%s", or, indent(s.Or))
		}
	}
	return out.String()
}

// unknownLine returns which levels the lines say nothing new of.
func (s suggestion) unknownLine() string {
	levels := strings.Join(s.Unknown, ", ")
	if s.Promise == "" {
		return "The record bears no limit for " + levels + ": write a time of your own below within:, or leave these rows out of the file."
	}
	return "The record bears no limit for " + levels + ", so the lines have none: write a time of your own, or leave these rows out of the record."
}

// sharedLine returns that several rows seem to be one case.
func (s suggestion) sharedLine() string {
	flag := "write below record: id: " + s.Shared.Column
	if s.Promise == "" {
		flag = "write --id " + shellWord(s.Shared.Column)
	}
	return fmt.Sprintf("%d rows have only %d values in the column %q, and begin together. If each is one case, %s: its last row then counts alone.", s.Shared.Rows, s.Shared.Cases, s.Shared.Column, flag)
}

// shellWord returns a word as a shell reads it.
func shellWord(word string) string {
	if strings.ContainsAny(word, " \t'\"$&|;<>()*?#\\`!") {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}

// indent returns lines with four spaces before each.
func indent(lines string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(lines, "\n"), "\n", "\n    ") + "\n"
}

func (s suggestion) tooFew() string {
	switch {
	case s.NoRow:
		return "The record has no row yet that counts, so it bears nothing"
	case s.Kind == "availability":
		return "No time is counted yet"
	case s.Ahead:
		return "It is counted from " + s.Since + " on, so there is nothing yet"
	}
	few := fmt.Sprintf("%d counted %s%s, and ", s.Counted, s.windowText(), s.sinceText())
	switch {
	case s.ForSite:
		few += fmt.Sprintf("%d are needed: site.yaml says min_sample: %d", s.Needed, s.Needed)
	case s.Target == "":
		few += fmt.Sprintf("%d are needed to bear a target", s.Needed)
	case s.Needed == 0:
		few += "no record bears " + s.Target + ": it takes one miss to break it"
	default:
		few += fmt.Sprintf("%d are needed to bear a limit for %s", s.Needed, s.Target)
	}
	if s.Counted == 0 && !s.Newest.IsZero() {
		few += "; the newest row is of " + s.Newest.Format(time.DateOnly)
	}
	if s.AtMost != "" {
		few += ". So few bear " + s.AtMost + " at most: --target " + s.AtMost
	}
	return few
}

func (s suggestion) keptLine() string {
	parts := []string{"Kept " + s.keptText(&record.KeptShare{Kept: s.Kept, Counted: s.Counted}) + " " + s.windowText() + s.sinceText()}
	limited := s.Kind != "time" || s.Present != ""
	if !limited {
		parts[0] = fmt.Sprintf("Counted %d %s%s", s.Counted, s.windowText(), s.sinceText())
	}
	if s.Late > 0 {
		parts = append(parts, fmt.Sprintf("%d still open and late", s.Late))
	}
	if s.NotDue > 0 {
		parts = append(parts, fmt.Sprintf("%d not due yet", s.NotDue))
	}
	switch {
	case s.Excluded > 0 && s.Kind == "availability":
		parts = append(parts, fmt.Sprintf("%s excluded", diag.Plural(s.Excluded/60, "minute")))
	case s.Excluded > 0:
		parts = append(parts, fmt.Sprintf("%d excluded", s.Excluded))
	}
	return strings.Join(parts, "; ")
}

// sinceText returns which rows alone count, where the promise stood otherwise before; else nothing.
func (s suggestion) sinceText() string {
	if s.Since == "" {
		return ""
	}
	return ", of what began since " + s.Since
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

// keptText returns kept and counted, and from a hundred on the share, rounded down: nothing missed looks kept.
func (s suggestion) keptText(x *record.KeptShare) string {
	if x == nil {
		return ""
	}
	unit, kept, counted := "", x.Kept, x.Counted
	if s.Kind == "availability" {
		unit, kept, counted = " minutes", kept/60, counted/60
	}
	share := ""
	if counted >= 100 {
		share = " (" + s.Decimals.Floor(int64(x.Kept), int64(x.Counted)) + "%)"
	}
	return fmt.Sprintf("%d of %d%s%s", kept, counted, unit, share)
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
	kept := "kept"
	if s.Present != "" {
		kept = "kept within " + s.Present
	}
	row("window", kept, "within "+s.Within)
	for _, f := range s.Windows {
		row(f.From.Format(time.DateOnly)+" to "+f.To.Add(-time.Second).Format(time.DateOnly), s.keptText(f.Present), s.keptText(f.Suggested))
	}
	w.Flush()
	return out.String()
}

// doubts returns what speaks against the suggestion, or why there is none.
func (s suggestion) doubts() string {
	isLimit := s.Kind == "time" || s.Kind == "on-time"
	switch {
	case s.Share == "" && s.Needed == 0 && isLimit:
		return "\n  No record bears " + s.Target + ": it takes one miss to break it. Ask for less, such as --target 99%.\n"
	case s.Share == "" && isLimit:
		none := "\n  The record bears no limit for " + s.Target + ": too many are still open, or began too lately to tell.\n"
		if s.Last && s.Write+s.Or == "" {
			none += "  Until it bears one for 80% or more, write commitment: best-effort, without a number.\n"
		}
		return none
	case s.Share == "" && s.Or != "":
		return "\n  The record bears no target of 80% or more with the number of today.\n"
	case s.Share == "":
		return "\n  The record bears no target of 80% or more. What is kept less often is no promise: write commitment: best-effort, without a number.\n"
	case s.Missed == 0:
		return ""
	}
	when := "In the window before"
	if n := len(s.Windows) - 1; n > 1 {
		when = fmt.Sprintf("In %d of the %d windows before", s.Missed, n)
	}
	what := s.Within
	if what == "" {
		what = "that"
	}
	return fmt.Sprintf("\n  %s, %s would have been kept less often than %s of the time.\n", when, what, s.Share)
}

func quantileText(seconds *int) string {
	if seconds == nil {
		return "still open"
	}
	return durationText(*seconds)
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
