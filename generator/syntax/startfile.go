package syntax

import (
	"embed"
	"strings"
	"sync"

	"upfront/generator/lazy"
)

// The texts of new files. In startfiles/, «…» is a place that is filled in, and ‹…› holds a text that says what should
// stand in its place.

//go:embed startfiles
var startFiles embed.FS

var startFileNames = map[string]string{"capability": "capability.yaml", "policy": "policy.md", "notice": "notice.md", "agreement": "agreement.yaml"}

// StartFile returns the text of a new file of a kind. fill has a value for each place, by its name: "today" for «today».
// It panics for another kind than capability, policy, notice and agreement.
func StartFile(kind string, fill map[string]string) string {
	pairs := []string{"‹", "", "›", ""}
	for name, value := range fill {
		pairs = append(pairs, "«"+name+"»", value)
	}
	return strings.NewReplacer(pairs...).Replace(startFileText(kind))
}

func startFileText(kind string) string {
	text, err := startFiles.ReadFile("startfiles/" + startFileNames[kind])
	if err != nil {
		panic(err)
	}
	return string(text)
}

var placeholder = lazy.Pattern(`‹([^›]*)›`)

var placeholders = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for kind := range startFileNames {
		for _, m := range placeholder().FindAllStringSubmatch(startFileText(kind), -1) {
			all[m[1]] = true
		}
	}
	return all
})

// IsPlaceholder reports whether a text is one that stands in ‹…› in a start file.
func IsPlaceholder(text string) bool { return placeholders()[strings.TrimSpace(text)] }
