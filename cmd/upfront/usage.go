package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"upfront/generator/diag"
)

// checkCommand refuses a word that is no command, before its flags are looked at.
func checkCommand(root *cobra.Command, args []string) error {
	found, rest, err := root.Find(args)
	if err != nil || found != root {
		return nil
	}
	word := firstWord(root, rest)
	if word == "" || strings.HasPrefix(word, cobra.ShellCompRequestCmd) {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usageError(fmt.Sprintf("There is no command %q.", word), didYouMean("upfront ", word, names))
}

// firstWord returns the first argument that is neither a flag nor the value of one; empty where there is none.
func firstWord(c *cobra.Command, args []string) string {
	set := c.PersistentFlags()
	for i := 0; i < len(args); i++ {
		arg := args[i]
		f := set.Lookup(strings.TrimPrefix(arg, "--"))
		if len(arg) == 2 {
			f = set.ShorthandLookup(arg[1:])
		}
		switch {
		case arg == "--":
			return ""
		case !strings.HasPrefix(arg, "-") || arg == "-":
			return arg
		case f != nil && f.NoOptDefVal == "":
			i++ // the next is its value
		}
	}
	return ""
}

// didYouMean returns a sentence that names the nearest of the known words, or all of them.
func didYouMean(before, word string, known []string) string {
	if near, ok := diag.Nearest(word, known); ok {
		return "Did you mean " + before + near + "?"
	}
	return "There are: " + strings.Join(known, ", ") + "."
}

func flagName(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return unknownFlagError(c, unknown)
	case errors.As(err, &lacking):
		value, _ := pflag.UnquoteUsage(lacking.GetFlag())
		name := flagName(lacking.GetSpecifiedName())
		return usageError(name+" needs a value.", fmt.Sprintf("Write %s %s.", name, value))
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		help := "Write --" + f.Name + " alone, or leave it out."
		if f.Value.Type() == "int" {
			help = "Write a number, such as --" + f.Name + " " + f.DefValue + "."
		}
		return usageError(fmt.Sprintf("--%s cannot be %q.", f.Name, invalid.GetValue()), help)
	}
	return usageError(sentence(err), "Its flags: "+c.CommandPath()+" --help")
}

func unknownFlagError(c *cobra.Command, unknown *pflag.NotExistError) error {
	name := unknown.GetSpecifiedName()
	what := c.CommandPath() + " has no flag " + flagName(name) + "."
	if unknown.GetSpecifiedShortnames() != "" {
		return usageError(c.CommandPath()+" has no flag -"+name+".", "Its flags: "+c.CommandPath()+" --help")
	}
	var names []string
	acceptedFlags(c).VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near, ok := diag.Nearest(name, names); ok {
		return usageError(what, "Did you mean --"+near+"?")
	}
	if command, _, err := c.Find([]string{name}); err == nil && command != c {
		return usageError(what, "Did you mean "+command.CommandPath()+"?") // as in --check
	}
	return usageError(what, "Its flags: "+c.CommandPath()+" --help")
}

// arguments refuses too few or too many arguments. Those with names in brackets may be left out.
func arguments(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > len(names) {
			more, help := args[len(names)], "Usage: "+usageOf(c)
			if acceptedFlags(c).Lookup("dir") != nil && holdsSite(more) {
				help = "Did you mean " + c.CommandPath() + " -C " + shellQuote(more) + "?"
			}
			return usageError(fmt.Sprintf("%s does not take %q.", c.CommandPath(), more), help)
		}
		for _, name := range names[len(args):] {
			if !strings.HasPrefix(name, "[") {
				return usageError(fmt.Sprintf("%s needs %s.", c.CommandPath(), name), "For example: "+firstExample(c))
			}
		}
		return nil
	}
}

// group returns a command that only holds others, and refuses other words after it.
func group(c *cobra.Command, subs ...*cobra.Command) *cobra.Command {
	c.Args, c.Annotations = cobra.ArbitraryArgs, accepting("")
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			help := "Did you mean upfront " + c.Name() + " " + subs[0].Name() + "?"
			if len(subs) > 1 {
				help = didYouMean("upfront "+c.Name()+" ", args[0], diag.Names(subs, (*cobra.Command).Name))
			}
			return usageError(fmt.Sprintf("There is no command %q.", c.Name()+" "+args[0]), help)
		}
		return c.Help()
	}
	c.AddCommand(subs...)
	return c
}

func firstExample(c *cobra.Command) string {
	line, _, _ := strings.Cut(c.Example, "\n")
	line, _, _ = strings.Cut(line, "  ")
	return line
}

// checkCustomer refuses the id of a customer who has no agreement.
func checkCustomer(id string, known []string) error {
	if len(known) == 0 {
		return usageError(fmt.Sprintf("There is no customer %q, nor any other: this site has no agreements.", id),
			"Where they are kept elsewhere, name their folder, with --agreements or with folders: in site.yaml. To write one: upfront new agreement "+id)
	}
	return checkWord("customer", id, known)
}

// checkWord refuses a word that is not among the known ones.
func checkWord(what, word string, known []string) error {
	if slices.Contains(known, word) {
		return nil
	}
	return usageError(fmt.Sprintf("There is no %s %q.", what, word), didYouMean("", word, known))
}
