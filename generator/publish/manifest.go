package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
)

// Two files keep what a later run needs. "owned" lists the files we wrote and the digests of their bytes. Only these may
// be replaced or removed, so it is plain text that any version can read. "keys" holds the key and the metadata of each; it
// only saves work. It names the digest of the "owned" it belongs to, and is ignored with any other, with another version,
// or damaged.

// manifest is what the last run left behind.
type manifest struct {
	entries  []entry
	index    map[string]int32  // of each in entries, by path
	folded   map[string]string // path by folded path, where the disk ignores case
	scanKey  digest
	complete bool // all of it stands as the last run wrote it
}

// entry is one published file.
type entry struct {
	path string
	fileState
	key digest
}

// fileState is the digest of a file, and the metadata it had when the digest was true.
type fileState struct {
	Hash digest `json:"sha256"`
	stamp
}

const ownedHeader = "# The files that Upfront wrote to this output, with their SHA-256. Without this list a file\n" +
	"# counts as Upfront's only where it already holds what Upfront would write.\n"

const keysHeader = "upfront publish keys 1\n"

const entrySize = len(digest{}) + 3*8

func (t *target) ownedPath() string { return filepath.Join(t.state, "owned") }
func (t *target) keysPath() string  { return filepath.Join(t.state, "keys") }

// nextPath is where a state file is written before it takes effect.
func nextPath(path string) string { return path + ".next" }

// readManifest reads both files. A missing or damaged one costs work and never correctness.
func (t *target) readManifest(version string) (m manifest, err error) {
	list, err := t.readState(t.ownedPath())
	if err != nil || list == nil {
		return m, err
	}
	keys, err := t.readState(t.keysPath())
	if err != nil {
		return m, err
	}
	m.entries = parseOwned(list)
	if err := t.readKeys(&m, list, keys, version); err != nil {
		return manifest{}, err
	}
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

// lookupFolded returns the entry of the file at a path, in whichever letter case we wrote it.
func (m manifest) lookupFolded(path string) (entry, bool) {
	i, ok := m.index[path]
	if !ok && m.folded != nil {
		i, ok = m.index[m.folded[fold(path)]]
	}
	if !ok {
		return entry{}, false
	}
	return m.entries[i], true
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
		if whole && ok && e.Hash.UnmarshalText([]byte(sum)) == nil {
			entries = append(entries, e)
		}
	}
	return entries
}

// readKeys fills in keys and stamps where the keys file belongs to this list and this version. A stamp not older than the
// list itself is dropped: the file may have been changed since, within one tick of the clock.
func (t *target) readKeys(m *manifest, list, keys []byte, version string) error {
	info, err := t.lstat(t.ownedPath())
	if err != nil {
		return err
	}
	body, ok := bytes.CutPrefix(keys, keysHead(list, version))
	size := len(body) - sha256.Size
	if !ok || size != len(m.scanKey)+len(m.entries)*entrySize {
		return nil
	}
	if sum := sha256.Sum256(keys[:len(keys)-sha256.Size]); !bytes.Equal(sum[:], body[size:]) {
		return nil // damaged
	}
	m.complete = true
	body = body[copy(m.scanKey[:], body):]
	for i := range m.entries {
		e := &m.entries[i]
		body = body[copy(e.key[:], body):]
		e.Size = int64(binary.BigEndian.Uint64(body))
		e.Mtime = int64(binary.BigEndian.Uint64(body[8:]))
		e.Inode = binary.BigEndian.Uint64(body[16:])
		body = body[24:]
		if e.Mtime >= info.ModTime().UnixNano() {
			e.stamp = stamp{}
		}
	}
	return nil
}

// keysHead returns the beginning of a keys file that belongs to a list and a version.
func keysHead(list []byte, version string) []byte {
	v, l := sha256.Sum256([]byte(version)), sha256.Sum256(list)
	return slices.Concat([]byte(keysHeader), v[:], l[:])
}

// formatManifest returns the two files for entries, which are sorted.
func formatManifest(entries []entry, version string, scanKey digest) (list, keys []byte) {
	const usual = 128 // bytes of a line
	list = append(make([]byte, 0, usual*(len(entries)+2)), ownedHeader...)
	for _, e := range entries {
		list = hex.AppendEncode(list, e.Hash[:])
		list = append(append(append(list, "  "...), e.path...), '\n')
	}
	head := keysHead(list, version)
	keys = make([]byte, 0, len(head)+len(scanKey)+len(entries)*entrySize+sha256.Size)
	keys = append(append(keys, head...), scanKey[:]...)
	for _, e := range entries {
		keys = append(keys, e.key[:]...)
		keys = binary.BigEndian.AppendUint64(keys, uint64(e.Size))
		keys = binary.BigEndian.AppendUint64(keys, uint64(e.Mtime))
		keys = binary.BigEndian.AppendUint64(keys, e.Inode)
	}
	sum := sha256.Sum256(keys)
	return list, append(keys, sum[:]...)
}

// stageManifest writes the manifest that a plan will leave, without putting it in effect.
func (t *target) stageManifest(p *plan) error {
	list, keys := formatManifest(p.allEntries(), p.version, p.scanKey)
	if _, err := t.create(nextPath(t.ownedPath()), list, true); err != nil {
		return err
	}
	_, err := t.create(nextPath(t.keysPath()), keys, false) // its own digest tells whether it survived
	return err
}

// commitManifest puts the staged manifest in effect, the list last, so that an error means the old list. It can be repeated.
func (t *target) commitManifest() error {
	for _, path := range []string{t.keysPath(), t.ownedPath()} {
		if err := t.rename(nextPath(path), path); err != nil && !isMissing(err) {
			return err
		}
	}
	return nil
}

// discardManifest removes a manifest that was staged and not put in effect.
func (t *target) discardManifest() error {
	return cmp.Or(t.removeIfThere(nextPath(t.keysPath())), t.removeIfThere(nextPath(t.ownedPath())))
}
