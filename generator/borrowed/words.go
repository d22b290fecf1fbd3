package borrowed

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fingerprint is the hash of a fact: FNV-1a of 64 bits (RFC 9923), cut to 48.
type fingerprint uint64

const (
	offset = 14695981039346656037
	prime  = 1099511628211
	bits48 = 1<<48 - 1
)

// span is a part of a text, in bytes.
type span struct{ from, to int }

// candidate is a part of a text that may be a fact.
type candidate struct {
	span
	hash     fingerprint
	sentence span
	address  bool
	wide     bool // more than one sentence or cell
}

// word is a word or a number in a text.
type word struct {
	span
	hash   uint64
	anchor bool // it begins with a capital letter, or is a number: a fact may begin or end with it
}

// Runs of words that are hashed: from an anchor on, of one word to mostWords; up to an anchor, of mostWords; and sentences.
const mostWords = 6

// candidates passes on all parts of a text that may be facts, sentence by sentence: a short one also together with the one
// before it, and a row of a table as a whole.
func candidates(text string, pass func(candidate)) {
	var few [64]word
	words := few[:0]
	var before, row run
	for s := range sentences(text) {
		words = appendWords(words[:0], text, s)
		runs(words, pass)
		if mayHaveAddress(text[s.from:s.to]) {
			addresses(text, s, pass)
		}
		now := runOf(words)
		switch {
		case now.n == 0:
		case isCell(text, s):
			row = row.with(words)
		case before.isPair(now):
			pass(before.with(words).candidate())
		}
		if row.n > 0 && endsRow(text, s) {
			pass(row.candidate())
			row = run{}
		}
		before = now
	}
}

// run is a run of words, with its hash so far.
type run struct {
	span
	hash uint64
	n    int
}

func runOf(words []word) run { return run{hash: offset}.with(words) }

// with returns the run with words behind it.
func (r run) with(words []word) run {
	if len(words) == 0 {
		return r
	}
	if r.n == 0 {
		r.hash, r.from = offset, words[0].from
	}
	for _, w := range words {
		r.hash = (r.hash ^ w.hash) * prime
	}
	r.to, r.n = words[len(words)-1].to, r.n+len(words)
	return r
}

// shortSentence is how many words a sentence may have that is known only together with the one beside it.
const shortSentence = 6

// isPair reports whether two runs that follow each other are known together.
func (r run) isPair(next run) bool {
	return r.n > 0 && next.n > 0 && (r.n <= shortSentence || next.n <= shortSentence)
}

func (r run) candidate() candidate {
	return candidate{r.span, fingerprint(r.hash & bits48), r.span, false, true}
}

// isCell reports whether a sentence is a cell of a table, and endsRow whether its row ends with it.
func isCell(text string, s span) bool { return text[s.to-1] == '|' }

func endsRow(text string, s span) bool {
	rest := strings.TrimLeft(text[s.to:], " \t")
	return rest == "" || rest[0] == '\n'
}

// runs passes on the runs of words of a sentence.
func runs(words []word, pass func(candidate)) {
	if len(words) == 0 {
		return
	}
	sentence := span{words[0].from, words[len(words)-1].to}
	for i, w := range words {
		if !w.anchor {
			continue
		}
		h := uint64(offset)
		for _, next := range words[i:min(len(words), i+mostWords)] {
			h = (h ^ next.hash) * prime
			pass(candidate{span{w.from, next.to}, fingerprint(h & bits48), sentence, false, false})
		}
		if first := max(0, i+1-mostWords); first < i {
			pass(candidate{span{words[first].from, w.to}, hashRun(words[first : i+1]), sentence, false, false})
		}
	}
	pass(candidate{sentence, hashRun(words), sentence, false, false})
}

func hashRun(words []word) fingerprint {
	h := uint64(offset)
	for _, w := range words {
		h = (h ^ w.hash) * prime
	}
	return fingerprint(h & bits48)
}

func hashText(s string) fingerprint {
	h := uint64(offset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return fingerprint(h & bits48)
}

// sentences ranges over the sentences of a text: they end with . ! ? … before space, where a paragraph, an item of a list or
// a cell of a table ends.
func sentences(text string) iter.Seq[span] {
	return func(yield func(span) bool) {
		from := 0
		for i := range len(text) {
			rest := text[i+1:]
			ends := false
			switch text[i] {
			case '.', '!', '?':
				after := strings.TrimLeft(rest, `"'”’)*_`)
				ends = after == "" || after[0] == ' ' || after[0] == '\n'
			case '|':
				ends = true
			case '\n':
				next := strings.TrimLeft(rest, " \t>")
				ends = next == "" || strings.ContainsRune("\n#-*|:+", rune(next[0])) || '0' <= next[0] && next[0] <= '9'
			}
			if ends {
				if !yield(span{from, i + 1}) {
					return
				}
				from = i + 1
			}
		}
		if from < len(text) {
			yield(span{from, len(text)})
		}
	}
}

// small has the small letter of each ASCII letter, and each digit; 0 for other bytes.
var small = func() (table [256]byte) {
	for b := range byte(0x80) {
		if r := rune(b); unicode.IsLetter(r) || unicode.IsDigit(r) {
			table[b] = byte(unicode.ToLower(r))
		}
	}
	return table
}()

// appendWords appends the words of a part of a text.
func appendWords(words []word, text string, s span) []word {
	for i := s.from; i < s.to; {
		if small[text[i]] == 0 && text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := decode(text, i)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		w := word{span{i, i}, offset, unicode.IsUpper(r) || unicode.IsDigit(r)}
		w.read(text, s.to)
		w.anchor = w.anchor || isNumber(text[w.from:w.to], w.hash)
		words = append(words, w)
		i = w.to
	}
	return words
}

// read reads a word to its end.
func (w *word) read(text string, end int) {
	h := w.hash
	for w.to < end {
		if b := small[text[w.to]]; b != 0 {
			h = (h ^ uint64(b)) * prime
			w.to++
			continue
		}
		r, size := decode(text, w.to)
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			h = (h ^ uint64(unicode.ToLower(r))) * prime
		case (r == '\'' || r == '’') && ownsAfter(text[w.to+size:end]): // Ama's is Ama
			size++
		case r == '\'', r == '’': // don't
		case (r == '.' || r == ',' || r == ':') && w.to+1 < end && isDigit(text[w.to-1]) && isDigit(text[w.to+1]): // 1,200.50
			h = (h ^ uint64(r)) * prime
		default:
			w.hash = h
			return
		}
		w.to += size
	}
	w.hash = h
}

func decode(text string, at int) (r rune, size int) {
	if b := text[at]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

// ownsAfter reports whether a word ends after an s.
func ownsAfter(rest string) bool {
	if !strings.HasPrefix(rest, "s") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLetter(r)
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// numbers are the numbers that people write out, without one, by their hashes.
var numbers = func() map[uint64]bool {
	all := map[uint64]bool{}
	for n := range strings.FieldsSeq("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen") {
		all[wordHash(n)] = true
	}
	return all
}()

// numberBegins is what the numbers begin with.
const numberBegins = "tfsenhd"

// wordHash returns the hash of a word in small letters.
func wordHash(word string) uint64 {
	h := uint64(offset)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * prime
	}
	return h
}

func isNumber(word string, hash uint64) bool {
	return len(word) <= 9 && strings.IndexByte(numberBegins, word[0]) >= 0 && numbers[hash]
}
