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
	"upfront/generator/record"
)

type suggestFlags struct {
	csv, from, to, format string
	target                string
	share                 amount.Percent // target, parsed; zero where none was given
}

func (p *program) suggestCommand() *cobra.Command {
	var f suggestFlags
	c := &cobra.Command{
		Use:   "suggest [PROMISE]",
		Short: "Show what your records let you promise",
		Long: `Count a record, and show what it lets you promise honestly: how often the
promise was kept, how long things took, the tightest limit that was kept often
enough, how often that limit was kept before, and the lines to write. PROMISE is
capability.promise; without it, all promises that have a record are counted.

With --csv, read a file that no promise names yet, from anywhere on this
computer, and print a promise to paste. Its times are counted by the calendar,
day and night, in the site's time zone, or in UTC without a site. The format of
the times is worked out where only one fits; otherwise, name it with --format.

Nothing is written. Only sums are shown, never a row.

With --json, the result is a list with one object for each promise, or for each
of its priority levels. Times and availability are in seconds.`,
		Example: `upfront suggest                              every promise that has a record
upfront suggest van-deliveries.on-time       one of them
upfront suggest --target 90%                 what can be kept nine times in ten
upfront suggest --csv orders.csv --from booked --to delivered   a first promise`,
		Args:              arguments("[PROMISE]"),
		Annotations:       accepting("dir now json"),
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
	c.Flags().StringVar(&f.csv, "csv", "", "read the rows of `FILE`, which no promise has to name")
	c.Flags().StringVar(&f.from, "from", "", "with --csv, `COLUMN` says when a row began")
	c.Flags().StringVar(&f.to, "to", "", "with --csv, `COLUMN` says when it was done")
	c.Flags().StringVar(&f.format, "format", "", "with --csv, times are written as `FORMAT`, such as DD/MM/YYYY HH:mm, or excel")
	c.Flags().StringVar(&f.target, "target", "", "the promise is to be kept `SHARE` of the time; without it, its own target, else 95%")
	return c
}

// parse reads the target, and refuses flags that do not go together.
func (f *suggestFlags) parse(args []string) error {
	if f.target != "" {
		var err error
		if f.share, err = amount.ParsePercent(f.target); err != nil || f.share <= 0 || f.share > amount.Whole {
			return usageError(fmt.Sprintf("--target cannot be %q.", f.target), "Write a share above 0% and up to 100%, such as --target 95%.")
		}
	}
	switch {
	case f.csv == "" && f.from+f.to+f.format != "":
		return usageError("--from, --to and --format go with --csv.", "Write the file after --csv; the columns of a promise's own record are in its record: lines.")
	case f.csv != "" && len(args) > 0:
		return usageError("--csv reads a file that no promise names, so it takes no promise.", "Leave out --csv or "+args[0]+".")
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
	data, err := os.ReadFile(f.csv)
	if errors.Is(err, fs.ErrNotExist) {
		return usageError("There is no file "+f.csv+".", "Write the path of a CSV file after --csv.")
	}
	if err != nil {
		return ioError(err)
	}
	offer, err := p.offerAround()
	if err != nil {
		return err
	}
	open := func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	if f.from == "" || f.to == "" {
		help := "Write the names of the columns, such as --from booked_at --to delivered_at."
		if columns := record.Columns("", open); len(columns) > 0 {
			help = "Write which two of its columns say so: " + strings.Join(columns, ", ") + "."
		}
		return usageError("--csv needs --from and --to: when each began, and when it was done.", help)
	}
	if offer.Site.Unread {
		return siteError("site.yaml has errors that change how rows are counted, so nothing is suggested yet.", "They are shown by: upfront check")
	}
	file := filepath.ToSlash(f.csv)
	if path.IsAbs(file) || filepath.IsAbs(f.csv) {
		file = path.Base(file)
	}
	suggestion, problems := record.Unnamed{File: file, From: f.from, To: f.to, Format: f.format}.Suggest(offer, open, f.share)
	switch {
	case diag.Count(problems, diag.Error) == 0:
		return p.printSuggestions([]record.Suggestion{suggestion})
	case problems[0].At.Line == 0: // the file as a whole, or a column that is not there
		return usageError(sentence(errors.New(problems[0].Message)), problems[0].Help)
	}
	for i, problem := range problems {
		problems[i].Help, problems[i].Message = formatFlag.Replace(problem.Help), formatFlag.Replace(problem.Message)
	}
	return rowErrors(problems, func(string) string { return displayPath(f.csv) })
}

var formatFlag = strings.NewReplacer("say in format:", "say with --format", "Say which below record:, such as format:", "Say which, such as --format", "or format:", "or --format",
	"Write below record: format:", "Write --format", "write format: excel below record:", "write --format excel", "or change format:", "or change --format",
	"take format: excel away", "leave out --format excel", "as format: says", "as --format says")

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

func (p *program) printSuggestions(all []record.Suggestion) error {
	if p.flags.json {
		return printJSON(p.out, all)
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
	for _, problem := range problems {
		if problem.Level() != diag.Error {
			continue
		}
		at := problem.At
		at.File = name(at.File)
		lines = append(lines, "  "+at.String()+": "+problem.Message, "    "+problem.Help)
	}
	return siteError(lines...)
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
