package letter_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"upfront/generator/agreed"
	agree "upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/letter"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// A record whose terms are those of today is not read, and what holds is the same as if it were: on the page, and in the next
// record. Any other is read.
func TestRecordThatReadsAsToday(t *testing.T) {
	before, first := resolved(t, held, nil)
	some := maps.Clone(all)
	delete(some, "e2")
	some["rest"] = "Dearer than it was."
	for name, c := range map[string]struct {
		said    map[string]string
		text    string // of the agreement by now, where it is another
		offer   []string
		isToday bool
	}{
		"all agreed":              {said: all, isToday: true},
		"some of it":              {said: some, isToday: true},
		"other lists of ids":      {said: all, text: strings.Replace(held, "id: e1", "id: e9", 1)},
		"an answer":               {said: all, text: strings.Replace(held, "answer: yes}", "answer: no, because: We can't., instead: Mail.}", 1)},
		"a price":                 {said: all, text: strings.Replace(held, "£46", "£47", 1)},
		"a choice":                {said: all, text: strings.Replace(held, "choose: {delivery.on-time: 24h}\n", "", 1)},
		"a number in the offer":   {said: all, offer: []string{"target: 95%", "target: 90%"}},
		"a sentence in the offer": {said: all, offer: []string{"says: ", "says: Indeed, "}},
		"the customer's part":     {said: all, offer: []string{"what: ", "what: Kindly "}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.text == "" {
				c.text = held
			}
			record := freeze(t, before, first, 12, c.said)
			letters, whole := resolved(t, c.text, []*agreed.Record{record}, c.offer...)
			quick := fromArchive(t, letters, c.text, agreed.Bytes(&record.AgreedRecord))
			if got := quick.Held.Newest().IsToday; got != c.isToday {
				t.Fatalf("it reads as today: %v", got)
			}
			if got, want := shown(t, letters, quick), shown(t, letters, whole); got != want {
				t.Errorf("the page has\n%s\nand not\n%s", got, want)
			}
			if got, want := next(letters, quick), next(letters, whole); !bytes.Equal(got, want) {
				t.Errorf("the next record is\n%s\nand not\n%s", got, want)
			}
		})
	}
}

// fromArchive resolves the same agreement again, with a record that lies in a folder.
func fromArchive(t *testing.T, letters *letter.Printer, text string, record []byte) *agree.Agreement {
	t.Helper()
	sums := agreed.Sums(nil).With(map[string][32]byte{"fenwick/v1.yaml": sha256.Sum256(record)})
	archive := agreed.Open(tree.Of(map[string]string{"content/agreed/fenwick/v1.yaml": string(record), "content/agreed/SHA256SUMS": string(sums)}))
	written, problems := syntax.ParseAgreement("content/agreements/fenwick.yaml", []byte(text), letters.Offer.Zone)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	quick, problems := agree.NewRecords(letters.Offer, archive).Resolve(written, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return quick
}

func shown(t *testing.T, letters *letter.Printer, a *agree.Agreement) string {
	t.Helper()
	text, err := json.MarshalIndent(letters.View(a), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// next returns the record of a yes to the first line on a later day.
func next(letters *letter.Printer, a *agree.Agreement) []byte {
	on := clock.Date{Year: 2026, Month: 4, Day: 2}
	var answers []agree.Answer
	for _, line := range []string{"e1", "e2", "e9", "p1", "rest"} {
		answers = append(answers, agree.Answer{Line: line, Yes: true, By: "Don Fenwick", How: "phone", Day: on})
	}
	if record, _ := a.Settle(letters.Freeze(a), letters.Offers(a), answers, on); record != nil {
		return agreed.Bytes(record)
	}
	return nil
}
