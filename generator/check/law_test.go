package check

import (
	"sync"
	"testing"
	"unicode/utf8"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

func TestEveryRuleIsAsked(t *testing.T) {
	for _, r := range allRules {
		switch r.check.(type) {
		case func(*report, *catalog.Offer), func(*report, *catalog.Channel), func(*report, *catalog.Capability), func(*report, *catalog.Excluded),
			func(*report, *catalog.Promise), func(*report, *catalog.Policy), func(*report, *catalog.Notice),
			func(*report, *agreement.Agreement), func(*report, *agreement.Line), func(*report, recordedPromise):
		default:
			t.Errorf("%s is a %T, which is never called", r.id, r.check)
		}
		if _, ok := diag.LookUp(r.id); !ok {
			t.Errorf("%q has no document", r.id)
		}
	}
}

// The example site and the starters are what people copy from: nothing is wrong with them, and each state of what was agreed is
// to be seen.
func TestExamples(t *testing.T) {
	shown := map[string]bool{}
	for _, dir := range []string{"../..", "../../cmd/upfront/starters/agency", "../../cmd/upfront/starters/courier", "../../cmd/upfront/starters/msp"} {
		read, _, err := tree.Read(tree.Folder{Dir: dir, Skip: []string{"public"}})
		if err != nil {
			t.Fatal(err)
		}
		files, _ := syntax.Read(read)
		offer, _ := catalog.Resolve(files, files.Site.AsOf.V)
		if len(offer.Promises) == 0 || len(files.Agreements) == 0 {
			t.Errorf("%s: nothing to judge", dir)
		}
		found, records := Offer(offer), agreement.NewRecords(offer, agreed.Open(read))
		for _, name := range files.Agreements {
			written, _ := syntax.ReadAgreement(read, name, offer.Zone)
			resolved, wrong := records.Resolve(written, nil)
			found = append(found, wrong...)
			if resolved.Held != nil {
				shown["a record in "+dir] = true
			}
			for _, term := range resolved.Terms {
				shown["a promise that drifted"] = shown["a promise that drifted"] || term.Held != nil
				shown["an announced change of what was agreed"] = shown["an announced change of what was agreed"] || term.Promise.Next != nil && resolved.Holds(term)
			}
			found = append(found, Agreement(offer, resolved)...)
		}
		for _, p := range found {
			if p.Level() > diag.Notice {
				t.Errorf("%s: %s %s", p.At, p.Rule, line(p))
			}
			shown[string(p.Rule)] = true
		}
	}
	want := []string{"a promise that drifted", "an announced change of what was agreed", "renewal-near", "a record in ../..", "a record in ../../cmd/upfront/starters/agency",
		"a record in ../../cmd/upfront/starters/courier", "a record in ../../cmd/upfront/starters/msp"}
	for _, state := range want {
		if !shown[state] {
			t.Errorf("none shows %s", state)
		}
	}
}

// Agreements are judged by several goroutines at once; run with -race.
func TestConcurrent(t *testing.T) {
	read := tree.Of(site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 24h", "priorities: [{id: p1, understood: We come soon.}]\n")}.files())
	files, _ := syntax.Read(read)
	offer, _ := catalog.Resolve(files, files.Site.AsOf.V)
	written, _ := syntax.ReadAgreement(read, files.Agreements[0], offer.Zone)
	resolved, _ := agreement.Resolve(offer, written)
	want := Agreement(offer, resolved)
	if len(want) == 0 {
		t.Fatal("nothing found")
	}
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for range 50 {
				if got := Agreement(offer, resolved); len(got) != len(want) {
					t.Errorf("%d problems, want %d", len(got), len(want))
				}
			}
		})
	}
	all.Wait()
}

// What is found in a sentence lies within it, in order, on the edges of characters; and a place lies within the text's.
func FuzzSentence(f *testing.F) {
	for _, s := range []string{
		"We reply ASAP. Then we act as soon as possible!", "within 4 working hours", "Of every 100 pallets, at least 99 arrive.", "half an hour", "twenty-four hours",
		"“soon” and 'fast'", "À bientôt. Schnell…", "1.5h 2,5 99.5% of 1,000", "a\n\nb", "A.S.A.P.", "99999999999999999999 hours", "We answer 9 of 10 mails within 5 (five) days, or half by noon. We guarantee it.", "Within the hour, we ring back", "\xff\xfe 5\xffh",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		within := func(s span) {
			if s.from < 0 || s.from >= s.to || s.to > len(text) {
				t.Fatalf("%v of %d bytes", s, len(text))
			}
		}
		end := 0
		for _, s := range sentences(text) {
			within(s)
			if s.from != end {
				t.Fatalf("%v after %d", s, end)
			}
			end = s.to
		}
		for _, w := range vagueWords(text) {
			within(w.span)
			if at := placeIn(syntax.Text{V: text, At: diag.Place{File: "f", Line: 1, Column: 1, Width: utf8.RuneCountInString(text)}}, w.from, w.to); at.Column < 1 || at.Width < 1 {
				t.Fatalf("placed at %v", at)
			}
		}
		for _, s := range saidTimes(text) {
			within(s.span)
		}
		for _, s := range saidShares(text) {
			within(s.span)
		}
		for _, m := range numberForm().FindAllStringSubmatchIndex(text, -1) {
			within(span{m[2], m[3]})
		}
		for _, c := range claimsIn(passage{text: text, says: ^kinds(0)}) {
			within(c.span)
		}
		if !sameWords(text, text) {
			t.Fatal("a text differs from itself")
		}
	})
}
