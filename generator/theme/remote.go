package theme

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/markdown"
)

// A page that loads something from another site tells that site who reads it. So a theme has to hold all that it shows.

var remoteForms = []*regexp.Regexp{
	regexp.MustCompile(`(?i)url\(\s*["']?\s*((?:https?:)?//[^\s"')]*)`),
	regexp.MustCompile(`(?i)@import\s+["']\s*((?:https?:)?//[^\s"']*)`),
	regexp.MustCompile(`(?i)<(?:img|source|image|feimage|use|script|iframe|video|audio|track|embed|object|input)\b[^<>]*?[\s"'](?:src|srcset|href|xlink:href|poster|data)\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]*)`),
	regexp.MustCompile(`(?i)<link\b[^<>]*?[\s"']href\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]*)`),
}

// reference matches a link of a page that loads nothing.
var reference = regexp.MustCompile(`(?i)\brel\s*=\s*["']?(?:canonical|alternate|license|author|me)\b`)

// remoteAddresses returns where the addresses of other sites begin and end from which a stylesheet, a template or a drawing would
// load something, sorted.
func remoteAddresses(text []byte) (found [][2]int) {
	for _, form := range remoteForms {
		for _, m := range form.FindAllSubmatchIndex(text, -1) {
			if !reference.Match(text[m[0]:m[1]]) {
				found = append(found, [2]int{m[2], m[3]})
			}
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return a[0] - b[0] })
	return slices.Compact(found)
}

// remote returns the problems of the site's own files of the theme that would load something from other sites.
func (s fileSet) remote() (problems []diag.Problem) {
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if f := s[name]; f.own && slices.Contains([]string{".html", ".css", ".svg"}, path.Ext(name)) {
			problems = append(problems, RemoteIn(f.path, f.data)...)
		}
	}
	return problems
}

// RemoteIn returns a problem for each address of another site from which a file would load something.
func RemoteIn(file string, text []byte) (problems []diag.Problem) {
	for _, span := range remoteAddresses(text) {
		before, address := string(text[:span[0]]), string(text[span[0]:span[1]])
		column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
		problems = append(problems, diag.Problem{
			Rule: markdown.PictureRemote, Message: fmt.Sprintf("%q is loaded from another site, which learns from it who reads the page", address),
			At:   diag.Place{File: file, Line: strings.Count(before, "\n") + 1, Column: column, Width: utf8.RuneCountInString(address)},
			Help: "Save the file beside this one, and write its path from here.",
		})
	}
	return problems
}
