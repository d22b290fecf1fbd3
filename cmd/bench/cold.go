//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"upfront/generator/seal"
)

// contender is one of the programs that take turns.
type contender struct {
	name string
	run  func(out string) (sample, error)
	cpu  times
	out  string // of the last run
}

// cold measures builds from nothing, in turn with Hugo and with writing the same files alone.
func (b *bench) cold(s site) error {
	upfront := &contender{name: "cold build, Upfront", run: func(out string) (sample, error) {
		return b.measure("run", b.upfront, "build", "-q", "-C", s.upfront, "--out", out)
	}}
	sides := []*contender{upfront}
	if s.hugo != "" {
		sides = append(sides, b.hugoSide("cold build, Hugo --minify", s, "--minify"), b.hugoSide("cold build, Hugo", s))
	}
	writing := &contender{name: "only writing what Upfront wrote", run: func(out string) (sample, error) { return b.measure("write", upfront.out, out) }}
	sides = append(sides, writing)
	if err := b.takeTurns(s, sides); err != nil {
		return err
	}
	return b.addColdRows(s.n, upfront, writing, sides[1:len(sides)-1])
}

// hugoSide returns a contender that builds the site with Hugo.
func (b *bench) hugoSide(what string, s site, flags ...string) *contender {
	return &contender{name: what, run: func(out string) (sample, error) {
		return b.measure(append([]string{"run", b.hugoProgram, "--source", s.hugo, "--destination", out, "--quiet", "--noBuildLock"}, flags...)...)
	}}
}

// takeTurns runs the contenders one after the other, round by round. The first round does not count.
func (b *bench) takeTurns(s site, sides []*contender) error {
	count := 0
	for round := range b.runs + 1 {
		for _, side := range sides {
			x, err := b.repeatIfDisturbed(func() (sample, error) {
				if err := s.forget(); err != nil {
					return sample{}, err
				}
				count++
				out := filepath.Join(s.dir, fmt.Sprintf("out%03d", count))
				x, err := side.run(out)
				side.out = out
				return x, err
			})
			if err != nil {
				return err
			}
			if round > 0 {
				side.cpu = append(side.cpu, x.CPU)
			}
		}
	}
	return nil
}

// addColdRows adds the rows of cold builds to the table.
func (b *bench) addColdRows(n int, upfront, writing *contender, hugo []*contender) error {
	o, err := outputOf(upfront.out)
	if err != nil {
		return err
	}
	b.table.set(n, upfront.name+", processor time", "", "%v", upfront.cpu)
	var fastest *contender
	for _, h := range hugo {
		b.table.set(n, h.name+", processor time", "", "%v", h.cpu)
		if fastest == nil || h.cpu.median() < fastest.cpu.median() {
			fastest = h
		}
	}
	if fastest != nil {
		b.table.set(n, "the faster Hugo, in times of Upfront", "at least 6 ×", "%.1f ×", ratio(fastest.cpu, upfront.cpu))
	}
	if writing.cpu.median() > 0 {
		b.table.set(n, writing.name+", processor time", "", "%v", writing.cpu)
		over := (upfront.cpu.median() - writing.cpu.median()*3/2) / time.Duration(o.pages)
		b.table.set(n, "Upfront less 1.5 × only writing, a page", "at most 0.2 ms", "%s", durationText(over))
	}
	b.table.set(n, "written by Upfront", "", "%d pages, %s", o.pages, megabytes(o.bytes))
	for _, h := range hugo {
		o, err := outputOf(h.out)
		if err != nil {
			return err
		}
		b.table.set(n, "written by "+strings.TrimPrefix(h.name, "cold build, "), "", "%d pages, %s", o.pages, megabytes(o.bytes))
	}
	b.table.set(n, "a sealed page on disk, median and largest", "at most 16 KiB", "%s, %s", kibibytes(median(o.sealed)), kibibytes(slices.Max(o.sealed)))
	return nil
}

func ratio(a, b times) float64 { return float64(a.median()) / float64(b.median()) }

// output counts what a build wrote.
type output struct {
	pages  int
	bytes  int64
	sealed []int64 // sizes of private pages
}

func outputOf(dir string) (o output, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		o.bytes += info.Size()
		if strings.HasSuffix(path, ".html") {
			o.pages++
		}
		if strings.HasPrefix(path, seal.Folder) && strings.HasSuffix(path, "/index.html") {
			o.sealed = append(o.sealed, info.Size())
		}
		return nil
	})
	return o, err
}

// memory measures the peak memory of builds from nothing, and compares the larger sites with the smallest.
func (b *bench) memory(s site) error {
	var peaks []int64
	for range min(b.runs, 3) {
		x, err := b.repeatIfDisturbed(func() (sample, error) {
			if err := s.forget(); err != nil {
				return sample{}, err
			}
			return b.measure("run", b.upfront, "build", "-q", "-C", s.upfront)
		})
		if err != nil {
			return err
		}
		peaks = append(peaks, x.Peak)
	}
	b.peaks = append(b.peaks, median(peaks))
	b.table.set(s.n, "peak memory of a cold build", "", "%s", megabytes(median(peaks)))
	if len(b.peaks) > 1 {
		b.table.set(s.n, "the same, in times of that of "+thousands(b.sizes[0])+" customers", "at most 1.5 × at 100,000, of that of 1,000", "%.2f ×", float64(median(peaks))/float64(b.peaks[0]))
	}
	return nil
}
