package openslo

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// window is the time over which a promise is counted, as a capability file writes it. The text is empty where a comment
// asks for it.
type window struct {
	text string
	note string
}

// shorthand is a length of time as OpenSLO writes it. A small m is a minute, a capital one a month.
var shorthand = lazy.Pattern(`^([1-9][0-9]{0,6})([mhdwMQY])$`)

// months is how many months a unit of the calendar has.
var months = map[string]int{"M": 1, "Q": 3, "Y": 12}

// window reads the window of an objective. OpenSLO has a list of one.
func (r *reader) window(o *object) window {
	field, table := "timeWindow", windowFields
	if o.alpha {
		field, table = "timeWindows", alphaWindowFields
	}
	v, ok := o.spec.Get(field)
	if v.Kind == yamltext.List && len(v.Items) > 0 {
		for _, more := range v.Items[1:] {
			r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: more.At, Message: field + " has more than one entry",
				Help: "Keep one window. For another, write another SLO."})
		}
		v = v.Items[0]
	}
	switch {
	case !ok || v.Kind == yamltext.List:
		return window{note: "OpenSLO gives no window, so the last 90 days are counted. Say another: window: 30d, month, quarter or year."}
	case v.Kind != yamltext.Group:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: v.At, Message: fmt.Sprintf("%s: is %s, and its fields are expected", field, v.Kind),
			Help: "Write - duration: 28d, and isRolling: true below it."})
		return window{}
	}
	r.fields(v, table)
	calendar, aligned := v.Get("calendar")
	if aligned {
		r.fields(calendar, calendarFields)
	}
	if rolling, ok := r.optionalText(v, "isRolling", "true or false"); ok {
		aligned = strings.EqualFold(rolling.Text, "false")
		if !aligned && !strings.EqualFold(rolling.Text, "true") {
			r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: rolling.At, Message: fmt.Sprintf("isRolling: %s is neither true nor false", rolling.Text),
				Help: "Write true or false."})
		}
	}
	duration, ok := r.duration(v, o.alpha)
	if !ok {
		return window{}
	}
	return r.windowFrom(duration, aligned)
}

// unitLetters are the units of v1alpha, by what v1 writes for them.
var unitLetters = map[string]string{"Minute": "m", "Hour": "h", "Day": "d", "Week": "w", "Month": "M", "Quarter": "Q", "Year": "Y"}

// duration reads the length of a window as v1 writes it; v1alpha has a count and a unit.
func (r *reader) duration(v yamltext.Value, isAlpha bool) (yamltext.Value, bool) {
	if !isAlpha {
		return r.requiredText(v, "duration", "timeWindow", "a length of time such as 28d")
	}
	count, counted := r.requiredText(v, "count", "timeWindows", "how many units there are, such as 28")
	unit, ok := r.requiredText(v, "unit", "timeWindows", "a unit such as Day")
	if !counted || !ok {
		return yamltext.Value{}, false
	}
	letter, known := unitLetters[unit.Text]
	if !known {
		names := slices.Sorted(maps.Keys(unitLetters))
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: unit.At, Message: fmt.Sprintf("%q is no unit of a window", unit.Text),
			Help: diag.DidYouMean(unit.Text, names, "Write one of: "+strings.Join(names, ", ")+".")})
		return yamltext.Value{}, false
	}
	count.Text += letter
	return count, true
}

// windowFrom words a window as a capability has it.
func (r *reader) windowFrom(t yamltext.Value, aligned bool) window {
	m := shorthand().FindStringSubmatch(t.Text)
	if m == nil {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: t.At, Message: fmt.Sprintf("%q is no length of time in OpenSLO", t.Text),
			Help: "Write a whole number and one of m, h, d, w, M, Q and Y, such as 28d or 1M."})
		return window{}
	}
	n, _ := strconv.Atoi(m[1])
	if m[2] == "m" && n < 24*60 {
		r.leaveOut(t.At, unasked, "duration: %s", t.Text)
		return window{note: fmt.Sprintf("In OpenSLO %s is %s: too short to be counted for a customer. If months are meant, write window: month.", t.Text, inWords(t.Text))}
	}
	if word, ok := map[int]string{1: "month", 3: "quarter", 12: "year"}[n*months[m[2]]]; ok && aligned {
		return window{text: word}
	}
	w := window{text: t.Text}
	switch m[2] {
	case "M", "Q":
		w.text = strconv.Itoa(n*months[m[2]]) + "mo"
	case "Y":
		w.text = m[1] + "y"
	}
	if _, err := clock.ParseWindow(w.text); err != nil {
		r.misread(t, err)
		return window{}
	}
	if aligned {
		r.leaveOut(t.At, unaligned, "duration: %s", t.Text)
		w.note = fmt.Sprintf("OpenSLO counts %s of the calendar at a time. Here it is always the time up to today.", inWords(t.Text))
	}
	return w
}

var unitNames = map[string]string{"m": "minute", "h": "hour", "d": "day", "w": "week", "M": "month", "Q": "quarter", "Y": "year"}

// inWords words a length of time in shorthand: "28 days".
func inWords(text string) string {
	m := shorthand().FindStringSubmatch(text)
	if m[1] == "1" {
		return "1 " + unitNames[m[2]]
	}
	return m[1] + " " + unitNames[m[2]] + "s"
}
