package build

import (
	"fmt"
	"maps"

	"path/filepath"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// wildNames are the ways in which other tools name and place their pages.
var wildNames = []string{"refund-%d/index.md", "Return_Policy_%d.md", "%02d-terms.md", "Code Of Conduct %d.md", "handbook/topic-%d.md", "legal/area%d/README.md"}

// wildFronts are their front matter.
var wildFronts = []string{
	"",
	"---\ntitle: Topic %[1]d\nlayout: default\ntags: [a, b]\nnav_order: 3\nlast_updated: 2020-01-01\n---\n\n",
	"---\nlayout: page\npermalink: /x%[1]d/\nredirect_from:\n  - /former/topic-%[1]d/\n---\n",
}

// wildText is a page as found, with a link to another, by path and by reference.
const wildText = `# Topic %[1]d

See [the other](%[2]s#what-we-do), [above](#what-we-do) and [by reference][other].

What we do
----------

| Case | What we do |
|------|-----------:|
| Lost | A new one<br>for free |

- [x] done
- [ ] open

A note[^1], some <span id="anchor-%[1]d">raw HTML</span>, a <a name="old"></a>place, and ~~old~~ words.

> [!WARNING]
> Take care.

![A picture](pixel.png "With a title")

Term
: Its meaning.

` + "```yaml\nkey: {{ left as it is }}\n```" + `

[^1]: The note.

[other]: %[2]s
`

// wild returns a site with so many policies that somebody wrote for another tool.
func wild(n int) map[string]string {
	files := small()
	files["content/policies/pixel.png"] = "\x89PNG"
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf(wildNames[i%len(wildNames)], i)
	}
	for i, name := range names {
		up := strings.Repeat("../", strings.Count(name, "/"))
		to := up + strings.ReplaceAll(names[(i*7+3)%n], " ", "%20")
		text := fmt.Sprintf(wildText, i, to)
		text = strings.ReplaceAll(text, "(pixel.png", "("+up+"pixel.png")
		front := wildFronts[i%len(wildFronts)]
		if front != "" {
			front = fmt.Sprintf(front, i)
		}
		files["content/policies/"+name] = front + text
	}
	return files
}

func TestAHundredPoliciesOfAnotherToolBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	out := publishTo(t, inputWith(wild(100)), dir)
	for _, p := range out.Problems {
		if p.Level() == diag.Error {
			t.Error(said([]diag.Problem{p}))
		}
	}
	files := read(t, dir)
	ids, links := map[string]map[string]bool{}, map[string][]string{}
	policies := 0
	for name, text := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		ids[name], links[name] = idsAndLinks(t, text)
		if strings.HasPrefix(name, "policies/") && strings.Contains(text, "Take care.") {
			policies++
		}
	}
	if policies != 100 {
		t.Errorf("%d pages hold a policy, want 100", policies)
	}
	for page, list := range links {
		for _, href := range list {
			if page != "404.html" && !strings.Contains(href, ":") {
				checkLink(t, files, ids, page, href)
			}
		}
	}
	for _, want := range []string{"policies/code-of-conduct-3/index.html", "policies/legal/area5/index.html", "policies/handbook/topic-4/index.html", "former/topic-2/index.html", "files/policies/pixel.png"} {
		if files[want] == "" {
			t.Errorf("there is no %s", want)
		}
	}
	page := files["policies/refund-0/index.html"]
	for _, want := range []string{`<table>`, "callout-warning", "{{ left as it is }}", "../../policies/code-of-conduct-3/#what-we-do"} {
		if !strings.Contains(page, want) {
			t.Errorf("policies/refund-0/ does not hold %q", want)
		}
	}
	if strings.Count(files["_redirects"], "/former/") != 33 {
		t.Errorf("_redirects holds %d lines of policies, want 33:\n%s", strings.Count(files["_redirects"], "/former/"), files["_redirects"])
	}
}

func TestALinkThatBreaksIsFoundInAnyPlace(t *testing.T) {
	for name, change := range map[string][2]string{
		"to a file":     {"../Code%20Of%20Conduct%203.md#what", "../Code%20Of%20Conduct%204.md#what"},
		"to a heading":  {"3.md#what-we-do", "3.md#what-we-did"},
		"by reference":  {"[other]: ../Code%20Of%20Conduct%203.md", "[other]: ../Code%20Of%20Conduct.md"},
		"to a picture":  {"pixel.png", "pixels.png"},
		"within itself": {"(#what-we-do)", "(#what-we-dont)"},
	} {
		files := wild(12)
		broken := maps.Clone(files)
		const file = "content/policies/refund-0/index.md"
		broken[file] = strings.Replace(files[file], change[0], change[1], 1)
		if broken[file] == files[file] {
			t.Fatalf("%s: %q is not in\n%s", name, change[0], files[file])
		}
		found := 0
		for _, p := range Open(inputWith(broken), nil).Check().Problems {
			if p.Level() == diag.Error && p.At.File == file && p.At.Line > 0 {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s: %d errors in the file, want 1", name, found)
		}
	}
}
