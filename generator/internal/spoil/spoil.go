// Package spoil changes texts as people, editors and disks do, at random, for tests of what is said about broken files.
package spoil

import (
	"math/rand/v2"
	"slices"
	"strings"
)

var signs = []string{":", ": ", " #", "\"", "'", "[", "]", "{", "}", ",", "- ", "-", "|", ">", "*", "&", "!", "%", "@", "`", "\t", " ", "  ", "\r", "\x00", "\xa3", "ü", "“", "”", "東", "\u2028", "~", "null", "<<: ", "? ", "---", "\ufeff"}

// Text returns a text with one line changed, or two exchanged. What it may insert is a sign of YAML, a character that
// editors leave behind, or one of more.
func Text(random *rand.Rand, text string, more ...string) string {
	lines := strings.Split(text, "\n")
	i := random.IntN(len(lines))
	line := lines[i]
	at := random.IntN(len(line) + 1)
	switch random.IntN(9) {
	case 0:
		lines = slices.Delete(lines, i, i+1)
	case 1:
		lines = slices.Insert(lines, i, line)
	case 2:
		lines[i] = line[:at]
	case 3:
		lines[i] = " " + line
	case 4:
		lines[i] = strings.TrimPrefix(line, " ")
	case 5:
		lines[i] = strings.Replace(line, ": ", ":", 1)
	case 6:
		j := random.IntN(len(lines))
		lines[i], lines[j] = lines[j], lines[i]
	default:
		all := slices.Concat(signs, more)
		lines[i] = line[:at] + all[random.IntN(len(all))] + line[at:]
	}
	return strings.Join(lines, "\n")
}
