package redact

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
)

// Problems returns problems that may stand in a log. Of agreements, rows of records and notices to customers, only the
// rule and the place are left, and of agreements no name; of all others no id of a customer.
func (r *Redactor) Problems(problems []diag.Problem) []diag.Problem {
	if r == nil {
		return problems
	}
	out := slices.Clone(problems)
	for i, p := range out {
		out[i] = r.problem(p)
	}
	return out
}

func (r *Redactor) problem(p diag.Problem) diag.Problem {
	place := r.place(p.At)
	switch file := p.At.File; {
	case IsAgreement(file):
		bare := withoutWords(p, place, "CI is set, so agreements are neither named nor quoted: they are counted in the order of their names. Run upfront check on your own computer.")
		name := cmp.Or(r.nicknames[stem(file)], "an agreement")
		if p.At.Line > 0 {
			name += fmt.Sprintf(", line %d", p.At.Line)
		}
		bare.Message += " (" + name + ")"
		return bare
	case r.toCustomers(file):
		return withoutWords(p, place, "CI is set, so no words of notices to customers are shown. Run upfront check on your own computer.")
	case isRecord(file):
		return withoutWords(p, place, "CI is set, so no rows of records are shown. Run upfront check where nobody else reads along.")
	case slices.ContainsFunc(p.Related, func(r diag.Related) bool { return IsAgreement(r.At.File) }): // it quotes their words
		return withoutWords(p, diag.Place{File: place.File}, "CI is set, so no words of agreements are shown. Run upfront check on your own computer.")
	}
	return r.withoutIDs(p)
}

// withoutWords returns a problem with the title of its rule in place of its message.
func withoutWords(p diag.Problem, at diag.Place, help string) diag.Problem {
	return diag.Problem{Rule: p.Rule, Severity: p.Severity, At: at, Message: diag.RuleOf(p.Rule).Title, Help: help}
}

// withoutIDs returns a problem without ids of customers, and without names and words of agreements in its other places.
func (r *Redactor) withoutIDs(p diag.Problem) diag.Problem {
	p.At = r.place(p.At)
	p.Message, p.Why, p.Help = r.Text(p.Message), r.Text(p.Why), r.Text(p.Help)
	related := make([]diag.Related, len(p.Related))
	for i, other := range p.Related {
		related[i] = diag.Related{At: r.place(other.At), Note: r.Text(other.Note)}
	}
	p.Related = related
	return p
}

// place returns the place that may be shown for another: for a file whose name tells of a customer, its folder.
func (r *Redactor) place(at diag.Place) diag.Place {
	switch {
	case IsAgreement(at.File) && strings.HasPrefix(at.File, agreed+"/"):
		return diag.Place{File: agreed}
	case IsAgreement(at.File):
		return diag.Place{File: Agreements}
	}
	for file := at.File; r.Text(file) != file; {
		file = path.Dir(file)
		at = diag.Place{File: file}
	}
	return at
}
