package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/tailscale/hujson"
)

// The settings of VS Code are JSON with comments, which people write. What is added to them goes into its place in the text, so
// that the rest stays byte for byte.

// association says which files a schema is for, as the extension for YAML reads it.
type association struct{ schema, glob string }

const associations = "yaml.schemas" // the setting

// settingsBlock returns the setting as it is written into settings that have none.
func settingsBlock(wanted []association, indent string) string {
	return fmt.Sprintf("%s%q: {\n%s\n%s}", indent, associations, entries(wanted, indent+indent), indent)
}

func entries(wanted []association, indent string) string {
	var lines []string
	for _, a := range wanted {
		lines = append(lines, fmt.Sprintf("%s%q: %q", indent, a.schema, a.glob))
	}
	return strings.Join(lines, ",\n")
}

// withAssociations returns settings with what is wanted in them, and whether they could be read. Empty settings begin anew.
func withAssociations(settings []byte, wanted []association) ([]byte, bool) {
	if len(bytes.TrimSpace(settings)) == 0 {
		return []byte("{\n" + settingsBlock(wanted, "  ") + "\n}\n"), true
	}
	root, err := hujson.Parse(settings)
	all, isObject := root.Value.(*hujson.Object)
	if err != nil || !isObject {
		return nil, false
	}
	s := splice{text: settings}
	there := valueOf(all, associations)
	if there == nil {
		s.addMembers(&root, func(indent string) string { return settingsBlock(wanted, indent) }, "  ")
		return s.done()
	}
	setting, isObject := there.Value.(*hujson.Object)
	if !isObject {
		return nil, false
	}
	var missing []association
	for _, a := range wanted {
		switch globs := valueOf(setting, a.schema); {
		case globs == nil:
			missing = append(missing, a)
		case !s.addGlob(globs, a.glob):
			return nil, false
		}
	}
	if len(missing) > 0 {
		s.addMembers(there, func(indent string) string { return entries(missing, indent) }, "    ")
	}
	return s.done()
}

// valueOf returns the value of a member, or nil.
func valueOf(o *hujson.Object, name string) *hujson.Value {
	for i, m := range o.Members {
		if l, ok := m.Name.Value.(hujson.Literal); ok && l.String() == name {
			return &o.Members[i].Value
		}
	}
	return nil
}

// splice collects what is added to a text, and where.
type splice struct {
	text  []byte
	added []addition
}

type addition struct {
	at   int
	text string
}

func (s *splice) add(at int, text string) { s.added = append(s.added, addition{at, text}) }

// done returns the text with all that was added, and whether it can be read still.
func (s *splice) done() ([]byte, bool) {
	slices.SortStableFunc(s.added, func(a, b addition) int { return a.at - b.at })
	var out []byte
	from := 0
	for _, a := range s.added {
		out = append(append(out, s.text[from:a.at]...), a.text...)
		from = a.at
	}
	out = append(out, s.text[from:]...)
	_, err := hujson.Parse(out)
	return out, err == nil
}

// addGlob adds a pattern to those of a schema, which are one or a list. It reports whether they are.
func (s *splice) addGlob(there *hujson.Value, glob string) bool {
	quoted := fmt.Sprintf("%q", glob)
	switch v := there.Value.(type) {
	case hujson.Literal:
		if v.Kind() == '"' && v.String() != glob {
			s.add(there.StartOffset, "[")
			s.add(there.EndOffset, ", "+quoted+"]")
		}
		return v.Kind() == '"'
	case *hujson.Array:
		for _, e := range v.Elements {
			if l, ok := e.Value.(hujson.Literal); ok && l.Kind() == '"' && l.String() == glob {
				return true
			}
		}
		if n := len(v.Elements); n > 0 {
			s.add(v.Elements[n-1].EndOffset, ", "+quoted)
		} else {
			s.add(there.StartOffset+1, quoted)
		}
		return true
	}
	return false
}

// addMembers adds members behind the last of an object and its comment. They are indented as that one is, else by indent.
func (s *splice) addMembers(object *hujson.Value, write func(indent string) string, indent string) {
	outer := indent[2:]
	if members := object.Value.(*hujson.Object).Members; len(members) > 0 {
		last := members[len(members)-1]
		if last.Value.AfterExtra == nil { // no comma stands behind it
			s.add(last.Value.EndOffset, ",")
		}
		if line := s.text[bytes.LastIndexByte(s.text[:last.Name.StartOffset], '\n')+1 : last.Name.StartOffset]; len(line) > 0 && len(bytes.Trim(line, " \t")) == 0 {
			indent = string(line)
		}
	}
	brace := object.EndOffset - 1
	end := len(bytes.TrimRight(s.text[:brace], " \t\r\n"))
	text := "\n" + write(indent)
	if !bytes.ContainsRune(s.text[end:brace], '\n') {
		text += "\n" + outer
	}
	s.add(end, text)
}
