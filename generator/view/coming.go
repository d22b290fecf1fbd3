package view

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// Coming is a change of a part of the offer with its day, announced or come.
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

// Coming returns a change of a part of the offer; nil for none.
func (p PageContext) Coming(c *catalog.Change) *Coming {
	if c == nil {
		return nil
	}
	out := &Coming{On: p.Day(c.From), Effect: p.Effect(effectWords[drift.Of(agreement.ChangesOf(c))]), Because: Sentence(c.Because.V)}
	switch was, is := c.Was, c.Is; {
	case was.Promise != nil:
		out.Values = p.ChangedValues("change.value", p.Promise(was.Promise, false), p.Promise(is.Promise, false))
		if is.Promise.Says.V != was.Promise.Says.V || len(out.Values) == 0 {
			out.Says = is.Promise.Says.V
		}
	case was.Option != nil:
		out.Values = p.changedOption(was.Option, is.Option)
	default:
		out.Values = p.changedPrice(was.Price, is.Price)
	}
	return out
}

// What returns what a change is of: the promise, the option, or the price of a service, with a link to it.
func (p PageContext) What(c *catalog.Change) Link {
	switch was := c.Was; {
	case was.Promise != nil:
		return Link{Text: was.Promise.Says.V, Href: p.PromiseHref(c.Is.Promise)}
	case was.Option != nil:
		o := p.option(was.Option)
		return Link{Text: p.Words.Word("option.of", "to", o.To, "promise", o.Change), Href: p.To(c.Capability.Address()) + "#options"}
	}
	return Link{Text: p.Words.Word("price.of", "service", c.Capability.Title.V), Href: p.To(c.Capability.Address())}
}

// changes collects values that are others than they were, a sentence each, in the words of a key.
type changes struct {
	PageContext
	key string
	out []string
}

func (c *changes) add(word, was, is string) {
	if was != is {
		c.out = append(c.out, c.changedValue(c.key, c.Words.Word(word), was, is))
	}
}

// ChangedChoices says what the options that a customer has cost and need by now, where they agreed to something else.
func (p PageContext) ChangedChoices(key string, t *agreement.Term) []string {
	c := changes{PageContext: p, key: key}
	for _, was := range t.Held.Chosen {
		if is, ok := t.Choice(was.Level.V); ok {
			c.add("option.price", was.Price.V, is.Option.Price.V)
			c.add("option.needed", was.Needs.V, is.Option.Needs.V)
		}
	}
	return c.out
}

func (p PageContext) changedOption(was, is *catalog.Option) []string {
	c := changes{PageContext: p, key: "change.value"}
	before, after := p.option(was), p.option(is)
	c.add("option.to", before.To, after.To)
	c.add("option.price", before.Price, after.Price)
	c.add("option.needed", before.Needs, after.Needs)
	return c.out
}

func (p PageContext) changedPrice(was, is *syntax.Price) []string {
	c := changes{PageContext: p, key: "change.value"}
	if before, after := p.Price(*was), p.Price(*is); before != nil && after != nil {
		c.add("sum.price", before.Amount, after.Amount)
		c.add("price.made_up", before.Kind, after.Kind)
		c.add("price.most", before.Ceiling, after.Ceiling)
		c.add("price.stands", before.HoldsFor, after.HoldsFor)
	}
	return c.out
}

// ChangedValues says which values of a promise are others than they were, a sentence each, in the words of a key.
func (p PageContext) ChangedValues(key string, was, is Promise) []string {
	c := changes{PageContext: p, key: key}
	c.add("promise.commitment", was.Commitment.Text, is.Commitment.Text)
	c.add("promise.limit", was.Limit, is.Limit)
	c.add("promise.measure", was.Measure, is.Measure)
	for _, l := range is.Levels {
		before := ""
		if i := slices.IndexFunc(was.Levels, func(w LevelTerm) bool { return w.Name == l.Name }); i >= 0 {
			before = was.Levels[i].Within
		}
		if before != l.Within {
			c.out = append(c.out, p.changedValue(key, l.Name, before, l.Within))
		}
	}
	c.add("promise.hours", was.Hours.Text, is.Hours.Text)
	if was.Window == is.Window { // which need not be said
		was.Window, is.Window = "", ""
	}
	c.add("promise.often_name", p.often(was.Target, was.Window), p.often(is.Target, is.Window))
	c.add("promise.excluded", strings.Join(was.Excluded, "; "), strings.Join(is.Excluded, "; "))
	c.add("promise.missed", strings.Join(was.Miss, " "), strings.Join(is.Miss, " "))
	return c.out
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
