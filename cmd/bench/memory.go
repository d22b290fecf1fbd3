//go:build linux

package main

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
