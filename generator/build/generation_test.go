package build

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/tree"
)

// ofGeneration is the small site whose agreement has a generation.
func ofGeneration(g int) map[string]string {
	files := small()
	files["content/agreements/fenn.yaml"] += fmt.Sprintf("access: {mode: link, generation: %d}\n", g)
	return files
}

// knowing is a ledger that knows these generations of the small site's agreement.
func knowing(generations ...int) seal.Ledger {
	l := seal.Ledger{Check: secret.Check(), Pages: map[string]seal.PageState{}}
	for _, g := range generations {
		l.Pages[secret.Keys("fenn", g).Path().String()] = seal.PageUnshared
	}
	return l
}

func errorsOf(problems []diag.Problem) []diag.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Level() != diag.Error })
}

func TestAGenerationIsACountOfLinks(t *testing.T) {
	const why = "  why:  Every number below it gets a page that says its link was replaced, though nobody ever had\n        that link.\n"
	const none = "  help: Write generation: 1, or leave it out.\n\n1 error in 1 file\n"
	for _, c := range []struct {
		name   string
		g      int
		ledger seal.Ledger
		want   string // empty: it is published
	}{
		{"the first", 1, seal.Ledger{}, ""},
		{"a hundred above the first", 101, seal.Ledger{}, ""},
		{"one more", 102, seal.Ledger{}, "generation 102 is more than 100 above the first one, and none was published yet\n  content/agreements/fenn.yaml:14:34\n" + why + none},
		{"a typed day", 20261129, seal.Ledger{}, "generation 20261129 is more than 100 above the first one, and none was published yet\n  content/agreements/fenn.yaml:14:34\n" + why + none},
		{"the last one known", 150, knowing(1, 50, 150), ""},
		{"a hundred above the last one known", 250, knowing(1, 50, 150), ""},
		{"more", 251, knowing(1, 50, 150), "generation 251 is more than 100 above the last one, which is 150\n  content/agreements/fenn.yaml:14:34\n" + why +
			"  help: Count up by one. Write generation: 151 to replace the link, or generation: 150 to leave it\n        as it is.\n\n1 error in 1 file\n"},
		{"taken back", 149, knowing(150), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := inputWith(ofGeneration(c.g))
			in.Ledger = c.ledger
			begun := time.Now()
			out, report, err := Open(in, nil).Publish(filepath.Join(t.TempDir(), "public"), false, publish.Options{})
			if err != nil || out.Refused != (c.want != "") {
				t.Fatalf("refused %v, error %v\n%s", out.Refused, err, said(out.Problems))
			}
			if want := "error[generation-jump]: " + c.want; c.want != "" && said(errorsOf(out.Problems)) != want {
				t.Errorf("it says\n%s\nwant\n%s", said(errorsOf(out.Problems)), want)
			}
			pages := 0
			for _, path := range report.Written {
				if strings.HasPrefix(path, "a/") {
					pages++
				}
			}
			if c.want == "" && pages != c.g {
				t.Errorf("%d private pages, want %d", pages, c.g)
			}
			if c.want != "" && time.Since(begun) > 5*time.Second {
				t.Errorf("it took %v", time.Since(begun))
			}
			if _, _, ok := Load(in, nil).Share("fenn"); ok != (c.want == "") {
				t.Errorf("shared: %v", ok)
			}
		})
	}
}

// TestAGenerationWithoutTheSecret holds what is said where the ledger cannot be asked: nothing false of a site that grew old.
func TestAGenerationWithoutTheSecret(t *testing.T) {
	for _, c := range []struct {
		g       int
		ledger  seal.Ledger
		passing bool
		want    string
	}{
		{101, seal.Ledger{}, false, ""},
		{102, seal.Ledger{}, false, "generation 102 is more than 100 above the first one, and none was published yet"},
		{250, knowing(1), false, ""},
		{10_101, knowing(1), false, "generation 10101 is no count of links"},
		{20_261_129, knowing(1), false, "generation 20261129 is no count of links"},
		{250, seal.Ledger{}, true, ""}, // the preview of a site whose secret is not here
	} {
		in := inputWith(ofGeneration(c.g))
		in.Ledger, in.SecretIsTemporary = c.ledger, c.passing
		if !c.passing {
			in.Secret = nil
		}
		problems := errorsOf(Open(in, nil).Check().Problems)
		if c.want == "" && len(problems) > 0 || c.want != "" && (len(problems) != 1 || problems[0].Rule != check.GenerationJump || problems[0].Message != c.want) {
			t.Errorf("generation %d, want %q:\n%s", c.g, c.want, said(problems))
		}
	}
}

// TestAGenerationIsJudgedAnew holds that what is remembered of an agreement does not outlive what the ledger says.
func TestAGenerationIsJudgedAnew(t *testing.T) {
	in := inputWith(ofGeneration(150))
	in.Ledger = knowing(149)
	last := compile(t, in, nil)
	for i, l := range []seal.Ledger{{}, knowing(150), knowing(1, 2), knowing(149)} {
		in.Ledger = l
		warm, cold := compile(t, last.after(in), last.pages), compile(t, in, nil)
		if why := same(warm, cold); why != "" {
			t.Errorf("%d: %s", i, why)
		}
		if refused := diag.Count(cold.problems, diag.Error) > 0; refused != (i%2 == 0) {
			t.Errorf("%d: refused %v", i, refused)
		}
		last = warm
	}
}

// TestManyTypedDaysTakeNoTime holds that a day in place of the generation costs next to nothing, however many agreements
// have one.
func TestManyTypedDaysTakeNoTime(t *testing.T) {
	files := ofGeneration(20261129)
	for i := range 200 {
		files[fmt.Sprintf("content/agreements/c%d.yaml", i)] = ofAnother(files["content/agreements/fenn.yaml"], fmt.Sprintf("Haddock%d", i))
	}
	derived := testing.AllocsPerRun(1, func() {
		in := inputWith(files)
		in.Tree = tree.Of(files)
		in.Ledger = knowing(1, 2, 3)
		if n := diag.Count(Open(in, nil).Check().Problems, diag.Error); n != 201 {
			t.Errorf("%d errors, want 201", n)
		}
	})
	if derived > 10_000_000 {
		t.Errorf("%.0f allocations", derived)
	}
}
