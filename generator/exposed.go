package generator

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// The secret of the site opens every private page, so no output may hold it, in whatever way it is written: public ones,
// files that are copied as they are, and the pages of customers before they are sealed. The message names the place
// where it is written. Where that is found in no single file, the output tells enough.

// exposure is the problem of an output that holds the secret. It never holds a part of it.
func exposure(at diag.Place, where string) diag.Problem {
	return diag.Problem{Rule: leakPrivate, At: at, Message: "the secret of this site would be readable on " + where,
		Why: "Whoever has it can open the private page of every customer.",
		Help: "Take it out. Somebody may have seen it already, so make a new one too: delete .upfront/secret, .upfront/memory, content/agreed/keys.yaml and the folder a/ of the output, and build. " +
			"Then send every customer a new link. Where UPFRONT_SECRET or UPFRONT_SECRET_FILE holds the secret, put a new one there, made with: openssl rand -hex 32"}
}

const theLetter = "the private page of this agreement"

// letterError ends a build whose next letter holds the secret.
type letterError struct{ problem diag.Problem }

func (e *letterError) Error() string { return e.problem.Message }

// exposed reports the secret in public outputs, their paths included, and in what stands around the boxes of private ones,
// which ends the build where it is published if it cannot be printed.
func (s *Site) exposed(pages map[string][]byte, paths []string) []diag.Problem {
	if s.spellings == nil {
		return nil
	}
	var where []string
	for _, p := range paths {
		switch {
		case s.spellings.FoundIn([]byte(p)):
			where = append(where, "the page that it names")
		case s.spellings.FoundIn(pages[p]):
			where = append(where, p)
		}
	}
	if s.letters != nil {
		around, _ := s.letters.Around()
		for _, name := range slices.Sorted(maps.Keys(around)) {
			if s.spellings.FoundIn(around[name]) {
				where = append(where, "private pages that are "+name)
			}
		}
	}
	if len(where) == 0 {
		return nil
	}
	on := where[0]
	if len(where) > 1 {
		on = fmt.Sprintf("%s and %d more", on, len(where)-1)
	}
	return s.settle(exposures(s.spills(func(string) bool { return true }), on))
}

// exposures is one problem for each place where the secret is written; for site.yaml where it is put together of several.
func exposures(places []diag.Place, on string) (out []diag.Problem) {
	if len(places) == 0 {
		places = []diag.Place{{File: syntax.SiteFile}}
	}
	for _, at := range places {
		out = append(out, exposure(at, on))
	}
	return out
}

// exposedBy reports the secret on the page of an agreement. The page is printed for it only where the agreement's own file
// holds the secret, or another file does. data are the bytes of the agreement's file, nil where they are still to be read.
func (b *Build) exposedBy(a *agreement.Agreement, data []byte) []diag.Problem {
	s := b.site()
	if s.spellings == nil || s.letters == nil {
		return nil
	}
	if data == nil {
		data, _ = s.input.Tree.Read(a.At.File) // one that cannot be read is a problem of whoever reads it
	}
	own := s.spellings.FoundIn(data)
	if !own && len(b.outline.Spilled) == 0 && !a.Public() || !b.exposes(a) {
		return nil
	}
	if own || len(b.outline.Spilled) == 0 {
		return s.settle([]diag.Problem{exposure(s.placeOf(a.At.File, data), theLetter)})
	}
	return s.settle(exposures(b.outline.Spilled, "private pages"))
}

// exposes reports whether the page of an agreement, or what is published of a public one, holds the secret. One that cannot
// be printed ends the build where it is published.
func (b *Build) exposes(a *agreement.Agreement) bool {
	if !a.Public() {
		found, _ := b.site().letters.Exposes(a)
		return found
	}
	for _, o := range b.site().letters.Public(a) {
		if data, err := o.Print(); err == nil && (b.site().spellings.FoundIn(data) || b.site().spellings.FoundIn([]byte(o.Path))) {
			return true
		}
	}
	return false
}

// isText reports whether pages are made of what stands in a file.
func isText(file string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".md", ".html"}, strings.ToLower(path.Ext(file)))
}

// spills are the places where files of the site hold the secret, but for agreements, which are many, and records, of which
// no row is published.
func (s *Site) spills(among func(file string) bool) (out []diag.Place) {
	if s.spellings == nil {
		return nil
	}
	for _, file := range s.input.Tree.Paths() {
		if syntax.IsAgreement(file) || strings.EqualFold(path.Ext(file), ".csv") || !among(file) {
			continue
		}
		data, err := s.input.Tree.Read(file)
		if err == nil && (s.spellings.FoundIn(data) || s.spellings.FoundIn([]byte(file))) {
			out = append(out, s.placeOf(file, data))
		}
	}
	return out
}

// placeOf returns where the secret stands in a file: the file as a whole where it is written in escapes, or is no text.
func (s *Site) placeOf(file string, data []byte) diag.Place {
	at := diag.Place{File: file}
	from, to, ok := s.spellings.Find(data)
	if !ok || !utf8.Valid(data) {
		return at
	}
	line := data[bytes.LastIndexByte(data[:from], '\n')+1:]
	at.Line = 1 + bytes.Count(data[:from], []byte("\n"))
	before := from - (len(data) - len(line))
	at.Column = 1 + utf8.RuneCount(line[:before])
	end := len(line)
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		end = i
	}
	at.Width = utf8.RuneCount(line[before:min(end, before+to-from)])
	return at
}
