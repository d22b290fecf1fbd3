package openslo

import (
	"fmt"
	"maps"
	"slices"

	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// indicator is what an objective measures.
type indicator struct {
	title       string // what people call it
	description string // its description
	ratio       bool   // good ones of all; otherwise a number against a limit
	at          diag.Place
	hints       []string // words in which a unit may stand: names and queries
	unit        string   // that a label names
	queries     []string
}

// indicatorOf returns the indicator that a group names or holds; nil where it does neither. It is false where what is
// there cannot be used, which was reported.
func (r *reader) indicatorOf(v yamltext.Value, o *object) (*indicator, bool) {
	if ratio, ok := v.Get("ratioMetrics"); ok && o.alpha {
		return indicatorOfRatio(&object{name: o.name, metadata: o.metadata}, ratio), true
	}
	inline, here := v.Get("indicator")
	ref, named := r.optionalText(v, "indicatorRef", "the name of an SLI")
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
	case !named:
		return nil, true
	}
	sli := r.objects["SLI"][ref.Text]
	if sli == nil {
		r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: ref.At, Message: fmt.Sprintf("no SLI among these files has the name %q", ref.Text),
			Help: diag.DidYouMean(ref.Text, slices.Sorted(maps.Keys(r.objects["SLI"])), "Name the file with the SLI too: upfront import openslo FILE FILE")})
		return nil, false
	}
	sli.used = true
	return r.indicatorFrom(sli)
}

// inline reads an indicator that stands in its objective. It may do without a name.
func (r *reader) inline(v yamltext.Value, o *object) (*indicator, bool) {
	sli := &object{kind: "SLI", at: v.At, name: o.name, metadata: o.metadata}
	if o.alpha {
		sli.spec = v
		r.fields(v, specFields["SLI"])
		return r.indicatorFrom(sli)
	}
	r.fields(v, objectFields)
	if _, ok := v.Get("metadata"); ok && !r.named(sli, v) {
		return nil, false
	}
	sli.spec, _ = v.Get("spec")
	if sli.spec.Kind != yamltext.Group {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: fmt.Sprintf("the indicator of the SLO %q has no spec", o.name.Text),
			Help: "Write ratioMetric: or thresholdMetric: below spec:."})
		return nil, false
	}
	r.fields(sli.spec, specFields["SLI"])
	return r.indicatorFrom(sli)
}

// indicatorFrom says what an indicator measures.
func (r *reader) indicatorFrom(sli *object) (*indicator, bool) {
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
	if hasRatio {
		return indicatorOfRatio(sli, ratio), true
	}
	ind := newIndicator(sli, threshold)
	ind.unit = unitLabel(sli.metadata)
	return ind, true
}

// indicatorOfRatio returns an indicator that is a share of good ones, or of bad ones, in all.
func indicatorOfRatio(sli *object, ratio yamltext.Value) *indicator {
	ind := newIndicator(sli, ratio)
	ind.ratio = true
	return ind
}

func newIndicator(sli *object, metric yamltext.Value) *indicator {
	ind := &indicator{title: sli.title(), description: sli.description(), at: metric.At, hints: []string{sli.name.Text, sli.title()}}
	for _, v := range metric.Scalars() {
		ind.queries = append(ind.queries, v.Text)
	}
	return ind
}
