package stencil

import (
	"bytes"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// instruction prints a node, for a dot of the type that it was compiled for.
type instruction func(*output)

// output is a page that is being printed, and what the template at work sees: the dot, the view that it was called with
// ($), and its variables. An instruction that changes one of these puts it back.
type output struct {
	page      []byte
	dot, root reflect.Value
	variables [maxVariables]reflect.Value
	pairs     []string // room for the arguments of a word
}

const maxVariables = 8

// compiler compiles a page: its template, and those that it calls.
type compiler struct {
	page     *template.Template
	printer  *Printer
	compiled map[call]*instruction
}

// call is a template called with a dot of some type.
type call struct {
	name string
	dot  reflect.Type
}

// scope holds the types of what a node sees.
type scope struct {
	dot, root reflect.Type
	variables []variable // the index of each is its index in the output
}

type variable struct {
	name string
	typ  reflect.Type
}

// within returns the scope of a branch that has another dot, and declares variables.
func (s scope) within(dot reflect.Type, names []*parse.VariableNode, types ...reflect.Type) scope {
	s.dot, s.variables = dot, slices.Clone(s.variables)
	for i, n := range names {
		s.variables = append(s.variables, variable{n.Ident[0], types[i]})
	}
	require(len(s.variables) <= maxVariables)
	return s
}

// template compiles a template for a dot of some type. A template that calls itself calls what is being compiled.
func (c *compiler) template(name string, dot reflect.Type) instruction {
	key := call{name, dot}
	if body, ok := c.compiled[key]; ok {
		return func(out *output) { (*body)(out) }
	}
	t := c.page.Lookup(name)
	require(t != nil && t.Tree != nil)
	body := new(instruction)
	c.compiled[key] = body
	*body = c.list(t.Tree.Root, scope{dot: dot, root: dot})
	return *body
}

// list compiles a list of nodes. Texts that follow each other become one.
func (c *compiler) list(l *parse.ListNode, in scope) instruction {
	if l == nil {
		return func(*output) {}
	}
	var all []instruction
	var text []byte
	flush := func() {
		if len(text) > 0 {
			literal := bytes.Clone(text)
			all = append(all, func(out *output) { out.page = append(out.page, literal...) })
			text = text[:0]
		}
	}
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		flush()
		all = append(all, c.node(n, in))
	}
	flush()
	if len(all) == 1 {
		return all[0]
	}
	return func(out *output) {
		for _, run := range all {
			run(out)
		}
	}
}

func (c *compiler) node(n parse.Node, in scope) instruction {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n.Pipe, in)
	case *parse.IfNode:
		return c.ifElse(&n.BranchNode, in)
	case *parse.WithNode:
		return c.with(&n.BranchNode, in)
	case *parse.RangeNode:
		return c.forEach(&n.BranchNode, in)
	case *parse.TemplateNode:
		return c.call(n, in)
	}
	panic(unsupported{})
}

func (c *compiler) ifElse(n *parse.BranchNode, in scope) instruction {
	holds, yes, no := c.condition(n.Pipe, in), c.list(n.List, in), c.list(n.ElseList, in)
	return func(out *output) {
		if holds(out) {
			yes(out)
		} else {
			no(out)
		}
	}
}

func (c *compiler) with(n *parse.BranchNode, in scope) instruction {
	value := c.pipeline(n.Pipe, in)
	yes, no := c.list(n.List, in.within(value.typ, n.Pipe.Decl, value.typ)), c.list(n.ElseList, in)
	declared, index, holds := len(n.Pipe.Decl) > 0, len(in.variables), truthOf(value.typ)
	return func(out *output) {
		v := value.get(out)
		if !holds(v) {
			no(out)
			return
		}
		outer := out.dot
		out.dot = v
		if declared {
			out.variables[index] = v
		}
		yes(out)
		out.dot = outer
	}
}

func (c *compiler) forEach(n *parse.BranchNode, in scope) instruction {
	items := c.pipeline(n.Pipe, in)
	require(items.typ.Kind() == reflect.Slice)
	elem := items.typ.Elem()
	types := []reflect.Type{elem}
	if len(n.Pipe.Decl) == 2 {
		types = []reflect.Type{reflect.TypeFor[int](), elem}
	}
	body, none := c.list(n.List, in.within(elem, n.Pipe.Decl, types...)), c.list(n.ElseList, in)
	index, declared := len(in.variables), len(n.Pipe.Decl)
	return func(out *output) {
		v := items.get(out)
		count := v.Len()
		if count == 0 {
			none(out)
			return
		}
		outer := out.dot
		for i := range count {
			out.dot = v.Index(i)
			switch declared {
			case 1:
				out.variables[index] = out.dot
			case 2:
				out.variables[index], out.variables[index+1] = reflect.ValueOf(i), out.dot
			}
			body(out)
		}
		out.dot = outer
	}
}

// noDot is the dot of a template that is called without an argument. Nothing that looks at it is compiled.
var noDot = value{reflect.TypeFor[any](), func(*output) reflect.Value { return reflect.Zero(reflect.TypeFor[any]()) }}

func (c *compiler) call(n *parse.TemplateNode, in scope) instruction {
	value := noDot
	if n.Pipe != nil {
		value = c.pipeline(n.Pipe, in)
	}
	body := c.template(n.Name, value.typ)
	return func(out *output) {
		v, dot, root, variables := value.get(out), out.dot, out.root, out.variables
		out.dot, out.root = v, v
		body(out)
		out.dot, out.root, out.variables = dot, root, variables
	}
}
