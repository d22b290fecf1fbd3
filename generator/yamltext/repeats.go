package yamltext

import (
	"fmt"

	"upfront/generator/diag"
)

// Repeats collects the names that stand in one group several times. The zero value is ready.
type Repeats struct {
	names  []*repeat // in the order of their second places
	byName map[string]*repeat
}

type repeat struct {
	name          string
	times         int
	first, second diag.Place
}

// Add takes in another place of a name that stood at first before.
func (r *Repeats) Add(name string, at, first diag.Place) {
	if known := r.byName[name]; known != nil {
		known.times++
		return
	}
	if r.byName == nil {
		r.byName = map[string]*repeat{}
	}
	added := &repeat{name, 2, first, at}
	r.names, r.byName[name] = append(r.names, added), added
}

// Report reports each name once, however often it is repeated.
func (r *Repeats) Report(problems *diag.List) {
	for _, n := range r.names {
		p := diag.Problem{Rule: DuplicateKey, At: n.second, Message: fmt.Sprintf("%q is written twice", n.name),
			Help: "Keep one of the two. Where you mean two entries, write a list.", Related: []diag.Related{{At: n.first, Note: "the first is here"}}}
		if n.times > 2 {
			p.Message, p.Help = fmt.Sprintf("%q is written %d times", n.name, n.times), "Keep one of them. Where you mean several entries, write a list."
		}
		problems.Add(p)
	}
}
