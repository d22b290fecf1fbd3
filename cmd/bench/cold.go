//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"upfront/generator/seal"
)

// side is one of those that take turns.
type side struct {
	what string
	run  func(out string) (sample, error)
	cpu  times
	out  string // of the last run
}

// cold measures builds from nothing, in turn with Hugo and with only writing the same files.
func (b *bench) cold(s site) error {
	upfront := &side{what: "cold build, Upfront", run: func(out string) (sample, error) {
		return b.apart("run", b.upfront, "build", "-q", "-C", s.upfront, "--out", out)
	}}
	sides := []*side{upfront}
	if s.hugo != "" {
		sides = append(sides, b.hugoSide("cold build, Hugo --minify", s, "--minify"), b.hugoSide("cold build, Hugo", s))
	}
	writing := &side{what: "only writing what Upfront wrote", run: func(out string) (sample, error) { return b.apart("write", upfront.out, out) }}
	sides = append(sides, writing)
	if err := b.takeTurns(s, sides); err != nil {
		return err
	}
	return b.putCold(s.n, upfront, writing, sides[1:len(sides)-1])
}

func (b *bench) hugoSide(what string, s site, flags ...string) *side {
	return &side{what: what, run: func(out string) (sample, error) {
		return b.apart(append([]string{"run", b.hugoProgram, "--source", s.hugo, "--destination", out, "--quiet", "--noBuildLock"}, flags...)...)
	}}
}

func (b *bench) takeTurns(s site, sides []*side) error {
	count := 0
	for round := range b.runs + 1 {
		for _, side := range sides {
			x, err := b.undisturbed(func() (sample, error) {
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

func (b *bench) putCold(n int, upfront, writing *side, hugo []*side) error {
	o, err := outputOf(upfront.out)
	if err != nil {
		return err
	}
	b.table.put(n, upfront.what+", processor time", "", "%v", upfront.cpu)
	var fastest *side
	for _, h := range hugo {
		b.table.put(n, h.what+", processor time", "", "%v", h.cpu)
		if fastest == nil || h.cpu.median() < fastest.cpu.median() {
			fastest = h
		}
	}
	if fastest != nil {
		b.table.put(n, "the faster Hugo, in times of Upfront", "at least 6 ×", "%.1f ×", ratio(fastest.cpu, upfront.cpu))
	}
	if writing.cpu.median() > 0 {
		b.table.put(n, writing.what+", processor time", "", "%v", writing.cpu)
		over := (upfront.cpu.median() - writing.cpu.median()*3/2) / time.Duration(o.pages)
		b.table.put(n, "Upfront less 1.5 × only writing, a page", "at most 0.2 ms", "%s", short(over))
	}
	b.table.put(n, "written by Upfront", "", "%d pages, %s", o.pages, megabytes(o.bytes))
	for _, h := range hugo {
		o, err := outputOf(h.out)
		if err != nil {
			return err
		}
		b.table.put(n, "written by "+strings.TrimPrefix(h.what, "cold build, "), "", "%d pages, %s", o.pages, megabytes(o.bytes))
	}
	b.table.put(n, "a sealed page on disk, median and largest", "at most 16 KiB", "%s, %s", kibibytes(median(o.sealed)), kibibytes(o.largest()))
	return nil
}

func ratio(a, b times) float64 { return float64(a.median()) / float64(b.median()) }

// output is what a build wrote.
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

func (o output) largest() (most int64) {
	for _, n := range o.sealed {
		most = max(most, n)
	}
	return most
}
