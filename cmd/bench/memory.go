//go:build linux

package main

// memory measures how much memory builds from nothing need, and compares the largest site with the smallest.
func (b *bench) memory(s site) error {
	var peaks []int64
	for range min(b.runs, 3) {
		x, err := b.undisturbed(func() (sample, error) {
			if err := s.forget(); err != nil {
				return sample{}, err
			}
			return b.apart("run", b.upfront, "build", "-q", "-C", s.upfront)
		})
		if err != nil {
			return err
		}
		peaks = append(peaks, x.Peak)
	}
	b.peaks = append(b.peaks, median(peaks))
	if b.peaks[0] == 0 {
		return nil // the system does not say
	}
	b.table.put(s.n, "peak memory of a cold build", "", "%s", megabytes(median(peaks)))
	if len(b.peaks) > 1 {
		b.table.put(s.n, "the same, in times of that of "+thousands(b.sizes[0])+" customers", "at most 1.5 × at 100,000, of that of 1,000", "%.2f ×", float64(median(peaks))/float64(b.peaks[0]))
	}
	return nil
}
