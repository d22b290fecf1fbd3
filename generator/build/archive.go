package build

import (
	"crypto/sha256"
	"encoding/binary"

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
	stamp, found, settled := stampBelow(b.input.Tree, b.archive.Folder()+customer)
	if found {
		if now.files = cached.records.files; !isCached || !now.files.proves(stamp) {
			read = b.archive.Read(customer)
			var room [512]byte
			text := room[:0]
			for _, f := range read {
				text = append(appendText(text, f.Name), f.Digest[:]...)
			}
			now.files = source{digest: sha256.Sum256(text)}
			if settled {
				now.files.stamp = stamp
			}
		}
	}
	if sums := b.archive.SumsOf(customer); found || len(sums) > 0 {
		var room [512]byte
		now.digest = sha256.Sum256(append(append(room[:0], now.files.digest[:]...), sums...))
	}
	return now, read
}

// stampBelow returns a stamp of all files below a folder together, and whether there are any, and whether it proves anything. It is
// zero where one of them has none.
func stampBelow(t *tree.Tree, folder string) (all tree.Stamp, found, settled bool) {
	var room [512]byte
	text, settled := room[:0], true
	for name, s := range t.StampsBelow(folder) {
		if found = true; s == (tree.Stamp{}) {
			return tree.Stamp{}, true, false
		}
		text = append(append(text, name...), 0)
		for _, n := range [...]uint64{uint64(s.Size), uint64(s.Mtime), uint64(s.Ctime), s.Inode} {
			text = binary.BigEndian.AppendUint64(text, n)
		}
		settled = settled && t.Settled(s)
	}
	d := sha256.Sum256(text)
	number := func(i int) int64 { return int64(binary.BigEndian.Uint64(d[8*i:])) }
	return tree.Stamp{Size: number(0), Mtime: number(1), Ctime: number(2), Inode: uint64(number(3))}, found, settled
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
