package record

import (
	"cmp"
	"slices"
	"time"
)

// outage is a time without service, in seconds since 1970.
type outage struct {
	from, to  int64
	exclusion int32 // index in the promise's exclusions, or notExcluded
}

const notExcluded = -1

// addOutage adds a time without service. What lies before the oldest period is not kept.
func (c *counter) addOutage(e event) {
	to := e.to
	if to.IsZero() {
		to = c.now
	}
	c.reachBack(e.from)
	since := min(c.windows[len(c.windows)-1].From.Unix(), c.months[len(c.months)-1].From.Unix())
	if to.Unix() < since {
		return
	}
	c.outages = append(c.outages, outage{max(e.from.Unix(), since), to.Unix(), int32(c.exclusionIndex(e.exclusion))})
}

// sumAvailability makes the sums of availability: each outage is divided among the periods that it touches, and no second is
// taken twice, however many rows have it.
func (c *counter) sumAvailability() {
	start := c.start()
	c.result.start = start
	for i := range c.outages { // what was before it is not counted
		o := &c.outages[i]
		o.from, o.to = max(o.from, start.Unix()), max(o.to, start.Unix())
	}
	separate := disjoint(c.outages)
	for _, periods := range [][]Period{c.windows, c.months, c.lastDays} {
		for _, o := range c.outages {
			eachOverlap(periods, o, func(p *Period, _ int) { p.Outages++ })
		}
		for _, o := range separate {
			eachOverlap(periods, o, func(p *Period, seconds int) {
				if o.exclusion == notExcluded {
					p.Kept -= seconds
				} else {
					p.addExcluded(c.promise.Exclusions[o.exclusion].ID.V, seconds)
				}
			})
		}
	}
	c.capExclusions(c.windows)
	if c.result.Limits.Window.Months == 1 {
		c.capExclusions(c.months)
	}
	for _, periods := range [][]Period{c.windows, c.months, c.lastDays} {
		for i := range periods {
			p := &periods[i]
			from := p.From
			if from.Before(start) {
				from = start
			}
			p.Finished = max(int(c.until(p).Sub(from)/time.Second)-p.Excluded(), 0)
			p.Kept = max(p.Finished+p.Kept, 0)
		}
	}
}

// start returns when the record of an availability begins: with the since of the promise, else when its capability was offered or
// with the oldest row, whichever is earlier. Nobody knows of the time before whether there was service.
func (c *counter) start() time.Time {
	if !c.since.IsZero() {
		return c.since
	}
	start := c.oldest
	if p := c.promise.Capability; p != nil && p.Effective.IsSet() {
		if effective := p.Effective.V.Start(c.offer.Zone); start.IsZero() || effective.Before(start) {
			start = effective
		}
	}
	return start
}

// until returns the end of a period, or now where it is running: what is to come is neither service nor its absence.
func (c *counter) until(p *Period) time.Time {
	if p.To.After(c.now) {
		return c.now
	}
	return p.To
}

// capExclusions counts what goes beyond the up_to of an exclusion like any other time without service.
func (c *counter) capExclusions(periods []Period) {
	for i := range periods {
		t := &periods[i].Tally
		for _, x := range c.promise.Exclusions {
			j := slices.IndexFunc(t.Causes, func(c Cause) bool { return c.ID == x.ID.V })
			if j < 0 || !x.UpTo.IsSet() {
				continue
			}
			most := int(x.UpTo.V.After(periods[i].From, c.offer.Zone).Sub(periods[i].From) / time.Second)
			if over := t.Causes[j].N - most; over > 0 {
				t.Causes[j].N = most
				t.Kept -= over
			}
		}
	}
}

// eachOverlap calls do with each period that an outage touches, and for how many seconds. The newest period is the first.
func eachOverlap(periods []Period, o outage, do func(p *Period, seconds int)) {
	for i := range periods {
		p := &periods[i]
		from, to := max(p.From.Unix(), o.from), min(p.To.Unix(), o.to)
		if from < to || o.from == o.to && from == to && to < p.To.Unix() { // or one that was over within the minute
			do(p, int(to-from))
		}
		if p.From.Unix() <= o.from {
			return // the others are older
		}
	}
}

// disjoint returns the same outages with no second in two of them. Where several exclusions cover a second, the one that began
// first counts: what is taken out of the time cannot have been missing from it.
func disjoint(all []outage) []outage {
	slices.SortFunc(all, func(a, b outage) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.exclusion, b.exclusion))
	})
	var excluded, down []outage
	for _, o := range all {
		if o.exclusion == notExcluded {
			down = appendDisjoint(down, o)
		} else {
			excluded = appendDisjoint(excluded, o)
		}
	}
	return append(subtract(down, excluded), excluded...)
}

// appendDisjoint appends the part of an outage that comes after the last one. Two of one cause that touch become one.
func appendDisjoint(list []outage, o outage) []outage {
	if n := len(list); n > 0 {
		last := &list[n-1]
		if o.exclusion == last.exclusion && o.from <= last.to {
			last.to = max(last.to, o.to)
			return list
		}
		o.from = max(o.from, last.to)
	}
	if o.from < o.to {
		list = append(list, o)
	}
	return list
}

// subtract returns the parts of some outages that are in none of the others. Both are sorted, without overlaps.
func subtract(down, excluded []outage) []outage {
	var out []outage
	for _, d := range down {
		for len(excluded) > 0 && excluded[0].to <= d.from {
			excluded = excluded[1:]
		}
		for _, x := range excluded {
			if x.from >= d.to {
				break
			}
			if d.from < x.from {
				out = append(out, outage{d.from, x.from, notExcluded})
			}
			d.from = min(max(d.from, x.to), d.to)
		}
		if d.from < d.to {
			out = append(out, d)
		}
	}
	return out
}
