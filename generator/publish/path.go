package publish

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
