package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestBuildWatch(t *testing.T) {
	dir := newSite(t)
	public, site := filepath.Join(dir, "public"), filepath.Join(dir, "site.yaml")
	r := start(t, "build", "-C", dir, "--watch")
	printed := r.err.until(t, "unchanged, in "+public+"/")
	if !strings.HasPrefix(printed, "Today counts as ") || !strings.Contains(printed, "\n12:00:00 built in 0 ms: wrote ") || !strings.HasSuffix(printed, " files, 0 unchanged, in "+public+"/") {
		t.Errorf("it says %q", printed)
	}
	r.err.until(t, "it holds no names and no keys.\n") // the secret is told of once
	before := hash(t, public)

	change(t, site, "timezone:", "timezon:")
	if printed := r.err.until(t, "is mended.\n"); !strings.HasPrefix(printed, "error[schema-unknown-key]") || !strings.HasSuffix(printed, "\n12:00:00 Nothing was published until that is mended.\n") {
		t.Errorf("it says %q", printed)
	}
	if hash(t, public) != before {
		t.Error("a refused build changed the output")
	}
	change(t, site, "timezon:", "timezone:")
	if printed := r.err.until(t, "/\n"); !strings.HasPrefix(printed, "12:00:00 built in 0 ms: wrote 0 files, ") {
		t.Errorf("it says %q", printed)
	}

	policy := filepath.Join(dir, "content", "policies", "late.md")
	text, err := os.ReadFile(policy)
	if err != nil {
		t.Fatal(err)
	}
	save(t, policy, string(text)+"\nA new last sentence.\n")
	if printed := r.err.until(t, "/\n"); !strings.HasPrefix(printed, "12:00:00 built in 0 ms: wrote ") {
		t.Errorf("it says %q", printed)
	}
	page, err := os.ReadFile(filepath.Join(public, "policies", "late", "index.html"))
	if err != nil || !strings.Contains(string(page), "A new last sentence.") {
		t.Errorf("the page does not say it: %v", err)
	}
	if strings.Contains(string(page), "/-/") {
		t.Error("the page knows of the preview")
	}
	if code := r.stop(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if rest := r.err.take() + r.out.take(); rest != "" {
		t.Errorf("and then: %q", rest)
	}
}

// A file that goes away while a build reads the others, as when many are exchanged at once, is no mistake of anybody's.
func TestOvertakenBuildsAreNotTold(t *testing.T) {
	for name, args := range map[string][]string{"serve": {"serve", "-p", "0"}, "build": {"build", "--watch"}} {
		t.Run(name, func(t *testing.T) {
			dir := newSite(t)
			brief := filepath.Join(dir, "content", "pages", "brief.md")
			write(t, brief, "---\ntitle: Soon gone\n---\nIt is here for a moment.\n")
			var calls atomic.Int64 // from 1 on: of the clock, which is asked before the files are listed, and after
			r := startAt(t, func() time.Time {
				if calls.Load() > 0 && calls.Add(1) == 3 {
					if err := os.Remove(brief); err != nil {
						t.Error(err)
					}
				}
				return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
			}, append(args, "-C", dir)...)
			r.err.until(t, "built in")
			r.err.until(t, "\n")
			if name == "build" {
				r.err.until(t, "it holds no names and no keys.\n")
			}
			calls.Store(1)
			change(t, filepath.Join(dir, "site.yaml"), "timezone:", "timezone: ")
			if printed := r.err.until(t, "built in"); printed != "12:00:00 built in" {
				t.Errorf("it says %q", printed)
			}
			if _, err := os.Stat(brief); err == nil {
				t.Error("the file was not removed")
			}
			if code := r.stop(); code != exitOK {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

func TestOvertakenOverAndOver(t *testing.T) {
	dir := newSite(t)
	p := &program{clock: time.Now}
	p.relist.due = make(chan struct{}, 1)
	s := &site{dir: dir}
	if err := p.listFiles(s); err != nil {
		t.Fatal(err)
	}
	if p.overtaken(s) {
		t.Error("a site in which nothing changes is overtaken")
	}
	if err := os.Remove(filepath.Join(dir, "content", "policies", "late.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.tree.Read("content/policies/late.md"); err == nil {
		t.Fatal("a removed file was read")
	}
	for range maxOvertaken {
		if !p.overtaken(s) {
			t.Fatal("not overtaken")
		}
	}
	if p.overtaken(s) {
		t.Error("it is never told")
	}
	<-p.relist.due
}

// A folder that a flag names is there when the run begins, and may go like any other.
func TestBuildWatchTellsThatTheAgreementsWentAway(t *testing.T) {
	dir, elsewhere := newSite(t), filepath.Join(t.TempDir(), "agreements")
	if err := os.Rename(filepath.Join(dir, "content", "agreements"), elsewhere); err != nil {
		t.Fatal(err)
	}
	r := start(t, "build", "-C", dir, "--agreements", elsewhere, "--watch")
	r.err.until(t, "it holds no names and no keys.\n")
	if err := os.Rename(elsewhere, elsewhere+".away"); err != nil {
		t.Fatal(err)
	}
	want := "There is no folder " + elsewhere + ".\nWrite the folder that holds the agreements after --agreements.\n12:00:00 Nothing was published.\n"
	if printed := r.err.until(t, "published.\n"); printed != want {
		t.Errorf("it says %q, want %q", printed, want)
	}
	if err := os.Rename(elsewhere+".away", elsewhere); err != nil {
		t.Fatal(err)
	}
	r.err.until(t, "12:00:00 built in 0 ms: wrote 0 files")
	if code := r.stop(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
}

// Of warnings only their number is told while somebody writes, but for the one that no later build finds.
func TestAPageThatIsGoneIsTold(t *testing.T) {
	dir := newSite(t)
	brief := filepath.Join(dir, "content", "pages", "brief.md")
	write(t, brief, "---\ntitle: Soon gone\n---\nIt is here for a moment.\n")
	r := start(t, "build", "--watch", "-C", dir)
	r.err.until(t, "it holds no names and no keys.\n")
	if err := os.Remove(brief); err != nil {
		t.Fatal(err)
	}
	r.err.until(t, "removed, in ")
	r.err.until(t, "\n")
	want := "Warning: the page brief/ was published last time, and is gone. If another page replaces it, write in its front matter: aliases: [brief/]. If nobody needs it any more, nothing is to be done.\n"
	if printed := r.err.until(t, "\n"); printed != want {
		t.Errorf("it says %q", printed)
	}
	if code := r.stop(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
}
