package publish

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names collects the paths of the outputs and what is wrong with them.
//
// The paths of the last run did not conflict, so outputs that are all among them do not either. The maps, which take time
// and memory, are filled only for another output, or when folded or isFolder is called.
type names struct {
	manifest manifest
	isOutput []bool     // by entry of the manifest
	pending  []spelling // outputs that are not in the maps yet

	files    map[string]spelling // by folded path
	folders  map[string]string   // by folded path: an output in it
	problems []string
}

// spelling is the path of an output and what it was made of.
type spelling struct{ path, from string }

func (s spelling) String() string {
	if s.from == "" {
		return fmt.Sprintf("%q", s.path)
	}
	return fmt.Sprintf("%q (from %s)", s.path, s.from)
}

// add adds an output and reports whether it can stand beside those before it; i is its entry in the manifest, or negative.
func (n *names) add(o Output, i int32) (ok bool) {
	known := i >= 0
	if known && n.manifest.complete && n.files == nil && !n.isOutput[i] {
		n.isOutput[i], n.pending = true, append(n.pending, spelling{n.manifest.entries[i].path, o.From})
		return true
	}
	n.fillMaps()
	s := spelling{o.Path, o.From}
	if why := pathFault(o.Path); why != "" {
		n.problem("the output %v %s", s, why)
		return false
	}
	if ok = n.put(s); ok && known {
		n.isOutput[i] = true
	}
	return ok
}

// fillMaps puts the pending outputs into the maps.
func (n *names) fillMaps() {
	if n.files == nil {
		n.files, n.folders = make(map[string]spelling, len(n.manifest.entries)), make(map[string]string, len(n.manifest.entries))
	}
	for _, s := range n.pending {
		n.put(s)
	}
	n.pending = nil
}

func (n *names) put(s spelling) bool {
	folded := fold(s.path)
	if other, ok := n.files[folded]; ok {
		if s.path == other.path {
			n.problem("two outputs have one path: %v and %v", other, s)
		} else {
			n.problem("two outputs differ in letter case alone, which many systems take for one file: %v and %v", other, s)
		}
		return false
	}
	if inside, ok := n.folders[folded]; ok {
		n.problem("%v cannot be a file: the output %q needs a folder of that name", s, inside)
		return false
	}
	for dir := path.Dir(folded); dir != "."; dir = path.Dir(dir) {
		if other, ok := n.files[dir]; ok {
			n.problem("%v needs a folder where the output %v is a file", s, other)
			return false
		}
		if _, ok := n.folders[dir]; ok {
			break
		}
		n.folders[dir] = s.path
	}
	n.files[folded] = s
	return true
}

func (n *names) problem(format string, args ...any) {
	n.problems = append(n.problems, fmt.Sprintf(format, args...))
}

// folded returns the output with a path in any letter case, or nothing.
func (n *names) folded(p string) spelling {
	n.fillMaps()
	return n.files[fold(p)]
}

// isFolder reports whether there are outputs in a folder, in any letter case.
func (n *names) isFolder(p string) bool {
	n.fillMaps()
	return n.folders[fold(p)] != ""
}

// pathFault returns what is wrong with an output's path, or nothing. A good path names one file under the output folder
// on every system that may serve or check out the site.
func pathFault(p string) string {
	switch {
	case p == "":
		return "is empty"
	case len(p) > 1024:
		return "is longer than 1,024 bytes"
	case !utf8.ValidString(p):
		return "is not UTF-8"
	case p[0] == '/':
		return "starts with a slash"
	}
	if i := strings.IndexFunc(p, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`\:*?"<>|`, r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(p[i:])
		return fmt.Sprintf("contains %q", r)
	}
	for part := range strings.SplitSeq(p, "/") {
		if why := partFault(part); why != "" {
			return why
		}
	}
	return ""
}

func partFault(part string) string {
	switch {
	case part == "":
		return "has an empty part"
	case part == "." || part == "..":
		return "steps out of its folder with " + part
	case len(part) > 255:
		return "has a part longer than 255 bytes"
	case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
		return fmt.Sprintf("has a part that ends in a dot or a space, %q", part)
	case reserved(part):
		return fmt.Sprintf("uses the reserved name %q", part)
	}
	return ""
}

// devices are names that Windows takes for devices, whatever their extension.
var devices = strings.Fields("con prn aux nul conin$ conout$ " +
	"com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 com¹ com² com³ lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 lpt¹ lpt² lpt³")

// reserved reports names that belong to git, to us, or to devices.
func reserved(part string) bool {
	name := strings.ToLower(part)
	stem, _, _ := strings.Cut(name, ".")
	return name == ".git" || name == stagingName || slices.Contains(devices, strings.TrimRight(stem, " "))
}

// fold returns one spelling for all that differ in letter case alone, as strings.EqualFold has it.
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		first := r // of the letters that fold into one another; beyond ASCII few, such as the Kelvin sign, fold into it
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			first = min(first, f)
		}
		if 'A' <= first && first <= 'Z' {
			first += 'a' - 'A'
		}
		return first
	}, s)
}
