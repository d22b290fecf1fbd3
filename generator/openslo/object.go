package openslo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// reader reads all files of one import.
type reader struct {
	objects  map[string]map[string]*object // by kind and name
	inOrder  []*object
	services []*service
	leftOut  []LeftOut
	problems diag.List
}

// object is one document: a service, an objective, an indicator or the like.
type object struct {
	kind     string
	at       diag.Place
	name     yamltext.Value
	metadata yamltext.Value
	spec     yamltext.Value
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

func (r *reader) leave(at diag.Place, reason, what string, args ...any) {
	r.leftOut = append(r.leftOut, LeftOut{At: at, What: fmt.Sprintf(what, args...), Reason: reason})
}

// document reads one document, which may be a list of objects.
func (r *reader) document(v yamltext.Value) {
	if v.Kind == yamltext.List {
		for _, item := range v.Items {
			r.object(item)
		}
		return
	}
	r.object(v)
}

func (r *reader) object(v yamltext.Value) {
	if !r.isOurs(v) {
		return
	}
	kind, ok := r.must(v, "kind", "this document", "one of "+strings.Join(kindNames, ", "))
	if !ok {
		return
	}
	reason, known := kinds[kind.Text]
	switch {
	case !known:
		help := "There are: " + strings.Join(kindNames, ", ") + "."
		if near, ok := diag.Nearest(kind.Text, kindNames); ok {
			help = fmt.Sprintf("Did you mean %q?", near)
		}
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: kind.At, Message: fmt.Sprintf("%q is no kind of OpenSLO", kind.Text), Help: help})
	case reason != "":
		r.leave(kind.At, reason, "%s", kind.Text)
	default:
		r.keep(&object{kind: kind.Text, at: v.At}, v)
	}
}

// isOurs reports whether a document is written in the version of OpenSLO that is read, and says so where it is not.
func (r *reader) isOurs(v yamltext.Value) bool {
	written, ok := v.Get("apiVersion")
	name := strings.ToLower(written.Text)
	switch {
	case !ok:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: "nothing says that this document is OpenSLO",
			Help: "An OpenSLO document begins with apiVersion: openslo/v1. Leave files of other tools out."})
	case written.Text == version:
		return true
	case strings.HasPrefix(name, "openslo/v1alpha"):
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: written.At,
			Message: fmt.Sprintf("this document is written in %s, and only %s is read", written.Text, version),
			Help:    "In openslo/v1 timeWindows became timeWindow, with a duration such as 28d, and what is measured stands below indicator."})
	case strings.HasPrefix(name, "openslo"):
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: written.At,
			Message: fmt.Sprintf("this document is written in %s, and only %s is read", written.Text, version), Help: "Write it in openslo/v1."})
	default:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: written.At, Message: fmt.Sprintf("this document is not OpenSLO: its apiVersion is %q", written.Text),
			Help: "Leave it out, or put it in a file of its own."})
	}
	return false
}

// keep takes an object whose fields are as they should be.
func (r *reader) keep(o *object, v yamltext.Value) {
	r.fields(v, o.kind, objectFields)
	if !r.named(o, v) {
		return
	}
	o.spec, _ = v.Get("spec")
	if o.spec.Kind != yamltext.Group && o.kind != "Service" {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: cmp.Or(o.spec.At, o.at), Message: fmt.Sprintf("the %s %q has no spec", o.kind, o.name.Text),
			Help: "Write its fields below spec:."})
		return
	}
	r.fields(o.spec, o.kind, specFields[o.kind])
	if before := r.objects[o.kind][o.name.Text]; before != nil {
		r.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: o.name.At, Message: fmt.Sprintf("there are two objects of kind %s with the name %q", o.kind, o.name.Text),
			Help: "Give one of them another name, or leave one out.", Related: []diag.Related{{At: before.name.At, Note: "the first is here"}}})
		return
	}
	if r.objects[o.kind] == nil {
		r.objects[o.kind] = map[string]*object{}
	}
	r.objects[o.kind][o.name.Text] = o
	r.inOrder = append(r.inOrder, o)
}

// named reads the metadata of an object.
func (r *reader) named(o *object, v yamltext.Value) bool {
	o.metadata, _ = v.Get("metadata")
	if o.metadata.Kind != yamltext.Group {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: cmp.Or(o.metadata.At, v.At), Message: fmt.Sprintf("this %s has no name", o.kind),
			Help: "Write name: below metadata:."})
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
	return cmp.Or(plain(shown.Text), titled(o.name.Text))
}

// said is the description of an object; empty where there is none.
func (o *object) said() string {
	said, _ := o.spec.Get("description")
	return plain(said.Text)
}

// must reads a text that has to be there.
func (r *reader) must(v yamltext.Value, field, of, what string) (yamltext.Value, bool) {
	found, ok := v.Get(field)
	switch {
	case !ok, found.Kind == yamltext.Scalar && plain(found.Text) == "":
		ok = false
		help := fmt.Sprintf("Add %s: with %s.", field, what)
		if near, close := diag.Nearest(field, v.Names()); close && near != field {
			help = fmt.Sprintf("Write %s: in place of %s:.", field, near)
		}
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: fmt.Sprintf("%s has no %s", of, field), Help: help})
	case found.Kind != yamltext.Scalar:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: found.At, Message: fmt.Sprintf("%s: is %s, and %s is expected", field, found.Kind, what),
			Help: "Write " + what + " on the line of its name."})
		ok = false
	}
	return found, ok
}

// may reads a text that can be missing.
func (r *reader) may(v yamltext.Value, field, what string) (yamltext.Value, bool) {
	if _, ok := v.Get(field); !ok {
		return yamltext.Value{}, false
	}
	return r.must(v, field, "", what)
}

// unused lists what nothing among the files needed.
func (r *reader) unused() {
	for _, o := range r.inOrder {
		switch {
		case o.used:
		case o.kind == "SLI":
			r.leave(o.name.At, unneeded, "SLI %s", o.name.Text)
		case o.kind == "Service":
			r.leave(o.name.At, unneeded, "Service %s", o.name.Text)
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
