package letter

import (
	"slices"
	"strconv"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// The end of a letter: what it costs, what is asked in return, and the contract beside it.

// ReferralAsk is the sentence about introductions that both sides agreed on.
type ReferralAsk struct {
	Says     string    // the whole sentence
	EarnedIf []string  // what has to be kept first, in words
	Agreed   string    // "Agreed 2 March 2026 …"; empty while open
	State    *view.Tag // "Earned", "Not yet"
}

// Terms is a contract document that this page refers to.
type Terms struct {
	view.Link
	Version     string
	Fingerprint string // shortened SHA-256; may be empty
}

// AgreementVersion is the small print that names exactly this page.
type AgreementVersion struct {
	Version     string    // "2"
	On          view.Time // when this version was frozen, or made where it is not agreed
	By          string    // "agreed with Don Fenwick in a meeting"; may be empty
	Fingerprint string    // grouped for reading: "a1f0 4c2e …"; empty before it is agreed
	Previous    string    // "Version 1 was agreed on 13 May 2024."; may be empty
}

func (l letter) money(v *Agreement) {
	v.Price = l.Price(l.a.Price)
	var chosen []*catalog.Option
	for _, t := range l.a.Terms {
		for _, c := range t.Choices {
			chosen = append(chosen, c.Option)
		}
	}
	v.Options = l.Options(chosen)
	var prices []string
	v.Options = slices.DeleteFunc(v.Options, func(o view.Option) bool { // a price that names what they cost has said it
		return o.Price == "" || v.Price != nil && strings.Contains(v.Price.Amount, o.Price)
	})
	for i := range v.Options {
		v.Options[i].Next = nil // what is announced stands with what differs
		prices = append(prices, v.Options[i].Price)
	}
	if v.Price != nil && len(prices) > 0 {
		v.Choices = l.Words.Word("agreement.choices", "prices", l.Words.List(prices))
	}
	v.Referral = l.referral()
}

// referral says what is asked for if the promises are kept; nil where nothing was agreed.
func (l letter) referral() *ReferralAsk {
	r := l.a.Referral
	if !r.Means.IsSet() {
		return nil
	}
	key, pairs := "page.letter.referral", []string{"means", view.Uncapitalize(strings.TrimSuffix(r.Means.V, ".")), "when", r.When.V}
	if !r.When.IsSet() {
		key = "page.letter.referral_any"
	}
	out := &ReferralAsk{Says: join(l.Words.Word(key, pairs...), l.introductions(max(r.Count.V, 1))), Agreed: l.agreedOn(r.Agreed)}
	kept, named := true, 0
	for _, id := range view.Texts(r.EarnedIf) {
		for k := range l.a.Lines() {
			if k.ID.V == id {
				out.EarnedIf = append(out.EarnedIf, quoted(k))
				kept, named = kept && slices.Contains([]string{"met", "exceeded"}, k.Outcome.Get().Result.V), named+1
			}
		}
	}
	if named > 0 {
		out.State = &view.Tag{Kind: "plain", Text: l.Words.Word("page.letter.not_earned")}
		if kept {
			out.State = &view.Tag{Kind: "ok", Text: l.Words.Word("page.letter.earned")}
		}
	}
	return out
}

// introductions says how many are asked for, in words where they are few.
func (l letter) introductions(n int) string {
	if few := "page.letter.referral_few." + strconv.Itoa(n); l.Words.Has(few) {
		return l.Words.Word(few)
	}
	return l.Words.Count("page.letter.referral_times", n)
}

func (l letter) terms(v *Agreement) {
	for _, t := range l.a.Agreement.Terms {
		v.Terms = append(v.Terms, Terms{Link: view.Link{Text: t.Name.V, Href: t.URL.V}, Version: t.Version.V, Fingerprint: shortened(t.SHA256.V)})
	}
	v.Contract = l.Words.Word("agreement.records")
	v.Version = AgreementVersion{Version: l.a.Version.V, On: l.Date(l.asOf())}
	if l.a.Held != nil {
		l.heldVersion(v)
		return
	}
	if v.Version.On == l.Date(l.Offer.Today()) {
		return
	}
	var parties []string // everybody who agreed to a line, once, in the order of the lines
	for k := range l.a.Lines() {
		if name := k.Consent.By.V; name != "" && !slices.Contains(parties, name) {
			parties = append(parties, name)
		}
	}
	v.Version.By = l.Words.Word("page.letter.agreed_with", "names", l.Words.List(parties))
}

// shortened returns enough of a fingerprint to compare by eye.
func shortened(sum string) string {
	if len(sum) < 16 {
		return sum
	}
	return strings.Join([]string{sum[:4], sum[4:8], sum[8:12], sum[12:16]}, " ")
}

// policyLink returns the link to a policy. A policy for staff alone is not named.
func (l letter) policyLink(p *catalog.Policy) view.Link {
	switch {
	case p == nil || p.Visibility.V == "internal":
		return view.Link{Text: l.Words.Word("page.letter.exception")}
	case !p.Public():
		return view.Link{Text: p.Title}
	}
	return view.Link{Text: p.Title, Href: l.To(p.Address())}
}
