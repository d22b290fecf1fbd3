package theme

import (
	"bytes"
	"html/template"
	"io"
	"reflect"
	"slices"
	"sync/atomic"
	"text/template/parse"
)

// A stencil is a template cut for views of one type: its text stands ready, each field is known by its place, and the
// way of escaping is chosen once. It prints what html/template prints, byte for byte, from the tree that html/template
// has escaped.
//
// Only what themes use most can be cut. A page with anything else in it is printed by html/template itself, and so is
// a page in which a stencil comes upon a value that it does not know how to print, such as nothing where something has
// to be: then html/template has the last word, and the words of its errors.
type stencil struct {
	body step
	size atomic.Int64 // of the largest page so far, so that the next need not be moved while it grows
}

// step prints a part of a page, for a view of the type that it was cut for.
type step func(*sheet)

// sheet is a page in the making, and what the template at work sees: the dot, what it was called with ($), and its
// variables. Who changes one of these puts it back.
type sheet struct {
	out       []byte
	dot, root reflect.Value
	variables [mostVariables]reflect.Value
}

const mostVariables = 8

// unknown stops a stencil in front of a value that it does not know how to print.
type unknown struct{}

// print adds the page to what is there; false where html/template has to print it.
func (s *stencil) print(to []byte, view reflect.Value) (page []byte, ok bool) {
	defer func() {
		if cause := recover(); cause != nil {
			if _, expected := cause.(unknown); !expected {
				panic(cause)
			}
			page, ok = nil, false
		}
	}()
	sheet := sheet{out: slices.Grow(to, max(int(s.size.Load()), 4<<10)), dot: view, root: view}
	s.body(&sheet)
	if n := int64(len(sheet.out) - len(to)); n > s.size.Load() {
		s.size.Store(n + n/16)
	}
	return sheet.out, true
}

// cut makes a stencil of a page's template; nil where it holds something that stencils do not know.
func cut(page *template.Template, view reflect.Type, locale Locale) (made *stencil) {
	defer func() {
		if cause := recover(); cause != nil {
			if _, expected := cause.(unknown); !expected {
				panic(cause)
			}
			made = nil
		}
	}()
	page.Execute(io.Discard, nil) // this escapes the templates, whatever becomes of the rest
	c := &cutter{set: page, locale: locale, made: map[call]*step{}}
	return &stencil{body: c.template(page.Name(), view)}
}

// cutter cuts the templates of one page.
type cutter struct {
	set    *template.Template
	locale Locale
	made   map[call]*step
}

// call is a template called with a view of some type.
type call struct {
	name string
	dot  reflect.Type
}

// scope is what is known of a frame when a part is cut.
type scope struct {
	dot, root reflect.Type
	variables []variable
}

type variable struct {
	name string
	typ  reflect.Type
}

func (s scope) with(dot reflect.Type) scope { s.dot = dot; return s }

// declare adds variables; the place of each in the frame is its place in the list.
func (s scope) declare(names []*parse.VariableNode, types ...reflect.Type) scope {
	s.variables = slices.Clone(s.variables)
	for i, n := range names {
		s.variables = append(s.variables, variable{n.Ident[0], types[i]})
	}
	if len(s.variables) > mostVariables {
		panic(unknown{})
	}
	return s
}

// template gives the body of a template for a dot of some type. One that calls itself gets what is being made.
func (c *cutter) template(name string, dot reflect.Type) step {
	key := call{name, dot}
	if body, ok := c.made[key]; ok {
		return func(s *sheet) { (*body)(s) }
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		panic(unknown{})
	}
	body := new(step)
	c.made[key] = body
	*body = c.list(t.Tree.Root, scope{dot: dot, root: dot})
	return *body
}

// list cuts a list of nodes, with texts that follow each other made one.
func (c *cutter) list(l *parse.ListNode, in scope) step {
	if l == nil {
		return func(*sheet) {}
	}
	var steps []step
	var text []byte
	flush := func() {
		if len(text) > 0 {
			steps = append(steps, literal(bytes.Clone(text)))
			text = text[:0]
		}
	}
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		flush()
		steps = append(steps, c.node(n, in))
	}
	flush()
	if len(steps) == 1 {
		return steps[0]
	}
	return func(s *sheet) {
		for _, do := range steps {
			do(s)
		}
	}
}

func literal(text []byte) step { return func(s *sheet) { s.out = append(s.out, text...) } }

func (c *cutter) node(n parse.Node, in scope) step {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n.Pipe, in)
	case *parse.IfNode:
		return c.choose(&n.BranchNode, in)
	case *parse.WithNode:
		return c.with(&n.BranchNode, in)
	case *parse.RangeNode:
		return c.each(&n.BranchNode, in)
	case *parse.TemplateNode:
		return c.call(n, in)
	}
	panic(unknown{})
}

func (c *cutter) choose(n *parse.BranchNode, in scope) step {
	holds, yes, no := c.truth(n.Pipe, in), c.list(n.List, in), c.list(n.ElseList, in)
	return func(s *sheet) {
		if holds(s) {
			yes(s)
		} else {
			no(s)
		}
	}
}

func (c *cutter) with(n *parse.BranchNode, in scope) step {
	value := c.value(n.Pipe, in)
	inner := in.with(value.typ).declare(n.Pipe.Decl, value.typ)
	yes, no, at := c.list(n.List, inner), c.list(n.ElseList, in), len(in.variables)
	declared := len(n.Pipe.Decl) > 0
	holds := truthOf(value.typ)
	return func(s *sheet) {
		v := value.get(s)
		if !holds(v) {
			no(s)
			return
		}
		outer := s.dot
		s.dot = v
		if declared {
			s.variables[at] = v
		}
		yes(s)
		s.dot = outer
	}
}

func (c *cutter) each(n *parse.BranchNode, in scope) step {
	items := c.value(n.Pipe, in)
	if items.typ.Kind() != reflect.Slice {
		panic(unknown{})
	}
	elem := items.typ.Elem()
	types := []reflect.Type{elem}
	if len(n.Pipe.Decl) == 2 {
		types = []reflect.Type{reflect.TypeFor[int](), elem}
	}
	body := c.list(n.List, in.with(elem).declare(n.Pipe.Decl, types...))
	none, at, declared := c.list(n.ElseList, in), len(in.variables), len(n.Pipe.Decl)
	return func(s *sheet) {
		v := items.get(s)
		count := v.Len()
		if count == 0 {
			none(s)
			return
		}
		outer := s.dot
		for i := range count {
			s.dot = v.Index(i)
			switch declared {
			case 1:
				s.variables[at] = s.dot
			case 2:
				s.variables[at], s.variables[at+1] = reflect.ValueOf(i), s.dot
			}
			body(s)
		}
		s.dot = outer
	}
}

func (c *cutter) call(n *parse.TemplateNode, in scope) step {
	if n.Pipe == nil {
		panic(unknown{})
	}
	value := c.value(n.Pipe, in)
	body := c.template(n.Name, value.typ)
	return func(s *sheet) {
		v, dot, root, variables := value.get(s), s.dot, s.root, s.variables
		s.dot, s.root = v, v
		body(s)
		s.dot, s.root, s.variables = dot, root, variables
	}
}

// stencilFor gives the stencil of a page for views of a type, cut when the first is printed; nil where there is none.
func (t *Theme) stencilFor(name string, page *template.Template, view any) *stencil {
	if view == nil {
		return nil
	}
	key := call{name, reflect.TypeOf(view)}
	if s, ok := t.stencils.Load(key); ok {
		return s.(*stencil)
	}
	s, _ := t.stencils.LoadOrStore(key, cut(page, key.dot, t.locale))
	return s.(*stencil)
}
