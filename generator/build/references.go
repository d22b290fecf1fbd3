package build

import (
	"bytes"
	"slices"

	"upfront/generator/leak/search"
)

// referenceIndex finds which capabilities a file may refer to: those whose id stands in it as a word. There are three ways
// to spell a letter of an id otherwise: with a backslash in the quotes of YAML, and with a percent sign or as a number in
// an address. A file with one of these counts as one that refers to all.
type referenceIndex struct {
	ids     map[string]uint16
	lengths [256]uint64 // by first letter, a bit for every length of an id: it tells most words from ids
}

// newReferenceIndex returns the index of these capabilities, each named by its place among them.
func newReferenceIndex(capabilities []dependency) *referenceIndex {
	x := &referenceIndex{ids: map[string]uint16{}}
	for i, c := range capabilities {
		x.ids[c.ID] = uint16(i)
		x.lengths[c.ID[0]] |= 1 << min(len(c.ID), 63)
	}
	return x
}

// find returns the places of the capabilities that a file may refer to, in order.
func (x *referenceIndex) find(file []byte) (places []uint16) {
	found := make([]bool, len(x.ids))
	all := bytes.IndexByte(file, '\\') >= 0 || bytes.Contains(file, []byte("&#")) || search.HasPercentEscape(file)
	for i := 0; i < len(file) && !all; i++ {
		if !inID[file[i]] {
			continue
		}
		from := i
		for i++; i < len(file) && inID[file[i]]; i++ {
		}
		if x.lengths[file[from]]&(1<<min(i-from, 63)) == 0 {
			continue
		}
		if place, ok := x.ids[string(file[from:i])]; ok {
			found[place] = true
		}
	}
	for i := range found {
		if all || found[i] {
			places = append(places, uint16(i))
		}
	}
	return slices.Clip(places)
}

// inID reports for each byte whether ids are made of it.
var inID = func() (is [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyz0123456789-") {
		is[b] = true
	}
	return is
}()
