package seal

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// LedgerFile is the file of a site that holds its [Ledger]. The site's owner commits it.
const LedgerFile = "content/agreed/keys.yaml"

// PageState is what became of a private page.
type PageState string

// The states of a page. The link of an unshared page was never given out; that of every other page was.
const (
	PageUnshared PageState = "unshared" // it may go, and leaves no trace
	PageOpen     PageState = "open"     // it can be opened with its link
	PageReplaced PageState = "replaced" // another link took its place
	PageEnded    PageState = "ended"    // its agreement ended, or its last day passed: it may go
)

// A Ledger lists the private pages of a site, so that none whose link was given out disappears by accident, and has the
// key check value, so that a lost or exchanged secret is noticed. It holds no names and no keys. The zero Ledger is that
// of a site that never had a secret.
type Ledger struct {
	Check string               // the key check value, 8 hexadecimal digits
	Pages map[string]PageState // by the page's path, 26 characters
}

const ledgerHead = `# Written by Upfront: keep this file and commit it. It holds no names and no keys.
# "check" tells whether the secret of this site is still the same; "pages" are the private pages, and what became of each.
`

// ParseLedger reads what [Ledger.Text] returns, with comments and other spaces allowed. An error names the line.
func ParseLedger(data []byte) (Ledger, error) {
	l := Ledger{Pages: make(map[string]PageState, bytes.Count(data, []byte("\n")))}
	n, states := 0, []PageState{PageUnshared, PageOpen, PageReplaced, PageEnded}
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch {
		case line == "" || strings.HasPrefix(line, "#") || line == "pages:" || line == "pages: {}":
		case ok && key == "check" && len(strings.Trim(value, `"`)) == 8:
			l.Check = strings.Trim(value, `"`)
		case ok && len(key) == 26 && slices.Contains(states, PageState(value)):
			l.Pages[key] = PageState(value)
		default:
			return Ledger{}, fmt.Errorf("line %d of %s is not what Upfront writes: %q", n, LedgerFile, line)
		}
	}
	if l.Check == "" {
		return Ledger{}, fmt.Errorf("%s has no check value", LedgerFile)
	}
	return l, nil
}

// Text returns the ledger as its file, which is valid YAML.
func (l Ledger) Text() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%scheck: %q\npages:", ledgerHead, l.Check)
	if len(l.Pages) == 0 {
		out.WriteString(" {}")
	}
	out.WriteByte('\n')
	for _, path := range slices.Sorted(maps.Keys(l.Pages)) {
		fmt.Fprintf(&out, "  %s: %s\n", path, l.Pages[path])
	}
	return out.Bytes()
}

// Next returns the ledger after a build that made the pages of built, where a page that can be opened is [PageOpen] whether
// or not its link was given out, and the given-out pages that are not in built, sorted. Nothing may be published while any
// is missing, which was open. Each that is over needs a page that says so, because hosts keep deleted files.
func (l Ledger) Next(check string, built map[string]PageState) (next Ledger, missing, over []string) {
	next = Ledger{Check: check, Pages: make(map[string]PageState, len(built))}
	for path, state := range built {
		if !l.HasGiven(path) {
			state = PageUnshared
		}
		next.Pages[path] = state
	}
	for path, state := range l.Pages {
		if _, ok := built[path]; ok || state == PageUnshared {
			continue
		}
		if next.Pages[path] = state; state == PageOpen {
			missing = append(missing, path)
		} else {
			over = append(over, path)
		}
	}
	slices.Sort(missing)
	slices.Sort(over)
	return next, missing, over
}

// Equal reports whether two ledgers say the same.
func (l Ledger) Equal(other Ledger) bool {
	return l.Check == other.Check && maps.Equal(l.Pages, other.Pages)
}

// Give returns the ledger once the link of a page in this state has been given out.
func (l Ledger) Give(path string, state PageState) Ledger {
	if l.HasGiven(path) {
		return l
	}
	next := Ledger{Check: l.Check, Pages: map[string]PageState{}}
	maps.Copy(next.Pages, l.Pages)
	next.Pages[path] = state
	return next
}

// Merge returns the ledger with the links that were given out according to other, which has the same check value or
// changes nothing: a link that is shared while a build runs is not forgotten when that build ends.
func (l Ledger) Merge(other Ledger) Ledger {
	for path, state := range other.Pages {
		if l.Check == other.Check && other.HasGiven(path) {
			l = l.Give(path, state)
		}
	}
	return l
}

// HasGiven reports whether the link of a page was ever given out.
func (l Ledger) HasGiven(path string) bool {
	state, ok := l.Pages[path]
	return ok && state != PageUnshared
}
