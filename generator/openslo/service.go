package openslo

import (
	"fmt"
	"strconv"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// service is what becomes a capability.
type service struct {
	name     yamltext.Value
	id       string
	title    string
	summary  string // empty where no file says
	promises []*promise
}

// slo makes the promises of one objective document. Where the service cannot be told, what else is wrong is told all
// the same.
func (r *reader) slo(o *object) {
	s := r.serviceOf(o)
	common, ok := r.indicatorOf(o.spec, o)
	if !ok {
		return
	}
	shared := promise{window: r.window(o.spec)}
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
			Help: nearestOr(method.Text, known, "Write one of: "+strings.Join(known, ", ")+".")})
	}
	averaged = method.Text == "RatioTimeslices"
	return averaged || method.Text == "Timeslices", averaged
}
