package markdown

import (
	"bytes"
	"fmt"
	"slices"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// FrontMatterBroken is the rule for front matter that is missing or cannot be read.
const FrontMatterBroken diag.RuleID = "front-matter"

// FrontMatter is a file cut in two: what it says about itself, in YAML, and its text.
type FrontMatter struct {
	YAML     []byte // without the marks around it; nil where there is no front matter
	YAMLLine int    // the line of the file on which YAML starts, from one
	Body     []byte
	BodyLine int // the line of the file on which Body starts, from one
}

// SplitFrontMatter cuts a file at its front matter: YAML between a first line of --- and a line of --- or "...". Both
// parts are slices of data. Front matter that does not end, or is in the form of another tool, is a problem; a file
// without front matter is none.
func SplitFrontMatter(file string, data []byte) (FrontMatter, []diag.Problem) {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	start, line := skipBlank(data)
	first, rest := cutLine(data[start:])
	rest = data[len(data)-len(rest):]
	below, _ := cutLine(rest)
	if string(first) != "---" || start > 0 && !fieldForm().Match(below) {
		return splitForeign(file, data, rest, line, string(first))
	}
	yaml, body, lines, ok := findLine(rest, "---", "...")
	f := FrontMatter{YAML: yaml, YAMLLine: line + 1, Body: body, BodyLine: line + 1 + lines}
	if ok {
		return f, nil
	}
	return f, []diag.Problem{{Rule: FrontMatterBroken, At: diag.Place{File: file, Line: line, Column: 1, Width: 3},
		Message: "the front matter that starts here does not end", Help: "Put a line of --- after its last field."}}
}

// fieldForm tells YAML from text below a line of --- that is not the first of its file.
var fieldForm = lazy.Pattern(`^[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)`)

// cutLine returns the first line without the white space at its end, and what follows it.
func cutLine(data []byte) (line, rest []byte) {
	end := bytes.IndexAny(data, "\r\n")
	if end < 0 {
		return bytes.TrimRight(data, " \t"), nil
	}
	n := 1
	if data[end] == '\r' && end+1 < len(data) && data[end+1] == '\n' {
		n = 2
	}
	return bytes.TrimRight(data[:end], " \t"), data[end+n:]
}

// skipBlank returns where the first line starts that is neither blank nor a comment of HTML, and its number.
func skipBlank(data []byte) (start, number int) {
	rest, number, inside := data, 1, false
	for len(rest) > 0 {
		line, after := cutLine(rest)
		line = bytes.TrimSpace(line)
		if inside = inside || bytes.HasPrefix(line, []byte("<!--")); !inside && len(line) > 0 {
			break
		}
		if end := bytes.Index(line, []byte("-->")); inside && end >= 0 {
			if inside = false; end+len("-->") < len(line) {
				break
			}
		}
		rest, number = after, number+1
	}
	return len(data) - len(rest), number
}

// findLine returns what stands before and after the first line that is one of ends, and the number of lines up to it.
// Without such a line all of the text stands before it.
func findLine(text []byte, ends ...string) (before, after []byte, lines int, ok bool) {
	for rest := text; len(rest) > 0; {
		line, next := cutLine(rest)
		lines++
		if slices.Contains(ends, string(line)) {
			return text[:len(text)-len(rest)], text[len(text)-len(next):], lines, true
		}
		rest = next
	}
	return text, text[len(text):], lines, false
}

var (
	openObject = lazy.Pattern(`^\{\s*"[^"]*"\s*:`)
	tomlField  = lazy.Pattern(`^\s*[\w-]+\s*=`)
)

// splitForeign cuts the front matter of another tool off, and reports it. Where its end is not known, all of the file is text.
func splitForeign(file string, data, rest []byte, line int, mark string) (FrontMatter, []diag.Problem) {
	f := FrontMatter{Body: data, BodyLine: 1}
	below, _ := cutLine(rest)
	end, language, certain := mark, "JSON", false
	switch {
	case mark == "+++":
		language, certain = "TOML", tomlField().Match(below)
	case mark == "{" && bytes.HasPrefix(bytes.TrimSpace(below), []byte(`"`)):
		end = "}"
	case openObject().MatchString(mark):
		rest, certain = nil, true
	case mark != ";;;":
		return f, nil
	}
	if _, body, lines, ok := findLine(rest, end); ok {
		f.Body, f.BodyLine = body, line+1+lines
	} else if !certain {
		return f, nil
	}
	return f, []diag.Problem{{Rule: FrontMatterBroken, At: diag.Place{File: file, Line: line, Column: 1, Width: len(mark)},
		Message: fmt.Sprintf("this front matter is %s, which is not read here", language), Help: "Write it as YAML between lines of ---:\n---\ntitle: Returns\n---"}}
}
