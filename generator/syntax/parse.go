package syntax

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
)

const (
	yamlSyntax diag.RuleID = "yaml-syntax"
	yamlTrap   diag.RuleID = "yaml-trap"
	yamlLimits diag.RuleID = "yaml-limits"
)

// mostDepth is how deep lists and groups may stand in each other. Our own tables need nine.
const mostDepth = 32

// decode reads YAML into a T by its table. first is the line of the file on which the YAML begins. Where the file holds
// mistakes, the T holds what could be read all the same, so that one slip does not make every reference to the file a
// mistake too.
func decode[T any](t table[T], file string, first int, data []byte, zone *time.Location) (T, []diag.Problem) {
	return decodeBy(t.readFile, t.schema, file, first, data, zone)
}

func decodeBy[V any](read func(*decoder, *node, *V), described func() schema, file string, first int, data []byte, zone *time.Location) (v V, problems []diag.Problem) {
	doc := parse(file, first, data, sync.OnceValue(func() *vocabulary { return vocabularyOf(described()) }))
	d := &decoder{file: file, zone: zone, doc: doc}
	read(d, doc.root, &v)
	doc.free()
	return v, append(doc.problems, doc.trust(d.problems.Problems)...)
}

// document is what could be made of the YAML of a file.
type document struct {
	root     *node        // never nil
	plain    *plainReader // whose nodes these are; nil for a text that was read the long way
	problems []diag.Problem
	first    int
	text     string
	split    []string // its lines, once somebody asked for them
	mended   *second  // nil where nothing had to be mended
	words    func() *vocabulary
}

// parse reads one YAML document into nodes. words tells the names of fields, where a mistake needs to know them.
func parse(file string, first int, data []byte, words func() *vocabulary) document {
	doc := document{root: &node{kind: nothing, line: first, column: 1}, first: first, words: words}
	text, problems, ok := legible(file, first, data)
	doc.problems = problems
	if !ok {
		doc.root.kind = refused
		return doc
	}
	doc.text = text
	reader := plainReaders.Get().(*plainReader)
	if root, ok := reader.read(text, first); ok {
		doc.root, doc.plain = root, reader
		return doc
	}
	reader.free()
	doc.readLong(file)
	return doc
}

// free gives the memory of the nodes back, if it can be used again. Nobody may use them any more.
func (d *document) free() {
	if d.plain != nil {
		d.plain.free()
		d.root, d.plain = nil, nil
	}
}

// readLong reads a text through the YAML reader. It says what a text means, and what is wrong with it.
func (d *document) readLong(file string) {
	p := parser{file: file, first: d.first, lines: d.lines()}
	root, err := readYAML(d.text)
	if err != nil {
		d.mended = secondLook(file, d.first, d.lines(), err, d.words)
		d.problems = append(d.problems, d.mended.problems...)
		root, p.lines, p.origin = d.mended.root, d.mended.lines, d.mended.origin
	}
	if root != nil {
		d.root = p.node(root, place{depth: 1})
	}
	d.problems = append(d.problems, d.trust(p.problems.Problems)...)
}

// lines gives the lines of the text as the author wrote them.
func (d *document) lines() []string {
	if d.split == nil {
		d.split = splitLines(d.text)
	}
	return d.split
}

// splitLines gives the lines of a text; a last one is empty where the text ends with a line break.
func splitLines(text string) []string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	return lines
}

// line gives a line of the file as written; false for one that is not part of its YAML.
func (d *document) line(number int) (string, bool) {
	if i := number - d.first; i >= 0 && i < len(d.lines()) {
		return d.lines()[i], true
	}
	return "", false
}

// trust gives those problems of the reading that still hold although a syntax error had to be guessed away first.
func (d *document) trust(problems []diag.Problem) []diag.Problem {
	if d.mended == nil {
		return problems
	}
	return slices.DeleteFunc(problems, func(p diag.Problem) bool {
		return d.mended.doubtful || d.mended.changed[p.At.Line] || p.Rule == SchemaMissing
	})
}

var errSecondDocument = errors.New("a second document begins")

// readYAML reads a text that must be one YAML document; nil stands for an empty one. It is the only caller of the YAML
// reader, which panics on some broken inputs.
func readYAML(text string) (root *yaml.Node, err error) {
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

// parser turns the nodes of the YAML reader into ours, and reports what the reader took for something that the author
// cannot have meant.
type parser struct {
	file     string
	first    int
	lines    []string // as they were read
	origin   []int    // for each line, the line of the author's that it stands for; nil: the same
	problems diag.List
}

// place is where a node stands among others.
type place struct {
	depth int
	flow  bool // inside brackets
	item  bool // an entry of a list
}

func (at place) inside(n *yaml.Node) place {
	return place{depth: at.depth + 1, flow: at.flow || n.Style&yaml.FlowStyle != 0, item: n.Kind == yaml.SequenceNode}
}

// number gives the line of the file that a line of the reader stands for; both count from one.
func (p *parser) number(line int) int {
	if p.origin != nil && line <= len(p.origin) {
		return p.origin[max(line-1, 0)] + p.first
	}
	return line - 1 + p.first
}

// from gives the line that a node begins on, and the byte at which it does.
func (p *parser) from(n *yaml.Node) (line string, at int) {
	if n.Line < 1 || n.Line > len(p.lines) {
		return "", 0
	}
	line = p.lines[n.Line-1]
	left := n.Column - 1 // the reader counts characters
	for at = range line {
		if left == 0 {
			return line, at
		}
		left--
	}
	return line, len(line)
}

func (p *parser) node(n *yaml.Node, at place) *node {
	out := &node{line: p.number(n.Line), column: max(n.Column, 1), flow: n.Style&yaml.FlowStyle != 0}
	if n.Line > len(p.lines) { // the reader puts nothing at all behind the end
		out.line, out.column = p.number(len(p.lines)), column(p.lines[len(p.lines)-1], 1<<20)
	}
	switch {
	case at.depth > mostDepth:
		out.kind = refused
		p.problems.Add(diag.Problem{Rule: yamlLimits, At: out.place(p.file), Message: fmt.Sprintf("this stands in more than %d things that hold each other", mostDepth),
			Help: "Bring it nearer to the left margin, or to fewer brackets."})
	case n.Anchor != "" || n.Kind == yaml.AliasNode || n.Style&yaml.TaggedStyle != 0 || p.bang(n):
		p.sign(n, out)
	case n.Kind == yaml.ScalarNode:
		p.scalar(n, out, at)
	case n.Kind == yaml.SequenceNode:
		out.kind = list
		for _, item := range n.Content {
			out.items = append(out.items, p.node(item, at.inside(n)))
		}
	case n.Kind == yaml.MappingNode:
		p.pairs(n, out, at.inside(n))
	}
	return out
}

// pairs reads keys and their values.
func (p *parser) pairs(n *yaml.Node, out *node, at place) {
	out.kind = pairs
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := p.node(n.Content[i], at), n.Content[i+1]
		if key.kind == nothing {
			key.kind = scalar // the word null
		}
		switch {
		case key.kind == refused:
			continue
		case n.Content[i].Kind == yaml.ScalarNode && n.Content[i].ShortTag() == "!!merge" && key.plain:
			p.problems.Add(diag.Problem{Rule: yamlLimits, At: key.place(p.file), Message: "the merge sign << is not read",
				Help: "Write the fields out where they are used."})
			continue
		case key.kind != scalar && key.kind != nothing:
			p.groupForText(n, out)
			return
		case out.flow && key.plain && p.gluedInBraces(key, value):
			out.keys, out.items = append(out.keys, key), append(out.items, &node{kind: refused, line: key.line, column: key.column})
			continue
		case out.flow && i > 0 && isCut(n.Content[i:]):
			tail := []string{key.text}
			for ; isCut(n.Content[i+2:]); i += 2 {
				tail = append(tail, n.Content[i+2].Value)
			}
			p.cutByComma(out, key, tail)
			continue
		}
		out.keys = append(out.keys, key)
		out.items = append(out.items, p.node(value, at))
	}
}
