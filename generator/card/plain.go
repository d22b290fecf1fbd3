package card

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
)

// plainWriter writes a drawing again, in plain words: copies in place of <use>, and the winding rule where the library keeps it.
type plainWriter struct {
	out      bytes.Buffer
	tokens   []xml.Token
	ids      map[string]int // the token that begins the element with an id
	elements int            // that were written
	hasMiter bool           // in a style of a class
}

// What a drawing may have, copies included, so that one of a few lines does not draw for hours.
const mostElements, mostDepth = 20000, 60

// rules are what an element takes from those around it, where the library does not know them apart.
type rules struct {
	evenOdd    bool
	miterLimit string
}

func newPlainWriter(file []byte) (*plainWriter, error) {
	w := &plainWriter{ids: map[string]int{}}
	d := xml.NewDecoder(bytes.NewReader(file))
	d.Strict, d.Entity = false, xml.HTMLEntity
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return w, nil
		}
		if err != nil {
			return nil, errors.New("it is damaged")
		}
		if t, ok := token.(xml.StartElement); ok {
			for _, a := range t.Attr {
				if _, twice := w.ids[a.Value]; a.Name.Local == "id" && !twice {
					w.ids[a.Value] = len(w.tokens)
				}
			}
		}
		w.tokens = append(w.tokens, xml.CopyToken(token))
	}
}

// write writes the token at a place, with all that is in it, and returns the place after it.
func (w *plainWriter) write(at int, around rules, depth int) (int, error) {
	t, ok := w.tokens[at].(xml.StartElement)
	if !ok {
		return at + 1, nil
	}
	name := t.Name.Local
	w.elements++
	switch {
	case t.Name.Space != "" && t.Name.Space != "svg", name == "metadata": // what editors note for themselves
		return w.end(at), nil
	case w.elements > mostElements, depth > mostDepth:
		return 0, errors.New("it has too many parts")
	case name == "svg" && depth > 0:
		return 0, errors.New("it has an <svg> in it")
	case name == "style":
		return w.end(at), w.writeStyle(at)
	}
	around, err := w.writeElement(t, around)
	if err != nil {
		return 0, err
	}
	if name == "use" {
		if err := w.writeCopy(t, around, depth); err != nil {
			return 0, err
		}
	}
	next := at + 1
	for next < len(w.tokens) {
		if _, ends := w.tokens[next].(xml.EndElement); ends {
			next++
			break
		}
		if next, err = w.write(next, around, depth+1); err != nil {
			return 0, err
		}
	}
	fmt.Fprintf(&w.out, "</%s>", written(name))
	return next, nil
}

// written returns the element that stands for one: a group for a copy.
func written(name string) string {
	if name == "use" {
		return "g"
	}
	return name
}

// end returns the place after an element.
func (w *plainWriter) end(at int) int {
	depth := 0
	for ; at < len(w.tokens); at++ {
		switch w.tokens[at].(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return at
}

// writeCopy writes what a <use> shows.
func (w *plainWriter) writeCopy(use xml.StartElement, around rules, depth int) error {
	href := ""
	for _, a := range use.Attr {
		if a.Name.Local == "href" {
			href = a.Value
		}
	}
	at, ok := w.ids[strings.TrimPrefix(href, "#")]
	if !ok || !strings.HasPrefix(href, "#") {
		return fmt.Errorf("it has a <use> of %q, which is not in it", href)
	}
	_, err := w.write(at, around, depth+1)
	return err
}

func (w *plainWriter) writeStyle(at int) error {
	var styles []byte
	for _, token := range w.tokens[at:w.end(at)] {
		if t, ok := token.(xml.CharData); ok {
			styles = append(styles, t...)
		}
	}
	if !classesOnly().Match(styles) || !allDrawn(string(styles)) {
		return errors.New("it has styles beside those of classes")
	}
	if bytes.Contains(styles, []byte("evenodd")) {
		return errors.New("it has fill-rule in the style of a class")
	}
	w.hasMiter = w.hasMiter || bytes.Contains(styles, []byte("stroke-miterlimit"))
	w.out.WriteString("<style>")
	xml.EscapeText(&w.out, bytes.Join(bytes.Fields(styles), []byte(" ")))
	w.out.WriteString("</style>")
	return nil
}

// writeElement writes the beginning of an element, and returns the rules within it. Its style comes last, because that counts
// for more than its attributes.
func (w *plainWriter) writeElement(t xml.StartElement, around rules) (rules, error) {
	own, ok := elements[t.Name.Local]
	if !ok {
		return around, fmt.Errorf("it has <%s>", t.Name.Local)
	}
	fmt.Fprintf(&w.out, "<%s", written(t.Name.Local))
	if t.Name.Local == "svg" { // what the standard takes where nothing is written
		w.out.WriteString(` stroke-width="1" stroke-linejoin="miter"`)
	}
	write := func(name, value string) { fmt.Fprintf(&w.out, ` %s="%s"`, name, html.EscapeString(value)) }
	has, style := map[string]string{}, ""
	for _, a := range t.Attr {
		name := a.Name.Local
		switch {
		case name == "fill-rule":
			around.set(name, a.Value)
			continue
		case name == "stroke-miterlimit":
			around.set(name, a.Value)
		case name == "href" && t.Name.Local == "use": // which is written as a copy
		case a.Name.Space != "", slices.Contains(idle, name), strings.HasPrefix(name, "aria-"), strings.HasPrefix(name, "data-"), strings.HasPrefix(name, "font-"), strings.HasPrefix(name, "text-"):
			continue
		case !slices.Contains(strings.Fields(own), name) && (!slices.Contains(drawn, name) || t.Name.Local == "stop" && name == "style"):
			return around, fmt.Errorf("it has %s in <%s>", name, t.Name.Local)
		case name == "style":
			if style = a.Value; !allDrawn("{" + style + "}") {
				return around, errors.New("it has a style that is not drawn")
			}
			continue
		case name == "transform":
			a.Value = oneScale().ReplaceAllString(a.Value, "scale($1 $1)")
		}
		has[name] = a.Value
		if t.Name.Local != "use" || slices.Contains(drawn, name) && name != "transform" {
			write(name, a.Value)
		}
	}
	if t.Name.Local == "use" {
		write("transform", strings.TrimSpace(fmt.Sprintf("%s translate(%s %s)", has["transform"], orZero(has["x"]), orZero(has["y"]))))
	}
	if t.Name.Local == "rect" && (has["rx"] == "") != (has["ry"] == "") { // one radius is both
		write("rx", has["rx"]+has["ry"])
		write("ry", has["rx"]+has["ry"])
	}
	for rule := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(rule, ":")
		around.set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	if around.evenOdd && slices.Contains([]string{"path", "polygon", "polyline"}, t.Name.Local) {
		limit, err := strconv.ParseFloat(around.miterLimit, 64)
		if err != nil || limit < 1 || limit >= evenOddMark || w.hasMiter {
			return around, errors.New("it has fill-rule beside stroke-miterlimit")
		}
		style += fmt.Sprintf(";stroke-miterlimit:%g", limit+evenOddMark)
	}
	if style = strings.Trim(style, "; "); style != "" {
		write("style", style)
	}
	w.out.WriteByte('>')
	return around, nil
}

// set sets a rule by a property; others change nothing.
func (r *rules) set(property, value string) {
	switch {
	case property == "fill-rule" && value != "inherit":
		r.evenOdd = value == "evenodd"
	case property == "stroke-miterlimit" && value != "inherit":
		r.miterLimit = value
	}
}

func orZero(number string) string {
	if number == "" {
		return "0"
	}
	return number
}
