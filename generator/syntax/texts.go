package syntax

import (
	"reflect"
	"sync"

	"upfront/generator/diag"
)

// Texts returns the texts of a value and of all that is in it, ids included, without the columns of records, which no page
// shows. A name that comes from a file's name has no place.
func Texts(value any) []Text { return appendTexts(nil, reflect.ValueOf(value)) }

func appendTexts(texts []Text, v reflect.Value) []Text {
	switch v.Type() {
	case textType:
		return append(texts, v.Interface().(Text))
	case recordType:
		return texts
	case sourceType:
		value := v.Interface().(Source)
		return append(texts, Text{string(value.Text), diag.Place{File: value.File, Line: value.Line, Column: 1}})
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			texts = appendTexts(texts, v.Index(i))
		}
	case reflect.Struct:
		for _, i := range textFields(v.Type()) {
			if field := v.Field(i); field.Kind() == reflect.String { // the name of a file, which is in addresses
				texts = append(texts, Text{V: field.String()})
			} else {
				texts = appendTexts(texts, field)
			}
		}
	}
	return texts
}

var textType, sourceType, recordType = reflect.TypeFor[Text](), reflect.TypeFor[Source](), reflect.TypeFor[Record]()

var fieldsWithTexts sync.Map // of []int, by type of a struct

// textFields returns the fields of a type of structs that may have texts, and its ID where that is the name of a file.
func textFields(t reflect.Type) []int {
	if known, ok := fieldsWithTexts.Load(t); ok {
		return known.([]int)
	}
	fields := []int{}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Name == "ID" && f.Type.Kind() == reflect.String || f.IsExported() && mayHaveTexts(f.Type) {
			fields = append(fields, i)
		}
	}
	fieldsWithTexts.Store(t, fields)
	return fields
}

// mayHaveTexts reports whether values of a type may have texts. No type of what is written holds itself.
func mayHaveTexts(t reflect.Type) bool {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t == textType || t == sourceType || t.Kind() == reflect.Struct && t != recordType && len(textFields(t)) > 0
}
