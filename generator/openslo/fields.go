package openslo

import (
	"fmt"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

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
	foreign   = "Fields that OpenSLO v1 does not have."
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
	objectiveFields = fieldTable{"displayName": "", "op": "", "value": "", "target": "", "targetPercent": "", "indicator": "", "indicatorRef": "",
		"timeSliceTarget": slicing, "timeSliceWindow": slicing, "compositeWeight": weights}
	windowFields   = fieldTable{"duration": "", "isRolling": "", "calendar": ""}
	calendarFields = fieldTable{"startTime": begins, "timeZone": begins}
)

// fields lists what of a group is left out.
func (r *reader) fields(v yamltext.Value, table fieldTable) {
	for _, f := range v.Fields {
		reason, known := table[f.Name]
		switch {
		case !known:
			r.leaveOut(f.At, foreign, "%s%s", f.Name, didYouMean(f.Name, v, table))
		case reason != "" && f.Value.Kind != yamltext.Nothing:
			r.leaveOut(f.At, reason, "%s", f.Name)
		}
	}
}

// didYouMean says which field may have been meant by one that is not known.
func didYouMean(name string, v yamltext.Value, table fieldTable) string {
	var known []string
	for field := range table {
		if _, there := v.Get(field); !there {
			known = append(known, field)
		}
	}
	if near, ok := diag.Nearest(name, known); ok {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}
