package search

import (
	"cmp"
	"iter"
	"slices"
)

// KeyIndex finds, in one reading of a text, which of many owners have a name, an address or a number that is written there.
type KeyIndex struct {
	all    []keyOwner // by key, then by owner
	filter bitSet     // of the places of all keys, so that most words are passed over at once

	firstWords [1 << firstBits / 64]uint64 // a bit for each word that a key of several words begins with
}

type keyOwner struct {
	key   Key
	owner int
}

// NewKeyIndex returns the index of keys, each with its owner, without those in except.
func NewKeyIndex(keys iter.Seq2[int, []Key], except []Key) *KeyIndex {
	x := &KeyIndex{}
	x.Add(keys, except)
	return x
}

// Add adds more keys, each with its owner, without those in except.
func (x *KeyIndex) Add(keys iter.Seq2[int, []Key], except []Key) {
	except = slices.Sorted(slices.Values(except))
	for owner, list := range keys {
		for _, k := range list {
			if _, excepted := slices.BinarySearch(except, k); !excepted {
				x.all = append(x.all, keyOwner{k, owner})
			}
		}
	}
	slices.SortFunc(x.all, func(a, b keyOwner) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.owner, b.owner)) })
	x.all = slices.Compact(x.all)
	x.filter = NewVocabulary(2 * len(x.all)).bits
	for _, k := range x.all {
		x.filter.add(k.key)
		if first, ok := k.key.first(); ok {
			bitSet(x.firstWords[:]).set(uint64(first))
		}
	}
}

// Len returns the number of keys.
func (x *KeyIndex) Len() int { return len(x.all) }

// Shared ranges over the keys with more than one owner, in order.
func (x *KeyIndex) Shared() iter.Seq2[Key, []int] {
	return func(yield func(Key, []int) bool) {
		for from, to := 0, 1; from < len(x.all); from, to = to, to+1 {
			for to < len(x.all) && x.all[to].key == x.all[from].key {
				to++
			}
			if to == from+1 {
				continue
			}
			var owners []int
			for _, k := range x.all[from:to] {
				owners = append(owners, k.owner)
			}
			if !yield(x.all[from].key, owners) {
				return
			}
		}
	}
}

// Hit is a key of an owner that stands in a text.
type Hit struct {
	Key      Key
	Owner    int
	From, To int // bytes of the text
}

// Find calls found for each hit in a text. Hits may overlap. The words of the text are added to a vocabulary, if not nil.
func (x *KeyIndex) Find(text []byte, words *Vocabulary, found func(Hit)) {
	begins := func(word wordHash) bool { return bitSet(x.firstWords[:]).has(uint64(word.first())) }
	s := scan{begins: begins, words: words, report: func(key Key, from, to int) {
		if !x.filter.mayHold(key) {
			return
		}
		at, _ := slices.BinarySearchFunc(x.all, key, func(k keyOwner, key Key) int { return cmp.Compare(k.key, key) })
		for ; at < len(x.all) && x.all[at].key == key; at++ {
			found(Hit{key, x.all[at].owner, from, to})
		}
	}}
	s.text(text)
}

// KeysIn adds the keys of all words, numbers and addresses in a text.
func KeysIn(text []byte, to map[Key]bool) {
	s := scan{begins: func(wordHash) bool { return true }, report: func(key Key, _, _ int) { to[key] = true }}
	s.text(text)
}
