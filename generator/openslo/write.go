package openslo

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/parse"
	"upfront/generator/syntax"
	"upfront/generator/yamltext"
)

// write prints the capability of a service.
func (s *service) write() []byte {
	var b strings.Builder
	b.WriteString("# Made from OpenSLO files. Read each line as a customer would, and change it into what you would say to one.\n")
	fmt.Fprintf(&b, "title: %s\n", inYAML(s.title))
	if s.summary == "" {
		b.WriteString("# Say in one sentence what the customer gets: no OpenSLO file does.\n")
	}
	fmt.Fprintf(&b, "summary: %s\n", inYAML(cmp.Or(s.summary, s.title)))
	b.WriteString(noCannot)
	b.WriteString(beforePromises)
	for _, p := range s.promises {
		p.write(&b)
	}
	b.WriteString(noAftercare)
	return []byte(b.String())
}

const noCannot = `
# What you leave out stands in no OpenSLO file. Say what people ask for and do not get, and why:
# scope:
#   excluded:
#     - what: What people ask for
#       because: The true reason
#       instead: What you do instead

`

const beforePromises = `# An internal promise is on no page: change it to public once a customer would understand it. It is a target, and not a
# guarantee. Below each, on_miss: {notify_within: 1d} says when you tell the customer that you missed it.
promises:
`

const noAftercare = `
# What you do unasked for somebody who is a customer already:
# aftercare:
#   - {every: 3mo, do: What you do}
`

// write prints a promise as an entry of a list.
func (p *promise) write(b *strings.Builder) {
	comment(b, fmt.Sprintf("From %s:%d.", plain(path.Base(p.at.File)), p.at.Line))
	for _, note := range p.notes {
		comment(b, note)
	}
	fmt.Fprintf(b, "  - id: %s\n    says: %s\n    commitment: target\n    indicator: {kind: %s, of: %s}\n", inYAML(p.id), inYAML(p.says), p.kind, written(p.subject, braced()))
	switch {
	case p.slices:
	case p.share:
		fmt.Fprintf(b, "    at_least: %s\n", p.target)
	default:
		fmt.Fprintf(b, "    %s: %s\n", p.limit.field, p.limit.value)
	}
	if p.limit.isTime && !p.slices {
		b.WriteString("    clock: calendar\n")
	}
	if p.slices || !p.share {
		fmt.Fprintf(b, "    target: %s\n", p.target)
	}
	if p.window.text != "" {
		fmt.Fprintf(b, "    window: %s\n", p.window.text)
	}
	fmt.Fprintf(b, "    # record: {file: records/%s.csv, %s}\n", p.id, p.columns())
	if p.means != "" {
		fmt.Fprintf(b, "    means: %s\n", inYAML(p.means))
	}
	b.WriteString("    visibility: internal\n")
}

// columns are those that a record of the promise would have.
func (p *promise) columns() string {
	switch {
	case p.slices:
		return "from: down_at, to: up_at"
	case p.share:
		return "from: day, ok: good, total: all"
	case p.limit.isTime:
		return "from: began_at, to: ended_at"
	}
	return "from: measured_at, total: value"
}

// comment prints a comment at the indent of a promise, in lines of a width to read.
func comment(b *strings.Builder, text string) {
	const room = 110
	line := "  #"
	for _, word := range strings.Fields(text) {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > room && line != "  #" {
			b.WriteString(line + "\n")
			line = "  #"
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}

var (
	bare   = lazy.Pattern(`^\pL[\pL\pN ,.;()'’/%&+?!-]*$`)
	braced = lazy.Pattern(`^\pL[\pL\pN .()'’/%&+-]*$`)
)

// inYAML writes a text so that it is read as it stands.
func inYAML(text string) string { return written(text, bare()) }

func written(text string, plainly *regexp.Regexp) string {
	if plainly.MatchString(text) && !strings.EqualFold(text, "null") && utf8.ValidString(text) {
		return text
	}
	return strconv.Quote(text)
}

// plain takes line breaks and what is not seen out of a text.
func plain(text string) string {
	visible := strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) && c != utf8.RuneError {
			return c
		}
		return ' '
	}, text)
	return strings.Join(strings.Fields(visible), " ")
}

// nameInWords makes words of a name: web-shop is Web shop.
func nameInWords(name string) string {
	words := plain(strings.NewReplacer("-", " ", "_", " ", ".", " ").Replace(name))
	c, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return plain(name)
	}
	return string(unicode.ToUpper(c)) + words[size:]
}

// lowerFirst returns a text with a small first letter, but for one that begins with a word in capitals.
func lowerFirst(text string) string {
	c, size := utf8.DecodeRuneInString(text)
	if next, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(next) {
		return text
	}
	return string(unicode.ToLower(c)) + text[size:]
}

// cut shortens an id.
func cut(id string, most int) string { return strings.Trim(id[:min(len(id), most)], "-") }

// numeral returns a number of YAML as Upfront writes it: .5 is 0.5, and 1. is 1.
func numeral(text string) string {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "+"), ".")
	if strings.HasPrefix(text, ".") {
		return "0" + text
	}
	return text
}

// misread reports a value that its own type cannot read.
func (r *reader) misread(t yamltext.Value, err error) {
	what, help := err.Error(), ""
	var mistake *parse.Error
	if errors.As(err, &mistake) {
		what, help = mistake.What, mistake.Help
	}
	if help != "" {
		help = strings.ToUpper(help[:1]) + help[1:] + "."
	}
	r.problems.Add(diag.Problem{Rule: syntax.SchemaType, At: t.At, Message: what, Help: help})
}
