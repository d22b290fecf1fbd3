package syntax

import (
	"slices"
	"sync"
	"time"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// decode reads YAML into a T by its table. first is the line of the file on which the YAML begins. Where the file holds
// mistakes, the T holds what could be read all the same, so that one slip does not make every reference to the file a
// mistake too.
func decode[T any](t table[T], file string, first int, data []byte, zone *time.Location) (T, []diag.Problem) {
	return decodeBy(t.readFile, t.schema, file, first, data, zone)
}

func decodeBy[V any](read func(*decoder, *yamltext.Node, *V), described func() schema, file string, first int, data []byte, zone *time.Location) (v V, problems []diag.Problem) {
	d := &decoder{file: file, zone: zone, words: sync.OnceValue(func() *vocabulary { return vocabularyOf(described()) })}
	d.doc = yamltext.Parse(file, first, data, func() yamltext.FieldNames { return d.words().FieldNames })
	read(d, d.doc.Root, &v)
	d.doc.Release()
	return v, append(d.doc.Problems, slices.DeleteFunc(d.problems.Problems, d.isEcho)...)
}

// isEcho reports whether a problem may follow from the recovery of a text that is no YAML, and not from what was meant.
func (d *decoder) isEcho(p diag.Problem) bool {
	return !d.doc.IsReliable(p.At.Line) || d.doc.IsRecovered() && p.Rule == SchemaMissing
}
