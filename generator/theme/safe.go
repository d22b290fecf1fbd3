package theme

import (
	"fmt"
	"html/template"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
)

// refused is what html/template prints in place of a value that is not safe where it stands.
const refused = "ZgotmplZ"

// schemes are those that a link may have; package markdown allows the same ones in prose.
var schemes = []string{"https", "http", "mailto", "tel"}

// safeURL returns an address for href or src, which has an allowed scheme or none.
func safeURL(address string) (template.URL, error) {
	if !safeAddress(address) {
		return "", fmt.Errorf("the address %q may not stand in a page; write one that begins with https:, http:, mailto: or tel:, or a path", address)
	}
	return template.URL(address), nil
}

func safeAddress(address string) bool {
	scheme, _, found := strings.Cut(address, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	return slices.Contains(schemes, strings.ToLower(scheme))
}

// blame returns the fields that html/template may have refused, those with unsafe addresses, or else the type of the view.
func blame(view any) string {
	var found []string
	eachString("", reflect.ValueOf(view), func(field, value string) {
		if !safeAddress(value) && !strings.ContainsAny(value, " \n") {
			found = append(found, fmt.Sprintf("%s (%q)", field, value))
		}
	})
	if len(found) == 0 {
		return fmt.Sprintf("a value of %T", view)
	}
	return strings.Join(found, " or ")
}

// eachString visits the strings of plain data with the path of fields that leads to each.
func eachString(path string, v reflect.Value, visit func(field, value string)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachString(path, v.Elem(), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachString(strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), v.Field(i), visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			eachString(path+"["+strconv.Itoa(i)+"]", v.Index(i), visit)
		}
	case reflect.String:
		visit(path, v.String())
	}
}

// A page that loads something from another site tells that site who reads it. So a theme has to hold all that it shows.

var remoteForms = []func() *regexp.Regexp{
	lazy.Pattern(`(?i)url\(\s*["']?\s*((?:https?:)?//[^\s"')]*)`),
	lazy.Pattern(`(?i)@import\s+["']\s*((?:https?:)?//[^\s"']*)`),
	lazy.Pattern(`(?i)<(?:img|source|image|feimage|use|script|iframe|video|audio|track|embed|object|input)\b[^<>]*?[\s"'](?:src|srcset|href|xlink:href|poster|data)\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]*)`),
	lazy.Pattern(`(?i)<link\b[^<>]*?[\s"']href\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]*)`),
}

// reference matches a link of a page that loads nothing.
var reference = lazy.Pattern(`(?i)\brel\s*=\s*["']?(?:canonical|alternate|license|author|me)\b`)

// remote returns the problems of the site's own files of the theme that would load something from other sites.
func (s fileSet) remote() (problems []diag.Problem) {
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if f := s[name]; f.own && slices.Contains([]string{".html", ".css", ".svg"}, path.Ext(name)) {
			problems = append(problems, RemoteIn(f.path, f.data)...)
		}
	}
	return problems
}

// RemoteIn returns a problem for each address of another site from which a file would load something.
func RemoteIn(file string, text []byte) (problems []diag.Problem) {
	var found [][2]int // where each address begins and ends
	for _, form := range remoteForms {
		for _, m := range form().FindAllSubmatchIndex(text, -1) {
			if !reference().Match(text[m[0]:m[1]]) {
				found = append(found, [2]int{m[2], m[3]})
			}
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return a[0] - b[0] })
	for _, span := range slices.Compact(found) {
		before, address := string(text[:span[0]]), string(text[span[0]:span[1]])
		column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
		problems = append(problems, diag.Problem{
			Rule: markdown.PictureRemote, Message: fmt.Sprintf("%q is loaded from another site, which learns from it who reads the page", address),
			At:   diag.Place{File: file, Line: strings.Count(before, "\n") + 1, Column: column, Width: utf8.RuneCountInString(address)},
			Help: "Save the file beside this one, and write its path from here.",
		})
	}
	return problems
}
