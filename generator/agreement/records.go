package agreement

import (
	"slices"
	"strings"
	"sync"

	"upfront/generator/agreed"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// Records resolves agreements with what was agreed before. It holds the texts of the promises and duties that many customers have,
// so that each is made once for an offer. It is safe for use by several goroutines.
type Records struct {
	offer   *catalog.Offer
	archive *agreed.Archive
	texts   lazy.Cache[promiseKey, *promiseText]
	duties  lazy.Cache[*syntax.Duty, string]
	held    lazy.Cache[heldKey, [32]byte]
}

// NewRecords returns the records of an archive, for an offer.
func NewRecords(o *catalog.Offer, archive *agreed.Archive) *Records {
	return &Records{offer: o, archive: archive}
}

// Archive returns the records as they lie there.
func (rs *Records) Archive() *agreed.Archive { return rs.archive }

// Resolve works out what one customer may expect of the offer, given the files of their records; nil: these are still to be read.
// What is wrong with records is among the problems.
func (rs *Records) Resolve(written syntax.Agreement, files []agreed.File) (*Agreement, []diag.Problem) {
	var wrong []diag.Problem
	a, problems := resolve(rs.offer, written, func(r *resolver) (records []*agreed.Record) {
		r.digest = func(t *Term) [32]byte { return rs.promise(t).digest() }
		r.heldDigest = rs.heldDigest
		if files == nil {
			files = rs.archive.Read(written.ID)
		}
		if written.Status.V == "ended" && len(files) == 0 { // who has left may be forgotten
			return nil
		}
		records, wrong = rs.archive.Of(written.ID, files, func() agreed.Today { return rs.today(r.Agreement) })
		return records
	})
	return a, append(wrong, problems...)
}

// today returns the terms of an agreement as they stand: those of [Agreement.Freeze].
func (rs *Records) today(a *Agreement) agreed.Today {
	own := a.freezeOwn()
	now := agreed.Today{Terms: &own, Lines: make([]*syntax.Line, 0, 16), Names: make([]string, 0, 16+len(a.Terms)), Promises: make([]string, 0, len(a.Terms)), Duties: make([]string, 0, 16)}
	for l := range a.Lines() {
		now.Lines, now.Names = append(now.Lines, l.Line), append(now.Names, l.ID.V)
	}
	promises := make([]*promiseText, 0, len(a.Terms))
	for _, term := range a.Terms {
		promises = append(promises, rs.promise(term))
	}
	slices.SortFunc(promises, func(x, y *promiseText) int { return strings.Compare(x.ref, y.ref) })
	for _, p := range promises {
		now.Names, now.Promises = append(now.Names, p.ref), append(now.Promises, p.text)
		for _, h := range p.hours {
			if !slices.ContainsFunc(own.Hours, func(known syntax.Entry[syntax.Text]) bool { return known.Key.V == h.Key.V }) {
				own.Hours = append(own.Hours, h)
			}
		}
	}
	own.Hours = sortedHours(own.Hours)
	for _, d := range a.offeredDuties() {
		now.Duties = append(now.Duties, rs.duty(d))
	}
	return now
}

// promiseText is a promise as a record has it, and when the calendars are open by which it is counted.
type promiseText struct {
	ref, text string
	hours     []syntax.Entry[syntax.Text]
	digest    func() [32]byte // as of [Term.Digest]
}

// promiseKey is a promise, with one choice or none.
type promiseKey struct {
	promise   *catalog.Promise
	option    *catalog.Option
	level, to string
}

func (rs *Records) promise(t *Term) *promiseText {
	key := promiseKey{promise: t.Promise}
	for _, c := range t.Choices {
		key = promiseKey{t.Promise, c.Option, c.Level, agreed.CanonicalMeasure(c.Value)}
	}
	if known, ok := rs.texts.Find(key); ok && len(t.Choices) < 2 {
		return known
	}
	frozen := freezePromise(t)
	hours := hoursOf(t.Promise)
	p := &promiseText{t.Promise.Ref, agreed.PromiseText(t.Promise.Ref, &frozen), hours, sync.OnceValue(func() [32]byte { return agreed.PromiseDigest(t.Promise.Ref, &frozen, hours) })}
	if len(t.Choices) < 2 {
		rs.texts.Keep(key, p)
	}
	return p
}

// heldKey is a promise that was agreed, and when the calendars were open by which it was counted.
type heldKey struct {
	name, hours string
	promise     *syntax.AgreedPromise
}

// heldDigest is [agreed.PromiseDigest] of a promise that many customers may have agreed to.
func (rs *Records) heldDigest(name string, p *syntax.AgreedPromise, hours []syntax.Entry[syntax.Text]) [32]byte {
	key := heldKey{name: name, promise: p}
	for _, h := range hours {
		key.hours += h.Key.V + " " + h.V.V + "\n"
	}
	digest, ok := rs.held.Find(key)
	if !ok {
		digest = agreed.PromiseDigest(name, p, hours)
		rs.held.Keep(key, digest)
	}
	return digest
}

func (rs *Records) duty(d *syntax.Duty) string {
	text, ok := rs.duties.Find(d)
	if !ok {
		text = agreed.DutyText(d)
		rs.duties.Keep(d, text)
	}
	return text
}
