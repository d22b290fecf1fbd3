package record

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// The lines of a first promise, as they can be pasted into a capability and into site.yaml.

var notInID = lazy.Pattern(`[^a-z0-9]+`)

// idOf returns an id made of a text, with a word before it where it would begin with a digit.
func idOf(text, before string) string {
	id := strings.Trim(notInID().ReplaceAllString(strings.ToLower(text), "-"), "-")
	if id == "" || id[0] <= '9' {
		return before + id
	}
	return id
}

// id returns an id for the promise, made of the file's name.
func (f Unnamed) id() string {
	if f.File == StandardInput {
		return "done"
	}
	base := path.Base(f.File)
	return strings.TrimSuffix(idOf(strings.TrimSuffix(base, path.Ext(base)), "done-"), "-")
}

// recordFile returns where the file has to lie below content/.
func (f Unnamed) recordFile() string {
	if f.File == StandardInput {
		return "records/done.csv"
	}
	return "records/" + path.Base(f.File)
}

// siteLines returns the levels that site.yaml needs.
func siteLines(levels []fileLevel) string {
	lines := ""
	for _, l := range levels {
		if l.added {
			lines += fmt.Sprintf("  - {id: %s, name: %s, when: %s}\n", l.ID.V, flowText(l.Name.V), "say when a case has this level")
		}
	}
	if lines == "" {
		return ""
	}
	return "levels:\n" + lines
}

// lines returns the whole promise in YAML, from the lines of its limits and its target.
func (f Unnamed) lines(limits string, limit clock.Duration, window string) string {
	within, target, _ := strings.Cut(limits, "target: ")
	out := &strings.Builder{}
	line := func(format string, args ...any) { fmt.Fprintf(out, "    "+format+"\n", args...) }
	out.WriteString("promises:\n")
	fmt.Fprintf(out, "  - id: %s\n", f.id())
	line("says: %s", f.says(limit))
	line("commitment: target")
	switch end := f.To; {
	case f.Due != "":
		line("indicator: {kind: on-time}")
	default:
		if end == "" {
			end = "done"
		}
		line("indicator: {kind: duration, from: %s, to: %s}", columnWords(f.From), columnWords(end))
	}
	if f.Level != "" {
		line("by: level")
	}
	if within != "" {
		line("%s", strings.TrimSuffix(within, "\n"))
	}
	switch {
	case f.Hours != nil:
		line("clock: business")
		line("hours: %s", f.Hours.Name)
	case within != "":
		line("clock: calendar")
	}
	line("target: %s", strings.TrimSuffix(target, "\n"))
	line("window: %s", window)
	line("record: %s", f.recordLine())
	return out.String()
}

// recordLine returns what stands behind record:.
func (f Unnamed) recordLine() string {
	customer := f.Customer
	if strings.EqualFold(customer, "customer") { // that is the usual name
		customer = ""
	}
	var fields []string
	for _, field := range [][2]string{{"file", f.recordFile()}, {"id", f.ID}, {"from", f.From}, {"due", f.Due}, {"to", f.To}, {"took", f.Took}, {"took_in", f.TookIn}, {"level", f.Level}, {"customer", customer}} {
		if field[1] != "" {
			fields = append(fields, field[0]+": "+flowText(field[1]))
		}
	}
	if words := f.emptyWords(); len(words) > 0 {
		for i, word := range words {
			words[i] = flowText(word)
		}
		fields = append(fields, "empty: ["+strings.Join(words, ", ")+"]")
	}
	if f.Format != "" {
		fields = append(fields, "format: "+strconv.Quote(f.Format))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// says returns the sentence of the promise.
func (f Unnamed) says(limit clock.Duration) string {
	working := ""
	if f.Hours != nil {
		working = "working "
	}
	n := int(limit.N)
	within := diag.Plural(n, working+map[clock.Unit]string{clock.Minute: "minute", clock.Hour: "hour", clock.Day: "day"}[limit.Unit])
	if limit.Unit == clock.Minute && n >= 60 {
		within = diag.Plural(n/60, working+"hour") + " " + diag.Plural(n%60, "minute")
	}
	switch {
	case f.Level != "":
		return "It is done within the time for its level."
	case f.Due != "" && limit.IsZero():
		return "It is done on the day agreed."
	case f.Due != "":
		return "It is done no later than " + within + " after the day agreed."
	}
	return "It is done within " + within + "."
}

// columnWords returns a column's name as a person would say it, as it can stand within { }.
func columnWords(column string) string {
	return flowText(strings.ToLower(strings.Join(strings.FieldsFunc(column, func(r rune) bool { return strings.ContainsRune("_- ", r) }), " ")))
}

var plainInFlow = lazy.Pattern(`^[a-z][a-z0-9_./ -]*$`)

// flowText returns a text as it can stand within { }.
func flowText(text string) string {
	if plainInFlow().MatchString(text) && !slices.Contains([]string{"yes", "no", "on", "off", "true", "false", "null"}, text) {
		return text
	}
	return strconv.Quote(text)
}
