package redact

import (
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
		bare.Message += " (" + r.agreement(p.At) + ")"
		return bare
	case r.toCustomers(file):
		return withoutWords(p, place, "CI is set, so no words of notices to customers are shown. Run upfront check on your own computer.")
	case isRecord(file):
		return withoutWords(p, place, "CI is set, so no rows of records are shown. Run upfront check where nobody else reads along.")
	case quotesAgreement(p):
		return withoutWords(p, diag.Place{File: place.File}, "CI is set, so no words of agreements are shown. Run upfront check on your own computer.")
	}
	return r.withoutIDs(p)
}

// quotesAgreement reports whether a problem of another file quotes words that an agreement has too.
func quotesAgreement(p diag.Problem) bool {
	return slices.ContainsFunc(p.Related, func(r diag.Related) bool { return IsAgreement(r.At.File) })
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
	file := at.File
	for r.Text(file) != file {
		file = path.Dir(file)
	}
	if file != at.File {
		return diag.Place{File: file}
	}
	return at
}

// agreement names an agreement, and a line of it, as far as one may.
func (r *Redactor) agreement(at diag.Place) string {
	name, ok := r.nicknames[stem(at.File)]
	if !ok {
		name = "an agreement"
	}
	if at.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s, line %d", name, at.Line)
}
