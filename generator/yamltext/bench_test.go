package yamltext

import (
	"os"
	"testing"
)

// BenchmarkFast turns an agreement of 3.2 KB into nodes.
func BenchmarkFast(b *testing.B) {
	text := agreementText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		fast := fastReaders.Get().(*fastReader)
		if _, ok := fast.read(text, 1); !ok {
			b.Fatal("the fast reader stopped")
		}
		fast.release()
	}
}

func agreementText(b testing.TB) string {
	data, err := os.ReadFile("testdata/agreement.yaml")
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}
