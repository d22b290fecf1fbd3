package openslo

import (
	"fmt"

	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// indicator is what an objective measures.
type indicator struct {
	title   string // what people call it
	said    string // its description
	ratio   bool   // good ones of all; otherwise a number against a limit
	at      diag.Place
	hints   []string // words in which a unit may stand: names and queries
	unit    string   // that a label gives
	queries []string
}

// indicatorOf gives the indicator that a group names or holds; nil where it does neither. It is false where what is
// there cannot be used, which was reported.
func (r *reader) indicatorOf(v yamltext.Value, o *object) (*indicator, bool) {
	inline, here := v.Get("indicator")
	ref, named := r.may(v, "indicatorRef", "the name of an SLI")
	switch {
	case here && named:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: ref.At, Message: fmt.Sprintf("the SLO %q has an indicator and an indicatorRef in one place", o.name.Text),
			Help: "Keep one of the two."})
		return nil, false
	case here && inline.Kind != yamltext.Group:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: inline.At, Message: fmt.Sprintf("indicator: is %s, and its fields are expected", inline.Kind),
			Help: "Write metadata: and spec: below it, or name an SLI with indicatorRef:."})
		return nil, false
	case here:
		return r.inline(inline, o)
	case named:
		return r.referred(ref)
	}
	return nil, true
}

// inline reads an indicator that stands in its objective. It may do without a name.
func (r *reader) inline(v yamltext.Value, o *object) (*indicator, bool) {
	sli := &object{kind: "SLI", at: v.At, name: o.name}
	r.fields(v, "indicator", objectFields)
	if metadata, ok := v.Get("metadata"); ok {
		if !r.named(sli, v) {
			return nil, false
		}
		sli.metadata = metadata
	} else {
		sli.metadata = o.metadata
	}
	sli.spec, _ = v.Get("spec")
	if sli.spec.Kind != yamltext.Group {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: fmt.Sprintf("the indicator of the SLO %q has no spec", o.name.Text),
			Help: "Write ratioMetric: or thresholdMetric: below spec:."})
		return nil, false
	}
	r.fields(sli.spec, "SLI", specFields["SLI"])
	return r.measured(sli)
}

// referred finds an indicator by its name.
func (r *reader) referred(ref yamltext.Value) (*indicator, bool) {
	sli := r.objects["SLI"][ref.Text]
	if sli == nil {
		help := "Name the file with the SLI too: upfront import openslo FILE FILE"
		if near, ok := diag.Nearest(ref.Text, r.names("SLI")); ok {
			help = fmt.Sprintf("Did you mean %q?", near)
		}
		r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: ref.At, Message: fmt.Sprintf("no SLI among these files has the name %q", ref.Text), Help: help})
		return nil, false
	}
	sli.used = true
	return r.measured(sli)
}

// measured says what an indicator measures.
func (r *reader) measured(sli *object) (*indicator, bool) {
	ratio, hasRatio := sli.spec.Get("ratioMetric")
	threshold, hasThreshold := sli.spec.Get("thresholdMetric")
	if hasRatio == hasThreshold {
		help, message := "Keep one of the two.", "the indicator %q has both a ratioMetric and a thresholdMetric"
		if !hasRatio {
			help, message = "Add ratioMetric: with good and total, or thresholdMetric: with a metricSource.", "the indicator %q has neither a ratioMetric nor a thresholdMetric"
		}
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: sli.name.At, Message: fmt.Sprintf(message, sli.name.Text), Help: help})
		return nil, false
	}
	ind := &indicator{title: sli.title(), said: sli.said(), ratio: hasRatio, at: ratio.At, hints: []string{sli.name.Text, sli.title()}, unit: unitLabel(sli.metadata)}
	if hasThreshold {
		ind.at, ind.queries = threshold.At, texts(threshold, nil)
	}
	return ind, true
}

// texts gives every text that stands in a value.
func texts(v yamltext.Value, all []string) []string {
	if v.Kind == yamltext.Scalar {
		all = append(all, v.Text)
	}
	for _, item := range v.Items {
		all = texts(item, all)
	}
	for _, f := range v.Fields {
		all = texts(f.Value, all)
	}
	return all
}
