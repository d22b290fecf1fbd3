package yamltext

import (
	"strings"

	"upfront/generator/diag"
)

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
