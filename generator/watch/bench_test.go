package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"upfront/generator/tree"
)

// A safety scan of 10,000 files.
func BenchmarkScan10000(b *testing.B) {
	w := &watcher{options: Options{Folders: thousands(b, 10)}}
	for b.Loop() {
		if w.list(true) == (digest{}) {
			b.Fatal("nothing found")
		}
	}
}

// The listing before a wake-up after a folder came or went, with 10,000 files.
func BenchmarkList10000(b *testing.B) {
	n, err := openNotifier()
	must(b, err)
	defer n.close()
	w := &watcher{options: Options{Folders: thousands(b, 10)}, notifier: n}
	for b.Loop() {
		w.list(false)
	}
}

func thousands(b *testing.B, n int) []tree.Folder {
	dir := b.TempDir()
	for i := range n * 1000 {
		put(b, "customer: {name: Someone}\n", dir, "content", "agreements", fmt.Sprintf("customer-%06d.yaml", i))
	}
	return []tree.Folder{{Dir: dir}}
}

// From the end of a save to the wake-up, for two ways to save.
func BenchmarkWakeUp(b *testing.B) {
	for name, save := range map[string]func(at string){
		"closed": func(at string) { put(b, "x", at) },
		"renamed": func(at string) {
			put(b, "x", at+".tmp")
			must(b, os.Rename(at+".tmp", at))
		},
	} {
		b.Run(name, func(b *testing.B) {
			dir, folders := site(b)
			ctx, cancel := context.WithCancel(b.Context())
			changed := changes(ctx, Options{Folders: folders, Every: unscanned}, openNotifier)
			var took time.Duration
			for b.Loop() {
				for len(changed) > 0 {
					<-changed
				}
				save(filepath.Join(dir, "content", "policies", "returns.md"))
				saved := time.Now()
				<-changed
				took += time.Since(saved)
			}
			b.ReportMetric(float64(took.Microseconds())/float64(b.N), "µs/wake-up")
			cancel()
			for range changed {
			}
		})
	}
}
