package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/yamltext"
)

// Forms of words: texts, choices, answers, and lists and groups of any form.

// text reads words as they stand.
func text() form[*Text] {
	return scalarForm(schema{"type": []string{"string", "number", "boolean"}}, func(_ *decoder, n *yamltext.Node) (string, bool) { return n.Text, true })
}

// scalarForm makes a form of one value. read reports its own problem where it returns false.
func scalarForm[V any](s schema, read func(*decoder, *yamltext.Node) (V, bool)) form[*Written[V]] {
	return form[*Written[V]]{schema: s.itself, read: func(d *decoder, n *yamltext.Node, into *Written[V]) {
		if n.Kind != yamltext.Scalar {
			d.reportNotScalar(n, isText(s))
		} else if v, ok := read(d, n); ok {
			into.V, into.At = v, d.at(n)
		}
	}}
}

// isText reports whether any words may stand for a value.
func isText(s schema) bool {
	return s["pattern"] == nil && s["examples"] == nil && s["enum"] == nil && s["minimum"] == nil
}

// often reads words of the author's own, of which the given ones mean something here: one that is nearly such a word is told.
func often(words ...string) form[*Text] {
	return scalarForm(schema{"type": []string{"string", "number", "boolean"}}, func(d *decoder, n *yamltext.Node) (string, bool) {
		if near, ok := diag.Nearest(n.Text, words); ok && !slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, n.Text) }) {
			d.problems.Add(diag.Problem{Rule: SchemaValue, Severity: diag.Warning, At: d.at(n), Message: fmt.Sprintf("%q is nearly a word that is known here", n.Text),
				Help: fmt.Sprintf("Did you mean %q?", near)})
		}
		return n.Text, true
	})
}

// testedForm makes a form of texts that pass a test. refused has the words for one that does not, with %q in its message.
func testedForm(s schema, isGood func(string) bool, refused diag.Problem, help func(string) string) form[*Text] {
	return scalarForm(s, func(d *decoder, n *yamltext.Node) (string, bool) {
		if isGood(n.Text) {
			return n.Text, true
		}
		p := refused
		p.At, p.Message = d.at(n), fmt.Sprintf(p.Message, n.Text)
		if help != nil {
			p.Help = cmp.Or(help(n.Text), p.Help)
		}
		d.problems.Add(p)
		return "", false
	})
}

// brief reads a text that has to fit one place, such as a button.
func brief(most int) form[*Text] {
	return testedForm(schema{"type": "string", "maxLength": most}, func(text string) bool { return utf8.RuneCountInString(text) <= most },
		diag.Problem{Rule: SchemaValue, Message: "%q is too long for where it stands"},
		func(text string) string {
			return fmt.Sprintf("Say it in at most %d characters; it has %d.", most, utf8.RuneCountInString(text))
		})
}

// reportNotScalar explains why one value became something else. A text may be put in quotes; other values are none then.
func (d *decoder) reportNotScalar(n *yamltext.Node, text bool) {
	if n.Kind == yamltext.Refused {
		d.refused++
		return
	}
	p, misread := d.doc.NotScalar(d.file, n)
	if !misread || !text {
		p = diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("one value is expected here, and not %s", n.Kind), Help: "Write one value, behind its name or dash."}
		if n.Kind == yamltext.List && n.Flow && len(n.Items) == 1 && n.Items[0].Kind == yamltext.Scalar {
			p.Help = "Write it without brackets: " + n.Items[0].Text
		}
	}
	d.problems.Add(p)
}

func choice(words ...string) form[*Text] {
	return scalarForm(schema{"enum": words}, func(d *decoder, n *yamltext.Node) (string, bool) { return d.oneOf(n, words) })
}

// visibleTo reads who may see a thing. Capitals do not matter: a refused value would show the thing.
func visibleTo(words ...string) form[*Text] {
	return scalarForm(schema{"enum": words}, func(d *decoder, n *yamltext.Node) (string, bool) {
		switch word := strings.ToLower(n.Text); {
		case slices.Contains(words, word):
			return word, true
		case slices.Contains(unpublished, word), slices.Contains(staffOnly, word):
			d.problems.Add(diag.Problem{Rule: SchemaValue, At: d.at(n), Message: fmt.Sprintf("%q is not one of the words allowed here", n.Text),
				Help: "Write internal: then nobody outside sees it."})
			return "", false
		}
		return d.oneOf(n, words)
	})
}

// staffOnly are words that people write for internal.
var staffOnly = []string{"staff", "team", "nobody", "none", "secret", "confidential", "false", "no", "off", "us"}

func (d *decoder) oneOf(n *yamltext.Node, words []string) (string, bool) {
	if n.Kind != yamltext.Scalar {
		d.reportNotScalar(n, false)
		return "", false
	}
	if slices.Contains(words, n.Text) {
		return n.Text, true
	}
	help := "Write one of: " + strings.Join(words, ", ") + "."
	if near, ok := diag.Nearest(strings.Trim(n.Text, curly), words); ok {
		help = fmt.Sprintf("Did you mean %q? It may be: %s.", near, strings.Join(words, ", "))
	}
	d.problems.Add(diag.Problem{Rule: SchemaValue, At: d.at(n), Message: fmt.Sprintf("%q is not one of the words allowed here", n.Text), Help: help})
	return "", false
}

// curly are the quotes that word processors type.
const curly = "“”„‟«»‘’‚"

// answer reads yes, yes-if or no. People write a bare yes or no, which YAML may hand on as true or false: they mean
// the word.
func answer() form[*Text] {
	words := []string{"yes", "yes-if", "no"}
	return scalarForm(schema{"enum": []any{"yes", "yes-if", "no", true, false}}, func(d *decoder, n *yamltext.Node) (string, bool) {
		switch strings.ToLower(n.Text) {
		case "true", "yes":
			return "yes", true
		case "false", "no":
			return "no", true
		case "yes if", "yes, if":
			return "yes-if", true
		}
		return d.oneOf(n, words)
	})
}

func boolean() form[*Written[bool]] {
	return scalarForm(schema{"enum": []any{true, false, "yes", "no"}}, func(d *decoder, n *yamltext.Node) (bool, bool) {
		word := strings.ToLower(n.Text)
		isTrue, isFalse := word == "true" || word == "yes", word == "false" || word == "no"
		if !isTrue && !isFalse {
			d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%q is neither true nor false", n.Text), Help: "Write true or false."})
		}
		return isTrue, isTrue || isFalse
	})
}

func listOf[V any](f form[*V]) form[*[]V] {
	items := func() schema { return schema{"type": "array", "items": f.schema()} }
	return form[*[]V]{schema: items, read: func(d *decoder, n *yamltext.Node, into *[]V) {
		if n.Kind != yamltext.List {
			d.reportNotList(n)
			return
		}
		items := n.Items[:d.limit(n)]
		out := make([]V, 0, len(items))
		for i, item := range items {
			if d.isEntry(items, i, f.schema) {
				out = out[:len(out)+1]
				f.read(d, item, &out[len(out)-1])
			}
		}
		*into = out
	}}
}

// isEntry reports whether an item of a list can be read, and adds what is wrong with one that cannot.
func (d *decoder) isEntry(items []*yamltext.Node, i int, form func() schema) bool {
	switch item := items[i]; {
	case item.Kind == yamltext.Refused:
		d.refused++
	case i+1 < len(items) && beginsTwice(item, items[i+1]):
		d.problems.Add(diag.Problem{Rule: yamltext.DuplicateKey, At: d.at(item.Keys[0]), Help: "Remove the line.",
			Message: fmt.Sprintf("this entry begins twice: the line below says \"%s: %s\" too", item.Keys[0].Text, item.Items[0].Text)})
	case item.IsBlank():
		d.reportEmptyItem(item, form()["type"] == "object")
	default:
		return true
	}
	return false
}

// beginsTwice reports whether an entry is nothing but the first line of the one below it.
func beginsTwice(item, next *yamltext.Node) bool {
	if item.Kind != yamltext.Group || next.Kind != yamltext.Group || len(item.Keys) != 1 || len(next.Keys) < 2 || next.Line != item.Line+1 {
		return false
	}
	return item.Keys[0].Text == next.Keys[0].Text && item.Items[0].Kind == yamltext.Scalar && next.Items[0].Kind == yamltext.Scalar && item.Items[0].Text == next.Items[0].Text
}

// reportEmptyItem reports an entry without a value, of a list of groups of fields or of another.
func (d *decoder) reportEmptyItem(n *yamltext.Node, group bool) {
	p := diag.Problem{Rule: SchemaType, At: d.at(n), Message: "this entry of the list is empty", Help: "Write the entry after the dash, or remove the dash."}
	if n.Text != "" {
		p.Rule, p.Message = yamltext.Trap, fmt.Sprintf("to YAML %s means nothing, so this entry of the list is empty", n.Text)
		if p.Help = "Remove the entry."; !group {
			p.Help += fmt.Sprintf(" If you mean the word, put it in double quotes: %q.", n.Text)
		}
	}
	d.problems.Add(p)
}

var commaList = lazy.Pattern(`^[^,]+(, [^,]+)+$`)

// reportNotList explains how a list is written.
func (d *decoder) reportNotList(n *yamltext.Node) {
	if n.Kind == yamltext.Refused {
		d.refused++
		return
	}
	p := diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("a list is expected here, and not %s", n.Kind),
		Help: `Begin each entry with "- ", on a line of its own.`}
	switch {
	case n.Kind != yamltext.Scalar:
	case n.Plain && yamltext.IsGluedItem(n.Text):
		p.Rule, p.Message, p.Help = yamltext.Trap, "a space is missing after the dash", yamltext.Correction("Write", "- "+n.Text[1:])
	case noneWords().MatchString(n.Text):
		p.Message, p.Help = fmt.Sprintf("a list is expected here, and not %q", n.Text), "Write [] for an empty list, or leave the line out."
	case commaList().MatchString(n.Text):
		p.Help = `Begin each entry with "- ", on a line of its own, or write: [` + n.Text + "]"
	case n.Plain && yamltext.SignBeforeDash(n.Text) != "":
		sign := yamltext.SignBeforeDash(n.Text)
		p.Rule, p.Message, p.Help = yamltext.Trap, fmt.Sprintf("%q does not belong before a dash", sign), yamltext.Correction("Remove it", strings.TrimLeft(strings.TrimPrefix(n.Text, sign), " "))
	case n.Width > 0 && n.Width < 60:
		p.Help = "Write it as an entry, on the line below:" + yamltext.Example("- "+n.Text)
	}
	d.problems.Add(p)
}

// oneOrMore reads a list, or one value that stands for a list of one.
func oneOrMore[V any](f form[*V]) form[*[]V] {
	many := listOf(f)
	return form[*[]V]{schema: anyOf(many.schema, f.schema), read: func(d *decoder, n *yamltext.Node, into *[]V) {
		if n.Kind != yamltext.Scalar {
			many.read(d, n, into)
			return
		}
		if f.schema()["pattern"] != nil && isIDList(n.Text) {
			d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: "a list needs brackets, or one line for each entry",
				Help: "Write it in brackets: [" + n.Text + "]"})
			return
		}
		*into = make([]V, 1)
		f.read(d, n, &(*into)[0])
	}}
}

// mapOf reads pairs whose keys the author chooses, each of the key's form. Help shows one such pair.
func mapOf[V any](name, pair string, key form[*Text], f form[*V]) form[*Map[V]] {
	return form[*Map[V]]{schema: pairsOf(key.schema, f.schema), read: func(d *decoder, n *yamltext.Node, into *Map[V]) {
		if n.Kind != yamltext.Group {
			d.reportNotPairs(n, name, pair)
			return
		}
		keys := d.uniqueKeys(n)
		limit := d.limit(n)
		*into = slices.Grow(*into, limit)
		for i, k := range n.Keys[:limit] {
			if keys.find(k.Text) != k {
				continue
			}
			*into = append(*into, Entry[V]{})
			e := &(*into)[len(*into)-1]
			key.read(d, k, &e.Key)
			if e.Key.IsSet() && d.hasPair(k, n.Items[i]) {
				f.read(d, n.Items[i], &e.V)
			} else {
				*into = (*into)[:len(*into)-1]
			}
		}
	}}
}

// pairsOf returns a function that makes the schema of pairs.
func pairsOf(key, value func() schema) func() schema {
	return func() schema {
		s := schema{"type": "object", "additionalProperties": value()}
		if p := key()["pattern"]; p != nil {
			s["propertyNames"] = schema{"pattern": p}
		}
		if words := key()["enum"]; words != nil {
			s["propertyNames"] = schema{"enum": words}
		}
		return s
	}
}

// reportNotPairs explains how pairs are written.
func (d *decoder) reportNotPairs(n *yamltext.Node, name, pair string) {
	switch n.Kind {
	case yamltext.Nothing:
	case yamltext.Refused:
		d.refused++
	default:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%s are expected here, and not %s", name, n.Kind),
			Help: yamltext.Correction("Write each on a line of its own, such as", pair)})
	}
}

// hasPair reports whether the value of a pair can be read, and adds what is wrong with one that cannot.
func (d *decoder) hasPair(key, value *yamltext.Node) bool {
	switch value.Kind {
	case yamltext.Refused:
		d.refused++
	case yamltext.Nothing:
		d.problems.Add(diag.Problem{Rule: SchemaMissing, At: d.at(key), Message: fmt.Sprintf("%q says nothing", key.Text),
			Help: "Write what belongs to it, or remove the line."})
	default:
		return true
	}
	return false
}
