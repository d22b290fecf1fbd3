package generator

import (
	"bytes"
	"encoding/binary"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/leak/search"
	"upfront/generator/markdown"
	"upfront/generator/startfile"
	"upfront/generator/syntax"
)

// identity is one value of an agreement that tells its customer from all others.
type identity struct {
	kind   identityKind
	text   syntax.Text
	person *syntax.CustomerPerson // whose value it is; nil for the customer's own
	keys   []search.Key
}

// identityKind says what a value is, for a sentence.
type identityKind string

const (
	customerName identityKind = "the name of a customer"
	personName   identityKind = "the name of somebody"
	mailAddress  identityKind = "the address of somebody"
	phoneNumber  identityKind = "the number of somebody"
	passage      identityKind = "" // words that no two customers say alike; they may stand in any letter
)

// identities returns what tells the customer of an agreement from all others. Names that are anybody's are not in it, nor is
// what a new file began with.
func identities(a *syntax.Agreement) (out []identity) {
	add := func(kind identityKind, text syntax.Text, person *syntax.CustomerPerson, keys []search.Key) {
		if len(keys) > 0 && !startfile.Waits(text.V) {
			out = append(out, identity{kind, text, person, keys})
		}
	}
	add(customerName, a.Customer.Name, nil, search.FirmKeys(a.Customer.Name.V))
	for i := range a.People {
		p := &a.People[i]
		add(personName, p.Name, p, search.PersonKeys(p.Name.V))
		add(mailAddress, p.Email, p, search.MailKeys(p.Email.V))
		add(phoneNumber, p.Phone, p, search.PhoneKeys(p.Phone.V))
	}
	said := []syntax.Text{a.HowTheyUseIt}
	for _, list := range [][]syntax.Line{a.Expectations, a.Priorities} {
		for i := range list {
			said = append(said, list[i].Said)
		}
	}
	for _, text := range said {
		if key, ok := search.PassageKey(text.V); ok {
			add(passage, text, nil, []search.Key{key})
		}
	}
	return out
}

// keysOf returns the keys of all that tells a customer from others.
func keysOf(a *syntax.Agreement) keyList {
	acts := newSum("acts for", a.Access.Mode.V)
	for _, p := range a.People {
		for _, id := range p.Also {
			acts.add(p.Name.V, p.Email.V, p.Phone.V, id.V)
		}
	}
	of := acts.digest()
	keys := append(make(keyList, 0, 128), of[:8]...)
	for _, i := range identities(a) {
		for _, k := range i.keys {
			keys = binary.BigEndian.AppendUint64(keys, uint64(k))
		}
	}
	return keys
}

// keyList is the keys of an agreement as they are remembered, eight bytes each, behind as many for who reads it and for those
// for whom its people act too: with these, whose words may stand where is another question.
type keyList []byte

func (l keyList) keys() []search.Key {
	out := make([]search.Key, 0, len(l)/8)
	for l = l[min(8, len(l)):]; len(l) >= 8; l = l[8:] {
		out = append(out, search.Key(binary.BigEndian.Uint64(l)))
	}
	return out
}

func (l keyList) has(k search.Key) bool { return slices.Contains(l.keys(), k) }

// since returns the keys that are to be looked for where those of before were already.
func (l keyList) since(before keyList) []search.Key {
	if !bytes.Equal(l[:min(8, len(l))], before[:min(8, len(before))]) {
		return l.keys()
	}
	former := before.keys()
	return slices.DeleteFunc(l.keys(), func(k search.Key) bool { return slices.Contains(former, k) })
}

// ourKeys returns the keys of what the business says of itself and of its partners: it may stand in any letter.
func ourKeys(o *catalog.Offer) (keys []search.Key) {
	b := o.Site.Business
	names := []syntax.Text{b.Name, b.LegalName, o.Site.Leader.Name}
	var ways []syntax.Text
	for _, r := range o.Site.Leader.Reach {
		ways = append(ways, r.To)
	}
	for _, p := range o.Site.People {
		names, ways = append(names, p.V.Name), append(ways, p.V.Email, p.V.Phone)
	}
	for _, p := range o.Partners {
		names = append(names, p.V.Name)
	}
	for _, c := range o.Channels {
		ways = append(ways, c.To)
	}
	for _, n := range names {
		keys = append(append(keys, search.FirmKeys(n.V)...), search.PersonKeys(n.V)...)
	}
	for _, w := range ways {
		keys = append(append(keys, search.MailKeys(w.V)...), search.PhoneKeys(w.V)...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// printedWords returns the author's words that the page of an agreement prints, with their places. What is for staff alone
// is not among them.
func printedWords(a *agreement.Agreement) []secretText {
	out := make([]secretText, 0, 96)
	add := func(texts ...syntax.Text) { out = appendSet(out, texts...) }
	add(who(a)...)
	for _, p := range a.People {
		add(p.Prefers.By, p.Prefers.Style)
	}
	add(a.HowTheyUseIt, a.Outcome.What, a.Outcome.Measure, a.Updates.Cadence, a.Updates.By, a.Updates.On, a.Owner, a.Version)
	add(a.Updates.AlsoAtOnce...)
	for l := range a.Lines() {
		add(l.Said, l.Understood, l.Source, l.Because, l.Instead, l.If, l.IfMet.By, l.Measure.Indicator, asText(l.Measure.AtLeast), asText(l.Measure.AtMost), asText(l.Measure.Within), l.Line.Agreed.By, l.Line.Agreed.How, l.Line.Outcome.Note)
	}
	for _, g := range a.Agreement.Exceptions {
		add(g.Instead, g.Because, g.Decides)
	}
	for _, c := range a.CheckIns {
		add(c.What, c.Who)
	}
	add(a.Price.Amount, a.Price.Ceiling)
	for _, t := range a.Agreement.Terms {
		add(t.Name, t.Version, t.URL)
	}
	add(a.Referral.Means, a.Referral.When, a.Referral.Agreed.By, a.Referral.Agreed.How, a.Ended.Why)
	return append(out, proseWords(a.Body, a.Agreement.Body)...)
}

// asText is a limit as it was written.
func asText(m syntax.Measure) syntax.Text { return syntax.Text{V: m.Written, At: m.At} }

// proseWords returns the sentences of a text in Markdown, and then all of it as it is written, for what stands in code and
// in addresses.
func proseWords(body *markdown.Document, source syntax.Text) (out []secretText) {
	for _, s := range body.Prose(nil) {
		out = append(out, secretText{s.At, s.Text})
	}
	return appendSet(out, source)
}
