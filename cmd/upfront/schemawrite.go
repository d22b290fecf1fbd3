package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
// Settings that are there already stay as they are: what they lack is printed, to be added by hand.
func (p *program) writeSchemas() error {
	dir, err := p.siteFolder()
	if err != nil {
		return err
	}
	var entries []string
	for _, kind := range syntax.Kinds() {
		glob, isYAML := editorGlob(kind)
		if !isYAML {
			continue
		}
		name := schemaFolder + "/" + kind + ".json"
		entries = append(entries, fmt.Sprintf("    %q: %q", name, glob))
		text, _ := syntax.Schema(kind)
		if err := p.writeSchema(filepath.Join(dir, filepath.FromSlash(name)), text); err != nil {
			return err
		}
	}
	return p.writeSettings(filepath.Join(dir, filepath.FromSlash(editorSettings)), entries)
}

// editorGlob returns which files of a site are of a kind, as editors name them, and whether they are YAML as a whole.
func editorGlob(kind string) (glob string, isYAML bool) {
	at := "/" + kindFiles[kind]
	if strings.HasSuffix(at, "/") {
		at += "*.yaml"
	}
	return at, kind != "policy" && kind != "page" && kind != "notice"
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

func (p *program) writeSettings(path string, entries []string) error {
	block := "  \"yaml.schemas\": {\n" + strings.Join(entries, ",\n") + "\n  }"
	there, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := writeNew(newFile{path, []byte("{\n" + block + "\n}\n")}); err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.out, displayPath(path))
		return err
	case err != nil:
		return ioError(err)
	}
	for _, entry := range entries {
		if !bytes.Contains(there, []byte(strings.TrimSpace(entry))) {
			p.printf("%s stays as it is. Add to it:\n%s", displayPath(path), block)
			return nil
		}
	}
	return nil
}
