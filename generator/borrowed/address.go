package borrowed

import "strings"

// addresses passes on the telephone numbers of a part of a text, the addresses of mail, and the hosts of both kinds of
// addresses.
func addresses(text string, s span, pass func(candidate)) {
	emit := func(from, to int, key string) { pass(candidate{span{from, to}, hashText(key), s, true, false}) }
	for i := s.from; i < s.to; {
		from := i
		for i < s.to && isAddressByte[text[i]] {
			i++
		}
		if i == from {
			i++
			continue
		}
		chunk := strings.TrimRight(text[from:i], ".")
		if strings.IndexByte(chunk, '.') < 0 {
			continue
		}
		chunk = strings.ToLower(chunk)
		host := chunk[strings.LastIndexByte(chunk, '@')+1:]
		if len(host) < len(chunk) {
			emit(from, from+len(chunk), "mail "+chunk)
		}
		emit(from, from+len(chunk), "host "+host)
	}
	phones(text, s, emit)
}

// mayHaveAddress reports whether a sentence has a digit, or a full stop within.
func mayHaveAddress(sentence string) bool {
	if i := strings.IndexByte(sentence, '.'); i >= 0 && i < len(sentence)-1 {
		return true
	}
	for i := range len(sentence) {
		if isDigit(sentence[i]) {
			return true
		}
	}
	return false
}

// isAddressByte has the bytes of which addresses are made.
var isAddressByte = func() (is [256]bool) {
	for b := range is {
		is[b] = 'a' <= b|0x20 && b|0x20 <= 'z' && b < 0x80 || '0' <= b && b <= '9' || b == '@' || b == '.' || b == '-' || b == '_' || b == '+'
	}
	return is
}()

// phones passes on the numbers of seven digits and more, by the last nine of their digits: national and international forms
// have these in common.
func phones(text string, s span, emit func(from, to int, key string)) {
	for i := s.from; i < s.to; {
		if !isDigit(text[i]) && text[i] != '+' {
			i++
			continue
		}
		from, to := i, i+1
		var digits []byte
		for i < s.to && (isDigit(text[i]) || i == from || strings.IndexByte(" -/().", text[i]) >= 0) {
			if isDigit(text[i]) {
				digits = append(digits, text[i])
				to = i + 1
			}
			i++
		}
		if len(digits) >= 7 {
			emit(from, to, "phone "+string(digits[max(0, len(digits)-9):]))
		}
	}
}
