package syntax

import (
	"fmt"
	"strings"
	"testing"

	"upfront/generator/tree"
)

// entries returns lines that a function writes, so many.
func entries(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line+"\n", i)
	}
	return b.String()
}

func TestLongListsAreReadUpToALimit(t *testing.T) {
	for _, c := range []struct {
		file, head, line string
		limit            int
		read             func(Files) int
	}{
		{"content/capabilities/vans.yaml", "promises:\n", "  - {id: p%d, says: Soon.}", 2000, func(f Files) int { return len(f.Capabilities[0].Promises) }},
		{"content/capabilities/vans.yaml", "aliases:\n", "  - /old%d/", 10_000, func(f Files) int { return len(f.Capabilities[0].Aliases) }},
		{"content/glossary.yaml", "", "word%d: what it means", 10_000, func(f Files) int { return len(f.Glossary) }},
		{"content/policies/late.md", "---\n", "field%d: x", 1000, func(f Files) int { return 1000 }},
		{"site.yaml", "levels:\n", "  - {id: l%d}", 100, func(f Files) int { return len(f.Site.Levels) }},
	} {
		for _, more := range []int{0, 500} {
			text := c.head + entries(c.limit+more, c.line)
			if c.head == "---\n" {
				text += c.head
			}
			files, problems := Read(tree.Of(map[string]string{c.file: text}))
			var got []string
			for _, p := range problems {
				if p.Rule == "yaml-limits" {
					got = append(got, p.At.String()+" "+p.Message)
				}
			}
			want := ""
			if more > 0 {
				want = fmt.Sprintf("this is entry no. %d of %d, and at most %d are read", c.limit+1, c.limit+more, c.limit)
			}
			line := c.limit + 1 + strings.Count(c.head, "\n")
			if n := c.read(files); n != c.limit || more == 0 && len(got) > 0 ||
				more > 0 && (len(got) != 1 || !strings.HasPrefix(got[0], fmt.Sprintf("%s:%d:", c.file, line)) || !strings.HasSuffix(got[0], want)) {
				t.Errorf("%s %swith %d more: %d are read, and %q is told", c.file, c.head, more, n, got)
			}
		}
	}
}
