package site

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// staticOutputs returns the files below static/, which are published as they are. One that would stand in the place of another
// output is left out; [CheckStatic] reports it.
func staticOutputs(o *catalog.Offer, others []publish.Output, read view.Reader) (out []publish.Output) {
	taken := placesOf(others)
	for _, file := range o.Static {
		if path := staticPath(file); taken.by(path) == "" {
			out = append(out, publish.Output{Path: path, From: file, Print: func() ([]byte, error) { return read(file) }})
		}
	}
	return out
}

func staticPath(file string) string { return strings.TrimPrefix(file, syntax.StaticFolder+"/") }

// CheckStatic reports the files below static/ that would stand in the place of another output. private are the folders of the
// agreements' pages, each with a slash behind it.
func CheckStatic(o *catalog.Offer, outputs []publish.Output, private ...string) []diag.Problem {
	var problems diag.List
	taken := placesOf(slices.DeleteFunc(slices.Clone(outputs), func(o publish.Output) bool { return strings.HasPrefix(o.From, syntax.StaticFolder+"/") }))
	for _, folder := range private {
		taken[strings.TrimSuffix(folder, "/")] = folder
	}
	for _, file := range o.Static {
		other := taken.by(staticPath(file))
		for _, folder := range private {
			if strings.HasPrefix(strings.ToLower(staticPath(file)), folder) {
				other = folder
			}
		}
		if other != "" {
			problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: diag.Place{File: file},
				Message: fmt.Sprintf("%s would stand where the site has %s", file, other), Help: "Rename it, or remove it."})
		}
	}
	return diag.Sort(problems.Problems)
}

// places holds what stands at a path, and in the folders on the way to it, without regard to capitals.
type places map[string]string

func placesOf(outputs []publish.Output) places {
	p := places{}
	for _, o := range outputs {
		key := strings.ToLower(o.Path)
		for i, c := range key {
			if c == '/' && p[key[:i]] == "" {
				p[key[:i]] = o.Path[:i+1]
			}
		}
		p[key] = o.Path
	}
	return p
}

// by returns what stands at a path, or is a file where the path has a folder; empty for nothing.
func (p places) by(path string) string {
	path = strings.ToLower(path)
	if other := p[path]; other != "" {
		return other
	}
	for i, c := range path {
		if c == '/' && p[path[:i]] != "" && !strings.HasSuffix(p[path[:i]], "/") {
			return p[path[:i]]
		}
	}
	return ""
}
