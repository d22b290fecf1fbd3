package letter_test

import (
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"html/template"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"upfront/generator/letter"
	"upfront/themes"
)

// docs/theme-views.md says what each template gets. It is made from the types of the views, from the templates that call each
// other, and from what the source says of each field.

var update = flag.Bool("update", false, "write docs/theme-views.md; read the difference")

const viewsDocument = "../../docs/theme-views.md"

// TestTheDocumentOfViews holds that docs/theme-views.md is as the views are; -update writes it. On its way it holds that each
// template asks for nothing that its view does not have.
func TestTheDocumentOfViews(t *testing.T) {
	d := newViewDocument(t)
	for _, page := range slices.Sorted(maps.Keys(d.pages)) {
		d.follow("pages/"+page+".html", d.pages[page])
		if !slices.Contains([]string{"redirect", "letter", "letter-promise", "letter-counted", "sealed"}, page) {
			d.follow("base.html", d.pages[page])
		}
	}
	for piece := range d.trees {
		if strings.HasPrefix(piece, "partials/") && d.calls[piece] == nil {
			t.Errorf("no template calls %s", piece)
		}
	}
	want := d.print()
	if *update {
		if err := os.WriteFile(viewsDocument, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(viewsDocument); err != nil || string(got) != string(want) {
		t.Errorf("%s is not as the views are: go test ./generator/letter -run TheDocumentOfViews -update (%v)", viewsDocument, err)
	}
}

type viewDocument struct {
	*testing.T
	trees    map[string]*parse.Tree             // by file below templates/
	pages    map[string]reflect.Type            // the view of each page
	calls    map[string]map[string]reflect.Type // of a piece: what it gets, by the templates that call it
	followed map[string]bool
	types    map[string]reflect.Type // that are described, by name
	comments map[string]string       // "site.Home" and "site.Home.Heading"
}

func newViewDocument(t *testing.T) *viewDocument {
	d := &viewDocument{t, map[string]*parse.Tree{}, map[string]reflect.Type{}, map[string]map[string]reflect.Type{}, map[string]bool{}, map[string]reflect.Type{}, map[string]string{}}
	for _, p := range views() {
		d.pages[p.name] = reflect.TypeOf(p.view)
	}
	d.pages["letter"], d.pages["letter-promise"], d.pages["letter-counted"] = reflect.TypeFor[letter.Agreement](), reflect.TypeFor[letter.Card](), reflect.TypeFor[letter.Card]()
	base := themes.Default()
	for _, folder := range []string{"", "pages/", "partials/"} {
		entries, err := os.ReadDir("../../themes/default/templates/" + folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			parsed, err := template.New(e.Name()).Funcs(template.FuncMap{"word": fmt.Sprint, "url": fmt.Sprint}).ParseFS(base, "templates/"+folder+e.Name())
			if err != nil {
				t.Fatal(err)
			}
			d.trees[folder+e.Name()] = parsed.Lookup(e.Name()).Tree
		}
	}
	for _, dir := range []string{"../site", "../view", "."} {
		d.readComments(dir)
	}
	return d
}

// follow walks through a template and the pieces that it calls, with the type of what it gets.
func (d *viewDocument) follow(file string, dot reflect.Type) {
	tree := d.trees[file]
	if key := fmt.Sprint(file, dot); tree == nil || d.followed[key] {
		return
	} else {
		d.followed[key] = true
	}
	w := walker{d, file, []variable{{"$", dot}}}
	w.list(tree.Root, dot)
}

type variable struct {
	name string
	typ  reflect.Type
}

type walker struct {
	*viewDocument
	file string
	vars []variable
}

func (w *walker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	before := len(w.vars)
	for _, n := range l.Nodes {
		w.node(n, dot)
	}
	w.vars = w.vars[:before]
}

func (w *walker) node(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ActionNode:
		w.pipe(n.Pipe, dot)
	case *parse.IfNode:
		w.pipe(n.Pipe, dot)
		w.list(n.List, dot)
		w.list(n.ElseList, dot)
	case *parse.WithNode:
		before := len(w.vars)
		w.list(n.List, w.pipe(n.Pipe, dot))
		w.vars = w.vars[:before]
		w.list(n.ElseList, dot)
	case *parse.RangeNode:
		before := len(w.vars)
		of := w.pipe(&parse.PipeNode{Cmds: n.Pipe.Cmds}, dot)
		if of != nil && (of.Kind() == reflect.Slice || of.Kind() == reflect.Map) {
			of = of.Elem()
		}
		for i, v := range n.Pipe.Decl {
			declared := of
			if i < len(n.Pipe.Decl)-1 {
				declared = reflect.TypeFor[int]()
			}
			w.vars = append(w.vars, variable{v.Ident[0], declared})
		}
		w.list(n.List, of)
		w.vars = w.vars[:before]
		w.list(n.ElseList, dot)
	case *parse.TemplateNode:
		var gets reflect.Type
		if n.Pipe != nil {
			gets = plain(w.pipe(n.Pipe, dot))
		}
		piece := "partials/" + n.Name + ".html"
		if w.calls[piece] == nil {
			w.calls[piece] = map[string]reflect.Type{}
		}
		w.calls[piece][w.file] = gets
		w.follow(piece, gets)
	}
}

// pipe returns the type of a pipeline; nil where it is not known.
func (w *walker) pipe(p *parse.PipeNode, dot reflect.Type) (t reflect.Type) {
	for _, c := range p.Cmds {
		t = nil
		for i, a := range c.Args {
			got := w.value(a, dot)
			if len(c.Args) == 1 && i == 0 {
				t = got
			}
		}
	}
	for _, v := range p.Decl {
		w.vars = append(w.vars, variable{v.Ident[0], t})
	}
	return t
}

func (w *walker) value(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return w.fields(dot, n.Ident)
	case *parse.VariableNode:
		for _, v := range slices.Backward(w.vars) {
			if v.name == n.Ident[0] {
				return w.fields(v.typ, n.Ident[1:])
			}
		}
	case *parse.PipeNode:
		return w.pipe(n, dot)
	}
	return nil
}

// fields returns the type of a chain of fields or methods, and reports one that is not there.
func (w *walker) fields(t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t = plain(t); t == nil {
			return nil
		}
		if t.Kind() == reflect.Struct {
			if f, ok := t.FieldByName(name); ok {
				t = f.Type
				continue
			}
		}
		m, ok := reflect.PointerTo(t).MethodByName(name)
		if !ok {
			w.Errorf("%s asks for %s of %s", w.file, name, t)
			return nil
		}
		t = m.Type.Out(0)
	}
	return t
}

func plain(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// readComments reads what the source of a package says of its types and of their fields.
func (d *viewDocument) readComments(dir string) {
	files, _ := filepath.Glob(dir + "/*.go")
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			d.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			decl, ok := n.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				return true
			}
			for _, spec := range decl.Specs {
				typ := spec.(*ast.TypeSpec)
				s, ok := typ.Type.(*ast.StructType)
				if !ok {
					continue
				}
				of := file.Name.Name + "." + typ.Name.Name
				d.comments[of] = cmp.Or(strings.TrimSpace(typ.Doc.Text()), strings.TrimSpace(decl.Doc.Text()))
				for _, f := range s.Fields.List {
					for _, name := range f.Names {
						d.comments[of+"."+name.Name] = strings.TrimSpace(cmp.Or(f.Comment.Text(), f.Doc.Text()))
					}
				}
			}
			return false
		})
	}
}

func (d *viewDocument) print() []byte {
	var out strings.Builder
	out.WriteString("# What each template gets\n\nThis goes with [Write your own theme](themes.md). It is made from the program itself: what stands here is what there is.\n" +
		"A template gets one view, which it calls `.`; each piece gets what its caller passes on. Text is escaped where it is\nprinted; HTML is safe already. What has nothing to say is empty, and `if` and `with` pass over it.\n\n## Pages\n\n| file | gets |\n|---|---|\n| base.html | the view of its page |\n")
	for _, page := range slices.Sorted(maps.Keys(d.pages)) {
		fmt.Fprintf(&out, "| pages/%s.html | %s |\n", page, d.kind(d.pages[page]))
	}
	out.WriteString("\n## Pieces\n\n| file | gets | from |\n|---|---|---|\n")
	for _, piece := range slices.Sorted(maps.Keys(d.calls)) {
		if d.trees[piece] == nil {
			continue // main, which is the page
		}
		gets, from := map[string]bool{}, []string{}
		for _, caller := range slices.Sorted(maps.Keys(d.calls[piece])) {
			gets[d.kind(d.calls[piece][caller])] = true
			from = append(from, strings.TrimSuffix(path.Base(caller), ".html"))
		}
		fmt.Fprintf(&out, "| %s | %s | %s |\n", piece, strings.Join(slices.Sorted(maps.Keys(gets)), " or "), strings.Join(from, ", "))
	}
	out.WriteString("\n## Views\n")
	for printed := map[string]bool{}; ; {
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(d.types)), func(n string) bool { return printed[n] })
		if len(names) == 0 {
			break
		}
		for _, name := range names { // which finds more of them
			printed[name] = true
			d.fieldsOf(d.types[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.types)) {
		typ := d.types[name]
		fmt.Fprintf(&out, "\n### %s\n\n", name)
		if says := firstSentence(d.comments[typ.String()]); says != "" {
			out.WriteString(says + "\n\n")
		}
		fmt.Fprintf(&out, "| field | is | |\n|---|---|---|\n%s", d.fieldsOf(typ))
	}
	return []byte(out.String())
}

// fieldsOf returns the rows of a table of the fields of a view.
func (d *viewDocument) fieldsOf(typ reflect.Type) string {
	var out strings.Builder
	for i := range typ.NumField() {
		f := typ.Field(i)
		if !f.IsExported() {
			continue
		}
		owner, name := typ.String(), f.Name
		if f.Anonymous {
			fmt.Fprintf(&out, "| its fields | %s | |\n", d.kind(f.Type))
			continue
		}
		says := strings.Join(strings.Fields(d.comments[owner+"."+name]), " ")
		fmt.Fprintf(&out, "| %s | %s | %s |\n", name, d.kind(f.Type), strings.ReplaceAll(escapeMarks.ReplaceAllString(says, `\$0`), "|", `\|`))
	}
	return out.String()
}

var escapeMarks = regexp.MustCompile(`[<>\[\]*]`)

// kind returns what a template has in a value of a type, and notes the view that has to be described.
func (d *viewDocument) kind(t reflect.Type) string {
	switch {
	case t == nil:
		return "nothing"
	case t.Kind() == reflect.Pointer:
		return d.kind(t.Elem())
	case t.PkgPath() == "html/template" && t.Name() != "":
		return map[string]string{"HTML": "HTML", "JS": "a script", "HTMLAttr": "an attribute", "URL": "an address", "CSS": "styles"}[t.Name()]
	case t.Kind() == reflect.Slice:
		return "list of " + d.kind(t.Elem())
	case t.Kind() == reflect.Map:
		return d.kind(t.Elem()) + " by " + d.kind(t.Key())
	case t.Kind() == reflect.Struct:
		name := t.Name()
		if known := d.types[name]; known != nil && known != t {
			name = path.Base(t.PkgPath()) + "." + name
		}
		d.types[name] = t
		return "[" + name + "](#" + strings.ToLower(strings.ReplaceAll(name, ".", "")) + ")"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Bool:
		return "true or false"
	}
	return "number"
}

func firstSentence(comment string) string {
	comment = strings.Join(strings.Fields(comment), " ")
	if end := strings.Index(comment, ". "); end > 0 {
		comment = comment[:end+1]
	}
	return escapeMarks.ReplaceAllString(comment, `\$0`)
}
