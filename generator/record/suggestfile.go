package record

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A file that no promise names yet: its levels are found, its rows counted, and the window chosen in which enough happened.

// Unnamed is a CSV file that no promise names yet, with what is known of its columns.
type Unnamed struct {
	File   string            // with slashes; an absolute path is shortened to the name; StandardInput for what has none
	Format string            // of its times; empty: the one that fits, where there is exactly one
	Hours  *catalog.Calendar // whose hours alone count; nil: day and night

	From, To, Due, Took, ID, Level, Customer string // columns
	TookIn                                   string // what a number in Took counts: seconds, minutes, hours or days
	Empty                                    string // words that mean nothing, with commas between them
}

// StandardInput is the File of rows that come from no file.
const StandardInput = "standard input"

// usualWindows are tried in turn where too little happened in the one before: a small firm has few jobs in 90 days.
var usualWindows = []clock.Window{defaultWindow, {Last: clock.Duration{N: 180, Unit: clock.Day}}, {Last: clock.Duration{N: 1, Unit: clock.Year}}}

// mostLevels is how many values a column of priority levels may have.
const mostLevels = 12

// Suggest returns a first promise for the file, counted in the zone and at the moment of the offer: one suggestion, or one for each
// priority level. A problem without a line is one of the file as a whole, or of a column; with one that is an error, nothing is
// suggested.
func (f Unnamed) Suggest(o catalog.Offer, files Files, target amount.Percent) ([]Suggestion, []diag.Problem) {
	onlyFormat := ""
	if f.Format == "" {
		onlyFormat = formatOf(f.promise(nil), files)
		f.Format = onlyFormat
	}
	levels, problem := f.levels(&o, files)
	if problem != nil {
		return nil, []diag.Problem{*problem}
	}
	o.Site.Levels = slices.Clone(o.Site.Levels)
	for _, l := range levels {
		if l.added {
			o.Site.Levels = append(o.Site.Levels, l.Level)
		}
	}
	promise := f.promise(levels)
	o.Promises = []*catalog.Promise{promise}
	held := newHeldRows(promise)
	if _, problems := NewBook(o.Promises, countEach(&o, o.Promises, files, []*heldRows{held})); diag.Count(problems, diag.Error) > 0 {
		return nil, problems
	}
	s := &study{offer: &o, promise: promise, files: files, unlimited: f.Due == "", held: held}
	var out []Suggestion
	for _, w := range usualWindows { // the first in which the most levels have enough: one for all of them
		promise.Window = syntax.Written[clock.Window]{V: w, At: promise.Record.At}
		all := s.suggestions(target)
		if out == nil || enough(all) > enough(out) {
			out = all
		}
		if enough(out) == len(out) {
			break
		}
	}
	if enough(out) == 0 { // of a file in which too little happened, the longest shows the most
		out = s.suggestions(target)
	}
	for i := range out {
		x := &out[i]
		x.Format = onlyFormat
		switch {
		case x.Write != "":
			x.Write = f.lines(x.Write, x.limit, x.Window)
		case x.Or != "" && x.OrLeast:
			x.Or = f.lines(x.Or, x.atLeast, x.Window)
		case x.Or != "":
			x.Or = f.lines(x.Or, x.present, x.Window)
		default:
			continue
		}
		x.CopyTo, x.Site = f.recordFile(), siteLines(levels)
	}
	return out, nil
}

// enough returns how many levels have as many rows as are needed.
func enough(all []Suggestion) (n int) {
	for _, x := range all {
		if x.Enough {
			n++
		}
	}
	return n
}

// promise returns the promise as far as it is known before it has a limit.
func (f Unnamed) promise(levels []fileLevel) *catalog.Promise {
	at := diag.Place{File: f.File}
	text := func(v string) (t syntax.Text) {
		if v != "" {
			t = syntax.Text{V: v, At: at}
		}
		return t
	}
	p := &catalog.Promise{Hours: f.Hours}
	p.ID = text(f.id())
	p.Record = syntax.Record{Located: syntax.Located{At: at}, File: text("../" + f.File), From: text(f.From), To: text(f.To), Due: text(f.Due), Took: text(f.Took), TookIn: text(f.TookIn),
		ID: text(f.ID), Level: text(f.Level), Customer: text(f.Customer), Format: text(f.Format)}
	for _, word := range f.emptyWords() {
		p.Record.Empty = append(p.Record.Empty, text(word))
	}
	p.Clock = text("calendar")
	if f.Hours != nil {
		p.Clock = text("business")
	}
	limit := syntax.Written[clock.Duration]{V: standIn, At: at}
	switch {
	case f.Due != "":
	case f.Level == "":
		p.Within = syntax.Within{Located: syntax.Located{At: at}, All: limit}
	default:
		p.By, p.Within.At = text("level"), at
		for _, l := range levels {
			p.Levels = append(p.Levels, catalog.LevelTerm{Level: l.Level, Within: standIn, At: at})
			p.Within.Levels = append(p.Within.Levels, syntax.Entry[syntax.LevelWithin]{Key: l.ID, V: syntax.LevelWithin{Within: limit}})
		}
	}
	return p
}

// fileLevel is a priority level that a column names.
type fileLevel struct {
	syntax.Level
	added bool // site.yaml does not have it
}

// levels returns the priority levels that the column of levels names: those of site.yaml first, in its order.
func (f Unnamed) levels(o *catalog.Offer, files Files) ([]fileLevel, *diag.Problem) {
	if f.Level == "" {
		return nil, nil
	}
	cells, problem := f.cells(files)
	if problem != nil {
		return nil, problem
	}
	var known, added []fileLevel
	for _, l := range o.Site.Levels {
		named := func(cell string) bool { return strings.EqualFold(cell, l.ID.V) || strings.EqualFold(cell, l.Name.V) }
		if slices.ContainsFunc(cells, named) {
			known = append(known, fileLevel{Level: l})
			cells = slices.DeleteFunc(cells, named)
		}
	}
	isTaken := func(id string) bool {
		_, of := o.Level(id)
		return of || slices.ContainsFunc(added, func(l fileLevel) bool { return l.ID.V == id })
	}
	slices.Sort(cells)
	for _, cell := range cells {
		same := slices.IndexFunc(added, func(l fileLevel) bool { return strings.EqualFold(l.Name.V, cell) })
		if same >= 0 {
			continue
		}
		id := idOf(cell, "p")
		for n := 2; isTaken(id); n++ {
			id = fmt.Sprintf("%s-%d", idOf(cell, "p"), n)
		}
		at := diag.Place{File: f.File}
		added = append(added, fileLevel{Level: syntax.Level{ID: syntax.Text{V: id, At: at}, Name: syntax.Text{V: cell, At: at}}, added: true})
	}
	return append(known, added...), nil
}

// cells returns the values of the column of levels, each once.
func (f Unnamed) cells(files Files) ([]string, *diag.Problem) {
	p := f.promise(nil)
	r, problem := openRows(p.Record.File.V, files, columnNames(p.Record)...)
	if problem != nil {
		problem.At = p.Record.At
		return nil, problem
	}
	defer r.Close()
	columns, problems := columnsOf(r, p)
	if len(problems) > 0 {
		return nil, &problems[0]
	}
	var cells []string
	for column := columns.level; r.next(); {
		if cell := r.field(column); cell != "" && !r.isTotal() && !slices.Contains(cells, cell) {
			cells = append(cells, strings.Clone(cell))
		}
		if len(cells) > mostLevels {
			return nil, &diag.Problem{Rule: recordFormat, At: p.Record.At, Message: fmt.Sprintf("the column %q has more than %d values, so it names no priority levels", f.Level, mostLevels),
				Help: "Name another column with --level, or leave --level out."}
		}
	}
	if len(cells) == 0 {
		return nil, &diag.Problem{Rule: recordFormat, At: p.Record.At, Message: fmt.Sprintf("the column %q is empty in every row", f.Level),
			Help: "Name another column with --level, or leave --level out."}
	}
	return cells, nil
}

func (f Unnamed) emptyWords() (words []string) {
	for word := range strings.SplitSeq(f.Empty, ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}
