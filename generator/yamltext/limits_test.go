package yamltext

import (
	"fmt"
	"strings"
	"testing"

	"upfront/generator/diag"
)

func TestDeepBracketsAreToldOnce(t *testing.T) {
	for _, text := range []string{"a: " + strings.Repeat("[", 400_000), "a:\n" + strings.Repeat(" [\n", 150_000) + strings.Repeat(" ]\n", 150_000), "a: " + strings.Repeat("{b: ", 20_000)} {
		d := Parse("a.yaml", 1, []byte(text), nothingExpected)
		if len(d.Problems) != 1 || d.Problems[0].Rule != Limits || d.Problems[0].Message != "this stands in more than 32 things that hold each other" ||
			d.Problems[0].Help != "Bring it nearer to the left margin, or to fewer brackets." {
			t.Errorf("%.20q: %v", text, d.Problems)
		}
	}
	few := "a: " + strings.Repeat("[", 20) + "x\nb: [\n"
	if d := Parse("a.yaml", 1, []byte(few), nothingExpected); len(d.Problems) == 0 || d.Problems[0].Rule != Syntax {
		t.Errorf("%q: %v", few, d.Problems)
	}
}

// size returns the bytes of what problems say.
func size(problems []diag.Problem) (n int) {
	for _, p := range problems {
		n += len(p.Message) + len(p.Help)
	}
	return n
}

// What is said of a long line grows with what is wrong on it, and not with that times its length. Places stay right.
func TestLongLinesAreNotWrittenOutAgain(t *testing.T) {
	for _, entry := range []string{"*a", "!b c", "&c d"} {
		text := func(n int) string { return "x: &a y\né: [" + strings.Repeat(entry+", ", n) + "z]\n" }
		few, many := Parse("a.yaml", 1, []byte(text(2000)), nothingExpected), Parse("a.yaml", 1, []byte(text(20_000)), nothingExpected)
		if len(few.Problems) != len(many.Problems) || size(many.Problems) > size(few.Problems)+1 {
			t.Errorf("%s: %d problems say %d bytes, and %d say %d", entry, len(few.Problems), size(few.Problems), len(many.Problems), size(many.Problems))
		}
		if all := diag.Count(few.Problems, diag.Error); all != 2001 {
			t.Errorf("%s: %d errors, want 2001", entry, all)
		}
		for i, p := range few.Problems[1:] {
			if want := fmt.Sprintf("a.yaml:2:%d", 5+i*(len(entry)+2)); p.At.String() != want {
				t.Fatalf("%s: no. %d is at %s, want %s", entry, i, p.At, want)
			}
		}
	}
}
