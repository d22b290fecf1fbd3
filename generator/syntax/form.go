package syntax

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// A form says what may be written in one place: how it is read, and how a JSON Schema describes it. A table lists the
// fields of one kind of thing. Tables are the only list of fields in the program: reading, "did you mean" and the JSON
// Schema follow from them.

const (
	schemaUnknownKey diag.RuleID = "schema-unknown-key"

	frontMatterForeign diag.RuleID = "front-matter-foreign"
)

// form reads one value into its place, and leaves the place alone where there is nothing to be had. Values are large, and
// so are never handed around.
type form[V any] struct {
	read   func(*decoder, *yamltext.Node, *V)
	schema schema
}

// field is one field of a T.
type field[T any] struct {
	key    string
	doc    string
	must   bool
	read   func(*decoder, *yamltext.Node, *T)
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
	return field[T]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *yamltext.Node, into *T) { f.read(d, n, at(into)) }}
}

// must makes a field that has to be there.
func must[T, V any](key string, at func(*T) *V, f form[V], doc string) field[T] {
	made := is(key, at, f, doc)
	made.must = true
	return made
}

// also makes a field whose entries are added to those of another field.
func also[T, V any](key string, at func(*T) *[]V, f form[[]V], doc string) field[T] {
	return field[T]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *yamltext.Node, into *T) {
		var more []V
		f.read(d, n, &more)
		*at(into) = append(*at(into), more...)
	}}
}

// noting is the field, which says in its thing when its value is refused.
func (f field[T]) noting(refused func(*T) *bool) field[T] {
	read := f.read
	f.read = func(d *decoder, n *yamltext.Node, into *T) {
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
	doc      yamltext.Document
	words    func() *vocabulary
	problems diag.List
}

// at returns the place of a node.
func (d *decoder) at(n *yamltext.Node) diag.Place { return n.Place(d.file) }

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
func (t table[T]) readFile(d *decoder, n *yamltext.Node, out *T) {
	if n.Kind != yamltext.Nothing {
		t.read(d, n, out)
		return
	}
	if t.place != nil {
		*t.place(out) = d.at(n)
	}
	if needed := t.needed(); len(needed) > 0 {
		d.problems.Add(diag.Problem{Rule: SchemaMissing, At: d.at(n), Message: fmt.Sprintf("%s says nothing yet", t.name),
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

func (t table[T]) read(d *decoder, n *yamltext.Node, out *T) {
	if t.place != nil {
		*t.place(out) = d.at(n)
	}
	switch {
	case n.Kind == yamltext.Refused:
	case n.Kind == yamltext.Group:
		t.readPairs(d, n, out)
	case n.Kind == yamltext.Scalar && t.short != nil && !t.glued(d, n):
		*t.short(out) = Text{n.Text, d.at(n)}
	case n.Kind == yamltext.Scalar && t.short != nil:
	case n.Kind == yamltext.Nothing:
		t.requireAll(d, n, given{})
	default:
		t.notPairs(d, n)
	}
}

// glued reports "what:Wrap the goods", which would be read as a text.
func (t table[T]) glued(d *decoder, n *yamltext.Node) bool {
	name, value, glued := yamltext.CutGluedField(n.Text)
	if !glued || !n.Plain || t.find(name) < 0 {
		return false
	}
	d.problems.Add(diag.Problem{Rule: yamltext.Trap, At: d.at(n), Message: fmt.Sprintf("a space is missing after %q", name+":"),
		Help: yamltext.Correction("Write", name+": "+value)})
	return true
}

var noneWords = regexp.MustCompile(`(?i)^(no|none|n/?a|nothing|-+|false|off)$`)

func (t table[T]) notPairs(d *decoder, n *yamltext.Node) {
	switch {
	case n.Kind == yamltext.Scalar && t.glued(d, n):
	case n.Kind == yamltext.Scalar && noneWords.MatchString(n.Text):
		d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%s is written as one value, %q", t.name, n.Text),
			Help: "Leave the line out where there is nothing to say."})
	case n.Kind == yamltext.List && len(n.Items) == 1:
		what := map[bool]string{true: "brackets", false: "dash"}[n.Flow]
		d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%s is written as a list", t.name),
			Help: "Remove the " + what + ": there is only one."})
	default:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%s is written as %s", t.name, n.Kind),
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

func (t table[T]) readPairs(d *decoder, n *yamltext.Node, out *T) {
	given, f := d.once(n), -1
	for i, k := range n.Keys {
		f = t.findAfter(f, k.Text)
		switch {
		case given.first(k.Text) != k:
		case f < 0 && t.hides != nil && d.hiding(k, n.Items[i], t.hides(out)):
		case f < 0:
			t.unknown(d, k)
		case !n.Items[i].IsBlank():
			t.fields[f].read(d, n.Items[i], out)
		case t.fields[f].must, t.fields[f].key == "visibility": // a value that was forgotten would publish
			d.empty(t.name, k, n.Items[i])
		}
	}
	t.requireAll(d, n, given)
	if t.check != nil {
		t.check(d, out)
	}
}

// given finds the keys of a group.
type given struct {
	keys   []*yamltext.Node
	byText map[string]*yamltext.Node // the first of each; nil where there are so few that looking at all of them is faster
}

// few is how many keys are looked at one by one.
const few = 32

// first gives the first key with a text, nil where there is none.
func (g given) first(text string) *yamltext.Node {
	if g.byText != nil {
		return g.byText[text]
	}
	for _, k := range g.keys {
		if k.Text == text {
			return k
		}
	}
	return nil
}

// givenBy collects the keys of a group.
func givenBy(n *yamltext.Node) given {
	g := given{keys: n.Keys}
	if len(n.Keys) > few {
		g.byText = make(map[string]*yamltext.Node, len(n.Keys))
		for _, k := range slices.Backward(n.Keys) {
			g.byText[k.Text] = k
		}
	}
	return g
}

// once reports each key that is there a second time, and finds the first ones.
func (d *decoder) once(n *yamltext.Node) given {
	given := givenBy(n)
	for _, k := range n.Keys {
		first := given.first(k.Text)
		if first == k {
			continue
		}
		d.problems.Add(yamltext.WrittenTwice(k.Text, d.at(k), d.at(first)))
	}
	return given
}

// empty reports a field that has to be there and has no value.
func (d *decoder) empty(name string, key, value *yamltext.Node) {
	switch {
	case value.Kind == yamltext.Nothing && value.Text != "":
		d.problems.Add(diag.Problem{Rule: yamltext.Trap, At: d.at(value), Message: fmt.Sprintf("to YAML %s means nothing, so %s has no %q", value.Text, name, key.Text),
			Help: fmt.Sprintf("Write the value. If you mean the word, put it in double quotes: %q.", value.Text)})
	default:
		d.problems.Add(diag.Problem{Rule: SchemaMissing, At: d.at(key), Message: fmt.Sprintf("%s has an empty %q", name, key.Text),
			Help: fmt.Sprintf("Write it after %q on the same line.", key.Text+":")})
	}
}

func (t table[T]) requireAll(d *decoder, n *yamltext.Node, given given) {
	for _, f := range t.fields {
		if f.must && given.first(f.key) == nil && !t.misspelt(n, f.key) {
			d.problems.Add(diag.Problem{Rule: SchemaMissing, At: d.at(n), Message: fmt.Sprintf("%s has no %q", t.name, f.key),
				Help: fmt.Sprintf("Add %q: %s.", f.key, lowerFirst(f.doc))})
		}
	}
}

// misspelt reports whether a field is there under a name that is nearly its own: that is reported already.
func (t table[T]) misspelt(n *yamltext.Node, key string) bool {
	for _, k := range n.Keys {
		if near, ok := diag.Nearest(k.Text, t.keys()); !slices.Contains(t.keys(), k.Text) && (ok && near == key || t.former[k.Text] == key) {
			return true
		}
	}
	return false
}

// unknown reports a field that the table does not have.
func (t table[T]) unknown(d *decoder, key *yamltext.Node) {
	rule, help := schemaUnknownKey, fmt.Sprintf("The fields of %s are: %s.", t.name, strings.Join(t.keys(), ", "))
	if entry, glued := strings.CutPrefix(key.Text, "-"); glued && key.Plain {
		d.problems.Add(diag.Problem{Rule: yamltext.Trap, At: d.at(key), Message: "a space is missing after the dash", Help: yamltext.Correction("Write", "- "+entry+": …")})
		return
	}
	near, ok := diag.Nearest(key.Text, t.keys())
	hiding, hides := nearHiding(key.Text)
	never, yaml := notHidden(key.Text)
	switch homes := d.homes(key.Text); {
	case t.hides != nil && (ok && near == "visibility" || hides && hiding == "visibility"):
		d.problems.Add(diag.Problem{Rule: rule, At: d.at(key), Message: fmt.Sprintf("there is no field %q in %s", key.Text, t.name),
			Help: `Did you mean "visibility"?`})
		return
	case t.hides != nil && hides && hidingFields[hidingWord(key.Text)] == 0 && !slices.Contains(t.keys(), near):
		d.problems.Add(diag.Problem{Rule: rule, At: d.at(key), Message: fmt.Sprintf("there is no field %q in %s", key.Text, t.name),
			Help: fmt.Sprintf("Did you mean %q? Write it so to keep the document off the site, or remove the line.", hiding)})
		return
	case t.former[key.Text] != "":
		help = fmt.Sprintf("Write %q.", t.former[key.Text])
	case t.foreign && (foreignFields[key.Text] || hidingFields[hidingWord(key.Text)] != 0):
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
	d.problems.Add(diag.Problem{Rule: rule, At: d.at(key), Message: fmt.Sprintf("there is no field %q in %s", key.Text, t.name), Help: help})
}

// homes gives the things of the same file that do have a field, at most three.
func (d *decoder) homes(key string) []string {
	homes := d.words().homes[key]
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
