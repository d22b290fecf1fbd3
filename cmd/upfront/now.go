package main

import (
	"fmt"
	"strconv"
	"time"

	"upfront/generator"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// today is what counts as now where neither --now nor site.yaml says: SOURCE_DATE_EPOCH, seconds since 1970
// (https://reproducible-builds.org/specs/source-date-epoch/), else the clock.
func (p *program) today() (time.Time, error) {
	epoch := p.env["SOURCE_DATE_EPOCH"]
	if epoch == "" {
		return p.clock().UTC().Truncate(time.Second), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, misuse(fmt.Sprintf("SOURCE_DATE_EPOCH cannot be %q.", epoch), "Set it to a number of seconds since 1970, or not at all.")
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// moment reads --now. A day is its beginning; a day or time without a zone is in the site's.
func (p *program) moment(in generator.Input, early []diag.Problem) (time.Time, error) {
	return p.momentIn(generator.Load(in, early).Offer.Zone)
}

func (p *program) momentIn(zone *time.Location) (time.Time, error) {
	text := p.flags.now
	if day, err := clock.ParseDate(text); err == nil {
		return day.Start(zone), nil
	}
	t, err := clock.ParseInstant(text, zone)
	if err != nil {
		return time.Time{}, misuse(fmt.Sprintf("--now cannot be %q: %v.", text, err), "Write a day or a time, such as --now 2026-03-20 or --now 2026-03-20T12:00:00Z.")
	}
	return t, nil
}
