package handbook

import (
	"cmp"
	"path"
	"strings"

	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

var (
	linkForm      = lazy.Pattern(`(!?)\[((?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]\(\s*(?:<([^<>\n]*)>|<?((?:[^()<>\s]|\([^()\s]*\)|\s[^()"'<>\s])*)>?)(\s+(?:"[^"]*"|'[^']*'))?\s*\)`)
	referenceForm = lazy.Pattern(`(?m)^(\s{0,3}\[[^\]]+\]:\s*)<?([^\s>]+)>?(.*)$`)
	referenceUse  = lazy.Pattern(`\[([^\[\]]+)\](?:\[([^\[\]]*)\])?\(?`)
	htmlLink      = lazy.Pattern(`(\s*)\b(href|src)=(["'])([^"']*)["']`)
	imgForm       = lazy.Pattern(`<img\b[^>]*\bsrc=["'](https?:[^"']*)["'][^>]*>`)
	altForm       = lazy.Pattern(`\balt=["']([^"']*)["']`)
	hostless      = lazy.Pattern(`^https?://(?:www\.)?(?:/|$)`)
	schemeForm    = lazy.Pattern(`^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)`)
)

// links turns the links and pictures of a paragraph, but for those in code.
func (b *body) links(text string) string {
	text = b.replace(referenceForm(), text, func(line string) string {
		m := referenceForm().FindStringSubmatch(line)
		if strings.Contains(m[1], "[^") {
			return line
		}
		to, reason := b.target(m[2])
		switch {
		case reason != "":
			b.leaveOut(b.place(), reason, "%s", strings.TrimSpace(line))
			return ""
		case to != "":
			return m[1] + to + m[3]
		}
		return line
	})
	text = b.replace(referenceUse(), text, func(link string) string {
		m := referenceUse().FindStringSubmatch(link)
		if b.lost[labelOf(cmp.Or(m[2], m[1]))] && !strings.HasSuffix(link, "(") {
			return m[1]
		}
		return link
	})
	text = b.replace(imgForm(), text, func(img string) string {
		alt := altForm().FindStringSubmatch(img)
		return b.remotePicture(append(alt, "", "")[1], imgForm().FindStringSubmatch(img)[1], img)
	})
	text = b.replace(linkForm(), text, func(link string) string {
		m := linkForm().FindStringSubmatch(link)
		return b.link(m[1] == "!", m[2], m[3]+m[4], m[5])
	})
	text = b.replace(wikiForm(), text, b.wikiLink)
	return b.replace(htmlLink(), text, func(attr string) string {
		m := htmlLink().FindStringSubmatch(attr)
		to, reason := b.target(m[4])
		if reason == "" && to != "" {
			return m[1] + m[2] + "=" + m[3] + to + m[3]
		}
		if reason != "" && m[4] != "" {
			b.leaveOut(b.place(), reason, "%s", m[4])
		}
		return ""
	})
}

// wikiLink turns [[Page]] and [[Page|words]].
func (b *body) wikiLink(link string) string {
	m := wikiForm().FindStringSubmatch(link)
	if strings.EqualFold(strings.Trim(m[1], "_"), "toc") {
		return link
	}
	return b.link(false, cmp.Or(m[2], m[1]), strings.ReplaceAll(strings.TrimSpace(m[1]), " ", "-"), "")
}

// link returns a link or a picture with its new address; its words alone where it leads out of the folder.
func (b *body) link(isPicture bool, words, dest, title string) string {
	if strings.Contains(words, "](") {
		words = linkForm().ReplaceAllStringFunc(words, func(link string) string {
			m := linkForm().FindStringSubmatch(link)
			return b.link(m[1] == "!", m[2], m[3]+m[4], m[5])
		})
	}
	if dest == "" {
		return words
	}
	if isPicture && strings.HasPrefix(dest, "http") {
		return b.remotePicture(words, dest, dest)
	}
	to, reason := b.target(dest)
	switch {
	case reason != "":
		b.leaveOut(b.place(), reason, "%s", dest)
		if strings.TrimSpace(words) == "" && reason == lookedUp {
			words = strings.TrimPrefix(dest, xref)
		}
		return words + title
	case to == "":
		return words + title
	case strings.ContainsAny(to, " ()"):
		to = "<" + to + ">"
	}
	if isPicture {
		return "![" + words + "](" + to + title + ")"
	}
	return "[" + words + "](" + to + title + ")"
}

// remotePicture returns a link to a picture of another site.
func (b *body) remotePicture(alt, dest, written string) string {
	b.leaveOut(b.place(), remote, "%s", written)
	if strings.TrimSpace(alt) == "" {
		alt = "picture"
	}
	return "[" + alt + "](" + dest + ")"
}

// xref begins a link by a name, which the other tool looks up in this folder or in that of somebody else.
const xref = "xref:"

// target returns the new address of a link, empty where it led to a heading of the same page that is not there; or the reason why
// it leads nowhere.
func (b *body) target(dest string) (to, reason string) {
	name, named := strings.CutPrefix(dest, xref)
	switch {
	case named:
		dest = strings.Replace(name, ".adoc", ".md", 1)
	case hostless().MatchString(dest):
		return "", noHost
	case schemeForm().MatchString(dest):
		return dest, ""
	case strings.HasPrefix(dest, "#"):
		return b.fragment(b.to, dest[1:]), ""
	}
	address, fragment, _ := strings.Cut(dest, "#")
	address, _, _ = strings.Cut(address, "?")
	unescaped := strings.ReplaceAll(address, "%20", " ")
	if p := b.find(unescaped); address != "" && p != nil && (!named || strings.ContainsAny(address, "./")) {
		to := relative(b.to, p.to)
		if fragment != "" {
			to += b.fragment(p.to, fragment)
		}
		return to, ""
	}
	switch file := b.findOther(unescaped); {
	case named:
		return "", lookedUp
	case address == "" || file == "":
		return "", outside
	case !syntax.IsAsset(file):
		return "", notOffered
	default:
		return relative(b.to, b.useFile(file)), ""
	}
}

// lostReferences returns the labels of a page's references that lead nowhere.
func (b *body) lostReferences(text string) map[string]bool {
	lost := map[string]bool{}
	for _, m := range referenceForm().FindAllStringSubmatch(text, -1) {
		label := labelOf(strings.Trim(strings.TrimSpace(m[1]), "[]:"))
		address, _, _ := strings.Cut(m[2], "#")
		if strings.HasPrefix(label, "^") || address == "" || schemeForm().MatchString(address) {
			continue
		}
		file := b.findOther(address)
		lost[label] = b.find(address) == nil && (file == "" || !syntax.IsAsset(file))
	}
	return lost
}

// labelOf returns a label as references are compared.
func labelOf(label string) string { return strings.ToLower(strings.Join(strings.Fields(label), " ")) }

// fragment returns the part of an address that leads to a heading, where there is one.
func (b *body) fragment(to, fragment string) string {
	d := b.anchors[to]
	if d == nil {
		return "#" + fragment // not known yet
	}
	if _, ok := d.Anchor(fragment); ok || fragment == "" {
		return "#" + fragment
	}
	b.leaveOut(b.place(), noHeading, "#%s", fragment)
	return ""
}

// paths returns the paths in the folder that an address may mean, from the root of the folder or from the page.
func (b *body) paths(address string) []string {
	if rest, ok := strings.CutPrefix(address, "/"); ok {
		inside, ok := strings.CutPrefix(rest+"/", b.prefix+"/")
		if ok && b.prefix != "" {
			return []string{strings.TrimSuffix(inside, "/"), rest}
		}
		return []string{rest, "static/" + rest, "public/" + rest}
	}
	dir := path.Dir(b.from)
	return []string{path.Join(dir, address), path.Join(keyOf(b.from), address), address} // beside the file, below its page, or from the root
}

// find returns the page that an address leads to, nil where there is none.
func (b *body) find(address string) *page {
	for _, name := range b.paths(address) {
		if strings.HasPrefix(name, "../") {
			continue
		}
		for _, key := range keysOf(name) {
			if p := b.byPath[key]; p != nil {
				return p
			}
		}
	}
	return nil
}

// findOther returns the path of a picture or another file that an address leads to; empty where there is none.
func (b *body) findOther(address string) string {
	for _, name := range b.paths(address) {
		if b.others[path.Clean(name)] {
			return path.Clean(name)
		}
	}
	return ""
}

// useFile returns the new path of a file that a page names.
func (r *reader) useFile(from string) string {
	if r.used[from] == "" {
		dir, base := path.Split(from)
		ext := path.Ext(base)
		r.used[from] = path.Join(newFolder(dir), newName(strings.TrimSuffix(base, ext))+strings.ToLower(ext))
	}
	return r.used[from]
}

// relative returns the path of a file as one beside another names it.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if a[0] == "." {
		a = nil
	}
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
