package openslo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// reader reads all files of one import.
type reader struct {
	objects  map[string]map[string]*object // by kind and name
	inOrder  []*object
	services []*service
	leftOut  []LeftOut
	problems []diag.Problem
}

// object is one document: a service, an objective, an indicator or the like.
type object struct {
	kind     string
	at       diag.Place
	name     syntax.Text
	metadata syntax.Value
	spec     syntax.Value
	used     bool
}

// version is the only one that is read.
const version = "openslo/v1"

// kinds are the objects of OpenSLO v1, each with why it is left out; those without a reason are read.
var kinds = map[string]string{
	"SLO": "", "SLI": "", "Service": "", "DataSource": queries,
	"AlertPolicy": alerts, "AlertCondition": alerts, "AlertNotificationTarget": alerts,
}

var kindNames = []string{"SLO", "SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"}

// unclear is why nothing is written while there are problems.
const unclear = "A promise made of what is unclear would be a guess."

func (r *reader) say(rule diag.RuleID, at diag.Place, help, message string, args ...any) {
	r.problems = append(r.problems, diag.Problem{Rule: rule, At: at, Message: fmt.Sprintf(message, args...), Why: unclear, Help: help})
}

func (r *reader) leave(at diag.Place, reason, what string, args ...any) {
	r.leftOut = append(r.leftOut, LeftOut{At: at, What: fmt.Sprintf(what, args...), Reason: reason})
}

// document reads one document, which may be a list of objects.
func (r *reader) document(v syntax.Value) {
	if v.Kind == syntax.List {
		for _, item := range v.Items {
			r.object(item)
		}
		return
	}
	r.object(v)
}

func (r *reader) object(v syntax.Value) {
	if !r.isOurs(v) {
		return
	}
	kind, ok := r.must(v, "kind", "this document", "one of "+strings.Join(kindNames, ", "))
	if !ok {
		return
	}
	reason, known := kinds[kind.V]
	switch {
	case !known:
		help := "There are: " + strings.Join(kindNames, ", ") + "."
		if near, ok := diag.Nearest(kind.V, kindNames); ok {
			help = fmt.Sprintf("Did you mean %q?", near)
		}
		r.say("schema-value", kind.At, help, "%q is no kind of OpenSLO", kind.V)
	case reason != "":
		r.leave(kind.At, reason, "%s", kind.V)
	default:
		r.keep(&object{kind: kind.V, at: v.At}, v)
	}
}

// isOurs reports whether a document is written in the version of OpenSLO that is read, and says so where it is not.
func (r *reader) isOurs(v syntax.Value) bool {
	written, ok := v.Get("apiVersion")
	name := strings.ToLower(written.Text)
	switch {
	case !ok:
		r.say("schema-missing", v.At, "An OpenSLO document begins with apiVersion: openslo/v1. Leave files of other tools out.", "nothing says that this document is OpenSLO")
	case written.Text == version:
		return true
	case strings.HasPrefix(name, "openslo/v1alpha"):
		r.say("schema-value", written.At, "In openslo/v1 timeWindows became timeWindow, with a duration such as 28d, and what is measured stands below indicator.",
			"this document is written in %s, and only %s is read", written.Text, version)
	case strings.HasPrefix(name, "openslo"):
		r.say("schema-value", written.At, "Write it in openslo/v1.", "this document is written in %s, and only %s is read", written.Text, version)
	default:
		r.say("schema-value", written.At, "Leave it out, or put it in a file of its own.", "this document is not OpenSLO: its apiVersion is %q", written.Text)
	}
	return false
}

// keep takes an object whose fields are as they should be.
func (r *reader) keep(o *object, v syntax.Value) {
	r.fields(v, o.kind, objectFields)
	if !r.named(o, v) {
		return
	}
	o.spec, _ = v.Get("spec")
	if o.spec.Kind != syntax.Group && o.kind != "Service" {
		r.say("schema-missing", cmp.Or(o.spec.At, o.at), "Write its fields below spec:.", "the %s %q has no spec", o.kind, o.name.V)
		return
	}
	r.fields(o.spec, o.kind, specFields[o.kind])
	if before := r.objects[o.kind][o.name.V]; before != nil {
		r.say("id-duplicate", o.name.At, "Give one of them another name, or leave one out.", "there are two objects of kind %s with the name %q", o.kind, o.name.V)
		r.problems[len(r.problems)-1].Related = []diag.Related{{At: before.name.At, Note: "the first is here"}}
		return
	}
	if r.objects[o.kind] == nil {
		r.objects[o.kind] = map[string]*object{}
	}
	r.objects[o.kind][o.name.V] = o
	r.inOrder = append(r.inOrder, o)
}

// named reads the metadata of an object.
func (r *reader) named(o *object, v syntax.Value) bool {
	o.metadata, _ = v.Get("metadata")
	if o.metadata.Kind != syntax.Group {
		r.say("schema-missing", cmp.Or(o.metadata.At, v.At), "Write name: below metadata:.", "this %s has no name", o.kind)
		return false
	}
	r.fields(o.metadata, "metadata", metadataFields)
	var ok bool
	o.name, ok = r.must(o.metadata, "name", "this "+o.kind, "a name")
	return ok
}

// title is what people call the object.
func (o *object) title() string {
	shown, _ := o.metadata.Get("displayName")
	return cmp.Or(plain(shown.Text), titled(o.name.V))
}

// said is the description of an object; empty where there is none.
func (o *object) said() string {
	said, _ := o.spec.Get("description")
	return plain(said.Text)
}

// must reads a text that has to be there.
func (r *reader) must(v syntax.Value, field, of, what string) (syntax.Text, bool) {
	found, ok := v.Get(field)
	switch {
	case !ok, found.Kind == syntax.Scalar && plain(found.Text) == "":
		ok = false
		help := fmt.Sprintf("Add %s: with %s.", field, what)
		if near, close := diag.Nearest(field, v.Names()); close && near != field {
			help = fmt.Sprintf("Write %s: in place of %s:.", field, near)
		}
		r.say("schema-missing", v.At, help, "%s has no %s", of, field)
	case found.Kind != syntax.Scalar:
		r.say("schema-type", found.At, "Write "+what+" on the line of its name.", "%s: is %s, and %s is expected", field, found.Kind, what)
		ok = false
	}
	return syntax.Text{V: found.Text, At: found.At}, ok
}

// may reads a text that can be missing.
func (r *reader) may(v syntax.Value, field, what string) (syntax.Text, bool) {
	if _, ok := v.Get(field); !ok {
		return syntax.Text{}, false
	}
	return r.must(v, field, "", what)
}

// unused lists what nothing among the files needed.
func (r *reader) unused() {
	for _, o := range r.inOrder {
		switch {
		case o.used:
		case o.kind == "SLI":
			r.leave(o.name.At, unneeded, "SLI %s", o.name.V)
		case o.kind == "Service":
			r.leave(o.name.At, unneeded, "Service %s", o.name.V)
		}
	}
}

// named lists the names of the objects of a kind, sorted.
func (r *reader) names(kind string) []string {
	var names []string
	for name := range r.objects[kind] {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
