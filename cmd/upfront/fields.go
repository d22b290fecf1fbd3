package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

func (p *program) fieldsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "fields [KIND]",
		Short: "List the fields of a kind of file, with their meanings",
		Long: `List every field that a kind of file may have: what it means, how it is written,
what holds without it, and an example. Without KIND, list the kinds.

A field that stands in another is written with it: promises[].within stands in
each entry of the list promises. <name> is a name that you choose.`,
		Example: `upfront fields              the kinds
upfront fields capability   each field of a capability`,
		Args:        arguments("[KIND]"),
		ValidArgs:   syntax.Kinds(),
		Annotations: accepting("json"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.listFields(syntax.Kinds())
			}
			fields, ok := fieldsOf(args[0])
			switch {
			case !ok:
				return checkWord("kind", args[0], syntax.Kinds())
			case p.flags.json:
				return printJSON(p.out, fieldsJSON{jsonVersion, fields})
			}
			return p.printFields(fields)
		},
	}
}

// kindsJSON and fieldsJSON are what upfront fields prints for programs.
type (
	kindsJSON struct {
		Version int            `json:"version"`
		Kinds   map[string]int `json:"kinds"` // how many fields each has
	}
	fieldsJSON struct {
		Version int            `json:"version"`
		Fields  []syntax.Field `json:"fields"`
	}
)

// listFields prints the kinds of file, each with how many fields it has.
func (p *program) listFields(kinds []string) error {
	count := map[string]int{}
	var rows []string
	for _, kind := range kinds {
		fields, _ := fieldsOf(kind)
		count[kind] = len(fields)
		rows = append(rows, fmt.Sprintf("%-12s%s", kind, diag.Plural(len(fields), "field")))
	}
	if p.flags.json {
		return printJSON(p.out, kindsJSON{jsonVersion, count})
	}
	if _, err := fmt.Fprintln(p.out, strings.Join(rows, "\n")); err != nil {
		return err
	}
	p.printf("\nPrint those of one with: upfront fields KIND")
	return nil
}

func (p *program) printFields(fields []syntax.Field) error {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.Path)
		if f.Required {
			b.WriteString("   required")
		}
		lines := []string{f.Meaning + ".", "Form: " + f.Form}
		if f.Default != "" {
			lines = append(lines, "Without it: "+f.Default)
		}
		if f.Example != "" {
			lines = append(lines, "Example: "+f.Example)
		}
		for _, line := range lines {
			for _, part := range diag.Wrap(line, 76) {
				b.WriteString("\n    " + part)
			}
		}
		b.WriteByte('\n')
	}
	_, err := fmt.Fprint(p.out, b.String())
	return err
}

// kindFiles says where the files of a kind lie in a site: one, or all below a folder.
var kindFiles = map[string]string{"site": syntax.SiteFile, "capability": "content/capabilities/", "agreement": syntax.AgreementFolder, "policy": "content/policies/",
	"page": "content/pages/", "notice": "content/notices/", "partners": "content/partners.yaml", "glossary": "content/glossary.yaml"}

// fieldsOf returns the fields of a kind of file, with examples from the starters.
func fieldsOf(kind string) ([]syntax.Field, bool) {
	var samples [][]byte
	for _, starter := range starters {
		root := path.Join("starters", starter)
		_ = fs.WalkDir(starterFiles, root, func(name string, d fs.DirEntry, err error) error { // nothing embedded fails
			if err == nil && !d.IsDir() && isOfKind(kind, strings.TrimPrefix(name, root+"/")) {
				data, _ := fs.ReadFile(starterFiles, name)
				samples = append(samples, data)
			}
			return err
		})
	}
	return syntax.Fields(kind, samples...)
}

func isOfKind(kind, name string) bool {
	at := kindFiles[kind]
	return name == at || strings.HasSuffix(at, "/") && strings.HasPrefix(name, at) && (strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".md"))
}
