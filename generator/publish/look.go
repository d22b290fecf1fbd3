package publish

import (
	"crypto/sha256"
	"fmt"
	"path"
)

// finding is what stands at an output's place.
type finding struct {
	kind finds
	mark        // of an ordinary file; Hash is set where the file is ours or known is true
	why  string // of a stranger: what it is
	by   string // of a blocked place: the path, nearer to the top, of the file in the way
}

type finds int

const (
	nothing  finds = iota
	ours           // holds the bytes we wrote, or none at all where a power cut lost them
	edited         // an ordinary file with other bytes than we wrote
	stranger       // never ours: a link, a device, something behind a link
	folder         // a folder, where the output is a file
	blocked        // a file, where the output needs a folder
)

// looker finds out what stands at places in the output. It remembers folders that hold folders, of which there are few,
// and serves one goroutine.
type looker struct {
	*target
	memory  memory
	folders map[string]finding
}

func newLooker(t *target, m memory) *looker {
	return &looker{target: t, memory: m, folders: map[string]finding{}}
}

// look says what stands at a path. It reads a file only where its metadata leaves a doubt.
func (l *looker) look(p string) (finding, error) {
	above, err := l.folder(path.Dir(p))
	if err != nil || above.kind != folder {
		return above, err
	}
	info, err := l.lstat(l.at(p))
	switch {
	case missing(err):
		return finding{}, nil
	case err != nil:
		return finding{}, err
	case info.IsDir():
		return finding{kind: folder}, nil
	case !info.Mode().IsRegular():
		return finding{kind: stranger, why: "is a link or a device, which we never write"}, nil
	}
	was, known := l.memory.find(p)
	if !known {
		return finding{kind: edited, mark: mark{stamp: stampOf(info)}, why: "was not written by us"}, nil
	}
	return l.compare(p, was, stampOf(info))
}

// untouched reports whether a file is as we left it, by its metadata alone. Nothing is known then of the folders above,
// and nothing need be, as long as the file is not written.
func (l *looker) untouched(was record) bool {
	return was.stamp != (stamp{}) && l.stampAt(was.path) == was.stamp
}

// compare says whether a file of ours still holds what we wrote. An empty one where we wrote something
// is what a power cut leaves, and nobody's work.
func (l *looker) compare(p string, was record, now stamp) (finding, error) {
	if now == was.stamp {
		return finding{kind: ours, mark: was.mark}, nil
	}
	hash := digest(sha256.Sum256(nil))
	if now.Size > 0 {
		var err error
		if hash, err = l.digest(l.at(p)); err != nil {
			return finding{}, err
		}
	}
	f := finding{kind: ours, mark: mark{hash, now}}
	if now.Size > 0 && hash != was.Hash {
		f.kind, f.why = edited, "was edited by hand after we published it"
	}
	return f, nil
}

// above is folder for one that is asked for again and again.
func (l *looker) above(p string) (finding, error) {
	if f, ok := l.folders[p]; ok {
		return f, nil
	}
	f, err := l.folder(p)
	if err == nil {
		l.folders[p] = f
	}
	return f, err
}

// folder says what stands at a folder's place: the folder, nothing, or what is in the way.
func (l *looker) folder(p string) (finding, error) {
	if p != "." {
		if up, err := l.above(path.Dir(p)); err != nil || up.kind != folder {
			return up, err
		}
	}
	info, err := l.lstat(l.at(p))
	var f finding
	switch {
	case missing(err):
	case err != nil:
		return f, err
	case info.IsDir():
		f.kind = folder
	case info.Mode().IsRegular():
		f = finding{kind: blocked, by: p}
	default:
		f = finding{kind: stranger, why: fmt.Sprintf("needs the folder %q, where there is a link or a device", p)}
	}
	return f, nil
}
