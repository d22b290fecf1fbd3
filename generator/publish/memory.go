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

// Two files keep what a later run needs. "owned" says which files we wrote and with which bytes; it is
// what gives us the right to replace or remove them, so it is plain text that any version can read.
// "keys" says from which key each was made and what its metadata was; it only saves work. It names the
// digest of the "owned" it goes with, and is ignored with any other, with another version, or damaged.

// mark is a file's content: its digest, and the metadata it had when the digest was true.
type mark struct {
	Hash digest `json:"sha256"`
	stamp
}

// record is what we remember of one published file.
type record struct {
	path string
	mark
	key digest
}

// memory is what the last run left behind.
type memory struct {
	records []record
	places  map[string]int32  // of each in records, by path
	folded  map[string]string // path by folded path, where the disk takes them for one file
	scanKey digest
	sound   bool // all of it stands as the last run wrote it
}

const ownedHeader = "# The files that Upfront wrote to this output, with their SHA-256. Without this list a file\n" +
	"# counts as Upfront's only where it already holds what Upfront would write.\n"

const keysHeader = "upfront publish keys 1\n"

const recordSize = len(digest{}) + 3*8

func (t *target) owned() string { return filepath.Join(t.state, "owned") }
func (t *target) keys() string  { return filepath.Join(t.state, "keys") }

// next is where a state file is written before it takes effect.
func next(path string) string { return path + ".next" }

// remember reads both files. One that is missing or damaged costs work and never correctness.
func (t *target) remember(version string) (memory, error) {
	m := memory{}
	list, err := t.readState(t.owned())
	if err != nil || list == nil {
		return m, err
	}
	records := parseOwned(list)
	keys, err := t.readState(t.keys())
	if err != nil {
		return m, err
	}
	if m.scanKey, m.sound, err = t.recall(records, list, keys, version); err != nil {
		return m, err
	}
	m.records, m.places = records, make(map[string]int32, len(records))
	for i, r := range records {
		m.places[r.path] = int32(i)
	}
	if t.caseless() {
		m.folded = make(map[string]string, len(records))
		for _, r := range records {
			m.folded[fold(r.path)] = r.path
		}
	}
	return m, nil
}

// of gives what we remember of an output; the zero record where that is nothing.
func (m memory) of(path string) (record, bool) {
	i, ok := m.places[path]
	if !ok {
		return record{}, false
	}
	return m.records[i], true
}

// find gives what we remember of the file that stands at a path, in whichever letter case we wrote it.
func (m memory) find(path string) (record, bool) {
	r, ok := m.of(path)
	if !ok && m.folded != nil {
		r, ok = m.of(m.folded[fold(path)])
	}
	return r, ok
}

// readState gives nil for a file that does not exist.
func (t *target) readState(path string) ([]byte, error) {
	b, err := t.read(path)
	if missing(err) {
		return nil, nil
	}
	return b, err
}

// parseOwned reads each well-formed line by itself: a line can only claim a file that has its digest.
func parseOwned(list []byte) []record {
	records := make([]record, 0, bytes.Count(list, []byte("\n")))
	for line := range strings.Lines(string(list)) {
		line, whole := strings.CutSuffix(line, "\n")
		sum, path, ok := strings.Cut(line, "  ")
		r := record{path: path}
		if whole && ok && r.Hash.UnmarshalText([]byte(sum)) == nil && faultOf(path) == "" {
			records = append(records, r)
		}
	}
	return records
}

// recall fills in keys and stamps where the keys file belongs to this list and this version. A stamp
// not older than the list itself is dropped: the file may have been changed since, within one tick of the clock.
func (t *target) recall(records []record, list, keys []byte, version string) (scanKey digest, sound bool, err error) {
	info, err := t.lstat(t.owned())
	if err != nil {
		return scanKey, false, err
	}
	head := keysHead(list, version)
	body, ok := bytes.CutPrefix(unseal(keys), head)
	if !ok || len(body) != len(scanKey)+len(records)*recordSize {
		return scanKey, false, nil
	}
	body = body[copy(scanKey[:], body):]
	for i := range records {
		r := &records[i]
		body = body[copy(r.key[:], body):]
		r.Size = int64(binary.BigEndian.Uint64(body))
		r.Mtime = int64(binary.BigEndian.Uint64(body[8:]))
		r.Inode = binary.BigEndian.Uint64(body[16:])
		body = body[24:]
		if r.Mtime >= info.ModTime().UnixNano() {
			r.stamp = stamp{}
		}
	}
	return scanKey, true, nil
}

// keysHead is how a keys file begins that belongs to a list and a version.
func keysHead(list []byte, version string) []byte {
	of := sha256.Sum256([]byte(version))
	about := sha256.Sum256(list)
	return slices.Concat([]byte(keysHeader), of[:], about[:])
}

// unseal gives a keys file without the digest at its end, or nothing where that is wrong.
func unseal(b []byte) []byte {
	if len(b) < sha256.Size {
		return nil
	}
	body, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if want := sha256.Sum256(body); !bytes.Equal(sum, want[:]) {
		return nil
	}
	return body
}

// formatMemory is the two files for a set of records, which it sorts.
func formatMemory(records []record, version string, scanKey digest) (list, keys []byte) {
	slices.SortFunc(records, byRecord)
	size := len(ownedHeader)
	for _, r := range records {
		size += hex.EncodedLen(len(r.Hash)) + len("  ") + len(r.path) + len("\n")
	}
	list = append(make([]byte, 0, size), ownedHeader...)
	for _, r := range records {
		list = hex.AppendEncode(list, r.Hash[:])
		list = append(append(append(list, "  "...), r.path...), '\n')
	}
	head := keysHead(list, version)
	keys = make([]byte, 0, len(head)+len(scanKey)+len(records)*recordSize+sha256.Size)
	keys = append(append(keys, head...), scanKey[:]...)
	for _, r := range records {
		keys = append(keys, r.key[:]...)
		keys = binary.BigEndian.AppendUint64(keys, uint64(r.Size))
		keys = binary.BigEndian.AppendUint64(keys, uint64(r.Mtime))
		keys = binary.BigEndian.AppendUint64(keys, r.Inode)
	}
	sum := sha256.Sum256(keys)
	return list, append(keys, sum[:]...)
}

// save writes the memory of a plan that changes no file, if there is anything new to remember.
func (t *target) save(p *plan) error {
	if !p.news() {
		return nil
	}
	if err := t.prepare(p); err != nil {
		return err
	}
	if err := t.install(); err != nil {
		return err
	}
	return t.sync(t.state)
}

// prepare writes the memory that a plan will leave, without putting it in effect.
func (t *target) prepare(p *plan) error {
	list, keys := formatMemory(p.all(), p.version, p.scanKey)
	if _, err := t.create(next(t.owned()), list, true); err != nil {
		return err
	}
	_, err := t.create(next(t.keys()), keys, false) // its own digest tells whether it survived
	return err
}

// install puts the prepared memory in effect: the list last, so that an error means the old list. It may
// be called again after a crash half way.
func (t *target) install() error {
	for _, path := range []string{t.keys(), t.owned()} {
		if err := t.rename(next(path), path); err != nil && !missing(err) {
			return err
		}
	}
	return nil
}

// forget removes a memory that was prepared and not put in effect.
func (t *target) forget() error {
	var first error
	for _, path := range []string{t.keys(), t.owned()} {
		if err := t.remove(next(path)); err != nil && !missing(err) {
			first = cmp.Or(first, err)
		}
	}
	return first
}
