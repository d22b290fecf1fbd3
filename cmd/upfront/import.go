package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/diag"
	"upfront/generator/openslo"
	"upfront/generator/tree"
)

func (p *program) importCommand() *cobra.Command {
	return group(&cobra.Command{
		Use:   "import COMMAND",
		Short: "Make capabilities or policies from files of another tool",
		Long:  "Make capability files to start from, or policies, out of files that you wrote\nfor another tool.",
		Example: `upfront import openslo slos/*.yaml           a capability for each service
upfront import openslo slos/*.yaml --print   show it, and write nothing
upfront import markdown handbook/docs        a policy for each page`,
	}, p.openSLOCommand(), p.markdownCommand())
}

func (p *program) openSLOCommand() *cobra.Command {
	var print bool
	one := arguments("a FILE")
	c := &cobra.Command{
		Use:   "openslo FILE…",
		Short: "Turn service level objectives into promises, and list what has no counterpart",
		Long: `Read OpenSLO files, of v1 or v1alpha, and write for each service in them
content/capabilities/SERVICE.yaml, with a promise for each objective. Name all
files at once: an objective may be in one file and what it measures in another.
If a file exists already, or anything is wrong, nothing is written.

Each promise is a target, never a guarantee, and is on no page until you change
its visibility to public. Comments ask for what OpenSLO does not say. What the
new files do not hold, such as alerts and queries, is listed with its place.`,
		Example: `upfront import openslo slos/*.yaml           content/capabilities/SERVICE.yaml for each service
upfront import openslo slos/*.yaml --print   the same to standard output, and write nothing`,
		Args:        func(c *cobra.Command, args []string) error { return one(c, args[:min(len(args), 1)]) },
		Annotations: accepting("dir quiet"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"yaml", "yml", "json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.importOpenSLO(args, print) },
	}
	c.Flags().BoolVar(&print, "print", false, "print the new files to standard output, and write nothing")
	return c
}

func (p *program) importOpenSLO(names []string, print bool) error {
	files, err := openSLOFiles(names)
	if err != nil {
		return err
	}
	result := openslo.Read(files)
	if len(result.Problems) > 0 {
		texts := map[string]string{}
		for _, f := range files {
			texts[f.Name] = string(f.Data)
		}
		if err := diag.Text(p.err, result.Problems, tree.Of(texts).Lines(), diag.Style{Color: p.usesColor(p.err), Verbose: true}); err != nil {
			return ioError(err)
		}
		return siteError("Nothing was written.")
	}
	if len(result.Capabilities) == 0 {
		return siteError("No SLO is in what you named, so there is nothing to promise.", "Name the files with kind: SLO too.")
	}
	if !print {
		if err := p.writeCapabilities(result.Capabilities); err != nil {
			return err
		}
	}
	printLeftOut(p, result.LeftOut, func(l openslo.LeftOut) (diag.Place, string, string) { return l.At, l.What, l.Reason })
	if !print {
		p.printf("Change what was written into what is true for a customer, then run: upfront check")
		return nil
	}
	for i, c := range result.Capabilities {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		if _, err := fmt.Fprintf(p.out, "# %s\n%s", capabilityFile(c), c.Text); err != nil {
			return ioError(err)
		}
	}
	return nil
}

func openSLOFiles(names []string) ([]openslo.File, error) {
	var files []openslo.File
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, usageError("There is no file "+name+".", "Write the path of an OpenSLO file.")
		case err == nil && info.IsDir():
			return nil, usageError(name+" is a folder.", "Name the files in it, such as "+filepath.Join(name, "*.yaml"))
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, ioError(err)
		}
		files = append(files, openslo.File{Name: filepath.ToSlash(name), Data: data})
	}
	return files, nil
}

func capabilityFile(c openslo.Capability) string {
	return path.Join(newKinds["capability"].folder, c.ID+newKinds["capability"].ending)
}

func (p *program) writeCapabilities(all []openslo.Capability) error {
	s, err := p.locateSite()
	if err != nil {
		return err
	}
	var there, made []string
	var files []newFile
	for _, c := range all {
		at := s.onDisk(capabilityFile(c))
		files = append(files, newFile{at, c.Text})
		if made = append(made, displayPath(at)); exists(at) {
			there = append(there, displayPath(at))
		}
	}
	if len(there) > 0 {
		return usageError("Nothing was written, for there is already: "+strings.Join(there, ", ")+".", "Move it away; or add --print, and copy from what is printed.")
	}
	if err := writeNew(files...); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, strings.Join(made, "\n"))
	return err
}

// printLeftOut lists what the new files do not hold, below the reason.
func printLeftOut[T any](p *program, all []T, parts func(T) (at diag.Place, what, reason string)) {
	last, wide := "", 0
	for _, l := range all {
		at, _, _ := parts(l)
		wide = max(wide, len(at.String()))
	}
	for _, l := range all {
		at, what, reason := parts(l)
		if reason != last {
			last = reason
			p.printf("Not carried over: %s", reason)
		}
		p.printf("  %-*s  %s", wide, at, diag.Plain(what))
	}
}
