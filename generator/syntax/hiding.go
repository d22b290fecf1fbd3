package syntax

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// The fields of other tools that hide a document, and names that are near to theirs.

// hidingKind is when a field of another tool hides a document.
type hidingKind int

const (
	whenTrue hidingKind = iota + 1
	whenFalse
	ahead // until the day that it names
	past  // from the day that it names
	state // in one of the words for it
	never // where it is false and no address
	built // where it says that no page is made
)

// hidingFields are the fields of other tools that hide a document: of Hugo, Jekyll, Eleventy, Astro, Gatsby, Docusaurus, MkDocs,
// Ghost, WordPress and Obsidian. They are written here without capitals, hyphens and underscores.
var hidingFields = map[string]hidingKind{
	"draft": whenTrue, "drafts": whenTrue, "isdraft": whenTrue, "private": whenTrue, "isprivate": whenTrue, "hidden": whenTrue, "ishidden": whenTrue,
	"hide": whenTrue, "internal": whenTrue, "isinternal": whenTrue, "confidential": whenTrue, "unlisted": whenTrue, "unpublished": whenTrue, "headless": whenTrue,
	"published": whenFalse, "ispublished": whenFalse, "publish": whenFalse, "public": whenFalse, "ispublic": whenFalse, "listed": whenFalse, "visible": whenFalse, "isvisible": whenFalse,
	"date": ahead, "publishdate": ahead, "publisheddate": ahead, "publishedat": ahead, "publishedon": ahead, "publishat": ahead, "publishon": ahead,
	"pubdate": ahead, "publicationdate": ahead, "releasedate": ahead,
	"expirydate": past, "expiry": past, "expires": past, "expiresat": past, "expireson": past, "expirationdate": past, "expiredate": past,
	"unpublishdate": past, "unpublishat": past, "unpublishon": past,
	"status": state, "permalink": never, "build": built,
}

// normalizedKey returns the form in which names of these fields are compared.
func normalizedKey(key string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(key))
}

// hiding reads a field that may hide the document, and reports whether it does. A field that shows the document is like
// any other field of another tool.
func (d *decoder) hiding(key, value *yamltext.Node, into *[]Hiding) bool {
	how := hidingFields[normalizedKey(key.Text)]
	if how == 0 || value.IsBlank() && value.Kind != yamltext.Group {
		return false
	}
	h := Hiding{Why: key.Text + ": " + value.Text}
	on, plain := yesOrNo(value)
	hides := false
	switch {
	case value.Kind == yamltext.Refused:
		return true
	case how == built:
		h.Why = key.Text + ": {render: never}"
		hides = value.Kind == yamltext.Group && slices.ContainsFunc(value.Keys, func(k *yamltext.Node) bool { return hidesInBuild(value, k) })
	case how == state:
		hides = value.Kind == yamltext.Scalar && slices.Contains(unpublished, strings.ToLower(value.Text))
	case how == never, how == whenFalse && plain:
		hides = plain && !on
	case how == whenTrue && plain:
		hides = on
	case normalizedKey(key.Text) == "hide": // MkDocs lists parts of the page behind it
		return false
	case how == whenTrue:
		d.reportUnclearHiding(key, value, fmt.Sprintf("Write %s: true to keep the document off the site, or remove the line.", key.Text))
		return true
	default:
		return d.hidingDay(key, value, how, into)
	}
	if hides {
		*into = append(*into, h)
	}
	return hides
}

// hidingDay reads a field that hides until or from a day.
func (d *decoder) hidingDay(key, value *yamltext.Node, how hidingKind, into *[]Hiding) bool {
	help := fmt.Sprintf("Write the day as %s: 2026-03-01, or remove the line.", key.Text)
	if how == whenFalse {
		help = fmt.Sprintf("Write %s: false to keep the document off the site, or remove the line.", key.Text)
	}
	day, err := momentOf(value.Text, d.zone)
	if value.Kind != yamltext.Scalar || err != nil {
		d.reportUnclearHiding(key, value, help)
		return true
	}
	h := Hiding{Why: key.Text + " " + value.Text, Day: day, Until: day}
	if how == past {
		h.From, h.Until = day, time.Time{}
	}
	*into = append(*into, h)
	return true
}

// reportUnclearHiding reports a value that is neither yes nor no.
func (d *decoder) reportUnclearHiding(key, value *yamltext.Node, help string) {
	what := value.Kind.String()
	if value.Kind == yamltext.Scalar {
		what = fmt.Sprintf("%q", value.Text)
	}
	d.problems.Add(diag.Problem{Rule: SchemaValue, At: d.at(value),
		Message: fmt.Sprintf("%s hides a document in other tools, and %s does not say plainly whether it is hidden", key.Text, what), Help: help})
}

// unpublished are the words of other tools for a document that is not published yet, or not any more.
var unpublished = []string{"draft", "private", "pending", "future", "hidden", "unpublished", "unlisted", "archived", "trash"}

// hidesInBuild reports whether a field of Hugo's build options makes no page: {render: never, list: never}.
func hidesInBuild(build, key *yamltext.Node) bool {
	v := build.Items[slices.Index(build.Keys, key)]
	on, plain := yesOrNo(v)
	return (key.Text == "render" || key.Text == "list") && (v.Text == "never" || v.Text == "link" || plain && !on)
}

// yesOrNo reads a yes or no as any YAML reader ever took it, quoted or not. plain is false for anything else.
func yesOrNo(n *yamltext.Node) (on, plain bool) {
	if n.Kind != yamltext.Scalar {
		return false, false
	}
	switch strings.ToLower(strings.TrimSpace(n.Text)) {
	case "true", "yes", "on", "y", "t", "1":
		return true, true
	case "false", "no", "off", "n", "f", "0":
		return false, true
	}
	return false, false
}

// momentOf reads a day, which stands for its beginning, or a moment.
func momentOf(text string, zone *time.Location) (time.Time, error) {
	if day, err := clock.ParseDate(text); err == nil {
		return day.Start(zone), nil
	}
	return clock.ParseInstant(text, zone)
}

// nearestHidingField returns the field that a misspelt one may have meant, of those that hide a document. "date" and the like are
// too short, and too near to others, to be guessed.
func nearestHidingField(key string) (string, bool) {
	word := normalizedKey(key)
	if unrelatedFields[word] || foreignFields[key] {
		return "", false
	}
	var known []string
	for _, k := range slices.Sorted(maps.Keys(hidingFields)) {
		if len(k) > 4 && k != "build" && k != "status" && k != "public" {
			known = append(known, k)
		}
	}
	near, ok := diag.Nearest(word, append(known, "visibility"))
	for written, name := range map[string]string{"publishdate": "publishDate", "expirydate": "expiryDate", "expirationdate": "expirationDate", "unpublishdate": "unpublishDate"} {
		if near == written {
			near = name
		}
	}
	return near, ok
}

// unrelatedFields are fields whose names are near to those that hide, and mean something else.
var unrelatedFields = words("outdated dated publisher publishers publishing privacy updated updatedat updateddate publication publications priority experience expert released list lists linted")

// hidesNothing is help for a field that hides a document and stands where it hides nothing.
const hidesNothing = "It hides nothing in a YAML file. To keep a capability off the site, write visibility: internal in its file."
