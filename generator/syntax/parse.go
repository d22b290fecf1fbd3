package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
)

// maxYAML is the most bytes that one YAML file may have.
const maxYAML = 1 << 20

// decode reads YAML into a T by its table. first is the line of the file on which the YAML begins.
func decode[T any](t table[T], file string, first int, data []byte, zone *time.Location) (T, []diag.Problem) {
	d := &decoder{file: file, zone: zone}
	root, problems := parse(file, first, data)
	if len(problems) > 0 {
		var none T
		return none, problems
	}
	out := t.read(d, root)
	return out, d.problems
}

// parse reads one YAML document into nodes. Where there are problems the node is nil.
func parse(file string, first int, data []byte) (*node, []diag.Problem) {
	p := parser{file: file, offset: first - 1, lines: strings.Split(string(data), "\n")}
	if len(data) > maxYAML {
		p.say("yaml-limits", diag.Place{File: file}, "the file is larger than 1 MiB", "Split it, or move long text into a page.")
		return nil, p.problems
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return &node{kind: nothing, line: first, column: 1}, nil
	case err != nil:
		p.syntaxError(err)
		return nil, p.problems
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		p.say("yaml-limits", p.at(&more), "a second document begins in this file", "Keep one document a file: remove the line with ---.")
	}
	root := p.node(doc.Content[0])
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return root, nil
}

// parser turns the nodes of yaml.v3 into ours.
type parser struct {
	file     string
	offset   int // lines of the file before the YAML
	lines    []string
	problems []diag.Problem
}

func (p *parser) say(rule string, at diag.Place, message, help string) {
	p.problems = append(p.problems, diag.Problem{Rule: rule, At: at, Message: message, Help: help})
}

var errorLine = regexp.MustCompile(`line (\d+): (.*)`)

// syntaxError reports what yaml.v3 could not read.
func (p *parser) syntaxError(err error) {
	at, what := diag.Place{File: p.file, Line: 1 + p.offset, Column: 1}, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := errorLine.FindStringSubmatch(what); m != nil {
		line, _ := strconv.Atoi(m[1])
		at.Line, what = line+p.offset, m[2]
	}
	p.say("yaml-syntax", at, "this is not valid YAML: "+what, "")
}

func (p *parser) at(n *yaml.Node) diag.Place {
	return diag.Place{File: p.file, Line: n.Line + p.offset, Column: p.column(n)}
}

// column gives a node's column in characters: yaml.v3 counts them already.
func (p *parser) column(n *yaml.Node) int { return max(n.Column, 1) }

func (p *parser) node(n *yaml.Node) *node {
	out := &node{line: n.Line + p.offset, column: p.column(n), flow: n.Style&yaml.FlowStyle != 0}
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		p.say("yaml-limits", p.at(n), "anchors (&) and aliases (*) are not read", "Write the value out where it is used, or put a text that begins with & or * in quotes.")
	}
	if n.Style&yaml.TaggedStyle != 0 {
		p.say("yaml-limits", p.at(n), fmt.Sprintf("the tag %s is not read", n.Tag), "Remove it, or put a text that begins with ! in quotes.")
	}
	switch n.Kind {
	case yaml.ScalarNode:
		p.scalar(n, out)
	case yaml.SequenceNode:
		out.kind = list
		for _, item := range n.Content {
			out.items = append(out.items, p.node(item))
		}
	case yaml.MappingNode:
		out.kind = pairs
		for i := 0; i+1 < len(n.Content); i += 2 {
			out.keys = append(out.keys, p.node(n.Content[i]))
			out.items = append(out.items, p.node(n.Content[i+1]))
		}
	}
	return out
}

func (p *parser) scalar(n *yaml.Node, out *node) {
	out.plain = n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	if out.plain && n.ShortTag() == "!!null" {
		return
	}
	out.kind, out.text = scalar, n.Value
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		p.block(n, out)
		return
	}
	out.width = utf8.RuneCountInString(n.Value)
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		out.width += 2
	}
	if i := n.Line - 1; i < len(p.lines) {
		out.width = min(out.width, max(utf8.RuneCountInString(strings.TrimRight(p.lines[i], " \r"))-out.column+1, 1))
	}
}

// block places a text that begins below its | or > where its first line begins.
func (p *parser) block(n *yaml.Node, out *node) {
	for i := n.Line; i < len(p.lines); i++ {
		line := strings.TrimRight(p.lines[i], " \r")
		if line != "" {
			text := strings.TrimLeft(line, " ")
			out.line, out.column, out.width = i+1+p.offset, len(line)-len(text)+1, utf8.RuneCountInString(text)
			return
		}
	}
}
