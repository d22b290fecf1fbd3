package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// People are named by their id, by "leader", or by their full name. Of other texts, what looks like a full name is a
// reference too; "any driver" and "dispatch" are roles, which nobody has to be listed for.

// Who returns the person that a text names, with both fields nil where it names none.
func (o *Offer) Who(text string) Contact {
	name := strings.Join(strings.Fields(text), " ")
	for i := range o.Site.People { // a person is too large to be copied
		if e := &o.Site.People[i]; name != "" && (name == e.Key.V || strings.EqualFold(name, e.V.Name.V)) {
			return Contact{Person: &e.V}
		}
	}
	if o.Site.Leader.Name.IsSet() && (name == "leader" || strings.EqualFold(name, o.Site.Leader.Name.V)) {
		return Contact{Leader: &o.Site.Leader}
	}
	return Contact{}
}

// PersonName returns the name of the person that a text names, and the text itself where it names none.
func (o *Offer) PersonName(text string) string {
	switch c := o.Who(text); {
	case c.Leader != nil:
		return c.Leader.Name.V
	case c.Person != nil:
		return c.Person.Name.V
	}
	return text
}

// personNames returns the full names of our people.
func (o *Offer) personNames() []string {
	var names []string
	if o.Site.Leader.Name.IsSet() {
		names = append(names, o.Site.Leader.Name.V)
	}
	for _, e := range o.Site.People {
		names = append(names, e.V.Name.V)
	}
	return names
}

// CheckNearPerson reports a text that is nearly the name or the id of one of our people. Other names are right: those of
// firms and of authorities among them.
func (o *Offer) CheckNearPerson(problems *diag.List, name syntax.Text) {
	known := append(o.personNames(), o.Site.People.Keys()...)
	if near, ok := diag.Nearest(name.V, known); ok && o.Who(name.V) == (Contact{}) && (looksLikeName(name.V) || isMisspeltID(name.V, o.Site.People.Keys())) {
		problems.Add(unknownPerson(name, fmt.Sprintf("Did you mean %q?", near)))
	}
}

func unknownPerson(name syntax.Text, help string) diag.Problem {
	return diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("there is nobody called %q", name.V), Help: help}
}

// CheckPerson reports a text that looks like a full name and is that of none of our people, nor of the others. A name that is
// nearly another one is an error; another one may be right, and nobody listed yet.
func (o *Offer) CheckPerson(problems *diag.List, name syntax.Text, others ...string) {
	if !name.IsSet() || slices.ContainsFunc(others, func(other string) bool { return strings.EqualFold(other, name.V) }) || o.Who(name.V) != (Contact{}) {
		return
	}
	known := slices.Concat(o.personNames(), others)
	if !looksLikeName(name.V) {
		if known = o.Site.People.Keys(); !isMisspeltID(name.V, known) {
			return
		}
	}
	near, ok := diag.Nearest(name.V, known)
	p := unknownPerson(name, "")
	switch {
	case ok:
		p.Help = fmt.Sprintf("Did you mean %q?", near)
	case o.NamesMissing.InSite || len(known) == len(others): // or nobody of ours is listed at all
		return
	default:
		p.Severity = diag.Warning
		p.Help = fmt.Sprintf("Add them under people: in site.yaml, such as %s: {name: %s}, or write a role, such as any driver.", cmp.Or(syntax.IDOf(name.V), "anna"), name.V)
	}
	problems.Add(p)
}

var nameWord = lazy.Pattern(`^(?:\p{Lu}\.|(?:\p{Lu}['’.])?\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}?[\p{Ll}'’]+)*)$`)

// particles stand between the words of a name, and roleWords in no name of a person.
var (
	particles = wordSet(`van von der den de da di du la le el al bin ben ter ten zu y e Mc Mac O`)
	roleWords = wordSet(`the any our your a an duty shift team desk office department dept manager management director officer head lead leader
		supervisor support service services sales account accounts operations dispatch dispatcher driver rider engineer
		engineering developer designer editor board committee group staff crew customer client success care help front back it
		hr human resources legal finance quality safety security data protection privacy compliance marketing product project
		owner founder partner chief executive general senior junior assistant secretary reception workshop warehouse depot store
		shop branch site line first second people person everybody everyone anybody nobody whoever ltd limited inc llc gmbh plc
		company and or north south east west central`)
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// isMisspeltID reports whether a text is one word that is nearly an id of somebody, and is no word for a role.
func isMisspeltID(text string, ids []string) bool {
	_, near := diag.Nearest(text, ids)
	return near && syntax.IsID(text) && !roleWords[text]
}

// looksLikeName reports whether a text is two to four words as the names of people are written, none of them one of a role.
func looksLikeName(text string) bool {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	for i, word := range words {
		if roleWords[strings.ToLower(word)] || !nameWord().MatchString(word) && (i == 0 || i == len(words)-1 || !particles[word]) {
			return false
		}
	}
	return true
}
