package syntax

import "upfront/generator/diag"

// kind is what a node is: in our words, because messages use them.
type kind int

const (
	nothing kind = iota // an empty value: "key:" with nothing after it, null or ~
	scalar              // one value
	list                // "- a" lines, or [a, b]
	pairs               // "key: value" lines, or {key: value}
	refused             // reported already; to be passed over in silence
)

var kindNames = []string{"nothing", "one value", "a list", "a group of fields", "something else"}

// node is one value of a YAML file with its place, free of the reader that made it. Scalars are taken as written:
// what they mean is decided by the field that they stand in.
type node struct {
	kind   kind
	text   string // of a scalar, without quotes; of nothing, what was written for it, such as null
	plain  bool   // a scalar without quotes, on one line or several
	flow   bool   // a list in [ ] or pairs in { }
	line   int    // in the file, from 1
	column int    // in characters, from 1
	width  int    // in characters, of a scalar as far as it stands on its first line
	items  []*node
	keys   []*node // of pairs; as long as items
}

func (n *node) place(file string) diag.Place {
	return diag.Place{File: file, Line: n.line, Column: n.column, Width: n.width}
}
