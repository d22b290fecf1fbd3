package syntax

import (
	"fmt"
	"time"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// Words reads the fixed words of a theme: groups of groups, with a text at the end of each. The keys of nested groups
// are joined with dots, so "nav: {home: Home}" is nav.home. Each text is kept as written, whatever YAML would make
// of it: "yes: Yes" is the word Yes. The path is only for the places of the texts and of the problems.
func Words(path string, data []byte) (map[string]Text, []diag.Problem) {
	read := func(d *decoder, n *yamltext.Node, found *map[string]Text) {
		*found = map[string]Text{}
		if n.Kind != yamltext.Nothing {
			d.wordGroup("", n, *found)
		}
	}
	return decodeBy(read, func() schema { return schema{} }, path, 1, data, time.UTC)
}

func (d *decoder) wordGroup(prefix string, n *yamltext.Node, found map[string]Text) {
	if n.Kind != yamltext.Group {
		if n.Kind != yamltext.Refused {
			d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("a group of words is expected here, and not %s", n.Kind),
				Help: "Write name: text lines, indented below the name of the group."})
		}
		return
	}
	for i, key := range n.Keys {
		d.word(prefix+key.Text, key, n.Items[i], found)
	}
}

func (d *decoder) word(name string, key, value *yamltext.Node, found map[string]Text) {
	switch value.Kind {
	case yamltext.Refused:
	case yamltext.Group:
		d.wordGroup(name+".", value, found)
	case yamltext.List:
		d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(value), Message: fmt.Sprintf("%q is neither a text nor a group", name),
			Help: "Write one text; a list has no use here."})
	default:
		if _, twice := found[name]; twice {
			d.problems.Add(diag.Problem{Rule: yamltext.DuplicateKey, At: d.at(key), Message: fmt.Sprintf("%q is there twice", name),
				Help: "Keep one of them."})
			return
		}
		found[name] = Text{V: value.Text, At: d.at(value)}
	}
}
