package search

import (
	"bytes"
	"unicode/utf8"
)

// A file that is not text, such as a PDF or a photograph, is mostly compressed. Words are in it only where it says who made
// it; elsewhere any three letters turn up by chance, in ten megabytes every second time. So such a file is searched where
// most of it is characters, and elsewhere in long runs of characters alone.

const (
	binaryBlock = 512
	blockEdge   = 64 // of the neighbours, so that a word on the edge is whole
	longRun     = 8  // characters: by chance a few hundred times in a megabyte
	shortRun    = 3
)

// isCharacter marks the characters of ASCII, and inText has a one for each of them and for zero, which stands between them in
// UTF-16.
var isCharacter, inText = func() (is [256]bool, in [256]uint8) {
	for b := ' '; b < 0x7f; b++ {
		is[b], in[b] = true, 1
	}
	is['\t'], in['\t'], in[0] = true, 1, 1
	return is, in
}()

// wordsIn returns what of a file may be words, with line ends between them where it is no text.
func wordsIn(data []byte) []byte {
	if words, ok := wordsInPDF(data); ok {
		return words
	}
	if isText(data) {
		return data
	}
	return appendCharacters(nil, data)
}

// appendCharacters appends all of a text, and the runs of characters of other data.
func appendCharacters(out, data []byte) []byte {
	if isText(data) {
		return append(out, data...)
	}
	for start := 0; start < len(data); {
		readable, end := isReadable(data, start), start+binaryBlock
		for end < len(data) && isReadable(data, end) == readable {
			end += binaryBlock
		}
		if readable {
			out = appendRuns(out, data[max(0, start-blockEdge):min(len(data), end+blockEdge)])
		} else {
			out = appendLongRuns(out, data[start:min(len(data), end)])
		}
		start = end
	}
	return appendWide(out, data)
}

func isText(data []byte) bool { return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 }

// isReadable reports whether most of a block is characters of ASCII, or the zeros between them: of compressed data it is
// two fifths. Every second byte is asked.
func isReadable(data []byte, start int) bool {
	block := data[start:min(len(data), start+binaryBlock)]
	n := 0
	for i := 0; i < len(block); i += 2 {
		n += int(inText[block[i]])
	}
	return n*2*5 > len(block)*3
}

// appendRuns appends the runs of characters of readable data.
func appendRuns(out, data []byte) []byte {
	for i := 0; i < len(data); i++ {
		start := i
		for i < len(data) {
			n := characterAt(data[i:])
			if n == 0 {
				break
			}
			i += n
		}
		if i-start >= shortRun {
			out = append(append(out, data[start:i]...), '\n')
		}
	}
	return out
}

// characterAt returns the length of the character that data begin with, zero where it is none of a text.
func characterAt(data []byte) int {
	if data[0] < utf8.RuneSelf {
		if isCharacter[data[0]] {
			return 1
		}
		return 0
	}
	if r, n := utf8.DecodeRune(data); r != utf8.RuneError {
		return n
	}
	return 0
}

// appendLongRuns appends the long runs of ASCII. It looks at the last place of a run first, so that it skips most bytes.
func appendLongRuns(out, data []byte) []byte {
	for i := 0; i+longRun <= len(data); {
		last := i + longRun - 1
		for last >= i && isCharacter[data[last]] {
			last--
		}
		if last >= i {
			i = last + 1
			continue
		}
		end := i + longRun
		for end < len(data) && isCharacter[data[end]] {
			end++
		}
		out = append(append(out, data[i:end]...), '\n')
		i = end + 1
	}
	return out
}

// appendWide appends the runs of ASCII in UTF-16, whose characters are two bytes, one of them zero.
func appendWide(out, data []byte) []byte {
	for i := 0; i < len(data); {
		zero := bytes.IndexByte(data[i:], 0)
		if zero < 0 {
			break
		}
		i += zero
		longest := 0
		for at := range 2 { // the zero is the second of its character, or the first
			if i+at == 0 {
				continue
			}
			if run := wideRun(data[i-1+at:], at); len(run) >= shortRun {
				out = append(append(out, run...), '\n')
				longest = max(longest, len(run))
			}
		}
		i += max(0, 2*longest-1)
		i++
	}
	return out
}

// wideRun returns the characters that data begin with, in pairs of bytes: at a place in each pair, and zero at the other.
func wideRun(data []byte, at int) (run []byte) {
	for i := 0; i+1 < len(data) && isCharacter[data[i+at]] && data[i+1-at] == 0; i += 2 {
		run = append(run, data[i+at])
	}
	return run
}
