package record

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
)

// This is CSV as RFC 4180 has it and as encoding/csv reads it, to which a test compares it. encoding/csv cannot be used:
// after a quotation mark that is never closed it takes the rest of the file for one value, where here the next line is
// tried.

// mostRow is the longest row, in bytes. A quotation mark that is not closed within that is missing.
const mostRow = 1 << 20

// longRow is the length, in bytes, from which the values of a row are counted before there is room made for them.
const longRow = 64 << 10

// The ways in which a row can be no CSV.
const (
	bareQuote  = "a quotation mark stands in a value that does not begin with one"
	strayQuote = "after a closing quotation mark the value goes on"
	openQuote  = "a quotation mark is opened here and never closed"
	swallowed  = "a quotation mark is opened here and closed in another row: the two do not make one row with all the columns"
	longLine   = "the line is longer than a million characters"
)

// parse parses the row that begins with the line in raw, and adds to raw the lines over which a quoted value goes on. It
// returns what is wrong, and at which byte.
func (r *rows) parse() (what string, at int) {
	if what, at = r.split(); what != openQuote {
		return what, at
	}
	for odd := false; !odd; { // until a line that can close it
		length := len(r.raw)
		raw, ok := r.lines.next(append(r.raw, '\n'))
		if ok {
			r.raw = raw
		}
		if !ok || len(raw) > mostRow {
			return openQuote, at
		}
		odd = bytes.Count(raw[length:], quote)%2 == 1
	}
	if what, _ = r.split(); what != "" {
		return openQuote, at
	}
	if len(r.columns) > 0 && len(r.fields) != len(r.columns) {
		return swallowed, at
	}
	return "", 0
}

var quote = []byte{'"'}

func (r *rows) split() (what string, at int) {
	row, decoded := utf8Text(r.raw)
	r.row, r.decoded = row, r.decoded || decoded
	r.fields, r.starts = r.fields[:0], r.starts[:0]
	switch {
	case len(r.row) > mostRow:
		return longLine, 0
	case len(r.row) > longRow:
		n := strings.Count(r.row, string(r.separator)) + 1
		r.fields, r.starts = slices.Grow(r.fields, n), slices.Grow(r.starts, n)
	}
	for {
		rest := r.row[at:]
		var value string
		var end int
		if strings.HasPrefix(rest, `"`) {
			value, end, what = quoted(rest, r.separator)
			r.starts = append(r.starts, at+1)
		} else {
			value, end, what = plain(rest, r.separator)
			r.starts = append(r.starts, at)
		}
		if what != "" {
			return what, at + end
		}
		r.fields = append(r.fields, value)
		if at += end; at == len(r.row) {
			return "", 0
		}
		at++
	}
}

// plain parses a value without quotation marks up to the separator. In a wrong one, end is the place of the fault.
func plain(text string, separator byte) (value string, end int, what string) {
	if end = strings.IndexByte(text, separator); end < 0 {
		end = len(text)
	}
	if i := strings.IndexByte(text[:end], '"'); i >= 0 {
		return "", i, bareQuote
	}
	return text[:end], end, ""
}

// quoted parses a value in quotation marks up to the separator.
func quoted(text string, separator byte) (value string, end int, what string) {
	doubled := false
	for at := 1; ; at += 2 {
		i := strings.IndexByte(text[at:], '"')
		if i < 0 {
			return "", 0, openQuote
		}
		at += i
		switch {
		case at+1 < len(text) && text[at+1] == '"':
			doubled = true
			continue
		case at+1 < len(text) && text[at+1] != separator:
			return "", at, strayQuote
		case doubled:
			return strings.ReplaceAll(text[1:at], `""`, `"`), at + 1, ""
		}
		return text[1:at], at + 1, ""
	}
}

// lines reads lines without their ends, those first that were pushed back. A line ends at \n, \r\n, or \r alone, as older
// programs for the Mac write it.
type lines struct {
	in       *bufio.Reader
	returned []byte // each with its end
	header   []byte // the line with the names of the columns, which may be glued to the end of another
	n        int    // how many were read
	err      error  // why the file ended before its end
}

// next appends a line to some bytes, without the rest of one that is too long. Where a second file is glued to a last line without
// an end, the names of its columns are the next line.
func (l *lines) next(to []byte) (out []byte, ok bool) {
	start := len(to)
	out, ok = l.read(to)
	if rest, glued := bytes.CutSuffix(out[start:], l.header); ok && glued && len(l.header) > 0 && len(rest) > 0 {
		l.pushBack(l.header)
		out = out[:start+len(bytes.TrimSuffix(rest, []byte(byteOrderMark)))]
	}
	return out, ok
}

func (l *lines) read(to []byte) (out []byte, ok bool) {
	if i := bytes.IndexByte(l.returned, '\n'); i >= 0 {
		to, l.returned, l.n = append(to, l.returned[:i]...), l.returned[i+1:], l.n+1
		return to, true
	}
	start := len(to)
	for first := true; ; first = false {
		_, err := l.in.Peek(1)
		if err != nil && !errors.Is(err, io.EOF) {
			l.err = err
		}
		piece, _ := l.in.Peek(l.in.Buffered())
		if len(piece) == 0 {
			l.n += min(len(to)-start, 1)
			return to, !first
		}
		end := bytes.IndexAny(piece, "\r\n")
		found := end >= 0
		if !found {
			end = len(piece)
		}
		if len(to)-start <= mostRow {
			to = append(to, piece[:end]...)
		}
		if l.in.Discard(end); found {
			c, _ := l.in.ReadByte()
			if next, _ := l.in.Peek(1); c == '\r' && string(next) == "\n" {
				l.in.Discard(1)
			}
			l.n++
			return to, true
		}
	}
}

// pushBack returns lines to be read once more.
func (l *lines) pushBack(text []byte) {
	back := append(append(make([]byte, 0, len(text)+1+len(l.returned)), text...), '\n')
	l.n -= bytes.Count(back, []byte("\n"))
	l.returned = append(back, l.returned...)
}
