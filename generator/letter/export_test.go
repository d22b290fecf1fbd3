package letter

import (
	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/seal"
)

// View gives what a letter is printed of.
func (l *Printer) View(a *agreement.Agreement) Agreement { return l.view(a) }

// Letter gives the private page of a customer, to be sealed.
func (l *Printer) Letter(a *agreement.Agreement) (seal.Letter, error) {
	html, err := l.append(nil, a)
	if err != nil {
		return seal.Letter{}, err
	}
	return seal.NewLetter(html), nil
}

// Shell gives the page around a box.
func (l *Printer) Shell(box []byte, t seal.Terms) ([]byte, error) { return l.wrap(box, t) }

// SealTerms gives how the page of an agreement may be opened.
var SealTerms = sealTerms

// PublicView returns what the page of a public agreement is printed of.
func (l *Printer) PublicView(a *agreement.Agreement) Agreement { return l.publicView(a) }

// ICS gives a calendar file with one event.
func ICS(stamp, on clock.Date, uid, summary string) string {
	return icsText(stamp, []event{{uid: uid, on: on, summary: summary}})
}

// PolicyAttr is what the page around a box has in place of the policy's attribute.
var PolicyAttr = policyAttr(false)
