package page

import (
	"upfront/generator/agreement"
	"upfront/generator/clock"
)

// View gives what a letter is printed of.
func (l *Letters) View(a *agreement.Agreement) Agreement { return l.view(a) }

// OpenView gives what the page of a public agreement is printed of.
func (l *Letters) OpenView(a *agreement.Agreement) Agreement { return l.openView(a) }

// ICS gives a calendar file with one event.
func ICS(stamp, on clock.Date, uid, summary string) string {
	return icsText(stamp, []event{{uid: uid, on: on, summary: summary}})
}

// PolicyAttr is what the page around a box has in place of the policy's attribute.
var PolicyAttr = policyAttr(false)
