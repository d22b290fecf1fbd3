package diag

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The JSON form. Its version changes when a field is taken away or changes its meaning; fields may be added.

type jsonProblem struct {
	Rule     RuleID        `json:"rule"`
	Severity Severity      `json:"severity"`
	Message  string        `json:"message"`
	Place    *jsonPlace    `json:"place,omitempty"`
	Why      string        `json:"why"`
	Help     string        `json:"help,omitempty"`
	Related  []jsonRelated `json:"related,omitempty"`
	More     int           `json:"more,omitempty"` // how many problems it stands for, beyond those that are listed of its file
}

type jsonRelated struct {
	Place *jsonPlace `json:"place,omitempty"`
	Note  string     `json:"note"`
}

type jsonPlace struct {
	File   string  `json:"file"`
	Line   int     `json:"line,omitempty"`
	Column int     `json:"column,omitempty"`
	Width  int     `json:"width,omitempty"`
	Text   *string `json:"text,omitempty"` // the whole line; may be empty
}

// JSON prints every problem, notices too, in the order given, for programs:
//
//	{"version":1,"problems":[
//	{"rule":"…","severity":"error","message":"…",
//	 "place":{"file":"…","line":2,"column":1,"width":6,"text":"the whole line"},
//	 "why":"…","help":"…","related":[{"place":{…},"note":"…"}]}
//	]}
//
// Each problem stands on a line of its own. One with "more":n counts those of its rule in its file that are not listed. Lines and columns count from one, columns and widths in characters (code
// points). What is not known is left out: a place without a line is the file as a whole. The error is the writer's.
func JSON(w io.Writer, problems []Problem, lines Lines) error {
	var all []jsonProblem
	for _, p := range atLeast(problems, true) {
		j := jsonProblem{Rule: p.Rule, Severity: p.Level(), Message: p.Message, Why: p.Reason(), Help: p.Help, Place: jsonPlaceOf(p.At, lines), More: p.More}
		for _, r := range p.Related {
			j.Related = append(j.Related, jsonRelated{jsonPlaceOf(r.At, lines), r.Note})
		}
		all = append(all, j)
	}
	return writeList(w, "problems", all)
}

// writeList writes an object with its version and a list under a name, one entry a line.
func writeList[T any](w io.Writer, name string, entries []T) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `{"version":1,"%s":[`, name)
	for i, entry := range entries {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := writeJSON(out, entry); err != nil {
			return err
		}
	}
	if len(entries) > 0 {
		out.WriteByte('\n')
	}
	out.WriteString("]}\n")
	return out.Flush()
}

// ListJSON prints every rule, by id, for programs: {"version":1,"checks":[…]}, each on a line of its own. The error is the
// writer's.
func ListJSON(w io.Writer) error { return writeList(w, "checks", Rules()) }

func jsonPlaceOf(at Place, lines Lines) *jsonPlace {
	if at.IsZero() {
		return nil
	}
	j := &jsonPlace{File: at.File, Line: at.Line, Column: at.Column, Width: at.Width}
	if text, ok := lineAt(at, lines); ok {
		j.Text = &text
	}
	return j
}

// lineAt returns the line of a place, where it has one and may be shown.
func lineAt(at Place, lines Lines) (string, bool) {
	if lines == nil || at.Line == 0 {
		return "", false
	}
	text, ok := lines(at.File, at.Line)
	return strings.TrimRight(text, "\r\n"), ok
}

// writeJSON writes a value on one line, without a line break. What could act on a terminal is escaped, beyond what JSON asks for.
func writeJSON(w io.Writer, value any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return err
	}
	data := bytes.TrimSpace(b.Bytes())
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if isHidden(r) {
			for _, unit := range utf16.Encode([]rune{r}) {
				out = fmt.Appendf(out, `\u%04x`, unit)
			}
		} else {
			out = append(out, data[:n]...)
		}
		data = data[n:]
	}
	_, err := w.Write(out)
	return err
}
