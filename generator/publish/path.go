package publish

import (
	"fmt"
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

// reserved reports names that belong to git, to us, or to devices on Windows (whatever their extension).
func reserved(part string) bool {
	name := strings.ToLower(part)
	if name == ".git" || name == stagingName {
		return true
	}
	name, _, _ = strings.Cut(name, ".")
	switch name = strings.TrimRight(name, " "); name {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	digit, ok := strings.CutPrefix(name, "com")
	if !ok {
		digit, ok = strings.CutPrefix(name, "lpt")
	}
	return ok && utf8.RuneCountInString(digit) == 1 && strings.Contains("0123456789¹²³", digit)
}

// fold returns one spelling for all that differ in letter case alone, as strings.EqualFold has it.
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf }) {
		return s
	}
	return strings.Map(minFold, s)
}

// minFold returns the first of the letters that fold into one another; for the few beyond ASCII that fold into it, such as
// the Kelvin sign, the lower-case letter.
func minFold(r rune) rune {
	first := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		first = min(first, f)
	}
	if 'A' <= first && first <= 'Z' {
		first += 'a' - 'A'
	}
	return first
}
