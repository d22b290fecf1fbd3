package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/diag"
	"upfront/generator/theme"
	"upfront/themes"
)

func (p *program) themeCommand() *cobra.Command {
	return group(&cobra.Command{
		Use:   "theme COMMAND",
		Short: "Copy a file of the built-in theme, to change it",
		Example: `upfront theme export                               the files of the built-in theme
upfront theme export templates/pages/home.html     a copy of one in themes/default/
upfront theme diff                                 which originals have changed since`,
		Long: "Change how the site looks, file by file: a file in themes/NAME/ replaces the\nbuilt-in one.",
	}, p.exportCommand(), p.themeDiffCommand())
}

func (p *program) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export [FILE]",
		Short: "Copy one file of the built-in theme into the site; without FILE, list them",
		Long: `Copy one file of the built-in theme to themes/NAME/ in the site, where it
replaces the built-in one. NAME is the theme in site.yaml, or default. A file
that exists already is never overwritten. Without FILE, list the files.

Words replace the built-in ones key by key: of i18n/en.yaml, keep only the lines
that you change. "upfront theme diff" says later whether the original has
changed.`,
		Example: `upfront theme export                               the files of the built-in theme
upfront theme export templates/pages/home.html     a copy in themes/default/
upfront theme export assets/style.css --theme dark a copy in themes/dark/`,
		Args:              arguments("[FILE]"),
		Annotations:       accepting("dir theme quiet"),
		ValidArgsFunction: completeFirst(themeFiles),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := fmt.Fprintln(p.out, strings.Join(themeFiles(), "\n"))
				return err
			}
			return p.export(args[0])
		},
	}
}

func (p *program) export(file string) error {
	if err := checkThemeFile(file); err != nil {
		return err
	}
	data, err := fs.ReadFile(themes.Default(), file)
	if err != nil {
		return ioError(err)
	}
	name := p.flags.theme
	p.flags.theme = "" // it may be new
	s, loaded, err := p.loadSite()
	if err != nil {
		return err
	}
	name = cmp.Or(name, loaded.Offer.Site.Theme.V, "default")
	target := s.onDisk(path.Join("themes", name, file))
	if err := writeOne(target, append([]byte(theme.Mark(file, data)), data...), "Change that one; to begin anew, move it away first."); err != nil {
		return err
	}
	if name != "default" && name != loaded.Offer.Site.Theme.V {
		p.printf("To use it, write theme: %s in site.yaml, or build with --theme %s.", name, name)
	}
	_, err = fmt.Fprintln(p.out, displayPath(target))
	return err
}

// themeFiles returns the files of the built-in theme that a site can replace, sorted: all but the typefaces.
func themeFiles() []string {
	paths, err := filePaths(themes.Default())
	if err != nil {
		panic(err) // they are part of the program
	}
	return slices.DeleteFunc(paths, func(file string) bool { return path.Dir(file) == "faces" })
}

// checkThemeFile refuses a file that the built-in theme does not have, and names the one of the same name in another folder.
func checkThemeFile(file string) error {
	files := themeFiles()
	if slices.Contains(files, file) {
		return nil
	}
	what := fmt.Sprintf("The built-in theme has no file %q.", file)
	for _, known := range files {
		if path.Base(known) == path.Base(file) {
			return usageError(what, "Did you mean "+known+"?")
		}
	}
	if near, ok := diag.Nearest(file, files); ok {
		return usageError(what, "Did you mean "+near+"?")
	}
	return usageError(what, "List them with: upfront theme export")
}
