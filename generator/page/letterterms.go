package page

import (
	"net/url"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
)

// The end of a letter: what it costs, what we ask in return, the contract beside it, exceptions, and the reply.

func (l letter) money(view *Agreement) {
	view.Price = l.price(l.a.Price)
	var chosen []*catalog.Option
	for _, t := range l.a.Terms {
		for _, c := range t.Choices {
			chosen = append(chosen, c.Option)
		}
	}
	view.Options = l.options(chosen, func(*catalog.Option) bool { return true })
	view.Referral = l.referral()
}

// referral words what we ask for if we keep our word.
func (l letter) referral() *ReferralAsk {
	r := l.a.Referral
	if !r.Means.IsSet() {
		return nil
	}
	key, pairs := "page.letter.referral", []string{"means", lowerFirst(strings.TrimSuffix(r.Means.V, ".")), "when", r.When.V}
	if !r.When.IsSet() {
		key = "page.letter.referral_any"
	}
	out := &ReferralAsk{Says: l.words.Word(key, append(pairs, "times", l.words.Count("how_many.times", max(r.Count.V, 1)))...), Agreed: l.agreedOn(r.Agreed)}
	kept, named := true, 0
	for _, id := range texts(r.EarnedIf) {
		for k := range l.a.Lines() {
			if k.ID.V == id {
				out.EarnedIf = append(out.EarnedIf, quoted(k))
				kept, named = kept && wasKept(k), named+1
			}
		}
	}
	if named > 0 {
		out.State = &Tag{Kind: "plain", Text: l.words.Word("page.letter.not_earned")}
		if kept {
			out.State = &Tag{Kind: "ok", Text: l.words.Word("page.letter.earned")}
		}
	}
	return out
}

func wasKept(k *agreement.Line) bool {
	return k.Outcome.Result.V == "met" || k.Outcome.Result.V == "exceeded"
}

func (l letter) terms(view *Agreement) {
	var names []string
	for _, t := range l.a.Agreement.Terms {
		view.Terms = append(view.Terms, Terms{Link: Link{t.Name.V, t.URL.V}, Version: t.Version.V, Fingerprint: shortened(t.SHA256.V)})
		name := t.Name.V
		if t.Version.IsSet() {
			name = l.words.Word("page.letter.contract_version", "name", name, "version", t.Version.V)
		}
		names = append(names, name)
	}
	view.Contract = l.words.Word("agreement.records")
	if len(names) > 0 {
		view.Contract = l.words.Word("agreement.contract", "contract", l.words.List(names))
	}
	for _, e := range l.a.Exceptions {
		view.Exceptions = append(view.Exceptions, Granted{Policy: l.policyLink(e.Policy), Instead: full(e.Instead.V), Because: full(e.Because.V), Decides: e.Decides.V})
	}
	view.Version = AgreementVersion{Version: l.a.Version.V, On: l.date(l.asOf())}
	if l.asOf() != l.offer.Today() {
		view.Version.By = l.agreedWith()
	}
}

// shortened is enough of a fingerprint to compare by eye.
func shortened(sum string) string {
	if len(sum) < 16 {
		return sum
	}
	return strings.Join([]string{sum[:4], sum[4:8], sum[8:12], sum[12:16]}, " ")
}

// policyLink leads to a policy; one that is for staff alone is not named.
func (l letter) policyLink(p *catalog.Policy) Link {
	switch {
	case p == nil || p.Visibility.V == "internal":
		return Link{Text: l.words.Word("page.letter.exception")}
	case !p.Public():
		return Link{Text: p.Title}
	}
	return Link{Text: p.Title, Href: l.to("policies/" + p.ID + "/")}
}

func (l letter) agreedWith() string {
	var names []string
	for k := range l.a.Lines() {
		names = append(names, k.Line.Agreed.By.V)
	}
	return l.words.Word("page.letter.agreed_with", "names", l.names(names))
}

// answerable reports whether the customer can answer on the page: its script composes the reply, so not where
// everybody reads it, and not before or after it counts.
func (l letter) answerable() bool {
	return !l.a.Public() && (l.status() == "proposed" || l.status() == "agreed")
}

// reply gathers the answers, for a mail to who looks after the customer, else to the first mail address.
func (l letter) reply(view *Agreement) {
	if !l.answerable() || view.Lines == 0 {
		return
	}
	r := &Reply{
		To: l.replyTo(), Subject: l.words.Word("reply.subject", "name", l.a.Customer.Name.V), Intro: l.words.Word("page.letter.reply_plain", "business", l.business()),
		AgreeAs: l.words.Word("reply.agree"), NotAs: l.words.Word("reply.not_quite"), AllText: l.words.Word("reply.heading"), Phone: l.replyPhone(), SignedBy: l.decider(),
	}
	if l.a.Version.IsSet() {
		r.Intro = l.words.Word("reply.intro", "business", l.business(), "version", l.a.Version.V)
	}
	r.Mail = "mailto:" + r.To + "?subject=" + url.PathEscape(r.Subject)
	view.Reply = r
}

func (l letter) replyTo() string {
	if c := l.a.Contact; c != nil && c.Email.IsSet() {
		return c.Email.V
	}
	if c := l.firstChannel("email"); c != nil {
		return c.To.V
	}
	return ""
}

func (l letter) replyPhone() Link {
	if c := l.a.Contact; c != nil && c.Phone.IsSet() {
		return wayTo("phone", c.Phone.V)
	}
	if c := l.firstChannel("phone", "mobile"); c != nil {
		return wayTo(c.By.V, c.To.V)
	}
	return Link{}
}

// decider is who signs for the customer.
func (l letter) decider() string {
	for _, p := range l.a.People {
		if p.Role.V == "decides" {
			return p.Name.V
		}
	}
	return ""
}
