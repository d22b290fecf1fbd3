package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"upfront/generator/syntax"
)

// schemaFolder is where upfront schema --write puts the schemas, and editorSettings the file that leads an editor to them.
const (
	schemaFolder   = "schemas"
	editorSettings = ".vscode/settings.json"
)

// writeSchemas writes the schema of each kind of YAML file into the site, and the settings with which an editor finds it.
func (p *program) writeSchemas() error {
	at, err := p.locateSite()
	if err != nil {
		return err
	}
	var wanted []association
	for _, kind := range syntax.Kinds() {
		if kind == "policy" || kind == "page" || kind == "notice" {
			continue // which are Markdown
		}
		name := schemaFolder + "/" + kind + ".json"
		wanted = append(wanted, association{name, at.editorGlob(kind)})
		text, _ := syntax.Schema(kind)
		if err := p.writeSchema(filepath.Join(at.dir, filepath.FromSlash(name)), text); err != nil {
			return err
		}
	}
	return p.writeSettings(filepath.Join(at.dir, filepath.FromSlash(editorSettings)), wanted)
}

// editorGlob returns which files are of a kind, as editors name them. A folder elsewhere is named from where it parts with the site.
func (s *site) editorGlob(kind string) string {
	files := kindFiles[kind]
	folder, isFolder := strings.CutSuffix(files, "/")
	if !isFolder {
		return "/" + files
	}
	for _, e := range s.elsewhere {
		if relative, err := filepath.Rel(s.dir, e.dir); err == nil && e.mount == folder {
			return path.Join("**", strings.ReplaceAll(filepath.ToSlash(relative), "../", ""), "*.yaml")
		}
	}
	return "/" + files + "*.yaml"
}

// writeSchema writes a schema over one of ours, and over no other file.
func (p *program) writeSchema(path string, text []byte) error {
	switch there, err := os.ReadFile(path); {
	case errors.Is(err, fs.ErrNotExist):
		err = writeNew(newFile{path, text})
		if err != nil {
			return err
		}
	case err != nil:
		return ioError(err)
	case bytes.Equal(there, text):
		return nil
	case !bytes.Contains(there, []byte(`"$id": "urn:upfront:schema:`)):
		return usageError("There is a file "+displayPath(path)+" that Upfront did not write.", "Move it away first.")
	default:
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return ioError(err)
		}
	}
	_, err := fmt.Fprintln(p.out, displayPath(path))
	return err
}

// writeSettings adds to the settings of an editor what they lack, and leaves all else as it is written.
func (p *program) writeSettings(path string, wanted []association) error {
	there, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ioError(err)
	}
	text, ok := withAssociations(there, wanted)
	switch {
	case !ok:
		p.printf("%s stays as it is, since it is not what an editor writes there. Add to it:\n%s", displayPath(path), settingsBlock(wanted, "  "))
		return nil
	case bytes.Equal(text, there):
		return nil
	case err != nil:
		err = writeNew(newFile{path, text})
	default:
		err = os.WriteFile(path, text, 0o644)
	}
	if err != nil {
		return ioError(err)
	}
	_, err = fmt.Fprintln(p.out, displayPath(path))
	return err
}
