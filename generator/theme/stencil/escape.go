package stencil

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// The escapers that html/template appends to a pipeline, by where the value stands.
const (
	inElement   = "_html_template_htmlescaper"
	inTitle     = "_html_template_rcdataescaper"
	inAttribute = "_html_template_attrescaper"
	inTag       = "_html_template_htmlnamefilter"
	inScript    = "_html_template_jsvalescaper"
	inQuery     = "_html_template_urlescaper|_html_template_attrescaper"
	inAddress   = "_html_template_urlfilter|_html_template_urlnormalizer|_html_template_attrescaper"
)

// action compiles a value that is printed.
func (c *compiler) action(p *parse.PipeNode, in scope) instruction {
	require(len(p.Decl) == 0 && len(p.Cmds) > 1)
	var escapers []string
	for _, cmd := range p.Cmds[1:] {
		escapers = append(escapers, cmd.String())
	}
	args, escaper := p.Cmds[0].Args, strings.Join(escapers, "|")
	name, called := args[0].(*parse.IdentifierNode)
	switch {
	case !called && len(args) == 1 && escaper == inAddress:
		return address(c.argument(args[0], in), func(text string) bool { return !strings.Contains(text, ":") })
	case !called || name.Ident == "index":
		return escaped(c.command(args, in), escaper)
	case name.Ident == "word" && (escaper == inElement || escaper == inAttribute):
		return c.word(args[1:], in)
	case name.Ident == "url" && escaper == inAddress && len(args) == 2:
		return address(c.argument(args[1], in), c.printer.SafeURL)
	}
	panic(unsupported{})
}

func escaped(v value, escaper string) instruction {
	isHTML, isText := v.typ == reflect.TypeFor[template.HTML](), escaper == inElement || escaper == inTitle || escaper == inAttribute
	switch {
	case formatsItself(v.typ):
	case escaper == inElement && isHTML, escaper == inScript && v.typ == reflect.TypeFor[template.JS](), escaper == inTag && v.typ == reflect.TypeFor[template.HTMLAttr]():
		return func(out *output) { out.page = append(out.page, v.get(out).String()...) }
	case escaper == inScript:
		write := byTemplate(`<script>`, `</script>`)
		return func(out *output) { out.page = append(out.page, write(v.get(out).Interface())...) }
	case escaper == inQuery && v.typ == reflect.TypeFor[string]():
		write := byTemplate(`<a href="?`, `">`)
		return func(out *output) { out.page = append(out.page, write(v.get(out).String())...) }
	case isText && v.typ.Kind() == reflect.String && !isHTML: // which would lose its tags
		return func(out *output) { out.page = appendEscaped(out.page, v.get(out).String()) }
	case isText && v.typ.Kind() == reflect.Int:
		return func(out *output) { out.page = strconv.AppendInt(out.page, v.get(out).Int(), 10) }
	}
	panic(unsupported{})
}

// formatsItself reports whether html/template asks a value of the type for its text.
func formatsItself(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]())
}

// word prints a fixed word with its places filled, as text.
func (c *compiler) word(args []parse.Node, in scope) instruction {
	words := c.printer.Words
	key, ok := args[0].(*parse.StringNode)
	require(ok && words.Has(key.Text) && len(args)%2 == 1)
	var values []value
	for _, a := range args[1:] {
		v := c.argument(a, in)
		require(v.typ.Kind() == reflect.String && !formatsItself(v.typ))
		values = append(values, v)
	}
	return func(out *output) {
		out.pairs = out.pairs[:0]
		for _, v := range values {
			out.pairs = append(out.pairs, v.get(out).String())
		}
		out.page = appendEscaped(out.page, words.Word(key.Text, out.pairs...))
	}
}

// address prints a safe address in an attribute: one of usual bytes as it is, any other as html/template writes it.
func address(v value, safe func(string) bool) instruction {
	require(v.typ == reflect.TypeFor[string]())
	write := byTemplate(`<a href="`, `">`)
	return func(out *output) {
		text := v.get(out).String()
		require(safe(text))
		if isUsual(text) {
			out.page = appendEscaped(out.page, text)
			return
		}
		out.page = append(out.page, write(template.URL(text))...)
	}
}

// byTemplate returns a function that returns what html/template writes for a value between two texts.
func byTemplate(before, after string) func(value any) string {
	t := template.Must(template.New("").Parse(before + "{{.}}" + after))
	t.Execute(io.Discard, nil) // escapes it, before several goroutines use it
	return func(value any) string {
		var out strings.Builder
		err := t.Execute(&out, value)
		require(err == nil)
		return strings.TrimSuffix(strings.TrimPrefix(out.String(), before), after)
	}
}

// isUsual reports whether an address holds nothing that may have to be escaped as an address, or not again.
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

var usual = func() (set [256]bool) {
	for _, c := range []byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!#$&*+,/:;=?@[]") {
		set[c] = true
	}
	return set
}()

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// entities are the bytes that html/template escapes in an element and in a quoted attribute.
var entities = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendEscaped appends text as html/template writes it in an element and in a quoted attribute.
func appendEscaped(b []byte, text string) []byte {
	from := 0
	for i := range len(text) {
		if entity := entities[text[i]]; entity != "" {
			b = append(append(b, text[from:i]...), entity...)
			from = i + 1
		}
	}
	return append(b, text[from:]...)
}
