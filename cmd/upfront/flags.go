package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flags are the values of the flags that several commands share.
type flags struct {
	dir, out, agreements, records, state, now, theme string
	strict, quiet, verbose, json, all                bool
}

// declareSharedFlags declares flags on the root, so that they may stand before the command too. Each command says itself
// which of them it takes.
func (p *program) declareSharedFlags(set *pflag.FlagSet) {
	f := &p.flags
	set.BoolP("help", "h", false, "show this help")
	set.StringVarP(&f.dir, "dir", "C", "", "work on the site in `DIR`; without it, the site here or above")
	set.StringVar(&f.out, "out", "", "write the site to `DIR`; without it, public/ in the site")
	set.StringVar(&f.agreements, "agreements", "", "read the agreements from `DIR`, outside a public repository")
	set.StringVar(&f.records, "records", "", "read the records from `DIR`, outside a public repository")
	set.StringVar(&f.state, "state", "", "keep the secret, and what builds remember, in `DIR`; without it, .upfront/ in the site")
	set.StringVar(&f.now, "now", "", "use `TIME` as the present, such as 2026-03-20; without it, as_of in site.yaml, then SOURCE_DATE_EPOCH, then today")
	set.StringVar(&f.theme, "theme", "", "use themes/`NAME` in place of the theme in site.yaml")
	set.BoolVar(&f.strict, "strict", false, "warnings count as errors")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "print nothing but errors and what was asked for")
	set.BoolVarP(&f.verbose, "verbose", "v", false, "print notices and details too")
	set.BoolVar(&f.all, "all", false, "print every problem, however many there are of a kind")
	set.BoolVar(&f.json, "json", false, "print the result as JSON")
}

// accepting returns the annotations of a command that takes the shared flags named: one for each of them.
func accepting(names string) map[string]string {
	out := map[string]string{"help": "taken"}
	for name := range strings.FieldsSeq(names) {
		out[name] = "taken"
	}
	return out
}

// checkFlags refuses flags that would do nothing, and two that contradict each other.
func (p *program) checkFlags(c *cobra.Command) error {
	if c.Annotations == nil {
		return nil
	}
	var err error
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if err == nil && f.Changed && c.Annotations[f.Name] == "" {
			err = usageError(c.CommandPath()+" does not take "+flagName(f.Name)+".", "Its flags: "+c.CommandPath()+" --help")
		}
	})
	if err == nil && p.flags.quiet && p.flags.verbose {
		err = usageError("--quiet and --verbose contradict each other.", "Leave one of them out.")
	}
	return err
}

func acceptedFlags(c *cobra.Command) *pflag.FlagSet {
	set := pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	add := func(f *pflag.Flag) {
		if !f.Hidden {
			set.AddFlag(f)
		}
	}
	c.LocalNonPersistentFlags().VisitAll(add)
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if c.Annotations[f.Name] != "" {
			add(f)
		}
	})
	return set
}
