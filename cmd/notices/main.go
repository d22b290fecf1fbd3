// Command notices writes the licences of everything in the program that others made: the modules that it is compiled of, on every
// system that it runs on, and the typefaces and lists of words that it carries.
//
//	go run ./cmd/notices > THIRD-PARTY-NOTICES.txt
//
// Run it in the folder of the repository. A test fails where that file is out of date.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// systems are what the program runs on. Each needs modules of its own.
var systems = []string{"linux", "darwin", "windows"}

// carried are the files that say under which licence something stands that the program carries and that is no module.
var carried = []struct{ name, file string }{
	{"Inter, a typeface (themes/default/faces, generator/card/faces)", "themes/default/faces/inter.txt"},
	{"Source Serif, a typeface (themes/default/faces, generator/card/faces)", "themes/default/faces/source-serif.txt"},
	{"Words of passphrases (generator/seal/words.txt)", "generator/seal/NOTICE"},
	{"Common words (generator/leak/search/common)", "generator/leak/search/common/NOTICE"},
}

// standardLibrary is under the licence of this module, word for word.
const standardLibrary = "golang.org/x/sys"

func main() {
	notices, err := collect(".")
	if err == nil {
		_, err = os.Stdout.WriteString(format(notices))
	}
	if err != nil {
		log.Fatal(err)
	}
}

// notice is one text, and whose it is.
type notice struct {
	names []string
	text  string
}

// collect returns the notices of the program whose repository is in a folder, each text once.
func collect(repository string) (notices []notice, err error) {
	modules, err := modulesOf(repository)
	if err != nil {
		return nil, err
	}
	for _, m := range modules {
		text, err := licences(m)
		if err != nil {
			return nil, err
		}
		names := []string{m.Path + " " + m.Version}
		if m.Path == standardLibrary {
			names = append(names, "the standard library of Go")
		}
		i := slices.IndexFunc(notices, func(n notice) bool { return n.text == text })
		if i < 0 {
			notices = append(notices, notice{text: text})
			i = len(notices) - 1
		}
		notices[i].names = append(notices[i].names, names...)
	}
	for _, c := range carried {
		text, err := os.ReadFile(filepath.Join(repository, c.file))
		if err != nil {
			return nil, err
		}
		notices = append(notices, notice{[]string{c.name}, tidy(text)})
	}
	return notices, nil
}

// module is what "go list" says about a module, with the folders of its packages that are in the program.
type module struct {
	Path, Version, Dir string
	Main               bool
	packages           []string
}

// modulesOf returns the modules of the program on all systems, sorted by path.
func modulesOf(repository string) ([]module, error) {
	found := map[string]*module{}
	for _, system := range systems {
		list := exec.Command("go", "list", "-deps", "-json=Dir,Module", "./cmd/upfront")
		list.Dir, list.Env, list.Stderr = repository, append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0"), os.Stderr
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		for d := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct {
				Dir    string
				Module *module
			}
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Module == nil || p.Module.Main {
				continue // the standard library, and the program itself
			}
			if found[p.Module.Path] == nil {
				found[p.Module.Path] = p.Module
			}
			found[p.Module.Path].packages = append(found[p.Module.Path].packages, p.Dir)
		}
	}
	var modules []module
	for _, m := range found {
		modules = append(modules, *m)
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return modules, nil
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|unlicense)`)

// licences returns the texts of the licences of a module: those at its root, and those in folders of packages that are in the program.
func licences(m module) (string, error) {
	folders := []string{m.Dir}
	for _, dir := range m.packages {
		for ; dir != m.Dir && strings.HasPrefix(dir, m.Dir); dir = filepath.Dir(dir) {
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	var texts []string
	for _, dir := range slices.Compact(folders) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return "", err
		}
		for _, e := range entries {
			if e.IsDir() || !licenceName.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return "", err
			}
			texts = append(texts, tidy(text))
		}
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("%s %s has no licence in %s", m.Path, m.Version, m.Dir)
	}
	return strings.Join(texts, "\n\n"), nil
}

// tidy returns a text without the space around it and at the ends of its lines.
func tidy(text []byte) string {
	var out []string
	for line := range strings.Lines(string(text)) {
		out = append(out, strings.TrimRight(line, " \t\r\n"))
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

const head = `Upfront contains the work of others, under the licences below. This file is made by: go run ./cmd/notices > THIRD-PARTY-NOTICES.txt

The time zones in generator/clock/zoneinfo.zip are the IANA time zone database, which is in the public domain.
`

func format(notices []notice) string {
	var out strings.Builder
	out.WriteString(head)
	for _, n := range notices {
		fmt.Fprintf(&out, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(n.names, "\n"), n.text)
	}
	return out.String()
}
