package check

import "upfront/generator/lazy"

// Times for priority levels in tables, where a row or a column is about a level.

// cell reads a cell of a table.
func (l *levelReader) cell(s passage) {
	at := s.spot
	if at.Block != l.block {
		l.beginRow(s)
	}
	level := cellLevel(s)
	switch {
	case at.Head:
		l.heads[at.Cell], l.levels[at.Cell] = s.text, level
		return
	case at.Cell == 1:
		l.title = s.text
	}
	if level != nil && l.row == nil && levelHead().MatchString(l.heads[at.Cell]) {
		l.row, l.rowCell = level, at.Cell
		return
	}
	about, labelled := l.aboutCell(at.Cell)
	if about != nil {
		for i := l.add(*about, s.text, limitsOf(s, 0, labelled)); i < len(l.found); i++ {
			l.found[i].where.cell = at.Cell
			l.found[i].alone = l.found[i].alone && about == l.row && l.rowCell == 1 && l.explains()
		}
	}
}

// beginRow begins another row and, where it stands above a table, another table.
func (l *levelReader) beginRow(s passage) {
	if s.spot.Head || l.heads == nil {
		l.begin(s)
		l.heads, l.levels = map[int]string{}, map[int]*levelBelow{}
		l.scope.table++
	}
	l.block, l.row, l.title = s.spot.Block, nil, ""
}

// aboutCell returns the level that a cell is about, nil for none, and whether a time alone is a limit in it.
func (l *levelReader) aboutCell(cell int) (about *levelBelow, labelled bool) {
	switch {
	case l.row != nil:
		about = l.row
	case l.levels[cell] != nil:
		about = l.levels[cell]
	case len(l.labels) > 0:
		about = &l.labels[len(l.labels)-1]
	}
	head := l.heads[cell]
	if about == nil || noLimit().MatchString(head) {
		return nil, false
	}
	return about, l.row != nil && l.rowCell == 1 || limitHead().MatchString(head) || limitHead().MatchString(l.title)
}

// explains reports whether the columns of a table are times, and what the level of a row means, so that a level has one row.
func (l *levelReader) explains() bool {
	for cell, head := range l.heads {
		if cell != l.rowCell && head != "" && !limitHead().MatchString(head) && !meaningHead().MatchString(head) {
			return false
		}
	}
	return true
}

// cellLevel returns the level that a cell is the name of, nil where it is none.
func cellLevel(s passage) *levelBelow {
	if !s.may(sayLevel) {
		return nil
	}
	level, _, ok := labelOf(s.text)
	if !ok {
		said := saidLevels(s.text)
		if len(said) == 0 || said[0].from > 0 {
			return nil
		}
		level = said[0]
	}
	return &levelBelow{saidLevel: level, words: s.text[level.from:level.to], at: s.place(level.from, level.to)}
}

// What columns are about.
var (
	levelHead   = lazy.Pattern(`(?i)^$|priorit|severit|urgen|importan|level|issue|incident|ticket|fault|class|impact|categor|type|problem|request|\bsla\b|case|\bcalls?\b|defect|bug|vulnerab|\bwhat\b`)
	limitHead   = lazy.Pattern(`(?i)respon|\brepl(?:y|ies)|answer|resol|\bfix|repair|restor|target|\bsla|acknowledg|attend|on-?site|call ?back|turn-?around|\btime|within|how (?:soon|fast|quick)|\bwhen\b|goal|objective|remed|patch|deadline|updates?\b`)
	noLimit     = lazy.Pattern(`(?i)effort|estimat|window|interval|durat|frequen|retention|downtime|threshold|spent|\bage\b|example|descri|defin|impact`)
	meaningHead = lazy.Pattern(`(?i)descri|defin|example|mean|impact|criteri|\bwhat\b|\bif\b`)
)
