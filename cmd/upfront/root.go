package main

import (
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flags are what more than one command takes.
type flags struct {
	dir, out, agreements, now, theme string
	strict, quiet, verbose, json     bool
}

// unsorted has commands listed in the order of their use. The library has one setting for all programs in a process.
var unsorted = sync.OnceFunc(func() { cobra.EnableCommandSorting = false })

// root is the program without arguments, and what all commands share.
func (p *program) root() *cobra.Command {
	unsorted()
	c := &cobra.Command{
		Use:   "upfront",
		Short: "Say what you can and cannot do before anyone assumes",
		Long: `Upfront compiles what you offer, how you behave and what you agreed with each
customer into a public site and one private page for each customer. It refuses
to publish a promise that you cannot keep, have not explained, or contradict
somewhere else.`,
		Example: `upfront init demo                  start with a site that reads as a finished one
upfront serve --open               look at it in a browser while you write
upfront build                      compile the site to public/
upfront check                      every problem, with its place, the reason and the mend
upfront new policy late-delivery   a filled-in file to change
upfront suggest                    what your records let you promise
upfront share fenwick-tiles        the private link of one customer`,
		Args:              cobra.ArbitraryArgs,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return p.taken(c) },
	}
	p.common(c.PersistentFlags())
	c.SetHelpCommand(helpCommand())
	c.SetHelpFunc(printHelp)
	c.SetFlagErrorFunc(wrongFlag)
	c.AddCommand(p.commands()...)
	c.InitDefaultHelpCmd()
	return c
}

// common declares the flags that several commands share, so that they may stand before the command too. Which of them
// a command takes, it says itself.
func (p *program) common(set *pflag.FlagSet) {
	f := &p.flags
	set.BoolP("help", "h", false, "show this help")
	set.StringVarP(&f.dir, "dir", "C", "", "work on the site in `DIR`; without it, the site here or above")
	set.StringVar(&f.out, "out", "", "the folder for the compiled site is `DIR`; without it, public/ in the site")
	set.StringVar(&f.agreements, "agreements", "", "read the agreements from `DIR`, outside a public repository")
	set.StringVar(&f.now, "now", "", "what counts as now is `TIME`, such as 2026-03-20; without it, as_of in site.yaml, then SOURCE_DATE_EPOCH, then today")
	set.StringVar(&f.theme, "theme", "", "use themes/`NAME` in place of the theme in site.yaml")
	set.BoolVar(&f.strict, "strict", false, "warnings count as errors")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "print nothing but errors and what was asked for")
	set.BoolVarP(&f.verbose, "verbose", "v", false, "print notices and details too")
	set.BoolVar(&f.json, "json", false, "print the result as JSON")
}

// The common flags that a command takes are in its annotation, parted by spaces.
const takes = "takes"

func taking(names string) map[string]string { return map[string]string{takes: names + " help"} }

// taken refuses flags that would do nothing, and two that contradict each other.
func (p *program) taken(c *cobra.Command) error {
	if c.Annotations[takes] == "" {
		return nil
	}
	var err error
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if err == nil && f.Changed && !taken(c, f.Name) {
			err = misuse(c.CommandPath()+" does not take "+dashed(f.Name)+".", "Its flags: "+c.CommandPath()+" --help")
		}
	})
	if err == nil && p.flags.quiet && p.flags.verbose {
		err = misuse("--quiet and --verbose contradict each other.", "Leave one of them out.")
	}
	return err
}

func taken(c *cobra.Command, flag string) bool {
	return slices.Contains(strings.Fields(c.Annotations[takes]), flag)
}

// flagsOf gives the flags that a command takes.
func flagsOf(c *cobra.Command) *pflag.FlagSet {
	set := pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	add := func(f *pflag.Flag) {
		if !f.Hidden {
			set.AddFlag(f)
		}
	}
	c.LocalNonPersistentFlags().VisitAll(add)
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if taken(c, f.Name) {
			add(f)
		}
	})
	return set
}
