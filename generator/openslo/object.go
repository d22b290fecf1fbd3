package openslo

import (
	"cmp"
	"fmt"
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
	alpha    bool // it is written in v1alpha
	used     bool
}

// The versions that are read. In v1alpha, a ratio stands in its objective, a number right below its indicator, and a window is a
// count of units.
const (
	version = "openslo/v1"
	alpha   = "openslo/v1alpha"
)

// kinds are the objects of OpenSLO v1, each with why it is left out; those without a reason are read.
var kinds = map[string]string{
	"SLO": "", "SLI": "", "Service": "", "DataSource": queries,
	"AlertPolicy": alerts, "AlertCondition": alerts, "AlertNotificationTarget": alerts,
}

var kindNames = []string{"SLO", "SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"}

// unclear is why nothing is written while there are problems.
const unclear = "A promise made of what is unclear would be a guess."

func (r *reader) leaveOut(at diag.Place, reason, what string, args ...any) {
	r.leftOut = append(r.leftOut, LeftOut{At: at, What: fmt.Sprintf(what, args...), Reason: reason})
}

func (r *reader) object(v yamltext.Value) {
	if !r.isOurs(v) {
		return
	}
	kind, ok := r.requiredText(v, "kind", "this document", "one of "+strings.Join(kindNames, ", "))
	if !ok {
		return
	}
	reason, known := kinds[kind.Text]
	switch {
	case !known:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: kind.At, Message: fmt.Sprintf("%q is no kind of OpenSLO", kind.Text),
			Help: diag.DidYouMean(kind.Text, kindNames, "There are: "+strings.Join(kindNames, ", ")+".")})
	case reason != "":
		r.leaveOut(kind.At, reason, "%s", kind.Text)
	default:
		written, _ := v.Get("apiVersion")
		r.keep(&object{kind: kind.Text, at: v.At, alpha: written.Text == alpha}, v)
	}
}

// isOurs reports whether a document is written in the version of OpenSLO that is read, and says so where it is not.
func (r *reader) isOurs(v yamltext.Value) bool {
	written, ok := v.Get("apiVersion")
	name := strings.ToLower(written.Text)
	p := diag.Problem{Rule: syntax.SchemaValue, At: written.At, Message: fmt.Sprintf("this document is written in %s, and only %s and %s are read", written.Text, version, alpha)}
	switch {
	case !ok:
		p = diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: "nothing says that this document is OpenSLO",
			Help: "An OpenSLO document begins with apiVersion: openslo/v1. Leave files of other tools out."}
	case written.Text == version, written.Text == alpha:
		return true
	case strings.HasPrefix(name, "openslo"):
		p.Help = "Write it in openslo/v1."
	default:
		p.Message = fmt.Sprintf("this document is not OpenSLO: its apiVersion is %q", written.Text)
		p.Help = "Leave it out, or put it in a file of its own."
	}
	r.problems.Add(p)
	return false
}

// keep takes an object whose fields are as they should be.
func (r *reader) keep(o *object, v yamltext.Value) {
	r.fields(v, objectFields)
	if !r.named(o, v) {
		return
	}
	o.spec, _ = v.Get("spec")
	if o.spec.Kind != yamltext.Group && o.kind != "Service" {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: cmp.Or(o.spec.At, o.at), Message: fmt.Sprintf("the %s %q has no spec", o.kind, o.name.Text),
			Help: "Write its fields below spec:."})
		return
	}
	table := specFields[o.kind]
	if o.alpha && o.kind == "SLO" {
		table = alphaFields
	}
	r.fields(o.spec, table)
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
	r.fields(o.metadata, metadataFields)
	var ok bool
	o.name, ok = r.requiredText(o.metadata, "name", "this "+o.kind, "a name")
	return ok
}

// title is what people call the object.
func (o *object) title() string {
	shown, _ := o.metadata.Get("displayName")
	return cmp.Or(plain(shown.Text), nameInWords(o.name.Text))
}

// description is the description of an object; empty where there is none.
func (o *object) description() string {
	text, _ := o.spec.Get("description")
	return plain(text.Text)
}

// requiredText reads a text that has to be there.
func (r *reader) requiredText(v yamltext.Value, field, owner, what string) (yamltext.Value, bool) {
	found, ok := v.Get(field)
	switch {
	case !ok, found.Kind == yamltext.Scalar && plain(found.Text) == "":
		ok = false
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: fmt.Sprintf("%s has no %s", owner, field),
			Help: renameOr(field, v, fmt.Sprintf("Add %s: with %s.", field, what))})
	case found.Kind != yamltext.Scalar:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: found.At, Message: fmt.Sprintf("%s: is %s, and %s is expected", field, found.Kind, what),
			Help: "Write " + what + " on the line of its name."})
		ok = false
	}
	return found, ok
}

// optionalText reads a text that can be missing.
func (r *reader) optionalText(v yamltext.Value, field, what string) (yamltext.Value, bool) {
	if _, ok := v.Get(field); !ok {
		return yamltext.Value{}, false
	}
	return r.requiredText(v, field, "", what)
}

// renameOr is help that asks to rename a field of a group which may have been meant, or other help where there is none.
func renameOr(field string, v yamltext.Value, other string) string {
	if near, ok := diag.Nearest(field, v.Names()); ok && near != field {
		return fmt.Sprintf("Write %s: in place of %s:.", field, near)
	}
	return other
}

// Why something is left out.
const (
	queries   = "Where numbers come from. Upfront does not watch: let what watches export counts to a CSV, and name it below record:."
	alerts    = "Alerts. Upfront wakes nobody: keep them where they are."
	labels    = "Labels and annotations. No page is made of them."
	weights   = "Weights. Each promise stands by itself, and none counts more than another."
	slicing   = "How time is cut into slices. A record counts the time without service; what a good slice is stands below means:."
	begins    = "When windows begin, and where. A month, quarter or year begins on its first day, in the time zone of site.yaml."
	unaligned = "Windows of the calendar other than a month, a quarter or a year. They became the same time up to today."
	beside    = "A limit beside a ratio, where it means nothing."
	strict    = "Whether the limit itself is still good. Here it always is: at most, at least."
	unneeded  = "Objects that no SLO among these files names."
	unasked   = "What OpenSLO leaves open. A comment in the new file asks for it."
	foreign   = "Fields that OpenSLO does not have."
)

// fieldTable says what becomes of each field of a group: why it is left out, or nothing where it is read.
type fieldTable map[string]string

var (
	objectFields   = fieldTable{"apiVersion": "", "kind": "", "metadata": "", "spec": ""}
	metadataFields = fieldTable{"name": "", "displayName": "", "labels": labels, "annotations": labels}
	specFields     = map[string]fieldTable{
		"Service": {"description": ""},
		"SLI":     {"description": "", "thresholdMetric": queries, "ratioMetric": queries},
		"SLO": {"description": "", "service": "", "indicator": "", "indicatorRef": "", "timeWindow": "", "budgetingMethod": "", "objectives": "",
			"alertPolicies": alerts},
	}
	alphaFields     = fieldTable{"description": "", "service": "", "indicator": "", "timeWindows": "", "budgetingMethod": "", "objectives": ""}
	objectiveFields = fieldTable{"displayName": "", "op": "", "value": "", "target": "", "targetPercent": "", "indicator": "", "indicatorRef": "",
		"timeSliceTarget": slicing, "timeSliceWindow": slicing, "compositeWeight": weights}
	alphaObjectiveFields = fieldTable{"displayName": "", "op": "", "value": "", "target": "", "ratioMetrics": queries, "timeSliceTarget": slicing, "timeSliceWindow": slicing}
	alphaWindowFields    = fieldTable{"unit": "", "count": "", "isRolling": "", "calendar": ""}
	windowFields         = fieldTable{"duration": "", "isRolling": "", "calendar": ""}
	calendarFields       = fieldTable{"startTime": begins, "timeZone": begins}
)

// fields lists what of a group is left out.
func (r *reader) fields(v yamltext.Value, table fieldTable) {
	for _, f := range v.Fields {
		reason, known := table[f.Name]
		switch {
		case !known:
			var missing []string
			for field := range table {
				if _, there := v.Get(field); !there {
					missing = append(missing, field)
				}
			}
			what := f.Name
			if near, ok := diag.Nearest(f.Name, missing); ok {
				what += fmt.Sprintf(" (did you mean %s?)", near)
			}
			r.leaveOut(f.At, foreign, "%s", what)
		case reason != "" && f.Value.Kind != yamltext.Nothing:
			r.leaveOut(f.At, reason, "%s", f.Name)
		}
	}
}
