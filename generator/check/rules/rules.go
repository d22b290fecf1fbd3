// Package rules holds one document for each check: <id>.md says what the check looks for, why it matters to a customer,
// when it fires and how to mend it, with a wrong and a right example. It judges nothing, and knows no site.
//
// To describe a check, add a document. Its head has id, area (one of [Areas]), severity (error, warning or notice),
// fixed (true where no site may change the severity), title (a few words) and why (one sentence). Its text keeps to 80
// columns, since upfront check --explain prints it in a terminal. How its examples are written and compiled is
// described in generator/rules_test.go.
package rules

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

// Areas holds the areas of checks in the order in which lists show them.
var Areas = []string{
	"form", "links", "promise wording", "can / cannot", "clocks", "record", "policies", "reachable", "telling",
	"agreement", "fit", "after the sale", "language", "private", "theme",
}

// Document describes one check, with the values as they are written.
type Document struct {
	ID, Area, Severity, Title, Why string
	Fixed                          bool
	Text                           string // Markdown, without the head

	Place, Also string // of its examples: see generator/rules_test.go
}

//go:embed *.md
var files embed.FS

// All returns every document, by id. They are parsed once, when they are first asked for. The result is shared.
var All = sync.OnceValue(func() []Document {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // it is embedded
	}
	documents := make([]Document, len(entries))
	for i, entry := range entries {
		text, _ := files.ReadFile(entry.Name())
		documents[i] = parse(string(text))
	}
	slices.SortFunc(documents, func(a, b Document) int { return strings.Compare(a.ID, b.ID) })
	return documents
})

// parse reads a document. The values of its head stand on one line each, in double quotes where YAML asks for them.
func parse(text string) Document {
	head, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	fields := map[string]string{}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		fields[name] = strings.Trim(value, `"`)
	}
	return Document{
		ID: fields["id"], Area: fields["area"], Severity: fields["severity"], Fixed: fields["fixed"] == "true",
		Title: fields["title"], Why: fields["why"], Text: strings.TrimSpace(body), Place: fields["place"], Also: fields["also"],
	}
}

// Plain returns the text as a terminal shows it: examples are indented by two spaces, without their fences, and comments
// are left out.
func (d Document) Plain() string {
	var lines []string
	inExample, inComment := false, false
	for line := range strings.SplitSeq(d.Text, "\n") {
		switch fence := strings.HasPrefix(line, "```"); {
		case line == "<!--" || inComment:
			inComment = line != "-->"
			continue
		case line == "" && (len(lines) == 0 || lines[len(lines)-1] == ""):
			continue
		case fence:
			inExample = !inExample
			continue
		case inExample && line != "":
			line = "  " + line
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
