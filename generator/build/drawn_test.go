package build

import (
	"maps"
	"slices"
	"testing"
)

// TestPicturesAreDrawnWhereTheyChange holds that printing the public pages draws none of the pictures, that each has the same
// key after an edit of something else, and another one after an edit of what it shows.
func TestPicturesAreDrawnWhereTheyChange(t *testing.T) {
	t.Parallel()
	drawn := func(changes ...[3]string) map[string][32]byte {
		b := Open(exampleWith(t, changes...), nil)
		pages, err := b.publicPages()
		if err != nil {
			t.Fatal(err)
		}
		pictures := b.run(false).pictures()
		for path := range pictures {
			if pages.pages[path] != nil || slices.Contains(pages.Paths, path) {
				t.Errorf("%s was drawn with the pages", path)
			}
		}
		return pictures
	}
	before := drawn()
	if len(before) != 3 {
		t.Errorf("%d pictures are drawn", len(before))
	}
	if after := drawn([3]string{"content/pages/about.md", "title: ", "title: More "}); !maps.Equal(before, after) {
		t.Error("an edit of a page draws pictures anew")
	}
	after := drawn([3]string{"site.yaml", `color: "#1f5d3a"`, `color: "#5d1f3a"`})
	for path, key := range before {
		if after[path] == key {
			t.Errorf("another colour does not draw %s anew", path)
		}
	}
}
