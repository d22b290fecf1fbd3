package watch

import "time"

const (
	finishedWait   = time.Millisecond       // after a file was closed or renamed into its place
	unfinishedWait = 20 * time.Millisecond  // after a write, for a writer that does not close
	longestWait    = 250 * time.Millisecond // from the first event to the wake-up
)

// kind says whether more events may follow.
type kind int

const (
	unfinished kind = iota // more may follow: a file or folder was made, emptied, or written to
	finished               // a file was closed, or something was renamed into its place
	passing                // something went away or changed its permissions, which puts off nothing but its like
)

// delay holds when the next wake-up is due.
type delay struct {
	first time.Time // when the first event since the last wake-up came
	due   time.Time // zero: nothing is pending
	last  time.Time // the last wake-up
	only  bool      // passing events alone are pending
}

func (d *delay) pending() bool { return !d.due.IsZero() }

// add adds an event. The last one that is unfinished or finished decides. What is finished shortly after a wake-up is taken for
// a part of a storm, and waits like the rest.
func (d *delay) add(now time.Time, k kind) {
	if d.pending() && k == passing && !d.only {
		return
	}
	if !d.pending() {
		d.first = now
	}
	d.only = k == passing
	wait := unfinishedWait
	if k == finished && now.Sub(d.last) > unfinishedWait {
		wait = finishedWait
	}
	d.due = now.Add(wait)
	if most := d.first.Add(longestWait); d.due.After(most) {
		d.due = most
	}
}
