package main

import (
	"cmp"
	"fmt"
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
	fmt.Fprintln(w, cmp.Or(c.Long, c.Short+"."))
	if c.Runnable() && c.HasParent() {
		fmt.Fprintf(w, "\nUsage: %s\n", usageOf(c))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(w, "\nCommands:\n")
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			fmt.Fprintf(w, "  %-11s %s\n", sub.Name(), sub.Short)
		}
	}
	if set := acceptedFlags(c); c.HasParent() && set.HasFlags() {
		fmt.Fprintf(w, "\nFlags:\n%s", set.FlagUsagesWrapped(80))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nMore about one: %s COMMAND --help\n", c.CommandPath())
	}
}

func usageOf(c *cobra.Command) string { return c.Parent().CommandPath() + " " + c.Use + " [flags]" }
