package build

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/publish"
)

// TestAPageThatIsGone holds that an address which was published is missed once, that --strict stops before anything
// changes, and that the mend works.
func TestAPageThatIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	o := publish.Options{State: dir + ".state"}
	files := small()
	files["content/policies/late.md"] += "\n![A van](van.png)\n"
	files["content/policies/van.png"] = "\x89PNG\r\n\x1a\n"
	build := func(strict bool) (gone []string, refused bool) {
		t.Helper()
		out, _, err := Open(inputWith(files), nil).Publish(dir, strict, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range out.Problems {
			if p.Rule == PageGone {
				gone = append(gone, p.At.String()+" "+p.Message+" | "+p.Help)
			}
		}
		return gone, out.Refused
	}
	if gone, refused := build(true); len(gone) > 0 || refused {
		t.Fatalf("the first: %q %v", gone, refused)
	}
	late := files["content/policies/late.md"]
	delete(files, "content/policies/late.md")
	delete(files, "content/agreements/fenn.yaml")
	want := []string{"policies/late/index.html the page policies/late/ was published last time, and is gone | " +
		"If another page replaces it, write in its front matter: aliases: [policies/late/]. If nobody needs it any more, nothing is to be done."}
	for range 2 {
		before := read(t, dir)
		if gone, refused := build(true); !slices.Equal(gone, want) || !refused || len(read(t, dir)) != len(before) {
			t.Errorf("strict: %q %v", gone, refused)
		}
	}
	files["content/policies/tardy.md"] = strings.Replace(late, "effective:", "aliases: [policies/late/]\neffective:", 1)
	if gone, refused := build(true); len(gone) > 0 || refused || !strings.Contains(read(t, dir)["policies/late/index.html"], "../../policies/tardy/") {
		t.Errorf("mended: %q %v", gone, refused)
	}
	files["content/policies/tardy.md"] = strings.Replace(late, "effective:", "draft: true\neffective:", 1)
	if gone, refused := build(false); len(gone) != 2 || refused {
		t.Errorf("hidden, with what led there: %q %v", gone, refused)
	}
	if gone, _ := build(true); len(gone) > 0 {
		t.Errorf("said twice: %q", gone)
	}
}

// TestAMissedPageFollowsTheSettings holds that the site can make an error or nothing of it.
func TestAMissedPageFollowsTheSettings(t *testing.T) {
	for _, severity := range []string{"error", "off"} {
		dir := filepath.Join(t.TempDir(), "public")
		files := small()
		files["site.yaml"] += "checks: {page-gone: " + severity + "}\n"
		publishTo(t, inputWith(files), dir)
		delete(files, "content/policies/late.md")
		out, _, err := Open(inputWith(files), nil).Publish(dir, true, publish.Options{State: dir + ".state"})
		if err != nil || out.Refused != (severity == "error") || diag.Count(out.Problems, diag.Error) != map[string]int{"error": 1}[severity] {
			t.Errorf("%s: %v %v\n%s", severity, out.Refused, err, said(out.Problems))
		}
	}
}
