package main

import "runtime/debug"

// spacious lets the heap grow before garbage is collected, to about five times of what is kept, which is 30 MB for the
// smallest of sites: by the usual rule, at twice of that, collecting would take a tenth of the time of a build. For a
// large site the limit on all memory comes first, and garbage is collected more often. What is kept grows by about a
// kilobyte for each agreement, and with the other files, of which the pages are held too; so the limit leaves room
// enough for it, and no build spends its time on collecting.
func spacious(agreements int, others int64) {
	const least, base, each, copies = 176 << 20, 76 << 20, 1 << 10, 4
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(max(least, base+each*int64(agreements)+copies*others))
}
