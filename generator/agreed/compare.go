package agreed

import (
	"bytes"
	"slices"

	"upfront/generator/syntax"
)

// SameLine reports whether two lines say the same.
func SameLine(a, b *syntax.Line) bool {
	was, is := fieldsOfLine(a), fieldsOfLine(b)
	for i := range was {
		if Fold(was[i].value) != Fold(is[i].value) {
			return false
		}
	}
	return true
}

// SameChoices reports whether the same was chosen for two promises. What it costs and needs is of the offer, whose changes
// take no yes away.
func SameChoices(a, b *syntax.AgreedPromise) bool {
	return slices.EqualFunc(a.Chosen, b.Chosen, func(x, y syntax.AgreedChoice) bool {
		return x.Level.V == y.Level.V && CanonicalMeasure(x.To) == CanonicalMeasure(y.To)
	})
}

// ChangedParts returns the names of the parts, of all terms that are no line, that two terms have differently: promises,
// your_part, price and so on, in the order of records.
func ChangedParts(a, b *syntax.AgreedTerms) (parts []string) {
	if !samePromises(a.Promises, b.Promises) {
		parts = append(parts, "promises")
	}
	was, is := termNodes(a), termNodes(b)
	for _, key := range partNames {
		if !was.find(key).equal(is.find(key)) {
			parts = append(parts, key)
		}
	}
	return parts
}

var partNames = []string{"hours", "your_part", "updates", "price", "exceptions", "referral", "term", "contract"}

// samePromises ends at the first that differs, because there are many.
func samePromises(a, b syntax.Map[*syntax.AgreedPromise]) bool {
	for i := range a {
		if other, ok := b.Get(a[i].Key.V); !ok || a[i].V != other && !promiseNodes(a[i].V).equal(promiseNodes(other)) {
			return false
		}
	}
	return len(a) == len(b)
}

// find returns the fields with a key: one or none.
func (n nodes) find(key string) nodes {
	i := slices.IndexFunc(n, func(f node) bool { return f.key == key })
	if i < 0 {
		return nil
	}
	return n[i : i+1]
}

// equal reports whether two lists of fields have the same terms.
func (n nodes) equal(other nodes) bool { return bytes.Equal(n.append(nil), other.append(nil)) }
