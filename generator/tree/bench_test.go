package tree

import (
	"fmt"
	"testing"
)

func agreements(b *testing.B, n int) string {
	files := map[string]string{"site.yaml": ""}
	for i := range n {
		files[fmt.Sprintf("content/agreements/customer-%06d.yaml", i)] = "customer: {name: Someone}\n"
	}
	return folder(b, files)
}

func BenchmarkList10000(b *testing.B) {
	dir := agreements(b, 10_000)
	for b.Loop() {
		if t, _, err := Read(Folder{Dir: dir}); err != nil || len(t.Paths()) != 10_001 {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadFile(b *testing.B) {
	t, _, err := Read(Folder{Dir: agreements(b, 100)})
	must(b, err)
	for b.Loop() {
		if _, err := t.Read("content/agreements/customer-000042.yaml"); err != nil {
			b.Fatal(err)
		}
	}
}
