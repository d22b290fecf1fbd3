package handbook

import (
	"path"
	"strings"

	"upfront/generator/lazy"
)

// Marks within a line. Code is left as it is.

var (
	codeSpan    = lazy.Pattern("(`+)[^`](?:.*?[^`])??(`+)")
	tagForm     = lazy.Pattern(`\{\{[<%].*?[%>]\}\}|\{%.*?%\}|\{#.*?#\}|\{\{\{?.*?\}?\}\}`)
	tagName     = lazy.Pattern(`^\{[{%#][<%{-]*\s*(/?[\w.:-]*)\s*(.*?)\s*[}>%#-]*\}$`)
	filterForm  = lazy.Pattern(`^\{\{-?\s*["']([^"']+)["']\s*\|`)
	baseForm    = lazy.Pattern(`^\{\{-?\s*(?:site|base|page)\.(?:base_?url|url|github\.url|host)\s*-?\}\}$`)
	attrForm    = lazy.Pattern(`\{:[^{}\n]*\}|\{\s*(?:\.[\w-]+|[a-z][\w-]*=["']?[\w-]+["']?)(?:\s+(?:\.[\w-]+|[a-z][\w-]*=["']?[^"'{}]+["']?))*\s*\}`)
	insertForm  = lazy.Pattern(`\+\+([^+\s](?:[^+\n]*[^+\s])?)\+\+`)
	markedForm  = lazy.Pattern(`==([^=\s](?:[^=\n]*[^=\s])?)==`)
	partForm    = lazy.Pattern(`</?[A-Z][\w.]*(?:\s[^<>]*)?/?>`)
	partComment = lazy.Pattern(`\{/\*.*?\*/\}`)
	wikiForm    = lazy.Pattern(`\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]`)
	figureSrc   = lazy.Pattern(`\b(src|alt|caption|title)=["']([^"']*)["']`)
)

// words turns the marks of a line.
func (b *body) words(line string) string {
	line = b.tagsOf(line)
	var out strings.Builder
	at := 0
	for _, m := range codeSpan().FindAllStringIndex(line, -1) {
		out.WriteString(b.markup(line[at:m[0]]))
		out.WriteString(line[m[0]:m[1]])
		at = m[1]
	}
	return out.String() + b.markup(line[at:])
}

// tagsOf turns the tags of a line, but for those in code.
func (b *body) tagsOf(line string) string {
	if !strings.Contains(line, "{") {
		return line
	}
	code := codeSpan().FindAllStringIndex(line, -1)
	var out strings.Builder
	at := 0
	for _, m := range tagForm().FindAllStringIndex(line, -1) {
		inCode := false
		for _, c := range code {
			inCode = inCode || c[0] < m[0] && m[1] < c[1]
		}
		if inCode || m[0] > 0 && line[m[0]-1] == '\\' {
			continue
		}
		out.WriteString(line[at:m[0]])
		out.WriteString(b.tag(line[m[0]:m[1]], isTarget(line[:m[0]])))
		at = m[1]
	}
	return out.String() + line[at:]
}

// isTarget reports whether what follows is the address of a link.
func isTarget(before string) bool {
	if i := strings.LastIndex(before, "]("); i >= 0 && !strings.ContainsAny(before[i+2:], ")\n") {
		return true
	}
	i := max(strings.LastIndex(before, `href="`), strings.LastIndex(before, `src="`))
	return i >= 0 && strings.Count(before[i:], `"`) == 1 || strings.HasSuffix(strings.TrimRight(before, " <"), "]:")
}

// tag returns what a tag means; nothing where it is listed.
func (b *body) tag(tag string, isTarget bool) string {
	m := tagName().FindStringSubmatch(tag)
	if m == nil {
		m = []string{tag, "", ""}
	}
	name, rest := m[1], m[2]
	words := wordsIn().FindAllStringSubmatch(rest, -1)
	switch {
	case baseForm().MatchString(tag) && isTarget, name == "raw", name == "endraw":
		return ""
	case filterForm().MatchString(tag):
		return filterForm().FindStringSubmatch(tag)[1]
	case isTarget && len(words) > 0:
		return words[0][1] + words[0][2]
	case isTarget && (name == "link" || name == "post_url" || name == "ref" || name == "relref"):
		return firstWord(rest)
	case name == "figure":
		return figure(rest)
	case len(words) > 0 && isPicture(words[0][1]+words[0][2]):
		alt := ""
		if last := words[len(words)-1]; len(words) > 1 {
			alt = last[1] + last[2]
		}
		if len(words) > 2 {
			b.leaveOut(b.place(), marks, "%s", tag)
		}
		return "![" + alt + "](" + words[0][1] + words[0][2] + ")"
	case name == "page.title" && b.title != "":
		return b.title
	}
	b.leaveOut(b.place(), tags, "%s", tag)
	return ""
}

// figure returns a picture with its caption.
func figure(rest string) string {
	values := map[string]string{}
	for _, m := range figureSrc().FindAllStringSubmatch(rest, -1) {
		values[m[1]] = m[2]
	}
	text := "![" + values["alt"] + "](" + values["src"] + ")"
	for _, name := range []string{"title", "caption"} {
		if values[name] != "" && values[name] != values["alt"] {
			text += " " + values[name]
		}
	}
	return text
}

func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp":
		return true
	}
	return false
}

// markup turns marks other than tags and links.
func (b *body) markup(text string) string {
	if strings.Contains(text, "{/*") {
		text = partComment().ReplaceAllStringFunc(text, func(comment string) string {
			b.leaveOut(b.place(), comments, "%s", comment)
			return ""
		})
	}
	if strings.Contains(text, "{") {
		text = attrForm().ReplaceAllStringFunc(text, func(attr string) string {
			if strings.Contains(attr, "#") {
				return attr // the id of a heading
			}
			b.leaveOut(b.place(), marks, "%s", attr)
			return ""
		})
	}
	if strings.Contains(text, "++") {
		text = insertForm().ReplaceAllString(text, "$1")
	}
	if strings.Contains(text, "==") {
		text = markedForm().ReplaceAllString(text, "<mark>$1</mark>")
	}
	if strings.Contains(text, "<") {
		text = partForm().ReplaceAllStringFunc(text, func(part string) string {
			b.leaveOut(b.place(), marks, "%s", part)
			return ""
		})
	}
	return text
}
