package check

import (
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// Each of the ways in which a vague word is written holds a word that tells of its form. Without one it would never be
// searched for.
func TestVagueFormsTell(t *testing.T) {
	for i, f := range vagueForms {
		tree, err := syntax.Parse(f.form().String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		texts := spellings(tree)
		if len(texts) < 5 {
			t.Errorf("form %d has %d spellings", i, len(texts))
		}
		for _, text := range texts {
			for _, written := range []string{text, "We come " + strings.ToUpper(text) + ".", "(" + text + ")"} {
				if textStems.in(written)&(1<<i) == 0 {
					t.Errorf("%q does not tell of form %d", written, i)
				}
			}
		}
	}
	for _, text := range []string{"", "Our 7 engineers work Monday to Friday.", "At all times somebody is there.", "a", "20 pence"} {
		if got := textStems.in(text) & sayVague; got != 0 {
			t.Errorf("%q tells of %b", text, got)
		}
	}
	for _, text := range []string{"Sooner or later", "A bestseller"} {
		if found := vagueWords(text); len(found) > 0 {
			t.Errorf("%q has vague words: %v", text, found)
		}
	}
}

// Each of the ways in which a sentence is measured holds a word that tells of it.
func TestMeasuresTell(t *testing.T) {
	tree, err := syntax.Parse(anyNumber().String(), syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	texts := spellings(tree)
	if len(texts) < 100 {
		t.Errorf("there are %d spellings", len(texts))
	}
	for _, text := range texts {
		for _, written := range []string{text, "We come " + strings.ToUpper(text) + ".", "(" + text + ")"} {
			if !isMeasured(written) {
				t.Errorf("%q measures nothing", written)
			}
		}
	}
	for _, text := range []string{"", "We ring often.", "A dayspring", "Wonderful", "The next van"} {
		if isMeasured(text) {
			t.Errorf("%q is measured", text)
		}
	}
}

// spellings returns texts that match an expression: every alternative, and what may be left out or repeated once each way.
func spellings(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		var out []string
		for i := 0; i < len(re.Rune); i += 2 {
			out = append(out, string(re.Rune[i]))
		}
		return out
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			out = append(out, spellings(sub)...)
		}
		return out
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			var longer []string
			for _, end := range spellings(sub) {
				for _, begin := range out {
					longer = append(longer, begin+end)
				}
			}
			out = longer
		}
		return out
	case syntax.OpQuest, syntax.OpStar:
		return append([]string{""}, spellings(re.Sub[0])...)
	case syntax.OpCapture, syntax.OpPlus:
		return spellings(re.Sub[0])
	}
	return []string{""} // a place, such as the edge of a word
}

func TestSpellings(t *testing.T) {
	tree, err := syntax.Parse(`\b(?:as (?:soon|fast)(?: as)*|b[ -]c?)\b`, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	got := spellings(tree)
	slices.Sort(got)
	if want := []string{"as fast", "as fast as", "as soon", "as soon as", "b ", "b c", "b-", "b-c"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// Each of the ways in which something else is said holds words that tell of it.
func TestFormsTell(t *testing.T) {
	for name, form := range map[string]struct {
		expression string
		kind       kinds
	}{
		"guarantee": {weGuarantee().String(), sayGuarantee}, "moment": {byMoment().String(), sayMoment}, "tone": {condescending().String(), sayTone},
		"except": {exceptIn().String(), sayExcept}, "praise": {praise().String(), sayPraise}, "hours": {atAllHours().String(), sayAllHours}, "outside": {outsideHours().String(), sayOutside}, "open": {isOpen().String(), sayOpen}, "days": {daysForm().String(), sayDay}, "level number": {numberedLevel().String(), sayLevel}, "level word": {wordedLevel().String(), sayLevel}, "level label": {levelLabel().String(), sayLevel}, "share": {percentForm().String(), sayShare},
	} {
		tree, err := syntax.Parse(form.expression, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range spellings(tree) {
			for _, written := range []string{text, "We come " + strings.ToUpper(text) + ".", "(" + text + ")"} {
				if kindsIn(written)&form.kind == 0 {
					t.Errorf("%s: %q does not tell", name, written)
				}
			}
		}
	}
}
