package syntax

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/yamltext"
)

// A form says what may be written in one place: how it is read, and how a JSON Schema describes it. A table lists the
// fields of one kind of thing. Their parameter P is a pointer to what is read, such as *Agreement: the compiler makes one
// body for all pointers, and would make one for each type of value.

const (
	schemaUnknownKey   diag.RuleID = "schema-unknown-key"
	frontMatterForeign diag.RuleID = "front-matter-foreign"
)

// form reads one value into what a P points to, and leaves that alone where there is none. Values are large, and so are
// never copied. Its schema is made when somebody asks for it: most runs of the program need none.
type form[P any] struct {
	read   func(*decoder, *yamltext.Node, P)
	schema func() schema
}

// field is one field of what a P points to.
type field[P any] struct {
	key      string
	doc      string
	required bool
	isDue    bool   // see due
	about    *about // nil where neither such nor otherwise says more
	read     func(*decoder, *yamltext.Node, P)
	schema   func() schema
}

// table is the fields of one kind of thing.
type table[P any] struct {
	name    string // with its article, as messages say it: "a capability"
	fields  []field[P]
	short   func(P) *Text     // the field that a bare text stands for; nil when none may
	check   func(*decoder, P) // looks at fields together; may be nil
	foreign bool              // a document: fields of other tools are a warning and no error, or hide it
	lenient bool              // so is any field that is not ours
	former  map[string]string // words of other tools for our fields: client → customer
	renamed map[string]string // names that our fields had before, under which they are read as well
}

func tableOf[P any](name string, fields ...field[P]) *table[P] {
	return &table[P]{name: name, fields: fields}
}

// orText lets a bare text stand for one of the fields.
func (t *table[P]) orText(field func(P) *Text) *table[P] {
	t.short = field
	return t
}

// withFormer adds words of other tools.
func (t *table[P]) withFormer(words map[string]string) *table[P] {
	t.former = words
	return t
}

// withRenamed adds the name that a field had before.
func (t *table[P]) withRenamed(was, is string) *table[P] {
	t.renamed = map[string]string{was: is}
	return t
}

// optional makes a field.
func optional[P, V any](key string, at func(P) V, f form[V], doc string) field[P] {
	return field[P]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *yamltext.Node, into P) { f.read(d, n, at(into)) }}
}

// required makes a field that has to be there.
func required[P, V any](key string, at func(P) V, f form[V], doc string) field[P] {
	out := optional(key, at, f, doc)
	out.required = true
	return out
}

// due marks a field that makes something due: it has a day on which somebody has to do something, or says how long before or
// after another day that is. Package agenda lists what is due, and a test there holds that each field so marked is in the list.
func (f field[P]) due() field[P] {
	f.isDue = true
	return f
}

// about is what is known of a field beside its doc. Fields are passed over many times, and so are kept small.
type about struct {
	example string // see such
	absent  any    // see otherwise; nil: nothing
}

func (f field[P]) more() about {
	if f.about == nil {
		return about{}
	}
	return *f.about
}

// such adds an example, for a field whose form has none and which no starter writes.
func (f field[P]) such(example string) field[P] {
	f.about = &about{example, f.more().absent}
	return f
}

// otherwise says what holds where the field is not written. It describes the field; whoever reads the value sees to it.
func (f field[P]) otherwise(value any) field[P] {
	f.about = &about{f.more().example, value}
	return f
}

// appending makes a field whose entries are added to those of another field.
func appending[P, V any](key string, at func(P) *[]V, f form[*[]V], doc string) field[P] {
	return field[P]{key: key, doc: doc, schema: f.schema, read: func(d *decoder, n *yamltext.Node, into P) {
		var more []V
		f.read(d, n, &more)
		*at(into) = append(*at(into), more...)
	}}
}

// flagging returns the field, which also sets a flag beside it where its value is refused.
func (f field[P]) flagging(flag func(P) *bool) field[P] {
	read := f.read
	f.read = func(d *decoder, n *yamltext.Node, into P) {
		before := len(d.problems.Problems)
		read(d, n, into)
		if diag.Count(d.problems.Problems[before:], diag.Error) > 0 {
			*flag(into) = true
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
	unknown  int // fields that were reported
	problems diag.List

	counted, errors int // the problems that were looked at, and how many of them are errors
	refused         int // values that were passed over, since what is wrong with them is reported by the parser
	claimed         int // faults of things that are known to be partial
}

// faults returns how many values were refused so far.
func (d *decoder) faults() int {
	for ; d.counted < len(d.problems.Problems); d.counted++ {
		if d.problems.Problems[d.counted].Level() == diag.Error {
			d.errors++
		}
	}
	return d.errors + d.refused
}

func (d *decoder) at(n *yamltext.Node) diag.Place { return n.Place(d.file) }

func (t *table[P]) keys() []string {
	return diag.Names(t.fields, func(f field[P]) string { return f.key })
}

func (t *table[P]) form() form[P] { return form[P]{schema: sync.OnceValue(t.schema), read: t.read} }

func (t *table[P]) readFile(d *decoder, n *yamltext.Node, out P) {
	if n.Kind != yamltext.Nothing {
		t.read(d, n, out)
		return
	}
	setPlace(out, d.at(n))
	if l := locatedOf(out); l != nil {
		l.partial = !t.foreign // a document has its text, whatever front matter it lacks
	}
	if needed := t.requiredKeys(); len(needed) > 0 {
		d.problems.Add(diag.Problem{Rule: SchemaMissing, At: d.at(n), Message: fmt.Sprintf("%s says nothing yet", t.name),
			Help: "Write at least: " + strings.Join(needed, ", ") + "."})
	}
}

func (t *table[P]) requiredKeys() (keys []string) {
	for _, f := range t.fields {
		if f.required {
			keys = append(keys, f.key)
		}
	}
	return keys
}

func (t *table[P]) read(d *decoder, n *yamltext.Node, out P) {
	l := locatedOf(out)
	if l == nil {
		t.readWhole(d, n, out)
		return
	}
	l.At, l.guessed = d.at(n), !d.doc.IsCertain()
	before := d.faults() - d.claimed
	t.readWhole(d, n, out)
	if own := d.faults() - d.claimed - before; own > 0 || l.guessed {
		l.partial = true
		d.claimed += own
	}
}

func (t *table[P]) readWhole(d *decoder, n *yamltext.Node, out P) {
	switch {
	case n.Kind == yamltext.Refused:
		d.refused++
	case n.Kind == yamltext.Group:
		t.readPairs(d, n, out)
	case n.Kind == yamltext.Scalar && t.reportGlued(d, n):
	case n.Kind == yamltext.Scalar && t.short != nil:
		*t.short(out) = Text{n.Text, d.at(n)}
	case n.Kind == yamltext.Nothing:
		t.requireAll(d, n, firstKeys{})
	default:
		t.reportNotGroup(d, n)
	}
}

// reportGlued reports "what:Wrap the goods", which would be read as a text.
func (t *table[P]) reportGlued(d *decoder, n *yamltext.Node) bool {
	name, value, glued := yamltext.CutGluedField(n.Text)
	if !glued || !n.Plain || t.find(name) < 0 {
		return false
	}
	d.problems.Add(diag.Problem{Rule: yamltext.Trap, At: d.at(n), Message: fmt.Sprintf("a space is missing after %q", name+":"),
		Help: yamltext.Correction("Write", name+": "+value)})
	return true
}

var noneWords = lazy.Pattern(`(?i)^(no|none|n/?a|nothing|-+|false|off)$`)

// reportNotGroup explains how a group of fields is written.
func (t *table[P]) reportNotGroup(d *decoder, n *yamltext.Node) {
	p := diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%s is written as %s", t.name, n.Kind),
		Help: "Write its fields, one a line: " + strings.Join(t.keys(), ", ") + "."}
	switch {
	case n.Kind == yamltext.Scalar && noneWords().MatchString(n.Text):
		p.Message, p.Help = fmt.Sprintf("%s is written as one value, %q", t.name, n.Text), "Leave the line out where there is nothing to say."
	case n.Kind == yamltext.List && len(n.Items) == 1:
		what := map[bool]string{true: "brackets", false: "dash"}[n.Flow]
		p.Message, p.Help = t.name+" is written as a list", "Remove the "+what+": there is only one."
	}
	d.problems.Add(p)
}

func (t *table[P]) find(key string) int {
	return slices.IndexFunc(t.fields, func(f field[P]) bool { return f.key == key })
}

// findAfter finds a field with fewer looks where people keep to the order of the table.
func (t *table[P]) findAfter(last int, key string) int {
	for i := last + 1; i < len(t.fields); i++ {
		if t.fields[i].key == key {
			return i
		}
	}
	return t.find(key)
}

func (t *table[P]) readPairs(d *decoder, n *yamltext.Node, out P) {
	keys, f := d.uniqueKeys(n), -1
	for i, k := range n.Keys[:d.limitTo(maxFields, n)] {
		f = t.findAfter(f, k.Text)
		if is := t.renamed[k.Text]; f < 0 && is != "" && keys.find(is) == nil && keys.find(k.Text) == k {
			f = t.find(is)
			d.problems.Add(diag.Problem{Rule: schemaUnknownKey, Severity: diag.Warning, At: d.at(k), Message: fmt.Sprintf("%q of %s is called %q by now", k.Text, t.name, is),
				Help: fmt.Sprintf("Write %q. Until then it is read as before.", is)})
		}
		switch {
		case keys.repeat && keys.find(k.Text) != k:
		case f < 0 && t.foreign && d.hiding(k, n.Items[i], &documentOf(out).Hides):
		case f < 0:
			t.reportUnknown(d, k, n.Items[i], func(name string) bool { return keys.find(name) != nil })
		case !n.Items[i].IsBlank():
			if value := n.Items[i]; value.Kind == yamltext.Scalar && !value.Plain && strings.HasSuffix(value.Text, "\n") {
				t.reportSwallowed(d, k, value, keys)
			}
			t.fields[f].read(d, n.Items[i], out)
		case t.fields[f].required, t.fields[f].key == "visibility": // a value that was forgotten would publish
			d.reportEmpty(t.name, k, n.Items[i], t.fields[f].schema())
		case !d.doc.IsReliable(k.Line): // what is wrong with its line comes first, and then what is missing behind it
			d.refused++
		}
	}
	t.requireAll(d, n, keys)
	if t.check != nil {
		t.check(d, out)
	}
}

// lastPair matches what may be a field at the end of a text below | or >.
var lastPair = lazy.Pattern(`(?:^|[\n ])([a-z_]+): [^\n]+\n$`)

// mostSwallowed is how many bytes of the end of a text are looked at.
const mostSwallowed = 300

// reportSwallowed reports a text below | or > that ends with what may be a field that is missing beside it.
func (t *table[P]) reportSwallowed(d *decoder, key, value *yamltext.Node, keys firstKeys) {
	if key.Text == "body" {
		return
	}
	end := value.Text[max(0, len(value.Text)-mostSwallowed):]
	if m := lastPair().FindStringSubmatch(end); m != nil && t.find(m[1]) >= 0 && keys.find(m[1]) == nil {
		d.problems.Add(diag.Problem{Rule: yamltext.Trap, Severity: diag.Warning, At: d.at(value), Message: fmt.Sprintf("the text of %q ends with %q, which may be a field", key.Text, m[1]+":"),
			Help: fmt.Sprintf("If it is one, begin its line where %q begins.", key.Text+":")})
	}
}

// firstKeys finds the first key with a text in a group.
type firstKeys struct {
	keys   []*yamltext.Node
	repeat bool                      // a text is there twice
	byText map[string]*yamltext.Node // nil where there are so few that looking at all of them is faster
}

// fewKeys is how many keys are looked at one by one.
const fewKeys = 32

// find returns the first key with a text, nil where there is none.
func (f firstKeys) find(text string) *yamltext.Node {
	if f.byText != nil {
		return f.byText[text]
	}
	for _, k := range f.keys {
		if k.Text == text {
			return k
		}
	}
	return nil
}

// uniqueKeys reports each key that is there more than once, where it is there a second time, and returns the first ones.
func (d *decoder) uniqueKeys(n *yamltext.Node) firstKeys {
	first := firstKeys{keys: n.Keys}
	if len(n.Keys) > fewKeys {
		first.byText = make(map[string]*yamltext.Node, len(n.Keys))
		for _, k := range slices.Backward(n.Keys) {
			first.byText[k.Text] = k
		}
	}
	var again yamltext.Repeats
	for _, k := range n.Keys {
		if before := first.find(k.Text); before != k {
			first.repeat = true
			again.Add(k.Text, d.at(k), d.at(before))
		}
	}
	again.Report(&d.problems)
	return first
}

// reportEmpty reports a field that has to be there and has no value.
func (d *decoder) reportEmpty(name string, key, value *yamltext.Node, form schema) {
	p := diag.Problem{Rule: SchemaMissing, At: d.at(key), Message: fmt.Sprintf("%s has an empty %q", name, key.Text),
		Help: fmt.Sprintf("Write it after %q on the same line.", key.Text+":")}
	if value.Kind == yamltext.Nothing && value.Text != "" {
		p = diag.Problem{Rule: yamltext.Trap, At: d.at(value), Message: fmt.Sprintf("to YAML %s means nothing, so %s has no %q", value.Text, name, key.Text),
			Help: "Write the value."}
		switch words, _ := form["enum"].([]string); {
		case len(words) > 0:
			p.Help = "Write one of: " + strings.Join(words, ", ") + "."
		case isText(form):
			p.Help += fmt.Sprintf(" If you mean the word, put it in double quotes: %q.", value.Text)
		}
	}
	d.problems.Add(p)
}

func (t *table[P]) requireAll(d *decoder, n *yamltext.Node, keys firstKeys) {
	for _, f := range t.fields {
		if f.required && keys.find(f.key) == nil && !t.isMisspelt(n, f.key) {
			d.problems.Add(diag.Problem{Rule: SchemaMissing, At: d.at(n), Message: fmt.Sprintf("%s has no %q", t.name, f.key),
				Help: fmt.Sprintf("Add %q: %s.", f.key, lowerFirst(f.doc))})
		}
	}
}

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
