package search

import (
	"unicode"
	"unicode/utf8"
)

// scan reads a text once, and reports the key of each word, number and phrase in it.
type scan struct {
	begins func(wordHash) bool // whether a key of several words may begin with this one
	report func(key Key, from, to int)
	number func(k Key, digits int) // is called with each number; may be nil
	words  *Vocabulary

	inWord bool // a word is being read
	word   wordHash
	from   int

	phrases []phrase // that began before, and may be some key's
	room    [mostWords]phrase

	run     digitRun
	runFrom int
	isDigit bool // the last character was one
}

func (s *scan) text(text []byte) {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(text[i:])
			s.rune(i, r)
			i += size
		case foldedOf[c] >= 'a':
			i = s.letters(text, i)
		case foldedOf[c] != 0:
			s.digit(i, c)
			i++
		default:
			s.gap(i, isGroupSeparator[c] || c == '\n' || c == '\r' || c == '\t' || c == '_')
			i++
		}
	}
	s.gap(len(text), false)
}

// phrase is the words from one up to the last that was read.
type phrase struct {
	first, all wordHash
	from       int
	words      int
}

// letters reads the letters of ASCII at a place, and returns where they end.
func (s *scan) letters(text []byte, at int) (end int) {
	s.beginWord(at)
	word := s.word
	for end = at; end < len(text) && text[end] < utf8.RuneSelf && foldedOf[text[end]] >= 'a'; end++ {
		word = word.letter(foldedOf[text[end]])
	}
	s.word = word
	if s.run.count > 0 {
		s.endRun(at)
	}
	return end
}

func (s *scan) beginWord(at int) {
	if !s.inWord {
		s.inWord, s.word, s.from = true, fnvOffset, at
	}
}

func (s *scan) digit(at int, c byte) {
	s.beginWord(at)
	s.word = s.word.letter(c)
	if s.run.count == 0 {
		s.runFrom = at
	}
	s.run.count, s.run.last = s.run.count+1, (s.run.last*10+uint64(c-'0'))%1_000_000_000
	s.isDigit = true
}

func (s *scan) rune(at int, r rune) {
	var room [8 * utf8.UTFMax]byte
	folded, parts := fold(room[:0], r)
	for _, c := range folded {
		if '0' <= c && c <= '9' {
			s.digit(at, c)
			continue
		}
		s.beginWord(at)
		s.word = s.word.letter(c)
		s.endRun(at)
	}
	if parts {
		s.gap(at, unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '−' || r == '·')
	}
}

// gap ends a word. In a number it may stand between two groups of digits.
func (s *scan) gap(at int, inNumber bool) {
	if s.run.count > 0 {
		s.endGroup(at)
		if !inNumber {
			s.endRun(at)
		}
	}
	if !s.inWord {
		return
	}
	s.inWord = false
	s.words.add(s.word.key())
	s.report(s.word.key(), s.from, at)
	kept := s.room[:0]
	for _, p := range s.phrases {
		p.all, p.words = p.all.with(s.word), p.words+1
		s.report(p.all.phraseFrom(p.first), p.from, at)
		if p.words < mostWords {
			kept = append(kept, p)
		}
	}
	if s.begins(s.word) {
		kept = append(kept, phrase{s.word, s.word, s.from, 1})
	}
	s.phrases = kept
}

// endGroup reports the digits so far, since another number may follow.
func (s *scan) endGroup(at int) {
	if s.isDigit {
		if key, ok := s.run.key(); ok {
			s.words.add(key)
			s.report(key, s.runFrom, at)
			if s.number != nil {
				s.number(key, s.run.count)
			}
		}
	}
	s.isDigit = false
}

func (s *scan) endRun(at int) {
	s.endGroup(at)
	s.run = digitRun{}
}
