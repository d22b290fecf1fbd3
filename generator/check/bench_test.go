package check

import (
	"testing"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// What all checks of the example cost that are no customer's, which a preview waits for.
func BenchmarkOffer(b *testing.B) {
	read, _, err := tree.Read(tree.Folder{Dir: "../..", Skip: []string{"public"}})
	if err != nil {
		b.Fatal(err)
	}
	files, _ := syntax.Read(read)
	offer, _ := catalog.Resolve(files, files.Site.AsOf.V)
	for b.Loop() {
		Offer(offer)
	}
}
