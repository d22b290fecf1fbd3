package main

// To add a command, write a file of its own with a method of [program] that returns it, as version.go does, and add
// it to AddCommand below. Help, completion, suggestions for misspelt words and the refusal of flags follow:
//
//   - Use names the arguments, and arguments(…) refuses others. In brackets are those that may be left out.
//   - Short ends the line in the list of commands, Example is printed first, and Long says what the command does.
//   - accepting(…) names the shared flags that the command takes; flags of its own are declared on it.
//   - RunE calls the method that does the work. It returns usageError, siteError or ioError for what went wrong, which
//     decide the exit code, writes results to p.out, and everything else with p.printf.
//
// A script in testdata/script shows what the command prints.

import (
	"sync"

	"github.com/spf13/cobra"
)

// keepCommandOrder keeps the commands from being sorted by name. The library has one setting for the whole process.
var keepCommandOrder = sync.OnceFunc(func() { cobra.EnableCommandSorting = false })

// root is the program without arguments, and what all commands share.
func (p *program) root() *cobra.Command {
	keepCommandOrder()
	c := &cobra.Command{
		Use:   "upfront",
		Short: "Say what you can and cannot do before anyone assumes",
		Long: `Upfront compiles what you offer, how you behave and what you agreed with each
customer into a public site and one private page for each customer. It refuses
to publish a promise that you cannot keep, have not explained, or contradict
somewhere else.`,
		Example: `upfront init demo                  start with a complete example site
upfront serve --open               look at it in a browser while you write
upfront build                      compile the site to public/
upfront check                      every problem: where it is, why it matters, how to fix it
upfront new policy late-delivery   a filled-in file for you to change
upfront suggest                    what your records let you promise
upfront ask fenwick-tiles          what to ask, and what to read back
upfront recap fenwick-tiles        the note to send after the talk
upfront share fenwick-tiles        the private link of one customer
upfront agree fenwick-tiles        keep what they agreed to
upfront diff                       what changed since, and who keeps what they agreed to
upfront due                        what is due, for whom, and who does it`,
		Args:              cobra.ArbitraryArgs,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return p.checkFlags(c) },
	}
	p.declareSharedFlags(c.PersistentFlags())
	c.SetHelpCommand(&cobra.Command{ // so that people can write "upfront help build" as well
		Use:    "help [COMMAND]",
		Short:  "Show the help of a command",
		Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkCommand(c, args); err != nil {
				return err
			}
			found, _, err := c.Find(args)
			if err == nil {
				printHelp(found, nil)
			}
			return err
		},
	})
	c.SetHelpFunc(printHelp)
	c.SetFlagErrorFunc(flagError)
	// In the order in which a person meets them.
	c.AddCommand(p.initCommand(), p.serveCommand(), p.buildCommand(), p.checkCommand(), p.newCommand(), p.importCommand(),
		p.suggestCommand(), p.askCommand(), p.recapCommand(), p.shareCommand(), p.agreeCommand(), p.diffCommand(), p.dueCommand(), p.fieldsCommand(), p.schemaCommand(), p.themeCommand(), p.completionCommand(), p.versionCommand(), p.manCommand())
	c.InitDefaultHelpCmd()
	p.takeVersion(c)
	return c
}
