package syntax

import (
	"strings"
	"testing"
)

func TestIDs(t *testing.T) {
	long := strings.Repeat("a", 64)
	for text, want := range map[string][2]bool{ // an id, and a reference
		"a": {true, true}, "7": {true, true}, "on-time": {true, true}, "a--b": {true, true}, long: {true, true},
		"": {}, "-": {}, "-a": {}, "a-": {}, "A": {}, "a_b": {}, "a b": {}, "ä": {}, "a\n": {}, long + "a": {}, "index": {}, "con": {},
		"a.b": {false, true}, "a.b.c": {false, true}, long + "." + long: {false, true},
		".": {}, "a.": {}, ".a": {}, "a..b": {}, "a.B": {}, "a.index": {}, "a.b-": {},
	} {
		if got := [2]bool{IsID(text), isReference(text)}; got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestIDOf(t *testing.T) {
	for name, want := range map[string]string{
		"Refund Policy": "refund-policy", "Störung neu": "stoerung-neu", "Sto\u0308rung": "stoerung", "ÜBERGRÖSSE": "uebergroesse", "Straße": "strasse",
		"Café à la carte": "cafe-a-la-carte", "Cafe\u0301": "cafe", "Smørrebrød": "smoerrebroed", "Ångström": "aangstroem", "Niño": "nino", "東京": "",
		"Łódź": "lodz", "Škoda": "skoda", "S\u030ckoda": "skoda", "đường": "duong", "ısı": "isi", "İstanbul": "istanbul", "Þór": "thor", "Ħal Għarghur": "hal-gharghur",
		"Čeština": "cestina", "Őrség": "orseg", "Ţară": "tara", "Ðrasill": "drasill", "Ķīmija": "kimija", "ﬁnance™": "financetm", "10 m²": "10-m2", "ẞ": "ss",
	} {
		if got := IDOf(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
