package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	public "upfront/generator/site"
	"upfront/generator/syntax"
)

func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schema of a kind of file, for editors",
		Long: `Print the JSON Schema of a kind of file, with which an editor completes and
explains the fields. Without KIND, list the kinds. The kind promises is that
of promises.json, which a site publishes for other programs.

For an editor with yaml-language-server, keep the schema in a file and name it
in the first line of yours:
  # yaml-language-server: $schema=../../schemas/capability.json`,
		Example: `upfront schema                                        the kinds
upfront schema capability > schemas/capability.json   the schema of one`,
		Args:        arguments("[KIND]"),
		ValidArgs:   schemaKinds(),
		Annotations: accepting(""),
		RunE: func(_ *cobra.Command, args []string) error {
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
