package stencil

import (
	"reflect"
	"slices"
	"text/template/parse"
)

// condition is a compiled pipeline of if.
type condition func(*output) bool

var comparisons = map[string]func(a, b int64) bool{
	"eq": func(a, b int64) bool { return a == b }, "ne": func(a, b int64) bool { return a != b },
	"lt": func(a, b int64) bool { return a < b }, "le": func(a, b int64) bool { return a <= b },
	"gt": func(a, b int64) bool { return a > b }, "ge": func(a, b int64) bool { return a >= b },
}

// condition compiles a value, a comparison of whole numbers, or "or", "and" and "not" of such.
func (c *compiler) condition(p *parse.PipeNode, in scope) condition {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		panic(unsupported{})
	}
	args := p.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok || name.Ident == "len" || name.Ident == "index" {
		return truth(c.pipeline(p, in))
	}
	if compare, ok := comparisons[name.Ident]; ok && len(args) == 3 {
		a, b := c.argument(args[1], in), c.argument(args[2], in)
		if a.typ.Kind() != reflect.Int || b.typ.Kind() != reflect.Int {
			panic(unsupported{})
		}
		return func(out *output) bool { return compare(a.get(out).Int(), b.get(out).Int()) }
	}
	return c.combination(name.Ident, args[1:], in)
}

func (c *compiler) combination(name string, args []parse.Node, in scope) condition {
	var all []condition
	for _, a := range args {
		if p, ok := a.(*parse.PipeNode); ok {
			all = append(all, c.condition(p, in))
		} else {
			all = append(all, truth(c.argument(a, in)))
		}
	}
	switch {
	case name == "not" && len(all) == 1:
		return func(out *output) bool { return !all[0](out) }
	case name == "or" && len(all) > 0:
		return func(out *output) bool {
			return slices.ContainsFunc(all, func(holds condition) bool { return holds(out) })
		}
	case name == "and" && len(all) > 0:
		return func(out *output) bool {
			return !slices.ContainsFunc(all, func(holds condition) bool { return !holds(out) })
		}
	}
	panic(unsupported{})
}

func truth(v value) condition {
	holds := truthOf(v.typ)
	return func(out *output) bool { return holds(v.get(out)) }
}

// truthOf returns a function that reports whether a value of the type counts as true, as in text/template.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	panic(unsupported{})
}
