package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"upfront/generator/agreed"
)

// Several who agree at one instant all have their record in the list; of two for one customer, one is refused.
func TestAgreeAtOneInstant(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "agreed")
	var wait sync.WaitGroup
	var lock sync.Mutex
	refused := 0
	for i := range 24 {
		wait.Go(func() {
			name := fmt.Sprintf("c%02d/v1.yaml", i/2) // two for each customer
			if err := writeRecord(dir, archiveFiles{name: []byte(name + "\n")}); err != nil {
				lock.Lock()
				defer lock.Unlock()
				if refused++; !strings.Contains(err.Error(), "somebody else agreed at the same time") {
					t.Error(err)
				}
			}
			if err := finishRecord(dir); err != nil { // as every command does that reads the site
				t.Error(err)
			}
		})
	}
	wait.Wait()
	sums, err := os.ReadFile(filepath.Join(dir, agreed.SumsFile))
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(sums), "\n"); lines != 12 || refused != 12 || exists(filepath.Join(dir, unfinishedFile)) {
		t.Errorf("%d are listed and %d were refused:\n%s", lines, refused, sums)
	}
}
