// Command manual writes the documents of this repository as a site that Upfront builds: every field, every check, and all that
// docs/ tells.
//
//	go run ./cmd/manual site-of-the-manual
//	go run ./cmd/upfront build -C site-of-the-manual
//
// Run it in the folder of the repository. The folder it writes to must be new or empty.
package main

import (
	_ "embed"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"upfront/generator/check/rules"
)

//go:embed site.yaml
var siteFile string

func main() {
	if len(os.Args) != 2 || strings.HasPrefix(os.Args[1], "-") {
		log.Fatal("usage: go run ./cmd/manual FOLDER")
	}
	files, err := manual(os.DirFS("."))
	if err == nil {
		err = write(os.Args[1], files)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// write writes files to a folder in which nothing is yet.
func write(dir string, files map[string]string) error {
	if there, err := os.ReadDir(dir); err == nil && len(there) > 0 {
		return fmt.Errorf("%s is not empty. Name a new folder", dir)
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

const pages = "content/pages/"

// manual returns the files of the site, by their paths: site.yaml, a page for each document, a page for each check, and the
// pictures that they show.
func manual(repository fs.FS) (map[string]string, error) {
	files := map[string]string{"site.yaml": siteFile}
	for _, d := range rules.All() {
		files[pages+"checks/"+d.ID+".md"] = page(d.ID, fmt.Sprintf("**%s.** %s\n\nIt is: %s.\n\n%s", capital(d.Title), d.Why, weight(d), comment.ReplaceAllString(d.Text, "")))
	}
	documents, err := documentsOf(repository)
	if err != nil {
		return nil, err
	}
	for source, to := range documents {
		if _, there := files[pages+to]; there {
			continue
		}
		text, err := fs.ReadFile(repository, source)
		if err != nil {
			return nil, err
		}
		if path.Ext(source) != ".md" {
			files[pages+to] = string(text)
			continue
		}
		title, body, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		files[pages+to] = page(strings.ReplaceAll(title, "`", ""), relinked(body, source, to, documents))
	}
	return files, nil
}

// documentsOf returns the documents and pictures of the repository, and where each stands below content/pages.
func documentsOf(repository fs.FS) (map[string]string, error) {
	documents := map[string]string{}
	for _, name := range []string{"CHANGELOG.md", "CONTRIBUTING.md", "OWNER.md", "SECURITY.md"} {
		documents[name] = "guide/" + strings.ToLower(name)
	}
	documents["README.md"] = "guide/index.md"
	for _, d := range rules.All() {
		documents["generator/check/rules/"+d.ID+".md"] = "checks/" + d.ID + ".md"
	}
	err := fs.WalkDir(repository, "docs", func(name string, _ fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && (ext == ".md" || ext == ".png" || ext == ".gif") {
			to := strings.Replace(strings.TrimPrefix(name, "docs/"), "README.md", "index.md", 1)
			if to == "checks.md" {
				to = "checks/index.md"
			} else if to != "index.md" && !strings.HasPrefix(to, "reference/") && !strings.HasPrefix(to, "hosting/") {
				to = "guide/" + to
			}
			documents[name] = to
		}
		return err
	})
	return documents, err
}

// page returns a page in Markdown with its title. The file that a block of code belongs to stands above the block.
func page(title, body string) string {
	body = named.ReplaceAllString(body, "`$2`:\n\n```$1\n")
	return "---\ntitle: " + strconv.Quote(title) + "\n---\n" + strings.TrimSpace(body) + "\n"
}

// weight returns how much a check counts, in words.
func weight(d rules.Document) string {
	if d.Fixed {
		return "always an error"
	}
	article := map[string]string{"error": "an error", "warning": "a warning", "notice": "a notice"}[d.Severity]
	return article + ", unless `checks: {" + d.ID + ": …}` in `site.yaml` says otherwise"
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

var (
	fence   = regexp.MustCompile("(?ms)^```.*?^```$")
	comment = regexp.MustCompile(`(?ms)^<!--$.*?^-->$`) // in documents of checks: what an example needs to be compiled
	named   = regexp.MustCompile("(?m)^```(\\w+) (.+)\n")
	picture = regexp.MustCompile(`src="([^"]+)"`)
	link    = regexp.MustCompile(`(!?)\[([^\]]*)\]\(([^)\s#]*)(#[^)\s]*)?\)`)
)

// relinked returns the text of a document with its links as its page has them. Of a link to a file that is on no page, such as
// source, the words stay.
func relinked(body, source, to string, documents map[string]string) string {
	at := func(target string) (string, bool) {
		there, ok := documents[path.Join(path.Dir(source), target)]
		relative, err := filepath.Rel(path.Dir(to), there)
		return filepath.ToSlash(relative), ok && err == nil
	}
	var out strings.Builder
	from := 0
	for _, code := range append(fence.FindAllStringIndex(body, -1), []int{len(body), len(body)}) {
		text := picture.ReplaceAllStringFunc(body[from:code[0]], func(whole string) string {
			there, _ := at(picture.FindStringSubmatch(whole)[1])
			return `src="` + there + `"`
		})
		out.WriteString(link.ReplaceAllStringFunc(text, func(whole string) string {
			part := link.FindStringSubmatch(whole)
			mark, words, target, anchor := part[1], part[2], part[3], part[4]
			if target == "" || strings.Contains(target, ":") {
				return whole
			}
			if there, ok := at(target); ok {
				return mark + "[" + words + "](" + there + anchor + ")"
			}
			return words
		}))
		out.WriteString(body[code[0]:code[1]])
		from = code[1]
	}
	return out.String()
}
