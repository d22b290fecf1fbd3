package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	public "upfront/generator/site"
	"upfront/generator/syntax"
)

func (p *program) schemaCommand() *cobra.Command {
	var write bool
	c := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schema of a kind of file, for editors",
		Long: `Print the JSON Schema of a kind of file, with which an editor completes and
explains the fields. Without KIND, list the kinds. The kind promises is that
of promises.json, which a site publishes for other programs.

With --write, write those of YAML files to schemas/, which builds do not read,
and .vscode/settings.json with which the YAML extension of VS Code finds them.
What is in that file already stays as it is written. The extension reads no
front matter: policies, pages and notices have no help there.

For another editor with yaml-language-server, name the schema in the first line
of your file:
  # yaml-language-server: $schema=../../schemas/capability.json`,
		Example: `upfront schema                                        the kinds
upfront schema capability > schemas/capability.json   the schema of one
upfront schema --write                                for VS Code, all at once`,
		Args:        arguments("[KIND]"),
		ValidArgs:   schemaKinds(),
		Annotations: accepting("dir quiet"),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case write && len(args) > 0:
				return usageError("--write writes all kinds.", "Leave "+args[0]+" out.")
			case write:
				return p.writeSchemas()
			}
			if len(args) == 0 {
				return p.listKinds()
			}
			schema, ok := syntax.Schema(args[0])
			switch {
			case args[0] == promisesKind:
				schema = public.PromisesSchema
			case !ok:
				return checkWord("kind", args[0], schemaKinds())
			}
			_, err := p.out.Write(schema)
			return err
		},
	}
	c.Flags().BoolVar(&write, "write", false, "write the schemas into the site, and the settings of an editor")
	return c
}

// promisesKind is the kind of promises.json, which the program writes and people do not.
const promisesKind = "promises"

func schemaKinds() []string { return append(syntax.Kinds(), promisesKind) }

func (p *program) listKinds() error {
	if _, err := fmt.Fprintln(p.out, strings.Join(schemaKinds(), "\n")); err != nil {
		return err
	}
	p.printf("\nPrint one with: upfront schema KIND > schemas/KIND.json\nThen begin your file with: # yaml-language-server: $schema=../../schemas/KIND.json")
	return nil
}
