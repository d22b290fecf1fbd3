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
	if err := checkNoSite(dir); err != nil {
		return err
	}
	files, err := fs.Sub(starterFiles, "starters/"+name)
	if err != nil {
		return ioError(err)
	}
	paths, err := filePaths(files)
	if err != nil {
		return ioError(err)
	}
	var made []newFile
	for _, file := range paths {
		data, err := fs.ReadFile(files, file)
		if err != nil {
			return ioError(err)
		}
		made = append(made, newFile{filepath.Join(dir, filepath.FromSlash(file)), data})
	}
	if ignore := filepath.Join(dir, ".gitignore"); !exists(ignore) {
		made = append(made, newFile{ignore, []byte("/public/\n/.upfront/\n")})
	}
	if err := writeNew(made...); err != nil {
		return err
	}
	for _, file := range paths {
		p.verbosef("wrote  %s", path.Join(filepath.ToSlash(dir), file))
	}
	if p.flags.quiet {
		return nil
	}
	return p.printNextSteps(dir, name, len(paths), chosen)
}

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

// checkFolderFree refuses a folder with files among which a site would be scattered. Hidden files do not count.
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

// newFile is a file to write, with its path on disk.
type newFile struct {
	path string
	data []byte
}

// writeNew writes files that are not there yet, all or none.
func writeNew(files ...newFile) (err error) {
	var made []string // folders and files, the newest last
	defer func() {
		if err == nil {
			return
		}
		for _, path := range slices.Backward(made) {
			os.Remove(path) // a folder that holds anything else stays
		}
		err = ioError(err)
	}()
	for _, file := range files {
		if err := makeDir(filepath.Dir(file.path), &made); err != nil {
			return err
		}
		f, err := os.OpenFile(file.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return err
		}
		made = append(made, file.path)
		_, err = f.Write(file.data)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// writeOne writes a file, or refuses to with help where one is there.
func writeOne(path string, data []byte, help string) error {
	if exists(path) {
		return usageError("There is a file "+displayPath(path)+" already.", help)
	}
	return writeNew(newFile{path, data})
}

// makeDir makes a folder and those above it, and adds what it made to a list.
func makeDir(dir string, made *[]string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if above := filepath.Dir(dir); above != dir {
		if err := makeDir(above, made); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	*made = append(*made, dir)
	return nil
}

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
