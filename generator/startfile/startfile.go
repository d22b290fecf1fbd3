// Package startfile holds what a new file begins as, and knows the texts in it that wait for the author's own.
//
// In the files, «…» is a place that is filled in, and ‹…› a text that says what should stand in its place.
package startfile

import (
	"embed"
	"regexp"
	"strings"
)

//go:embed *.yaml *.md
var files embed.FS

var names = map[string]string{"capability": "capability.yaml", "policy": "policy.md", "notice": "notice.md", "agreement": "agreement.yaml"}

// Of gives what a file of a kind begins as. fill has a value for each place, by its name: "today" for «today». It panics
// for another kind than capability, policy, notice and agreement.
func Of(kind string, fill map[string]string) string {
	text, err := files.ReadFile(names[kind])
	if err != nil {
		panic(err)
	}
	pairs := []string{"‹", "", "›", ""}
	for name, value := range fill {
		pairs = append(pairs, "«"+name+"»", value)
	}
	return strings.NewReplacer(pairs...).Replace(string(text))
}

var waiting = func() map[string]bool {
	out := map[string]bool{}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		for _, m := range marked.FindAllStringSubmatch(string(text), -1) {
			out[m[1]] = true
		}
	}
	return out
}()

var marked = regexp.MustCompile(`‹([^›]*)›`)

// Waits reports whether a text is one that a file began with and that says only what should stand there.
func Waits(text string) bool { return waiting[strings.TrimSpace(text)] }
