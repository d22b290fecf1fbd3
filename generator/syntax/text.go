package syntax

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"upfront/generator/diag"
)

// Forms of words: texts, choices, answers, and lists and groups of any form.

// text reads words as they stand.
func text() form[Text] {
	return scalarForm(schema{"type": []string{"string", "number", "boolean"}}, func(_ *decoder, n *node) (string, bool) { return n.text, true })
}

// scalarForm makes a form of one value. The reader reports its own problem where it gives false.
func scalarForm[V any](s schema, read func(*decoder, *node) (V, bool)) form[Of[V]] {
	return form[Of[V]]{schema: s, read: func(d *decoder, n *node, into *Of[V]) {
		if n.kind != scalar {
			d.wantScalar(n)
		} else if v, ok := read(d, n); ok {
			into.V, into.At = v, n.place(d.file)
		}
	}}
}

// wantScalar explains why a text became something else: with YAML it is nearly always one of four traps.
func (d *decoder) wantScalar(n *node) {
	line, _ := d.doc.line(n.line)
	r := rowOf(line)
	switch {
	case n.kind == refused:
	case n.flow && n.kind == pairs:
		d.say("yaml-trap", n, d.inQuotes(n, line), "a text that begins with { is read as a group of fields")
	case n.flow:
		d.say("yaml-trap", n, d.inQuotes(n, line), "a text that begins with [ is read as a list")
	case n.kind == pairs && len(n.keys) > 0 && n.keys[0].line == n.line && r.start+1 == n.column && r.colon >= 0:
		d.say("yaml-trap", n.keys[0], write("Put the whole text in double quotes", line[:r.start]+quoted(r.line[r.start:r.end])),
			"a text is expected here, and %q is read as the name of a field", n.keys[0].text)
	default:
		d.say("schema-type", n, "Write one value, on the line of its name.", "one value is expected here, and not %s", kindNames[n.kind])
	}
}

// inQuotes is help to put a text in quotes that begins with a bracket.
func (d *decoder) inQuotes(n *node, line string) string {
	from := len(string([]rune(line)[:min(n.column-1, len([]rune(line)))]))
	text := line[from:]
	if bracketsAfter(text, "") != "" || n.column == 1 {
		return "Put the whole text in double quotes."
	}
	end := closing(text)
	return write("Put the whole text in double quotes", line[:from]+quoted(text[:end])+text[end:])
}

// choice reads one of some words.
func choice(words ...string) form[Text] {
	return scalarForm(schema{"enum": words}, func(d *decoder, n *node) (string, bool) { return d.oneOf(n, words) })
}

// seenBy reads who may see a thing. Capitals are forgiven: to take one for a mistake that changes nothing would show it.
func seenBy(words ...string) form[Text] {
	return scalarForm(schema{"enum": words}, func(d *decoder, n *node) (string, bool) {
		if word := strings.ToLower(n.text); slices.Contains(words, word) {
			return word, true
		}
		if slices.Contains(unpublished, strings.ToLower(n.text)) || slices.Contains(staffOnly, strings.ToLower(n.text)) {
			d.say("schema-value", n, "Write internal: then nobody outside sees it.", "%q is not one of the words allowed here", n.text)
			return "", false
		}
		return d.oneOf(n, words)
	})
}

// staffOnly are words that people write for internal.
var staffOnly = []string{"staff", "team", "nobody", "none", "secret", "confidential", "false", "no", "off", "us"}

func (d *decoder) oneOf(n *node, words []string) (string, bool) {
	if n.kind != scalar {
		d.wantScalar(n)
		return "", false
	}
	if slices.Contains(words, n.text) {
		return n.text, true
	}
	help := "Write one of: " + strings.Join(words, ", ") + "."
	if near, ok := diag.Nearest(strings.Trim(n.text, curly), words); ok {
		help = fmt.Sprintf("Did you mean %q? It may be: %s.", near, strings.Join(words, ", "))
	}
	d.say("schema-value", n, help, "%q is not one of the words allowed here", n.text)
	return "", false
}

// curly are the quotes that word processors type.
const curly = "“”„‟«»‘’‚"

// answer reads yes, yes-if or no. People write a bare yes or no, which YAML may hand on as true or false: they mean
// the word.
func answer() form[Text] {
	words := []string{"yes", "yes-if", "no"}
	return scalarForm(schema{"enum": []any{"yes", "yes-if", "no", true, false}}, func(d *decoder, n *node) (string, bool) {
		switch strings.ToLower(n.text) {
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

// truth reads true or false.
func truth() form[Of[bool]] {
	return scalarForm(schema{"enum": []any{true, false, "yes", "no"}}, func(d *decoder, n *node) (bool, bool) {
		switch strings.ToLower(n.text) {
		case "true", "yes":
			return true, true
		case "false", "no":
			return false, true
		}
		d.say("schema-type", n, "Write true or false.", "%q is neither true nor false", n.text)
		return false, false
	})
}

// listOf reads a list.
func listOf[V any](f form[V]) form[[]V] {
	return form[[]V]{schema: schema{"type": "array", "items": f.schema}, read: func(d *decoder, n *node, into *[]V) {
		if n.kind != list {
			d.wantList(n)
			return
		}
		out := make([]V, 0, len(n.items))
		for _, item := range n.items {
			switch {
			case item.kind == refused:
			case !says(item):
				d.emptyEntry(item)
			default:
				out = out[:len(out)+1]
				f.read(d, item, &out[len(out)-1])
			}
		}
		*into = out
	}}
}

func (d *decoder) emptyEntry(n *node) {
	if n.text != "" {
		d.say("yaml-trap", n, fmt.Sprintf("Remove the entry. If you mean the word, put it in double quotes: %q.", n.text), "to YAML %s means nothing, so this entry of the list is empty", n.text)
		return
	}
	d.say("schema-type", n, "Write the entry after the dash, or remove the dash.", "this entry of the list is empty")
}

var commaList = regexp.MustCompile(`^[^,]+(, [^,]+)+$`)

// wantList explains how a list is written.
func (d *decoder) wantList(n *node) {
	switch {
	case n.kind == refused:
	case n.kind == scalar && n.plain && gluedEntry.MatchString(n.text):
		d.say("yaml-trap", n, write("Write", "- "+n.text[1:]), "a space is missing after the dash")
	case n.kind == scalar && noneWords.MatchString(n.text):
		d.say("schema-type", n, "Write [] for an empty list, or leave the line out.", "a list is expected here, and not %q", n.text)
	case n.kind == scalar && commaList.MatchString(n.text):
		d.say("schema-type", n, `Begin each entry with "- ", on a line of its own, or write: [`+n.text+"]", "a list is expected here, and not %s", kindNames[n.kind])
	case n.kind == scalar && n.width > 0 && n.width < 60:
		d.say("schema-type", n, "Write it as an entry, on the line below:"+example("- "+n.text), "a list is expected here, and not %s", kindNames[n.kind])
	default:
		d.say("schema-type", n, `Begin each entry with "- ", on a line of its own.`, "a list is expected here, and not %s", kindNames[n.kind])
	}
}

// oneOrMore reads a list, or one value that stands for a list of one.
func oneOrMore[V any](f form[V]) form[[]V] {
	many := listOf(f)
	return form[[]V]{schema: schema{"anyOf": []any{many.schema, f.schema}}, read: func(d *decoder, n *node, into *[]V) {
		if n.kind != scalar {
			many.read(d, n, into)
			return
		}
		if f.schema["pattern"] != nil && isIDList(n.text) {
			d.say("schema-type", n, "Write it in brackets: ["+n.text+"]", "a list needs brackets, or one line for each entry")
			return
		}
		*into = make([]V, 1)
		f.read(d, n, &(*into)[0])
	}}
}

// mapOf reads pairs whose keys the author chooses, each of the key's form. Help shows one such pair.
func mapOf[V any](name, pair string, key form[Text], f form[V]) form[Map[V]] {
	s := schema{"type": "object", "additionalProperties": f.schema}
	if p := key.schema["pattern"]; p != nil {
		s["propertyNames"] = schema{"pattern": p}
	}
	return form[Map[V]]{schema: s, read: func(d *decoder, n *node, into *Map[V]) {
		switch {
		case n.kind == refused || n.kind == nothing:
			return
		case n.kind != pairs:
			d.say("schema-type", n, write("Write each on a line of its own, such as", pair), "%s are expected here, and not %s", name, kindNames[n.kind])
			return
		}
		given := d.once(n)
		for i, k := range n.keys {
			if given.first(k.text) != k {
				continue
			}
			var e Entry[V]
			key.read(d, k, &e.Key)
			switch {
			case !e.Key.IsSet() || n.items[i].kind == refused:
			case n.items[i].kind == nothing:
				d.say("schema-missing", k, "Write what belongs to it, or remove the line.", "%q says nothing", k.text)
			default:
				f.read(d, n.items[i], &e.V)
				*into = append(*into, e)
			}
		}
	}}
}
