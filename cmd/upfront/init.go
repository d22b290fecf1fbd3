package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

func (p *program) initCommand() *cobra.Command {
	var name, host string
	var empty bool
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Start a site: a complete example, or an empty one",
		Long: `Write a whole site into DIR, or into this folder: a courier, a web agency or a
firm that looks after computers (msp), with capabilities, policies, agreements,
notices and records. Make it yours, file by file. What is left of the example is
counted as long as site.yaml has no url, or one for examples; with an address of
your own, every name, number and price left over is an error.

With --empty, write the smallest site that builds: site.yaml with your folder's
name, and a first page. There is nothing of anybody else's in it.

With --ci, also write the files with which a host builds and publishes the site:
github (Pages), gitlab (Pages), netlify or cloudflare (Pages). In a folder that
has a site, nothing else is written. The secret is in none of them: they name the
variables in which the host keeps it.

Nothing is ever overwritten: if files are in the way, they are listed, and
nothing is written.`,
		Example: `upfront init demo                   a courier's site in demo/
upfront init demo --starter agency  a web agency's
upfront init --starter msp          in this folder
upfront init my-firm --empty        nothing but a name
upfront init --ci netlify           what Netlify needs, for the site in this folder`,
		Args:        arguments("[DIR]"),
		Annotations: accepting("quiet verbose"),
		RunE: func(c *cobra.Command, args []string) error {
			chosen := c.Flags().Changed("starter")
			if chosen && empty {
				return usageError("--empty and --starter contradict each other.", "Leave one of them out.")
			}
			if err := checkWord("starter", name, starters); err != nil {
				return err
			}
			if c.Flags().Changed("ci") {
				if err := checkWord("host", host, hosts); err != nil {
					return err
				}
			}
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			hasSite := exists(filepath.Join(dir, syntax.SiteFile))
			if host != "" && hasSite && !chosen && !empty {
				return p.initCI(dir, host)
			}
			if len(args) == 0 {
				if err := checkFolderFree(dir); err != nil {
					return err
				}
			}
			if empty {
				name, chosen = "", true
			}
			return p.initWithCI(dir, name, host, chosen)
		},
	}
	c.Flags().StringVar(&name, "starter", starters[0], "begin with `NAME`: courier, agency or msp")
	c.Flags().BoolVar(&empty, "empty", false, "begin with nothing but a name")
	c.Flags().StringVar(&host, "ci", "", "write what `HOST` needs to publish the site: github, gitlab, netlify or cloudflare")
	complete(c, "starter", starters)
	complete(c, "ci", hosts)
	return c
}

// initWithCI writes a starter, and what a host needs to publish it where one is named.
func (p *program) initWithCI(dir, name, host string, chosen bool) error {
	if host == "" {
		return p.init(dir, name, chosen)
	}
	if _, err := ciFiles(dir, host); err != nil { // before anything is written
		return err
	}
	if err := p.init(dir, name, chosen); err != nil {
		return err
	}
	return p.initCI(dir, host)
}

// init writes a starter, or the empty site where name is empty.
func (p *program) init(dir, name string, chosen bool) error {
	if err := checkNoSite(dir); err != nil {
		return err
	}
	made, err := p.startingFiles(dir, name)
	if err != nil {
		return ioError(err)
	}
	n := len(made)
	ignore := filepath.Join(dir, ".gitignore")
	hadIgnore := exists(ignore)
	if !hadIgnore {
		made = append(made, newFile{ignore, []byte(gitIgnored)})
	}
	if err := writeNew(made...); err != nil {
		return err
	}
	for _, file := range made[:n] {
		p.verbosef("wrote  %s", filepath.ToSlash(file.path))
	}
	if p.flags.quiet {
		return nil
	}
	if err := p.printNextSteps(dir, name, n, chosen); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, beforeGit(hadIgnore))
	return err
}

// startingFiles returns the files of a starter, or of the empty site where name is empty.
func (p *program) startingFiles(dir, name string) (made []newFile, err error) {
	folder, fill := "starters/"+name, strings.NewReplacer()
	if name == "" {
		folder, fill = "empty", strings.NewReplacer("«name»", nameOf(dir), "«zone»", p.timeZone())
	}
	files, err := fs.Sub(starterFiles, folder)
	if err != nil {
		return nil, err
	}
	paths, err := filePaths(files)
	for _, file := range paths {
		var data []byte
		if data, err = fs.ReadFile(files, file); err != nil {
			return nil, err
		}
		made = append(made, newFile{filepath.Join(dir, filepath.FromSlash(file)), []byte(fill.Replace(string(data)))})
	}
	return made, err
}

// nameOf returns a name for the business in a folder: "my-firm" is "My Firm".
func nameOf(dir string) string {
	path, err := filepath.Abs(dir)
	if id := syntax.IDOf(filepath.Base(path)); err == nil && syntax.IsID(id) {
		return titleOf(id, true)
	}
	return "Our business"
}

// timeZone returns the time zone of this computer, or UTC where it has no name.
func (p *program) timeZone() string {
	link, _ := filepath.EvalSymlinks("/etc/localtime")
	_, linked, _ := strings.Cut(filepath.ToSlash(link), "/zoneinfo/")
	for _, name := range []string{p.env["TZ"], linked} {
		if zone, err := clock.LoadZone(name); err == nil {
			return zone.String()
		}
	}
	return "UTC"
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
	for _, name := range []string{"site.yaml", "content", "themes", "static", "public", ".upfront"} {
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
	build, where := "upfront build", "this folder"
	if dir != "." {
		build, where = "cd "+shellQuote(dir)+" && "+build, dir
	}
	title, last := starterTitles[name], "Then change site.yaml and content/ into yours, file by file."
	steps := [][2]string{{build, "compiles it; then open public/index.html"}, {"upfront check", "says what is wrong, where, and how to mend it"}}
	switch {
	case name == "":
		title, last = "An empty site", "Write into site.yaml who you are first: it says how."
		steps = append(steps[:1], [2]string{"upfront new capability ID", "writes a file for one thing you do, to be filled in; it says how to publish it"},
			[2]string{"upfront serve --open", "shows the pages while you write"}, [2]string{"upfront check", "says what is missing or wrong, where, and how to mend it"})
	case !chosen:
		last += " (There are others: --starter agency, --starter msp; --empty has nothing of anybody's.)"
	}
	text := fmt.Sprintf("%s is in %s: %s.\n", title, where, diag.Plural(n, "file"))
	for _, step := range steps {
		text += fmt.Sprintf("  %-*s  %s\n", max(len(build), len(steps[1][0])), step[0], step[1])
	}
	_, err := fmt.Fprintf(p.out, "%s  %s\n", text, last)
	return err
}
