package workload

import (
	"fmt"
	"regexp"
	"strings"
)

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
	return "body: |\n" + lineStart.ReplaceAllString(strings.TrimRight(body, "\n"), "  $0") + "\n"
}

var lineStart = regexp.MustCompile("(?m)^.")
