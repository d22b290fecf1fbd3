package seal

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

const (
	one   = "aaaaaaaaaaaaaaaaaaaaaaaaaa"
	two   = "bbbbbbbbbbbbbbbbbbbbbbbbbb"
	old   = "cccccccccccccccccccccccccc"
	fresh = "dddddddddddddddddddddddddd"
)

func TestLedgerTextIsReadBack(t *testing.T) {
	for name, l := range map[string]Ledger{
		"no pages":  {Check: "0011aabb", Pages: map[string]PageState{}},
		"all kinds": {Check: "12345678", Pages: map[string]PageState{one: PageOpen, two: PageReplaced, old: PageEnded, fresh: PageUnshared}},
	} {
		got, err := ParseLedger(l.Text())
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, l.Text())
		}
		if got.Check != l.Check || !maps.Equal(got.Pages, l.Pages) {
			t.Errorf("%s: read back %+v, want %+v", name, got, l)
		}
	}
}

func TestLedgerTextIsSorted(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]PageState{two: PageOpen, one: PageEnded}}
	want := "check: \"12345678\"\npages:\n  " + one + ": ended\n  " + two + ": open\n"
	if got := string(l.Text()); !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want it to end with %q", got, want)
	}
}

func TestParseLedgerRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "content/agreed/keys.yaml has no check value",
		"check: \"123\"\n":                  `line 1 of content/agreed/keys.yaml is not what Upfront writes: "check: \"123\""`,
		"check: \"12345678\"\nname: Fred\n": `line 2 of content/agreed/keys.yaml is not what Upfront writes: "name: Fred"`,
		"check: \"12345678\"\npages:\n  " + one + ": gone\n": `line 3 of content/agreed/keys.yaml is not what Upfront writes: "  ` + one + `: gone"`,
	} {
		if _, err := ParseLedger([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("ParseLedger(%q) returns %v, want %s", text, err, want)
		}
	}
}

func TestNextFindsPagesThatWouldDisappear(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]PageState{one: PageOpen, two: PageOpen, old: PageEnded}}
	next, missing, over := l.Next("12345678", map[string]PageState{one: PageReplaced})
	if !slices.Equal(missing, []string{two}) {
		t.Errorf("missing %v, want %v", missing, two)
	}
	if want := (map[string]PageState{one: PageReplaced, two: PageOpen, old: PageEnded}); !maps.Equal(next.Pages, want) {
		t.Errorf("next %v, want %v", next.Pages, want)
	}
	if !slices.Equal(over, []string{old}) {
		t.Errorf("over %v, want %v", over, old)
	}
}

func TestOnlyPagesGivenOutAreMissing(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]PageState{one: PageUnshared, two: PageOpen}}
	next, missing, over := l.Next("12345678", map[string]PageState{two: PageOpen, fresh: PageOpen})
	if missing != nil {
		t.Errorf("missing %v", missing)
	}
	if want := (map[string]PageState{two: PageOpen, fresh: PageUnshared}); !maps.Equal(next.Pages, want) {
		t.Errorf("next %v, want %v", next.Pages, want)
	}
	if over != nil {
		t.Errorf("over %v: nobody was given its link", over)
	}
}

// What was never given out stays so, whatever became of it, and leaves no trace; what was given out stays so too.
func TestNextKeepsWhatWasGivenOut(t *testing.T) {
	for _, c := range []struct{ was, made, want PageState }{
		{"", PageOpen, PageUnshared}, {"", PageReplaced, PageUnshared}, {PageUnshared, PageEnded, PageUnshared}, {PageUnshared, PageOpen, PageUnshared},
		{PageOpen, PageOpen, PageOpen}, {PageOpen, PageEnded, PageEnded}, {PageEnded, PageOpen, PageOpen}, {PageReplaced, PageReplaced, PageReplaced},
	} {
		l := Ledger{Pages: map[string]PageState{one: c.was}}
		if c.was == "" {
			l = Ledger{}
		}
		if next, _, _ := l.Next("12345678", map[string]PageState{one: c.made}); next.Pages[one] != c.want {
			t.Errorf("%q and made %q is %q, want %q", c.was, c.made, next.Pages[one], c.want)
		}
	}
}

func TestNextIsTheSameWhereNothingHappened(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]PageState{one: PageOpen, two: PageUnshared}}
	for want, made := range map[string]map[string]PageState{
		"the same":  {one: PageOpen, two: PageOpen},
		"one ended": {one: PageEnded, two: PageOpen},
		"one more":  {one: PageOpen, two: PageOpen, old: PageOpen},
		"another":   {one: PageOpen, old: PageOpen},
	} {
		if next, _, _ := l.Next("12345678", made); next.Equal(l) != (want == "the same") {
			t.Errorf("%s: next is %v", want, next)
		}
	}
	if next, _, _ := l.Next("87654321", map[string]PageState{one: PageOpen, two: PageOpen}); next.Equal(l) {
		t.Error("it says the same of another secret")
	}
}

func TestGive(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]PageState{one: PageUnshared, two: PageReplaced}}
	given := l.Give(one, PageOpen).Give(two, PageOpen)
	if want := (map[string]PageState{one: PageOpen, two: PageReplaced}); given.Check != l.Check || !maps.Equal(given.Pages, want) {
		t.Errorf("given %v, want the pages %v", given, want)
	}
	if l.HasGiven(one) || !given.HasGiven(one) || !l.HasGiven(two) || l.HasGiven(old) {
		t.Error("it is not as it was given")
	}
}

func TestMergeForgetsNothing(t *testing.T) {
	ours := Ledger{Check: "12345678", Pages: map[string]PageState{one: PageUnshared, two: PageEnded}}
	theirs := Ledger{Check: "12345678", Pages: map[string]PageState{one: PageOpen, two: PageOpen, old: PageOpen, fresh: PageUnshared}}
	if got, want := ours.Merge(theirs).Pages, (map[string]PageState{one: PageOpen, two: PageEnded, old: PageOpen}); !maps.Equal(got, want) {
		t.Errorf("together %v, want %v", got, want)
	}
	theirs.Check = "87654321"
	if got := ours.Merge(theirs).Pages; !maps.Equal(got, ours.Pages) {
		t.Errorf("with another secret %v, want %v", got, ours.Pages)
	}
}
