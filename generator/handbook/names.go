package handbook

import (
	"path"
	"strconv"
	"strings"

	"upfront/generator/syntax"
)

// name finds the new path of every page, and the paths and addresses by which links find it.
func (r *reader) name() {
	taken := map[string]bool{}
	for _, p := range r.pages {
		p.to = newPath(p.from)
		for n := 2; taken[p.to]; n++ {
			p.to = strings.TrimSuffix(newPath(p.from), ".md") + "-" + strconv.Itoa(n) + ".md"
		}
		taken[p.to] = true
		for _, key := range keysOf(p.from) {
			if r.byPath[key] == nil {
				r.byPath[key] = p
			}
		}
		for _, address := range p.formerAddresses() {
			if key := keyOf(address); r.byPath[key] == nil {
				r.byPath[key] = p
			}
		}
	}
}

// newPath returns where a page goes below content/policies. The page of a folder is its index.md; that of the whole folder has a
// name, since the policies have a page of their own.
func newPath(from string) string {
	dir, base := path.Split(from)
	folder := newFolder(dir)
	if name := strings.TrimSuffix(base, path.Ext(base)); !isIndex(name) {
		return path.Join(folder, newName(name)+".md")
	}
	if folder == "" {
		return "overview.md"
	}
	return path.Join(folder, "index.md")
}

func isIndex(name string) bool {
	switch strings.ToLower(name) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

// newFolder returns a folder whose parts can be parts of an address.
func newFolder(dir string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if part != "" {
			parts = append(parts, newName(part))
		}
	}
	return strings.Join(parts, "/")
}

// newName returns a name that can be part of an address.
func newName(name string) string {
	id := strings.Trim(syntax.IDOf(name), "-")
	if len(id) > 60 {
		id = strings.Trim(id[:60], "-")
	}
	if !syntax.IsID(id) {
		id = strings.Trim("page-"+id, "-")
	}
	return id
}

// keyOf returns the key of a path or an address: without the ending, and in small letters.
func keyOf(address string) string {
	key := strings.ToLower(strings.Trim(path.Clean("/"+address), "/"))
	switch ext := path.Ext(key); ext {
	case ".md", ".mdx", ".markdown", ".html", ".htm":
		key = strings.TrimSuffix(key, ext)
	}
	if dir, base := path.Split(key); isIndex(base) {
		key = strings.Trim(dir, "/")
	}
	return key
}

// keysOf returns the keys of a page: that of its path, and without the marks that tools take out of names, such as _ before a
// folder and a day or a number before a name.
func keysOf(from string) []string {
	keys := []string{keyOf(from)}
	var plain []string
	for part := range strings.SplitSeq(keys[0], "/") {
		part = strings.TrimPrefix(part, "_")
		if m := ordered().FindStringIndex(part); m != nil {
			part = part[m[1]:]
		}
		plain = append(plain, part)
	}
	return append(keys, strings.Join(plain, "/"))
}
