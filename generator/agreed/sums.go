package agreed

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
)

// Sums is the text of SHA256SUMS: a line for each file, "<64 hex digits>  <customer>/v1.yaml", in the order of the names.
type Sums []byte

// sum is a line of the list.
type sum struct {
	name   string // below the folder
	digest string // 64 hex digits
}

// lines returns the lines of the list that name a file of a customer, and whether each of them can be read.
func (s Sums) lines(customer string) (all []sum, ok bool) {
	ok = true
	for line := range bytes.Lines(s.of(customer)) {
		one, good := parseSum(string(bytes.TrimSuffix(line, []byte("\n"))))
		if all, ok = append(all, one), ok && good; !good {
			return nil, false
		}
	}
	return all, ok
}

// of returns the lines that name a file of a customer. The list is in the order of the names, and each line is as long as
// its name and the digest.
func (s Sums) of(customer string) []byte {
	prefix := []byte(customer + "/")
	from, to := 0, len(s)
	for from < to { // the first line whose name is not before the prefix
		at := from + (to-from)/2
		at = bytes.LastIndexByte(s[:at], '\n') + 1
		if bytes.Compare(nameIn(s[at:]), prefix) < 0 {
			end := bytes.IndexByte(s[at:], '\n')
			if end < 0 {
				return nil
			}
			from = at + end + 1
		} else {
			to = at
		}
	}
	end := from
	for end < len(s) && bytes.HasPrefix(nameIn(s[end:]), prefix) {
		n := bytes.IndexByte(s[end:], '\n')
		if n < 0 {
			return s[from:]
		}
		end += n + 1
	}
	return s[from:end]
}

const sumWidth = 64 + 2 // before the name

// nameIn returns the name in the line that a text begins with; nothing where it is too short for one.
func nameIn(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if len(text) < sumWidth {
		return nil
	}
	return text[sumWidth:]
}

func parseSum(line string) (sum, bool) {
	if len(line) <= sumWidth || line[64:sumWidth] != "  " || strings.Trim(line[:64], "0123456789abcdef") != "" {
		return sum{}, false
	}
	return sum{line[sumWidth:], line[:64]}, true
}

// check returns the number of the first line that is not as the program writes it, with what is wrong; 0 where there is none.
func (s Sums) check() (number int, wrong string) {
	last := ""
	for line := range strings.Lines(string(s)) {
		number++
		line, whole := strings.CutSuffix(line, "\n")
		one, ok := parseSum(line)
		switch {
		case !ok || !whole || strings.Count(one.name, "/") != 1:
			return number, "it is no line with a fingerprint, two spaces and the name of a file"
		case one.name <= last:
			return number, "the names are not in order"
		}
		last = one.name
	}
	return 0, ""
}

// With returns the list with the digests of more files, by their names below the folder.
func (s Sums) With(digests map[string][32]byte) Sums {
	all := map[string]string{}
	for line := range bytes.Lines(s) {
		if one, ok := parseSum(strings.TrimSuffix(string(line), "\n")); ok {
			all[one.name] = one.digest
		}
	}
	for name, d := range digests {
		all[name] = hex.EncodeToString(d[:])
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	for _, name := range names {
		out.WriteString(all[name] + "  " + name + "\n")
	}
	return out.Bytes()
}
