// Package ledger remembers the private pages of a site, and which of their links were given out.
//
// It is the file content/agreed/keys.yaml, which a site's owner commits: the key check value, so that a lost or
// exchanged secret is noticed, and the folder of every private page, so that none whose link was given out disappears
// by accident. It holds no names and no keys. The file is written by the program alone, so it is read strictly, line by line, and is valid YAML
// all the same.
package ledger

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// File is where the ledger stands in a site.
const File = "content/agreed/keys.yaml"

// State is what became of a page.
type State string

// The states of a page. Only Unshared is one of a page whose link was never given out.
const (
	Unshared State = "unshared" // nobody was given its link: it may go, and leaves no trace
	Open     State = "open"     // it can be opened with the link that was given out
	Replaced State = "replaced" // another link took its place
	Ended    State = "ended"    // its agreement ended, or its last day passed: it may go
)

// Ledger is what the file says. The zero Ledger is that of a site that never had a secret.
type Ledger struct {
	Check string           // the key check value, 8 hexadecimal digits
	Pages map[string]State // by the page's path, 26 characters
}

const head = `# Written by Upfront: keep this file and commit it. It holds no names and no keys.
# "check" tells whether the secret of this site is still the same; "pages" are the private pages, and what became of each.
`

// Parse reads the file. An error names the line.
func Parse(data []byte) (Ledger, error) {
	l := Ledger{Pages: make(map[string]State, bytes.Count(data, []byte("\n")))}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch {
		case line == "" || strings.HasPrefix(line, "#") || line == "pages:" || line == "pages: {}":
		case ok && key == "check" && len(strings.Trim(value, `"`)) == 8:
			l.Check = strings.Trim(value, `"`)
		case ok && len(key) == 26 && slices.Contains(states, State(value)):
			l.Pages[key] = State(value)
		default:
			return Ledger{}, fmt.Errorf("line %d of %s is not what Upfront writes: %q", n, File, line)
		}
	}
	if l.Check == "" {
		return Ledger{}, fmt.Errorf("%s has no check value", File)
	}
	return l, nil
}

var states = []State{Unshared, Open, Replaced, Ended}

// Text is the file that says this.
func (l Ledger) Text() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%scheck: %q\npages:", head, l.Check)
	if len(l.Pages) == 0 {
		out.WriteString(" {}")
	}
	out.WriteByte('\n')
	for _, path := range slices.Sorted(maps.Keys(l.Pages)) {
		fmt.Fprintf(&out, "  %s: %s\n", path, l.Pages[path])
	}
	return out.Bytes()
}

// Next is the ledger after a build: what it made, and what was given out before. made holds Open for a page that can be
// opened, whether its link was given out or not. missing are the pages that were open and that the build did not make:
// nothing may be published while there are any. Where the build leaves it as it was, it is the same one.
func (l Ledger) Next(check string, made map[string]State) (next Ledger, missing []string) {
	if l.says(check, made) {
		return l, nil
	}
	next = Ledger{Check: check, Pages: make(map[string]State, len(made))}
	for path, state := range made {
		if !l.Gave(path) {
			state = Unshared
		}
		next.Pages[path] = state
	}
	for path, state := range l.Pages {
		if _, ok := made[path]; ok || state == Unshared {
			continue
		}
		if state == Open {
			missing = append(missing, path)
		}
		next.Pages[path] = state
	}
	slices.Sort(missing)
	return next, missing
}

// says reports whether these pages, and no others, are in the states that they would have after a build that made them.
func (l Ledger) says(check string, made map[string]State) bool {
	if l.Check != check || len(l.Pages) != len(made) {
		return false
	}
	for path, state := range made {
		if was := l.Pages[path]; was != Unshared && was != state {
			return false
		}
	}
	return true
}

// Equal reports whether two ledgers say the same.
func (l Ledger) Equal(other Ledger) bool {
	return l.Check == other.Check && maps.Equal(l.Pages, other.Pages)
}

// Give is the ledger once the link of a page that is in this state has been given out.
func (l Ledger) Give(path string, state State) Ledger {
	if l.Gave(path) {
		return l
	}
	next := Ledger{Check: l.Check, Pages: map[string]State{path: state}}
	for other, state := range l.Pages {
		if other != path {
			next.Pages[other] = state
		}
	}
	return next
}

// Beside is the ledger together with what was given out meanwhile, as other says: a link that is shared while a build
// runs is not forgotten when that build ends.
func (l Ledger) Beside(other Ledger) Ledger {
	for path, state := range other.Pages {
		if l.Check == other.Check && other.Gave(path) {
			l = l.Give(path, state)
		}
	}
	return l
}

// Gave reports whether the link of a page was ever given out.
func (l Ledger) Gave(path string) bool {
	state, ok := l.Pages[path]
	return ok && state != Unshared
}

// Gone gives the pages of former builds that this one did not make and that are over: each needs a page that says so,
// because hosts keep deleted files. They are sorted.
func (l Ledger) Gone(made map[string]State) []string {
	var out []string
	for path, state := range l.Pages {
		if _, ok := made[path]; !ok && (state == Replaced || state == Ended) {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}
