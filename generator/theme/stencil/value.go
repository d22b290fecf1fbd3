package stencil

import (
	"reflect"
	"slices"
	"text/template/parse"
)

// value is a compiled pipeline: the type of its result, and a function that returns it.
type value struct {
	typ reflect.Type
	get func(*output) reflect.Value
}

// pipeline compiles {{.Field}}, {{$variable.Field}}, a constant, {{len .List}} and {{index .List 0}}.
func (c *compiler) pipeline(p *parse.PipeNode, in scope) value {
	require(len(p.Cmds) == 1 && !p.IsAssign)
	return c.command(p.Cmds[0].Args, in)
}

func (c *compiler) command(args []parse.Node, in scope) value {
	name, called := args[0].(*parse.IdentifierNode)
	switch {
	case !called && len(args) == 1:
		return c.argument(args[0], in)
	case called && name.Ident == "len" && len(args) == 2:
		list := c.argument(args[1], in)
		require(list.typ.Kind() == reflect.Slice || list.typ.Kind() == reflect.String)
		return value{reflect.TypeFor[int](), func(out *output) reflect.Value { return reflect.ValueOf(list.get(out).Len()) }}
	case called && name.Ident == "index" && len(args) == 3:
		list, index := c.argument(args[1], in), c.argument(args[2], in)
		require(list.typ.Kind() == reflect.Slice && index.typ.Kind() == reflect.Int)
		return value{list.typ.Elem(), func(out *output) reflect.Value {
			v, i := list.get(out), index.get(out).Int()
			require(0 <= i && i < int64(v.Len()))
			return v.Index(int(i))
		}}
	}
	panic(unsupported{})
}

func (c *compiler) argument(n parse.Node, in scope) value {
	switch n := n.(type) {
	case *parse.DotNode:
		return value{in.dot, func(out *output) reflect.Value { return out.dot }}
	case *parse.FieldNode:
		return field(value{in.dot, nil}, n.Ident)
	case *parse.VariableNode:
		return field(variableOf(n.Ident[0], in), n.Ident[1:])
	case *parse.PipeNode:
		return c.pipeline(n, in)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	}
	panic(unsupported{})
}

func constant(x any) value {
	v := reflect.ValueOf(x)
	return value{v.Type(), func(*output) reflect.Value { return v }}
}

func variableOf(name string, in scope) value {
	if name == "$" {
		return value{in.root, func(out *output) reflect.Value { return out.root }}
	}
	for i, v := range slices.Backward(in.variables) {
		if v.name == name {
			return value{v.typ, func(out *output) reflect.Value { return out.variables[i] }}
		}
	}
	panic(unsupported{})
}

// field follows names through structs and pointers to them. A value without get is the dot.
func field(from value, names []string) value {
	for _, name := range names {
		typ, pointer := from.typ, from.typ.Kind() == reflect.Pointer
		if pointer {
			typ = typ.Elem()
		}
		require(typ.Kind() == reflect.Struct)
		f, ok := typ.FieldByName(name)
		if _, method := reflect.PointerTo(typ).MethodByName(name); !ok || method || !f.IsExported() || throughPointer(typ, f.Index) {
			panic(unsupported{})
		}
		from = value{f.Type, fieldGetter(from.get, pointer, f.Index)}
	}
	return from
}

// throughPointer reports whether a promoted field is reached through an embedded pointer.
func throughPointer(typ reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if typ = typ.Field(i).Type; typ.Kind() != reflect.Struct {
			return true
		}
	}
	return false
}

// fieldGetter returns a function that returns a field of what get returns, or of the dot where get is nil. Most are
// fields of the dot by one index, which are read with the fewest calls.
func fieldGetter(get func(*output) reflect.Value, pointer bool, index []int) func(*output) reflect.Value {
	find := func(v reflect.Value) reflect.Value { return v.FieldByIndex(index) }
	if len(index) == 1 {
		first := index[0]
		if get == nil && !pointer {
			return func(out *output) reflect.Value { return out.dot.Field(first) }
		}
		find = func(v reflect.Value) reflect.Value { return v.Field(first) }
	}
	if get == nil {
		get = func(out *output) reflect.Value { return out.dot }
	}
	if !pointer {
		return func(out *output) reflect.Value { return find(get(out)) }
	}
	return func(out *output) reflect.Value {
		v := get(out)
		require(!v.IsNil())
		return find(v.Elem())
	}
}

// condition is a compiled pipeline of if.
type condition func(*output) bool

var comparisons = map[string]func(a, b int64) bool{
	"eq": func(a, b int64) bool { return a == b }, "ne": func(a, b int64) bool { return a != b },
	"lt": func(a, b int64) bool { return a < b }, "le": func(a, b int64) bool { return a <= b },
	"gt": func(a, b int64) bool { return a > b }, "ge": func(a, b int64) bool { return a >= b },
}

// condition compiles a value, a comparison of whole numbers, or "or", "and" and "not" of such.
func (c *compiler) condition(p *parse.PipeNode, in scope) condition {
	require(len(p.Cmds) == 1 && len(p.Decl) == 0)
	args := p.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok || name.Ident == "len" || name.Ident == "index" {
		return truth(c.pipeline(p, in))
	}
	if compare, ok := comparisons[name.Ident]; ok && len(args) == 3 {
		a, b := c.argument(args[1], in), c.argument(args[2], in)
		require(a.typ.Kind() == reflect.Int && b.typ.Kind() == reflect.Int)
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
