package syntax

import (
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// expected returns what is known of the kind of file that the decoder is for; try reads one, and keeps nothing of it.
func (d *decoder) expected(try func(*decoder, *yamltext.Node)) yamltext.Expected {
	return yamltext.Expected{
		Names: func() yamltext.FieldNames { return d.words().FieldNames },
		Faults: func(doc *yamltext.Document) (misplaced, values []diag.Problem) {
			trial := &decoder{file: d.file, zone: d.zone, words: d.words, doc: *doc}
			try(trial, doc.Root)
			for _, p := range trial.problems.Problems {
				switch {
				case p.Rule == frontMatterForeign:
					misplaced = append(misplaced, p)
				case p.Level() != diag.Error || p.Rule == SchemaMissing:
				case p.Rule == schemaUnknownKey || p.Rule == SchemaType || p.Rule == yamltext.DuplicateKey || p.Rule == yamltext.Trap:
					misplaced = append(misplaced, p)
				default:
					values = append(values, p)
				}
			}
			return misplaced, values
		},
	}
}
