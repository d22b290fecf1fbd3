package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
)

// Files of other tools. They have no table, may hold several documents, and may use all of YAML: it is not for us to
// tell an author how to write for somebody else. So nothing is a trap here; only what is no YAML at all is reported.

// ValueKind says what a value is.
type ValueKind int

// The kinds of value.
const (
	Nothing ValueKind = iota // an empty one, null or ~
	Scalar                   // text, as it was written, whatever YAML makes of it
	List
	Group // of fields
)

// Value is one value of a file of another tool.
type Value struct {
	At     diag.Place
	Kind   ValueKind
	Text   string  // of a scalar, without its quotes
	Items  []Value // of a list
	Fields []Field // of a group, in the order written; a name that is there twice was reported, and stands here once
}

// Field is one field of a group.
type Field struct {
	Name  Text
	Value Value
}

// Get gives the field with a name, and whether there is one that says anything.
func (v Value) Get(name string) (Value, bool) {
	for _, f := range v.Fields {
		if f.Name.V == name {
			return f.Value, f.Value.Kind != Nothing && (f.Value.Kind != Scalar || strings.TrimSpace(f.Value.Text) != "")
		}
	}
	return Value{}, false
}

// Names gives the names of the fields of a group.
func (v Value) Names() []string {
	names := make([]string, len(v.Fields))
	for i, f := range v.Fields {
		names[i] = f.Name.V
	}
	return names
}

// String names the kind as messages do.
func (k ValueKind) String() string {
	return []string{"nothing", "one value", "a list", "a group of fields"}[k]
}

// mostValues is how many values a file of another tool may hold. Aliases within aliases can make a short file endless.
const mostValues = 1 << 18

// Documents reads the YAML documents of a file of another tool, but for empty ones. Those that cannot be read are
// reported and left out.
func Documents(file string, data []byte) ([]Value, []diag.Problem) {
	text, problems, ok := legible(file, 1, data)
	if !ok {
		return nil, problems
	}
	f := foreign{file: file, problems: diag.List{Problems: problems}, left: mostValues}
	var values []Value
	for _, part := range splitDocuments(text) {
		if v, ok := f.document(part.first, part.text); ok {
			values = append(values, v)
		}
	}
	if f.left < 0 {
		return nil, append(f.problems.Problems, diag.Problem{Rule: yamlLimits, At: diag.Place{File: file, Line: 1, Column: 1},
			Message: fmt.Sprintf("the file comes to more than %d values", mostValues), Help: "Split it, or write values out instead of aliases (*) that hold aliases."})
	}
	return values, f.problems.Problems
}

// part is one document of a file, and the line on which it begins.
type part struct {
	first int
	text  string
}

// splitDocuments cuts a text at the lines that begin with three hyphens: such a line ends whatever stands above it, even
// a text in quotes.
func splitDocuments(text string) []part {
	parts, at := []part{{first: 1}}, 0
	var now strings.Builder
	for line := range strings.SplitAfterSeq(text, "\n") {
		at++
		if rest, ok := strings.CutPrefix(line, "---"); ok && (rest == "" || strings.ContainsAny(rest[:1], " \t\r\n")) {
			parts[len(parts)-1].text = now.String()
			parts = append(parts, part{first: at})
			now.Reset()
			line = "   " + rest
		}
		now.WriteString(line)
	}
	parts[len(parts)-1].text = now.String()
	return parts
}

// foreign reads one file.
type foreign struct {
	file     string
	first    int // line of the document
	lines    []string
	left     int // values that may still come
	deep     bool
	problems diag.List
}

func (f *foreign) document(first int, text string) (Value, bool) {
	f.first, f.lines = first, splitLines(text)
	root, err := readYAML(text)
	if err != nil {
		second := secondLook(f.file, first, f.lines, err, func() *vocabulary { return vocabularyOf(schema{}) })
		f.problems.Append(second.problems...)
		return Value{}, false
	}
	if root == nil {
		return Value{}, false
	}
	v := f.value(root, 1)
	return v, v.Kind != Nothing
}

// value reads a node. An alias is what it stands for, in the place where that was written.
func (f *foreign) value(n *yaml.Node, depth int) Value {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	v := Value{At: f.place(n)}
	switch f.left--; {
	case f.left < 0:
	case depth > mostDepth:
		f.tooDeep(v.At)
	case n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null":
		v.Kind, v.Text = Scalar, n.Value
	case n.Kind == yaml.SequenceNode:
		v.Kind = List
		for _, item := range n.Content {
			v.Items = append(v.Items, f.value(item, depth+1))
		}
	case n.Kind == yaml.MappingNode:
		v.Kind = Group
		f.fields(&v, n, depth)
	}
	return v
}

// tooDeep reports the first value that stands too deep: an alias of what holds it would be reported without end.
func (f *foreign) tooDeep(at diag.Place) {
	if !f.deep {
		f.problems.Add(diag.Problem{Rule: yamlLimits, At: at, Message: fmt.Sprintf("this stands in more than %d things that hold each other", mostDepth),
			Help: "Bring it nearer to the left margin, or to fewer brackets."})
	}
	f.deep = true
}

// fields reads the fields of a group; those that are merged into it stand behind its own.
func (f *foreign) fields(v *Value, n *yaml.Node, depth int) {
	var merged []Value
	first := map[string]diag.Place{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		at := f.place(key)
		switch before, twice := first[key.Value]; {
		case key.Kind != yaml.ScalarNode:
			f.problems.Add(diag.Problem{Rule: yamlTrap, At: at, Message: "something else stands where the name of a field should be",
				Help: `Write "name: value" lines.`})
		case key.ShortTag() == "!!merge":
			merged = append(merged, f.value(n.Content[i+1], depth+1))
		case twice:
			f.problems.Add(diag.Problem{Rule: schemaDuplicateKey, At: at, Message: fmt.Sprintf("%q is written twice", key.Value),
				Help: "Keep one of the two. Where you mean two entries, write a list.", Related: []diag.Related{{At: before, Note: "the first is here"}}})
		default:
			first[key.Value] = at
			v.Fields = append(v.Fields, Field{Text{key.Value, at}, f.value(n.Content[i+1], depth+1)})
		}
	}
	for _, m := range merged {
		v.merge(m)
	}
}

// merge adds the fields of a group, or of each in a list of them, that are not there yet.
func (v *Value) merge(from Value) {
	for _, item := range from.Items {
		v.merge(item)
	}
	for _, field := range from.Fields {
		if _, there := v.Get(field.Name.V); !there {
			v.Fields = append(v.Fields, field)
		}
	}
}

// place gives where a node stands, with its width where that is plain to see.
func (f *foreign) place(n *yaml.Node) diag.Place {
	at := diag.Place{File: f.file, Line: f.first - 1 + max(n.Line, 1), Column: max(n.Column, 1)}
	if n.Line > len(f.lines) { // the reader puts nothing at all behind the end
		at.Line, at.Column = f.first-1+len(f.lines), 1
	}
	p := parser{lines: f.lines}
	if n.Kind == yaml.ScalarNode && n.Line <= len(f.lines) && len(f.lines[max(n.Line, 1)-1]) <= mostWide {
		line, from := p.from(n)
		at.Width = widthOf(n, line[from:])
	}
	return at
}

// widthOf gives how many characters a text covers of the line that it begins on; 0 where that is not plain to see.
func widthOf(n *yaml.Node, rest string) int {
	switch {
	case rest == "" || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 0
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		if end, closed := quoteEnd(rest); closed {
			return utf8.RuneCountInString(rest[:end])
		}
	case strings.HasPrefix(rest, n.Value):
		return utf8.RuneCountInString(n.Value)
	}
	return 0
}
