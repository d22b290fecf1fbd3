package publish

import (
	"crypto/sha256"
	"fmt"
	"path"
)

// status is what stands at the path of an output.
type status struct {
	kind      statusKind
	fileState        // of an ordinary file; Hash is set where the file is ours
	why       string // of a file that is not ours: what it is
	by        string // of a blocked path: the file in the way, nearer to the top
}

type statusKind int

const (
	absent  statusKind = iota
	ours               // holds the bytes we wrote, or none at all where a power cut lost them
	edited             // an ordinary file with other bytes than we wrote
	foreign            // never ours: a link, a device, something behind a link
	folder             // a folder, where the output is a file
	blocked            // a file, where the output needs a folder
)

// inspector looks at paths in the output. It caches the few folders that hold folders, and serves one goroutine.
type inspector struct {
	*target
	folders map[string]status
}

// inspect returns what stands at a path where the last run left a file, or none. It reads a file only where its metadata leaves
// a doubt.
func (l *inspector) inspect(p string, last last) (status, error) {
	above, err := l.folder(path.Dir(p))
	if err != nil || above.kind != folder {
		return above, err
	}
	s, err := l.look(p)
	switch {
	case s.kind == foreign:
		s.why = "is a link or a device, which we never write"
	case s.kind == edited && last.path != "":
		return l.compare(p, last, s.stamp)
	case s.kind == edited:
		s.why = "was not written by us"
	}
	return s, err
}

// compare reports whether a file of ours still holds what we wrote, or nothing after a power cut.
func (l *inspector) compare(p string, last last, now stamp) (status, error) {
	if now == last.stamp {
		return status{kind: ours, fileState: last.fileState}, nil
	}
	hash := digest(sha256.Sum256(nil))
	if now.Size > 0 {
		var err error
		if hash, err = l.digest(l.outputPath(p)); err != nil {
			return status{}, err
		}
	}
	s := status{kind: ours, fileState: fileState{hash, now}}
	if now.Size > 0 && hash != last.Hash {
		s.kind, s.why = edited, "was edited by hand after we published it"
	}
	return s, nil
}

// folderAbove is folder, cached.
func (l *inspector) folderAbove(p string) (status, error) {
	if s, ok := l.folders[p]; ok {
		return s, nil
	}
	s, err := l.folder(p)
	if err == nil {
		l.folders[p] = s
	}
	return s, err
}

// folder returns what stands where a folder is needed: the folder, nothing, or what is in the way.
func (l *inspector) folder(p string) (status, error) {
	if p != "." {
		if above, err := l.folderAbove(path.Dir(p)); err != nil || above.kind != folder {
			return above, err
		}
	}
	s, err := l.look(p)
	switch s.kind {
	case edited:
		s = status{kind: blocked, by: p}
	case foreign:
		s.why = fmt.Sprintf("needs the folder %q, where there is a link or a device", p)
	}
	return s, err
}

// look returns what stands at a path in a folder. It takes every ordinary file for an edited one.
func (l *inspector) look(p string) (status, error) {
	info, err := l.lstat(l.outputPath(p))
	switch {
	case isMissing(err):
		return status{}, nil
	case err != nil:
		return status{}, err
	case info.IsDir():
		return status{kind: folder}, nil
	case info.Mode().IsRegular():
		return status{kind: edited, fileState: fileState{stamp: stampOf(info)}}, nil
	}
	return status{kind: foreign}, nil
}
