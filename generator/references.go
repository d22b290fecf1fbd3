package generator

import (
	"bytes"
	"slices"

	"upfront/generator/leak/search"
)

// mentions finds which capabilities a file may be about: those whose id stands in it as a word. Ids are written as they
// are, but for three ways to spell any letter otherwise: behind a backslash in the quotes of YAML, and behind a percent
// sign or as a number in an address. A file with one of these counts as one that mentions all.
type referenceIndex struct {
	ids     map[string]uint16
	lengths [256]uint64 // by first letter, a bit for every length of an id: most words are told from ids by it
}

// newMentions looks for these capabilities, and names each by its place among them.
func newReferenceIndex(capabilities []dependency) *referenceIndex {
	m := &referenceIndex{ids: map[string]uint16{}}
	for i, c := range capabilities {
		m.ids[c.ID] = uint16(i)
		m.lengths[c.ID[0]] |= 1 << min(len(c.ID), 63)
	}
	return m
}

// in gives the places of the capabilities, in their order.
func (m *referenceIndex) find(file []byte) []uint16 {
	found := make([]bool, len(m.ids))
	all := bytes.IndexByte(file, '\\') >= 0 || bytes.Contains(file, []byte("&#")) || search.HasPercentEscape(file)
	for i := 0; i < len(file) && !all; i++ {
		if !inID[file[i]] {
			continue
		}
		from := i
		for i++; i < len(file) && inID[file[i]]; i++ {
		}
		if m.lengths[file[from]]&(1<<min(i-from, 63)) == 0 {
			continue
		}
		if at, ok := m.ids[string(file[from:i])]; ok {
			found[at] = true
		}
	}
	var out []uint16
	for i := range found {
		if all || found[i] {
			out = append(out, uint16(i))
		}
	}
	return slices.Clip(out)
}

// inID says of which bytes ids are made.
var inID = func() (is [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyz0123456789-") {
		is[b] = true
	}
	return is
}()
