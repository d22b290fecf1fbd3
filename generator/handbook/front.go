package handbook

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/yamltext"
)

// The fields of front matter that mean what a field of a policy means, by its name there.
var fieldNames = map[string]string{
	"title": "title", "summary": "summary", "description": "summary", "excerpt": "summary",
	"date": "effective", "effective": "effective", "effective_date": "effective", "published": "published",
	"last_reviewed": "last_reviewed", "last_modified_at": "last_reviewed", "lastmod": "last_reviewed", "last_modified": "last_reviewed", "last_updated": "last_reviewed", "updated": "last_reviewed",
	"review_by": "review_by", "version": "version", "why": "why", "visibility": "visibility",
	"aliases": "aliases", "redirect_from": "aliases", "permalink": "aliases", "url": "aliases",
	"draft": "draft", "private": "draft", "hidden": "draft", "unlisted": "draft",
}

var (
	ordered     = lazy.Pattern(`^(?:\d{4}-\d\d-\d\d-|\d{1,3}[-_.] ?)`)
	dayForm     = lazy.Pattern(`^\d{4}-\d\d-\d\d`)
	tomlForm    = lazy.Pattern(`^\s*([\w-]+)\s*=\s*(.*)$`)
	topField    = lazy.Pattern(`(?m)^[A-Za-z_"'][^\n:]*:`)
	commentLine = lazy.Pattern(`(?m)^\s*#.*$`)
	plainYAML   = lazy.Pattern(`^[\pL\pN][\pL\pN ,.;()'’/%&+?!-]*$`)
)

// readTOML reads front matter between lines of +++ as YAML: a value of one line means the same in both.
func (p *page) readTOML(data []byte) {
	text, ok := strings.CutPrefix(strings.TrimLeft(string(data), "\ufeff \r\n"), "+++\n")
	front, body, ends := strings.Cut(text, "\n+++")
	if !ok || !ends {
		return
	}
	var lines []string
	for line := range strings.SplitSeq(front, "\n") {
		if m := tomlForm().FindStringSubmatch(line); m != nil {
			line = m[1] + ": " + m[2]
		} else if strings.TrimSpace(line) != "" {
			line = "# " + line
		}
		lines = append(lines, line)
	}
	_, body, _ = strings.Cut(body, "\n")
	p.front, p.frontLine, p.body, p.toml = []byte(strings.Join(lines, "\n")), 2, []byte(body), true
	p.bodyLine = 3 + strings.Count(front, "\n") + 1
}

// fields returns the fields of the front matter.
func (p *page) fields() []yamltext.Field {
	values, _ := yamltext.Documents(p.from, p.front)
	if len(values) == 0 {
		return nil
	}
	return values[0].Fields
}

// formerAddresses returns the addresses that a page says it had.
func (p *page) formerAddresses() (all []string) {
	for _, f := range p.fields() {
		if fieldNames[f.Name] == "aliases" {
			for _, v := range f.Value.Scalars() {
				all = append(all, v.Text)
			}
		}
	}
	return all
}

// turnFront writes the front matter of a policy, and lists what it does not hold.
func (p *page) turnFront() string {
	values := map[string]string{}
	var aliases []string
	if len(p.fields()) == 0 && len(bytes.TrimSpace(p.front)) > 0 {
		p.leaveOut(diag.Place{File: p.from, Line: p.frontLine, Column: 1}, foreignKeys, "%s", strings.Join(strings.Fields(string(p.front)), " "))
	}
	p.leaveOutComments()
	for _, f := range p.fields() {
		name, text := fieldNames[strings.ToLower(f.Name)], strings.TrimSpace(f.Value.Text)
		switch value, ok := p.fieldValue(name, f); {
		case name == "aliases" && len(f.Value.Scalars()) > 0:
			for _, v := range f.Value.Scalars() {
				aliases = append(aliases, v.Text)
			}
		case !ok, values[name] != "" && values[name] != value:
			p.leaveOutField(f)
		case value != "":
			values[name] = value
			if dayForm().MatchString(text) && text != value {
				p.leaveOutField(f) // the hour
			}
			if name == "title" {
				p.title = text
			}
		}
	}
	if p.draft || values["draft"] != "" || values["published"] != "" {
		values["visibility"] = "internal"
	}
	var b strings.Builder
	for _, name := range []string{"title", "summary", "why", "version", "effective", "last_reviewed", "review_by", "visibility"} {
		if values[name] != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, inYAML(values[name]))
		}
	}
	if len(aliases) > 0 {
		b.WriteString("aliases:\n")
		for _, a := range aliases {
			fmt.Fprintf(&b, "  - %s\n", strconv.Quote(a))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "---\n" + b.String() + "---\n"
}

// fieldValue returns the value of a field as a policy has it; empty where it says nothing, and false where it has no counterpart.
func (p *page) fieldValue(name string, f yamltext.Field) (string, bool) {
	text := strings.TrimSpace(f.Value.Text)
	switch {
	case name == "" || f.Value.Kind != yamltext.Scalar && f.Value.Kind != yamltext.Nothing:
		return "", false
	case name == "draft" && strings.EqualFold(text, "true"), name == "published" && strings.EqualFold(text, "false"):
		return "yes", true
	case name == "draft", name == "published":
		return "", strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
	case slices.Contains([]string{"effective", "last_reviewed", "review_by"}, name):
		day := dayForm().FindString(text)
		return day, day != ""
	case name == "visibility":
		return text, text == "internal" || text == "public"
	}
	return strings.Join(strings.Fields(text), " "), true
}

// leaveOutComments lists the lines of the front matter that are comments alone; in TOML, what is no field.
func (p *page) leaveOutComments() {
	reason := comments
	if p.toml {
		reason = foreignKeys
	}
	for i, line := range strings.Split(string(p.front), "\n") {
		if comment := strings.Trim(line, "# \t"); commentLine().MatchString(line) && comment != "" && len(p.fields()) > 0 {
			p.leaveOut(diag.Place{File: p.from, Line: p.frontLine + i, Column: 1}, reason, "%s", comment)
		}
	}
}

// leaveOutField lists a field as it was written.
func (p *page) leaveOutField(f yamltext.Field) {
	lines := bytes.Split(p.front, []byte("\n"))
	from := min(max(0, f.At.Line-1), len(lines))
	text := bytes.Join(lines[from:], []byte("\n"))
	if next := topField().FindAllIndex(text, 2); len(next) > 1 {
		text = text[:next[1][0]]
	}
	text = commentLine().ReplaceAll(text, nil)
	p.leaveOut(diag.Place{File: p.from, Line: p.frontLine + from, Column: 1}, foreignKeys, "%s", strings.Join(strings.Fields(string(text)), " "))
}

func (r *reader) leaveOut(at diag.Place, reason, what string, args ...any) {
	r.leftOut = append(r.leftOut, LeftOut{At: at, What: fmt.Sprintf(what, args...), Reason: reason})
}

// inYAML writes a text so that it is read as it stands.
func inYAML(text string) string {
	switch text {
	case "true", "false", "null", "yes", "no", "on", "off":
		return strconv.Quote(text)
	}
	if plainYAML().MatchString(text) {
		return text
	}
	return strconv.Quote(text)
}
