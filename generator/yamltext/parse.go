// Package yamltext parses YAML into nodes that know their place, and explains what is wrong with a text that is no YAML.
//
// YAML is plain here: one document of at most 1 MiB in UTF-8, without anchors, aliases, merge keys and tags. Values are
// taken as written: what YAML would make of "no", "08:00" or "1.10" does not matter. Files of other tools, which may use
// all of YAML, are read by [Documents].
//
// The package does not know what a file is about. What helps to tell what an author meant is handed in as [Expected].
//
// # How a text is parsed
//
// Characters that cannot be read are replaced and reported (encoding.go). Where the text holds only the YAML that nearly
// everybody writes, it is read straight into nodes (fast.go, fastscalar.go); all other texts, and all mistakes, are for
// the YAML library (library.go, which alone imports it; convert.go). A text that the library refuses is recovered: of
// the fixes that people usually need (the fix*.go), those with which most can be read, and least is wrong then, are reported
// and made (recover.go, readable.go, judge.go), so that one slip does not make each reference to the file a mistake too. Values that YAML reads otherwise
// than they look are reported once and then passed over (unintended.go).
//
// To explain another mistake: where the library refuses the text, add a fix to [recovery.fixes]; where it reads the text
// otherwise than it looks, add a case to converter.scalar or converter.group.
package yamltext

import (
	"slices"
	"strings"

	"upfront/generator/diag"
)

// The rules that this package reports, and that others report too.
const (
	Syntax       diag.RuleID = "yaml-syntax"
	Trap         diag.RuleID = "yaml-trap"
	Limits       diag.RuleID = "yaml-limits"
	DuplicateKey diag.RuleID = "schema-duplicate-key"
)

// mostDepth is how deep lists and groups may stand in each other. The tables of package syntax need nine.
const mostDepth = 32

// FieldNames holds the names of the fields of a kind of file.
type FieldNames struct {
	All   map[string]bool
	Lists map[string]bool // those that may hold a list
}

// Expected is what is known of a kind of file.
type Expected struct {
	Names func() FieldNames // called where a mistake needs to know them
	// Faults returns the errors of a text that is YAML, read as this kind of file: what stands where it does not belong, and
	// values that are wrong by themselves. What is missing does not count. It may be nil.
	Faults func(*Document) (misplaced, values []diag.Problem)
}

// Document is what could be made of a YAML text.
type Document struct {
	Root     *Node // never nil
	Problems []diag.Problem
	first    int
	text     string
	split    []string // its lines, once somebody asked for them
	expected Expected
	fast     *fastReader // whose nodes these are; nil for a text that the library read
	recovery *recovery   // nil where the text is YAML
	unclean  unclean
}

// Parse reads one YAML document into nodes; first is the line of the file on which it begins.
func Parse(file string, first int, data []byte, expected Expected) Document {
	d := Document{Root: &Node{Line: first, Column: 1}, first: first, expected: expected}
	var ok bool
	if d.text, d.Problems, ok = cleanText(file, first, data); !ok {
		d.Root.Kind = Refused
		return d
	}
	if len(d.Problems) > 0 {
		d.unclean = uncleanLines(first, data)
	}
	fast := fastReaders.Get().(*fastReader)
	if root, ok := fast.read(d.text, first); ok {
		d.Root, d.fast = root, fast
		return d
	}
	fast.release()
	early := d.Problems
	if d.readSlowly(file); len(early) > 0 {
		d.Problems = append(slices.Clip(early), slices.DeleteFunc(d.Problems[len(early):], func(p diag.Problem) bool { return !d.IsReliable(p.At.Line) })...)
	}
	return d
}

// Release hands the memory of the nodes back. They must not be used any more.
func (d *Document) Release() {
	if d.fast != nil {
		d.fast.release()
		d.Root, d.fast = nil, nil
	}
}

// readSlowly reads a text through the library, which says what it means, and what is wrong with it.
func (d *Document) readSlowly(file string) {
	c := converter{file: file, first: d.first, lines: d.lines(), problems: diag.List{Default: diag.Problem{Rule: Trap}}}
	root, err := readYAML(d.text)
	if err != nil {
		d.recovery = recoverText(file, d.first, d.lines(), err, d.expected)
		d.Problems = append(d.Problems, d.recovery.problems.Problems...)
		root, c.lines, c.origin = d.recovery.root, d.recovery.lines, d.recovery.origin
	}
	if root != nil {
		d.Root = c.node(root, context{depth: 1})
	}
	d.Problems = append(d.Problems, slices.DeleteFunc(c.problems.Problems, func(p diag.Problem) bool { return !d.IsReliable(p.At.Line) })...)
}

// IsRecovered reports whether the text is no YAML, and was changed so that it is.
func (d *Document) IsRecovered() bool { return d.recovery != nil }

// IsCertain reports whether the text was read as its author meant it, as far as one can know, but for some lines.
func (d *Document) IsCertain() bool { return d.recovery == nil || !d.recovery.doubtful }

// IsReliable reports whether a line of the file was read as its author meant it, as far as one can know.
func (d *Document) IsReliable(line int) bool {
	if d.unclean.lines[line] || d.recovery != nil && d.unclean.margin > 0 && line >= d.unclean.margin {
		return false
	}
	return d.recovery == nil || !d.recovery.doubtful && !d.recovery.changed[line]
}

// lines returns the lines of the text as the author wrote them.
func (d *Document) lines() []string {
	if d.split == nil {
		d.split = Lines(d.text)
	}
	return d.split
}

// Lines returns the lines of a text; the last one is empty where the text ends with a line break.
func Lines(text string) []string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	return lines
}

// Kind is what a node is.
type Kind int

// The kinds of nodes.
const (
	Nothing Kind = iota // an empty value: "key:" with nothing after it, null or ~
	Scalar              // one value
	List                // "- a" lines, or [a, b]
	Group               // "key: value" lines, or {key: value}
	Refused             // reported already; to be passed over in silence
)

// String returns the kind in the words of messages.
func (k Kind) String() string {
	return []string{"nothing", "one value", "a list", "a group of fields", "something else"}[k]
}

// Node is one value of a YAML text with its place. Scalars are taken as written: the field that they stand in decides
// what they mean.
type Node struct {
	Kind   Kind
	Text   string // of a scalar, without quotes; of nothing, what was written for it, such as null
	Plain  bool   // a scalar without quotes, on one line or several
	Flow   bool   // a list in [ ] or a group in { }
	Line   int    // in the file, from 1
	Column int    // in characters, from 1
	Width  int    // in characters, of a scalar as far as it stands on its first line
	Items  []*Node
	Keys   []*Node // of a group; as long as Items
}

// Place returns the place of the node in a file.
func (n *Node) Place(file string) diag.Place {
	return diag.Place{File: file, Line: n.Line, Column: n.Column, Width: n.Width}
}

// IsBlank reports whether the node says nothing: an empty value, null or "".
func (n *Node) IsBlank() bool {
	return n.Kind == Nothing || n.Kind == Scalar && strings.TrimSpace(n.Text) == ""
}
