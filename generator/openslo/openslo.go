// Package openslo turns service level objectives written in OpenSLO v1 or v1alpha (github.com/OpenSLO/OpenSLO) into capability
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
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/syntax"
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
	for _, o := range r.inOrder {
		if !o.used && o.kind != "SLO" {
			r.leaveOut(o.name.At, unneeded, "%s %s", o.kind, o.name.Text)
		}
	}
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

// service is what becomes a capability.
type service struct {
	name     yamltext.Value
	id       string
	title    string
	summary  string // empty where no file says
	promises []*promise
}

// slo makes the promises of one objective document. Where its service is not known, its other problems are reported all
// the same.
func (r *reader) slo(o *object) {
	s := r.serviceOf(o)
	common, ok := r.indicatorOf(o.spec, o)
	if !ok {
		return
	}
	shared := promise{window: r.window(o)}
	shared.slices, shared.averaged = r.slices(o)
	objectives, found := o.spec.Get("objectives")
	switch {
	case !found && objectives.Kind != yamltext.List:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: o.name.At, Message: fmt.Sprintf("the SLO %q has no objectives", o.name.Text),
			Help: renameOr("objectives", o.spec, "Add objectives: with a target, such as - target: 0.99.")})
		return
	case objectives.Kind != yamltext.List || len(objectives.Items) == 0:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: objectives.At, Message: fmt.Sprintf("objectives: is %s, and a list is expected", objectives.Kind),
			Help: "Begin each objective with a hyphen, such as - target: 0.99."})
		return
	}
	for i, v := range objectives.Items {
		number := 0
		if len(objectives.Items) > 1 {
			number = i + 1
		}
		p := shared
		if r.objective(&p, o, v, common, number) && s != nil {
			p.id = s.free(p.id)
			if slices.ContainsFunc(s.promises, func(other *promise) bool { return other.says == p.says }) {
				p.says = o.title() + ": " + lowerFirst(p.says)
			}
			s.promises = append(s.promises, &p)
		}
	}
}

// serviceOf returns the service of an objective.
func (r *reader) serviceOf(o *object) *service {
	name, ok := r.requiredText(o.spec, "service", fmt.Sprintf("the SLO %q", o.name.Text), "the name of the service that it belongs to")
	if !ok {
		return nil
	}
	id := syntax.IDOf(name.Text)
	for _, s := range r.services {
		switch {
		case s.name.Text == name.Text:
			return s
		case s.id == id:
			r.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: name.At,
				Message: fmt.Sprintf("the services %q and %q would both be content/capabilities/%s.yaml", s.name.Text, name.Text, id),
				Help:    "Give one of them another name.", Related: []diag.Related{{At: s.name.At, Note: "the first is here"}}})
			return nil
		}
	}
	if !syntax.IsID(id) {
		r.problems.Add(diag.Problem{Rule: syntax.IDForm, At: name.At, Message: fmt.Sprintf("no file can be named after the service %q", name.Text),
			Help: "Give the service a name with letters a to z and digits, such as web-shop."})
		return nil
	}
	s := &service{name: name, id: id, title: nameInWords(name.Text)}
	if described := r.objects["Service"][name.Text]; described != nil {
		described.used = true
		s.title, s.summary = described.title(), described.description()
	}
	r.services = append(r.services, s)
	return s
}

// free returns an id that no promise has yet.
func (s *service) free(id string) string {
	taken := map[string]bool{}
	for _, p := range s.promises {
		taken[p.id] = true
	}
	free := id
	for n := 2; taken[free] || !syntax.IsID(free); n++ {
		free = cut(id, 60) + "-" + strconv.Itoa(n)
	}
	return free
}

// slices reports whether an objective counts slices of time and not events, and whether it takes their average.
func (r *reader) slices(o *object) (slices, averaged bool) {
	method, ok := r.optionalText(o.spec, "budgetingMethod", "Occurrences, Timeslices or RatioTimeslices")
	known := []string{"Occurrences", "Timeslices", "RatioTimeslices"}
	switch {
	case method.Text == "RatioTimeslices":
		r.leaveOut(method.At, slicing, "budgetingMethod: %s", method.Text)
	case ok && method.Text != "Timeslices" && method.Text != "Occurrences":
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: method.At, Message: fmt.Sprintf("%q is no budgetingMethod", method.Text),
			Help: diag.DidYouMean(method.Text, known, "Write one of: "+strings.Join(known, ", ")+".")})
	}
	averaged = method.Text == "RatioTimeslices"
	return averaged || method.Text == "Timeslices", averaged
}
