package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// What to write below record: so that all rows with one cause are read. Each line says what the promise says already, and more.

// help returns the line for the rows of a cause; empty where no line helps.
func (c *counter) help(key cause, rows *causeRows) string {
	if len(rows.texts) == 0 || len(rows.texts) == mostTexts || rows.rows == 1 && strings.HasPrefix(rows.problem.Help, "Did you mean") {
		return ""
	}
	switch key.fault {
	case faultTime, faultNumber:
		return c.helpWithWords(key, rows.texts)
	case faultLevel:
		return c.helpWithLevels(rows.texts)
	case faultExclusion:
		return c.helpWithExclusions(rows.texts)
	}
	return ""
}

// helpWithWords helps with words in a column that may be left empty.
func (c *counter) helpWithWords(key cause, texts []string) string {
	hasDigit := func(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }
	meaning, instead := "nothing", "a number"
	switch key.column {
	case c.columns.to:
		meaning, instead = "that the row is still open", "a time like 2026-03-20 12:00"
	case c.columns.took:
		meaning, instead = "that the row is still open", "how long it took, such as 1h 3m"
	case c.columns.paused, c.columns.paid:
	default:
		return ""
	}
	if slices.ContainsFunc(texts, hasDigit) {
		return ""
	}
	var all []string
	for _, text := range c.promise.Record.Empty {
		all = append(all, text.V)
	}
	all = append(all, texts...)
	for i, text := range all {
		all[i] = strconv.Quote(text)
	}
	what := "If it means"
	if len(texts) > 1 {
		what = "If these mean"
	}
	return fmt.Sprintf("%s %s, write below record: empty: [%s]. Else write %s.", what, meaning, strings.Join(all, ", "), instead)
}

// helpWithLevels helps with names of levels that the promise does not have.
func (c *counter) helpWithLevels(texts []string) string {
	ids := c.promise.Within.Levels.Keys()
	known := c.siteLevels()
	if slices.ContainsFunc(texts, func(text string) bool { return known[strings.ToLower(text)] != "" }) {
		return fmt.Sprintf("Below within:, the promise has %s. Give each level that the column names a time there, or leave its rows out of the export.", strings.Join(ids, ", "))
	}
	names := map[string][]string{}
	for _, l := range c.promise.Levels {
		names[l.Level.ID.V] = []string{l.Level.ID.V, l.Level.Name.V}
	}
	line := mapLine("levels", c.promise.Record.Levels, texts, func(text string) string { return closest(text, ids, names, ids[len(ids)-1]) })
	return fmt.Sprintf("If %s levels of the promise under other names, write below record: %s – with the right level behind each. Else correct the rows.", isOrAre(texts), line)
}

// siteLevels returns the ids of the levels of the site that the promise does not have, by their ids and names in small letters.
func (c *counter) siteLevels() map[string]string {
	out := map[string]string{}
	for _, l := range c.offer.Site.Levels {
		out[strings.ToLower(l.ID.V)], out[strings.ToLower(l.Name.V)] = l.ID.V, l.ID.V
	}
	delete(out, "")
	return out
}

// helpWithExclusions helps with a column that does not hold the ids of exclusions.
func (c *counter) helpWithExclusions(texts []string) string {
	ids := diag.Names(c.promise.Exclusions, func(x syntax.Exclusion) string { return x.ID.V })
	if len(ids) == 0 {
		return "Name below exclusions: what does not count, such as exclusions: [{id: cancelled, what: The customer called it off}], and say in excluded_as: which value means it."
	}
	names := map[string][]string{}
	for _, x := range c.promise.Exclusions {
		names[x.ID.V] = []string{x.ID.V, x.What.V}
	}
	var near []string
	for _, text := range texts {
		if closest(text, ids, names, "") != "" {
			near = append(near, text)
		}
	}
	if len(near) == 0 {
		near = texts
	}
	line := mapLine("excluded_as", c.promise.Record.ExcludedAs, near, func(text string) string { return closest(text, ids, names, ids[0]) })
	return fmt.Sprintf("Write below record: %s – with those alone that do not count, and the right exclusion behind each. All other values then mean that the row counts.", line)
}

// mapLine returns a line with an id for each text, after those that the promise has already.
func mapLine(field string, has syntax.Map[syntax.Text], texts []string, idOf func(text string) string) string {
	var pairs []string
	for _, e := range has {
		pairs = append(pairs, fmt.Sprintf("%q: %s", e.Key.V, e.V.V))
	}
	for _, text := range texts {
		pairs = append(pairs, fmt.Sprintf("%q: %s", text, idOf(text)))
	}
	return fmt.Sprintf("%s: {%s}", field, strings.Join(pairs, ", "))
}

// closest returns the id of which a text has a word in common with one of its names, or is nearly one; else another.
func closest(text string, ids []string, names map[string][]string, other string) string {
	isLetter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isLetter(r) })
	}
	for _, id := range ids {
		for _, name := range names[id] {
			for _, word := range words(name) {
				if (len(word) > 3 || name == id) && slices.ContainsFunc(words(text), func(w string) bool { return w == word }) {
					return id
				}
			}
		}
	}
	if near, ok := diag.Nearest(text, ids); ok {
		return near
	}
	return other
}

func isOrAre(texts []string) string {
	if len(texts) == 1 {
		return "it is one of the"
	}
	return "these are"
}
