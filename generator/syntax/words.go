package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
)

// Words reads the fixed words of a theme: groups of groups, with a text at the end of each. The keys of nested groups
// are joined with dots, so "nav: {home: Home}" gives nav.home. Each text is kept as written, whatever YAML would make
// of it: "yes: Yes" is the word Yes. The path is only for the places of the texts and of the problems.
func Words(path string, data []byte) (map[string]Text, []diag.Problem) {
	w := wordReader{path: path, words: map[string]Text{}}
	var doc yaml.Node
	switch err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); {
	case errors.Is(err, io.EOF):
		return w.words, nil
	case err != nil:
		w.unreadable(err)
	default:
		w.group("", doc.Content[0])
	}
	return w.words, w.problems
}

type wordReader struct {
	path     string
	words    map[string]Text
	problems []diag.Problem
}

func (w *wordReader) group(prefix string, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		w.problem(n, "schema-type", "here a group of words was expected", "write  key: text  lines, indented below a name")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		w.entry(prefix, n.Content[i], n.Content[i+1])
	}
}

func (w *wordReader) entry(prefix string, key, value *yaml.Node) {
	name := prefix + key.Value
	switch value.Kind {
	case yaml.MappingNode:
		w.group(name+".", value)
	case yaml.ScalarNode:
		if _, twice := w.words[name]; twice {
			w.problem(key, "schema-duplicate-key", fmt.Sprintf("%q is there twice", name), "keep one of them")
			return
		}
		w.words[name] = Text{V: value.Value, At: w.place(value)}
	default:
		w.problem(value, "schema-type", fmt.Sprintf("%q is neither a text nor a group", name), "write one text; lists and references have no use here")
	}
}

func (w *wordReader) place(n *yaml.Node) diag.Place {
	return diag.Place{File: w.path, Line: n.Line, Column: n.Column}
}

func (w *wordReader) problem(n *yaml.Node, rule, message, help string) {
	w.problems = append(w.problems, diag.Problem{Rule: rule, At: w.place(n), Message: message, Help: help})
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// unreadable turns an error of the YAML reader, which names a line in its text, into a problem.
func (w *wordReader) unreadable(err error) {
	at, message := diag.Place{File: w.path}, err.Error()
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		at.Line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	w.problems = append(w.problems, diag.Problem{Rule: "yaml-syntax", At: at, Message: message,
		Help: "put texts with a colon, a quote or a # in \"double quotes\""})
}
