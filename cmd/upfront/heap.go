package main

import "runtime/debug"

// unhurried lets the heap grow to about five times of what is kept before garbage is collected: by the usual rule, at twice
// of that, collecting would take a tenth of the time of a build.
func unhurried() { debug.SetGCPercent(400) }

// spacious bounds all memory, which for the smallest of sites is 136 MB. For a large site the bound comes before five times
// of what is kept, and garbage is collected more often. What is kept grows by about a kilobyte for each agreement, and with
// the other files, of which the pages are held too; so the bound leaves room enough for it, and no build spends its time on
// collecting.
func spacious(agreements int, others int64) {
	const least, base, each, copies = 136 << 20, 40 << 20, 1 << 10, 4
	debug.SetMemoryLimit(max(least, base+each*int64(agreements)+copies*others))
}
