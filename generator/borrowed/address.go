package borrowed

import "strings"

// addresses yields the telephone numbers of a part of a text, the addresses of mail, and the hosts of both kinds of
// addresses.
func addresses(text string, s span, yield func(candidate) bool) bool {
	emit := func(from, to int, key string) bool {
		return yield(candidate{span{from, to}, hashText(key), s, true})
	}
	for i := s.from; i < s.to; {
		from := i
		for i < s.to && isAddressByte(text[i]) {
			i++
		}
		chunk := strings.ToLower(text[from:i])
		if i == from {
			i++
			continue
		}
		chunk = strings.TrimRight(chunk, ".")
		host := chunk[strings.LastIndexByte(chunk, '@')+1:]
		if strings.Contains(chunk, "@") && !emit(from, from+len(chunk), "mail "+chunk) {
			return false
		}
		if strings.Contains(host, ".") && !emit(from, from+len(chunk), "host "+host) {
			return false
		}
	}
	return phones(text, s, emit)
}

func isAddressByte(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || isDigit(b) || strings.IndexByte("@.-_+", b) >= 0
}

// phones passes on the numbers of seven digits and more, by the last nine of their digits: national and international forms
// have these in common.
func phones(text string, s span, emit func(from, to int, key string) bool) bool {
	for i := s.from; i < s.to; {
		from, to := i, i
		var digits []byte
		for i < s.to && (isDigit(text[i]) || text[i] == '+' && from == i || len(digits) > 0 && strings.IndexByte(" -/().", text[i]) >= 0) {
			if isDigit(text[i]) {
				digits = append(digits, text[i])
				to = i + 1
			}
			i++
		}
		if i == from {
			i++
		}
		if len(digits) >= 7 && !emit(from, to, "phone "+string(digits[max(0, len(digits)-9):])) {
			return false
		}
	}
	return true
}
