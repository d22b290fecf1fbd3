package seal

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
)

// words is the EFF's long list of 7,776 words, one a line; see NOTICE.
//
//go:embed words.txt
var words string

var wordList = sync.OnceValue(func() []string { return strings.Fields(words) })

const passphraseBytes = 6 * 8

// passphrase returns a word for each eight bytes: the word whose place in the list is their big-endian number, modulo the
// length of the list. The chances of two words differ by less than one part in 2^51.
func passphrase(b []byte) string {
	list, chosen := wordList(), []string{}
	for ; len(b) > 0; b = b[8:] {
		chosen = append(chosen, list[binary.BigEndian.Uint64(b)%uint64(len(list))])
	}
	return strings.Join(chosen, " ")
}
