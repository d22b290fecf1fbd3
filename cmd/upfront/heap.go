package main

import "runtime/debug"

// relaxGC lets the heap grow to five times the live heap before garbage is collected. At the usual two times, collecting
// would take a tenth of the time of a build.
func relaxGC() { debug.SetGCPercent(400) }

// limitMemory limits all memory, for the smallest of sites to 136 MB. On a large site the limit is reached before five times
// the live heap, and garbage is collected more often. The live heap grows by about a kilobyte for each agreement, and with
// the other files, whose pages are held too; the limit leaves room for that, so that no build spends its time on collecting.
func limitMemory(agreements int, others int64) {
	const least, base, each, copies = 136 << 20, 40 << 20, 1 << 10, 4
	debug.SetMemoryLimit(max(least, base+each*int64(agreements)+copies*others))
}
