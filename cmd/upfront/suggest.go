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
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/record"
)

type suggestFlags struct {
	csv, format, empty, hours, clock                 string
	from, to, due, took, tookIn, id, level, customer string
	target                                           string
	share                                            amount.Percent // target, parsed; zero where none was given
}

func (p *program) suggestCommand() *cobra.Command {
	var f suggestFlags
	c := &cobra.Command{
		Use:   "suggest [PROMISE]",
		Short: "Show what your records let you promise",
		Long: `Count a record, and show what it lets you promise honestly: how often the
promise was kept, how long things took, the tightest limit that the record
supports, how that limit would have fared in each window before, and the lines
to write. PROMISE is capability.promise; without it, all promises that have a
record are counted.

What was kept 95 times in 100 once may not be kept as often next time. So a
limit has to hold for four records in five: at 95%, it is the 98th of
100 times, the 194th of 200 or the 957th of 1,000, and no fewer than 32 are
needed (16 for 90%, 161 for 99%), nor fewer than min_sample where site.yaml
sets it. No target below 80% is proposed: the limit that reaches 80% is shown
instead. All levels of a promise have one target, and one window.

With --csv, read a file that no promise names yet, from anywhere on this
computer or, with -, from standard input, and print a promise to paste. Times
are counted by the calendar, day and night, or in the hours of --hours, in the
site's time zone, or in UTC without a site. Each row says in --from when it
began and in --to when it was done, or in --took how long that took. What is
done on a day agreed says in --due which that was. Where a case has several
rows, name its number with --id. The format of the times is worked out where
only one fits; otherwise, name it with --format.

Nothing is written. Only sums are shown, never a row.

With --json, suggestions: is a list with one object for each promise, or for each
of its priority levels. Times and availability are in seconds.`,
		Example: `upfront suggest                              every promise that has a record
upfront suggest van-deliveries.on-time       one of them
upfront suggest --target 90%                 what can be kept nine times in ten
upfront suggest --csv orders.csv --from booked --to delivered   a first promise
upfront suggest --csv desk.csv --id ticket --from opened --to solved --level urgency --hours office`,
		Args:              arguments("[PROMISE]"),
		Annotations:       accepting("dir records now json"),
		ValidArgsFunction: completeFirst(p.completePromises),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := f.parse(args); err != nil {
				return err
			}
			if f.csv != "" {
				return p.suggestForFile(f)
			}
			return p.suggest(args, f.share)
		},
	}
	c.Flags().StringVar(&f.csv, "csv", "", "read the rows of `FILE`, which no promise has to name; - is standard input")
	for _, own := range f.csvFlags() {
		c.Flags().StringVar(own.value, own.name, "", "with --csv, "+own.usage)
	}
	c.Flags().StringVar(&f.target, "target", "", "the promise is to be kept `SHARE` of the time; without it, its own target, else 95%")
	complete(c, "clock", clockNames)
	complete(c, "took-in", tookUnits)
	if err := c.RegisterFlagCompletionFunc("hours", p.completeHours); err != nil {
		panic(err) // the flag is not declared
	}
	if err := c.MarkFlagFilename("csv", "csv", "tsv", "txt"); err != nil {
		panic(err)
	}
	return c
}

var (
	clockNames = []string{"calendar", "business"}
	tookUnits  = []string{"seconds", "minutes", "hours", "days"}
)

// csvFlag is a flag that goes with --csv.
type csvFlag struct {
	name, usage string
	value       *string
}

func (f *suggestFlags) csvFlags() []csvFlag {
	return []csvFlag{
		{"from", "`COLUMN` says when a row began", &f.from},
		{"to", "`COLUMN` says when it was done", &f.to},
		{"due", "`COLUMN` says on which day, or when, it was to be done", &f.due},
		{"took", "`COLUMN` says how long it took, in place of --to", &f.took},
		{"took-in", "a number in that column counts `UNIT`: seconds, minutes, hours or days", &f.tookIn},
		{"id", "`COLUMN` holds the number of the case; of several rows with one, the last counts", &f.id},
		{"level", "`COLUMN` says the priority level; each gets a limit of its own", &f.level},
		{"customer", "`COLUMN` says for which customer it was", &f.customer},
		{"hours", "the hours `NAME` of site.yaml alone count", &f.hours},
		{"clock", "`CLOCK` is calendar, or business to count working hours alone", &f.clock},
		{"empty", "`WORDS` with commas between them mean nothing, such as \"pending, tbc\"", &f.empty},
		{"format", "times are written as `FORMAT`, such as DD/MM/YYYY HH:mm, or excel", &f.format},
	}
}

// parse reads the target, and refuses flags that do not go together.
func (f *suggestFlags) parse(args []string) error {
	if f.target != "" {
		var err error
		if f.share, err = amount.ParsePercent(f.target); err != nil || f.share <= 0 || f.share > amount.Whole {
			return usageError(fmt.Sprintf("--target cannot be %q.", f.target), "Write a share above 0% and up to 100%, such as --target 95%.")
		}
	}
	if f.csv == "" {
		for _, own := range f.csvFlags() {
			if *own.value != "" {
				return usageError("--"+own.name+" goes with --csv.", "Write the file after --csv; the columns of a promise's own record are in its record: lines.")
			}
		}
		return nil
	}
	switch {
	case len(args) > 0:
		return usageError("--csv reads a file that no promise names, so it takes no promise.", "Leave out --csv or "+args[0]+".")
	case f.clock != "" && !slices.Contains(clockNames, f.clock):
		return checkWord("clock", f.clock, clockNames)
	case f.clock == "calendar" && f.hours != "":
		return usageError("--clock calendar counts day and night, and --hours some hours alone.", "Leave out one of them.")
	case f.tookIn != "" && !slices.Contains(tookUnits, f.tookIn):
		return checkWord("unit of time", f.tookIn, tookUnits)
	case f.tookIn != "" && f.took == "":
		return usageError("--took-in says what the numbers in the column --took count.", "Add --took with the name of the column, or leave out --took-in.")
	case f.due != "" && f.took+f.level+f.hours+f.clock != "":
		return usageError("--due compares when each was done with what was agreed, so it goes with neither --took, --level, --hours nor --clock.",
			"Write --due and --to. To count how long each took, write --from in place of --due.")
	}
	return nil
}

func (p *program) suggest(args []string, target amount.Percent) error {
	s, loaded, err := p.loadSite()
	if err != nil {
		return err
	}
	promises, err := promisesWithRecord(loaded.Offer, args, diag.Count(loaded.Problems, diag.Error) > 0)
	if err != nil {
		return err
	}
	suggestions, problems := record.Suggest(*loaded.Offer, promises, s.tree.Open, target)
	if diag.Count(problems, diag.Error) > 0 {
		return rowErrors(p.redactor.Load().Problems(problems), func(file string) string { return displayPath(s.onDisk(file)) })
	}
	var all []record.Suggestion
	for suggestion := range suggestions {
		all = append(all, suggestion)
		if err := p.stopError(); err != nil {
			return err
		}
	}
	return p.printSuggestions(all)
}

// suggestForFile prints a first promise for a file that no promise names.
func (p *program) suggestForFile(f suggestFlags) error {
	open, err := p.csvFile(f.csv)
	if err != nil {
		return err
	}
	offer, err := p.offerAround()
	if err != nil {
		return err
	}
	if err := f.checkColumns(record.Columns("", open)); err != nil {
		return err
	}
	if offer.Site.Unread {
		return siteError("site.yaml has errors that change how rows are counted, so nothing is suggested yet.", "They are shown by: upfront check")
	}
	hours, err := f.calendar(&offer)
	if err != nil {
		return err
	}
	file, shown := filepath.ToSlash(f.csv), displayPath(f.csv)
	switch {
	case f.csv == "-":
		file, shown = record.StandardInput, record.StandardInput
	case path.IsAbs(file) || filepath.IsAbs(f.csv):
		file = path.Base(file)
	}
	suggestions, problems := record.Unnamed{File: file, Format: f.format, Hours: hours, From: f.from, To: f.to, Due: f.due, Took: f.took, TookIn: f.tookIn,
		ID: f.id, Level: f.level, Customer: f.customer, Empty: f.empty}.Suggest(offer, open, f.share)
	for i := range problems {
		problems[i].Help, problems[i].Message = asFlags(problems[i].Help), asFlags(problems[i].Message)
	}
	switch {
	case diag.Count(problems, diag.Error) == 0:
		return p.printSuggestions(suggestions)
	case problems[0].At.Line == 0: // the file as a whole, or a column that is not there
		return usageError(sentence(errors.New(problems[0].Message)), problems[0].Help)
	}
	return rowErrors(problems, func(string) string { return shown })
}

// csvFile returns a function that opens a file, or standard input. What cannot be read twice, such as a pipe, is held.
func (p *program) csvFile(name string) (record.Files, error) {
	from := p.in
	if name != "-" {
		file, err := os.Open(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, usageError("There is no file "+name+".", "Write the path of a CSV file after --csv, or - for standard input.")
		case err != nil:
			return nil, ioError(err)
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			return func(string) (io.ReadCloser, error) { return os.Open(name) }, nil
		}
		from = file
	}
	data, err := io.ReadAll(from)
	if err != nil {
		return nil, ioError(err)
	}
	return func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }, nil
}

// checkColumns refuses a command line that does not say when each was done, and after what.
func (f *suggestFlags) checkColumns(columns []string) error {
	named := f.from != "" && (f.to != "" || f.took != "") || f.due != "" && f.to != ""
	if named {
		return nil
	}
	help := "Write the names of the columns, such as --from booked_at --to delivered_at."
	if len(columns) > 0 {
		help = "Write which two of its columns say so: " + strings.Join(columns, ", ") + "."
	}
	if f.due != "" {
		return usageError("--due needs --to: when each was done.", help)
	}
	return usageError("--csv needs --from and --to: when each began, and when it was done.", help, "A column that says how long it took is named with --took in place of --to; one with the day agreed with --due in place of --from.")
}

// calendar returns the working hours that alone count; nil for day and night.
func (f *suggestFlags) calendar(o *catalog.Offer) (*catalog.Calendar, error) {
	known := diag.Names(o.Calendars, func(c *catalog.Calendar) string { return c.Name })
	switch {
	case f.hours == "" && f.clock != "business":
		return nil, nil
	case len(known) == 0:
		return nil, usageError("No hours are known to count in.", "Run this in the folder of a site whose site.yaml has hours:, or name it with -C.")
	case f.hours == "":
		return nil, usageError("--clock business needs --hours: which hours count.", "There are: "+strings.Join(known, ", ")+".")
	}
	if err := checkWord("calendar", f.hours, known); err != nil {
		return nil, err
	}
	c := o.Calendar(f.hours)
	if c.Unread {
		return nil, siteError("The hours "+f.hours+" have errors, so nothing is suggested yet.", "They are shown by: upfront check")
	}
	return c, nil
}

// completeHours returns the names of the site's hours, for the shell.
func (p *program) completeHours(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	_, loaded, err := p.loadSite()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return diag.Names(loaded.Offer.Calendars, func(c *catalog.Calendar) string { return c.Name }), cobra.ShellCompDirectiveNoFileComp
}

// asFlags puts flags in place of the fields of record: in messages.
func asFlags(text string) string {
	text = emptyField().ReplaceAllStringFunc(text, func(field string) string {
		list := emptyField().FindStringSubmatch(field)[1]
		return `write --empty "` + strings.ReplaceAll(list, `"`, "") + `"`
	})
	return flagOf.Replace(text)
}

var (
	emptyField = lazy.Pattern(`write below record: empty: \[(.*?)\]`)
	flagOf     = strings.NewReplacer("say in format:", "say with --format", "Say which below record:, such as format:", "Say which, such as --format", "or format:", "or --format",
		"Write below record: format:", "Write --format", "write format: excel below record:", "write --format excel", "or change format:", "or change --format",
		"take format: excel away", "leave out --format excel", "as format: says", "as --format says",
		"write below record: took_in:", "write --took-in", "or took_in:", "or --took-in", "with took_in: minutes below record:", "with --took-in minutes",
		"or give the level a time below within:", "or leave --level out",
		"promise the day: kind: on-time, with due: in place of from:", "name that day with --due in place of --from")
)

// offerAround returns what a file is counted in: the zone, the moment and the settings of the site, or UTC and today.
func (p *program) offerAround() (catalog.Offer, error) {
	if _, err := p.siteFolder(); err != nil && p.flags.dir == "" {
		now, err := p.fallbackNow()
		if p.flags.now != "" {
			now, err = p.parseNow(time.UTC)
		}
		return catalog.Offer{Zone: time.UTC, Now: now}, err
	}
	_, loaded, err := p.loadSite()
	if err != nil {
		return catalog.Offer{}, err
	}
	return *loaded.Offer, nil
}

// suggestJSON is what upfront suggest prints for programs.
type suggestJSON struct {
	Version     int                 `json:"version"`
	Suggestions []record.Suggestion `json:"suggestions"`
}

func (p *program) printSuggestions(all []record.Suggestion) error {
	if p.flags.json {
		return printJSON(p.out, suggestJSON{jsonVersion, all})
	}
	for i, s := range all {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		if _, err := io.WriteString(p.out, p.redact(suggestion{s}.text())); err != nil {
			return ioError(err)
		}
	}
	return nil
}

// promisesWithRecord returns the promises that have a record, or the one asked for.
func promisesWithRecord(o *catalog.Offer, args []string, broken bool) ([]*catalog.Promise, error) {
	var all []*catalog.Promise
	var refs, known []string
	for _, p := range o.Promises {
		known = append(known, p.Ref)
		if p.Record.File.IsSet() || p.Record.Notices.IsSet() {
			all, refs = append(all, p), append(refs, p.Ref)
		}
	}
	const start = "To begin with a file of yours: upfront suggest --csv FILE --from COLUMN --to COLUMN"
	switch {
	case len(args) == 0 && len(all) == 0:
		return nil, siteError("No promise of this site has a record.", start)
	case len(args) == 0:
		return all, nil
	case slices.Contains(refs, args[0]):
		return []*catalog.Promise{o.Promise(args[0])}, nil
	case slices.Contains(known, args[0]):
		return nil, usageError("The promise "+args[0]+" has no record.", start)
	}
	err := checkWord("promise", args[0], known)
	if len(known) == 0 {
		err = usageError(fmt.Sprintf("There is no promise %q.", args[0]), "This site has none yet.")
	}
	if _, near := diag.Nearest(args[0], known); broken && !near {
		f := asFailure(err)
		f.lines = append(f.lines, "The site has errors, so promises may be missing. They are shown by: upfront check")
	}
	return nil, err
}

// rowErrors returns the error of a record with rows that cannot be read. Nothing is suggested from the other rows: those
// that are missing may be the worst.
func rowErrors(problems []diag.Problem, name func(string) string) error {
	lines := []string{"The record has errors, so nothing is suggested yet:"}
	wrong := slices.DeleteFunc(slices.Clone(problems), func(x diag.Problem) bool { return x.Level() != diag.Error })
	for _, problem := range wrong {
		at := problem.At
		at.File = name(at.File)
		lines = append(lines, fmt.Sprintf("  %s: error[%s]: %s", at, problem.Rule, problem.Message), "    "+problem.Help)
	}
	return siteError(append(lines, moreAbout(wrong))...)
}

// completePromises returns the promises that have a record, for the shell.
func (p *program) completePromises() (refs []string) {
	if _, loaded, err := p.loadSite(); err == nil {
		all, _ := promisesWithRecord(loaded.Offer, nil, false)
		for _, promise := range all {
			refs = append(refs, promise.Ref)
		}
	}
	return refs
}
