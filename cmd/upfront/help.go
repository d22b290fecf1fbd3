package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// printHelp prints examples first, then what the command does, then its commands and flags.
func printHelp(c *cobra.Command, _ []string) {
	w := c.OutOrStdout()
	if c.Example != "" {
		for line := range strings.SplitSeq(c.Example, "\n") {
			fmt.Fprintf(w, "  %s\n", line)
		}
		fmt.Fprintln(w)
	}
	about := c.Long
	if about == "" {
		about = c.Short + "."
	}
	fmt.Fprintln(w, about)
	if c.Runnable() && c.HasParent() {
		fmt.Fprintf(w, "\nUsage: %s\n", usageOf(c))
	}
	printCommands(w, c)
	if set := acceptedFlags(c); c.HasParent() && set.HasFlags() {
		fmt.Fprintf(w, "\nFlags:\n%s", set.FlagUsagesWrapped(80))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nMore about one: %s COMMAND --help\n", c.CommandPath())
	}
}

// usageOf returns the usage line of a command.
func usageOf(c *cobra.Command) string { return c.Parent().CommandPath() + " " + c.Use + " [flags]" }

func printCommands(w io.Writer, c *cobra.Command) {
	if !c.HasAvailableSubCommands() {
		return
	}
	fmt.Fprint(w, "\nCommands:\n")
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			fmt.Fprintf(w, "  %-11s %s\n", sub.Name(), sub.Short)
		}
	}
}

// helpCommand lets people write "upfront help build" as well.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "help [COMMAND]",
		Short:  "Show the help of a command",
		Hidden: true,
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkCommand(c.Root(), args); err != nil {
				return err
			}
			found, _, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			printHelp(found, nil)
			return nil
		},
	}
}
