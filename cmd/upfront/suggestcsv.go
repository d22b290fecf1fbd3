package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// longerWindows are tried one by one where too little happened in the usual one: a small firm has few jobs in 90 days.
var longerWindows = []clock.Window{{Last: clock.Duration{N: 180, Unit: clock.Day}}, {Last: clock.Duration{N: 1, Unit: clock.Year}}}

// suggestFor prints a first promise for a file that no promise names.
func (p *program) suggestFor(a asked) error {
	data, err := os.ReadFile(a.csv)
	if errors.Is(err, fs.ErrNotExist) {
		return misuse("There is no file "+a.csv+".", "Write the path of a CSV file after --csv.")
	}
	if err != nil {
		return unusable(err)
	}
	offer, err := p.around()
	if err != nil {
		return err
	}
	open := func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	if a.from == "" || a.to == "" {
		help := "Write the names of the columns, such as --from booked_at --to delivered_at."
		if columns := record.Columns("", open); len(columns) > 0 {
			help = "Write which two of its columns say so: " + strings.Join(columns, ", ") + "."
		}
		return misuse("--csv needs --from and --to: when each began, and when it was done.", help)
	}
	proven := ""
	if a.format == "" {
		proven = record.FormatOf(a.promise(), open)
		a.format = proven
	}
	promise := a.promise()
	if offer.Site.Unread {
		return refuse("site.yaml has errors that change how rows are counted, so nothing is suggested yet.", "They are shown by: upfront check")
	}
	offer.Promises = []*catalog.Promise{promise}
	book, problems := record.Count(&offer, open)
	name := func(string) string { return shown(a.csv) }
	switch {
	case book.Of(promise) == nil && problems[0].At.Line == 0: // the file as a whole, or a column that is not there
		return misuse(sentence(errors.New(problems[0].Message)), problems[0].Help)
	case diag.Count(problems, diag.Error) > 0:
		for i := range problems {
			problems[i].Help = strings.NewReplacer("say in format:", "say with --format", "Say which below record:, such as format:", "Say which, such as --format", "or format:", "or --format",
				"Write below record: format:", "Write --format", "write format: excel below record:", "write --format excel", "or change format:", "or change --format", "take format: excel away", "leave out --format excel").Replace(problems[i].Help)
			problems[i].Message = strings.ReplaceAll(problems[i].Message, "as format: says", "as --format says")
		}
		return wrongRows(problems, name)
	}
	s := counting{offer: &offer, promise: promise, open: open, unlimited: true}.suggestion(a.share)
	for _, longer := range longerWindows {
		if s.Enough {
			break
		}
		promise.Window = syntax.Of[clock.Window]{V: longer, At: promise.Record.At}
		s = counting{offer: &offer, promise: promise, open: open, unlimited: true}.suggestion(a.share)
	}
	s.Format = proven
	if s.Write != "" {
		s.Write, s.copyTo = a.paste(s), a.place()
	}
	return p.printSuggestions([]suggestion{s})
}

// around gives what a file is counted in: the zone, the moment and the settings of the site, or UTC and today.
func (p *program) around() (catalog.Offer, error) {
	if _, err := p.find(); err != nil && p.flags.dir == "" {
		o := catalog.Offer{Zone: time.UTC}
		if p.flags.now != "" {
			o.Now, err = p.momentIn(time.UTC)
		} else {
			o.Now, err = p.today()
		}
		return o, err
	}
	_, loaded, err := p.opened()
	if err != nil {
		return catalog.Offer{}, err
	}
	return *loaded.Offer, nil
}

// promise gives what there is of a promise before a limit is known.
func (a asked) promise() *catalog.Promise {
	at := diag.Place{File: a.csv}
	text := func(v string) (t syntax.Text) {
		if v != "" {
			t = syntax.Text{V: v, At: at}
		}
		return t
	}
	file := filepath.ToSlash(a.csv)
	if path.IsAbs(file) || filepath.IsAbs(a.csv) {
		file = path.Base(file)
	}
	p := &catalog.Promise{}
	p.ID, p.Record = text(a.id()), syntax.Record{At: at, File: text("../" + file), From: text(a.from), To: text(a.to), Format: text(a.format)}
	p.Within.All = boundless(at)
	return p
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// id makes the id of a promise of the file's name.
func (a asked) id() string {
	base := filepath.Base(a.csv)
	id := strings.Trim(notInID.ReplaceAllString(strings.ToLower(strings.TrimSuffix(base, filepath.Ext(base))), "-"), "-")
	if id == "" || id[0] <= '9' {
		return strings.TrimSuffix("done-"+id, "-")
	}
	return id
}

// place gives where the file has to lie below content/.
func (a asked) place() string { return "records/" + filepath.Base(a.csv) }

// paste writes the whole promise.
func (a asked) paste(s suggestion) string {
	units := map[clock.Unit]string{clock.Minute: "minute", clock.Hour: "hour", clock.Day: "day"}
	says := plural(int(s.limit.N), units[s.limit.Unit])
	if hours := s.limit.N / 60; s.limit.Unit == clock.Minute && hours > 0 {
		says = plural(int(hours), "hour") + " " + plural(int(s.limit.N%60), "minute")
	}
	var format string
	if a.format != "" {
		format = ", format: " + strconv.Quote(a.format)
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
`, a.id(), says, spoken(a.from), spoken(a.to), s.Within, s.Share, s.Window, inYAML(a.place()), inYAML(a.from), inYAML(a.to), format)
}

// spoken gives a column's name as a person would say it, as it can stand within { }.
func spoken(column string) string {
	return inYAML(strings.ToLower(strings.Join(strings.FieldsFunc(column, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }), " ")))
}

var plainYAML = regexp.MustCompile(`^[a-z][a-z0-9_./ -]*$`)

// inYAML gives a text as it can stand within { }.
func inYAML(text string) string {
	switch {
	case text == "yes", text == "no", text == "on", text == "off", text == "true", text == "false", text == "null", !plainYAML.MatchString(text):
		return strconv.Quote(text)
	}
	return text
}
