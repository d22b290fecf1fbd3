package build

import (
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryPageCanBeFoundFromHome follows links, from the home page on: whoever enters there finds every page, however
// short the site's own menu is.
func TestEveryPageCanBeFoundFromHome(t *testing.T) {
	t.Parallel()
	inputs := map[string]Input{"small": inputWith(small()), "tiny": inputWith(tiny())}
	for name, dir := range sites {
		inputs[name] = inputOf(t, dir)
	}
	short := small()
	short["site.yaml"] += "menu: [{title: About us, to: pages/about.md}]\n"
	short["content/pages/about.md"] = "---\ntitle: About us\n---\nWe are two.\n"
	short["content/pages/cake.md"] = "---\ntitle: On cake\n---\nWe like it.\n"
	inputs["a short menu"] = inputWith(short)
	for name, in := range inputs {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishTo(t, in, dir)
			files, found := read(t, dir), map[string]bool{}
			var follow func(page string)
			follow = func(page string) {
				found[page] = true
				_, links := idsAndLinks(t, files[page])
				for _, href := range links {
					to, _, _ := strings.Cut(href, "#")
					target := path.Join(path.Dir(page), to)
					if path.Ext(target) == "" {
						target = path.Join(target, "index.html")
					}
					if _, ok := files[target]; ok && to != "" && !strings.Contains(to, ":") && !found[target] {
						follow(target)
					}
				}
			}
			follow("index.html")
			for file, text := range files {
				private, moved := strings.HasPrefix(file, "a/"), strings.Contains(text, `http-equiv="refresh"`)
				if path.Base(file) == "index.html" && !private && !moved && !found[file] && file != "policies/index.html" {
					t.Errorf("%s cannot be found", file)
				}
			}
			if !found["reach-us/index.html"] || !found["if-we-get-it-wrong/index.html"] || !found["capabilities/index.html"] && !found["capabilities/vans/index.html"] { // a list of one is not made
				t.Errorf("only %v were found", found)
			}
		})
	}
}
