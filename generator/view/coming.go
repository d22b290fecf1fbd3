package view

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/drift"
)

// Coming is a change of a promise with its day, announced or come.
type Coming struct {
	On      Time
	Effect  Tag      // "Weaker"
	Says    string   // the sentence from then on; empty where values change and it does not
	Values  []string // the values that change, a sentence each: "Within: 72 hours, and 48 hours until then."
	Because string   // why; may be empty
}

// Text returns what changes, and why, in one text.
func (c *Coming) Text() string {
	return strings.TrimSpace(strings.Join(append(append([]string{Sentence(c.Says)}, c.Values...), c.Because), " "))
}

// Effect returns the tag of a change: whether it is for the better.
func (r *Renderer) Effect(effect string) Tag {
	kinds := map[string]string{"stronger": "ok", "weaker": "warn"}
	if kinds[effect] == "" {
		return Tag{Kind: "info", Text: r.Words.Word("change." + effect)}
	}
	return Tag{Kind: kinds[effect], Text: r.Words.Word("change." + effect)}
}

var effectWords = map[drift.Effect]string{drift.Wording: "clearer", drift.Different: "different", drift.Stronger: "stronger", drift.Weaker: "weaker"}

// Coming returns a change of a promise; nil for none.
func (p PageContext) Coming(c *catalog.Change) *Coming {
	if c == nil {
		return nil
	}
	effect := drift.Of(agreement.Changed(c.Was, c.Is))
	values := p.ChangedValues("change.value", p.Promise(c.Was, false), p.Promise(c.Is, false))
	says := c.Is.Says.V
	if says == c.Was.Says.V && len(values) > 0 {
		says = ""
	}
	return &Coming{On: p.Day(c.From), Effect: p.Effect(effectWords[effect]), Says: says, Values: values, Because: Sentence(c.Because.V)}
}

// ChangedValues says which values of a promise are others than they were, a sentence each, in the words of a key.
func (p PageContext) ChangedValues(key string, was, is Promise) (out []string) {
	add := func(word, was, is string) {
		if was != is {
			out = append(out, p.changedValue(key, p.Words.Word(word), was, is))
		}
	}
	add("promise.commitment", was.Commitment.Text, is.Commitment.Text)
	add("promise.limit", was.Limit, is.Limit)
	add("promise.measure", was.Measure, is.Measure)
	for _, l := range is.Levels {
		before := ""
		if i := slices.IndexFunc(was.Levels, func(w LevelTerm) bool { return w.Name == l.Name }); i >= 0 {
			before = was.Levels[i].Within
		}
		if before != l.Within {
			out = append(out, p.changedValue(key, l.Name, before, l.Within))
		}
	}
	add("promise.hours", was.Hours.Text, is.Hours.Text)
	add("promise.often_name", p.often(was.Target, was.Window), p.often(is.Target, is.Window))
	add("promise.excluded", strings.Join(was.Excluded, "; "), strings.Join(is.Excluded, "; "))
	add("promise.missed", strings.Join(was.Miss, " "), strings.Join(is.Miss, " "))
	return out
}

func (p PageContext) changedValue(key, name, was, is string) string {
	trim := func(s string) string { return Uncapitalize(strings.TrimSuffix(s, ".")) }
	switch {
	case was == "":
		return p.Words.Word(key+"_new", "name", name, "now", trim(is))
	case is == "":
		return p.Words.Word(key+"_gone", "name", name, "was", trim(was))
	}
	return p.Words.Word(key, "name", name, "now", trim(is), "was", trim(was))
}
