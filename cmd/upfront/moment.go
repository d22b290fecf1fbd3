package main

import (
	"fmt"
	"strconv"
	"time"

	"upfront/generator/clock"
)

// fallbackNow returns the time that counts as now where neither --now nor site.yaml sets one: SOURCE_DATE_EPOCH, in
// seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/), or else the time of the clock.
func (p *program) fallbackNow() (time.Time, error) {
	epoch := p.env["SOURCE_DATE_EPOCH"]
	if epoch == "" {
		return p.clock().UTC().Truncate(time.Second), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, usageError(fmt.Sprintf("SOURCE_DATE_EPOCH cannot be %q.", epoch), "Set it to a number of seconds since 1970, or not at all.")
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// parseNow parses --now. A day means its beginning. A day, or a time without a zone, is in the zone of the site.
func (p *program) parseNow(zone *time.Location) (time.Time, error) {
	text := p.flags.now
	if day, err := clock.ParseDate(text); err == nil {
		return day.Start(zone), nil
	}
	t, err := clock.ParseInstant(text, zone)
	if err != nil {
		return time.Time{}, usageError(fmt.Sprintf("--now cannot be %q: %v.", text, err), "Write a day or a time, such as --now 2026-03-20 or --now 2026-03-20T12:00:00Z.")
	}
	return t, nil
}
