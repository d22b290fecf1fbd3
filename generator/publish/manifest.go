package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
)

// The file "owned" lists the files we wrote and the digests of their bytes. Only these may be replaced or removed, so it is
// plain text that any version can read.

// manifest is the list that the last run left behind.
type manifest struct {
	entries  []entry
	index    map[string]int32  // of each in entries, by path
	folded   map[string]string // path by folded path, where the disk ignores case
	complete bool              // it stands as the last run wrote it, so that no two paths conflict
}

// entry is one published file.
type entry struct {
	path string
	hash digest
}

// fileState is the digest of a file, and the metadata it had when the digest was true.
type fileState struct {
	Hash digest `json:"sha256"`
	stamp
}

const ownedHeader = "# The files that Upfront wrote to this output, with their SHA-256. Without this list a file\n" +
	"# counts as Upfront's only where it already holds what Upfront would write.\n"

// ownedFooter is followed by the digest of all lines before it, which tells whether the list is as we wrote it.
const ownedFooter = "# all of the above: "

func (t *target) ownedPath() string { return filepath.Join(t.state, "owned") }

// nextPath is where a state file is written before it takes effect.
func nextPath(path string) string { return path + ".next" }

// readManifest reads the list. A missing or damaged one costs work and never correctness.
func (t *target) readManifest() (m manifest, err error) {
	list, err := t.readState(t.ownedPath())
	if err != nil || list == nil {
		return m, err
	}
	m.entries, m.complete = parseOwned(list), isWhole(list)
	if !m.complete {
		m.entries = slices.DeleteFunc(m.entries, func(e entry) bool { return pathFault(e.path) != "" })
	}
	m.index = make(map[string]int32, len(m.entries))
	for i, e := range m.entries {
		m.index[e.path] = int32(i)
	}
	if t.ignoresCase() {
		m.folded = make(map[string]string, len(m.entries))
		for _, e := range m.entries {
			m.folded[fold(e.path)] = e.path
		}
	}
	return m, nil
}

// readState returns nil for a file that does not exist.
func (t *target) readState(path string) ([]byte, error) {
	b, err := t.read(path)
	if isMissing(err) {
		return nil, nil
	}
	return b, err
}

// parseOwned parses each well-formed line by itself: a line can only claim a file that has its digest.
func parseOwned(list []byte) []entry {
	entries := make([]entry, 0, bytes.Count(list, []byte("\n")))
	for line := range strings.Lines(string(list)) {
		line, whole := strings.CutSuffix(line, "\n")
		sum, path, ok := strings.Cut(line, "  ")
		e := entry{path: path}
		if whole && ok && e.hash.UnmarshalText([]byte(sum)) == nil {
			entries = append(entries, e)
		}
	}
	return entries
}

// isWhole reports whether a list ends with the digest of its lines.
func isWhole(list []byte) bool {
	body := list[:max(len(list)-len(ownedEnd(nil)), 0)]
	return bytes.Equal(list[len(body):], ownedEnd(body))
}

// ownedEnd returns the last line of a list.
func ownedEnd(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(hex.AppendEncode([]byte(ownedFooter), sum[:]), '\n')
}

// formatOwned returns the list of entries, which are sorted.
func formatOwned(entries []entry) []byte {
	const usual = 128 // bytes of a line
	list := append(make([]byte, 0, usual*(len(entries)+3)), ownedHeader...)
	for _, e := range entries {
		list = hex.AppendEncode(list, e.hash[:])
		list = append(append(append(list, "  "...), e.path...), '\n')
	}
	return append(list, ownedEnd(list)...)
}

// stageManifest writes the list that a plan will leave, without putting it in effect.
func (t *target) stageManifest(p *plan) error {
	written, err := t.create(nextPath(t.ownedPath()), formatOwned(p.allEntries()), true)
	settle(p.files, written)
	return err
}

// commitManifest puts the staged list in effect. It can be repeated.
func (t *target) commitManifest() error {
	if err := t.rename(nextPath(t.ownedPath()), t.ownedPath()); !isMissing(err) {
		return err
	}
	return nil
}

// discardManifest removes a list that was staged and not put in effect.
func (t *target) discardManifest() error { return t.removeIfThere(nextPath(t.ownedPath())) }
