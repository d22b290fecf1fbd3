package record

import (
	"sync"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// Under is the count of a record by the terms that some customers agreed to, where everybody has others by now.
type Under struct{ today, agreed *Result }

// OpenFor lets a book count records of an offer by terms that were agreed, when a page first needs one.
func (b *Book) OpenFor(o *catalog.Offer, open Files) {
	b.under = func(today, agreed *catalog.Promise) *Under {
		counted := countEach(o, []*catalog.Promise{telling(today, agreed.Window), telling(agreed, agreed.Window)}, open, nil)
		return &Under{counted[0].Result, counted[1].Result}
	}
}

// Under counts the record of a promise by other terms of it, once for each key; nil where that cannot be done.
func (b *Book) Under(today, agreed *catalog.Promise, key [32]byte) *Under {
	if b == nil || b.under == nil || KindOf(today) != Time || KindOf(agreed) != Time {
		return nil
	}
	count, _ := b.counted.LoadOrStore(key, sync.OnceValue(func() *Under { return b.under(today, agreed) }))
	u := count.(func() *Under)()
	if u.today == nil || u.agreed == nil {
		return nil
	}
	return u
}

// telling returns a promise whose count tells when each row of a customer began, as that of one with options does.
func telling(p *catalog.Promise, window syntax.Written[clock.Window]) *catalog.Promise {
	out := *p
	out.Window = window
	option := &catalog.Option{Promise: &out, Option: syntax.Option{To: syntax.Measure{Kind: syntax.InTime, Time: clock.Duration{N: 1, Unit: clock.Minute}}}}
	if len(p.Levels) > 0 {
		option.Level = p.Levels[0].Level.ID.V
	}
	out.Options = []*catalog.Option{option}
	return &out
}

// Agreed returns the result by the terms that were agreed.
func (u *Under) Agreed() *Result { return u.agreed }

// Before returns how many rows of a customer that began before a moment were kept by the terms of today, and how many more are not due
// yet.
func (u *Under) Before(at time.Time, id, name string) (s KeptShare, notDue int) {
	return u.today.Customer(id, name).begun(beginning, at)
}

// Between returns how many rows of a customer that began between two moments were kept by the terms that were agreed, and how many more
// are not due yet. Without a second moment, it is those that began since.
func (u *Under) Between(from, until time.Time, id, name string) (s KeptShare, notDue int) {
	if until.IsZero() {
		until = end
	}
	return u.agreed.Customer(id, name).begun(from, until)
}
