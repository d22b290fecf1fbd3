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

// contender is a program, or a kind of build, that is measured in turn with others.
type contender struct {
	name string
	run  func() (sample, error)
	runs []sample // that count
	out  string   // of the last run
}

func (c *contender) cpu() (out times) {
	for _, x := range c.runs {
		out = append(out, x.CPU)
	}
	return out
}

func (c *contender) wall() (out times) {
	for _, x := range c.runs {
		out = append(out, x.Wall)
	}
	return out
}

// takeTurns runs the contenders one after the other, round by round. The first round does not count.
func (b *bench) takeTurns(rounds int, sides ...*contender) error {
	for round := range rounds + 1 {
		for _, side := range sides {
			x, err := b.repeatIfDisturbed(side.run)
			if err != nil {
				return err
			}
			if round > 0 {
				side.runs = append(side.runs, x)
			}
		}
	}
	return nil
}

// cold measures builds from nothing, in turn with Hugo and with writing the same files alone.
func (b *bench) cold(s site) error {
	s, err := b.withHugo(s)
	if err != nil {
		return err
	}
	count := 0
	contend := func(name string, args func(out string) []string) *contender {
		c := &contender{name: name}
		c.run = func() (sample, error) {
			count++
			out := filepath.Join(s.dir, fmt.Sprintf("out%03d", count))
			x, err := b.coldBuild(s, args(out)...)
			c.out = out
			return x, err
		}
		return c
	}
	hugo := func(name string, flags ...string) *contender {
		return contend(name, func(out string) []string {
			return append([]string{"run", b.hugoProgram, "--source", s.hugo, "--destination", out, "--quiet", "--noBuildLock"}, flags...)
		})
	}
	ours := func(name string, command ...string) *contender {
		return contend(name, func(out string) []string {
			return append(append([]string{"run"}, command...), "build", "-q", "-C", s.upfront, "--out", out)
		})
	}
	upfront := ours("cold build, Upfront", b.upfront)
	wide := ours("cold build, Upfront with GOMAXPROCS=16", "env", "GOMAXPROCS=16", b.upfront)
	var hugos []*contender
	if s.hugo != "" {
		hugos = append(hugos, hugo("cold build, Hugo --minify", "--minify"), hugo("cold build, Hugo"))
	}
	writing := contend("only writing what Upfront wrote", func(out string) []string { return []string{"write", upfront.out, out} })
	if err := b.takeTurns(b.runs, append(hugos, upfront, wide, writing)...); err != nil {
		return err
	}
	b.table.set(s.n, upfront.name+", wall time", "at most 100 ms for 100, 65 s for 100,000", "%v", upfront.wall())
	b.table.set(s.n, wide.name+", processor time", "", "%v", wide.cpu())
	return b.addColdRows(s.n, upfront, writing, hugos)
}

// coldBuild measures one run after the traces of earlier builds are removed.
func (b *bench) coldBuild(s site, args ...string) (sample, error) {
	if err := s.forget(); err != nil {
		return sample{}, err
	}
	return b.measure(args...)
}

func (b *bench) addColdRows(n int, upfront, writing *contender, hugo []*contender) error {
	pages, bytes, sealed, err := outputOf(upfront.out)
	if err != nil {
		return err
	}
	took := upfront.cpu().median()
	var medians []time.Duration
	b.table.set(n, upfront.name+", processor time", "", "%v", upfront.cpu())
	for _, h := range hugo {
		b.table.set(n, h.name+", processor time", "", "%v", h.cpu())
		medians = append(medians, h.cpu().median())
	}
	if len(hugo) > 0 {
		b.table.set(n, "the faster Hugo, in times of Upfront", "at least 4.5 ×", "%.1f ×", float64(slices.Min(medians))/float64(took))
	}
	if least := writing.cpu().median(); least > 0 {
		b.table.set(n, writing.name+", processor time", "", "%v", writing.cpu())
		over := (took - least*3/2) / time.Duration(pages)
		b.table.set(n, "Upfront less 1.5 × only writing, a page", "at most 0.2 ms", "%s", durationText(over))
	}
	b.table.set(n, "written by Upfront", "", "%d pages, %s", pages, megabytes(bytes))
	for _, h := range hugo {
		pages, bytes, _, err := outputOf(h.out)
		if err != nil {
			return err
		}
		b.table.set(n, "written by "+strings.TrimPrefix(h.name, "cold build, "), "", "%d pages, %s", pages, megabytes(bytes))
	}
	b.table.set(n, "a sealed page on disk, median and largest", "at most 16 KiB", "%s, %s", kibibytes(median(sealed)), kibibytes(slices.Max(sealed)))
	return nil
}

// outputOf counts what a build wrote. sealed are the sizes of private pages.
func outputOf(dir string) (pages int, bytes int64, sealed []int64, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		bytes += info.Size()
		if strings.HasSuffix(path, ".html") {
			pages++
		}
		if strings.HasPrefix(path, seal.Folder) && strings.HasSuffix(path, "/index.html") {
			sealed = append(sealed, info.Size())
		}
		return nil
	})
	return pages, bytes, sealed, err
}

// memory measures the peak memory of builds from nothing, and compares the larger sites with the smallest.
func (b *bench) memory(s site) error {
	build := &contender{run: func() (sample, error) { return b.coldBuild(s, "run", b.upfront, "build", "-q", "-C", s.upfront) }}
	if err := b.takeTurns(min(b.runs, 3), build); err != nil {
		return err
	}
	var peaks []int64
	for _, x := range build.runs {
		peaks = append(peaks, x.Peak)
	}
	b.peaks = append(b.peaks, median(peaks))
	b.table.set(s.n, "peak memory of a cold build", "", "%s", megabytes(median(peaks)))
	if len(b.peaks) > 1 {
		b.table.set(s.n, "the same, in times of that of "+thousands(b.sizes[0])+" customers", "at most 1.5 × at 100,000, of that of 1,000", "%.2f ×", float64(median(peaks))/float64(b.peaks[0]))
	}
	return nil
}
