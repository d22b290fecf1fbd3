package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/record"
)

// usualTarget is how often a promise is to be kept where nobody says.
const usualTarget = 95 * amount.Whole / 100

// asked is what the command line says of a suggestion.
type asked struct {
	csv, from, to, format string
	target                string
	share                 amount.Percent // target, read; zero where none was given
}

func (p *program) suggestCommand() *cobra.Command {
	var a asked
	c := &cobra.Command{
		Use:   "suggest [PROMISE]",
		Short: "Say what a record lets you promise",
		Long: `Count what a record holds and say what it lets you promise honestly: how often
the promise was kept, how long things took, the tightest limit that was kept
often enough, how that limit would have fared before, and the lines to write.
PROMISE is capability.promise; without it, all promises that have a record.

With --csv, read a file that no promise names yet, from anywhere on this
computer, and print a promise to paste. Its times are counted on the calendar,
day and night, in the site's time zone, or in UTC where there is no site. How
they are written is worked out where only one way fits; else say it: --format.

Nothing is written. Of rows, no more than sums are shown.

With --json, the result is a list with one object for each promise, and one for
each priority level where it has such. Times are in seconds; availability is
counted in seconds too.`,
		Example: `upfront suggest                              every promise that has a record
upfront suggest van-deliveries.on-time       one of them
upfront suggest --target 90%                 what can be kept nine times in ten
upfront suggest --csv orders.csv --from booked --to delivered   a first promise`,
		Args:              arguments("[PROMISE]"),
		Annotations:       taking("dir now json"),
		ValidArgsFunction: p.completePromises,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.read(args); err != nil {
				return err
			}
			if a.csv != "" {
				return p.suggestFor(a)
			}
			return p.suggest(args, a.share)
		},
	}
	c.Flags().StringVar(&a.csv, "csv", "", "read the rows of `FILE`, which no promise has to name")
	c.Flags().StringVar(&a.from, "from", "", "with --csv, `COLUMN` says when a row began")
	c.Flags().StringVar(&a.to, "to", "", "with --csv, `COLUMN` says when it was done")
	c.Flags().StringVar(&a.format, "format", "", "with --csv, times are written as `FORMAT`, such as DD/MM/YYYY HH:mm, or excel")
	c.Flags().StringVar(&a.target, "target", "", "how often it is to be kept is `SHARE`; without it, the promise's own target, else 95%")
	return c
}

// read refuses what does not go together.
func (a *asked) read(args []string) error {
	if a.target != "" {
		var err error
		if a.share, err = amount.ParsePercent(a.target); err != nil || a.share <= 0 || a.share > amount.Whole {
			return misuse(fmt.Sprintf("--target cannot be %q.", a.target), "Write a share above 0% and up to 100%, such as --target 95%.")
		}
	}
	switch {
	case a.csv == "" && a.from+a.to+a.format != "":
		return misuse("--from, --to and --format go with --csv.", "Write the file after --csv; the columns of a promise's own record are in its record: lines.")
	case a.csv == "":
		return nil
	case len(args) > 0:
		return misuse("--csv reads a file that no promise names, so it takes no promise.", "Leave out --csv or "+args[0]+".")
	}
	return nil
}

// suggest prints what the records of the site bear.
func (p *program) suggest(args []string, target amount.Percent) error {
	s, loaded, err := p.opened()
	if err != nil {
		return err
	}
	promises, err := recorded(loaded.Offer, args, diag.Count(loaded.Problems, diag.Error) > 0)
	if err != nil {
		return err
	}
	offer := *loaded.Offer
	problems := uncountable(&offer, promises, s.tree.Open)
	if len(problems) == 0 {
		_, problems = record.Count(&offer, s.tree.Open)
	}
	if diag.Count(problems, diag.Error) > 0 {
		return wrongRows(p.discreet(s, problems), func(file string) string { return shown(s.onDisk(file)) })
	}
	var all []suggestion
	for _, promise := range promises {
		for _, c := range countings(&offer, promise, s.tree.Open) {
			if err := p.stopped(); err != nil {
				return err
			}
			all = append(all, c.suggestion(target))
		}
	}
	return p.printSuggestions(all)
}

// uncountable returns why promises cannot be counted, and lets the offer have these promises alone: those that have no limit
// yet with one that nothing misses.
func uncountable(o *catalog.Offer, promises []*catalog.Promise, open record.Files) (problems []diag.Problem) {
	o.Promises = nil
	for _, p := range promises {
		why, _ := record.Countable(o, p)
		for _, c := range countings(o, p, open) {
			_, ok := record.Countable(o, c.promise)
			if c.level == "" {
				p = c.promise
			}
			if ok {
				continue
			}
			if why == nil {
				why = &diag.Problem{Rule: record.MeasureUnusable, At: p.Record.At, Message: fmt.Sprintf("%q is not counted, since something that it is counted by is wrong", p.ID.V), Help: "Put right what upfront check shows."}
			}
			problems = append(problems, *why)
			break
		}
		o.Promises = append(o.Promises, p)
	}
	return problems
}

func (p *program) printSuggestions(all []suggestion) error {
	if p.flags.json {
		out := json.NewEncoder(p.out)
		out.SetIndent("", "  ")
		return out.Encode(all)
	}
	for i, s := range all {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		if _, err := io.WriteString(p.out, p.hushed(s.text())); err != nil {
			return unusable(err)
		}
	}
	return nil
}

// recorded gives the promises that have a record, or the one asked for.
func recorded(o *catalog.Offer, args []string, broken bool) ([]*catalog.Promise, error) {
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
		return nil, refuse("No promise of this site has a record.", start)
	case len(args) == 0:
		return all, nil
	case slices.Contains(refs, args[0]):
		return []*catalog.Promise{o.Promise(args[0])}, nil
	case slices.Contains(known, args[0]):
		return nil, misuse("The promise "+args[0]+" has no record.", start)
	}
	err := oneOf("promise", args[0], known)
	if len(known) == 0 {
		err = misuse(fmt.Sprintf("There is no promise %q.", args[0]), "This site has none yet.")
	}
	if _, near := diag.Nearest(args[0], known); broken && !near {
		f := failureOf(err)
		f.lines = append(f.lines, "The site has errors, so promises may be missing. They are shown by: upfront check")
	}
	return nil, err
}

// wrongRows says what is wrong with a record. Of half a record nothing is suggested: the rows that are missing may be
// the worst.
func wrongRows(problems []diag.Problem, name func(string) string) error {
	lines := []string{"The record has errors, so nothing is suggested yet:"}
	for _, problem := range problems {
		if problem.Level() != diag.Error {
			continue
		}
		at := problem.At
		at.File = name(at.File)
		lines = append(lines, "  "+at.String()+": "+problem.Message, "    "+problem.Help)
	}
	return refuse(lines...)
}

// completePromises gives the promises that have a record to the shell.
func (p *program) completePromises(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_, loaded, err := p.opened()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	all, _ := recorded(loaded.Offer, nil, false)
	var refs []string
	for _, promise := range all {
		refs = append(refs, promise.Ref)
	}
	return refs, cobra.ShellCompDirectiveNoFileComp
}
