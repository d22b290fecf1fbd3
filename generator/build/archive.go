package build

import (
	"crypto/sha256"
	"encoding/binary"
	"iter"

	"upfront/generator/agreed"
	"upfront/generator/leak"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// The records of what was agreed are inputs of one page each: that of their customer.

// archived is the records of a customer, as a build found them.
type archived struct {
	files  source   // all their files as if they were one; zero where there is none
	digest [32]byte // of all that is read of them; zero where there is nothing
}

// archived returns the records of a customer. Their files are read only where they may have changed; read has them then.
func (b *Build) archived(customer string, cached row, isCached bool) (now archived, read []agreed.File) {
	if b.noRecords {
		return archived{}, nil
	}
	if isCached {
		stamp, _ := stampOfAll(b.input.Tree, b.input.Tree.StampsBelow(b.archive.Folder()+customer))
		if now.files = cached.records.files; !now.files.proves(stamp) {
			now.files = source{}
		}
	}
	if now.files == (source{}) {
		if read = b.archive.Read(customer); len(read) > 0 {
			now.files = sourceOfAll(b.input.Tree, read)
		}
	}
	if sums := b.archive.SumsOf(customer); now.files != (source{}) || len(sums) > 0 {
		var room [512]byte
		now.digest = sha256.Sum256(append(append(room[:0], now.files.digest[:]...), sums...))
	}
	return now, read
}

// sourceOfAll returns files, with the stamps that they had before they were read, as if they were one.
func sourceOfAll(t *tree.Tree, files []agreed.File) source {
	var room [512]byte
	text := room[:0]
	for _, f := range files {
		text = append(appendText(text, f.Name), f.Digest[:]...)
	}
	all := source{digest: sha256.Sum256(text)}
	stamp, settled := stampOfAll(t, func(yield func(string, tree.Stamp) bool) {
		for _, f := range files {
			if !yield(f.Name, f.Stamp) {
				return
			}
		}
	})
	if settled {
		all.stamp = stamp
	}
	return all
}

// stampOfAll returns a stamp of files together, and whether it proves anything. It is zero where one of them has none, or where there are
// none.
func stampOfAll(t *tree.Tree, files iter.Seq2[string, tree.Stamp]) (all tree.Stamp, settled bool) {
	var room [512]byte
	text, settled := room[:0], true
	for name, s := range files {
		if s == (tree.Stamp{}) {
			return tree.Stamp{}, false
		}
		text = append(append(text, name...), 0)
		for _, n := range [...]uint64{uint64(s.Size), uint64(s.Mtime), uint64(s.Ctime), s.Inode} {
			text = binary.BigEndian.AppendUint64(text, n)
		}
		settled = settled && t.Settled(s)
	}
	if len(text) == 0 {
		return tree.Stamp{}, false
	}
	d := sha256.Sum256(text)
	number := func(i int) int64 { return int64(binary.BigEndian.Uint64(d[8*i:])) }
	return tree.Stamp{Size: number(0), Mtime: number(1), Ctime: number(2), Inode: uint64(number(3))}, settled
}

// content returns the digest of the file of an agreement and of its records.
func (a *row) content() [32]byte {
	if a.records.digest == [32]byte{} {
		return a.source.digest
	}
	var room [2 * sha256.Size]byte
	return sha256.Sum256(append(append(room[:0], a.source.digest[:]...), a.records.digest[:]...))
}

// hasContentOf reports whether two agreements have the same content.
func (a *row) hasContentOf(other *row) bool {
	return a.source.digest == other.source.digest && a.records.digest == other.records.digest
}

// privateFile returns the bytes of the file of an agreement, and of its records, without what is of the offer in these: all
// that its page may have words of that are for this customer alone. Records are read only where they say more than is known.
func (b *Build) privateFile(c leak.Customer) ([]byte, error) {
	data, err := b.input.Tree.Read(c.Path)
	if b.noRecords {
		return data, err
	}
	if data = append(append(data[:len(data):len(data)], '\n'), c.Yes...); c.Yes != nil {
		return data, err
	}
	for _, file := range b.archive.Files(syntax.AgreementID(c.Path)) {
		more, _ := b.input.Tree.Read(file) // a file that cannot be read is reported where it is parsed
		data = append(append(data, agreed.OwnPart(more)...), '\n')
	}
	return data, err
}

// checkArchive reports what is wrong with records beside those of each agreement.
func (r *run) checkArchive() {
	if r.input.PublicOnly {
		return
	}
	problems := append(r.archive.Check(), r.archive.Former(func(id string) bool { return r.input.Tree.Has(syntax.AgreementFolder + id + ".yaml") })...)
	if len(problems) > 0 {
		r.report(r.site().adjust(problems)...)
	}
}
