package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/themes"
)

func (p *program) themeDiffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff [FILE]",
		Short: "Show which files of your theme were made from an original that has changed",
		Long: `List the files of your theme, and whether the built-in file that each replaces
has changed since yours was made from it. With FILE, show how yours differs from
the built-in one of today: lines with - are in the built-in one, lines with + in
yours. Of words, only those are shown that yours has.

"upfront theme export" writes a mark into the first line of each copy, by which
this is known. A file that was copied by hand has none: compare it once, and put
the mark at its top, which is shown below the differences. When you have taken
over what you want of a changed original, replace the mark.`,
		Example: `upfront theme diff                          the files of your theme
upfront theme diff templates/base.html      how yours differs from the built-in one`,
		Args:        arguments("[FILE]"),
		Annotations: accepting("dir theme quiet"),
		RunE: func(_ *cobra.Command, args []string) error {
			folder, own, err := p.ownTheme()
			if err != nil {
				return err
			}
			overrides := theme.Overrides(themes.Default(), own)
			if len(args) == 0 {
				return p.listOverrides(folder, overrides)
			}
			name := strings.TrimPrefix(path.Clean(strings.ReplaceAll(args[0], `\`, "/")), folder)
			for _, o := range overrides {
				if o.Name == name {
					return p.showOverride(folder, o)
				}
			}
			names := diag.Names(overrides, func(o theme.Override) string { return o.Name })
			help := "List them with: upfront theme diff"
			if near, ok := diag.Nearest(name, names); ok {
				help = "Did you mean " + near + "?"
			}
			return usageError(fmt.Sprintf("Your theme has no file %s%s.", folder, name), help)
		},
	}
}

// ownTheme returns the files of the site's own theme by their names below its folder.
func (p *program) ownTheme() (folder string, own map[string][]byte, err error) {
	s, loaded, err := p.loadSite()
	if err != nil {
		return "", nil, err
	}
	folder, own = "themes/"+cmp.Or(p.flags.theme, loaded.Offer.Site.Theme.V, "default")+"/", map[string][]byte{}
	for file := range s.tree.Below(strings.TrimSuffix(folder, "/")) {
		if own[strings.TrimPrefix(file, folder)], err = s.tree.Read(file); err != nil {
			return "", nil, ioError(err)
		}
	}
	return folder, own, nil
}

// originSays is what the list says of a file.
var originSays = map[theme.Origin]string{
	theme.OriginSame: "the same as the built-in one: without it, yours follows that", theme.OriginCurrent: "made from today's",
	theme.OriginChanged: "the built-in one has changed since yours was made from it", theme.OriginUnknown: "has no mark that says from which one it was made",
	theme.OriginGone: "the built-in theme no longer has it", theme.OriginOwn: "yours alone",
}

func (p *program) listOverrides(folder string, overrides []theme.Override) error {
	if len(overrides) == 0 {
		p.printf("There is nothing in %s: every page is as the built-in theme has it.", folder)
		return nil
	}
	wide := 0
	for _, o := range overrides {
		wide = max(wide, len(o.Name))
	}
	for _, o := range overrides {
		if _, err := fmt.Fprintf(p.out, "%-*s  %s\n", wide, o.Name, originSays[o.Origin]); err != nil {
			return err
		}
	}
	for _, origin := range []theme.Origin{theme.OriginChanged, theme.OriginUnknown} {
		if i := slices.IndexFunc(overrides, func(o theme.Override) bool { return o.Origin == origin }); i >= 0 {
			p.printf("To compare one: upfront theme diff %s", overrides[i].Name)
			break
		}
	}
	return nil
}

func (p *program) showOverride(folder string, o theme.Override) error {
	if o.Original == nil {
		p.printf("%s%s: %s.", folder, o.Name, originSays[o.Origin])
		return nil
	}
	original, own := o.Original, o.Own
	if path.Dir(o.Name) == "i18n" {
		var keys map[string]syntax.Text
		own, keys = flatWords(o.Name, own, nil)
		original, _ = flatWords(o.Name, original, keys)
	}
	if bytes.IndexByte(own, 0) < 0 {
		if _, err := p.out.Write(diff.Diff("built-in/"+o.Name, original, folder+o.Name, own)); err != nil {
			return err
		}
	}
	switch mark := strings.TrimSpace(o.Mark); o.Origin {
	case theme.OriginChanged:
		p.printf("The built-in one has changed. When you have taken over what you want, let the mark in yours be:\n%s", mark)
	case theme.OriginUnknown:
		p.printf("Yours has no mark. When you have compared it, let its first line be:\n%s", mark)
	}
	return nil
}

// flatWords returns the words of a file in one line each, sorted by their keys; of another's words, those with its keys.
func flatWords(name string, data []byte, keys map[string]syntax.Text) (flat []byte, words map[string]syntax.Text) {
	words, _ = syntax.Words(name, data)
	for _, key := range slices.Sorted(maps.Keys(words)) {
		if _, ok := keys[key]; ok || keys == nil {
			flat = fmt.Appendf(flat, "%s: %s\n", key, words[key].V)
		}
	}
	return flat, words
}
