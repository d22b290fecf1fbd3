package syntax

import (
	"strings"
	"testing"
	"time"
)

// TestUnread holds that a promise knows when a value that decides what is counted was refused, and not when another was.
func TestUnread(t *testing.T) {
	for text, want := range map[string]bool{
		"target: 95%":                         false,
		"target: 9 in 10":                     true,
		"target: [95%]":                       true,
		"window: last week":                   true,
		"within: same day":                    true,
		"within: {p1: soon, p2: 4h}":          true,
		"within: {p1: {within: 4h, hours: }}": false,
		"at_most: [5]":                        true,
		"commitment: promise":                 true,
		"clock: working":                      true,
		"hours: My Hours":                     true,
		"indicator: {kind: speed}":            true,
		"indicator: {kidn: duration}":         true,
		"record: {file: r.csv, form: a}":      true,
		"record: {notices: late}":             true,
		"exclusions: [{id: x}]":               true,
		"target: 95%\ntarget: 90%":            true,
		"withn: 4h":                           true,
		"on_miss: {notify_within: soon}":      false,
		"means: [a]":                          false,
		"acknowledge: {until: soon}":          false,
	} {
		c, _ := decode(capabilityTable, "f", 1, []byte("promises:\n  - id: p\n    says: We do it.\n    "+strings.ReplaceAll(text, "\n", "\n    ")+"\n"), time.UTC)
		if len(c.Promises) != 1 || c.Promises[0].Unread != want {
			t.Errorf("%q: %v", text, c.Promises)
		}
	}
}

// TestUnreadSite holds the same of what site.yaml says for all records.
func TestUnreadSite(t *testing.T) {
	for text, want := range map[string]bool{
		"timezone: Europe/London":         false,
		"timezone: Nowhere":               true,
		"as_of: soon":                     true,
		"hours: {office: {days: Mo-Fr}}":  true,
		"checks: {min_sample: many}":      true,
		"checks: {guarantee_floor: 9/10}": true,
		"currency: pounds":                false,
	} {
		if s, _ := decode(siteTable, "f", 1, []byte("business: Northlane\n"+text+"\n"), time.UTC); s.Unread != want {
			t.Errorf("%q: unread is %v", text, s.Unread)
		}
	}
}
