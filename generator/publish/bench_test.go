package publish

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"
)

// The benchmarks publish 10,000 pages of 16 KiB, each in a folder of its own as agreement pages are.
const (
	benchPages = 10_000
	benchSize  = 16 << 10
)

// manyOutputs yields the pages; edit changes the first so many of them.
func manyOutputs(edit int, version byte, last []File) iter.Seq2[Output, error] {
	page := bytes.Repeat([]byte("promises "), benchSize/9+1)[:benchSize]
	return func(yield func(Output, error) bool) {
		for i := range benchPages {
			o := Output{Path: fmt.Sprintf("a/%026d/index.html", i)}
			binary.BigEndian.PutUint64(o.Key[:], uint64(i)+1)
			if i < edit {
				o.Key[8] = version
			}
			if last != nil {
				o.Last = last[i]
			}
			o.Print = func() ([]byte, error) { return append(bytes.Clone(page), o.Key[:]...), nil }
			if !yield(o, nil) {
				return
			}
		}
	}
}

// benchPlace lies on the disk of temporary files, which on most machines is a real one.
func benchPlace(b *testing.B) *place {
	root := b.TempDir()
	return &place{b, filepath.Join(root, "public"), filepath.Join(root, ".upfront"), osDisk{}}
}

func (p *place) publishMany(edit int, version byte, last []File) []File {
	r, err := write(p.disk, p.out, manyOutputs(edit, version, last), Options{State: p.state})
	if err != nil {
		p.Fatal(err)
	}
	return r.Files
}

func BenchmarkCold(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		p := benchPlace(b)
		b.StartTimer()
		p.publishMany(0, 0, nil)
		b.StopTimer()
		os.RemoveAll(filepath.Dir(p.out))
		b.StartTimer()
	}
}

func BenchmarkNothingChanged(b *testing.B) { benchmarkEdit(b, 0) }
func BenchmarkOneChanged(b *testing.B)     { benchmarkEdit(b, 1) }
func BenchmarkHundredChanged(b *testing.B) { benchmarkEdit(b, 100) }
func BenchmarkAllChanged(b *testing.B)     { benchmarkEdit(b, benchPages) }

func benchmarkEdit(b *testing.B, edit int) {
	p := benchPlace(b)
	last := p.publishMany(edit, 0, nil)
	version := byte(0)
	for b.Loop() {
		version++
		last = p.publishMany(edit, version, last)
	}
}
