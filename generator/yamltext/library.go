package yamltext

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

// Only this file imports the YAML library. To use another library, convert its nodes to the type parsed here.

// parsed is a node as the library reads it. Lines and columns count from one, columns in characters.
type parsed struct {
	kind                    Kind   // Scalar, List or Group
	text                    string // of a scalar, without quotes
	null                    bool   // a scalar without a value: nothing, null or ~
	style                   style
	flow                    bool // written in brackets
	tagged, anchored, merge bool
	alias                   *parsed // what an alias stands for
	line, column            int
	content                 []*parsed // the items of a list; the keys and values of a group in turn
}

// style is how a scalar is written.
type style int

const (
	unquoted style = iota
	inQuotes
	block // below a | or >
)

var errSecondDocument = errors.New("a second document begins")

// readYAML parses a text that must be one YAML document; nil stands for an empty one.
func readYAML(text string) (*parsed, error) {
	hidden, mark := hideMarks(text)
	root, err := libraryNode(hidden)
	if root == nil {
		return nil, err
	}
	return converted(root, mark, map[*yaml.Node]*parsed{}), nil
}

// hideMarks replaces each question mark within a text by another character, which it returns; zero where there is none. In
// brackets, the library ends a text at a question mark, as YAML 1.1 does: to YAML 1.2 it is a sign only where it begins one.
func hideMarks(text string) (hidden string, mark rune) {
	if strings.IndexByte(text, '?') < 0 {
		return text, 0
	}
	for mark = 0xe000; strings.ContainsRune(text, mark); mark++ { // of private use, so that columns stay
	}
	var out strings.Builder
	last, before := '\n', '\n' // the last character of the line, and the one before r
	for _, r := range text {
		switch {
		case r == '?' && !strings.ContainsRune("\n,[{?", last) && (before == last || !strings.ContainsRune(":-]}\"'", last)):
			r, last = mark, mark
		case r == '\n' || r != ' ' && r != '\t' && r != '\r':
			last = r
		}
		before = r
		out.WriteRune(r)
	}
	return out.String(), mark
}

// libraryNode is the only caller of the library, which panics on some broken inputs.
func libraryNode(text string) (root *yaml.Node, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			root, err = nil, fmt.Errorf("the YAML reader gave up: %v", cause)
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	var doc, more yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, err
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, errSecondDocument
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

// converted copies a node of the library. mark stands for a question mark, and anchors holds what aliases further on may stand for.
func converted(n *yaml.Node, mark rune, anchors map[*yaml.Node]*parsed) *parsed {
	text := n.Value
	if mark != 0 {
		text = strings.ReplaceAll(text, string(mark), "?")
	}
	out := &parsed{text: text, flow: n.Style&yaml.FlowStyle != 0, tagged: n.Style&yaml.TaggedStyle != 0, anchored: n.Anchor != "",
		line: n.Line, column: n.Column}
	if out.anchored {
		anchors[n] = out
	}
	switch n.Kind {
	case yaml.AliasNode:
		out.alias = anchors[n.Alias]
	case yaml.SequenceNode:
		out.kind = List
	case yaml.MappingNode:
		out.kind = Group
	case yaml.ScalarNode:
		out.kind = Scalar
		out.null, out.merge = n.ShortTag() == "!!null", n.ShortTag() == "!!merge"
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			out.style = block
		} else if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			out.style = inQuotes
		}
	}
	for _, c := range n.Content {
		out.content = append(out.content, converted(c, mark, anchors))
	}
	return out
}
