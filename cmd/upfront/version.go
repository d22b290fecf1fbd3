package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

type version struct {
	Version int    `json:"version"` // of this form
	Program string `json:"program"` // such as v1.2.0; where the Go tools wrote none, a name of this build alone
	Go      string `json:"go"`
	System  string `json:"system"`
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:         "version",
		Short:       "Print the version of this program and of Go",
		Example:     "upfront version --json   for a program",
		Args:        arguments(),
		Annotations: accepting("json"),
		RunE: func(*cobra.Command, []string) error {
			v := p.version()
			if p.flags.json {
				return printJSON(p.out, v)
			}
			_, err := fmt.Fprintln(p.out, v)
			return err
		},
	}
}

func (v version) String() string {
	return fmt.Sprintf("upfront %s, %s, %s", v.Program, v.Go, v.System)
}

// takeVersion lets a command and all below it take --version, whatever their arguments are.
func (p *program) takeVersion(c *cobra.Command) {
	c.Version = p.version().String()
	c.SetVersionTemplate("{{.Version}}\n")
	c.Flags().Bool("version", false, "print the version of this program")
	c.Flags().Lookup("version").Hidden = c.HasParent()
	for _, sub := range c.Commands() {
		p.takeVersion(sub)
	}
}

// stamped is the version of a release, which the linker writes: -ldflags "-X main.stamped=v1.2.0".
var stamped string

// version returns what was stamped into the program, or what the Go tools wrote into it, or else its size and time, which tell its
// memory from others'.
func (p *program) version() version {
	v := version{Version: jsonVersion, Program: "(devel)", Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if stamped != "" {
		v.Program = stamped
	} else if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v.Program = info.Main.Version
	}
	if v.Program != "(devel)" && !strings.HasSuffix(v.Program, "+dirty") {
		return v
	}
	v.Program = "devel"
	path, _ := os.Executable()
	if info, err := os.Stat(path); err == nil {
		v.Program = fmt.Sprintf("devel-%x-%x", info.Size(), info.ModTime().UnixNano())
	}
	return v
}
