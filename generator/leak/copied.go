package leak

import (
	"fmt"
	"maps"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// RuleCopied is the rule for the same words in two agreements.
const RuleCopied diag.RuleID = "copied-agreement"

// reportCopies reports the same words in two agreements: one was copied from the other, and something was left as it was. It
// only warns where two people with addresses or numbers of their own share a name alone, and where two customers said the same.
func (s *letterSearch) reportCopies() {
	pairs := map[[2]int][]search.Key{}
	for key, owners := range s.all.Shared() {
		if !slices.ContainsFunc(owners, func(i int) bool { return s.Customers[i].Edited }) {
			continue // it was searched before, without a problem
		}
		for _, other := range owners[1:] {
			pair := [2]int{owners[0], other}
			pairs[pair] = append(pairs[pair], key)
		}
	}
	reported := map[search.Key]bool{} // the words that are reported once, however many agreements have them
	for _, pair := range slices.SortedFunc(maps.Keys(pairs), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }) {
		first, second := s.agreement(pair[0]), s.agreement(pair[1])
		if first != nil && second != nil {
			shared := slices.DeleteFunc(sharedValues(first, second, pairs[pair]), func(v sharedValue) bool { return s.isOrdinary(v.second) })
			s.reportPair(pair, shared, reported)
		}
	}
}

// sharedValue is a value that two agreements share, as it stands in each.
type sharedValue struct {
	first, second identity
	key           search.Key
}

// sharedValues returns the values with some of these keys that two agreements share, in the order of the second, without
// those of people who act for both. The key of a long mail address is of its first words alone, so these are compared whole.
func sharedValues(first, second *agreement.Agreement, keys []search.Key) (shared []sharedValue) {
	values := identities(first.Private())
	for _, id := range identities(second.Private()) {
		for _, k := range id.keys {
			at := slices.IndexFunc(values, func(v identity) bool {
				return slices.Contains(v.keys, k) && (v.kind != mailAddress || search.SameMail(v.text.V, id.text.V))
			})
			if at < 0 || !slices.Contains(keys, k) || !isOneName(values[at], id, k) {
				continue
			}
			if !actsFor(first, values[at], second) && (id.person == nil || !actsFor(second, id, first)) {
				shared = append(shared, sharedValue{values[at], id, k})
			}
			break
		}
	}
	return shared
}

// isOneName reports whether a key stands for one name, if it is that of two people: at least one of them has no more of a name. Amira
// Jones may be Amira Khan-Jones, who is not Amira Lee-Jones.
func isOneName(first, second identity, key search.Key) bool {
	hasNoMore := func(i identity) bool { return slices.Contains(search.PersonName(i.text.V).WholeKeys(), key) }
	return first.kind != personName || second.kind != personName || hasNoMore(first) || hasNoMore(second)
}

// reportPair reports all that two agreements share in one problem.
func (s *letterSearch) reportPair(pair [2]int, shared []sharedValue, reported map[search.Key]bool) {
	identifying := slices.DeleteFunc(slices.Clone(shared), func(v sharedValue) bool { return v.second.kind == passage })
	namesakes := len(identifying) == 1 && len(shared) == 1 && identifying[0].isNamesake()
	from := s.Customers[pair[0]].Path
	switch {
	case len(identifying) > 0 && !namesakes:
		s.copies[pair] = true
		s.problems.Add(copyProblem(from, identifying))
	case len(shared) > 0 && !reported[shared[0].key]:
		reported[shared[0].key] = true
		s.problems.Add(doubtfulProblem(from, shared[0]))
	}
}

// isNamesake reports whether a value is the name of two people, each with an address or a number of their own.
func (v sharedValue) isNamesake() bool {
	if v.first.kind != personName || v.second.kind != personName {
		return false
	}
	p, q := contactKeys(*v.first.person), contactKeys(*v.second.person)
	return len(p) > 0 && len(q) > 0 && !intersect(p, q)
}

// stands says that a value stands in another agreement, too, and how, where a name is not written out there or here.
func (v sharedValue) stands(from string) string {
	says := fmt.Sprintf("%q stands in %s, too", v.second.text.V, from)
	if v.first.kind == personName && v.second.kind == personName && !slices.Equal(search.PersonName(v.first.text.V).WholeKeys(), search.PersonName(v.second.text.V).WholeKeys()) {
		says += fmt.Sprintf(", as %q", v.first.text.V)
	}
	return says
}

// mostRelated is how many places a problem names at the most.
const mostRelated = 3

func copyProblem(from string, shared []sharedValue) diag.Problem {
	message := shared[0].stands(from)
	if more := len(shared) - 1; more == 1 {
		message += ", and so does one more name, address or number of this file"
	} else if more > 1 {
		message += fmt.Sprintf(", and so do %d more names, addresses and numbers of this file", more)
	}
	p := diag.Problem{Rule: RuleCopied, At: shared[0].second.text.At, Message: message,
		Help: fmt.Sprintf("Write those of this customer. If somebody acts for both, write also: [%s] with them, below people.", syntax.AgreementID(from))}
	for _, v := range shared[:min(len(shared), mostRelated)] {
		p.Related = append(p.Related, diag.Related{At: v.first.text.At, Note: fmt.Sprintf("%q stands here", v.first.text.V)})
	}
	return p
}

func doubtfulProblem(from string, v sharedValue) diag.Problem {
	p := diag.Problem{Rule: RuleCopied, Severity: diag.Warning, At: v.second.text.At, Related: []diag.Related{{At: v.first.text.At, Note: "it stands here"}},
		Message: v.stands(from) + ", with another address or number",
		Help:    fmt.Sprintf("If it was left over from a copy, write the right name. If it is one person, or two who share a name, write also: [%s] with them.", syntax.AgreementID(from))}
	if v.second.kind == passage {
		p.Message, p.Help = "these words stand in "+from+", too", "Write what this customer said, in their own words. If both did say the same, ask what it means for each."
	}
	return p
}
