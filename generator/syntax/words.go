package syntax

import (
	"fmt"
	"time"

	"upfront/generator/diag"
)

// Words reads the fixed words of a theme: groups of groups, with a text at the end of each. The keys of nested groups
// are joined with dots, so "nav: {home: Home}" gives nav.home. Each text is kept as written, whatever YAML would make
// of it: "yes: Yes" is the word Yes. The path is only for the places of the texts and of the problems.
func Words(path string, data []byte) (map[string]Text, []diag.Problem) {
	read := func(d *decoder, n *node, found *map[string]Text) {
		*found = map[string]Text{}
		if n.kind != nothing {
			d.wordGroup("", n, *found)
		}
	}
	return decodeBy(read, func() schema { return schema{} }, path, 1, data, time.UTC)
}

func (d *decoder) wordGroup(prefix string, n *node, found map[string]Text) {
	if n.kind != pairs {
		if n.kind != refused {
			d.problems.Add(diag.Problem{Rule: SchemaType, At: n.place(d.file), Message: fmt.Sprintf("a group of words is expected here, and not %s", kindNames[n.kind]),
				Help: "Write name: text lines, indented below the name of the group."})
		}
		return
	}
	for i, key := range n.keys {
		d.word(prefix+key.text, key, n.items[i], found)
	}
}

func (d *decoder) word(name string, key, value *node, found map[string]Text) {
	switch value.kind {
	case refused:
	case pairs:
		d.wordGroup(name+".", value, found)
	case list:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: value.place(d.file), Message: fmt.Sprintf("%q is neither a text nor a group", name),
			Help: "Write one text; a list has no use here."})
	default:
		if _, twice := found[name]; twice {
			d.problems.Add(diag.Problem{Rule: schemaDuplicateKey, At: key.place(d.file), Message: fmt.Sprintf("%q is there twice", name),
				Help: "Keep one of them."})
			return
		}
		found[name] = Text{V: value.text, At: value.place(d.file)}
	}
}
