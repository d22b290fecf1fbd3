package agreed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"upfront/generator/borrowed"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// RecordEdited is the rule for a record that is not as it was written.
const RecordEdited diag.RuleID = "record-edited"

// Archive is the records of a site.
type Archive struct {
	tree     *tree.Tree
	folder   string
	sums     Sums
	promises lazy.Cache[string, syntax.Entry[*syntax.AgreedPromise]] // by their text
}

// Open returns the records of a site.
func Open(t *tree.Tree) *Archive {
	a := &Archive{tree: t, folder: Folder(t)}
	a.sums, _ = t.Read(a.folder + SumsFile) // one that cannot be read is reported by Check
	return a
}

// Folder returns the folder of the records, with a slash at its end.
func (a *Archive) Folder() string { return a.folder }

// Sums returns the list of fingerprints.
func (a *Archive) Sums() Sums { return a.sums }

// Check reports what is wrong with the list of fingerprints as a whole, or returns nil.
func (a *Archive) Check() []diag.Problem {
	name := a.folder + SumsFile
	for file := range a.tree.Below(folder) {
		if a.folder != folder && IsRecord(file) {
			return []diag.Problem{{Rule: RecordEdited, At: diag.Place{File: file}, Message: "records lie in two folders: here, and in " + a.folder,
				Help: "Move these beside the others, and the lines of this SHA256SUMS into the other, in the order of the names."}}
		}
	}
	if _, err := a.tree.Read(name); errors.Is(err, fs.ErrNotExist) {
		for file := range a.tree.Below(a.folder) {
			if IsRecord(file) {
				return []diag.Problem{edited(diag.Place{File: name}, "it is gone, so nobody can tell whether the records of what was agreed are as they were written")}
			}
		}
		return nil
	} else if err != nil {
		return []diag.Problem{edited(diag.Place{File: name}, "it cannot be read: "+err.Error())}
	}
	if line, wrong := a.sums.check(); line > 0 {
		return []diag.Problem{edited(diag.Place{File: name, Line: line, Column: 1}, wrong)}
	}
	return nil
}

const restoreHelp = "Put back the file that was written, such as the one in your version control. Where both sides agree to something else, write it in the agreement and freeze it: upfront agree."

func edited(at diag.Place, message string) diag.Problem {
	return diag.Problem{Rule: RecordEdited, At: at, Message: message, Help: restoreHelp}
}

// IsEmpty reports whether there are no records, nor a list of any.
func (a *Archive) IsEmpty() bool {
	for file := range a.tree.Below(a.folder) {
		if IsRecord(file) {
			return false
		}
	}
	return true
}

// Files returns the files of a customer's records and evidence, sorted.
func (a *Archive) Files(customer string) (files []string) {
	return slices.Collect(a.tree.Below(a.folder + customer))
}

// File is a file of a customer's records or evidence, as it was read.
type File struct {
	Name   string // in the tree
	Data   []byte
	Digest [32]byte // zero where there is an error
	Stamp  tree.Stamp
	Err    error
}

// Read reads the files of a customer's records and evidence.
func (a *Archive) Read(customer string) (files []File) {
	for name := range a.tree.Below(a.folder + customer) {
		f := File{Name: name}
		if f.Data, f.Stamp, f.Err = a.tree.ReadStamped(name); f.Err == nil {
			f.Digest = sha256.Sum256(f.Data)
		}
		files = append(files, f)
	}
	return files
}

// SumsOf returns the lines of the list that name a file of a customer.
func (a *Archive) SumsOf(customer string) []byte { return a.sums.of(customer) }

// Record is a record and its file.
type Record struct {
	syntax.AgreedRecord
	File    string
	Data    []byte                     // its bytes
	IsToday bool                       // its terms are those of today, and are read only when [Record.Terms] is asked for them
	terms   func() *syntax.AgreedTerms // nil where they were read
}

// IsMadeUp reports whether the record came with a starter: nobody ever agreed to it.
func (r *Record) IsMadeUp() bool {
	digest := sha256.Sum256(r.Data)
	return borrowed.InAgreed(hex.EncodeToString(digest[:]))
}

// areMadeUp reports whether all records of a customer came with a starter, so that their folder may be deleted.
func areMadeUp(sums []sum) bool {
	return !slices.ContainsFunc(sums, func(s sum) bool { return !borrowed.InAgreed(s.digest) })
}

// Terms returns what was agreed.
func (r *Record) Terms() *syntax.AgreedTerms {
	if r.terms == nil {
		return &r.AgreedRecord.Terms
	}
	return r.terms()
}

// Of returns the records of a customer, given their files, the first first, and what is wrong with them. A record that is not
// as it was written is not among them. Terms of today are asked for where there is a record to compare with them; today may be nil.
func (a *Archive) Of(customer string, files []File, today func() Today) (records []*Record, problems []diag.Problem) {
	sums, ok := a.sums.lines(customer)
	if len(files) == 0 && len(sums) == 0 || !ok || a.sums == nil { // which Check reports
		return nil, nil
	}
	if len(files) == 0 && areMadeUp(sums) {
		return nil, nil
	}
	listed := map[string]string{}
	for _, s := range sums {
		name := a.folder + s.name
		if listed[name] = s.digest; !slices.ContainsFunc(files, func(f File) bool { return f.Name == name }) {
			problems = append(problems, edited(diag.Place{File: name}, fmt.Sprintf("it is gone, and %s says that it was written", SumsFile)))
		}
	}
	for _, f := range files {
		file, data := f.Name, f.Data
		switch {
		case f.Err != nil:
			problems = append(problems, edited(diag.Place{File: file}, "it cannot be read: "+f.Err.Error()))
		case listed[file] == "":
			problems = append(problems, edited(diag.Place{File: file}, fmt.Sprintf("%s does not have it, so upfront agree did not write it", SumsFile)))
		case listed[file] != hex.EncodeToString(f.Digest[:]):
			problems = append(problems, edited(diag.Place{File: file}, "it is not as it was written: its fingerprint differs from the one in "+SumsFile))
		case versionOf(file) > 0:
			r := a.parseAsToday(customer, file, data, today)
			if r == nil {
				var more []diag.Problem
				r, more = a.parse(customer, file, data)
				problems = append(problems, more...)
			}
			if r != nil {
				records = append(records, r)
			}
		}
	}
	slices.SortFunc(records, func(x, y *Record) int { return x.Version.V - y.Version.V })
	return records, problems
}

// parse reads a record whose bytes are those that were listed. It is nil where the file says something that no record says.
func (a *Archive) parse(customer, file string, data []byte) (*Record, []diag.Problem) {
	written, problems := a.parseParts(file, data)
	if diag.Count(problems, diag.Error) > 0 {
		return nil, problems
	}
	if problems = append(problems, a.checkRecord(customer, file, data, &written, slices.Concat(written.Terms.Lines.Keys(), written.Terms.Promises.Keys()))...); len(problems) > 0 {
		return nil, problems
	}
	for i := range written.Terms.Lines {
		written.Terms.Lines[i].V.ID = written.Terms.Lines[i].Key
	}
	return &Record{AgreedRecord: written, File: file, Data: data}, nil
}

// parseParts reads a record. Of its promises, it reads those that no other record has.
func (a *Archive) parseParts(file string, data []byte) (syntax.AgreedRecord, []diag.Problem) {
	if without, lines, first, ok := cutPromises(data); ok {
		if promises, ok := a.readPromises(file, first, lines); ok {
			if r, problems := syntax.ParseAgreedRecord(file, without); len(problems) == 0 {
				r.Terms.Promises = promises
				return r, nil
			}
		}
	}
	return syntax.ParseAgreedRecord(file, data)
}

// parseAsToday reads a record whose terms are those of today without reading these. It is nil where they are not, or where anything
// is wrong with the record.
func (a *Archive) parseAsToday(customer, file string, data []byte, today func() Today) *Record {
	at := bytes.Index(data, termsLine)
	if today == nil || at < 0 {
		return nil
	}
	now := today()
	if !now.isText(data[at+1:]) {
		return nil
	}
	r := &Record{File: file, Data: data, IsToday: true}
	var problems []diag.Problem
	r.AgreedRecord, problems = syntax.ParseAgreedRecord(file, append(data[:at:at], "\nterms: {}\n"...))
	if len(problems)+len(a.checkRecord(customer, file, data, &r.AgreedRecord, now.Names)) > 0 {
		return nil
	}
	r.terms = sync.OnceValue(func() *syntax.AgreedTerms {
		whole, _ := a.parse(customer, file, data) // it has no problems, because what the program writes has none
		return whole.Terms()
	})
	return r
}

// checkRecord reports what a record says of itself that is not so. Names are those of the lines and promises in its terms.
func (a *Archive) checkRecord(customer, file string, data []byte, r *syntax.AgreedRecord, names []string) (problems []diag.Problem) {
	wrong := func(at diag.Place, format string, args ...any) {
		problems = append(problems, edited(at, fmt.Sprintf(format, args...)))
	}
	if print, _ := PrintOf(data); print != r.Print.V {
		wrong(r.Print.At, "the terms do not have the print %s: theirs is %s", r.Print.V, print)
	}
	if r.Customer.V != customer {
		wrong(r.Customer.At, "it is a record of %q, and lies in the folder of %q", r.Customer.V, customer)
	}
	if name := path.Base(FileName(customer, r.Version.V)); name != path.Base(file) {
		wrong(r.Version.At, "it is version %d, and its name is %s", r.Version.V, path.Base(file))
	}
	if e := r.Evidence; e.File.IsSet() && (strings.Contains(e.File.V, "/") || !a.isListed(customer, e)) {
		wrong(e.File.At, "the reply %q that it was made of does not lie beside it", e.File.V)
	}
	for _, y := range r.Agreed {
		switch {
		case y.Key.V != Rest && !slices.Contains(names, y.Key.V):
			wrong(y.Key.At, "%q is none of the lines and promises below terms", y.Key.V)
		case y.V.By.IsSet() && !(y.V.Day.IsSet() && y.V.How.IsSet()):
			wrong(y.Key.At, "it does not say when and how %q was agreed", y.Key.V)
		}
	}
	return problems
}

// isListed reports whether the list has a piece of evidence with its fingerprint.
func (a *Archive) isListed(customer string, e syntax.Evidence) bool {
	sums, _ := a.sums.lines(customer)
	return slices.Contains(sums, sum{customer + "/" + e.File.V, e.SHA256.V})
}

// Yes returns what a record says of a line, or of [Rest].
func (r *Record) Yes(line string) (syntax.Yes, bool) { return r.Agreed.Get(line) }

// YesTo returns the last yes to the terms of a promise: to it alone, or to the rest. ok is false where there is none.
func (r *Record) YesTo(promise string) (y syntax.Yes, ok bool) {
	rest, _ := r.Yes(Rest)
	if y, ok = r.Yes(promise); !ok || y.Day.V.Before(rest.Day.V) {
		y = rest
	}
	return y, y.By.IsSet()
}

// Former reports records of customers who have no agreement any more: each that is not whole. A folder that is wholly gone
// is no problem: who has left may be forgotten.
func (a *Archive) Former(isCustomer func(id string) bool) (problems []diag.Problem) {
	var ids []string
	for file := range a.tree.Below(a.folder) {
		if id, _, ok := strings.Cut(strings.TrimPrefix(file, a.folder), "/"); ok && (len(ids) == 0 || ids[len(ids)-1] != id) {
			ids = append(ids, id) // files of one folder stand together
		}
	}
	for _, id := range ids {
		if isCustomer(id) {
			continue
		}
		_, more := a.Of(id, a.Read(id), nil)
		problems = append(problems, more...)
	}
	return problems
}
