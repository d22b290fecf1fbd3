package openslo

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"upfront/generator/amount"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// promise is the promise that is made of one objective.
type promise struct {
	id      string
	at      diag.Place
	says    string
	own     bool // says are the author's own words
	kind    string
	subject string
	limit   limit
	share   bool // what is limited is a share: so many good ones of all
	target  amount.Percent
	window  window
	slices  bool // slices of time are counted, and not events

	averaged bool // of slices, the average counts
	means    string
	notes    []string // comments above it
}

// longestSentence is the most characters that a description may have to be a sentence that a customer quotes.
const longestSentence = 160

// objective fills in a promise from one objective; number is zero where it is the only one. It is false where the
// objective cannot be used, which was reported.
func (r *reader) objective(p *promise, o *object, v yamltext.Value, common *indicator, number int) bool {
	if v.Kind != yamltext.Group {
		r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: v.At, Message: fmt.Sprintf("an objective of the SLO %q is %s", o.name.Text, v.Kind),
			Help: "Write its fields, such as target: 0.99."})
		return false
	}
	table := objectiveFields
	if o.alpha {
		table = alphaObjectiveFields
	}
	r.fields(v, table)
	ind, ok := r.indicatorOf(v, o)
	if ind == nil {
		ind = common
	}
	switch {
	case !ok:
		return false
	case ind == nil:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: o.name.At, Message: fmt.Sprintf("the SLO %q has no indicator", o.name.Text),
			Help: "Add indicator: with what is measured, or indicatorRef: with the name of an SLI."})
		return false
	}
	if p.target, ok = r.target(v, o); !ok {
		return false
	}
	shown, _ := v.Get("displayName")
	p.id, p.at, p.subject = cmp.Or(syntax.IDOf(o.name.Text), "objective"), v.At, ind.title
	if things := ind.counted(); ind.ratio && !p.slices && things != anyCases {
		p.subject = things
	}
	if number > 0 {
		p.id = cut(p.id, 36) + "-" + cmp.Or(cut(syntax.IDOf(shown.Text), 24), strconv.Itoa(number))
	}
	if !r.measure(p, o, v, ind) {
		return false
	}
	p.writeSentence(o, ind, plain(shown.Text), number > 0)
	r.noteQuestions(p, o)
	return true
}

// measure says what is counted, and the limit that it is compared with.
func (r *reader) measure(p *promise, o *object, v yamltext.Value, ind *indicator) bool {
	p.kind, p.share = "quantity", ind.ratio
	if ind.ratio {
		for _, field := range []string{"op", "value"} {
			if f, ok := v.Get(field); ok {
				r.leaveOut(f.At, beside, "%s", field)
			}
		}
	} else {
		var ok bool
		if p.limit, ok = r.limit(o, v, ind); !ok {
			return false
		}
		if p.limit.isTime {
			p.kind = timeKind(append([]string{o.name.Text, o.title()}, ind.hints...))
		}
	}
	if p.slices {
		p.kind = "availability"
		p.slicing(v, ind)
	}
	return true
}

// slicing says which time counts as good, as far as OpenSLO does.
func (p *promise) slicing(v yamltext.Value, ind *indicator) {
	length, slice := "Time", "time"
	if size, ok := v.Get("timeSliceWindow"); ok && shorthand().MatchString(size.Text) {
		slice = "each slice of " + inWords(size.Text)
		length = "A slice of " + inWords(size.Text)
	}
	share, shared := v.Get("timeSliceTarget")
	n, err := amount.ParseNumber(numeral(share.Text))
	shared = shared && err == nil && n <= amount.Int(1)
	switch {
	case p.averaged && ind.ratio:
		p.means = "The share of good ones is taken for " + slice + ", and their average counts."
	case ind.ratio && shared:
		p.means = fmt.Sprintf("%s counts as available where at least %v were good.", length, amount.Percent(n))
	case ind.ratio:
		p.notes = append(p.notes, "OpenSLO has no timeSliceTarget here. Say below means: which time counts as available.")
	case shared && n < amount.Int(1):
		p.means = fmt.Sprintf("%s counts as available where %s was %s in at least %v of cases.", length, lowerFirst(ind.title), p.limit.words(), amount.Percent(n))
	default:
		p.means = fmt.Sprintf("%s counts as available where %s was %s.", length, lowerFirst(ind.title), p.limit.words())
	}
}

// writeSentence writes the sentence of a promise: the author's own where it can be one, else one made of the numbers.
func (p *promise) writeSentence(o *object, ind *indicator, shown string, many bool) {
	own, title := o.description(), o.title()
	if many && shown != "" {
		title += ", " + shown
	}
	if p.own = own != "" && !many && utf8.RuneCountInString(own) <= longestSentence; p.own {
		p.says = own
	} else {
		switch {
		case p.slices:
			p.says = title + ": available " + p.target.String() + " of the time."
		case p.share:
			p.says = ratioSentence(p.target, ind)
			if many && shown != "" {
				p.says = shown + ": " + lowerFirst(p.says)
			}
		default:
			p.says = title + ": " + p.limit.words() + " in " + p.target.String() + " of cases."
		}
		if own != "" {
			p.notes = append(p.notes, "OpenSLO describes it so: "+own)
		}
	}
	if ind.description != "" {
		p.notes = append(p.notes, "What is measured: "+ind.description)
	}
}

// noteQuestions lists what OpenSLO leaves open; a comment above the promise asks for it.
func (r *reader) noteQuestions(p *promise, o *object) {
	if !p.own {
		p.notes = append(p.notes, "This sentence is made of the numbers. Say it as you would to a customer.")
	}
	if _, ok := o.spec.Get("budgetingMethod"); !ok {
		r.leaveOut(o.name.At, unasked, "no budgetingMethod; each event counts")
		p.notes = append(p.notes, "OpenSLO has no budgetingMethod here: is it events that count, or time? If time, write kind: availability.")
	}
	p.notes = slices.DeleteFunc(append(p.notes, p.limit.note, p.window.note), func(note string) bool { return note == "" })
}

// target reads how often an objective is to be met.
func (r *reader) target(v yamltext.Value, o *object) (amount.Percent, bool) {
	part, hasPart := r.optionalText(v, "target", "a number from 0 to 1")
	percent, hasPercent := r.optionalText(v, "targetPercent", "a number from 0 to 100")
	switch {
	case hasPart && hasPercent:
		r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: percent.At, Message: fmt.Sprintf("an objective of the SLO %q has a target and a targetPercent", o.name.Text),
			Help: "Keep one of the two."})
		return 0, false
	case hasPart:
		return r.share(part, "target", amount.Int(1))
	case hasPercent:
		return r.share(percent, "targetPercent", amount.Int(100))
	}
	for _, field := range []string{"target", "targetPercent"} {
		if wrong, ok := v.Get(field); ok && wrong.Kind != yamltext.Scalar {
			return 0, false // reported
		}
	}
	r.problems.Add(diag.Problem{Rule: syntax.SchemaMissing, At: v.At, Message: fmt.Sprintf("an objective of the SLO %q has no target", o.name.Text),
		Help: renameOr("target", v, "Add target: with a number from 0 to 1, such as target: 0.99.")})
	return 0, false
}

// share reads a share of so many, which are all.
func (r *reader) share(t yamltext.Value, field string, all amount.Number) (amount.Percent, bool) {
	whole := all.String()
	n, err := amount.ParseNumber(numeral(t.Text))
	p := diag.Problem{Rule: syntax.SchemaValue, At: t.At}
	switch {
	case err != nil:
		r.misread(t, err)
		return 0, false
	case n > all && whole == "1" && n <= amount.Int(100):
		p.Message, p.Help = fmt.Sprintf("target: %s is more than 1", t.Text), fmt.Sprintf("Write targetPercent: %v, or divide it by 100.", n)
	case n > all:
		p.Message, p.Help = fmt.Sprintf("%s: %s is more than %s", field, t.Text, whole), "Write a number from 0 to "+whole+"."
	case n == 0:
		p.Message, p.Help = fmt.Sprintf("%s: %s promises nothing", field, t.Text), "Write how often you keep it, or take the objective out."
	case whole == "1":
		return amount.Percent(n), true // both are held in millionths
	case n <= amount.Int(1):
		p.Message = fmt.Sprintf("targetPercent: %s is no more than one in a hundred", t.Text)
		p.Help = fmt.Sprintf("Write target: %v if you mean %v.", n, amount.Percent(n))
	case n%100 != 0:
		p.Message, p.Help = fmt.Sprintf("%s: %s has more decimals than can be counted", field, t.Text), "Write at most four decimals."
	default:
		return amount.Percent(n / 100), true
	}
	r.problems.Add(p)
	return 0, false
}
