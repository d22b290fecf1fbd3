package theme

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// The values of a stencil: how a field is found in a view, what counts as true, and how a value is escaped.

// value is something that a pipeline gives.
type value struct {
	typ reflect.Type
	get func(*sheet) reflect.Value
}

// value cuts a pipeline of one plain argument, or of {{index .List 0}}.
func (c *cutter) value(p *parse.PipeNode, in scope) value {
	if len(p.Cmds) != 1 || p.IsAssign {
		panic(unknown{})
	}
	return c.command(p.Cmds[0].Args, in)
}

func (c *cutter) command(args []parse.Node, in scope) value {
	if name, called := args[0].(*parse.IdentifierNode); called {
		return c.function(name.Ident, args[1:], in)
	}
	if len(args) != 1 {
		panic(unknown{})
	}
	return c.argument(args[0], in)
}

func (c *cutter) function(name string, args []parse.Node, in scope) value {
	switch {
	case name == "len" && len(args) == 1:
		of := c.argument(args[0], in)
		if kind := of.typ.Kind(); kind != reflect.Slice && kind != reflect.String {
			panic(unknown{})
		}
		return value{reflect.TypeFor[int](), func(s *sheet) reflect.Value { return reflect.ValueOf(of.get(s).Len()) }}
	case name == "index" && len(args) == 2:
		of, at := c.argument(args[0], in), c.argument(args[1], in)
		if of.typ.Kind() != reflect.Slice || at.typ.Kind() != reflect.Int {
			panic(unknown{})
		}
		return value{of.typ.Elem(), func(s *sheet) reflect.Value {
			list, i := of.get(s), at.get(s).Int()
			if i < 0 || i >= int64(list.Len()) {
				panic(unknown{})
			}
			return list.Index(int(i))
		}}
	}
	panic(unknown{})
}

func (c *cutter) argument(n parse.Node, in scope) value {
	switch n := n.(type) {
	case *parse.DotNode:
		return value{in.dot, func(s *sheet) reflect.Value { return s.dot }}
	case *parse.FieldNode:
		return field(value{in.dot, nil}, n.Ident)
	case *parse.VariableNode:
		return field(c.variable(n.Ident[0], in), n.Ident[1:])
	case *parse.PipeNode:
		return c.value(n, in)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	}
	panic(unknown{})
}

func constant(of any) value {
	v := reflect.ValueOf(of)
	return value{v.Type(), func(*sheet) reflect.Value { return v }}
}

func (c *cutter) variable(name string, in scope) value {
	if name == "$" {
		return value{in.root, func(s *sheet) reflect.Value { return s.root }}
	}
	for i, v := range slices.Backward(in.variables) {
		if v.name == name {
			return value{v.typ, func(s *sheet) reflect.Value { return s.variables[i] }}
		}
	}
	panic(unknown{})
}

// field follows names through structs and pointers to them.
func field(from value, names []string) value {
	for _, name := range names {
		of := from.typ
		through := of.Kind() == reflect.Pointer
		if through {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct {
			panic(unknown{})
		}
		f, ok := of.FieldByName(name)
		if _, method := reflect.PointerTo(of).MethodByName(name); !ok || method || !f.IsExported() || !direct(of, f.Index) {
			panic(unknown{})
		}
		from = value{f.Type, follow(from.get, through, f.Index)}
	}
	return from
}

// direct reports whether a promoted field is reached without following a pointer.
func direct(of reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if of = of.Field(i).Type; of.Kind() != reflect.Struct {
			return false
		}
	}
	return true
}

// follow gives a field of a value; of the dot where get is nil.
func follow(get func(*sheet) reflect.Value, through bool, index []int) func(*sheet) reflect.Value {
	find := func(v reflect.Value) reflect.Value { return v.FieldByIndex(index) }
	if len(index) == 1 {
		first := index[0]
		if get == nil && !through {
			return func(s *sheet) reflect.Value { return s.dot.Field(first) }
		}
		find = func(v reflect.Value) reflect.Value { return v.Field(first) }
	}
	if get == nil {
		get = func(s *sheet) reflect.Value { return s.dot }
	}
	if !through {
		return func(s *sheet) reflect.Value { return find(get(s)) }
	}
	return func(s *sheet) reflect.Value {
		v := get(s)
		if v.IsNil() {
			panic(unknown{})
		}
		return find(v.Elem())
	}
}

// truth cuts a condition: a value, a comparison of whole numbers, or "or", "and" and "not" of such.
func (c *cutter) truth(p *parse.PipeNode, in scope) func(*sheet) bool {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		panic(unknown{})
	}
	args := p.Cmds[0].Args
	name, called := args[0].(*parse.IdentifierNode)
	if !called || name.Ident == "len" || name.Ident == "index" {
		v := c.value(p, in)
		holds := truthOf(v.typ)
		return func(s *sheet) bool { return holds(v.get(s)) }
	}
	if compare, ok := comparisons[name.Ident]; ok && len(args) == 3 {
		a, b := c.argument(args[1], in), c.argument(args[2], in)
		if a.typ.Kind() != reflect.Int || b.typ.Kind() != reflect.Int {
			panic(unknown{})
		}
		return func(s *sheet) bool { return compare(a.get(s).Int(), b.get(s).Int()) }
	}
	var of []func(*sheet) bool
	for _, a := range args[1:] {
		of = append(of, c.condition(a, in))
	}
	switch {
	case name.Ident == "not" && len(of) == 1:
		return func(s *sheet) bool { return !of[0](s) }
	case name.Ident == "or" && len(of) > 0:
		return func(s *sheet) bool { return slices.ContainsFunc(of, func(h func(*sheet) bool) bool { return h(s) }) }
	case name.Ident == "and" && len(of) > 0:
		return func(s *sheet) bool { return !slices.ContainsFunc(of, func(h func(*sheet) bool) bool { return !h(s) }) }
	}
	panic(unknown{})
}

var comparisons = map[string]func(a, b int64) bool{
	"eq": func(a, b int64) bool { return a == b }, "ne": func(a, b int64) bool { return a != b },
	"lt": func(a, b int64) bool { return a < b }, "le": func(a, b int64) bool { return a <= b },
	"gt": func(a, b int64) bool { return a > b }, "ge": func(a, b int64) bool { return a >= b },
}

func (c *cutter) condition(n parse.Node, in scope) func(*sheet) bool {
	if p, ok := n.(*parse.PipeNode); ok {
		return c.truth(p, in)
	}
	v := c.argument(n, in)
	holds := truthOf(v.typ)
	return func(s *sheet) bool { return holds(v.get(s)) }
}

// truthOf says what counts as true of a type, as in text/template.
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
	panic(unknown{})
}

// The last commands of a pipeline, which html/template has put there: how the value is escaped where it stands.
const (
	asText    = "_html_template_htmlescaper"
	asTitle   = "_html_template_rcdataescaper"
	asAttr    = "_html_template_attrescaper"
	asScript  = "_html_template_jsvalescaper"
	asAddress = "_html_template_urlfilter|_html_template_urlnormalizer|_html_template_attrescaper"
)

func (c *cutter) action(p *parse.PipeNode, in scope) step {
	if len(p.Decl) > 0 || len(p.Cmds) < 2 {
		panic(unknown{})
	}
	var escapers []string
	for _, cmd := range p.Cmds[1:] {
		escapers = append(escapers, cmd.String())
	}
	first, way := p.Cmds[0], strings.Join(escapers, "|")
	name, called := first.Args[0].(*parse.IdentifierNode)
	switch {
	case !called && len(first.Args) == 1 && way == asAddress:
		return address(c.argument(first.Args[0], in), func(text string) bool { return !strings.Contains(text, ":") })
	case !called || name.Ident == "index":
		return escaped(c.command(first.Args, in), way)
	case called && name.Ident == "word" && (way == asText || way == asAttr):
		word := c.word(first.Args[1:], in)
		return func(s *sheet) { s.out = appendEscaped(s.out, word(s)) }
	case called && name.Ident == "url" && way == asAddress && len(first.Args) == 2:
		return address(c.argument(first.Args[1], in), safeAddress)
	}
	panic(unknown{})
}

// escaped prints a value where it stands.
func escaped(v value, way string) step {
	t := v.typ
	switch {
	case t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]()):
	case way == asText && t == reflect.TypeFor[template.HTML](), way == asScript && t == reflect.TypeFor[template.JS]():
		return func(s *sheet) { s.out = append(s.out, v.get(s).String()...) }
	case way == asScript:
		write := byTemplate(`<script>`, `</script>`)
		return func(s *sheet) { s.out = append(s.out, write(v.get(s).Interface())...) }
	case t == reflect.TypeFor[template.HTML](): // it would lose its tags
	case way == asText || way == asTitle || way == asAttr:
		switch t.Kind() {
		case reflect.String:
			return func(s *sheet) { s.out = appendEscaped(s.out, v.get(s).String()) }
		case reflect.Int:
			return func(s *sheet) { s.out = strconv.AppendInt(s.out, v.get(s).Int(), 10) }
		}
	}
	panic(unknown{})
}

// word gives a fixed word with its places filled, as text.
func (c *cutter) word(args []parse.Node, in scope) func(*sheet) string {
	key, ok := args[0].(*parse.StringNode)
	if !ok || !c.locale.Has(key.Text) || len(args)%2 == 0 {
		panic(unknown{})
	}
	var texts []func(*sheet) string
	for _, a := range args[1:] {
		v := c.argument(a, in)
		if v.typ.Kind() != reflect.String || v.typ.Implements(reflect.TypeFor[fmt.Stringer]()) {
			panic(unknown{})
		}
		texts = append(texts, func(s *sheet) string { return v.get(s).String() })
	}
	return func(s *sheet) string {
		pairs := make([]string, len(texts))
		for i, text := range texts {
			pairs[i] = text(s)
		}
		return c.locale.Word(key.Text, pairs...)
	}
}

// address prints what {{url .Href}} gives in an attribute, where it is safe. One that holds nothing unusual stands as it
// is; of any other html/template says how it is written.
func address(v value, safe func(string) bool) step {
	if v.typ != reflect.TypeFor[string]() {
		panic(unknown{})
	}
	write := byTemplate(`<a href="`, `">`)
	return func(s *sheet) {
		text := v.get(s).String()
		if !safe(text) {
			panic(unknown{})
		}
		if isUsual(text) {
			s.out = appendEscaped(s.out, text)
			return
		}
		s.out = append(s.out, write(template.URL(text))...)
	}
}

// byTemplate lets html/template write a single value between two texts, and gives what it wrote.
func byTemplate(before, after string) func(value any) string {
	t := template.Must(template.New("").Parse(before + "{{.}}" + after))
	t.Execute(io.Discard, nil) // escapes it, before several goroutines use it
	return func(value any) string {
		var out strings.Builder
		if err := t.Execute(&out, value); err != nil {
			panic(unknown{})
		}
		return strings.TrimSuffix(strings.TrimPrefix(out.String(), before), after)
	}
}

// isUsual reports whether an address holds nothing that may have to be written otherwise. A byte that is written as its
// number stays so.
func isUsual(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case usual[c]:
		case c == '%' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]):
		default:
			return false
		}
	}
	return true
}

// usual are the bytes that stand in an address as they are.
var usual = func() (set [256]bool) {
	for _, c := range []byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!#$&*+,/:;=?@[]") {
		set[c] = true
	}
	return set
}()

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// entities are the bytes that html/template writes otherwise in an element and in a quoted attribute.
var entities = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendEscaped writes text as html/template does in an element and in a quoted attribute.
func appendEscaped(out []byte, text string) []byte {
	from := 0
	for i := range len(text) {
		if as := entities[text[i]]; as != "" {
			out = append(append(out, text[from:i]...), as...)
			from = i + 1
		}
	}
	return append(out, text[from:]...)
}
