// Package diag says where a file is wrong, what is wrong, why it matters, and what to write instead.
//
// A mistake in a site is a [Problem], never an error value: phases collect problems and go on, so that an author
// sees all of them at once. A problem names a [Rule] by its id; the rule carries what is the same each time (its
// severity until the site changes it, why it matters to a customer, the long explanation).
//
// Messages are data; the printers of this package (text, JSON, SARIF, GitHub) turn them into words on a screen. The
// package reads no files: a printer is given the lines to show. To describe a rule, write a document in check/rules.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says what a problem does to a build.
type Severity int

// From least to most severe. The zero value means "as the rule says".
const (
	Default Severity = iota
	Off              // not shown at all
	Notice           // shown with -v
	Warning          // shown; stops a build with --strict
	Error            // stops the build
)

var severityNames = []string{"default", "off", "notice", "warning", "error"}

// String returns the word used in messages and in site.yaml.
func (s Severity) String() string { return severityNames[s] }

// MarshalText returns the same word, for JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote, as from the memory of a build.
func (s *Severity) UnmarshalText(word []byte) error {
	i := slices.Index(severityNames, string(word))
	if i < 0 {
		return fmt.Errorf("no severity %q", word)
	}
	*s = Severity(i)
	return nil
}

// ParseSeverity reads off, notice, warning or error.
func ParseSeverity(word string) (Severity, bool) {
	i := slices.Index(severityNames, word)
	return Severity(max(i, 0)), i > 0
}

// Place is a place in a file, which is named with slashes, relative to the site. Lines and columns count from one, columns
// in characters and not in bytes. Width is the number of characters, zero where it is not known. A place with Line zero is
// the file as a whole.
type Place struct {
	File   string
	Line   int
	Column int
	Width  int
}

// String returns file:line:column, without the parts that are not known.
func (p Place) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// IsZero reports whether the place names nothing.
func (p Place) IsZero() bool { return p.File == "" }

// Compare orders places by file, line and column.
func (p Place) Compare(q Place) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Problem is one thing that is wrong.
type Problem struct {
	Rule     RuleID
	Severity Severity // Default: as the rule says
	At       Place
	Message  string    // what is wrong, in the author's words; no full stop
	Why      string    // why it matters to a customer; empty: as the rule says
	Help     string    // what to write instead; may have several lines
	Related  []Related // other places that belong to it
	More     int       // how many further problems of its rule in its file it stands for; zero: it is itself ([Sort])
}

// Related is another place that a problem speaks of.
type Related struct {
	At   Place
	Note string // such as "the promise is here"
}

// Level returns the severity that holds: the problem's own, else its rule's.
func (p Problem) Level() Severity {
	if p.Severity != Default {
		return p.Severity
	}
	return RuleOf(p.Rule).Severity
}

// Reason returns why it matters: the problem's own sentence, else its rule's.
func (p Problem) Reason() string {
	if p.Why != "" {
		return p.Why
	}
	return RuleOf(p.Rule).Why
}

// Sort orders problems by place, then rule, message and help, and drops those that say the same of the same place
// again, so that neither scheduling nor map order shows. Of one rule and severity in one file it keeps the first
// [maxInFile], and counts the others in one problem behind them. It sorts in place; the result shares its memory.
func Sort(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message), strings.Compare(a.Help, b.Help))
	})
	return capped(slices.CompactFunc(problems, func(a, b Problem) bool {
		return a.At == b.At && a.Rule == b.Rule && a.Message == b.Message
	}))
}

// Adjust returns the problems with the severities that a site sets by rule id; those set to off are left out.
// Rules marked Fixed keep their severity: no setting may publish what is private.
func Adjust(problems []Problem, set map[RuleID]Severity) []Problem {
	var out []Problem
	for _, p := range problems {
		if s, ok := set[p.Rule]; ok && !RuleOf(p.Rule).Fixed {
			p.Severity = s
		}
		if p.Level() != Off {
			out = append(out, p)
		}
	}
	return out
}

// Count returns how many problems have exactly the severity, with those that one stands for.
func Count(problems []Problem, s Severity) int {
	n := 0
	for _, p := range problems {
		if p.Level() == s {
			n += p.count()
		}
	}
	return n
}

// Nearest returns the candidate that a mistyped word most likely meant, and whether one is near enough: by edits with
// swapped neighbours counted as one (Damerau 1964), capitals aside, at most about a third of the word's length. A word
// with another number is another thing: p3 is not p1, and line-12 not line-13. Of two references, what stands behind the
// last dot counts where the rest is the same.
func Nearest(word string, candidates []string) (string, bool) {
	runes := []rune(strings.ToLower(word))
	best, least := "", max(1, (len(runes)+1)/3)+1
	for _, c := range candidates {
		if c == "" || len(c) >= utf8.UTFMax*(len(runes)+least) {
			continue
		}
		known := []rune(strings.ToLower(c))
		if max(len(known)-len(runes), len(runes)-len(known)) > least {
			continue
		}
		if d := distance(runes, known); (d < least || d == least && best != "" && c < best) && (d == 0 || isGuess(runes, known, d)) {
			best, least = c, d
		}
	}
	return best, best != ""
}

// DidYouMean returns help that asks for the known word nearest to another, or other help where none is near.
func DidYouMean(word string, known []string, other string) string {
	if near, ok := Nearest(word, known); ok {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	return other
}

// Names returns the name of each thing in a list.
func Names[T any](all []T, name func(T) string) []string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return names
}

func distance(s, t []rune) int {
	rows := [3][]int{make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(s); i++ {
		two, one, now := rows[0], rows[1], rows[2]
		now[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			now[j] = min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				now[j] = min(now[j], two[j-2]+1)
			}
		}
		rows = [3][]int{one, now, two}
	}
	return rows[1][len(t)]
}

// List collects problems. The zero value is an empty list. A List is not safe for use by several goroutines.
//
// Default holds what a problem takes on that leaves the field empty: its Rule, Severity and Why. A phase that reports
// for one rule at a time sets it once.
type List struct {
	Default  Problem
	Problems []Problem
	asked    map[kindInFile]int // how often [List.Counts] was asked
	counted  map[kindInFile]int // where in Problems those stand that were only counted
}

// Add appends a problem, with what it leaves empty taken from l.Default.
func (l *List) Add(p Problem) {
	p.Rule, p.Severity, p.Why = cmp.Or(p.Rule, l.Default.Rule), cmp.Or(p.Severity, l.Default.Severity), cmp.Or(p.Why, l.Default.Why)
	l.Problems = append(l.Problems, p)
}

// Append appends problems as they are.
func (l *List) Append(problems ...Problem) { l.Problems = append(l.Problems, problems...) }
