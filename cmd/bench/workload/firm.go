package workload

import (
	_ "embed"
	"strings"
)

// The files that are the same in every site.
var (
	//go:embed firm/site.yaml
	siteYAML string
	//go:embed firm/partners.yaml
	partnersYAML string
)

var staff = []string{"Ruth Okonjo", "Tomasz Zielinski", "Hyejin Moon", "Gareth Pugh"}

// phrases are what documents are made of, by the headings of words.txt.
var phrases = parsePhrases(wordsText)

//go:embed words.txt
var wordsText string

func parsePhrases(text string) map[string][]string {
	out := map[string][]string{}
	for section := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(section, "\n")
		out[strings.Trim(lines[0], "[]")] = lines[1:]
	}
	return out
}
