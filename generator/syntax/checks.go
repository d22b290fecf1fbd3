package syntax

import (
	"fmt"
	"slices"
	"strconv"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// Checks are the settings of the checks.
type Checks struct {
	MinSample      Written[int]
	GuaranteeFloor Percent
	Words          Map[Percent]
	Ours           []Text
	Severity       map[diag.RuleID]diag.Severity // by rule id
}

// AllowRefused reports whether a site says that what is refused is no error. Then values count as they were read: nothing
// else would stop the build.
func (c *Checks) AllowRefused() bool {
	for id, severity := range c.Severity {
		if rule, _ := diag.LookUp(id); rule.Area == formArea && severity < diag.Error {
			return true
		}
	}
	return false
}

// formArea is the area of the rules that this package and yamltext report.
const formArea = "form"

var severityWords = []string{"off", "notice", "warning", "error"}

// checksTable has the settings that are no severity of a check.
var checksTable = tableOf("the settings of the checks",
	optional("min_sample", func(c *Checks) *Written[int] { return &c.MinSample }, sampleSize(), "How many counted events a record needs before a promise can be called kept; at most 100").otherwise(30),
	optional("guarantee_floor", func(c *Checks) *Percent { return &c.GuaranteeFloor }, shareAbove("a guarantee reaches %q however often you miss it", "write the share that each guarantee has to reach, such as 95%, or leave guarantee_floor out"), "A guarantee that the record keeps less often than this is an error"),
	optional("words", func(c *Checks) *Map[Percent] { return &c.Words }, mapOf("shares by word", "always: 99%", choice("always", "usually"), shareAbove("at %q the word may stand however often you miss it", "write the share that bears out the word, such as 99%; to allow it in every sentence, write word-always: off below checks")), "How often the record must bear out a word such as always").such("always: 99%"),
	optional("ours", func(c *Checks) *[]Text { return &c.Ours }, oneOrMore(text()), "What is true of you although an example says it too, such as a name or a price").such("Dispatch desk"),
)

// mostSample is the largest min_sample. With a larger one, a promise could be missed for years and still be called new.
const mostSample = 100

// sampleSize reads min_sample. A number above mostSample is reported, and mostSample is used.
func sampleSize() form[*Written[int]] {
	number := whole(1, mostSample)
	return form[*Written[int]]{schema: number.schema, read: func(d *decoder, n *yamltext.Node, into *Written[int]) {
		if v, err := strconv.Atoi(n.Text); n.Kind != yamltext.Scalar || err != nil || v <= mostSample {
			number.read(d, n, into)
			return
		}
		d.problems.Add(diag.Problem{Rule: SchemaValue, At: d.at(n),
			Message: fmt.Sprintf("min_sample is %s, and is taken as %d: a promise that is missed for longer would be called new", n.Text, mostSample),
			Help:    fmt.Sprintf("Write min_sample: %d, or less.", mostSample), Severity: diag.Warning})
		into.V, into.At = mostSample, d.at(n)
	}}
}

// checksForm reads these settings, and a severity for any check by its id.
func checksForm() form[*Checks] {
	return form[*Checks]{schema: checksSchema, read: func(d *decoder, n *yamltext.Node, c *Checks) {
		c.Severity = map[diag.RuleID]diag.Severity{}
		if n.Kind != yamltext.Group {
			if n.Kind != yamltext.Refused {
				d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%s are written as %s", checksTable.name, n.Kind),
					Help: `Write "check-id: off", notice, warning or error, one a line.`})
			}
			return
		}
		keys := d.uniqueKeys(n)
		for i, k := range n.Keys {
			if keys.find(k.Text) == k && !n.Items[i].IsBlank() {
				d.setting(c, k, n.Items[i], func(name string) bool { return keys.find(name) != nil })
			}
		}
	}}
}

func checksSchema() schema {
	s := checksTable.schema()
	properties := s["properties"].(members)
	for _, r := range diag.Rules() {
		if !r.Fixed {
			properties = append(properties, member{string(r.ID), schema{"enum": severityWords, "description": r.Title}})
		}
	}
	s["properties"] = properties
	return s
}

// setting reads one setting; has reports whether there is one of a name.
func (d *decoder) setting(c *Checks, key, value *yamltext.Node, has func(string) bool) {
	if f := checksTable.find(key.Text); f >= 0 {
		checksTable.fields[f].read(d, value, c)
		return
	}
	rule, isRule := diag.LookUp(diag.RuleID(key.Text))
	switch {
	case !isRule:
		d.unknownCheck(key, has)
	case rule.Fixed:
		d.problems.Add(diag.Problem{Rule: SchemaValue, At: d.at(key),
			Message: fmt.Sprintf("the check %q cannot be changed, since it keeps private words private", key.Text), Help: "Remove the line."})
	default:
		if word, ok := d.oneOf(value, severityWords); ok {
			c.Severity[rule.ID], _ = diag.ParseSeverity(word)
		}
	}
}

func (d *decoder) unknownCheck(key *yamltext.Node, has func(string) bool) {
	p := diag.Problem{Rule: schemaUnknownKey, At: d.at(key), Message: fmt.Sprintf("there is no check %q", key.Text), Help: "upfront check --list names them all."}
	if d.unknown++; d.unknown <= maxGuesses {
		known := slices.DeleteFunc(append(checksTable.keys(), diag.Names(diag.Rules(), func(r diag.Rule) string { return string(r.ID) })...), has)
		p.Help = diag.DidYouMean(key.Text, known, p.Help)
	}
	d.problems.Add(p)
}
