package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

var (
	// GitHub ends a command at a line break, a property at a comma and the properties at a colon.
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub prints every problem, notices too, in the order given, as workflow commands of GitHub Actions, which shows
// them beside the lines of a change. The files are taken as they stand in the problems: where the site is a folder of
// its repository, the caller puts that folder before them. The error is the writer's.
func GitHub(w io.Writer, problems []Problem) error {
	out := bufio.NewWriter(w)
	for _, p := range atLeast(problems, true) {
		text := paragraphs(p)
		if len(p.Related) > 0 {
			text += "\n"
		}
		for _, r := range p.Related { // an annotation has one place
			text += "\n" + strings.TrimSuffix(strings.TrimPrefix(r.At.String()+": "+r.Note, ": "), ": ")
		}
		text += "\n\nupfront check --explain " + string(p.Rule)
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i] = Plain(line)
		}
		fmt.Fprintf(out, "::%s %s::%s\n", p.Level(), githubProperties(p), githubData.Replace(strings.Join(lines, "\n")))
	}
	return out.Flush()
}

func githubProperties(p Problem) string {
	var parts []string
	add := func(known bool, name string, value any) {
		if known {
			parts = append(parts, name+"="+githubProperty.Replace(Plain(fmt.Sprint(value))))
		}
	}
	at := p.At
	hasLine := !at.IsZero() && at.Line > 0
	add(!at.IsZero(), "file", at.File)
	add(hasLine, "line", at.Line)
	add(hasLine && at.Column > 0, "col", at.Column)
	add(hasLine && at.Column > 0 && at.Width > 0, "endColumn", at.Column+at.Width)
	add(true, "title", p.Rule)
	return strings.Join(parts, ",")
}
