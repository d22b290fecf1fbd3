package check

import (
	"testing"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

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
