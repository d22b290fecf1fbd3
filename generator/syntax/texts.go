package syntax

import (
	"reflect"

	"upfront/generator/diag"
)

// Texts returns the texts of a value and of all that is in it, ids included, without the columns of records, which no page
// shows. A name that comes from a file's name has no place.
func Texts(value any) []Text { return appendTexts(nil, reflect.ValueOf(value)) }

func appendTexts(texts []Text, v reflect.Value) []Text {
	switch value := v.Interface().(type) {
	case Text:
		return append(texts, value)
	case Source:
		return append(texts, Text{string(value.Text), diag.Place{File: value.File, Line: value.Line, Column: 1}})
	case Record:
		return texts
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			texts = appendTexts(texts, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch field := v.Type().Field(i); {
			case field.Name == "ID" && field.Type.Kind() == reflect.String: // the name of a file, which is in addresses
				texts = append(texts, Text{V: v.Field(i).String()})
			case field.IsExported():
				texts = appendTexts(texts, v.Field(i))
			}
		}
	}
	return texts
}
