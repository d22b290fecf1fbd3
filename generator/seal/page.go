package seal

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed loader.js
var loaderSource string

//go:embed reply.js
var replySource string

// Loader returns the script that opens a page in the browser, at most 3 KiB, as it must stand between its tags.
var Loader = sync.OnceValue(func() string { return minify(loaderSource) })

// Reply returns the script that composes a reply and hands out calendar files, at most 2.5 KiB, to stand between its tags.
var Reply = sync.OnceValue(func() string { return minify(replySource) })

// ContentSecurityPolicy returns the policy of a page that carries a box: its scripts are Loader and, out of the letter,
// Reply, and nothing in it asks for anything from elsewhere. It has no quotation mark in it and no ampersand.
func ContentSecurityPolicy() string {
	return "default-src 'none';script-src " + hashSource(Loader()) + " " + hashSource(Reply()) +
		";style-src 'self';font-src 'self';img-src data:;base-uri 'none';form-action 'none'" +
		";require-trusted-types-for 'script'"
}

// hashSource returns the source expression of CSP Level 3 that allows a script by its hash.
func hashSource(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// minify removes from a script what only its author reads: comment lines, indentation, spaces beside punctuation, and line
// breaks after an opening or before a closing bracket. It writes let for const, and a short name for each that begins with
// $. Of JavaScript it knows only strings in double quotes, so a script must have no comment after code, no space beside
// punctuation in a regular expression, no name of one letter of its own, and a line break wherever a statement ends.
func minify(source string) string {
	var lines []string
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			lines = append(lines, line)
		}
	}
	script := regexp.MustCompile(`\bconst `).ReplaceAllString(strings.Join(lines, "\n"), "let ")
	script = regexp.MustCompile(`"[^"\n]*"| *[^\w\s$"] *`).ReplaceAllStringFunc(script, func(found string) string {
		if found[0] == '"' {
			return found
		}
		return strings.Trim(found, " ")
	})
	script = regexp.MustCompile(`([({\[,;&|=>?:])\n`).ReplaceAllString(script, "$1")
	script = regexp.MustCompile(`\n([)}\]])`).ReplaceAllString(script, "$1")
	return shorten(script)
}

// shorten renames $names to a to z, A to Z, then _0, _1 and on: the most frequent first, then by where they first stand.
func shorten(script string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	long := regexp.MustCompile(`\$[a-zA-Z]+`)
	uses, names := map[string]int{}, []string{}
	for _, name := range long.FindAllString(script, -1) {
		if uses[name]++; uses[name] == 1 {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return uses[b] - uses[a] })
	short := map[string]string{}
	for n, name := range names {
		if n < len(letters) {
			short[name] = letters[n : n+1]
		} else {
			short[name] = "_" + strconv.Itoa(n-len(letters))
		}
	}
	return long.ReplaceAllStringFunc(script, func(name string) string { return short[name] })
}
