package leak

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/agreed"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// The secret of the site opens every private page, so no output may have it, however it is written: no public page, no
// file that is copied as it is, and no letter before it is sealed. The message names the place where it is written. Where
// no single file has it, the message names the output.

// Secret finds the secret of a site in its files and outputs. Where Spellings are nil, it finds nothing.
type Secret struct {
	Spellings *search.Spellings
	Files     *tree.Tree
}

// SecretReadable returns the problem of an output that has the secret. It never quotes a part of it.
func SecretReadable(at diag.Place, output string) diag.Problem {
	return diag.Problem{Rule: RulePrivate, At: at, Message: "the secret of this site would be readable on " + output,
		Why: "Whoever has it can open the private page of every customer.",
		Help: "Take it out. Somebody may have seen it already, so make a new one too: delete .upfront/secret, .upfront/memory, content/agreed/keys.yaml and the folder a/ of the output, and build. " +
			"Then send every customer a new link. Where UPFRONT_SECRET or UPFRONT_SECRET_FILE holds the secret, put a new one there, made with: openssl rand -hex 32"}
}

// SecretReadableFrom returns such a problem for each place of the secret; for site.yaml where it is put together of several.
func SecretReadableFrom(places []diag.Place, output string) (problems []diag.Problem) {
	if len(places) == 0 {
		places = []diag.Place{{File: syntax.SiteFile}}
	}
	for _, at := range places {
		problems = append(problems, SecretReadable(at, output))
	}
	return problems
}

// InOutputs reports the secret in public pages and their paths, and around the boxes of private pages, by what these are.
func (s Secret) InOutputs(pages map[string][]byte, paths []string, around map[string][]byte) []diag.Problem {
	if s.Spellings == nil {
		return nil
	}
	var outputs []string
	for _, p := range paths {
		switch {
		case s.Spellings.FoundIn([]byte(p)):
			outputs = append(outputs, "the page that it names")
		case s.Spellings.FoundIn(pages[p]):
			outputs = append(outputs, p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(around)) {
		if s.Spellings.FoundIn(around[name]) {
			outputs = append(outputs, "private pages that are "+name)
		}
	}
	if len(outputs) == 0 {
		return nil
	}
	if len(outputs) > 1 {
		outputs[0] = fmt.Sprintf("%s and %d more", outputs[0], len(outputs)-1)
	}
	return SecretReadableFrom(s.places(nil), outputs[0])
}

// TextPlaces returns the places where texts of which pages are made have the secret.
func (s Secret) TextPlaces() []diag.Place { return s.places([]string{".yaml", ".yml", ".md", ".html"}) }

// places returns the places where files with these endings, or any files, have the secret. Agreements and their records are left
// out, because they are many, and records of what happened, because no row is published.
func (s Secret) places(endings []string) (places []diag.Place) {
	if s.Spellings == nil {
		return nil
	}
	for _, file := range s.Files.Paths() {
		ending := strings.ToLower(path.Ext(file))
		if syntax.IsAgreement(file) || agreed.IsRecord(file) || ending == ".csv" || endings != nil && !slices.Contains(endings, ending) {
			continue
		}
		data, err := s.Files.Read(file)
		if err == nil && (s.Spellings.FoundIn(data) || s.Spellings.FoundIn([]byte(file))) {
			places = append(places, s.Place(file, data))
		}
	}
	return places
}

// Place returns where the secret stands in a file: the file as a whole where it is written in escapes, or is no text.
func (s Secret) Place(file string, data []byte) diag.Place {
	at := diag.Place{File: file}
	from, to, ok := s.Spellings.Find(data)
	if !ok || !utf8.Valid(data) {
		return at
	}
	line := data[bytes.LastIndexByte(data[:from], '\n')+1:]
	before := from - (len(data) - len(line))
	line, _, _ = bytes.Cut(line, []byte("\n"))
	at.Line = 1 + bytes.Count(data[:from], []byte("\n"))
	at.Column = 1 + utf8.RuneCount(line[:before])
	at.Width = utf8.RuneCount(line[before:min(len(line), before+to-from)])
	return at
}
