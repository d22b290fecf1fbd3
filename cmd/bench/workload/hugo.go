package workload

import (
	"embed"
	"errors"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed all:hugo
var layouts embed.FS

// Hugo writes the site for Hugo. The folder may exist; its files are overwritten.
func (s Site) Hugo(dir string) error {
	w, o := writer{root: dir}, s.offer()
	w.err = fs.WalkDir(layouts, "hugo", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := layouts.ReadFile(path)
		w.file(strings.TrimPrefix(path, "hugo/"), string(text))
		return errors.Join(err, w.err)
	})
	w.file("data/business.yaml", siteYAML)
	w.file("data/partners.yaml", partnersYAML)
	for _, c := range o.capabilities {
		w.file("content/capabilities/"+c.id+".md", frontMatter(c.yaml(true), c.body))
	}
	for _, d := range o.documents {
		body := promiseTag.ReplaceAllString(d.body, `{{< promise "$1" >}}`)
		w.file(d.path, frontMatter(d.yaml, siteTag.ReplaceAllString(body, `{{< business "$1" >}}`)))
	}
	for i := range s.Agreements {
		a := o.agreement(i)
		w.file("content/agreements/"+a.id+".md", frontMatter("title: "+a.name+"\n"+a.yaml, a.body))
	}
	return w.err
}

// Upfront's tags in a policy.
var (
	promiseTag = regexp.MustCompile(`\{\{ promise "([^"]+)" \}\}`)
	siteTag    = regexp.MustCompile(`\{\{ site\.(\w+) \}\}`)
)
