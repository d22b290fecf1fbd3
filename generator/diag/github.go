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
		fmt.Fprintf(out, "::%s %s::%s\n", p.Level(), githubProperties(p), githubData.Replace(cleanLines(githubStory(p))))
	}
	return out.Flush()
}

func githubProperties(p Problem) string {
	var parts []string
	add := func(name, value string) { parts = append(parts, name+"="+githubProperty.Replace(Plain(value))) }
	if at := p.At; !at.IsZero() {
		add("file", at.File)
		if at.Line > 0 {
			add("line", fmt.Sprint(at.Line))
		}
		if at.Line > 0 && at.Column > 0 {
			add("col", fmt.Sprint(at.Column))
		}
		if at.Line > 0 && at.Column > 0 && at.Width > 0 {
			add("endColumn", fmt.Sprint(at.Column+at.Width))
		}
	}
	add("title", string(p.Rule))
	return strings.Join(parts, ",")
}

// githubStory returns the problem as one text, its related places as a list: an annotation has one place.
func githubStory(p Problem) string {
	text := paragraphs(p)
	if len(p.Related) > 0 {
		text += "\n"
	}
	for _, r := range p.Related {
		text += "\n" + strings.TrimSuffix(strings.TrimPrefix(r.At.String()+": "+r.Note, ": "), ": ")
	}
	return text
}

// cleanLines is [Plain] for text of several lines.
func cleanLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = Plain(line)
	}
	return strings.Join(lines, "\n")
}
