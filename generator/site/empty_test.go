package site_test

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// madePages returns the paths of the pages of a site, sorted, without the page for wrong addresses.
func madePages(pages map[string]string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(pages)), func(name string) bool { return path.Ext(name) != ".html" || name == "404.html" })
}

// TestPagesWithNothingToSayAreNotMade holds which pages a small site has, that each link and feed of them leads to what is made,
// and that no heading stands over nothing.
func TestPagesWithNothingToSayAreNotMade(t *testing.T) {
	const desk = "channels: [{id: desk, by: phone, at: \"01632 960001\"}]\n"
	const promise = "title: Vans\nsummary: We bring it.\npromises: [{id: hello, says: The driver says hello., commitment: best-effort, indicator: {kind: statement, evidence: A note}}]\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"nothing":      {map[string]string{}, "index.html"},
		"a channel":    {map[string]string{"site.yaml": desk}, "if-we-get-it-wrong index.html reach-us"},
		"a service":    {map[string]string{"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\n"}, "capabilities capabilities/vans index.html"},
		"one promise":  {map[string]string{"content/capabilities/vans.yaml": promise}, "capabilities capabilities/vans how-we-count if-we-get-it-wrong index.html promises"},
		"a fit":        {map[string]string{"content/capabilities/vans.yaml": suiting("Vans", "", "You wait", "You hurry")}, "capabilities capabilities/vans index.html right-for-you"},
		"a policy":     {map[string]string{"content/policies/late.md": "---\ntitle: Late\n---\nWe ring.\n"}, "index.html policies policies/late"},
		"a change":     {map[string]string{"content/policies/late.md": "---\ntitle: Late\nchanges: [{on: 2026-03-01, effect: new, note: We wrote it down.}]\n---\nWe ring.\n"}, "changes index.html policies policies/late"},
		"a notice":     {map[string]string{"content/notices/fog.md": "---\ntitle: Fog\nkind: delay\nnoticed: 2026-03-20 09:00\n---\nFog.\n"}, "index.html notices/fog notices"},
		"a hidden one": {map[string]string{"content/notices/fog.md": "---\ntitle: Fog\nkind: delay\nvisibility: internal\nnoticed: 2026-03-20 09:00\n---\nFog.\n"}, "index.html"},
		"a word":       {map[string]string{"content/glossary.yaml": "dock: A door for lorries\n"}, "how-we-count index.html"},
		"a menu":       {map[string]string{"site.yaml": "menu: [{title: News, to: notices/}, {title: Home, to: /}]\n"}, "index.html"},
	} {
		c.files["content/pages/index.md"] = "---\ntitle: Hello\n---\nHello.\n"
		pages := publicPages(t, c.files, "2026-03-20")
		made := strings.ReplaceAll(strings.Join(madePages(pages), " "), "/index.html", "")
		if made != c.want {
			t.Errorf("%s: the pages are %q, want %q", name, made, c.want)
		}
		for _, page := range append(madePages(pages), "404.html") {
			root, err := html.Parse(strings.NewReader(pages[page]))
			if err != nil {
				t.Fatal(err)
			}
			for _, element := range slices.Concat(elements(root, "a"), elements(root, "link")) {
				to, _, _ := strings.Cut(attribute(element, "href"), "#")
				if to == "" || strings.Contains(to, ":") {
					continue
				}
				target := strings.TrimPrefix(path.Join("/", path.Dir(page), to), "/")
				if path.Ext(target) == "" {
					target = path.Join(target, "index.html")
				}
				if _, ok := pages[target]; !ok {
					t.Errorf("%s: %s leads to %s, which is not made", name, page, to)
				}
			}
			for _, part := range having(t, pages[page], "part") {
				if h := elements(part, "h2"); len(h) == 1 && said(part) == said(h[0]) {
					t.Errorf("%s: %s has the heading %q over nothing", name, page, said(h[0]))
				}
			}
		}
	}
}

// TestNothingWasMissedWhereNothingIsPromised holds that a site without promises says nothing of them.
func TestNothingWasMissedWhereNothingIsPromised(t *testing.T) {
	files := map[string]string{"content/pages/index.md": "---\ntitle: Hello\n---\nHello.\n", "site.yaml": "channels: [{id: desk, by: phone, at: \"01632 960001\"}]\n"}
	const none = "We know of no promise we have missed"
	if page := publicPages(t, files, "2026-03-20")["if-we-get-it-wrong/index.html"]; strings.Contains(page, none) {
		t.Error("without a promise, none was missed")
	}
	files["content/capabilities/vans.yaml"] = "title: Vans\nsummary: We bring it.\npromises: [{id: hello, says: The driver says hello., commitment: best-effort, indicator: {kind: statement, evidence: A note}}]\n"
	if page := publicPages(t, files, "2026-03-20")["if-we-get-it-wrong/index.html"]; !strings.Contains(page, none) {
		t.Error("with a promise, it does not say that none was missed")
	}
}

// TestOneServiceIsNoList holds that nothing of a site with one service leads to a list of one, that former links to such lists
// lead on, and that a second service makes them lists again.
func TestOneServiceIsNoList(t *testing.T) {
	files := map[string]string{"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\npromises: [{id: hello, says: The driver says hello., commitment: best-effort, indicator: {kind: statement, evidence: A note}}]\n"}
	lists := map[string]string{"capabilities": "../capabilities/vans/", "promises": "../capabilities/vans/#promises"}
	pages := publicPages(t, files, "2026-03-20")
	for list, to := range lists {
		if !strings.Contains(pages[list+"/index.html"], "url="+to+"\"") {
			t.Errorf("%s does not lead to %s: %s", list, to, pages[list+"/index.html"])
		}
	}
	for _, name := range madePages(pages) {
		root, err := html.Parse(strings.NewReader(pages[name]))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range elements(root, "a") {
			if to := strings.Trim(path.Join("/", path.Dir(name), attribute(a, "href")), "/"); lists[to] != "" {
				t.Errorf("%s leads to the list of one, %s", name, to)
			}
		}
	}
	if strings.Contains(pages["capabilities/vans/index.html"], "crumbs") || !strings.Contains(pages["index.html"], ">All promises<") {
		t.Error("the service lies below itself, or the foot has lost its promises")
	}
	files["content/capabilities/bikes.yaml"] = "title: Bikes\nsummary: We ride it.\n"
	for list := range lists {
		if page := publicPages(t, files, "2026-03-20")[list+"/index.html"]; !strings.Contains(page, "<h1>") || strings.Contains(page, "refresh") {
			t.Errorf("%s of two services: %s", list, page)
		}
	}
}
