package catalog

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
	"upfront/generator/markdown"
)

// follow returns where a link in a file of a site leads, and the problems of links.
func follow(t *testing.T, files map[string]string, file, link string) (address string, problems []diag.Problem) {
	t.Helper()
	files[file] += "\n[x](" + link + ")\n"
	o, all := resolve(files)
	for _, p := range all {
		if p.Rule == markdown.LinkBroken || p.Rule == markdown.AssetMissing || p.Rule == anchorBroken {
			problems = append(problems, p)
		}
	}
	links := o.documents[file].Document.Links(nil)
	target, ok := o.Follow(file, links[len(links)-1])
	switch {
	case !ok:
		return "", problems
	case target.Anchor != "":
		return target.Address + "#" + target.Anchor, problems
	}
	return target.Address + "|", problems
}

// manual is a site whose policies come from another tool: names that no address has, and folders.
func manual() map[string]string {
	files := site()
	files["site.yaml"] += "url: https://small.example/promises\n"
	for file, text := range map[string]string{
		"policies/Late Delivery.md": "# Late\n\n## Why & how\n", "policies/RFCs/one.md": "# One\n", "policies/RFCs/README.md": "# All\n",
		"policies/Sto\u0308rung.md": "# S\n", "policies/Łódź.md": "# L\n", "policies/book/a/first.md": "# F\n", "policies/book/b/second.md": "# S\n",
		"policies/book/pic (1).png": "x", "policies/book/Gro\u0308\u00dfe.png": "x", "policies/東京.md": "---\ntitle: T\n---\n", "policies/README.md": "# P\n",
		"notices/2026-03-11-m62.md": "---\ntitle: M\nkind: delay\n---\n", "pages/deep/more.md": "# M\n",
	} {
		files["content/"+file] = text
	}
	delete(files, "content/policies/東京.md") // no address can be made of it, which is reported
	return files
}

// TestLinksInEveryForm holds where links lead that are written as some tool wants them.
func TestLinksInEveryForm(t *testing.T) {
	const from = "content/policies/late.md"
	for _, c := range []struct{ file, link, want string }{
		{from, "/about/", "about/|"}, {from, "/about", "about/|"}, {from, "/about/index.html", "about/|"}, {from, "../about.html", "about/|"}, {from, "../../about/", "about/|"},
		{from, "../pages/about.md", "about/|"}, {from, "/pages/about.md", "about/|"}, {from, "/deep/more/", "deep/more/|"}, {from, "https://small.example/promises/about/", "about/|"},
		{from, "HTTP://SMALL.example/promises/policies/late-delivery#why--how", "policies/late-delivery/#why--how"}, {from, "/promises/about/", "about/|"},
		{from, "https://small.example/promises", "|"}, {from, "https://small.example/promises/#top", ""}, {from, "/", "|"},
		{from, "<Late Delivery.md>", "policies/late-delivery/|"}, {from, "Late%20Delivery.md", "policies/late-delivery/|"}, {from, "late-delivery.md", "policies/late-delivery/|"},
		{from, "<Late Delivery>", "policies/late-delivery/|"}, {from, "/policies/late-delivery/", "policies/late-delivery/|"}, {from, "./late-delivery/#why--how", "policies/late-delivery/#why--how"},
		{from, "../late-delivery/", "policies/late-delivery/|"}, {from, "/late-delivery/", "policies/late-delivery/|"}, {from, "late_delivery", "policies/late-delivery/|"},
		{from, "RFCs/one.md", "policies/rfcs/one/|"}, {from, "rfcs/one", "policies/rfcs/one/|"}, {from, "/policies/rfcs/one/", "policies/rfcs/one/|"}, {from, "RFCs/", "policies/rfcs/|"},
		{from, "RFCs/README.md", "policies/rfcs/|"}, {from, "/RFCs/one", "policies/rfcs/one/|"},
		{from, "St\u00f6rung.md", "policies/stoerung/|"}, {from, "Sto\u0308rung.md", "policies/stoerung/|"}, {from, "/policies/stoerung/", "policies/stoerung/|"}, {from, "St%C3%B6rung.md", "policies/stoerung/|"},
		{from, "Łódź.md", "policies/lodz/|"}, {from, norm.NFD.String("Łódź.md"), "policies/lodz/|"}, {from, "/policies/lodz/", "policies/lodz/|"},
		{from, "README.md", "policies/overview/|"}, {from, "/policies/", "policies/overview/|"}, {from, "../reach-us/", "reach-us/|"}, {from, "/reach-us", "reach-us/|"},
		{from, "/old-late/", "policies/late/|"}, {from, "/capabilities/vans/", "capabilities/vans/|"}, {from, "../capabilities/vans.yaml", "capabilities/vans/|"},
		{from, "/notices/2026-03-11-m62/", "notices/2026-03-11-m62/|"}, {from, "<book/pic (1).png>", "files/policies/book/pic (1).png|"},
		{from, "book/Gr\u00f6\u00dfe.png", "files/policies/book/Gro\u0308\u00dfe.png|"},
		{"content/policies/book/a/first.md", "/book/b/second.md", "policies/book/b/second/|"}, {"content/policies/book/a/first.md", "/b/second/", "policies/book/b/second/|"},
		{"content/policies/book/a/first.md", "../../b/second/", "policies/book/b/second/|"}, {"content/policies/book/a/first.md", "../b/second.md", "policies/book/b/second/|"},
		{"content/policies/book/a/first.md", "/about/", "about/|"}, {"content/policies/book/a/first.md", "/pic%20(1).png", "files/policies/book/pic (1).png|"},
	} {
		got, problems := follow(t, manual(), c.file, c.link)
		switch {
		case got != c.want:
			t.Errorf("%s in %s leads to %q, want %q", c.link, c.file, got, c.want)
		case c.want != "" && len(problems) > 0:
			t.Errorf("%s in %s: %s", c.link, c.file, problems[0].Message)
		}
	}
}

// TestWhatToWriteLeadsThere holds that a suggestion for a broken link, written in its place, leads somewhere.
func TestWhatToWriteLeadsThere(t *testing.T) {
	const from = "content/policies/late.md"
	for link, want := range map[string]string{
		"<Late Delivry.md>":                     `the link "Late Delivry.md" leads nowhere | Did you mean "Late%20Delivery.md"?`,
		"onne.md":                               `the link "onne.md" leads nowhere | Did you mean "RFCs/one.md"?`,
		"<pics (1).png>":                        `there is no file "pics (1).png" beside this page | Did you mean "book/pic%20%281%29.png"?`,
		"second":                                `the link "second" leads nowhere | Did you mean "book/b/second.md"?`,
		"me@small.example":                      `there is no file "me@small.example" beside this page | Write mailto:me@small.example.`,
		"www.other.org":                         `there is no file "www.other.org" beside this page | Write https://www.other.org.`,
		"www.other.org/a?b=c#d":                 `the link "www.other.org/a?b=c#d" leads nowhere | Write https://www.other.org/a?b=c#d.`,
		"https://small.example/promises/abuot/": `this site has no page "https://small.example/promises/abuot/" | Did you mean "../pages/about.md"?`,
		"https://small.example/promises/shop/":  `this site has no page "https://small.example/promises/shop/" | Correct the address. If something else than this site answers there, leave it.`,
		"https://small.example/promise/":        "", "https://small.example/": "", "https://other.small.example/promises/shop/": "", "https://small.example.org/promises/x/": "",
	} {
		_, problems := follow(t, manual(), from, link)
		if want == "" && len(problems) == 0 {
			continue
		}
		if len(problems) != 1 || problems[0].Message+" | "+problems[0].Help != want {
			t.Errorf("%s:\ngot  %v\nwant %s", link, problems, want)
			continue
		}
		help := problems[0].Help
		if _, help, _ = strings.Cut(help, `"`); help == "" {
			if _, help, _ = strings.Cut(problems[0].Help, "Write "); help == "" {
				continue
			}
			help += `"`
		}
		written, _, _ := strings.Cut(strings.Replace(help, `."`, `"`, 1), `"`)
		if _, after := follow(t, manual(), from, written); len(after) > 0 {
			t.Errorf("%s: %q, as the help says, has the problem %q", link, written, after[0].Message)
		}
	}
}

// TestAFormerAddressWithAFragment holds that it is told, and neither stops the build nor is looked up.
func TestAFormerAddressWithAFragment(t *testing.T) {
	files := manual()
	files["content/policies/other.md"] = "---\ntitle: O\naliases: [\"/old/page#part\"]\n---\n"
	_, problems := resolve(files)
	var got []string
	for _, p := range problems {
		if p.Rule == "slug-collision" {
			got = append(got, fmt.Sprint(p.Severity, " ", p.Message))
		}
	}
	if want := `warning "/old/page#part" redirects nothing: a browser tells no host what stands behind #`; len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPicturesThatAreNotRead holds what is said of a folder that no site reads, and that no text is offered for a picture.
func TestPicturesThatAreNotRead(t *testing.T) {
	for link, want := range map[string]string{
		"../.gitbook/assets/late.png": `"../.gitbook/assets/late.png" stands in a folder whose name begins with a dot, and such folders are not read | Rename the folder to gitbook, here and on the disk.`,
		"late.jpg":                    `there is no file "late.jpg" beside this page | Put the picture beside this file, and write its name, such as ![A van](van.png).`,
		"mop.png":                     `there is no file "mop.png" beside this page | Did you mean "map.png"?`,
	} {
		files := manual()
		files["content/policies/other.md"] = "---\ntitle: O\n---\n![A](" + link + ")\n"
		_, problems := resolve(files)
		var got []string
		for _, p := range problems {
			if p.Rule == markdown.AssetMissing {
				got = append(got, p.Message+" | "+p.Help)
			}
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// TestLinksToWhatIsNotShown holds that a public text does not lead to one that not everybody may read, and that one of staff may.
func TestLinksToWhatIsNotShown(t *testing.T) {
	files := manual()
	files["content/policies/rota.md"] = "---\ntitle: Rota\nvisibility: internal\n---\n[x](late.md) [y](keys.md)\n"
	files["content/policies/keys.md"] = "---\ntitle: Keys\nvisibility: internal\n---\n"
	if _, problems := follow(t, files, "content/policies/rota.md", "keys.md"); len(problems) > 0 {
		t.Errorf("a text of staff: %v", problems)
	}
	_, problems := follow(t, files, "content/policies/late.md", "rota.md")
	if len(problems) != 1 || problems[0].Message != `the link "rota.md" leads to content/policies/rota.md, which not everybody may read` {
		t.Errorf("got %v", problems)
	}
}

// TestSuggestionsAreBounded holds that the work for broken links does not grow with their number times that of files: past
// [maxSuggestions] a link is only looked up by its name.
func TestSuggestionsAreBounded(t *testing.T) {
	files := site()
	for i := range maxSuggestions + 100 { // in files of 50 each: of more, a file's problems are counted
		file := fmt.Sprintf("content/policies/late%d.md", i/50)
		files[file] = cmp.Or(files[file], files["content/policies/late.md"]) + fmt.Sprintf("[a](abuot%d.md)\n\n[b](other/about.md)\n\n", i%7)
	}
	_, problems := resolve(files)
	spelt, named := 0, 0
	for _, p := range problems {
		switch {
		case p.Rule != markdown.LinkBroken || p.Help != `Did you mean "../pages/about.md"?`:
		case strings.Contains(p.Message, "abuot"):
			spelt++
		default:
			named++
		}
	}
	if spelt != maxSuggestions || named != maxSuggestions+100 {
		t.Errorf("%d suggestions by spelling, want %d; %d by name, want %d", spelt, maxSuggestions, named, maxSuggestions+100)
	}
}
