package diag

// List collects problems. The zero value is an empty list. A List is not safe for use by several goroutines.
//
// Default holds what a problem takes on that leaves the field empty: its Rule, Severity and Why. A phase that reports
// for one rule at a time sets it once.
type List struct {
	Default  Problem
	Problems []Problem
}

// Add appends a problem, with what it leaves empty taken from l.Default.
func (l *List) Add(p Problem) {
	if p.Rule == "" {
		p.Rule = l.Default.Rule
	}
	if p.Severity == Default {
		p.Severity = l.Default.Severity
	}
	if p.Why == "" {
		p.Why = l.Default.Why
	}
	l.Problems = append(l.Problems, p)
}

// Append appends problems as they are.
func (l *List) Append(problems ...Problem) { l.Problems = append(l.Problems, problems...) }
