// Package view makes the parts of pages that public pages and letters share: what a promise, its record, a notice, a
// person, a price or a day says, in words.
//
// A view is plain data, finished here: chosen words, formatted numbers, ready links. A template of the theme prints it
// and decides nothing. Views emit by allow-list: what is not copied into one is on no page. The package knows neither
// which pages there are (package site) nor any customer (package letter).
//
// To add a field to a part: add it to its struct, and fill it in the same file; then print it in the part's template.
package view

import "html/template"

// Link is a text that leads somewhere. An empty Href prints the text alone.
type Link struct{ Text, Href string }

// Tag is a short word that carries a state. The word says it; the kind only colours it.
type Tag struct {
	Kind string // "ok", "bad", "warn", "info" or "plain"
	Text string
}

// Time is a moment or a day: as people read it, and for machines. The zero Time prints nothing.
type Time struct {
	Text string // "1 March 2027", "11 March 2026, 07:42 GMT"
	ISO  string // "2027-03-01", "2026-03-11T07:42:00Z"
}

// Prose is Markdown made into safe HTML; empty where nothing was written.
type Prose = template.HTML
