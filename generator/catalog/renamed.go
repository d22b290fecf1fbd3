package catalog

import (
	"strings"

	"upfront/generator/syntax"
)

// Renamed holds today's names of what had others, each by its former name. Only what was agreed is looked up here: what
// authors write has the names of today.
type Renamed struct {
	Promises map[string]string // capability.promise
	Levels   map[string]string
	Hours    map[string]string
}

// IsEmpty reports whether nothing was ever renamed.
func (n *Renamed) IsEmpty() bool { return len(n.Promises)+len(n.Levels)+len(n.Hours) == 0 }

func renamed(o *Offer) Renamed {
	n := Renamed{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, c := range o.Capabilities {
		for _, p := range c.Promises {
			for _, capability := range append([]string{c.ID}, texts(c.Formerly)...) {
				for _, promise := range append([]string{p.ID.V}, texts(p.Formerly)...) {
					if ref := capability + "." + promise; o.promises[ref] == nil {
						n.Promises[ref] = p.Ref
					}
				}
			}
		}
	}
	for _, l := range o.Site.Levels {
		for _, former := range l.Formerly {
			n.Levels[former.V] = l.ID.V
		}
	}
	for _, h := range o.Site.Hours {
		for _, former := range h.V.Formerly {
			n.Hours[former.V] = h.Key.V
		}
	}
	return n
}

func texts(all []syntax.Text) (out []string) {
	for _, t := range all {
		out = append(out, t.V)
	}
	return out
}

// Promise returns today's name of a promise, capability.promise.
func (n *Renamed) Promise(ref string) string { return nameNow(n.Promises, ref) }

// Level returns today's id of a priority level.
func (n *Renamed) Level(id string) string { return nameNow(n.Levels, id) }

// Calendar returns today's name of a calendar.
func (n *Renamed) Calendar(name string) string { return nameNow(n.Hours, name) }

// Line returns today's name of a promise or of one of its levels, as lines name it: capability.promise, or
// capability.promise.level.
func (n *Renamed) Line(ref string) string {
	parts := strings.SplitN(ref, ".", 3)
	if len(parts) < 2 {
		return ref
	}
	now := n.Promise(parts[0] + "." + parts[1])
	if len(parts) == 3 {
		now += "." + n.Level(parts[2])
	}
	return now
}

func nameNow(all map[string]string, name string) string {
	if now, ok := all[name]; ok {
		return now
	}
	return name
}
