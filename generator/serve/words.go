package serve

import (
	"encoding/json"
	"fmt"
	"strings"
)

// words are the texts of the preview itself, in English: its readers write the site. {x} stands for what is put in.
var words = map[string]string{
	"host.refused":   "This preview was not asked to answer to that name. Its addresses:",
	"method.refused": "A preview is only looked at: use GET or HEAD.",
	"missing":        "<!doctype html><title>This page is not here</title><h1>This page is not here</h1>",
	"stumbled":       "Upfront stumbled over this page, which is our mistake:",
	"stumbled.help":  "Undo the last change to go on, and please report it with the file as it is now.",

	"desk":      "Desk",
	"problems":  "Problems",
	"try":       "Sizes",
	"site":      "The site",
	"skip":      "Skip to the content",
	"nav":       "Preview",
	"only":      "Only in this preview: nothing of this page is published.",
	"built":     "Read at {at}.",
	"fine":      "Nothing is in the way of publishing.",
	"stops":     "Nothing is published until the errors are mended. Pages show the last state without errors.",
	"stops.all": "There is nothing to show until the errors are mended. This page changes by itself.",
	"none":      "No problems.",
	"more":      "And {n} more.",
	"why":       "Why",
	"help":      "Help",
	"hide":      "Hide",
	"in_editor": "Open in the editor",
	"warned":    "Show them",

	"customers":     "Customers",
	"customer":      "Customer",
	"tally.todo":    "with something to do",
	"state":         "State",
	"todo":          "To do",
	"look":          "Open",
	"search":        "Name or file",
	"any":           "Any state",
	"find":          "Show",
	"reset":         "Show all",
	"needs":         "Only with something to do",
	"of":            "{n} of {m} agreed",
	"no_lines":      "no lines yet",
	"open.page":     "Open the page",
	"open.sizes":    "In other sizes",
	"open.words":    "Asks for six words:",
	"no_link":       "No page yet",
	"nothing_to_do": "Nothing now",
	"no_customers":  "No agreements yet. Write the first one with: upfront new agreement CUSTOMER",
	"no_match":      "No customer matches.",
	"first":         "These are the first {n} of {m}. Search to see others.",
	"reading":       "The agreements are being read. This page fills by itself.",
	"rereading":     "The agreements are being read again: this is how they were before. The list changes by itself.",
	"unread":        "There is no list of customers while the site cannot be read.",
	"unreadable":    "cannot be read",
	"file.errors":   "{n} in the file",
	"unanswered":    "{n} without an answer",
	"due":           "Due in the next 30 days",
	"due.none":      "Nothing is due.",
	"due.more":      "These are the first {n} of {m}. The others: upfront due",
	"editor":        "Open files with",
	"editor.copy":   "None: copy the place",
	"link.this":     "Links on this page open the pages in this preview. For the link to send: upfront share CUSTOMER",

	"try.heading": "Sizes and looks",
	"try.page":    "Page",
	"try.width":   "Width",
	"try.look":    "Look",
	"try.system":  "As here",
	"try.light":   "Light",
	"try.dark":    "Dark",
	"try.print":   "Paper",
	"try.show":    "Show",
	"try.paper":   "This is how the sheet for paper looks, without its division into pages. Your browser's print preview shows that.",
	"try.frame":   "The page",

	"open.heading": "Open a file",
	"open.nothing": "No file of the site is named.",
	"open.with":    "Open with",

	"js.gone":   "This page is no longer there. Going to {to}",
	"js.copied": "Copied {place}",
}

// word returns a text with what is put in, by pairs of a name and a value. It panics where there is no such text.
func word(key string, pairs ...any) string {
	text, ok := words[key]
	if !ok {
		panic("serve: no word " + key)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i].(string)+"}", fmt.Sprint(pairs[i+1]))
	}
	return text
}

// scriptWords returns the words of preview.js and the editors, in JSON.
func scriptWords() string {
	out := map[string]any{"editors": editors}
	for key, text := range words {
		if name, ok := strings.CutPrefix(key, "js."); ok {
			out[name] = text
		}
	}
	data, err := json.Marshal(out)
	if err != nil {
		panic(err) // texts alone
	}
	return string(data)
}
