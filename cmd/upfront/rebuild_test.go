package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBuildWatch(t *testing.T) {
	dir := newSite(t)
	public, site := filepath.Join(dir, "public"), filepath.Join(dir, "site.yaml")
	r := start(t, "build", "-C", dir, "--watch")
	said := r.err.until(t, "unchanged, in "+public+"/")
	if !strings.HasPrefix(said, "Today counts as ") || !strings.Contains(said, "\n12:00:00 built in 0 ms: wrote ") || !strings.HasSuffix(said, " files, 0 unchanged, in "+public+"/") {
		t.Errorf("it says %q", said)
	}
	r.err.until(t, "it holds no names and no keys.\n") // the secret is told of once
	before := hash(t, public)

	change(t, site, "timezone:", "timezon:")
	if said := r.err.until(t, "is mended.\n"); !strings.HasPrefix(said, "error[schema-unknown-key]") || !strings.HasSuffix(said, "\n12:00:00 Nothing was published until that is mended.\n") {
		t.Errorf("it says %q", said)
	}
	if hash(t, public) != before {
		t.Error("a refused build changed the output")
	}
	change(t, site, "timezon:", "timezone:")
	if said := r.err.until(t, "/\n"); !strings.HasPrefix(said, "12:00:00 built in 0 ms: wrote 0 files, ") {
		t.Errorf("it says %q", said)
	}

	policy := filepath.Join(dir, "content", "policies", "late.md")
	text, err := os.ReadFile(policy)
	if err != nil {
		t.Fatal(err)
	}
	save(t, policy, string(text)+"\nA new last sentence.\n")
	if said := r.err.until(t, "/\n"); !strings.HasPrefix(said, "12:00:00 built in 0 ms: wrote ") {
		t.Errorf("it says %q", said)
	}
	page, err := os.ReadFile(filepath.Join(public, "policies", "late", "index.html"))
	if err != nil || !strings.Contains(string(page), "A new last sentence.") {
		t.Errorf("the page does not say it: %v", err)
	}
	if strings.Contains(string(page), "/-/") {
		t.Error("the page knows of the preview")
	}
	if code := r.stop(); code != fine {
		t.Errorf("exit code %d", code)
	}
	if rest := r.err.take() + r.out.take(); rest != "" {
		t.Errorf("and then: %q", rest)
	}
}
