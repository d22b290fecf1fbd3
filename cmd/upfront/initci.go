package main

import (
	"bytes"
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The files with which build servers publish a site: a script that is the same for all of them, and what each host reads.

//go:embed all:hosts
var hostFiles embed.FS

// hosts are the words that --ci takes.
var hosts = []string{"github", "gitlab", "netlify", "cloudflare"}

// hostScript is the path of the script in a site.
const hostScript = "ci/upfront.sh"

// privateIgnored is for .gitignore: where the script puts a repository of agreements.
const privateIgnored = "/private/\n"

// ciFiles returns the files for a host that a site does not have yet, or an error where it has one that says something else.
func ciFiles(dir, host string) (missing []newFile, err error) {
	files, err := hostFileTexts(host)
	if err != nil {
		return nil, ioError(err)
	}
	var there []string
	for _, file := range files {
		path := filepath.Join(dir, filepath.FromSlash(file.path))
		switch data, err := os.ReadFile(path); {
		case !exists(path):
			missing = append(missing, newFile{path, file.data})
		case err != nil || !bytes.Equal(data, file.data):
			there = append(there, file.path)
		}
	}
	if len(there) > 0 {
		return nil, usageError("There is a file already: "+strings.Join(there, ", ")+". Nothing was written.", "Move it away, and take what you need from it afterwards.")
	}
	return missing, nil
}

// hostFileTexts returns the files for a host by their paths in a site, the script first.
func hostFileTexts(host string) (out []newFile, err error) {
	script, err := hostFiles.ReadFile("hosts/upfront.sh")
	if err != nil {
		return nil, err
	}
	out = append(out, newFile{hostScript, script})
	folder, err := fs.Sub(hostFiles, "hosts/"+host)
	if err != nil {
		return nil, err
	}
	paths, err := filePaths(folder)
	for _, path := range paths {
		var data []byte
		if path == "steps.txt" {
			continue
		}
		if data, err = fs.ReadFile(folder, path); err != nil {
			return nil, err
		}
		out = append(out, newFile{path, data})
	}
	return out, err
}

// initCI adds the files for a host to a site.
func (p *program) initCI(dir, host string) error {
	made, err := ciFiles(dir, host)
	if err != nil {
		return err
	}
	if err := writeNew(made...); err != nil {
		return err
	}
	for _, file := range made {
		p.verbosef("wrote  %s", filepath.ToSlash(file.path))
	}
	if err := ignorePrivate(dir); err != nil {
		return ioError(err)
	}
	return p.printHostSteps(dir, host, len(made) == 0)
}

// ignorePrivate adds the folder of a repository of agreements to .gitignore, if there is one without it.
func ignorePrivate(dir string) error {
	path := filepath.Join(dir, ".gitignore")
	data, err := os.ReadFile(path)
	if err != nil || strings.Contains("\n"+string(data), "\n"+privateIgnored) {
		return nil
	}
	if len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")) {
		data = append(data, '\n')
	}
	return os.WriteFile(path, append(data, privateIgnored...), 0o644)
}

// printHostSteps says what is left to do on a host.
func (p *program) printHostSteps(dir, host string, had bool) error {
	if p.flags.quiet {
		return nil
	}
	steps, err := hostFiles.ReadFile("hosts/" + host + "/steps.txt")
	if err != nil {
		return ioError(err)
	}
	files, err := hostFileTexts(host)
	if err != nil {
		return ioError(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, file.path)
	}
	text := "To publish: " + strings.Join(names, " and ") + " are in place.\n"
	if len(names) == 1 {
		text = "To publish: " + names[0] + " is in place.\n"
	}
	if had {
		text = strings.Replace(text, "in place", "in place already", 1)
	}
	text += string(steps) + `What each variable holds stands at the top of ` + hostScript + `. Build once here before the first push, and
commit content/agreed/keys.yaml with the rest: without it, a build server publishes no page of a customer.
`
	if root := repositoryAbove(dir); root != "" {
		text += "The repository begins at " + root + ", and the host looks for its file there: move it up, and correct the paths in it.\n"
	}
	_, err = p.out.Write([]byte(text))
	return err
}

// repositoryAbove returns the folder above a site in which its git repository begins; empty where the site itself is it, or
// there is none.
func repositoryAbove(dir string) string {
	at, err := filepath.Abs(dir)
	if err != nil || exists(filepath.Join(at, ".git")) {
		return ""
	}
	for above := filepath.Dir(at); above != at; at, above = above, filepath.Dir(above) {
		if exists(filepath.Join(above, ".git")) {
			return displayPath(above)
		}
	}
	return ""
}
