package watch

import "time"

const (
	settle  = time.Millisecond       // after a file was closed or renamed into its place
	quiet   = 20 * time.Millisecond  // after a write, for a writer that does not close
	longest = 250 * time.Millisecond // from the first event to the wake-up
)

// kind is how far a change has come.
type kind int

const (
	written  kind = iota // more may follow: a file or folder was made, emptied, or written to
	finished             // a file was closed, or something was renamed into its place
	passing              // something went away or changed its permissions, which puts off nothing but its like
)

// delay is when the next wake-up is due.
type delay struct {
	first time.Time // when the first event since the last wake-up came
	due   time.Time // zero: nothing is pending
	last  time.Time // the last wake-up
	only  bool      // passing events alone are pending
}

func (d *delay) pending() bool { return !d.due.IsZero() }

// tell takes in an event. The last one that says that more may follow, or that all is there, decides. What is finished
// shortly after a wake-up is taken for a part of a storm, and waits like the rest.
func (d *delay) tell(now time.Time, k kind) {
	if d.pending() && k == passing && !d.only {
		return
	}
	if !d.pending() {
		d.first = now
	}
	d.only = k == passing
	wait := quiet
	if k == finished && now.Sub(d.last) > quiet {
		wait = settle
	}
	d.due = now.Add(wait)
	if most := d.first.Add(longest); d.due.After(most) {
		d.due = most
	}
}

func (d *delay) woken(now time.Time) { *d = delay{last: now} }
