package build

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"upfront/cmd/bench/workload"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/tree"
	"upfront/themes"
)

// How long a build takes, cold and with what an earlier one remembered, through the calls that the command makes.
//
//	go test ./generator/build -run '^$' -bench 'Build|Nothing|One' -benchtime 5x
//	go test ./generator/build -run '^$' -bench 'ColdBuild/1000' -benchtime 10x -cpuprofile cpu.out -o bench.test
//	go tool pprof -top bench.test cpu.out
//
// Whole processes, larger sites, the preview, and the comparison with Hugo are measured by cmd/bench.

var benchSizes = []int{100, 1000}

func BenchmarkColdBuild(b *testing.B) {
	eachSize(b, func(b *testing.B, s *benchSite) {
		for b.Loop() {
			s.forget()
			s.build(b)
		}
	})
}

func BenchmarkNothingChanged(b *testing.B) {
	eachSize(b, func(b *testing.B, s *benchSite) {
		for b.Loop() {
			s.build(b)
		}
	})
}

func BenchmarkOneAgreement(b *testing.B) { benchmarkEdit(b, workload.EditOfAgreement()) }

func BenchmarkOneCapability(b *testing.B) { benchmarkEdit(b, workload.EditOfCapability()) }

// benchmarkEdit edits a file before each build. The edit itself is not timed.
func benchmarkEdit(b *testing.B, e workload.Edit) {
	eachSize(b, func(b *testing.B, s *benchSite) {
		for b.Loop() {
			b.StopTimer()
			s.edit(b, e)
			b.StartTimer()
			s.build(b)
		}
	})
}

// eachSize measures over a site of each size that was built before. It reports how many pages a build printed, and how
// long it took for each of those that there are.
func eachSize(b *testing.B, measure func(*testing.B, *benchSite)) {
	loadTheme = themeInput.load // the command shares none
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := &benchSite{dir: b.TempDir()}
			if err := (workload.Site{Agreements: n}).Upfront(s.dir); err != nil {
				b.Fatal(err)
			}
			s.settle(b)
			s.builds, s.printed = 0, 0
			measure(b, s)
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(s.builds)/float64(s.pages), "µs/page")
			b.ReportMetric(float64(s.printed)/float64(s.builds), "printed")
		})
	}
}

// benchSite is a generated site on disk, and what is remembered of it, as the command keeps it: as bytes.
type benchSite struct {
	dir                    string
	memory                 []byte
	edits, forgotten       int
	pages, builds, printed int // the first is of the last build, the others are sums
}

const benchVersion = "bench"

func (s *benchSite) out() string   { return filepath.Join(s.dir, fmt.Sprint("public", s.forgotten)) }
func (s *benchSite) state() string { return filepath.Join(s.dir, fmt.Sprint(".upfront", s.forgotten)) }

// build is one build of a fresh process, from listing the files to keeping what it found out.
func (s *benchSite) build(b testing.TB) {
	files, problems, err := tree.Read(tree.Folder{Dir: s.dir, Only: []string{"site.yaml", "content", "themes"}})
	if err != nil {
		b.Fatal(err)
	}
	in := Input{Tree: files, Theme: themes.Default(), Secret: &secret, Version: benchVersion, Memory: ReadMemory(s.memory, benchVersion)}
	out, report, err := Open(in, problems).Publish(s.out(), false, publish.Options{State: s.state()})
	if err != nil || out.Refused {
		b.Fatal(err, said(out.Problems))
	}
	s.memory = out.Memory.Bytes()
	s.pages, s.builds, s.printed = len(report.Written)+report.Unchanged, s.builds+1, s.printed+len(report.Written)
}

// settle builds until everything is remembered that can be: a file younger than two seconds proves nothing by its stamp, and
// is read once more.
func (s *benchSite) settle(b testing.TB) {
	s.build(b)
	s.build(b)
}

// forget has the next build write to a new folder and know of no earlier one. Nothing is deleted: some disks are slow to
// make files anew soon after others were deleted.
func (s *benchSite) forget() { s.memory, s.forgotten = nil, s.forgotten+1 }

// edit puts another word into a file.
func (s *benchSite) edit(b testing.TB, e workload.Edit) {
	s.edits++
	path := filepath.Join(s.dir, filepath.FromSlash(e.File))
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, e.Apply(text, s.edits), 0o644); err != nil {
		b.Fatal(err)
	}
}

// What the benchmarks measure is a site without errors, of which a build prints what the edit touches and no more.
func TestWhatIsMeasured(t *testing.T) {
	const customers = 20
	s := &benchSite{dir: t.TempDir()}
	if err := (workload.Site{Agreements: customers}).Upfront(s.dir); err != nil {
		t.Fatal(err)
	}
	files, early, err := tree.Read(tree.Folder{Dir: s.dir})
	if err != nil {
		t.Fatal(err)
	}
	checked := Open(Input{Tree: files, Theme: themes.Default(), Secret: &secret}, early).Check()
	if diag.Count(checked.Problems, diag.Error) > 0 || diag.Count(checked.Problems, diag.Warning) > 0 {
		t.Error(said(checked.Problems))
	}
	s.settle(t)
	for _, c := range []struct {
		edit        workload.Edit
		least, most int
	}{
		{workload.Edit{}, 0, 0},
		{workload.EditOfAgreement(), 1, 1},
		{workload.EditOfCapability(), 3, customers}, // its own page, the first customer's, and whoever else has it
	} {
		if c.edit.File != "" {
			s.edit(t, c.edit)
		}
		s.printed = 0
		if s.build(t); s.printed < c.least || s.printed > c.most {
			t.Errorf("after an edit of %q, %d files were printed, not %d to %d", c.edit.File, s.printed, c.least, c.most)
		}
	}
}
