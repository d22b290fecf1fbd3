package leak

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// identity is one value of an agreement that tells its customer from all others.
type identity struct {
	kind   identityKind
	text   syntax.Text
	person *syntax.CustomerPerson // whose value it is; nil for the customer's own
	keys   []search.Key
}

// identityKind is what a value is, as words for a sentence.
type identityKind string

const (
	customerName identityKind = "the name of a customer"
	personName   identityKind = "the name of somebody"
	mailAddress  identityKind = "the address of somebody"
	phoneNumber  identityKind = "the number of somebody"
	passage      identityKind = "" // words that no two customers say alike; they may stand in any letter
)

// Identity is what tells a customer from all others, as it is searched for.
type Identity struct {
	agreement *syntax.Agreement
	firm      search.Name
	people    []personIdentity
}

// personIdentity is what tells one of a customer's people from all others.
type personIdentity struct {
	*syntax.CustomerPerson
	name  search.Name
	mail  []mailIdentity
	phone []search.Key
}

// mailIdentity is a mail address.
type mailIdentity struct {
	address string
	words   []byte // folded
}

// Identify returns what tells the customer of an agreement from all others.
func Identify(a *syntax.Agreement) *Identity {
	i := &Identity{a, search.FirmName(a.Customer.Name.V), make([]personIdentity, len(a.People))}
	for at := range a.People {
		p := &a.People[at]
		i.people[at] = personIdentity{p, search.PersonName(p.Name.V), nil, search.PhoneKeys(p.Phone.V)}
		for _, address := range search.Addresses(p.Email.V) {
			i.people[at].mail = append(i.people[at].mail, mailIdentity{address, search.Folded(address)})
		}
	}
	return i
}

// mailKeys returns the keys of a person's mail addresses.
func (p personIdentity) mailKeys() (keys []search.Key) {
	for _, m := range p.mail {
		keys = search.AppendMailKeys(keys, m.words)
	}
	return keys
}

// identities returns the values that tell a customer from all others.
func identities(a *syntax.Agreement) []identity { return Identify(a).values() }

// values returns the values that tell the customer from all others, without common names and what a new file began with.
func (i *Identity) values() []identity {
	all := make([]identity, 0, 16)
	add := func(kind identityKind, text syntax.Text, person *syntax.CustomerPerson, keys []search.Key) {
		if len(keys) > 0 && !syntax.IsPlaceholder(text.V) {
			all = append(all, identity{kind, text, person, keys})
		}
	}
	add(customerName, i.agreement.Customer.Name, nil, i.firm.StrongKeys())
	for _, p := range i.people {
		add(personName, p.Name, p.CustomerPerson, p.name.StrongKeys())
		add(mailAddress, p.Email, p.CustomerPerson, p.mailKeys())
		add(phoneNumber, p.Phone, p.CustomerPerson, p.phone)
	}
	said := func(text syntax.Text) {
		if key, ok := search.PassageKey(text.V); ok {
			add(passage, text, nil, []search.Key{key})
		}
	}
	said(i.agreement.HowTheyUseIt)
	for _, l := range expectations(i.agreement) {
		said(l.Said)
	}
	return all
}

// KeyList holds the keys of an agreement's identities in big endian, eight bytes each. Before them stand eight bytes of a
// digest of its readers, of the customers for whom its people act too and of who may be named, since these decide where its
// words may stand; then how many of the customer's own keys follow because they may be named, and these.
type KeyList []byte

const (
	digestSize = 8 // bytes before the number of keys that may be named
	headSize   = digestSize + 1
)

// Keys returns the keys of the customer's values.
func (i *Identity) Keys() KeyList {
	a := i.agreement
	acts := []string{a.Access.Mode.V, a.Customer.MayBeNamed.Because.V}
	for _, p := range a.People {
		for _, id := range p.Also {
			acts = append(acts, p.Name.V, p.Email.V, p.Phone.V, id.V)
		}
		if p.MayBeNamed.IsSet() {
			acts = append(acts, p.Name.V)
		}
	}
	digest := sha256.Sum256(fmt.Appendf(nil, "%q", acts))
	list := append(make(KeyList, 0, 128), digest[:digestSize]...)
	named := namedKeys(a)
	list = append(list, byte(len(named)))
	for _, k := range named {
		list = binary.BigEndian.AppendUint64(list, uint64(k))
	}
	for _, v := range i.values() {
		for _, k := range v.keys {
			list = binary.BigEndian.AppendUint64(list, uint64(k))
		}
	}
	return list
}

// namedKeys returns the keys of a customer who may be named, as a record may name them: by name or by id.
func namedKeys(a *syntax.Agreement) []search.Key {
	if !a.Customer.MayBeNamed.IsSet() {
		return nil
	}
	return append(customerKeys(a.Customer.Name.V), customerKeys(a.ID)...)
}

// Named returns the keys of the customer where they may be named, and none elsewhere.
func (l KeyList) Named() []search.Key {
	if len(l) < headSize {
		return nil
	}
	return keysOf(l[headSize : headSize+8*int(l[digestSize])])
}

// Keys returns the keys of all identities.
func (l KeyList) Keys() []search.Key {
	if len(l) < headSize {
		return nil
	}
	return keysOf(l[headSize+8*int(l[digestSize]):])
}

func keysOf(list []byte) []search.Key {
	keys := make([]search.Key, 0, len(list)/8)
	for ; len(list) >= 8; list = list[8:] {
		keys = append(keys, search.Key(binary.BigEndian.Uint64(list)))
	}
	return keys
}

// Since returns the keys to search for where those of previous have been searched for already.
func (l KeyList) Since(previous KeyList) []search.Key {
	if !bytes.Equal(l[:min(digestSize, len(l))], previous[:min(digestSize, len(previous))]) {
		return l.Keys()
	}
	former := previous.Keys()
	return slices.DeleteFunc(l.Keys(), func(k search.Key) bool { return slices.Contains(former, k) })
}

// actsFor reports whether words of one customer may stand in the letter of another: those of a person who acts for both,
// and the name of the customer where any person does. Entries of one person share a name, an address or a number.
func actsFor(a *agreement.Agreement, i identity, reader *agreement.Agreement) bool {
	acts := func(people []syntax.CustomerPerson, id string) bool {
		return slices.ContainsFunc(people, func(p syntax.CustomerPerson) bool {
			same := i.person == nil || strings.EqualFold(i.person.Name.V, p.Name.V) || intersect(contactKeys(*i.person), contactKeys(p))
			return same && slices.ContainsFunc(p.Also, func(t syntax.Text) bool { return t.V == id })
		})
	}
	return acts(a.People, reader.ID) || acts(reader.People, a.ID)
}

// contactKeys returns the keys of a person's address and number.
func contactKeys(p syntax.CustomerPerson) []search.Key {
	return append(search.MailKeys(p.Email.V), search.PhoneKeys(p.Phone.V)...)
}

func intersect(a, b []search.Key) bool {
	return slices.ContainsFunc(a, func(k search.Key) bool { return slices.Contains(b, k) })
}
