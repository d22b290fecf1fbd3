package agreement

import (
	"upfront/generator/agreed"
	"upfront/generator/syntax"
)

// Version is a line as a record has it.
type Version struct {
	Record *agreed.Record
	Line   syntax.Line
	Yes    syntax.Yes // without By it was not agreed to
}

// History returns the versions of a line, the first first: each record in which it reads otherwise than in the one before, or in which
// it is agreed to for the first time. Records are the whole history: nothing else stores it.
func (a *Agreement) History(l *Line) (all []Version) {
	for _, r := range a.HeldRecords() {
		line, ok := r.Terms().Lines.Get(l.ID.V)
		if !ok {
			continue
		}
		yes, _ := r.Yes(l.ID.V)
		if n := len(all); n > 0 && agreed.SameLine(&all[n-1].Line, &line) && all[n-1].Yes.By.IsSet() == yes.By.IsSet() {
			continue
		}
		all = append(all, Version{r, line, yes})
	}
	return all
}
