package generator

import (
	"cmp"
	"fmt"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
)

// copied reports the same words in two agreements: one was copied from the other, and something was left as it was. Two
// people may share a name, though; where each has an address or a number of their own, that alone is only a warning, and
// so are words that two customers said alike.
func (s *crossing) copied() {
	pairs := map[[2]int][]search.Key{}
	for key, by := range s.all.Shared() {
		if !slices.ContainsFunc(by, func(i int) bool { return s.bearers[i].fresh }) {
			continue // it was looked at, and nothing was told of it
		}
		for _, other := range by[1:] {
			pair := [2]int{by[0], other}
			pairs[pair] = append(pairs[pair], key)
		}
	}
	told := map[search.Key]bool{} // of words that are told once, however many have them
	for _, pair := range sortedPairs(pairs) {
		one, other := s.read(pair[0]), s.read(pair[1])
		if one != nil && other != nil {
			s.pair(pair, sharedBy(one, other, pairs[pair]), told)
		}
	}
}

func sortedPairs(pairs map[[2]int][]search.Key) (out [][2]int) {
	for pair := range pairs {
		out = append(out, pair)
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	return out
}

// alike is a value that two agreements share, as it stands in each.
type alike struct {
	one, other identity
	key        search.Key
}

// sharedBy returns the values with these keys that two agreements share, in the order of the second, but for those of
// people who act for both.
func sharedBy(one, other *agreement.Agreement, keys []search.Key) (out []alike) {
	theirs := identities(&one.Agreement)
	for _, i := range identities(&other.Agreement) {
		for _, k := range i.keys {
			at := slices.IndexFunc(theirs, func(t identity) bool { return slices.Contains(t.keys, k) && t.same(i) })
			if at < 0 || !slices.Contains(keys, k) {
				continue
			}
			if !actsFor(one, theirs[at], other) && (i.person == nil || !actsFor(other, i, one)) {
				out = append(out, alike{theirs[at], i, k})
			}
			break
		}
	}
	return out
}

// same reports whether two values with a common key are the same. Of long addresses a key may be of the first words alone.
func (i identity) same(other identity) bool {
	return i.kind != mailAddress || search.SameMail(i.text.V, other.text.V)
}

// pair reports what two agreements share: all of it in one problem.
func (s *crossing) pair(pair [2]int, shared []alike, told map[search.Key]bool) {
	who := slices.DeleteFunc(slices.Clone(shared), func(a alike) bool { return a.other.kind == passage })
	namesakes := len(who) == 1 && len(who) == len(shared) && who[0].namesakes()
	switch {
	case len(who) > 0 && !namesakes:
		s.copies[pair] = true
		s.out = append(s.out, s.copy(pair, who))
	case len(shared) > 0 && !told[shared[0].key]:
		told[shared[0].key] = true
		s.out = append(s.out, s.doubtful(pair, shared[0]))
	}
}

// namesakes reports two people who share a name, and each of whom has an address or a number of their own.
func (a alike) namesakes() bool {
	if a.one.kind != personName || a.other.kind != personName {
		return false
	}
	p, q := ways(*a.one.person), ways(*a.other.person)
	return len(p) > 0 && len(q) > 0 && !slices.ContainsFunc(p, func(k search.Key) bool { return slices.Contains(q, k) })
}

func (s *crossing) copy(pair [2]int, who []alike) diag.Problem {
	from := s.bearers[pair[0]].path
	message := fmt.Sprintf("%q stands in %s, too", who[0].other.text.V, from)
	switch more := len(who) - 1; {
	case more == 1:
		message += ", and so does one more name, address or number of this file"
	case more > 1:
		message += fmt.Sprintf(", and so do %d more names, addresses and numbers of this file", more)
	}
	p := diag.Problem{Rule: copiedAgreement, At: who[0].other.text.At, Message: message,
		Help: fmt.Sprintf("Write those of this customer. If somebody acts for both, write also: [%s] with them, below people.", idOf(from))}
	for _, a := range who[:min(len(who), mostRelated)] {
		p.Related = append(p.Related, diag.Related{At: a.one.text.At, Note: fmt.Sprintf("%q stands here", a.one.text.V)})
	}
	return p
}

// mostRelated is how many places a problem names at the most.
const mostRelated = 3

func (s *crossing) doubtful(pair [2]int, a alike) diag.Problem {
	from := s.bearers[pair[0]].path
	p := diag.Problem{Rule: copiedAgreement, Severity: diag.Warning, At: a.other.text.At, Related: []diag.Related{{At: a.one.text.At, Note: "it stands here"}},
		Message: fmt.Sprintf("%q stands in %s, too, with another address or number", a.other.text.V, from),
		Help:    fmt.Sprintf("If it was left over from a copy, write the right name. If it is one person, or two who share a name, write also: [%s] with them.", idOf(from))}
	if a.other.kind == passage {
		p.Message, p.Help = "these words stand in "+from+", too", "Write what this customer said, in their own words. If both did say the same, ask what it means for each."
	}
	return p
}
