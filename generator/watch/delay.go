package watch

import "time"

const (
	quietTime   = 20 * time.Millisecond  // after the last event, so that nobody reads half a file
	longestWait = 250 * time.Millisecond // from the first event to the wake-up
)

// delay holds the time of the next wake-up.
type delay struct {
	first time.Time // when the first event since the last wake-up came
	due   time.Time // zero: nothing is pending
}

func (d *delay) pending() bool { return !d.due.IsZero() }

// add adds an event.
func (d *delay) add(now time.Time) {
	if !d.pending() {
		d.first = now
	}
	d.due = now.Add(quietTime)
	if latest := d.first.Add(longestWait); d.due.After(latest) {
		d.due = latest
	}
}
