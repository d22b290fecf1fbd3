package publish

// File is what a run knows of the file of an output once it is over. Whoever calls [Write] keeps it until the next run, which it
// saves work: it is believed of the file on the list that has its hash, and of that as long as the stamp is the same.
type File struct {
	Key   [16]byte // the beginning of the key of the output that was printed into it; zero: unknown
	Hash  [16]byte // the beginning of the SHA-256 of its bytes
	Size  int64
	Mtime int64 // in nanoseconds since 1970; zero: the stamp proves nothing
	Inode uint64
}

// fileOf returns the file of an output that has a state.
func fileOf(o Output, s fileState) File {
	return File{Key: [16]byte(o.Key[:16]), Hash: [16]byte(s.Hash[:16]), Size: s.Size, Mtime: s.Mtime, Inode: s.Inode}
}

// last is what the last run left at the path of an output.
type last struct {
	index int32  // of its entry in the manifest; negative: it has none
	path  string // as we wrote it, which may differ in letter case; empty: we wrote none
	fileState
	sameKey bool // it was printed for the key of the output
}

// last returns what the last run left at the path of an output, and takes up what the caller knows of it.
func (m manifest) last(o Output) last {
	i, exact := m.index[o.Path]
	known := exact
	if !known && m.folded != nil {
		i, known = m.index[m.folded[fold(o.Path)]]
	}
	if !known {
		return last{index: -1}
	}
	e := m.entries[i]
	l := last{index: i, path: e.path, fileState: fileState{Hash: e.hash}}
	if !exact {
		l.index = -1
	}
	if f := o.Last; f.Hash == [16]byte(e.hash[:16]) {
		l.sameKey = f.Key == [16]byte(o.Key[:16]) && f.Key != [16]byte{}
		if f.Mtime != 0 {
			l.stamp = stamp{f.Size, f.Mtime, f.Inode}
		}
	}
	return l
}

// settle drops the stamps of files that are not older than a list that was written after them: such a file may be changed once
// more within the same tick of the clock.
func settle(files []File, list stamp) {
	for i := range files {
		if f := &files[i]; f.Mtime >= list.Mtime {
			f.Size, f.Mtime, f.Inode = 0, 0, 0
		}
	}
}
