package record

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Unnamed is a CSV file that no promise names yet, with what is known of its columns.
type Unnamed struct {
	File     string // with slashes; an absolute path is shortened to the name
	From, To string // columns
	Format   string // of its times; empty: the one that fits, where there is exactly one
}

// longerWindows are tried in turn where too little happened in the usual window: a small firm has few jobs in 90 days.
var longerWindows = []clock.Window{{Last: clock.Duration{N: 180, Unit: clock.Day}}, {Last: clock.Duration{N: 1, Unit: clock.Year}}}

// Suggest returns a first promise for the file, counted in the zone and at the moment of the offer. A problem without a
// line is one of the file as a whole, or of a column; with one that is an error, nothing is suggested.
func (f Unnamed) Suggest(o catalog.Offer, files Files, target amount.Percent) (Suggestion, []diag.Problem) {
	onlyFormat := ""
	if f.Format == "" {
		onlyFormat = formatOf(f.promise(), files)
		f.Format = onlyFormat
	}
	promise := f.promise()
	o.Promises = []*catalog.Promise{promise}
	if _, problems := Count(&o, files); diag.Count(problems, diag.Error) > 0 {
		return Suggestion{}, problems
	}
	s := subject{offer: &o, promise: promise, files: files, unlimited: true}
	out := s.suggestion(target)
	for _, longer := range longerWindows {
		if out.Enough {
			break
		}
		promise.Window = syntax.Written[clock.Window]{V: longer, At: promise.Record.At}
		out = s.suggestion(target)
	}
	out.Format = onlyFormat
	if out.Write != "" {
		out.Write, out.CopyTo = f.lines(out), f.recordFile()
	}
	return out, nil
}

// promise returns the promise as far as it is known before it has a limit.
func (f Unnamed) promise() *catalog.Promise {
	at := diag.Place{File: f.File}
	text := func(v string) (t syntax.Text) {
		if v != "" {
			t = syntax.Text{V: v, At: at}
		}
		return t
	}
	p := &catalog.Promise{}
	p.ID, p.Record = text(f.id()), syntax.Record{Located: syntax.Located{At: at}, File: text("../" + f.File), From: text(f.From), To: text(f.To), Format: text(f.Format)}
	p.Within.All = boundless(at)
	return p
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// id returns an id for the promise, made of the file's name.
func (f Unnamed) id() string {
	base := path.Base(f.File)
	id := strings.Trim(notInID.ReplaceAllString(strings.ToLower(strings.TrimSuffix(base, path.Ext(base))), "-"), "-")
	if id == "" || id[0] <= '9' {
		return strings.TrimSuffix("done-"+id, "-")
	}
	return id
}

// recordFile returns where the file has to lie below content/.
func (f Unnamed) recordFile() string { return "records/" + path.Base(f.File) }

// lines returns the whole promise in YAML.
func (f Unnamed) lines(s Suggestion) string {
	format := ""
	if f.Format != "" {
		format = ", format: " + strconv.Quote(f.Format)
	}
	return fmt.Sprintf(`promises:
  - id: %s
    says: It is done within %s.
    commitment: target
    indicator: {kind: duration, from: %s, to: %s}
    within: %s
    clock: calendar
    target: %s
    window: %s
    record: {file: %s, from: %s, to: %s%s}
`, f.id(), s.limitInWords(), columnWords(f.From), columnWords(f.To), s.Within, s.Share, s.Window, flowText(f.recordFile()), flowText(f.From), flowText(f.To), format)
}

// limitInWords returns the suggested limit as a sentence says it: 1 hour 45 minutes.
func (s Suggestion) limitInWords() string {
	n := int(s.limit.N)
	if s.limit.Unit == clock.Minute && n >= 60 {
		return diag.Plural(n/60, "hour") + " " + diag.Plural(n%60, "minute")
	}
	return diag.Plural(n, map[clock.Unit]string{clock.Minute: "minute", clock.Hour: "hour", clock.Day: "day"}[s.limit.Unit])
}

// columnWords returns a column's name as a person would say it, as it can stand within { }.
func columnWords(column string) string {
	return flowText(strings.ToLower(strings.Join(strings.FieldsFunc(column, func(r rune) bool { return strings.ContainsRune("_- ", r) }), " ")))
}

var plainInFlow = regexp.MustCompile(`^[a-z][a-z0-9_./ -]*$`)

// flowText returns a text as it can stand within { }.
func flowText(text string) string {
	if plainInFlow.MatchString(text) && !slices.Contains([]string{"yes", "no", "on", "off", "true", "false", "null"}, text) {
		return text
	}
	return strconv.Quote(text)
}
