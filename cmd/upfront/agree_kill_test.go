package main

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"upfront/generator/agreed"
)

// TestAgreeKilled kills the program while it writes a record, at random moments: whoever works on the site next finds the old
// records or the new one, whole and in the list.
func TestAgreeKilled(t *testing.T) {
	const variable = "UPFRONT_TEST_WRITE_RECORD"
	files := archiveFiles{"fenwick/v1.yaml": []byte(strings.Repeat("terms:\n", 5000)), "fenwick/v1.eml": []byte("Yes\n")}
	if dir := os.Getenv(variable); dir != "" { // the program that is killed
		os.Stdout.WriteString("begun\n")
		if err := writeRecord(dir, files); err != nil {
			t.Fatal(err)
		}
		return
	}
	random, written, kills := rand.New(rand.NewPCG(5, 17)), 0, 8
	if os.Getenv("UPFRONT_ONE_IN") == "1" { // as .ci/release says
		kills = 500
	}
	for range kills {
		dir := filepath.Join(t.TempDir(), "agreed")
		c := exec.Command(os.Args[0], "-test.run=^TestAgreeKilled$")
		c.Env = append(os.Environ(), variable+"="+dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 6)) // it begins to write
		time.Sleep(time.Duration(random.IntN(20_000)) * time.Microsecond)
		c.Process.Kill()
		c.Wait()
		if err := finishRecord(dir); err != nil {
			t.Fatal(err)
		}
		sums, _ := os.ReadFile(filepath.Join(dir, agreed.SumsFile))
		for name, want := range files {
			got, err := os.ReadFile(filepath.Join(dir, name))
			digest := sha256.Sum256(want)
			listed := strings.Contains(string(sums), hex.EncodeToString(digest[:])+"  "+name+"\n")
			if there := err == nil; there != listed || there && string(got) != string(want) {
				t.Fatalf("%s: there %v, listed %v, %d bytes", name, there, listed, len(got))
			}
		}
		if len(sums) > 0 {
			written++
		}
		if exists(filepath.Join(dir, unfinishedFile)) {
			t.Fatal("what was to be written still waits")
		}
	}
	t.Logf("%d were written", written)
}
