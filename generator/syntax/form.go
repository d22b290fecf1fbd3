package syntax

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/diag"
)

// A form says what may be written in one place: how it is read, and how a JSON Schema describes it. A table lists the
// fields of one kind of thing. Tables are the only list of fields in the program: reading, "did you mean" and the JSON
// Schema follow from them.

// schema is a JSON Schema, draft 2020-12, as the values that encoding/json prints.
type schema map[string]any

// form reads one value.
type form[V any] struct {
	read   func(*decoder, *node) V
	schema schema
}

// field is one field of a T.
type field[T any] struct {
	key    string
	doc    string
	must   bool
	read   func(*decoder, *node, *T)
	schema schema
}

// table is the fields of one kind of thing.
type table[T any] struct {
	name    string // with its article, as messages say it: "a capability"
	fields  []field[T]
	place   func(*T) *diag.Place // where the thing begins; may be nil
	short   func(*T) *Text       // the field that a bare text stands for; nil when none may
	foreign string               // the rule for an unknown key; empty: schema-unknown-key
	former  map[string]string    // words of other tools for our fields: client → customer
}

// is makes a field.
func is[T, V any](key string, at func(*T) *V, f form[V], doc string) field[T] {
	return field[T]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *node, into *T) { *at(into) = f.read(d, n) }}
}

// must makes a field that has to be there.
func must[T, V any](key string, at func(*T) *V, f form[V], doc string) field[T] {
	made := is(key, at, f, doc)
	made.must = true
	return made
}

// decoder reads one file.
type decoder struct {
	file     string
	zone     *time.Location // of times that are written without one
	problems []diag.Problem
}

func (d *decoder) say(rule string, n *node, help, message string, args ...any) {
	d.problems = append(d.problems, diag.Problem{Rule: rule, At: n.place(d.file), Message: fmt.Sprintf(message, args...), Help: help})
}

func (t table[T]) keys() []string {
	keys := make([]string, len(t.fields))
	for i, f := range t.fields {
		keys[i] = f.key
	}
	return keys
}

// form is the table as the form of a value.
func (t table[T]) form() form[T] {
	return form[T]{schema: t.schema(), read: func(d *decoder, n *node) T { return t.read(d, n) }}
}

func (t table[T]) read(d *decoder, n *node) T {
	var out T
	if t.place != nil {
		*t.place(&out) = n.place(d.file)
	}
	switch {
	case n.kind == pairs:
		t.readPairs(d, n, &out)
	case n.kind == scalar && t.short != nil:
		*t.short(&out) = Text{n.text, n.place(d.file)}
	case n.kind == nothing:
		t.requireAll(d, n, nil)
	default:
		d.say("schema-type", n, "Write its fields, one a line: "+strings.Join(t.keys(), ", ")+".", "%s is written as %s", t.name, kindNames[n.kind])
	}
	return out
}

func (t table[T]) readPairs(d *decoder, n *node, out *T) {
	seen, given := map[string]*node{}, map[string]bool{}
	for i, k := range n.keys {
		given[k.text] = n.items[i].kind != nothing
		if first := seen[k.text]; first != nil {
			d.say("schema-duplicate-key", k, "Keep one of the two.", "%q is written twice; the first is on line %d", k.text, first.line)
			continue
		}
		seen[k.text] = k
		f := slices.IndexFunc(t.fields, func(f field[T]) bool { return f.key == k.text })
		switch {
		case f < 0:
			t.unknown(d, k)
		case n.items[i].kind != nothing:
			t.fields[f].read(d, n.items[i], out)
		}
	}
	t.requireAll(d, n, given)
}

func (t table[T]) requireAll(d *decoder, n *node, given map[string]bool) {
	for _, f := range t.fields {
		if f.must && !given[f.key] {
			d.say("schema-missing", n, fmt.Sprintf("Add %q: %s.", f.key+":", lowerFirst(f.doc)), "%s has no %q", t.name, f.key)
		}
	}
}

func (t table[T]) unknown(d *decoder, key *node) {
	rule, help := "schema-unknown-key", fmt.Sprintf("The fields of %s are: %s.", t.name, strings.Join(t.keys(), ", "))
	if ours := t.former[key.text]; ours != "" {
		help = fmt.Sprintf("Write %q.", ours)
	} else if near, ok := diag.Nearest(key.text, t.keys()); ok {
		help = fmt.Sprintf("Did you mean %q?", near)
	} else if t.foreign != "" {
		rule, help = t.foreign, "Remove it if nobody needs it; nothing is lost either way."
	}
	d.say(rule, key, help, "there is no field %q in %s", key.text, t.name)
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// text reads words as they stand.
func text() form[Text] { return scalarForm(schema{"type": "string"}, readText) }

func readText(_ *decoder, n *node) (string, bool) { return n.text, true }

// scalarForm makes a form of one value. The reader reports its own problem where it gives false.
func scalarForm[V any](s schema, read func(*decoder, *node) (V, bool)) form[Of[V]] {
	return form[Of[V]]{schema: s, read: func(d *decoder, n *node) Of[V] {
		if n.kind != scalar {
			d.wantScalar(n)
			return Of[V]{}
		}
		v, ok := read(d, n)
		if !ok {
			return Of[V]{}
		}
		return Of[V]{v, n.place(d.file)}
	}}
}

// wantScalar explains why a text became something else: with YAML it is nearly always one of four traps.
func (d *decoder) wantScalar(n *node) {
	switch {
	case n.kind == pairs && n.flow:
		d.say("yaml-trap", n, `Put the whole text in double quotes: "{…}".`, "a text that begins with { is read as a group of fields")
	case n.kind == pairs && len(n.keys) > 0:
		d.say("yaml-trap", n.keys[0], `Put the whole text in double quotes, since ": " begins a field: "`+n.keys[0].text+`: …".`,
			"a text is expected here, and %q is read as the name of a field", n.keys[0].text)
	case n.kind == list && n.flow:
		d.say("yaml-trap", n, `Put the whole text in double quotes: "[…]".`, "a text that begins with [ is read as a list")
	default:
		d.say("schema-type", n, "Write one value on one line.", "one value is expected here, not %s", kindNames[n.kind])
	}
}

// choice reads one of some words.
func choice(words ...string) form[Text] {
	return scalarForm(schema{"enum": words}, func(d *decoder, n *node) (string, bool) { return d.oneOf(n, words) })
}

func (d *decoder) oneOf(n *node, words []string) (string, bool) {
	if slices.Contains(words, n.text) {
		return n.text, true
	}
	help := "Write one of: " + strings.Join(words, ", ") + "."
	if near, ok := diag.Nearest(n.text, words); ok {
		help = fmt.Sprintf("Did you mean %q? It may be: %s.", near, strings.Join(words, ", "))
	}
	d.say("schema-value", n, help, "%q is not one of the words allowed here", n.text)
	return "", false
}

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
	return scalarForm(schema{"type": "boolean"}, func(d *decoder, n *node) (bool, bool) {
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

// id reads a name as it stands in addresses and references.
func id() form[Text] {
	return scalarForm(schema{"type": "string", "pattern": "^" + idPattern + "$"}, func(d *decoder, n *node) (string, bool) {
		if !IsID(n.text) {
			d.say("id-form", n, idHelp(n.text), "%q cannot be an id", n.text)
			return "", false
		}
		return n.text, true
	})
}

// reference reads dotted ids, such as capability.promise.
func reference() form[Text] {
	return scalarForm(schema{"type": "string", "pattern": `^` + idPattern + `(\.` + idPattern + `)*$`}, func(d *decoder, n *node) (string, bool) {
		for part := range strings.SplitSeq(n.text, ".") {
			if !IsID(part) {
				d.say("id-form", n, "A reference is written capability or capability.promise.", "%q cannot be a reference", n.text)
				return "", false
			}
		}
		return n.text, true
	})
}

// listOf reads a list. One value without its dash is taken as a list of one, because people write that.
func listOf[V any](f form[V]) form[[]V] {
	return form[[]V]{schema: schema{"type": "array", "items": f.schema}, read: func(d *decoder, n *node) []V {
		if n.kind != list {
			d.say("schema-type", n, `Begin each entry with "- ", on a line of its own.`, "a list is expected here, not %s", kindNames[n.kind])
			return nil
		}
		out := make([]V, 0, len(n.items))
		for _, item := range n.items {
			if item.kind == nothing {
				d.say("schema-type", item, `Write the entry after the dash, or remove the dash. Text after " #" is a comment; put it in quotes.`, "this entry of the list is empty")
				continue
			}
			out = append(out, f.read(d, item))
		}
		return out
	}}
}

// oneOrMore reads a list, or one value that stands for a list of one.
func oneOrMore[V any](f form[V]) form[[]V] {
	many := listOf(f)
	return form[[]V]{schema: schema{"anyOf": []any{many.schema, f.schema}}, read: func(d *decoder, n *node) []V {
		if n.kind == scalar {
			return []V{f.read(d, n)}
		}
		return many.read(d, n)
	}}
}

// mapOf reads pairs whose keys the author chooses, each of the key's form.
func mapOf[V any](name string, key form[Text], f form[V]) form[Map[V]] {
	s := schema{"type": "object", "additionalProperties": f.schema}
	if p := key.schema["pattern"]; p != nil {
		s["propertyNames"] = schema{"pattern": p}
	}
	return form[Map[V]]{schema: s, read: func(d *decoder, n *node) Map[V] {
		if n.kind != pairs {
			d.say("schema-type", n, `Write "name: value" lines.`, "%s are expected here, not %s", name, kindNames[n.kind])
			return nil
		}
		var out Map[V]
		for i, k := range n.keys {
			read := key.read(d, k)
			if _, twice := out.Get(k.text); twice {
				d.say("schema-duplicate-key", k, "Keep one of the two.", "%q is written twice", k.text)
			} else if read.IsSet() && n.items[i].kind != nothing {
				out = append(out, Entry[V]{read, f.read(d, n.items[i])})
			}
		}
		return out
	}}
}

// schema gives the table's JSON Schema.
func (t table[T]) schema() schema {
	properties, required := schema{}, []string{}
	for _, f := range t.fields {
		described := schema{"description": f.doc}
		for k, v := range f.schema {
			described[k] = v
		}
		properties[f.key] = described
		if f.must {
			required = append(required, f.key)
		}
	}
	s := schema{"type": "object", "properties": properties}
	if t.foreign == "" {
		s["additionalProperties"] = false
	}
	if len(required) > 0 {
		s["required"] = required
	}
	if t.short != nil {
		return schema{"anyOf": []any{schema{"type": "string"}, s}}
	}
	return s
}
