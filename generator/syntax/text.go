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
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: n.place(d.file), Message: "a text that begins with { is read as a group of fields",
			Help: d.inQuotes(n, line)})
	case n.flow:
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: n.place(d.file), Message: "a text that begins with [ is read as a list", Help: d.inQuotes(n, line)})
	case n.kind == pairs && len(n.keys) > 0 && n.keys[0].line == n.line && r.start+1 == n.column && r.colon >= 0:
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: n.keys[0].place(d.file),
			Message: fmt.Sprintf("a text is expected here, and %q is read as the name of a field", n.keys[0].text),
			Help:    write("Put the whole text in double quotes", line[:r.start]+quoted(r.line[r.start:r.end]))})
	default:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("one value is expected here, and not %s", kindNames[n.kind]),
			Help: "Write one value, on the line of its name."})
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
			d.problems.Add(diag.Problem{Rule: SchemaValue, At: n.place(d.file), Message: fmt.Sprintf("%q is not one of the words allowed here", n.text),
				Help: "Write internal: then nobody outside sees it."})
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
	d.problems.Add(diag.Problem{Rule: SchemaValue, At: n.place(d.file), Message: fmt.Sprintf("%q is not one of the words allowed here", n.text), Help: help})
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
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("%q is neither true nor false", n.text),
			Help: "Write true or false."})
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
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: n.place(d.file), Message: fmt.Sprintf("to YAML %s means nothing, so this entry of the list is empty", n.text),
			Help: fmt.Sprintf("Remove the entry. If you mean the word, put it in double quotes: %q.", n.text)})
		return
	}
	d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: "this entry of the list is empty",
		Help: "Write the entry after the dash, or remove the dash."})
}

var commaList = regexp.MustCompile(`^[^,]+(, [^,]+)+$`)

// wantList explains how a list is written.
func (d *decoder) wantList(n *node) {
	switch {
	case n.kind == refused:
	case n.kind == scalar && n.plain && gluedEntry.MatchString(n.text):
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: n.place(d.file), Message: "a space is missing after the dash", Help: write("Write", "- "+n.text[1:])})
	case n.kind == scalar && noneWords.MatchString(n.text):
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("a list is expected here, and not %q", n.text),
			Help: "Write [] for an empty list, or leave the line out."})
	case n.kind == scalar && commaList.MatchString(n.text):
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("a list is expected here, and not %s", kindNames[n.kind]),
			Help: `Begin each entry with "- ", on a line of its own, or write: [` + n.text + "]"})
	case n.kind == scalar && n.width > 0 && n.width < 60:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("a list is expected here, and not %s", kindNames[n.kind]),
			Help: "Write it as an entry, on the line below:" + example("- "+n.text)})
	default:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("a list is expected here, and not %s", kindNames[n.kind]),
			Help: `Begin each entry with "- ", on a line of its own.`})
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
			d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: "a list needs brackets, or one line for each entry",
				Help: "Write it in brackets: [" + n.text + "]"})
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
			d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("%s are expected here, and not %s", name, kindNames[n.kind]),
				Help: write("Write each on a line of its own, such as", pair)})
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
				d.problems.Add(diag.Problem{Rule: SchemaMissing, At: k.place(d.file), Message: fmt.Sprintf("%q says nothing", k.text),
					Help: "Write what belongs to it, or remove the line."})
			default:
				f.read(d, n.items[i], &e.V)
				*into = append(*into, e)
			}
		}
	}}
}
