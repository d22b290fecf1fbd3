package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"path"
	"slices"

	"upfront/generator/lazy"
)

// A file that replaces one of the default theme says in a comment which original it was made from, by its digest. The mark is in
// the file, so that it stays whoever copies or moves it, and no list has to be kept in step. Drawings and typefaces have none:
// nobody takes over changes in those.

// Origin is what a file of a site's own theme was made from, as far as its mark says.
type Origin string

// The origins of a file.
const (
	OriginSame    Origin = "same"    // it is today's original, word for word
	OriginCurrent Origin = "current" // it was made from today's original
	OriginChanged Origin = "changed" // the original was another one then
	OriginUnknown Origin = "no mark" // it replaces an original, and does not say of which day
	OriginGone    Origin = "gone"    // the default theme no longer has the original
	OriginOwn     Origin = "own"     // it replaces nothing, or a file that has no mark
)

// Override is a file of a site's own theme beside the original that it replaces.
type Override struct {
	Name     string // below the theme's folder
	Origin   Origin
	Original []byte // today's; nil where there is none
	Own      []byte // the site's, without its mark
	Mark     string // of today's original, as [Mark] returns it
}

// comments are how a line of each kind of file is a comment.
var comments = map[string][2]string{".html": {"{{- /* ", " */ -}}"}, ".css": {"/* ", " */"}, ".js": {"/* ", " */"}, ".yaml": {"# ", ""}}

const markWords = "made from the built-in "

var markForm = lazy.Pattern(markWords + `(\S+) ([0-9a-f]{12})\b`)

// Mark returns the line that says which original a file was made from; empty for a kind of file that has no mark.
func Mark(name string, original []byte) string {
	c, ok := comments[path.Ext(name)]
	if !ok {
		return ""
	}
	return c[0] + markWords + name + " " + digestOf(original) + c[1] + "\n"
}

// digestOf returns what stands for an original in a mark. The line ends of Windows change nothing.
func digestOf(original []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(original, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:6])
}

// Overrides returns the files of a site's own theme, by name, each with what it was made from.
func Overrides(base fs.FS, own map[string][]byte) (out []Override) {
	for _, name := range slices.Sorted(maps.Keys(own)) {
		o := Override{Name: name, Origin: OriginOwn, Own: withoutMark(own[name])}
		written := ""
		if m := markForm().FindSubmatch(own[name]); m != nil && string(m[1]) == name { // else it was copied from another
			written = string(m[2])
		}
		original, err := fs.ReadFile(base, name)
		switch {
		case err != nil && written == "", err == nil && Mark(name, original) == "":
		case err != nil:
			o.Origin = OriginGone
		case digestOf(o.Own) == digestOf(original):
			o.Origin = OriginSame
		case written == "":
			o.Origin = OriginUnknown
		case written != digestOf(original):
			o.Origin = OriginChanged
		default:
			o.Origin = OriginCurrent
		}
		if err == nil {
			o.Original, o.Mark = original, Mark(name, original)
		}
		out = append(out, o)
	}
	return out
}

// withoutMark returns a file without the first line that is a mark.
func withoutMark(file []byte) []byte {
	at := markForm().FindIndex(file)
	if at == nil {
		return file
	}
	from, to := bytes.LastIndexByte(file[:at[0]], '\n')+1, bytes.IndexByte(file[at[1]:], '\n')
	if to < 0 {
		return file[:from]
	}
	return slices.Concat(file[:from], file[at[1]+to+1:])
}
