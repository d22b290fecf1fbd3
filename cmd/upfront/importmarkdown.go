package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/diag"
	"upfront/generator/handbook"
)

func (p *program) markdownCommand() *cobra.Command {
	var prefix string
	c := &cobra.Command{
		Use:   "markdown DIR",
		Short: "Turn a folder of Markdown of another site generator into policies",
		Long: `Read the Markdown below a folder, as Jekyll, Hugo, Docusaurus and MkDocs have
it, and write a policy for each page to content/policies/, with the pictures
and files that the pages name. Addresses become paths between files; tags and
marks become what they mean; description becomes summary, and a draft becomes
internal. What has no counterpart is taken out and listed with its place. If a
file exists already, nothing is written.`,
		Example: `upfront import markdown docs                       a policy for each page
upfront import markdown docs --prefix /handbook    where links begin with /handbook/`,
		Args:        arguments("DIR"),
		Annotations: accepting("dir quiet"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.importMarkdown(args[0], prefix) },
	}
	c.Flags().StringVar(&prefix, "prefix", "", "the `ADDRESS` at which the folder was published, such as /handbook")
	return c
}

func (p *program) importMarkdown(dir, prefix string) error {
	files, err := markdownFiles(dir)
	if err != nil {
		return err
	}
	result := handbook.Read(files, prefix)
	if len(result.Policies) == 0 {
		return siteError("No page is below "+displayPath(dir)+", so there is no policy to write.", "Name the folder in which the .md files are.")
	}
	if err := p.writePolicies(dir, result); err != nil {
		return err
	}
	printLeftOut(p, result.LeftOut, func(l handbook.LeftOut) (diag.Place, string, string) { return l.At, l.What, l.Reason })
	p.printf("%s and %s written below content/policies/, and %s not carried over. Read each, then run: upfront check",
		fmt.Sprint(len(result.Policies), " policies"), diag.Plural(len(result.Copies), "other file"), diag.Plural(len(result.LeftOut), "thing"))
	return nil
}

// markdownFiles returns the files below a folder, with the text of those that are read.
func markdownFiles(dir string) (files []handbook.File, err error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, usageError("There is no folder "+dir+".", "Write the path of the folder in which the .md files are.")
	}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		below, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		f := handbook.File{Name: filepath.ToSlash(below)}
		if handbook.IsMarkdown(f.Name) {
			f.Data, err = os.ReadFile(name)
		}
		files = append(files, f)
		return err
	})
	if err != nil {
		return nil, ioError(err)
	}
	return files, nil
}

// writePolicies writes the new files of a folder, or none where one of them exists.
func (p *program) writePolicies(dir string, result handbook.Result) error {
	s, err := p.locateSite()
	if err != nil {
		return err
	}
	var files []newFile
	for _, f := range result.Policies {
		files = append(files, newFile{s.onDisk(path.Join("content/policies", f.Name)), f.Data})
	}
	for _, c := range result.Copies {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.From)))
		if err != nil {
			return ioError(err)
		}
		files = append(files, newFile{s.onDisk(path.Join("content/policies", c.To)), data})
	}
	var there, made []string
	for _, f := range files {
		if made = append(made, displayPath(f.path)); exists(f.path) {
			there = append(there, displayPath(f.path))
		}
	}
	if len(there) > 0 {
		return usageError("Nothing was written, for there is already: "+strings.Join(there, ", ")+".", "Move it away, or import into an empty site.")
	}
	if err := writeNew(files...); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, strings.Join(made, "\n"))
	return err
}
