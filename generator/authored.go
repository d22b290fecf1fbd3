package generator

import (
	"reflect"
	"regexp"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// Of a value that the program makes itself – a day, a moment, a count, a length of time – nobody can tell from an output
// alone whose it is: a row that began at midnight has the moment at which a window begins. Such a value is somebody's
// words only where an author wrote it, as text.

// madeForm is how the program prints numbers, days and moments: no word is among them.
var madeForm = regexp.MustCompile(`(?i)^(?:[\d\s.,:;+()/%–−-]+|[+-]?\d[\d-]*T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)$`)

// canBeMade reports whether a text is of a form that the program prints of its own accord.
func canBeMade(text string) bool {
	_, err := clock.ParseDuration(text)
	return err == nil || madeForm.MatchString(text)
}

// authored returns what authors wrote that public pages may hold, ready to be asked for words: texts and Markdown, the files
// that pages show, and the theme's. Values that are no texts, such as days, times and limits, are not among it.
func (s *Site) authored() *search.Index {
	x := search.New()
	x.Add("", []byte(strings.Join(publicTexts(s.Offer), "\n")))
	add := func(path string) {
		if data, err := s.input.Tree.Read(path); err == nil {
			x.Add(path, data)
		}
	}
	for _, path := range s.Offer.Assets {
		add(path)
	}
	for _, path := range s.input.Tree.Paths() {
		if strings.HasPrefix(path, "themes/") {
			add(path)
		}
	}
	return x
}

// publicTexts returns the texts of an offer but for those of what is not public.
func publicTexts(o *catalog.Offer) (out []string) {
	add := func(of any) { out = appendTexts(out, reflect.ValueOf(of)) }
	add(o.Site)
	add(o.Partners)
	add(o.Glossary)
	for _, c := range o.Capabilities {
		written := c.Capability
		written.StaffNote, written.Promises = syntax.Text{}, nil
		add(written)
		out = appendProse(out, c.Body.Prose(nil))
		for _, p := range c.Promises {
			if p.Public() {
				add(p.Promise)
			}
		}
	}
	for _, p := range o.Policies {
		if p.Public() {
			add(p.Policy)
			out = appendProse(out, p.Body.Prose(nil))
		}
	}
	pages := o.Pages
	if o.Home != nil {
		pages = append(pages[:len(pages):len(pages)], o.Home)
	}
	for _, p := range pages {
		if p.Public() {
			add(p.Page)
			out = appendProse(out, p.Body.Prose(nil))
		}
	}
	for _, n := range o.Notices {
		if n.Public() {
			add(n.Notice)
			out = appendProse(out, n.Body.Prose(nil))
		}
	}
	return out
}

// appendTexts adds the texts of a value as it was written, and of all that is in it. The columns of a record are names
// that no page shows.
func appendTexts(out []string, v reflect.Value) []string {
	switch written := v.Interface().(type) {
	case syntax.Text:
		return append(out, written.V)
	case syntax.Source:
		return append(out, string(written.Text))
	case syntax.Record:
		return out
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			out = appendTexts(out, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch field := v.Type().Field(i); {
			case field.Name == "ID" && field.Type.Kind() == reflect.String: // a file's name, which is in addresses
				out = append(out, v.Field(i).String())
			case field.IsExported():
				out = appendTexts(out, v.Field(i))
			}
		}
	}
	return out
}
