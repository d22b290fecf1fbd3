package syntax

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"upfront/generator/diag"
)

// A form says what may be written in one place: how it is read, and how a JSON Schema describes it. A table lists the
// fields of one kind of thing. Tables are the only list of fields in the program: reading, "did you mean" and the JSON
// Schema follow from them.

const (
	schemaUnknownKey   diag.RuleID = "schema-unknown-key"
	schemaDuplicateKey diag.RuleID = "schema-duplicate-key"
	frontMatterForeign diag.RuleID = "front-matter-foreign"
)

// form reads one value into its place, and leaves the place alone where there is nothing to be had. Values are large, and
// so are never handed around.
type form[V any] struct {
	read   func(*decoder, *node, *V)
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
	check   func(*decoder, *T)   // looks at fields together; may be nil
	foreign bool                 // fields of other tools are a warning and no error
	lenient bool                 // so is any field that is not ours
	hides   func(*T) *[]Hiding   // why other tools would hide it; nil where nothing does
	former  map[string]string    // words of other tools for our fields: client → customer
}

// is makes a field.
func is[T, V any](key string, at func(*T) *V, f form[V], doc string) field[T] {
	return field[T]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *node, into *T) { f.read(d, n, at(into)) }}
}

// must makes a field that has to be there.
func must[T, V any](key string, at func(*T) *V, f form[V], doc string) field[T] {
	made := is(key, at, f, doc)
	made.must = true
	return made
}

// also makes a field whose entries are added to those of another field.
func also[T, V any](key string, at func(*T) *[]V, f form[[]V], doc string) field[T] {
	return field[T]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *node, into *T) {
		var more []V
		f.read(d, n, &more)
		*at(into) = append(*at(into), more...)
	}}
}

// noting is the field, which says in its thing when its value is refused.
func (f field[T]) noting(refused func(*T) *bool) field[T] {
	read := f.read
	f.read = func(d *decoder, n *node, into *T) {
		before := len(d.problems.Problems)
		read(d, n, into)
		if diag.Count(d.problems.Problems[before:], diag.Error) > 0 {
			*refused(into) = true
		}
	}
	return f
}

// decoder reads one file.
type decoder struct {
	file     string
	zone     *time.Location // of times that are written without one
	doc      document
	problems diag.List
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
	return form[T]{schema: t.schema(), read: t.read}
}

// readFile reads a whole file.
func (t table[T]) readFile(d *decoder, n *node, out *T) {
	if n.kind != nothing {
		t.read(d, n, out)
		return
	}
	if t.place != nil {
		*t.place(out) = n.place(d.file)
	}
	if needed := t.needed(); len(needed) > 0 {
		d.problems.Add(diag.Problem{Rule: SchemaMissing, At: n.place(d.file), Message: fmt.Sprintf("%s says nothing yet", t.name),
			Help: "Write at least: " + strings.Join(needed, ", ") + "."})
	}
}

func (t table[T]) needed() (keys []string) {
	for _, f := range t.fields {
		if f.must {
			keys = append(keys, f.key)
		}
	}
	return keys
}

func (t table[T]) read(d *decoder, n *node, out *T) {
	if t.place != nil {
		*t.place(out) = n.place(d.file)
	}
	switch {
	case n.kind == refused:
	case n.kind == pairs:
		t.readPairs(d, n, out)
	case n.kind == scalar && t.short != nil && !t.glued(d, n):
		*t.short(out) = Text{n.text, n.place(d.file)}
	case n.kind == scalar && t.short != nil:
	case n.kind == nothing:
		t.requireAll(d, n, given{})
	default:
		t.notPairs(d, n)
	}
}

// glued reports "what:Wrap the goods", which would be read as a text.
func (t table[T]) glued(d *decoder, n *node) bool {
	if !n.plain || strings.IndexByte(n.text, ':') < 0 {
		return false
	}
	m := gluedField.FindStringSubmatch(n.text)
	if m == nil || t.find(m[1]) < 0 {
		return false
	}
	d.problems.Add(diag.Problem{Rule: yamlTrap, At: n.place(d.file), Message: fmt.Sprintf("a space is missing after %q", m[1]+":"),
		Help: write("Write", m[1]+": "+m[2])})
	return true
}

var noneWords = regexp.MustCompile(`(?i)^(no|none|n/?a|nothing|-+|false|off)$`)

func (t table[T]) notPairs(d *decoder, n *node) {
	m := gluedField.FindStringSubmatch(n.text)
	switch {
	case n.kind == scalar && n.plain && m != nil && t.find(m[1]) >= 0:
		t.glued(d, n)
	case n.kind == scalar && noneWords.MatchString(n.text):
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("%s is written as one value, %q", t.name, n.text),
			Help: "Leave the line out where there is nothing to say."})
	case n.kind == list && len(n.items) == 1:
		what := map[bool]string{true: "brackets", false: "dash"}[n.flow]
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("%s is written as a list", t.name),
			Help: "Remove the " + what + ": there is only one."})
	default:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("%s is written as %s", t.name, kindNames[n.kind]),
			Help: "Write its fields, one a line: " + strings.Join(t.keys(), ", ") + "."})
	}
}

func (t table[T]) find(key string) int {
	return slices.IndexFunc(t.fields, func(f field[T]) bool { return f.key == key })
}

// findAfter finds a field with fewer looks where people keep to the order of the table.
func (t table[T]) findAfter(last int, key string) int {
	for i := last + 1; i < len(t.fields); i++ {
		if t.fields[i].key == key {
			return i
		}
	}
	return t.find(key)
}

func (t table[T]) readPairs(d *decoder, n *node, out *T) {
	given, f := d.once(n), -1
	for i, k := range n.keys {
		f = t.findAfter(f, k.text)
		switch {
		case given.first(k.text) != k:
		case f < 0 && t.hides != nil && d.hiding(k, n.items[i], t.hides(out)):
		case f < 0:
			t.unknown(d, k)
		case says(n.items[i]):
			t.fields[f].read(d, n.items[i], out)
		case t.fields[f].must, t.fields[f].key == "visibility": // a value that was forgotten would publish
			d.empty(t.name, k, n.items[i])
		}
	}
	t.requireAll(d, n, given)
	if t.check != nil {
		t.check(d, out)
	}
}

// given finds the keys of a group.
type given struct {
	keys   []*node
	byText map[string]*node // the first of each; nil where there are so few that looking at all of them is faster
}

// few is how many keys are looked at one by one.
const few = 32

// first gives the first key with a text, nil where there is none.
func (g given) first(text string) *node {
	if g.byText != nil {
		return g.byText[text]
	}
	for _, k := range g.keys {
		if k.text == text {
			return k
		}
	}
	return nil
}

// givenBy collects the keys of a group.
func givenBy(n *node) given {
	g := given{keys: n.keys}
	if len(n.keys) > few {
		g.byText = make(map[string]*node, len(n.keys))
		for _, k := range slices.Backward(n.keys) {
			g.byText[k.text] = k
		}
	}
	return g
}

// once reports each key that is there a second time, and finds the first ones.
func (d *decoder) once(n *node) given {
	given := givenBy(n)
	for _, k := range n.keys {
		first := given.first(k.text)
		if first == k {
			continue
		}
		d.problems.Add(diag.Problem{Rule: schemaDuplicateKey, At: k.place(d.file), Message: fmt.Sprintf("%q is written twice", k.text),
			Help: "Keep one of the two. Where you mean two entries, write a list.", Related: []diag.Related{{At: first.place(d.file), Note: "the first is here"}}})
	}
	return given
}

// says reports whether a value says anything: nothing, null and "" do not.
func says(n *node) bool {
	return n.kind != nothing && (n.kind != scalar || strings.TrimSpace(n.text) != "")
}

// empty reports a field that has to be there and has no value.
func (d *decoder) empty(name string, key, value *node) {
	switch {
	case value.kind == nothing && value.text != "":
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: value.place(d.file), Message: fmt.Sprintf("to YAML %s means nothing, so %s has no %q", value.text, name, key.text),
			Help: fmt.Sprintf("Write the value. If you mean the word, put it in double quotes: %q.", value.text)})
	default:
		d.problems.Add(diag.Problem{Rule: SchemaMissing, At: key.place(d.file), Message: fmt.Sprintf("%s has an empty %q", name, key.text),
			Help: fmt.Sprintf("Write it after %q on the same line.", key.text+":")})
	}
}

func (t table[T]) requireAll(d *decoder, n *node, given given) {
	for _, f := range t.fields {
		if f.must && given.first(f.key) == nil && !t.misspelt(n, f.key) {
			d.problems.Add(diag.Problem{Rule: SchemaMissing, At: n.place(d.file), Message: fmt.Sprintf("%s has no %q", t.name, f.key),
				Help: fmt.Sprintf("Add %q: %s.", f.key, lowerFirst(f.doc))})
		}
	}
}

// misspelt reports whether a field is there under a name that is nearly its own: that is reported already.
func (t table[T]) misspelt(n *node, key string) bool {
	for _, k := range n.keys {
		if near, ok := diag.Nearest(k.text, t.keys()); !slices.Contains(t.keys(), k.text) && (ok && near == key || t.former[k.text] == key) {
			return true
		}
	}
	return false
}

// unknown reports a field that the table does not have.
func (t table[T]) unknown(d *decoder, key *node) {
	rule, help := schemaUnknownKey, fmt.Sprintf("The fields of %s are: %s.", t.name, strings.Join(t.keys(), ", "))
	if entry, glued := strings.CutPrefix(key.text, "-"); glued && key.plain {
		d.problems.Add(diag.Problem{Rule: yamlTrap, At: key.place(d.file), Message: "a space is missing after the dash", Help: write("Write", "- "+entry+": …")})
		return
	}
	near, ok := diag.Nearest(key.text, t.keys())
	hiding, hides := nearHiding(key.text)
	never, yaml := notHidden(key.text)
	switch homes := d.homes(key.text); {
	case t.hides != nil && (ok && near == "visibility" || hides && hiding == "visibility"):
		d.problems.Add(diag.Problem{Rule: rule, At: key.place(d.file), Message: fmt.Sprintf("there is no field %q in %s", key.text, t.name),
			Help: `Did you mean "visibility"?`})
		return
	case t.hides != nil && hides && hidingFields[hidingWord(key.text)] == 0 && !slices.Contains(t.keys(), near):
		d.problems.Add(diag.Problem{Rule: rule, At: key.place(d.file), Message: fmt.Sprintf("there is no field %q in %s", key.text, t.name),
			Help: fmt.Sprintf("Did you mean %q? Write it so to keep the document off the site, or remove the line.", hiding)})
		return
	case t.former[key.text] != "":
		help = fmt.Sprintf("Write %q.", t.former[key.text])
	case t.foreign && (foreignFields[key.text] || hidingFields[hidingWord(key.text)] != 0):
		rule, help = frontMatterForeign, "Remove it if nobody needs it; nothing is lost either way."
	case ok:
		help = fmt.Sprintf("Did you mean %q?", near)
	case t.hides == nil && yaml:
		help = never
	case len(homes) > 0:
		help = fmt.Sprintf("It is a field of %s. Is the line indented as it should be?", strings.Join(homes, ", and of "))
	}
	if t.lenient {
		rule = frontMatterForeign
	}
	d.problems.Add(diag.Problem{Rule: rule, At: key.place(d.file), Message: fmt.Sprintf("there is no field %q in %s", key.text, t.name), Help: help})
}

// homes gives the things of the same file that do have a field, at most three.
func (d *decoder) homes(key string) []string {
	if d.doc.words == nil {
		return nil
	}
	homes := d.doc.words().homes[key]
	return homes[:min(len(homes), 3)]
}

// foreignFields are fields of other site generators that mean nothing here and do no harm.
var foreignFields = words("author authors categories cascade category class comments cover css date description draft excerpt " +
	"featured_image has_children hidden id image images js keywords lang lastmod layout linkTitle locale math menu nav nav_exclude " +
	"nav_order order parent permalink pagination pin position published publishDate sidebar sidebar_label sidebar_position slug " +
	"subtitle tag tags template thumbnail toc translationKey type url weight")

func words(list string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		all[word] = true
	}
	return all
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
