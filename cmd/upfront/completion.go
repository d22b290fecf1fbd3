package main

import "github.com/spf13/cobra"

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print a script that lets your shell complete commands",
		Long: `Print a script that lets your shell complete commands, flags, customers and
theme files. Have the shell read it when it starts, as in the examples.`,
		Example: `upfront completion bash > ~/.local/share/bash-completion/completions/upfront
upfront completion zsh > "${fpath[1]}/_upfront"
upfront completion fish > ~/.config/fish/completions/upfront.fish
upfront completion powershell >> $PROFILE`,
		Args:        arguments("SHELL"),
		ValidArgs:   shells,
		Annotations: accepting(""),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkWord("shell", args[0], shells); err != nil {
				return err
			}
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(p.out, true)
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(p.out)
			}
		},
	}
}

func complete(c *cobra.Command, flag string, values []string) {
	if err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is not declared
	}
}

// completeFirst lets the shell complete the first argument.
func completeFirst(values func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) (found []string, _ cobra.ShellCompDirective) {
		if len(args) == 0 {
			found = values()
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
}
