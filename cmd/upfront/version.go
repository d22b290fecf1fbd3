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
			_, err := fmt.Fprintf(p.out, "upfront %s, %s, %s\n", v.Program, v.Go, v.System)
			return err
		},
	}
}

// version returns what the Go tools wrote into the program, or else its size and time, which tell its memory from others'.
func (p *program) version() version {
	v := version{Version: jsonVersion, Program: "(devel)", Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
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
