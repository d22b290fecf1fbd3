package watch

import "time"

const (
	finishedWait   = time.Millisecond       // after a file was closed or renamed into its place
	unfinishedWait = 20 * time.Millisecond  // after a write, for a writer that does not close
	longestWait    = 250 * time.Millisecond // from the first event to the wake-up
)

// kind is whether more events may follow one.
type kind int

const (
	unfinished kind = iota // more may follow: a file or folder was made, emptied, or written to
	finished               // a file was closed, or something was renamed into its place
	passing                // a removal or a change of permissions, which delays only other passing events
)

// delay holds the time of the next wake-up.
type delay struct {
	first       time.Time // when the first event since the last wake-up came
	due         time.Time // zero: nothing is pending
	last        time.Time // the last wake-up
	passingOnly bool      // no other events are pending
}

func (d *delay) pending() bool { return !d.due.IsZero() }

// add adds an event. The last event that is unfinished or finished decides. One that is finished shortly after a wake-up is part
// of a storm, and waits like an unfinished one.
func (d *delay) add(now time.Time, k kind) {
	if d.pending() && k == passing && !d.passingOnly {
		return
	}
	if !d.pending() {
		d.first = now
	}
	d.passingOnly = k == passing
	wait := unfinishedWait
	if k == finished && now.Sub(d.last) > unfinishedWait {
		wait = finishedWait
	}
	d.due = now.Add(wait)
	if most := d.first.Add(longestWait); d.due.After(most) {
		d.due = most
	}
}
