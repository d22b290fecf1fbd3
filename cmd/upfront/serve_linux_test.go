package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The browser is opened by a program of the system, for which a script stands in here. Elsewhere it has another name.
func TestServeOpensTheBrowser(t *testing.T) {
	bin := t.TempDir()
	opened := filepath.Join(bin, "opened")
	write(t, filepath.Join(bin, "xdg-open"), "#!/bin/sh\nprintf %s \"$1\" > "+opened+"\nexit 3\n")
	if err := os.Chmod(filepath.Join(bin, "xdg-open"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	r := start(t, "serve", "-C", newSite(t), "-p", "0", "--open")
	url := strings.TrimSpace(r.out.until(t, "/\n"))
	r.err.until(t, "No browser could be opened here. Open "+url+" yourself.\n")
	if got, err := os.ReadFile(opened); err != nil || string(got) != url {
		t.Errorf("opened %q, %v", got, err)
	}
}
