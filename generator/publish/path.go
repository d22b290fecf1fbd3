package publish

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// faultOf says what is wrong with an output's path, or nothing. A good path names one file under the
// output folder on every system that may serve or check out the site.
func faultOf(p string) string {
	if isPlain(p) {
		return ""
	}
	return faultOfAny(p)
}

func faultOfAny(p string) string {
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

// isPlain reports paths whose parts are no longer than a name may be, hold small letters, digits and hyphens, and dots
// between these, and are too long or too short for the name of a device up to their first dot. Nearly all are.
func isPlain(p string) bool {
	stem, last := 0, byte('/') // the length of the part up to its first dot, negative behind that
	for i := range len(p) {
		b := p[i]
		switch {
		case plainByte[b]:
			if stem >= 0 {
				stem++
			}
		case b == '.' && plainByte[last]:
			if 3 <= stem && stem <= 4 {
				return false
			}
			stem = -1
		case b == '/' && plainByte[last]:
			if 3 <= stem && stem <= 4 {
				return false
			}
			stem = 0
		default:
			return false
		}
		last = b
	}
	return plainByte[last] && (stem < 3 || stem > 4) && len(p) <= 255
}

var plainByte = func() (is [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyz0123456789-") {
		is[b] = true
	}
	return is
}()

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

// reserved reports names that belong to git, to us, or to devices on Windows (whatever their extension).
func reserved(part string) bool {
	name := strings.ToLower(part)
	switch name {
	case ".git", stageName:
		return true
	}
	name, _, _ = strings.Cut(name, ".")
	switch name = strings.TrimRight(name, " "); name {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	if digit, ok := strings.CutPrefix(name, "com"); ok {
		return isDigit(digit)
	}
	digit, ok := strings.CutPrefix(name, "lpt")
	return ok && isDigit(digit)
}

func isDigit(s string) bool {
	switch s {
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return true
	}
	return false
}

// fold gives one spelling to all that differ in letter case alone, as strings.EqualFold has it.
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r < utf8.RuneSelf:
			return r
		}
		return least(r)
	}, s)
}

// least is the first of the letters that fold into one another; for the few beyond ASCII that fold into
// it, such as the Kelvin sign, the lower-case letter.
func least(r rune) rune {
	low := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		low = min(low, f)
	}
	if 'A' <= low && low <= 'Z' {
		low += 'a' - 'A'
	}
	return low
}

// names collects the paths of the outputs and what is wrong with them.
//
// The files of the last run stand beside one another, so nothing can be wrong with outputs that are all among them. They
// are only counted until another output comes, or until somebody asks.
type names struct {
	memory memory
	came   []bool           // by record of the memory: an output
	before []int32          // such records, in the order in which they came, which are not in the maps yet
	from   map[int32]string // what some of them were made of

	files    map[string]*spelling // by folded path; nil for one that is spelled so and was made of nothing in particular
	folders  map[string]string    // by folded path: an output in it
	problems []string
}

type spelling struct{ path, from string }

func (s spelling) String() string {
	if s.from == "" {
		return fmt.Sprintf("%q", s.path)
	}
	return fmt.Sprintf("%q (from %s)", s.path, s.from)
}

func newNames(m memory) *names {
	return &names{memory: m, came: make([]bool, len(m.records)), from: map[int32]string{}}
}

// add takes note of an output, reports whether it can stand beside those before it, and gives the place of its record in
// the memory, which is negative where it has none.
func (n *names) add(o Output) (at int32, ok bool) {
	at, known := n.memory.places[o.Path]
	if !known {
		at = -1
	}
	if known && n.memory.sound && n.files == nil && !n.came[at] {
		n.came[at], n.before = true, append(n.before, at)
		if o.From != "" {
			n.from[at] = o.From
		}
		return at, true
	}
	n.spellOut()
	if ok = n.put(o.Path, o.From); ok && known {
		n.came[at] = true
	}
	return at, ok
}

// spellOut puts into the maps what was only counted.
func (n *names) spellOut() {
	if n.files == nil {
		n.files, n.folders = make(map[string]*spelling, len(n.memory.records)), make(map[string]string, len(n.memory.records))
	}
	for _, at := range n.before {
		n.put(n.memory.records[at].path, n.from[at])
	}
	n.before = nil
}

func (n *names) put(p, from string) bool {
	s := spelling{p, from}
	why := faultOf(p)
	if why != "" {
		n.problem("the output %v %s", s, why)
		return false
	}
	folded := fold(p)
	if other, ok := n.spelled(folded); ok {
		n.clash(s, other)
		return false
	}
	if inside, ok := n.folders[folded]; ok {
		n.problem("%v cannot be a file: the output %q needs a folder of that name", s, inside)
		return false
	}
	for up := path.Dir(folded); up != "."; up = path.Dir(up) {
		if other, ok := n.spelled(up); ok {
			n.problem("%v needs a folder where the output %v is a file", s, other)
			return false
		}
		if _, ok := n.folders[up]; ok {
			break
		}
		n.folders[up] = p
	}
	n.files[folded] = nil
	if s != (spelling{path: folded}) {
		n.files[folded] = &s
	}
	return true
}

// spelled gives the output at a folded path.
func (n *names) spelled(folded string) (s spelling, ok bool) {
	given, ok := n.files[folded]
	if given == nil {
		return spelling{path: folded}, ok
	}
	return *given, ok
}

func (n *names) clash(a, b spelling) {
	if a.path == b.path {
		n.problem("two outputs have one path: %v and %v", b, a)
		return
	}
	n.problem("two outputs differ in letter case alone, which many systems take for one file: %v and %v", b, a)
}

func (n *names) problem(format string, args ...any) {
	n.problems = append(n.problems, fmt.Sprintf(format, args...))
}

// has reports whether a path, spelled so, is an output.
func (n *names) has(p string) bool {
	n.spellOut()
	s, ok := n.spelled(fold(p))
	return ok && s.path == p
}

// hasFolded reports whether a path is an output in any letter case.
func (n *names) hasFolded(p string) bool {
	n.spellOut()
	_, ok := n.files[fold(p)]
	return ok
}

// isFolder reports whether there are outputs in a folder, in any letter case.
func (n *names) isFolder(p string) bool {
	n.spellOut()
	_, ok := n.folders[fold(p)]
	return ok
}
