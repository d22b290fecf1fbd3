// Package openslo turns service level objectives written in OpenSLO v1 (github.com/OpenSLO/OpenSLO) into capability
// files to start from: a capability for each service, a promise for each objective.
//
// It invents nothing. What OpenSLO does not say, such as what the service leaves out, is asked for in a comment; what
// has no counterpart, such as alerts and queries, is listed with its place. A promise is a target, never a guarantee,
// and stays internal until somebody has put it in a customer's words.
//
// The package looks at no site: it knows neither its time zone nor which capabilities are there. Files are read with
// [yamltext.Documents] into objects (object.go); each objective becomes a promise (objective.go) with a window (window.go)
// and a limit (limit.go); write.go prints them.
package openslo

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// File is a file of OpenSLO documents. Its name is only for places.
type File struct {
	Name string
	Data []byte
}

// Capability is a capability file.
type Capability struct {
	ID       string // its name without .yaml
	Text     []byte
	Promises int
}

// LeftOut is something that the capabilities do not hold, or do not hold as it was meant.
type LeftOut struct {
	At     diag.Place
	What   string // the field, or the kind of object
	Reason string // a sentence or two; the same for all of its kind
}

// Result is what became of some files. Where there are problems, it is what could be made of the rest, and not to be
// used.
type Result struct {
	Capabilities []Capability // in the order in which the services come up
	LeftOut      []LeftOut    // by place, those of one reason together
	Problems     []diag.Problem
}

// Read makes capabilities of all files together: a file may name what stands in another.
func Read(files []File) Result {
	r := &reader{objects: map[string]map[string]*object{}, problems: diag.List{Default: diag.Problem{Why: unclear}}}
	for _, f := range files {
		values, problems := yamltext.Documents(f.Name, f.Data)
		r.problems.Append(problems...)
		for _, v := range values {
			objects := []yamltext.Value{v}
			if v.Kind == yamltext.List {
				objects = v.Items
			}
			for _, object := range objects {
				r.object(object)
			}
		}
	}
	for _, slo := range r.inOrder {
		if slo.kind == "SLO" {
			r.slo(slo)
		}
	}
	r.unused()
	result := Result{LeftOut: inOrder(r.leftOut), Problems: diag.Sort(r.problems.Problems)}
	for _, s := range r.services {
		result.Capabilities = append(result.Capabilities, Capability{ID: s.id, Text: s.write(), Promises: len(s.promises)})
	}
	return result
}

// inOrder puts those of one reason together, each reason where it first comes up.
func inOrder(all []LeftOut) []LeftOut {
	slices.SortStableFunc(all, func(a, b LeftOut) int { return cmp.Or(a.At.Compare(b.At), strings.Compare(a.What, b.What)) })
	all = slices.Compact(all) // an indicator may serve several objectives
	first := map[string]int{}
	for i, l := range all {
		if _, ok := first[l.Reason]; !ok {
			first[l.Reason] = i
		}
	}
	slices.SortStableFunc(all, func(a, b LeftOut) int { return first[a.Reason] - first[b.Reason] })
	return all
}
