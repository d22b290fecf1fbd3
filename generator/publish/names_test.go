package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPathsThatCannotBePublished(t *testing.T) {
	for path, want := range map[string]string{
		"":                         "is empty",
		"/etc/passwd":              "starts with a slash",
		"../x":                     "steps out of its folder with ..",
		"a/../b":                   "steps out of its folder with ..",
		"./a":                      "steps out of its folder with .",
		"a//b":                     "has an empty part",
		"a/":                       "has an empty part",
		`a\b`:                      `contains '\\'`,
		"c:/x":                     "contains ':'",
		"a\x00b":                   `contains '\x00'`,
		"a\nb":                     `contains '\n'`,
		"a?b":                      "contains '?'",
		"a\xffb":                   "is not UTF-8",
		"a./b":                     `has a part that ends in a dot or a space, "a."`,
		"a /b":                     `has a part that ends in a dot or a space, "a "`,
		".git/config":              `uses the reserved name ".git"`,
		"x/.GIT":                   `uses the reserved name ".GIT"`,
		".upfront-stage/x":         `uses the reserved name ".upfront-stage"`,
		"nul":                      `uses the reserved name "nul"`,
		"a/Con.html":               `uses the reserved name "Con.html"`,
		"a/lpt9/b":                 `uses the reserved name "lpt9"`,
		"conin$":                   `uses the reserved name "conin$"`,
		"com¹.b/c":                 `uses the reserved name "com¹.b"`,
		"com1.tar.gz":              `uses the reserved name "com1.tar.gz"`,
		strings.Repeat("a", 256):   "has a part longer than 255 bytes",
		strings.Repeat("a/", 513):  "is longer than 1,024 bytes",
		"index.html":               "",
		".well-known/security.txt": "",
		"_headers":                 "",
		"a/CNAME":                  "",
		"konto/über uns.html":      "",
		"com10/console.html":       "",
		strings.Repeat("a", 255):   "",
		"..a/...b":                 "",
	} {
		if got := pathFault(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}

// Outputs that were published before have the same problems as new ones.
func TestOutputsThatCannotStandTogether(t *testing.T) {
	for _, before := range []site{first, {"a": "", "b/c": "", "good": ""}} {
		refuseTogether(t, before)
	}
}

func refuseTogether(t *testing.T, before site) {
	p := newPlace(t)
	p.must(before)
	content := func() ([]byte, error) { return nil, nil }
	_, err := Write(p.out, func(yield func(Output, error) bool) {
		for _, o := range []Output{
			{Path: "a", From: "content/policies/a.md"}, {Path: "b/c"}, {Path: "a", From: "content/pages/a.md"}, {Path: "b/C"},
			{Path: "B"}, {Path: "a/x/y"}, {Path: "b/c/d"}, {Path: "../up", From: "content/pages/up.md"}, {Path: "good"},
			{Path: "K"}, {Path: "\u212a"},
		} {
			o.Print = content
			if !yield(o, nil) {
				return
			}
		}
	}, Options{State: p.state})
	want := `two outputs have one path: "a" (from content/policies/a.md) and "a" (from content/pages/a.md)
two outputs differ in letter case alone, which many systems take for one file: "b/c" and "b/C"
"B" cannot be a file: the output "b/c" needs a folder of that name
"a/x/y" needs a folder where the output "a" (from content/policies/a.md) is a file
"b/c/d" needs a folder where the output "b/c" is a file
the output "../up" (from content/pages/up.md) steps out of its folder with ..
two outputs differ in letter case alone, which many systems take for one file: "K" and "` + "\u212a\""
	var path *PathError
	if !errors.As(err, &path) || err.Error() != want {
		t.Errorf("after %v: got\n%v\nwant\n%s", before, err, want)
	}
	p.expect(before)
}

// FuzzPath: two paths that are accepted are published in their places and nowhere else, and what differs
// in letter case alone is never accepted together.
func FuzzPath(f *testing.F) {
	for _, s := range [][2]string{{"a", "a/b"}, {"../x", "x"}, {"a/b", "A/b"}, {"ſ", "S"}, {"/", `\`}, {"x/../../y", ".upfront-stage"}, {"a/b.html", "a/c/"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		p := newPlace(t)
		want := site{a: "one", b: "two"}
		_, err := p.write(want)
		if err == nil {
			if !filepath.IsLocal(a) || !filepath.IsLocal(b) || !utf8.ValidString(a+b) || a != b && strings.EqualFold(a, b) {
				t.Fatalf("%q and %q were accepted", a, b)
			}
			p.expect(want)
		} else if got := holds(t, p.out); len(got) != 0 {
			t.Fatalf("refused, but there is %v", got)
		}
		if entries, _ := os.ReadDir(filepath.Dir(p.out)); len(entries) > 2 {
			t.Fatalf("files outside of the output: %v", entries)
		}
		if (fold(a) == fold(b)) != strings.EqualFold(a, b) && utf8.ValidString(a+b) {
			t.Fatalf("%q and %q: folding and EqualFold differ", a, b)
		}
		if err == nil && !maps.Equal(holds(t, p.out), want) {
			t.Fatal("another site was published")
		}
	})
}
