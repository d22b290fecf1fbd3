package borrowed

import (
	"bytes"

	"upfront/generator/lazy"
)

// InPicture reports whether a picture is one of an example, such as its logo. A drawing is known by its paths, whatever their
// colours and the title are; other pictures by their bytes.
func InPicture(file []byte) bool { return known().kind(pictureHash(file)) == Picture }

// paths matches the outlines of a drawing.
var paths = lazy.Pattern(`\sd=["']([^"']+)`)

func pictureHash(file []byte) fingerprint {
	if outlines := paths().FindAllSubmatch(file, -1); outlines != nil {
		file = nil
		for _, m := range outlines {
			file = append(append(file, bytes.Join(bytes.Fields(m[1]), []byte(" "))...), '\n')
		}
	}
	return hashText("picture " + string(file))
}
