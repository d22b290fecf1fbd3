package letter

import (
	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/seal"
)

// View returns what a letter is printed of.
func (l *Printer) View(a *agreement.Agreement) Agreement { return l.view(a) }

// Letter returns the private page of a customer, to be sealed.
func (l *Printer) Letter(a *agreement.Agreement) (seal.Letter, error) {
	html, err := l.append(nil, a)
	if err != nil {
		return seal.Letter{}, err
	}
	return seal.NewLetter(html), nil
}

// Shell returns the page around a box.
func (l *Printer) Shell(box []byte, t seal.Terms) ([]byte, error) { return l.wrap(box, t) }

// SealTerms returns how the page of an agreement may be opened.
var SealTerms = sealTerms

// PublicView returns what the page of a public agreement is printed of.
func (l *Printer) PublicView(a *agreement.Agreement) Agreement { return l.publicView(a) }

// CalendarFile returns the calendar file of an agreement.
func (l *Printer) CalendarFile(a *agreement.Agreement) string { return letter{l, a}.calendar().file() }

// ICS returns a calendar file with one event.
func ICS(stamp, on clock.Date, uid, summary string) string {
	return calendar{uid[:24], stamp, []event{{uid[24:], on, summary}}}.file()
}

// PolicyAttr is what the page around a box has in place of the policy's attribute.
var PolicyAttr = policyAttr()
