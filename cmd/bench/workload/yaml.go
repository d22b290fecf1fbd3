package workload

import (
	"fmt"
	"strings"
)

// yaml builds a document.
type yaml struct{ strings.Builder }

func (y *yaml) add(format string, a ...any) { fmt.Fprintf(y, format, a...) }

func (y *yaml) list(indent, key string, items ...string) {
	y.add("%s%s:\n", indent, key)
	y.items(indent+"  ", items...)
}

func (y *yaml) items(indent string, items ...string) {
	for _, s := range items {
		y.add("%s- %s\n", indent, text(s))
	}
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// text returns a scalar on its own line: plain where YAML allows it, else quoted.
func text(s string) string {
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`") {
		return quote(s)
	}
	return s
}

// item returns a scalar inside { } or [ ].
func item(s string) string {
	if strings.ContainsAny(s, ",[]{}") {
		return quote(s)
	}
	return text(s)
}

func frontMatter(yaml, body string) string { return "---\n" + yaml + "---\n" + body }

func bodyKey(body string) string {
	lines := strings.Split(strings.TrimRight(body, "\n"), "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = "  " + l
		}
	}
	return "body: |\n" + strings.Join(lines, "\n") + "\n"
}
