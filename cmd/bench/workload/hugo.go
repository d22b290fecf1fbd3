package workload

import (
	"embed"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed all:hugo
var layouts embed.FS

// Hugo writes the site for Hugo: the layouts, and a Markdown file with front matter for each document. The folder may
// exist; its files are overwritten.
func (s Site) Hugo(dir string) error {
	w, o := writer{root: dir}, s.offer()
	if err := w.layouts(); err != nil {
		return err
	}
	w.file("data/business.yaml", siteYAML)
	w.file("data/partners.yaml", partnersYAML)
	for _, c := range o.capabilities {
		w.file("content/capabilities/"+c.id+".md", frontMatter(c.yaml(true), c.body))
	}
	for _, p := range o.policies {
		w.file("content/policies/"+p.id+".md", frontMatter(p.yaml, shortcodes(p.body)))
	}
	for _, n := range o.notices {
		w.file("content/notices/"+n.id+".md", frontMatter(n.yaml, n.body))
	}
	for i := range s.Agreements {
		a := o.agreement(i)
		w.file("content/agreements/"+a.id+".md", frontMatter("title: "+a.name+"\n"+a.yaml, a.body))
	}
	return w.err
}

// layouts writes the files of the theme.
func (w *writer) layouts() error {
	return fs.WalkDir(layouts, "hugo", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := layouts.ReadFile(path)
		if err == nil {
			w.file(strings.TrimPrefix(path, "hugo/"), string(text))
		}
		return err
	})
}

var (
	promiseTag = regexp.MustCompile(`\{\{ promise "([^"]+)" \}\}`)
	siteTag    = regexp.MustCompile(`\{\{ site\.(\w+) \}\}`)
)

// shortcodes replaces Upfront's tags in a policy by Hugo's.
func shortcodes(body string) string {
	body = promiseTag.ReplaceAllString(body, `{{< promise "$1" >}}`)
	return siteTag.ReplaceAllString(body, `{{< business "$1" >}}`)
}
