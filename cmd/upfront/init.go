package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/diag"
)

func (p *program) initCommand() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Start with a complete example site",
		Long: `Write a whole site into DIR, or into this folder: a courier, a web agency or a
firm that looks after computers (msp), with capabilities, policies, agreements,
notices and records. Change it into yours file by file.

Nothing is ever overwritten: if files are in the way, they are listed, and
nothing is written.`,
		Example: `upfront init demo                   a courier's site in demo/
upfront init demo --starter agency  a web agency's
upfront init --starter msp          in this folder`,
		Args:        arguments("[DIR]"),
		Annotations: accepting("quiet verbose"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkWord("starter", name, starters); err != nil {
				return err
			}
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			} else if err := checkFolderFree(dir); err != nil {
				return err
			}
			return p.init(dir, name, c.Flags().Changed("starter"))
		},
	}
	c.Flags().StringVar(&name, "starter", starters[0], "begin with `NAME`: courier, agency or msp")
	complete(c, "starter", starters)
	return c
}

func (p *program) init(dir, name string, chosen bool) error {
	files := starter(name)
	paths, err := filePaths(files)
	if err != nil {
		return ioError(err)
	}
	if err := checkNoSite(dir); err != nil {
		return err
	}
	made := &newFiles{dir: dir}
	err = made.addAll(files, paths)
	if err == nil && !exists(filepath.Join(dir, ".gitignore")) {
		err = made.add(".gitignore", []byte(gitignore))
	}
	if err != nil {
		made.undo()
		return ioError(err)
	}
	if p.flags.verbose {
		for _, file := range paths {
			p.verbosef("wrote  %s", path.Join(filepath.ToSlash(dir), file))
		}
	}
	if p.flags.quiet {
		return nil
	}
	return p.printNextSteps(dir, name, len(paths), chosen)
}

// gitignore is the .gitignore of a new site.
const gitignore = "/public/\n/.upfront/\n"

// filePaths returns the paths of all files, sorted.
func filePaths(files fs.FS) ([]string, error) {
	var paths []string
	err := fs.WalkDir(files, ".", func(file string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			paths = append(paths, file)
		}
		return err
	})
	return paths, err
}

// checkFolderFree refuses a folder that was not named and holds files of something else: a site would be scattered among
// them. Hidden files do not count.
func checkFolderFree(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ioError(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "site.yaml" && e.Name() != "content" {
			return usageError("This folder holds other files.", "Name a new folder: upfront init my-site, or say that you mean this one: upfront init .")
		}
	}
	return nil
}

// checkNoSite refuses a folder that holds any part of a site.
func checkNoSite(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return usageError(dir+" is not a folder.", "Name one that is, or one that does not exist yet.")
	}
	var there []string
	for _, name := range []string{"site.yaml", "content", "themes", "public", ".upfront"} {
		if info, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			if info.IsDir() {
				name += "/"
			}
			there = append(there, name)
		}
	}
	if len(there) == 0 {
		return nil
	}
	return usageError(fmt.Sprintf("There is something of a site in %s already: %s. Nothing was written.", dir, strings.Join(there, ", ")),
		"Start in a folder of its own, such as: upfront init demo")
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// newFiles writes new files below a folder, and can remove them again.
type newFiles struct {
	dir   string
	files []string
	dirs  []string
}

func (c *newFiles) addAll(files fs.FS, paths []string) error {
	for _, file := range paths {
		data, err := fs.ReadFile(files, file)
		if err == nil {
			err = c.add(file, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// add writes one file, which must not be there yet.
func (c *newFiles) add(name string, data []byte) error {
	at := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := c.makeDir(filepath.Dir(at)); err != nil {
		return err
	}
	f, err := os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	c.files = append(c.files, at)
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func (c *newFiles) makeDir(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if above := filepath.Dir(dir); above != dir {
		if err := c.makeDir(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	c.dirs = append(c.dirs, dir)
	return nil
}

// undo removes the files and folders that were made, the newest first; folders that hold anything else stay.
func (c *newFiles) undo() {
	for _, path := range slices.Backward(slices.Concat(c.dirs, c.files)) {
		os.Remove(path)
	}
}

// printNextSteps prints what was written and what to do with it.
func (p *program) printNextSteps(dir, name string, n int, chosen bool) error {
	more := ""
	if !chosen {
		more = " (There are others: --starter agency, --starter msp.)"
	}
	build, where := "upfront build", "this folder"
	if dir != "." {
		build, where = "cd "+shellQuote(dir)+" && "+build, dir
	}
	_, err := fmt.Fprintf(p.out, "%s is in %s: %s.%s\n  %-*s  compiles it; then open public/index.html\n  %-*s  says what is wrong, where, and how to mend it\n  Then change site.yaml and content/ into yours, file by file.\n",
		starterTitles[name], where, diag.Plural(n, "file"), more, len(build), build, len(build), "upfront check")
	return err
}
