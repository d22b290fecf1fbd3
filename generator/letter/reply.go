package letter

import (
	"net/url"

	"upfront/generator/view"
)

// answerable reports whether the customer can answer on the page. The script of the page composes the reply, so a public
// page has none; nor has a page before or after it counts.
func (l letter) answerable() bool {
	return !l.a.Public() && (l.status() == "proposed" || l.status() == "agreed")
}

// reply fills in the mail with the answers, to the person who looks after the customer, else to the first mail address.
func (l letter) reply(v *Agreement) {
	if !l.answerable() || v.Lines == 0 {
		return
	}
	var to string
	var phone view.Link
	if c := l.FirstChannel("email"); c != nil {
		to = c.To.V
	}
	if c := l.FirstChannel("phone", "mobile"); c != nil {
		phone = view.ContactLink(c.By.V, c.To.V)
	}
	if c := l.a.Contact; c != nil {
		to = c.Email.Or(to)
		if c.Phone.IsSet() {
			phone = view.ContactLink("phone", c.Phone.V)
		}
	}
	r := &Reply{
		To: to, Subject: l.Words.Word("reply.subject", "name", l.a.Customer.Name.V), Intro: l.Words.Word("page.letter.reply_plain", "business", l.business()),
		AgreeAs: l.Words.Word("reply.agree"), NotAs: l.Words.Word("reply.not_quite"), AllText: l.Words.Word("reply.heading"), Phone: phone, SignedBy: l.decider(),
	}
	if l.a.Version.IsSet() {
		r.Intro = l.Words.Word("reply.intro", "business", l.business(), "version", l.a.Version.V)
	}
	r.Mail = "mailto:" + r.To + "?subject=" + url.PathEscape(r.Subject)
	v.Reply = r
}

// decider returns who signs for the customer.
func (l letter) decider() string {
	for _, p := range l.a.People {
		if p.Role.V == "decides" {
			return p.Name.V
		}
	}
	return ""
}
