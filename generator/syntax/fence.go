package syntax

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
	"upfront/generator/yamltext"
)

// Front matter without its first line of --- is text: it would be printed, and its visibility would be ignored.

var (
	bareField = lazy.Pattern(`^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)`)
	oddFence  = lazy.Pattern(`^[ \t]*[-–—=~_*.]{2,}[ \t]*$`)
)

// missingFence reports fields at the top of a text that has no front matter. own are the fields of its kind.
func missingFence(own []string, file string, text []byte) []diag.Problem {
	lines := yamltext.Lines(string(text))
	first := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) != "" })
	if first < 0 {
		return nil
	}
	fields := lines[first:]
	at := diag.Place{File: file, Line: first + 1, Column: 1, Width: utf8.RuneCountInString(fields[0])}
	if oddFence().MatchString(fields[0]) {
		if len(fields) < 2 || !isFrontMatterField(own, fieldOf(strings.TrimLeft(fields[1], " \t"))) {
			return nil
		}
		return []diag.Problem{{Rule: markdown.FrontMatterBroken, At: at, Message: fmt.Sprintf("front matter begins with a line of ---, and not with %q", fields[0]),
			Help: "Write three hyphens, at the beginning of the line, above its first field and below its last one."}}
	}
	if late := lateFence(own, fields); late > 0 {
		return []diag.Problem{{Rule: markdown.FrontMatterBroken, At: diag.Place{File: file, Line: first + late + 1, Column: 1, Width: 3}, Message: "front matter stands at the top of a file, and here a text stands above it",
			Help: "Move the lines above it below the second line of ---, or remove them."}}
	}
	if !looksLikeFrontMatter(own, fields) {
		return nil
	}
	return []diag.Problem{{Rule: markdown.FrontMatterBroken, At: at, Message: "the line of --- above this is missing, so the front matter would be printed as text",
		Help: "Put a line of three hyphens above the first field, and one below the last:\n  ---\n  " + strings.TrimSpace(fields[0]) + "\n  ---"}}
}

// earlyFence reports front matter that ends before its first field, so that its fields would be printed as text.
func earlyFence(own []string, file string, f markdown.FrontMatter) []diag.Problem {
	if len(bytes.TrimSpace(f.YAML)) > 0 || !looksLikeFrontMatter(own, yamltext.Lines(strings.TrimLeft(string(f.Body), "\r\n"))) {
		return nil
	}
	return []diag.Problem{{Rule: markdown.FrontMatterBroken, At: diag.Place{File: file, Line: f.BodyLine - 1, Column: 1, Width: 3}, Message: "the front matter ends here, before its first field", Help: "Remove the line."}}
}

// lateFence returns the line of --- above fields that stand below a line or two of text; 0 where there is none.
func lateFence(own, lines []string) int {
	for i := 1; i < min(len(lines)-1, 5); i++ {
		if strings.TrimRight(lines[i], " \t") == "---" && isFrontMatterField(own, fieldOf(lines[i+1])) && looksLikeFrontMatter(own, lines[i+1:]) {
			return i
		}
	}
	return 0
}

// looksLikeFrontMatter reports whether lines are front matter rather than a text: known fields down to a line of ---; or,
// without that line, two known fields or one that decides who sees the document.
func looksLikeFrontMatter(own, lines []string) bool {
	known, telling := 0, false
	for i, line := range lines {
		name := fieldOf(line)
		switch {
		case isFrontMatterField(own, name):
			known++
			telling = telling || decidesVisibility(name)
		case i == 0 && name == "":
			return false
		case strings.TrimRight(line, " \t") == "---" || strings.TrimRight(line, " \t") == "...":
			return known > 0
		case strings.TrimSpace(line) != "" && name == "" && !strings.ContainsAny(line[:1], " \t-#"):
			return known > 1 || telling
		}
	}
	return known > 1 || telling
}

// fieldOf returns the name of a field that begins a line, in lower case.
func fieldOf(line string) string {
	if m := bareField().FindStringSubmatch(line); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

func isFrontMatterField(own []string, name string) bool {
	return name != "" && (slices.Contains(own, name) || foreignFields[name] || hidingFields[normalizedKey(name)] != 0 || decidesVisibility(name))
}

// decidesVisibility reports whether a field, or one with nearly its name, decides who sees the document.
func decidesVisibility(name string) bool {
	if how := hidingFields[normalizedKey(name)]; how != 0 {
		return how == whenTrue || how == whenFalse
	}
	_, near := nearestHidingField(name)
	return name == "visibility" || near
}
