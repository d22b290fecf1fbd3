package syntax

import (
	"os"
	"testing"
	"time"

	"upfront/generator/tree"
)

// BenchmarkReadAgreement reads an agreement of 3.2 KB from memory.
func BenchmarkReadAgreement(b *testing.B) {
	data := agreementText(b)
	files := tree.Of(map[string]string{"content/agreements/copper-tiles.yaml": data})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if a, problems := ReadAgreement(files, "content/agreements/copper-tiles.yaml", time.UTC); len(problems) > 0 || len(a.Expectations) != 4 {
			b.Fatal(len(a.Expectations), problems)
		}
	}
}

func agreementText(b *testing.B) string {
	data, err := os.ReadFile("../yamltext/testdata/agreement.yaml")
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}
