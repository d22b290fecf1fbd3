package theme

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
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

// blame returns the names of the fields that html/template may have refused, which are unsafe addresses, or the type of
// the view where it has none.
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
