package syntax

import "upfront/generator/diag"

// Written holds a value and its place. The zero Written is a value that was not written.
type Written[T any] struct {
	V  T
	At diag.Place
}

// Text is words as they were written, never trimmed or changed.
type Text = Written[string]

// IsSet reports whether the value was written.
func (o Written[T]) IsSet() bool { return !o.At.IsZero() }

// Or returns the value, or another one where none was written.
func (o Written[T]) Or(other T) T {
	if o.IsSet() {
		return o.V
	}
	return other
}

// Rare holds a part that few things have, so that it takes no room in the others: none, or one.
type Rare[T any] []T

// Get returns the part, a zero one where there is none.
func (r Rare[T]) Get() (part T) {
	if len(r) > 0 {
		part = r[0]
	}
	return part
}

func (r *Rare[T]) add() *T {
	*r = make([]T, 1)
	return &(*r)[0]
}

// Located is embedded in things that know where they begin, and whether all of them could be read.
type Located struct {
	At      diag.Place
	partial bool // a part was refused: what the thing lacks may stand in the file
	guessed bool // the file is no YAML, and was read by a guess, or not to its end
}

// IsPartial reports whether a part of the thing was refused, which is a problem of its own. A part that is such a thing
// itself does not count.
func (l Located) IsPartial() bool { return l.partial }

// IsGuessed reports whether the thing is of a file that is no YAML, and may mean something else than was read.
func (l Located) IsGuessed() bool { return l.guessed }

func (l *Located) located() *Located { return l }

// locatedOf returns what a thing knows of itself; nil for one that knows nothing.
func locatedOf(thing any) *Located {
	if l, ok := thing.(interface{ located() *Located }); ok {
		return l.located()
	}
	return nil
}

// setPlace sets the place of a thing that has one.
func setPlace(thing any, at diag.Place) {
	if l := locatedOf(thing); l != nil {
		l.At = at
	}
}

// Entry is one pair of a table whose keys the author chooses, such as the calendars under hours.
type Entry[T any] struct {
	Key Text
	V   T
}

// Map is such a table in the order written.
type Map[T any] []Entry[T]

// Get returns the value of a key.
func (m Map[T]) Get(key string) (T, bool) {
	if v := m.Find(key); v != nil {
		return *v, true
	}
	var none T
	return none, false
}

// Find returns the value with a key, which stays that of the map; nil where there is none.
func (m Map[T]) Find(key string) *T {
	for i := range m { // an entry may be too large to be copied
		if m[i].Key.V == key {
			return &m[i].V
		}
	}
	return nil
}

// Keys returns the keys in the order written.
func (m Map[T]) Keys() []string {
	return diag.Names(m, func(e Entry[T]) string { return e.Key.V })
}
