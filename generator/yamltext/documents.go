package yamltext

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Files of other tools may hold several documents and use all of YAML. How they are written is for those tools to say, so
// only what is not YAML at all is reported.

// Value is one value of a file of another tool.
type Value struct {
	At     diag.Place
	Kind   Kind
	Text   string  // of a scalar, as it was written, without its quotes
	Items  []Value // of a list
	Fields []Field // of a group, in the order written; a name that is there twice was reported, and stands here once
}

// Field is one field of a group.
type Field struct {
	Name  string
	At    diag.Place // of the name
	Value Value
}

// Get returns the value of a field, and whether it is there and says anything.
func (v Value) Get(name string) (Value, bool) {
	for _, f := range v.Fields {
		if f.Name == name {
			return f.Value, f.Value.Kind != Nothing && (f.Value.Kind != Scalar || strings.TrimSpace(f.Value.Text) != "")
		}
	}
	return Value{}, false
}

// Names returns the names of the fields of a group.
func (v Value) Names() []string {
	names := make([]string, len(v.Fields))
	for i, f := range v.Fields {
		names[i] = f.Name
	}
	return names
}

// Scalars returns the value if it is a scalar, and all scalars in it.
func (v Value) Scalars() (all []Value) {
	if v.Kind == Scalar {
		all = append(all, v)
	}
	for _, item := range v.Items {
		all = append(all, item.Scalars()...)
	}
	for _, f := range v.Fields {
		all = append(all, f.Value.Scalars()...)
	}
	return all
}

// mostValues is how many values a file of another tool may hold. Aliases within aliases can make a short file endless.
const mostValues = 1 << 18

// Documents reads the YAML documents of a file of another tool, but for empty ones. Those that cannot be read are
// reported and left out.
func Documents(file string, data []byte) (values []Value, problems []diag.Problem) {
	text, problems, ok := cleanText(file, 1, data)
	if !ok {
		return nil, problems
	}
	r := documentReader{file: file, first: 1, problems: diag.List{Problems: problems}, left: mostValues}
	spaced := documentMark().ReplaceAllStringFunc(text, func(mark string) string { return "   " + mark[3:] })
	from := 0
	for _, end := range append(documentMark().FindAllStringIndex(text, -1), []int{len(text)}) {
		document := spaced[from:end[0]]
		if v := r.document(document); v.Kind != Nothing {
			values = append(values, v)
		}
		r.first, from = r.first+strings.Count(document, "\n"), end[0]
	}
	if r.left < 0 {
		return nil, append(r.problems.Problems, diag.Problem{Rule: Limits, At: diag.Place{File: file, Line: 1, Column: 1},
			Message: fmt.Sprintf("the file comes to more than %d values", mostValues), Help: "Split it, or write values out instead of aliases (*) that hold aliases."})
	}
	return values, r.problems.Problems
}

// documentMark begins a document. It ends whatever stands above it, even a text in quotes.
var documentMark = lazy.Pattern(`(?m)^---(?:[ \t\r]|$)`)

// documentReader reads one file.
type documentReader struct {
	file     string
	first    int // line of the document
	lines    []string
	left     int // values that may still come
	deep     bool
	problems diag.List
}

// document reads one document; nothing where it is empty or no YAML.
func (r *documentReader) document(text string) (v Value) {
	r.lines = Lines(text)
	root, err := readYAML(text)
	if err != nil {
		r.problems.Append(recoverText(r.file, r.first, r.lines, err, Expected{Names: func() FieldNames { return FieldNames{} }}).problems.Problems...)
	} else if root != nil {
		v = r.value(root, 1)
	}
	return v
}

// value reads a node. An alias is what it stands for, in the place where that was written.
func (r *documentReader) value(n *parsed, depth int) Value {
	for n.alias != nil {
		n = n.alias
	}
	v := Value{At: r.place(n)}
	switch r.left--; {
	case r.left < 0:
	case depth > mostDepth:
		if !r.deep { // once: an alias of what holds it would be reported without end
			r.problems.Add(tooDeep(v.At))
		}
		r.deep = true
	case n.kind == Scalar && !n.null:
		v.Kind, v.Text = Scalar, n.text
	case n.kind == List:
		v.Kind = List
		for _, item := range n.content {
			v.Items = append(v.Items, r.value(item, depth+1))
		}
	case n.kind == Group:
		v.Kind = Group
		r.fields(&v, n, depth)
	}
	return v
}

// fields reads the fields of a group; those that are merged into it stand behind its own.
func (r *documentReader) fields(v *Value, n *parsed, depth int) {
	var merged []Value
	first := map[string]diag.Place{}
	var again Repeats
	for i := 0; i+1 < len(n.content); i += 2 {
		key := n.content[i]
		at := r.place(key)
		switch before, twice := first[key.text]; {
		case key.kind != Scalar:
			r.problems.Add(diag.Problem{Rule: Trap, At: at, Message: "something else stands where the name of a field should be", Help: `Write "name: value" lines.`})
		case key.merge:
			merged = append(merged, r.value(n.content[i+1], depth+1))
		case twice:
			again.Add(key.text, at, before)
		default:
			first[key.text] = at
			v.Fields = append(v.Fields, Field{key.text, at, r.value(n.content[i+1], depth+1)})
		}
	}
	again.Report(&r.problems)
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
		if _, there := v.Get(field.Name); !there {
			v.Fields = append(v.Fields, field)
		}
	}
}

// place returns where a node stands, with its width where that is plain to see.
func (r *documentReader) place(n *parsed) diag.Place {
	at := diag.Place{File: r.file, Line: r.first - 1 + max(n.line, 1), Column: max(n.column, 1)}
	if n.line > len(r.lines) { // the library puts nothing at all behind the end
		at.Line, at.Column = r.first-1+len(r.lines), 1
		return at
	}
	if line := r.lines[max(n.line, 1)-1]; n.kind == Scalar && len(line) <= mostWide {
		rest := line[byteAt(line, n.column):]
		if end, closed := quoteEnd(rest); n.style == inQuotes && closed {
			at.Width = utf8.RuneCountInString(rest[:end])
		} else if n.style == unquoted && strings.HasPrefix(rest, n.text) {
			at.Width = utf8.RuneCountInString(n.text)
		}
	}
	return at
}
