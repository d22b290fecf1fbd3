package ledger

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

func TestTextIsReadBack(t *testing.T) {
	for name, l := range map[string]Ledger{
		"no pages":  {Check: "0011aabb", Pages: map[string]State{}},
		"all kinds": {Check: "12345678", Pages: map[string]State{one: Open, two: Replaced, old: Ended, fresh: Unshared}},
	} {
		got, err := Parse(l.Text())
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, l.Text())
		}
		if got.Check != l.Check || !maps.Equal(got.Pages, l.Pages) {
			t.Errorf("%s: read back %+v, want %+v", name, got, l)
		}
	}
}

func TestTextIsSorted(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]State{two: Open, one: Ended}}
	want := "check: \"12345678\"\npages:\n  " + one + ": ended\n  " + two + ": open\n"
	if got := string(l.Text()); !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want it to end with %q", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "content/agreed/keys.yaml has no check value",
		"check: \"123\"\n":                  `line 1 of content/agreed/keys.yaml is not what Upfront writes: "check: \"123\""`,
		"check: \"12345678\"\nname: Fred\n": `line 2 of content/agreed/keys.yaml is not what Upfront writes: "name: Fred"`,
		"check: \"12345678\"\npages:\n  " + one + ": gone\n": `line 3 of content/agreed/keys.yaml is not what Upfront writes: "  ` + one + `: gone"`,
	} {
		if _, err := Parse([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("Parse(%q) says %v, want %s", text, err, want)
		}
	}
}

func TestNextFindsPagesThatWouldDisappear(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]State{one: Open, two: Open, old: Ended}}
	next, missing := l.Next("12345678", map[string]State{one: Replaced})
	if !slices.Equal(missing, []string{two}) {
		t.Errorf("missing %v, want %v", missing, two)
	}
	if want := (map[string]State{one: Replaced, two: Open, old: Ended}); !maps.Equal(next.Pages, want) {
		t.Errorf("next %v, want %v", next.Pages, want)
	}
	if gone := l.Gone(map[string]State{one: Open, two: Open}); !slices.Equal(gone, []string{old}) {
		t.Errorf("gone %v, want %v", gone, old)
	}
}

func TestOnlyGivenPagesAreMissed(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]State{one: Unshared, two: Open}}
	next, missing := l.Next("12345678", map[string]State{two: Open, fresh: Open})
	if missing != nil {
		t.Errorf("missing %v", missing)
	}
	if want := (map[string]State{two: Open, fresh: Unshared}); !maps.Equal(next.Pages, want) {
		t.Errorf("next %v, want %v", next.Pages, want)
	}
	if gone := l.Gone(map[string]State{two: Open}); gone != nil {
		t.Errorf("gone %v: nobody was given its link", gone)
	}
}

// What was never given out stays so, whatever became of it, and leaves no trace; what was given out stays so too.
func TestNextKeepsWhatWasGiven(t *testing.T) {
	for _, c := range []struct{ was, made, want State }{
		{"", Open, Unshared}, {"", Replaced, Unshared}, {Unshared, Ended, Unshared}, {Unshared, Open, Unshared},
		{Open, Open, Open}, {Open, Ended, Ended}, {Ended, Open, Open}, {Replaced, Replaced, Replaced},
	} {
		l := Ledger{Pages: map[string]State{one: c.was}}
		if c.was == "" {
			l = Ledger{}
		}
		if next, _ := l.Next("12345678", map[string]State{one: c.made}); next.Pages[one] != c.want {
			t.Errorf("%q and made %q is %q, want %q", c.was, c.made, next.Pages[one], c.want)
		}
	}
}

func TestNextIsTheSameWhereNothingHappened(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]State{one: Open, two: Unshared}}
	for want, made := range map[string]map[string]State{
		"the same":  {one: Open, two: Open},
		"one ended": {one: Ended, two: Open},
		"one more":  {one: Open, two: Open, old: Open},
		"another":   {one: Open, old: Open},
	} {
		if next, _ := l.Next("12345678", made); next.Equal(l) != (want == "the same") {
			t.Errorf("%s: next is %v", want, next)
		}
	}
	if next, _ := l.Next("87654321", map[string]State{one: Open, two: Open}); next.Equal(l) {
		t.Error("it says the same of another secret")
	}
}

func TestGive(t *testing.T) {
	l := Ledger{Check: "12345678", Pages: map[string]State{one: Unshared, two: Replaced}}
	given := l.Give(one, Open).Give(two, Open)
	if want := (map[string]State{one: Open, two: Replaced}); given.Check != l.Check || !maps.Equal(given.Pages, want) {
		t.Errorf("given %v, want the pages %v", given, want)
	}
	if l.Gave(one) || !given.Gave(one) || !l.Gave(two) || l.Gave(old) {
		t.Error("it is not as it was given")
	}
}

func TestBesideForgetsNothing(t *testing.T) {
	ours := Ledger{Check: "12345678", Pages: map[string]State{one: Unshared, two: Ended}}
	theirs := Ledger{Check: "12345678", Pages: map[string]State{one: Open, two: Open, old: Open, fresh: Unshared}}
	if got, want := ours.Beside(theirs).Pages, (map[string]State{one: Open, two: Ended, old: Open}); !maps.Equal(got, want) {
		t.Errorf("together %v, want %v", got, want)
	}
	theirs.Check = "87654321"
	if got := ours.Beside(theirs).Pages; !maps.Equal(got, ours.Pages) {
		t.Errorf("with another secret %v, want %v", got, ours.Pages)
	}
}
