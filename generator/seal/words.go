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

const (
	passphraseWords = 6
	passphraseBytes = passphraseWords * 8
)

// passphrase turns 48 bytes into six words: each eight bytes, as a big-endian
// number, modulo the length of the list. A word's chance differs from another's
// by less than one part in 2^51.
func passphrase(b []byte) string {
	list := wordList()
	var chosen []string
	for ; len(b) > 0; b = b[8:] {
		n := binary.BigEndian.Uint64(b) % uint64(len(list))
		chosen = append(chosen, list[n])
	}
	return strings.Join(chosen, " ")
}
